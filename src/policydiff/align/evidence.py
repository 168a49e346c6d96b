"""Evidence: a visible list of comparisons, each a score from 0 to 1 for every candidate pair.

What each comparison is worth in the sum stands in ``alignment.json`` of the language pack, learnt from annotated pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from policydiff.align.grams import Vectors, gram_vectors, key, neighbourhood, row_products
from policydiff.model import Commitment, Role
from policydiff.quantities.compare import can_compare

NEAR, FAR = 2, 8
"""How many commitments before and after make the near and the far neighbourhood."""
QUOTED = re.compile(r"[“《]([^”》]{2,24})[”》]")
Scores = np.ndarray


@dataclass(frozen=True, slots=True)
class Bench:
    """Two lists of commitments and their candidate pairs, prepared for comparison: ``rows`` and ``columns`` name old and new places,
    ``shared`` is the cosine of their n-grams."""

    old: Sequence[Commitment]
    new: Sequence[Commitment]
    old_keys: Sequence[str]
    new_keys: Sequence[str]
    old_vectors: Vectors
    new_vectors: Vectors
    old_headings: Sequence[str]
    new_headings: Sequence[str]
    rows: np.ndarray
    columns: np.ndarray
    shared: np.ndarray

    def compare(self, scorer: Callable[..., float], old: Sequence[str], new: Sequence[str]) -> Scores:
        """A rapidfuzz scorer over every pair."""
        left, right = [old[i] for i in self.rows.tolist()], [new[j] for j in self.columns.tolist()]
        return np.asarray(process.cpdist(left, right, scorer=scorer, dtype=np.float64)) / 100 if left else np.zeros(0)

    def each(self, function: Callable[[Commitment, Commitment], float]) -> Scores:
        """A comparison of two commitments over every pair."""
        pairs = zip(self.rows.tolist(), self.columns.tolist(), strict=True)
        return np.asarray([function(self.old[i], self.new[j]) for i, j in pairs], dtype=float)


def prepare(
    old: Sequence[Commitment],
    new: Sequence[Commitment],
    old_headings: Sequence[str],
    new_headings: Sequence[str],
    pairs: Sequence[tuple[int, int]],
) -> Bench:
    """Everything that the comparisons share, computed once."""
    old_keys, new_keys = [key(c) for c in old], [key(c) for c in new]
    old_vectors, new_vectors = gram_vectors(old_keys, new_keys)
    rows = np.asarray([i for i, _ in pairs], dtype=np.int64)
    columns = np.asarray([j for _, j in pairs], dtype=np.int64)
    shared = row_products(old_vectors, new_vectors, rows, columns)
    return Bench(old, new, old_keys, new_keys, old_vectors, new_vectors, old_headings, new_headings, rows, columns, shared)


def same_words(bench: Bench) -> Scores:
    """How alike the words are in their order: twice the matching characters over all characters."""
    return bench.compare(fuzz.ratio, bench.old_keys, bench.new_keys)


def shared_words(bench: Bench) -> Scores:
    """How many rare words they share, in whatever order: the cosine of character n-grams weighted by rarity."""
    return bench.shared


def contained(bench: Bench) -> Scores:
    """How well the shorter one stands inside the longer one, as when a promise is split, merged or cut short."""
    return bench.compare(fuzz.partial_ratio, bench.old_keys, bench.new_keys)


def same_head(bench: Bench) -> Scores:
    """How alike the first ten characters are."""
    return bench.compare(fuzz.ratio, [k[:10] for k in bench.old_keys], [k[:10] for k in bench.new_keys])


def near_neighbours(bench: Bench) -> Scores:
    """How alike the two commitments before and after are: promises keep their company."""
    return neighbours(bench, NEAR)


def far_neighbours(bench: Bench) -> Scores:
    """How alike the eight commitments before and after are: the theme."""
    return neighbours(bench, FAR)


def neighbours(bench: Bench, reach: int) -> Scores:
    """The cosine of what stands around the two."""
    return row_products(neighbourhood(bench.old_vectors, reach), neighbourhood(bench.new_vectors, reach), bench.rows, bench.columns)


def stands_out(bench: Bench) -> Scores:
    """How far the pair's shared words stand out among the other candidates of either one; half where it is level with the best rival."""
    scores = bench.shared
    best_rival = np.maximum(rival(scores, bench.rows), rival(scores, bench.columns))
    return np.asarray(0.5 + 0.5 * (scores - best_rival))


