"""Candidate pairs of two lists of statements, and the comparisons that hold for any two statements, promises or outcomes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from rapidfuzz import process

from policydiff.lexicons import Lexicon
from policydiff.model import Quantity, Statement
from policydiff.quantities.compare import can_compare
from policydiff.quantities.headlines import headline_of, name_headlines

Scores = np.ndarray
T = TypeVar("T")
QUOTED = re.compile(r"[“《]([^”》]{2,24})[”》]")


@dataclass(frozen=True)
class Pairs:
    """Two lists of statements with their candidate pairs: ``rows`` and ``columns`` name the places of an old and of a new one."""

    olds: Sequence[Statement]
    news: Sequence[Statement]
    rows: np.ndarray
    columns: np.ndarray
    lexicon: Lexicon

    def compare(self, scorer: Callable[..., float], old: Sequence[str], new: Sequence[str]) -> Scores:
        """A rapidfuzz scorer over every pair."""
        left, right = [old[i] for i in self.rows.tolist()], [new[j] for j in self.columns.tolist()]
        return np.asarray(process.cpdist(left, right, scorer=scorer, dtype=np.float64)) / 100 if left else np.zeros(0)

    def over(self, function: Callable[[T, T], float], old: Sequence[T], new: Sequence[T], where: np.ndarray | None = None) -> Scores:
        """A comparison of what is known of either end over every pair, or over the pairs ``where`` it can be anything but 0."""
        scores = np.zeros(len(self.rows))
        places = np.arange(len(self.rows)) if where is None else np.flatnonzero(where)
        pairs = zip(self.rows[places].tolist(), self.columns[places].tolist(), strict=True)
        scores[places] = [function(old[i], new[j]) for i, j in pairs]
        return scores

    def over_filled(self, function: Callable[[T, T], float], old: Sequence[T], new: Sequence[T]) -> Scores:
        """A comparison over the pairs of which either end has anything to compare; 0 for the others."""
        filled = [np.asarray(list(map(bool, side)), dtype=bool) for side in (old, new)]
        return self.over(function, old, new, filled[0][self.rows] & filled[1][self.columns])

    def each(self, function: Callable[[Statement, Statement], float], where: np.ndarray | None = None) -> Scores:
        """A comparison of two statements over every pair, or over the pairs ``where`` it can be anything but 0."""
        return self.over(function, self.olds, self.news, where)

    def look_up(self, read: Callable[[Statement], object]) -> tuple[np.ndarray, np.ndarray]:
        """What is read of each statement, for the old and for the new end of every pair; without pairs two empty arrays of flags."""
        old, new = (np.asarray([read(statement) for statement in side]) for side in (self.olds, self.news))
        return (old[self.rows], new[self.columns]) if len(self.rows) else (np.zeros(0, dtype=bool), np.zeros(0, dtype=bool))

    def both(self, read: Callable[[Statement], object]) -> np.ndarray:
        """Whether something holds of both ends of every pair."""
        old, new = self.look_up(lambda statement: bool(read(statement)))
        return np.asarray(np.logical_and(old, new))

    @cached_property
    def have_figures(self) -> np.ndarray:
        """Whether both ends of every pair have figures."""
        return self.both(lambda statement: statement.quantities)

    @cached_property
    def comparable(self) -> Scores:
        """1 where a figure of one end can be held against a figure of the other."""
        return self.with_figures(lambda a, b: float(any_comparable(a, b, self.lexicon)))

    def with_figures(self, function: Callable[[Statement, Statement], float]) -> Scores:
        """A comparison over the pairs of which both have figures, 0 for the others."""
        return self.each(function, self.have_figures)


def same_position(pairs: Pairs) -> Scores:
    """How near they stand to the same part of their reports: 1 at the same place, 0 at opposite ends."""
    old, new = (np.linspace(0, 1, max(len(side), 1)) for side in (pairs.olds, pairs.news))
    return 1 - np.abs(old[pairs.rows] - new[pairs.columns]) if len(pairs.rows) else np.zeros(0)


def comparable_figures(pairs: Pairs) -> Scores:
    """1 where a figure of one can be held against a figure of the other: same unit and same measure."""
    return pairs.comparable


def figures_differ_in_kind(pairs: Pairs) -> Scores:
    """1 where both have figures and none of one can be held against one of the other."""
    return np.where(pairs.have_figures, 1 - pairs.comparable, 0.0)


def any_comparable(old: Statement, new: Statement, lexicon: Lexicon) -> bool:
    """Whether a figure of the one can be held against a figure of the other."""
    return any(can_compare(p, q, lexicon) for p in old.quantities for q in new.quantities)


def other_headlines(pairs: Pairs) -> Scores:
    """1 where both have figures of headline indicators and none is the same: 登记失业率 and 调查失业率."""
    old, new = ([set(name_headlines(statement.quantities, pairs.lexicon)) for statement in side] for side in (pairs.olds, pairs.news))
    return pairs.over_filled(lambda one, other: float(one.isdisjoint(other)), old, new)


def same_sole_headline(pairs: Pairs) -> np.ndarray:
    """Whether both have the only figure that their report sets for a headline indicator, in one unit and measure and for as many years."""
    old, new = (sole_headlines(side, pairs.lexicon) for side in (pairs.olds, pairs.news))
    return pairs.over_filled(lambda one, other: float(not one.isdisjoint(other)), old, new) > 0


def sole_headlines(statements: Sequence[Statement], lexicon: Lexicon) -> list[set[tuple[str, ...]]]:
    """For every statement that is no part (其中) the headline figures that no other statement has a figure of."""
    keys = [{headline_key(statement, quantity, lexicon) for quantity in statement.quantities} - {()} for statement in statements]
    held = Counter(key for own in keys for key in own)
    return [set() if statement.parent else {key for key in own if held[key] == 1} for statement, own in zip(statements, keys, strict=True)]


def headline_key(statement: Statement, quantity: Quantity, lexicon: Lexicon) -> tuple[str, ...]:
    """What must agree for two figures to be one headline target; nothing where the figure is of no headline indicator."""
    headline = None if quantity.filter else headline_of(quantity, lexicon)
    return (headline.general, quantity.unit, str(quantity.measure), str(statement.horizon)) if headline else ()


def same_names(pairs: Pairs) -> Scores:
    """Names in quotation marks that both use, over all such names; 0 where neither uses any."""
    old, new = ([set(QUOTED.findall(statement.text)) for statement in side] for side in (pairs.olds, pairs.news))
    return pairs.over_filled(overlap, old, new)


def overlap(one: set[str], other: set[str]) -> float:
    """Shared over all, 0 where there are none."""
    return len(one & other) / len(one | other) if one and other else 0.0


def rival(scores: Scores, places: np.ndarray) -> Scores:
    """For every pair the best score of another pair at the same place; 0 where it has none."""
    order = np.lexsort((-scores, places))
    sorted_places = places[order]
    first = np.flatnonzero(np.r_[True, sorted_places[1:] != sorted_places[:-1]]) if len(order) else np.zeros(0, dtype=np.int64)
    counts = np.diff(np.r_[first, len(order)])
    best = np.repeat(scores[order][first], counts)
    second = np.repeat(np.where(counts > 1, scores[order][np.minimum(first + 1, len(order) - 1)], 0.0), counts)
    found = np.zeros(len(order))
    found[order] = np.where(scores[order] >= best, second, best)
    return found
