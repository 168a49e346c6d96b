"""Patterns laid out for the engine match what they matched before."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from policydiff.lexicons import load_lexicon, without_names
from policydiff.lexicons.alternatives import alternatives, quick_union, union

PIECES = st.sampled_from(["甲", "乙", "丙", "[甲丙]", "甲?", "乙??", "丙*", "(?:甲|乙丙)", "(?:甲|乙?)?", "(?<!甲)", "(?<!乙|丙)", "."])
PATTERNS = st.lists(st.lists(PIECES, min_size=1, max_size=4).map("".join), min_size=1, max_size=3)


@given(PATTERNS, st.text("甲乙丙", max_size=8))
def test_what_is_found_stays_the_same(patterns: list[str], text: str) -> None:
    """The same place and the same words, however the alternatives are laid out."""
    before = re.search(union(patterns), text)
    for laid_out in ("|".join(part for pattern in patterns for part in alternatives(pattern)), quick_union(patterns)):
        after = re.search(laid_out, text)
        assert (before and before.span()) == (after and after.span())


def test_the_examples_of_the_pack() -> None:
    """Every table of patterns sees in all its examples what its rows see one by one."""
    lexicon = load_lexicon("zh")
    for table in ("clause_signs", "stages", "kinds", "strengths", "relations", "number_names"):
        patterns, examples = without_names(lexicon.words(table, "pattern")), lexicon.words(table, "example")
        plain, quick = re.compile(union(patterns)), re.compile(quick_union(patterns))
        assert [match and match.span() for match in map(plain.search, examples)] == [
            match and match.span() for match in map(quick.search, examples)
        ], table
