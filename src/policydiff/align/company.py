"""A second look: what the other links that the first look holds probable say of a pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from policydiff.align.bench import Bench
from policydiff.align.evidence import COMPARISONS
from policydiff.align.pairs import Scores, rival

BESIDE = 2
"""How many commitments before and after count as beside."""


@dataclass(frozen=True)
class First:
    """The bench and how probable the first look holds every pair; what several looks start from is worked out once."""

    bench: Bench
    probable: np.ndarray

    @property
    def size(self) -> tuple[int, int]:
        """How many old and new commitments there are."""
        return len(self.bench.olds), len(self.bench.news)

    @cached_property
    def linked(self) -> Mapping[tuple[int, int], Scores]:
        """For every step down the old and along the new commitments how probable the pair is that lies so far from each pair."""
        line = self.size[0] + BESIDE
        codes = self.bench.columns * line + self.bench.rows
        order = np.argsort(codes, kind="stable")
        steps = [step for step in range(-BESIDE, BESIDE + 1) if step]
        return {(down, along): self.probable_at(codes, order, along * line + down) for down in steps for along in steps}

    def probable_at(self, codes: np.ndarray, order: np.ndarray, step: int) -> Scores:
        """How probable the pairs are whose codes lie a step from those of each pair; 0 for those that are no candidates."""
        known, found = codes[order], np.zeros(len(codes))
        at = np.minimum(np.searchsorted(known, known + step), len(known) - 1)
        found[order] = np.where(known[at] == known + step, self.probable[order][at], 0.0)
        return found

    @cached_property
    def partners(self) -> tuple[Scores, Scores]:
        """How many other partners are probable of the old one, and of the new one."""
        return others(self.probable, self.bench.rows), others(self.probable, self.bench.columns)

    @cached_property
    def rivals(self) -> tuple[Scores, Scores]:
        """How probable the best other partner of the old one is, and that of the new one."""
        return rival(self.probable, self.bench.rows), rival(self.probable, self.bench.columns)


def linked_beside(first: First) -> Scores:
    """Links that are probable between the commitments around the one and those around the other."""
    return np.asarray(np.minimum(sum(first.linked.values()) / (2 * BESIDE), 1.0))


def linked_in_step(first: First) -> Scores:
    """Links that are probable between the two just before and between the two just after."""
    return np.asarray((first.linked[-1, -1] + first.linked[1, 1]) / 2)


def more_partners(first: First) -> Scores:
    """How many other partners are probable of the one that has more of them."""
    return np.asarray(np.maximum(*first.partners))


def fewer_partners(first: First) -> Scores:
    """How many other partners are probable of the one that has fewer of them."""
    return np.asarray(np.minimum(*first.partners))


def others(probable: np.ndarray, places: np.ndarray) -> Scores:
    """For every pair the sum over the other pairs at the same place, at most 3."""
    return np.minimum(np.bincount(places, probable)[places] - probable, 3.0) if len(places) else np.zeros(0)


def surer_than_both(first: First) -> Scores:
    """How much more probable the pair is than the best other partner of either."""
    return np.asarray(first.probable - np.maximum(*first.rivals))


def surer_than_one(first: First) -> Scores:
    """How much more probable the pair is than the best other partner of the one whose best other partner is less probable."""
    return np.asarray(first.probable - np.minimum(*first.rivals))


def linked_sections(first: First) -> Scores:
    """Links that are probable between the two sections, this pair's own and its rivals left out, for their size."""
    bench, (_, news) = first.bench, first.size
    if not len(bench.rows):
        return np.zeros(0)
    old, new = (section_places([c.section for c in side]) for side in (bench.olds, bench.news))
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
    more_partners,
    fewer_partners,
    surer_than_both,
    surer_than_one,
    linked_sections,
)


JOINT: tuple[tuple[str, str], ...] = (
    ("rarest_subject", "rarest_subject"),
    ("same_words", "one_covered"),
    ("shared_words", "contained"),
    ("rarest_subject", "linked_beside"),
    ("contained", "unlike_length"),
    ("same_meaning", "far_meaning"),
    ("same_meaning", "short"),
    ("surer_than_both", "surer_than_both"),
    ("surer_than_one", "surer_than_one"),
)
"""Evidence that says more, or less, together than each alone: the product of the two scores counts as well."""
NAMES = (*(function.__name__ for function in (*COMPARISONS, *LOOKS)), *(" × ".join(names) for names in JOINT))
"""All evidence of the second look, in order."""


def look_again(bench: Bench, compared: Scores, probable: np.ndarray) -> Scores:
    """All evidence of the second look: a row a pair, a column a piece of evidence, in the order of ``NAMES``; four decimals.

    Args:
        bench: the two years.
        compared: the scores of the comparisons.
        probable: how probable the first look holds every pair.
    """
    if not len(bench.rows):
        return np.zeros((0, len(NAMES)))
    first = First(bench, probable)
    looks = np.column_stack([compared, *(look(first) for look in LOOKS)])
    joint = [looks[:, NAMES.index(one)] * looks[:, NAMES.index(other)] for one, other in JOINT]
    return np.asarray(np.round(np.column_stack([looks, *joint]), 4))
