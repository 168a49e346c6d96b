"""The words of the page in both languages: rows of ``words.csv``, by their keys.

``{0}`` and ``{1}`` stand for what is put in; ``{0:step}`` for the word whose key is ``step.`` and what is put in.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from policydiff.publish.formats import PageLanguage
from policydiff.publish.head import page_resource
from policydiff.publish.page import one_line

_SLOT = re.compile(r"\{(\d)(?::([a-z]{1,20}))?\}")
REASONS = "why."
"""Keys of the sentences by which the stages give their reasons; a reason is known by its English."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the table with what is put into them, or words of a report as they are, where ``key`` is empty.

    >>> Phrase("report.old_year", ("2024",)).said(PageLanguage.EN), Phrase("", ("5.5%",)).said(PageLanguage.ZH)
    ('Last year (2024)', '5.5%')
    """

    key: str
    parts: tuple[str, ...] = ()

    def said(self, language: PageLanguage) -> str:
        """The phrase in a language."""
        if not self.key:
            return " ".join(self.parts)
        words = word_table()[language]
        return _SLOT.sub(lambda slot: _filled(self.parts[int(slot[1])], slot[2], words), words[self.key])


def _filled(part: str, kind: str | None, words: Mapping[str, str]) -> str:
    return words.get(f"{kind}.{part}", part) if kind else part


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
    for key, fixed in _shapes(kind):
        if (parts := _put_in(sentence, fixed)) is not None:
            return Phrase(key, tuple(one_line(part) for part in parts))
    return None


def _put_in(sentence: str, fixed: Sequence[str]) -> list[str] | None:
    """What stands between fixed words, in one pass; None where the sentence has not these words."""
    if len(fixed) == 1:
        return [] if sentence == fixed[0] else None
    head, *middle, tail = fixed
    end, place, parts = len(sentence) - len(tail), len(head), []
    if place > end or not (sentence.startswith(head) and sentence.endswith(tail)):
        return None
    for words in middle:
        if (found := sentence.find(words, place, end)) < 0:
            return None
        parts.append(sentence[place:found])
        place = found + len(words)
    return [*parts, sentence[place:end]]


def fixed_words(words: str) -> list[str]:
    """What stands around the slots of a phrase.

    >>> fixed_words("promised {0:step}, reported {1:step}")
    ['promised ', ', reported ', '']
    """
    return _SLOT.split(words)[:: _SLOT.groups + 1]


@cache
def _shapes(kind: str) -> tuple[tuple[str, list[str]], ...]:
    """Keys of a kind with the words around their slots, those without a slot first, then those with the most words."""
    shapes = [(key, fixed_words(words)) for key, words in word_table()[PageLanguage.EN].items() if key.startswith(kind)]
    return tuple(sorted(shapes, key=lambda shape: (len(shape[1]) > 1, -sum(map(len, shape[1])))))
