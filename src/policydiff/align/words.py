"""What words mean: a vocabulary and word vectors learnt from reports, shipped with the language pack as ``word_vectors.json``."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from policydiff.align.grams import ranks
from policydiff.align.trie import Trie
from policydiff.lexicons import Lexicon

RUN = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+")
HAN = "\u4e00"
"""Runs that sort behind it are Chinese."""
LONGEST_WORD = 5
UNKNOWN = -16.0
"""Logarithm of the probability of a character that the vocabulary does not hold."""
COMMON = 4.0
"""A word that more than one clause in e⁴ holds says how, not what."""


class Vocabulary:
    """Words that text is divided into, and the logarithm of the probability of each."""

    def __init__(self, chances: Mapping[str, float]) -> None:
        self.trie, self.chances = Trie(list(chances)), np.asarray(list(chances.values()), dtype=float)


@dataclass(frozen=True, slots=True)
class Words:
    """A vocabulary with, for every word, in how many of ``clauses`` clauses it stood, and its vector.

    ``vectors`` has a unit row for every word; the rows are in the order of ``places``.
    """

    places: Mapping[str, int]
    vocabulary: Vocabulary
    counts: Mapping[str, int]
    clauses: int
    vectors: np.ndarray

    def rarity(self, words: Iterable[str], held_here: np.ndarray, texts: int) -> np.ndarray:
        """How rare every word is in the reports learnt from and in the two at hand: the logarithm of clauses over clauses that hold it."""
        held = np.asarray([self.counts.get(word, 0) for word in words], dtype=np.int64) + held_here
        return np.asarray(np.maximum(np.log((self.clauses + texts) / (1 + held)), 0.05))


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
    vocabulary = Vocabulary(dict(zip(names, logs, strict=True)))
    return Words(places, vocabulary, dict(zip(names, data["clauses_with"], strict=True)), data["clauses"], vectors)


def split_words(texts: Sequence[str], vocabulary: Vocabulary) -> list[list[str]]:
    """The words of every text: of every run of Chinese characters the division that is most probable, of every run of letters the run.

    >>> split_words(["新建公园3座AI"], Vocabulary({"新建": -3.0, "公园": -3.0, "新": -5.0, "建": -5.0, "座": -6.0}))
    [['新建', '公园', '座', 'AI']]
    """
    runs = [RUN.findall(text) for text in texts]
    divided = iter(divide([run for found in runs for run in found if run > HAN], vocabulary))
    return [[word for run in found for word in (next(divided) if run > HAN else [run.upper()])] for found in runs]


def divide(runs: Sequence[str], vocabulary: Vocabulary) -> list[list[str]]:
    """The most probable division of every run of characters into words (Viterbi), in time that grows with their length.

    The runs are laid one after the other with a gap between them that no word bridges, and divided side by side.
    """
    gap = "\0" * LONGEST_WORD
    text = gap + "".join(run + gap for run in runs)
    lengths = np.asarray([len(run) for run in runs], dtype=np.int64)
    starts = LONGEST_WORD + np.cumsum(lengths + LONGEST_WORD) - lengths - LONGEST_WORD
    last = last_words(text, starts, lengths, vocabulary)
    first = first_characters(last, starts, starts + lengths)
    places = np.flatnonzero(first)
    words = [text[place:end] for place, end in zip(places.tolist(), (places + first[places]).tolist(), strict=True)]
    bounds = [0, *np.searchsorted(places, starts + lengths).tolist()]
    return [words[begin:end] for begin, end in pairwise(bounds)]


def last_words(text: str, starts: np.ndarray, lengths: np.ndarray, vocabulary: Vocabulary) -> np.ndarray:
    """For every place inside a run how long the last word is of the most probable division up to there."""
    chances = np.full((len(text) + 1, LONGEST_WORD + 1), -np.inf)
    chances[:, 1] = UNKNOWN
    for length, (places, words) in enumerate(vocabulary.trie.find(text), 1):
        chances[places, length] = vocabulary.chances[words]
    best, last = np.full(len(text) + 1, -np.inf), np.zeros(len(text) + 1, dtype=np.int64)
    best[starts] = 0.0
    order = np.argsort(-lengths, kind="stable")
    tried = np.arange(LONGEST_WORD, 0, -1)
    for done, going in enumerate(np.searchsorted(-lengths[order], -np.arange(lengths.max(initial=0)), side="left").tolist(), 1):
        ends = starts[order[:going]] + done
        before = ends[:, None] - tried
        sums = best[before] + chances[before, tried]
        longest = sums.argmax(axis=1)
        best[ends], last[ends] = sums[np.arange(going), longest], tried[longest]
    return last


def first_characters(last: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Where the words of every run begin, found from its end: at their first places their lengths, 0 elsewhere."""
    first = np.zeros_like(last)
    while len(ends):
        lengths = last[ends]
        ends = ends - lengths
        first[ends] = lengths
        left = ends > starts
        starts, ends = starts[left], ends[left]
    return first


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
            rows = np.flatnonzero(weights[:, column])
            total[rows] += weights[rows, column, None] * table[self.words[rows, column]]
        return total

    def last(self, count: int) -> Bag:
        """The last few words of every text."""
        ends = (self.weights > 0).sum(axis=1)
        at = np.maximum(ends[:, None] - count + np.arange(count), 0)
        given = np.arange(count) >= count - ends[:, None]
        return Bag(np.take_along_axis(self.words, at, axis=1), np.take_along_axis(self.weights, at, axis=1) * given)


def make_bag(words: np.ndarray, owners: np.ndarray, count: int, rarity: np.ndarray, most: int) -> Bag:
    """The first words of every text up to ``most``, in order, weighted by how rare they are.

    Args:
        words, owners: words one after the other, and of which of the ``count`` texts each is.
        rarity: how rare every word is.
        most: how many words of a text are kept.
    """
    turn = ranks(owners)
    kept = turn < most
    at = owners[kept], turn[kept]
    width = int(turn[kept].max(initial=0)) + 1
    bag = Bag(np.zeros((count, width), dtype=np.int32), np.zeros((count, width), dtype=np.float32))
    bag.words[at], bag.weights[at] = words[kept], rarity[words[kept]]
    return bag


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
        likeness = np.matmul(table.take(a, axis=0), table.take(b, axis=0).transpose(0, 2, 1))
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
