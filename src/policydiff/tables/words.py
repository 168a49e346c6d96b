"""Plain words for what changed, and plain numbers for figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from policydiff.model import Change, Comparator, Direction, Facets, NumericMove, Quantity
from policydiff.tables.columns import FACETS

FACET_WORDS = {
    ("value", "raised"): "figure raised",
    ("value", "lowered"): "figure lowered",
    ("value", "mixed"): "some figures raised, others lowered",
    ("ambition", "more"): "asks more",
    ("ambition", "less"): "asks less",
    ("comparator", "tightened"): "bound tightened",
    ("comparator", "loosened"): "bound loosened",
    ("comparator", "mixed"): "some bounds tightened, others loosened",
    ("figure", "added"): "figure added",
    ("figure", "removed"): "figure removed",
    ("figure", "replaced"): "figure replaced by one that does not compare",
    ("strength", "firmer"): "worded more firmly",
    ("strength", "softer"): "worded less firmly",
    ("stage", "advanced"): "further on",
    ("stage", "slipped"): "slipped back",
    ("deadline", "earlier"): "deadline earlier",
    ("deadline", "later"): "deadline later",
    ("deadline", "added"): "deadline added",
    ("deadline", "removed"): "deadline removed",
    ("deadline", "moved"): "deadline moved",
    ("scope", "widened"): "scope widened",
    ("scope", "narrowed"): "scope narrowed",
    ("scope", "mixed"): "scope shifted",
    ("section", "moved"): "in another section",
    ("wording", "reworded"): "reworded",
    ("cardinality", "split"): "split",
    ("cardinality", "merged"): "merged",
    ("cardinality", "regrouped"): "regrouped",
    ("reason", "reported_delivered"): "reported delivered",
    ("reason", "reported_missed"): "reported, short of what was promised",
    ("reason", "mentioned"): "still mentioned, but not as a commitment",
    ("reason", "absorbed"): "absorbed into another commitment",
    ("reason", "stated_as_withdrawn"): "withdrawn, as stated",
    ("reason", "stated_as_deferred"): "put off, as stated",
    ("reason", "not_restated"): "not restated",
}
"""How each value of each facet reads in a table."""

LARGEST_EXPONENT = 300
"""A figure of more digits than this is an accident of the text; it keeps its words and has no number."""


def facet_values(facets: Facets) -> dict[str, str | None]:
    """The facets by name, in the order of the columns.

    >>> facet_values(Facets(strength="firmer"))["strength"]
    'firmer'
    """
    return {facet.name: getattr(facets, facet.name) for facet in FACETS}


def facet_words(facets: Facets) -> str:
    """The facets in plain words.

    >>> facet_words(Facets(value="raised", ambition="more", section="moved"))
    'figure raised; asks more; in another section'
    """
    return "; ".join(FACET_WORDS.get((name, value), value) for name, value in facet_values(facets).items() if value)


def what_changed(change: Change) -> str:
    """The figures that moved, then the facets in plain words, then what a person decided.

    >>> from policydiff.model import Status
    >>> what_changed(Change(Status.DROPPED, ("2.1",), (), facets=Facets(reason="not_restated")))
    'not restated'
    """
    moves = map(move_words, change.numeric)
    return "; ".join(part for part in (*moves, facet_words(told_facets(change)), *change.by_hand) if part)


def told_facets(change: Change) -> Facets:
    """The facets without those that only say again how figures moved, and without "reworded" beside anything else.

    >>> from policydiff.model import Status
    >>> facet_words(told_facets(Change(Status.CONTINUED, ("2",), ("3",), facets=Facets(strength="firmer", wording="reworded"))))
    'worded more firmly'
    """
    told = replace(change.facets, value=None, comparator=None, figure=None) if change.numeric else change.facets
    says_more = change.numeric or replace(told, wording=None) != Facets()
    return replace(told, wording=None) if says_more else told


def move_words(move: NumericMove) -> str:
    """One figure that moved, as its old and its new words."""
    name = f"{move.indicator} " if move.indicator else ""
    ends = [figure_words(quantity) for quantity in (move.old, move.new) if quantity is not None]
    return f"{name}{' → '.join(ends)} ({move.direction})"


def figure_words(quantity: Quantity) -> str:
    """A figure as written, with how it binds and with a fall marked.

    >>> from policydiff.model import Measure, Span
    >>> cut = Quantity(Decimal(3), "%", Comparator.AT_LEAST, Measure.GROWTH, "3%", Span(0, 2), direction=Direction.DOWN)
    >>> figure_words(cut)
    '≥ 3% down'
    """
    written = " ".join(quantity.text.split())
    bound = "" if quantity.comparator in (Comparator.EQUAL, Comparator.RANGE) else f"{quantity.comparator} "
    return f"{bound}{written}{' down' if quantity.direction is Direction.DOWN else ''}"


def figures(quantities: Iterable[Quantity]) -> str:
    """Several figures, joined by a semicolon."""
    return "; ".join(figure_words(quantity) for quantity in quantities)


def named_figures(quantities: Iterable[Quantity]) -> str:
    """Several figures, each with its indicator, joined by a semicolon; thresholds that only select are left out."""
    shown = (quantity for quantity in quantities if not quantity.filter)
    return "; ".join(" ".join(filter(None, (quantity.indicator, figure_words(quantity)))) for quantity in shown)


def plain_number(value: Decimal | None) -> int | float | None:
    """A figure as an ordinary number: whole where it is whole, else the float with the same shortest digits.

    >>> plain_number(Decimal("1.2E+4")), plain_number(Decimal("5.50")), plain_number(None)
    (12000, 5.5, None)
    """
    if value is None or not value.is_finite() or value.adjusted() > LARGEST_EXPONENT:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
