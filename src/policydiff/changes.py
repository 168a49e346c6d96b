"""From link to typed change: ordered, named rules. The status says whether a figure moved, the facets say all the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rapidfuzz import fuzz, process

from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import (
    Alignment,
    Change,
    Commitment,
    Comparator,
    Direction,
    Extract,
    Facets,
    Link,
    Measure,
    Move,
    NumericMove,
    Quantity,
    Role,
    Stage,
    Status,
    Strength,
)
from policydiff.quantities.compare import can_compare

TIGHT = (
    Comparator.ABOUT,
    Comparator.RANGE,
    Comparator.EQUAL,
    Comparator.AT_LEAST,
    Comparator.AT_MOST,
    Comparator.ABOVE,
    Comparator.BELOW,
)
"""Comparators from loose to strict: a bound binds more than a plain figure, which binds more than one that is only about right."""
STRENGTHS = tuple(reversed(Strength))
STAGES = tuple(Stage)
REPORTED = 72
"""Likeness (0–100) from which a passage of the new review counts as reporting on a dropped commitment."""
Members = Mapping[str, Commitment]


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a link, and the words by which an indicator is known to be a ceiling."""

    old: tuple[Commitment, ...]
    new: tuple[Commitment, ...]
    link: Link
    caps: frozenset[str]


def classify_changes(old: Extract, new: Extract, alignment: Alignment, lexicon: Lexicon | None = None) -> tuple[Change, ...]:
    """Say of every commitment of either year what became of it.

    Args:
        old: last year's report.
        new: this year's report.
        alignment: their links, as :func:`policydiff.align.align_commitments` gives them.
        lexicon: the language pack, by default the Chinese one.

    Returns:
        Changes in the order of the new report, then the dropped ones in the order of the old; every id stands in exactly one.
    """
    caps = frozenset((lexicon or load_lexicon("zh")).words("indicators_capped"))
    olds, news = {c.id: c for c in old.commitments}, {c.id: c for c in new.commitments}
    where = {id_: place for place, id_ in enumerate(news)}
    linked = [(min(where[i] for i in link.new), classify_link(link, olds, news, caps)) for link in alignment.links]
    fresh = [(where[id_], new_change(news[id_])) for id_ in alignment.new_alone]
    reported = [outcome.words for outcome in new.outcomes]
    dropped = [drop_change(olds[id_], reported) for id_ in alignment.old_alone]
    return (*(change for _, change in sorted(linked + fresh, key=lambda pair: pair[0])), *dropped)


def new_change(commitment: Commitment) -> Change:
    """A commitment without a partner in the old report; a cue that claims otherwise is pointed out."""
    reasons: tuple[str, ...] = ("no commitment of last year is probable enough as its partner",)
    if commitment.cue == "continues":
        reasons += ("its wording says that it goes on from before",)
    return Change(Status.NEW, (), (commitment.id,), because=reasons)


def drop_change(commitment: Commitment, reported: Sequence[str]) -> Change:
    """A commitment without a partner in the new report, with the likeliest reason."""
    reason, because = drop_reason(commitment.words, reported)
    return Change(Status.DROPPED, (commitment.id,), (), facets=Facets(reason=reason), because=(because,))


def drop_reason(promised: str, reported: Sequence[str]) -> tuple[str, str]:
    """Reported delivered where the new review has a passage much like it, else merely not restated."""
    scorers = (fuzz.token_set_ratio, fuzz.ratio)
    found = [match for by in scorers if (match := process.extractOne(promised, reported, scorer=by, score_cutoff=REPORTED))]
    if found:
        words, *_ = max(found, key=lambda match: match[1])
        return "reported_delivered", f"the review of the new report says: {words}"
    return "not_restated", "neither the new plan nor the new review says it again"


def classify_link(link: Link, olds: Members, news: Members, caps: frozenset[str]) -> Change:
    """One link as one change: continued, or changed where a comparable figure moved."""
    sides = Sides(tuple(olds[i] for i in link.old), tuple(news[i] for i in link.new), link, caps)
    numeric = tuple(numeric_moves(sides))
    facets = Facets()
    for rule in RULES:
        facets = rule(sides, numeric, facets)
    status = Status.CHANGED if numeric else Status.CONTINUED
    return Change(status, link.old, link.new, link.pairs, link.score, facets, numeric, tuple(reasons(numeric, facets)))


def numeric_moves(sides: Sides) -> Iterator[NumericMove]:
    """Figures of the same indicator, unit and measure that are not what they were; figures that appear or vanish."""
    matched_old: set[tuple[str, int]] = set()
    matched_new: set[tuple[str, int]] = set()
    for (o, i), (n, j) in pair_figures(sides):
        matched_old.add((o.id, i))
        matched_new.add((n.id, j))
        move = compare_figures(o.quantities[i], n.quantities[j])
        if move:
            yield NumericMove(move, n.quantities[j].indicator or n.indicator, o.id, n.id, o.quantities[i], n.quantities[j])
    yield from lone_figures(sides, matched_old, matched_new)


