"""Headline figures told in passing: in sentences that are neither commitment nor outcome, such as reasons and problems.

Words alone count in the plan and the review, not among the problems, where they tell of risks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from policydiff.characters import fold_widths
from policydiff.ledger.subjects import name_figures
from policydiff.lexicons import Lexicon, any_of
from policydiff.model import Commitment, Extract, Kind, Outcome, Quantity, Role, Section, Span
from policydiff.periods import sentences
from policydiff.quantities import find_quantities
from policydiff.quantities.headlines import headline_of, mention_headline

PLANS = frozenset({Role.PLAN, Role.TARGETS})
TOLD_IN = PLANS | {Role.REVIEW, Role.SITUATION}
CLAUSE = re.compile("[^，；。！？\n]+[，；。！？]?")


def told_in_passing(extract: Extract, lexicon: Lexicon) -> Iterator[Commitment | Outcome]:
    """What no commitment and no outcome holds and yet gives a headline indicator its figure, in text order.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.pipeline import extract_report
    >>> zh = load_lexicon("zh")
    >>> problems = "同时要清醒看到，我们的工作还有不少问题。去年居民消费价格上涨4.8%，涨得过多。"
    >>> report = extract_report(f"政府工作报告\\n一、2023年工作回顾\\n新建公园3座。\\n{problems}".encode(), lexicon=zh)
    >>> [statement.text for statement in told_in_passing(report, zh)]
    ['去年居民消费价格上涨4.8%，']
    """
    taken = sorted((statement.span for statement in (*extract.commitments, *extract.outcomes)), key=lambda span: span.start)
    headlines = any_of(lexicon.words("indicators", "pattern"))
    for section in extract.sections:
        if section.role not in TOLD_IN:
            continue
        for paragraph in extract.report.paragraphs[section.first : section.last]:
            for sentence in sentences(extract.report.text, paragraph):
                words = fold_widths(extract.report.text[slice(*sentence)])
                if headlines.search(words):
                    yield from told_in(sentence, section, extract, lexicon, taken)


def told_in(sentence: Span, section: Section, extract: Extract, lexicon: Lexicon, taken: list[Span]) -> Iterator[Commitment | Outcome]:
    """The clauses of a sentence that nothing else holds and that have a headline figure, each as a statement; so has one in words alone."""
    report = extract.report
    make = Commitment if section.role in PLANS else Outcome
    for match in CLAUSE.finditer(report.text, sentence.start, sentence.end):
        span = report.locate(Span(*match.span()))
        if is_taken(span, taken):
            continue
        found = find_quantities(match.group(), lexicon)
        quantities = tuple(replace(q, span=report.locate(q.span.shifted(match.start()))) for q in found)
        words = report.source[slice(*span)]
        said = make("", span, words, report.locate(sentence), section.id, section.role, Kind.TARGET, quantities=quantities)
        said = name_figures(said, extract, lexicon)
        headlines = tuple(q for q in said.quantities if is_headline(q, extract, lexicon))
        in_words = not found and section.role is not Role.SITUATION and begins_with_headline(match.group(), extract, lexicon)
        if headlines or in_words:
            yield replace(said, quantities=headlines)


def begins_with_headline(words: str, extract: Extract, lexicon: Lexicon) -> bool:
    """Whether a clause begins with a headline indicator: 居民消费价格涨幅低于上年."""
    found = mention_headline(words, lexicon, extract.report.place)
    return found is not None and found[1] == 0


def is_headline(quantity: Quantity, extract: Extract, lexicon: Lexicon) -> bool:
    """Whether a figure is of a headline indicator, in the unit and measure in which its targets are set."""
    headline = headline_of(quantity, lexicon, extract.report.place)
    return headline is not None and (headline.unit, headline.measure) == (quantity.unit, quantity.measure)


def is_taken(span: Span, taken: list[Span]) -> bool:
    """Whether a commitment or an outcome holds a stretch of the source."""
    before = bisect_right(taken, span.start, key=lambda one: one.start) - 1
    return (before >= 0 and taken[before].end > span.start) or (before + 1 < len(taken) and taken[before + 1].start < span.end)
