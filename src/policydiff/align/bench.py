"""The bench: two years of commitments and their candidate pairs, with everything that the comparisons share prepared once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from policydiff.align.candidates import propose_pairs
from policydiff.align.grams import Vectors, gram_vectors, key, row_products, row_sums
from policydiff.align.pairs import Pairs, Scores, rival
from policydiff.align.subjects import subjects_of
from policydiff.align.words import COMMON, Bag, Words, around, best_matches, load_words, make_bag, split_words, unit
from policydiff.lexicons import Lexicon
from policydiff.model import Statement

CLAUSE = re.compile(r"[^，。；：！？,;:!?\n]+")
MOST_WORDS = 32
"""Words of a commitment that are compared one by one; later ones say little new."""
MOST_CLAUSES = 5
REACHES = (1, 2, 4, 8)
"""How many commitments before and after make up the surroundings, each reach counting alike."""
CHUNK = 512
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
    def verbatim(self) -> np.ndarray:
        """Whether the words are the same."""
        numbers: dict[str, int] = {}
        old, new = (
            np.asarray([numbers.setdefault(key, len(numbers)) for key in side.keys], dtype=np.int64) for side in (self.old, self.new)
        )
        return np.asarray(old[self.rows] == new[self.columns])

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
        alike[part] = np.einsum("pd,pd->p", one.take(rows[part], axis=0), other.take(columns[part], axis=0))
    return np.asarray(np.clip(alike, 0.0, 1.0))


def parts(count: int) -> Iterator[slice]:
    """All places up to a count, a part at a time."""
    return (slice(start, start + CHUNK) for start in range(0, count, CHUNK))


def prepare(
    old: Sequence[Statement],
    new: Sequence[Statement],
    headings: tuple[Sequence[str], Sequence[str]],
    lexicon: Lexicon,
    together: Collection[tuple[int, int]] = (),
) -> Bench:
    """Everything that the comparisons share; ``together`` are pairs that are compared whatever they look like."""
    keys = [key(c) for c in old], [key(c) for c in new]
    grams = gram_vectors(*keys)
    words, places = load_words(lexicon), dict[str, int]()
    texts = [read_texts(side, words, places) for side in (old, new)]
    table, rarity = local_words(texts, places, words)
    bags = [make_bag(text.words, text.owners, text.count, rarity, MOST_WORDS) for text in texts]
    totals = [bag.total(table) for bag in bags]
    common = unit(sum(total.sum(axis=0, keepdims=True) for total in totals))
    subjects = weigh_subjects(*keys, lexicon)
    sides = [
        Side(
            keys[k],
            grams[k],
            headings[k],
            bags[k],
            without(totals[k], common),
            without(bags[k].total(table, COMMON), common),
            clause_meanings(texts[k], table, rarity, common),
            subjects[k],
        )
        for k in (0, 1)
    ]
    rows, columns = propose_pairs(keys, (unit(sides[0].meanings), unit(sides[1].meanings)), together).T.copy()
    return Bench(old, new, rows, columns, lexicon, sides[0], sides[1], table)


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of ``count`` commitments, one after the other: the place of each in the table, its commitment, and the clause in there."""

    words: np.ndarray
    owners: np.ndarray
    clauses: np.ndarray
    count: int

    @property
    def held(self) -> np.ndarray:
        """For every commitment its words, each once."""
        width = int(self.words.max(initial=0)) + 1
        return np.unique(self.owners * width + self.words) % width


def read_texts(commitments: Sequence[Statement], words: Words, places: dict[str, int]) -> Reading:
    """The words of some commitments, clause by clause; a word that has no place in the table yet is given the next."""
    found: list[np.ndarray] = [np.zeros((3, 0), dtype=np.int64)]
    for part in parts(len(commitments)):
        texts = enumerate((CLAUSE.findall(commitment.text) for commitment in commitments[part]), part.start)
        clauses = [(row, column, clause) for row, text in texts for column, clause in enumerate(text)]
        split = split_words([clause for _, _, clause in clauses], words.vocabulary)
        read = [places.setdefault(word, len(places)) for text in split for word in text]
        where = np.asarray([clause[:2] for clause in clauses], dtype=np.int64).reshape(-1, 2)
        found.append(np.vstack([read, np.repeat(where, [len(text) for text in split], axis=0).T]) if read else found[0])
    read_words, owners, columns = np.hstack(found)
    return Reading(read_words, owners, columns, len(commitments))


def local_words(texts: Sequence[Reading], places: Mapping[str, int], words: Words) -> tuple[np.ndarray, np.ndarray]:
    """The words of the two years in their places: a table of their vectors (none for a word that was not learnt), and their rarity."""
    table = np.zeros((max(len(places), 1), words.vectors.shape[1]), dtype=np.float32)
    known = [word for word in places if word in words.places]
    table[[places[word] for word in known]] = words.vectors[[words.places[word] for word in known]]
    held = np.bincount(np.concatenate([text.held for text in texts]), minlength=len(places))
    return table, words.rarity(places, held, sum(text.count for text in texts))


def clause_meanings(text: Reading, table: np.ndarray, rarity: np.ndarray, common: np.ndarray) -> np.ndarray:
    """The meaning of the first clauses of every commitment at unit length, a slice a commitment, empty clauses filling it up."""
    first = text.clauses < MOST_CLAUSES
    clauses, owners = np.unique(text.owners[first] * MOST_CLAUSES + text.clauses[first], return_inverse=True)
    bag = make_bag(text.words[first], owners, len(clauses), rarity, MOST_WORDS)
    meanings = np.zeros((text.count * MOST_CLAUSES, table.shape[1]), dtype=np.float32)
    meanings[clauses] = unit(without(bag.total(table), common))
    return meanings.reshape(text.count, MOST_CLAUSES, table.shape[1])


def without(rows: np.ndarray, common: np.ndarray) -> np.ndarray:
    """Every row less its share in a common direction."""
    return np.asarray(rows - (rows @ common.T) * common)


def weigh_subjects(old: Sequence[str], new: Sequence[str], lexicon: Lexicon) -> tuple[Vectors, Vectors]:
    """The subjects of every text, weighted by how rare each is in the two years.

    The weight is 1 for a subject that a single text names, near 0 for one that all name.
    """
    named = subjects_of([*old, *new], lexicon)
    held = np.bincount(named.places, minlength=named.width)
    rarity = 1.01 - np.log(np.maximum(held, 1)) / np.log(max(len(named), 2))
    every = replace(named, weights=rarity[named.places])
    return every[: len(old)], every[len(old) :]
