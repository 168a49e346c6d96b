"""Which files of a folder are reports to be read: by their endings, one for each name."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from policydiff.model import PolicydiffError

ENDINGS = (".docx", ".html", ".htm", ".mhtml", ".mht", ".md", ".txt", ".pdf", ".doc", ".wps", ".rtf")
"""Endings of files that may be reports, the best source first: of two files of one name in one folder the first is read."""


def is_folder(path: str | Path) -> bool:
    """Whether a path names a folder; words that are too long for a name do not."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def reports_in(folder: Path) -> list[Path]:
    """The reports in a folder and in the folders in it, by their names.

    Hidden files are left out, so are those called README, and of several files that differ in their endings alone all but the best source.

    Raises:
        PolicydiffError: there is none (``NO_FILE``).
    """
    named = (path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and is_shown(path.relative_to(folder)))
    found = filter(Path.is_file, named)
    kept = sorted(min(same, key=rank) for _, same in groupby(sorted(found, key=without_ending), without_ending))
    if not kept:
        raise PolicydiffError("NO_FILE", str(folder), f"no file in this folder ends in {', '.join(ENDINGS)}", "name a folder with reports")
    return kept


def is_shown(path: Path) -> bool:
    """Whether a file is neither hidden, nor in a hidden folder, nor the lock of an open Word file, nor about the others."""
    return not any(part.startswith((".", "~$")) for part in path.parts) and path.stem.upper() != "README"


def without_ending(path: Path) -> str:
    """A path as far as it tells reports apart."""
    return str(path.with_suffix(""))


def rank(path: Path) -> int:
    """How good a source a file is by its ending; 0 is the best."""
    return ENDINGS.index(path.suffix.lower())
