"""Which tables a result is published as: the sheets of a workbook, and one CSV file each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial

from policydiff.model import Extract, Ledger
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


@dataclass(frozen=True)
class Sheet:
    """A declared table, under the name it is published by; ``chosen`` are the columns to show, all where it is empty.

    ``make`` makes its rows when they are first asked for: a result has many tables, of which often one is wanted.
    """

    name: str
    table: str
    make: Callable[[], list[Row]]
    chosen: tuple[str, ...] = ()

    @cached_property
    def rows(self) -> list[Row]:
        """The rows."""
        return self.make()

    def with_rows(self, wanted: Callable[[Row], bool]) -> Sheet:
        """The same table with those rows only."""
        return replace(self, make=lambda: [row for row in self.rows if wanted(row)])

    @property
    def declared(self) -> tuple[Column, ...]:
        """All columns of the table."""
        return TABLES[self.table]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns to show, in their order.

        >>> [column.name for column in Sheet("old", "commitments", list, ("text", "id")).columns]
        ['text', 'id']
        """
        named = {column.name: column for column in self.declared}
        return tuple(named[name] for name in self.chosen) or self.declared


def sheets_of(result: Result) -> list[Sheet]:
    """The sheets of a result."""
    match result:
        case Findings():
            changes = Sheet("changes", "changes", partial(change_rows, result))
            return [Sheet("targets", "targets", partial(target_rows, result)), changes, *_two_years(result)]
        case Scorecard():
            return _two_years(result)
        case ReviewQueue():
            return [Sheet("review", "review", partial(review_rows, result))]
        case Evaluation():
            return [Sheet("scores", "scores", partial(score_rows, result))]
        case FieldsExplanation():
            return [Sheet("reasons", "reasons", partial(reason_rows, result))]
        case LinkExplanation():
            return [Sheet("evidence", "evidence", partial(evidence_rows, result))]
        case Extract():
            sections = Sheet("sections", "sections", lambda: [section_row(section) for section in result.sections])
            return [_commitments("commitments", result), Sheet("outcomes", "outcomes", partial(_outcome_rows, result)), sections]
        case Panel():
            return [Sheet("panel", "panel", lambda: result.rows), Sheet("codebook", "codebook", partial(codebook_rows, result))]
        case Ledger():
            indicators = Sheet("indicators", "series", partial(series_rows, result.indicators))
            return [indicators, Sheet("threads", "threads", partial(thread_rows, result.threads))]


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
    deliveries = Sheet("deliveries", "deliveries", partial(delivery_rows, result))
    return [deliveries, _commitments("old", result.earlier), _commitments("new", result.later)]


def _commitments(name: str, extract: Extract) -> Sheet:
    return Sheet(name, "commitments", partial(_commitment_rows, extract))


def _commitment_rows(extract: Extract) -> list[Row]:
    return [statement_row(commitment, source=extract.report.source) for commitment in extract.commitments]


def _outcome_rows(extract: Extract) -> list[Row]:
    return [statement_row(outcome, "outcomes", source=extract.report.source) for outcome in extract.outcomes]
