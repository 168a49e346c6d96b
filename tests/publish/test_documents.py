"""Documents of the seeds: tables are where they should be, and the terminal cuts no figure at any width."""

import re
from collections import Counter

import pytest
from tests.publish.readback import Tables, in_mkdocs, on_github, tex_tables

from policydiff.publish import Format, render
from policydiff.publish.page import page_of
from policydiff.publish.terminal import measure, write_terminal

FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*[万亿]*[%％]?")


def filled(result):
    """The blocks of a page that have lines."""
    return [block for block in page_of(result).blocks if block.lines]


@pytest.mark.parametrize("read", [on_github, in_mkdocs])
def test_markdown_has_a_table_for_the_counts_and_one_for_each_block(compared, read):
    tables = read(render(compared, Format.MARKDOWN).decode()).tables
    assert [len(table) - 1 for table in tables] == [1, *(len(block.lines) for block in filled(compared))]


def test_a_fragment_and_latex_have_one_for_each_block(compared):
    sizes = [len(block.lines) for block in filled(compared)]
    assert [len(table) - 1 for table in Tables(render(compared, Format.FRAGMENT).decode()).tables] == sizes
    assert [len(table) for table in tex_tables(render(compared, Format.LATEX).decode())] == sizes


def test_all_three_say_the_same(compared):
    github = on_github(render(compared, Format.MARKDOWN).decode()).tables[1:]
    fragment = Tables(render(compared, Format.FRAGMENT).decode()).tables
    latex = tex_tables(render(compared, Format.LATEX).decode())
    assert github == fragment and [table[1:] for table in fragment] == latex


@pytest.fixture(scope="module")
def brief(compared):
    return page_of(compared, brief=True)


def figures(texts):
    return Counter(figure for text in texts for figure in FIGURE.findall(text))


@pytest.mark.parametrize("width", [60, 61, 72, 80, 100, 120, 157, 200])
def test_the_terminal_cuts_no_figure_and_keeps_to_its_width(brief, width):
    cells = ("".join(piece.text for piece in cell) for block in brief.blocks if block.brief for line in block.lines for cell in line.cells)
    lines = write_terminal(brief, width=width).splitlines()
    assert figures(cells) - figures(lines) == Counter()
    assert max(measure([(line, "")]) for line in lines) <= width


@pytest.mark.parametrize("width", [80, 120, 200])
def test_no_line_of_a_cell_begins_with_a_mark_that_closes(brief, width):
    lines = write_terminal(brief, width=width).splitlines()
    assert [line for line in lines if re.match(r" *[，。、；：,;)）]", line)] == []
