"""The bench: two years of commitments and their candidate pairs, with everything that the comparisons share prepared once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from policydiff.align.candidates import propose_pairs
from policydiff.align.grams import Vectors, gram_vectors, key, row_products, row_sums
from policydiff.align.pairs import Pairs, Scores, rival
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
CHUNK = 4096
"""Pairs whose rows are laid side by side at once: bounds the memory."""


@dataclass(frozen=True, slots=True)
class Side:
    """The commitments of one year, prepared, in their order.

    ``keys`` are their words without punctuation, ``vectors`` their n-grams, ``headings`` what each stands under, ``bag`` their words.
    ``meanings`` are the sums of their word vectors without what all commitments have in common, ``objects`` the same of their rarer words
    alone, ``clauses`` the same for every clause at unit length; ``subjects`` is what they are about, a place a subject, its weight how rare
    it is.
    """

    keys: Sequence[str]
    vectors: Vectors
    headings: Sequence[str]
    bag: Bag
    meanings: np.ndarray
    objects: np.ndarray
    clauses: np.ndarray
    subjects: Vectors


@dataclass(frozen=True)
class Bench(Pairs):
    """The commitments of two years and their candidate pairs.

    ``table`` holds a vector for every word of either year. What several comparisons start from is worked out once, for every pair.
    """

    old: Side
    new: Side
    table: np.ndarray

    @cached_property
    def shared(self) -> Scores:
        """The cosine of the n-grams."""
        return row_products(self.old.vectors, self.new.vectors, self.rows, self.columns)

    @cached_property
    def meaning(self) -> Scores:
        """The cosine of the meanings."""
        return self.products(self.old.meanings, self.new.meanings)

    @cached_property
    def objects(self) -> Scores:
        """The cosine of the meanings of the rarer words alone."""
        return self.products(self.old.objects, self.new.objects)

    @cached_property
    def around(self) -> Mapping[int, Scores]:
        """For every reach how alike the meanings around the two are."""
        return {reach: self.products(*(around(side.meanings, reach) for side in (self.old, self.new))) for reach in REACHES}

    @cached_property
    def surroundings(self) -> Scores:
        """How alike the meanings around the two are, every reach counting alike."""
        return np.asarray(np.mean(list(self.around.values()), axis=0))

    @cached_property
    def overall(self) -> Scores:
        """The likeness of words, of meaning and of surroundings together."""
        return np.asarray(self.shared + self.meaning + self.surroundings)

    @cached_property
    def rivals(self) -> tuple[Scores, Scores]:
        """How alike overall the best other pair of the old one is, and that of the new one."""
        return rival(self.overall, self.rows), rival(self.overall, self.columns)

    @cached_property
    def covered(self) -> tuple[Scores, Scores]:
        """How well the words of the old one are met by like words of the new one, and the other way round."""
        return best_matches(self.old.bag, self.new.bag, self.table, self.rows, self.columns)

    @cached_property
    def subjects_met(self) -> tuple[np.ndarray, np.ndarray]:
        """The subjects that both of a pair name: for each the pair that it belongs to, and how rare it is."""
        old, new = self.old.subjects, self.new.subjects
        owner, _ = new.entries(np.arange(len(new)))
        named = np.zeros((len(new), new.width), dtype=bool)
        named[owner, new.places] = True
        pair, at = old.entries(self.rows)
        met = named[self.columns[pair], old.places[at]]
        return pair[met], old.weights[at[met]]

    @cached_property
    def subjects_shared(self) -> Scores:
        """How much the subjects are worth together that both name."""
        return np.bincount(*self.subjects_met, minlength=len(self.rows))

    @cached_property
    def subjects_named(self) -> tuple[Scores, Scores]:
        """How much the subjects are worth together that the old one names, and those that the new one names."""
        return row_sums(self.old.subjects)[self.rows], row_sums(self.new.subjects)[self.columns]

    def products(self, old: np.ndarray, new: np.ndarray) -> Scores:
        """The cosine of two rows over every pair, 0 where they point away from each other."""
        return cosines(old, new, self.rows, self.columns)


def cosines(old: np.ndarray, new: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> Scores:
    """The cosine of row ``rows[k]`` of one matrix and row ``columns[k]`` of the other, 0 where they point away from each other."""
    one, other, alike = unit(old), unit(new), np.zeros(len(rows))
    for part in parts(len(rows)):
        alike[part] = np.einsum("pd,pd->p", one[rows[part]], other[columns[part]])
    return np.asarray(np.clip(alike, 0.0, 1.0))


def parts(count: int) -> Iterator[slice]:
    """All places up to a count, a part at a time."""
    return (slice(start, start + CHUNK) for start in range(0, count, CHUNK))


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
    subjects = subject_vectors(*([find_subjects(text, lexicon) for text in side] for side in keys))
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
    return Bench(old, new, rows, columns, lexicon, sides[0], sides[1], table)


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


def subject_vectors(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> tuple[Vectors, Vectors]:
    """The subjects of every commitment, weighted by how rare each is in the two years.

    The weight is 1 for a subject that a single commitment names, near 0 for one that all name.
    """
    texts = [sorted(subjects) for subjects in (*old, *new)]
    places = {subject: place for place, subject in enumerate(sorted({subject for text in texts for subject in text}))}
    named = np.asarray([places[subject] for text in texts for subject in text], dtype=np.int64)
    rarity = 1.01 - np.log(np.maximum(np.bincount(named, minlength=len(places)), 1)) / np.log(max(len(texts), 2))
    every = Vectors(np.cumsum([0, *map(len, texts)]), named, rarity[named], max(len(places), 1))
    return every[: len(old)], every[len(old) :]
