"""The tasks that a batch is cut into. A task is a small record that can be sent to any process; its results are pieces in the store."""

from __future__ import annotations

import faulthandler
import hashlib
import json
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from multiprocessing import parent_process
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NoReturn, Protocol

from policydiff.corpus.shelves import Entry, csv_name, partition_name, write_csv_partition, write_partition, write_piece
from policydiff.corpus.store import Fact, Facts, Store
from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import PolicydiffError, Status

if TYPE_CHECKING:
    from policydiff.comparison import Comparison
    from policydiff.model import Change, Delivery, Extract, Ledger, Notice
    from policydiff.read.limits import Limits
    from policydiff.tables.rows import Row

Found = tuple[tuple["Change", ...], tuple["Delivery", ...]]
GRACE = 5.0
"""Seconds that a task has to end what it started, when its own are over."""


class Task(Protocol):
    """What a task has: the key of its piece, what it is called in messages, and what it does."""

    @property
    def key(self) -> str:
        """The key of its piece."""

    @property
    def name(self) -> str:
        """The file or the place that it is about."""

    def known(self) -> Facts | None:
        """The facts of its piece, where an earlier run has made it."""

    def do(self) -> Facts:
        """Make the piece."""


def perform(task: Task, seconds: float | None = None) -> Facts:
    """Do a task and return its facts; trouble is returned as a fact too, so that nothing has to be raised across processes.

    Args:
        task: what to do.
        seconds: after so long its process ends; this works in the main thread of a process that was made for tasks.

    Raises:
        MemoryError: there is no memory left for it.
    """
    try:
        with at_most(seconds):
            return task.do()
    except PolicydiffError as error:
        return trouble_facts(error)
    except MemoryError:
        raise
    except Ended:
        os._exit(1)
    except Exception as error:
        return trouble_facts(unforeseen(task.name, error))


def unforeseen(name: str, error: Exception) -> PolicydiffError:
    """An error of a task that nobody foresaw."""
    return PolicydiffError("UNEXPECTED", name, f"{type(error).__name__}: {error}", "please report this with the file")


def trouble_facts(error: PolicydiffError) -> Facts:
    """An error as facts."""
    return {"error": [error.code, error.name, error.trouble, error.step]}


class Ended(SystemExit):
    """The end of this process, raised in its task so that the task ends the programs that it started."""


def end_task(*_: object) -> NoReturn:
    """Answer a signal by ending this process."""
    raise Ended(1)


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """End this process when the time is over; where it does not heed that, whatever it is doing, it is ended from outside Python."""
    if not seconds or not can_be_ended():
        yield
        return
    signal.signal(signal.SIGALRM, end_task)
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=nowhere)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()


def can_be_ended() -> bool:
    """Whether this is the main thread of a process that was made for tasks, on a system with alarms."""
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and parent_process() is not None and hasattr(signal, "SIGALRM")


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Read one file and take out of it what it promises and reports."""

    store: Store
    key: str
    path: str
    name: str
    sha256: str
    place: str
    year: int | None
    lexicon: str | None
    limits: Limits

    def known(self) -> Facts | None:
        """The facts, where they are known from a reading under limits no wider than these; limits only decide whether a file is read."""
        facts = self.store.facts(self.key)
        return facts if facts is not None and self.admits(facts["limits"]) else None

    def admits(self, limits: Fact) -> bool:
        """Whether whatever was read under other limits is read under these too."""
        return isinstance(limits, list) and all(float(str(then)) <= now for then, now in zip(limits, astuple(self.limits), strict=True))

    def do(self) -> Facts:
        """Keep the extract, its commitments and its outcomes."""
        pack = load_lexicon("zh", self.lexicon)
        extract = self.read(pack)
        self.store.keep(self.key, "extract", extract)
        write_piece(self.store, self.key, "commitments", statement_rows(extract, "commitments", pack))
        write_piece(self.store, self.key, "outcomes", statement_rows(extract, "outcomes", pack))
        write_piece(self.store, self.key, "reports", [report_row(extract)])
        facts: Facts = {"place": extract.report.place, "year": extract.report.year, "limits": [*astuple(self.limits)]}
        self.store.seal(self.key, facts, ("extract", "commitments", "outcomes", "reports"))
        return facts

    def read(self, pack: Lexicon) -> Extract:
        """The extract of just those bytes that the key is of."""
        from policydiff.pipeline import extract_report, read_report
        from policydiff.read.source import load_bytes

        data = load_bytes(Path(self.path), self.limits)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise PolicydiffError("FILE_CHANGED", self.name, "the file was changed while the batch ran", "run the batch again")
        report = read_report(data, name=PurePosixPath(self.name).name, place=self.place, year=self.year, limits=self.limits)
        return extract_report(report, lexicon=pack)


def statement_rows(extract: Extract, table: str, pack: Lexicon) -> list[Row]:
    """The rows of a report's commitments or outcomes, each with its terms."""
    from policydiff.corpus.terms import terms_of
    from policydiff.tables.rows import statement_row

    statements = extract.commitments if table == "commitments" else extract.outcomes
    return [
        statement_row(statement, table, source=extract.report.source) | {"terms": " ".join(terms_of(statement, pack)) or None}
        for statement in statements
    ]


def report_row(extract: Extract) -> Row:
    """The row of a report, apart from its place, year and file."""
    report, source = extract.report, extract.report.source
    return {
        "title": report.title or None,
        "date": report.date or None,
        "format": source.format,
        "sha256": source.sha256,
        "characters": len(source.text),
        "commitments": len(extract.commitments),
        "outcomes": len(extract.outcomes),
        "warnings": warnings_of(extract.notices),
    }


