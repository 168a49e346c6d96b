"""Damaged, hostile and empty web pages, and bytes in the wrong encoding: the whole report is read, or one line says why not."""

import subprocess
import sys
import time
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from tests.faults.report import REPORT, WHOLE, codes, promises, read, refusal

from policydiff import extract_report
from policydiff.model import Span
from policydiff.publish import render
from policydiff.publish.formats import Format
from policydiff.read import find_origin, read_source

PARAGRAPHS = "".join(f"<p>{line}</p>\n" for line in REPORT.splitlines())
NAVIGATION = "<ul><li><a href='/'>首页</a></li><li><a href='/a'>要闻动态</a></li><li><a href='/b'>政务公开</a></li></ul>"
FOOTER = "<div class='footer'>主办：云泽市人民政府办公室　云ICP备00000001号</div>"


def page(body, head=""):
    """A page of a government site around some tags."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{NAVIGATION}{body}{FOOTER}</body></html>"


class TestEncodings:
    def test_gb18030_labelled_gb2312_keeps_its_rare_characters(self):
        body = PARAGRAPHS.replace("第二水厂", "𠮷䶮水厂")
        found = read(page(body, "<meta http-equiv='Content-Type' content='text/html; charset=gb2312'>").encode("gb18030"))
        assert "开工建设𠮷䶮水厂" in [words for words, _ in promises(found)] and found.report.source.encoding == "gb18030"
        assert not [notice for notice in found.notices if notice.code != "FURNITURE"]

    @pytest.mark.parametrize(("label", "encoding"), [("gb2312", "utf-8"), ("utf-8", "gb18030"), ("big5", "gb18030"), ("x-none", "gb18030")])
    def test_bytes_overrule_the_label_with_a_warning(self, label, encoding):
        data = page(PARAGRAPHS, f"<meta charset='{label}'>").encode(encoding)
        assert promises(read(data)) == WHOLE and codes(data) == ["WRONG_LABEL"]

    def test_big5_is_read_and_never_garbled(self):
        words = "各位代表，過去一年的工作，經濟發展，我們還要為國家。"
        assert read_source(words.encode("big5")).text == words
        assert read_source(f"<html><meta charset=big5><p>{words}</p>".encode("big5")).text == words

    def test_two_encodings_in_one_file_are_told_with_their_bytes(self):
        lines = [line.encode() for line in REPORT.splitlines(keepends=True)]
        lines[4:6] = [line.decode().encode("gb18030") for line in lines[4:6]]
        (notice,) = [notice for notice in read(b"".join(lines)).notices if notice.code == "MIXED_ENCODINGS"]
        assert f"bytes {len(b''.join(lines[:4]))} and {len(b''.join(lines[:6]))} " in notice.message
        assert promises(read(b"".join(lines))) == WHOLE

    def test_garbled_lines_are_told_with_a_repair_that_works_and_are_not_mended(self):
        garbled = "城市更新行动方案".encode().decode("gb18030")
        text = REPORT + garbled + "\n"
        (notice,) = [notice for notice in read(text).notices if notice.code == "MOJIBAKE"]
        assert text[slice(*notice.span)] == garbled and read(text).report.source.text == text
        assert "text.encode('gb18030').decode('utf-8')" in notice.message
        assert garbled.encode("gb18030").decode("utf-8") == "城市更新行动方案"

    def test_a_report_that_is_garbled_throughout_is_refused_with_the_repair(self):
        assert "text.encode('latin-1').decode('utf-8')" in refusal(REPORT.encode().decode("latin-1")).step

    def test_twelve_bytes_of_a_title_are_chinese(self):
        found = read_source("政府工作报告".encode("gbk"))
        assert (found.text, found.encoding, found.notices) == ("政府工作报告", "gb18030", ())

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
    def test_a_tail_cut_inside_a_character_leaves_the_rest(self, encoding):
        data = REPORT.rstrip("！\n").encode(encoding)[:-1]
        assert codes(data) == ["BAD_BYTES"] and promises(read(data)) == WHOLE

    def test_the_byte_80_is_replaced_and_located(self):
        data = REPORT.encode("gb18030").replace("口袋".encode("gb18030"), "口".encode("gb18030") + b"\x80" + "袋".encode("gb18030"))
        found = read(data)
        (notice,) = found.notices
        assert notice.code == "BAD_BYTES" and found.report.source.text[slice(*notice.span)] == "\ufffd"
        assert promises(found) == WHOLE


class TestPagesWithoutEnd:
    @pytest.mark.parametrize(
        "tail",
        [
            "<div>",
            "<table><tr><td>",
            "<b>字",
            "<!--",
            "<a href='",
            "<sup>1</sup>",
            "&lt",
            "<br>",
            "<a href=x>字</a>",
            "</",
            "<script>",
            "公园。",
        ],
    )
    def test_twice_the_page_takes_no_more_than_about_twice_the_time(self, tail):
        def seconds(size):
            data = page(PARAGRAPHS + "<p>" + tail * (size // len(tail))).encode()
            start = time.process_time()
            read_source(data)
            return time.process_time() - start

        assert min(seconds(200_000) / max(seconds(100_000), 0.02) for _ in range(3)) < 3.2

    def test_a_hundred_thousand_nested_boxes_are_read(self):
        assert promises(read("<html><body>" + "<div>" * 100_000 + PARAGRAPHS)) == WHOLE

    def test_a_text_of_twelve_megabytes_is_read(self):
        long = "环湖绿道建成通车。" * 450_000
        text = read_source(f"<html><body>{PARAGRAPHS}<p>{long}</p></body></html>".encode()).text
        assert text == REPORT + long


class TestPagesOfStrangers:
    """What would take hours, or break what opens it, is read or refused."""

    @pytest.mark.parametrize("number", ["9" * 5000, "0" * 5000 + "22253"])
    def test_a_character_whose_number_has_thousands_of_digits(self, number):
        assert promises(read(page(PARAGRAPHS + f"<p>&#{number};</p>"))) == WHOLE

    def test_raised_text_within_raised_text(self):
        depth = 20_000
        text = read_source(f"<html>{PARAGRAPHS}<p>{'<sup>字' * depth}{'</sup>' * depth}</p></html>".encode()).text
        assert text == REPORT + "字" * depth

    def test_rows_within_rows(self):
        depth = 8_000
        text = read_source(f"<html>{PARAGRAPHS}{'<table><tr><td>字。' * depth}{'</td></tr></table>' * depth}</html>".encode()).text
        assert text.splitlines() == [*REPORT.splitlines(), *["字。"] * depth]

    @pytest.mark.parametrize(("start", "end"), [("<b>", "</i>"), ("<div>", "</h1></table>"), ("<span>", "</p>")])
    def test_end_tags_that_close_nothing_within_elements_without_end(self, start, end):
        assert refusal(page(PARAGRAPHS + start * 400_000 + end * 400_000)).code == "TOO_LARGE"
        assert promises(read(page(PARAGRAPHS + start * 5000 + end * 5000))) == WHOLE

    def test_many_tags_that_are_not_nested_are_read(self):
        text = read_source(page(PARAGRAPHS + "<p>字<b>。</b></p>" * 40_000).encode()).text
        assert text.splitlines() == [*REPORT.splitlines(), *["字。"] * 40_000]


SAVED = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
PAGE_PART = f"Content-Type: text/html; charset=utf-8\n\n<html>{PARAGRAPHS}</html>\n".encode()


class TestSavedPagesOfStrangers:
    def test_the_page_that_the_others_are_held_against(self):
        assert promises(read(SAVED + PAGE_PART)) == WHOLE

    @pytest.mark.parametrize(
        "before",
        [
            b"content-type:\n message/rfc822\n\n" * 2000,
            b"Content-Type: multipart/digest; boundary=y\n\n--y\n\n" * 2000,
            b"\n--x\n" * 1_000_000,
            b"A:\n" * 1000,
            b"Content-Type: text/html" + b';a="' * 100_000 + b"\n\n--x\n",
        ],
        ids=["messages", "digests", "parts", "heads", "types"],
    )
    def test_parts_without_end_are_too_large(self, before):
        assert refusal(SAVED + before + PAGE_PART).code == "TOO_LARGE"

    @pytest.mark.parametrize("line", [b"From \n", b" \n"])
    def test_lines_of_a_head_that_make_no_sense_are_passed_over(self, line):
        assert promises(read(SAVED + b"A: b\n" + line * 20_000 + PAGE_PART)) == WHOLE

    @pytest.mark.parametrize("parameter", [b"boundary*=idna'x'%ff\xff", b"boundary*=a\0b'x'y", b"boundary*0*=undefined''%ff"])
    def test_a_boundary_that_makes_no_sense_holds_no_page(self, parameter):
        assert refusal(SAVED.replace(b"boundary=x", parameter) + PAGE_PART).code == "CORRUPT"

    @pytest.mark.parametrize("label", [b"undefined", b"punycode", b'"a\0b"', b'"utf\n -9\x1b[31m"', b"zlib", b"x" * 500])
    def test_a_label_that_makes_no_sense_is_overruled_in_one_line(self, label):
        found = read(SAVED + PAGE_PART.replace(b"utf-8", label, 1))
        assert promises(found) == WHOLE and all(notice.message.isprintable() for notice in found.notices)

    def test_a_label_in_a_code_that_makes_no_sense_is_damage(self):
        assert refusal(SAVED + PAGE_PART.replace(b"charset=utf-8", b"charset*=a\0b'x'utf-8", 1)).code == "CORRUPT"


class TestPagesWithoutReport:
    @pytest.mark.parametrize(
        ("body", "cause"),
        [
            ("", "nothing but navigation"),
            ("<div class='share'>分享到：微信</div><button>打印</button>", "nothing but navigation"),
            ("<frameset cols='20%,80%'><frame src='a.html'><frame src='b.html'></frameset>", "in frames"),
        ],
    )
    def test_navigation_is_no_text(self, body, cause):
        found = refusal(page(body))
        assert found.code == "NO_MAIN_TEXT" and cause in found.trouble

    def test_a_page_of_frames_and_a_page_of_scripts_name_their_cause(self):
        assert "in frames" in refusal("<html><frameset><frame src=a><noframes>请升级浏览器。</noframes></frameset></html>").trouble
        empty = "<html><head><script src='app.js'></script></head><body><noscript>请启用脚本。</noscript><div id='app'></div></body></html>"
        assert refusal(empty).trouble == "this page is empty until its scripts run"

    @pytest.mark.parametrize(
        "body",
        [
            "<h1>404</h1><p>您访问的页面不存在，请返回<a href='/'>首页</a>。</p>",
            "<form>用户名<input name='u'>密码<input type='password'><button>登录</button></form>",
            "<p>系统维护中，请稍后再试。</p>",
        ],
    )
    def test_a_page_of_something_else_is_no_report(self, body):
        assert refusal(page(body)).code == "NOT_A_REPORT"

    def test_a_saved_page_without_a_page_is_damaged(self):
        data = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/css\n\np{}\n--x--\n"
        assert refusal(data).code == "CORRUPT"
        nested = b"MIME-Version: 1.0\n" + b"".join(
            b"Content-Type: multipart/related; boundary=%d\n\n--%d\n" % (at, at) for at in range(5000)
        )
        assert refusal(nested).code == "TOO_LARGE"


@pytest.mark.parametrize("name", ["云泽.docx", "云泽.pdf", "云泽.doc", "云泽.txt"])
def test_a_page_under_another_name_is_found_by_its_content(tmp_path, name):
    path = tmp_path / name
    path.write_text(page(PARAGRAPHS), encoding="utf-8")
    assert read_source(path).format == "html" and promises(extract_report(path)) == WHOLE


class TestInertness:
    def test_entities_are_neither_read_from_files_nor_blown_up(self, tmp_path):
        secret = tmp_path / "secret.txt"
        secret.write_text("机密", encoding="utf-8")
        entities = f"<!ENTITY x SYSTEM 'file://{secret}'><!ENTITY a '{'字' * 50}'>" + "".join(
            f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9)
        )
        data = f"<?xml version='1.0'?><!DOCTYPE html [{entities}]><html><body>{PARAGRAPHS}<p>&x;&j;</p></body></html>"
        text = read_source(data.encode()).text
        assert "机密" not in text and len(text) < 2 * len(REPORT) and promises(read(data)) == WHOLE

    def test_nothing_is_fetched(self):
        code = (
            "import socket, sys\n"
            "def refuse(*arguments): raise SystemExit('a connection was tried')\n"
            "socket.socket.connect = socket.getaddrinfo = refuse\n"
            "from policydiff.read import read_source\n"
            "print(read_source(sys.stdin.buffer.read()).format)"
        )
        links = "<link rel=stylesheet href='http://127.0.0.1:9/a.css'><img src='http://127.0.0.1:9/a.png'><iframe src='http://127.0.0.1:9/'></iframe>"
        data = page(links + PARAGRAPHS, "<base href='http://127.0.0.1:9/'>").encode()
        done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, timeout=60)
        assert done.stdout == b"html\n", done.stderr

    def test_scripts_are_no_text_and_what_looks_like_one_is_only_text(self):
        body = PARAGRAPHS + "<script>document.write('<p>新建公园90座。</p>')</script>"
        assert promises(read(page(body))) == WHOLE and "90座" not in read_source(page(body).encode()).text
        quoted = PARAGRAPHS.replace("第二水厂", "第二水厂&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
        found = read(page(quoted))
        assert "</script><script>alert(1)" in found.report.source.text
        shown = render(found, Format.HTML)
        assert b"<script>alert(1)" not in (shown if isinstance(shown, bytes) else shown.encode())


def test_a_saved_page_is_read_like_the_page():
    whole = MIMEMultipart("related")
    whole["From"] = "<Saved>"
    whole.attach(MIMEText(page(PARAGRAPHS).replace("utf-8", "gb2312"), "html", "utf-8"))
    found = extract_report(whole.as_bytes())
    assert found.report.source.format == "mhtml" and promises(found) == WHOLE


def test_a_link_leads_to_the_words_in_the_page():
    source = read_source(page(PARAGRAPHS).encode())
    start = source.text.index("新建托育园5所")
    assert find_origin(source, Span(start, start + 4)) == "#:~:text=%E6%96%B0%E5%BB%BA%E6%89%98%E8%82%B2"
