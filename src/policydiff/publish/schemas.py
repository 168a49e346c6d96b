"""The JSON contract, declared: what every document holds, as JSON Schema (draft 2020-12).

A shape is a dictionary of keys to schemas; every key is required and no other is allowed. Shapes that several documents share are
definitions. Closed vocabularies and columns are taken from where they are declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from policydiff.model import (
    Comparator,
    Cue,
    Direction,
    Facets,
    Horizon,
    Kind,
    Measure,
    Move,
    PointKind,
    PointState,
    PolicydiffError,
    RelationKind,
    Role,
    Stage,
    Status,
    StepStatus,
    Strength,
    Verdict,
)
from policydiff.tables import TABLES, Column

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
OFFSET: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
TRUTH: Schema = {"type": "boolean"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
TYPES: Mapping[str, Schema] = {"string": TEXT, "Int64": WHOLE, "Float64": NUMBER}


def maybe(schema: Schema) -> Schema:
    """What may also be null: not stated.

    >>> maybe(TEXT)
    {'anyOf': [{'type': 'string'}, {'type': 'null'}]}
    """
    return {"anyOf": [schema, {"type": "null"}]}


def shape(properties: Mapping[str, Schema], optional: Iterable[str] = ()) -> Schema:
    """An object with exactly these keys; those that are optional may be left out.

    >>> shape({"id": TEXT})["required"]
    ['id']
    """
    left_out = frozenset(optional)
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [key for key in properties if key not in left_out],
        "additionalProperties": False,
    }


def several(schema: Schema) -> Schema:
    """A list of such things."""
    return {"type": "array", "items": schema}


def one_of(vocabulary: type[StrEnum]) -> Schema:
    """A word of a closed vocabulary."""
    return {"enum": [word.value for word in vocabulary]}


def ref(name: str) -> Schema:
    """A definition by its name."""
    return {"$ref": f"#/$defs/{name}"}


def row(table: str) -> Schema:
    """A row of a declared table: every column, null where nothing is stated."""
    return shape({column.name: described(column) for column in TABLES[table]})


def described(column: Column) -> Schema:
    """A cell with the description of its column."""
    cell = one_of(column.values) if column.values else TYPES[column.dtype]
    return {"description": column.description, **maybe(cell)}


PLACE = {"start": OFFSET, "end": OFFSET}
TOOL = shape({"version": TEXT, "lexicon": TEXT}, optional=["lexicon"])

QUANTITY = {
    **PLACE,
    "text": TEXT,
    "value": maybe(NUMBER),
    "value_high": maybe(NUMBER),
    "unit": TEXT,
    "comparator": one_of(Comparator),
    "measure": one_of(Measure),
    "direction": maybe(one_of(Direction)),
    "filter": TRUTH,
    "indicator": TEXT,
}
STATEMENT = {
    "id": TEXT,
    **PLACE,
    "text": TEXT,
    "sentence": shape(PLACE),
    "section": TEXT,
    "role": one_of(Role),
    "kind": one_of(Kind),
    "action": TEXT,
    "indicator": TEXT,
    "strength": one_of(Strength),
    "stage": maybe(one_of(Stage)),
    "deadline": TEXT,
    "horizon": one_of(Horizon),
    "cue": maybe(one_of(Cue)),
    "responsible": TEXT,
    "parent": maybe(TEXT),
    "quantities": several(ref("quantity")),
    "relation": maybe(shape({"kind": one_of(RelationKind), "reference": TEXT, "text": TEXT})),
    "reason": TEXT,
    "origin": TEXT,
}
REPORT = {
    "title": TEXT,
    "place": TEXT,
    "year": maybe(WHOLE),
    "date": TEXT,
    "language": TEXT,
    "source": shape({"name": TEXT, "format": TEXT, "encoding": TEXT, "sha256": TEXT, "characters": OFFSET}),
    "warnings": several(ref("warning")),
}
EXTRACT = {
    "schema": {"const": "policydiff/extract/1"},
    "report": ref("report"),
    "sections": several(shape({"id": TEXT, "heading": TEXT, "level": OFFSET, "role": one_of(Role), **PLACE})),
    "commitments": several(ref("statement")),
    "outcomes": several(ref("statement")),
    "tool": TOOL,
}
CHANGE = {
    "status": one_of(Status),
    "old": several(TEXT),
    "new": several(TEXT),
    "links": several({"type": "array", "prefixItems": [TEXT, TEXT], "items": False, "minItems": 2}),
    "score": SHARE,
    "facets": shape({facet.name: maybe(TEXT) for facet in fields(Facets)}),
    "numeric": several(
        shape(
            {
                "old_id": maybe(TEXT),
                "new_id": maybe(TEXT),
                "indicator": TEXT,
                "old": maybe(ref("quantity")),
                "new": maybe(ref("quantity")),
                "direction": one_of(Move),
            }
        )
    ),
    "because": several(TEXT),
}
DELIVERY = {
    "status": one_of(Verdict),
    "commitment": TEXT,
    "outcome": maybe(TEXT),
    "indicator": TEXT,
    "promised": maybe(ref("quantity")),
    "reported": maybe(ref("quantity")),
    "because": several(TEXT),
}
EVIDENCE = {"name": TEXT, "score": NUMBER, "worth": NUMBER, "detail": TEXT, "sum": NUMBER, "probability": SHARE}
PAIR = {"old": TEXT, "new": TEXT, "probability": SHARE, "because": TEXT, "evidence": several(shape(EVIDENCE))}
POINT = {
    "year": WHOLE,
    "kind": one_of(PointKind),
    "value": maybe(NUMBER),
    "value_high": maybe(NUMBER),
    "comparator": one_of(Comparator),
    "state": one_of(PointState),
    "report": TEXT,
    "start": maybe(OFFSET),
    "end": maybe(OFFSET),
}
STEP = {"year": WHOLE, "commitments": several(TEXT), "status": one_of(StepStatus)}
NAMED = {"name": TEXT, "place": TEXT, "year": maybe(WHOLE)}
SERIES = {"indicator": TEXT, "unit": TEXT, "measure": one_of(Measure), "horizon": one_of(Horizon), "points": several(shape(POINT))}
THREAD = {"id": TEXT, "first": WHOLE, "last": WHOLE, "words": TEXT, "steps": several(shape(STEP))}
OVERRIDES = {"name": TEXT, "sha256": TEXT, "rows": OFFSET, "used": OFFSET}
SUMMARY = {**{status.value: OFFSET for status in Status}, "drop_rate": SHARE, "length_ratio": {"type": "number", "minimum": 0}}
WARNINGS = several(ref("warning"))

DEFINITIONS: Mapping[str, Schema] = {
    "warning": shape({"code": TEXT, "message": TEXT, **PLACE}, optional=PLACE),
    "quantity": shape(QUANTITY),
    "statement": shape(STATEMENT),
    "report": shape(REPORT),
    "extract": shape(EXTRACT),
    "change": shape(CHANGE),
    "delivery": shape(DELIVERY),
    "pair": shape(PAIR),
}
"""What several documents share."""

BOTH = {"old": ref("extract"), "new": ref("extract")}
BOTH_REPORTS = {"old": ref("report"), "new": ref("report")}
STATEMENTS = several(ref("statement"))

DOCUMENTS: Mapping[str, Schema] = {
    "extract": shape(EXTRACT),
    "compare": shape(
        {
            **BOTH,
            "changes": several(ref("change")),
            "deliveries": several(ref("delivery")),
            "warnings": WARNINGS,
            "summary": shape(SUMMARY),
            "overrides": shape(OVERRIDES),
        },
        optional=["overrides"],
    ),
    "delivery": shape(
        {**BOTH, "deliveries": several(ref("delivery")), "warnings": WARNINGS, "overrides": shape(OVERRIDES)}, optional=["overrides"]
    ),
    "review": shape({**BOTH_REPORTS, "decisions": several(row("review")), "warnings": WARNINGS}),
    "explain": shape({"report": ref("report"), "statement": ref("statement"), "reasons": several(row("reasons")), "tool": TOOL}),
    "explain-link": shape(
        {
            **BOTH_REPORTS,
            "change": ref("change"),
            "commitments": shape({"old": STATEMENTS, "new": STATEMENTS}),
            "links": several(ref("pair")),
            "runners_up": several(ref("pair")),
            "warnings": WARNINGS,
            "tool": TOOL,
        }
    ),
    "ledger": shape(
        {
            "reports": several(shape(NAMED)),
            "indicators": several(shape(SERIES)),
            "threads": several(shape(THREAD)),
            "warnings": WARNINGS,
        }
    ),
    "panel": shape(
        {
            "reports": several(shape(NAMED)),
            "codebook": several(row("codebook")),
            "rows": several(row("panel")),
            "warnings": WARNINGS,
            "tool": TOOL,
        }
    ),
    "evaluate": shape({"scores": several(row("scores")), "tool": TOOL}),
}
"""The documents by name, without the key ``schema``, which each has first."""
TITLES: Mapping[str, str] = {
    "extract": "Outline, commitments and outcomes of one report",
    "compare": "Two reports compared",
    "delivery": "What one report promised against what another reports",
    "review": "The closest decisions of an alignment",
    "explain": "Why the fields of a statement read as they do",
    "explain-link": "Why two commitments are held to be one, or not",
    "ledger": "Promises and figures through the years",
    "panel": "Targets and outcomes laid out for statistics",
    "evaluate": "Scores against annotated reports",
}


def json_schema(name: str) -> Schema:
    """The schema of a document.

    Args:
        name: extract, compare, delivery, review, explain, explain-link, ledger, panel or evaluate.

    Raises:
        PolicydiffError: there is no such document (``SELECTION``).

    >>> json_schema("compare")["properties"]["schema"]
    {'const': 'policydiff/compare/1'}
    """
    if name not in DOCUMENTS:
        raise PolicydiffError("SELECTION", name, "no JSON document has this name", f"use one of {', '.join(DOCUMENTS)}")
    document, named = DOCUMENTS[name], f"policydiff/{name}/1"
    return {
        "$schema": DIALECT,
        "$id": f"urn:{named.replace('/', ':')}",
        "title": TITLES[name],
        "type": "object",
        "properties": {"schema": {"const": named}, **document["properties"]},
        "required": list(dict.fromkeys(["schema", *document["required"]])),
        "additionalProperties": False,
        "$defs": {used: DEFINITIONS[used] for used in DEFINITIONS if used in used_in(document)},
    }


def used_in(part: object, found: frozenset[str] = frozenset()) -> frozenset[str]:
    """The definitions that a part of a schema leads to, straight or by others.

    >>> sorted(used_in(ref("delivery")))
    ['delivery', 'quantity']
    """
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        found = used_in(inner, found)
    name = str(part.get("$ref", "")).removeprefix("#/$defs/") if isinstance(part, dict) else ""
    return used_in(DEFINITIONS[name], found | {name}) if name and name not in found else found
