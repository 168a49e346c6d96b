"""Damaged plain text: either the whole report is read, with a warning where something is amiss, or one line says why not."""

import json
import subprocess
import sys
import time

import pytest
from tests.faults.report import REPORT, WHOLE, codes, promises, read

from policydiff import compare_reports, extract_report
from policydiff.model import PolicydiffError
from policydiff.publish import Format, render
from policydiff.read.limits import Limits
from policydiff.read.source import read_source, source_from_text


def run(*arguments, text=None):
    """The command line in a process of its own: its exit status and both outputs."""
    code = "from policydiff.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, input=text, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_whole_report_has_what_the_others_are_held_against():
    assert len(WHOLE) == 8 and ("城镇新增就业12万人以上", ["12000人"]) in WHOLE


class TestFilesThatHoldNoReport:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "EMPTY_INPUT"),
            (b" \r\n\t", "NO_TEXT"),
            ("\u3000\n\ufeff".encode(), "NO_TEXT"),
            ("晚饭吃什么？".encode(), "NOT_A_REPORT"),
            ("1\tToday we build a park\t今年新建公园3座。\n".encode() * 20, "OTHER_FORMAT"),
        ],
    )
    def test_one_line_and_status_2(self, tmp_path, data, code):
        path = tmp_path / "云泽-2024.txt"
        path.write_bytes(data)
        status, out, error = run("extract", path)
        assert (status, out, len(error.splitlines())) == (2, "", 1)
        assert f"云泽-2024.txt: {code}: " in error and "; " in error

    def test_a_missing_path_and_a_folder(self, tmp_path):
        for path, code in ((tmp_path / "none.txt", "NO_FILE"), (tmp_path, "IS_A_FOLDER")):
            status, out, error = run("extract", path)
            assert (status, out, len(error.splitlines())) == (2, "", 1) and code in error

    def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(self, tmp_path):
        path = tmp_path / "large.txt"
        with path.open("wb") as file:
            file.truncate(2 * 1024**3)
        start = time.monotonic()
        with pytest.raises(PolicydiffError, match="TOO_LARGE"):
            read_source(path)
        assert time.monotonic() - start < 60

    def test_the_limit_is_an_option(self):
        with pytest.raises(PolicydiffError, match="TOO_LARGE"):
            read_source(REPORT.encode(), limits=Limits(most_bytes=100))


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
    def test_every_encoding_gives_the_same_report(self, encoding):
        assert promises(read(REPORT.encode(encoding))) == WHOLE

    def test_a_mark_at_the_beginning_moves_no_place(self):
        first = read("\ufeff" + REPORT).commitments[0]
        assert REPORT[slice(*first.span)] == first.text

    def test_rare_characters_of_four_bytes_are_kept(self):
        text = REPORT.replace("第二水厂", "𠮷䶮水厂")
        assert "开工建设𠮷䶮水厂" in [words for words, _ in promises(read(text.encode("gb18030")))]

    def test_one_bad_byte_stays_utf_8_and_is_named_with_its_place(self):
        data = REPORT.encode().replace("口袋".encode(), "口".encode() + b"\xff" + "袋".encode())
        found = read(data)
        (notice,) = [notice for notice in found.notices if notice.code == "BAD_BYTES"]
        assert found.report.source.text[slice(*notice.span)] == "\ufffd" and found.report.source.encoding == "utf-8"
        assert promises(found) == WHOLE

    def test_a_tail_cut_inside_a_character_leaves_the_rest(self):
        data = REPORT.encode()[:-2]
        assert codes(data) == ["BAD_BYTES"] and promises(read(data)) == WHOLE

    def test_a_lone_surrogate_is_refused_with_its_place(self):
        with pytest.raises(PolicydiffError, match="SURROGATE: character 3 "):
            source_from_text("报告：\ud800")


