"""What a PDF file holds instead of a readable text: pages that are pictures, and characters that are not what they look like."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from policydiff.model import Notice, PolicydiffError
from policydiff.read.encoding import COMMON, chinese
from policydiff.read.pdf.page import Page

FEW = 12
"""Characters, beside furniture, up to which a page counts as one without text."""
PICTURE = 0.4
"""The share of a page that a picture covers at least if it is the page itself."""
OUTLINES = 300
"""Outlines on a page without text from which its writing counts as drawn."""
STRANGE = 0.05
"""The share of characters without meaning from which a text is garbled; a report has next to none."""
FREQUENT = 0.12
"""The share that frequent characters have at least among the Chinese ones of any page (a half on average)."""
ENOUGH = 100
"""Chinese characters on a page from which their statistics mean something."""
WITHOUT_MEANING = {"Cc", "Cn", "Co", "Cs"}
SYMBOLS = frozenset(map(chr, range(0xF000, 0xF100)))
"""Where fonts of symbols, such as Wingdings, have their bullets and ticks."""


def needs_ocr(page: Page, words: int) -> bool:
    """Whether a page shows something that only a picture or outlines hold."""
    return words <= FEW and (page.pictures >= PICTURE or page.paths >= OUTLINES)


def check_pictures(pages: Sequence[Page], words: Sequence[int], name: str) -> tuple[Notice, ...]:
    """A warning that names the pages without a text of their own.

    Raises:
        PolicydiffError: ``NEEDS_OCR`` where these are most pages.
    """
    pictures = [page.number for page, count in zip(pages, words, strict=True) if needs_ocr(page, count)]
    written = sum(count > FEW for count in words)
    if len(pictures) > written:
        trouble = f"{len(pictures)} of {len(pages)} page(s) are pictures without text"
        raise PolicydiffError("NEEDS_OCR", name, trouble, "run the PDF through text recognition (OCR) first")
    if not pictures:
        return ()
    return (Notice("NEEDS_OCR", f"page(s) {number_list(pictures)} are pictures without text and were not read"),)


def number_list(numbers: Sequence[int]) -> str:
    """Numbers in words, those in a row as a range.

    >>> number_list([2, 3, 4, 9])
    '2-4, 9'
    """
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def check_garbled(pages: Sequence[Page], name: str) -> tuple[Notice, ...]:
    """A warning that names the pages whose characters cannot be those that are shown.

    Raises:
        PolicydiffError: ``GARBLED`` where these are most of the pages with a text.
    """
    texts = {page.number: "".join(character.text for character in page.characters) for page in pages}
    garbled = [number for number, text in texts.items() if is_garbled(text)]
    if not garbled:
        return ()
    trouble = f"the characters that page(s) {number_list(garbled)} hold are not those that they show"
    if 2 * len(garbled) > sum(len(text) > FEW for text in texts.values()):
        raise PolicydiffError("GARBLED", name, trouble, "run the PDF through text recognition (OCR), or give the report as plain text")
    return (Notice("GARBLED", trouble),)


def is_garbled(text: str) -> bool:
    """Whether a page is garbled, by statistics of its characters; bullets and ticks of symbol fonts mean something.

    >>> is_garbled("我们要扎实做好今年的各项工作" * 10), is_garbled("鏀垮簻宸ヤ綔鎶ュ憡" * 20)
    (False, True)
    """
    seen = [character for character in text if not character.isspace() and character not in SYMBOLS]
    strange = sum(character == "\ufffd" or unicodedata.category(character) in WITHOUT_MEANING for character in seen)
    if strange > max(STRANGE * len(seen), FEW):
        return True
    count = sum(map(chinese, seen))
    return count >= ENOUGH and len(COMMON.findall(text)) < FREQUENT * count
