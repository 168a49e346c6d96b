"""The JSON that scripts rely on: one function a shape, keys in a fixed order, the same bytes for the same result."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from typing import Any

from policydiff.model import (
    Change,
    Delivery,
    Extract,
    Ledger,
    Notice,
    NumericMove,
    Pair,
    Point,
    Quantity,
    Section,
    Series,
    SourceText,
    Span,
    Statement,
    Thread,
)
from policydiff.publish.notices import all_notices
from policydiff.publish.sheets import Result
from policydiff.read.origins import find_origin
from policydiff.tables import (
    Evaluation,
    FieldsExplanation,
    Findings,
    LinkExplanation,
    Panel,
    ReviewQueue,
    Scorecard,
    codebook_rows,
    reason_rows,
    review_rows,
    score_rows,
    verdict,
    waterfall,
)
from policydiff.tables.words import plain_number

Json = dict[str, Any]


def to_json(data: Json) -> str:
    """The text of a JSON document, Chinese as it is, with a line end."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def result_json(result: Result) -> Json:
    """The document of any result."""
    match result:
        case Extract():
            return extract_json(result)
        case Findings():
            return compare_json(result)
        case Scorecard():
            return delivery_document(result)
        case ReviewQueue():
            return review_json(result)
        case FieldsExplanation():
            return fields_explanation_json(result)
        case LinkExplanation():
            return link_explanation_json(result)
        case Evaluation():
            return {"schema": "policydiff/evaluate/1", "scores": score_rows(result), "tool": {"version": tool_version()}}
        case Panel():
            return panel_json(result)
        case Ledger():
            return ledger_json(result)


def extract_json(extract: Extract) -> Json:
    """A report with its sections, commitments and outcomes."""
    source = extract.report.source
    return {
        "schema": "policydiff/extract/1",
        "report": report_json(extract),
        "sections": [section_json(section) for section in extract.sections],
        "commitments": [statement_json(commitment, source) for commitment in extract.commitments],
        "outcomes": [statement_json(outcome, source) for outcome in extract.outcomes],
        "tool": {"version": tool_version(), "lexicon": extract.lexicon},
    }


def report_json(extract: Extract) -> Json:
    """What is known of a report, and where its text came from."""
    report, source = extract.report, extract.report.source
    return {
        "title": report.title,
        "place": report.place,
        "year": report.year,
        "date": report.date,
        "language": report.language,
        "source": {
            "name": source.name,
            "format": source.format,
            "encoding": source.encoding,
            "sha256": source.sha256,
            "characters": len(source.text),
        },
        "warnings": [notice_json(notice) for notice in extract.notices],
    }


@cache
def tool_version() -> str:
    """The installed version."""
    from importlib.metadata import version

    return version("policydiff")


def notice_json(notice: Notice) -> Json:
    """A warning with its place, where it has one."""
    return {"code": notice.code, "message": notice.message, **(_place(notice.span) if notice.span else {})}


def warnings_json(result: Result) -> list[Json]:
    """The warnings about a result as a whole; a report's own stand with the report."""
    return [notice_json(notice) for name, notice in all_notices(result) if not name]


