"""Every result says itself in a line, shows a few rows in a notebook, and gives its tables as frames."""

import pandas as pd
import pytest
from tests.publish.readback import Tables
from tests.publish.sample import comparison, hostile, ledger, new_extract, old_extract, scorecard

from policydiff.model import PolicydiffError
from policydiff.publish.notebook import MOST_ROWS
from policydiff.publish.sheets import main_sheet, sheets_of
from policydiff.tables import Evaluation, FieldsExplanation, LinkExplanation, Panel, Score, review_queue

RESULTS = {
    "Extract": new_extract,
    "Comparison": comparison,
    "Scorecard": scorecard,
    "Ledger": ledger,
    "Panel": lambda: Panel(ledger()),
    "ReviewQueue": lambda: review_queue(comparison()),
    "FieldsExplanation": lambda: FieldsExplanation(new_extract(), new_extract().commitments[0], ()),
    "LinkExplanation": lambda: LinkExplanation(old_extract(), new_extract(), comparison().changes[0], ()),
    "Evaluation": lambda: Evaluation((Score("a", "links", 1, 2, 1, 2),)),
}


def is_inert(page):
    """Whether nothing in a piece of a page acts; fails on a tag that is not closed in its turn."""
    read = Tables(page)
    return read.acting == [] and set(read.attributes) <= {"class", "lang", "scope"}


@pytest.mark.parametrize("kind", RESULTS)
def test_it_says_itself_in_a_line(kind):
    said = repr(RESULTS[kind]())
    assert said.startswith(f"<{kind}") and said.endswith(">") and len(said) < 160 and "\n" not in said


@pytest.mark.parametrize("kind", RESULTS)
def test_it_stands_in_a_notebook(kind):
    assert is_inert(RESULTS[kind]()._repr_html_())


@pytest.mark.parametrize("kind", RESULTS)
def test_its_tables_are_frames(kind):
    result = RESULTS[kind]()
    frames = result.frames()
    assert {name: len(frame) for name, frame in frames.items()} == {sheet.name: len(sheet.rows) for sheet in sheets_of(result)}
    pd.testing.assert_frame_equal(result.to_frame(), frames[main_sheet(result).name])
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(result.to_frame(name), frame)


def test_hostile_words_are_inert():
    assert is_inert(hostile()._repr_html_()) and "\n" not in repr(hostile()) and "\u202e" not in repr(hostile()) + hostile()._repr_html_()


def test_a_long_table_says_how_much_more_there_is(compared):
    rows = len(compared.to_frame("old"))
    assert f"{rows - MOST_ROWS} more rows: to_frame(&#x27;commitments&#x27;)" not in compared._repr_html_()
    assert f"{rows - MOST_ROWS} more rows: to_frame('commitments')" in compared.earlier._repr_html_()


def test_no_such_table():
    with pytest.raises(PolicydiffError, match="SELECTION"):
        comparison().to_frame("nonsense")


def test_a_report_does_not_print_its_whole_text():
    assert repr(new_extract().report) == "<Report 清溪市 2024 清溪-2024.txt: 138 characters>"
