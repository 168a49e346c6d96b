"""The few functions that users call: what is given goes before what the report says, whatever it comes from."""

from pathlib import Path

import pytest

from policydiff import build_ledger, compare_reports, extract_report, read_report
from policydiff.model import PolicydiffError

OLD, NEW = (Path(__file__).parents[1] / "seeds" / f"yunze-{year}.txt" for year in (2024, 2025))


def test_year_place_and_name_count_for_a_report_that_is_read_already():
    report = read_report(NEW)
    again = read_report(report, year=1999, place="青岚县", name="a.txt")
    assert (again.year, again.place, again.source.name, again.text) == (1999, "青岚县", "a.txt", report.text)
    assert read_report(report) == report
    assert extract_report(report, year=1998).report.year == 1998


def test_a_comparison_takes_years_and_place():
    found = compare_reports(OLD, read_report(NEW), year=2016, old_year=2015, place="青岚县")
    assert [(e.report.year, e.report.place) for e in (found.earlier, found.later)] == [(2015, "青岚县"), (2016, "青岚县")]


def test_a_ledger_of_bytes_without_a_year_says_how_to_give_it():
    text = "政府工作报告\n一、过去一年工作回顾\n新建公园3座。\n二、重点工作\n新建公园5座。"
    with pytest.raises(PolicydiffError, match=r"NO_YEAR: .*give read_report\(…, year=\)"):
        build_ledger([text.encode()])
