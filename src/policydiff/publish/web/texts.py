"""The text of a report as the page shows it, and where its passages stand there.

The script counts in units of UTF-16, as browsers do, and in words as shown: a control character is shown by its number. Spans of the
source are turned into such places here, so that the page needs the text only once.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from policydiff.guards import visible
from policydiff.model import Report, Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as shown; ``start`` is its first place, in units of UTF-16 as shown."""

    number: int
    start: int
    text: str


@dataclass(frozen=True)
class ShownText:
    """A report's text in paragraphs.

    >>> from policydiff.model import OffsetMap, SourceText
    >>> offsets = OffsetMap((0, 2, 3, 5), (0, 3, 4, 7))
    >>> report = Report(SourceText("报告\\r\\n𠮷地\\u202e建"), "报告\\n𠮷地建", offsets, (Span(0, 2), Span(3, 6)))
    >>> shown = ShownText(report)
    >>> [(paragraph.start, paragraph.text) for paragraph in shown.paragraphs]
    [(0, '报告'), (4, '𠮷地[U+202E]建')]
    >>> shown.place(Span(7, 8)), shown.paragraph_of(Span(7, 8))
    (Span(start=15, end=16), 1)
    """

    report: Report

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """Source offsets at which paragraphs begin, the first one 0, and the end of the text."""
        text = self.report.source.text
        begins = {self.report.locate(paragraph).start for paragraph in self.report.paragraphs}
        return (*sorted({0, *begins} - {len(text)}), len(text))

    @cached_property
    def places(self) -> tuple[tuple[int, ...], ...]:
        """For each paragraph the place as shown of each of its characters, or of its first one where the others follow one by one."""
        found, start = [], 0
        for chunk in self._chunks:
            places = (start,) if _counts_alike(chunk) else tuple(accumulate((_width(c) for c in chunk), initial=start))
            found.append(places)
            start = places[-1] if len(places) > 1 else start + len(chunk)
        return tuple(found)

    @property
    def _chunks(self) -> list[str]:
        return [self.report.source.text[start:end] for start, end in pairwise(self.cuts)]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs that have words."""
        shown = ("".join(map(_shown, chunk)).rstrip() for chunk in self._chunks)
        return tuple(Paragraph(number, self.places[number][0], text) for number, text in enumerate(shown) if text)

    def paragraph_of(self, span: Span) -> int:
        """The number of the paragraph in which a span of the source begins."""
        return min(max(bisect_right(self.cuts, span.start) - 1, 0), max(len(self.cuts) - 2, 0))

    def place(self, span: Span) -> Span:
        """Where a span of the source stands in the text as shown."""
        return Span(self._position(span.start), self._position(span.end))

    def _position(self, offset: int) -> int:
        if not self.places:
            return 0
        number = self.paragraph_of(Span(offset, offset))
        places, within = self.places[number], offset - self.cuts[number]
        return places[within] if len(places) > 1 else places[0] + within


def _shown(character: str) -> str:
    return " " if character == "\r" else visible(character)


def _width(character: str) -> int:
    return sum(2 if ord(c) > 0xFFFF else 1 for c in _shown(character))


def _counts_alike(chunk: str) -> bool:
    """Whether every character is shown as one unit of UTF-16."""
    printed = chunk.replace("\r", "").replace("\n", "").replace("\t", "").replace("\u3000", "")
    return printed.isprintable() and (chunk.isascii() or max(chunk, default="") <= "\uffff")
