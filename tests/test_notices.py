"""Warnings about a pair: each code where it belongs, and silence about an ordinary pair."""

from pathlib import Path

import pytest

from policydiff import compare_reports
from policydiff.model import Alignment
from policydiff.notices import LOW_OVERLAP, pair_notices
from policydiff.pipeline import compare_extracts, extract_report, read_report

REPORTS = Path(__file__).parents[2] / "shared" / "reports"
TRADES = zip(
    "一二三四五六七八九十",
    "渔林茶蚕窑酒盐竹药蜂",
    ("鱼塘", "苗圃", "茶亭", "桑园", "窑址", "酒坊", "盐仓", "竹铺", "药圃", "蜂场"),
    strict=True,
)
UNRELATED = (
    "政府工作报告\n——2025年1月9日在青岚县第三届人民代表大会上\n一、2024年工作回顾\n过去一年，新建茶亭5座。\n二、2025年重点工作\n"
    + "".join(
        f"（{n}）振兴{trade}业。新建{thing}3处，健全{thing}管护办法。推动{trade}业协会换届，办好{trade}节。\n" for n, trade, thing in TRADES
    )
)


def codes(old, new):
    return [notice.code for notice in compare_reports(old, new).notices]


def test_an_ordinary_pair_has_no_warning(compared):
    assert compared.notices == ()


def test_swapped_years_and_one_year_twice(small):
    old, new = small
    assert codes(new, old) == ["YEAR_ORDER"]
    assert codes(old, old) == ["YEAR_ORDER"]
    assert "give the earlier report first" in compare_reports(new, old).notices[0].message


def test_a_year_that_is_not_known_is_no_trouble(small):
    old, new = small
    undated = read_report(old.read_text(encoding="utf-8").replace("2024年", "今年").replace("2023年", "去年").encode(), name="a.txt")
    assert undated.year is None
    assert codes(undated, new) == []


def test_unrelated_reports_of_two_places(older):
    found = compare_extracts(older, extract_report(UNRELATED.encode()))
    assert [notice.code for notice in found.notices] == ["DIFFERENT_PLACES", "LOW_OVERLAP"]
    assert "青岚县" in found.notices[0].message


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports (../shared/reports) are not here")
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("national/cn-2018.txt", "national/cn-2019.txt", []),
        ("provincial/guangxi-2025.txt", "provincial/guangxi-2026.txt", []),
        ("city/shanghai-2021.txt", "city/shanghai-2022.txt", []),
        ("national/cn-2019.txt", "national/cn-1999.txt", ["YEAR_ORDER", "LOW_OVERLAP"]),
        ("city/shanghai-2021.txt", "national/cn-2019.txt", ["YEAR_ORDER", "DIFFERENT_PLACES", "LOW_OVERLAP"]),
    ],
)
def test_real_pairs(old, new, expected):
    assert codes(REPORTS / old, REPORTS / new) == expected


def test_the_share_is_that_of_the_shorter_list(older, newer):
    none = Alignment((), tuple(c.id for c in older.commitments), tuple(c.id for c in newer.commitments))
    assert [notice.code for notice in pair_notices(older, newer, none)] == ["LOW_OVERLAP"]
    assert 0 < LOW_OVERLAP < 1
