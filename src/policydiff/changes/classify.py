"""What became of every commitment of either year: from links to typed changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policydiff.changes.drops import Afterwards, drop_change
from policydiff.changes.facets import RULES, reasons
from policydiff.changes.figures import Sides, Standing, is_known, numeric_moves, standing
from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Alignment, Change, Commitment, Delivery, Extract, Facets, Link, Status

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
    after = Afterwards(new, answers_by_commitment(deliveries), pack)
    dropped = [drop_change(olds[id_], after) for id_ in alignment.old_alone]
    return (*(change for _, change in sorted(linked + fresh, key=lambda pair: pair[0])), *dropped)


def classify_link(link: Link, olds: Members, news: Members, standings: tuple[Standing, Standing], lexicon: Lexicon) -> Change:
    """One link as one change: continued, or changed where a comparable figure, or what a target is set against, moved.

    A figure that came or went in a split or merge, under a name that is no headline, is told and does not make the change one of numbers:
    it may have been said in other words.
    """
    sides = Sides(tuple(olds[i] for i in link.old), tuple(news[i] for i in link.new), link, *standings, lexicon)
    told = tuple(numeric_moves(sides))
    numeric = tuple(move for move in told if is_known(move, sides))
    facets = Facets()
    for rule in RULES:
        facets = rule(sides, told, facets)
    status = Status.CHANGED if numeric or facets.comparator else Status.CONTINUED
    return Change(status, link.old, link.new, link.pairs, link.score, facets, numeric, tuple(reasons(sides, told, facets)))


def new_change(commitment: Commitment) -> Change:
    """A commitment without a partner in the old report; a cue that claims otherwise is pointed out."""
    reasons: tuple[str, ...] = ("no commitment of last year is probable enough as its partner",)
    if commitment.cue == "continues":
        reasons += ("its wording says that it goes on from before",)
    return Change(Status.NEW, (), (commitment.id,), because=reasons)


def answers_by_commitment(deliveries: Iterable[Delivery]) -> dict[str, list[Delivery]]:
    """The deliveries of every promise."""
    found: dict[str, list[Delivery]] = {}
    for delivery in deliveries:
        found.setdefault(delivery.commitment, []).append(delivery)
    return found
