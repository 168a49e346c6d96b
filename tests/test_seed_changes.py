"""The pair in seeds/ and what was written down by hand of its changes."""

import csv
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
OLD, NEW = SEEDS / "yunze-2024.txt", SEEDS / "yunze-2025.txt"
with (SEEDS / "expected-changes.csv").open(encoding="utf-8", newline="") as file:
    EXPECTED = list(csv.DictReader(file))
LEAST_AGREEMENT = 0.9
"""208 of the 242 rows agreed when the table was written, 217 and then 221 of late; mend the tool and raise this, never the other way."""
TEXTS = {"old": OLD.read_text(encoding="utf-8"), "new": NEW.read_text(encoding="utf-8")}


def excerpts(row, side):
    return [part.strip() for part in row[f"{side}_words"].split(" | ") if part.strip()]


def test_every_excerpt_stands_once_in_its_report():
    assert [x for row in EXPECTED for side in TEXTS for x in excerpts(row, side) if TEXTS[side].count(x) != 1] == []


def said(comparison, row):
    """The statuses of the commitments that hold a row's first excerpt; the new side decides where there is one."""
    side = "new" if excerpts(row, "new") else "old"
    place = TEXTS[side].index(excerpts(row, side)[0])
    extract = {"old": comparison.earlier, "new": comparison.later}[side]
    held = {c.id for c in extract.commitments if c.span.start <= place < c.span.end}
    return {str(change.status) for change in comparison.changes if held & set(getattr(change, side))}


def test_the_tool_agrees_with_most_of_what_was_written_by_hand(compared):
    right = sum(row["status"] in said(compared, row) for row in EXPECTED)
    assert right / len(EXPECTED) >= LEAST_AGREEMENT, f"{right} of {len(EXPECTED)}"
