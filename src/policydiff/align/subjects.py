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
    named, lengths = subject_words(lexicon), word_lengths(lexicon)
    starts = ((start, lengths.get(text[start : start + 2], ())) for start in range(len(text) - 1))
    stretches = (text[start : start + length] for start, here in starts for length in here)
    return frozenset(subject for stretch in stretches for subject in named.get(stretch, ()))


@lru_cache(maxsize=8)
def word_lengths(lexicon: Lexicon) -> Mapping[str, tuple[int, ...]]:
    """How long the words of the thesaurus are that begin with two characters."""
    found: dict[str, set[int]] = {}
    for word in subject_words(lexicon):
        found.setdefault(word[:2], set()).add(len(word))
    return {head: tuple(sorted(lengths)) for head, lengths in found.items()}
