"""Any text and any bytes are read, or refused in one line that says why."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.laws.texts import TEXTS, extract

from policydiff.model import PolicydiffError
from policydiff.pipeline import compare_reports, extract_report
from policydiff.publish import Format, render
from policydiff.read.source import source_from_text

FRAME = "一、2023年工作回顾\n新建公园3座。{}\n二、2024年重点工作\n新建公园5座。{}"
REPORTISH = st.tuples(TEXTS, TEXTS).map(lambda parts: FRAME.format(*parts))
AWKWARD = "\0\ufeff\u202e\u200b\u2028\x85\t<>&|=+-@\"'`，。（）“”《》％一二三四五十百千万亿第分之多余年月日0123456789./"
HOSTILE = st.text(st.sampled_from(AWKWARD), max_size=200)


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | HOSTILE)
def test_any_text_is_read(text):
    extract(text)


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=400) | TEXTS.map(lambda text: text.encode("gb18030")))
@example(b"\x0b")
@example(b"PK\x03\x04")
@example(b"PK\x05\x06" + b"\0" * 18)
@example(b"\xd0\xcf\x11\xe0")
def test_any_bytes_are_read_or_refused(data):
    try:
        extract_report(data)
    except PolicydiffError as error:
        assert str(error).count("\n") == 0
        assert error.code in {"EMPTY_INPUT", "NO_TEXT", "ENCODING_UNSURE", "NOT_A_REPORT", "NO_MAIN_TEXT", "OTHER_FORMAT", "CORRUPT"}


@settings(max_examples=6, deadline=None)
@given(REPORTISH, REPORTISH)
def test_any_two_reports_are_compared_and_published(old, new):
    found = compare_reports(old.encode(), new.encode())
    for format_ in (Format.TABLE, Format.JSON, Format.CSV, Format.MARKDOWN, Format.HTML):
        assert render(found, format_)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.characters(categories=["Cs"]), TEXTS)
def test_half_of_a_surrogate_pair_is_refused_with_its_place(before, half, after):
    with pytest.raises(PolicydiffError, match=f"SURROGATE: character {len(before)} "):
        source_from_text(before + half + after)
