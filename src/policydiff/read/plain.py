"""Plain text: decoded, and otherwise left as it is."""

from __future__ import annotations

from policydiff.model import PolicydiffError
from policydiff.read.encoding import decode_bytes
from policydiff.read.limits import Limits
from policydiff.read.reading import Reading

FEWEST_LINES, MOST_OF_THEM = 10, 0.8
"""Of fewer lines nothing can be said; the share of lines that must look like rows."""


def read_plain(data: bytes, name: str, limits: Limits) -> Reading:
    """The decoded text, its byte order mark removed and its line ends as they are.

    Raises:
        PolicydiffError: the file is a table (``OTHER_FORMAT``).

    >>> from policydiff.read.limits import LIMITS
    >>> read_plain("政府工作报告".encode("gb18030"), "a.txt", LIMITS).encoding
    'gb18030'
    """
    text, encoding, notices = decode_bytes(data, name)
    if is_table(text):
        raise PolicydiffError(
            "OTHER_FORMAT", name, "this is a table, its cells parted by tabs", "give the report itself, a paragraph a line"
        )
    return Reading(text, encoding, notices)


def is_table(text: str) -> bool:
    """Whether nearly every line has a tab within it, which paragraphs do not.

    >>> is_table("a\\tb\\n" * 10), is_table("\\ta b\\n" * 10)
    (True, False)
    """
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    return len(lines) >= FEWEST_LINES and sum("\t" in line for line in lines) >= MOST_OF_THEM * len(lines)
