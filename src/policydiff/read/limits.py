"""How much of a file is read: limits with their defaults, one frozen object for every reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask for at most; beyond it the file is refused in one line (``TOO_LARGE``), never read in part.

    ``most_bytes``: of the file itself, a long report has some 200,000. ``most_unpacked``: of all that an archive (Word) holds once
    unpacked. ``most_ratio``: bytes unpacked for each byte packed. ``most_depth``: elements within elements. ``seconds`` and
    ``most_memory``: of the process that reads a PDF or calls LibreOffice. ``most_pages``: of a PDF, a long report has some 80.
    """

    most_bytes: int = 64 * MIB
    most_unpacked: int = 256 * MIB
    most_ratio: int = 200
    most_depth: int = 2000
    seconds: int = 120
    most_memory: int = 2048 * MIB
    most_pages: int = 1000


LIMITS = Limits()
"""What counts where nothing else is said."""
LIMIT = re.compile(r"(?P<name>[a-z_]{1,30})=(?P<number>[0-9]{1,15})(?P<unit>KiB|MiB|GiB|)")
BYTES = {"": 1, "KiB": 1024, "MiB": MIB, "GiB": 1024 * MIB}


def set_limits(settings: Iterable[str]) -> Limits:
    """The limits with some of them set anew, each as ``NAME=NUMBER``; numbers of bytes may end in KiB, MiB or GiB.

    Raises:
        ValueError: there is no limit of that name, or what stands after it is no whole number above zero.

    >>> set_limits(["most_bytes=1MiB", "seconds=20"]).most_bytes
    1048576
    """
    return replace(LIMITS, **dict(limit_in(setting) for setting in settings))


def limit_in(setting: str) -> tuple[str, int]:
    """The name and the value of one setting."""
    names = [field.name for field in fields(Limits)]
    match = LIMIT.fullmatch(setting)
    if match is None:
        raise ValueError(f"{setting!r} is not of the form NAME=NUMBER, such as most_bytes=10MiB")
    if match["name"] not in names:
        raise ValueError(f"there is no limit {match['name']}; there are {', '.join(names)}")
    value = int(match["number"]) * BYTES[match["unit"]]
    if not value:
        raise ValueError(f"{match['name']} must be above zero")
    return match["name"], value
