"""A trie: many words looked for at every place of a text at once, in time that grows with the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

CHARACTER_BITS = 21
"""A character as a number takes so many bits, so that three, or a node and one, fit into one number."""


class Trie:
    """Words by their beginnings: for every length the beginnings as numbers that sort, and the word that each is, or -1."""

    def __init__(self, words: Sequence[str]) -> None:
        self.levels: list[np.ndarray] = []
        self.words: list[np.ndarray] = []
        lengths = np.asarray([len(word) for word in words], dtype=np.int64)
        spelt = characters_of("".join(word.ljust(lengths.max()) for word in words)).reshape(len(words), -1)
        left, beginnings = np.arange(len(words)), np.zeros(len(words), dtype=np.int64)
        while len(left):
            column = len(self.levels)
            level, beginnings = np.unique(beginnings << CHARACTER_BITS | spelt[left, column], return_inverse=True)
            ended = lengths[left] == column + 1
            whole = np.full(len(level), -1)
            whole[beginnings[ended]] = left[ended]
            self.levels.append(level)
            self.words.append(whole)
            left, beginnings = left[~ended], beginnings[~ended]

    def find(self, text: str) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """For every length of word, from one character on, where words of that length start in a text, and which.

        >>> [(places.tolist(), words.tolist()) for places, words in Trie(["减税", "税", "减税降费"]).find("减税和税")]
        [([1, 3], [1, 1]), ([0], [0]), ([], []), ([], [])]
        """
        characters = characters_of(text)
        places, beginnings = np.arange(len(characters)), np.zeros(len(characters), dtype=np.int64)
        for column, (level, words) in enumerate(zip(self.levels, self.words, strict=True)):
            inside = places < len(characters) - column
            places, beginnings = places[inside], beginnings[inside]
            wanted = beginnings << CHARACTER_BITS | characters[places + column]
            at = np.minimum(np.searchsorted(level, wanted), len(level) - 1)
            found = level[at] == wanted
            places, beginnings = places[found], at[found]
            whole = words[beginnings] >= 0
            yield places[whole], words[beginnings][whole]


def characters_of(text: str) -> np.ndarray:
    """The characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
