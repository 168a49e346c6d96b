from dataclasses import fields, replace
from decimal import Decimal

import pytest
from tests.publish.sample import comparison, ledger, new_extract, old_extract

from policydiff import compare_reports
from policydiff.model import Change, Facets, Kind, Measure, Status
from policydiff.publish import Format, render
from policydiff.tables import TABLES, change_rows, delivery_rows, statement_row, target_rows, to_frame
from policydiff.tables.columns import FACETS
from policydiff.tables.findings import heading_over
from policydiff.tables.rows import change_row
from policydiff.tables.words import FACET_WORDS, facet_words, plain_number


def records():
    found = comparison()
    return {
        "commitments": found.later.commitments,
        "outcomes": found.later.outcomes,
        "changes": found.changes,
        "deliveries": found.deliveries,
        "sections": found.later.sections,
        "series": ledger().indicators,
        "threads": ledger().threads,
    }


@pytest.mark.parametrize("table", sorted(records()))
def test_frames_have_the_declared_columns_whether_empty_or_not(table):
    for frame in (to_frame(records()[table]), to_frame([], table=table)):
        assert list(frame.columns) == [column.name for column in TABLES[table]]
        assert [str(dtype) for dtype in frame.dtypes] == [column.dtype for column in TABLES[table]]


def test_every_column_is_named_once_and_described():
    for columns in TABLES.values():
        names = [column.name for column in columns]
        assert len(set(names)) == len(names)
        assert all(column.description for column in columns)


def test_frames_refuse_what_is_no_record_and_what_is_mixed():
    with pytest.raises(TypeError, match="str"):
        to_frame(["words"])
    with pytest.raises(TypeError, match="Commitment, Outcome"):
        to_frame([*new_extract().commitments, *new_extract().outcomes])


def test_what_is_not_stated_is_missing():
    row = statement_row(old_extract().commitments[3])
    assert (row["deadline"], row["stage"], row["value"], row["action"]) == (None, None, None, "建成")


def test_a_row_has_the_first_figure_that_is_no_threshold():
    one = old_extract().commitments[0]
    threshold = replace(one.quantities[0], filter=True, value=Decimal(9))
    assert statement_row(replace(one, quantities=(threshold, *one.quantities)))["value"] == 5


def test_change_rows_tell_words_sections_and_figures():
    rows = {row["old_ids"] or row["new_ids"]: row for row in change_rows(comparison())}
    raised = rows["1.2"]
    assert raised["old_text"] == "城镇新增就业1.1万人以上"
    assert raised["old_figures"] == "≥ 1.1万人"
    assert raised["what_changed"] == "城镇新增就业 ≥ 1.1万人 → ≥ 1.2万人 (raised); asks more"
    assert rows["2.1"]["section"] == "二、重点任务"
    assert rows["2.1"]["new_text"] is None


def test_a_change_alone_has_ids_but_no_words():
    row = change_row(comparison().changes[0])
    assert row["old_ids"] == "1.1"
    assert row["old_text"] is None


def test_delivery_rows_have_promise_and_answer():
    met, missed, silent = delivery_rows(comparison())
    assert (met["promised"], met["reported"], met["answer"]) == ("≈ 5%", "5.2%", "地区生产总值增长5.2%")
    assert missed["status"] == "missed"
    assert silent["answer"] is None


def test_every_facet_of_the_model_is_a_column_with_words():
    assert [facet.name for facet in FACETS] == [field.name for field in fields(Facets)]
    assert {name for name, _ in FACET_WORDS} == {facet.name for facet in FACETS}
    assert facet_words(Facets(strength="softer", wording="reworded")) == "worded less firmly; reworded"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("12000", 12000), ("1.2E+4", 12000), ("5.50", 5.5), ("0.6667", 0.6667), ("1E+400", None), ("NaN", None), ("8500000000.0", 8500000000)],
)
def test_figures_become_plain_numbers(value, expected):
    number = plain_number(Decimal(value))
    assert number == expected
    assert type(number) is type(expected)


def test_a_heading_is_the_nearest_above():
    sections = {
        s.id: s
        for s in (replace(new_extract().sections[0], id=i, heading=h) for i, h in (("2", "二、任务"), ("2a", ""), ("2.1", "（一）")))
    }
    assert [heading_over(i, sections) for i in ("2a", "2.1", "2.1.7", "21", "")] == ["二、任务", "（一）", "（一）", "", ""]


