"""Which commitments and outcomes each decision names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from policydiff.lookup import bare_words
from policydiff.model import Extract, Statement
from policydiff.overrides.decisions import VERDICT_LABELS, Action, Mention, MisfitError, Override, Overrides, Ruling, Rulings


def fit_overrides(overrides: Overrides, old: Extract, new: Extract) -> Rulings:
    """Find what each row names; a row that fits nothing or contradicts one before it becomes a notice.

    The new side is a commitment; where no commitment fits, or the label is a verdict, it is an outcome of the review.
    """
    promises, plans = Lookup(old.commitments, "old"), Lookup(new.commitments, "new")
    outcomes = Lookup(new.outcomes, "new", "outcome")
    rulings = Rulings(overrides)
    for override in overrides.rows:
        try:
            ruling = fit(override, promises, plans, outcomes)
            check_contradiction(ruling, rulings)
        except MisfitError as reason:
            rulings = rulings.with_unused(override, str(reason))
        else:
            rulings = replace(rulings, fitting=(*rulings.fitting, ruling))
    return rulings


def fit(override: Override, promises: Lookup, plans: Lookup, outcomes: Lookup) -> Ruling:
    """One row with the ids that it names.

    Raises:
        MisfitError: a side names nothing that is there.
    """
    old = promises.find(override.old)
    if override.label in VERDICT_LABELS and override.action is Action.RELABEL:
        return Ruling(override, old, outcome=outcomes.find(override.new))
    try:
        return Ruling(override, old, plans.find(override.new))
    except MisfitError:
        if old is None or not outcomes.knows(override.new):
            raise
    return Ruling(override, old, outcome=outcomes.find(override.new))


class Lookup:
    """The commitments or the outcomes of one report by id and by words."""

    def __init__(self, statements: Iterable[Statement], side: str, kind: str = "commitment") -> None:
        self.side = side
        self.kind = kind
        self.by_id: dict[str, Statement] = {}
        self.by_words: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            self.by_id[statement.id] = statement
            self.by_words[bare_words(statement.text)].append(statement)

    def knows(self, mention: Mention) -> bool:
        """Whether anything fits at all."""
        return mention.id in self.by_id or bool(bare_words(mention.words) and self.by_words.get(bare_words(mention.words)))

    def find(self, mention: Mention) -> str | None:
        """The id of the commitment that is meant; None where none is named.

        Raises:
            MisfitError: there is no such commitment, or more than one.
        """
        if not mention.is_given:
            return None
        words = bare_words(mention.words)
        known = self.by_id.get(mention.id)
        if known is not None and (not words or bare_words(known.text) == words):
            return known.id
        same = self.by_words.get(words, []) if words else []
        same = [s for s in same if mention.id.startswith(f"{s.section}-")] or same
        if not same:
            raise MisfitError(f"the {self.side} report has no {self.kind} {mention}")
        if len(same) > 1:
            raise MisfitError(f"the {self.side} report has {mention} {len(same)} times; give the id of one, such as {same[0].id}")
        return same[0].id


def check_contradiction(ruling: Ruling, before: Rulings) -> None:
    """Refuse a pair that was parted, or the other way round; of two rows that contradict each other the first counts."""
    if ruling.override.action not in (Action.PAIR, Action.UNPAIR):
        return
    for other in before.fitting:
        if {ruling.override.action, other.override.action} == {Action.PAIR, Action.UNPAIR} and clash(ruling, other):
            raise MisfitError(f"it contradicts line {other.override.line}")


def clash(one: Ruling, other: Ruling) -> bool:
    """Whether a pairing and a parting speak of the same pair; a side that is not named stands for every partner."""
    if one.is_about_delivery or other.is_about_delivery:
        return (one.old, one.outcome) == (other.old, other.outcome)
    return all(a is None or b is None or a == b for a, b in ((one.old, other.old), (one.new, other.new)))
