"""Commitments as bags of character n-grams, weighted by how rare each is in the two reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from policydiff.model import Commitment

LONGEST = 3
BLOCK = 512
"""How many pairs are multiplied at a time."""
NOT_WORDS = re.compile(r"[\s，；。：！？、,;:!?“”‘’《》（）()\"'—\-]+")


def key(commitment: Commitment) -> str:
    """The words of a commitment without punctuation and white space, for comparison.

    >>> NOT_WORDS.sub("", "新建“口袋公园”3个，")
    '新建口袋公园3个'
    """
    return NOT_WORDS.sub("", commitment.text)


def grams(text: str) -> Counter[str]:
    """Character n-grams of one to three characters, with their counts.

    >>> sorted(grams("减税"))
    ['减', '减税', '税']
    """
    return Counter(text[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(text) - n + 1))


def gram_vectors(old: Sequence[str], new: Sequence[str]) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Two matrices of unit rows, a row a text: tf-idf over the n-grams that the two reports share a vocabulary of."""
    counted = [grams(text) for text in (*old, *new)]
    vocabulary = {gram: place for place, gram in enumerate(dict.fromkeys(gram for bag in counted for gram in bag))}
    places = np.fromiter((vocabulary[gram] for bag in counted for gram in bag), dtype=np.int32)
    counts = np.fromiter((count for bag in counted for count in bag.values()), dtype=float)
    ends = np.cumsum([0, *map(len, counted)], dtype=np.int32)
    rarity = np.log((1 + len(counted)) / (1 + np.bincount(places, minlength=len(vocabulary)))) + 0.1
    weights = (1 + np.log(counts)) * rarity[places]
    matrix = unit_rows(sparse.csr_array((weights, places, ends), shape=(len(counted), max(len(vocabulary), 1))))
    return matrix[: len(old)], matrix[len(old) :]


def unit_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    """Every row at unit length, an empty one left empty, and in the order of its columns, in which products are fastest."""
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    unit = sparse.csr_array(sparse.diags_array(1 / np.where(norms > 0, norms, 1.0)) @ matrix)
    unit.sort_indices()
    return unit


def row_products(one: sparse.csr_array, other: sparse.csr_array, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The scalar product of row ``rows[k]`` of one matrix and row ``columns[k]`` of the other, for every k; by blocks, to stay small."""
    blocks = [slice(start, start + BLOCK) for start in range(0, len(rows), BLOCK)]
    products = [one[rows[block]].multiply(other[columns[block]]).sum(axis=1) for block in blocks]
    return np.concatenate(products).ravel() if products else np.zeros(0)


def neighbourhood(vectors: sparse.csr_array, reach: int) -> sparse.csr_array:
    """For every row the unit-length sum of the rows up to ``reach`` before and after it, itself left out."""
    size = vectors.shape[0]
    offsets = [step for step in range(-reach, reach + 1) if step and abs(step) < size]
    if not offsets:
        return vectors * 0
    band = sparse.diags_array([[1.0] * (size - abs(step)) for step in offsets], offsets=offsets, shape=(size, size))
    return unit_rows(sparse.csr_array(band @ vectors))
