"""What title lines and file names say of a report."""

import pytest

from policydiff.titles import TitleLines, heading_year, name_year, numeral, read_title


@pytest.mark.parametrize(
    ("lines", "title", "place", "date", "year"),
    [
        (["政府工作报告", "——2024年2月6日在云泽市第六届人民代表大会第四次会议上"], "政府工作报告", "云泽市", "2024-02-06", 2024),
        (["云泽市政府工作报告", "（二〇二五年一月十五日）"], "云泽市政府工作报告", "云泽市", "2025-01-15", 2025),
        (["政府工作报告", "在清溪县第十七届人民代表大会第五次会议上", "2023年12月28日"], "政府工作报告", "清溪县", "2023-12-28", 2023),
        (["政府工作报告", "——2019年3月5日在第十三届全国人民代表大会第二次会议上"], "政府工作报告", "全国", "2019-03-05", 2019),
        (["2026年南屏省政府工作报告", "现在，我代表南屏省人民政府，向大会报告工作"], "2026年南屏省政府工作报告", "南屏省", "", 2026),
        (["发布时间：2024年3月1日", "政府工作报告", "——2024年2月6日在云泽市人民代表大会上"], "政府工作报告", "云泽市", "2024-02-06", 2024),
    ],
)
def test_in_the_wild_title_lines(lines, title, place, date, year):
    assert read_title(lines) == TitleLines(title, place, date, year)


@pytest.mark.parametrize(
    ("written", "value"), [("二〇二六", 2026), ("二○二四", 2024), ("一九九八", 1998), ("十", 10), ("十二", 12), ("三十一", 31), ("7", 7)]
)
def test_synthetic_numerals_of_a_date(written, value):
    assert numeral(written) == value


@pytest.mark.parametrize(
    ("name", "year"),
    [("yunze-2024.txt", 2024), ("cn2019.txt", 2019), ("2025年报告.docx", 2025), ("report.txt", None), ("120245.txt", None)],
)
def test_synthetic_years_of_file_names(name, year):
    assert name_year(name) == year


@pytest.mark.parametrize(
    ("headings", "year"),
    [
        (["一、2023年工作回顾"], 2024),
        (["一、2023年工作回顾", "二、2024年重点工作安排"], 2024),
        (["一、过去五年的工作", "二、2026年工作任务"], 2026),
        (["一、工作回顾"], None),
    ],
)
def test_synthetic_years_that_headings_imply(headings, year):
    assert heading_year(headings) == year


@pytest.mark.parametrize(
    "lines",
    [
        ["关于预算执行情况的说明。"],
        ["2024年13月40日"],
        ["我们要继续办好学校，修好道路。"],
        [],
    ],
)
def test_negative_lines_that_say_nothing(lines):
    assert read_title(lines) == TitleLines()


def test_negative_a_date_in_the_body_is_not_that_of_the_meeting():
    lines = ["政府工作报告", "——2024年2月6日在云泽市人民代表大会上", *["各位代表："] * 20, "2021年7月1日，新馆开放。"]
    assert read_title(lines).date == "2024-02-06"
