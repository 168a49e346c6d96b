"""Which files of a folder are tried as reports, in which order, and what is said of them beforehand."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path, PurePosixPath

from policydiff.model import PolicydiffError
from policydiff.read.folders import ENDINGS, files_in, name_of_report, no_report, no_reports, rank
from policydiff.titles import name_year
from policydiff.years import FIRST_YEAR, LAST_YEAR, is_year

MANIFEST_COLUMNS = ("file", "place", "year")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may be a report: its path below the folder, and the place and year that a manifest gives it.

    ``path`` is the same path as the system opens it, where that differs: under another locale than UTF-8, or in another encoding.
    """

    file: str
    place: str = ""
    year: int | None = None
    named: bool = False
    path: str = ""

    @property
    def stem(self) -> str:
        """The name without ending and without the mark of an alternate."""
        return name_of_report(PurePosixPath(self.file))[1]

    @property
    def rank(self) -> tuple[bool, int, int, str]:
        """How good a source it is, the lowest being the best."""
        return rank(PurePosixPath(self.file))

    @property
    def claims(self) -> bool:
        """Whether it is said to be a report, by a manifest or by its name, so that it is a failure if it is none."""
        return self.named or name_year(PurePosixPath(self.file).name) is not None or "报告" in self.file


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not tried, or that turned out to be no report."""

    file: str
    reason: str


def find_sources(folder: Path, manifest: Path | None = None, without: Path | None = None) -> tuple[list[list[Source]], list[Skipped]]:
    """The sources below a folder, those of one report together and the best first, and the files that are none.

    Args:
        folder: where to look; hidden files and folders are passed over.
        manifest: a CSV with the columns file, place and year; only what it names is read then.
        without: a folder that is passed over, such as that of the results.

    Raises:
        PolicydiffError: there is no such folder, or no report in it (``NO_FILE``), or the manifest is malformed (``MANIFEST``).
    """
    files = list_files(folder, [manifest, without])
    sources, skipped = sort_out(files) if manifest is None else named_only(files, read_manifest(manifest))
    if not sources:
        raise no_reports(folder)
    return group_sources(sources), skipped


def list_files(folder: Path, without: Iterable[Path | None]) -> dict[str, str]:
    """The files below a folder that are not hidden, in the order of their names: for each how the system opens it."""
    if not folder.is_dir():
        raise PolicydiffError("NO_FILE", str(folder), "there is no such folder", "name a folder with reports")
    barred = [path.resolve() for path in without if path is not None]
    found = (path for path in files_in(folder) if not any(path.resolve().is_relative_to(one) for one in barred))
    return dict(sorted((shown(path), path.as_posix()) for path in (one.relative_to(folder) for one in found)))


def shown(path: Path) -> str:
    """The name of a path as UTF-8 has it, whatever the locale; bytes that are no UTF-8 are shown by their numbers.

    >>> shown(Path("云泽市") / "2024.txt")
    '云泽市/2024.txt'
    """
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def sort_out(files: Mapping[str, str]) -> tuple[list[Source], list[Skipped]]:
    """Files that may be reports, and those that their names rule out."""
    sources, skipped = [], []
    for file, path in files.items():
        reason = no_report(PurePosixPath(file))
        if reason:
            skipped.append(Skipped(file, reason))
        else:
            sources.append(Source(file, path=path))
    return sources, skipped


def named_only(files: Mapping[str, str], manifest: Mapping[str, Source]) -> tuple[list[Source], list[Skipped]]:
    """The sources that a manifest names, whether they are there or not, and the files that it does not name."""
    sources = [replace(source, path=files.get(file, "")) for file, source in manifest.items()]
    return sources, [Skipped(file, "the manifest does not name it") for file in files if file not in manifest]


def read_manifest(path: Path) -> dict[str, Source]:
    """The rows of a manifest by file.

    Raises:
        PolicydiffError: it cannot be read or a row is malformed (``MANIFEST``, with the line).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise manifest_trouble(path, f"it cannot be read ({error})") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if "file" not in (reader.fieldnames or ()):
        raise manifest_trouble(path, f"the first line does not name the columns {', '.join(MANIFEST_COLUMNS)}")
    return {source.file: source for source in manifest_sources(reader, path)}


def manifest_sources(reader: csv.DictReader[str], path: Path) -> Iterator[Source]:
    """The row of each file."""
    for row in reader:
        file, place, year = ((row.get(column) or "").strip() for column in MANIFEST_COLUMNS)
        if PurePosixPath(file).suffix.lower() not in ENDINGS:
            raise manifest_trouble(path, f"line {reader.line_num}: {file or 'an empty cell'} is no file that may be a report")
        if year and not is_year(year):
            raise manifest_trouble(path, f"line {reader.line_num}: {year} is no year from {FIRST_YEAR} to {LAST_YEAR}")
        yield Source(PurePosixPath(file).as_posix(), place, int(year) if year else None, named=True)


def manifest_trouble(path: Path, trouble: str) -> PolicydiffError:
    """That a manifest cannot be used."""
    return PolicydiffError("MANIFEST", str(path), trouble, "mend that line; see docs/corpus.md")


def group_sources(sources: Iterable[Source]) -> list[list[Source]]:
    """Sources of one report together: those that a manifest gives one place and year, or of one name in one folder."""
    by_report = sorted(sources, key=lambda source: (report_of(source), source.rank))
    return [list(group) for _, group in groupby(by_report, report_of)]


def report_of(source: Source) -> tuple[str, str]:
    """What sources of one report have in common."""
    if source.place and source.year:
        return source.place, str(source.year)
    return name_of_report(PurePosixPath(source.file))
