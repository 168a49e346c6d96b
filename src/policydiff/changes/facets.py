"""The independent axes of change: one named rule an axis, applied in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from policydiff.changes.figures import Sides, figures, pair_figures
from policydiff.commitments.fields import patterns
from policydiff.lexicons import Lexicon
from policydiff.model import Commitment, Facets, Move, NumericMove, Relation, RelationKind, Role, Stage, Strength
from policydiff.quantities.ambition import less_is_better

STRENGTHS = tuple(reversed(Strength))
STAGES = tuple(Stage)
SAME_REFERENCE = 60
"""Likeness (0–100) from which what two targets are set against is one thing."""
UPWARDS = (RelationKind.NEARLY_IN_STEP, RelationKind.IN_STEP, RelationKind.AT_LEAST, RelationKind.ABOVE)
DOWNWARDS = (RelationKind.NEARLY_IN_STEP, RelationKind.IN_STEP, RelationKind.AT_MOST, RelationKind.BELOW)
"""What a target is set against something else by, from loose to strict, for what should grow and for what should not."""
ORDER = "[一二三四五六七八九十]{1,3}"
ORDINAL = re.compile(rf"^(?:第?{ORDER}(?:[、,.]|[是要](?![素点]))|\({ORDER}\)|\d{{1,2}}[.、](?!\d))\s*")
VERBS = frozenset({Strength.PLAN, Strength.ADVANCE})
"""Rungs that a bare verb stands on: 建设 and 推进 change places from year to year, which says nothing of how firm a promise is."""


def value_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Raised or lowered, mixed where figures moved both ways, and whether that is more or less ambitious for the indicator."""
    moves = {move.direction for move in numeric if move.direction in (Move.RAISED, Move.LOWERED)}
    if not moves:
        return facets
    if len(moves) > 1:
        return replace(facets, value="mixed")
    moved = moves.pop()
    asked = {ambition(move, sides.lexicon) if move.indicator else None for move in numeric if move.direction is moved}
    return replace(facets, value=str(moved), ambition=asked.pop() if len(asked) == 1 else None)


def ambition(move: NumericMove, lexicon: Lexicon) -> str:
    """Whether a figure that moved asks for more or for less: a higher growth target, a lower ceiling, a tighter bound ask for more."""
    if move.direction in (Move.TIGHTENED, Move.LOOSENED):
        return "more" if move.direction is Move.TIGHTENED else "less"
    ends = [quantity for quantity in (move.old, move.new) if quantity is not None]
    return "more" if (move.direction is Move.RAISED) != less_is_better(ends, move.indicator, lexicon) else "less"


def comparator_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Tightened or loosened where only the comparator moved."""
    moves = {str(move.direction) for move in numeric if move.direction in (Move.TIGHTENED, Move.LOOSENED)}
    return replace(facets, comparator=moves.pop() if len(moves) == 1 else "mixed") if moves else facets


def relation_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Tightened or loosened where a target without a figure is set against the same thing more, or less, strictly."""
    before, after = (side[0].relation if len(side) == 1 else None for side in (sides.old, sides.new))
    moved = compare_relations(before, after)
    return replace(facets, comparator=moved) if moved else facets


def compare_relations(before: Relation | None, after: Relation | None) -> str | None:
    """Tightened, loosened, or mixed where the two are not on one ladder; None where nothing moved or they are set against other things."""
    if before is None or after is None or before.kind is after.kind or not same_reference(before, after):
        return None
    ladder = next((ladder for ladder in (UPWARDS, DOWNWARDS) if {before.kind, after.kind} <= set(ladder)), None)
    if ladder is None:
        return "mixed"
    return "tightened" if ladder.index(after.kind) > ladder.index(before.kind) else "loosened"


def same_reference(one: Relation, other: Relation) -> bool:
    """Whether two targets are set against the same thing, in much the same words."""
    return fuzz.ratio(one.reference, other.reference) >= SAME_REFERENCE


def figure_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """A figure was added or removed; replaced where figures stand instead that are of another kind or of another thing."""
    moves = {str(move.direction) for move in numeric if move.direction in (Move.ADDED, Move.REMOVED)}
    if moves:
        return replace(facets, figure=moves.pop() if len(moves) == 1 else "replaced")
    both = figures(sides.old) and figures(sides.new)
    return replace(facets, figure="replaced") if both and next(pair_figures(sides), None) is None else facets


def strength_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Firmer or softer on the ladder from must to explore; between bare verbs no move is read."""
    firmest = [max((c.strength for c in side), key=STRENGTHS.index) for side in (sides.old, sides.new)]
    if firmest[0] is firmest[1] or set(firmest) <= VERBS:
        return facets
    before, after = map(STRENGTHS.index, firmest)
    return replace(facets, strength="firmer" if after > before else "softer")


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


def scope_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Widened or narrowed where both sides name how far it reaches: from a trial to all, from rural residents to all residents."""
    before, after = (reach(side, sides.lexicon) for side in (sides.old, sides.new))
    moves = {after[axis] > before[axis] for axis in before.keys() & after.keys() if after[axis] != before[axis]}
    if not moves:
        return facets
    return replace(facets, scope="mixed" if len(moves) > 1 else "widened" if moves.pop() else "narrowed")


def reach(side: Sequence[Commitment], lexicon: Lexicon) -> dict[str, int]:
    """For every axis of ``scopes.csv`` that some commitments name, the widest rung."""
    named = [row for commitment in side for row, pattern in patterns(lexicon, "scopes") if pattern.search(commitment.words)]
    return {axis: max(int(row["rung"]) for row in named if row["axis"] == axis) for axis in {row["axis"] for row in named}}


def section_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Moved between the headline targets, the plan and an annex."""
    before, after = ({c.role for c in side} for side in (sides.old, sides.new))
    return replace(facets, section="moved") if before != after and Role.PLAN in before | after else facets


def wording_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Reworded where the words, punctuation, widths and ordinals of lists apart, are not the same."""
    before, after = (["".join(filter(str.isalnum, bare_words(commitment))) for commitment in side] for side in (sides.old, sides.new))
    return facets if "".join(before) == "".join(after) else replace(facets, wording="reworded")


def bare_words(commitment: Commitment) -> str:
    """The words of a commitment in their plain forms, without the ordinal of a list before them (四是, （三）)."""
    return ORDINAL.sub("", unicodedata.normalize("NFKC", commitment.words))


def cardinality_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Split into several, merged from several, or regrouped."""
    if len(sides.old) == 1 and len(sides.new) == 1:
        return facets
    return replace(facets, cardinality="split" if len(sides.old) == 1 else "merged" if len(sides.new) == 1 else "regrouped")


RULES: tuple[Callable[[Sides, Sequence[NumericMove], Facets], Facets], ...] = (
    value_facet,
    comparator_facet,
    relation_facet,
    figure_facet,
    strength_facet,
    stage_facet,
    deadline_facet,
    scope_facet,
    section_facet,
    wording_facet,
    cardinality_facet,
)


def reasons(numeric: Sequence[NumericMove], facets: Facets) -> Iterator[str]:
    """The change in words, for people."""
    for move in numeric:
        before, after = move.old.text if move.old else "no figure", move.new.text if move.new else "no figure"
        yield f"{move.indicator or 'figure'}: {before} → {after} ({move.direction})"
    if facets.comparator and not numeric:
        yield f"it is set against the same thing otherwise ({facets.comparator})"
    elif facets.wording and not numeric:
        yield "the same promise in other words"
    elif not numeric:
        yield "the same promise in the same words"
