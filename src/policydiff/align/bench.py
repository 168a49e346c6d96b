"""The bench: two years of commitments and their candidate pairs, with everything that the comparisons share prepared once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from policydiff.align.candidates import propose_pairs
from policydiff.align.grams import Vectors, gram_vectors, key, row_products
from policydiff.align.pairs import Pairs, Scores
from policydiff.align.subjects import find_subjects
from policydiff.align.words import COMMON, Bag, Words, around, best_matches, load_words, make_bag, split_words, unit
from policydiff.lexicons import Lexicon
from policydiff.model import Commitment

CLAUSE = re.compile(r"[^，。；：！？,;:!?\n]+")
MOST_WORDS = 32
"""Words of a commitment that are compared one by one; later ones say little new."""
MOST_CLAUSES = 5
REACHES = (1, 2, 4, 8)
"""How many commitments before and after make up the surroundings, each reach counting alike."""


@dataclass(frozen=True, slots=True)
class Side:
    """The commitments of one year, prepared, in their order.

    ``keys`` are their words without punctuation, ``vectors`` their n-grams, ``headings`` what each stands under, ``bag`` their words.
    ``meanings`` are the sums of their word vectors without what all commitments have in common, ``objects`` the same of their rarer words
    alone, ``clauses`` the same for every clause at unit length; ``subjects`` is what they are about.
    """

    keys: Sequence[str]
    vectors: Vectors
    headings: Sequence[str]
    bag: Bag
    meanings: np.ndarray
    objects: np.ndarray
    clauses: np.ndarray
    subjects: Sequence[frozenset[str]]


@dataclass(frozen=True)
class Bench(Pairs):
    """The commitments of two years and their candidate pairs.

    ``table`` holds a vector for every word of either year, ``worth`` how rare every
    subject is. For every pair ``shared`` is the cosine of the n-grams, ``surroundings`` how alike the meanings around the two are, and
    ``overall`` the sum of both and of the likeness of their own meaning, ``covered`` how well the words of the old one are met by like
    words of the new one, and the other way round.
    """

    old: Side
    new: Side
    table: np.ndarray
    worth: Mapping[str, float]
    shared: Scores
    surroundings: Scores
    overall: Scores
    covered: tuple[Scores, Scores]

    def subjects(self, function: Callable[[frozenset[str], frozenset[str]], float]) -> Scores:
        """A comparison of two sets of subjects over every pair."""
        return self.over(function, self.old.subjects, self.new.subjects)

    def weigh(self, subjects: frozenset[str]) -> float:
        """How much some subjects are worth together, added up in a fixed order."""
        return sum(self.worth[subject] for subject in sorted(subjects))

    def products(self, old: np.ndarray, new: np.ndarray) -> Scores:
        """The cosine of two rows over every pair, 0 where they point away from each other."""
        return cosines(old, new, self.rows, self.columns)


def cosines(old: np.ndarray, new: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> Scores:
    """The cosine of row ``rows[k]`` of one matrix and row ``columns[k]`` of the other, 0 where they point away from each other."""
    return np.asarray(np.clip(np.einsum("pd,pd->p", unit(old)[rows], unit(new)[columns]), 0.0, 1.0), dtype=float)


def prepare(
    old: Sequence[Commitment],
    new: Sequence[Commitment],
    headings: tuple[Sequence[str], Sequence[str]],
    lexicon: Lexicon,
    together: Collection[tuple[int, int]] = (),
) -> Bench:
    """Everything that the comparisons share; ``together`` are pairs that are compared whatever they look like."""
    keys = [key(c) for c in old], [key(c) for c in new]
    grams = gram_vectors(*keys)
    texts = [[read_clauses(c.text, load_words(lexicon)) for c in side] for side in (old, new)]
    table, places, rarity = local_words(texts, load_words(lexicon))
    bags = [make_bag([[word for clause in text for word in clause] for text in side], places, rarity, MOST_WORDS) for side in texts]
    common = unit(sum(bag.total(table).sum(axis=0, keepdims=True) for bag in bags))
    subjects = [[find_subjects(text, lexicon) for text in side] for side in keys]
    sides = [
        Side(
            keys[k],
            grams[k],
            headings[k],
            bags[k],
            without(bags[k].total(table), common),
            without(bags[k].total(table, COMMON), common),
            clause_meanings(texts[k], table, places, rarity, common),
            subjects[k],
        )
        for k in (0, 1)
    ]
    pairs = propose_pairs(keys, (unit(sides[0].meanings), unit(sides[1].meanings)), together)
    rows, columns = (np.asarray([pair[k] for pair in pairs], dtype=np.int64) for k in (0, 1))
    shared = row_products(*grams, rows, columns)
    alike = [sides[0].meanings, sides[1].meanings]
    surroundings = np.mean([cosines(around(alike[0], reach), around(alike[1], reach), rows, columns) for reach in REACHES], axis=0)
    overall = shared + cosines(alike[0], alike[1], rows, columns) + surroundings
    covered = best_matches(bags[0], bags[1], table, rows, columns)
    worth = subject_worth(subjects)
    return Bench(old, new, rows, columns, lexicon, sides[0], sides[1], table, worth, shared, surroundings, overall, covered)


def read_clauses(text: str, words: Words) -> list[list[str]]:
    """The words of every clause of a commitment."""
    return [split_words(clause, words.chances) for clause in CLAUSE.findall(text)]


def local_words(
    texts: Sequence[Sequence[Sequence[Sequence[str]]]], words: Words
) -> tuple[np.ndarray, Mapping[str, int], Mapping[str, float]]:
    """The words of the two years: a table of their vectors (none for a word that was not learnt), their places in it, and their rarity."""
    held = Counter(word for side in texts for text in side for word in {word for clause in text for word in clause})
    places = {word: place for place, word in enumerate(sorted(held))}
    table = np.zeros((max(len(places), 1), words.vectors.shape[1]), dtype=np.float32)
    known = [word for word in places if word in words.places]
    table[[places[word] for word in known]] = words.vectors[[words.places[word] for word in known]]
    return table, places, words.rarity(held, sum(map(len, texts)))


def clause_meanings(
    texts: Sequence[Sequence[Sequence[str]]], table: np.ndarray, places: Mapping[str, int], rarity: Mapping[str, float], common: np.ndarray
) -> np.ndarray:
    """The meaning of the first clauses of every commitment at unit length, a slice a commitment, empty clauses filling it up."""
    clauses = [(row, column, clause) for row, text in enumerate(texts) for column, clause in enumerate(text[:MOST_CLAUSES])]
    meanings = np.zeros((len(texts), MOST_CLAUSES, table.shape[1]), dtype=np.float32)
    if clauses:
        bag = make_bag([clause for _, _, clause in clauses], places, rarity, MOST_WORDS)
        meanings[[row for row, _, _ in clauses], [column for _, column, _ in clauses]] = unit(without(bag.total(table), common))
    return meanings


def without(rows: np.ndarray, common: np.ndarray) -> np.ndarray:
    """Every row less its share in a common direction."""
    return np.asarray(rows - (rows @ common.T) * common)


def subject_worth(subjects: Sequence[Sequence[frozenset[str]]]) -> Mapping[str, float]:
    """How rare every subject is in the two years: 1 for one that a single commitment names, near 0 for one that all name."""
    texts = [text for side in subjects for text in side]
    held = Counter(subject for text in texts for subject in text)
    size = float(np.log(max(len(texts), 2)))
    return {subject: 1 - float(np.log(count)) / size + 0.01 for subject, count in held.items()}
