"""The page of the readers: real reports saved in every format, read, and compared with the original.

``python -m tests.docs.readers`` writes ``docs/readers.md``; it wants LibreOffice and ``pip install weasyprint`` with a Chinese font. The
reports stay where they are; the page holds their names and counts alone.
"""

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import REPORTS
from tests.read.office_makers import FROM_TEXT, save_with_office
from tests.read.pdf_makers import make_pdf, print_pdf
from tests.read.word_makers import make_docx

from policydiff import compare_reports
from policydiff.normalize import normalize_source
from policydiff.read import read_source

PAGE = Path(__file__).parents[2] / "docs" / "readers.md"
TEXTS = (
    "national/cn-1985",
    "national/cn-1996",
    "national/cn-2003",
    "national/cn-2008",
    "national/cn-2014",
    "national/cn-2019",
    "national/cn-2020",
    "provincial/beijing-2025",
    "provincial/fujian-2026",
    "provincial/gansu-2026",
    "provincial/guangdong-2025",
    "provincial/hainan-2026",
    "provincial/jilin-2026",
    "provincial/neimenggu-2026",
    "provincial/sichuan-2026",
    "provincial/tianjin-2025",
    "provincial/xizang-2026",
    "provincial/yunnan-2025",
    "city/hechi-2024",
    "city/shanghai-2021",
)
"""Reports of the nation, of provinces and of cities, old and new, numbered and unnumbered, with and without annexes."""
HEAD = """# Readers

Twenty real reports, each saved in every format and read again. A cell counts the false alarms of `compare_reports` between the file and
the original text: what it calls new, dropped or changed though both are the same report. `0` is right. `python -m tests.docs.readers`
writes this page; a test holds rows of it to the readers where the reports are at hand. "Word" and "PDF" are files written by the tests,
the others are what the program that is named saves or prints: A4, running head, page numbers, indented paragraphs.
"""

PRINTED = """<style>
@page {{ size: A4; margin: 25mm; @top-center {{ content: "政府工作报告" }} @bottom-center {{ content: "— " counter(page) " —" }} }}
body {{ font-family: "Noto Serif CJK SC", serif }} p {{ margin: 0; text-indent: 2em; line-height: 1.8; text-align: justify }}</style>{}"""
"""A page for print; the braces take its paragraphs."""

Maker = Callable[[Sequence[str]], bytes]
"""The paragraphs of a report as the bytes of a file."""


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of a report in the words of its source, one line each."""
    report = normalize_source(read_source(path))
    return ["".join(report.source[slice(*report.locate(at))].splitlines()) for at in report.paragraphs]


def make_utf8(parts: Sequence[str]) -> bytes:
    return "\n".join(parts).encode()


def make_gb18030(parts: Sequence[str]) -> bytes:
    return "\r\n".join(parts).encode("gb18030")


def make_html(parts: Sequence[str]) -> bytes:
    """A bare page in GB18030 that calls itself gb2312."""
    body = "\n".join(f"<p>{html.escape(part)}</p>" for part in parts)
    return f'<html><head><meta charset="gb2312"><title>报告</title></head><body>{body}</body></html>'.encode("gb18030")


SITE_HEAD = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>云泽市人民政府</title><style>.TRS{line-height:2}</style>
<script>var page = "<p>改革方案。</p>";</script></head><body>
<div class="top"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/fw">办事服务</a><a href="/hd">互动交流</a></div>
<div class="weizhi">您现在的位置：<a href="/">首页</a> &gt; <a href="/zw">公开</a> &gt; 正文</div>
<table width="980"><tr><td valign="top"><div class="left"><ul>
<li><a href="/1">机构职能</a></li><li><a href="/2">人事任免</a></li><li><a href="/3">规划计划</a></li></ul></div></td>
<td><div class="xxgk"><table><tr><td>索引号：000123</td><td>发布机构：市政府办公室</td></tr></table></div>
<h1>{title}</h1>
<div class="info"><span>来源：云泽日报</span> <span>发布时间：2026-02-06 09:15</span> 浏览次数：<b>1024</b>
【字号：<a href="javascript:a(1)">大</a> <a href="javascript:a(2)">中</a> <a href="javascript:a(3)">小</a>】<button>打印</button></div>
<div class="TRS_Editor" id="print_content"><div><div>"""
SITE_FOOT = """</div></div></div><div class="editor">责任编辑：李明</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="xg"><h3>相关链接</h3><ul><li><a href="/a">一图读懂：今年要办的十件实事！</a></li>
<li><a href="/b">代表热议报告，共话发展。</a></li></ul></div>
<p>上一篇：<a href="/c">全市召开经济工作会议</a></p></td></tr></table>
<div class="bottom"><p>主办：云泽市人民政府办公室　承办：云泽市大数据局</p>
<p>网站标识码：0000000001　云ICP备00000001号　联系我们</p>
<p>为获得最佳浏览效果，建议使用最新版本的浏览器。</p></div><script>count()</script></body></html>"""


