"""The glossary names every value that code and output use, and the rows of the language pack behind them."""

import inspect
import re
from enum import StrEnum

import pytest
from tests.docs.glossary import LINE, PAGE, refresh

from policydiff import model
from policydiff.lexicons import load_lexicon
from policydiff.tables.columns import FACETS
from policydiff.tables.words import FACET_WORDS

TEXT = PAGE.read_text(encoding="utf-8")
CHAPTERS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", TEXT, re.M | re.S))
VOCABULARIES = [kind for _, kind in inspect.getmembers(model, inspect.isclass) if issubclass(kind, StrEnum) and kind is not StrEnum]


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda kind: kind.__name__)
def test_every_value_of_every_vocabulary_has_its_line(vocabulary):
    assert sorted(re.findall(LINE, CHAPTERS[vocabulary.__name__])) == sorted(vocabulary)


def test_every_facet_and_each_of_its_values_has_its_place():
    named = {found[0]: found[1:] for line in CHAPTERS["Facets"].splitlines() if (found := re.findall(r"`(\w+)`", line))}
    assert list(named) == [facet.name for facet in FACETS]
    assert {(facet, value) for facet, values in named.items() for value in values} == set(FACET_WORDS)


def test_the_words_behind_the_values_are_those_of_the_language_pack():
    assert refresh(TEXT, load_lexicon("zh")) == TEXT, "write it anew: python -m tests.docs.glossary"
