"""Sphinx: the extension ``policydiff.embed.sphinx`` with the directive ``policydiff``, which becomes tables in every output of Sphinx.

::

    .. policydiff:: last.txt this.txt
       :table: changes
       :status: new, dropped
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from policydiff.embed.blocks import KEYS, table_blocks
from policydiff.model import PolicydiffError
from policydiff.publish.page import want_titles
from policydiff.publish.widths import widths_of
from policydiff.publish.worddiff import Op

if TYPE_CHECKING:
    from policydiff.publish.page import Block, Cell

OPTIONS = tuple(key for key in KEYS if key not in ("old", "new"))
CLASSES = {Op.DELETE: "policydiff-del", Op.INSERT: "policydiff-ins"}


class PolicydiffDirective(SphinxDirective):
    """The tables of two reports; the files are named from the folder of the document."""

    required_arguments = 2
    option_spec: ClassVar[dict[str, Any]] = {option.replace("_", "-"): directives.unchanged_required for option in OPTIONS}

    def run(self) -> list[nodes.Node]:
        """The tables as nodes, several of them with their titles."""
        source = Path(self.env.doc2path(self.env.docname))
        asked = {key.replace("-", "_"): value for key, value in self.options.items()}
        asked |= {"old": self.arguments[0], "new": self.arguments[1]}
        for key in ("old", "new", "overrides"):
            if key in asked:
                self.env.note_dependency(str(source.parent / asked[key]))
        try:
            blocks = table_blocks(asked, source.parent, name=self.env.docname)
        except PolicydiffError as error:
            raise self.error(str(error)) from None
        return [node for block in blocks for node in block_nodes(block, titled=want_titles(blocks))]


def block_nodes(block: Block, *, titled: bool) -> Iterator[nodes.Node]:
    """A block as a table, with its title before it where there are several."""
    if not block.lines:
        yield nodes.paragraph("", f"{block.title}: {block.empty}" if titled else block.empty)
        return
    table = nodes.table(classes=["policydiff", f"policydiff-{block.name}"])
    if titled:
        table += nodes.title("", block.title)
    group = nodes.tgroup(cols=len(block.headers))
    table += group
    group += [nodes.colspec(colwidth=width) for width in widths_of(block)]
    head, body = nodes.thead(), nodes.tbody()
    head += row_node([[nodes.Text(header)] for header in block.headers])
    body += [row_node([cell_nodes(cell) for cell in line.cells]) for line in block.lines]
    group += [head, body]
    yield table


def row_node(cells: list[list[nodes.Node]]) -> nodes.row:
    """A row of a table."""
    row = nodes.row()
    for cell in cells:
        paragraph = nodes.paragraph()
        paragraph += cell
        entry = nodes.entry()
        entry += paragraph
        row += entry
    return row


def cell_nodes(cell: Cell) -> list[nodes.Node]:
    """The words of a cell; what went and what came stands in elements of a class of its own."""
    return [nodes.Text(piece.text) if piece.op is Op.EQUAL else nodes.inline("", piece.text, classes=[CLASSES[piece.op]]) for piece in cell]


def setup(app: Any) -> dict[str, object]:
    """Tell Sphinx of the directive."""
    app.add_directive("policydiff", PolicydiffDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