def make_site(parts: Sequence[str]) -> bytes:
    """A page of a government site: laid out by tables, indented by wide spaces, paragraphs in spans or parted by ``<br>``."""
    body = "".join(site_paragraph(number, part) for number, part in enumerate(parts[1:]))
    return (SITE_HEAD.replace("{title}", html.escape(parts[0])) + body + SITE_FOOT).encode()


def site_paragraph(number: int, part: str) -> str:
    """A paragraph as editors of such sites leave it."""
    third = max(len(part) // 3, 1)
    pieces = [html.escape(part[at : at + third]) for at in range(0, len(part), third)]
    words = "".join(f'<span style="font-size:16pt"><font face="仿宋">{piece}</font></span>' for piece in pieces)
    indent = "&nbsp;&nbsp;&nbsp;&nbsp;" if number % 2 else "\u3000\u3000"
    return f"<br>\n{indent}{words}<br>" if number % 4 == 3 else f"<p class=MsoNormal>{indent}{words}<o:p></o:p></p>\n"


def make_mhtml(parts: Sequence[str]) -> bytes:
    """The page of a site saved by a browser in one file."""
    whole = MIMEMultipart("related", type="text/html")
    whole["From"], whole["Subject"] = "<Saved by Blink>", "report"
    whole.attach(MIMEText(make_site(parts).decode(), "html", "utf-8"))
    whole.attach(MIMEText(".TRS { color: red }", "css", "utf-8"))
    return whole.as_bytes()


def make_markdown(parts: Sequence[str]) -> bytes:
    """Markdown with front matter, headings, a quotation, bold words and a link."""
    lines = ["---", "title: report", "---", f"# {parts[0]}", *(mark(number, part) for number, part in enumerate(parts[1:]))]
    return "\n\n".join(["\n".join(lines[:3]), *lines[3:], "---", "[来源](https://example.org/)"]).encode()


def mark(number: int, part: str) -> str:
    """A paragraph with marks: headings by their numbering, others with bold or linked words, or as a quotation."""
    if part[1:2] == "、" and len(part) < 40:
        return f"## {part}"
    if part[:1] == "（" and len(part) < 40:
        return f"### {part}"
    marked = (f"**{part[:6]}**{part[6:]}", f"> {part}", f"[{part[:4]}](https://example.org/x){part[4:]}", part)
    return marked[number % 4]


def make_office_word(parts: Sequence[str]) -> bytes:
    with TemporaryDirectory() as folder:
        source = Path(folder) / "report.txt"
        source.write_bytes(make_utf8(parts))
        save_with_office([source], Path(folder), "docx", FROM_TEXT)
        return source.with_suffix(".docx").read_bytes()


def print_with_office(parts: Sequence[str]) -> bytes:
    with TemporaryDirectory() as folder:
        return print_pdf("\n".join(parts), folder)


def print_with_weasyprint(parts: Sequence[str]) -> bytes:
    from weasyprint import HTML

    body = "".join(f"<p>{html.escape(part)}</p>" for part in parts)
    return HTML(string=PRINTED.format(body)).write_pdf()


MAKERS: Mapping[str, Maker] = {
    "UTF-8": make_utf8,
    "GB18030": make_gb18030,
    "HTML, gb2312": make_html,
    "HTML, a site": make_site,
    "MHTML": make_mhtml,
    "Markdown": make_markdown,
    "Word": lambda parts: make_docx(list(parts)),
    "PDF": lambda parts: make_pdf("\n".join(parts)),
}
"""For every format how a report is saved in it."""
PROGRAMS: Mapping[str, Maker] = {
    "Word, LibreOffice": make_office_word,
    "PDF, LibreOffice": print_with_office,
    "PDF, WeasyPrint": print_with_weasyprint,
}
"""The same for what other programs save, which takes its time."""


def false_alarms(path: Path, maker: Maker) -> int:
    """What the comparison of a report with itself, saved in a format, calls new, dropped or changed."""
    found = compare_reports(path, maker(paragraphs(path)), year=2026, old_year=2025).summary()
    return int(found["new"] + found["dropped"] + found["changed"])


def row(name: str, makers: Mapping[str, Maker] = MAKERS) -> str:
    """The row of a report."""
    path = REPORTS / f"{name}.txt"
    cells = [str(false_alarms(path, maker)) for maker in makers.values()]
    return f"| {name.split('/')[-1]} | {' | '.join(cells)} |"


def page() -> Iterator[str]:
    """The lines of the whole page."""
    yield HEAD
    makers = {**MAKERS, **PROGRAMS}
    yield f"| report | {' | '.join(makers)} |"
    yield "|---" * (len(makers) + 1) + "|"
    for name in TEXTS:
        yield row(name, makers)


if __name__ == "__main__":
    PAGE.write_text("\n".join(page()) + "\n", encoding="utf-8")
