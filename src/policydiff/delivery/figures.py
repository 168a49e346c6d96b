"""Which reported figure answers a promised one, and why one that looks like it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz import fuzz

from policydiff.align.objects import differ_in_one_part, object_words, opposed, share_in_order
from policydiff.commitments.sharing import names_of
from policydiff.delivery.doubts import Held, doubt
from policydiff.delivery.passages import CERTAIN, GENERIC, Passage, completes, spoken_around
from policydiff.delivery.striving import strives_beyond
from policydiff.lexicons import Lexicon
from policydiff.model import Commitment, Extract, Measure, Outcome, Quantity, Span
from policydiff.periods import Calendar, aimed_at
from policydiff.quantities.compare import can_compare
from policydiff.quantities.headlines import name_headline

AGREE = 0.72
"""Likeness of two indicators from which they are one."""
LIKELY_AGREE = 0.42
"""The same where the passage is a likely answer in the first place."""
LIKELY, POSSIBLE = 0.5, 0.3
"""Probabilities from which a passage is a likely, and a possible, answer; below the second nothing but the same indicator will do."""
SAME_PART = 60
"""Likeness, in hundredths, from which two shares are of one part of the whole."""
SPECIFIC = 3
"""Characters from which an indicator says by itself what it measures."""
SURE = 0.9
"""Likeness from which two indicators are the same beyond doubt."""
SHORT_NAME = 0.75
"""Likeness of the same short name that does say what is measured (创业, 落户)."""
WHOLE_NAME = 4
"""Characters from which a name that stands in a passage in its order, with other words between, is the name of what is told there."""
PART = "其中"
AT_PLACE = re.compile("在(?:城镇|城市|农村)")
"""Where it is done, which narrows nothing: 在城镇落户."""
MODIFIER, OTHER_HEAD = 0.06, 0.12
"""What each further character costs: before the same noun it narrows it (公共充电桩), after it it makes another thing (生产总值能耗)."""
FROM_CONTEXT = 0.9
"""Likeness of two names of which one is short because its sentence or its heading says the rest."""
NARROWER, UNLIKE = 0.0, 0.1
"""Likeness of an indicator to one of a narrower scope (rows of ``narrower.csv``) or of another headline, neither of which ever answers for
the other; and of names that only have nothing in common."""
NO_OBJECT = 0.5
"""Likeness of two names of which one does not say what is measured."""
OVERALL = re.compile("整体|总体|全部|全年|年度|平均|各类")
PAYER = re.compile("(?:各级|中央|地方|[省市县]级?)?财政(?:预算)?(?:拟|将|已)?(?:安排|投入|下达)?(?:专项|补助)?(?:资金|支出)?")
"""Who pays, which says nothing of what for."""
BY_AUTHORITY = re.compile("(?:中央|国家)[、和与及](?:自治区|省|市)级?")
"""Whoever stands above, by their names: 中央和省级资金 is 上级资金."""


@dataclass(frozen=True, slots=True)
class Match:
    """A reported figure for a promised one: how alike the indicators are, and what stands against holding it up to the promise.

    ``name`` is the indicator of the reported figure; where several share the figure, the one of them that answers.
    """

    passage: Passage
    reported: Quantity
    likeness: float
    doubt: str = ""
    name: str = ""

    @property
    def outcome(self) -> Outcome:
        """The outcome that holds the figure."""
        return self.passage.outcome


Place = tuple[str, int, int]
"""A promised figure: the id of its commitment, its place among the commitment's figures, and which of the indicators that share it."""


def match_figures(
    old: Extract, new: Extract, passages: Mapping[str, Sequence[Passage]], calendar: Calendar, lexicon: Lexicon
) -> dict[Place, Match]:
    """For every promised figure the reported figure that answers it best.

    Over all promises at once: a figure without doubt goes before one with, the more alike indicator before the less alike one, and a
    reported figure that is taken answers only a promise of just its indicator. What is only striven for beside a firm figure comes after
    all others, and may share the answer of the firm one.
    """
    contexts = spoken_around(old.commitments, old), spoken_around(new.outcomes, new)
    found = [
        (order_of(match, commitment.quantities[place[1]], place[1] in striven), place, match)
        for commitment in old.commitments
        for striven in [[place for place in aimed_at(commitment) if strives_beyond(commitment, place, lexicon)]]
        for passage in passages[commitment.id]
        for place, match in matches(commitment, passage, Pages(old, new, calendar, contexts, lexicon))
    ]
    chosen: dict[Place, Match] = {}
    used: dict[tuple[str, Span, str], str] = {}
    for order, promised, match in sorted(found, key=lambda row: (*row[:2], row[2].reported.span, row[2].name)):
        figure = match.outcome.id, match.reported.span, match.name
        is_free = figure not in used or match.likeness >= SURE or (order.striven and used[figure] == promised[0])
        if promised not in chosen and is_free:
            chosen[promised] = match
            used.setdefault(figure, promised[0])
    return chosen


