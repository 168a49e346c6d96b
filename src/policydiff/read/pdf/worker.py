"""The process that opens a PDF file: bytes on standard input, every character with its place as JSON on standard output.

It is run by its path and imports nothing of policydiff, so that it starts quickly and that nothing but itself breaks when the parser does.
Arguments: the most pages, the most characters.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections.abc import Iterator
from typing import Any

REFUSED = {4: "password", 5: "password"}
"""Error numbers of the parser that say that a password is wanted."""
END_OF_LINE_HYPHEN = 2
"""What the parser puts for a hyphen at the end of a line."""
IMAGE, PATH, FORM = 3, 2, 5
"""Kinds of objects on a page."""
MOST_RULES = 600
"""Level lines of a page that are told of."""


def read_document(raw: Any, data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """Its pages, or what is in the way."""
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return {"trouble": REFUSED.get(raw.FPDF_GetLastError(), "damaged")}
    count = raw.FPDF_GetPageCount(document)
    if count > most_pages:
        return {"trouble": "pages"}
    pages: list[dict[str, Any]] = []
    for number in range(count):
        page = raw.FPDF_LoadPage(document, number)
        text = raw.FPDFText_LoadPage(page) if page else None
        if not text:
            return {"trouble": "damaged"}
        most_characters -= raw.FPDFText_CountChars(text)
        if most_characters < 0:
            return {"trouble": "characters"}
        pages.append(read_page(raw, page, text))
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
    return {"pages": pages} if pages else {"trouble": "damaged"}


def read_page(raw: Any, page: Any, text: Any) -> dict[str, Any]:
    """The characters of a page, their places in the same order, its plain text, and what else is drawn on it."""
    found = list(read_characters(raw, text))
    pictures, paths, rules = drawn(raw, page)
    return {
        "plain": plain_text(raw, text),
        "characters": "".join(character for character, _ in found),
        "places": [place for _, place in found],
        "pictures": pictures,
        "paths": paths,
        "rules": rules,
    }


def read_characters(raw: Any, text: Any) -> Iterator[tuple[str, list[float]]]:
    """Each character that the file holds, those left out that the parser made up.

    Its place: left, bottom, right and top of its cell, where it stands on its line (x, y), size, turn and weight.
    """
    box, x, y, matrix = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    high = 0
    for index in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        angle = turn(matrix.a, matrix.b)
        numbers = (box.left, box.bottom, box.right, box.top, x.value, y.value, size)
        place = [round(number, 2) if math.isfinite(number) else 0.0 for number in numbers]
        yield shown(code, raw.FPDFText_HasUnicodeMapError(text, index) == 1), [*place, angle, raw.FPDFText_GetFontWeight(text, index)]


def shown(code: int, unknown: bool) -> str:
    """The character of a code; U+FFFD where the file does not say which it is."""
    if code == END_OF_LINE_HYPHEN:
        return "-"
    if unknown or code == 0 or code > sys.maxunicode or 0xD800 <= code < 0xE000:
        return "\ufffd"
    return chr(code)


def turn(a: float, b: float) -> int:
    """The direction of writing in quarter turns, or -1 where it is aslant.

    >>> [turn(1, 0), turn(0, 1), turn(-1, 0), turn(0, -1), turn(1, 1)]
    [0, 1, 2, 3, -1]
    """
    quarters = math.atan2(b, a) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else -1


def plain_text(raw: Any, text: Any) -> str:
    """All that the parser itself takes for the text of a page."""
    count = raw.FPDFText_CountChars(text)
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = raw.FPDFText_GetText(text, 0, count, buffer)
    return bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="replace")


def drawn(raw: Any, page: Any) -> tuple[float, int, list[list[float]]]:
    """The share of the page that its largest picture covers, how many outlines are drawn, and its level lines (left, y, right)."""
    area = max(raw.FPDF_GetPageWidthF(page) * raw.FPDF_GetPageHeightF(page), 1.0)
    pictures, paths = 0.0, 0
    rules: list[list[float]] = []
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind not in (IMAGE, PATH, FORM) or not raw.FPDFPageObj_GetBounds(thing, *sides):
            continue
        left, bottom, right, top = (side.value for side in sides)
        if kind != PATH:
            pictures = max(pictures, (right - left) * (top - bottom) / area)
        else:
            paths += 1
            rules += [[left, y, right] for y in {bottom, top} if right - left > 20 and len(rules) < MOST_RULES]
    return pictures, paths, rules


def main() -> None:
    """Read standard input within the limits that the arguments give."""
    import pypdfium2.raw as raw

    most_pages, most_characters = map(int, sys.argv[1:3])
    data = sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(read_document(raw, data, most_pages, most_characters)))


if __name__ == "__main__":
    main()
