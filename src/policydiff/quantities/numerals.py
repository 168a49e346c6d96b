"""Numerals: what a written number is worth, and how a number is written in Chinese.

Arabic numerals may carry a Chinese scale (1.2万, 3千万, 8000多亿), Chinese ones are read by their place words (三千五百万, 百亿).
Everything is ``Decimal``; a string that is no well-formed numeral (一二三, 百千) raises ``ValueError``.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from itertools import pairwise

DIGITS = {"〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"亿": 10**8, "万": 10**4}
WRITTEN = "零一二三四五六七八九"
GROUPS = ("", "万", "亿", "万亿", "亿亿")
ARABIC = re.compile(r"(\d+(?:[,，]\d{3})*(?:\.\d+)?)([十百千]?(?:万亿|万|亿)?)")
VAGUE = str.maketrans("", "", "多余来")
LONGEST = 48
"""A numeral of more characters than this is a run of characters, not a figure."""


def parse_numeral(text: str) -> Decimal:
    """What a numeral is worth, 多 and 余 left aside.

    Raises:
        ValueError: the text is no well-formed numeral.

    >>> [str(parse_numeral(t)) for t in ("1.2万", "8000多亿", "三千五百万", "百亿", "八点五", "两", "1,234.5", "1.37万亿", "9千")]
    ['12000', '800000000000', '35000000', '10000000000', '8.5', '2', '1234.5', '1370000000000', '9000']
    """
    plain = text.translate(VAGUE).replace("·", ".")
    if not plain or len(plain) > LONGEST:
        raise ValueError(f"no numeral: {text!r}")
    with localcontext() as context:
        context.prec = 2 * LONGEST + 32
        return tidy(parse_arabic(plain) if plain[0].isascii() else parse_chinese(plain))


def tidy(value: Decimal) -> Decimal:
    """The same value without an exponent or idle zeros.

    >>> tidy(Decimal("1.20E+4")), tidy(Decimal("0.50"))
    (Decimal('12000'), Decimal('0.5'))
    """
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def parse_arabic(text: str) -> Decimal:
    """Arabic figures with their scales, added where several stand in a row.

    >>> parse_arabic("4亿7千万")
    Decimal('470000000')
    """
    parts = list(ARABIC.finditer(text))
    scales = [scale_of(part.group(2)) for part in parts]
    falling = all(scale > after for scale, after in pairwise(scales))
    if "".join(part.group() for part in parts) != text or not falling:
        raise ValueError(f"no numeral: {text!r}")
    return sum((Decimal(re.sub("[,，]", "", part.group(1))) * scale for part, scale in zip(parts, scales, strict=True)), Decimal(0))


def scale_of(words: str) -> int:
    """The product of scale words.

    >>> scale_of("千万"), scale_of("万亿"), scale_of("")
    (10000000, 1000000000000, 1)
    """
    product = 1
    for word in words:
        product *= PLACES.get(word) or MYRIADS[word]
    return product


def parse_chinese(text: str) -> Decimal:
    """A Chinese numeral, with 点 for the decimal point and the scale after the decimals.

    >>> parse_chinese("二十三点五万") == 235000, parse_chinese("一亿零三百") == 100000300
    (True, True)
    """
    whole, point, rest = text.partition("点")
    if not point:
        return Decimal(parse_whole(whole))
    decimals = rest.rstrip("万亿")
    if not whole or not decimals or any(c not in DIGITS for c in decimals):
        raise ValueError(f"no numeral: {text!r}")
    value = Decimal(f"{parse_whole(whole)}.{''.join(str(DIGITS[c]) for c in decimals)}")
    return value * scale_of(rest[len(decimals) :])


def parse_whole(text: str) -> int:
    """A Chinese whole number: what stands before the last 亿, else before the last 万, counts so many of them.

    >>> parse_whole("九亿八千万"), parse_whole("万亿"), parse_whole("十")
    (980000000, 1000000000000, 10)
    """
    for word, scale in MYRIADS.items():
        head, found, rest = text.rpartition(word)
        if found:
            return (parse_whole(head) if head else 1) * scale + (parse_whole(rest) if rest else 0)
    return parse_section(text)


def parse_section(text: str) -> int:
    """Up to four places, falling from 千 to the last digit; a place word alone counts one (百 is 100).

    >>> parse_section("三千零五"), parse_section("百")
    (3005, 100)
    """
    total, digit, place = 0, None, 10**4
    for character in text:
        if character in PLACES:
            if PLACES[character] >= place or digit == 0 or (digit is None and total and character != "十"):
                raise ValueError(f"no numeral: {text!r}")
            place = PLACES[character]
            total += (1 if digit is None else digit) * place
            digit = None
        elif character in DIGITS and digit in (None, 0):
            digit = DIGITS[character]
        else:
            raise ValueError(f"no numeral: {text!r}")
    return total + (digit or 0)


def write_numeral(value: Decimal) -> str:
    """A number of zero or more in Chinese numerals, as `parse_numeral` reads them.

    >>> [write_numeral(Decimal(v)) for v in ("12000", "8.5", "10", "100000300", "0")]
    ['一万二千', '八点五', '一十', '一亿零三百', '零']
    """
    whole, _, decimals = f"{value:f}".partition(".")
    decimals = decimals.rstrip("0")
    written = write_whole(int(whole))
    return written + ("点" + "".join(WRITTEN[int(d)] for d in decimals) if decimals else "")


def write_whole(number: int) -> str:
    """A whole number below 10^16 in Chinese numerals.

    >>> write_whole(1_370_000_000_000)
    '一万三千七百亿'
    """
    if number >= 10**16:
        raise ValueError(f"too great to be written: {number}")
    if number < 10**4:
        return write_section(number) if number else WRITTEN[0]
    scale, word = (10**8, "亿") if number >= 10**8 else (10**4, "万")
    head, rest = divmod(number, scale)
    gap = WRITTEN[0] if 0 < rest < scale // 10 else ""
    return write_whole(head) + word + (gap + write_whole(rest) if rest else "")


def write_section(number: int) -> str:
    """Up to four places in Chinese numerals, a gap between places written 零.

    >>> write_section(3005)
    '三千零五'
    """
    written, gap = "", False
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += (WRITTEN[0] if gap and written else "") + WRITTEN[digit] + word
        gap = not digit
    return written
