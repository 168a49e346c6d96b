"""Language packs: what a language knows, as rows of data that analysts can read, edit and overlay.

A pack is a folder of CSV tables. Every row carries an ``example`` in our own words and, where it helps, a ``counterexample``;
the tests run them all. Tables are read when first asked for.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from policydiff.lexicons.alternatives import quick_union, union
from policydiff.model import PolicydiffError

T = TypeVar("T")
GROUP_NAME = re.compile(r"\(\?P<\w+>")


class Row(dict[str, str]):
    """One row of a table: its cells by column, and where it stands."""

    def __init__(self, cells: Mapping[str, str], file: str = "", line: int = 0) -> None:
        super().__init__(cells)
        self.file = file
        self.line = line

    @property
    def place(self) -> str:
        """Folder, file and line.

        >>> Row({"words": "继续"}, "zh/cues.csv", 2).place
        'zh/cues.csv line 2'
        """
        return f"{self.file} line {self.line}"


class Decision(NamedTuple, Generic[T]):
    """A value with its reason: the rule in words, and the row and the words of the report that decided, where there are any."""

    value: T
    rule: str
    row: Row | None = None
    words: str = ""


class Lexicon:
    """One language pack, with a user's own rows laid over it where given.

    >>> lexicon = load_lexicon("zh")
    >>> lexicon.name, len(lexicon.digest)
    ('zh', 12)
    """

    def __init__(self, name: str, folders: tuple[Traversable, ...]) -> None:
        self.name = name
        self._folders = folders
        self._tables: dict[str, tuple[Row, ...]] = {}

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, later folders first, so that a user's own row is tried before the pack's."""
        if table not in self._tables:
            found = [(folder, folder / f"{table}.csv") for folder in reversed(self._folders)]
            self._tables[table] = tuple(row for folder, file in found if file.is_file() for row in read_rows(file, folder.name))
        return self._tables[table]

    def words(self, table: str, column: str = "words") -> tuple[str, ...]:
        """One column of a table, without empty cells."""
        return tuple(row[column] for row in self.rows(table) if row.get(column))

    @cached_property
    def digest(self) -> str:
        """Twelve hex digits that change with any row: the first of the SHA-256 over all tables."""
        return digest_of(self._folders)[:12]

    def data(self, name: str) -> str:
        """The text of a data file of the pack, such as learnt weights."""
        for folder in reversed(self._folders):
            if (folder / name).is_file():
                return (folder / name).read_text(encoding="utf-8")
        raise PolicydiffError("LEXICON", name, f"the pack {self.name} has no such file", "add it or use another pack")


def digest_of(folders: Iterable[Traversable]) -> str:
    """The SHA-256 over all tables of some folders, by name."""
    total = hashlib.sha256()
    for folder in folders:
        for file in sorted((f for f in folder.iterdir() if f.name.endswith((".csv", ".json"))), key=lambda f: f.name):
            total.update(file.name.encode() + b"\0" + (file.read_bytes() if file.is_file() else b"") + b"\0")
    return total.hexdigest()


def read_rows(file: Traversable, folder: str = "") -> list[Row]:
    """Rows of one CSV table; every row must fill the columns that the first line names."""
    name = f"{folder}/{file.name}" if folder else file.name
    reader = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline=""))
    rows = []
    for cells in reader:
        if None in cells or None in cells.values():
            raise PolicydiffError("LEXICON", name, f"line {reader.line_num} has not as many cells as the first line", "mend that line")
        rows.append(Row(cells, name, reader.line_num))
    return rows


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches what any of them does, their groups without names, quick to search with; nothing where there are none.

    >>> bool(any_of(["(?P<what>水厂)", "(?P<what>学校)"]).search("新建学校")), any_of([]).search("新建学校")
    (True, None)
    """
    return re.compile(quick_union(without_names(patterns)) or r"(?!)")


def any_by(rows: Iterable[Row], column: str) -> dict[str, re.Pattern[str]]:
    """For each value of a column one pattern that matches what any of its rows does."""
    return {key: re.compile(union(without_names(patterns))) for key, patterns in patterns_by(rows, column).items()}


def patterns_by(rows: Iterable[Row], column: str) -> dict[str, list[str]]:
    """For each value of a column the patterns of its rows."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row["pattern"])
    return groups


def without_names(patterns: Iterable[str]) -> list[str]:
    """The patterns with their groups unnamed, so that they can stand side by side.

    >>> without_names(["(?P<what>水厂)"])
    ['(?:水厂)']
    """
    return [GROUP_NAME.sub("(?:", pattern) for pattern in patterns]


def load_lexicon(name: str = "zh", folder: str | Path | None = None) -> Lexicon:
    """A language pack by name, overlaid with the tables of a user's own folder where one is given.

    Args:
        name: a pack that ships with policydiff, such as ``zh``.
        folder: a folder of CSV tables of the same names and columns; edited tables are read again.

    Raises:
        PolicydiffError: the pack or the folder is not there (code ``LEXICON``).

    >>> load_lexicon("zh").rows("roles")[0]["role"] in {"opening", "review", "situation", "targets", "plan", "annex", "closing"}
    True
    """
    if folder is None:
        return _load(name)
    if not Path(folder).is_dir():
        raise PolicydiffError("LEXICON", str(folder), "no such folder", "give a folder of CSV tables")
    return _load(name, Path(folder), digest_of((Path(folder),)))


@lru_cache(maxsize=8)
def _load(name: str, folder: Path | None = None, digest: str = "") -> Lexicon:
    """One pack for the same name, the same folder and the same ``digest`` of what is in it."""
    base = resources.files(__name__) / name
    if not base.is_dir():
        raise PolicydiffError("LEXICON", name, "no such language pack", "use one of: zh")
    return Lexicon(name, (base,) if folder is None else (base, folder))
