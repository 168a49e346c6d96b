"""Indicator series: which figure is for which year, and what is said where there is none."""

import pytest
from tests.ledger.drawn import ZH, drawn

from policydiff.ledger import follow_reports
from policydiff.ledger.readings import read_points
from policydiff.model import Extract, Ledger, Series
from policydiff.pipeline import build_ledger

PLAN = "新建滨河体育公园。"


def series_of(extracts: list[Extract], indicator: str, unit: str = "%", horizon: str = "annual", measure: str = "") -> Series:
    ledger: Ledger = follow_reports(extracts, ZH)
    found = [s for s in ledger.indicators if (s.indicator, s.unit, s.horizon) == (indicator, unit, horizon) and measure in ("", s.measure)]
    assert len(found) == 1, [(s.indicator, s.unit, str(s.measure), str(s.horizon)) for s in ledger.indicators]
    return found[0]


def told(series: Series) -> list[str]:
    """Every point in short words."""
    return [
        f"{p.year} {p.kind} {p.state if p.value is None or p.state != 'stated' else ''}"
        f"{'' if p.value is None else f' {p.comparator}{p.value.normalize():f}'}".replace("  ", " ")
        for p in series.points
    ]


def test_a_target_is_for_the_year_and_an_outcome_for_the_year_before():
    years = [
        drawn(2021, PLAN, targets="今年主要目标是：地区生产总值增长6%左右。"),
        drawn(2022, PLAN, targets="今年主要目标是：经济增长5.5%以上。", review="全市地区生产总值增长5.8%。"),
    ]
    assert told(series_of(years, "地区生产总值")) == ["2021 target ≈6", "2021 outcome 5.8".replace("5.8", "=5.8"), "2022 target ≥5.5"]


def test_a_target_that_is_not_set_as_stated():
    years = [
        drawn(2021, PLAN, targets="今年主要目标是：地区生产总值增长6%左右。"),
        drawn(2022, PLAN, targets="今年主要目标是：城镇新增就业1.2万人。", review="地区生产总值增长5%。"),
        drawn(2023, PLAN + "需要讲明的是，我们没有提出经济增长的具体目标。"),
    ]
    assert told(series_of(years, "地区生产总值")) == [
        "2021 target ≈6",
        "2021 outcome =5",
        "2022 target silent",
        "2022 outcome silent",
        "2023 target absent_as_stated",
    ]


def test_a_target_that_is_left_to_a_later_year():
    years = [
        drawn(2021, PLAN, targets="今年主要目标是：单位地区生产总值能耗下降3%。"),
        drawn(2022, PLAN, targets="今年主要目标是：城镇新增就业1.2万人。能耗强度不作年度考核。"),
    ]
    assert told(series_of(years, "单位地区生产总值能耗")) == ["2021 target =-3", "2021 outcome silent", "2022 target deferred"]


def test_a_target_in_words_alone():
    years = [
        drawn(2021, PLAN, targets="今年主要目标是：居民消费价格涨幅3%左右。"),
        drawn(2022, PLAN, targets="今年主要目标是：居民消费价格保持基本稳定。", review="居民消费价格涨幅保持较低水平。"),
    ]
    assert told(series_of(years, "居民消费价格")) == ["2021 target ≈3", "2021 outcome qualitative", "2022 target qualitative"]


class TestInferred:
    def test_last_year_from_this_year(self):
        years = [drawn(2022, PLAN + "财政赤字39亿元，比上年增加1亿元。")]
        level = series_of(years, "财政赤字", "元", measure="level")
        assert told(level) == ["2021 target inferred =3800000000", "2022 target =3900000000"]

    def test_this_year_from_last_year(self):
        years = [drawn(2021, PLAN + "安排财政赤字38亿元。"), drawn(2022, PLAN + "财政赤字规模比去年增加2亿元。")]
        level = series_of(years, "财政赤字", "元", measure="level")
        assert told(level)[-1] == "2022 target inferred =4000000000"

    def test_percentage_points_are_differences_of_a_share(self):
        years = [drawn(2022, PLAN + "赤字率拟按2.6%安排，比去年预算低0.4个百分点。")]
        assert told(series_of(years, "赤字率")) == ["2021 target inferred =3", "2022 target =2.6"]

    def test_what_was_stated_is_not_inferred(self):
        years = [drawn(2021, PLAN + "财政赤字37亿元。"), drawn(2022, PLAN + "财政赤字39亿元，比上年增加1亿元。")]
        level = series_of(years, "财政赤字", "元", measure="level")
        assert [word for word in told(level) if "target" in word] == ["2021 target =3700000000", "2022 target =3900000000"]


