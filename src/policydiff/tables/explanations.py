"""Explanations: why a statement reads as it does, and why two commitments are held to be one or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

from policydiff.lookup import bare_words
from policydiff.model import Change, Evidence, Extract, Notice, Pair, Reason, Statement
from policydiff.shown import Shown
from policydiff.tables.findings import TwoExtracts
from policydiff.tables.rows import Row, complete

SAME = 0.001
"""Probabilities nearer than this are the same but for rounding."""


@dataclass(frozen=True, repr=False)
class FieldsExplanation(Shown):
    """One statement of a report, with a reason for each of its fields."""

    extract: Extract
    statement: Statement
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, repr=False)
class LinkExplanation(TwoExtracts, Shown):
    """One change with the evidence for its links, and the runners-up with theirs; the most probable first."""

    earlier: Extract
    later: Extract
    change: Change
    runners_up: tuple[Pair, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def shown(self) -> tuple[Pair, ...]:
        """The pairs whose whole evidence is worth showing: the links, or the best candidate of what has no partner."""
        return self.change.pairs or self.runners_up[:1]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a waterfall: a comparison, the sum with it, and the probability that this sum stands for."""

    evidence: Evidence
    sum: float
    probability: float


def waterfall(pair: Pair) -> tuple[Step, ...]:
    """The evidence of a pair summed up, where the sum starts first, then what weighs most.

    >>> from policydiff.model import Evidence
    >>> steps = waterfall(Pair("a", "b", 0.5, (Evidence("start", 1, -2.0), Evidence("short", 0.5, 0.5), Evidence("same_words", 1, 3.0))))
    >>> [(step.evidence.name, step.sum, round(step.probability, 2)) for step in steps]
    [('start', -2.0, 0.12), ('same_words', 1.0, 0.73), ('short', 1.5, 0.82)]
    """
    steps = []
    total = 0.0
    for evidence in sorted(pair.evidence, key=lambda part: (part.name != "start", -abs(part.worth))):
        total = round(total + evidence.worth, 4)
        steps.append(Step(evidence, total, 1 / (1 + exp(-total))))
    return tuple(steps)


def verdict(pair: Pair, explanation: LinkExplanation) -> str:
    """Why the pair has its probability: the sum of the evidence, the same words, or a person."""
    steps = waterfall(pair)
    if any(pair == linked for linked in explanation.change.pairs) and pair.score == 1.0 and explanation.change.by_hand:
        return "decided by hand"
    if bare_words(explanation.old_commitments[pair.old].text) == bare_words(explanation.new_commitments[pair.new].text):
        return "the same words are always trusted"
    if not steps or abs(steps[-1].probability - pair.score) < SAME:
        return "the sum of the evidence"
    return "the only figures of one headline indicator" if pair.score > steps[-1].probability else "the sum of the evidence, held down"


def reason_rows(explanation: FieldsExplanation) -> list[Row]:
    """One row a reason."""
    names = ("field", "value", "rule", "row", "pattern", "words")
    return [complete("reasons", {name: getattr(reason, name) for name in names}) for reason in explanation.reasons]


def evidence_rows(explanation: LinkExplanation) -> list[Row]:
    """One row for each step of each pair, the links first, then the runners-up."""
    return [row for pair in (*explanation.change.pairs, *explanation.runners_up) for row in pair_rows(pair, explanation)]


def pair_rows(pair: Pair, explanation: LinkExplanation) -> Iterator[Row]:
    """The waterfall of one pair, then what it comes to."""
    about: Row = {
        "decision": "linked" if pair in explanation.change.pairs else "runner-up",
        "old_text": explanation.old_commitments[pair.old].words,
        "new_text": explanation.new_commitments[pair.new].words,
        "old_id": pair.old,
        "new_id": pair.new,
    }
    for step in waterfall(pair):
        part = step.evidence
        cells: Row = {"comparison": part.name, "detail": part.detail, "score": part.score, "worth": part.worth}
        yield complete("evidence", {**about, **cells, "sum": step.sum, "probability": round(step.probability, 4)})
    yield complete(
        "evidence", {**about, "comparison": "probability", "detail": verdict(pair, explanation), "probability": round(pair.score, 4)}
    )
