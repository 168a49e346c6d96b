"""From a page to its article: what is left out, what is kept, and how lines and tables come out."""

import pytest
from tests.faults.report import REPORT

from policydiff.model import Notice
from policydiff.read import read_source
from policydiff.read.furniture import Line, find_report
from policydiff.read.web.label import find_label
from policydiff.read.web.page import read_page

PARAGRAPHS = "".join(f"<p>{line}</p>" for line in REPORT.splitlines())


def text_of(body):
    return read_source(f"<html><body>{body}</body></html>".encode()).text


def lines_of(body):
    return [line.text for line in read_page(body).lines]


@pytest.mark.parametrize(
    "body",
    [
        REPORT.replace("\n", "<br>"),
        "<div>" + REPORT.replace("\n", "<br/>\n&nbsp;&nbsp;&nbsp;&nbsp;") + "</div>",
        "".join(f"<div>\u3000\u3000{line}</div>" for line in REPORT.splitlines()),
        "<table><tr><td>" + PARAGRAPHS + "</td></tr></table>",
        "<table><tr><td><a href='/'>首页</a><br><a href='/a'>要闻</a></td><td>" + PARAGRAPHS + "</td></tr></table>",
        "".join(f"<p><span>{line[:5]}</span><font>{line[5:9]}</font>{line[9:]}<o:p></o:p></p>" for line in REPORT.splitlines()),
        "".join(f"<p>{line[:1]}\n   {line[1:]}</p>" for line in REPORT.splitlines()),
        "<form runat='server'>" + PARAGRAPHS + "</form>",
        "<div class='content' id='print'>" + PARAGRAPHS + "</div>",
        f"<pre>{REPORT}</pre>",
        PARAGRAPHS.replace("<p>", "").replace("</p>", "<p>"),
    ],
)
def test_in_the_wild_every_layout_gives_the_same_lines(body):
    assert text_of(body) == REPORT.rstrip("\n")


@pytest.mark.parametrize(
    "around",
    [
        "<div class='nav'>新闻　公开　服务</div>",
        "<nav>办事大厅</nav>",
        "<p>您现在的位置：<a href='/'>首页</a> &gt; 公开</p>",
        "<p>来源：云泽日报　发布时间：2026-02-06 09:15</p>",
        "<p>2026-02-06 09:15:20 来源：云泽日报</p>",
        "<p>【字号：大 中 小】【打印】【关闭】</p>",
        "<p>浏览次数：<span>99</span></p>",
        "<table><tr><td>索引号：001</td><td>发文机关：市政府</td></tr></table>",
        "<ul><li><a href='/1'>一图读懂今年的任务！</a></li><li><a href='/2'>代表热议。</a></li></ul>",
        "<div hidden>新建公园9座。</div><div style='display: none'>新建公园8座。</div><!-- 新建公园7座。 -->",
    ],
)
def test_what_stands_before_the_title_or_after_the_end_is_left_out(around):
    assert text_of(around + PARAGRAPHS + around) == REPORT.rstrip("\n")
    title, _, rest = PARAGRAPHS.partition("</p>")
    assert text_of(title + "</p>" + around + rest) == REPORT.rstrip("\n")


def test_what_follows_the_furniture_of_the_foot_is_left_out_but_an_annex_is_kept():
    assert text_of(PARAGRAPHS + "<p>责任编辑：李明</p><p>各位代表：摘要。</p>") == REPORT.rstrip("\n")
    annex = "<p>责任编辑：李明</p><p>附件：名词解释</p><p>口袋公园：面积很小的公园。</p>"
    assert text_of(PARAGRAPHS + annex).endswith("附件：名词解释\n口袋公园：面积很小的公园。")


@pytest.mark.parametrize(
    "end", ["关闭小煤矿9处。", "下载中心建成。", "来源：多渠道筹集。", "相关信息公开透明。", "打印机产业", "首页改版完成"]
)
def test_negative_words_that_are_furniture_elsewhere_end_no_report(end):
    assert text_of(PARAGRAPHS + f"<p>{end}</p>").endswith(end)


def test_paragraphs_that_all_call_themselves_furniture_are_the_report():
    assert text_of(PARAGRAPHS.replace("<p>", "<p class='print'>")) == REPORT.rstrip("\n")


def test_a_page_that_goes_on_elsewhere_is_told_of():
    source = read_source(f"<html>{PARAGRAPHS}<p><a href='2.html'>下一页</a></p></html>".encode())
    assert [notice.code for notice in source.notices] == ["FURNITURE", "MORE_PAGES"]


def test_negative_units_in_charge_of_an_annex_are_no_footer():
    tasks = "".join(f"<p>{number}、改善民生</p><p>新建书屋9家。</p><p>主办单位：市教育局、市政府办公室</p>" for number in "一二三")
    assert text_of(PARAGRAPHS * 9 + tasks).endswith("三、改善民生\n新建书屋9家。\n主办单位：市教育局、市政府办公室")


def test_a_notice_of_copyright_is_no_part_of_the_report():
    assert text_of(PARAGRAPHS + "<p>版权所有：云泽市人民政府。未经许可不得转载。</p>") == REPORT.rstrip("\n")


