"""The records of decisions: rows as they were read, and those that fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from policydiff.align.constraints import Constraints
from policydiff.model import Notice, OverridesFile, Verdict

LINKED_LABELS = ("continued", "changed")
DROPPED_LABELS = ("reported_delivered", "absorbed", "stated_as_withdrawn", "stated_as_deferred", "not_restated")
VERDICT_LABELS = tuple(map(str, Verdict))


class Action(StrEnum):
    """What a row decides."""

    PAIR = "pair"
    UNPAIR = "unpair"
    RELABEL = "relabel"
    NOTE = "note"


class Mention(NamedTuple):
    """One side of a row: the id and the words of a commitment, either of which may be empty."""

    id: str = ""
    words: str = ""

    @property
    def is_given(self) -> bool:
        """Whether the row names this side at all."""
        return bool(self.id or self.words)

    def __str__(self) -> str:
        return " ".join(filter(None, (self.id, f"“{self.words[:24]}{'…' if len(self.words) > 24 else ''}”" if self.words else "")))


NOBODY = Mention()


@dataclass(frozen=True, slots=True)
class Override:
    """One decision, with the line of the file it stands in. ``label`` belongs to a relabelling."""

    line: int
    action: Action
    old: Mention = NOBODY
    new: Mention = NOBODY
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Overrides:
    """The decisions of one file, in its order."""

    name: str
    sha256: str
    rows: tuple[Override, ...]


NO_OVERRIDES = Overrides("", "", ())


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision that fits: the ids it names, None for a side that it does not name. The new side is a commitment or an outcome."""

    override: Override
    old: str | None
    new: str | None = None
    outcome: str | None = None

    @property
    def is_about_delivery(self) -> bool:
        """Whether it speaks of a promise and its delivery, not of a link."""
        return self.outcome is not None or (self.override.action is Action.RELABEL and self.override.label in VERDICT_LABELS)


@dataclass(frozen=True, slots=True)
class Rulings:
    """All decisions of a file that fit two reports, and the rows that do not, with the reason."""

    file: Overrides = NO_OVERRIDES
    fitting: tuple[Ruling, ...] = ()
    misfits: tuple[tuple[Override, str], ...] = ()

    @property
    def about_delivery(self) -> Rulings:
        """Without what speaks of links, where only deliveries are judged."""
        return replace(self, fitting=tuple(ruling for ruling in self.fitting if ruling.is_about_delivery))

    @property
    def constraints(self) -> Constraints:
        """What the assignment must keep to."""
        about_links = [ruling for ruling in self.fitting if not ruling.is_about_delivery]
        together = [r for r in about_links if r.override.action is Action.PAIR]
        apart = [r for r in about_links if r.override.action is Action.UNPAIR]
        return Constraints(
            together=frozenset((r.old, r.new) for r in together if r.old is not None and r.new is not None),
            apart=frozenset((r.old, r.new) for r in apart if r.old is not None and r.new is not None),
            old_alone=frozenset(r.old for r in apart if r.old is not None and r.new is None),
            new_alone=frozenset(r.new for r in apart if r.new is not None and r.old is None),
        )

    @property
    def cited(self) -> OverridesFile | None:
        """The file as results name it; None where there is none."""
        return (
            None if self.file is NO_OVERRIDES else OverridesFile(self.file.name, self.file.sha256, len(self.file.rows), len(self.fitting))
        )

    @property
    def unused(self) -> tuple[Notice, ...]:
        """A notice ``OVERRIDE_UNUSED`` for each row that did not fit, by line."""
        return tuple(
            Notice("OVERRIDE_UNUSED", f"{self.file.name} line {override.line} ({override.action}) is not used: {reason}")
            for override, reason in sorted(self.misfits, key=lambda misfit: misfit[0].line)
        )

    def without(self, ruling: Ruling, reason: str) -> Rulings:
        """The rulings without one that does not fit after all."""
        return replace(self, fitting=tuple(other for other in self.fitting if other is not ruling)).with_unused(ruling.override, reason)

    def with_unused(self, override: Override, reason: str) -> Rulings:
        """The rulings with a row that did not fit, and why."""
        return replace(self, misfits=(*self.misfits, (override, reason)))

    def citation(self, ruling: Ruling) -> str:
        """What a result says of a decision: what was decided, where that stands, and the note."""
        override = ruling.override
        done = {
            Action.PAIR: "paired by hand",
            Action.UNPAIR: "unpaired by hand",
            Action.RELABEL: f"called {override.label.replace('_', ' ')} by hand",
            Action.NOTE: "noted by hand",
        }[override.action]
        return f"{done} ({self.file.name} line {override.line}){f': {override.note}' if override.note else ''}"


class MisfitError(Exception):
    """A row that fits nothing, with the reason."""
