"""Ledgers of the real reports beside the checkout; skipped, saying so, where they are absent.

``facts-national-1978-2011.csv`` and ``facts-national-2012-2020.csv`` were written by reading the reports: a row for each year and kind of
each indicator, with why there is no figure where there is none. Comparators follow the convention of the annotation guide: 控制在 is at
most. An indicator is named as the report names it: what one report calls 物价 is not counted as consumer or retail prices, though later
ones may say which it was. The report of the autumn of 1982 expects the outcome of that year. General talk, such as of fast growth, is no
target in words. Silence is noted where the indicator was in use.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from policydiff import pipeline
from policydiff.ledger.follow import in_order
from policydiff.ledger.series import draw_series
from policydiff.lexicons import load_lexicon
from policydiff.model import Point, Series

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
ZH = load_lexicon("zh")
Told = tuple[str, Decimal | None, Decimal | None, str]


def read_facts(years: str) -> list[dict[str, str]]:
    """The facts of some years."""
    with (Path(__file__).parent / f"facts-national-{years}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EARLY, LATE = read_facts("1978-2011"), read_facts("2012-2020")
IN_WORDS = "words alone count only where a clause begins with the indicator"
LISTED = "how many people are found work is no headline: 就业 has too many senses"
KNOWN = {
    ("物价总水平", "target", "1985"): IN_WORDS,
    ("物价总水平", "target", "1987"): IN_WORDS,
    ("物价总水平", "target", "1989"): IN_WORDS,
    ("物价总水平", "target", "1991"): "it stands last of two things that one commitment is to control",
    ("商品零售价格", "target", "1993"): "a condition under which something else is done",
    ("商品零售价格", "outcome", "1998"): "said among the reasons of the plan, of last year without naming it",
    ("居民消费价格", "outcome", "1998"): "said among the reasons of the plan, of last year without naming it",
    ("商品零售价格", "outcome", "1994"): "the sentence before names the indicator, this one only says by how much it rose",
    ("财政赤字", "outcome", "1981"): "the sentence before names the indicator, this one only what became of it",
    ("就业", "target", "1979"): LISTED,
    ("就业", "target", "1981"): LISTED,
}
"""Facts that the ledger does not tell, by indicator, kind and year, with why."""
MORE = {("就业", 1987): "a sum of five years whose sentence stands after one year's figures"}
"""Figures that the ledger tells and no report states so."""
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports (../shared/reports) are not here")


@pytest.fixture(scope="module")
def drawn() -> dict[tuple[str, str, str], Series]:
    """The annual series of the national reports 1978–2020, by indicator, unit and measure."""
    extracts = [pipeline.extract_report(REPORTS / "national" / f"cn-{year}.txt") for year in range(1978, 2021)]
    found = draw_series(in_order(extracts), ZH)
    return {(series.indicator, series.unit, str(series.measure)): series for series in found if series.horizon == "annual"}


def headline_of(fact: dict[str, str]) -> tuple[str, str, str]:
    """The series that a fact belongs to."""
    return fact["indicator"], fact["unit"], fact["measure"]


def expected(fact: dict[str, str]) -> Told:
    """What a fact says of its year."""
    low, high = (Decimal(fact[name]) if fact[name] else None for name in ("value", "value_high"))
    return fact["state"], low, high, fact["comparator"]


def told(point: Point) -> Told:
    """What a point says of its year."""
    return str(point.state), point.value, point.value_high, str(point.comparator) if point.value is not None else ""


def cases() -> list[object]:
    """Every fact, the known failures marked."""
    marked = []
    for fact in (*EARLY, *LATE):
        why = KNOWN.get((fact["indicator"], fact["kind"], fact["year"]))
        marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
        marked.append(pytest.param(fact, id=f"{fact['indicator']} {fact['kind']} {fact['year']}", marks=marks))
    return marked


@pytest.mark.parametrize("fact", cases())
def test_facts_of_the_national_reports(drawn, fact):
    points = drawn[headline_of(fact)].points
    assert [told(p) for p in points if (str(p.kind), str(p.year)) == (fact["kind"], fact["year"])] == [expected(fact)]


@pytest.mark.parametrize("headline", sorted(set(map(headline_of, EARLY))), ids=lambda headline: headline[0])
def test_no_figure_before_2012_that_no_report_states(drawn, headline):
    stated = {(fact["kind"], int(fact["year"])) for fact in EARLY if headline_of(fact) == headline and fact["value"]}
    found = {(str(p.kind), p.year) for p in drawn[headline].points if p.year < 2012 and p.value is not None}
    assert {year for _, year in found - stated} == {year for indicator, year in MORE if indicator == headline[0]}


@pytest.mark.parametrize("headline", sorted(set(map(headline_of, LATE))), ids=lambda headline: headline[0])
def test_nothing_from_2012_on_that_no_report_states(drawn, headline):
    facts = {(fact["kind"], int(fact["year"])) for fact in LATE if headline_of(fact) == headline}
    assert {(str(p.kind), p.year) for p in drawn[headline].points if p.year >= 2012} == facts


def test_every_stated_point_quotes_its_figure(drawn):
    sources = {path.name: path.read_bytes().decode("utf-8-sig") for path in (REPORTS / "national").glob("cn-????.txt")}
    points = [point for series in drawn.values() for point in series.points if point.state == "stated"]
    assert len(points) > 500
    assert all(
        any(c.isnumeric() or c in "两半倍番首" for c in sources[p.report][p.span.start : p.span.end]) for p in points
    )


@pytest.mark.parametrize("place", ["guangdong", "guangxi"])
def test_two_years_of_a_province(place):
    ledger = pipeline.build_ledger(REPORTS / "provincial" / f"{place}-{year}.txt" for year in (2026, 2025))
    assert [report.year for report in ledger.reports] == [2025, 2026]
    growth = next(series for series in ledger.indicators if series.indicator == "地区生产总值" and series.measure == "growth")
    assert {("target", 2025), ("outcome", 2025), ("target", 2026)} <= {(p.kind, p.year) for p in growth.points if p.value is not None}
    assert sum(len(thread.steps) > 1 for thread in ledger.threads) > 50
