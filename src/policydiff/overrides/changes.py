"""Decisions about changes: relabelled, and cited where they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policydiff.model import Change, Status
from policydiff.overrides.decisions import DROPPED_LABELS, LINKED_LABELS, Action, MisfitError, Ruling, Rulings


def apply_to_changes(changes: Sequence[Change], rulings: Rulings) -> tuple[tuple[Change, ...], Rulings]:
    """Relabel and cite; every commitment stays in the change it is in.

    Returns:
        The changes in their order, and the rulings without those whose label does not fit the change they name.
    """
    result = list(changes)
    places = {("old", id_): place for place, change in enumerate(changes) for id_ in change.old}
    places |= {("new", id_): place for place, change in enumerate(changes) for id_ in change.new}
    for ruling in rulings.fitting:
        if ruling.is_about_delivery:
            continue
        named = sorted({places[side, id_] for side, id_ in (("old", ruling.old), ("new", ruling.new)) if id_ is not None})
        try:
            for place in named:
                relabelled = relabel(result[place], ruling, len(named))
                result[place] = cite(relabelled, rulings.citation(ruling))
        except MisfitError as reason:
            rulings = rulings.without(ruling, str(reason))
    return tuple(result), rulings


def relabel(change: Change, ruling: Ruling, count: int) -> Change:
    """The change under its new label: continued without a figure that moved, changed, or dropped for another reason."""
    label = ruling.override.label
    if ruling.override.action is not Action.RELABEL:
        return change
    if count > 1:
        raise MisfitError("the two commitments are not linked; pair them first")
    if label in DROPPED_LABELS and change.status is Status.DROPPED:
        return replace(change, facets=replace(change.facets, reason=label))
    if label not in LINKED_LABELS or change.status not in (Status.CONTINUED, Status.CHANGED):
        raise MisfitError(f"what is {change.status} cannot be called {label}")
    if label == Status.CHANGED:
        return replace(change, status=Status.CHANGED)
    still = replace(change.facets, value=None, ambition=None, comparator=None, figure=None)
    return replace(change, status=Status.CONTINUED, numeric=(), facets=still)


def cite(change: Change, reason: str) -> Change:
    """The change with one more reason that a person gave; those come before the tool's own."""
    count = len(change.by_hand)
    by_hand = (*change.by_hand, reason)
    return replace(change, by_hand=by_hand, because=(*by_hand, *change.because[count:]))
