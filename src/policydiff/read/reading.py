"""What every reader gives: the text of the report, how its bytes were read, where its paragraphs stand, and what to warn of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from policydiff.model import Notice, Origin


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a report, one paragraph a line where the format knows paragraphs.

    ``encoding`` is that of the bytes, or of the text within them; ``origins`` say where in the original a place of the text stands.
    """

    text: str
    encoding: str = "utf-8"
    notices: tuple[Notice, ...] = ()
    origins: tuple[Origin, ...] = ()


Reader = Callable[..., Reading]
"""A reader takes the bytes, what to call the file, and ``Limits``; it raises ``PolicydiffError`` where there is no report to be had."""
