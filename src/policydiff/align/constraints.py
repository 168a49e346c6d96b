"""What an assignment must keep to, because a person decided it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from policydiff.align.assignment import assign
from policydiff.model import Commitment

Ids = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of an old and a new id that are together or apart, and ids of either report that have no partner at all."""

    together: frozenset[Ids] = frozenset()
    apart: frozenset[Ids] = frozenset()
    old_alone: frozenset[str] = frozenset()
    new_alone: frozenset[str] = frozenset()

    def forbids(self, old: str, new: str) -> bool:
        """Whether the two must not be linked."""
        return (old, new) in self.apart or old in self.old_alone or new in self.new_alone


FREE = Constraints()
"""Nothing was decided."""


def places_together(constraints: Constraints, old: Sequence[Commitment], new: Sequence[Commitment]) -> set[tuple[int, int]]:
    """The pairs that are together, as places in the two lists."""
    if not constraints.together:
        return set()
    olds, news = {c.id: i for i, c in enumerate(old)}, {c.id: j for j, c in enumerate(new)}
    return {(olds[one], news[other]) for one, other in constraints.together}


def assign_within(
    rows: np.ndarray, columns: np.ndarray, probabilities: np.ndarray, size: tuple[int, int], forced: Sequence[int], barred: Sequence[int]
) -> list[int]:
    """The best assignment that holds every forced pair and no barred one.

    A forced pair that the evidence finds by itself changes nothing. Any other takes the place of the links that its two ends would have
    had; links that are forced as well stay.

    Args:
        rows, columns, probabilities, size: as `assign` takes them.
        forced, barred: places in the list of pairs.

    >>> rows, columns = np.array([0, 0, 1]), np.array([0, 1, 1])
    >>> assign_within(rows, columns, np.array([0.9, 0.8, 0.7]), (2, 2), [1], [])
    [1]
    >>> assign_within(rows, columns, np.array([0.9, 0.8, 0.7]), (2, 2), [0], [2])
    [0, 1]
    """
    allowed = probabilities.copy()
    allowed[list(barred)] = 0.0
    chosen = assign(rows, columns, allowed, size)
    missing = sorted(set(forced) - set(chosen))
    if not missing:
        return chosen
    rivals = np.isin(rows, rows[missing]) | np.isin(columns, columns[missing])
    allowed[rivals] = 0.0
    allowed[list(forced)] = 1.0
    return sorted({*assign(rows, columns, allowed, size), *forced})
