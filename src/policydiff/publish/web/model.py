"""What the page of a comparison shows, as plain records; the template writes them down and holds no rule of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from policydiff.model import Span, Status, Verdict
from policydiff.publish.charts.gallery import Gallery
from policydiff.publish.page import VERDICT_NAMES, Cell
from policydiff.publish.web.texts import ShownText
from policydiff.publish.web.words import Phrase

SIGNS = {"raised": "▲", "lowered": "▼", "added": "＋", "removed": "－", "tightened": "⇥", "loosened": "⇤"}
"""A sign before the word for a direction, so that it is seen at a glance and never by its colour alone."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Where a row's words stand: spans of the texts as shown, for readers without JavaScript the paragraph they begin in, and for each
    span the page, paragraph or line of the original, where it has such.
    """

    old: tuple[Span, ...]
    new: tuple[Span, ...]
    anchor: str
    old_origins: tuple[str, ...] = ()
    new_origins: tuple[str, ...] = ()

    def written(self, side: str) -> str:
        """The spans of a side for the script.

        >>> Passages((Span(1, 4), Span(9, 12)), (), "old-0").written("old")
        '1-4 9-12'
        """
        return " ".join(f"{span.start}-{span.end}" for span in (self.old if side == "old" else self.new))

    def origin(self, side: str) -> str:
        """Where in the original the spans of a side stand, each place once; empty where the original has only words.

        >>> Passages((), (), "old-0", ("page 1", "page 1", "page 3")).origin("old")
        'page 1, page 3'
        """
        return ", ".join(dict.fromkeys(filter(None, self.old_origins if side == "old" else self.new_origins)))


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is said of a change: what moved (``name``), from what to what, and the word for it with its tone."""

    word: Phrase
    name: str = ""
    old: tuple[Phrase, ...] = ()
    new: tuple[Phrase, ...] = ()
    tone: str = ""

    @property
    def is_word(self) -> bool:
        """Whether its word is all there is to say."""
        return not (self.name or self.old or self.new or self.tone)

    @property
    def sign(self) -> str:
        """The sign of its tone."""
        return SIGNS.get(self.tone, "")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change. ``axes`` is what it can be chosen by, as ``axis.value``; ``size`` is the largest move of a figure in parts of last year's;
    ``uncertain`` is the probability of a match that is told to be uncertain.
    """

    id: str
    status: Status
    section: int
    axes: tuple[str, ...]
    old: Cell
    new: Cell
    said: tuple[Said, ...]
    why: tuple[Phrase, ...]
    passages: Passages
    size: float
    certainty: float
    uncertain: float | None = None

    @property
    def reasons(self) -> tuple[Phrase, ...]:
        """Why it is so, and how probable the match is, where there is one."""
        return (*self.why, Phrase("row.certainty", (f"{self.certainty:.2f}",))) if self.old and self.new else self.why


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A line of the targets table; ``remarks`` is what must be known to read the figures."""

    name: str
    remarks: tuple[Phrase, ...]
    last: Phrase | None
    outcome: Phrase | None
    verdict: Verdict | None
    this: Phrase | None
    direction: str
    ambition: str
    passages: Passages

    @property
    def sign(self) -> str:
        """The sign of its direction."""
        return SIGNS.get(self.direction, "")


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A promise and the passage that answers it; ``uncertain`` is the probability of an answer that is told to be uncertain."""

    section: str
    promise: str
    answer: str
    verdict: Verdict
    why: tuple[Phrase, ...]
    passages: Passages
    uncertain: float | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning: its code, and what it says, in English alone where the table of words has no sentence for it."""

    code: str
    said: Phrase


@dataclass(frozen=True, slots=True)
class Heading:
    """A section under which changes stand; ``is_old`` where only last year's report has it."""

    words: str
    is_old: bool


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report: what it is called, what is known of it, its text; ``side`` is old or new."""

    side: str
    label: Phrase
    about: tuple[Phrase, ...]
    text: ShownText


@dataclass(frozen=True, slots=True)
class Axis:
    """A facet with those of its values that occur, and how often."""

    name: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ComparisonPage:
    """All that the page shows, in its order."""

    title: str
    reports: tuple[ReportShown, ReportShown]
    facts: tuple[tuple[Phrase, ...], ...]
    notices: tuple[Warned, ...]
    targets: tuple[TargetRow, ...]
    gallery: Gallery
    sections: tuple[Heading, ...]
    changes: tuple[ChangeRow, ...]
    single: tuple[TargetRow, ...]
    deliveries: tuple[DeliveryRow, ...]

    @cached_property
    def counts(self) -> dict[Status, int]:
        """How many changes of each status there are."""
        return {status: sum(row.status is status for row in self.changes) for status in Status}

    @cached_property
    def verdicts(self) -> dict[Verdict, int]:
        """How many deliveries of each verdict there are."""
        return {verdict: sum(row.verdict is verdict for row in self.deliveries) for verdict in VERDICT_NAMES}

    @cached_property
    def uncertain(self) -> int:
        """How many deliveries rest on an uncertain match."""
        return sum(row.uncertain is not None for row in self.deliveries)

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The axes on which something moved."""
        found: dict[str, dict[str, int]] = {}
        for name in ordered_axes(axis for row in self.changes for axis in row.axes):
            axis, _, value = name.partition(".")
            found.setdefault(axis, {})[value] = sum(name in row.axes for row in self.changes)
        return tuple(Axis(axis, tuple(values.items())) for axis, values in found.items())


def ordered_axes(names: Iterable[str]) -> list[str]:
    """The axes that occur, in the order of the table of facets.

    >>> ordered_axes(["wording.reworded", "value.lowered", "value.raised", "value.lowered"])
    ['value.raised', 'value.lowered', 'wording.reworded']
    """
    from policydiff.tables.words import FACET_WORDS

    rank = {f"{axis}.{value}": place for place, (axis, value) in enumerate(FACET_WORDS)}
    return sorted(set(names), key=lambda name: (rank.get(name, len(rank)), name))
