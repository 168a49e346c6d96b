"""The page on the panel says what its columns say, and the meanings are those of the glossary."""

import re

import pytest
from tests.docs.codebook import PAGE
from tests.docs.test_glossary import CHAPTERS

from policydiff.publish.codebook import write_codebook
from policydiff.tables.columns import PANEL
from policydiff.tables.meanings import MEANINGS


def test_the_page_is_what_the_columns_say():
    assert PAGE.read_text(encoding="utf-8") == write_codebook(), "write it anew: python -m tests.docs.codebook"


def test_every_vocabulary_of_the_panel_has_its_meanings():
    assert {column.values for column in PANEL if column.values} == set(MEANINGS)
    assert all(set(meanings) == set(vocabulary) for vocabulary, meanings in MEANINGS.items())


@pytest.mark.parametrize("vocabulary", MEANINGS, ids=lambda kind: kind.__name__)
def test_meanings_are_those_of_the_glossary(vocabulary):
    lines = re.findall(r"^\| `([^`]+)` \| [^|]+ \| ([^|]+) \|", CHAPTERS[vocabulary.__name__], re.M)
    assert {value: meaning.strip() for value, meaning in lines} == {str(value): said for value, said in MEANINGS[vocabulary].items()}
