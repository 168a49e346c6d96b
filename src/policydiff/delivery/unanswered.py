"""Why a passage that speaks of a promise answers none of its figures: ordered, named rules, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from policydiff.delivery.figures import AGREE, same_threshold, words_likeness
from policydiff.lexicons import Lexicon
from policydiff.model import Commitment, Outcome, Quantity, Span
from policydiff.quantities.compare import can_compare, is_per_head, same_measure

Taken = frozenset[tuple[str, Span]]
"""Reported figures, by outcome and place, that are held against promised ones."""
NONE_TAKEN: Taken = frozenset()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A promise, those of its figures that no passage answers, and a passage whose figures, if it has any, answer none of them."""

    commitment: Commitment
    left: Sequence[Quantity]
    outcome: Outcome
    lexicon: Lexicon
    taken: Taken

    @property
    def told(self) -> list[Quantity]:
        """The figures of the passage that are no thresholds."""
        return [quantity for quantity in self.outcome.quantities if not quantity.filter]

    @property
    def pairs(self) -> Iterator[tuple[Quantity, Quantity]]:
        """Every promised figure with every reported one."""
        return ((promised, reported) for promised in self.left for reported in self.told)


def another_passage(pair: Unanswered) -> str:
    """Nothing is left to be answered."""
    return "" if pair.left else "another passage of the review gives the figure"


def no_figure(pair: Unanswered) -> str:
    """The passage has no figure, or only thresholds."""
    return "" if pair.told else "the review answers in words, without a figure"


def other_measure(pair: Unanswered) -> str:
    """A growth rate was promised and a level is reported."""
    if any(same_measure(*both) for both in pair.pairs):
        return ""
    promised, reported = next(pair.pairs)
    return f"promised as {promised.measure}, reported as {reported.measure}"


def other_unit(pair: Unanswered) -> str:
    """Units do not convert, or one figure is for each head and the other a total."""
    if any(can_compare(*both, pair.lexicon) for both in pair.pairs):
        return ""
    promised, reported = next(both for both in pair.pairs if same_measure(*both))
    if is_per_head(promised) != is_per_head(reported):
        return "one of the figures is for each head, the other is a total"
    return f"{promised.text} promised and {reported.text} reported are of units that do not convert"


def other_threshold(pair: Unanswered) -> str:
    """5000万元以上项目 and 亿元以上项目 are other projects."""
    return "" if same_threshold(pair.commitment, pair.outcome) else "the two count what other thresholds select"


def held_elsewhere(pair: Unanswered) -> str:
    """The figure is of the right name, and another promise, or another figure of this one, has it."""
    taken = any((pair.outcome.id, reported.span) in pair.taken for reported in of_like_name(pair))
    return "the figure of the passage is held against another promised figure" if taken else ""


def doubtful_passage(pair: Unanswered) -> str:
    """The figure is of a like name, and nothing else tells that it is of the promise."""
    alike = next(of_like_name(pair), None)
    return "the figure of the passage has a like name and may be of something else" if alike else ""


def of_like_name(pair: Unanswered) -> Iterator[Quantity]:
    """The reported figures that compare with a promised one and whose name is like its name."""
    return (
        reported
        for promised, reported in pair.pairs
        if promised.indicator
        and can_compare(promised, reported, pair.lexicon)
        and words_likeness(promised.indicator, reported.indicator, pair.lexicon) >= AGREE
    )


def other_name(pair: Unanswered) -> str:
    """The figures compare, and are not of one thing as far as their names tell."""
    reported = next(reported for promised, reported in pair.pairs if can_compare(promised, reported, pair.lexicon))
    return f"the figure of the passage goes by another name: {reported.indicator or reported.text}"


RULES: tuple[Callable[[Unanswered], str], ...] = (
    another_passage,
    no_figure,
    other_measure,
    other_unit,
    other_threshold,
    held_elsewhere,
    doubtful_passage,
    other_name,
)


def why_no_figure_answers(
    commitment: Commitment, left: Sequence[Quantity], outcome: Outcome, lexicon: Lexicon, taken: Taken = NONE_TAKEN
) -> str:
    """The first reason that holds; the last one always does.

    ``left`` are the figures of the promise that no passage answers, ``taken`` the reported ones that are held against promised ones.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.model import Role, Span
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> def said(record, text):
    ...     return record("1", Span(0, len(text)), text, Span(0, len(text)), "1", Role.PLAN, quantities=tuple(find_quantities(text, zh)))
    >>> promise = said(Commitment, "茶叶产值增长5%。")
    >>> passages = [said(Outcome, words) for words in ("茶叶产值稳定增长。", "茶叶产值达到3亿元。")]
    >>> [why_no_figure_answers(promise, promise.quantities, passage, zh) for passage in passages]
    ['the review answers in words, without a figure', 'promised as growth, reported as level']
    """
    pair = Unanswered(commitment, left, outcome, lexicon, taken)
    return next(reason for rule in RULES if (reason := rule(pair)))
