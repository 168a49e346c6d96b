"""A second look: what the other links that the first look holds probable say of a pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from policydiff.align.bench import Bench, Scores
from policydiff.align.evidence import rival

BESIDE = 2
"""How many commitments before and after count as beside."""


@dataclass(frozen=True, slots=True)
class First:
    """The bench and how probable the first look holds every pair."""

    bench: Bench
    probable: np.ndarray

    @property
    def size(self) -> tuple[int, int]:
        """How many old and new commitments there are."""
        return len(self.bench.old.keys), len(self.bench.new.keys)


def linked_beside(first: First) -> Scores:
    """Links that are probable between the commitments around the one and those around the other."""
    rows, columns = first.bench.rows, first.bench.columns
    order, codes = pair_codes(first)
    total = np.zeros(len(rows))
    for down in range(-BESIDE, BESIDE + 1):
        for along in range(-BESIDE, BESIDE + 1):
            if down and along:
                total += look_up(first, order, codes, rows + down, columns + along)
    return np.asarray(np.minimum(total / (2 * BESIDE), 1.0))


def linked_in_step(first: First) -> Scores:
    """Links that are probable between the two just before and between the two just after."""
    order, codes = pair_codes(first)
    rows, columns = first.bench.rows, first.bench.columns
    both = look_up(first, order, codes, rows - 1, columns - 1) + look_up(first, order, codes, rows + 1, columns + 1)
    return np.asarray(both / 2)


def pair_codes(first: First) -> tuple[np.ndarray, np.ndarray]:
    """An order of the pairs and, in that order, a number for the places of each, for looking pairs up."""
    codes = first.bench.rows * (first.size[1] + 1) + first.bench.columns
    order = np.argsort(codes, kind="stable")
    return order, codes[order]


def look_up(first: First, order: np.ndarray, codes: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """How probable the pairs at some places are; 0 for those that are no candidates."""
    if not len(codes):
        return np.zeros(0)
    wanted = rows * (first.size[1] + 1) + columns
    at = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
    inside = (rows >= 0) & (columns >= 0) & (columns < first.size[1]) & (codes[at] == wanted)
    return np.where(inside, first.probable[order[at]], 0.0)


def partners_of_old(first: First) -> Scores:
    """How many other partners of the old one are probable."""
    return others(first.probable, first.bench.rows)


def partners_of_new(first: First) -> Scores:
    """How many other partners of the new one are probable."""
    return others(first.probable, first.bench.columns)


def others(probable: np.ndarray, places: np.ndarray) -> Scores:
    """For every pair the sum over the other pairs at the same place, at most 3."""
    return np.minimum(np.bincount(places, probable)[places] - probable, 3.0) if len(places) else np.zeros(0)


def surer_than_rivals_of_old(first: First) -> Scores:
    """How much more probable the pair is than the best other partner of the old one."""
    return np.asarray(first.probable - rival(first.probable, first.bench.rows))


def surer_than_rivals_of_new(first: First) -> Scores:
    """How much more probable the pair is than the best other partner of the new one."""
    return np.asarray(first.probable - rival(first.probable, first.bench.columns))


def linked_sections(first: First) -> Scores:
    """Links that are probable between the two sections, this pair's own and its rivals left out, for their size."""
    bench, (_, news) = first.bench, first.size
    if not len(bench.rows):
        return np.zeros(0)
    old, new = (section_places([c.section for c in side.commitments]) for side in (bench.old, bench.new))
    i, j = bench.rows, bench.columns
    between, from_old, from_new = (
        added_up(codes, first.probable) for codes in (old[i] * news + new[j], i * news + new[j], old[i] * news + j)
    )
    sizes = np.sqrt(np.bincount(old)[old[i]] * np.bincount(new)[new[j]])
    return np.asarray(np.clip((between - from_old - from_new + first.probable) / sizes, 0.0, 1.0))


def added_up(codes: np.ndarray, probable: np.ndarray) -> np.ndarray:
    """For every pair the sum over all pairs of the same code."""
    _, groups = np.unique(codes, return_inverse=True)
    return np.asarray(np.bincount(groups, probable)[groups])


def section_places(sections: Sequence[str]) -> np.ndarray:
    """Sections as numbers in the order in which they come."""
    numbers = {section: number for number, section in enumerate(dict.fromkeys(sections))}
    return np.asarray([numbers[section] for section in sections], dtype=np.int64)


LOOKS: tuple[Callable[[First], Scores], ...] = (
    linked_beside,
    linked_in_step,
    partners_of_old,
    partners_of_new,
    surer_than_rivals_of_old,
    surer_than_rivals_of_new,
    linked_sections,
)


def look_again(bench: Bench, probable: np.ndarray) -> Scores:
    """All second looks at all pairs: a row a pair, a column a look, in the order of ``LOOKS``; four decimals."""
    if not len(bench.rows):
        return np.zeros((0, len(LOOKS)))
    return np.asarray(np.round(np.column_stack([look(First(bench, probable)) for look in LOOKS]), 4))