class TestTargets:
    def rows(self, found):
        return {row["indicator"]: row for row in target_rows(found)}

    def test_moved_figures_stand_with_what_is_reported(self):
        row = self.rows(comparison())["城镇新增就业"]
        assert (row["last_target"], row["outcome"], row["this_target"]) == ("≥ 1.1万人", "1.05万人", "≥ 1.2万人")
        assert (row["last_value"], row["outcome_value"], row["this_value"]) == (11000, 10500, 12000)
        assert (row["direction"], row["delivery"]) == ("raised", "missed")

    def test_figures_of_a_row_are_in_one_unit(self):
        text = "政府工作报告\n一、{}年工作回顾\n粮食产量{}。\n二、{}年主要目标\n今年主要目标是：粮食产量达到{}以上。\n三、工作\n新建公园。"
        old, new = (text.format(*figures).encode() for figures in ((2023, "24亿斤", 2024, "25亿斤"), (2024, "126万吨", 2025, "130万吨")))
        (row,) = [row for row in target_rows(compare_reports(old, new)) if row["indicator"] == "粮食产量"]
        assert (row["unit"], row["last_value"], row["outcome_value"], row["this_value"]) == ("吨", 1_250_000, 1_260_000, 1_300_000)
        assert (row["last_target"], row["direction"], row["delivery"]) == ("≥ 25亿斤", "raised", "met")

    def test_targets_in_words_move_where_they_are_set_against_the_same_less_strictly(self):
        text = "政府工作报告\n一、{}年工作回顾\n新建公园3座。\n二、{}年主要目标\n今年主要目标是：居民收入增长{}。\n三、工作\n新建公园。"
        old, new = (text.format(*words).encode() for words in ((2023, 2024, "快于经济增长"), (2024, 2025, "与经济增长同步")))
        assert [row["direction"] for row in target_rows(compare_reports(old, new)) if row["indicator"] == "居民收入"] == ["loosened"]

    @pytest.mark.parametrize(
        ("target", "delivery", "outcome"),
        [
            ("城乡居民收入均增长6%", "missed", "农村居民收入 5%；城镇居民收入 7%"),
            ("城乡居民收入均增长5%", "met", "城镇居民收入 7%；农村居民收入 5%"),
            ("城乡居民收入增长与经济增长同步", "missed", "农村居民收入 5%；城镇居民收入 7%"),
        ],
    )
    def test_a_target_that_several_share_shows_its_worst_answer_and_names_all(self, target, delivery, outcome):
        text = "政府工作报告\n一、{}年工作回顾\n{}。\n二、{}年主要目标\n今年主要目标是：{}。\n三、工作\n新建公园。"
        review = "地区生产总值增长5.5%。城镇居民收入增长7%。农村居民收入增长5%"
        old, new = (text.format(*words).encode() for words in ((2023, "新建公园", 2024, target), (2024, review, 2025, target)))
        (row,) = [row for row in target_rows(compare_reports(old, new)) if row["indicator"] == "城乡居民收入"]
        assert (row["delivery"], row["outcome"]) == (delivery, outcome)

    def test_a_row_of_one_of_several_that_share_a_target_shows_its_own_answer(self):
        text = "政府工作报告\n一、{}年工作回顾\n{}。\n二、{}年主要目标\n今年主要目标是：{}。\n三、工作\n新建公园。"
        old = text.format(2023, "新建公园", 2024, "城镇居民收入、农村居民收入均增长6%").encode()
        review, targets = "城镇居民收入增长7%。农村居民收入增长5%", "城镇居民收入增长7%，农村居民收入增长8%"
        new = text.format(2024, review, 2025, targets).encode()
        found = {row["indicator"]: (row["delivery"], row["outcome"]) for row in target_rows(compare_reports(old, new))}
        assert found["农村居民收入"] == ("missed", "5%")

    @pytest.mark.parametrize(
        ("last", "this", "direction"),
        [
            ("稳步增长", "增长快于经济增长", None),
            ("增长与物价涨幅同步", "增长快于经济增长", None),
            ("增长快于经济增长", "增长快于经济增长", "unchanged"),
            ("只升不降", "只升不降", "unchanged"),
        ],
    )
    def test_a_target_set_against_something_else_is_not_said_to_be_unchanged(self, last, this, direction):
        text = "政府工作报告\n一、{}年工作回顾\n新建公园3座。\n二、{}年主要目标\n今年主要目标是：居民收入{}。\n三、工作\n新建公园。"
        found = compare_reports(*(text.format(*year).encode() for year in ((2023, 2024, last), (2024, 2025, this))))
        (row,) = [row for row in target_rows(found) if row["indicator"] == "居民收入"]
        assert row["direction"] == direction
        assert all("居民收入" in render(found, form).decode() for form in (Format.HTML, Format.MARKDOWN))

    def test_a_bound_can_tighten_without_a_new_number(self):
        row = self.rows(comparison())["城镇调查失业率"]
        assert (row["direction"], row["delivery"], row["outcome"]) == ("tightened", "not_reported", None)

    def test_a_figure_without_a_headline_stands_where_both_years_give_it(self):
        rows = self.rows(comparison())
        assert rows["老城墙"]["direction"] == "raised"
        assert "老人" not in rows

    def test_the_targets_part_comes_first(self):
        assert [row["indicator"] for row in target_rows(comparison())][-1] == "老城墙"

    def unlinked(self, later):
        """The first target of either year without a partner, the later one put in place of the sample's."""
        found = comparison()
        rest = tuple(change for change in found.changes if "1.1" not in change.old)
        alone = (Change(Status.NEW, (), ("2.1",)), Change(Status.DROPPED, ("1.1",), ()))
        commitments = (later, *found.later.commitments[1:])
        return replace(found, later=replace(found.later, commitments=commitments), changes=(*rest, *alone))

    def test_an_indicator_whose_commitments_found_no_partner_stands_once(self):
        row = self.rows(self.unlinked(new_extract().commitments[0]))["地区生产总值"]
        assert (row["last_value"], row["this_value"], row["direction"]) == (5, 5.5, "raised")

    def test_a_level_and_a_growth_rate_are_two_rows(self):
        growth = new_extract().commitments[0]
        level = replace(growth, quantities=(replace(growth.quantities[0], measure=Measure.LEVEL, unit="元"),))
        rows = [row for row in target_rows(self.unlinked(level)) if row["indicator"] == "地区生产总值"]
        assert sorted(row["direction"] for row in rows) == ["added", "removed"]

    def test_a_target_that_is_stated_to_have_no_figure_keeps_its_words(self):
        absent = replace(new_extract().commitments[0], text="地区生产总值今年不设具体目标。", indicator="", kind=Kind.ABSENT, quantities=())
        row = self.rows(self.unlinked(absent))["地区生产总值"]
        assert (row["last_value"], row["this_value"], row["direction"]) == (5, None, "removed")
        assert row["this_target"] == "地区生产总值今年不设具体目标"

    @pytest.mark.parametrize(
        ("last", "this", "direction"),
        [
            ("增长6%", "与经济增长同步", "in_words"),
            ("与经济增长同步", "增长6%", "in_figures"),
            ("增长6%", "今年不设具体目标", "removed"),
        ],
    )
    def test_a_figure_that_gives_way_to_words_is_not_removed(self, last, this, direction):
        text = "政府工作报告\n一、{}年工作回顾\n新建公园3座。\n二、{}年主要目标\n今年主要目标是：居民收入{}。\n三、工作\n新建公园。"
        old, new = (text.format(*words).encode() for words in ((2023, 2024, last), (2024, 2025, this)))
        (row,) = [row for row in target_rows(compare_reports(old, new)) if row["indicator"].startswith("居民收入")]
        assert row["direction"] == direction and row["last_target"] and row["this_target"]

    @pytest.mark.parametrize("written", ["GDP增速6%", "GDP增长6%", "地区生产总值增长幅度6%", "地区生产总值增速6%"])
    def test_a_headline_indicator_is_one_row_however_its_growth_is_written(self, written):
        text = "云泽市政府工作报告\n一、{}年工作回顾\n地区生产总值增长6.1%。\n二、{}年主要目标\n今年主要目标是：{}。\n三、工作\n新建公园。"
        old, new = (text.format(*words).encode() for words in ((2023, 2024, written), (2024, 2025, "地区生产总值增长5%")))
        rows = [row for row in target_rows(compare_reports(old, new)) if row["measure"] == "growth"]
        assert [(row["indicator"], row["direction"], row["outcome_value"], row["delivery"]) for row in rows] == [
            ("地区生产总值", "lowered", 6.1, "met")
        ]

    def test_how_long_something_goes_on_is_no_figure_of_a_target(self):
        text = "云泽市政府工作报告\n一、{}年工作回顾\n新建公园。\n二、{}年主要目标\n再奋斗{}，到2035年建成花园城市。\n三、工作\n新建公园。"
        old, new = (text.format(*words).encode() for words in ((2024, 2025, "十年"), (2025, 2026, "九年")))
        assert [row["measure"] for row in target_rows(compare_reports(old, new)) if row["measure"] == "duration"] == []

    def test_an_unchanged_target_is_said_to_be_so(self):
        found = comparison()
        same = Change(Status.CONTINUED, ("1.1",), ("2.1",))
        later = replace(found.later.commitments[0], quantities=found.earlier.commitments[0].quantities)
        commitments = (later, *found.later.commitments[1:])
        found = replace(found, later=replace(found.later, commitments=commitments), changes=(same, *found.changes[1:]))
        assert self.rows(found)["地区生产总值"]["direction"] == "unchanged"
