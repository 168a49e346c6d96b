"""Decoding, by a ladder: byte order mark, strict UTF-8, UTF-16 without a mark, strict GB18030, nearly clean UTF-8."""

from __future__ import annotations

import codecs
import re

from policydiff.model import Notice, PolicydiffError, Span

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
COMMON = re.compile(
    "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指]"
)
"""The four hundred or so most frequent characters of modern Chinese, by which a reading is judged plausible."""


def decode_bytes(data: bytes, name: str) -> tuple[str, str, tuple[Notice, ...]]:
    """Text, encoding and warnings.

    Raises:
        PolicydiffError: ``ENCODING_UNSURE`` where no reading is plausible.

    >>> decode_bytes("\\ufeff报告".encode("utf-16-le"), "a.txt")[:2]
    ('报告', 'utf-16-le')
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return decode_forgiving(data[len(mark) :], encoding)
    for candidate in ("utf-8", wide_encoding(data), "gb18030"):
        text = decode_strict(data, candidate) if candidate else None
        if text is not None and (candidate == "utf-8" or plausible(text)):
            return text, candidate or "utf-8", ()
    text, encoding, notices = decode_forgiving(data, "utf-8")
    if text.count("\ufffd") * 50 <= len(text):
        return text, encoding, notices
    text, encoding, notices = decode_forgiving(data, "gb18030")
    if text.count("\ufffd") * 50 <= len(text) and plausible(text):
        return text, encoding, notices
    raise PolicydiffError("ENCODING_UNSURE", name, "no reading of the bytes is plausible Chinese text", "save the report as UTF-8")


def decode_strict(data: bytes, encoding: str) -> str | None:
    """The text, or None where a single byte does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def decode_forgiving(data: bytes, encoding: str) -> tuple[str, str, tuple[Notice, ...]]:
    """Bytes that do not fit become U+FFFD, counted and located."""
    text = data.decode(encoding, errors="replace")
    count = text.count("\ufffd")
    if not count:
        return text, encoding, ()
    first = text.index("\ufffd")
    message = f"{count} character(s) could not be decoded as {encoding}, the first at {first}"
    return text, encoding, (Notice("BAD_BYTES", message, Span(first, first + 1)),)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: in the byte order that reads as Chinese, else in the one that the zeros beside ASCII bytes show."""
    sample = data[:4000]
    if len(data) % 2 or not sample:
        return None
    if found := plausible_wide(sample):
        return found
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 4 * even + 1:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd + 1 else None


def plausible_wide(sample: bytes) -> str | None:
    """The byte order under which a sample reads as Chinese."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = decode_strict(sample, encoding)
        if text and plausible(text):
            return encoding
    return None


def plausible(text: str) -> bool:
    """Whether frequent characters make up a fifth of the Chinese ones, as they do in any report (about a half there).

    >>> plausible("我们要扎实做好今年的各项工作"), plausible("鏀垮簻宸ヤ綔鎶ュ憡")
    (True, False)
    """
    sample = text[:4000]
    chinese = sum("\u3400" <= character <= "\u9fff" for character in sample)
    if not chinese:
        return sample.isascii()
    return 5 * len(COMMON.findall(sample)) >= chinese
