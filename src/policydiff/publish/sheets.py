"""Which tables a result is published as: the sheets of a workbook, and one CSV file each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policydiff.model import Extract, Ledger, Statement
from policydiff.tables import (
    TABLES,
    Column,
    Evaluation,
    FieldsExplanation,
    Findings,
    LinkExplanation,
    Panel,
    ReviewQueue,
    Row,
    Scorecard,
    change_rows,
    codebook_rows,
    delivery_rows,
    evidence_rows,
    reason_rows,
    review_rows,
    score_rows,
    section_row,
    series_rows,
    statement_row,
    target_rows,
    thread_rows,
)

Result = Extract | Findings | Scorecard | ReviewQueue | FieldsExplanation | LinkExplanation | Evaluation | Ledger | Panel


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of a declared table, under the name they are published by; ``chosen`` are the columns to show, all where it is empty."""

    name: str
    table: str
    rows: list[Row]
    chosen: tuple[str, ...] = ()

    @property
    def declared(self) -> tuple[Column, ...]:
        """All columns of the table."""
        return TABLES[self.table]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns to show, in their order.

        >>> [column.name for column in Sheet("old", "commitments", [], ("text", "id")).columns]
        ['text', 'id']
        """
        named = {column.name: column for column in self.declared}
        return tuple(named[name] for name in self.chosen) or self.declared


def sheets_of(result: Result) -> list[Sheet]:
    """The sheets of a result."""
    match result:
        case Findings():
            changes = Sheet("changes", "changes", change_rows(result))
            return [Sheet("targets", "targets", target_rows(result)), changes, *_two_years(result)]
        case Scorecard():
            return _two_years(result)
        case ReviewQueue():
            return [Sheet("review", "review", review_rows(result))]
        case Evaluation():
            return [Sheet("scores", "scores", score_rows(result))]
        case FieldsExplanation():
            return [Sheet("reasons", "reasons", reason_rows(result))]
        case LinkExplanation():
            return [Sheet("evidence", "evidence", evidence_rows(result))]
        case Extract():
            sections = Sheet("sections", "sections", [section_row(section) for section in result.sections])
            return [_statements("commitments", result.commitments), _statements("outcomes", result.outcomes), sections]
        case Panel():
            return [Sheet("panel", "panel", result.rows), Sheet("codebook", "codebook", codebook_rows(result))]
        case Ledger():
            return [Sheet("indicators", "series", series_rows(result.indicators)), Sheet("threads", "threads", thread_rows(result.threads))]


def kind_of(result: Result) -> str:
    """One word for what a result is; its files are named by it."""
    match result:
        case Findings():
            return "comparison"
        case Scorecard():
            return "delivery"
        case ReviewQueue():
            return "review"
        case FieldsExplanation() | LinkExplanation():
            return "explanation"
        case Evaluation():
            return "scores"
        case Extract():
            return "extract"
        case Panel():
            return "panel"
        case Ledger():
            return "ledger"


def main_sheet(result: Result) -> Sheet:
    """The one table that stands for a result: changes, deliveries, commitments, indicators; of the others their only one."""
    main = {"changes", "deliveries", "commitments", "indicators", "review", "reasons", "evidence", "scores", "panel"}
    return next(sheet for sheet in sheets_of(result) if sheet.name in main)


def _two_years(result: Findings | Scorecard) -> list[Sheet]:
    deliveries = Sheet("deliveries", "deliveries", delivery_rows(result))
    return [deliveries, _statements("old", result.earlier.commitments), _statements("new", result.later.commitments)]


def _statements(name: str, statements: Iterable[Statement]) -> Sheet:
    table = "outcomes" if name == "outcomes" else "commitments"
    return Sheet(name, table, [statement_row(statement, table) for statement in statements])
