"""Word-level differences in which a numeral with its unit is one word, so that no figure is ever cut in half."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

CAREFUL_SIZE = 1_000_000
"""Up to this product of token counts the pieces are made to read well; some half a second at worst."""
LARGEST_SIZE = 20_000 * 20_000
"""Above this product the parts that are unlike are replaced as a whole."""

_UNIT = (
    "个百分点|百分点|平方公里|平方米|立方米|千瓦时|万千瓦|千瓦|公里|千米|公顷|公斤|小时|分钟|人次|"
    "[%％‰‱℃元人户亩米吨斤件个项家所座条张台套辆艘架次场位名届期级岁倍成年月日天周册只头株处片栋间门类种批支层例起宗对]"
)
_SCALE = "[十百千万亿兆]*[多余来几]?[十百千万亿兆]*"
_DIGITS = r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．·][0-9０-９]+)?(?:[/／][0-9０-９]+)?"
_CHINESE = (
    "百分之[〇零一二两三四五六七八九十百千点]+|[〇零一二两三四五六七八九十]+分之[〇零一二两三四五六七八九十百千]+"
    "|[〇零一二两三四五六七八九十百千万亿]{2,}"
)
NUMERAL = re.compile(
    rf"(?:{_DIGITS}{_SCALE}|(?:{_CHINESE})[多余来几]?)(?:{_UNIT}|[A-Za-z]+)?|[〇零一二两三四五六七八九十百千万亿](?:{_UNIT})"
)
"""A numeral with what belongs to it: scale, 多 or 余, and its unit."""
_TOKEN = re.compile(rf"{NUMERAL.pattern}|[^\W\d_㐀-鿿豈-﫿]+|\s+|.", re.DOTALL)


class Op(StrEnum):
    """What became of a piece of text."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stayed, went or came."""

    op: Op
    text: str


def split_words(text: str) -> list[str]:
    """Words of a text: numerals with their units, Latin words, runs of white space, and single Chinese characters and marks.

    >>> split_words("新增就业1.2万人，约8000多亿元、0.4个百分点。")
    ['新', '增', '就', '业', '1.2万人', '，', '约', '8000多亿元', '、', '0.4个百分点', '。']
    """
    return [match.group() for match in _TOKEN.finditer(text)]


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """What stayed, what went and what came, in reading order.

    The equal and deleted pieces make up the old text, the equal and inserted ones the new text. The answer depends on nothing but
    the two texts.

    >>> [(str(piece.op), piece.text) for piece in word_diff("就业1.1万人以上", "就业1.2万人以上")]
    [('equal', '就业'), ('delete', '1.1万人'), ('insert', '1.2万人'), ('equal', '以上')]
    """
    before, after = split_words(old), split_words(new)
    size = len(before) * len(after)
    if size <= CAREFUL_SIZE:
        pieces = _careful(before, after)
    elif size <= LARGEST_SIZE:
        pieces = _quick(before, after)
    else:
        pieces = _whole(before, after)
    return _joined(pieces)


def _careful(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """diff-match-patch without its clock, over one character a word."""
    from diff_match_patch import diff_match_patch

    words = list(dict.fromkeys([*before, *after]))
    letters = {word: _letter(number) for number, word in enumerate(words)}
    back = {letter: word for word, letter in letters.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    pieces = engine.diff_main("".join(map(letters.__getitem__, before)), "".join(map(letters.__getitem__, after)), False)
    engine.diff_cleanupSemantic(pieces)
    ops = {-1: Op.DELETE, 0: Op.EQUAL, 1: Op.INSERT}
    return (Piece(ops[op], "".join(map(back.__getitem__, text))) for op, text in pieces)


def _letter(number: int) -> str:
    """A character for the word of this number: ideographs and what follows them, without surrogates."""
    code = 0x4E00 + number
    return chr(code if code < 0xD800 else code + 0x800)


def _quick(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """Edit operations of rapidfuzz."""
    from rapidfuzz.distance import Levenshtein

    for op in Levenshtein.opcodes(before, after):
        old, new = "".join(before[op.src_start : op.src_end]), "".join(after[op.dest_start : op.dest_end])
        if op.tag == "equal":
            yield Piece(Op.EQUAL, old)
        else:
            yield Piece(Op.DELETE, old)
            yield Piece(Op.INSERT, new)


def _whole(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """The same beginning and the same end, and all between them replaced."""
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    yield Piece(Op.EQUAL, "".join(before[:start]))
    yield Piece(Op.DELETE, "".join(before[start : len(before) - end]))
    yield Piece(Op.INSERT, "".join(after[start : len(after) - end]))
    yield Piece(Op.EQUAL, "".join(before[len(before) - end :]))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece, none of them empty, and what went before what came."""
    joined: list[Piece] = []
    for stayed, run in groupby(pieces, key=lambda piece: piece.op is Op.EQUAL):
        parts = list(run)
        for op in (Op.EQUAL,) if stayed else (Op.DELETE, Op.INSERT):
            text = "".join(piece.text for piece in parts if piece.op is op)
            if text:
                joined.append(Piece(op, text))
    return tuple(joined)
