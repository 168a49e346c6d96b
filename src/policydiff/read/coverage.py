"""Nothing lost on the way: the characters of the original against those that were read and those left out for a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from policydiff.model import Notice

SHOWN = 30
"""Missing characters that a warning shows at most."""


def check_coverage(original: str, text: str, left_out: Iterable[str] = ()) -> tuple[Notice, ...]:
    """A warning where characters of the original are neither in the text nor among those left out for a reason.

    Characters are counted, white space apart; where they stand does not matter, so that a reader may put columns and tables in order.

    Args:
        original: every character that the file shows, taken in the most simple way, apart from the reader's own.
        text: what was read.
        left_out: words that were left out for a reason, such as the navigation of a web page.

    Returns:
        One ``COVERAGE`` warning, or none.

    >>> check_coverage("增长6%左右 下一页", "增长6%左右", ["下一页"])
    ()
    >>> check_coverage("增长6%左右", "增长%左右")[0].message
    '1 of 6 character(s) of the original were not read: 6'
    """
    before = counted([original])
    missing = before - counted([text, *left_out])
    if not missing:
        return ()
    shown = "".join(missing.elements())[:SHOWN]
    return (Notice("COVERAGE", f"{missing.total()} of {before.total()} character(s) of the original were not read: {shown}"),)


def counted(texts: Iterable[str]) -> Counter[str]:
    """How often each character stands in some texts, white space apart."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update("".join(text.split()))
    return counts
