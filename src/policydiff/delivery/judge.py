"""Every promise of the earlier report with the passages that answer it, and a verdict that may abstain and says why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from policydiff.align.objects import object_words
from policydiff.delivery.figures import AGREE, Match, Place, asked_figures, match_figures, words_likeness
from policydiff.delivery.passages import Passage, find_passages
from policydiff.delivery.striving import strives_beyond
from policydiff.delivery.unanswered import Taken
from policydiff.delivery.verdicts import bound_to_economy, judge_figure, judge_relation, judge_words
from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Commitment, Delivery, Extract, Kind, Measure, Outcome, Quantity, Relation, Verdict
from policydiff.periods import YEARLY, Calendar, period_of_outcome, read_calendar
from policydiff.titles import may_be_one_place

ANSWERS = 0.3
"""Probability from which a passage counts as the answer to a promise."""
JUDGED_BY_WORDS = 0.5
"""Probability from which a verdict is given by words alone."""
NEAREST = 0.05
"""Probability from which a passage is named as the nearest one, though nothing is held to be reported."""
MOST_PASSAGES = 2
SILENT = "no passage of the review speaks of it"
UNANSWERED = "the review answers other figures of the promise, and none was found for this one"
STRIVEN_FOR = "not reached, and only striven for beside a firm figure, by which the promise is judged"
ECONOMY = "生产总值"
TOWN_AND_COUNTRY, RESIDENTS = re.compile("城乡居民|城镇和农村居民|城镇居民[、和与及]农村居民"), "居民"
SAME_INDICATOR = 0.6
"""Likeness from which a rate reported is the one promised in step with the economy (居民收入 and 居民人均可支配收入)."""


def judge_deliveries(old: Extract, new: Extract, lexicon: Lexicon | None = None) -> tuple[Delivery, ...]:
    """Hold every commitment of the earlier report against the outcomes of the later one.

    Args:
        old: last year's report, whose plan is judged.
        new: the report whose review answers; the same extract for a plan against its own review.
        lexicon: the language pack, by default the Chinese one.

    Returns:
        For each commitment, in text order, at least one delivery: one for every figure that is answered, else one for every passage
        that may answer it, else one that says that nothing is reported (with the nearest passage, if there is one).
    """
    pack = lexicon or load_lexicon("zh")
    passages = find_passages(old, new, pack)
    near = {id_: [passage for passage in found if passage.probability >= NEAREST] for id_, found in passages.items()}
    calendar = read_calendar(new, pack)
    matched = match_figures(old, new, near, calendar, pack)
    taken = frozenset((match.outcome.id, match.reported.span) for match in matched.values())
    economy = growth_of_economy(new, calendar)
    found: list[Delivery] = []
    for commitment in old.commitments:
        found += answer_to_relation(commitment, new, economy, calendar, pack) or judge_commitment(
            commitment, near[commitment.id], matched, taken, pack
        )
    reason = review_of_another_place(old, new) or review_of_another_year(old, new)
    return tuple(withheld(delivery, reason) for delivery in found) if reason else tuple(found)


def review_of_another_place(old: Extract, new: Extract) -> str:
    """Why no promise of a report can be judged by the review of another place; empty where both may be of one."""
    promised, told = old.report.place, new.report.place
    return "" if may_be_one_place(promised, told) else f"the review is of {told}, the promise is of {promised}"


def review_of_another_year(old: Extract, new: Extract) -> str:
    """Why no promise of a report can be judged by the review of one that is not of the year after; empty where it can."""
    promised, told = old.report.year, new.report.year
    if new is old or promised is None or told is None or told == promised + 1:
        return ""
    return f"the review tells of {told - 1}, the promise is of {promised}"


def withheld(delivery: Delivery, reason: str) -> Delivery:
    """A delivery without its verdict, for a reason."""
    if not delivery.status.is_judgement:
        return delivery
    return replace(delivery, status=Verdict.NOT_COMPARABLE, because=(reason, *delivery.because[1:]))


def judge_commitment(
    commitment: Commitment, passages: Sequence[Passage], matched: Mapping[Place, Match], taken: Taken, lexicon: Lexicon
) -> Iterator[Delivery]:
    """The deliveries of one promise: its answered figures, then passages that answer in words, else that nothing is reported.

    Every figure has a delivery: where no figure answers, the nearest passage is held against each, any further one against the first.
    """
    asked = asked_figures(commitment)
    answers = {place: matched[place] for place in asked if place in matched}
    left = {place: figure for place, figure in asked.items() if place not in answers}
    for place, match in answers.items():
        yield answer_with_figure(commitment, place, asked[place].indicator, match, lexicon)
    if answers:
        yield from not_reported(commitment, left, UNANSWERED)
    answered = {match.outcome.id for match in answers.values()}
    rest = [passage for passage in passages if passage.outcome.id not in answered][: max(MOST_PASSAGES - len(answered), 0)]
    for number, passage in enumerate(rest):
        if passage.probability >= ANSWERS or (number == 0 and not answered):
            each = [{place: figure} for place, figure in left.items()] if number == 0 and not answered else [left]
            for asked_of in each or [left]:
                yield answer_in_words(commitment, passage, asked_of, taken, lexicon)
    if not answered and not rest:
        yield from not_reported(commitment, left, SILENT)
        if not left:
            yield Delivery(Verdict.NOT_REPORTED, commitment.id, None, commitment.indicator, None, because=(SILENT,))


def answer_with_figure(commitment: Commitment, place: Place, name: str, match: Match, lexicon: Lexicon) -> Delivery:
    """The verdict on one promised figure, under the name of the indicator that it is held for."""
    promised, indicator = commitment.quantities[place[1]], name or commitment.indicator
    striven = strives_beyond(commitment, place[1], lexicon)
    if match.doubt:
        verdict, reason = Verdict.NOT_COMPARABLE, match.doubt
    elif match.likeness < AGREE and not match.passage.certain:
        verdict, reason = Verdict.NOT_COMPARABLE, "the names are not alike and the passage may speak of something else"
    else:
        verdict, reason = judge_figure(promised, match.reported, indicator, lexicon)
        if striven and verdict is not Verdict.MET:
            verdict, reason = Verdict.NOT_COMPARABLE, STRIVEN_FOR
    return Delivery(
        verdict,
        commitment.id,
        match.outcome.id,
        indicator,
        promised,
        match.reported,
        (reason, *(("striven for beside a firm figure",) if striven and verdict is Verdict.MET else ()), likelihood(match.passage)),
        match.passage.probability,
    )


def answer_in_words(commitment: Commitment, passage: Passage, left: Mapping[Place, Quantity], taken: Taken, lexicon: Lexicon) -> Delivery:
    """The verdict on a promise by a passage that answers none of its figures; it abstains where the passage is doubtful.

    ``left`` are the figures that no passage answers, ``taken`` the reported ones that are held against promised ones.
    """
    named = names_indicator(commitment, passage, lexicon)
    if passage.probability < ANSWERS and not named:
        verdict, reason = Verdict.NOT_REPORTED, "no passage of the review clearly speaks of it; the nearest is named"
    elif commitment.kind in (Kind.ABSENT, Kind.DEFERRED):
        verdict, reason = Verdict.NOT_COMPARABLE, "no figure was set, as stated"
    elif passage.probability >= JUDGED_BY_WORDS or named:
        verdict, reason = judge_words(commitment, passage.outcome, lexicon, left=list(left.values()), taken=taken, certain=passage.certain)
    else:
        verdict, reason = Verdict.NOT_COMPARABLE, "the passage may speak of something else"
    promised = next((commitment.quantities[place] for _, place, _ in left or asked_figures(commitment)), None)
    indicator = next((figure.indicator for figure in left.values()), "") or commitment.indicator
    because = (reason, likelihood(passage))
    return Delivery(verdict, commitment.id, passage.outcome.id, indicator, promised, None, because, passage.probability)


def not_reported(commitment: Commitment, left: Mapping[Place, Quantity], reason: str) -> Iterator[Delivery]:
    """That nothing answers these figures of a promise, one delivery for each."""
    for (_, number, _), asked in left.items():
        indicator, promised = asked.indicator or commitment.indicator, commitment.quantities[number]
        yield Delivery(Verdict.NOT_REPORTED, commitment.id, None, indicator, promised, because=(reason,))


def names_indicator(commitment: Commitment, passage: Passage, lexicon: Lexicon) -> bool:
    """Whether the passage names the promised indicator in the very words, verbs apart."""
    named = object_words(commitment.indicator, lexicon)
    return len(named) > 2 and named in object_words(passage.outcome.text, lexicon)


def answer_to_relation(
    commitment: Commitment, new: Extract, economy: Quantity | None, calendar: Calendar, lexicon: Lexicon
) -> tuple[Delivery, ...]:
    """The verdict where growth in step with the economy was promised and the review reports both rates.

    Where it reports a rate of town and one of country instead, each is held against the economy.
    """
    relation = bound_to_economy(commitment)
    if economy is None or relation is None or commitment.quantities:
        return ()
    rates = [
        (outcome, quantity)
        for outcome in new.outcomes
        for quantity in outcome.quantities
        if is_growth_of_the_year(outcome, quantity, calendar) and quantity.direction is economy.direction
    ]
    found = most_alike(commitment.indicator, rates, lexicon)
    if found is not None:
        outcome, reported = found
        verdict, reason = judge_relation(relation, reported, economy)
        return (Delivery(verdict, commitment.id, outcome.id, commitment.indicator, None, reported, (reason,)),)
    return of_town_and_country(commitment, relation, economy, rates, lexicon)


Rate = tuple[Outcome, Quantity]


def most_alike(indicator: str, rates: Sequence[Rate], lexicon: Lexicon) -> Rate | None:
    """Of some rates the first of those whose name is most like an indicator; nothing where none is like it."""
    alike = [words_likeness(indicator, quantity.indicator, lexicon) for _, quantity in rates]
    best = max(alike, default=0.0)
    return rates[alike.index(best)] if best >= SAME_INDICATOR else None


def of_town_and_country(
    commitment: Commitment, relation: Relation, economy: Quantity, rates: Sequence[Rate], lexicon: Lexicon
) -> tuple[Delivery, ...]:
    """The verdicts on a promise for all residents by the rates of townspeople and of country people, where both are reported.

    Whether 居民收入 as a whole kept step cannot be told where one did and the other did not; 城乡居民收入 promises it of each.
    """
    wanted = TOWN_AND_COUNTRY.sub(RESIDENTS, commitment.indicator)
    if RESIDENTS not in wanted or wanted[wanted.index(RESIDENTS) - 1 : wanted.index(RESIDENTS)] in ("镇", "村"):
        return ()
    found = [most_alike(wanted.replace(RESIDENTS, named), rates, lexicon) for named in ("城镇居民", "农村居民")]
    judged = [(*judge_relation(relation, rate[1], economy), *rate) for rate in found if rate is not None]
    if len(judged) < len(found):
        return ()
    open_whole = wanted == commitment.indicator and len({verdict for verdict, *_ in judged}) > 1
    return tuple(
        Delivery(
            Verdict.NOT_COMPARABLE if open_whole else verdict,
            commitment.id,
            outcome.id,
            reported.indicator,
            None,
            reported,
            (f"{reason}; the rate of all residents together is not reported" if open_whole else reason,),
        )
        for verdict, reason, outcome, reported in judged
    )


def growth_of_economy(extract: Extract, calendar: Calendar) -> Quantity | None:
    """The growth of the gross product that a review reports for the year, the first one that it names."""
    return next(
        (
            quantity
            for outcome in extract.outcomes
            for quantity in outcome.quantities
            if ECONOMY in quantity.indicator and is_growth_of_the_year(outcome, quantity, calendar)
        ),
        None,
    )


def is_growth_of_the_year(outcome: Outcome, quantity: Quantity, calendar: Calendar) -> bool:
    """Whether a figure is a rate of growth for the year under review, not a yearly average or one of a part of the year."""
    if quantity.measure is not Measure.GROWTH or YEARLY.search(outcome.text[: quantity.span.start - outcome.span.start]):
        return False
    period = period_of_outcome(outcome, quantity, calendar)
    return not period.part and (not calendar.year or period.year == calendar.year - 1)


def likelihood(passage: Passage) -> str:
    """How probable it is that the passage speaks of the promise."""
    return f"probability that the passage speaks of it: {passage.probability:.2f}"