@pytest.mark.parametrize(
    ("review", "annual", "several"),
    [
        ("城镇新增就业9万人。2022年，城镇新增就业2万人。", ["2022 outcome =20000"], ["2022 outcome =90000"]),
        ("五年来，民生不断改善。城镇新增就业9万人。", [], ["2022 outcome =90000"]),
        ("刚刚过去的2022年，稳中有进。城镇新增就业2万人。", ["2022 outcome =20000"], []),
        ("上半年城镇新增就业1万人。", [], []),
    ],
)
def test_figures_of_several_years_are_kept_apart(review, annual, several):
    found = follow_reports([drawn(2023, PLAN, review=review, heading="一、过去五年工作回顾")], ZH).indicators
    jobs = {str(s.horizon): told(s) for s in found if s.indicator == "城镇新增就业"}
    assert (jobs.get("annual", []), jobs.get("multi_year", [])) == (annual, several)


def test_what_a_figure_starts_from_is_none_of_the_year_unless_its_year_is_named():
    review = "粮食产量由2019年的18亿斤增加到21亿斤。森林覆盖率从40%提高到42%。"
    years = [drawn(2023, PLAN, review=review)]
    assert told(series_of(years, "粮食产量", "斤")) == ["2019 outcome =1800000000", "2022 outcome =2100000000"]
    assert told(series_of(years, "森林覆盖率")) == ["2022 outcome =42"]


def test_growth_behind_respectively_stands_in_the_series_of_each_name():
    review = "城镇、农村居民人均可支配收入分别为5万元、2万元，分别增长5%、7.2%。"
    years = [drawn(2023, PLAN, review=review)]
    assert told(series_of(years, "城镇居民人均可支配收入")) == ["2022 outcome =5"]
    assert told(series_of(years, "农村居民人均可支配收入")) == ["2022 outcome =7.2"]


def test_growth_behind_respectively_without_as_many_names_stands_in_no_series():
    found = follow_reports([drawn(2023, PLAN, review="地区生产总值90亿元，分别增长5%、7.2%。")], ZH).indicators
    assert [(s.indicator, s.unit) for s in found if s.unit == "%"] == []


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("社会消费品零售总额、固定资产投资均增长8%以上", ["固定资产投资", "社会消费品零售总额"]),
        ("固定资产投资、规模以上工业增加值增速均达到8%以上", ["固定资产投资", "规模以上工业增加值"]),
        ("城乡居民人均可支配收入均增长8%以上", ["农村居民人均可支配收入", "城镇居民人均可支配收入"]),
        ("固定资产投资增长8%以上", ["固定资产投资"]),
    ],
)
def test_a_figure_that_each_of_several_names_has_stands_in_the_series_of_each(target, names):
    found = follow_reports([drawn(2023, PLAN, targets=f"今年主要目标是：{target}。")], ZH).indicators
    assert sorted((s.indicator, told(s)) for s in found if s.unit == "%") == [(name, ["2023 target ≥8"]) for name in names]


@pytest.mark.parametrize(
    ("words", "intensity", "spending"),
    [
        ("研发投入增长9%，研发投入强度达到2.4%", "2.4", "9"),
        ("全社会研究与试验发展经费投入增长9%、占地区生产总值比重达到2.4%", "2.4", "9"),
        ("R&D经费支出增长9%，R&D经费投入强度提高到2.4%", "2.4", "9"),
        ("全社会研发经费投入增长9%、投入强度达到2.4%", "2.4", "9"),
    ],
)
def test_spending_on_research_and_its_share_are_two_indicators_however_they_are_written(words, intensity, spending):
    years = [drawn(2023, PLAN, targets=f"今年主要目标是：{words}。")]
    assert told(series_of(years, "研发经费投入强度")) == [f"2023 target ={intensity}"]
    assert told(series_of(years, "研发经费")) == [f"2023 target ={spending}"]


@pytest.mark.parametrize(
    "words",
    [
        "地区生产总值高于全国0.4个百分点",
        "规模以上工业增加值增速居全省第2位",
        "规模以上工业增加值增速连续30个月居全省前10位",
        "地区生产总值跨越3个台阶",
        "城乡居民收入比值由3.3缩小至2.9",
        "地区生产总值增速比邻市高0.4个百分点",
        "扣除房地产开发投资后，固定资产投资增长2.7%",
        "市属企业完成技改投资5亿元、研发投入3亿元",
    ],
)
def test_what_is_no_figure_of_a_headline_indicator_stands_in_none_of_its_series(words):
    headlines = {"地区生产总值", "规模以上工业增加值", "固定资产投资", "研发经费", "居民收入"}
    found = follow_reports([drawn(2023, PLAN, review=f"{words}。")], ZH).indicators
    assert not headlines & {series.indicator for series in found}


