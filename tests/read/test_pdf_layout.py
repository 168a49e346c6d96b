"""How the characters of a PDF become lines and paragraphs; real reports are printed and read back where the tools are here."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import REPORTS
from tests.read.office_makers import installed
from tests.read.pdf_makers import HEIGHT, Layout, broken, draw_pdf, make_pdf, print_pdf

from policydiff import compare_reports
from policydiff.read import read_source
from policydiff.read.limits import LIMITS
from policydiff.read.pdf import furniture
from policydiff.read.pdf.cells import clear_gaps, common_gaps
from policydiff.read.pdf.page import Character, Page
from policydiff.read.pdf.pieces import make_piece
from policydiff.read.pdf.process import load_pages
from policydiff.read.pdf.reader import lay_out

ROOT = Path(__file__).parents[2]
SEED = (ROOT / "seeds" / "yunze-2024.txt").read_text(encoding="utf-8")
PUBLISHED = REPORTS / "city" / "beijing-2024.pdf"
PARAGRAPH = "今年要新建口袋公园9座，改造老旧小区20个，城镇新增就业1.2万人以上，让全市人民过上更好的日子，各项工作都要抓紧抓实。"
SIZE = 12


def lines_of(words, top, first=2, left=80):
    """A paragraph as rows of a page, its first line indented by so many characters."""
    rows = broken(words, Layout(size=SIZE, indent=first))
    return [(left + indent * SIZE, top - 20 * at, row, SIZE) for at, (indent, row) in enumerate(rows)]


def text_of(*pages, **arguments):
    """What is read of some pages."""
    return read_source(draw_pdf(pages, **arguments)).text.split("\n")


class TestParagraphs:
    def test_a_full_line_goes_on_and_an_indent_begins_anew(self):
        page = [*lines_of(PARAGRAPH, 700), *lines_of(PARAGRAPH, 600), *lines_of(PARAGRAPH, 500)]
        assert text_of(page) == [PARAGRAPH] * 3

    def test_without_indents_a_short_line_ends(self):
        page = [row for top in (700, 640, 580, 520) for row in lines_of(PARAGRAPH, top, first=0)]
        assert text_of(page) == [PARAGRAPH] * 4

    def test_without_indents_paragraphs_that_stand_apart_are_parted(self):
        full = "".join(row for _, _, row, _ in lines_of(PARAGRAPH * 2, 0, first=0)[:2])[:-1] + "。"
        tops = (740, 694, 648, 602, 556)
        assert text_of([row for top in tops for row in lines_of(full, top, first=0)]) == [full] * len(tops)

    def test_a_paragraph_goes_on_over_the_page_and_says_where(self):
        rows = lines_of(PARAGRAPH, 700)
        source = read_source(draw_pdf([[*lines_of(PARAGRAPH, 740), rows[0]], [rows[1], *lines_of(PARAGRAPH, 600)]]))
        assert source.text.split("\n") == [PARAGRAPH] * 3
        second = source.origins[1]
        assert (second.where, source.text[second.start :][:6]) == ("page 2", rows[1][2][:6])

    def test_figures_are_whole_over_a_line_end(self):
        cut = [(80, 600, PARAGRAPH[:34] + "安排20", SIZE), (80, 580, "24万元，" + PARAGRAPH[:20] + "。", SIZE)]
        page = [*lines_of(PARAGRAPH, 700, first=0), *cut]
        assert "安排2024万元" in text_of(page)[-1]

    def test_words_of_latin_letters_are_parted(self):
        page = [(80, 700, PARAGRAPH[:24] + " smart city and open", SIZE), (80, 680, "data platform for all of us", SIZE)]
        assert text_of(page)[0].endswith("smart city and open data platform for all of us")

    def test_a_heading_of_another_size_stands_alone(self):
        page = [(80, 740, "扩大有效需求" * 5, 15), *lines_of(PARAGRAPH, 700, first=0)]
        assert text_of(page) == ["扩大有效需求" * 5, PARAGRAPH]

    def test_a_centred_heading_of_two_lines_is_one(self):
        first, second = "一、着力扩大有效需求，推动全市经济持续回升向好", "迈上新的台阶"
        page = [(89, 760, first, 18), (242, 730, second, 18), *lines_of(PARAGRAPH, 690), *lines_of(PARAGRAPH, 640)]
        assert text_of(page)[0] == first + second

    def test_a_raised_figure_stays_on_its_line(self):
        page = [(80, 700, "新增绿地9公顷", SIZE), (164, 705, "1", 6), (170, 700, "。", SIZE)]
        assert text_of(page) == ["新增绿地9公顷1。"]

    def test_the_order_in_the_file_does_not_matter(self):
        page = [*lines_of(PARAGRAPH, 700), *lines_of(PARAGRAPH, 600)]
        assert text_of(page[::-1]) == [PARAGRAPH] * 2


class TestTables:
    ROWS = (("指标", "单位", "目标"), ("城镇新增就业", "万人", "1.2"), ("改造老旧小区", "个", "20"))

    def test_cells_row_after_row(self):
        page = [(x, 700 - 24 * at, cell, SIZE) for at, row in enumerate(self.ROWS) for x, cell in zip((80, 260, 400), row, strict=True)]
        assert text_of([*lines_of(PARAGRAPH, 780), *page, *lines_of(PARAGRAPH, 600)]) == [
            PARAGRAPH,
            *(cell for row in self.ROWS for cell in row),
            PARAGRAPH,
        ]

    @pytest.mark.parametrize("rules", [(), [(80, y, 500) for y in (715, 664, 613)]])
    def test_lines_of_one_cell_are_joined(self, rules):
        page = [(80, 700, "新增", SIZE), (80, 684, "就业", SIZE), (260, 700, "1.2", SIZE), (80, 649, "改造", SIZE), (80, 633, "小区", SIZE)]
        page.append((260, 649, "20", SIZE))
        assert text_of(page, rules=rules) == ["新增就业", "1.2", "改造小区", "20"]

    def test_a_number_and_its_heading_are_no_cells(self):
        page = [(80, 700, "第一章", SIZE), (150, 700, "总体要求", SIZE), (80, 680, "第二章", SIZE), (150, 680, "主要目标", SIZE)]
        assert text_of(page) == ["第一章 总体要求", "第二章 主要目标"]


class TestFurniture:
    def pages(self, *edges, count=4):
        """Pages of different words, each with what stands at its edges."""
        return [[*lines_of(f"第{n}件事，{PARAGRAPH[n:]}", 700 - n), *(edge(n) for edge in edges)] for n in range(1, count + 1)]

    @pytest.mark.parametrize("foot", ["- {} -", "{}", "第{}页", "— {} —", "{} / 4", "第 {} 页 共 4 页", "·{}·"])
    def test_page_numbers(self, foot):
        text = text_of(*self.pages(lambda n: (280, 40, foot.format(n), 9)))
        assert len(text) == 4 and all(line.startswith("第") and line.endswith("抓实。") for line in text)

    def test_heads_of_left_and_right_pages(self):
        text = text_of(*self.pages(lambda n: (80 if n % 2 else 400, HEIGHT - 40, ("云泽市人民政府", "政府工作报告")[n % 2], 9), count=6))
        assert len(text) == 6

    def test_figures_at_the_edge_of_one_page_stay(self):
        pages = self.pages()
        pages[1].append((80, 40, "2035", SIZE))
        assert "2035" in "".join(text_of(*pages))

    def test_the_cells_of_a_table_over_many_pages_stay(self):
        def cells(page):
            return [
                (x, 60 + 24 * at, words, SIZE)
                for at in range(3)
                for x, words in ((80, f"工程{'甲乙丙丁戊己'[page]}{at}"), (300, f"{page + 7 + at}万元"), (420, f"{page + at}"))
            ]

        text = text_of(*[[*page, *cells(number)] for number, page in enumerate(self.pages(count=5))])
        assert [line for line in text if line.endswith("万元")] == [f"{page + 9 - at}万元" for page in range(5) for at in range(3)]
        assert sum(line.isdigit() for line in text) == 15

    def test_a_watermark_on_every_page(self):
        text = text_of(*self.pages(lambda n: (200, 400, "内部资料注意保存", 40), count=5))
        assert len(text) == 5 and "内部" not in "".join(text)


def drawn(*rows):
    """A page of characters as the parser gives them, each row as their left edges."""
    marks = (Character("的", left, left + SIZE, 700 - 20 * at, SIZE, False) for at, lefts in enumerate(rows) for left in lefts)
    return Page(1, tuple(marks), (), (), "", 0, 0)


class TestPagesOfStrangers:
    """What would take hours if every cell were held against every other is laid out."""

    MANY = 8_000

    def test_rows_of_many_cells(self):
        row = range(0, 40 * self.MANY, 40)
        assert lay_out([drawn(row, row, row)], "a.pdf").text.split("\n") == ["的"] * (3 * self.MANY)

    def test_a_row_that_reaches_across_every_gap(self):
        row, between = range(0, 52 * self.MANY, 52), range(5, 52 * self.MANY, 26)
        text = lay_out([drawn(row, between, row)], "a.pdf").text
        assert text.count("的") == 4 * self.MANY

    def test_a_cell_of_many_lines(self):
        rows = [(80 + at % 3, 300) for at in range(self.MANY)]
        assert lay_out([drawn((80, 300), *rows)], "a.pdf").text.count("的") == 2 * self.MANY + 2


class TestGaps:
    def piece(self, left, right):
        return make_piece([Character("的", left, right, 0, SIZE, False)])

    @given(st.lists(st.integers(0, 60), max_size=20), st.lists(st.integers(0, 60), max_size=20))
    def test_common_gaps_are_those_of_every_pair(self, ends, others):
        one, other = (list(zip(places[::2], places[1::2], strict=False)) for places in (sorted(set(ends)), sorted(set(others))))
        pairs = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
        assert list(common_gaps(one, other)) == [pair for pair in pairs if pair[0] < pair[1]]

    @given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=12), st.tuples(st.integers(0, 60), st.integers(1, 20)))
    def test_a_gap_is_clear_where_no_piece_reaches_across_it(self, places, gap):
        row = [self.piece(left, left + width) for left, width in sorted(places)]
        start, end = gap[0], sum(gap)
        crossed = any(piece.left < start and piece.right > end for piece in row)
        assert clear_gaps(row, [(start, end)]) == ([] if crossed else [(start, end)])


def grows(pages):
    """The time to lay out so many pages."""
    body = "\n".join(f"第{number}项。{PARAGRAPH[number % 40 :]}{PARAGRAPH}" for number in range(pages * 10))
    found = load_pages(make_pdf(body), "a.pdf", LIMITS)
    start = time.process_time()
    lay_out(found, "a.pdf")
    return time.process_time() - start


def test_twice_the_pages_take_about_twice_the_time():
    assert min(grows(24) / grows(12) for _ in range(3)) < 3


def test_the_usual_size_is_worked_out_once_for_all_pages(monkeypatch):
    asked = []
    monkeypatch.setattr(furniture, "median", lambda sizes: asked.append(list(sizes)) or 12)
    piece = make_piece([Character("新", 0, 12, 0, 12, False)])
    assert list(furniture.watermarks({page: [piece] * 9 for page in range(9)})) == []
    assert len(asked) == 1 and len(asked[0]) == 81


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the real reports (../shared/reports) are not here")
class TestPublished:
    def test_every_character_is_read_in_whole_paragraphs(self):
        source = read_source(PUBLISHED)
        lines = source.text.split("\n")
        assert (source.notices, len(lines), len({origin.where for origin in source.origins})) == ((), 90 + 1, 13)
        assert all(line[-1] in "。：！" or re.match("[一二三四五六七八九十（]", line) for line in lines)

    def test_a_plain_text_of_it_says_the_same(self, tmp_path):
        plain = tmp_path / "plain.txt"
        plain.write_text(re.sub(r"(?<=\d)(?=[年万亿])", " ", read_source(PUBLISHED).text), encoding="utf-8")
        found = compare_reports(PUBLISHED, plain)
        assert {found.summary()[kind] for kind in ("new", "dropped", "changed")} == {0}


@installed
class TestPrinted:
    @pytest.mark.parametrize(("size", "columns"), [(16, 1), (10.5, 2)])
    def test_a_report_that_libreoffice_prints_comes_back(self, tmp_path, size, columns):
        source = read_source(print_pdf(SEED, tmp_path, size=size, columns=columns))
        assert source.text.split("\n") == SEED.strip().split("\n") and not source.notices
