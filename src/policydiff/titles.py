"""What a report's first lines and its file name say of it: title, place, date and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

DIGITS = {
    character: digit
    for digit, characters in enumerate(("〇零○O", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for character in characters
}
DATE = re.compile(
    r"([12]\d{3}|[一二][〇零○O一二三四五六七八九]{3})年(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
NATION = "全国"
"""What the nation is called as a place."""
PLACE_NAME = r"([^\s，。、—]{1,12}?(?:省|市|自治区|自治州|自治县|县|区|州|盟|旗))"
MEETING = re.compile(
    r"在(?:中国共产党)?" + PLACE_NAME + r"(?:第?[一二三四五六七八九十百]+届)?(?:第?[一二三四五六七八九十百]+届)?人民代表大会"
)
NATIONAL = re.compile(r"全国人民代表大会|代表国务院|国务院总理|全国政协")
SPEAKER = re.compile(r"代表" + PLACE_NAME + r"(?:人民)?政府")
HEADING_YEAR = re.compile(r"^(?:[一二三四五六七八九十]+、)?(?:对|关于)?((?:19|20)\d\d)年.{0,12}?(?:回顾|总结|安排|任务|建议|部署|工作)")
NAME_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|[a-z]((?:19|20)\d\d)(?!\d)")
TITLE_PLACE = re.compile(r"^(?:(?:19|20)\d\d年)?([\u4e00-\u9fff]{2,9}?)(?:人民)?政府工作报告")
LINES_AT_HEAD = 14


@dataclass(frozen=True, slots=True)
class TitleLines:
    """Title, place, date (ISO) and year, empty or None where nothing says."""

    title: str = ""
    place: str = ""
    date: str = ""
    year: int | None = None


def read_title(paragraphs: Sequence[str], name: str = "") -> TitleLines:
    """Read the first lines of a report.

    >>> head = ["政府工作报告", "——2024年2月6日在云泽市第六届人民代表大会第四次会议上", "各位代表："]
    >>> read_title(head)
    TitleLines(title='政府工作报告', place='云泽市', date='2024-02-06', year=2024)
    """
    head = list(paragraphs[:LINES_AT_HEAD])
    date = find_date(head)
    year = int(date[:4]) if date else name_year(name) or heading_year(paragraphs)
    return TitleLines(find_title(head), find_place(head, paragraphs), date, year)


def find_title(head: Sequence[str]) -> str:
    """The first short line that calls itself a report on the work of government."""
    return next((line for line in head if "工作报告" in line and len(line) <= 60 and "。" not in line), "")


def find_date(head: Sequence[str]) -> str:
    """The day of the meeting; other dates, as of publication, only where no line names a meeting."""
    dated = [line for line in head if DATE.search(line) and len(line) < 120]
    for line in sorted(dated, key=lambda line: "大会" not in line):
        match = DATE.search(line)
        if match:
            year, month, day = (numeral(part) for part in match.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year:04d}-{month:02d}-{day:02d}"
    return ""


def numeral(text: str) -> int:
    """A year, month or day in Arabic or Chinese digits.

    >>> numeral("二〇二六"), numeral("二十七"), numeral("12")
    (2026, 27, 12)
    """
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, ones = text.split("十", 1)
        return (DIGITS.get(tens, 1) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)
    return int("".join(str(DIGITS.get(character, 0)) for character in text))


def find_place(head: Sequence[str], paragraphs: Sequence[str]) -> str:
    """The place whose assembly is addressed; that of the nation is `NATION`."""
    start = "".join(paragraphs[: LINES_AT_HEAD + 4])[:1500]
    meeting, nation = MEETING.search(start[:600]), NATIONAL.search(start[:600])
    if meeting and (not nation or meeting.start() < nation.start()):
        return meeting.group(1)
    if nation:
        return NATION
    for pattern in (MEETING, SPEAKER):
        match = pattern.search(start)
        if match:
            return match.group(1)
    titled = next((match for line in head if (match := TITLE_PLACE.match(line))), None)
    if titled:
        return titled.group(1)
    return NATION if sum(line.count("国务院") for line in paragraphs) >= 5 else ""


def heading_year(paragraphs: Sequence[str]) -> int | None:
    """The year that headings imply: the one planned for, or the one after the one reviewed."""
    years = []
    for line in paragraphs:
        match = HEADING_YEAR.match(line) if len(line) < 50 else None
        if match:
            years.append(int(match.group(1)) + bool(re.search("回顾|总结", line)))
    return max(years, default=None)


def name_year(name: str) -> int | None:
    """A year in a file name.

    >>> name_year("cn-2019.txt"), name_year("report.txt")
    (2019, None)
    """
    match = NAME_YEAR.search(name)
    return int(match.group(1) or match.group(2)) if match else None


def may_be_one_place(one: str, other: str) -> bool:
    """Whether two names may be of one place: the same, one in full and one in short, or one that is not known.

    >>> may_be_one_place("云泽市", "云泽"), may_be_one_place("青岚土家族自治县", "青岚"), may_be_one_place("云泽市", "云泽县")
    (True, True, False)
    """
    return one.startswith(other) or other.startswith(one)
