import subprocess
import sys
from dataclasses import replace

import pytest
from tests.publish.sample import comparison, new_extract, scorecard

from policydiff.model import Status


def test_summary_counts_and_puts_the_drop_rate_beside_the_length():
    assert comparison().summary() == {
        "continued": 1,
        "changed": 4,
        "new": 1,
        "dropped": 2,
        "drop_rate": 0.2857,
        "length_ratio": 1.3398,
    }


def test_summary_of_nothing_divides_by_nothing():
    empty = replace(
        new_extract(), commitments=(), report=replace(new_extract().report, source=replace(new_extract().report.source, text=""))
    )
    assert replace(comparison(), earlier=empty, later=empty, changes=()).summary()["drop_rate"] == 0


def test_frames_by_status_are_the_whole_frame_in_parts():
    found = comparison()
    parts = {"continued": found.continued, "changed": found.changed, "new": found.new, "dropped": found.dropped}
    assert {name: len(frame) for name, frame in parts.items()} == {"continued": 1, "changed": 4, "new": 1, "dropped": 2}
    assert all(list(frame.columns) == list(found.to_frame().columns) for frame in parts.values())
    assert all(list(frame.index) == list(range(len(frame))) for frame in parts.values())


def test_targets_and_deliveries_are_frames():
    found = comparison()
    assert found.targets.loc[0, "indicator"] == "地区生产总值"
    assert list(found.deliveries_frame()["status"]) == ["met", "missed", "not_reported"]


def test_changes_are_found_by_either_id():
    found = comparison()
    assert found.change_of_old("2.2") is found.change_of_new("3.1")
    assert found.change_of_new("3.3").status is Status.NEW
    with pytest.raises(KeyError):
        found.change_of_old("9.9")


def test_it_shows_itself_shortly_and_safely():
    found = comparison()
    assert repr(found) == "<Comparison 清溪市 2023 → 清溪市 2024: 1 continued, 4 changed, 1 new, 2 dropped>"
    named = replace(found, later=replace(found.later, report=replace(found.later.report, place="<b>")))
    assert "<b>" not in named._repr_html_()
    assert "raised" in named._repr_html_()


def test_a_scorecard_counts_its_verdicts():
    assert scorecard().summary() == {"met": 1, "missed": 1, "near": 0, "not_reported": 1, "not_comparable": 0}


def test_pandas_is_not_imported_before_it_is_needed():
    code = "import sys, policydiff.comparison; sys.exit('pandas' in sys.modules or 'jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
