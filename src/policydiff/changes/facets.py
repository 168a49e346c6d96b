"""The independent axes of change: one named rule an axis, applied in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from policydiff.align.objects import object_words, share_in_order
from policydiff.changes.figures import Sides, figures, pair_figures
from policydiff.characters import fold_widths
from policydiff.commitments.fields import decide_relation, patterns
from policydiff.lexicons import Lexicon
from policydiff.model import Commitment, Facets, Move, NumericMove, Relation, RelationKind, Role, Stage, Strength
from policydiff.quantities.ambition import less_is_better

STRENGTHS = tuple(reversed(Strength))
STAGES = tuple(Stage)
SAME_PROJECT = 0.75
"""The part of what the shorter of two commitments names that the other must hold in its order for both to be of one project."""
SAME_REFERENCE = 60
"""Likeness (0–100) from which what two targets are set against is one thing."""
PARTS = re.compile("[，、；]|并且?|也")
UPWARDS = (RelationKind.NEARLY_IN_STEP, RelationKind.IN_STEP, RelationKind.AT_LEAST, RelationKind.ABOVE)
DOWNWARDS = (RelationKind.NEARLY_IN_STEP, RelationKind.IN_STEP, RelationKind.AT_MOST, RelationKind.BELOW)
"""What a target is set against something else by, from loose to strict, for what should grow and for what should not."""
ORDER = "[一二三四五六七八九十]{1,3}"
ORDINAL = re.compile(rf"^(?:第?{ORDER}(?:[、,.]|[是要](?![素点]))|\({ORDER}\)|\d{{1,2}}[.、](?!\d))\s*")
VERBS = frozenset({Strength.PLAN, Strength.ADVANCE})
"""Rungs that a bare verb stands on: 建设 and 推进 change places from year to year, which says nothing of how firm a promise is."""


def value_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Raised or lowered, mixed where figures moved both ways, and whether that asks more or less of the indicator."""
    moves = {move.direction for move in numeric if move.direction in (Move.RAISED, Move.LOWERED)}
    if not moves:
        return facets
    if len(moves) > 1:
        return replace(facets, value="mixed")
    moved = moves.pop()
    asked = {ambition(move, sides.lexicon) if move.indicator else None for move in numeric if move.direction is moved}
    return replace(facets, value=str(moved), ambition=asked.pop() if len(asked) == 1 else None)


def ambition(move: NumericMove, lexicon: Lexicon) -> str:
    """Whether a figure that moved asks more or less: a higher growth target, a lower ceiling, a tighter bound ask more."""
    if move.direction in (Move.TIGHTENED, Move.LOOSENED):
        return "more" if move.direction is Move.TIGHTENED else "less"
    ends = [quantity for quantity in (move.old, move.new) if quantity is not None]
    return "more" if (move.direction is Move.RAISED) != less_is_better(ends, move.indicator, lexicon) else "less"


