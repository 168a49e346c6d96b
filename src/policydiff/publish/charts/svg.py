"""Drawing primitives: elements whose words are escaped, the room that words take, scales and ticks. Nothing here knows of reports."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import count
from typing import Literal

from policydiff.publish.page import one_line

INK = "currentColor"
BLUE, ORANGE, GREEN, RED, GREY = "#3b78c9", "#c26a08", "#1b8f6d", "#cc5430", "#7c8592"
"""Of middle brightness, so that each stands out on a light ground and on a dark one."""
SOFT = 0.72
"""Opacity of words that matter less."""
FONTS = "system-ui, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
"""The reader's own fonts, those with Chinese glyphs among them."""
SIZE = 12
"""Of words that say no other size; a picture says it once."""
BOLD = 1.1
"""How much wider bold words are."""
THIN, WIDE = frozenset("iljtfrI.,:;'|!()[] -"), frozenset("mwMW%@&")
PIECES = re.compile(r"[(“（《]*(?:[A-Za-z0-9.%'-]+|.)[),，、。；：）》” ]*", re.DOTALL)
"""What is not torn apart at the end of a line: numerals and Latin words, and marks with what they open or close."""
STEPS = (1, 2, 2.5, 5, 10)
TINY = 1e-200
"""Figures that differ by less are one."""
Attribute = str | float | None
Anchor = Literal["start", "middle", "end"]


def tag(name: str, *content: str, **attributes: Attribute) -> str:
    """One element. Content is markup already; attributes are escaped, those that are None left out, ``_`` read as a hyphen.

    >>> tag("line", x1=0, x2=12.50, stroke_width=1, stroke=None)
    '<line x1="0" x2="12.5" stroke-width="1"/>'
    """
    written = "".join(f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>{''.join(content)}</{name}>" if content else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """A coordinate to a tenth, without needless zeros.

    >>> number(3.0), number(2.25), number(-0.01)
    ('3', '2.2', '0')
    """
    return f"{round(value, 1) + 0:.10g}"


def words(text: str) -> str:
    """Text as markup on one line: nothing in it acts on the picture, and no character in it is one that XML refuses.

    >>> words("</text><script>\\x00")
    '&lt;/text&gt;&lt;script&gt;[U+0000]'
    """
    return escape(one_line(text))


def write(
    x: float,
    y: float,
    text: str,
    *,
    size: float = SIZE,
    anchor: Anchor = "start",
    soft: bool = False,
    bold: bool = False,
) -> str:
    """Words with their baseline at ``y``, in the colour of the picture."""
    return tag(
        "text",
        words(text),
        x=x,
        y=y,
        font_size=None if size == SIZE else size,
        text_anchor=None if anchor == "start" else anchor,
        font_weight="600" if bold else None,
        fill_opacity=str(SOFT) if soft else None,
    )


def line(
    x1: float, y1: float, x2: float, y2: float, *, stroke: str = INK, width: float = 1, dash: str | None = None, faint: bool = False
) -> str:
    """A straight line; a faint one is for grids and frames."""
    return tag(
        "line",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke=stroke,
        stroke_width=None if width == 1 else width,
        stroke_dasharray=dash,
        stroke_opacity="0.18" if faint else None,
    )


def path(d: str, **attributes: Attribute) -> str:
    """A path."""
    return tag("path", d=d, **attributes)


def group(marks: Iterable[str], hint: str = "", **attributes: Attribute) -> str:
    """Marks that belong together; ``hint`` is what a pointer over them shows."""
    return tag("g", *([tag("title", words(hint))] if hint else []), *marks, **attributes)


def text_width(text: str, size: float) -> float:
    """About how wide words are in a wide font, in pixels; a Chinese character is as wide as the font is high.

    >>> text_width("粮食", 10), round(text_width("5.5%", 10), 1)
    (20.0, 25.5)
    """
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if character.isascii():
        if character in THIN:
            return 0.36
        if character in WIDE:
            return 0.95
        return 0.7 if character.isupper() else 0.62
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.62


def fit(text: str, size: float, room: float) -> str:
    """The words, cut short with … where they are wider than the room.

    >>> fit("城镇新增就业", 10, 60), fit("城镇新增就业", 10, 45)
    ('城镇新增就业', '城镇新…')
    """
    if text_width(text, size) <= room:
        return text
    kept = ""
    for character in text:
        if text_width(f"{kept}{character}…", size) > room:
            break
        kept += character
    return f"{kept.rstrip()}…"


def wrap(text: str, size: float, room: float, most: int = 2) -> list[str]:
    """The words in lines that fit the room, numerals and Latin words whole; what does not fit the last line is cut short.

    >>> wrap("新建农村公路（含便桥）400公里", 10, 88)
    ['新建农村公路（含', '便桥）400公里']
    >>> wrap("守护生态，推动绿色低碳转型", 10, 100)
    ['守护生态，', '推动绿色低碳转型']
    """
    shown, lines = one_line(text), [""]
    for piece in PIECES.findall(shown):
        if lines[-1] and len(lines) < most and text_width((lines[-1] + piece).rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
    if len(lines) == 2:
        lines = _at_comma(shown, size, room) or lines
    return [fit(found.strip(), size, room) for found in lines]


def _at_comma(text: str, size: float, room: float) -> list[str]:
    """Two lines that break behind a comma, where both fit; else none."""
    halves = ((text[: place + 1], text[place + 1 :]) for place in range(len(text) - 2, 0, -1) if text[place] in "，、；：")
    return next(([one, other] for one, other in halves if max(text_width(one, size), text_width(other, size)) <= room), [])


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to pixels, in a straight line."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value lies.

        >>> Scale(0, 10, 200, 100)(5)
        150.0
        """
        return self.start + (self.end - self.start) * ((value - self.low) / (self.high - self.low))


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers from below ``low`` to above ``high``, about so many.

    >>> ticks(0, 14.2), ticks(5.3, 7.1, 4), ticks(3, 3)
    ([0, 5, 10, 15], [5, 5.5, 6, 6.5, 7, 7.5], [2, 3, 4])
    """
    if high - low < TINY:
        step = 10.0 ** math.floor(math.log10(abs(high) or 1))
        return [rounded(high - step), rounded(high), rounded(high + step)]
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in STEPS if power * times >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [rounded(place * step) for place in range(first, last + 1)]


def rounded(value: float) -> float:
    """A number without the traces of binary fractions; whole where it is."""
    near = float(f"{value:.10g}")
    return int(near) if near.is_integer() and abs(near) < 1e15 else near


def year_ticks(first: int, last: int, room: float) -> list[int]:
    """The years that are named under an axis: each, or every so many that they stand clear of each other.

    >>> year_ticks(2012, 2014, 300), year_ticks(1978, 2020, 840)[:3]
    ([2012, 2013, 2014], [1980, 1985, 1990])
    """
    steps = (times * 10**power for power in count() for times in (1, 2, 5))
    step = next(step for step in steps if room / max(last - first, 1) * step >= 42)
    return list(range(-(-first // step) * step, last + 1, step))
