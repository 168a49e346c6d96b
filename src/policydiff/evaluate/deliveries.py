"""Deliveries: promises joined to the passages that report on them, and the verdicts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policydiff.evaluate.gold import Chunk, Document, shared
from policydiff.model import Delivery, Extract, Statement, Verdict
from policydiff.tables.scores import Score

PROMISE, REPORT, KIND, VERDICT = 0, 1, 6, 7
"""Columns of an annotated delivery."""
COMMA = re.compile(r"[,，]\s*")
FIGURES = frozenset({"growth", "level", "count", "share", "change"})
JUDGED = frozenset({Verdict.MET, Verdict.MISSED})
RIGHT = {"met": frozenset({Verdict.MET}), "missed": frozenset({Verdict.MISSED, Verdict.NEAR})}


def score_deliveries(
    name: str,
    table: Sequence[Sequence[str]],
    documents: tuple[Document, Document],
    extracts: tuple[Extract, Extract],
    found: Sequence[Delivery],
) -> tuple[Score, ...]:
    """Rows linked; figures annotated met or missed that are called so (near counts as missed); rows that must not be judged and are not.

    Args:
        name: what the scores are called.
        table: annotated rows.
        documents: the annotated older and newer report.
        extracts: the same as the tool reads them.
        found: its deliveries.
    """
    promises = {c.id: c for c in extracts[0].commitments}
    outcomes = {o.id: o for o in extracts[1].outcomes}
    answered = [(d, promises[d.commitment], outcomes[d.outcome]) for d in found if d.outcome is not None]
    counts = {measure: [0, 0] for measure in ("linked", "met", "missed", "abstained")}

    def count(measure: str, hit: bool) -> None:
        counts[measure][0] += hit
        counts[measure][1] += 1

    for row in table:
        old, new = named_chunks(row[PROMISE], documents[0]), named_chunks(row[REPORT], documents[1])
        if not old or not new:
            continue
        said = {d.status for d, promise, outcome in answered if touches(promise, old) and touches(outcome, new)}
        verdict = row[VERDICT].strip()
        if verdict == "not comparable":
            count("abstained", not said & JUDGED)
            continue
        count("linked", bool(said))
        if verdict in RIGHT and row[KIND].split(" ")[0] in FIGURES:
            count(verdict, bool(said & RIGHT[verdict]))
    return tuple(Score(name, f"delivery_{measure}", hits, total) for measure, (hits, total) in counts.items() if total)


def named_chunks(ids: str, document: Document) -> list[Chunk]:
    """The chunks of a cell that lists ids."""
    return [document.by_id[id_] for id_ in COMMA.split(ids.strip()) if id_ in document.by_id]


def touches(statement: Statement, chunks: Sequence[Chunk]) -> bool:
    """Whether a statement shares a character with any of the chunks."""
    return any(shared(statement.span, chunk.span) for chunk in chunks)
