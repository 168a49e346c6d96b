"""How clauses stand together: the sentences and paragraphs of a passage, and how its author is used to laying them out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from policydiff.commitments.looks import Look
from policydiff.model import Clause, Role
from policydiff.outline import stands_under

SELF = re.compile(r"自身建设|政府建设|政府系统|政府自身|执政|党的建设|从严治党|政府工作人员|公务员|廉洁|廉政|法治政府|依法行政|作风")
GUIDANCE = re.compile(r"总体要求|指导思想|总的要求|总体思路|总体考虑|做好.{0,6}工作[，：]")
NOT_HAN = re.compile(r"[^一-鿿]+")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FLAGS = ("figure", "quoted", "we", "year")
"""What counts for a sentence as a whole, where one clause shows it."""
COUNTED = ("guide", "exhort", "rationale", "further")
BELOW = 2000
"""How much of what follows a paragraph's first sentence is looked at for its words, in characters."""


class Sentence(NamedTuple):
    """A natural sentence: its clauses from ``first`` up to ``last``, which of its paragraph it is, how many follow (2: two or more).

    ``closes`` is true of the last one before a section that is not below its own: nothing carries out what it announces. ``signs`` and
    ``flags`` are those that any of its clauses shows.
    """

    first: int
    last: int
    nth: int
    left: int
    addressed: bool
    closes: bool
    signs: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its clauses, how many sentences it has, which of its section it is, what it is about and what it shows."""

    first: int
    last: int
    size: int
    nth: int
    role: Role
    theme: str
    shown: tuple[str, ...]


class Place(NamedTuple):
    """Where a clause stands: ``nth`` of the ``size`` clauses of its sentence (a named tuple, as thousands are made)."""

    at: int
    nth: int
    size: int
    sentence: Sentence
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of clauses laid out.

    ``style`` says how often paragraphs open with a short sentence that only announces (hi, mid, lo), ``cut`` how many clauses a sentence
    has (s, m, l), ``repeats`` how many words of a paragraph's opening clause come back below it, as a number and a share.
    """

    clauses: Sequence[Clause]
    looks: Sequence[Look]
    places: Sequence[Place]
    repeats: dict[int, tuple[int, float]]
    style: str
    cut: str


def lay_out(clauses: Sequence[Clause], looks: Sequence[Look]) -> Passage:
    """Find the sentences and paragraphs of a passage."""
    places: list[Place] = []
    repeats: dict[int, tuple[int, float]] = {}
    opened: list[bool] = []
    nth, theme, section = -1, "none", ""
    for span in runs([clause.paragraph for clause in clauses]):
        nth = nth + 1 if clauses[span.start].section == section else 0
        section = clauses[span.start].section
        parts = list(sentence_spans(clauses, span))
        theme = theme_of(clauses, looks, parts[0], theme)
        paragraph = Paragraph(
            span.start, span.stop, len(parts), nth, clauses[span.start].role, theme, tuple(paragraph_shows(clauses, looks, span))
        )
        for order, part in enumerate(parts):
            sentence = Sentence(
                part.start,
                part.stop,
                order,
                min(len(parts) - 1 - order, 2),
                addressed(looks[part.start]),
                closes_section(clauses, part.stop),
                tuple(sorted({sign for at in part for sign in looks[at].signs})),
                flags_of(looks, part),
            )
            places += [Place(at, at - part.start, len(part), sentence, paragraph) for at in part]
        if len(parts) > 1:
            repeats |= count_repeats(looks, parts[0], span)
            opened += [announces(looks, parts[0])] if len(parts) >= 3 else []
        else:
            repeats |= dict.fromkeys(span, (0, 0.0))
    announcing = sum(opened) / len(opened) if opened else 0
    length = len(clauses) / max(1, sum(place.nth == 0 for place in places))
    style = "hi" if announcing > 0.6 else "lo" if announcing < 0.25 else "mid"
    cut = "s" if length < 1.7 else "m" if length < 2.2 else "l"
    return Passage(clauses, looks, places, repeats, style, cut)


