"""Assignment: the links that together are most probable, with "no partner" always possible; then splits and merges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from math import inf

import numpy as np

THRESHOLD = 0.35
"""Least probability of a link; chosen on annotated pairs so that found and missed links balance."""
EXTRA_THRESHOLD = 0.4
"""Least probability of a further link of a commitment that has a partner: a split or merge wants stronger evidence."""


def assign(rows: np.ndarray, columns: np.ndarray, probabilities: np.ndarray, size: tuple[int, int]) -> list[int]:
    """The candidate pairs that become links, by their place in the list.

    Args:
        rows, columns: the old and new place of every candidate pair.
        probabilities: how probable each is.
        size: how many old and new commitments there are.

    >>> assign(np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([0.9, 0.8, 0.7]), (2, 2))
    [0, 2]
    """
    kept = np.flatnonzero(probabilities >= THRESHOLD)
    if not len(kept):
        return []
    one_to_one = list(best_matching(rows[kept], columns[kept], probabilities[kept], size))
    chosen = {int(kept[k]) for k in one_to_one}
    return sorted(chosen | set(further_links(rows, columns, probabilities, chosen)))


def best_matching(rows: np.ndarray, columns: np.ndarray, probabilities: np.ndarray, size: tuple[int, int]) -> Iterator[int]:
    """One partner at most for each: the sum of what the links gain over no partner is largest.

    A dummy column for each old commitment stands for "no partner"; ties fall to the pairs that keep the order and then to those that come
    first, either way round.
    """
    old_place, new_place = rows / max(size[0] - 1, 1), columns / max(size[1] - 1, 1)
    apart = (old_place - new_place) ** 2
    gains = (probabilities - THRESHOLD + 2e-6 - 1e-6 * apart - 1e-8 * (1 + apart) * (old_place + new_place)).tolist()
    where = {pair: k for k, pair in enumerate(zip(rows.tolist(), columns.tolist(), strict=True))}
    costs: dict[int, dict[int, float]] = defaultdict(dict)
    for (row, column), k in where.items():
        costs[row][column] = -gains[k]
    for row in costs:
        costs[row][size[1] + row] = 0.0
    for column, row in cheapest(costs).items():
        if column < size[1]:
            yield where[row, column]


def cheapest(costs: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """A column for every row, so that the costs together are least: the row of every column taken.

    Every row must have a column that no other row has. Rows come in one by one, each by the cheapest chain of rows that move over
    (Jonker and Volgenant's method for sparse costs); scipy has the same, and takes longer to import than this takes to run.

    >>> cheapest({0: {0: -9.0, 1: -8.0, 8: 0.0}, 1: {0: -7.0, 9: 0.0}})
    {0: 1, 1: 0}
    """
    row_of: dict[int, int] = {}
    column_of: dict[int, int] = {}
    prices: dict[int, float] = defaultdict(float)
    for row in costs:
        settled, came_from = cheapest_chain(row, costs, row_of, prices)
        column, total = next(reversed(settled.items()))
        for passed, distance in settled.items():
            prices[passed] += distance - total
        mover = None
        while mover != row:
            mover = came_from[column]
            row_of[column] = mover
            column_of[mover], column = column, column_of.get(mover, column)
    return row_of


def cheapest_chain(
    start: int, costs: Mapping[int, Mapping[int, float]], row_of: Mapping[int, int], prices: Mapping[int, float]
) -> tuple[dict[int, float], dict[int, int]]:
    """The way from a row to the nearest free column: the columns settled with their distances, the free one last, and from which row."""
    settled: dict[int, float] = {}
    came_from: dict[int, int] = {}
    nearest: dict[int, float] = {}
    waiting: list[tuple[float, int]] = []
    row, base = start, 0.0
    while True:
        for column, cost in costs[row].items():
            distance = base + cost - prices[column]
            if column not in settled and distance < nearest.get(column, inf):
                nearest[column], came_from[column] = distance, row
                heappush(waiting, (distance, column))
        distance, column = heappop(waiting)
        while column in settled:
            distance, column = heappop(waiting)
        settled[column] = distance
        if column not in row_of:
            return settled, came_from
        row = row_of[column]
        base = distance - costs[row][column] + prices[column]


def further_links(rows: np.ndarray, columns: np.ndarray, probabilities: np.ndarray, chosen: set[int]) -> Iterator[int]:
    """Links of commitments left alone to ones that have a partner: one promise split in two, or two merged in one."""
    used = ({int(rows[k]) for k in chosen}, {int(columns[k]) for k in chosen})
    best: dict[tuple[int, int], int] = {}
    for k in np.flatnonzero(probabilities >= EXTRA_THRESHOLD).tolist():
        ends = (int(rows[k]), int(columns[k]))
        for side in (0, 1):
            left_alone = ends[side] not in used[side] and ends[1 - side] in used[1 - side]
            rival = best.get((side, ends[side]))
            if left_alone and (rival is None or probabilities[k] > probabilities[rival]):
                best[side, ends[side]] = k
    yield from best.values()


def components(pairs: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Links that hang together, as the old and the new places of each group, in the order of the new report.

    >>> components([(0, 0), (0, 1), (2, 3)])
    [((0,), (0, 1)), ((2,), (3,))]
    """
    by_old: dict[int, set[int]] = defaultdict(set)
    by_new: dict[int, set[int]] = defaultdict(set)
    for old, new in pairs:
        by_old[old].add(new)
        by_new[new].add(old)
    seen: set[int] = set()
    groups = []
    for start in sorted(by_new):
        if start in seen:
            continue
        olds: set[int] = set()
        news, waiting = {start}, [start]
        while waiting:
            for old in by_new[waiting.pop()] - olds:
                olds.add(old)
                waiting += sorted(by_old[old] - news)
                news |= by_old[old]
        seen |= news
        groups.append((tuple(sorted(olds)), tuple(sorted(news))))
    return groups
