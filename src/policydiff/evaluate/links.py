"""Links, what is new, what is dropped, and which figures moved."""

from __future__ import annotations

from collections.abc import Iterable

from policydiff.evaluate.gold import Couple, Places, shared
from policydiff.model import Span, Statement, Status
from policydiff.tables import Findings
from policydiff.tables.scores import Score


class Match:
    """Which annotated units and which commitments of one report are the same."""

    def __init__(self, units: dict[str, Span], found: Iterable[Statement]) -> None:
        spans = {statement.id: statement.span for statement in found}
        places = Places(spans.items())
        self.found_of = {unit: places.same(span) for unit, span in units.items()}
        self.units_of: dict[str, list[str]] = {id_: [] for id_ in spans}
        for unit, ids in self.found_of.items():
            for id_ in ids:
                self.units_of[id_].append(unit)
        self.nearest = {
            unit: max(ids, key=lambda id_: shared(units[unit], spans[id_])) if ids else None for unit, ids in self.found_of.items()
        }


def score_links(couple: Couple, findings: Findings) -> tuple[Score, ...]:
    """Pairs, new and dropped units, and units whose figure moved, by the commitments that are the same as the annotated units."""
    old = Match(couple.old.units, findings.earlier.commitments)
    new = Match(couple.new.units, findings.later.commitments)
    pairs = {(pair.new, pair.old) for change in findings.changes for pair in change.pairs}
    return (
        score_pairs(couple, pairs, old, new),
        score_new(couple, findings, new),
        score_dropped(couple, {id_ for _, id_ in pairs}, old),
        score_moved(couple, findings, new),
    )


def score_pairs(couple: Couple, pairs: set[tuple[str, str]], old: Match, new: Match) -> Score:
    """Pairs of which both ends are annotated units count for precision."""
    found = sum(any((p, q) in pairs for p in new.found_of[n] for q in old.found_of[o]) for n, o in couple.links)
    judged = [(p, q) for p, q in pairs if new.units_of[p] and old.units_of[q]]
    right = sum(any((n, o) in couple.links for n in new.units_of[p] for o in old.units_of[q]) for p, q in judged)
    return Score(couple.name, "links", found, len(couple.links), right, len(judged))


def score_new(couple: Couple, findings: Findings, new: Match) -> Score:
    """Units without a partner in the older report."""
    status = {id_: change.status for change in findings.changes for id_ in change.new}
    said = {unit for unit, id_ in new.nearest.items() if id_ is not None and status[id_] is Status.NEW}
    gold = {unit for unit in couple.new.units if couple.relations.get(unit, "new") == "new"}
    return Score(couple.name, "new", len(said & gold), len(gold), len(said & gold), len(said))


def score_dropped(couple: Couple, linked: set[str], old: Match) -> Score:
    """Units of the older report that none of the newer one belongs to."""
    said = {unit for unit, ids in old.found_of.items() if ids and not linked.intersection(ids)}
    gold = set(couple.old.units) - {o for _, o in couple.links}
    return Score(couple.name, "dropped", len(said & gold), len(gold), len(said & gold), len(said))


def score_moved(couple: Couple, findings: Findings, new: Match) -> Score:
    """Units a comparable figure of which was raised, lowered, added, removed or bound otherwise."""
    moved = set()
    for change in findings.changes:
        named = {move.new_id for move in change.numeric if move.new_id is not None}
        moved |= named or (set(change.new) if change.status is Status.CHANGED and len(change.new) == 1 else set())
    said = {unit for unit, id_ in new.nearest.items() if id_ in moved}
    gold = {unit for unit in couple.new.units if couple.relations.get(unit) == "number"}
    return Score(couple.name, "number_changed", len(said & gold), len(gold), len(said & gold), len(said))
