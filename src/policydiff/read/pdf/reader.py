"""From a PDF file to the text of a report, one paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policydiff.read.coverage import check_coverage
from policydiff.read.limits import Limits
from policydiff.read.pdf.columns import find_blocks, find_gutter, usual_gutter
from policydiff.read.pdf.furniture import Sheets, find_furniture
from policydiff.read.pdf.judge import check_garbled, check_pictures
from policydiff.read.pdf.lines import Line, block_lines, make_line
from policydiff.read.pdf.page import Page
from policydiff.read.pdf.paragraphs import join_lines
from policydiff.read.pdf.pieces import find_pieces
from policydiff.read.pdf.process import damaged, load_pages
from policydiff.read.pdf.whole import is_damaged, is_truncated
from policydiff.read.reading import Reading


def read_pdf(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of a PDF file, page furniture left out, with the page that each part stands on.

    Raises:
        PolicydiffError: ``ENCRYPTED``, ``CORRUPT``, ``NEEDS_OCR``, ``GARBLED``, ``TOO_LARGE``, ``TOO_SLOW`` or ``WORKER_FAILED``.

    >>> from policydiff.read.limits import LIMITS
    >>> read_pdf(b"%PDF-1.7", "a.pdf", LIMITS)
    Traceback (most recent call last):
    ...
    policydiff.model.PolicydiffError: a.pdf: CORRUPT: the PDF ends before it is complete; download or save it again
    """
    if is_truncated(data):
        raise damaged(name, "the PDF ends before it is complete")
    if is_damaged(data, limits.most_unpacked):
        raise damaged(name, "a part of the PDF is damaged")
    return lay_out(load_pages(data, name, limits), name)


def lay_out(pages: Sequence[Page], name: str) -> Reading:
    """The text of some pages, checked against all the characters that they hold."""
    garbled = check_garbled(pages, name)
    upright = {page.number: list(find_pieces(page.characters)) for page in pages}
    aside = {page.number: list(find_pieces(page.aside)) for page in pages}
    sheets = {number: [*upright[number], *aside[number]] for number in upright}
    furniture = find_furniture(sheets)
    left_out = [piece.words for pieces in sheets.values() for piece in pieces if id(piece) in furniture]
    kept, beside = ({n: [p for p in pieces if id(p) not in furniture] for n, pieces in side.items()} for side in (upright, aside))
    counts = [sum(len(piece.characters) for piece in (*kept[page.number], *beside[page.number])) for page in pages]
    notices = (*garbled, *check_pictures(pages, counts, name))
    lines = list(read_lines(pages, kept, beside))
    text, origins = join_lines(lines)
    return Reading(text, "utf-8", (*notices, *check_coverage("".join(page.plain for page in pages), text, left_out)), origins)


def read_lines(pages: Sequence[Page], kept: Sheets, beside: Sheets) -> Iterator[Line]:
    """All lines of the document in the order in which they are read; what is written in another direction follows its page."""
    gutters = {number: find_gutter(pieces) for number, pieces in kept.items()}
    usual = usual_gutter(list(gutters.values()))
    for page in pages:
        for block in find_blocks(kept[page.number], gutters[page.number] or usual):
            yield from block_lines(block, page.number, page.rules)
        yield from (make_line([piece], page.number, 0, cell=True) for piece in beside[page.number])
