"""Ledgers of the real reports beside the checkout; skipped, saying so, where they are absent.

``facts-national-2012-2020.csv`` was written by reading the reports: a row for each year and kind of each indicator, with why there is no
figure where there is none. Comparators follow the convention of the annotation guide: 控制在 is at most.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from policydiff import pipeline
from policydiff.ledger.follow import in_order
from policydiff.ledger.series import draw_series
from policydiff.lexicons import load_lexicon
from policydiff.model import Series

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
ZH = load_lexicon("zh")
with (Path(__file__).parent / "facts-national-2012-2020.csv").open(encoding="utf-8", newline="") as file:
    FACTS = list(csv.DictReader(file))
HEADLINES = sorted({(fact["indicator"], fact["unit"], fact["measure"]) for fact in FACTS})
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports (../shared/reports) are not here")


@pytest.fixture(scope="module")
def drawn() -> dict[tuple[str, str, str], Series]:
    """The annual series of the national reports 2012–2020, by indicator, unit and measure."""
    extracts = [pipeline.extract_report(REPORTS / "national" / f"cn-{year}.txt") for year in range(2012, 2021)]
    found = draw_series(in_order(extracts), ZH)
    return {(series.indicator, series.unit, str(series.measure)): series for series in found if series.horizon == "annual"}


@pytest.mark.parametrize("headline", HEADLINES, ids=lambda headline: headline[0])
def test_facts_of_the_national_reports(drawn, headline):
    expected = {
        (fact["kind"], int(fact["year"])): (
            fact["state"],
            *(Decimal(fact[name]) if fact[name] else None for name in ("value", "value_high")),
            fact["comparator"],
        )
        for fact in FACTS
        if (fact["indicator"], fact["unit"], fact["measure"]) == headline
    }
    told = {
        (str(p.kind), p.year): (str(p.state), p.value, p.value_high, str(p.comparator) if p.value is not None else "")
        for p in drawn[headline].points
        if p.year >= 2012
    }
    assert told == expected


def test_every_stated_point_quotes_its_figure(drawn):
    sources = {path.name: path.read_bytes().decode("utf-8-sig") for path in (REPORTS / "national").glob("cn-20??.txt")}
    points = [point for series in drawn.values() for point in series.points if point.state == "stated"]
    assert len(points) > 200
    assert all(
        any(c.isdigit() or c in "一二两三四五六七八九十半倍番首亿" for c in sources[p.report][p.span.start : p.span.end]) for p in points
    )


@pytest.mark.parametrize("place", ["guangdong", "guangxi"])
def test_two_years_of_a_province(place):
    ledger = pipeline.build_ledger(REPORTS / "provincial" / f"{place}-{year}.txt" for year in (2026, 2025))
    assert [report.year for report in ledger.reports] == [2025, 2026]
    growth = next(series for series in ledger.indicators if series.indicator == "地区生产总值" and series.measure == "growth")
    assert {("target", 2025), ("outcome", 2025), ("target", 2026)} <= {(p.kind, p.year) for p in growth.points if p.value is not None}
    assert sum(len(thread.steps) > 1 for thread in ledger.threads) > 50
