"""Commitments as bags of character n-grams, weighted by how rare each is in the two reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from policydiff.align.trie import CHARACTER_BITS, characters_of

if TYPE_CHECKING:
    from policydiff.model import Statement

BLOCK = 8
"""How many rows are laid out in full at a time."""
CHARACTER_MASK = 2**CHARACTER_BITS - 1
NOT_WORDS = re.compile(r"[\s，；。：！？、,;:!?“”‘’《》（）()\"'—\-]+")


@dataclass(frozen=True, slots=True)
class Vectors:
    """Rows that are mostly zero: row i has the ``weights`` at the ``places`` from ``ends[i]`` up to ``ends[i + 1]``.

    Every place is below ``width``. (scipy has such matrices; to import it takes longer than all that is done here.)
    """

    ends: np.ndarray
    places: np.ndarray
    weights: np.ndarray
    width: int

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, rows: slice) -> Vectors:
        first, last, _ = rows.indices(len(self))
        ends = self.ends[first : last + 1]
        entries = slice(ends[0], ends[-1])
        return Vectors(ends - ends[0], self.places[entries], self.weights[entries], self.width)

    def entries(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The entries of some rows, row after row: for each the position in ``rows`` that it belongs to, and where it stands."""
        starts, lengths = self.ends[rows], self.ends[rows + 1] - self.ends[rows]
        owner = np.repeat(np.arange(len(rows)), lengths)
        return owner, np.arange(len(owner)) + (starts - np.cumsum(lengths) + lengths)[owner]


def transposed(vectors: Vectors) -> Vectors:
    """For every place the rows that have an entry there."""
    order = np.argsort(vectors.places, kind="stable")
    owner, _ = vectors.entries(np.arange(len(vectors)))
    return Vectors(ends_of(np.bincount(vectors.places, minlength=vectors.width)), owner[order], vectors.weights[order], len(vectors))


def ends_of(lengths: np.ndarray) -> np.ndarray:
    """Where rows of some lengths begin and end that stand one after the other.

    >>> ends_of(np.array([2, 1])).tolist()
    [0, 2, 3]
    """
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])


def ranks(owners: np.ndarray) -> np.ndarray:
    """Of a sorted list for every entry how many of the same precede it.

    >>> ranks(np.array([4, 4, 7])).tolist()
    [0, 1, 0]
    """
    return np.arange(len(owners)) - np.searchsorted(owners, owners)


def key(commitment: Statement) -> str:
    """The words of a commitment without punctuation and white space, for comparison.

    >>> NOT_WORDS.sub("", "新建“口袋公园”3个，")
    '新建口袋公园3个'
    """
    return NOT_WORDS.sub("", commitment.text)


def count_grams(texts: Sequence[str]) -> tuple[Vectors, np.ndarray]:
    """How often every text has every n-gram of one to three characters, a row a text, and how long every n-gram is.

    N-grams are numbered as they sort, and stand in that order in every row.

    >>> counts, lengths = count_grams(["减税减", "税"])
    >>> counts.places.tolist(), counts.weights.tolist(), counts.ends.tolist(), lengths.tolist()
    ([0, 1, 2, 3, 4, 3], [2.0, 1.0, 1.0, 1.0, 1.0, 1.0], [0, 5, 6], [1, 2, 3, 1, 2])
    """
    owners, codes = gram_codes(texts)
    vocabulary, places = np.unique(codes, return_inverse=True)
    width = max(len(vocabulary), 1)
    entries, counts = np.unique(owners * width + places, return_counts=True)
    ends = np.searchsorted(entries, np.arange(len(texts) + 1) * width)
    lengths = 1 + sum(vocabulary >> bits & CHARACTER_MASK > 0 for bits in (CHARACTER_BITS, 0))
    return Vectors(ends, entries % width, counts.astype(float), width), lengths


def gram_codes(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Every n-gram of one to three characters in some texts: the text that it stands in, and a number; the numbers sort as n-grams do."""
    characters = characters_of("".join(texts)) + 1
    owner = np.repeat(np.arange(len(texts)), np.asarray(list(map(len, texts)), dtype=np.int64))
    ones = characters << 2 * CHARACTER_BITS
    twos = ones[:-1] | characters[1:] << CHARACTER_BITS
    threes = twos[:-1] | characters[2:]
    whole = owner[:-1] == owner[1:], owner[:-2] == owner[2:]
    owners = owner, owner[:-1][whole[0]], owner[:-2][whole[1]]
    return np.concatenate(owners), np.concatenate([ones, twos[whole[0]], threes[whole[1]]])


def gram_vectors(old: Sequence[str], new: Sequence[str]) -> tuple[Vectors, Vectors]:
    """Unit vectors, one a text: tf-idf over the n-grams that the two reports share a vocabulary of.

    >>> one, other = gram_vectors(["新建公园", "减税"], ["减税"])
    >>> row_products(one, other, np.array([0, 1]), np.array([0, 0])).round(6).tolist()
    [0.0, 1.0]
    """
    counts, _ = count_grams([*old, *new])
    rarity = np.log((1 + len(counts)) / (1 + np.bincount(counts.places, minlength=counts.width))) + 0.1
    every = unit_rows(replace(counts, weights=(1 + np.log(counts.weights)) * rarity[counts.places]))
    return every[: len(old)], every[len(old) :]


def row_sums(vectors: Vectors) -> np.ndarray:
    """The sum of the weights of every row."""
    owner, _ = vectors.entries(np.arange(len(vectors)))
    return np.bincount(owner, vectors.weights, minlength=len(vectors))


def unit_rows(vectors: Vectors) -> Vectors:
    """Every row at unit length, an empty one left empty."""
    norms = np.sqrt(row_sums(replace(vectors, weights=vectors.weights**2)))
    return replace(vectors, weights=vectors.weights / np.repeat(np.where(norms > 0, norms, 1.0), np.diff(vectors.ends)))


def row_products(one: Vectors, other: Vectors, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The scalar product of row ``rows[k]`` of one and row ``columns[k]`` of the other, for every k.

    A few rows of the other at a time are laid out in full, and the entries of their partners looked up in them.
    """
    products, full = np.zeros(len(rows)), np.zeros(BLOCK * one.width)
    order = np.argsort(columns, kind="stable")
    bounds = np.searchsorted(columns[order], np.arange(0, len(other) + BLOCK, BLOCK))
    for block, pairs in enumerate(order[first:last] for first, last in pairwise(bounds)):
        start = block * BLOCK
        row, at = other.entries(np.arange(start, min(start + BLOCK, len(other))))
        laid = row * one.width + other.places[at]
        full[laid] = other.weights[at]
        pair, at = one.entries(rows[pairs])
        met = full[(columns[pairs] - start)[pair] * one.width + one.places[at]]
        products[pairs] = np.bincount(pair, met * one.weights[at], minlength=len(pairs))
        full[laid] = 0.0
    return products
