"""The main targets of the national reports 2012–2020, each pair of years held against facts drawn by reading; skipped without the reports.

``national-targets.csv`` has a row for each indicator and pair of years: the figure words of this year's target in either report, empty
where the report sets no such figure, and what became of it. Last year's results and goals for five years are no such targets. The
deficit of 2020 is only told as a rise on 2019, and its growth as not set: both count as removed. No row was drawn from what the tool says.
"""

import csv
import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from policydiff.changes.figures import names_sharing
from policydiff.comparison import Comparison
from policydiff.model import Commitment, Horizon, Kind, Quantity, Status
from policydiff.pipeline import compare_reports

REPORTS = Path(__file__).parents[3] / "shared" / "reports" / "national"
with (Path(__file__).parent / "national-targets.csv").open(encoding="utf-8", newline="") as file:
    FACTS = list(csv.DictReader(file))
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports (../shared/reports) are not here")

WORDING = {
    "国内生产总值": "国内生产总值增长FIGURE",
    "城镇新增就业": "城镇新增就业FIGURE",
    "城镇登记失业率": "城镇登记失业率(?:控制在)?FIGURE",
    "城镇调查失业率": "城镇调查失业率FIGURE",
    "居民消费价格": "居民消费价格涨幅(?:控制在)?FIGURE",
    "进出口": "进出口(?:总额)?(?:预期)?增长FIGURE",
    "财政赤字": "(?<!中央)(?<!地方)财政赤字FIGURE",
    "赤字率": "赤字率[^，；。]{0,12}FIGURE",
    "广义货币": "广义货币[^，；。]{0,20}FIGURE",
    "单位国内生产总值能耗": "(?:能源消耗强度|能耗强度|国内生产总值能耗)要?(?:下降|降低)FIGURE",
    "农村贫困人口": "农村贫困人口(?:减少)?FIGURE|FIGURE农村贫困人口",
    "地方专项债券": "地方(?:政府)?专项债券FIGURE",
}
"""How the reports word each target; FIGURE stands for its figure words."""
Key = tuple[int, str]


@cache
def compared(old: int, new: int) -> Comparison:
    """A pair of years, compared once."""
    return compare_reports(REPORTS / f"cn-{old}.txt", REPORTS / f"cn-{new}.txt")


def mentions(indicator: str, words: str, text: str) -> list[int]:
    """Where the figure words of an indicator begin in a text; with a pattern for words, wherever it has a figure."""
    pattern = WORDING[indicator].replace("FIGURE", rf"(?<![\d.])(?P<figure>{words})", 1).replace("FIGURE", rf"(?<![\d.])(?P<other>{words})")
    return [
        next(place for place in (match.start(name) for name in match.groupdict()) if place >= 0) for match in re.finditer(pattern, text)
    ]


def holder(commitments: tuple[Commitment, ...], indicator: str, words: str) -> tuple[Commitment, Quantity]:
    """The one commitment for the year that holds the figure, and the figure."""
    found = [
        (commitment, quantity)
        for commitment in commitments
        if commitment.horizon is Horizon.ANNUAL
        for place in mentions(indicator, re.escape(words), commitment.text)
        for quantity in commitment.quantities
        if place <= quantity.span.start - commitment.span.start < place + len(words)
    ]
    assert len(found) == 1, f"{len(found)} commitments hold {indicator} {words}"
    return found[0]


def holders(fact: dict[str, str]) -> tuple[Comparison, list[tuple[Commitment, Quantity] | None]]:
    """The comparison of a fact's years, and who holds the old and the new figure."""
    found = compared(int(fact["old_year"]), int(fact["new_year"]))
    sides = (found.earlier.commitments, fact["old_words"]), (found.later.commitments, fact["new_words"])
    return found, [holder(commitments, fact["indicator"], words) if words else None for commitments, words in sides]


def facts() -> list:
    """Every fact as a test case."""
    return [pytest.param(fact, id=f"{fact['old_year']}-{fact['indicator']}") for fact in FACTS]


def key_of(fact: dict[str, str]) -> Key:
    """What a fact is known by."""
    return int(fact["old_year"]), fact["indicator"]


def test_facts_agree_with_each_other():
    assert len({key_of(fact) for fact in FACTS}) == len(FACTS)
    assert set(WORDING) == {fact["indicator"] for fact in FACTS}
    assert all(int(fact["new_year"]) == int(fact["old_year"]) + 1 for fact in FACTS)
    for indicator in WORDING:
        rows = [fact for fact in FACTS if fact["indicator"] == indicator]
        assert all(a["new_words"] == b["old_words"] for a, b in pairwise(rows) if a["new_year"] == b["old_year"])
    for fact in FACTS:
        assert fact["old_words"] or fact["new_words"]
        assert (fact["expected"] == "added") == (not fact["old_words"]) and (fact["expected"] == "removed") == (not fact["new_words"])


