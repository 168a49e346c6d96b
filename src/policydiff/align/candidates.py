"""Candidates: the few old commitments that a new one could be, found in time that grows with the text alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter

import numpy as np

from policydiff.align.grams import Vectors, count_grams, ranks, transposed

Place = tuple[int, int]
"""The places of an old and of a new text."""
RAREST = 20
"""How many of a text's rarest n-grams look for candidates."""
MOST_POSTINGS = 25
"""N-grams that stand in more texts than this say too little and would make the search grow faster than the text."""
MOST_CANDIDATES = 6
NEAREST = 5
"""How many of the other year that are nearest in meaning are candidates of each commitment."""
MOST_BY_MEANING = 2000
"""Where either list is longer than this, n-grams alone find candidates: laying all meanings side by side grows with the square."""
CHUNK = 2048
"""Texts that look for candidates at once: bounds the memory."""


def propose_pairs(
    keys: tuple[Sequence[str], Sequence[str]], meanings: tuple[np.ndarray, np.ndarray], together: Collection[Place] = ()
) -> list[Place]:
    """Pairs of places (old, new) worth comparing: that share rare words, looked for from either side, or are nearest in meaning, in order.

    Args:
        keys: the words of the old and the new commitments.
        meanings: a unit row for each.
        together: pairs that are compared whatever they look like.
    """
    return in_order({*find_candidates(*keys), *nearest_in_meaning(*meanings), *together})


def nearest_in_meaning(old: np.ndarray, new: np.ndarray) -> set[Place]:
    """For every row of either list the few rows of the other whose cosine is highest."""
    if not len(old) or not len(new) or max(len(old), len(new)) > MOST_BY_MEANING:
        return set()
    alike = np.round(old @ new.T, 4)
    from_new = {(i, j) for j, i in highest(np.ascontiguousarray(alike.T))}
    return from_new.union(highest(alike))


def highest(alike: np.ndarray) -> Iterator[Place]:
    """The few highest entries of every row, each as its row and column; of equal ones the first. The matrix is used up."""
    rows = np.arange(len(alike))
    for _ in range(min(NEAREST, alike.shape[1])):
        columns = alike.argmax(axis=1)
        yield from zip(rows.tolist(), columns.tolist(), strict=True)
        alike[rows, columns] = -np.inf


def find_candidates(old: Sequence[str], new: Sequence[str]) -> list[Place]:
    """Pairs of places (old, new) that share rare words or have the same: each text of either side looks for six at most.

    Either side looks, so that the years the other way round give the same pairs.

    >>> find_candidates(["新建公园三座", "改造老旧小区"], ["改造小区二十个", "开通航线"])
    [(1, 0)]
    """
    counts, lengths = two_three([*old, *new])
    olds, news = counts[: len(old)], counts[len(old) :]
    back = ((one, other) for other, one in look(news, olds, lengths))
    return in_order({*same_words(old, new), *look(olds, news, lengths), *back})


def in_order(pairs: Iterable[Place]) -> list[Place]:
    """Pairs in the order of the new places, then of the old ones."""
    return sorted(pairs, key=itemgetter(1, 0))


def look(among: Vectors, seekers: Vectors, lengths: np.ndarray) -> Iterator[Place]:
    """For every seeker the places among the others that share most of its rarest n-grams; of every n-gram the length is given."""
    postings = transposed(among)
    held = np.diff(postings.ends)
    worth = np.where(held <= MOST_POSTINGS, lengths / (1 + held), 0.0)
    for start in range(0, len(seekers), CHUNK):
        seeker, gram = rarest(seekers[start : start + CHUNK], held)
        vote, at = postings.entries(gram)
        ballots, ballot = np.unique(seeker[vote] * len(among) + postings.places[at], return_inverse=True)
        votes = np.bincount(ballot, worth[gram][vote], minlength=len(ballots))
        seeker, other = np.divmod(ballots, len(among))
        best = np.lexsort((other, -votes, seeker))
        best = best[ranks(seeker[best]) < MOST_CANDIDATES]
        yield from zip(other[best].tolist(), (start + seeker[best]).tolist(), strict=True)


def rarest(seekers: Vectors, held: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rarest n-grams of every seeker that any of the others have, but not too many: each with the seeker, the rarest first."""
    owner, at = seekers.entries(np.arange(len(seekers)))
    grams = seekers.places[at]
    known = np.flatnonzero((held[grams] > 0) & (held[grams] <= MOST_POSTINGS))
    order = known[np.argsort(owner[known] * (MOST_POSTINGS + 1) + held[grams[known]], kind="stable")]
    order = order[ranks(owner[order]) < RAREST]
    return owner[order], grams[order]


def same_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Place]:
    """Places with the same words: each with those around its own turn, where they stand several times."""
    turns: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((old, new)):
        for place, text in enumerate(texts):
            turns[text][side].append(place)
    for olds, news in turns.values():
        for turn, place in enumerate(olds):
            first, last = turn - MOST_CANDIDATES // 2, turn + MOST_CANDIDATES // 2
            yield from ((place, other) for other in news[max(first, 0) : last + 1])


def two_three(texts: Sequence[str]) -> tuple[Vectors, np.ndarray]:
    """The n-grams of two and three characters that every text has, or its only character, a row a text; and how long they are."""
    counts, lengths = count_grams(texts)
    owner, _ = counts.entries(np.arange(len(counts)))
    kept = (lengths[counts.places] > 1) | (np.diff(counts.ends) == 1)[owner]
    ends = np.cumsum([0, *np.bincount(owner[kept], minlength=len(counts))])
    return Vectors(ends, counts.places[kept], counts.weights[kept], counts.width), lengths
