"""What a commitment is about: subjects of policy, each a row of ``subjects.csv`` with the words that name it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from policydiff.lexicons import Lexicon


@lru_cache(maxsize=8)
def subject_words(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """For every word of the thesaurus the subjects that it names."""
    named: dict[str, frozenset[str]] = {}
    for row in lexicon.rows("subjects"):
        for word in row["words"].split("|"):
            named[word] = named.get(word, frozenset()) | {row["subject"]}
    return named


def find_subjects(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The subjects that a text names, in time that grows with its length.

    >>> from policydiff.lexicons import load_lexicon
    >>> sorted(find_subjects("新增托位三百个", load_lexicon("zh")))
    ['托育']
    """
    named = subject_words(lexicon)
    longest = max(map(len, named), default=0)
    stretches = (text[start : start + length] for start in range(len(text)) for length in range(2, longest + 1))
    return frozenset(subject for stretch in stretches for subject in named.get(stretch, ()))
