"""Every row of the language pack proves itself: its example shows what it says, its counterexample does not."""

import re

import pytest

from policydiff.commitments.fields import decide_action, decide_cue, decide_stage, decide_strength
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
        assert decide_strength(row["example"], ZH).value == row["strength"], row
        assert not row["counterexample"] or decide_strength(row["counterexample"], ZH).value != row["strength"], row


def test_stage_cue_and_action_of_every_example():
    assert [row for row in ZH.rows("stages") if decide_stage(row["example"], ZH).value != row["stage"]] == []
    assert [row for row in ZH.rows("cues") if decide_cue(row["example"], ZH).value != row["cue"]] == []
    assert [row for row in ZH.rows("actions") if decide_action(row["example"], ZH).value != row["words"]] == []


def test_comparator_of_every_example():
    for row in ZH.rows("comparators"):
        assert [q.comparator for q in find_quantities(row["example"], ZH)] == [row["comparator"]], row
