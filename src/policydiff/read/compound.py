"""Compound files (Word before 2007, WPS, encrypted Office files): what is in them, found without unpacking anything."""

from __future__ import annotations

from policydiff.read.refusals import corrupt, locked, other_format

SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR, ENTRY = 512, 128
"""Bytes of a header, and of an entry of the directory, on whose multiples an entry begins."""
OTHERS = (
    ("Workbook", "an Excel workbook"),
    ("Book", "an Excel workbook"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("__properties_version1.0", "an e-mail message"),
    ("HwpSummaryInformation", "a Hangul file"),
)
"""A stream that tells what another compound file is."""
WORD_TEXT = b"\xec\xa5"
"""How the stream with the text of a Word file begins."""
FLAGS, LOCKED = 11, 1
"""The byte of that stream that says whether it is encrypted, and the bit that does."""


def check_compound(data: bytes, name: str) -> None:
    """Refuse a compound file that is damaged, encrypted, or no Word file.

    Raises:
        PolicydiffError: ``CORRUPT``, ``ENCRYPTED`` or ``OTHER_FORMAT``.
    """
    if not data.startswith(SIGN) or len(data) < 3 * SECTOR:
        raise corrupt(name, "the file is cut off or damaged")
    if has_stream(data, "EncryptedPackage") or (has_stream(data, "WordDocument") and text_is_locked(data)):
        raise locked(name)
    if not has_stream(data, "WordDocument"):
        what = next((what for stream, what in OTHERS if has_stream(data, stream)), "a file of another program")
        raise other_format(name, what)


def has_stream(data: bytes, stream: str) -> bool:
    """Whether an entry of the directory has this name."""
    name = (stream + "\0").encode("utf-16-le")
    place = data.find(name, SECTOR)
    while place >= 0 and place % ENTRY:
        place = data.find(name, place + 1)
    return place >= 0


def text_is_locked(data: bytes) -> bool:
    """Whether the stream with the text says that it is encrypted."""
    place = data.find(WORD_TEXT, SECTOR)
    while place >= 0 and place % SECTOR:
        place = data.find(WORD_TEXT, place + 1)
    return 0 <= place < len(data) - FLAGS and bool(data[place + FLAGS] & LOCKED)
