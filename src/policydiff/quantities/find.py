"""From the words of one clause or commitment to its quantities."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.characters import CLAUSE_END, fold_widths
from policydiff.lexicons import Decision, Lexicon
from policydiff.model import Comparator, Direction, Measure, Quantity
from policydiff.quantities.comparators import decide_comparator
from policydiff.quantities.figures import STARTERS, Figure, find_figures
from policydiff.quantities.filters import is_filter
from policydiff.quantities.indicators import RATE_WORDS, read_indicator, share_object
from policydiff.quantities.keep import keep_figures
from policydiff.quantities.lists import find_lists, take_turns
from policydiff.quantities.mask import mask_quotes
from policydiff.quantities.measures import SENTENCE_END, Reading, decide_measure, last_cue
from policydiff.quantities.rules import Rules, Unit, compile_rules

RATE = re.compile(f"(?:{RATE_WORDS})$")
"""What the name of a rate of growth ends with."""
FOOTNOTE = re.compile(r"[\[［〔]\d{1,3}[\]］〕]")
FAR = 24
"""Figures before a list that can have its names."""


@dataclass(frozen=True, slots=True)
class Described:
    """A quantity with what decided its comparator, its measure and its unit."""

    quantity: Quantity
    comparator: Decision[Comparator]
    measure: Decision[Reading]
    unit: Unit


def find_quantities(text: str, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """The quantities of a clause or of a commitment of several clauses, in text order.

    Spans count code points of ``text``; the words of a quantity are its numeral with the unit, comparators outside.

    >>> from policydiff.lexicons import load_lexicon
    >>> found = find_quantities("今年城镇新增就业1.2万人以上，", load_lexicon("zh"))[0]
    >>> found.text, str(found.value), found.unit, str(found.comparator), str(found.measure), found.indicator
    ('1.2万人', '12000', '人', '≥', 'level', '城镇新增就业')
    """
    return tuple(found.quantity for found in explain_quantities(text, compile_rules(lexicon)))


def explain_quantities(text: str, rules: Rules) -> tuple[Described, ...]:
    """The same quantities, each with what decided its comparator and its measure."""
    if not STARTERS.search(text):
        return ()
    masked = mask_quotes(fold_widths(text))
    figures = keep_figures(find_figures(masked, rules), masked, rules)
    return describe_figures(text, masked, figures, rules) if figures else ()


def describe_figures(text: str, masked: str, figures: tuple[Figure, ...], rules: Rules) -> tuple[Described, ...]:
    """Say of every figure how it binds, what it is and what it measures."""
    found_lists = find_lists(text, figures, rules)
    listings = [(listed, tuple(figures[place] for place in listed.places)) for listed in found_lists]
    lists = {place: both for both in listings for place in both[0].places}
    shared = share_object(text, figures, rules) | {
        place: name for one in found_lists if one.names for place, name in zip(one.places, one.names, strict=True)
    }
    starts = [0, *(mark.end() for mark in CLAUSE_END.finditer(masked))]
    found: list[Described] = []
    previous: tuple[Figure, Reading] | None = None
    for place, figure in enumerate(figures):
        clause = starts[bisect_right(starts, figure.span.start) - 1]
        segment = max(clause, figures[place - 1].span.end if place else 0)
        reading = decide_measure(figure, masked, clause, segment, previous, rules)
        listed, listing = lists.get(place, (None, ()))
        if listed and listed.names:
            reading = measure_by_name(figure, masked, shared[place], reading, rules)
        elif listed and listed.head is not None and place == listed.places[0]:
            shared |= zip(listed.places, take_turns(listed, said_before(found, text)), strict=True)
        indicator = (
            shared[place] if place in shared else read_indicator(figure, text, segment, *last_named(found, text, figure.span.start), rules)
        )
        reading = measure_by_rate(indicator, reading)
        found.append(describe(text, masked, figure, clause, reading, indicator, listing, rules))
        previous = figure, reading.value
    return tuple(found)


def last_named(found: Sequence[Described], text: str, start: int) -> tuple[str, str]:
    """The indicator and the unit of the last figure of the same sentence that is not how long something lasts."""
    near = [one.quantity for one in found[-FAR:]]
    if not near or SENTENCE_END.search(text, near[-1].span.end, start):
        return "", ""
    last = next((quantity for quantity in reversed(near) if quantity.measure is not Measure.DURATION), near[-1])
    return last.indicator, last.unit


def said_before(found: Sequence[Described], text: str) -> Iterator[tuple[int, str]]:
    """What the last figures so far are of, in the sentence of the last one, each with the number of its clause."""
    quantities = [described.quantity for described in found[-FAR:]]
    clause = 0
    for place, quantity in enumerate(quantities):
        clause += len(CLAUSE_END.findall(text, quantities[place - 1].span.end, quantity.span.start)) if place else 0
        if not quantity.filter and not SENTENCE_END.search(text, quantity.span.end, quantities[-1].span.end):
            yield clause, quantity.indicator


def measure_by_name(figure: Figure, text: str, name: str, reading: Decision[Reading], rules: Rules) -> Decision[Reading]:
    """Of names that share a list of figures each has its own measure, where no verb between the list and the figures gives one to all.

    >>> from policydiff.lexicons import load_lexicon
    >>> [str(q.measure) for q in find_quantities("登记失业率、物价涨幅分别控制在5%和3%以内", load_lexicon("zh"))]
    ['share', 'growth']
    """
    cues = rules.measures.get((figure.unit.family, "before"), ())
    verb, _ = last_cue(text, max(text.rfind("分别", 0, figure.span.start), 0), figure.span.start, cues)
    own, _ = last_cue(name, 0, len(name), cues)
    if own is None or verb is not None:
        return reading
    begin, stop, cue = own
    return Decision((cue.measure or reading.value[0], cue.direction), "the name of its own in the list", cue.row, name[begin:stop])


def measure_by_rate(indicator: str, reading: Decision[Reading]) -> Decision[Reading]:
    """What is no more than a level of a rate of growth is growth: 涨幅从3%回落到2%.

    >>> from policydiff.lexicons import load_lexicon
    >>> [str(q.measure) for q in find_quantities("鲜菜价格涨幅从3%回落到2%", load_lexicon("zh"))]
    ['growth', 'growth']
    """
    if reading.value[0] is not Measure.SHARE or not RATE.search(indicator):
        return reading
    return Decision((Measure.GROWTH, Direction.UP), "the name of a rate of growth", words=indicator)


def describe(
    text: str,
    masked: str,
    figure: Figure,
    clause: int,
    reading: Decision[Reading],
    indicator: str,
    listing: Sequence[Figure],
    rules: Rules,
) -> Described:
    """One quantity, ready to be handed on, with its reasons; ``listing`` holds the figures of its list, nothing where it is in none."""
    measure, direction = reading.value
    comparator = decide_comparator(figure, masked, clause, rules, listing)
    value = figure.value
    if figure.unit.words == "倍" and direction is Direction.UP:
        value += 1
    quantity = Quantity(
        value=value,
        value_high=figure.high,
        unit=figure.unit.written,
        comparator=comparator.value,
        measure=measure,
        direction=direction,
        indicator=FOOTNOTE.sub("", indicator),
        text=text[figure.span.start : figure.span.end],
        span=figure.span,
        filter=is_filter(figure, masked, rules),
    )
    return Described(quantity, comparator, reading, figure.unit)
