import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.publish import worddiff
from policydiff.publish.worddiff import NUMERAL, Op, split_words, word_diff

WORDS = [
    "新增就业",
    "1.2万人",
    "1.1万人",
    "6%",
    "5.5％",
    "8000多亿元",
    "0.4个百分点",
    "三分之二",
    "，",
    "。",
    "以上",
    "the plan",
    " ",
    "\n",
    "5G",
    "2／3",
    "十四五",
    "𠮷",
    "1,200",
]
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=4), max_size=30).map("".join)


def side(pieces, op):
    return "".join(piece.text for piece in pieces if piece.op in (Op.EQUAL, op))


def boundaries(pieces, op):
    at = 0
    for piece in pieces:
        if piece.op in (Op.EQUAL, op):
            at += len(piece.text)
            yield at


def holds(old, new):
    pieces = word_diff(old, new)
    assert side(pieces, Op.DELETE) == old
    assert side(pieces, Op.INSERT) == new
    for text, op in ((old, Op.DELETE), (new, Op.INSERT)):
        cut = {place for match in NUMERAL.finditer(text) for place in range(match.start() + 1, match.end())}
        digits = {place for match in re.finditer(r"[0-9]+(\.[0-9]+)?", text) for place in range(match.start() + 1, match.end())}
        assert not (cut | digits) & set(boundaries(pieces, op))
    assert all(piece.text for piece in pieces)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_pieces_make_up_both_texts_and_cut_no_numeral(old, new):
    holds(old, new)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from([(0, 10**9), (0, 0)]))
def test_so_do_those_of_long_texts(old, new, caps):
    was = worddiff.CAREFUL_SIZE, worddiff.LARGEST_SIZE
    worddiff.CAREFUL_SIZE, worddiff.LARGEST_SIZE = caps
    try:
        holds(old, new)
    finally:
        worddiff.CAREFUL_SIZE, worddiff.LARGEST_SIZE = was


@given(TEXTS)
def test_a_text_against_itself_is_one_piece(text):
    assert word_diff(text, text) == ((worddiff.Piece(Op.EQUAL, text),) if text else ())


@pytest.mark.parametrize(
    "numeral",
    [
        "1.2万人",
        "6%",
        "8000多亿元",
        "0.4个百分点",
        "２.５％",
        "三分之二",
        "一百二十所",
        "3座",
        "两座",
        "1,200户",
        "2／3",
        "百分之五",
        "500余家",
        "5G",
        "10kW",
    ],
)
def test_a_numeral_with_its_unit_is_one_word(numeral):
    assert split_words(f"约{numeral}、") == ["约", numeral, "、"]


def test_latin_words_are_whole_and_characters_single():
    assert split_words("建GDP数据库plan") == ["建", "GDP", "数", "据", "库", "plan"]


@pytest.mark.parametrize("size", [600, 3000])
def test_long_texts_take_a_bounded_time(size):
    old, new = "".join(chr(0x4E00 + i % 997) for i in range(size)), "".join(chr(0x4E00 + i * 7 % 991) for i in range(size))
    holds(old, new)