class Order(NamedTuple):
    """What makes one match better than another, what counts most first; the least is the best.

    Of figures with the right name one that only restates the promise as a bound (控制在5.5%以内 for 5.5%左右) says less than any other.
    """

    striven: bool
    doubted: bool
    other_name: bool
    restates: bool
    unlike: float
    improbable: float


def order_of(match: Match, promised: Quantity, striven: bool) -> Order:
    """How good a match is."""
    reported = match.reported
    restates = reported.comparator.is_bound and reported.value == promised.value
    unlike, improbable = -match.likeness, -match.passage.probability
    return Order(striven, bool(match.doubt), match.likeness < AGREE, restates, unlike, improbable)


def asked_figures(commitment: Commitment) -> dict[Place, Quantity]:
    """The figures that a promise aims at, each once for every indicator that shares it (甲和乙均增长5%) and under that one's name."""
    return {
        (commitment.id, number, part): replace(commitment.quantities[number], indicator=name)
        for number in aimed_at(commitment)
        for part, name in enumerate(names_of(commitment, commitment.quantities[number]))
    }


@dataclass(frozen=True, slots=True)
class Pages:
    """The two reports, the calendar of the later one, and for every promise and every outcome, by its id, what is said around it."""

    old: Extract
    new: Extract
    calendar: Calendar
    contexts: tuple[Mapping[str, str], Mapping[str, str]]
    lexicon: Lexicon


def matches(commitment: Commitment, passage: Passage, pages: Pages) -> Iterator[tuple[Place, Match]]:
    """For every figure of a promise, by its place, the figures of a passage of its indicator and measure, in a unit that converts."""
    outcome = passage.outcome
    in_order = same_list(commitment, outcome, pages.lexicon)
    pairs = list(comparable_pairs(commitment, outcome, pages.lexicon))
    for place, promised, reported in pairs:
        likeness = figure_likeness((commitment, promised), (outcome, reported), pages)
        listed_alike = in_order and reported.span == outcome.quantities[place[1]].span
        narrower = named_narrower(promised.indicator, reported.indicator, pages.lexicon)
        if part_alone(commitment, outcome, reported) and (likeness < AGREE or narrower):
            continue
        if listed_alike or (len(pairs) == 1 and passage.probability >= CERTAIN and likeness > NARROWER):
            likeness = max(likeness, AGREE)
        if len(pairs) == 1 and passage.probability >= LIKELY and likeness > NARROWER and named_in(promised, outcome, pages.lexicon):
            likeness = max(likeness, AGREE)
        if passage.certain and promised.indicator == reported.indicator != "" and likeness > NARROWER:
            likeness = max(likeness, SURE)
        if likeness >= least_likeness(passage):
            held = Held(commitment, promised, outcome, reported, pages.old, pages.new, pages.calendar, pages.lexicon)
            as_written = next(quantity for quantity in outcome.quantities if quantity.span == reported.span)
            yield place, Match(passage, as_written, likeness, doubt(held), reported.indicator)


def part_alone(commitment: Commitment, outcome: Outcome, reported: Quantity) -> bool:
    """Whether a reported figure is a part (其中) of another one and the promise speaks of no part."""
    said_before = outcome.text[: max(reported.span.start - outcome.span.start, 0)]
    return (bool(outcome.parent) or PART in said_before) and not commitment.parent and PART not in commitment.text


def named_narrower(promised: str, reported: str, lexicon: Lexicon) -> bool:
    """Whether the name of a reported figure is that of the promise with more in front: 高级茶艺师 of 茶艺师."""
    one, other = object_words(promised, lexicon), object_words(reported, lexicon)
    return bool(one) and one != other and other.endswith(one)


def named_in(promised: Quantity, outcome: Outcome, lexicon: Lexicon) -> bool:
    """Whether the words of a passage hold the name of a promised figure, however they part it: 妇女筛查5万人, 为5万名妇女开展筛查."""
    name = object_words(promised.indicator, lexicon)
    return len(name) >= WHOLE_NAME and share_in_order(name, object_words(outcome.text, lexicon)) == 1


def comparable_pairs(commitment: Commitment, outcome: Outcome, lexicon: Lexicon) -> Iterator[tuple[Place, Quantity, Quantity]]:
    """Promised figures, by their places, with the reported ones that are no thresholds and can be held against them."""
    told = [
        replace(quantity, indicator=name) for quantity in outcome.quantities if not quantity.filter for name in names_of(outcome, quantity)
    ]
    for place, promised in asked_figures(commitment).items():
        for reported in told:
            if can_compare(promised, reported, lexicon):
                yield place, promised, reported


