"""Candidates: the few old commitments that a new one could be, found in time that grows with the text alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

RAREST = 30
"""How many of a text's rarest n-grams look for candidates."""
MOST_POSTINGS = 40
"""N-grams that stand in more texts than this say too little and would make the search grow faster than the text."""
MOST_CANDIDATES = 20


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
