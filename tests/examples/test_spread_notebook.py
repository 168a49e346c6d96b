"""The notebook runs cell by cell, over the seeds and over real reports where they are beside the checkout, and is kept without outputs."""

import ast
import json
from shutil import copy

import pytest
from tests.examples.test_examples import EXAMPLES, REPORTS, needs_reports

from policydiff.publish.charts.chart import Chart

NOTEBOOK = json.loads((EXAMPLES / "spread_of_a_programme.ipynb").read_text(encoding="utf-8"))


def shown(cell, names):
    """What a cell shows: it is run, and where it ends in an expression this is its value."""
    *before, last = ast.parse("".join(cell["source"])).body
    rest = [] if isinstance(last, ast.Expr) else [last]
    exec(compile(ast.Module([*before, *rest], []), cell["id"], "exec"), names)
    return None if rest else eval(compile(ast.Expression(last.value), cell["id"], "eval"), names)


@pytest.fixture
def run(monkeypatch):
    """Runs the notebook in its folder, with some of its settings changed; gives what each cell shows."""
    monkeypatch.chdir(EXAMPLES)
    monkeypatch.syspath_prepend(EXAMPLES)

    def run(**settings):
        names, found = {}, {}
        for cell in NOTEBOOK["cells"]:
            if cell["cell_type"] == "code":
                found[cell["id"]] = shown(cell, names)
                names |= settings if cell["id"] == "settings" else {}
        return found

    return run


def test_it_is_a_notebook_without_outputs():
    assert (NOTEBOOK["nbformat"], NOTEBOOK["metadata"]["kernelspec"]["name"]) == (4, "python3")
    assert all((cell["outputs"], cell["execution_count"]) == ([], None) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code")
    assert len({cell["id"] for cell in NOTEBOOK["cells"]}) == len(NOTEBOOK["cells"])


def test_without_the_real_reports_it_says_so_and_reads_the_seeds(run, tmp_path, capsys):
    found = run(REPORTS=tmp_path / "none")
    said = capsys.readouterr().out
    assert "none is not here; the pair of reports in seeds is read instead" in said
    assert "2 reports, 1 pair, 1 place, 0 failed" in said
    assert list(found["uses"]["year"]) == [2024, 2025] and found["uses"]["commitments"].min() > 0
    assert isinstance(found["picture"], Chart) and found["picture"].svg.count("<circle") == 2


@needs_reports
def test_over_real_reports_every_report_has_its_mark(run, tmp_path):
    for place in ("gansu", "xizang", "jilin"):
        for year in (2025, 2026):
            copy(REPORTS / "provincial" / f"{place}-{year}.txt", tmp_path)
    found = run(REPORTS=tmp_path)
    assert found["uses"]["place"].nunique() == 3
    assert found["picture"].svg.count("<circle") == len(found["uses"]) == 6
    assert list(found["reach"]["reports"]) == [3, 3]
    assert set(found["first"]["place"]) == set(found["uses"].query("commitments > 0")["place"])
