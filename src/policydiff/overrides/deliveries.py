"""Decisions about deliveries: a promise and the passage of the review that answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from policydiff.model import Delivery, Verdict
from policydiff.overrides.decisions import Action, MisfitError, Ruling, Rulings

Judge = Callable[[str, str], Sequence[Delivery]]


def apply_to_deliveries(deliveries: Sequence[Delivery], rulings: Rulings, judge: Judge) -> tuple[tuple[Delivery, ...], Rulings]:
    """Keep to what was decided about promises and passages, and cite it.

    Args:
        deliveries: the answers to each promise, in the order of the promises.
        rulings: the decisions that fit; those that name a passage or a verdict count here.
        judge: the verdicts on one promise held against one passage, by their ids.

    Returns:
        The deliveries, and the rulings without those whose promise has no such answer.
    """
    result = list(deliveries)
    for ruling in rulings.fitting:
        if ruling.is_about_delivery:
            try:
                result = heed(result, ruling, rulings.citation(ruling), judge)
            except MisfitError as reason:
                rulings = rulings.without(ruling, str(reason))
    return tuple(result), rulings


def heed(deliveries: list[Delivery], ruling: Ruling, reason: str, judge: Judge) -> list[Delivery]:
    """The deliveries with one decision carried out at the place where the promise's answers stand."""
    own = [d for d in deliveries if d.commitment == ruling.old]
    if not own:
        raise MisfitError("the promise has no delivery")
    rest = [d for d in deliveries if d.commitment != ruling.old]
    first = next(place for place, d in enumerate(deliveries) if d.commitment == ruling.old)
    place = sum(d.commitment != ruling.old for d in deliveries[:first])
    return [*rest[:place], *carried_out(own, ruling, reason, judge), *rest[place:]]


def carried_out(own: Sequence[Delivery], ruling: Ruling, reason: str, judge: Judge) -> list[Delivery]:
    """The answers to one promise after the decision."""
    named = [d for d in own if ruling.outcome is None or d.outcome == ruling.outcome]
    match ruling.override.action:
        case Action.PAIR if not named and ruling.old is not None and ruling.outcome is not None:
            found = [d for d in judge(ruling.old, ruling.outcome) if d.outcome == ruling.outcome]
            found = found or [replace(own[0], status=Verdict.NOT_COMPARABLE, outcome=ruling.outcome, reported=None, because=())]
            return [*(d for d in own if d.outcome is not None), *(cited(d, reason) for d in found)]
        case Action.UNPAIR if not named:
            raise MisfitError("the passage does not answer the promise, so there is nothing to part")
        case Action.UNPAIR:
            kept = [d for d in own if d not in named]
            nothing = replace(own[0], status=Verdict.NOT_REPORTED, outcome=None, reported=None, because=(reason,), score=1.0)
            return kept or [nothing]
        case Action.RELABEL if named:
            verdict = Verdict(ruling.override.label)
            return [cited(replace(d, status=verdict), reason) if d in named else d for d in own]
        case _ if named:
            return [cited(d, reason) if d in named else d for d in own]
    raise MisfitError("the promise has no such answer; pair them first")


def cited(delivery: Delivery, reason: str) -> Delivery:
    """The delivery with a person's reason before the others."""
    return replace(delivery, because=(reason, *delivery.because))
