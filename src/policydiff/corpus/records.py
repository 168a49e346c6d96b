"""What stands beside the tables of a corpus: lists of files as CSV, and the manifest of the run."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from policydiff.corpus.store import Store
from policydiff.publish.csv_tables import write_rows


@dataclass(frozen=True, slots=True)
class Failure:
    """A report, a pair or a place of which there are no results: at which stage it failed, with which code, and why."""

    file: str
    stage: str
    place: str
    year: int | None
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file or self.place}: {self.code}: {self.message}"


@dataclass(frozen=True, slots=True)
class Alternate:
    """A file that was not used, as another is the source of its report: ``used`` names that one."""

    file: str
    place: str
    year: int | None
    used: str
    reason: str


LISTS = {
    "failures": ("file", "stage", "place", "year", "code", "message"),
    "skipped": ("file", "reason"),
    "alternates": ("file", "place", "year", "used", "reason"),
}
"""The columns of the lists."""


def write_list(store: Store, to: Path, name: str, records: Iterable[object]) -> None:
    """Write one of the lists; it is there even when it is empty."""
    columns = LISTS[name]
    rows = sorted(([getattr(record, column) for column in columns] for record in records), key=lambda row: [str(cell) for cell in row])
    text = io.StringIO(newline="")
    write_rows(text, [columns, *rows])
    write_if_new(store, to / f"{name}.csv", text.getvalue().encode("utf-8-sig", "backslashreplace"))


def write_manifest(store: Store, to: Path, manifest: dict[str, object]) -> None:
    """Write what the run read, with which tool, and how."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    write_if_new(store, to / "manifest.json", f"{text}\n".encode("utf-8", "backslashreplace"))


def write_if_new(store: Store, path: Path, data: bytes) -> None:
    """Write a file unless it holds just that already."""
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        pass
    store.write(path, data)
