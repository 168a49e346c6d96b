"""What the styles of a Word file say of their paragraphs and runs: a list they belong to, and whether they are hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policydiff.read.word.parts import Element, W, number, switched, value

MOST_BASED = 50
"""Styles that one is based on at most; Word allows eleven."""


@dataclass(frozen=True, slots=True)
class Style:
    """A named style: the one it is based on, the ids of its list and level where it has them, and whether its text is hidden."""

    id: str
    based_on: str = ""
    list_id: str | None = None
    level: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a file by their ids; ``usual`` is the one of paragraphs that name none."""

    by_id: dict[str, Style]
    usual: str = ""

    def line(self, style: str) -> Iterator[Style]:
        """A style and those that it is based on, each once."""
        seen: set[str] = set()
        while style in self.by_id and style not in seen and len(seen) < MOST_BASED:
            seen.add(style)
            yield self.by_id[style]
            style = self.by_id[style].based_on

    def hidden(self, style: str) -> bool:
        """Whether the text of a style is hidden."""
        return next((found.hidden for found in self.line(style) if found.hidden is not None), False)

    def list_of(self, style: str) -> Style | None:
        """The style, of those in the line of a style, that says to which list its paragraphs belong; its level may be set below it."""
        level = None
        for found in self.line(style):
            level = found.level if level is None else level
            if found.list_id is not None:
                return replace(found, level=level)
        return None


def read_styles(root: Element | None) -> Styles:
    """The styles of the part that holds them; none where there is no such part."""
    by_id: dict[str, Style] = {}
    usual = ""
    for element in () if root is None else root.iterfind(f"{W}style"):
        style = read_style(element)
        by_id[style.id] = style
        if value(element, "type") == "paragraph" and value(element, "default") in {"1", "true", "on"}:
            usual = style.id
    return Styles(by_id, usual)


def read_style(element: Element) -> Style:
    """One style."""
    level = element.find(f"{W}pPr/{W}numPr/{W}ilvl")
    return Style(
        value(element, "styleId") or "",
        value(element.find(f"{W}basedOn")) or "",
        value(element.find(f"{W}pPr/{W}numPr/{W}numId")),
        None if level is None else number(level, 0),
        switched(element.find(f"{W}rPr/{W}vanish")),
    )