@pytest.mark.parametrize(
    "words",
    [
        "提高2个百分点",
        "持续提高2个百分点",
        "同比明显加快2个百分点",
        "比上一年高2个百分点",
        "比五年前高2个百分点",
        "比“十三五”末高2个百分点",
    ],
)
@pytest.mark.parametrize("name", ["绿化占国土比重", "绿化占比", "城镇化比例", "污水处理率"])
def test_a_rise_is_no_gap_to_another_place(name, words):
    found = read_points(drawn(2023, PLAN, review=f"{name}{words}。"), ZH)
    assert [(reading.key.indicator, reading.point.value) for reading in found if reading.key.unit == "pp"] == [(name, 2)]


@pytest.mark.parametrize("words", ["比邻市高2个百分点", "高于邻市2个百分点", "比全省平均水平高2个百分点"])
@pytest.mark.parametrize("name", ["绿化占国土比重", "污水处理率"])
def test_a_gap_to_another_place_stands_in_no_series(name, words):
    found = read_points(drawn(2023, PLAN, review=f"{name}{words}。"), ZH)
    assert [reading.key.indicator for reading in found if reading.key.unit == "pp"] == []


def test_what_is_added_and_what_there_is_in_all_are_two_series():
    targets = "今年主要目标是：新增经营主体16万户、总量达到200万户，科技企业净增5家、总数达到90家。"
    found = follow_reports([drawn(2023, PLAN, targets=targets)], ZH).indicators
    told_of = {(s.indicator, str(s.measure)): told(s) for s in found if s.unit in ("户", "家")}
    assert told_of == {
        ("新增经营主体", "level"): ["2023 target =160000"],
        ("经营主体总量", "level"): ["2023 target =2000000"],
        ("科技企业", "change"): ["2023 target =5"],
        ("科技企业总数", "count"): ["2023 target =90"],
    }


def test_each_of_a_list_from_which_a_change_starts_is_for_the_year_that_stands_before_the_first():
    review = "五年来，民生改善，城乡居民人均可支配收入从2019年的4万元和1万元分别提高到5万元和2万元。"
    years = [drawn(2023, PLAN, review=review)]
    assert told(series_of(years, "农村居民人均可支配收入", "元")) == ["2019 outcome =10000", "2022 outcome =20000"]
    assert told(series_of(years, "城镇居民人均可支配收入", "元")) == ["2019 outcome =40000", "2022 outcome =50000"]


def test_a_fall_is_negative_and_its_bound_changes_sides():
    years = [drawn(2023, PLAN, targets="今年主要目标是：单位地区生产总值能耗下降3%以上。")]
    assert told(series_of(years, "单位地区生产总值能耗")) == ["2023 target ≤-3"]


def test_a_target_of_several_years_is_for_the_last_of_them():
    years = [drawn(2021, PLAN + "“十四五”期间，城镇新增就业6万人以上。")]
    assert told(series_of(years, "城镇新增就业", "人", "multi_year")) == ["2025 target ≥60000"]


def test_a_year_without_a_report_has_no_point():
    targets = "今年主要目标是：地区生产总值增长6%。"
    years = [drawn(2021, PLAN, targets=targets), drawn(2024, PLAN, targets=targets)]
    assert told(series_of(years, "地区生产总值")) == ["2021 target =6", "2023 outcome silent", "2024 target =6"]


def test_the_headline_targets_come_first():
    targets = "今年主要目标是：居民消费价格涨幅3%左右，城镇新增就业2万人，地区生产总值增长6%。"
    found = follow_reports([drawn(2024, PLAN, targets=targets)], ZH).indicators
    assert [s.indicator for s in found][:3] == ["地区生产总值", "城镇新增就业", "居民消费价格"]


class TestToldInPassing:
    """Headline figures in sentences that are neither commitment nor outcome."""

    def test_among_the_problems(self):
        problems = "修缮校舍12处。\n同时要清醒看到，我们的工作还有不少问题。去年居民消费价格上涨4.8%，涨得过多。"
        years = [drawn(2021, PLAN, targets="今年主要目标是：居民消费价格涨幅3%左右。"), drawn(2022, PLAN, review=problems)]
        assert "2021 outcome =4.8" in told(series_of(years, "居民消费价格"))

    def test_among_the_reasons_of_the_plan(self):
        years = [drawn(2021, PLAN + "看各方面条件，今年的经济增长预期为6%左右。")]
        assert told(series_of(years, "地区生产总值")) == ["2021 target ≈6"]

    def test_what_a_statement_says_counts_first(self):
        problems = "居民消费价格上涨2%。\n同时要清醒看到，我们的工作还有不少问题。去年居民消费价格上涨4%，涨得过多。"
        assert told(series_of([drawn(2022, PLAN, review=problems)], "居民消费价格")) == ["2021 outcome =2"]

    def test_risks_in_words_alone_are_none(self):
        problems = "修缮校舍12处。\n同时要清醒看到，我们的工作还有不少问题。居民消费价格涨幅还有可能反弹。"
        found = follow_reports([drawn(2022, PLAN, review=problems)], ZH).indicators
        assert [series.indicator for series in found] == []


