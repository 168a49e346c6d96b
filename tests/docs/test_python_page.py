"""The page on Python says what the docstrings say, and every public name stands on it."""

from tests.docs.python import CHAPTERS, PAGE, python_page

import policydiff


def test_the_page_is_what_the_docstrings_say():
    assert PAGE.read_text(encoding="utf-8") == python_page(), "write it anew: python -m tests.docs.python"


def test_every_public_name_is_told_of():
    assert sorted(name for names in CHAPTERS.values() for name in names) == sorted(policydiff.__all__)
