"""Every row of the language pack proves itself: its example shows what it says, its counterexample does not."""

import re

import pytest

from policydiff.commitments.fields import read_action, read_cue, read_stage, read_strength
from policydiff.lexicons import load_lexicon
from policydiff.quantities import find_quantities

ZH = load_lexicon("zh")


@pytest.mark.parametrize("table", ["roles", "clause_signs", "stages", "deadlines", "kinds", "responsible"])
def test_patterns_show_in_example_and_not_in_counterexample(table):
    for row in ZH.rows(table):
        assert re.search(row["pattern"], row["example"]), row
        assert not row["counterexample"] or not re.search(row["pattern"], row["counterexample"]), row


def test_strength_of_every_example():
    for row in ZH.rows("strengths"):
        assert read_strength(row["example"], ZH) == row["strength"], row
        assert not row["counterexample"] or read_strength(row["counterexample"], ZH) != row["strength"], row


def test_stage_cue_and_action_of_every_example():
    assert [row for row in ZH.rows("stages") if read_stage(row["example"], ZH) != row["stage"]] == []
    assert [row for row in ZH.rows("cues") if read_cue(row["example"], ZH) != row["cue"]] == []
    assert [row for row in ZH.rows("actions") if read_action(row["example"], ZH) != row["words"]] == []


def test_comparator_of_every_example():
    for row in ZH.rows("comparators"):
        assert [q.comparator for q in find_quantities(row["example"], ZH)] == [row["comparator"]], row
