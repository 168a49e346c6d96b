"""Every row of the language pack proves itself, by the same functions that `policydiff lexicon check` runs."""

from importlib import resources

import pytest

from policydiff.lexicons import load_lexicon
from policydiff.proof import check_table, prove_row

ZH = load_lexicon("zh")
FILES = sorted((f for f in (resources.files("policydiff.lexicons") / "zh").iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)
ROWS = [pytest.param(table, row, id=f"{table}-{row.line}") for table in (f.name[:-4] for f in FILES) for row in ZH.rows(table)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_table_is_well_formed(file):
    assert list(check_table(file, file)) == []


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_every_row_holds(table, row):
    assert [str(trouble) for trouble in prove_row(table, row, ZH)] == []
