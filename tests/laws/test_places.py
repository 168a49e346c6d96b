"""Every span leads back to its words, whatever the encoding and the layout of the file."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.texts import TEXTS, extract, reports

from policydiff.model import Extract
from policydiff.pipeline import extract_report

ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8 with mark": (codecs.BOM_UTF8, "utf-8"),
    "utf-16-le with mark": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be with mark": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "utf-16-le": (b"", "utf-16-le"),
    "utf-16-be": (b"", "utf-16-be"),
    "gb18030": (b"", "gb18030"),
}
LAYOUTS = {
    "a paragraph a line": "\n".join,
    "Windows line ends": "\r\n".join,
    "indented paragraphs": lambda paragraphs: "\n".join(f"　　{paragraph}" for paragraph in paragraphs),
    "empty lines between": "\n\n".join,
    "one line with pairs of U+3000": "　　".join,
    "one line with pairs of U+2003": "\u2003\u2003".join,
}


def assert_places(found: Extract, text: str) -> None:
    """Statements, figures, sentences and sections all quote the text they name."""
    assert found.report.source.text == text
    for statement in (*found.commitments, *found.outcomes):
        assert text[slice(*statement.span)] == statement.text
        assert statement.sentence.start <= statement.span.start < statement.sentence.end
        for quantity in statement.quantities:
            assert text[slice(*quantity.span)] == quantity.text
            assert statement.span.start <= quantity.span.start < quantity.span.end <= statement.span.end
    for section in found.sections:
        assert found.report.quote(section.at) == text[slice(*section.span)]


def said(found: Extract) -> list[tuple[object, ...]]:
    """What was read, places aside."""
    return [
        (
            type(s),
            s.words,
            s.role,
            s.kind,
            s.indicator,
            s.strength,
            s.stage,
            [(q.value, q.unit, q.comparator, q.text) for q in s.quantities],
        )
        for s in (*found.commitments, *found.outcomes)
    ]


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_spans_of_any_text(text):
    assert_places(extract(text), text)


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=4, deadline=None)
@given(lines=reports())
def test_spans_through_every_encoding(encoding, lines):
    mark, name = ENCODINGS[encoding]
    found = extract_report(mark + lines.text.encode(name))
    assert found.report.source.encoding == name
    assert_places(found, lines.text)


@settings(max_examples=12, deadline=None)
@given(reports(), st.sampled_from(sorted(LAYOUTS)))
def test_every_layout_says_the_same(lines, layout):
    text = LAYOUTS[layout](lines.paragraphs)
    found = extract_report(text.encode())
    assert_places(found, text)
    assert said(found) == said(extract_report(lines.text.encode()))
