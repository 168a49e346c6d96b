"""Where clauses end, and which sentence and paragraph each is part of."""

import pytest

from policydiff.clauses import split_clauses
from policydiff.lexicons import load_lexicon
from policydiff.model import Clause, SourceText
from policydiff.normalize import normalize_source
from policydiff.outline import outline_report


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text."""
    report = normalize_source(SourceText(text))
    return split_clauses(report, outline_report(report, load_lexicon("zh")))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("新建学校3所，改造5所。", ["新建学校3所，", "改造5所。"]),
        ("修好道路；办好学校：三年见效！好不好？", ["修好道路；", "办好学校：", "三年见效！", "好不好？"]),
        ("实施“一村一桥”工程，修好路。", ["实施“一村一桥”工程，", "修好路。"]),
        ("喊出“马上就办！”的口号，抓好落实。", ["喊出“马上就办！”", "的口号，", "抓好落实。"]),
        ("修好道路。（责任单位：市交通局）", ["修好道路。", "（责任单位：市交通局）"]),
        ("修好道路！！办好学校", ["修好道路！！", "办好学校"]),
        ("修好道路, 办好学校", ["修好道路,", "办好学校"]),
    ],
)
def test_in_the_wild_cuts(text, cut):
    assert [clause.text for clause in clauses(text)] == cut


@pytest.mark.parametrize(
    "text",
    [
        "新增就业1,200人",
        "建设24:00便民药店",
        "产值4.5亿元",
        "新建、改建、扩建学校",
        "推进医疗、医保、医药联动",
        "两者之比达到2.5：1",
    ],
)
def test_negative_marks_that_end_nothing(text):
    assert [clause.text for clause in clauses(text)] == [text]


def test_synthetic_the_sentence_a_clause_is_part_of():
    text = "新建学校3所，改造5所。开工2所；完工1所。"
    found = clauses(text)
    assert [text[slice(*clause.sentence)] for clause in found] == ["新建学校3所，改造5所。"] * 2 + ["开工2所；完工1所。"] * 2


def test_synthetic_a_sentence_never_goes_on_into_the_next_paragraph():
    first, second = clauses("修好道路\n（一）办好学校")
    assert first.sentence != second.sentence
    assert first.paragraph != second.paragraph


def test_synthetic_a_numbered_heading_in_the_line_of_its_text_is_a_paragraph_of_its_own():
    one_line, two_lines = clauses("（一）扩大内需。办好展会。"), clauses("（一）扩大内需。\n办好展会。")
    assert [clause.text for clause in one_line] == [clause.text for clause in two_lines]
    assert one_line[0].paragraph != one_line[1].paragraph
    assert two_lines[0].paragraph != two_lines[1].paragraph


@pytest.mark.xfail(reason="a comma inside a quotation ends a clause like any other", strict=True)
def test_known_failure_a_comma_inside_a_name():
    assert [clause.text for clause in clauses("实施“小切口，大变化”行动。")] == ["实施“小切口，大变化”行动。"]
