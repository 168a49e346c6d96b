"""Which files of a folder are reports to be read: by their endings, the best source of each name."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path, PurePath

from policydiff.model import PolicydiffError

ENDINGS = (".docx", ".html", ".htm", ".mhtml", ".mht", ".md", ".txt", ".pdf", ".doc", ".wps", ".rtf")
"""Endings of files that may be reports, the best source first: of two files of one name in one folder the first is read."""
ALTERNATES = (".second-source", ".pdftotext", ".page")
"""What stands before the ending of a file that is another, lesser source of the report that the rest of its name names."""


def is_folder(path: str | Path) -> bool:
    """Whether a path names a folder; words that are too long for a name do not."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def reports_in(folder: Path) -> list[Path]:
    """The reports in a folder and in the folders in it, by their names.

    Hidden files are left out, so are those called README, and of several sources of one report all but the best.

    Raises:
        PolicydiffError: there is none (``NO_FILE``).
    """
    found = [path for path in files_in(folder) if not no_report(path)]
    if not found:
        raise no_reports(folder)
    return sorted(min(same, key=rank) for _, same in groupby(sorted(found, key=name_of_report), name_of_report))


def no_reports(folder: Path) -> PolicydiffError:
    """That a folder holds no file that may be a report."""
    return PolicydiffError("NO_FILE", str(folder), f"no file in this folder ends in {', '.join(ENDINGS)}", "name a folder with reports")


def files_in(folder: Path) -> list[Path]:
    """The files in a folder and in the folders in it, those apart that are hidden or in a hidden folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def no_report(path: PurePath) -> str:
    """Why a file is not tried; empty where it is.

    >>> no_report(PurePath("README.md")), no_report(PurePath("a/table.csv")), no_report(PurePath("a/yunze-2024.txt"))
    ('it tells of the others', 'no report ends in .csv', '')
    """
    if path.suffix.lower() not in ENDINGS:
        return f"no report ends in {path.suffix}" if path.suffix else "its name has no ending"
    if path.name.startswith("~$"):
        return "it is the lock of an open file"
    return "it tells of the others" if path.stem.upper() == "README" else ""


def name_of_report(path: PurePath) -> tuple[str, str]:
    """A path as far as it tells reports apart: its folder, and its name without ending and without the mark of an alternate.

    >>> name_of_report(PurePath("city/beijing-2024.pdftotext.txt"))
    ('city', 'beijing-2024')
    """
    return str(path.parent), path.stem.removesuffix(mark_of(path))


def mark_of(path: PurePath) -> str:
    """The mark of an alternate; empty for others."""
    return next((mark for mark in ALTERNATES if path.stem.endswith(mark)), "")


def rank(path: PurePath) -> tuple[bool, int, int, str]:
    """Of several sources of one report the lowest is the best: Word, web page, text, PDF; then the shorter path."""
    return bool(mark_of(path)), ENDINGS.index(path.suffix.lower()), len(str(path)), str(path)
