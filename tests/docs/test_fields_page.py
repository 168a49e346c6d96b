"""The page on fields and rules says what the docstrings and rows say."""

from tests.docs.fields import DECIDED, PAGE, page

from policydiff.lexicons import load_lexicon


def test_the_page_is_what_the_code_and_the_rows_say():
    assert PAGE.read_text(encoding="utf-8") == page(load_lexicon("zh")), "write it anew: python -m tests.docs.fields"


def test_every_field_that_is_decided_has_its_rule(older):
    from policydiff.model import Commitment

    named = {name for name, _, _ in DECIDED}
    given = {"id", "span", "text", "sentence", "section", "role", "quantities", "because"}
    assert named | given == set(Commitment.__slots__) | set(Commitment.__mro__[1].__slots__)
