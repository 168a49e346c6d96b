"""How much of a file is read: limits with their defaults, one frozen object for every reader."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask for at most; beyond it the file is refused in one line (``TOO_LARGE``), never read in part.

    ``most_bytes``: of the file itself, a long report has some 200,000. ``most_unpacked``: of all that an archive (Word) holds once
    unpacked. ``most_ratio``: bytes unpacked for each byte packed. ``most_depth``: elements within elements. ``seconds`` and
    ``most_memory``: of the process that reads a PDF or calls LibreOffice.
    """

    most_bytes: int = 64 * MIB
    most_unpacked: int = 256 * MIB
    most_ratio: int = 200
    most_depth: int = 2000
    seconds: float = 120.0
    most_memory: int = 2048 * MIB


LIMITS = Limits()
"""What counts where nothing else is said."""
