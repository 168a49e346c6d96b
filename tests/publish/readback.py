"""What a published file says to the program that reads it: the tables of Markdown, HTML and LaTeX as rows of texts."""

import re
from html.parser import HTMLParser

import markdown
from markdown_it import MarkdownIt

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
"""CommonMark with tables and strike-through, as GitHub has them."""
TEX_WORDS = {
    r"\textbackslash{}": "\\",
    r"\textasciicircum{}": "^",
    r"\textasciitilde{}": "~",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\textquotedbl{}": '"',
    r"\textquotesingle{}": "'",
    r"\textasciigrave{}": "`",
    r"\(\ge\)": "≥",
    r"\(\le\)": "≤",
    r"\(\approx\)": "≈",
    r"\(\to\)": "→",
}
TEX_PARTS = re.compile(r"\\text[a-z]+\{\}|\\\([\\a-z]+\\\)|\\policydiff(?:del|ins)\{|\\[{}$&#_%]|\\\\|[{}&$#_%~^\\]|[^\\{}&$#_%~^]+")


class Tables(HTMLParser):
    """The tables of a page: rows of cells of text; fails on a tag that is not closed in its turn. ``acting`` are tags that act."""

    VOID = ("meta", "br", "hr", "img", "input", "link", "col")
    PARTS = ("section", "div", "h1", "h2", "h3", "h4", "ul", "ol", "li", "p", "blockquote", "hr", "br")
    WORDS = ("strong", "em", "code", "del", "ins")
    HARMLESS = frozenset({*PARTS, *WORDS, "table", "thead", "tbody", "tr", "th", "td"})

    def __init__(self, text):
        super().__init__()
        self.open, self.tables, self.acting, self.attributes = [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        if tag not in self.HARMLESS:
            self.acting.append(tag)
        self.attributes += [key for key, _ in attributes]
        if tag not in self.VOID:
            self.open.append(tag)
        match tag:
            case "table":
                self.tables.append([])
            case "tr":
                self.tables[-1].append([])
            case "td" | "th":
                self.tables[-1][-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if any(tag in ("td", "th") for tag in self.open):
            self.tables[-1][-1][-1] += data


def on_github(text):
    """The tables of Markdown as GitHub reads them."""
    return Tables(GITHUB.render(text))


def in_mkdocs(text):
    """The tables of Markdown as MkDocs reads them."""
    return Tables(markdown.markdown(text, extensions=["tables", "fenced_code", "toc"]))


def tex_tables(text):
    """The tables of a LaTeX fragment; fails on a brace that is not closed and on a command that is not known."""
    return [tex_rows(body) for body in re.findall(r"\\endlastfoot\n(.*?)\\end\{longtable\}", text, re.S)]


def tex_rows(body):
    """The rows of a long table."""
    rows, depth = [[""]], 0
    for part in TEX_PARTS.findall(body):
        if part in TEX_WORDS:
            rows[-1][-1] += TEX_WORDS[part]
        elif part == "\\\\":
            assert depth == 0
            rows.append([""])
        elif part == "&":
            assert depth == 0
            rows[-1].append("")
        elif part == "{" or part.startswith("\\policydiff"):
            depth += 1
        elif part == "}":
            depth -= 1
            assert depth >= 0
        elif part.startswith("\\"):
            assert len(part) > 1
            rows[-1][-1] += part[1]
        else:
            assert part not in "$#_%~^"
            rows[-1][-1] += part
    assert depth == 0
    return [[cell.strip() for cell in row] for row in rows[:-1]]
