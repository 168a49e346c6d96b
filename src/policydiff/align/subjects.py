"""What a commitment is about: subjects of policy, each a row of ``subjects.csv`` with the words that name it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from policydiff.align.grams import Vectors
from policydiff.align.trie import Trie
from policydiff.lexicons import Lexicon


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The subjects in order, and a trie of the words that name them; a row of ``named`` holds the subjects of a word."""

    subjects: Sequence[str]
    words: Trie
    named: Vectors


@lru_cache(maxsize=8)
def load_thesaurus(lexicon: Lexicon) -> Thesaurus:
    """The words of the thesaurus and the subjects that they name."""
    rows = sorted((word, row["subject"]) for row in lexicon.rows("subjects") for word in row["words"].split("|"))
    subjects, words = sorted({subject for _, subject in rows}), sorted({word for word, _ in rows})
    places = {subject: place for place, subject in enumerate(subjects)}
    ends = np.asarray([*(bisect_left(rows, (word,)) for word in words), len(rows)], dtype=np.int64)
    named = np.asarray([places[subject] for _, subject in rows], dtype=np.int64)
    return Thesaurus(subjects, Trie(words), Vectors(ends, named, np.ones(len(rows)), len(subjects)))


def subjects_of(texts: Sequence[str], lexicon: Lexicon) -> Vectors:
    """The subjects that every text names, in time that grows with their length: a row a text, a place a subject of the thesaurus."""
    thesaurus = load_thesaurus(lexicon)
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
    found = [np.zeros(0, dtype=np.int64)]
    for places, words in thesaurus.words.find("\0".join(texts)):
        hit, at = thesaurus.named.entries(words)
        owner = np.searchsorted(starts, places[hit], side="right") - 1
        found.append(owner * len(thesaurus.subjects) + thesaurus.named.places[at])
    owner, subjects = np.divmod(np.unique(np.concatenate(found)), len(thesaurus.subjects))
    ends = np.searchsorted(owner, np.arange(len(texts) + 1))
    return Vectors(ends, subjects, np.ones(len(subjects)), len(thesaurus.subjects))


def find_subjects(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The subjects that a text names.

    >>> from policydiff.lexicons import load_lexicon
    >>> sorted(find_subjects("新增托位三百个", load_lexicon("zh")))
    ['托育']
    """
    return frozenset(load_thesaurus(lexicon).subjects[place] for place in subjects_of([text], lexicon).places.tolist())
