"""Every example runs bare over seeds/, and over real reports where they are beside the checkout."""

import csv
import io
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
REPORTS = ROOT.parent / "shared" / "reports"
PAIR = (REPORTS / "city" / "shanghai-2021.txt", REPORTS / "city" / "shanghai-2022.txt")
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports (../shared/reports) are not here")


@cache
def run(name, *arguments):
    """What an example prints; its source tree goes before an installed package, so that a test never runs yesterday's code."""
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(EXAMPLES / name), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, env=environment, encoding="utf-8").stdout


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.py")))
def test_every_example_runs_bare(name):
    assert len(run(name).splitlines()) > 10


def test_two_files_become_a_table(tmp_path):
    seeds = ROOT / "seeds"
    shown = run("two_files_to_a_table.py", seeds / "yunze-2024.txt", seeds / "yunze-2025.txt", tmp_path / "changes.csv")
    assert "last_target" in shown and "城镇新增就业" in shown
    rows = list(csv.DictReader(io.StringIO((tmp_path / "changes.csv").read_text(encoding="utf-8-sig"))))
    assert {row["status"] for row in rows} == {"continued", "changed", "new", "dropped"}


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_the_panel_is_tidy(tmp_path):
    run("panel_of_targets.py", ROOT / "seeds", tmp_path / "panel.csv")
    rows = rows_of(tmp_path / "panel.csv")
    assert {(row["place"], row["year"]) for row in rows} >= {("云泽市", "2024"), ("云泽市", "2025")}
    jobs = {row["year"]: row for row in rows if (row["indicator"], row["horizon"]) == ("城镇新增就业", "annual") and row["value"]}
    assert [(year, row["comparator"], row["value"]) for year, row in jobs.items()] == [("2024", "≥", "18000"), ("2025", "≥", "19000")]
    assert (jobs["2024"]["gap"], jobs["2024"]["verdict"], jobs["2025"]["revision"]) == ("600", "met", "1000")
    assert (tmp_path / "panel.codebook.md").read_text(encoding="utf-8").startswith("# Codebook")


@needs_reports
def test_the_walk_runs_over_real_reports():
    assert len(run("walk_through.py", *PAIR).splitlines()) > 10


@needs_reports
def test_the_panel_runs_over_a_folder_of_real_reports(tmp_path):
    run("panel_of_targets.py", REPORTS / "city", tmp_path / "panel.csv")
    assert {("上海市", "2021"), ("上海市", "2022")} <= {(row["place"], row["year"]) for row in rows_of(tmp_path / "panel.csv")}
