"""Assignment: the links that together are most probable, with "no partner" always possible; then splits and merges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

THRESHOLD = 0.4
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

    A dummy column for each old commitment stands for "no partner"; ties fall to the pairs that keep the order, either way round.
    """
    distance = rows / max(size[0] - 1, 1) - columns / max(size[1] - 1, 1)
    gains = probabilities - THRESHOLD + 2e-6 - 1e-6 * distance**2
    dummies = np.arange(size[0])
    costs = np.concatenate([2.0 - gains, np.full(size[0], 2.0)])
    all_rows = np.concatenate([rows, dummies])
    all_columns = np.concatenate([columns, size[1] + dummies])
    graph = sparse.csr_array((costs, (all_rows, all_columns)), shape=(size[0], size[1] + size[0]))
    matched_rows, matched_columns = min_weight_full_bipartite_matching(graph)
    where = {(int(r), int(c)): k for k, (r, c) in enumerate(zip(rows, columns, strict=True))}
    for pair in zip(matched_rows.tolist(), matched_columns.tolist(), strict=True):
        if pair in where:
            yield where[pair]


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
