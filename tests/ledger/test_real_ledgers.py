"""Ledgers of the real reports beside the checkout; skipped, saying so, where they are absent."""

from decimal import Decimal

import pytest
from tests.conftest import NATIONAL
from tests.ledger.written import EARLY, KNOWN, LATE, MORE

from policydiff import pipeline
from policydiff.model import Horizon, Point, Series

REPORTS = NATIONAL.parent
Told = tuple[str, Decimal | None, Decimal | None, str]
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports (../shared/reports) are not here")


@pytest.fixture(scope="module")
def drawn(national_series) -> dict[tuple[str, str, str], Series]:
    """The annual series of the national reports 1978–2020, by indicator, unit and measure."""
    annual = (series for series in national_series if series.horizon is Horizon.ANNUAL)
    return {(series.indicator, series.unit, str(series.measure)): series for series in annual}


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
    sources = {path.name: path.read_bytes().decode("utf-8-sig") for path in NATIONAL.glob("cn-????.txt")}
    points = [point for series in drawn.values() for point in series.points if point.state == "stated"]
    assert len(points) > 500
    assert all(any(c.isnumeric() or c in "两半倍番首" for c in sources[p.report][p.span.start : p.span.end]) for p in points)


@pytest.mark.parametrize("place", ["guangdong", "guangxi"])
def test_two_years_of_a_province(place):
    ledger = pipeline.build_ledger(REPORTS / "provincial" / f"{place}-{year}.txt" for year in (2026, 2025))
    assert [report.year for report in ledger.reports] == [2025, 2026]
    growth = next(series for series in ledger.indicators if series.indicator == "地区生产总值" and series.measure == "growth")
    assert {("target", 2025), ("outcome", 2025), ("target", 2026)} <= {(p.kind, p.year) for p in growth.points if p.value is not None}
    assert sum(len(thread.steps) > 1 for thread in ledger.threads) > 50
