"""Plain rows: every table as a list of dictionaries with the declared columns, in the declared order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policydiff.model import Change, Delivery, Quantity, Section, Series, SourceText, Statement, Thread
from policydiff.read.origins import find_origin
from policydiff.tables.columns import TABLES
from policydiff.tables.findings import Findings, Scorecard
from policydiff.tables.words import facet_values, figure_words, figures, plain_number, what_changed

Cell = str | int | float | None
Row = dict[str, Cell]


def complete(table: str, cells: Row) -> Row:
    """A row with exactly the columns of its table: what is not stated is None, and so is an empty text."""
    return {column.name: None if cells.get(column.name) == "" else cells.get(column.name) for column in TABLES[table]}


def statement_row(statement: Statement, table: str = "commitments", *, source: SourceText | None = None) -> Row:
    """One commitment or outcome; without the source it was read from, where it stands in the original stays empty."""
    main = next((quantity for quantity in statement.quantities if not quantity.filter), None)
    return complete(
        table,
        {
            "id": statement.id,
            "section": statement.section,
            "role": statement.role.value,
            "kind": statement.kind.value,
            "text": statement.words,
            "action": statement.action,
            "indicator": statement.indicator,
            "strength": statement.strength.value,
            "stage": statement.stage and statement.stage.value,
            "deadline": statement.deadline,
            "horizon": statement.horizon.value,
            "cue": statement.cue and statement.cue.value,
            "responsible": statement.responsible,
            "relation": statement.relation.kind.value if statement.relation else None,
            "relation_to": statement.relation.reference if statement.relation else None,
            "reason": statement.reason,
            "parent": statement.parent,
            "figures": figures(statement.quantities),
            **quantity_cells(main),
            "direction": main.direction.value if main and main.direction else None,
            "start": statement.span.start,
            "end": statement.span.end,
            "origin": find_origin(source, statement.span) if source else None,
        },
    )


def quantity_cells(quantity: Quantity | None) -> Row:
    """The cells that one figure fills."""
    if quantity is None:
        return {}
    return {
        "value": plain_number(quantity.value),
        "value_high": plain_number(quantity.value_high),
        "unit": quantity.unit,
        "comparator": quantity.comparator.value,
        "measure": quantity.measure.value,
    }


def change_rows(findings: Findings) -> list[Row]:
    """One row a change, in the order of the changes."""
    return [change_row(change, findings) for change in findings.changes]


def change_row(change: Change, findings: Findings | None = None) -> Row:
    """One change; without the findings it came from, its words, figures and places stay empty."""
    cells: Row = {
        "status": change.status.value,
        "what_changed": what_changed(change),
        **{f"facet_{name}": value for name, value in facet_values(change.facets).items()},
        "score": round(change.score, 4),
        "old_ids": " ".join(change.old),
        "new_ids": " ".join(change.new),
        "because": "; ".join(change.because),
    }
    return complete("changes", cells | (_words_and_places(change, findings) if findings else {}))


def _words_and_places(change: Change, findings: Findings) -> Row:
    old = [findings.old_commitments[i] for i in change.old]
    new = [findings.new_commitments[i] for i in change.new]
    old_section = findings.old_heading(change.old[0]) if old else ""
    new_section = findings.new_heading(change.new[0]) if new else ""
    return {
        "section": new_section if new else old_section,
        "old_text": joined_words(old),
        "new_text": joined_words(new),
        "indicator": _indicators([*new, *old]),
        "old_figures": figures(q for commitment in old for q in commitment.quantities),
        "new_figures": figures(q for commitment in new for q in commitment.quantities),
        "old_section": old_section,
        "new_section": new_section,
        "old_start": old[0].span.start if old else None,
        "old_end": old[0].span.end if old else None,
        "new_start": new[0].span.start if new else None,
        "new_end": new[0].span.end if new else None,
    }


def joined_words(statements: Sequence[Statement]) -> str:
    """The words of one statement, or of several that belong together, joined by a slash."""
    return " / ".join(statement.words for statement in statements)


def _indicators(statements: Iterable[Statement]) -> str:
    names = (q.indicator or s.indicator for s in statements for q in s.quantities)
    return "; ".join(dict.fromkeys(name for name in names if name))


def delivery_rows(findings: Findings | Scorecard) -> list[Row]:
    """One row for each answer, in their order."""
    return [delivery_row(delivery, findings) for delivery in findings.deliveries]


def delivery_row(delivery: Delivery, findings: Findings | Scorecard | None = None) -> Row:
    """One promise and its answer; without the findings they came from, their words stay empty."""
    cells: Row = {
        "status": delivery.status.value,
        "indicator": delivery.indicator,
        **_figure("promised", delivery.promised),
        **_figure("reported", delivery.reported),
        "commitment": delivery.commitment,
        "outcome": delivery.outcome,
        "because": "; ".join(delivery.because),
    }
    if findings is not None:
        cells["section"] = findings.old_heading(delivery.commitment)
        cells["promise"] = findings.old_commitments[delivery.commitment].words
        cells["answer"] = findings.new_outcomes[delivery.outcome].words if delivery.outcome is not None else None
    return complete("deliveries", cells)


def _figure(name: str, quantity: Quantity | None) -> Row:
    if quantity is None:
        return {}
    cells = quantity_cells(quantity)
    return {name: figure_words(quantity)} | {f"{name}_{key}": cells[key] for key in ("value", "comparator", "unit", "measure")}


def section_row(section: Section) -> Row:
    """One part of the outline."""
    return complete(
        "sections",
        {
            "id": section.id,
            "heading": " ".join(section.heading.split()),
            "level": section.level,
            "role": section.role.value,
            "horizon": section.horizon.value,
            "start": section.span.start,
            "end": section.span.end,
        },
    )


def series_rows(series: Iterable[Series]) -> list[Row]:
    """One row for each year, kind and indicator."""
    return [
        complete(
            "series",
            {
                "indicator": line.indicator,
                "unit": line.unit,
                "measure": line.measure.value,
                "horizon": line.horizon.value,
                "year": point.year,
                "kind": point.kind.value,
                "value": plain_number(point.value),
                "value_high": plain_number(point.value_high),
                "comparator": point.comparator.value if point.value is not None else None,
                "state": point.state.value,
                "report": point.report,
                "start": point.span and point.span.start,
                "end": point.span and point.span.end,
            },
        )
        for line in series
        for point in line.points
    ]


def thread_rows(threads: Iterable[Thread]) -> list[Row]:
    """One row for each step of each thread."""
    return [
        complete(
            "threads",
            {
                "thread": thread.id,
                "words": thread.words,
                "first": thread.first,
                "last": thread.last,
                "year": step.year,
                "status": step.status,
                "commitments": " ".join(step.commitments),
            },
        )
        for thread in threads
        for step in thread.steps
    ]
