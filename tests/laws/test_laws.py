"""The laws: what holds for any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.align import align_commitments
from policydiff.changes import classify_changes
from policydiff.clauses import split_clauses
from policydiff.commitments import read_statements
from policydiff.lexicons import load_lexicon
from policydiff.model import Extract, Status
from policydiff.normalize import normalize_source
from policydiff.outline import outline_report
from policydiff.read.source import source_from_text

ZH = load_lexicon("zh")
PIECES = [
    "一、2023年工作回顾",
    "二、2024年重点工作",
    "（一）扩大内需。",
    "新建学校",
    "3所",
    "，",
    "。",
    "；",
    "\n",
    "　　",
    "力争产值增长",
    "6%",
    "左右",
    "以上",
    "“1+4”",
    "各位代表：",
    "附件",
    "支持企业技改",
    "１.2万人",
    "其中",
    "the plan",
    " ",
    "\r\n",
    "今年主要目标是：",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=60).map("".join)


def extract(text: str) -> Extract:
    report = normalize_source(source_from_text(text))
    sections = outline_report(report, ZH) if report.paragraphs else ()
    commitments, outcomes = read_statements(report, sections, ZH)
    return Extract(report, sections, commitments, outcomes)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_clauses_hold_every_character_once_and_every_quote_is_a_slice(text):
    found = extract(text)
    report = found.report
    clauses = split_clauses(report, found.sections)
    assert "".join(clause.text for clause in clauses) == "".join(report.text[at.start : at.end] for at in report.paragraphs)
    last = 0
    for commitment in found.commitments:
        assert commitment.span.start >= last
        last = commitment.span.end
        assert text[commitment.span.start : commitment.span.end] == commitment.text
        for quantity in commitment.quantities:
            assert text[quantity.span.start : quantity.span.end] == quantity.text
            assert commitment.span.start <= quantity.span.start < quantity.span.end <= commitment.span.end


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_every_commitment_stands_in_exactly_one_change(one, other):
    old, new = extract(one), extract(other)
    changes = classify_changes(old, new, align_commitments(old, new))
    assert sorted(i for change in changes for i in change.old) == sorted(c.id for c in old.commitments)
    assert sorted(i for change in changes for i in change.new) == sorted(c.id for c in new.commitments)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_a_report_against_itself_changes_no_figure(text):
    found = extract(text)
    changes = classify_changes(found, found, align_commitments(found, found))
    assert not [change for change in changes if change.status is Status.CHANGED]