def figures(commitments: Sequence[Commitment]) -> list[tuple[Commitment, int]]:
    """Every figure that is a target, with the commitment that holds it; thresholds that only filter are left out."""
    return [(c, i) for c in commitments for i, quantity in enumerate(c.quantities) if not quantity.filter]


def pair_figures(sides: Sides) -> Iterator[tuple[tuple[Commitment, int], tuple[Commitment, int]]]:
    """Comparable figures of linked commitments, best likeness of indicator first, each used once.

    Only commitments that the alignment links are held against each other; a child (其中) never against a parent.
    """
    linked = {(pair.old, pair.new) for pair in sides.link.pairs}
    found = []
    for a, (o, i) in enumerate(figures(sides.old)):
        for b, (n, j) in enumerate(figures(sides.new)):
            if (o.id, n.id) in linked and bool(o.parent) == bool(n.parent) and can_compare(o.quantities[i], n.quantities[j]):
                found.append((-likeness(o, i, n, j), abs(i - j), a, b, (o, i), (n, j)))
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, _, a, b, one, other in sorted(found, key=lambda row: row[:4]):
        if a not in used_old and b not in used_new:
            used_old.add(a)
            used_new.add(b)
            yield one, other


def likeness(old: Commitment, i: int, new: Commitment, j: int) -> float:
    """How alike two figures are: their indicators, else the words before them."""
    one, other = old.quantities[i], new.quantities[j]
    named = fuzz.ratio(one.indicator, other.indicator) if one.indicator and other.indicator else 50.0
    same_value = 20.0 if one.value == other.value else 0.0
    return named + same_value + 0.3 * fuzz.ratio(words_before(old, one), words_before(new, other))


def words_before(commitment: Commitment, quantity: Quantity) -> str:
    """The eight characters before a figure."""
    place = quantity.span.start - commitment.span.start
    return commitment.text[max(0, place - 8) : place]


def compare_figures(old: Quantity, new: Quantity) -> Move | None:
    """How a figure moved: its value first, then its comparator; nothing where both are the same.

    >>> from policydiff.model import Span
    >>> five = Quantity(Decimal(5), "%", Comparator.ABOUT, Measure.GROWTH, "5%", Span(0, 2))
    >>> str(compare_figures(five, replace(five, value=Decimal(6)))), compare_figures(five, five)
    ('raised', None)
    """
    before, after = magnitudes(old, new)
    if before != after:
        return Move.RAISED if after > before else Move.LOWERED
    if old.comparator is new.comparator:
        return None
    return Move.LOOSENED if TIGHT.index(new.comparator) < TIGHT.index(old.comparator) else Move.TIGHTENED


def magnitudes(old: Quantity, new: Quantity) -> tuple[Decimal, Decimal]:
    """Both values, as magnitudes where both rise or both fall, else with a fall negative; of a range the middle.

    A cut of 5 % that becomes one of 3 % is lowered; a rise of 3 % that becomes a fall of 1 % is lowered too.
    """
    before, after = middle(old), middle(new)
    if falls(old) == falls(new):
        return before, after
    return -before if falls(old) else before, -after if falls(new) else after


def falls(quantity: Quantity) -> bool:
    """Whether a figure is a fall."""
    return quantity.direction is Direction.DOWN and quantity.measure in (Measure.GROWTH, Measure.CHANGE)


def middle(quantity: Quantity) -> Decimal:
    """The value, of a range the middle of it."""
    return (quantity.value + quantity.value_high) / 2 if quantity.value_high is not None else quantity.value


def lone_figures(sides: Sides, matched_old: set[tuple[str, int]], matched_new: set[tuple[str, int]]) -> Iterator[NumericMove]:
    """Figures added to or removed from a commitment that keeps its indicator; in a split or merge a figure may just have moved."""
    if len(sides.old) > 1 or len(sides.new) > 1:
        return
    lone_old = [(c, i) for c, i in figures(sides.old) if (c.id, i) not in matched_old]
    lone_new = [(c, i) for c, i in figures(sides.new) if (c.id, i) not in matched_new]
    if lone_old and lone_new:
        return
    for commitment, i in lone_new:
        yield NumericMove(
            Move.ADDED, commitment.quantities[i].indicator or commitment.indicator, None, commitment.id, None, commitment.quantities[i]
        )
    for commitment, i in lone_old:
        yield NumericMove(
            Move.REMOVED, commitment.quantities[i].indicator or commitment.indicator, commitment.id, None, commitment.quantities[i], None
        )


