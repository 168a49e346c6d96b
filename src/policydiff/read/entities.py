"""Characters that a page or a Markdown file writes by their names or numbers."""

from __future__ import annotations

import html
import re

LONG_NUMBER = re.compile("&#([0-9]{9,});?")
"""A number that needs no nine digits but zeros before it, or that is of no character."""


def unescape(text: str) -> str:
    """A text with its characters as they are shown, however long their numbers: Python reads none of some thousand digits.

    >>> unescape("&lt;&#000000000025253;"), unescape(f"&#{'9' * 5000};") == "\\ufffd"
    ('<报', True)
    """
    return html.unescape(LONG_NUMBER.sub(lambda found: f"&#{found[1].lstrip('0')[:8] or '0'};", text))
