"""Tables, columns and rows are chosen alike for every format."""

import csv
import io
from functools import cached_property

import openpyxl
import pytest
from tests.publish.readback import Tables, on_github, tex_tables
from tests.publish.sample import comparison, ledger, new_extract, scorecard

from policydiff import cli
from policydiff.model import PolicydiffError
from policydiff.publish import ALWAYS_WHOLE, Format, publish_tables, render
from policydiff.publish.selection import Selection, selected_sheet, selected_sheets
from policydiff.publish.sheets import Sheet
from policydiff.tables import Panel

NEW_AND_DROPPED = Selection.of(columns="status, old_text, new_text", status="new, dropped")
ROWS = [["new", "", "为6万名老人体检"], ["dropped", "确保建成东门水厂", ""], ["dropped", "开展古桥普查", ""]]


def of_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]


def of_workbook(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["summary", "changes"]
    return [["" if cell is None else cell for cell in row] for row in book["changes"].iter_rows(min_row=2, values_only=True)]


READERS = {
    Format.CSV: of_csv,
    Format.XLSX: of_workbook,
    Format.MARKDOWN: lambda data: on_github(data.decode()).tables[0][1:],
    Format.FRAGMENT: lambda data: Tables(data.decode()).tables[0][1:],
    Format.LATEX: lambda data: tex_tables(data.decode())[0],
}


@pytest.mark.parametrize("format_", READERS)
def test_every_format_has_the_rows_and_columns_chosen(format_):
    assert READERS[format_](render(comparison(), format_, selection=NEW_AND_DROPPED)) == ROWS


def names(result, **chosen):
    return {sheet.name: len(sheet.rows) for sheet in selected_sheets(result, Selection.of(**chosen))}


@pytest.mark.parametrize(
    ("chosen", "tables"),
    [
        ({}, {"targets": 4, "changes": 8, "deliveries": 3, "old": 7, "new": 6}),
        ({"tables": "old, targets"}, {"targets": 4, "old": 7}),
        ({"status": "dropped"}, {"changes": 2}),
        ({"status": "met"}, {"targets": 1, "deliveries": 1}),
        ({"status": "raised", "tables": "targets"}, {"targets": 3}),
        ({"columns": "indicator"}, {"targets": 4, "changes": 8, "deliveries": 3, "old": 7, "new": 6}),
        ({"columns": "last_target, this_target"}, {"targets": 4}),
        ({"section": "重点任务"}, {"changes": 5, "deliveries": 0, "old": 4, "new": 3}),
        ({"section": "重点任务", "status": "new"}, {"changes": 1}),
        ({"section": "2", "tables": "old"}, {"old": 4}),
    ],
)
def test_of_a_comparison(chosen, tables):
    assert names(comparison(), **chosen) == tables


def test_of_other_results():
    assert names(new_extract(), section="过去一年") == {"commitments": 0, "outcomes": 2, "sections": 1}
    assert names(ledger(), status="continued") == {"threads": 1}
    assert names(ledger(), status="target") == {"indicators": 2}
    assert names(scorecard(), status="missed") == {"deliveries": 1}
    assert names(Panel(ledger()), columns="place, year") == {"panel": 2}


def test_a_file_of_one_table_holds_the_main_one_or_the_first():
    assert selected_sheet(comparison(), Selection()).name == "changes"
    assert selected_sheet(comparison(), Selection(tables=("old", "targets"))).name == "targets"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"tables": "chanegs"}, "chanegs: SELECTION: no such table here; use changes"),
        ({"columns": "new_txt"}, "new_txt: SELECTION: no such column here; use new_text"),
        (
            {"columns": "last_target, promise"},
            "last_target, promise: SELECTION: no table has all of these columns; choose columns of one table",
        ),
        ({"status": "lost"}, "lost: SELECTION: no such status here; use"),
        ({"status": "new", "tables": "old"}, "new: SELECTION: no such status here; leave it out"),
        ({"section": "任务", "tables": "targets"}, "section: SELECTION: none of the tables chosen has sections"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(chosen, said):
    with pytest.raises(PolicydiffError) as caught:
        selected_sheets(comparison(), Selection.of(**chosen))
    assert str(caught.value).startswith(said) and len(str(caught.value)) < 300


@pytest.mark.parametrize("format_", sorted(ALWAYS_WHOLE))
def test_some_formats_hold_the_whole_result_always(format_, tmp_path):
    with pytest.raises(PolicydiffError, match="SELECTION"):
        publish_tables(comparison(), tmp_path / "out", ["csv", format_], selection=NEW_AND_DROPPED)
    assert not (tmp_path / "out").exists()


def test_the_compact_form_only_counts_what_the_terminal_leaves_out():
    whole, compact = (render(comparison(), Format.MARKDOWN, selection=Selection(compact=compact)).decode() for compact in (False, True))
    assert "## Continued (1)" in whole and "## Continued" not in compact
    assert "Not shown here: Continued (1), Figures of single tasks (1), Delivery (3)." in compact
    assert len(compact) < len(whole)


def test_files_are_published_as_chosen(tmp_path):
    (path,) = publish_tables(comparison(), tmp_path, "csv", selection=NEW_AND_DROPPED)
    assert path.name == "清溪市-2023-2024-comparison.changes.csv" and of_csv(path.read_bytes()) == ROWS


class TestCommandLine:
    def test_options_choose(self, small, capfdbinary):
        arguments = ["--columns", "status,new_text", "--status", "new", "--section", "民生", "--table", "changes"]
        assert cli.run(["compare", *map(str, small), "-q", "-f", "csv", *arguments]) == 0
        assert of_csv(capfdbinary.readouterr().out) == [["new", "发放文旅消费券2000万元"]]

    def test_a_table_on_the_terminal_too(self, small, capfdbinary):
        assert cli.run(["compare", *map(str, small), "-q", "--status", "new", "--compact"]) == 0
        text = capfdbinary.readouterr().out.decode()
        assert "Only status new." in text and "dropped" not in text

    def test_formats_that_are_always_whole_are_refused_before_anything_is_read(self, capfdbinary):
        assert cli.run(["compare", "none.txt", "none.txt", "-f", "json", "--status", "new"]) == 2
        assert b"json: SELECTION: " in capfdbinary.readouterr().err


class TestOnlyWhatIsAskedFor:
    """A result has many tables; those that nobody asks for are not made."""

    @pytest.fixture
    def made(self, monkeypatch):
        found = []
        make = Sheet.rows.func

        def noted(sheet):
            found.append(sheet.name)
            return make(sheet)

        rows = cached_property(noted)
        rows.__set_name__(Sheet, "rows")
        monkeypatch.setattr(Sheet, "rows", rows)
        return found

    def test_a_file_of_one_table_makes_one(self, made):
        render(comparison(), Format.CSV)
        assert made == ["changes"]

    def test_rows_are_chosen_from_that_table_alone(self, made):
        render(comparison(), Format.CSV, selection=Selection.of(status="new", section="重点任务"))
        assert set(made) == {"changes"}

    @pytest.mark.parametrize("result", [comparison, new_extract, ledger, scorecard])
    def test_a_result_says_itself_without_any(self, made, result):
        assert repr(result()) and made == []