class TestCharacters:
    def test_nul_characters_are_left_out_counted_and_move_no_place(self):
        text = REPORT.replace("公园", "公\0园").replace("托育", "托\0\0育")
        found = read(text)
        assert promises(found) == WHOLE and [n.message for n in found.notices] == ["3 NUL character(s) were left out"]
        assert all(text[slice(*c.span)] == c.text for c in found.commitments)

    def test_marks_that_reorder_are_told_of_and_kept_in_the_evidence(self):
        found = read(REPORT.replace("托育园", "托育\u202e园"))
        assert [notice.code for notice in found.notices] == ["BIDI"]
        assert any("\u202e" in commitment.text for commitment in found.commitments)
        status, out, _ = run("extract", "-", "-f", "markdown", text=REPORT.replace("托育园", "托育\u202e园").encode())
        assert status == 0 and "\u202e" not in out

    @pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\ufeff", "\u2060"])
    def test_marks_without_width_change_nothing(self, mark):
        text = REPORT.replace("托育园5所", f"托{mark}育园{mark}5{mark}所")
        same = compare_reports(REPORT.encode(), text.encode(), place="云泽")
        assert same.summary()["continued"] == len(WHOLE)

    def test_radicals_stand_for_their_characters(self):
        same = compare_reports(REPORT.encode(), REPORT.replace("老", "⽼").replace("工", "⼯").encode())
        assert same.summary()["continued"] == len(WHOLE)

    def test_private_use_is_kept_and_counted(self):
        found = read(REPORT.replace("托育", "托\ue123育\ue124"))
        assert next(n.message for n in found.notices if n.code == "PRIVATE_USE").startswith("2 character(s)")
        assert any("\ue123" in commitment.text for commitment in found.commitments)

    def test_full_width_figures_are_figures(self):
        assert promises(read(REPORT.replace("120万", "１２０万")))[-1][1] == ["1200000平方米", "6000名"]

    def test_circled_numbers_mark_lists_and_are_no_figures(self):
        text = REPORT.replace("新建托育园5所", "①新建托育园5所。②新建书屋6间。③维修道路")
        figures = [figure for _, figures in promises(read(text)) for figure in figures]
        assert (
            "5所" in figures and "6间" in figures and not any(f.startswith(("1", "2", "3")) and len(f) < 4 for f in figures if f != "3亿元")
        )

    @pytest.mark.parametrize("end", ["\r", "\r\n", "\u2028", "\u2029", "\x85", "\x0b"])
    def test_every_line_end_gives_the_same(self, end):
        assert promises(read(REPORT.replace("\n", end))) == WHOLE


class TestTextsWithoutEnd:
    def grows(self, tail):
        """How many times as long a report takes whose tail is twice as long, in the time of the process."""
        spent = []
        for size in (60_000, 120_000):
            text = REPORT.replace("各位代表！", tail * (size // len(tail)) + "\n各位代表！")
            start = time.process_time()
            read(text)
            spent.append(time.process_time() - start)
        return spent[1] / spent[0]

    @pytest.mark.parametrize("tail", ["新建公园，", "9", "一", "公园", "（", "一是", "“"])
    def test_twice_the_line_takes_no_more_than_about_twice_the_time(self, tail):
        assert min(self.grows(tail) for _ in range(2)) < 3

    def test_a_line_of_a_million_characters_is_read(self):
        assert promises(read(REPORT + "。" + "环湖绿道" * 250_000))[: len(WHOLE)] == WHOLE


NAUGHTY = [
    "undefined",
    "1E+02",
    "0x0",
    "-",
    "' OR 1=1 --",
    "<img src=x onerror=alert(1)>",
    "`a`|b\\",
    "%s%n${9*9}{{9*9}}",
    "\u0301\u0489",
    "👩‍👩‍👧🏳️‍🌈",
    "﷽",
    "⁰⁴⁵₀₁₂",
    "田中さんにあげて下さい",
    "מבחן עִבְרִית",
]


@pytest.mark.parametrize("words", NAUGHTY)
def test_naughty_words_come_back_as_they_are(words):
    text = REPORT.replace("第二水厂", f"第二水厂“{words}”")
    status, out, error = run("extract", "-", "-f", "json", text=text.encode())
    assert status == 0, error
    found = json.loads(out)["commitments"]
    assert all(text[c["start"] : c["end"]] == c["text"] for c in found)
    assert any(words in c["text"] for c in found)
    extract = extract_report(text.encode())
    assert len(extract.commitments) == len(found)
    for format_ in (Format.CSV, Format.MARKDOWN, Format.TABLE):
        assert render(extract, format_).decode().strip()


def test_the_same_file_twice_is_no_change(tmp_path):
    path = tmp_path / "云泽-2024.txt"
    path.write_text(REPORT, encoding="utf-8")
    status, out, error = run("compare", path, path, "-f", "json")
    assert status == 0 and "YEAR_ORDER" in error
    assert json.loads(out)["summary"] | {"continued": 0} == {
        "continued": 0,
        "changed": 0,
        "new": 0,
        "dropped": 0,
        "drop_rate": 0,
        "length_ratio": 1.0,
    }
