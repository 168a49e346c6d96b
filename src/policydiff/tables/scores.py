"""Scores: how much of what was said is right, and how much of what is annotated was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policydiff.shown import Shown
from policydiff.tables.rows import Row, complete

ALL = "all"


@dataclass(frozen=True, slots=True)
class Score:
    """One measure of one document or pair.

    ``right`` of the ``said`` ones are right, ``found`` of the ``gold`` ones were found.
    Where nothing can be said wrongly, ``said`` is None.

    >>> Score("a", "links", right=8, said=10, found=6, gold=8).f1
    0.7742
    """

    name: str
    measure: str
    found: int
    gold: int
    right: int | None = None
    said: int | None = None

    @property
    def precision(self) -> float | None:
        """Right over said."""
        return None if self.right is None or self.said is None else ratio(self.right, self.said)

    @property
    def recall(self) -> float:
        """Found over annotated."""
        return ratio(self.found, self.gold)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        if self.right is None or self.said is None:
            return None
        precision, recall = self.right / self.said if self.said else 0.0, self.found / self.gold if self.gold else 0.0
        return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


def ratio(part: int, whole: int) -> float:
    """A share to four places, 0 of nothing."""
    return round(part / whole, 4) if whole else 0.0


@dataclass(frozen=True, slots=True, repr=False)
class Evaluation(Shown):
    """All scores of a folder of annotated reports: documents first, then pairs."""

    scores: tuple[Score, ...]

    def pooled(self) -> tuple[Score, ...]:
        """For each measure one score over everything, counted together."""
        return tuple(pool(measure, self.scores) for measure in dict.fromkeys(score.measure for score in self.scores))


def pool(measure: str, scores: Iterable[Score]) -> Score:
    """One score from the counts of several."""
    of_one = [score for score in scores if score.measure == measure]
    said = None if any(score.said is None for score in of_one) else sum(score.said or 0 for score in of_one)
    right = None if said is None else sum(score.right or 0 for score in of_one)
    return Score(ALL, measure, sum(score.found for score in of_one), sum(score.gold for score in of_one), right, said)


def score_rows(evaluation: Evaluation) -> list[Row]:
    """One row a score, then one for each measure over everything."""
    names = ("name", "measure", "precision", "recall", "f1", "right", "said", "found", "gold")
    scores = (*evaluation.scores, *evaluation.pooled())
    return [complete("scores", {name: getattr(score, name) for name in names}) for score in scores]