def test_a_signature_and_an_annex_in_boxes_of_their_own_are_kept():
    body = f"<div><div>{PARAGRAPHS * 3}</div><div>云泽市人民政府</div><div>附：新增书屋9家。</div></div><div class='foot'>云ICP备1号</div>"
    assert text_of(body).endswith("让我们一起努力！\n云泽市人民政府\n附：新增书屋9家。")


def test_an_annex_behind_a_list_of_links_is_kept():
    links = "<ul><li><a href='/1'>图解</a></li><li><a href='/2'>视频</a></li></ul>"
    body = f"<div>{PARAGRAPHS * 9}</div>{links}<div><p>附件：名词解释</p><p>口袋公园：面积很小的公园。</p></div>{links}<p>智能问答。</p>"
    assert text_of(body).endswith("附件：名词解释\n口袋公园：面积很小的公园。")


def test_what_was_left_out_is_told_with_its_length():
    source = read_source(f"<html><p><a href='/'>首页</a></p>{PARAGRAPHS}<p>打印</p></html>".encode())
    assert [notice.message for notice in source.notices] == ["4 character(s) that stand around the report were left out: 首页 打印"]


def test_nothing_in_the_midst_of_an_article_is_lost_but_lists_of_links():
    middle = "<p><a href='#t'>（三）绿色发展</a></p><p>来源：多渠道筹集资金。</p><p>关闭小煤矿9处。</p><p>打印机产业产值增长6%。</p>"
    kept = text_of(PARAGRAPHS + middle + PARAGRAPHS)
    assert all(words in kept for words in ("绿色发展", "多渠道", "小煤矿", "打印机"))
    links = "<ul><li><a href='/1'>相关一</a></li><li><a href='/2'>相关二</a></li></ul>"
    assert "相关一" not in text_of(PARAGRAPHS + links + PARAGRAPHS)


def test_rows_of_data_are_joined_and_a_merged_cell_is_told_once():
    table = (
        "<table><tr><th>指标</th><th>目标</th></tr><tr><td rowspan=2>就业</td><td>2万人</td></tr><tr><td>4%以内</td><td></td></tr></table>"
    )
    assert lines_of(table) == ["指标\t目标", "就业\t2万人", "4%以内"]


@pytest.mark.parametrize(
    ("raised", "plain"),
    [
        ("6%<sup>1</sup>，", "6%，"),
        ("9m<sup>2</sup>", "9m²"),
        ("园<sup>[<a href=#n>3</a>]</sup>", "园"),
        ("甲<sup>乙</sup>", "甲乙"),
        ("3.2×10<sup>4</sup>吨", "3.2×10⁴吨"),
        ("3.2×<b>10</b><sup>-<i>12</i></sup>吨", "3.2×10⁻¹²吨"),
        ("投资10<sup>4</sup>亿元", "投资10亿元"),
    ],
)
def test_a_raised_figure_never_becomes_a_part_of_another(raised, plain):
    assert lines_of(f"<p>{raised}</p>") == [plain]


def test_marks_of_notes_are_told_of_and_no_raised_figure_is_missed():
    marks, others = "<p>绿色园区<sup>1</sup>、口袋公园<sup>[2]</sup>建成。</p>", "<p>面积9m<sup>2</sup>，产量3×10<sup>4</sup>吨。</p>"
    noted = Notice("NOTES_LEFT_OUT", "2 raised mark(s) of notes were left out")
    assert read_source(f"<html>{PARAGRAPHS}{marks}{others}</html>".encode()).notices == (noted,)
    assert read_source(f"<html>{PARAGRAPHS}{others}</html>".encode()).notices == ()


@pytest.mark.parametrize(
    "words",
    [
        "今年新建<st1:chmetcnv w:st='on'>120公里</st1:chmetcnv>公路<o:p></o:p>",
        "今年<nobr>新建120</nobr>公里<my-mark>公路</my-mark>",
        "今年<blink>新建<marquee>120公里</marquee></blink><rb>公路</rb>",
    ],
)
def test_an_element_that_begins_no_line_by_its_name_parts_no_paragraph(words):
    assert lines_of(f"<p>{words}</p><section>甲</section>乙") == ["今年新建120公里公路", "甲", "乙"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_in_preformatted_text_every_end_of_a_line_is_one(end):
    assert lines_of(f"<pre>{end}甲{end}<b>乙</b>丙{end}{end}<i>丁</i></pre>") == ["甲", "乙丙", "丁"]


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b"<meta charset=gbk>", "gbk"),
        (b"<META HTTP-EQUIV='Content-Type' CONTENT=\"text/html; charset = Big5\">", "Big5"),
        (b"<?xml version='1.0' encoding='gb2312'?><html>", "gb2312"),
        (b"<html>", ""),
    ],
)
def test_the_label_of_a_page(head, label):
    assert find_label(head) == label


def test_no_lines_are_no_report():
    assert find_report([]) == [] and find_report([Line("首页", 2)]) == []
