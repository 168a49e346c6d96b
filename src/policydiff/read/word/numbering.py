"""Automatic numbering: the numbers that Word shows before paragraphs and that stand nowhere in their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policydiff.read.word.numerals import write_number
from policydiff.read.word.parts import Element, W, number, switched, value
from policydiff.read.word.styles import Style, Styles

LEVELS = 9
LONGEST = 64
"""Characters of a label, and of its pattern, at most."""
PLACE_HOLDER = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level of a list are numbered.

    ``text`` is the pattern of the label (``第%1章``), ``restart`` the number of levels above it after which it begins anew: None for any,
    0 for never. ``legal`` writes all numbers of the label in figures; ``style`` is the paragraph style that goes with the level.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    gap: str = " "
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: lists of one ``family`` count on each other's numbers; ``anew`` are the levels that this one begins by itself."""

    family: str
    levels: dict[int, Level]
    anew: dict[int, int]

    def level(self, depth: int) -> Level:
        """A level, or the usual one where the list does not describe it."""
        return self.levels.get(depth, Level())

    def start(self, depth: int) -> int:
        """The first number of a level."""
        return self.anew.get(depth, self.level(depth).start)


@dataclass(slots=True)
class Numbering:
    """The lists of a file by their ids, and how far each family has been counted."""

    lists: dict[str, NumberedList]
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def depth_of(self, style: Style) -> int:
        """The level that the paragraphs of a style have: the one that the style names, else the one that names the style."""
        if style.level is not None:
            return style.level
        found = self.lists.get(style.list_id or "")
        return next((depth for depth, level in found.levels.items() if level.style == style.id), 0) if found else 0

    def next_label(self, list_id: str, depth: int) -> str:
        """Count one paragraph and give its label with the gap behind it; empty for bullets and for what is in no list.

        A level above that has not come yet is held to have begun, so that the next paragraph of that level is its second.
        """
        found = self.lists.get(list_id)
        if found is None or not 0 <= depth < LEVELS:
            return ""
        counts = self.counts.setdefault(found.family, [None] * LEVELS)
        if list_id not in self.begun:
            self.begun.add(list_id)
            counts[:] = [None if place in found.anew else count for place, count in enumerate(counts)]
        for above in range(depth):
            counts[above] = found.start(above) if counts[above] is None else counts[above]
        before = counts[depth]
        counts[depth] = found.start(depth) if before is None else before + 1
        for below in range(depth + 1, LEVELS):
            restart = found.level(below).restart
            if restart is None or depth < restart:
                counts[below] = None
        return write_label(found, depth, counts)


def write_label(found: NumberedList, depth: int, counts: list[int | None]) -> str:
    """The label of a paragraph, such as （二） or 2.1, with the gap behind it."""
    level = found.level(depth)
    if level.format == "bullet" or not level.text:
        return ""

    def fill(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        count = counts[place]
        return "" if count is None else write_number(count, "decimal" if level.legal else found.level(place).format)

    return PLACE_HOLDER.sub(fill, level.text)[:LONGEST] + level.gap


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """The lists of the part that holds them; none where there is no such part."""
    if root is None:
        return Numbering({})
    families = {value(element, "abstractNumId") or "": element for element in root.iterfind(f"{W}abstractNum")}
    nums = {value(element, "numId") or "": element for element in root.iterfind(f"{W}num")}
    levels = {family: read_levels(element) for family, element in families.items()}
    links = {family: value(element.find(f"{W}numStyleLink")) or "" for family, element in families.items()}
    lists = {}
    for list_id, num in nums.items():
        family = family_of(num, links, nums, styles)
        lists[list_id] = read_list(num, family, levels.get(family, {}))
    return Numbering(lists)


def read_levels(family: Element) -> dict[int, Level]:
    """The levels of a family of lists."""
    levels = ((number(level, 0, "ilvl"), level) for level in family.iterfind(f"{W}lvl"))
    return {depth: read_level(level) for depth, level in levels if 0 <= depth < LEVELS}


def read_list(num: Element, family: str, levels: dict[int, Level]) -> NumberedList:
    """One list: the levels of its family, and those that it describes or begins by itself."""
    own: dict[int, Level] = {}
    anew: dict[int, int] = {}
    for change in num.iterfind(f"{W}lvlOverride"):
        depth, start, level = number(change, 0, "ilvl"), change.find(f"{W}startOverride"), change.find(f"{W}lvl")
        if level is not None and 0 <= depth < LEVELS:
            own[depth] = read_level(level)
        if start is not None:
            anew[depth] = number(start, 1)
    return NumberedList(family, levels | own, anew)


def family_of(num: Element, links: dict[str, str], nums: dict[str, Element], styles: Styles) -> str:
    """The family of a list; where that only names a style of numbering (``links``), the family of the list of this style."""
    family = value(num.find(f"{W}abstractNumId")) or ""
    style = styles.by_id.get(links.get(family, ""))
    linked = nums.get(style.list_id or "") if style else None
    return family if linked is None else value(linked.find(f"{W}abstractNumId")) or ""


def read_level(element: Element) -> Level:
    """One level of a list; its format may stand in an alternative for newer programs."""
    formats = [value(found) for found in element.iter(f"{W}numFmt")]
    shown = not switched(element.find(f"{W}rPr/{W}vanish"))
    restart = element.find(f"{W}lvlRestart")
    return Level(
        start=number(element.find(f"{W}start"), 0),
        format=next(reversed(formats), None) or "decimal",
        text=(value(element.find(f"{W}lvlText")) or "")[:LONGEST] if shown else "",
        gap="" if value(element.find(f"{W}suff")) == "nothing" else " ",
        restart=None if restart is None else number(restart, 0),
        legal=bool(switched(element.find(f"{W}isLgl"))),
        style=value(element.find(f"{W}pStyle")) or "",
    )
