"""Every row about delivery proves itself: its example holds, its counterexample does not."""

import re
from fractions import Fraction

import pytest

from policydiff.delivery.figures import indicator_likeness
from policydiff.lexicons import load_lexicon
from policydiff.quantities.compare import conversion

ZH = load_lexicon("zh")
AMOUNT = re.compile(r"([\d.]*)([^\d.]+) = ([\d.]*)([^\d.]+)")


def equal(statement: str) -> bool:
    """Whether an equation such as 1公顷 = 15亩 holds exactly; 一半 and the like are shares."""
    words = statement.replace("一半", "share")
    many, unit, other_many, other = AMOUNT.fullmatch(words).groups()
    factor = conversion(unit, other, ZH)
    value, goal = Fraction(many or "1/2"), Fraction(other_many or "1/2")
    return factor is not None and value * factor == goal


@pytest.mark.parametrize("row", ZH.rows("unit_factors"), ids=lambda row: row["unit"])
def test_units(row):
    assert equal(row["example"])
    assert not equal(row["counterexample"])


@pytest.mark.parametrize("table", ["answer_periods", "answers", "relations"])
def test_patterns(table):
    for row in ZH.rows(table):
        pattern = re.compile(row["pattern"])
        before_last = row["example"]
        if table == "answer_periods":
            before_last, counter = (re.match(r"(.*?)\d[^，。；\d]*$", row[cell]).group(1) for cell in ("example", "counterexample"))
            if row["period"] == "start":
                before_last = re.match(r"(.*?)\d", row["example"]).group(1)
        else:
            counter = row["counterexample"]
        assert pattern.search(before_last), row
        assert not pattern.search(counter), row


@pytest.mark.parametrize("row", ZH.rows("narrower"), ids=lambda row: row["words"])
def test_narrower(row):
    part, whole = row["example"].split(" < ")
    assert indicator_likeness(whole, part, ZH) < 0.42
    same, other = row["counterexample"].split(" < ")
    assert row["words"] in part and row["words"] in other + same
