"""The JSON that scripts rely on: one function a shape, keys in a fixed order, the same bytes for the same result."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from policydiff.model import Change, Extract, Notice, NumericMove, Quantity, Section, Statement

Json = dict[str, Any]


def to_json(data: Json) -> str:
    """The text of a JSON document, Chinese as it is, with a line end."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def number(value: Decimal | None) -> int | float | None:
    """A figure as a JSON number, whole where it is whole.

    >>> number(Decimal("12000")), number(Decimal("5.5"))
    (12000, 5.5)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def extract_json(extract: Extract) -> Json:
    """A report with its sections, commitments and outcomes."""
    report = extract.report
    source = report.source
    return {
        "schema": "policydiff/extract/1",
        "report": {
            "title": report.title,
            "place": report.place,
            "year": report.year,
            "date": report.date,
            "language": report.language,
            "source": {"name": source.name, "format": source.format, "encoding": source.encoding, "sha256": source.sha256, "characters": len(source.text)},
            "warnings": [notice_json(notice) for notice in extract.notices],
        },
        "sections": [section_json(section) for section in extract.sections],
        "commitments": [statement_json(commitment) for commitment in extract.commitments],
        "outcomes": [statement_json(outcome) for outcome in extract.outcomes],
        "tool": {"version": tool_version(), "lexicon": extract.lexicon},
    }


def tool_version() -> str:
    """The installed version."""
    from importlib.metadata import version

    return version("policydiff")


def notice_json(notice: Notice) -> Json:
    """A warning with its place, where it has one."""
    place = {"start": notice.span.start, "end": notice.span.end} if notice.span else {}
    return {"code": notice.code, "message": notice.message, **place}


def section_json(section: Section) -> Json:
    """A section of the outline."""
    return {"id": section.id, "heading": section.heading, "level": section.level, "role": section.role, "start": section.span.start, "end": section.span.end}


def statement_json(statement: Statement) -> Json:
    """A commitment or an outcome."""
    return {
        "id": statement.id,
        "start": statement.span.start,
        "end": statement.span.end,
        "text": statement.text,
        "sentence": {"start": statement.sentence.start, "end": statement.sentence.end},
        "section": statement.section,
        "role": statement.role,
        "kind": statement.kind,
        "action": statement.action,
        "indicator": statement.indicator,
        "strength": statement.strength,
        "stage": statement.stage,
        "deadline": statement.deadline,
        "horizon": statement.horizon,
        "cue": statement.cue,
        "responsible": statement.responsible,
        "parent": statement.parent,
        "quantities": [quantity_json(quantity) for quantity in statement.quantities],
    }


def quantity_json(quantity: Quantity) -> Json:
    """A figure with its words and place."""
    return {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "text": quantity.text,
        "value": number(quantity.value),
        "value_high": number(quantity.value_high),
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "measure": quantity.measure,
        "direction": quantity.direction,
        "filter": quantity.filter,
        "indicator": quantity.indicator,
    }


def compare_json(old: Extract, new: Extract, changes: Sequence[Change], summary: Json) -> Json:
    """A comparison: both extracts, every change, and the counts."""
    return {
        "schema": "policydiff/compare/1",
        "old": extract_json(old),
        "new": extract_json(new),
        "changes": [change_json(change) for change in changes],
        "warnings": [],
        "summary": summary,
    }


def change_json(change: Change) -> Json:
    """One change with its links, facets and figures."""
    return {
        "status": change.status,
        "old": list(change.old),
        "new": list(change.new),
        "links": [[pair.old, pair.new] for pair in change.pairs],
        "score": change.score,
        "facets": asdict(change.facets),
        "numeric": [move_json(move) for move in change.numeric],
        "because": list(change.because),
    }


def move_json(move: NumericMove) -> Json:
    """A figure that moved."""
    return {
        "old_id": move.old_id,
        "new_id": move.new_id,
        "indicator": move.indicator,
        "old": quantity_json(move.old) if move.old else None,
        "new": quantity_json(move.new) if move.new else None,
        "direction": move.direction,
    }