def rival(scores: Scores, places: np.ndarray) -> Scores:
    """For every pair the best score of another pair at the same place."""
    size = int(places.max()) + 1 if len(places) else 0
    first, second = np.zeros(size), np.zeros(size)
    for score, place in zip(scores, places, strict=True):
        if score > first[place]:
            first[place], second[place] = score, first[place]
        elif score > second[place]:
            second[place] = score
    return np.where(scores >= first[places], second[places], first[places]) if size else np.zeros(0)


def same_section(bench: Bench) -> Scores:
    """How alike the headings are under which they stand."""
    return bench.compare(fuzz.ratio, bench.old_headings, bench.new_headings)


def same_position(bench: Bench) -> Scores:
    """How near they stand to the same part of their reports: 1 at the same place, 0 at opposite ends."""
    old, new = np.linspace(0, 1, max(len(bench.old), 1)), np.linspace(0, 1, max(len(bench.new), 1))
    return 1 - np.abs(old[bench.rows] - new[bench.columns]) if len(bench.rows) else np.zeros(0)


def same_role(bench: Bench) -> Scores:
    """Whether both or neither are headline targets, and both or neither stand in an annex."""
    return bench.each(
        lambda a, b: float((a.role is Role.TARGETS) == (b.role is Role.TARGETS) and (a.role is Role.ANNEX) == (b.role is Role.ANNEX))
    )


def same_indicator(bench: Bench) -> Scores:
    """How alike the indicators are; 0 where one has none."""
    return bench.each(lambda a, b: fuzz.ratio(a.indicator, b.indicator) / 100 if a.indicator and b.indicator else 0.0)


def other_indicator(bench: Bench) -> Scores:
    """1 where both measure something and the indicators have little in common."""
    return bench.each(lambda a, b: float(bool(a.indicator and b.indicator) and fuzz.partial_ratio(a.indicator, b.indicator) < 50))


def comparable_figures(bench: Bench) -> Scores:
    """1 where a figure of one can be held against a figure of the other: same unit and same measure."""
    return bench.each(lambda a, b: float(any(can_compare(p, q) for p in a.quantities for q in b.quantities)))


def figures_differ_in_kind(bench: Bench) -> Scores:
    """1 where both have figures and none of one can be held against one of the other."""
    return bench.each(
        lambda a, b: float(bool(a.quantities and b.quantities) and not any(can_compare(p, q) for p in a.quantities for q in b.quantities))
    )


def same_names(bench: Bench) -> Scores:
    """Names in quotation marks that both use, over all such names; 0 where neither uses any."""
    return bench.each(lambda a, b: overlap(set(QUOTED.findall(a.text)), set(QUOTED.findall(b.text))))


def overlap(one: set[str], other: set[str]) -> float:
    """Shared over all, 0 where there are none."""
    return len(one & other) / len(one | other) if one | other else 0.0


def same_action(bench: Bench) -> Scores:
    """Whether the verbs are the same."""
    return bench.each(lambda a, b: float(bool(a.action) and a.action == b.action))


def short(bench: Bench) -> Scores:
    """1 for pairs of very short texts, where likeness says little; 0 from twenty characters on."""
    return bench.each(lambda a, b: max(0.0, 1 - min(len(a.text), len(b.text)) / 20))


def unlike_length(bench: Bench) -> Scores:
    """How different their lengths are: 0 for the same, near 1 where one is many times the other."""
    return bench.each(lambda a, b: 1 - min(len(a.text), len(b.text)) / max(len(a.text), len(b.text), 1))


COMPARISONS: tuple[Callable[[Bench], Scores], ...] = (
    same_words,
    shared_words,
    contained,
    same_head,
    near_neighbours,
    far_neighbours,
    stands_out,
    same_section,
    same_position,
    same_role,
    same_indicator,
    other_indicator,
    comparable_figures,
    figures_differ_in_kind,
    same_names,
    same_action,
    short,
    unlike_length,
)


def score_pairs(bench: Bench) -> Scores:
    """All comparisons of all pairs: a row a pair, a column a comparison, in the order of ``COMPARISONS``."""
    return np.column_stack([comparison(bench) for comparison in COMPARISONS]) if len(bench.rows) else np.zeros((0, len(COMPARISONS)))
