"""Every code of an error or a warning is documented with its cause and its next step, and no other."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
ERRORS, WARNINGS = (dict(re.findall(r"^\| `([A-Z_]+)` \| (.+) \|$", part, re.M)) for part in PAGE.split("## Warnings"))
OF_COMMAND_LINE = {"USAGE", "UNEXPECTED"}
"""Codes that the command line gives to errors of other kinds."""


def codes(kind):
    """The first argument of every call that makes a record of this kind, and whether each is written out."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == kind:
                yield node.args[0]


def written(kind):
    return {code.value for code in codes(kind) if isinstance(code, ast.Constant)}


def test_every_error_is_documented():
    assert written("PolicydiffError") | OF_COMMAND_LINE == set(ERRORS)


def test_every_warning_is_documented():
    assert written("Notice") == set(WARNINGS)


@pytest.mark.parametrize("table", [ERRORS, WARNINGS])
def test_each_has_a_cause_and_a_next_step_in_order(table):
    assert list(table) == sorted(table)
    assert all(len([cell for cell in row.split(" | ") if cell.strip()]) == 2 for row in table.values())


def test_the_command_line_says_its_own_codes():
    text = (ROOT / "src" / "policydiff" / "cli" / "run.py").read_text(encoding="utf-8")
    assert all(f": {code}: " in text for code in OF_COMMAND_LINE)
