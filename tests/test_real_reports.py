"""Runs over the real reports beside the checkout; skipped, saying so, where they are absent."""

from pathlib import Path

import pytest

from policydiff.pipeline import compare_reports, extract_report

REPORTS = Path(__file__).parents[2] / "shared" / "reports"
TEXTS = sorted(REPORTS.glob("*/*.txt"))
pytestmark = pytest.mark.skipif(not TEXTS, reason="the real reports (../shared/reports) are not here")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_report_is_read(path):
    found = extract_report(path)
    assert {"review", "plan"} <= {str(section.role) for section in found.sections}
    assert len(found.commitments) >= 50
    assert len(found.outcomes) >= 30


@pytest.mark.parametrize("year", [2013, 2014, 2016, 2018])
def test_two_publications_of_one_report_say_the_same(year):
    old, new = REPORTS / "national" / f"cn-{year}.txt", REPORTS / "national" / f"cn-{year}.second-source.txt"
    summary = compare_reports(old, new).summary()
    assert summary["changed"] == 0
    assert summary["new"] <= 1 and summary["dropped"] <= 1