def comparator_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Tightened or loosened where only the comparator moved."""
    moves = {str(move.direction) for move in numeric if move.direction in (Move.TIGHTENED, Move.LOOSENED)}
    return replace(facets, comparator=moves.pop() if len(moves) == 1 else "mixed") if moves else facets


def relation_facet(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Facets:
    """Tightened or loosened where a target is set against the same thing more, or less, strictly, or against more, or fewer, things."""
    if len(sides.old) > 1 or len(sides.new) > 1:
        return facets
    moved = compare_bounds(sides.old[0], sides.new[0], sides.lexicon)
    return replace(facets, comparator=moved) if moved else facets


def compare_bounds(old: Commitment, new: Commitment, lexicon: Lexicon) -> str | None:
    """How what a target is set against moved, all that it is set against taken together; None where that stayed or cannot be told.

    Set against one thing less (快于全省、快于全市 → 快于全省) it is loosened, against one more tightened.
    """
    before, after = relations_of(old, lexicon), relations_of(new, lexicon)
    pairs = [(one, other) for one in before for other in after if same_reference(one, other)]
    moves = {moved for one, other in pairs if (moved := compare_relations(one, other))}
    gone = [one for one in before if all(one is not old_one for old_one, _ in pairs)]
    come = [other for other in after if all(other is not new_one for _, new_one in pairs)]
    if pairs and bool(gone) != bool(come):
        moves.add("loosened" if gone else "tightened")
    return "mixed" if len(moves) > 1 else next(iter(moves), None)


def same_bounds(old: Commitment, new: Commitment, lexicon: Lexicon) -> bool:
    """Whether two targets are set against the same things, or both against none."""
    before, after = relations_of(old, lexicon), relations_of(new, lexicon)
    met = all(any(same_reference(one, other) for other in after) for one in before)
    return met and all(any(same_reference(one, other) for one in before) for other in after)


def relations_of(commitment: Commitment, lexicon: Lexicon) -> tuple[Relation, ...]:
    """All that a commitment is set against: 快于全省、快于全市 is two things."""
    if commitment.relation is None:
        return ()
    others = (
        decide_relation(part, lexicon).value for part in PARTS.split(fold_widths(commitment.text).replace(commitment.relation.text, ""))
    )
    return (commitment.relation, *(relation for relation in others if relation and relation.reference))


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
    """Advanced or slipped on the ladder from proposed to at capacity, where both sides name a stage.

    In a split or merge each commitment is held against the one that speaks of its project; where none does, no move is read.
    """
    named = [[commitment for commitment in side if commitment.stage] for side in (sides.old, sides.new)]
    pairs = [(old, new) for new in named[1] for old in named[0] if len(sides.old) == len(sides.new) == 1 or same_project(old, new, sides)]
    moves = {STAGES.index(new.stage) - STAGES.index(old.stage) for old, new in pairs if old.stage and new.stage} - {0}
    if not moves or min(moves) < 0 < max(moves):
        return facets
    return replace(facets, stage="advanced" if min(moves) > 0 else "slipped")


def same_project(old: Commitment, new: Commitment, sides: Sides) -> bool:
    """Whether two commitments of a split or merge speak of one project: the one names what the other names, more or less of it."""
    return one_project(*(object_words(commitment.text, sides.lexicon) for commitment in (old, new)))


def one_project(one: str, other: str) -> bool:
    """Whether names are of one project: most of the shorter stands in the longer, and nothing stands in its place.

    >>> one_project("云泽入沙工程", "云泽入海工程"), one_project("云泽入沙工程", "云泽入沙输水工程")
    (False, True)
    """
    shorter, longer = sorted((one, other), key=len)
    replaced = any(step.tag == "replace" for step in Levenshtein.editops(shorter, longer))
    return share_in_order(shorter, longer) >= SAME_PROJECT and not replaced


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


def reasons(sides: Sides, numeric: Sequence[NumericMove], facets: Facets) -> Iterator[str]:
    """The change in words, for people."""
    against = [sum(len(relations_of(commitment, sides.lexicon)) for commitment in side) for side in (sides.old, sides.new)]
    for move in numeric:
        before, after = move.old.text if move.old else "no figure", move.new.text if move.new else "no figure"
        yield f"{move.indicator or 'figure'}: {before} → {after} ({move.direction})"
    if facets.figure == "replaced" and not numeric:
        yield "the figures are not held to be of one thing, measure and step, and are not compared"
    elif against[0] != against[1] and 0 in against and not numeric:
        yield "only one of the reports is read as setting it against something"
    elif facets.comparator and not numeric and against[0] != against[1]:
        yield f"it is set against {'more' if against[1] > against[0] else 'fewer'} things than before ({facets.comparator})"
    elif facets.comparator and not numeric:
        yield f"it is set against the same thing otherwise ({facets.comparator})"
    elif facets.wording and not numeric:
        yield "the same promise in other words"
    elif not numeric:
        yield "the same promise in the same words"
