"""Clauses: the finest grain, with the natural sentence each is part of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policydiff.characters import THOUSANDS
from policydiff.model import Clause, Report, Section, Span
from policydiff.outline import BRACKETED

CLAUSE_END = re.compile(
    r"[，；。！？：,;:!?]"
    rf"(?:(?<!\d：)(?<![\dA-Za-z][,;:!?])(?!{THOUSANDS})|(?<=：)(?!\d)|(?<=[,;:!?])(?![\dA-Za-z]))"
)
"""A mark, but no colon between two figures, no comma between thousands and no narrow mark between two letters or figures."""
CLOSERS = "”）」』’)"
SENTENCE_END = "。！？!?"
NOTE = 80
"""The longest note in brackets, in characters to either side of its colon."""


def split_clauses(report: Report, sections: Sequence[Section]) -> tuple[Clause, ...]:
    """Cut every paragraph at ，；。：！？; together the clauses hold every character of the paragraphs exactly once.

    >>> from policydiff.model import Horizon, Role, SourceText
    >>> from policydiff.normalize import normalize_source
    >>> report = normalize_source(SourceText("新建学校3所，改造5所。开工2所。"))
    >>> section = Section("1", "", 1, Role.PLAN, Horizon.ANNUAL, Span(0, 17), Span(0, 17), 0, 1)
    >>> [(clause.text, tuple(clause.sentence)) for clause in split_clauses(report, [section])]
    [('新建学校3所，', (0, 12)), ('改造5所。', (0, 12)), ('开工2所。', (12, 17))]
    """
    return tuple(
        clause
        for section in sections
        for place in range(section.first, section.last)
        for clause in paragraph_clauses(report, section, place)
    )


def paragraph_clauses(report: Report, section: Section, place: int) -> Iterator[Clause]:
    """The clauses of one paragraph; a numbered heading that the text goes on from, in one line, counts as a paragraph of its own."""
    start, end = report.paragraphs[place]
    numbered = bool(BRACKETED.match(report.text, start, end))
    for at, sentence in with_sentences(report.text, clause_spans(report.text, start, end)):
        paragraph = 2 * place + (numbered and sentence.start > start)
        yield Clause(report.text[slice(*at)], at, sentence, section.id, section.role, section.horizon, paragraph)


def clause_spans(text: str, start: int, end: int) -> list[Span]:
    """Ranges between one mark that ends a clause and the next, the mark included; marks in a row stay together.

    A colon between two figures (a ratio) and one in a short note in brackets end nothing.

    >>> text = "产值之比突破1：1，新建书屋3家（牵头单位：文旅局）。"
    >>> [text[slice(*span)] for span in clause_spans(text, 0, len(text))]
    ['产值之比突破1：1，', '新建书屋3家（牵头单位：文旅局）。']
    """
    spans: list[Span] = []
    begin = start
    for match in CLAUSE_END.finditer(text, start, end):
        at, stop = match.span()
        if text[at] == "：" and in_note(text, begin, at, end):
            continue
        if at == begin and spans:
            spans[-1] = Span(spans[-1].start, stop)
        else:
            spans.append(Span(begin, stop))
        begin = stop
    if begin < end:
        spans.append(Span(begin, end))
    return close_quotes(text, spans)


def in_note(text: str, begin: int, at: int, end: int) -> bool:
    """Whether a place stands in a short note in brackets, as （牵头单位：民政局）, that the clause from ``begin`` has opened."""
    opened = text.rfind("（", max(begin, at - NOTE), at)
    return opened >= 0 and text.find("）", opened, at) < 0 <= text.find("）", at, min(end, at + NOTE))


def close_quotes(text: str, spans: list[Span]) -> list[Span]:
    """A closing quotation mark or bracket that follows the end of a clause belongs to that clause."""
    closed: list[Span] = []
    for span in spans:
        extra = 0
        while closed and span.start + extra < span.end and text[span.start + extra] in CLOSERS:
            extra += 1
        if extra:
            closed[-1] = Span(closed[-1].start, closed[-1].end + extra)
            span = Span(span.start + extra, span.end)
        if span.start < span.end:
            closed.append(span)
    return closed


def with_sentences(text: str, spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Every clause with the sentence it is part of."""
    group: list[Span] = []
    for span in spans:
        group.append(span)
        if text[span.start : span.end].rstrip(CLOSERS)[-1:] in SENTENCE_END or span is spans[-1]:
            sentence = Span(group[0].start, group[-1].end)
            yield from ((part, sentence) for part in group)
            group = []
