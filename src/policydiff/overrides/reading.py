"""From a CSV file to decisions, or to one clear line that says why not."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from policydiff.guards import unguarded
from policydiff.model import PolicydiffError
from policydiff.overrides.decisions import DROPPED_LABELS, LINKED_LABELS, VERDICT_LABELS, Action, Mention, Override, Overrides
from policydiff.read.encoding import decode_bytes

MOST_BYTES = 16 * 1024 * 1024
SEPARATORS = ",;\t"
LABELS = (*LINKED_LABELS, *DROPPED_LABELS, *VERDICT_LABELS)


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
    if override.action is Action.RELABEL and override.label not in LABELS:
        raise trouble(name, line, f"unknown label {override.label!r}", f"use one of: {', '.join(LABELS)}")
    if override.action is Action.RELABEL and override.label in VERDICT_LABELS and not old.is_given:
        raise trouble(name, line, f"{override.label} names no promise", "fill in the id or the words of the old commitment")
    if override.action is Action.NOTE and not override.note:
        raise trouble(name, line, "note says nothing", "fill in the column note")
    return override


def trouble(name: str, line: int, what: str, step: str) -> PolicydiffError:
    """A line that cannot be used."""
    return PolicydiffError("OVERRIDES", name, f"line {line}: {what}", step)
