"""Every commitment leads back to the original: to the page of a PDF, or to the characters of a text."""

import csv
import io
import json

import openpyxl
import pytest
from tests.publish.sample import comparison, paged

from policydiff.publish import Format, render
from policydiff.publish.charts.gallery import gallery_of
from policydiff.publish.selection import Selection
from policydiff.publish.web.rows import web_page
from policydiff.tables import FieldsExplanation, LinkExplanation

OLD = Selection(tables=("old",))
PAGES = ["page 1"] * 3 + ["page 2"] * 4


def of_csv(data):
    return [row["origin"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))]


def of_workbook(data):
    head, *rows = openpyxl.load_workbook(io.BytesIO(data))["old"].iter_rows(values_only=True)
    return [row[head.index("origin")] for row in rows]


@pytest.mark.parametrize(("format_", "read"), [(Format.CSV, of_csv), (Format.XLSX, of_workbook)])
def test_tables_name_the_page(format_, read):
    assert read(render(paged(), format_, selection=OLD)) == PAGES


def test_frames_name_the_page():
    assert list(paged().to_frame("old")["origin"]) == PAGES


def test_json_names_the_page_and_of_plain_text_the_characters():
    data = json.loads(render(paged().earlier, Format.JSON))
    assert [commitment["origin"] for commitment in data["commitments"]] == PAGES
    outcome = json.loads(render(paged().later, Format.JSON))["outcomes"][0]
    assert outcome["origin"] == f"characters {outcome['start']}–{outcome['end']}"


def test_an_explanation_says_where_the_words_stand():
    found = paged()
    fields = FieldsExplanation(found.earlier, found.earlier.commitments[3], ())
    assert "Stands: page 2\n" in render(fields, Format.TABLE).decode()
    link = LinkExplanation(found.earlier, found.later, found.changes[0], ())
    place = found.new_commitments[found.changes[0].new[0]].span
    stands = f"Last year (2023): page 1; This year (2024): characters {place.start}–{place.end}"
    assert f"Stands: {stands}\n" in render(link, Format.TABLE).decode()


def test_the_web_page_names_it_where_it_is_more_than_the_words():
    shown = {found: web_page(found(), gallery_of(found())).changes for found in (paged, comparison)}
    assert {row.passages.origin("old") for row in shown[paged] if row.passages.old} == {"page 1", "page 2"}
    assert {row.passages.origin(side) for rows in shown.values() for row in rows for side in ("new",)} == {""}
    assert 'data-old-origin="page 2"' in render(paged(), Format.HTML).decode()
    assert "data-old-origin" not in render(comparison(), Format.HTML).decode()