def warnings_of(notices: Iterable[Notice]) -> str | None:
    """The codes of warnings, each once."""
    return " ".join(sorted({notice.code for notice in notices})) or None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The source that is used for a place and year, with the key of its piece."""

    place: str
    year: int
    file: str
    key: str

    def load(self, store: Store) -> Extract:
        """Its extract, of the place and year that it was settled to be of."""
        extract: Extract = store.load(self.key, "extract")  # type: ignore[assignment]
        return replace(extract, report=replace(extract.report, place=self.place, year=self.year))


@dataclass(frozen=True, slots=True)
class PairTask:
    """Compare the reports of two years of a place."""

    store: Store
    key: str
    old: Chosen
    new: Chosen
    lexicon: str | None

    @property
    def name(self) -> str:
        """The newer of the two files."""
        return self.new.file

    def known(self) -> Facts | None:
        """The facts, where they are known."""
        return self.store.facts(self.key)

    def do(self) -> Facts:
        """Keep the changes and the deliveries, and how many there are."""
        from policydiff.pipeline import compare_extracts
        from policydiff.tables.rows import change_rows, delivery_rows

        old, new = (report.load(self.store) for report in (self.old, self.new))
        found = compare_extracts(old, new, lexicon=load_lexicon("zh", self.lexicon))
        write_piece(self.store, self.key, "pairs", [pair_row(found)])
        write_piece(self.store, self.key, "changes", change_rows(found))
        write_piece(self.store, self.key, "deliveries", delivery_rows(found))
        self.store.keep(self.key, "found", (tuple(map(without_evidence, found.changes)), found.deliveries))
        self.store.seal(self.key, {}, ("pairs", "changes", "deliveries", "found"))
        return {}


def pair_row(found: Comparison) -> Row:
    """The row of a pair, apart from its place, years and files."""
    counts: Row = {status.value: len(found.with_status(status)) for status in Status}
    return counts | {"warnings": warnings_of(found.notices)}


def without_evidence(change: Change) -> Change:
    """A change without the evidence for its links, which the ledger does not ask for and which is most of it."""
    return replace(change, pairs=tuple(replace(pair, evidence=()) for pair in change.pairs))


@dataclass(frozen=True, slots=True)
class PlaceTask:
    """Follow a place through all its reports; ``pairs`` are the keys of its neighbouring reports compared."""

    store: Store
    key: str
    reports: tuple[Chosen, ...]
    pairs: tuple[str, ...]
    lexicon: str | None

    @property
    def name(self) -> str:
        """The place."""
        return self.reports[0].place

    def known(self) -> Facts | None:
        """The facts, where they are known."""
        return self.store.facts(self.key)

    def do(self) -> Facts:
        """Keep the threads, the series and the panel."""
        from policydiff.tables.panel import Panel
        from policydiff.tables.rows import series_rows, thread_rows

        pack = load_lexicon("zh", self.lexicon)
        ledger = self.follow(pack)
        tables = {
            "threads": thread_rows(ledger.threads),
            "series": series_rows(ledger.indicators),
            "panel": Panel(ledger, pack).rows,
        }
        for table, rows in tables.items():
            write_piece(self.store, self.key, table, rows)
        facts: Facts = {table: [*sorted({int(row["year"] or 0) for row in rows})] for table, rows in tables.items()}
        self.store.seal(self.key, facts, tables)
        return facts

    def follow(self, pack: Lexicon) -> Ledger:
        """The ledger of the place, from the comparisons that were kept; where one of them failed, from the reports alone."""
        from policydiff.ledger import follow_compared, follow_reports

        extracts = [chosen.load(self.store) for chosen in self.reports]
        if len(self.pairs) + 1 < len(self.reports):
            return follow_reports(extracts, pack)
        found: list[Found] = [self.store.load(key, "found") for key in self.pairs]  # type: ignore[misc]
        return follow_compared(extracts, [changes for changes, _ in found], [answers for _, answers in found], pack)


@dataclass(frozen=True, slots=True)
class ShelfTask:
    """Put a partition together from its pieces. What it was last made of stands beside the pieces, so that it is not made twice."""

    store: Store
    key: str
    table: str
    year: int
    entries: Sequence[Entry]
    to: str
    csv: bool

    @property
    def name(self) -> str:
        """The partition."""
        return f"{self.table} {self.year}"

    @property
    def mark(self) -> Path:
        """Where it stands what the partition was last made of."""
        return Path(self.store.folder, "shelves", f"{self.table}-{self.year}.json")

    @property
    def files(self) -> list[Path]:
        """The files that it writes."""
        table = Path(self.to, partition_name(self.table, self.year))
        return [table, Path(self.to, csv_name(self.table, self.year))] if self.csv else [table]

    def known(self) -> Facts | None:
        """The facts, where the files are there as they were last written from the same pieces."""
        try:
            facts: Facts = json.loads(self.mark.read_bytes())
            sizes = [path.stat().st_size for path in self.files]
        except (OSError, ValueError):
            return None
        return facts if (facts.get("key"), facts.get("sizes")) == (self.key, sizes) else None

    def do(self) -> Facts:
        """Write the files."""
        self.mark.unlink(missing_ok=True)
        rows = write_partition(self.store, self.table, self.year, self.entries, self.files[0])
        if self.csv:
            write_csv_partition(self.store, self.table, self.year, self.entries, self.files[1])
        facts: Facts = {"key": self.key, "rows": rows, "sizes": [path.stat().st_size for path in self.files]}
        self.store.write(self.mark, json.dumps(facts).encode())
        return facts
