"""Figures: which were found, and how many of their fields are right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policydiff.evaluate.gold import Document, shared
from policydiff.model import Measure, Quantity, Span
from policydiff.tables.scores import Score
from policydiff.tables.words import plain_number

QUOTE, VALUE, HIGH, UNIT, COMPARATOR, MEASURE, PART = 1, 2, 3, 4, 5, 6, 8
"""Columns of an annotated figure, after the id of its chunk."""
UNITS = {"％": "%", "percent": "%", "个百分点": "pp", "百分点": "pp", "percentage_point": "pp", "person": "人", "CNY": "元", "yuan": "元"}
BARE = re.compile(r"[\d.,，]+[多余]?[万亿]*")
TOLERANCE = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Figure:
    """One annotated figure: where its words stand, and its row."""

    span: Span
    row: tuple[str, ...]


def score_figures(document: Document, found: Sequence[Quantity]) -> tuple[Score, ...]:
    """Located figures, one to one by at least half of the longer stretch, then the right ones for each field.

    Figures of the plan count where they stand in a commitment, those of the review where the file has any. What the tool gives in the
    same parts counts for precision, but for thresholds that only select and are not annotated.
    """
    if not document.figures:
        return ()
    figures = list(annotated(document))
    judged = inside(document, figures, found)
    pairs, taken = locate(figures, judged)
    asked = sum(place in taken or not quantity.filter for place, quantity in enumerate(judged))
    name, gold = document.name, len(figures)
    fields = {"value": same_value, "unit": same_unit_word, "comparator": same_comparator, "measure": same_measure}
    return (
        Score(name, "figures_located", len(pairs), gold, len(taken), asked),
        *(Score(name, f"figures_{field}", sum(same(figure, q) for figure, q in pairs), gold) for field, same in fields.items()),
    )


def annotated(document: Document) -> Iterator[Figure]:
    """The figures that count, each at the next place in its chunk where its words stand."""
    last: dict[str, int] = {}
    for row in document.figures:
        chunk = document.by_id.get(row[0])
        if chunk is None or (row[PART].strip() != "review" and chunk.tag not in "BI"):
            continue
        place = chunk.text.find(row[QUOTE], last.get(row[0], 0))
        place = chunk.text.find(row[QUOTE]) if place < 0 else place
        last[row[0]] = place + len(row[QUOTE])
        yield Figure(Span(chunk.span.start + place, chunk.span.start + last[row[0]]), row)


def inside(document: Document, figures: Sequence[Figure], found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities that begin in a commitment, or in the stretch of the review that is annotated."""
    review = [document.by_id[figure.row[0]].span for figure in figures if figure.row[PART].strip() == "review"]
    first, last = (min(span.start for span in review), max(span.end for span in review)) if review else (0, 0)
    region = bytearray(max(chunk.span.end for chunk in document.chunks) + 1)
    for chunk in document.chunks:
        if chunk.tag in "BI" or first <= chunk.span.start < last:
            region[slice(*chunk.span)] = b"\1" * chunk.span.length
    return [q for q in found if q.span.length > 0 and q.span.start < len(region) and region[q.span.start]]


def locate(figures: Sequence[Figure], judged: Sequence[Quantity]) -> tuple[list[tuple[Figure, Quantity]], set[int]]:
    """Each annotated figure with the quantity that shares most with it and is not taken yet, and the places of those."""
    pairs, taken = [], set()
    for figure in figures:
        best, most = None, 0
        for place, quantity in enumerate(judged):
            common = shared(figure.span, quantity.span)
            if place not in taken and common > most and 2 * common >= max(figure.span.length, quantity.span.length):
                best, most = place, common
        if best is not None:
            taken.add(best)
            pairs.append((figure, judged[best]))
    return pairs, taken


def same_value(figure: Figure, quantity: Quantity) -> bool:
    """The value, and the upper end where one is annotated, within a thousandth; for growth and change the magnitude."""
    wanted: list[tuple[str, Decimal | None]] = [(figure.row[VALUE], quantity.value)]
    if figure.row[HIGH].strip():
        wanted.append((figure.row[HIGH], quantity.value_high))
    return all(near(text, value, figure.row[MEASURE] in (Measure.GROWTH, Measure.CHANGE)) for text, value in wanted)


def near(text: str, value: Decimal | None, by_magnitude: bool) -> bool:
    """Whether a value is the annotated one.

    >>> near("-3", Decimal(3), True), near("5.5", Decimal("5.6"), False), near("", Decimal(1), False)
    (True, False, False)
    """
    plain = plain_number(value)
    try:
        wanted = float(text)
    except ValueError:
        return False
    if plain is None:
        return False
    said = float(plain)
    one, other = (abs(said), abs(wanted)) if by_magnitude else (said, wanted)
    return abs(one - other) <= float(TOLERANCE) * max(1e-9, abs(wanted))


def same_unit_word(figure: Figure, quantity: Quantity) -> bool:
    """The unit; a bare number may be given none."""
    said, wanted = (UNITS.get(unit, unit) for unit in (quantity.unit, figure.row[UNIT]))
    return said == wanted or (not said and bool(BARE.fullmatch(figure.row[QUOTE])))


def same_comparator(figure: Figure, quantity: Quantity) -> bool:
    """The comparator; an empty cell is a plain figure."""
    return quantity.comparator == (figure.row[COMPARATOR] or "=")


def same_measure(figure: Figure, quantity: Quantity) -> bool:
    """The measure."""
    return quantity.measure == figure.row[MEASURE]
