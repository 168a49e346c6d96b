"""Decoding, by a ladder: byte order mark, strict UTF-8, the label that the file declares, UTF-16, GB18030, Big5, then what nearly fits."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

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
TRADITIONAL = re.compile(
    "[這為個國時來們對會發動過說產種後學經進電裡現實業應開還與關線內數樣間點從當機體兩處變條沒結問無軍情題黨員總設長頭資邊級圖統較將組見計別論運農義]"
)
"""Frequent characters in their traditional form, which Big5 is read by."""
LABELS = {
    label: codec
    for codec, labels in {
        "gb18030": "chinese csgb2312 csiso58gb231280 gb18030 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk",
        "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
        "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 unicode utf-16 utf-16le utf-16be",
    }.items()
    for label in labels.split()
}
"""Labels of encodings as browsers read them: ``gb2312`` and ``gbk`` mean GB18030; a page that can be read up to its label is no UTF-16."""
NAMES = {"gb18030": "GB18030", "big5hkscs": "Big5", "utf-8": "UTF-8"}
REPAIRS = (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030"))
"""How a text was garbled: what it was taken for and what it was in; the way back encodes in the one and decodes in the other."""
FEWEST = 6
"""Chinese characters, or letters of the Latin ones, of which a line must have that many before its garbling can be told."""
FOREIGN = re.compile("[\u0080-\u00ff\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122\u3400-\u9fff]")
"""What garbled Chinese is made of: Chinese characters, or Latin ones with accents."""


def decode_bytes(data: bytes, name: str, label: str = "") -> tuple[str, str, tuple[Notice, ...]]:
    """Text, encoding and warnings.

    Args:
        data: the bytes of a file.
        name: what to call it in messages.
        label: the encoding that the file declares, such as ``gb2312``; its bytes overrule it.

    Raises:
        PolicydiffError: ``ENCODING_UNSURE`` where no reading is plausible.

    >>> decode_bytes("\\ufeff报告".encode("utf-16-le"), "a.txt")[:2]
    ('报告', 'utf-16-le')
    >>> text, encoding, notices = decode_bytes("新建学校3所".encode(), "a.html", "gb2312")
    >>> text, encoding, notices[0].code
    ('新建学校3所', 'utf-8', 'WRONG_LABEL')
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return decode_forgiving(data[len(mark) :], encoding)
    declared = LABELS.get(label.strip().lower(), "")
    for rung in (decode_whole, decode_mixed, decode_nearly):
        found = rung(data, declared)
        if found:
            text, encoding, notices = found
            return text, encoding, (*notices, *wrong_label(data, label, encoding), *find_mojibake(text))
    raise PolicydiffError("ENCODING_UNSURE", name, "no reading of the bytes is plausible Chinese text", "save the report as UTF-8")


Decoded = tuple[str, str, tuple[Notice, ...]]
Rung = Callable[[bytes, str], Decoded | None]


def decode_whole(data: bytes, declared: str) -> Decoded | None:
    """What every byte fits: UTF-8, or the first of the declared encoding, UTF-16, GB18030 and Big5 that reads as Chinese."""
    text = decode_strict(data, "utf-8")
    if text is not None:
        return text, "utf-8", ()
    for candidate in filter(None, (declared, wide_encoding(data), *chinese_encodings(data))):
        text = decode_strict(data, candidate)
        if text is not None and (plausible(text) or (candidate == "big5hkscs" and plausible_traditional(text))):
            return text, candidate, ()
    return None


def chinese_encodings(data: bytes) -> list[str]:
    """GB18030 and Big5, the one first whose reading has more frequent characters: the bytes of either often fit the other."""
    scores = {"gb18030": COMMON, "big5hkscs": TRADITIONAL_TOO}
    shares = {encoding: share(data[:4001].decode(encoding, "ignore"), common) for encoding, common in scores.items()}
    return sorted(scores, key=lambda encoding: -shares[encoding])


def decode_mixed(data: bytes, declared: str) -> Decoded | None:
    """Lines of two encodings, UTF-8 and GB18030: each is read in its own, with a warning that names the bytes of the rarer one."""
    lines = data.splitlines(keepends=True)
    readings = [decode_strict(line, "utf-8") for line in lines]
    others = [None if text is not None else read_gb18030(line) for line, text in zip(lines, readings, strict=True)]
    if None in [text if text is not None else other for text, other in zip(readings, others, strict=True)]:
        return None
    foreign = [bool(other) for other in others]
    chinese = [not line.isascii() for line in lines]
    if not any(wide and not other for wide, other in zip(chinese, foreign, strict=True)):
        return None
    text = "".join(text if text is not None else other or "" for text, other in zip(readings, others, strict=True))
    return text, "utf-8", (note_mixed(lines, foreign, chinese),)


