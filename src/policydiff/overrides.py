"""What a person decided about a pair of reports: read from a CSV file, fitted to the two lists of commitments, kept and cited.

A row names the commitments by id, by their words, or by both. The id counts where the report has it; where it has not, because the
outline around it was renumbered, the same words count if they stand there once. A row that fits nothing is reported, never guessed at.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from policydiff.align.constraints import Constraints
from policydiff.lookup import bare_words
from policydiff.model import Change, Extract, Notice, OverridesFile, PolicydiffError, Statement, Status
from policydiff.read.encoding import decode_bytes

MOST_BYTES = 16 * 1024 * 1024
LINKED_LABELS = frozenset({"continued", "changed"})
DROPPED_LABELS = frozenset({"reported_delivered", "absorbed", "stated_as_withdrawn", "not_restated"})
SEPARATORS = ",;\t"


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
    """A decision that fits: the ids it names, None for a side that it does not name."""

    override: Override
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Rulings:
    """All decisions of a file that fit two reports, and a notice for each that does not."""

    file: Overrides = NO_OVERRIDES
    fitting: tuple[Ruling, ...] = ()
    unused: tuple[Notice, ...] = ()

    @property
    def constraints(self) -> Constraints:
        """What the assignment must keep to."""
        chosen = {action: [r for r in self.fitting if r.override.action is action] for action in (Action.PAIR, Action.UNPAIR)}
        apart = chosen[Action.UNPAIR]
        return Constraints(
            together=frozenset((r.old, r.new) for r in chosen[Action.PAIR] if r.old is not None and r.new is not None),
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


class MisfitError(Exception):
    """A row that fits nothing, with the reason."""


def read_overrides(source: str | Path | bytes, *, name: str = "") -> Overrides:
    """Read a file of decisions; rows whose ``action`` is empty decide nothing.

    Args:
        source: a path, or the bytes of the file: CSV with commas, semicolons or tabs, in any encoding that reports may have.
        name: what to call it in results and messages; by default the file's name.

    Raises:
        PolicydiffError: it cannot be read (``NO_FILE``), or a line is malformed (``OVERRIDES``); the message names the line.

    >>> rows = read_overrides("action,old_id,new_text\\npair,2.1-0a1b2c,新建公园3座\\n,,".encode()).rows
    >>> [(str(row.action), row.old.id, row.new.words) for row in rows]
    [('pair', '2.1-0a1b2c', '新建公园3座')]
    """
    data, name = (source, name or "overrides") if isinstance(source, bytes) else (read_file(Path(source)), name or Path(source).name)
    text = decode_bytes(data, name)[0]
    return Overrides(name, hashlib.sha256(data).hexdigest(), tuple(parse_rows(text, name)))


def read_file(path: Path) -> bytes:
    """The bytes of a file, or one clear line that says why not."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise PolicydiffError("NO_FILE", str(path), error.strerror or str(error), "check the name given with --overrides") from error
    if len(data) > MOST_BYTES:
        raise PolicydiffError("TOO_LARGE", str(path), "a file of decisions is never so large", "check the name given with --overrides")
    return data


def parse_rows(text: str, name: str) -> Iterator[Override]:
    """Every row that decides something."""
    head = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=head.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = [cell.strip().lower() for cell in next(table, [])]
        if "action" not in columns:
            raise trouble(
                name, 1, "no column is called action", "write the columns action, old_id, old_text, new_id, new_text, label, note"
            )
        for cells in table:
            if any(cell.strip() for cell in cells[len(columns) :]):
                raise trouble(
                    name, table.line_num, "it has more cells than the first line", "put a text with a separator in quotation marks"
                )
            row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
            if row.get("action"):
                yield parse_row(row, table.line_num, name)
    except csv.Error as error:
        raise trouble(name, table.line_num, str(error), "mend its quotation marks") from error


def parse_row(row: dict[str, str], line: int, name: str) -> Override:
    """One decision; what it lacks is said at once."""
    action = row["action"].lower()
    if action not in list(Action):
        raise trouble(name, line, f"unknown action {row['action']!r}", f"use one of: {', '.join(Action)}; or leave it empty")
    old, new = (Mention(row.get(f"{side}_id", ""), unguarded(row.get(f"{side}_text", ""))) for side in ("old", "new"))
    override = Override(line, Action(action), old, new, row.get("label", "").lower(), unguarded(row.get("note", "")))
    if override.action is Action.PAIR and not (old.is_given and new.is_given):
        raise trouble(name, line, "pair needs an old and a new commitment", "fill in an id or the words on both sides")
    if not (old.is_given or new.is_given):
        raise trouble(name, line, f"{action} names no commitment", "fill in an id or the words")
    if override.action is Action.RELABEL and override.label not in LINKED_LABELS | DROPPED_LABELS:
        labels = ", ".join(sorted(LINKED_LABELS) + sorted(DROPPED_LABELS))
        raise trouble(name, line, f"unknown label {override.label!r}", f"use one of: {labels}")
    if override.action is Action.NOTE and not override.note:
        raise trouble(name, line, "note says nothing", "fill in the column note")
    return override


def unguarded(cell: str) -> str:
    """A text without the apostrophe that keeps spreadsheets from running it."""
    return cell.removeprefix("'")


def trouble(name: str, line: int, what: str, step: str) -> PolicydiffError:
    """A line that cannot be used."""
    return PolicydiffError("OVERRIDES", name, f"line {line}: {what}", step)


