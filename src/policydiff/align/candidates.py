"""Candidates: the few old commitments that a new one could be, found in time that grows with the text alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np

RAREST = 30
"""How many of a text's rarest n-grams look for candidates."""
MOST_POSTINGS = 40
"""N-grams that stand in more texts than this say too little and would make the search grow faster than the text."""
MOST_CANDIDATES = 20
NEAREST = 8
"""How many of the other year that are nearest in meaning are candidates of each commitment."""
MOST_BY_MEANING = 2000
"""Where either list is longer than this, n-grams alone find candidates: laying all meanings side by side grows with the square."""


def propose_pairs(
    keys: tuple[Sequence[str], Sequence[str]], meanings: tuple[np.ndarray, np.ndarray], together: Collection[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Pairs of places (old, new) worth comparing: that share rare words, looked for from either side, or are nearest in meaning, in order.

    Args:
        keys: the words of the old and the new commitments.
        meanings: a unit row for each.
        together: pairs that are compared whatever they look like.
    """
    old, new = keys
    pairs = {*find_candidates(old, new), *((i, j) for j, i in find_candidates(new, old)), *together}
    return sorted(pairs | nearest_in_meaning(*meanings))


def nearest_in_meaning(old: np.ndarray, new: np.ndarray) -> set[tuple[int, int]]:
    """For every row of either list the few rows of the other whose cosine is highest."""
    if not len(old) or not len(new) or max(len(old), len(new)) > MOST_BY_MEANING:
        return set()
    alike = np.round(old @ new.T, 4)
    best_old = np.argsort(-alike, axis=0, kind="stable")[:NEAREST]
    best_new = np.argsort(-alike, axis=1, kind="stable")[:, :NEAREST]
    from_new = {(int(i), j) for j in range(len(new)) for i in best_old[:, j]}
    return from_new | {(i, int(j)) for i in range(len(old)) for j in best_new[i]}


def find_candidates(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places (old, new) that share rare words, at most twenty for each new text, and those with the same words, in order.

    >>> find_candidates(["新建公园三座", "改造老旧小区"], ["改造小区二十个", "开通航线"])
    [(1, 0)]
    """
    postings: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(old):
        for gram in two_three(text):
            postings[gram].append(place)
    verbatim: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(old):
        verbatim[text].append(place)
    pairs = []
    for place, text in enumerate(new):
        known = sorted((len(postings[gram]), gram) for gram in two_three(text) if gram in postings and len(postings[gram]) <= MOST_POSTINGS)
        votes: dict[int, float] = defaultdict(float)
        for count, gram in known[:RAREST]:
            for other in postings[gram]:
                votes[other] += len(gram) / (1 + count)
        best = sorted(votes, key=lambda other: (-votes[other], other))[:MOST_CANDIDATES]
        pairs += [(other, place) for other in sorted({*best, *verbatim.get(text, ())[:MOST_CANDIDATES]})]
    return pairs


def two_three(text: str) -> set[str]:
    """The distinct n-grams of two and three characters."""
    return {text[i : i + n] for n in (2, 3) for i in range(len(text) - n + 1)} or {text}
