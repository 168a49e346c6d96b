"""The panel as files: what is read back is what was written, the same bytes every time, and the command line's part."""

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from tests.ledger.drawn import text_of

from policydiff import build_panel, write_codebook
from policydiff.model import PolicydiffError
from policydiff.publish import Format, publish_tables, render
from policydiff.publish.sheets import Sheet, main_sheet
from policydiff.publish.stata import write_dta
from policydiff.tables import codebook_rows
from policydiff.tables.columns import PANEL
from policydiff.tables.meanings import codes

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
LONG = "修" * 3000


@pytest.fixture(scope="module")
def panel():
    return build_panel(SEEDS)


def read_dta(data):
    """A Stata file with the dtypes of the panel; its empty texts are what is not stated."""
    frame = pd.read_stata(io.BytesIO(data))
    cells = {column.name: frame[column.name].astype("object").where(frame[column.name].notna(), None) for column in PANEL}
    return pd.DataFrame(
        {column.name: pd.Series([None if cell == "" else cell for cell in cells[column.name]], dtype=column.dtype) for column in PANEL}
    )


class TestRoundTrip:
    def test_stata(self, panel):
        pd.testing.assert_frame_equal(read_dta(render(panel, Format.DTA)), panel.to_frame())

    def test_parquet(self, panel):
        pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(render(panel, Format.PARQUET))), panel.to_frame())

    def test_csv(self, panel):
        dtypes = {column.name: column.dtype for column in PANEL}
        read = pd.read_csv(io.BytesIO(render(panel, Format.CSV)), dtype=dtypes, encoding="utf-8-sig")
        pd.testing.assert_frame_equal(read, panel.to_frame())

    def test_json(self, panel):
        data = json.loads(render(panel, Format.JSON))
        assert data["schema"] == "policydiff/panel/1"
        assert data["rows"] == panel.rows
        assert [row["variable"] for row in data["codebook"]] == [column.name for column in PANEL]

    @pytest.mark.parametrize("format_", list(Format))
    def test_the_same_bytes_every_time(self, panel, format_):
        assert render(panel, format_) == render(build_panel(SEEDS), format_) != b""


class TestStata:
    def test_version_labels_and_codes(self, panel):
        data = render(panel, Format.DTA)
        assert b"<release>118</release>" in data[:60]
        with pd.io.stata.StataReader(io.BytesIO(data)) as reader:
            assert reader.variable_labels() == {column.name: column.description for column in PANEL}
            assert reader.value_labels() == {column.name: codes(column.values) for column in PANEL if column.values}
            assert "policydiff panel" in reader.data_label

    def test_long_texts_and_what_no_file_can_hold(self, panel):
        sheet = main_sheet(panel)
        odd = replace(sheet, make=lambda: [sheet.rows[0] | {"target_words": LONG, "outcome_words": "甲\0乙\ud800"}])
        row = pd.read_stata(io.BytesIO(write_dta(odd))).iloc[0]
        assert (row["target_words"], row["outcome_words"]) == (LONG, "甲[U+0000]乙[U+D800]")
        assert write_dta(odd) == write_dta(odd)

    def test_an_empty_table_is_a_file_too(self):
        assert list(pd.read_stata(io.BytesIO(write_dta(Sheet("panel", "panel", list))))) == [column.name for column in PANEL]


class TestParquet:
    def test_columns_have_their_descriptions(self, panel):
        import pyarrow.parquet as pq

        schema = pq.read_schema(io.BytesIO(render(panel, Format.PARQUET)))
        told = {name: schema.field(name).metadata[b"description"].decode() for name in schema.names}
        assert told == {column.name: column.description for column in PANEL}

    def test_without_pyarrow_the_next_step_is_named(self, panel, monkeypatch):
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(PolicydiffError, match=r"NO_PACKAGE: .*pip install pyarrow"):
            render(panel, Format.PARQUET)


class TestCodebook:
    def test_it_counts_the_cells_of_a_panel(self, panel):
        filled = {row["variable"]: row["filled"] for row in codebook_rows(panel)}
        assert filled == panel.to_frame().notna().sum().to_dict()
        assert all(row["filled"] is None for row in codebook_rows())

    def test_it_names_the_reports_and_the_version(self, panel):
        page = write_codebook(panel)
        assert "yunze-2024.txt" in page and f"{len(panel.rows)} rows from 2 reports" in page and panel.lexicon.digest in page

    def test_it_is_published_with_the_panel(self, panel, tmp_path):
        names = [path.name for path in publish_tables(panel, tmp_path, ["dta", "xlsx"])]
        assert names == [f"云泽市-2024-2025-panel.{ending}" for ending in ("panel.dta", "codebook.dta", "xlsx")]


def run(folder, *arguments):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    code = "from policydiff.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )


class TestCommand:
    def test_the_codebook_is_written_beside_the_panel(self, tmp_path):
        done = run(tmp_path, "panel", *sorted(SEEDS.glob("*.txt")), "-o", "panel.parquet")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["panel.codebook.md", "panel.parquet"]

    def test_or_where_it_is_wanted(self, tmp_path):
        assert run(tmp_path, "panel", SEEDS, "-f", "json", "--codebook", "b.csv").stdout.startswith("{")
        assert (tmp_path / "b.csv").read_text(encoding="utf-8-sig").startswith("variable,type,")
        assert "--codebook writes .md or .csv" in run(tmp_path, "panel", SEEDS, "--codebook", "b.pdf").stderr

    def test_one_line_for_each_report_that_cannot_be_used(self, tmp_path):
        (tmp_path / "in").mkdir()
        for name, text in (("a.txt", text_of(2024, "新建滨河体育公园。")), ("b.txt", "一份通知。"), ("c.txt", "")):
            (tmp_path / "in" / name).write_text(text, encoding="utf-8")
        done = run(tmp_path, "panel", "in", "none.txt", "-o", "panel.csv")
        assert done.returncode == 2
        assert sorted(line.split(": ")[1:3] for line in done.stderr.splitlines()) == [
            ["b.txt", "NOT_A_REPORT"],
            ["c.txt", "EMPTY_INPUT"],
            ["none.txt", "NO_FILE"],
        ]
        assert (tmp_path / "panel.csv").is_file()

    def test_nothing_is_written_where_no_report_can_be_used(self, tmp_path):
        assert run(tmp_path, "panel", "none.txt", "-o", "panel.csv").returncode == 2
        assert not list(tmp_path.iterdir())

    def test_years_are_given_for_every_report_of_a_folder(self, tmp_path):
        assert "--year is given 1 times for 2 reports" in run(tmp_path, "panel", SEEDS, "--year", "2020").stderr
        shown = run(tmp_path, "panel", SEEDS, "--year", "2020", "--year", "2021", "-f", "json").stdout
        assert [report["year"] for report in json.loads(shown)["reports"]] == [2020, 2021]
