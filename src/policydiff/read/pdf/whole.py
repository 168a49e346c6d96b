"""Whether a PDF file is whole: parsers mend what was cut off or damaged and give what is left, as if it were all."""

from __future__ import annotations

import re
import zlib

END = b"%%EOF"
LINEARIZED = re.compile(rb"/Linearized[^>]{0,200}/L\s{1,9}(\d{1,12})")
OBJECT = re.compile(rb"\d\s{1,9}obj\b")
STREAM = re.compile(rb">>\s{0,4}stream\r?\n(?!\s{0,2}endstream)")
DEFLATED = re.compile(rb"/Filter\s{0,9}\[?\s{0,9}/FlateDecode")
PICTURE = re.compile(rb"/Subtype\s{0,9}/Image")
LONGEST_ENTRY = 1000
"""Bytes in front of a stream among which its own entry is looked for."""
CHUNK = 64 * 1024
DAMAGED = -1
"""What stands for the end of a part that does not unpack."""


def is_truncated(data: bytes) -> bool:
    """Whether the end of a file is missing.

    It is where no mark of an end follows the last object, or where a file that is laid out for the web is shorter than it says.

    >>> is_truncated(b"%PDF-1.7 1 0 obj endobj %%EOF"), is_truncated(b"%PDF-1.7 1 0 obj endobj %%EOF 2 0 obj")
    (False, True)
    """
    end = data.rfind(END)
    if end < 0 or OBJECT.search(data, end):
        return True
    start = max(data.find(b"%PDF-"), 0)
    declared = LINEARIZED.search(data, start, start + 1024)
    return declared is not None and int(declared[1]) > len(data) - start


def is_damaged(data: bytes, most_unpacked: int) -> bool:
    """Whether a packed part that is no picture does not unpack to what its own checksum says, up to so many bytes unpacked.

    A single wrong byte may turn one figure into another, which no parser would tell of. Encrypted files are not looked at.
    """
    if b"/Encrypt" in data:
        return False
    at = 0
    while most_unpacked > 0 and (begin := STREAM.search(data, at)):
        at = begin.end()
        if is_packed(data, begin.start()):
            size, at = unpack(data, at, most_unpacked)
            most_unpacked -= size
        if at == DAMAGED:
            return True
    return False


def is_packed(data: bytes, start: int) -> bool:
    """Whether the entry that ends where a stream begins says that it is packed, and no picture."""
    entry = data[max(start - LONGEST_ENTRY, 0) : start]
    entry = entry[entry.rfind(b"obj") :]
    return entry.startswith(b"obj") and bool(DEFLATED.search(entry)) and not PICTURE.search(entry)


def unpack(data: bytes, start: int, most: int) -> tuple[int, int]:
    """The size of a part as far as it was unpacked, and where it ends in the file, so that nothing is unpacked twice.

    >>> packed = zlib.compress(b"%" * 100)
    >>> unpack(packed, 0, 1000) == (100, len(packed)), unpack(packed[:-1] + b"?", 0, 1000) == (0, DAMAGED)
    (True, True)
    """
    machine, size, rest = zlib.decompressobj(), 0, b""
    while size < most and not machine.eof:
        if not rest:
            rest, start = data[start : start + CHUNK], start + CHUNK
            if not rest:
                return size, DAMAGED
        try:
            size += len(machine.decompress(rest, CHUNK))
        except zlib.error:
            return size, DAMAGED
        rest = machine.unconsumed_tail
    return size, min(start, len(data)) - len(machine.unused_data or rest)
