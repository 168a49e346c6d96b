"""Whether a PDF file is there to its end: parsers mend a file that was cut off and give what is left, as if it were all."""

from __future__ import annotations

import re

END = b"%%EOF"
LINEARIZED = re.compile(rb"/Linearized[^>]{0,200}/L\s{1,9}(\d{1,12})")
OBJECT = re.compile(rb"\d\s{1,9}obj\b")


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
