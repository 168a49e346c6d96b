"""The words of the page in both languages: rows of ``words.csv``, by their keys.

``{0}`` stands for what is put in, ``{0:step}`` for the word whose key is ``step.`` and what is put in. ``{0@chart}`` stands for words that
are looked for among the sentences whose keys begin with ``chart``, ``{0@chart|, }`` for several of those with a comma between them.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policydiff.publish.formats import PageLanguage
from policydiff.publish.head import page_resource
from policydiff.publish.page import one_line

_SLOT = re.compile(r"\{(\d)(?::([a-z]{1,20})|@([a-z]{1,20})(?:\|([^}]{1,9}))?)?\}")
REASONS = "why."
"""Keys of the sentences by which the stages give their reasons; a reason is known by its English."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the table with what is put into them, or words of a report as they are, where ``key`` is empty.

    What is put in is words, a phrase, or several phrases.

    >>> Phrase("report.old_year", ("2024",)).said(PageLanguage.EN), Phrase("", ("5.5%",)).said(PageLanguage.ZH)
    ('Last year (2024)', '5.5%')
    """

    key: str
    parts: tuple[Part, ...] = ()

    def said(self, language: PageLanguage) -> str:
        """The phrase in a language."""
        if not self.key:
            return " ".join(_said(part, "", language) for part in self.parts)
        words = word_table()[language]

        def filled(slot: re.Match[str]) -> str:
            part = self.parts[int(slot[1])]
            return words.get(f"{slot[2]}.{part}", str(part)) if slot[2] else _said(part, slot[4] or "", language)

        return _SLOT.sub(filled, words[self.key])

    @property
    def plain_parts(self) -> str:
        """What is put in, where it is words alone: with tabs between them."""
        return "\t".join(part for part in self.parts if isinstance(part, str)) if self.is_plain else ""

    @property
    def nested_parts(self) -> str:
        """What is put in, where phrases are among it: as JSON, a phrase as its key and its parts.

        >>> Phrase("chart.row", (Phrase("chart.growth", ("产值",)), "5%")).nested_parts
        '[["chart.growth","产值"],"5%"]'
        """
        return "" if self.is_plain else json.dumps([_listed(part) for part in self.parts], ensure_ascii=False, separators=(",", ":"))

    @property
    def is_plain(self) -> bool:
        """Whether what is put in is words alone."""
        return all(isinstance(part, str) for part in self.parts)


Part = str | Phrase | tuple[Phrase, ...]


def _said(part: Part, between: str, language: PageLanguage) -> str:
    if isinstance(part, str):
        return part
    return part.said(language) if isinstance(part, Phrase) else between.join(one.said(language) for one in part)


def _listed(part: Part) -> object:
    if isinstance(part, str):
        return part
    return [part.key, *map(_listed, part.parts)] if isinstance(part, Phrase) else [_listed(one) for one in part]


def verbatim(words: str) -> Phrase:
    """Words that are the same in every language, control characters shown by their number.

    >>> verbatim("新建公园\\n3座").said(PageLanguage.EN)
    '新建公园 3座'
    """
    return Phrase("", (one_line(words),))


@cache
def word_table() -> dict[PageLanguage, dict[str, str]]:
    """All words by language and key, in the order of the table."""
    rows = list(csv.DictReader(page_resource("web/words.csv").splitlines()))
    return {language: {row["key"]: row[language] for row in rows} for language in PageLanguage}


def reason_phrases(because: str) -> Iterator[Phrase]:
    """A reason as phrases of the table; what the table does not have stays as it is.

    >>> [phrase.key for phrase in reason_phrases("the same promise in other words")]
    ['why.other_words']
    """
    whole = _reason_phrase(because)
    if whole.key:
        yield whole
    else:
        yield from (_reason_phrase(part) for part in because.split("; "))


def _reason_phrase(sentence: str) -> Phrase:
    return known_phrase(sentence, REASONS) or verbatim(sentence)


def known_phrase(sentence: str, kind: str) -> Phrase | None:
    """The phrase that says just this in English, among those whose keys begin with ``kind``; None where there is none.

    >>> known_phrase("{} smaller sections".format(3), "chart.")
    Phrase(key='chart.smaller', parts=('3',))
    """
    for shape in _shapes(kind):
        parts = _put_in(sentence, shape)
        if parts is not None and all(slot.admits(part) for part, slot in zip(parts, shape.slots, strict=True)):
            return Phrase(shape.key, tuple(_found(part, slot) for part, slot in zip(parts, shape.slots, strict=True)))
    return None


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of a sentence: the kind of word that must stand in it, or the kind of sentence that is looked for in it, and what stands
    between several of those.
    """

    word: str
    sentence: str
    between: str

    def admits(self, part: str) -> bool:
        """Whether what stands there is a word of its kind, where it must be one."""
        return not self.word or f"{self.word}.{part}" in word_table()[PageLanguage.EN]


@dataclass(frozen=True, slots=True)
class Shape:
    """A sentence of the table: the words around its slots, and these."""

    key: str
    fixed: tuple[str, ...]
    slots: tuple[Slot, ...]


def _found(part: str, slot: Slot) -> Part:
    if slot.between:
        return tuple(_looked_up(one, slot.sentence) for one in part.split(slot.between))
    found = _looked_up(part, slot.sentence) if slot.sentence else None
    return found if found and found.key else one_line(part)


def _looked_up(words: str, kind: str) -> Phrase:
    return known_phrase(words, f"{kind}.") or verbatim(words)


def _put_in(sentence: str, shape: Shape) -> list[str] | None:
    """What stands between fixed words, in one pass; None where the sentence has not these words."""
    if not shape.slots:
        return [] if sentence == shape.fixed[0] else None
    head, *middle, tail = shape.fixed
    end, place, parts = len(sentence) - len(tail), len(head), []
    if place > end or not (sentence.startswith(head) and sentence.endswith(tail)):
        return None
    for words in middle:
        if (found := sentence.find(words, place, end)) < 0:
            return None
        parts.append(sentence[place:found])
        place = found + len(words)
    return [*parts, sentence[place:end]]


@cache
def _shapes(kind: str) -> tuple[Shape, ...]:
    """The sentences of a kind, those without a slot first, then those with the most words of their own."""
    shapes = [_shape_of(key, words) for key, words in word_table()[PageLanguage.EN].items() if key.startswith(kind)]
    return tuple(sorted(shapes, key=lambda shape: (bool(shape.slots), -sum(map(len, shape.fixed)))))


def _shape_of(key: str, words: str) -> Shape:
    slots = list(_SLOT.finditer(words))
    ends = [0, *(slot.end() for slot in slots)]
    starts = [*(slot.start() for slot in slots), len(words)]
    fixed = tuple(words[start:end] for start, end in zip(ends, starts, strict=True))
    return Shape(key, fixed, tuple(Slot(slot[2] or "", slot[3] or "", slot[4] or "") for slot in slots))
