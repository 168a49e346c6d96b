"""Candidates: the few old commitments that a new one could be, found in time that grows with the text alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import numpy as np

Grams = set[str]
RAREST = 20
"""How many of a text's rarest n-grams look for candidates."""
MOST_POSTINGS = 25
"""N-grams that stand in more texts than this say too little and would make the search grow faster than the text."""
MOST_CANDIDATES = 6
NEAREST = 5
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
    pairs = {*find_candidates(*keys), *nearest_in_meaning(*meanings), *together}
    return sorted(pairs, key=lambda pair: pair[::-1])


def nearest_in_meaning(old: np.ndarray, new: np.ndarray) -> set[tuple[int, int]]:
    """For every row of either list the few rows of the other whose cosine is highest."""
    if not len(old) or not len(new) or max(len(old), len(new)) > MOST_BY_MEANING:
        return set()
    alike = np.round(old @ new.T, 4)
    from_new = {(i, j) for j, i in highest(np.ascontiguousarray(alike.T))}
    return from_new.union(highest(alike))


def highest(alike: np.ndarray) -> Iterator[tuple[int, int]]:
    """The few highest entries of every row, each as its row and column; of equal ones the first. The matrix is used up."""
    rows = np.arange(len(alike))
    for _ in range(min(NEAREST, alike.shape[1])):
        columns = alike.argmax(axis=1)
        yield from zip(rows.tolist(), columns.tolist(), strict=True)
        alike[rows, columns] = -np.inf


def find_candidates(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places (old, new) that share rare words or have the same: each text of either side looks for six at most.

    Either side looks, so that the years the other way round give the same pairs.

    >>> find_candidates(["新建公园三座", "改造老旧小区"], ["改造小区二十个", "开通航线"])
    [(1, 0)]
    """
    olds, news = [two_three(text) for text in old], [two_three(text) for text in new]
    verbatim = same_words(old, new)
    forth = look(olds, news)
    back = look(news, olds)
    return sorted({*verbatim, *forth, *((one, other) for other, one in back)}, key=lambda pair: pair[::-1])


def look(among: Sequence[Grams], seekers: Sequence[Grams]) -> Iterator[tuple[int, int]]:
    """For every seeker the places among the others that share most of its rarest n-grams."""
    postings: dict[str, list[int]] = defaultdict(list)
    for place, grams in enumerate(among):
        for gram in grams:
            postings[gram].append(place)
    counts = {gram: len(places) for gram, places in postings.items() if len(places) <= MOST_POSTINGS}
    for place, grams in enumerate(seekers):
        known = sorted((counts[gram], gram) for gram in counts.keys() & grams)
        votes: dict[int, float] = defaultdict(float)
        for count, gram in known[:RAREST]:
            for other in postings[gram]:
                votes[other] += len(gram) / (1 + count)
        for other in sorted(votes, key=lambda other: (-votes[other], other))[:MOST_CANDIDATES]:
            yield other, place


def same_words(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places with the same words: each with those around its own turn, where they stand several times."""
    turns: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((old, new)):
        for place, text in enumerate(texts):
            turns[text][side].append(place)
    for olds, news in turns.values():
        for turn, place in enumerate(olds):
            first, last = turn - MOST_CANDIDATES // 2, turn + MOST_CANDIDATES // 2
            yield from ((place, other) for other in news[max(first, 0) : last + 1])


def two_three(text: str) -> Grams:
    """The distinct n-grams of two and three characters."""
    return {text[i : i + n] for n in (2, 3) for i in range(len(text) - n + 1)} or {text}
