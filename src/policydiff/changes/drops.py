"""Why a commitment has no partner in the new report: the first of some named rules that finds words for a reason.

Reported comes first, for a promise that was kept is not withdrawn; then what the new report states of it; then where its words went on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from policydiff.characters import CLAUSE_END
from policydiff.commitments.fields import decide_action, main_head
from policydiff.lexicons import Lexicon, any_by
from policydiff.model import Change, Commitment, Delivery, Extract, Facets, Kind, Status, Verdict
from policydiff.quantities.headlines import mention_headline, name_headlines

MENTIONED = 85
"""Likeness (0–100) from which a clause of the new report says much the same as a dropped commitment."""
NAMED, ABSORBED = 95, 92
"""Likeness of what it is about to a stretch of a clause that withdraws something, and of its words to a stretch of a commitment."""
SHORTEST = 6
"""Characters of a clause below which likeness says little."""
SHORTEST_OBJECT = 4
"""Characters of what a commitment is about, its verb left out, below which a name is found anywhere."""
STATED = {"withdrawn": "stated_as_withdrawn", "deferred": "stated_as_deferred"}


class Drop(NamedTuple):
    """Why a commitment is not among those of the new report, and the words that say so."""

    reason: str
    because: str


@dataclass(frozen=True)
class Afterwards:
    """What of the new report may say what became of a commitment: its clauses, its commitments, last year's promises answered."""

    report: Extract
    answers: Mapping[str, Sequence[Delivery]]
    lexicon: Lexicon

    @cached_property
    def other_clauses(self) -> list[str]:
        """The clauses that are part of no commitment and no outcome."""
        text, place, clauses = self.report.report.source.text, 0, []
        for statement in sorted((*self.report.commitments, *self.report.outcomes), key=lambda statement: statement.span):
            clauses += CLAUSE_END.split(text[place : statement.span.start])
            place = max(place, statement.span.end)
        return long_clauses((*clauses, *CLAUSE_END.split(text[place:])))

    @cached_property
    def withdrawing(self) -> Mapping[str, list[str]]:
        """By reason the clauses of the plan that withdraw something or put it off."""
        clauses = long_clauses(clause for commitment in self.report.commitments for clause in CLAUSE_END.split(commitment.text))
        return {
            reason: [clause for clause in (*clauses, *self.other_clauses) if pattern.search(clause)]
            for reason, pattern in withdrawals(self.lexicon).items()
        }

    @cached_property
    def words(self) -> list[str]:
        """The words of every commitment."""
        return [commitment.words for commitment in self.report.commitments]

    @cached_property
    def unset(self) -> Mapping[str, Commitment]:
        """The headline indicators, by general name, of which the report states that no target is set, or that it is judged later."""
        stated = [commitment for commitment in self.report.commitments if commitment.kind in (Kind.ABSENT, Kind.DEFERRED)]
        named = ((mention_headline(commitment.text, self.lexicon), commitment) for commitment in stated)
        return {found[0].general: commitment for found, commitment in named if found}


@lru_cache(maxsize=8)
def withdrawals(lexicon: Lexicon) -> Mapping[str, re.Pattern[str]]:
    """For each reason of ``withdrawals.csv`` what says it."""
    return any_by(lexicon.rows("withdrawals"), "reason")


def long_clauses(clauses: Iterable[str]) -> list[str]:
    """Those clauses of which likeness says something."""
    return [part for clause in clauses if len(part := clause.strip()) >= SHORTEST]


def drop_change(commitment: Commitment, after: Afterwards) -> Change:
    """A commitment without a partner in the new report, with the likeliest reason."""
    drop = next((drop for rule in RULES if (drop := rule(commitment, after))), NOT_RESTATED)
    return Change(Status.DROPPED, (commitment.id,), (), facets=Facets(reason=drop.reason), because=(drop.because,))


def reported(commitment: Commitment, after: Afterwards) -> Drop | None:
    """Reported delivered, or reported short of it, where the new review is judged to answer; any figure missed counts as short."""
    answers = after.answers.get(commitment.id, ())
    for verdicts, reason in (((Verdict.MISSED,), "reported_missed"), ((Verdict.MET, Verdict.NEAR), "reported_delivered")):
        found = next((answer for answer in answers if answer.status in verdicts), None)
        if found:
            return Drop(reason, "; ".join(("the review of the new report answers it", *found.because)))
    return None


def unset(commitment: Commitment, after: Afterwards) -> Drop | None:
    """The target of a headline indicator of which the new report states that none is set, or that it is judged later."""
    named = name_headlines(commitment.quantities, after.lexicon)
    stated = next((after.unset[headline] for headline in named if headline in after.unset), None)
    if stated is None:
        return None
    reason = STATED["withdrawn" if stated.kind is Kind.ABSENT else "deferred"]
    return Drop(reason, f"the new report states that the target is {stated.kind}: {stated.words}")


def withdrawn(commitment: Commitment, after: Afterwards) -> Drop | None:
    """Withdrawn or put off, where a clause of the new report says so and names what it is about."""
    about = object_of(commitment, after.lexicon)
    if len(about) < SHORTEST_OBJECT:
        return None
    for reason, clauses in after.withdrawing.items():
        found = next((clause for clause in clauses if fuzz.partial_ratio(about, clause) >= NAMED and len(clause) >= len(about)), None)
        if found:
            return Drop(STATED[reason], f"the new report says of it: {found}")
    return None


def object_of(commitment: Commitment, lexicon: Lexicon) -> str:
    """What a commitment is about: its main clause without adverbs and without its verb."""
    return main_head(commitment.text, lexicon).removeprefix(decide_action(commitment.text, lexicon).value)


def absorbed(commitment: Commitment, after: Afterwards) -> Drop | None:
    """Its words stand within a longer commitment of the new report, which has another partner."""
    own = commitment.words.strip("，。；：、！？")
    if len(own) < SHORTEST or commitment.quantities:
        return None
    longer = [words for words in after.words if len(words) >= len(own)]
    found = process.extractOne(own, longer, scorer=fuzz.partial_ratio, score_cutoff=ABSORBED)
    return Drop("absorbed", f"its words stand within another commitment of the new report: {found[0]}") if found else None


def mentioned(commitment: Commitment, after: Afterwards) -> Drop | None:
    """Still mentioned, where a clause of the new report that is no commitment and no outcome says much the same."""
    clause = max((part.strip() for part in CLAUSE_END.split(commitment.text)), key=len)
    if len(clause) < SHORTEST:
        return None
    found = process.extractOne(clause, after.other_clauses, scorer=fuzz.ratio, score_cutoff=MENTIONED)
    return Drop("mentioned", f"the new report says outside its commitments: {found[0]}") if found else None


NOT_RESTATED = Drop("not_restated", "neither the new plan nor the new review says it again")
RULES: tuple[Callable[[Commitment, Afterwards], Drop | None], ...] = (reported, unset, withdrawn, absorbed, mentioned)
