"""What places are called, and which level of government they are."""

from __future__ import annotations

import re

from policydiff.titles import NATION

LEVELS = (
    (re.compile(rf"^{NATION}\Z"), "nation"),
    (re.compile(r"^(?:北京|天津|上海|重庆)市\Z|(?:省|自治区|特别行政区|生产建设兵团)\Z"), "province"),
    (re.compile(r"(?:市|州|盟|地区)\Z"), "city"),
    (re.compile(r"(?:县|区|旗)\Z"), "county"),
)
"""Levels by how the names of their places end; the first that fits counts."""
NOT_A_NAME = re.compile(r"\d+|年|人民政府|政府|工作报告|报告|report|gov|work", re.IGNORECASE)
MARKS = re.compile(r"[\W_]+")


def level_of(place: str) -> str:
    """nation, province, city or county; empty where the name does not say.

    >>> [level_of(place) for place in ("全国", "上海市", "云泽市", "西藏自治区", "海州区", "guangdong")]
    ['nation', 'province', 'city', 'province', 'county', '']
    """
    return next((level for pattern, level in LEVELS if pattern.search(place)), "")


def place_in_name(name: str) -> str:
    """What the name of a file, without its ending, says of the place: all but years, marks and the words for a report.

    >>> place_in_name("guangdong-2025"), place_in_name("云泽市2024年政府工作报告"), place_in_name("2024")
    ('guangdong', '云泽市', '')
    """
    return " ".join(MARKS.sub(" ", NOT_A_NAME.sub(" ", name)).split())
