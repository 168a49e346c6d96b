"""Which reported figure answers a promised one, and why one that looks like it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from policydiff.delivery.passages import Passage, object_words
from policydiff.lexicons import Lexicon
from policydiff.model import Commitment, Extract, Horizon, Measure, Outcome, Quantity
from policydiff.quantities.compare import AMOUNTS, converted, may_answer

AGREE = 0.72
"""Likeness of two indicators from which they are one."""
LIKELY_AGREE = 0.42
"""The same where the passage is a likely answer in the first place."""
LIKELY = 0.5
"""Probability from which a passage is a likely answer."""
NARROWER = 0.3
"""Likeness of an indicator to one of a narrower scope (rows of ``narrower.csv``): part of a whole does not answer for it."""
FAR, FAR_IN_LONG_REVIEW = 3, 2
"""An amount so many times the promise, or so small a part of it, is one of another scope or period; in a review of several years sooner."""


SUMS = AMOUNTS | {Measure.CHANGE}


@dataclass(frozen=True, slots=True)
class Match:
    """A reported figure for a promised one: how alike the indicators are, and what stands against holding it up to the promise."""

    passage: Passage
    reported: Quantity
    likeness: float
    doubt: str = ""

    @property
    def outcome(self) -> Outcome:
        """The outcome that holds the figure."""
        return self.passage.outcome

    @property
    def is_same_indicator(self) -> bool:
        """Whether the two figures measure the same, as far as the words say."""
        return self.likeness >= (LIKELY_AGREE if self.passage.probability >= LIKELY else AGREE)


def match_figures(commitment: Commitment, passages: Sequence[Passage], later: Extract, lexicon: Lexicon) -> dict[int, Match]:
    """For every figure of a promise, by its place, the reported figure that answers it best; each reported one is used once.

    A figure without doubt goes before one with, the more alike indicator before the less alike one.
    """
    promised = [(place, quantity) for place, quantity in enumerate(commitment.quantities) if not quantity.filter]
    found = [
        (bool(match.doubt), -match.likeness, -passage.probability, place, match.reported.span, match)
        for place, quantity in promised
        for passage in passages
        for match in matches(commitment, place, quantity, passage, later, lexicon)
        if match.is_same_indicator
    ]
    chosen: dict[int, Match] = {}
    used = set()
    for _, _, _, place, span, match in sorted(found, key=lambda row: row[:5]):
        if place not in chosen and span not in used:
            chosen[place] = match
            used.add(span)
    return chosen


def matches(commitment: Commitment, place: int, promised: Quantity, passage: Passage, later: Extract, lexicon: Lexicon) -> Iterator[Match]:
    """The figures of a passage that are of the promised measure, in a unit that converts."""
    reported = [quantity for quantity in passage.outcome.quantities if not quantity.filter]
    for number, quantity in enumerate(reported):
        if may_answer(promised, quantity, lexicon):
            named = promised.indicator or commitment.indicator, quantity.indicator or passage.outcome.indicator
            likeness = indicator_likeness(*named, lexicon)
            if same_list(commitment, passage.outcome, lexicon) and number == place:
                likeness = max(likeness, AGREE)
            yield Match(passage, quantity, likeness, doubt(commitment, promised, passage.outcome, quantity, later, lexicon))


def same_list(commitment: Commitment, outcome: Outcome, lexicon: Lexicon) -> bool:
    """Whether promise and report list three or more figures of the same units in the same order."""
    one, other = commitment.quantities, outcome.quantities
    return len(one) == len(other) >= 3 and all(may_answer(p, q, lexicon) for p, q in zip(one, other, strict=True))


def indicator_likeness(promised: str, reported: str, lexicon: Lexicon) -> float:
    """How alike two indicators are without verbs: 1 where they are the same, half where one of them is not named.

    >>> from policydiff.lexicons import load_lexicon
    >>> indicator_likeness("新建高标准农田", "高标准农田", load_lexicon("zh"))
    1.0
    """
    one, other = object_words(promised, lexicon), object_words(reported, lexicon)
    if len(one) < 2 or len(other) < 2:
        return 0.5
    if any(word in other and word not in one for word in lexicon.words("narrower")):
        return NARROWER
    shorter, longer = sorted((one, other), key=len)
    contained = 1 - 0.06 * (len(longer) - len(shorter)) if shorter in longer and len(shorter) > 1 else 0.0
    return max(contained, fuzz.ratio(one, other) / 100)


def doubt(commitment: Commitment, promised: Quantity, outcome: Outcome, reported: Quantity, later: Extract, lexicon: Lexicon) -> str:
    """Why a figure of the same indicator does not answer the promise, empty where nothing stands against it."""
    if commitment.horizon is Horizon.MULTI_YEAR:
        return "the promise is for several years, the review reports on one"
    for period, pattern in period_cues(lexicon):
        if pattern.search(words_before(reported, outcome, later, period)) and not pattern.search(commitment.text):
            return PERIOD_DOUBTS[period]
    return far_off(promised, reported, outcome, lexicon)


PERIOD_DOUBTS = {
    "total": "the review reports a total over several years",
    "part": "the review reports on a part of the year",
    "other_scope": "the review leaves out something that the promise does not",
    "start": "the figure is where the change began, not where it ended",
}


@lru_cache(maxsize=8)
def period_cues(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Words before a figure by which it is one of another period or scope (rows of ``periods.csv``)."""
    return tuple((row["period"], re.compile(row["pattern"])) for row in lexicon.rows("periods"))


def words_before(reported: Quantity, outcome: Outcome, later: Extract, period: str) -> str:
    """The words before a figure: of its statement, or for a scope left out of the whole sentence."""
    start = outcome.sentence.start if period in ("other_scope", "part") else outcome.span.start
    return later.report.source.text[start : reported.span.start]


def far_off(promised: Quantity, reported: Quantity, outcome: Outcome, lexicon: Lexicon) -> str:
    """Whether an amount is so far from the promise that it must be of another scope or period."""
    value = converted(reported, promised.unit, lexicon)
    if promised.measure not in SUMS or value is None or not promised.value or not value:
        return ""
    if outcome.horizon is Horizon.MULTI_YEAR and value > FAR_IN_LONG_REVIEW * promised.value:
        return "the review covers several years and the figure is more than twice the promise for one"
    if promised.measure in AMOUNTS and not 1 / FAR <= value / promised.value <= FAR:
        return f"the figure is {FAR} times or more away from the promise: probably another scope or period"
    return ""


def is_rate(quantity: Quantity) -> bool:
    """Whether a figure is a rate, for which a shortfall counts in points."""
    return quantity.measure in (Measure.GROWTH, Measure.SHARE) or quantity.unit in ("%", "pp")
