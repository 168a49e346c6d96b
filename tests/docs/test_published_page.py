"""The page of what was published has a row for each pair and a column for each format."""

from pathlib import Path

from tests.docs.published import PAGE, PAIRS

from policydiff.publish import Format

ROWS = [line.strip("| ").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]


def test_the_page_has_all_pairs_and_formats():
    head, *rows = ROWS
    assert head == ["pair", "commitments", *Format], "write it anew: python -m tests.docs.published"
    assert [cells[0] for cells in rows] == [f"{Path(place).name} {year}–{year + 1}" for place, year in PAIRS]
    assert all(int(cell.replace(",", "")) > 0 for cells in rows for cell in cells[1:])
