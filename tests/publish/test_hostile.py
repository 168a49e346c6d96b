"""Hostile words are inert in every format: what a file says is the words, and nothing in them acts on the program that reads it."""

import csv
import io
import json
import re
import shutil
import subprocess
import unicodedata
from html.parser import HTMLParser

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.readback import Tables, in_mkdocs, on_github, tex_tables
from tests.publish.sample import comparison, hostile

from policydiff.publish import Format, publish_tables, render
from policydiff.publish.csv_tables import guarded
from policydiff.publish.files import LONGEST_NAME
from policydiff.publish.latex import escaped as escaped_tex
from policydiff.publish.markdown import escaped
from policydiff.publish.page import one_line
from policydiff.publish.selection import Selection

ATTACKS = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\"><svg onload=alert(1)> ' onmouseover=alert(1)",
    "end of script": "</script></style></textarea>]]>--><!--",
    "formula": '=HYPERLINK("http://x","y")',
    "wide formula": "＝cmd|'/C calc'!A0",
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "hidden formula": "\u200b\u202e=1+1",
    "pipes": "a|b||c\\|d",
    "code": "`a` ```b``` ~~c~~",
    "marks": "**a** _b_ ~c~ ^d^ # e - f 1. g > h",
    "link": "[a](javascript:alert(1)) <http://x> http://x www.x.com ![b](c) [^1]",
    "template": "{{ 7*7 }} {% raw %} ${x} #{y} {.class}",
    "formula of TeX": r"$x^2$ \(y\) \input{/etc/passwd} \write18{ls} % \\ & # _ { }",
    "sphinx": ":ref:`x` .. raw:: html |sub| *a* ``b``",
    "citation": "@knuth [@x] &amp; &#60; &lt;",
    "bidi": "a\u202eb\u2066c\u200fd",
    "terminal": "\x1b[31m\x1b]0;title\x07\x9b1m",
    "lines": "a\r\nb\u2028c\x0bd\x85e",
    "nul": "a\x00b\ufffec",
    "long": "长" * 300,
    "smart": "a--b---c...d \"e\" 'f'",
    "emoji code": ":smile: 9:30",
}
CHANGES = Selection.of(tables="changes", columns="new_text, old_text, status")


def words_of(result):
    """The words that the change of the spoiled commitment has, as a page shows them."""
    return one_line(result.new_commitments["3.3"].words)


def joined(text):
    return " ".join(text.split())


class Parts(HTMLParser):
    """What could act in a page: the names of tags and attributes, where links lead, and how many scripts there are."""

    def __init__(self, text):
        super().__init__()
        self.names, self.links, self.scripts = set(), [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.names |= {tag, *(name for name, _ in attributes)}
        self.links += [value or "" for name, value in attributes if name in ("href", "src", "action", "formaction", "xlink:href")]
        self.scripts += tag == "script"


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
class TestInert:
    @pytest.mark.parametrize("read", [on_github, in_mkdocs])
    def test_markdown(self, attack, read):
        result = hostile(attack)
        for selection in (None, CHANGES):
            page = read(render(result, Format.MARKDOWN, selection=selection).decode())
            assert page.acting == [] and set(page.attributes) <= {"id"}
            assert all({len(row) for row in table} == {len(table[0])} for table in page.tables)
        assert words_of(result) in [joined(row[0]) for row in page.tables[0]]

    def test_fragment(self, attack):
        result = hostile(attack)
        page = Tables(render(result, Format.FRAGMENT, selection=CHANGES).decode())
        assert page.acting == [] and set(page.attributes) <= {"class", "lang", "scope"}
        assert words_of(result) in [row[0] for row in page.tables[0]]

    def test_web_page(self, attack):
        """It has no tag, no attribute and no script that the page of harmless words has not."""
        page, harmless = (Parts(render(result, Format.HTML).decode()) for result in (hostile(attack), comparison()))
        assert page.names <= harmless.names
        assert page.scripts == harmless.scripts
        assert all(link.startswith("#") for link in {*page.links} - {*harmless.links})

    def test_latex(self, attack):
        result = hostile(attack)
        text = render(result, Format.LATEX, selection=CHANGES).decode()
        assert words_of(result) in [row[0] for row in tex_tables(text)[0]]
        assert all({len(row) for row in table} == {len(table[0])} for table in tex_tables(render(result, Format.LATEX).decode()))
        assert "\\input{/etc" not in text and "\\write" not in text

    def test_workbook(self, attack):
        result = hostile(attack)
        book = openpyxl.load_workbook(io.BytesIO(render(result, Format.XLSX)))
        assert all(cell.data_type in ("s", "n") and not cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)
        (texts,) = [column for column in book["new"].iter_cols(values_only=True) if column[0] == "text"]
        assert words_of(result) in [one_line(str(cell)) for cell in texts]

    def test_csv(self, attack):
        data = render(hostile(attack), Format.CSV).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(data, newline=""), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}
        for cell in (cell for row in rows for cell in row if len(cell) > 1 and not re.fullmatch(r"-?[\d.]+", cell)):
            assert unicodedata.normalize("NFKC", cell).lstrip()[:1] not in "=+-@"
        assert not set(data) & {"\x00", "\x1b", "\u202e", "\u2066", "\ufffe"}

    def test_json(self, attack):
        data = json.loads(render(hostile(attack), Format.JSON))
        assert data["new"]["report"]["title"] == attack

    def test_terminal(self, attack):
        text = render(hostile(attack), Format.TABLE, width=80).decode()
        assert all(c == "\n" or unicodedata.category(c) != "Cc" for c in text)
        assert not set(text) & set("\u202e\u2066\u200f\u2028\ufffe")

    def test_statistics(self, attack):
        read = {Format.PARQUET: pd.read_parquet, Format.DTA: pd.read_stata}
        for format_, reader in read.items():
            frame = reader(io.BytesIO(render(hostile(attack), format_)))
            assert len(frame) == len(comparison().changes)


