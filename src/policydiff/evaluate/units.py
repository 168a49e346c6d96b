"""Where commitments are, where they begin, and how many are whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policydiff.evaluate.gold import Document, Places, same_unit, shared
from policydiff.model import Span, Statement
from policydiff.tables.scores import Score


def score_units(document: Document, found: Sequence[Statement]) -> tuple[Score, ...]:
    """Coverage (characters inside commitments), boundary (chunks that begin one) and whole units. Headings count neither way."""
    spans = [statement.span for statement in found]
    return tuple(score(document, spans) for score in (score_coverage, score_boundary, score_whole))


def chunks_covered(document: Document, spans: Sequence[Span]) -> Iterator[tuple[str, int, int, bool]]:
    """Of every chunk that is no heading: its tag, its length, how much of it is inside a span, and whether one begins in it."""
    places = Places((str(number), span) for number, span in enumerate(spans))
    for chunk in document.chunks:
        if chunk.tag != "H":
            met = [span for _, span in places.meeting(chunk.span)]
            begins = any(chunk.span.start <= span.start < chunk.span.end for span in met)
            yield chunk.tag, chunk.span.length, sum(shared(chunk.span, span) for span in met), begins


def score_coverage(document: Document, spans: Sequence[Span]) -> Score:
    """Characters that both hold to be part of a commitment."""
    chunks = list(chunks_covered(document, spans))
    both = sum(inside for tag, _, inside, _ in chunks if tag in "BI")
    said, gold = sum(inside for _, _, inside, _ in chunks), sum(length for tag, length, _, _ in chunks if tag in "BI")
    return Score(document.name, "coverage", both, gold, both, said)


def score_boundary(document: Document, spans: Sequence[Span]) -> Score:
    """Chunks in which a commitment begins, at least half of them covered."""
    chunks = list(chunks_covered(document, spans))
    said = [tag for tag, length, inside, begins in chunks if begins and 2 * inside >= length]
    both = said.count("B")
    return Score(document.name, "boundary", both, sum(tag == "B" for tag, *_ in chunks), both, len(said))


def score_whole(document: Document, spans: Sequence[Span]) -> Score:
    """Units of which at least four fifths of the longer one are in both."""
    headings = Places((chunk.id, chunk.span) for chunk in document.chunks if chunk.tag == "H")
    judged = [span for span in spans if not any(same_unit(span, other) for _, other in headings.meeting(span))]
    units, said = Places(document.units.items()), Places((str(n), span) for n, span in enumerate(judged))
    right = sum(any(is_whole(span, unit) for _, unit in units.meeting(span)) for span in judged)
    found = sum(any(is_whole(span, unit) for _, span in said.meeting(unit)) for unit in document.units.values())
    return Score(document.name, "whole_unit", found, len(document.units), right, len(judged))


def is_whole(one: Span, other: Span) -> bool:
    """Whether two stretches are nearly the same.

    >>> is_whole(Span(0, 10), Span(1, 10)), is_whole(Span(0, 10), Span(0, 7))
    (True, False)
    """
    return shared(one, other) >= 0.8 * max(one.length, other.length)
