"""What stands on a page: characters with their places, as the worker gives them, turned upright."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

ABOVE, BELOW = 0.88, 0.12
"""How far a character reaches above and below the line it stands on, as shares of its size."""
BOLD = 600
"""The weight from which a font counts as bold."""


class Character(NamedTuple):
    """One character: where its cell begins and ends, the height of the line it stands on (``base``), its size, and whether it is bold."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.base + ABOVE * self.size

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.base - BELOW * self.size


class Rule(NamedTuple):
    """A level line that is drawn on a page, such as the border of a table."""

    left: float
    y: float
    right: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page in upright coordinates, y growing upwards; ``aside`` is what is written in another direction, such as a watermark.

    ``plain`` is the text of the page as the parser joins it, kept to check that nothing is lost. ``pictures`` is the share of the page
    that its largest picture covers, ``paths`` the number of outlines on it.
    """

    number: int
    characters: tuple[Character, ...]
    aside: tuple[Character, ...]
    rules: tuple[Rule, ...]
    plain: str
    pictures: float
    paths: int


def page_from_json(found: dict[str, Any], number: int) -> Page:
    """A page from what the worker says of it."""
    turns = Counter(place[7] for place in found["places"] if place[7] >= 0)
    main = turns.most_common(1)[0][0] if turns else 0
    upright: list[Character] = []
    aside: list[Character] = []
    for text, place in zip(found["characters"], found["places"], strict=True):
        (upright if place[7] == main else aside).append(turned(text, place, main))
    rules = tuple(Rule(*rule) for rule in found["rules"]) if main == 0 else ()
    return Page(number, tuple(upright), tuple(aside), rules, found["plain"], found["pictures"], found["paths"])


def turned(text: str, place: list[float], quarters: int) -> Character:
    """A character as it stands once its page is turned back by some quarter turns.

    >>> turned("报", [0, 10, 12, 22, 11, 10, 12, 1, 400], 1).left
    10
    """
    left, bottom, right, top, x, y, size, _, weight = place
    bounds = {0: (left, right, y), 1: (bottom, top, -x), 2: (-right, -left, -y), 3: (-top, -bottom, x)}
    return Character(text, *bounds[quarters], size, weight >= BOLD)
