"""What words mean: a vocabulary and word vectors learnt from reports, shipped with the language pack as ``word_vectors.json``."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from policydiff.lexicons import Lexicon

RUN = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+")
LONGEST_WORD = 5
UNKNOWN = -16.0
"""Logarithm of the probability of a character that the vocabulary does not hold."""
COMMON = 4.0
"""A word that more than one clause in e⁴ holds says how, not what."""


@dataclass(frozen=True, slots=True)
class Words:
    """A vocabulary with, for every word, the logarithm of its probability, in how many of ``clauses`` clauses it stood, and its vector.

    ``vectors`` has a unit row for every word; the rows are in the order of ``places``.
    """

    places: Mapping[str, int]
    chances: Mapping[str, float]
    counts: Mapping[str, int]
    clauses: int
    vectors: np.ndarray

    def rarity(self, held_here: Mapping[str, int], texts: int) -> dict[str, float]:
        """How rare every word is in the reports learnt from and in the two at hand: the logarithm of clauses over clauses that hold it."""
        total = self.clauses + texts
        return {word: max(float(np.log(total / (1 + self.counts.get(word, 0) + held))), 0.05) for word, held in held_here.items()}


@lru_cache(maxsize=8)
def load_words(lexicon: Lexicon) -> Words:
    """The words of a language pack."""
    data = json.loads(lexicon.data("word_vectors.json"))
    names = data["words"]
    vectors = np.frombuffer(base64.b64decode(data["vectors"]), dtype=np.int8).reshape(len(names), -1).astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    uses = data["uses"]
    logs = np.log(np.asarray(uses, dtype=float) / max(sum(uses), 1)).round(4).tolist()
    places = {name: place for place, name in enumerate(names)}
    return Words(places, dict(zip(names, logs, strict=True)), dict(zip(names, data["clauses_with"], strict=True)), data["clauses"], vectors)


def split_words(text: str, chances: Mapping[str, float]) -> list[str]:
    """The words of a text: of every run of Chinese characters the division that is most probable, of every run of letters the run.

    >>> split_words("新建公园3座AI", {"新建": -3.0, "公园": -3.0, "新": -5.0, "建": -5.0, "座": -6.0})
    ['新建', '公园', '座', 'AI']
    """
    return [word for run in RUN.findall(text) for word in (divide(run, chances) if run > "\u4e00" else [run.upper()])]


def divide(run: str, chances: Mapping[str, float]) -> list[str]:
    """The most probable division of a run of characters into words (Viterbi), in time that grows with its length."""
    best, back = [0.0] + [-np.inf] * len(run), [0] * (len(run) + 1)
    for start in range(len(run)):
        for end in range(start + 1, min(start + LONGEST_WORD, len(run)) + 1):
            chance = chances.get(run[start:end], UNKNOWN if end == start + 1 else None)
            if chance is not None and best[start] + chance > best[end]:
                best[end], back[end] = best[start] + chance, start
    words, end = [], len(run)
    while end:
        words.append(run[back[end] : end])
        end = back[end]
    return words[::-1]


@dataclass(frozen=True, slots=True)
class Bag:
    """Some texts as rows of words: their places in a table of vectors, and how much each weighs; a weight of 0 fills a row up."""

    words: np.ndarray
    weights: np.ndarray

    def total(self, table: np.ndarray, least: float = 0.0) -> np.ndarray:
        """The weighted sum of the vectors of every text; ``least`` is taken off every weight, so that common words count for nothing."""
        weights = np.maximum(self.weights - least, 0.0).astype(np.float32)
        total = np.zeros((len(weights), table.shape[1]), dtype=np.float32)
        for column in range(weights.shape[1]):
            total += weights[:, column, None] * table[self.words[:, column]]
        return total

    def last(self, count: int) -> Bag:
        """The last few words of every text."""
        ends = (self.weights > 0).sum(axis=1)
        at = np.maximum(ends[:, None] - count + np.arange(count), 0)
        given = np.arange(count) >= count - ends[:, None]
        return Bag(np.take_along_axis(self.words, at, axis=1), np.take_along_axis(self.weights, at, axis=1) * given)


def make_bag(texts: Sequence[Sequence[str]], places: Mapping[str, int], rarity: Mapping[str, float], most: int) -> Bag:
    """The first words of every text up to ``most``, in order, weighted by how rare they are."""
    width = max(1, min(most, max(map(len, texts), default=1)))
    words, weights = np.zeros((len(texts), width), dtype=np.int32), np.zeros((len(texts), width), dtype=np.float32)
    for row, text in enumerate(texts):
        for column, word in enumerate(text[:width]):
            words[row, column], weights[row, column] = places[word], rarity[word]
    return Bag(words, weights)


CHUNK = 400
"""Pairs compared at once: bounds the memory."""


def best_matches(one: Bag, other: Bag, table: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For every pair how well the words of the one are met by their nearest words in the other, and the other way round.

    The same word meets itself fully, another as far as their vectors agree; rare words count for more. Pairs of like length are compared
    together, so that short texts need not be filled up to the longest; what fills them up has a vector of zeros.
    """
    forth, back = np.zeros(len(rows)), np.zeros(len(rows))
    table = np.vstack([table, np.zeros((1, table.shape[1]), dtype=table.dtype)])
    words = [np.where(bag.weights > 0, bag.words, len(table) - 1) for bag in (one, other)]
    lengths = [(bag.weights > 0).sum(axis=1) for bag in (one, other)]
    order = np.lexsort((lengths[1][columns], lengths[0][rows]))
    for start in range(0, len(rows), CHUNK):
        pairs = order[start : start + CHUNK]
        i, j = rows[pairs], columns[pairs]
        width = [int(length[where].max(initial=1)) for length, where in zip(lengths, (i, j), strict=True)]
        a, b = words[0][i, : width[0]], words[1][j, : width[1]]
        u, v = one.weights[i, : width[0]], other.weights[j, : width[1]]
        likeness = np.matmul(table[a], table[b].transpose(0, 2, 1))
        likeness[a[:, :, None] == b[:, None, :]] = 1.0
        forth[pairs] = met(likeness.max(axis=2), u)
        back[pairs] = met(likeness.max(axis=1), v)
    return forth, back


def met(best: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The mean of how well the words of every text are met at best, by their weights."""
    return np.asarray((np.clip(best, 0.0, 1.0) * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-6))


def unit(rows: np.ndarray) -> np.ndarray:
    """Every row at unit length; an empty one stays empty."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6))


def around(rows: np.ndarray, reach: int) -> np.ndarray:
    """For every row the sum of the rows up to ``reach`` before and after it, itself left out."""
    sums = np.vstack([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])
    at = np.arange(len(rows))
    return np.asarray(sums[np.minimum(at + reach + 1, len(rows))] - sums[np.maximum(at - reach, 0)] - rows)
