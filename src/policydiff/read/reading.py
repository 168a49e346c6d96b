"""What every reader gives: the text of the report, how its bytes were read, where its paragraphs stand, and what to warn of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def join_placed(lines: Iterable[tuple[str, str]]) -> tuple[str, tuple[Origin, ...]]:
    """Lines, each with where it stands in the original, as one text and its origins.

    >>> join_placed([("工作报告", "line 1"), ("一、回顾", "line 3")])
    ('工作报告\\n一、回顾', (Origin(start=0, where='line 1'), Origin(start=5, where='line 3')))
    """
    texts: list[str] = []
    origins: list[Origin] = []
    start = 0
    for text, where in lines:
        texts.append(text)
        origins.append(Origin(start, where))
        start += len(text) + 1
    return "\n".join(texts), tuple(origins)


Reader = Callable[..., Reading]
"""A reader takes the bytes, what to call the file, and ``Limits``; it raises ``PolicydiffError`` where there is no report to be had."""
