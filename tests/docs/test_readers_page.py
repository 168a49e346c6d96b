"""The page of the readers: every maker has a column, every text a row, and the rows are what the readers give."""

import pytest
from tests.conftest import REPORTS
from tests.docs.readers import MAKERS, PAGE, PROGRAMS, TEXTS, row

LINES = PAGE.read_text(encoding="utf-8").splitlines()
ROWS = {line.split(" | ")[0].removeprefix("| "): line for line in LINES if line.endswith("|")}


def test_the_page_has_all_texts_and_formats():
    assert f"| report | {' | '.join([*MAKERS, *PROGRAMS])} |" in LINES, "write it anew: python -m tests.docs.readers"
    assert {name.split("/")[-1] for name in TEXTS} <= set(ROWS)


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports (../shared/reports) are not here")
@pytest.mark.parametrize("name", TEXTS[:1])
def test_a_row_is_what_the_readers_give(name):
    assert ROWS[name.split("/")[-1]].startswith(row(name)), "write it anew: python -m tests.docs.readers"
