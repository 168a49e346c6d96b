"""Plain text: decoded, and otherwise left as it is."""

from __future__ import annotations

from policydiff.read.encoding import decode_bytes
from policydiff.read.limits import Limits
from policydiff.read.reading import Reading


def read_plain(data: bytes, name: str, limits: Limits) -> Reading:
    """The decoded text, its byte order mark removed and its line ends as they are.

    >>> from policydiff.read.limits import LIMITS
    >>> read_plain("政府工作报告".encode("gb18030"), "a.txt", LIMITS).encoding
    'gb18030'
    """
    text, encoding, notices = decode_bytes(data, name)
    return Reading(text, encoding, notices)
