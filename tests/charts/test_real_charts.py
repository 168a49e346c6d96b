"""Charts of the real reports beside the checkout; skipped, saying so, where they are absent."""

from pathlib import Path

import pytest
from tests.charts.parsed import groups, parsed
from tests.charts.test_flow import check_conservation, check_drawing

from policydiff import build_ledger, compare_reports, draw_indicators, draw_series, draw_slope
from policydiff.tables import target_rows

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
PAIRS = [("national/cn-2012", "national/cn-2013"), ("national/cn-2019", "national/cn-2020")] + [
    (f"provincial/{place}-2025", f"provincial/{place}-2026") for place in ("guangdong", "guangxi", "yunnan")
]
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports (../shared/reports) are not here")


@pytest.mark.parametrize("old, new", PAIRS, ids=[new for _, new in PAIRS])
def test_pairs_are_drawn_whole(old, new):
    found = compare_reports(REPORTS / f"{old}.txt", REPORTS / f"{new}.txt")
    check_conservation(found)
    check_drawing(found)
    rows = [row for row in target_rows(found) if row["direction"] not in (None, "unchanged")]
    assert len(groups(parsed(draw_slope(found, most=0)), "direction")) == len(rows) > 20


def test_every_national_series_is_drawn_with_its_figures():
    ledger = build_ledger(REPORTS / "national" / f"cn-{year}.txt" for year in range(2015, 2021))
    assert len(groups(parsed(draw_indicators(ledger)), "kind")) > 50
    for series in ledger.indicators:
        told = sorted((str(p.year), str(p.kind), str(p.value)) for p in series.points if p.value is not None)
        drawn = groups(parsed(draw_series(series)), "kind")
        assert sorted((g.get("data-year"), g.get("data-kind"), g.get("data-value")) for g in drawn) == told
