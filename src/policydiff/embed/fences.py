"""Fenced blocks of Markdown: those called policydiff give way to their tables, all others stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

FENCE = re.compile(r"(?P<indent> {0,12})(?P<fence>`{3,}|~{3,})(?P<info>.*)")
NAMES = ("policydiff", "{policydiff}", "{.policydiff}")
"""What a fenced block is called that asks for tables."""


def replace_fences(markdown: str, write: Callable[[str], str]) -> str:
    """Markdown with what ``write`` makes of each block called policydiff in its place, as far indented as the block.

    A block within another block is words of that one.

    >>> print(replace_fences("a\\n```policydiff\\nold: x\\n```\\nb", str.upper))
    a
    <BLANKLINE>
    OLD: X
    <BLANKLINE>
    b
    """
    return "\n".join(_lines(markdown.split("\n"), write))


def _lines(lines: list[str], write: Callable[[str], str]) -> Iterator[str]:
    held: list[str] = []
    opened: re.Match[str] | None = None
    for line in lines:
        fence = FENCE.fullmatch(line.rstrip("\r"))
        if opened is None and fence is not None and "`" not in fence["info"]:
            opened, held = fence, [line]
        elif opened is None:
            yield line
        else:
            held.append(line)
            if fence is not None and _closes(fence, opened):
                yield from _written(held, opened, write)
                opened = None
    if opened is not None:
        yield from held


def _closes(fence: re.Match[str], opened: re.Match[str]) -> bool:
    return not fence["info"].strip() and fence["fence"].startswith(opened["fence"])


def _written(held: list[str], opened: re.Match[str], write: Callable[[str], str]) -> Iterator[str]:
    if opened["info"].strip() not in NAMES:
        yield from held
        return
    text = write("\n".join(line.strip() for line in held[1:-1]))
    yield from ("", *(f"{opened['indent']}{line}" if line else "" for line in text.rstrip("\n").split("\n")), "")
