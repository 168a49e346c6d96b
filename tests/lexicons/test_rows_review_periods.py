"""Every row of ``review_periods.csv`` proves itself: its example is for the period it names, its counterexample is not."""

import pytest

from policydiff.lexicons import load_lexicon
from policydiff.periods import find_marks, period_rules

ZH = load_lexicon("zh")


@pytest.mark.parametrize("number", range(len(ZH.rows("review_periods"))))
def test_review_periods(number: int) -> None:
    row, (period, opens, pattern) = ZH.rows("review_periods")[number], period_rules(ZH)[number]
    assert period in {"this_year", "last_year", "several", "part"}
    assert opens == (row["opens"] == "yes")
    assert pattern.search(row["example"])
    assert not pattern.search(row["counterexample"])
    assert find_marks(row["example"], 2024, ZH)
