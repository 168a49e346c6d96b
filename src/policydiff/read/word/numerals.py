"""Numbers as the automatic numbering of Word writes them: one row a format."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1}
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
MOST_COUNTED = 9999
"""The last number that is counted in Chinese words; no list goes on for so long."""


def counted(words: str, units: str, *, bare: bool) -> Callable[[int], str]:
    """Counting in words: 十, 二十一, 一百零三; ``words`` are the digits from zero, ``bare``: ten is 十 and not 一十.

    >>> [counted("零一二三四五六七八九", "十百千", bare=True)(n) for n in (9, 10, 12, 20, 105, 110)]
    ['九', '十', '十二', '二十', '一百零五', '一百一十']
    """

    def write(number: int) -> str:
        if not 0 < number <= MOST_COUNTED:
            return str(number)
        out = ""
        for place, digit in enumerate(map(int, reversed(str(number)))):
            unit = units[place - 1] if place and digit else ""
            zero = "" if digit or not out or out.startswith(words[0]) else words[0]
            out = (words[digit] + unit if digit else zero) + out
        return out[1:] if bare and out.startswith(words[1] + units[0]) else out

    return write


CHINESE = counted("零一二三四五六七八九", "十百千", bare=True)


def japanese(number: int) -> str:
    """Counting without a one before ten, hundred and thousand, and without zeros.

    >>> [japanese(n) for n in (10, 21, 100, 105)]
    ['十', '二十一', '百', '百五']
    """
    words = CHINESE(number).replace("零", "")
    for unit in "十百千":
        words = words.replace(f"一{unit}", unit)
    return words


def by_digit(number: int) -> str:
    """One digit after the other.

    >>> by_digit(20)
    '二〇'
    """
    return "".join(DIGITS[int(digit)] if digit.isdigit() else digit for digit in str(number))


def from_row(row: str) -> Callable[[int], str]:
    """The characters of a row, and plain figures beyond its end.

    >>> [from_row("①②")(n) for n in (2, 3)]
    ['②', '3']
    """
    return lambda number: row[number - 1] if 0 < number <= len(row) else str(number)


def letters(number: int) -> str:
    """a to z, then aa, bb.

    >>> [letters(n) for n in (1, 26, 28)]
    ['a', 'z', 'bb']
    """
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= MOST_COUNTED else str(number)


def roman(number: int) -> str:
    """Roman numerals in small letters.

    >>> [roman(n) for n in (4, 19, 2024)]
    ['iv', 'xix', 'mmxxiv']
    """
    if not 0 < number <= MOST_COUNTED:
        return str(number)
    out = ""
    for sign, worth in ROMAN.items():
        out += sign * (number // worth)
        number %= worth
    return out


def full_width(number: int) -> str:
    """Figures as wide as Chinese characters.

    >>> full_width(12)
    '１２'
    """
    return str(number).translate({ord(digit): wide for digit, wide in zip("0123456789", "０１２３４５６７８９", strict=True)})


def sixty(number: int) -> str:
    """The sixty pairs of stems and branches.

    >>> sixty(1), sixty(60)
    ('甲子', '癸亥')
    """
    return STEMS[(number - 1) % 10] + BRANCHES[(number - 1) % 12] if 0 < number <= 60 else str(number)


CIRCLES = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
"""Figures in circles, from one to fifty."""


def row_from(first: str, length: int) -> Callable[[int], str]:
    """A row of characters that follow each other in Unicode."""
    return from_row("".join(chr(ord(first) + step) for step in range(length)))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02}".format,
    "decimalFullWidth": full_width,
    "decimalFullWidth2": full_width,
    "numberInDash": "- {} -".format,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "chineseCounting": CHINESE,
    "chineseCountingThousand": CHINESE,
    "taiwaneseCounting": CHINESE,
    "taiwaneseCountingThousand": CHINESE,
    "chineseLegalSimplified": counted("零壹贰叁肆伍陆柒捌玖", "拾佰仟", bare=False),
    "ideographLegalTraditional": counted("零壹貳參肆伍陸柒捌玖", "拾佰仟", bare=False),
    "japaneseCounting": japanese,
    "japaneseLegal": counted("〇壱弐参四伍六七八九", "拾百阡", bare=False),
    "japaneseDigitalTenThousand": by_digit,
    "ideographDigital": by_digit,
    "taiwaneseDigital": by_digit,
    "ideographTraditional": from_row(STEMS),
    "ideographZodiac": from_row(BRANCHES),
    "ideographZodiacTraditional": sixty,
    "ideographEnclosedCircle": row_from("㊀", 10),
    "decimalEnclosedCircle": from_row(CIRCLES),
    "decimalEnclosedCircleChinese": from_row(CIRCLES),
    "decimalEnclosedFullstop": row_from("⒈", 20),
    "decimalEnclosedParen": row_from("⑴", 20),
    "none": lambda number: "",
}
"""Formats of ``w:numFmt``; any other is written in figures."""


def write_number(number: int, format_: str) -> str:
    """A number in one of the formats of Word.

    >>> [write_number(12, name) for name in ("chineseCounting", "ideographDigital", "decimalEnclosedCircle", "upperRoman")]
    ['十二', '一二', '⑫', 'XII']
    """
    return FORMATS.get(format_, str)(number)
