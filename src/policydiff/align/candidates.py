"""Candidates: the few old commitments that a new one could be, found in time that grows with the text alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np

from policydiff.align.grams import Vectors, count_grams, ends_of, ranks, transposed

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
) -> np.ndarray:
    """Pairs of places worth comparing: that share rare words, looked for from either side, or are nearest in meaning, in order.

    Args:
        keys: the words of the old and the new commitments.
        meanings: a unit row for each.
        together: pairs that are compared whatever they look like.

    Returns:
        A row a pair, the old place and the new one.
    """
    return in_order(share_words(*keys), nearest_in_meaning(*meanings), as_rows(together))


def nearest_in_meaning(old: np.ndarray, new: np.ndarray) -> np.ndarray:
    """For every row of either list the few rows of the other whose cosine is highest: pairs of places, not in order."""
    if not len(old) or not len(new) or max(len(old), len(new)) > MOST_BY_MEANING:
        return as_rows(())
    alike = np.round(old @ new.T, 4)
    return np.vstack([highest(np.ascontiguousarray(alike.T))[:, ::-1], highest(alike)])


def highest(alike: np.ndarray) -> np.ndarray:
    """The few highest entries of every row, each as its row and column; of equal ones the first. The matrix is used up."""
    rows, found = np.arange(len(alike)), []
    for _ in range(min(NEAREST, alike.shape[1])):
        columns = alike.argmax(axis=1)
        found.append(np.column_stack([rows, columns]))
        alike[rows, columns] = -np.inf
    return np.vstack(found)


def find_candidates(old: Sequence[str], new: Sequence[str]) -> list[Place]:
    """Pairs of places (old, new) that share rare words or have the same: each text of either side looks for six at most.

    Either side looks, so that the years the other way round give the same pairs.

    >>> find_candidates(["新建公园三座", "改造老旧小区"], ["改造小区二十个", "开通航线"])
    [(1, 0)]
    """
    return [(one, other) for one, other in in_order(share_words(old, new)).tolist()]


def share_words(old: Sequence[str], new: Sequence[str]) -> np.ndarray:
    """The pairs of `find_candidates`, some of them several times."""
    counts, lengths = two_three([*old, *new])
    olds, news = counts[: len(old)], counts[len(old) :]
    return np.vstack([as_rows(same_words(old, new)), *look(olds, news, lengths), *(pairs[:, ::-1] for pairs in look(news, olds, lengths))])


def as_rows(pairs: Iterable[Place]) -> np.ndarray:
    """Pairs as the rows of a matrix."""
    return np.asarray(list(pairs), dtype=np.int64).reshape(-1, 2)


def in_order(*pairs: np.ndarray) -> np.ndarray:
    """Every pair once, in the order of the new places, then of the old ones."""
    every = np.vstack(pairs)
    line = int(every[:, 0].max(initial=0)) + 1
    codes = np.unique(every[:, 1] * line + every[:, 0])
    return np.column_stack([codes % line, codes // line])


def look(among: Vectors, seekers: Vectors, lengths: np.ndarray) -> Iterator[np.ndarray]:
    """For every seeker the places among the others that share most of its rarest n-grams; of every n-gram the length is given.

    Pairs of a place and a seeker come a part at a time.
    """
    postings = transposed(among)
    held = np.diff(postings.ends)
    worth = np.where(held <= MOST_POSTINGS, lengths / (1 + held), 0.0)
    for start in range(0, len(seekers), CHUNK):
        seeker, gram = rarest(seekers[start : start + CHUNK], held)
        vote, at = postings.entries(gram)
        ballots, ballot = np.unique(seeker[vote] * len(among) + postings.places[at], return_inverse=True)
        votes = np.bincount(ballot, worth[gram][vote], minlength=len(ballots))
        seeker, other = np.divmod(ballots, max(len(among), 1))
        best = np.lexsort((other, -votes, seeker))
        best = best[ranks(seeker[best]) < MOST_CANDIDATES]
        yield np.column_stack([other[best], start + seeker[best]])


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
    return Vectors(
        ends_of(np.bincount(owner[kept], minlength=len(counts))), counts.places[kept], counts.weights[kept], counts.width
    ), lengths