def figure_likeness(promise: tuple[Commitment, Quantity], answer: tuple[Outcome, Quantity], pages: Pages) -> float:
    """How alike what two figures measure is; figures that are selected by other thresholds are of another scope."""
    (commitment, promised), (outcome, reported) = promise, answer
    if not same_threshold(commitment, outcome):
        return NARROWER
    one, other = promised.indicator or commitment.indicator, reported.indicator or outcome.indicator
    alike = indicator_likeness(one, other, pages.lexicon, pages.old.report.place, promised.measure)
    around = pages.contexts[0][commitment.id], pages.contexts[1][outcome.id]
    return max(alike, FROM_CONTEXT if completes(one, other, around, pages.lexicon) else 0.0)


def least_likeness(passage: Passage) -> float:
    """How alike two indicators must be to be one, the more so the less likely the passage is an answer at all."""
    if passage.probability >= LIKELY:
        return LIKELY_AGREE
    return AGREE if passage.probability >= POSSIBLE else SURE


def same_threshold(commitment: Commitment, outcome: Outcome) -> bool:
    """Whether both select by the same thresholds (5000万元以上项目), or one of them by none."""
    one, other = ({(q.value, q.unit) for q in statement.quantities if q.filter} for statement in (commitment, outcome))
    return not one or not other or one == other


def same_list(commitment: Commitment, outcome: Outcome, lexicon: Lexicon) -> bool:
    """Whether promise and report list three or more figures of the same units in the same order."""
    one, other = commitment.quantities, outcome.quantities
    return len(one) == len(other) >= 3 and all(can_compare(p, q, lexicon) for p, q in zip(one, other, strict=True))


def indicator_likeness(promised: str, reported: str, lexicon: Lexicon, place: str = "", measure: Measure | None = None) -> float:
    """How alike two indicators are, of figures of one measure: headline indicators by their name, others by their words.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> indicator_likeness("规上工业增加值", "规模以上工业增加值", zh), indicator_likeness("粮食产量", "棉花产量", zh)
    (1.0, 0.0)
    """
    headlines = name_headline(promised, lexicon, place, measure), name_headline(reported, lexicon, place, measure)
    if headlines[0] and headlines[1]:
        return 1.0 if headlines[0].general == headlines[1].general else NARROWER
    return words_likeness(promised, reported, lexicon)


def share_of_another(one: str, other: str) -> bool:
    """Whether two shares have one whole and are of different parts of it.

    >>> share_of_another("科技支出占财政支出比重", "民生支出占财政支出比重"), share_of_another("科技支出占比", "财政科技支出占比")
    (True, False)
    """
    parts = [words.partition("占")[0] for words in (one, other) if "占" in words]
    return len(parts) == 2 and fuzz.ratio(*parts) < SAME_PART


def kinds_apart(one: str, other: str) -> bool:
    """Whether two names of one length end alike and name another kind in front, the whole apart: 煤炭产能 and 钢铁产能.

    >>> kinds_apart("煤炭产能", "钢铁产能"), kinds_apart("整体产能", "钢铁产能"), kinds_apart("煤炭产能", "产能")
    (True, False, False)
    """
    whole = OVERALL.match(one) or OVERALL.match(other)
    return len(one) == len(other) and one[-2:] == other[-2:] and not whole and differ_in_one_part(one, other)


def words_likeness(promised: str, reported: str, lexicon: Lexicon) -> float:
    """How alike two indicators are without verbs: 1 where they are the same, half where one of them is not named.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> words_likeness("新建高标准农田", "高标准农田", zh), round(words_likeness("充电桩", "公共充电桩", zh), 2)
    (1.0, 0.88)
    """
    promised, reported = (BY_AUTHORITY.sub("上级", words) for words in (promised, reported))
    one, other = (AT_PLACE.sub("", object_words(words, lexicon)) for words in (promised, reported))
    if PAYER.fullmatch(promised) or PAYER.fullmatch(reported):
        return NO_OBJECT
    if promised == reported and len(promised) >= SPECIFIC:
        return 1.0
    if not one or not other:
        return NO_OBJECT
    if any((word in promised) != (word in reported) for word in lexicon.words("narrower")) or share_of_another(one, other):
        return NARROWER
    if kinds_apart(one, other) or opposed(one, other):
        return NARROWER
    if min(len(one), len(other)) < SPECIFIC:
        return (NO_OBJECT if GENERIC.fullmatch(one) else SHORT_NAME) if one == other else UNLIKE
    shorter, longer = sorted((one, other), key=len)
    rest = len(longer) - len(shorter)
    alike = max(fuzz.ratio(one, other) / 100, UNLIKE)
    if longer.endswith(shorter):
        return 1 - MODIFIER * rest
    return min(alike, 1 - OTHER_HEAD * rest) if longer.startswith(shorter) else alike
