"""Runs over the real reports beside the checkout; skipped, saying so, where they are absent."""

from pathlib import Path

import pytest
from tests.outline.facts import facts_of

from policydiff.pipeline import compare_reports

REPORTS = Path(__file__).parents[2] / "shared" / "reports"
TEXTS = sorted(REPORTS.glob("*/*.txt"))
pytestmark = pytest.mark.skipif(not TEXTS, reason="the real reports (../shared/reports) are not here")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_report_is_read(path):
    lines = facts_of(path)
    assert {"review", "plan"} <= {line[2] for line in lines}
    assert sum(int(line[7]) for line in lines) >= 50
    assert sum(int(line[8]) for line in lines) >= 30


@pytest.mark.parametrize("year", [2013, 2014, 2016, 2018])
def test_two_publications_of_one_report_say_the_same(year):
    old, new = REPORTS / "national" / f"cn-{year}.txt", REPORTS / "national" / f"cn-{year}.second-source.txt"
    summary = compare_reports(old, new).summary()
    assert summary["changed"] == 0
    assert summary["new"] <= 1 and summary["dropped"] <= 1
