"""Every row of the tables that read figures proves itself: its example shows it at work, its counterexample shows where it stops."""

import dataclasses
import re

import pytest
from _pytest.mark.structures import ParameterSet

from policydiff.lexicons import Row, load_lexicon
from policydiff.model import Measure, Quantity
from policydiff.quantities import find as finding
from policydiff.quantities import find_quantities
from policydiff.quantities.rules import any_of, compile_rules

ZH = load_lexicon("zh")
MEASURES = {str(measure) for measure in Measure}
MAKING = {"counting_verb", "time_verb", "time_after", "rank_scope", "rank_end", "bare_before"}


def rows(table: str) -> list[ParameterSet]:
    return [pytest.param(row, id=f"{table}-{number}") for number, row in enumerate(ZH.rows(table), start=2)]


def read(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, ZH)


def rows_where(table: str, column: str, values: set[str]) -> list[ParameterSet]:
    return [pytest.param(row, id=f"{table}-{number}") for number, row in enumerate(ZH.rows(table), start=2) if row[column] in values]


@pytest.mark.parametrize("table", ["units", "comparators", "measures", "quantity_cues", "number_names", "indicator_edges"])
def test_every_row_has_an_example(table: str) -> None:
    assert all(row["example"] or row["counterexample"] for row in ZH.rows(table))


@pytest.mark.parametrize("row", rows("units"))
def test_units(row: Row) -> None:
    if row["example"]:
        assert row["written"] in {quantity.unit.split("/")[0] for quantity in read(row["example"])}
    if row["measure"] == "none":
        assert not [quantity for quantity in read(row["counterexample"]) if row["words"] in quantity.text or quantity.unit]
    elif row["counterexample"]:
        assert not [quantity for quantity in read(row["counterexample"]) if quantity.unit == row["written"]]


@pytest.mark.parametrize("row", rows("comparators"))
def test_comparators(row: Row) -> None:
    assert str(read(row["example"])[0].comparator) == row["comparator"]
    assert [str(quantity.comparator) for quantity in read(row["counterexample"])][:1] != [row["comparator"]]


@pytest.mark.parametrize("row", rows_where("measures", "measure", MEASURES))
def test_measures(row: Row) -> None:
    first = read(row["example"])[0]
    assert (str(first.measure), str(first.direction or "")) == (row["measure"], row["direction"])
    other = read(row["counterexample"])[0]
    assert (str(other.measure), str(other.direction or "")) != (row["measure"], row["direction"])


@pytest.mark.parametrize("row", rows_where("measures", "measure", {""}))
def test_silent_measures_keep_shorter_words_from_counting(row: Row) -> None:
    assert re.search(row["pattern"], row["example"])
    assert read(row["example"])[0].measure != read(row["counterexample"])[0].measure


@pytest.mark.parametrize("row", rows_where("quantity_cues", "cue", MAKING))
def test_cues_that_make_a_numeral_a_figure(row: Row) -> None:
    assert read(row["example"])
    assert not read(row["counterexample"])


@pytest.mark.parametrize("row", rows_where("quantity_cues", "cue", {"filter_noun"}))
def test_nouns_that_a_threshold_selects(row: Row) -> None:
    assert any(quantity.filter for quantity in read(row["example"]))
    assert not any(quantity.filter for quantity in read(row["counterexample"]))


@pytest.mark.parametrize("row", rows_where("quantity_cues", "cue", {"vague_before"}))
def test_words_that_leave_a_number_open(row: Row) -> None:
    assert not read(row["example"])
    assert read(row["counterexample"])


@pytest.mark.parametrize("row", rows("number_names"))
def test_names(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not read(row["example"])
    assert read(row["counterexample"])
    others = [other["pattern"] for other in ZH.rows("number_names") if other != row]
    without = dataclasses.replace(compile_rules(ZH), names=any_of(others))
    monkeypatch.setattr(finding, "compile_rules", lambda _: without)
    assert read(row["example"]), "the row is idle: its example reads nothing without it"


@pytest.mark.parametrize("row", rows("indicator_edges"))
def test_indicator_edges(row: Row) -> None:
    expected = "公园" if row["edge"] == "build" else "粮食产量"
    assert read(row["example"])[0].indicator == expected