def fit_overrides(overrides: Overrides, old: Extract, new: Extract) -> Rulings:
    """Find the commitments that each row names; a row that fits nothing or contradicts one before it becomes a notice."""
    sides = Lookup(old.commitments, "old"), Lookup(new.commitments, "new")
    rulings = Rulings(overrides)
    for override in overrides.rows:
        try:
            ruling = Ruling(override, sides[0].find(override.old), sides[1].find(override.new))
            check_contradiction(ruling, rulings)
        except MisfitError as reason:
            rulings = replace(rulings, unused=(*rulings.unused, unused_notice(override, overrides.name, str(reason))))
        else:
            rulings = replace(rulings, fitting=(*rulings.fitting, ruling))
    return rulings


class Lookup:
    """The commitments of one report by id and by words."""

    def __init__(self, statements: Iterable[Statement], side: str) -> None:
        self.side = side
        self.by_id: dict[str, Statement] = {}
        self.by_words: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            self.by_id[statement.id] = statement
            self.by_words[bare_words(statement.text)].append(statement)

    def find(self, mention: Mention) -> str | None:
        """The id of the commitment that is meant; None where none is named.

        Raises:
            MisfitError: there is no such commitment, or more than one.
        """
        if not mention.is_given:
            return None
        words = bare_words(mention.words)
        known = self.by_id.get(mention.id)
        if known is not None and (not words or bare_words(known.text) == words):
            return known.id
        same = self.by_words.get(words, []) if words else []
        same = [s for s in same if mention.id.startswith(f"{s.section}-")] or same
        if not same:
            raise MisfitError(f"the {self.side} report has no commitment {mention}")
        if len(same) > 1:
            raise MisfitError(f"the {self.side} report has {mention} {len(same)} times; give the id of one, such as {same[0].id}")
        return same[0].id


def check_contradiction(ruling: Ruling, before: Rulings) -> None:
    """Refuse a pair that was parted, or the other way round; of two rows that contradict each other the first counts."""
    if ruling.override.action not in (Action.PAIR, Action.UNPAIR):
        return
    for other in before.fitting:
        if {ruling.override.action, other.override.action} == {Action.PAIR, Action.UNPAIR} and clash(ruling, other):
            raise MisfitError(f"it contradicts line {other.override.line}")


def clash(one: Ruling, other: Ruling) -> bool:
    """Whether a pairing and a parting speak of the same pair; a side that is not named stands for every partner."""
    return all(a is None or b is None or a == b for a, b in ((one.old, other.old), (one.new, other.new)))


def unused_notice(override: Override, name: str, reason: str) -> Notice:
    """``OVERRIDE_UNUSED``: a row of the overrides file that did not fit."""
    return Notice("OVERRIDE_UNUSED", f"{name} line {override.line} ({override.action}) is not used: {reason}")


def apply_overrides(changes: Sequence[Change], rulings: Rulings) -> tuple[tuple[Change, ...], Rulings]:
    """Relabel and cite; every commitment stays in the change it is in.

    Returns:
        The changes in their order, and the rulings without those whose label does not fit the change they name.
    """
    result = list(changes)
    places = {("old", id_): place for place, change in enumerate(changes) for id_ in change.old}
    places |= {("new", id_): place for place, change in enumerate(changes) for id_ in change.new}
    for ruling in rulings.fitting:
        named = sorted({places[side, id_] for side, id_ in (("old", ruling.old), ("new", ruling.new)) if id_ is not None})
        try:
            for place in named:
                relabelled = relabel(result[place], ruling, len(named))
                result[place] = cite(relabelled, citation(ruling, rulings.file.name))
        except MisfitError as reason:
            notice = unused_notice(ruling.override, rulings.file.name, str(reason))
            fitting = tuple(other for other in rulings.fitting if other is not ruling)
            rulings = replace(rulings, fitting=fitting, unused=(*rulings.unused, notice))
    return tuple(result), rulings


def relabel(change: Change, ruling: Ruling, count: int) -> Change:
    """The change under its new label: continued without a figure that moved, changed, or dropped for another reason."""
    label = ruling.override.label
    if ruling.override.action is not Action.RELABEL:
        return change
    if count > 1:
        raise MisfitError("the two commitments are not linked; pair them first")
    if label in DROPPED_LABELS and change.status is Status.DROPPED:
        return replace(change, facets=replace(change.facets, reason=label))
    if label not in LINKED_LABELS or change.status not in (Status.CONTINUED, Status.CHANGED):
        raise MisfitError(f"what is {change.status} cannot be called {label}")
    if label == Status.CHANGED:
        return replace(change, status=Status.CHANGED)
    still = replace(change.facets, value=None, ambition=None, comparator=None, figure=None)
    return replace(change, status=Status.CONTINUED, numeric=(), facets=still)


def cite(change: Change, reason: str) -> Change:
    """The change with one more reason that a person gave; those come before the tool's own."""
    count = len(change.by_hand)
    by_hand = (*change.by_hand, reason)
    return replace(change, by_hand=by_hand, because=(*by_hand, *change.because[count:]))


def citation(ruling: Ruling, name: str) -> str:
    """The line that a change carries for a decision: what was decided, where that stands, and the note."""
    override = ruling.override
    done = {
        Action.PAIR: "paired by hand",
        Action.UNPAIR: "unpaired by hand",
        Action.RELABEL: f"called {override.label} by hand",
        Action.NOTE: "noted by hand",
    }[override.action]
    return f"{done} ({name} line {override.line}){f': {override.note}' if override.note else ''}"
