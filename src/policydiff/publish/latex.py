"""LaTeX: long tables in the style of booktabs, to be included in a document of one's own; every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policydiff.publish.page import Block, Cell, Page, want_titles
from policydiff.publish.widths import widths_of
from policydiff.publish.worddiff import Op

HEAD = r"""% Written by policydiff. Put it into a document of your own with \input{this file} and compile that with xelatex:
%   \documentclass{article}
%   \usepackage[a4paper,margin=2cm]{geometry}
%   \usepackage{xeCJK}       % Chinese; \setCJKmainfont{Noto Serif CJK SC} or another font that is installed
%   \usepackage{booktabs}
%   \usepackage{longtable}
%   \usepackage{array}
%   \usepackage{xeCJKfntef}  % strikes out what went; without it that is in italics, which few Chinese fonts have
% What went and what came is marked by the two commands below; define your own before for other marks.
"""
COMMANDS = r"""\providecommand{\policydiffdel}[1]{\ifdefined\CJKsout\CJKsout{#1}\else\textit{#1}\fi}
\providecommand{\policydiffins}[1]{\textbf{#1}}
"""
"""They stand before every table: a document of one's own has them from no other place, and they may stand there more than once."""
MARKS = {Op.EQUAL: "{}", Op.DELETE: r"\policydiffdel{{{}}}", Op.INSERT: r"\policydiffins{{{}}}"}
SIGNS = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "≥": r"\(\ge\)",
    "≤": r"\(\le\)",
    "≈": r"\(\approx\)",
    "→": r"\(\to\)",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
    **{sign: f"{{{sign}}}" for sign in "[]*-"},
}
"""How a sign is written that is a command to LaTeX, joins with its neighbour, or stands in few fonts."""
SPECIAL = re.compile("|".join(map(re.escape, SIGNS)))
SPACE_BETWEEN = 0.02
"""Of the width of a line: what lies between two columns."""


def write_latex(page: Page) -> str:
    """A page as a LaTeX fragment: a section with its tables."""
    return "\n".join((HEAD + COMMANDS, *_parts(page))) + "\n"


def write_blocks(blocks: Iterable[Block]) -> str:
    """Tables alone, without the note on packages; several of them have headings."""
    shown = tuple(blocks)
    lines = (line for block in shown for line in (_titled(block) if want_titles(shown) else _block(block)))
    return COMMANDS + "\n".join(lines) + "\n"


def _parts(page: Page) -> Iterator[str]:
    yield f"\\section*{{{escaped(page.title)}}}"
    yield from (f"{escaped(label)}: {escaped(report)}\\par" for label, report in page.reports)
    if page.counts:
        yield f"{escaped(', '.join(f'{name} {count}' for name, count in page.counts))}.\\par"
    yield from (f"{escaped(fact)}.\\par" for fact in page.facts)
    yield from (f"\\textbf{{{escaped(notice.code)}}} {escaped(notice.message)}\\par" for notice in page.notices)
    for block in page.blocks:
        yield ""
        yield from _titled(block)


def _titled(block: Block) -> Iterator[str]:
    yield f"\\subsection*{{{escaped(block.title)} ({len(block.lines)})}}"
    yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if not block.lines:
        yield f"{escaped(block.empty)}\\par"
        return
    head = " & ".join(f"\\textbf{{{escaped(header)}}}" for header in block.heads)
    yield f"\\begin{{longtable}}{{@{{}}{''.join(_columns(block))}@{{}}}}"
    yield f"\\toprule\n{head} \\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endlastfoot"
    yield from (" & ".join(map(cell_tex, block.cells_of(line))) + " \\\\" for line in block.lines)
    yield "\\end{longtable}"


def _columns(block: Block) -> Iterator[str]:
    """A width for each column, as a share of the line; all together fill it."""
    widths = widths_of(block)
    room = 1 - SPACE_BETWEEN * len(widths)
    yield from (f">{{\\raggedright\\arraybackslash}}p{{{room * width / sum(widths):.3f}\\linewidth}}" for width in widths)


def cell_tex(cell: Cell) -> str:
    """The words of a cell with what went and what came marked."""
    return "".join(MARKS[piece.op].format(escaped(piece.text)) for piece in cell)


def escaped(text: str) -> str:
    """A text that LaTeX shows as it is, on one line.

    >>> print(escaped("50% & {x} [a] ≥ 5"))
    50\\% \\& \\{x\\} {[}a{]} \\(\\ge\\) 5
    """
    return SPECIAL.sub(lambda sign: SIGNS[sign[0]], re.sub(r"\s+", " ", text))
