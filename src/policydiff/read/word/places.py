"""Where a paragraph of a Word file stands, in the words in which a reader of the file would look for it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Table:
    """A table that is open: its number, the row and column that are being read, and how many tables stand in the cell."""

    number: int
    row: int = 0
    column: int = 0
    next_column: int = 1
    inner: int = 0

    def __str__(self) -> str:
        return f"table {self.number} row {self.row} cell {self.column}"


@dataclass(slots=True)
class Places:
    """Counts paragraphs, tables, rows and cells.

    Paragraphs outside tables are counted, empty ones too. A cell is numbered by the column of the grid that it begins in, so that a merged
    cell does not move those to its right. ``within`` is the place of the text box that is being read.

    >>> places = Places()
    >>> places.enter_paragraph()
    >>> places.where()
    'paragraph 1'
    >>> places.enter_table(); places.enter_row(0); places.enter_cell(2); places.enter_cell(1)
    >>> places.where()
    'table 1 row 1 cell 3'
    """

    within: str = ""
    paragraphs: int = 0
    tables: int = 0
    open: list[Table] = field(default_factory=list)

    def enter_paragraph(self) -> None:
        """A paragraph begins."""
        self.paragraphs += not self.open

    def enter_table(self) -> None:
        """A table begins, in the text or in a cell of another table."""
        if self.open:
            self.open[-1].inner += 1
            self.open.append(Table(self.open[-1].inner))
        else:
            self.tables += 1
            self.open.append(Table(self.tables))

    def enter_row(self, before: int) -> None:
        """A row begins, after some columns without a cell."""
        if self.open:
            self.open[-1].row += 1
            self.open[-1].next_column = 1 + before

    def enter_cell(self, columns: int) -> None:
        """A cell of some columns begins."""
        if self.open:
            table = self.open[-1]
            table.column, table.inner = table.next_column, 0
            table.next_column += columns

    def leave_table(self) -> None:
        """A table ends."""
        self.open.pop()

    def where(self) -> str:
        """The place of the paragraph that is being read; of tables within tables, the outermost and the innermost are named."""
        own = " ".join(map(str, self.open if len(self.open) < 3 else (self.open[0], self.open[-1])))
        if self.within:
            return f"{self.within} {own}".rstrip()
        return own or f"paragraph {self.paragraphs}"