def _place(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def section_json(section: Section) -> Json:
    """A section of the outline."""
    return {"id": section.id, "heading": section.heading, "level": section.level, "role": section.role, **_place(section.span)}


def statement_json(statement: Statement, source: SourceText) -> Json:
    """A commitment or an outcome; ``text`` is the slice of the source, to the character."""
    return {
        "id": statement.id,
        **_place(statement.span),
        "text": source[slice(*statement.span)],
        "sentence": _place(statement.sentence),
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
        "relation": statement.relation and asdict(statement.relation),
        "reason": statement.reason,
        "origin": find_origin(source, statement.span),
    }


def quantity_json(quantity: Quantity) -> Json:
    """A figure with its words and place."""
    return {
        **_place(quantity.span),
        "text": quantity.text,
        "value": plain_number(quantity.value),
        "value_high": plain_number(quantity.value_high),
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "measure": quantity.measure,
        "direction": quantity.direction,
        "filter": quantity.filter,
        "indicator": quantity.indicator,
    }


def compare_json(findings: Findings) -> Json:
    """A comparison: both extracts, every change, every delivery, warnings and counts; the file of decisions where there was one."""
    return {
        "schema": "policydiff/compare/1",
        "old": extract_json(findings.earlier),
        "new": extract_json(findings.later),
        "changes": [change_json(change) for change in findings.changes],
        "deliveries": [delivery_json(delivery) for delivery in findings.deliveries],
        "warnings": warnings_json(findings),
        "summary": findings.summary(),
        **({"overrides": asdict(findings.overrides)} if findings.overrides else {}),
    }


def change_json(change: Change) -> Json:
    """One change with its links, facets and figures."""
    return {
        "status": change.status,
        "old": change.old,
        "new": change.new,
        "links": [(pair.old, pair.new) for pair in change.pairs],
        "score": round(change.score, 4),
        "facets": asdict(change.facets),
        "numeric": [move_json(move) for move in change.numeric],
        "because": change.because,
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


def delivery_json(delivery: Delivery) -> Json:
    """A promise and the passage that answers it."""
    return {
        "status": delivery.status,
        "commitment": delivery.commitment,
        "outcome": delivery.outcome,
        "indicator": delivery.indicator,
        "promised": quantity_json(delivery.promised) if delivery.promised else None,
        "reported": quantity_json(delivery.reported) if delivery.reported else None,
        "because": delivery.because,
    }


def delivery_document(scorecard: Scorecard) -> Json:
    """What one report promised against what another, or its own review, reports."""
    return {
        "schema": "policydiff/delivery/1",
        "old": extract_json(scorecard.earlier),
        "new": extract_json(scorecard.later),
        "deliveries": [delivery_json(delivery) for delivery in scorecard.deliveries],
        "warnings": warnings_json(scorecard),
        **({"overrides": asdict(scorecard.overrides)} if scorecard.overrides else {}),
    }


def review_json(queue: ReviewQueue) -> Json:
    """The closest decisions, the closest first, with the same fields as the CSV."""
    return {
        "schema": "policydiff/review/1",
        "old": report_json(queue.earlier),
        "new": report_json(queue.later),
        "decisions": review_rows(queue),
        "warnings": warnings_json(queue),
    }


def fields_explanation_json(explanation: FieldsExplanation) -> Json:
    """A statement, with a reason for each of its fields."""
    return {
        "schema": "policydiff/explain/1",
        "report": report_json(explanation.extract),
        "statement": statement_json(explanation.statement, explanation.extract.report.source),
        "reasons": reason_rows(explanation),
        "tool": {"version": tool_version(), "lexicon": explanation.extract.lexicon},
    }


def link_explanation_json(explanation: LinkExplanation) -> Json:
    """A change with its commitments, and the waterfall of each of its links and runners-up."""
    old, new = explanation.earlier.report.source, explanation.later.report.source
    pairs = (*explanation.change.pairs, *explanation.runners_up)
    return {
        "schema": "policydiff/explain-link/1",
        "old": report_json(explanation.earlier),
        "new": report_json(explanation.later),
        "change": change_json(explanation.change),
        "commitments": {
            "old": [
                statement_json(explanation.old_commitments[i], old)
                for i in dict.fromkeys((*explanation.change.old, *(p.old for p in pairs)))
            ],
            "new": [
                statement_json(explanation.new_commitments[i], new)
                for i in dict.fromkeys((*explanation.change.new, *(p.new for p in pairs)))
            ],
        },
        "links": [pair_json(pair, explanation) for pair in explanation.change.pairs],
        "runners_up": [pair_json(pair, explanation) for pair in explanation.runners_up],
        "warnings": warnings_json(explanation),
        "tool": {"version": tool_version(), "lexicon": explanation.later.lexicon},
    }


def pair_json(pair: Pair, explanation: LinkExplanation) -> Json:
    """A pair with its probability, why it has that, and its waterfall."""
    steps = [{**asdict(step.evidence), "sum": step.sum, "probability": round(step.probability, 4)} for step in waterfall(pair)]
    return {"old": pair.old, "new": pair.new, "probability": round(pair.score, 4), "because": verdict(pair, explanation), "evidence": steps}


def ledger_json(ledger: Ledger) -> Json:
    """Promises and figures through the years."""
    return {
        "schema": "policydiff/ledger/1",
        "reports": [{"name": report.name, "place": report.place, "year": report.year} for report in ledger.reports],
        "indicators": [series_json(series) for series in ledger.indicators],
        "threads": [thread_json(thread) for thread in ledger.threads],
        "warnings": warnings_json(ledger),
    }


def panel_json(panel: Panel) -> Json:
    """Targets and outcomes laid out for statistics, with what each column says."""
    return {
        "schema": "policydiff/panel/1",
        "reports": [asdict(report) for report in panel.reports],
        "codebook": codebook_rows(panel),
        "rows": panel.rows,
        "warnings": warnings_json(panel),
        "tool": {"version": tool_version()},
    }


def series_json(series: Series) -> Json:
    """One indicator through the years."""
    return {
        "indicator": series.indicator,
        "unit": series.unit,
        "measure": series.measure,
        "horizon": series.horizon,
        "points": [point_json(point) for point in series.points],
    }


def point_json(point: Point) -> Json:
    """One year of an indicator; a place only where the report has words for it."""
    return {
        "year": point.year,
        "kind": point.kind,
        "value": plain_number(point.value),
        "value_high": plain_number(point.value_high),
        "comparator": point.comparator,
        "state": point.state,
        "report": point.report,
        "start": point.span.start if point.span else None,
        "end": point.span.end if point.span else None,
    }


def thread_json(thread: Thread) -> Json:
    """One promise through the years."""
    steps = [{"year": step.year, "commitments": step.commitments, "status": step.status} for step in thread.steps]
    return {"id": thread.id, "first": thread.first, "last": thread.last, "words": thread.words, "steps": steps}