def note_mixed(lines: list[bytes], foreign: list[bool], chinese: list[bool]) -> Notice:
    """The warning with the range of bytes in which the rarer of the two encodings stands."""
    rarer = 2 * sum(foreign) <= sum(chinese)
    hits = [place for place, (wide, other) in enumerate(zip(chinese, foreign, strict=True)) if wide and other == rarer]
    start = sum(map(len, lines[: hits[0]]))
    end = sum(map(len, lines[: hits[-1] + 1]))
    one, other = ("UTF-8", "GB18030") if rarer else ("GB18030", "UTF-8")
    message = f"the file is in {one}, but {len(hits)} line(s) between bytes {start} and {end} are in {other}; each was read in its own"
    return Notice("MIXED_ENCODINGS", message)


def read_gb18030(line: bytes) -> str | None:
    """A line of Chinese in GB18030, or None."""
    text = decode_strict(line, "gb18030")
    return text if text and plausible(text) and sum(map(chinese, text)) >= 2 else None


def decode_nearly(data: bytes, declared: str) -> Decoded | None:
    """What all but a few bytes fit: at most one character in fifty is lost."""
    for encoding in dict.fromkeys(("utf-8", declared or "gb18030", "gb18030", "big5hkscs")):
        text, _, notices = decode_forgiving(data, encoding)
        if text.count("\ufffd") * 50 <= len(text) and (encoding == "utf-8" or plausible(text) or plausible_traditional(text)):
            return text, encoding, notices
    return decode_cut(data)


def decode_cut(data: bytes) -> Decoded | None:
    """A short text of which only the last character is cut."""
    for encoding in ("utf-8", "gb18030"):
        text, _, notices = decode_forgiving(data, encoding)
        if text.count("\ufffd") == 1 and text.endswith("\ufffd") and plausible(text):
            return text, encoding, notices
    return None


def wrong_label(data: bytes, label: str, encoding: str) -> tuple[Notice, ...]:
    """A warning where a file declares another encoding than its bytes are in."""
    declared = LABELS.get(label.strip().lower(), label)
    if not label or data.isascii() or declared == encoding:
        return ()
    return (
        Notice("WRONG_LABEL", f"the file says it is in {label[:20]}, but its bytes are {NAMES.get(encoding, encoding)} and were read so"),
    )


def decode_strict(data: bytes, encoding: str) -> str | None:
    """The text, or None where a single byte does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def decode_forgiving(data: bytes, encoding: str) -> Decoded:
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


TRADITIONAL_TOO = re.compile(f"{COMMON.pattern}|{TRADITIONAL.pattern}")


def chinese(character: str) -> bool:
    """Whether a character is Chinese."""
    return "\u3400" <= character <= "\u9fff"


def share(text: str, common: re.Pattern[str]) -> float:
    """Frequent characters among the Chinese ones of the beginning of a text; 0 where there is none."""
    sample = text[:4000]
    count = sum(map(chinese, sample))
    return len(common.findall(sample)) / count if count else 0.0


def plausible(text: str) -> bool:
    """Whether frequent characters make up a fifth of the Chinese ones, as they do in any report (about a half there).

    >>> plausible("我们要扎实做好今年的各项工作"), plausible("鏀垮簻宸ヤ綔鎶ュ憡")
    (True, False)
    """
    sample = text[:4000]
    return share(sample, COMMON) >= 0.2 or (sample.isascii() and bool(sample))


def plausible_traditional(text: str) -> bool:
    """Whether a text reads as Chinese in traditional characters: what is frequent in either form makes up a third of it.

    >>> plausible_traditional("過去一年的經濟發展"), plausible_traditional("跦弇測桶")
    (True, False)
    """
    return 3 * share(text, TRADITIONAL_TOO) >= 1 and bool(TRADITIONAL.search(text[:4000]))


def find_mojibake(text: str) -> tuple[Notice, ...]:
    """A warning for lines that were once read in the wrong encoding, with the way to mend them; nothing is mended.

    >>> find_mojibake("鏀垮簻宸ヤ綔鎶ュ憡")[0].message
    "1 line(s) read like Chinese in the wrong encoding, the first at 0; to mend them: text.encode('gb18030').decode('utf-8')"
    """
    hits, start = [], 0
    for line in text.splitlines(keepends=True):
        if repair := find_repair(line):
            hits.append((start, len(line.rstrip()), repair))
        start += len(line)
    if not hits:
        return ()
    first, length, (taken, real) = hits[0]
    mend = f"text.encode({taken!r}).decode({real!r})"
    message = f"{len(hits)} line(s) read like Chinese in the wrong encoding, the first at {first}; to mend them: {mend}"
    return (Notice("MOJIBAKE", message, Span(first, first + length)),)


def find_repair(line: str) -> tuple[str, str] | None:
    """The way back of a garbled line, the first of ``REPAIRS`` that turns what is no plausible Chinese into plausible Chinese."""
    sample = line[:400]
    if len(FOREIGN.findall(sample)) < FEWEST or plausible(sample):
        return None
    for taken, real in REPAIRS:
        mended = sample.encode(taken, "ignore").decode(real, "ignore")
        if sum(map(chinese, mended)) * 6 >= len(sample) and share(mended, COMMON) >= 0.3:
            return taken, real
    return None
