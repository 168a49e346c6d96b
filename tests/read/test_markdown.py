"""Markdown without its marks is the plain report, and plain text is left as it stands."""

import pytest
from tests.faults.report import REPORT, WHOLE, promises, read

from policydiff.model import Notice, Span
from policydiff.read import find_origin, read_source
from policydiff.read.kinds import find_kind

LINES = REPORT.splitlines()
MARKED = "\n".join(
    [
        "---",
        "title: 报告",
        "---",
        f"# {LINES[0]}",
        "",
        f"**{LINES[1]}**",
        *LINES[2:3],
        f"## {LINES[3]} ##",
        f"> {LINES[4]}",
        LINES[5],
        "------",
        LINES[6].replace("6%", "*6%*").replace("城镇新增", "[城镇](http://a.b/c_d)新增", 1),
        f"## {LINES[7]}",
        f"- {LINES[8]}",
        f"* {LINES[9]} ![图](a.png)",
        f"<p>{LINES[10]}</p>",
    ]
)


def test_marks_are_taken_away():
    source = read_source(MARKED.encode())
    assert (source.format, source.text) == ("md", REPORT.rstrip("\n")) and not source.notices
    assert promises(read(MARKED)) == WHOLE


def test_the_origin_is_the_line_of_the_file():
    source = read_source(MARKED.encode())
    start = source.text.index("新建托育园")
    assert find_origin(source, Span(start, start + 5)) == "line 15"
    assert MARKED.splitlines()[14].endswith("助餐服务。 ![图](a.png)")


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT.replace("12公里", "3*4公里").replace("5所", "*5所"),
        REPORT.replace("第二水厂", "1#水厂").replace("环湖", "#环湖"),
        REPORT.replace("一、", "* 一、"),
        REPORT.replace("（一）", "--（一）").replace("20个", "20_个_"),
        "-----\n" + REPORT + "-----\n",
    ],
)
def test_negative_plain_text_with_a_stray_sign_is_plain_text(text):
    source = read_source(text.encode())
    assert (source.format, source.text) == ("txt", text)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("| 新建 | 3\\|所 |", "新建\t3|所"),
        ("**甲**乙 3*4*5 米 `码`", "甲乙 3*4*5 米 码"),
        ("甲**乙", "甲**乙"),
        ("\\*甲\\*", "*甲*"),
        ("甲[^1]乙<https://a.b>丙", "甲乙丙"),
        ("[甲][1]~~乙~~", "甲乙"),
        ("甲<br>乙", "甲\n乙"),
        ("1. 甲", "1. 甲"),
        ("—— 甲", "—— 甲"),
        ("甲&nbsp;乙 A&B", "甲\xa0乙 A&B"),
        ("<!-- 密\n密 -->甲<!-- 密 -->乙", "甲乙"),
        ("甲<!-- 乙\n丙", "甲<!-- 乙\n丙"),
        ("甲 --> 乙", "甲 --> 乙"),
        ("[重点]: 修路5公里。", "[重点]: 修路5公里。"),
        ("[目标]: 6.5%", "[目标]: 6.5%"),
        ("甲\n[1]: https://a.b/c_(d) '题'\n[二]: <./a.html>\n[三]: #end", "甲"),
        ("- [x] 甲\n- [ ] 乙", "甲\n乙"),
    ],
)
def test_words_of_a_line(line, words):
    source = read_source(f"# 题目\n\n{line}\n".encode())
    assert source.text == f"题目\n{words}" and not [notice for notice in source.notices if notice.code == "COVERAGE"]


def test_footnotes_are_left_out_and_told_of():
    source = read_source("# 题目\n\n新建公园9座[^1]。\n\n[^1]: 另有3座续建。\n[^注]: 含街头绿地。\n".encode())
    assert source.text == "题目\n新建公园9座。" and source.notices == (Notice("NOTES_LEFT_OUT", "2 footnote(s) were left out"),)


def test_the_origin_behind_a_comment_is_the_line_of_the_file():
    source = read_source("# 题目\n<!-- 密\n密 -->\n甲\n".encode())
    assert find_origin(source, Span(3, 4)) == "line 4"


@pytest.mark.parametrize("data", [b"| a | b |\n|---|---|\n", b"---\ntitle: a\n---\n", b"## a", "**一**\n甲\n**二**".encode("gb18030")])
def test_kinds(data):
    assert find_kind(data) == "md"


def test_furniture_of_a_page_turned_into_markdown_is_left_out():
    text = read_source(f"[首页](/) > [公开](/a)\n\n# {REPORT}\n责任编辑：李明\n\n[上一篇](/b)\n".encode()).text
    assert text == REPORT.rstrip("\n")


@pytest.mark.parametrize(("number", "character"), [("9" * 5000, "\ufffd"), ("0" * 5000 + "22253", "园"), ("22253", "园")])
def test_a_character_by_its_number_however_long(number, character):
    assert read_source(f"# 题目\n\n新建公&#{number};。\n".encode()).text == f"题目\n新建公{character}。"