NAMES = [
    "../../x",
    "a/b",
    "CON",
    "con.txt",
    "nul",
    "长" * 300,
    "..",
    ".",
    "~/x",
    "C:\\x",
    "a\x00b",
    "-rf",
    "",
    " ",
    "a\nb",
    "COM1",
    "\u202e",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_are_safe_and_lie_in_the_folder(tmp_path, name):
    for path in publish_tables(hostile(name), tmp_path / "out", ["json", "csv", "parquet", "fragment"]):
        assert path.resolve().parent == (tmp_path / "out").resolve()
        assert re.fullmatch(r"[\w.-]+", path.name) and path.name[0] not in ".-"
        assert len(path.name.encode()) <= LONGEST_NAME + len(".deliveries.parquet") <= 255
        assert path.name.partition(".")[0].lower() not in ("con", "nul", "com1", "aux", "prn")


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text("`*_[]{}|~$^@#<>&\"'\\:-.!()=+ab1 w%/", max_size=30)


class TestAnyWords:
    """Whatever is escaped is read back as it was, by each of the readers."""

    @settings(max_examples=300, deadline=None)
    @given(WORDS)
    def test_markdown(self, words):
        shown = one_line(words)
        text = f"| a | b |\n|---|---|\n| {escaped(shown)} | x |\n"
        for read in (on_github, in_mkdocs):
            (table,) = read(text).tables
            assert [joined(cell) for cell in table[1]] == [joined(shown), "x"]

    @settings(max_examples=300, deadline=None)
    @given(WORDS)
    def test_latex(self, words):
        shown = one_line(words)
        assert tex_tables(f"\\endlastfoot\n{escaped_tex(shown)} & x \\\\\n\\end{{longtable}}") == [[[shown.strip(), "x"]]]

    @settings(max_examples=300, deadline=None)
    @given(WORDS)
    def test_csv(self, words):
        cell = guarded(words)
        assert cell.removeprefix("'") == guarded(words).removeprefix("'") and (len(cell) < 2 or cell[0] not in "=+-@＝＋－＠")


@pytest.mark.skipif(shutil.which("xelatex") is None, reason="xelatex is not installed")
def test_latex_compiles(tmp_path):
    """All attacks in one document, without any package but those of the tables: no error, and a PDF."""
    for number, attack in enumerate(ATTACKS.values()):
        (tmp_path / f"{number}.tex").write_bytes(render(hostile(attack), Format.LATEX))
    inputs = "".join(f"\\input{{{number}.tex}}\n" for number in range(len(ATTACKS)))
    packages = r"\documentclass{article}\usepackage{booktabs,longtable,array}"
    (tmp_path / "all.tex").write_text(f"{packages}\\begin{{document}}\n{inputs}\\end{{document}}\n", encoding="utf-8")
    command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "all.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", errors="replace")
    assert done.returncode == 0, done.stdout[-2000:]
    assert (tmp_path / "all.pdf").stat().st_size > 1000