def runs(paragraphs: Sequence[int]) -> Iterator[range]:
    """The ranges in which the same paragraph stands.

    >>> list(runs([4, 4, 6, 8, 8]))
    [range(0, 2), range(2, 3), range(3, 5)]
    """
    start = 0
    for _, group in groupby(paragraphs):
        stop = start + sum(1 for _ in group)
        yield range(start, stop)
        start = stop


def sentence_spans(clauses: Sequence[Clause], paragraph: range) -> Iterator[range]:
    """The sentences of a paragraph, as ranges of clauses."""
    start = paragraph.start
    for at in paragraph[1:]:
        if clauses[at].sentence != clauses[start].sentence:
            yield range(start, at)
            start = at
    yield range(start, paragraph.stop)


def theme_of(clauses: Sequence[Clause], looks: Sequence[Look], sentence: range, before: str) -> str:
    """What a paragraph is about, by its first sentence: the government itself, guidance, or other; a long one without a sign goes on."""
    text = "".join(clauses[at].text for at in sentence)
    if "numbered" in looks[sentence.start].flags or len(text) <= 30:
        return "self" if SELF.search(text) else "guide" if GUIDANCE.search(text) else "other"
    return "self" if SELF.search(text[:40]) else before


def closes_section(clauses: Sequence[Clause], stop: int) -> bool:
    """Whether the sentence that ends before clause ``stop`` is the last of its section, and the next section is none of its parts."""
    if stop == len(clauses):
        return True
    before, after = clauses[stop - 1].section, clauses[stop].section
    return before != after and not stands_under(after, before.rstrip(LETTERS))


def addressed(look: Look) -> bool:
    """Whether a sentence begins by saying who must act, or that something must be done."""
    return "subject" in look.signs or look.body.startswith(("要", "我们"))


def flags_of(looks: Sequence[Look], sentence: range) -> tuple[str, ...]:
    """What any clause of a sentence shows at a glance, of what counts for the whole of it."""
    seen = {flag for at in sentence for flag in looks[at].flags}
    return tuple(flag for flag in FLAGS if flag in seen)


def paragraph_shows(clauses: Sequence[Clause], looks: Sequence[Look], paragraph: range) -> Iterator[str]:
    """How much of a paragraph is guidance, exhortation, reasons and figures."""
    counts = Counter(sign for at in paragraph for sign in looks[at].signs)
    for sign in COUNTED:
        share = counts[sign] / len(paragraph)
        yield f"P:{sign}={0 if not share else 1 if share < 0.1 else 2 if share < 0.25 else 3}"
    share = sum(looks[at].amount for at in paragraph) / len(paragraph)
    yield f"P:amount={0 if not share else 1 if share < 0.15 else 2}"
    if GUIDANCE.search("".join(clauses[at].text for at in paragraph[:2])):
        yield "P:guidance"


def announces(looks: Sequence[Look], sentence: range) -> bool:
    """Whether a paragraph opens with a short sentence without a figure."""
    look = looks[sentence.start]
    return len(sentence) == 1 and len(look.body) <= 20 and not look.figure


def count_repeats(looks: Sequence[Look], sentence: range, paragraph: range) -> dict[int, tuple[int, float]]:
    """How many pairs of characters of each clause of the first sentence, its verb left out, come back below it."""
    below = "".join(looks[at].words for at in range(sentence.stop, min(sentence.stop + 100, paragraph.stop)))[:BELOW]
    found = dict.fromkeys(sentence, (0, 0.0))
    for at in sentence[:4]:
        own = NOT_HAN.sub("", looks[at].head[2:42])
        pairs = {own[i : i + 2] for i in range(len(own) - 1)}
        hits = sum(pair in below for pair in pairs)
        found[at] = (hits, hits / max(1, len(pairs)))
    return found


def plans(role: Role) -> bool:
    """Whether a section of this role can hold commitments."""
    return role in (Role.PLAN, Role.TARGETS, Role.ANNEX)


def passages(clauses: Sequence[Clause]) -> Iterator[range]:
    """Runs of clauses in sections that can hold commitments."""
    start = None
    for place, clause in enumerate((*clauses, None)):
        inside = clause is not None and plans(clause.role)
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            yield range(start, place)
            start = None
