"""The sixty rows of the page on faults: each is numbered, and each names a test that is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$", (ROOT / "docs" / "faults.md").read_text(encoding="utf-8"), re.M)


def test_there_are_sixty_in_order():
    assert [int(number) for number, *_ in ROWS] == list(range(1, 61))


@pytest.mark.parametrize(("number", "tests"), [(row[0], row[3]) for row in ROWS])
def test_every_row_names_tests_that_are_there(number, tests):
    for name in re.findall(r"`(.+?)`", tests):
        path, _, function = name.partition("::")
        assert f"def {function}(" in (ROOT / "tests" / path).read_text(encoding="utf-8"), name


def test_every_code_is_documented():
    known = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "errors.md").read_text(encoding="utf-8"), re.M))
    assert {code for row in ROWS for code in re.findall(r"`([A-Z_]{4,})`", row[2])} <= known
