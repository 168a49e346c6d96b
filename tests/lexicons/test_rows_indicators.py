"""Every row of ``indicators.csv`` proves itself: its example is named by it, its counterexample is not."""

import pytest

from policydiff.lexicons import load_lexicon
from policydiff.quantities.headlines import NATION, name_headline, read_headlines

ZH = load_lexicon("zh")
PLACE = {"nation": NATION, "region": "云泽市", "": "云泽市"}


@pytest.mark.parametrize("number", range(len(ZH.rows("indicators"))))
def test_indicators(number: int) -> None:
    row, headline = ZH.rows("indicators")[number], read_headlines(ZH)[number]
    assert name_headline(row["example"], ZH, PLACE[row["scope"]]) == headline
    assert name_headline(row["counterexample"], ZH, PLACE[row["scope"]]) != headline


def test_the_nation_and_a_place_have_each_their_own_name() -> None:
    named = [name_headline("经济增长", ZH, place) for place in (NATION, "云泽市")]
    assert [found.indicator for found in named if found] == ["国内生产总值", "地区生产总值"]
