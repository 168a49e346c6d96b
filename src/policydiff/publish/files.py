"""Writing files: whole or not at all, under names that are safe on any system."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from policydiff.model import PolicydiffError

LONGEST_NAME = 120
"""Bytes of UTF-8 that a name may have, without its ending."""
RESERVED = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices."""


def slug(title: str) -> str:
    """A name for a file: letters, digits and hyphens only, never empty, reserved or long.

    >>> slug("../../清溪市 2023/2024"), slug("CON"), slug("***")
    ('清溪市-2023-2024', 'report-con', 'report')
    """
    plain = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", title)).strip("-")
    short = plain.encode("utf-8")[:LONGEST_NAME].decode("utf-8", "ignore").strip("-")
    if not short:
        return "report"
    return f"report-{short.lower()}" if short.lower() in RESERVED else short


def write_file(path: Path, data: bytes) -> Path:
    """Write a file whole: beside the old one first, then in its place, so that an interruption leaves the old one intact.

    What is no ordinary file, such as ``/dev/stdout`` or a named pipe, is written to as it is.

    Raises:
        PolicydiffError: the file cannot be written (code ``CANNOT_WRITE``).
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise PolicydiffError("CANNOT_WRITE", str(path), error.strerror or str(error), "choose another place with -o or --to") from error
    return path


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
        put_in_place(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def put_in_place(draft: Path, path: Path) -> None:
    """Let a draft take the place of a file once it is on the disk, so that a power cut leaves the old file or the new one, whole."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(path)


def make_folder(folder: Path) -> Path:
    """A folder to write into, made where it is not there.

    Raises:
        PolicydiffError: it cannot be made (code ``CANNOT_WRITE``).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PolicydiffError("CANNOT_WRITE", str(folder), error.strerror or str(error), "choose another folder with --to") from error
    return folder
