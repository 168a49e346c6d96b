"""A batch: every report of a folder read, every two neighbouring years of a place compared, every place followed, all of it as tables."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

from policydiff.corpus.crew import Crew, Hire
from policydiff.corpus.findings import Findings, Progress, Settings
from policydiff.corpus.keys import tool_version
from policydiff.corpus.pools import process_pool, processors
from policydiff.corpus.reading import read_files
from policydiff.corpus.records import LISTS, Failure, write_list, write_manifest
from policydiff.corpus.stages import compare_years, follow_places, plan_tables, write_tables
from policydiff.corpus.store import cannot_write
from policydiff.lexicons import load_lexicon
from policydiff.model import PolicydiffError
from policydiff.read.limits import LIMITS, Limits

SCHEMA = "policydiff/corpus/1"
SECONDS = 600.0
"""What a task may take by default: many times what any report takes, so that only what hangs is given up."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of a batch: how many reports, pairs and places there are tables of, what failed, and how many seconds it took."""

    reports: int
    pairs: int
    places: int
    skipped: int
    alternates: int
    failures: tuple[Failure, ...]
    seconds: float

    def __str__(self) -> str:
        made = ", ".join((counted(self.reports, "report"), counted(self.pairs, "pair"), counted(self.places, "place")))
        left = f"{counted(self.skipped, 'file')} skipped, {counted(self.alternates, 'alternate')}"
        return f"{made}, {len(self.failures)} failed, {left}, {self.seconds:.1f} s"


def counted(number: int, thing: str) -> str:
    """A number of things in words.

    >>> counted(1, "report"), counted(0, "pair")
    ('1 report', '0 pairs')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def run_batch(
    folder: str | Path,
    to: str | Path,
    executor: Executor | Hire | None = None,
    *,
    workers: int | None = None,
    manifest: str | Path | None = None,
    lexicon: str | Path | None = None,
    csv: bool = False,
    limits: Limits = LIMITS,
    task_seconds: float | None = SECONDS,
    task_memory: int | None = None,
    on_progress: Progress | None = None,
) -> Batch:
    """Read, compare and follow all reports of a folder, and write what was found as Parquet.

    What was done by an earlier run into the same folder is not done again. The files come out the same, byte for byte, whatever the
    executor, the number of workers and the order in which tasks end.

    Args:
        folder: where the reports are, in it and in the folders in it.
        to: the folder for the tables.
        executor: what does the tasks: any executor of `concurrent.futures`, or a function that makes one of so many workers (it is
            called again where a worker died). By default processes of this machine.
        workers: how many tasks are done at a time, by default one for each processor.
        manifest: a CSV with the columns file, place and year; only the files that it names are read.
        lexicon: a folder of your own tables over the language pack.
        csv: whether the tables are written as CSV too.
        limits: what a file may ask for at most.
        task_seconds: after so long a task is given up (``TOO_SLOW``); None lets it take its time. Heeded where tasks have a process each.
        task_memory: bytes that a process may ask for; heeded by the default executor.
        on_progress: is told the stage, how many of its tasks are done, and of how many.

    Returns:
        Counts, and the failures; these are in ``failures.csv`` too.

    Raises:
        PolicydiffError: there is nothing to read, or it lies in the folder for the tables, or nothing can be written, or another batch is
            writing there.

    A script that calls this with the default executor wants ``if __name__ == "__main__":`` before it, as for any use of processes.
    """
    refuse_without_arrow()
    refuse_reports_in_results(Path(folder), Path(to))
    start, progress = monotonic(), on_progress or no_progress
    settings = Settings(str(folder), str(to), text_or_none(manifest), text_or_none(lexicon), limits, csv)
    hire: Hire = partial(process_pool, memory=task_memory) if executor is None or isinstance(executor, Executor) else executor
    crew = Crew(hire, workers or processors(), task_seconds, executor if isinstance(executor, Executor) else None)
    with alone_in(Path(settings.store.folder)):
        settings.store.clear_drafts()
        try:
            found, places = work_through(crew, settings, progress)
        finally:
            crew.leave()
        write_records(settings, found)
    return Batch(
        len(found.reports),
        found.pairs,
        places,
        len(found.skipped),
        len(found.alternates),
        tuple(sorted(found.failures, key=lambda failure: (failure.file, failure.place, failure.stage))),
        monotonic() - start,
    )


def work_through(crew: Crew, settings: Settings, progress: Progress) -> tuple[Findings, int]:
    """The stages, one after the other; and how many places were followed."""
    found = read_files(crew, settings, progress)
    pairs = compare_years(crew, settings, found, progress)
    places = follow_places(crew, settings, found, pairs, progress)
    write_tables(crew, settings, found, plan_tables(found.reports, pairs, places), progress)
    return found, len(places)


def write_records(settings: Settings, found: Findings) -> None:
    """Write the lists of files and the manifest."""
    to = Path(settings.to)
    for name in LISTS:
        write_list(settings.store, to, name, getattr(found, name))
    write_manifest(settings.store, to, manifest_of(settings, found))


def manifest_of(settings: Settings, found: Findings) -> dict[str, object]:
    """What was read, with which tool, and what was made of it; nothing in it depends on the clock or on the machine."""
    used = {chosen.file: chosen for chosen in found.reports}
    return {
        "schema": SCHEMA,
        "tool": tool_version(),
        "lexicon": load_lexicon("zh", settings.lexicon).digest,
        "options": {"csv": settings.csv, "manifest": settings.manifest is not None, "own_tables": settings.lexicon is not None},
        "inputs": [
            {"file": file, "sha256": sha256, "place": used[file].place, "year": used[file].year}
            if file in used
            else {"file": file, "sha256": sha256}
            for file, sha256 in sorted(found.hashes.items())
        ],
        "rows": {table: {str(year): rows for year, rows in sorted(years.items())} for table, years in found.rows.items()},
    }


@contextmanager
def alone_in(work: Path) -> Iterator[None]:
    """Hold the lock of a folder of results, where the system has such locks.

    Raises:
        PolicydiffError: another batch holds it (``IN_USE``), or the folder cannot be made (``CANNOT_WRITE``).
    """
    try:
        work.mkdir(parents=True, exist_ok=True)
        lock = os.open(work / "lock", os.O_RDWR | os.O_CREAT)
    except OSError as error:
        raise cannot_write(work, error) from error
    try:
        with suppress(ImportError):
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise PolicydiffError("IN_USE", str(work.parent), "another batch is writing here", "wait for its end") from None
        yield
    finally:
        os.close(lock)


def refuse_without_arrow() -> None:
    """Refuse a batch where the package that writes its tables is not installed."""
    if find_spec("pyarrow") is None:
        raise PolicydiffError("NO_PACKAGE", "batch", "a corpus is kept as Parquet, which wants pyarrow", "pip install pyarrow")


def refuse_reports_in_results(folder: Path, to: Path) -> None:
    """Refuse a batch whose reports lie in the folder of its results, all of which is passed over."""
    if folder.resolve().is_relative_to(to.resolve()):
        step = f"give a folder of its own with -o, such as {folder / 'corpus'}"
        raise PolicydiffError("REPORTS_IN_RESULTS", str(folder), f"the reports lie in {to}, the folder for the results", step)


def text_or_none(path: str | Path | None) -> str | None:
    """A path as text."""
    return None if path is None else str(path)


def no_progress(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
