"""The first stage: every report is read from its best source, or from the next one where that cannot be read."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from policydiff.corpus.choosing import Taken, choose_best, settle_places, undated
from policydiff.corpus.crew import Crew
from policydiff.corpus.findings import Findings, Progress, Settings, error_in, short_message
from policydiff.corpus.inputs import Skipped, Source, find_sources
from policydiff.corpus.keys import key_of, tool_version
from policydiff.corpus.places import place_in_name
from policydiff.corpus.records import Alternate
from policydiff.corpus.store import Facts
from policydiff.corpus.tasks import ReadTask
from policydiff.lexicons import load_lexicon
from policydiff.model import PolicydiffError
from policydiff.titles import name_year


def read_files(crew: Crew, settings: Settings, progress: Progress) -> Findings:
    """Read the reports of a folder and settle of which place and year each is."""
    manifest = Path(settings.manifest) if settings.manifest else None
    groups, skipped = find_sources(Path(settings.folder), manifest, Path(settings.to))
    reading = Reading(settings)
    for group in groups:
        reading.try_next(group)
    for task, facts in crew.run(reading.todo):
        reading.take(task, facts)
        progress("reading", reading.done, reading.done + reading.left)
    return settle(reading, Findings(skipped=skipped, hashes=reading.hashes), settings.folder)


class Reading:
    """The sources that are yet to be read, those that were, and those that could not be."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.made_by = (tool_version(), load_lexicon("zh", settings.lexicon).digest)
        self.todo: deque[ReadTask] = deque()
        self.open: dict[str, Sequence[Source]] = {}
        self.hashes: dict[str, str] = {}
        self.taken: list[Taken] = []
        self.troubles: list[tuple[Source, PolicydiffError]] = []

    @property
    def done(self) -> int:
        """How many sources were tried."""
        return len(self.taken) + len(self.troubles)

    @property
    def left(self) -> int:
        """How many reports are yet to be read."""
        return len(self.open)

    def try_next(self, group: Sequence[Source]) -> None:
        """Add the first source of a group that can be opened to the tasks."""
        for place, source in enumerate(group):
            try:
                self.hashes[source.file] = hash_file(self.path_of(source))
            except OSError as error:
                self.troubles.append((source, unreadable(source, error)))
            else:
                self.open[source.file] = group[place:]
                self.todo.append(self.task_of(source))
                return

    def task_of(self, source: Source) -> ReadTask:
        """The task of reading a source."""
        sha256, given = self.hashes[source.file], self.settings
        key = key_of("report", *self.made_by, sha256, PurePosixPath(source.file).name, source.place, source.year)
        return ReadTask(
            given.store, key, str(self.path_of(source)), source.file, sha256, source.place, source.year, given.lexicon, given.limits
        )

    def path_of(self, source: Source) -> Path:
        """Where the system finds a source."""
        return Path(self.settings.folder, source.path or source.file)

    def take(self, task: ReadTask, facts: Facts) -> None:
        """Take what became of a source."""
        source, *others = self.open.pop(task.name)
        if "error" in facts:
            self.troubles.append((source, error_in(facts)))
            self.try_next(others)
        else:
            year = facts["year"]
            self.taken.append(Taken(source, task.key, str(facts["place"]), year if isinstance(year, int) else None, tuple(others)))


def hash_file(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unreadable(source: Source, error: OSError) -> PolicydiffError:
    """That a file cannot be opened."""
    if isinstance(error, FileNotFoundError):
        return PolicydiffError("NO_FILE", source.file, "there is no such file", "check the path")
    return PolicydiffError("NO_PERMISSION", source.file, "the file may not be read", "change its permissions or copy it")


def settle(reading: Reading, found: Findings, folder: str) -> Findings:
    """Say of every source whether it is used, is an alternate, is no report, or failed."""
    settled = settle_places(sorted(reading.taken, key=lambda one: one.source.file), folder)
    found.reports, found.alternates, without_year = choose_best(settled)
    for one in without_year:
        found.failed("read", undated(one.source), one.source.file, one.place)
    used = {name_of_report(one.source): one for one in settled if one.year is not None}
    for source, error in reading.troubles:
        served = used.get(name_of_report(source))
        if served is not None and place_in_name(source.stem):
            reason = f"{error.code}: {short_message(error)}"
            found.alternates.append(Alternate(source.file, served.place, served.year, served.source.file, reason))
        elif error.code == "NOT_A_REPORT" and not source.claims:
            found.skipped.append(Skipped(source.file, short_message(error)))
        else:
            found.failed("read", error, source.file, source.place, source.year or name_year(PurePosixPath(source.file).name))
    return found


def name_of_report(source: Source) -> tuple[str, str]:
    """What files of one report have in common in whatever folders they are."""
    return (source.place, str(source.year)) if source.place and source.year else ("", source.stem)
