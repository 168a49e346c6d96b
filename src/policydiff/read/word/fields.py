"""Fields of a Word file: what is an instruction and what its result; tables of contents, and numbers in circles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from policydiff.read.word.numerals import CIRCLES

CIRCLED = re.compile(r"\s{0,9}EQ\s{1,9}\\o\s{0,9}\\ac\s{0,9}\([○◯]\s{0,9}[,，;]([^()]{1,9})\)", re.IGNORECASE)
"""The formula by which Word lays a circle over a number."""
LONGEST = 200
"""Characters of an instruction that tell what it is."""


@dataclass(slots=True)
class Field:
    """A field that has begun: the beginning of its instruction, and whether its result has come."""

    instruction: str = ""
    result: bool = False

    @property
    def silent(self) -> bool:
        """Whether what stands in it now is no text of the report: an instruction, or an entry of a table of contents."""
        return not self.result or self.instruction.split()[:1] == ["TOC"]


@dataclass(slots=True)
class Fields:
    """The fields that are open, the outermost first; where marks are missing (not ``sound``), nothing is taken for an instruction.

    ``silences`` counts those of them that are silent.
    """

    sound: bool = True
    open: list[Field] = field(default_factory=list)
    silences: int = 0

    @property
    def silent(self) -> bool:
        """Whether what stands here is no text of the report."""
        return self.silences > 0

    def mark(self, kind: str, put: Callable[[str], None]) -> None:
        """A mark of a field: it begins, its result comes, or it ends."""
        if kind == "begin" and self.sound:
            self.open.append(Field())
            self.silences += 1
        elif kind == "separate" and self.open:
            last = self.open[-1]
            self.silences -= last.silent
            last.result = True
            self.silences += last.silent
        elif kind == "end" and self.open:
            self.close(self.open.pop(), put)

    def close(self, last: Field, put: Callable[[str], None]) -> None:
        """The end of a field; a formula that has no result is read as what it shows."""
        self.silences -= last.silent
        if not last.result and (match := CIRCLED.match(last.instruction)):
            put(circled(match.group(1).strip()))

    def instruct(self, words: str) -> None:
        """Words of an instruction; those that come before its result tell what it is."""
        if self.open and not self.open[-1].result and len(self.open[-1].instruction) < LONGEST:
            self.open[-1].instruction += words


def circled(words: str) -> str:
    """A figure in its circle, or what stands there instead of a figure.

    >>> circled("3"), circled("注")
    ('③', '注')
    """
    figure = int(words) if words.isascii() and words.isdigit() else 0
    return CIRCLES[figure - 1] if 0 < figure <= len(CIRCLES) else words
