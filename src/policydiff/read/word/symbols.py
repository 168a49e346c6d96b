"""Signs that a Word file takes from a font of signs: the common ones as Unicode has them."""

from __future__ import annotations

SIGNS: dict[tuple[str, int], str] = {
    ("wingdings", 0x80): "⓪",
    **{("wingdings", 0x80 + figure): chr(0x2460 + figure - 1) for figure in range(1, 11)},
    ("wingdings", 0x8B): "⓿",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB0): "°",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB7): "•",
    ("symbol", 0xBB): "≈",
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0xA7): "▪",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0xD8): "➢",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFE): "☑",
    ("wingdings 2", 0x52): "☑",
}
"""The characters by font and code."""


def symbol(font: str, code: str) -> str:
    """The character for a code in hexadecimal figures of a font; one that is not known stays one of private use.

    >>> symbol("Symbol", "F0B3"), symbol("Wingdings", "F081"), symbol("SimSun", "4E00"), symbol("Other", "F041")
    ('≥', '①', '一', '\\uf041')
    """
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    known = SIGNS.get((font.lower(), point & 0xFF if 0xF000 <= point <= 0xF0FF else point))
    return known or (chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point <= 0xFFFD else "")
