"""Damaged, locked and unreadable PDF files: the whole report is read, with a warning where need be, or one line says why not."""

import io
import random
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from tests.faults.report import REPORT, WHOLE, promises, read, refusal
from tests.read.pdf_makers import draw_pdf, make_pdf, picture_pdf, saved

from policydiff import compare_reports
from policydiff.model import Notice, PolicydiffError
from policydiff.read import read_source
from policydiff.read.limits import LIMITS, Limits
from policydiff.read.pdf import process, whole

SEED = (Path(__file__).parents[2] / "seeds" / "yunze-2024.txt").read_text(encoding="utf-8")
PLAIN = make_pdf(REPORT)
SHIFTED = {"stands_for": lambda character: chr(ord(character) + 3000) if "\u4e00" <= character < "\u9000" else character}
PRIVATE = {"stands_for": lambda character: chr(0xE000 + ord(character) % 6000) if character > "\u3000" else character}


def test_the_undamaged_file_is_read_whole():
    found = read(PLAIN)
    assert promises(found) == WHOLE and found.report.source.format == "pdf"
    assert not found.notices and found.report.source.origins[0].where == "page 1"


def test_the_command_line_says_one_line(tmp_path):
    path = tmp_path / "云泽-2024.pdf"
    path.write_bytes(PLAIN[: len(PLAIN) // 2])
    code = "from policydiff.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "extract", str(path)], capture_output=True, timeout=120)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, b"", 1)
    assert "CORRUPT" in done.stderr.decode() and "Traceback" not in done.stderr.decode()


class TestPasswords:
    def test_a_file_that_opens_with_a_password_alone_is_encrypted(self):
        assert refusal(make_pdf(REPORT, save={"encryption": pikepdf.Encryption(user="open", owner="own")})).code == "ENCRYPTED"

    @pytest.mark.parametrize("revision", [2, 3, 4, 6])
    def test_a_file_that_only_its_owner_may_copy_from_is_read(self, revision):
        allow = pikepdf.Permissions(extract=False, accessibility=False)
        lock = pikepdf.Encryption(user="", owner="own", R=revision, allow=allow, aes=revision >= 4, metadata=revision >= 4)
        assert promises(read(make_pdf(REPORT, save={"encryption": lock}))) == WHOLE


class TestPictures:
    def test_pages_that_are_pictures_need_ocr(self):
        found = refusal(picture_pdf(pages=3))
        assert found.code == "NEEDS_OCR" and "3 of 3 page(s)" in found.trouble

    def test_numbers_on_scanned_pages_are_no_text(self):
        pdf = pikepdf.open(io.BytesIO(picture_pdf(pages=3)))
        stamp = pikepdf.open(io.BytesIO(make_pdf(" ")))
        for page in pdf.pages:
            page.add_overlay(stamp.pages[0])
        assert refusal(saved(pdf)).code == "NEEDS_OCR"

    def test_some_pictures_are_a_warning_with_their_pages(self):
        pdf = pikepdf.open(io.BytesIO(make_pdf(REPORT, lines=5)))
        picture = pikepdf.open(io.BytesIO(picture_pdf(pages=1)))
        pdf.pages.insert(1, picture.pages[0])
        found = read(saved(pdf))
        assert [(n.code, n.message[:10]) for n in found.notices] == [("NEEDS_OCR", "page(s) 2 ")]
        assert promises(found) == WHOLE

    def test_an_empty_page_is_no_picture(self):
        pdf = pikepdf.open(io.BytesIO(PLAIN))
        pdf.add_blank_page()
        assert not read(saved(pdf)).notices

    def test_a_file_of_empty_pages_holds_no_text(self):
        assert refusal(make_pdf(" ", footer="")).code == "NO_TEXT"


class TestDamage:
    @pytest.mark.parametrize("linearize", [False, True])
    def test_a_file_that_was_cut_off_is_refused_wherever_it_was(self, linearize):
        whole = make_pdf(REPORT, save={"linearize": linearize})
        for percent in (*range(5, 100, 5), 99):
            assert refusal(whole[: len(whole) * percent // 100]).code == "CORRUPT"

    def test_a_late_change_that_was_cut_off_is_refused(self):
        assert refusal(PLAIN + b"\n99 0 obj <</Type /Page").code == "CORRUPT"

    def test_a_wrong_byte_never_alters_a_figure(self):
        chance = random.Random(1)
        for _ in range(60):
            data = bytearray(PLAIN)
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            try:
                assert promises(read(bytes(data))) == WHOLE
            except PolicydiffError as error:
                assert str(error).count("\n") == 0

    @pytest.mark.parametrize("junk", [b"\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", b"\0" * 900])
    def test_what_stands_before_the_file_is_passed_over(self, junk):
        assert promises(read(junk + PLAIN)) == WHOLE

    def test_what_stands_behind_the_file_is_passed_over(self):
        assert promises(read(PLAIN + b"\0" * 5000)) == WHOLE

    @pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-1.4 1 0 obj <</Type/Catalog>> endobj\n%%EOF"])
    def test_a_file_without_pages_is_corrupt(self, data):
        assert refusal(data).code == "CORRUPT"

    def test_random_bytes_are_one_line(self):
        chance = random.Random(2)
        for _ in range(10):
            assert refusal(b"%PDF-1.7\n" + chance.randbytes(3000) + b"\n%%EOF").code == "CORRUPT"


class TestStreams:
    HEAD = b"1 0 obj<</Filter/FlateDecode>>stream\n"

    def test_what_looks_like_a_stream_within_another_is_not_unpacked_again(self, monkeypatch):
        starts = []
        unpack = whole.unpack
        monkeypatch.setattr(whole, "unpack", lambda data, start, most: starts.append(start) or unpack(data, start, most))
        inner = zlib.compress((self.HEAD + b"\x78\x01") * 500, level=0)
        data = b"%PDF-1.7\n" + (self.HEAD + inner + b"endstream\n") * 3 + b"%%EOF"
        assert inner.count(self.HEAD) == 500 and not whole.is_damaged(data, LIMITS.most_unpacked)
        assert starts == [data.index(inner, at) for at in (0, starts[0] + 1, starts[1] + 1)]

    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_damage_to_any_stream_is_found(self, place):
        streams = [self.HEAD + zlib.compress(bytes([at]) * 900) for at in range(3)]
        assert not whole.is_damaged(b"".join(streams), LIMITS.most_unpacked)
        streams[place] = streams[place][:-1] + bytes([streams[place][-1] ^ 1])
        assert whole.is_damaged(b"".join(streams), LIMITS.most_unpacked)


class TestCharacters:
    @pytest.mark.parametrize("wrong", [SHIFTED, PRIVATE])
    def test_a_wrong_table_of_characters_is_garbled(self, wrong):
        found = refusal(make_pdf(REPORT, font="identity", **wrong))
        assert found.code == "GARBLED" and "page(s) 1 " in found.trouble

    def test_a_page_with_a_wrong_table_among_others_is_named_and_kept(self):
        pages = [[(80, 700 - 20 * at, line, 12) for at, line in enumerate(REPORT.split("\n")) if line] for _ in range(3)]
        pages[1] = [(x, y, "".join(map(PRIVATE["stands_for"], words)), size) for x, y, words, size in pages[1]]
        notice = read_source(draw_pdf(pages, font="identity")).notices[0]
        assert notice == Notice("GARBLED", "the characters that page(s) 2 hold are not those that they show")
        found = refusal(draw_pdf([pages[1], *pages[1:]], font="identity"))
        assert found.code == "GARBLED" and "page(s) 1-2 " in found.trouble

    def test_bullets_of_a_symbol_font_are_no_wrong_table(self):
        listed = [(80 + 40 * (at % 8), 700 - 20 * (at // 8), "\uf0b7绿", 12) for at in range(80)]
        source = read_source(draw_pdf([listed], font="identity"))
        assert source.text.count("\uf0b7") == 80 and not [notice for notice in source.notices if notice.code == "GARBLED"]

    def test_a_right_table_of_characters_is_read(self):
        assert promises(read(make_pdf(REPORT, font="identity"))) == WHOLE

    def test_a_single_unknown_character_is_kept(self):
        text = REPORT.replace("口袋公园", "口\ue123公园")
        assert any("\ue123" in outcome.text for outcome in read(make_pdf(text, font="identity")).outcomes)

    def test_radicals_and_rare_characters_are_kept_as_they_are(self):
        text = REPORT.replace("第二水厂", "𠮷⽼水厂")
        assert "𠮷⽼水厂" in read_source(make_pdf(text, font="identity")).text


class TestLayout:
    @pytest.mark.parametrize("columns", [1, 2])
    @pytest.mark.parametrize("footer", ["- {} -", "第{}页 共9页", "{}", "— {} —"])
    def test_columns_in_order_and_no_furniture(self, columns, footer):
        data = make_pdf(SEED, columns=columns, size=10.5, lines=32, header="云泽市人民政府公报", footer=footer)
        assert read_source(data).text.split("\n") == SEED.strip().split("\n")

    def test_nothing_is_new_dropped_or_changed(self):
        found = compare_reports(make_pdf(SEED, columns=2, size=9, header="公报"), SEED.encode(), place="云泽")
        assert {found.summary()[kind] for kind in ("new", "dropped", "changed")} == {0}

    @pytest.mark.parametrize("rotate", [90, 180, 270])
    def test_turned_pages_are_read(self, rotate):
        assert promises(read(make_pdf(REPORT, rotate=rotate))) == WHOLE


class TestTheParserBreaks:
    def worker(self, monkeypatch, tmp_path, program):
        path = tmp_path / "worker.py"
        path.write_text(program, encoding="utf-8")
        monkeypatch.setattr(process, "WORKER", path)

    def test_a_crash_is_one_line_with_the_signal(self, monkeypatch, tmp_path):
        self.worker(monkeypatch, tmp_path, "import ctypes; ctypes.string_at(0)")
        found = refusal(PLAIN)
        assert found.code == "WORKER_FAILED" and "signal 11" in found.trouble

    def test_a_hang_ends_when_the_time_is_over(self, monkeypatch, tmp_path):
        self.worker(monkeypatch, tmp_path, "while True: pass")
        start = time.monotonic()
        assert refusal(PLAIN, limits=Limits(seconds=1)).code == "TOO_SLOW"
        assert time.monotonic() - start < 30

    @pytest.mark.parametrize("said", ["", "{", "null", "[]", '{"pages": [{}]}'])
    def test_an_answer_that_makes_no_sense_is_one_line(self, monkeypatch, tmp_path, said):
        self.worker(monkeypatch, tmp_path, f"print({said!r})")
        assert refusal(PLAIN).code == "WORKER_FAILED"

    def test_the_true_worker_runs_out_of_memory(self):
        assert refusal(bomb(), limits=Limits(most_memory=300 * 1024 * 1024, seconds=60)).code == "WORKER_FAILED"

    def test_too_little_memory_to_start(self):
        assert refusal(PLAIN, limits=Limits(most_memory=20 * 1024 * 1024)).code == "WORKER_FAILED"

    def test_more_pages_than_the_limit(self):
        found = refusal(make_pdf(REPORT, lines=5), limits=Limits(most_pages=2))
        assert found.code == "TOO_LARGE" and "over 2 pages" in found.trouble

    def test_more_characters_than_the_limit(self, monkeypatch):
        monkeypatch.setattr(process, "MOST_CHARACTERS", 100)
        assert refusal(PLAIN).code == "TOO_LARGE"

    def test_the_next_file_is_read_after_a_failure(self):
        assert refusal(PLAIN[:900]).code == "CORRUPT"
        assert promises(read(PLAIN)) == WHOLE


def bomb():
    """A page that unpacks to half a gigabyte of spaces."""
    pdf = pikepdf.open(io.BytesIO(PLAIN))
    pdf.pages[0].Contents = pdf.make_stream(b" " * (512 * 1024 * 1024))
    return saved(pdf, compress_streams=True)