class TestNamedByTheSentence:
    """Rates whose own clause does not say what they are of."""

    def test_a_bound_after_its_indicator(self):
        years = [drawn(2021, PLAN, targets="今年主要目标是：确保居民消费价格涨幅比去年有所回落，力争控制在4%左右。")]
        assert told(series_of(years, "居民消费价格")) == ["2021 target ≈4"]

    def test_what_was_reached_not_what_was_planned(self):
        review = "地区生产总值的增速，原定计划为5%，实际达到6%。"
        assert told(series_of([drawn(2022, PLAN, review=review)], "地区生产总值")) == ["2021 outcome =6"]

    def test_a_share_of_the_product_is_of_what_stands_before_it(self):
        years = [drawn(2021, PLAN + "安排财政赤字9亿元，占国内生产总值比重在3%以内。")]
        assert told(series_of(years, "赤字率")) == ["2021 target ≤3"]

    def test_another_indicator_in_between(self):
        review = "地区生产总值增长6%，绿化覆盖率逐年提高，达到41%。"
        assert told(series_of([drawn(2022, PLAN, review=review)], "地区生产总值")) == ["2021 outcome =6"]


class TestWhichYear:
    def test_a_report_of_the_autumn_plans_the_year_after(self):
        title, review = "政府工作报告\n——2021年10月8日在云泽市", "一、今年以来的工作\n修缮校舍12处。"
        ledger = build_ledger([f"{title}\n各位代表：\n{review}\n二、2022年计划的主要指标\n地区生产总值增长6%。".encode()])
        assert [(point.year, str(point.kind)) for series in ledger.indicators for point in series.points] == [(2022, "target")]

    def test_what_the_year_under_way_is_expected_to_end_with_gives_way_to_what_it_ended_with(self):
        early = drawn(2021, PLAN, review="2021年，预计地区生产总值增长5%。")
        assert "2021 outcome =5" in told(series_of([early], "地区生产总值"))
        later = drawn(2022, PLAN, review="地区生产总值增长5.4%。")
        assert "2021 outcome =5.4" in told(series_of([early, later], "地区生产总值"))

    def test_a_year_that_a_target_names_is_its_year(self):
        years = [drawn(2021, PLAN + "按2020年价格计算，2025年粮食产量达到9亿斤。")]
        assert told(series_of(years, "粮食产量", "斤", horizon="multi_year")) == ["2025 target =900000000"]

    def test_a_comparison_with_an_early_year_is_of_several(self):
        years = [drawn(2022, PLAN, review="2021年同2012年相比，地区生产总值增长90%。")]
        assert told(series_of(years, "地区生产总值", horizon="multi_year")) == ["2021 outcome =90"]


class TestSilences:
    GOALS = "今年主要目标是：粮食产量9亿斤。"

    def test_nothing_is_looked_for_after_five_years(self):
        years = [drawn(2010, PLAN, targets="今年主要目标是：森林覆盖率达到40%。")]
        years += [drawn(year, PLAN, targets=self.GOALS) for year in range(2011, 2019)]
        points = series_of(years, "森林覆盖率").points
        assert [p.year for p in points if p.kind == "target"] == [2010, 2011, 2012, 2013, 2014, 2015]

    def test_nothing_is_looked_for_once_another_stands_in_its_place(self):
        years = [
            drawn(2012, PLAN, targets="今年主要目标是：农民人均纯收入增长9%。"),
            drawn(2013, PLAN, targets=self.GOALS),
            drawn(2014, PLAN, targets="今年主要目标是：农村居民人均可支配收入增长8%。"),
            drawn(2015, PLAN, targets=self.GOALS),
        ]
        points = series_of(years, "农村居民人均纯收入").points
        assert [(p.year, str(p.kind)) for p in points] == [(2012, "target"), (2012, "outcome"), (2013, "target")]


def test_figures_of_one_indicator_stand_in_its_unit():
    years = [
        drawn(2021, PLAN, targets="今年主要目标是：粮食产量90万吨以上。"),
        drawn(2022, PLAN, targets="今年主要目标是：粮食产量19亿斤以上。"),
    ]
    told_ = told(series_of(years, "粮食产量", "斤"))
    assert [words for words in told_ if "target" in words] == ["2021 target ≥1800000000", "2022 target ≥1900000000"]


def test_for_how_long_and_bare_heads_are_no_series():
    review = "园林绿化面积连续5年居全省第二。增速居全省第3位。"
    years = [drawn(year, PLAN, review=review) for year in (2021, 2022)]
    found = {(series.indicator, str(series.measure)) for series in follow_reports(years, ZH).indicators}
    assert not {name for name, measure in found if measure == "duration" or name == "增速"}
