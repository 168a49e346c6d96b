"""Readers of HTML and MHTML: decode, take the lines, find the article, and check that nothing was lost on the way."""

from __future__ import annotations

import re

from policydiff.model import PolicydiffError
from policydiff.read.coverage import check_coverage
from policydiff.read.encoding import decode_bytes
from policydiff.read.entities import unescape
from policydiff.read.furniture import note_furniture, note_notes
from policydiff.read.limits import Limits
from policydiff.read.reading import Reading
from policydiff.read.web.article import find_article
from policydiff.read.web.label import find_label
from policydiff.read.web.page import TooDeepError, read_page
from policydiff.read.web.saved import saved_pages

END_OF_TAG = re.compile("[>\"']")
RAW = re.compile(r"<(!--|script|style|noscript|textarea|title)", re.IGNORECASE)
"""What begins a stretch that is no text of the page."""


def read_html(data: bytes, name: str, limits: Limits) -> Reading:
    """The article of a page, one paragraph a line.

    Raises:
        PolicydiffError: ``ENCODING_UNSURE``; ``NO_MAIN_TEXT`` where the page has nothing but navigation; ``TOO_LARGE`` where its elements
            are nested too deep.

    >>> from policydiff.read.limits import LIMITS
    >>> read_html("<html><ul><li><a href='/'>首页</a></ul><p>新建学校3所。</p>".encode(), "a.html", LIMITS).text
    '新建学校3所。'
    """
    return read_labelled(data, name, find_label(data))


def read_labelled(data: bytes, name: str, label: str) -> Reading:
    """A page whose encoding is declared by a label."""
    text, encoding, notices = decode_bytes(data, name, label)
    try:
        page = read_page(text)
    except TooDeepError:
        raise PolicydiffError(
            "TOO_LARGE", name, "the elements of the page are nested too deep", "save the page of the report itself"
        ) from None
    kept, left_out = find_article(page, name)
    article = "\n".join(kept)
    lost = check_coverage(shown_characters(text), article, [*left_out, *page.hidden])
    told = (*note_furniture(left_out), *note_notes(page.marks, "raised mark(s) of notes"))
    return Reading(article, encoding, (*notices, *told, *lost))


def read_mhtml(data: bytes, name: str, limits: Limits) -> Reading:
    """The article of a page that a browser saved in one file: of its pages in frames, the one with the longest article.

    Raises:
        PolicydiffError: as for HTML; ``CORRUPT`` where the file holds no page or is damaged; ``TOO_LARGE`` where it nests too many parts.
    """
    readings, troubles = [], []
    for page, label in saved_pages(data, name):
        try:
            readings.append(read_labelled(page, name, label or find_label(page)))
        except PolicydiffError as trouble:
            troubles.append(trouble)
    if readings:
        return max(readings, key=lambda reading: len(reading.text))
    raise troubles[0] if troubles else PolicydiffError("CORRUPT", name, "this saved page holds no page", "save it from the browser again")


def shown_characters(text: str) -> str:
    """What stands between the tags of a page, taken in the most simple way, to hold the reader against.

    >>> shown_characters("<p title='a>b'>新建&nbsp;学校<!-- x --><script>1<2</script>3所")
    '新建\\xa0学校3所'
    """
    return unescape("".join(between_tags(without_raw(text)))).replace("\0", "")


def without_raw(text: str) -> str:
    """A page without comments, scripts and the like."""
    kept, at, low = [], 0, text.lower() if len(text.lower()) == len(text) else text
    while found := RAW.search(text, at):
        kept.append(text[at : found.start()])
        name = found[1].lower()
        end = low.find("-->" if name == "!--" else f"</{name}", found.end())
        if end < 0:
            return "".join(kept)
        at = end + 3 if name == "!--" else end
    return "".join([*kept, text[at:]])


def between_tags(text: str) -> list[str]:
    """The stretches between tags; a quotation mark that is never closed ends the search, so that a page without end costs no time."""
    kept, at = [], 0
    while (start := text.find("<", at)) >= 0:
        sign = text[start + 1 : start + 2]
        if not (sign.isascii() and (sign.isalpha() or sign in "/!?")):
            kept.append(text[at : start + 1])
            at = start + 1
            continue
        kept.append(text[at:start])
        at = end_of_tag(text, start)
    return [*kept, text[at:]]


def end_of_tag(text: str, start: int) -> int:
    """Where a tag ends: the first ``>`` outside quotation marks."""
    at = start
    while found := END_OF_TAG.search(text, at):
        if found.group() == ">":
            return found.end()
        close = text.find(found.group(), found.end())
        if close < 0:
            break
        at = close + 1
    return len(text)
