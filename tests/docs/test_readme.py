"""What the README shows works, in English and in Chinese: its commands, its Python, its make targets, its table."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READMES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")}


def blocks(name, language):
    return re.findall(rf"^```{language}\n(.*?)^```", READMES[name], re.M | re.S)


LINES = [line.split("#")[0].strip() for name in READMES for block in blocks(name, "sh") for line in block.splitlines()]
COMMANDS = sorted({line for line in LINES if line.startswith(".venv/bin/policydiff")})
MADE = sorted({line for line in LINES if line.startswith("make ")})


@pytest.fixture
def desk(tmp_path):
    """A folder with the two files that the README speaks of."""
    for name, year in (("last.txt", 2024), ("this.txt", 2025)):
        shutil.copy(ROOT / "seeds" / f"yunze-{year}.txt", tmp_path / name)
    return tmp_path


def run(folder, *arguments):
    """A process over this checkout's sources."""
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def policydiff(folder, arguments):
    return run(folder, "-c", "from policydiff.cli import main; main()", *arguments)


def test_every_line_is_one_that_is_tried():
    assert {*MADE, *COMMANDS} == set(LINES)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_do_what_they_say(command, desk):
    arguments = shlex.split(command)[1:]
    shown = policydiff(desk, arguments)
    written = desk / arguments[-1] if "-o" in arguments else None
    assert written.stat().st_size > 1000 if written else len(shown) > 500


@pytest.mark.parametrize("name", READMES)
def test_the_python_runs(name, desk):
    (block,) = blocks(name, "python")
    assert len([line for line in block.splitlines() if line]) <= 10
    assert "continued" in run(desk, "-c", block)
    assert {path.suffix for path in (desk / "out").iterdir()} == {".html", ".xlsx"}


def test_make_knows_its_targets():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert {line.split()[1] for line in MADE} <= set(targets)
    assert {"demo", "test", "check", "score", "bench"} <= set(targets)


def test_the_table_is_what_the_demo_shows(tmp_path):
    shown = {" ".join(line.split()) for line in policydiff(tmp_path, ["demo"]).splitlines()}
    for name in READMES:
        (table,) = blocks(name, "text")
        assert [line for line in table.splitlines() if " ".join(line.split()) not in shown] == []
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".html", ".md"}


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name):
    assert [link for link in re.findall(r"\]\(([^)]+)\)", READMES[name]) if not (ROOT / link).exists()] == []


def test_both_languages_show_the_same_table():
    assert blocks("README.md", "text") == blocks("README.zh.md", "text")
