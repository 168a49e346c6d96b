"""What became of every commitment of either year: from links to typed changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from policydiff.changes.facets import RULES, reasons
from policydiff.changes.figures import Sides, Standing, numeric_moves, standing
from policydiff.characters import CLAUSE_MARKS
from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Alignment, Change, Commitment, Delivery, Extract, Facets, Link, Status, Verdict

MENTIONED = 85
"""Likeness (0–100) from which a clause of the new report says much the same as a dropped commitment."""
CLAUSE_END = re.compile(f"[{CLAUSE_MARKS}]")
SHORTEST = 6
"""Characters of a clause below which likeness says little."""
Members = Mapping[str, Commitment]


def classify_changes(
    old: Extract, new: Extract, alignment: Alignment, lexicon: Lexicon | None = None, deliveries: Iterable[Delivery] = ()
) -> tuple[Change, ...]:
    """Say of every commitment of either year what became of it.

    Args:
        old: last year's report.
        new: this year's report.
        alignment: their links, as :func:`policydiff.align.align_commitments` gives them.
        lexicon: the language pack, by default the Chinese one.
        deliveries: last year's promises held against this year's review; they tell why one is no longer promised.

    Returns:
        Changes in the order of the new report, then the dropped ones in the order of the old; every id stands in exactly one.
    """
    pack = lexicon or load_lexicon("zh")
    olds, news = {c.id: c for c in old.commitments}, {c.id: c for c in new.commitments}
    where = {id_: place for place, id_ in enumerate(news)}
    standings = standing(old.commitments, pack), standing(new.commitments, pack)
    linked = [(min(where[i] for i in link.new), classify_link(link, olds, news, standings, pack)) for link in alignment.links]
    fresh = [(where[id_], new_change(news[id_])) for id_ in alignment.new_alone]
    answered = answers_by_commitment(deliveries)
    elsewhere = other_clauses(new)
    dropped = [drop_change(olds[id_], answered.get(id_, ()), elsewhere) for id_ in alignment.old_alone]
    return (*(change for _, change in sorted(linked + fresh, key=lambda pair: pair[0])), *dropped)


def classify_link(link: Link, olds: Members, news: Members, standings: tuple[Standing, Standing], lexicon: Lexicon) -> Change:
    """One link as one change: continued, or changed where a comparable figure moved."""
    sides = Sides(tuple(olds[i] for i in link.old), tuple(news[i] for i in link.new), link, *standings, lexicon)
    numeric = tuple(numeric_moves(sides))
    facets = Facets()
    for rule in RULES:
        facets = rule(sides, numeric, facets)
    status = Status.CHANGED if numeric else Status.CONTINUED
    return Change(status, link.old, link.new, link.pairs, link.score, facets, numeric, tuple(reasons(numeric, facets)))


def new_change(commitment: Commitment) -> Change:
    """A commitment without a partner in the old report; a cue that claims otherwise is pointed out."""
    reasons: tuple[str, ...] = ("no commitment of last year is probable enough as its partner",)
    if commitment.cue == "continues":
        reasons += ("its wording says that it goes on from before",)
    return Change(Status.NEW, (), (commitment.id,), because=reasons)


class Drop(NamedTuple):
    """Why a commitment is not among those of the new report, and the words that say so."""

    reason: str
    because: str


NOT_RESTATED = Drop("not_restated", "neither the new plan nor the new review says it again")


def drop_change(commitment: Commitment, answers: Sequence[Delivery], elsewhere: Sequence[str]) -> Change:
    """A commitment without a partner in the new report, with the likeliest reason."""
    drop = reported(answers) or mentioned(commitment, elsewhere) or NOT_RESTATED
    return Change(Status.DROPPED, (commitment.id,), (), facets=Facets(reason=drop.reason), because=(drop.because,))


def reported(answers: Sequence[Delivery]) -> Drop | None:
    """Reported delivered, or reported short of it, where the new review is judged to answer; any figure missed counts as short."""
    for verdicts, reason in (((Verdict.MISSED,), "reported_missed"), ((Verdict.MET, Verdict.NEAR), "reported_delivered")):
        found = next((answer for answer in answers if answer.status in verdicts), None)
        if found:
            return Drop(reason, "; ".join(("the review of the new report answers it", *found.because)))
    return None


def mentioned(commitment: Commitment, elsewhere: Sequence[str]) -> Drop | None:
    """Still mentioned, where a clause of the new report that is no commitment and no outcome says much the same."""
    clause = max((part.strip() for part in CLAUSE_END.split(commitment.text)), key=len)
    if len(clause) < SHORTEST:
        return None
    found = process.extractOne(clause, elsewhere, scorer=fuzz.ratio, score_cutoff=MENTIONED)
    return Drop("mentioned", f"the new report says outside its commitments: {found[0]}") if found else None


def other_clauses(extract: Extract) -> list[str]:
    """The clauses of a report that are part of no commitment and no outcome."""
    text, place, clauses = extract.report.source.text, 0, []
    for statement in sorted((*extract.commitments, *extract.outcomes), key=lambda statement: statement.span):
        clauses += CLAUSE_END.split(text[place : statement.span.start])
        place = max(place, statement.span.end)
    return [part for clause in (*clauses, *CLAUSE_END.split(text[place:])) if len(part := clause.strip()) >= SHORTEST]


def answers_by_commitment(deliveries: Iterable[Delivery]) -> dict[str, list[Delivery]]:
    """The deliveries of every promise."""
    found: dict[str, list[Delivery]] = {}
    for delivery in deliveries:
        found.setdefault(delivery.commitment, []).append(delivery)
    return found
