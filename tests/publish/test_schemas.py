"""Every JSON document keeps to the schema that is published for it, key by key."""

import json

import jsonschema
import pytest
from tests.docs.schemas import FOLDER, written
from tests.publish.sample import comparison, hostile, ledger, new_extract, scorecard

from policydiff.pipeline import (
    build_ledger,
    build_panel,
    compare_reports,
    explain_fields,
    explain_link,
    extract_report,
    track_delivery,
)
from policydiff.publish import Format, render
from policydiff.publish.schemas import DOCUMENTS, json_schema
from policydiff.tables import Evaluation, Score, review_queue


def document(result):
    return json.loads(render(result, Format.JSON))


def validate(data):
    """Check a document against the published file that its own first key names."""
    assert next(iter(data)) == "schema"
    _, name, version = data["schema"].split("/")
    schema = json.loads((FOLDER / f"{name}-{version}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    return name


def real_results(pair):
    """One of each kind, from two reports."""
    found = compare_reports(*pair)
    yield from (found, extract_report(pair[0]), track_delivery(*pair), track_delivery(pair[1]), review_queue(found, 0))
    yield explain_fields(pair[0], found.earlier.commitments[0].id)
    yield explain_link(*pair, f"new:{found.later.commitments[0].id}")
    yield from (build_ledger(pair), build_panel(pair))
    yield Evaluation((Score("a", "links", 1, 2, 1, 2), Score("a", "met", 1, 2)))


def test_published_files_are_what_the_contract_declares():
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")} == written(), "python -m tests.docs.schemas"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_schemas_are_schemas(name):
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


def test_every_document_is_as_declared(small):
    assert {validate(document(result)) for result in real_results(small)} == set(DOCUMENTS)


@pytest.mark.parametrize("result", [comparison, hostile, ledger, new_extract, scorecard], ids=lambda made: made.__name__)
def test_so_is_what_is_put_together_by_hand(result):
    validate(document(result()))


def test_decisions_of_a_person_are_declared(small):
    found = compare_reports(*small)
    note = f"action,old_id,note\nnote,{found.earlier.commitments[0].id},看过\n".encode()
    data = document(compare_reports(*small, overrides=note))
    assert data["overrides"]["used"] == 1 and validate(data) == "compare"


@pytest.mark.parametrize("spoil", [{"more": 1}, {"summary": None}, {"changes": [{}]}])
def test_a_key_too_many_or_too_few_is_found_out(spoil):
    with pytest.raises(jsonschema.ValidationError):
        validate(document(comparison()) | spoil)
