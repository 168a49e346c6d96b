"""One form for every text: what is folded, what is left out, which lines are one paragraph, and the way back."""

import pytest

from policydiff.model import SourceText, Span
from policydiff.normalize import normalize_source, note_controls


def paragraphs(text: str) -> list[str]:
    """The normalized paragraphs of a text."""
    report = normalize_source(SourceText(text))
    return [report.text[at.start : at.end] for at in report.paragraphs]


SENTENCES = "修好道路两条，办好学校三所，让出行更方便、上学更安心。"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("产值增长６．５％，新增就业１．２万人。", "产值增长6.5%，新增就业1.2万人。"),
        ("增长5%–5.5%。", "增长5%—5.5%。"),
        ("增长5％－6％。", "增长5%-6%。"),
        ("建设 5G 基站 1 200 个。", "建设5G基站1200个。"),
        ("建设 smart city 平台。", "建设smart city平台。"),
        ("新建\u200b公园\ufeff3座\u00ad。", "新建公园3座。"),
        ("推进⼯业⽂明建设。", "推进工业文明建设。"),
        ("新建（改建）道路3条；", "新建（改建）道路3条；"),
    ],
)
def test_in_the_wild_characters(written, read):
    assert paragraphs(written) == [read]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("一、工作回顾\n修好道路。", ["一、工作回顾", "修好道路。"]),
        ("　　修好道路。　　办好学校。", ["修好道路。", "办好学校。"]),
        ("修好道路。\u2003\u2003办好学校。", ["修好道路。", "办好学校。"]),
        ("修好道路。\r\n\r\n办好学校。", ["修好道路。", "办好学校。"]),
        ("修好道路。\u2029办好学校。", ["修好道路。", "办好学校。"]),
        ("修好道路，\n办好学校。", ["修好道路，办好学校。"]),
        ("出台《惠企\n办法》若干条。", ["出台《惠企办法》若干条。"]),
        ("（一）\n办好学校。", ["（一）办好学校。"]),
        ("把道路修好；把学校的\n操场修好。", ["把道路修好；把学校的操场修好。"]),
    ],
)
def test_in_the_wild_paragraphs(written, read):
    assert paragraphs(written) == read


def test_synthetic_a_hard_wrapped_text_is_joined_and_its_page_numbers_left_out():
    body = SENTENCES * 40
    wrapped = [body[start : start + 30] for start in range(0, len(body), 30)]
    wrapped.insert(12, "— 3 —")
    assert "".join(paragraphs("\n".join(wrapped))) == body


def test_synthetic_every_character_leads_back_to_the_one_it_stands_for():
    source = SourceText("　　产值 增长\r\n６％，\n新增１．２万人。　　修好\u200b道路。")
    report = normalize_source(source)
    for place, character in enumerate(report.text):
        if character != "\n":
            folded = normalize_source(SourceText(report.quote(Span(place, place + 1)))).text
            assert folded == character


@pytest.mark.parametrize("text", ["", " \n\u3000\n", "\0\u200b"])
def test_negative_nothing_but_white_space(text):
    report = normalize_source(SourceText(text))
    assert (report.text, report.paragraphs) == ("", ())


@pytest.mark.parametrize(
    "written",
    [
        "（一）扩大内需\n（二）办好学校",
        "修好道路。\n办好学校。",
        "附件\n办好学校。",
    ],
)
def test_negative_lines_that_stay_apart(written):
    assert paragraphs(written) == written.split("\n")


def test_negative_what_the_caller_knows_goes_before_the_title_lines():
    report = normalize_source(SourceText("政府工作报告\n——2024年2月6日在云泽市人民代表大会上"), place="云泽新区", year=2025)
    assert (report.place, report.year, report.date) == ("云泽新区", 2025, "2024-02-06")


def test_marks_that_hide_or_reorder_text_are_reported():
    notices = note_controls(SourceText("新建\0学校\u202e3所"))
    assert [notice.code for notice in notices] == ["NUL_BYTES", "BIDI"]
    assert notices[1].span == Span(5, 6)
