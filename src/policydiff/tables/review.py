"""The review queue: the decisions of an alignment that were closest, with room for a person's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policydiff.align.assignment import EXTRA_THRESHOLD, THRESHOLD
from policydiff.model import Change, Extract, Notice, Pair
from policydiff.shown import Shown
from policydiff.tables.findings import Findings, TwoExtracts
from policydiff.tables.rows import Row, complete

MOST_DOUBTS = 50


@dataclass(frozen=True, slots=True)
class Doubt:
    """One close decision: a pair that was linked, or the best candidate of a commitment that was left without a partner.

    ``distance`` is how far its probability lies from the least that a link needs; ``partners`` are the links of either end where the pair
    was left apart, ``runners_up`` the other candidates of either end.
    """

    pair: Pair
    linked: bool
    distance: float
    runners_up: tuple[Pair, ...] = ()
    partners: tuple[Pair, ...] = ()


@dataclass(frozen=True, repr=False)
class ReviewQueue(TwoExtracts, Shown):
    """The closest decisions between two reports, the closest first."""

    earlier: Extract
    later: Extract
    doubts: tuple[Doubt, ...]
    notices: tuple[Notice, ...] = ()


def review_queue(findings: Findings, most: int = MOST_DOUBTS) -> ReviewQueue:
    """The ``most`` closest decisions, all of them where ``most`` is 0; what a person has decided is not asked again."""
    found = sorted(find_doubts(findings), key=lambda doubt: doubt.distance)
    return ReviewQueue(findings.earlier, findings.later, tuple(found[: most or None]), findings.notices)


def find_doubts(findings: Findings) -> Iterator[Doubt]:
    """Every link, then every commitment without a partner that has a candidate; a pair once."""
    changes = {("old", id_): change for change in findings.changes for id_ in change.old}
    changes |= {("new", id_): change for change in findings.changes for id_ in change.new}
    rivals: dict[tuple[str, str], list[Pair]] = {}
    for rival in findings.rivals:
        for end in ends_of(rival):
            rivals.setdefault(end, []).append(rival)
    for change in findings.changes:
        for pair in () if change.by_hand else change.pairs:
            yield doubt_of(pair, True, THRESHOLD if len(change.pairs) == 1 else EXTRA_THRESHOLD, rivals)
    asked = set()
    for end, change in changes.items():
        best = next((rival for rival in rivals.get(end, ()) if is_open(rival, changes)), None)
        if not change.pairs and best is not None and (best.old, best.new) not in asked:
            asked.add((best.old, best.new))
            partners = tuple(p for other in ends_of(best) for p in changes[other].pairs if p.old == best.old or p.new == best.new)
            yield replace(doubt_of(best, False, EXTRA_THRESHOLD if partners else THRESHOLD, rivals), partners=partners)


def ends_of(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    """The two commitments of a pair, each with its side."""
    return ("old", pair.old), ("new", pair.new)


def is_open(rival: Pair, changes: dict[tuple[str, str], Change]) -> bool:
    """Whether a person has said nothing yet of either end."""
    return not any(changes[end].by_hand for end in ends_of(rival))


def doubt_of(pair: Pair, linked: bool, bar: float, rivals: dict[tuple[str, str], list[Pair]]) -> Doubt:
    """A pair with its distance from the bar it had to pass and with the other candidates of its ends."""
    others = {(r.old, r.new): r for end in ends_of(pair) for r in rivals.get(end, ()) if (r.old, r.new) != (pair.old, pair.new)}
    return Doubt(pair, linked, round(abs(pair.score - bar), 6), tuple(sorted(others.values(), key=lambda r: -r.score)))


def review_rows(queue: ReviewQueue) -> list[Row]:
    """One row a decision; ``action``, ``label`` and ``note`` are empty, for a person to fill in."""
    return [doubt_row(doubt, queue) for doubt in queue.doubts]


def doubt_row(doubt: Doubt, queue: ReviewQueue) -> Row:
    """One decision with the words it is about."""
    pair = doubt.pair
    return complete(
        "review",
        {
            "old_text": queue.old_commitments[pair.old].words,
            "new_text": queue.new_commitments[pair.new].words,
            "decision": "linked" if doubt.linked else "apart",
            "probability": round(pair.score, 4),
            "linked_to": "; ".join(other_end(partner, pair, queue) for partner in doubt.partners),
            "runners_up": "; ".join(other_end(rival, pair, queue) for rival in doubt.runners_up),
            "old_section": queue.old_heading(pair.old),
            "new_section": queue.new_heading(pair.new),
            "old_id": pair.old,
            "new_id": pair.new,
        },
    )


def other_end(rival: Pair, pair: Pair, queue: ReviewQueue) -> str:
    """The end of a rival that is not the row's own: its side, id and words, and how probable it is."""
    if rival.new == pair.new:
        return f"old {rival.old} “{queue.old_commitments[rival.old].words}” ({rival.score:.2f})"
    return f"new {rival.new} “{queue.new_commitments[rival.new].words}” ({rival.score:.2f})"
