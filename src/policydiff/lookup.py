"""Finding the statement that somebody means: by its id, the beginning of it, or some of its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from policydiff.align.grams import NOT_WORDS
from policydiff.characters import shortened
from policydiff.model import PolicydiffError, Statement

MOST_NAMED = 4
"""Of several statements that fit so many are named."""


def bare_words(text: str) -> str:
    """Words without white space and punctuation, widths folded.

    >>> bare_words("新建公园３座，") == bare_words(" 新建公园 3座")
    True
    """
    return NOT_WORDS.sub("", unicodedata.normalize("NFKC", text))


def find_statement(wanted: str, statements: Sequence[Statement], name: str) -> Statement:
    """The statement of this id, or the only one whose id begins so or whose words hold these.

    Args:
        wanted: an id, the beginning of one, or words.
        statements: where to look.
        name: what to call the report in a message.

    Raises:
        PolicydiffError: none fits (``NO_SUCH_ID``; the message names the nearest) or several do (``AMBIGUOUS_ID``).
    """
    found = find_statements(wanted, statements)
    if len(found) == 1:
        return found[0]
    if found:
        raise PolicydiffError("AMBIGUOUS_ID", name, f"{len(found)} statements fit {wanted!r}: {listed(found)}", "give the whole id of one")
    if not bare_words(wanted):
        raise PolicydiffError("NO_SUCH_ID", name, "no id and no words are given", "give the id of a commitment or some of its words")
    raise PolicydiffError("NO_SUCH_ID", name, f"no commitment and no outcome fits {wanted!r}", nearest_step(wanted, statements))


def find_statements(wanted: str, statements: Sequence[Statement]) -> list[Statement]:
    """All that fit best: those of this id, else of these words, else whose id begins so, else whose words hold these."""
    words = bare_words(wanted)
    tests = (
        lambda s: s.id == wanted,
        lambda s: bare_words(s.text) == words,
        lambda s: s.id.startswith(wanted),
        lambda s: words in bare_words(s.text),
    )
    found = ([statement for statement in statements if words and test(statement)] for test in tests)
    return next((fitting for fitting in found if fitting), [])


def listed(statements: Iterable[Statement]) -> str:
    """The first few statements by id and words."""
    found = list(statements)
    names = [f"{statement.id} “{shortened(statement.words, 16)}”" for statement in found[:MOST_NAMED]]
    return ", ".join([*names, *(["…"] if len(found) > MOST_NAMED else [])])


def nearest_step(wanted: str, statements: Sequence[Statement]) -> str:
    """What to try instead."""
    if not statements:
        return "check that this is the right report"
    by_id = wanted.isascii()
    nearest = max(
        statements, key=lambda s: fuzz.ratio(wanted, s.id) if by_id else fuzz.partial_ratio(bare_words(wanted), bare_words(s.text))
    )
    return f"the nearest is {listed([nearest])}"