def value_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Raised or lowered, mixed where figures moved both ways, and whether that is more or less ambitious for the indicator."""
    moves = {move.direction for move in numeric if move.direction in (Move.RAISED, Move.LOWERED)}
    if not moves:
        return facets
    if len(moves) > 1:
        return replace(facets, value="mixed")
    moved = moves.pop()
    figures_moved = [move for move in numeric if move.direction is moved]
    lower_is_more = {less_is_more_ambitious(move, sides.caps) for move in figures_moved}
    known = all(move.indicator for move in figures_moved) and len(lower_is_more) == 1
    more = (moved is Move.RAISED) != lower_is_more.pop()
    return replace(facets, value=str(moved), ambition=("more" if more else "less") if known else None)


def less_is_more_ambitious(move: NumericMove, caps: frozenset[str]) -> bool:
    """Whether less is more ambitious: a rank, a bound from above, or an indicator known as a ceiling unless its fall is promised."""
    ends = [quantity for quantity in (move.old, move.new) if quantity is not None]
    if any(quantity.measure is Measure.RANK or quantity.comparator in (Comparator.AT_MOST, Comparator.BELOW) for quantity in ends):
        return True
    return not all(falls(quantity) for quantity in ends) and any(cap in move.indicator for cap in caps)


def comparator_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Tightened or loosened where only the comparator moved."""
    moves = {str(move.direction) for move in numeric if move.direction in (Move.TIGHTENED, Move.LOOSENED)}
    return replace(facets, comparator=moves.pop() if len(moves) == 1 else "mixed") if moves else facets


def figure_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """A figure was added or removed; replaced where figures of another kind stand instead."""
    moves = {str(move.direction) for move in numeric if move.direction in (Move.ADDED, Move.REMOVED)}
    if moves:
        return replace(facets, figure=moves.pop() if len(moves) == 1 else "replaced")
    kinds = [{(c.quantities[i].unit, c.quantities[i].measure) for c, i in figures(side)} for side in (sides.old, sides.new)]
    return replace(facets, figure="replaced") if kinds[0] and kinds[1] and not kinds[0] & kinds[1] else facets


def strength_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Firmer or softer on the ladder from must to explore."""
    before, after = (max(STRENGTHS.index(c.strength) for c in side) for side in (sides.old, sides.new))
    return facets if before == after else replace(facets, strength="firmer" if after > before else "softer")


def stage_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Advanced or slipped on the ladder from proposed to at capacity, where both sides name a stage."""
    named = [[STAGES.index(c.stage) for c in side if c.stage] for side in (sides.old, sides.new)]
    if not named[0] or not named[1] or max(named[0]) == max(named[1]):
        return facets
    return replace(facets, stage="advanced" if max(named[1]) > max(named[0]) else "slipped")


def deadline_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """A deadline was added, removed or moved; "this year" is the same deadline in either year's words."""
    before, after = (next((c.deadline for c in side if c.deadline), "") for side in (sides.old, sides.new))
    if before == after:
        return facets
    if not before or not after:
        return replace(facets, deadline="added" if after else "removed")
    years = [
        int(digits) if (digits := "".join(ch for ch in text if ch.isdigit())[:4]).isdigit() and len(digits) == 4 else None
        for text in (before, after)
    ]
    if years[0] is None or years[1] is None:
        return replace(facets, deadline="moved")
    return facets if years[0] == years[1] else replace(facets, deadline="later" if years[1] > years[0] else "earlier")


def section_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Moved between the headline targets, the plan and an annex."""
    before, after = ({c.role for c in side} for side in (sides.old, sides.new))
    return replace(facets, section="moved") if before != after and Role.PLAN in before | after else facets


def wording_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Reworded where the words, punctuation apart, are not the same."""
    before, after = ("".join(filter(str.isalnum, "".join(c.words for c in side))) for side in (sides.old, sides.new))
    return facets if before == after else replace(facets, wording="reworded")


def cardinality_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Split into several, merged from several, or regrouped."""
    if len(sides.old) == 1 and len(sides.new) == 1:
        return facets
    return replace(facets, cardinality="split" if len(sides.old) == 1 else "merged" if len(sides.new) == 1 else "regrouped")


RULES: tuple[Callable[[Sides, Sequence[NumericMove], Facets], Facets], ...] = (
    value_facet,
    comparator_facet,
    figure_facet,
    strength_facet,
    stage_facet,
    deadline_facet,
    section_facet,
    wording_facet,
    cardinality_facet,
)


def reasons(numeric: Sequence[NumericMove], facets: Facets) -> Iterator[str]:
    """The change in words, for people."""
    for move in numeric:
        before, after = move.old.text if move.old else "no figure", move.new.text if move.new else "no figure"
        yield f"{move.indicator or 'figure'}: {before} → {after} ({move.direction})"
    if facets.wording and not numeric:
        yield "the same promise in other words"
    elif not numeric:
        yield "the same promise in the same words"
