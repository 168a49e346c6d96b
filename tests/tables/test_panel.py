"""The panel: revision and gap by cases drawn by hand, and what the real reports come to."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.ledger.drawn import ZH, drawn, text_of

from policydiff import build_ledger, build_panel, read_report, to_frame
from policydiff.ledger import follow_figures
from policydiff.model import PointKind, PointState, PolicydiffError
from policydiff.tables import Panel
from policydiff.tables.columns import PANEL

KEY = ["place", "year", "indicator", "unit", "measure", "horizon", "vintage"]
REPORTS = Path(__file__).parents[3] / "shared" / "reports"
FACTS = Path(__file__).parents[1] / "ledger" / "facts-national-2012-2020.csv"
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports (../shared/reports) are not here")
OTHER = "新建滨河体育公园。"


def aims(year, targets, review="修缮校舍12处。", plan=OTHER):
    return drawn(year, plan, targets=f"今年主要目标是：{targets}", review=review)


def rows_of(*extracts):
    return Panel(follow_figures(extracts, ZH), ZH).rows


def row_of(rows, year, indicator, **wanted):
    wanted = {"horizon": "annual", **wanted}
    found = [r for r in rows if (r["year"], r["indicator"]) == (year, indicator) and all(r[k] == v for k, v in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def changed_outcomes(ledger, **fields):
    """The same ledger with other fields in its outcomes."""
    lines = [
        replace(line, points=tuple(replace(point, **fields) if point.kind is PointKind.OUTCOME else point for point in line.points))
        for line in ledger.indicators
    ]
    return replace(ledger, indicators=tuple(lines))


def cells(row, *names):
    return tuple(row[name] for name in names)


class TestRevision:
    def test_of_single_figures_it_is_exact(self):
        rows = rows_of(aims(2021, "地区生产总值增长7.7%。"), aims(2022, "地区生产总值增长7.5%左右。"))
        row = row_of(rows, 2022, "地区生产总值")
        assert cells(row, "revision", "revision_low", "revision_high", "revision_status") == (-0.2, -0.2, -0.2, "figure")
        assert cells(row, "last_value", "last_comparator", "comparator_move") == (7.7, "=", "loosened")

    def test_of_a_range_only_the_ends_are_subtracted(self):
        rows = rows_of(aims(2021, "地区生产总值增长6.5%左右。"), aims(2022, "地区生产总值增长5.5%—6%。"))
        row = row_of(rows, 2022, "地区生产总值")
        assert cells(row, "value", "value_high", "comparator") == (5.5, 6, "range")
        assert cells(row, "revision", "revision_low", "revision_high", "revision_status") == (None, -1, -0.5, "range")

    def test_the_figure_of_a_cap_may_stay_while_its_bound_tightens(self):
        rows = rows_of(aims(2021, "城镇调查失业率5.5%左右。"), aims(2022, "城镇调查失业率5.5%以内。"))
        assert cells(row_of(rows, 2022, "城镇调查失业率"), "revision", "comparator_move", "better") == (0, "tightened", "lower")

    def test_a_promised_fall_is_a_negative_figure(self):
        rows = rows_of(aims(2021, "单位地区生产总值能耗下降3%以上。"), aims(2022, "单位地区生产总值能耗下降2.5%左右。"))
        row = row_of(rows, 2022, "单位地区生产总值能耗")
        assert cells(row, "value", "revision", "better", "last_comparator") == (-2.5, 0.5, "lower", "≤")

    def test_a_floor_that_becomes_a_ceiling_has_turned(self):
        rows = rows_of(aims(2021, "居民消费价格涨幅不低于2%。"), aims(2022, "居民消费价格涨幅不超过2%。"))
        assert row_of(rows, 2022, "居民消费价格")["comparator_move"] == "turned"

    @pytest.mark.parametrize(
        ("years", "status", "last_state"),
        [
            ([aims(2022, "地区生产总值增长6%。")], "no_report", None),
            ([aims(2020, "地区生产总值增长6%。"), aims(2022, "地区生产总值增长6%。")], "no_report", None),
            ([aims(2021, "城镇新增就业2万人。"), aims(2022, "地区生产总值增长6%。")], "none_before", None),
            (
                [aims(2021, "城镇新增就业2万人。", plan="我们没有提出经济增长的具体目标。"), aims(2022, "地区生产总值增长6%。")],
                "none_before",
                "absent_as_stated",
            ),
            ([aims(2021, "地区生产总值达到900亿元。"), aims(2022, "地区生产总值增长6%。")], "other_measure", None),
            ([aims(2021, "地区生产总值增长6%。"), aims(2022, "城镇新增就业2万人。")], "no_target", "stated"),
        ],
        ids=["first", "a-year-between", "silent-before", "absent-before", "level-and-growth", "none-now"],
    )
    def test_what_is_not_comparable_has_none_and_says_why(self, years, status, last_state):
        rows = [row for row in rows_of(*years) if (row["year"], row["indicator"], row["measure"]) == (2022, "地区生产总值", "growth")]
        (row,) = rows
        assert cells(row, "revision", "revision_low", "revision_high", "revision_status", "last_state") == (
            None,
            None,
            None,
            status,
            last_state,
        )

    def test_percentage_points_are_not_percent(self):
        rows = rows_of(aims(2021, "森林覆盖率达到40%。"), aims(2022, "森林覆盖率提高1个百分点。"))
        row = row_of(rows, 2022, "森林覆盖率", unit="pp")
        assert cells(row, "value", "revision", "revision_status") == (1, None, "other_measure")

    def test_what_is_inferred_is_marked(self):
        rows = rows_of(drawn(2022, OTHER + "财政赤字39亿元，比上年增加1亿元。"))
        row = row_of(rows, 2022, "财政赤字", measure="level")
        assert cells(row, "last_value", "revision", "revision_status") == (3_800_000_000, 100_000_000, "inferred")
        assert row_of(rows, 2022, "财政赤字", measure="change")["revision_status"] == "stated_difference"
        assert cells(row_of(rows, 2021, "财政赤字", measure="level"), "state", "vintage") == ("inferred", 2022)

    def test_one_name_in_clauses_that_are_not_alike_is_not_one_thing(self):
        years = [drawn(2021, "市级财政安排3亿元修缮山区乡镇卫生院的旧病房。"), drawn(2022, "把市级财政的9亿元贴息留给港口物流企业。")]
        row = row_of(rows_of(*years), 2022, "市级财政")
        assert cells(row, "value", "last_value", "revision", "revision_status") == (900_000_000, 300_000_000, None, "unlike_words")


class TestGap:
    def row(self, target, review, indicator, **wanted):
        return row_of(rows_of(aims(2021, target), aims(2022, OTHER, review=review)), 2021, indicator, **wanted)

    @pytest.mark.parametrize(
        ("target", "review", "indicator", "gap", "status", "verdict"),
        [
            ("地区生产总值增长6%左右。", "全市地区生产总值增长5.9%。", "地区生产总值", -0.1, "figure", "near"),
            ("地区生产总值增长6%以上。", "全市地区生产总值增长5.9%。", "地区生产总值", -0.1, "figure", "missed"),
            ("地区生产总值增长5%—5.5%。", "全市地区生产总值增长5.2%。", "地区生产总值", 0, "range", "met"),
            ("地区生产总值增长5%—5.5%。", "全市地区生产总值增长4.9%。", "地区生产总值", -0.1, "range", "missed"),
            ("地区生产总值增长5%—5.5%。", "全市地区生产总值增长5.8%。", "地区生产总值", 0.3, "range", "met"),
            ("城镇调查失业率5.5%以内。", "城镇调查失业率5.1%。", "城镇调查失业率", -0.4, "figure", "met"),
            ("城镇调查失业率5.5%以内。", "城镇调查失业率5.7%。", "城镇调查失业率", 0.2, "figure", "missed"),
            ("城镇新增就业2万人。", "城镇新增就业超过2.1万人。", "城镇新增就业", 1000, "bound", "met"),
            ("单位地区生产总值能耗下降3%以上。", "单位地区生产总值能耗下降3.4%。", "单位地区生产总值能耗", -0.4, "figure", "met"),
            ("单位地区生产总值能耗下降3%以上。", "单位地区生产总值能耗上升0.5%。", "单位地区生产总值能耗", 3.5, "figure", "missed"),
        ],
    )
    def test_outcome_minus_target(self, target, review, indicator, gap, status, verdict):
        assert cells(self.row(target, review, indicator), "gap", "gap_status", "verdict") == (gap, status, verdict)

    @pytest.mark.parametrize(
        ("target", "review", "status"),
        [
            ("地区生产总值增长6%。", "修缮校舍12处。", "not_reported"),
            ("地区生产总值增长6%。", "地区生产总值达到900亿元。", "other_measure"),
            ("地区生产总值增长6%。", "上半年地区生产总值增长5%。", "not_reported"),
        ],
        ids=["silent", "a-level-for-a-rate", "half-a-year"],
    )
    def test_what_is_not_comparable_has_none_and_says_why(self, target, review, status):
        row = self.row(target, review, "地区生产总值", measure="growth")
        assert cells(row, "gap", "gap_status", "verdict") == (None, status, None)

    def test_an_outcome_in_words(self):
        row = self.row("居民消费价格涨幅3%左右。", "居民消费价格涨幅保持较低水平。", "居民消费价格")
        assert cells(row, "gap", "gap_status", "outcome_state") == (None, "in_words", "qualitative")

    def test_a_year_whose_next_report_is_not_given(self):
        assert row_of(rows_of(aims(2021, "地区生产总值增长6%。")), 2021, "地区生产总值")["gap_status"] == "no_report"

    def test_an_amount_of_another_scope_is_not_subtracted(self):
        row = self.row("城镇新增就业2万人。", "城镇新增就业9万人。", "城镇新增就业")
        assert cells(row, "gap", "gap_status", "verdict") == (None, "not_its_answer", None)

    def test_nor_is_an_amount_that_no_delivery_was_held_against(self):
        ledger = follow_figures([aims(2021, "城镇新增就业2万人。"), aims(2022, OTHER, review="城镇新增就业9万人。")], ZH)
        trusted = changed_outcomes(ledger, answers=True)
        assert cells(row_of(Panel(trusted).rows, 2021, "城镇新增就业"), "gap", "gap_status") == (None, "far_off")

    def test_an_inferred_outcome_counts_for_nothing(self):
        ledger = follow_figures([aims(2021, "城镇新增就业2万人。"), aims(2022, OTHER, review="城镇新增就业2.1万人。")], ZH)
        guessed = changed_outcomes(ledger, state=PointState.INFERRED)
        assert cells(row_of(Panel(guessed).rows, 2021, "城镇新增就业"), "gap", "gap_status") == (None, "inferred")

    def test_targets_for_several_years_are_not_held_against_a_year(self):
        rows = rows_of(drawn(2021, OTHER + "“十四五”期间，城镇新增就业6万人以上。"))
        row = row_of(rows, 2025, "城镇新增就业", horizon="multi_year")
        assert cells(row, "vintage", "revision_status", "gap_status") == (2021, "several_years", "several_years")


class TestRows:
    def test_words_strength_and_places_can_be_looked_up(self):
        text = text_of(2022, OTHER, targets="今年主要目标是：力争地区生产总值增长6%左右。")
        report = read_report(text.encode(), name="yunze-2022.txt")
        row = row_of(build_panel([report]).rows, 2022, "地区生产总值")
        assert cells(row, "target_report", "strength", "main", "headline", "place") == ("yunze-2022.txt", "strive", 1, 1, "云泽市")
        assert text[row["target_start"] : row["target_end"]] == row["target_figure"] == "6%"
        assert row["target_words"].endswith("力争地区生产总值增长6%左右")

    def test_descriptions_are_short_enough_for_stata(self):
        assert all(len(column.description) <= 80 and len(column.name) <= 32 and column.name.isidentifier() for column in PANEL)

    def test_reports_come_in_any_order_and_from_a_ledger(self, tmp_path):
        years = [aims(2021, "地区生产总值增长6%。"), aims(2022, "地区生产总值增长5%。", review="地区生产总值增长6.2%。")]
        texts = [extract.report for extract in years]
        one, other = build_panel(texts), build_panel(texts[::-1])
        assert one.rows == other.rows == build_panel(build_ledger(texts)).rows
        assert to_frame(build_ledger(texts).indicators, table="panel").equals(one.to_frame())

    def test_a_further_vintage_of_a_target_has_a_row_of_its_own(self):
        later = drawn(2022, OTHER + "“十四五”期间，城镇新增就业7万人以上。")
        rows = rows_of(drawn(2021, OTHER + "“十四五”期间，城镇新增就业6万人以上。"), later)
        found = [cells(row, "year", "vintage", "value") for row in rows if row["horizon"] == "multi_year"]
        assert found == [(2025, 2021, 60000), (2025, 2022, 70000)]

    def test_places_are_kept_apart_and_a_nameless_report_is_named_in_a_warning(self):
        here = aims(2021, "地区生产总值增长6%。")
        there = replace(here, report=replace(here.report, place="渚阳市"))
        nowhere = replace(here, report=replace(here.report, place=""))
        panel = Panel(follow_figures([here, there, nowhere], ZH))
        assert {row["place"] for row in panel.rows} == {"云泽市", "渚阳市", None}
        assert [notice.code for notice in panel.notices] == ["NO_PLACE"]


class TestTroubles:
    def test_the_first_is_raised(self):
        with pytest.raises(PolicydiffError, match="NOT_A_REPORT"):
            build_panel([b"nothing of the kind"])

    def test_or_handed_over_while_the_others_go_on(self, tmp_path):
        good = text_of(2022, OTHER, targets="今年主要目标是：地区生产总值增长6%。")
        files = {"a-2022.txt": good, "b-2022.txt": good, "c.txt": "nothing", ".hidden.txt": good}
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        troubles = []
        undated = text_of(2023, OTHER).replace("2023年", "今年").replace("2022年", "去年").encode()
        panel = build_panel([tmp_path, tmp_path / "none.txt", undated], on_trouble=troubles.append)
        assert sorted(error.code for error in troubles) == ["NOT_A_REPORT", "NO_FILE", "NO_YEAR", "SAME_YEAR"]
        assert [report.name for report in panel.reports] == ["a-2022.txt"]

    def test_of_two_reports_of_a_year_the_plainer_name_is_kept(self):
        text = text_of(2022, OTHER).encode()
        reports = [read_report(text, name=name) for name in ("a-2022.scan.txt", "a-2022.txt")]
        troubles = []
        assert [report.name for report in build_panel(reports, on_trouble=troubles.append).reports] == ["a-2022.txt"]
        assert [error.name for error in troubles] == ["a-2022.scan.txt"]

    def test_a_folder_without_texts(self, tmp_path):
        with pytest.raises(PolicydiffError, match="no file in this folder ends in"):
            build_panel(tmp_path)


@pytest.fixture(scope="module")
def national():
    return build_panel(REPORTS / "national" / f"cn-{year}.txt" for year in range(1978, 2021))


@needs_reports
class TestRealReports:
    def test_facts_of_the_national_reports(self, national):
        rows = {(r["indicator"], r["unit"], r["measure"], r["year"]): r for r in national.rows if r["horizon"] == "annual"}
        with FACTS.open(encoding="utf-8", newline="") as file:
            facts = list(csv.DictReader(file))
        figures = {}
        for fact in facts:
            row = rows[fact["indicator"], fact["unit"], fact["measure"], int(fact["year"])]
            name = "" if fact["kind"] == "target" else "outcome_"
            values = tuple(Decimal(fact[cell]) if fact[cell] else None for cell in ("value", "value_high"))
            assert cells(row, f"{name}state", f"{name}value", f"{name}value_high") == (fact["state"], *map(number, values))
            figures[fact["indicator"], fact["unit"], fact["measure"], int(fact["year"]), fact["kind"]] = values
        differences(rows, figures)

    def test_every_report_gives_rows_that_are_unique_and_differences_that_are_exact(self):
        troubles = []
        panel = build_panel([REPORTS / "provincial", REPORTS / "city"], on_trouble=troubles.append)
        assert {error.code for error in troubles} <= {"SAME_YEAR", "NOT_A_REPORT"}
        check(panel)

    def test_all_national_reports(self, national):
        assert len(national.reports) == 43
        check(national)


def number(value):
    return None if value is None else float(value)


def differences(rows, figures):
    """Where both ends are facts, revision and gap are the difference of the facts; of a range there is no single revision."""
    seen = 0
    for (indicator, unit, measure, year, kind), (value, high) in figures.items():
        row = rows[indicator, unit, measure, year]
        before = figures.get((indicator, unit, measure, year - 1, "target"), (None, None))
        told = figures.get((indicator, unit, measure, year, "outcome"), (None, None))
        if kind != "target" or value is None:
            continue
        if before[0] is not None and row["revision_status"] == "figure":
            assert row["revision"] == number(value - before[0])
            seen += 1
        if told[0] is not None and row["gap_status"] in ("figure", "range"):
            assert row["gap"] == number(told[0] - min(max(told[0], value), high or value))
            seen += 1
    assert seen > 60


def check(panel):
    frame = panel.to_frame()
    assert not frame.duplicated(KEY).any()
    annual = frame[(frame["headline"] == 1) & (frame["horizon"] == "annual")]
    assert not annual.duplicated([name for name in KEY if name not in ("vintage", "horizon")]).any()
    assert frame["revision"].notna().sum() > 20 and frame["gap"].notna().sum() > 20
    assert ((frame["revision"].notna()) <= frame["revision_status"].isin(["figure", "inferred"])).all()
    assert (frame["gap"].notna() == frame["gap_status"].isin(["figure", "range", "bound"])).all()
    assert (frame["verdict"].notna() == frame["gap"].notna()).all()
    for name in ("revision", "gap"):
        assert all(len(f"{abs(value):.15g}") <= 15 for value in frame[name].dropna())