@pytest.mark.parametrize("fact", facts())
def test_facts_stand_in_the_reports(fact):
    for year, words in ((fact["old_year"], fact["old_words"]), (fact["new_year"], fact["new_words"])):
        found = compared(int(fact["old_year"]), int(fact["new_year"]))
        extract = found.earlier if year == fact["old_year"] else found.later
        if words:
            assert mentions(fact["indicator"], re.escape(words), extract.report.source.text)
        else:
            promised = [commitment.text for commitment in extract.commitments if commitment.horizon is Horizon.ANNUAL]
            assert not any(mentions(fact["indicator"], r"\d[\d.]*(?:[%％万亿]|个百分点)", text) for text in promised)


@pytest.mark.parametrize("fact", facts())
def test_changes_tell_what_became_of_a_target(fact):
    """The two figures are linked and moved or did not; one that only one year has is told as new or gone, and never as a move.

    Where its commitment goes on, the figure is told as added or removed, or as replaced by one that does not compare.
    """
    found, (old, new) = holders(fact)
    change = found.change_of_old(old[0].id) if old else found.change_of_new(new[0].id)
    if old and new:
        assert (old[0].id, new[0].id) in {(pair.old, pair.new) for pair in change.pairs}
    moves = [
        (move.old, move.new)
        for change in found.changes
        for move in change.numeric
        if (old and move.old_id == old[0].id and move.old == old[1]) or (new and move.new_id == new[0].id and move.new == new[1])
    ]
    moved = (old[1] if old else None, new[1] if new else None)
    if fact["expected"] == "changed":
        assert change.status is Status.CHANGED
        assert moved in moves
        assert len(moves) == names_sharing(new[0], new[0].quantities.index(new[1]))
    elif fact["expected"] == "unchanged":
        assert moves == []
        assert change.facets.figure != "replaced"
    else:
        assert moves in ([], [moved])
        assert moves or change.status in (Status.NEW, Status.DROPPED) or change.facets.figure == "replaced"


SHOWN = {
    "changed": {"raised", "lowered", "tightened", "loosened"},
    "removed": {"removed", "in_words"},
    "added": {"added", "in_figures"},
}
"""The directions of the targets table that are right for what became of a figure."""


@pytest.mark.parametrize("fact", facts())
def test_targets_table_has_one_row_for_a_target(fact):
    """The old figure and the new one stand in one row, and neither in another, unless that is of another indicator with the same figure."""
    found, (old, new) = holders(fact)
    rows = [
        row
        for row in found.targets.astype(object).where(found.targets.notna(), None).to_dict("records")
        if holds(row, "last", "old_id", old) or holds(row, "this", "new_id", new)
    ]
    row, *others = sorted(rows, key=lambda row: bool(old) and not holds(row, "last", "old_id", old))
    assert all(other["indicator"] != row["indicator"] and not (old and holds(other, "last", "old_id", old)) for other in others)
    assert not others or (new and names_sharing(new[0], new[0].quantities.index(new[1])) == len(rows))
    assert holds(row, "last", "old_id", old) if old else row["last_value"] is None
    assert holds(row, "this", "new_id", new) if new else row["this_value"] is None
    assert row["direction"] in SHOWN.get(fact["expected"], {fact["expected"]})
    assert row["direction"] not in ("in_words", "in_figures") or (row["last_target"] and row["this_target"])


def holds(row: dict, year: str, side: str, held: tuple[Commitment, Quantity] | None) -> bool:
    """Whether a row of the targets table has a figure of a commitment."""
    if held is None or row[side] != held[0].id or row[f"{year}_value"] is None:
        return False
    return Decimal(str(row[f"{year}_value"])) == held[1].value


def test_growth_of_2020_is_not_set_and_moves_nothing():
    found = compared(2019, 2020)
    (silent,) = [c for c in found.later.commitments if "没有提出全年经济增速" in c.text]
    assert silent.kind is Kind.ABSENT
    assert not any(move.new_id == silent.id and move.new is not None for change in found.changes for move in change.numeric)


def test_growth_of_2020_has_one_row_with_the_statement_that_none_is_set():
    found, (old, _) = holders(next(fact for fact in FACTS if key_of(fact) == (2019, "国内生产总值")))
    (row,) = found.targets[found.targets["old_id"] == old[0].id].to_dict("records")
    assert "没有提出全年经济增速" in str(row["this_target"])
