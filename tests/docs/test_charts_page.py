"""The pictures of the page on charts are those that are drawn now, and its commands and Python run."""

import re
import shlex
import shutil

import pytest
from tests.docs.charts import FOLDER, ROOT, YEARS, invented_ledger, pictures
from tests.ledger.drawn import text_of

import policydiff
from policydiff import cli
from policydiff.model import PointState

PAGE = (ROOT / "docs" / "charts.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^policydiff (chart .+?)(?: +#.*)?$", PAGE, re.M)


@pytest.fixture(scope="module")
def drawn():
    return pictures()


def test_pictures_are_those_that_are_drawn(drawn):
    stale = [name for name, chart in drawn.items() if (FOLDER / name).read_text(encoding="utf-8") != chart.svg]
    assert not stale, "draw them anew: python -m tests.docs.charts"


def test_the_page_shows_each_picture(drawn):
    shown = re.findall(r"\]\(charts/(.+?)\)", PAGE)
    assert sorted(shown) == sorted(drawn) == sorted(path.name for path in FOLDER.iterdir())


def test_the_invented_ledger_has_one_of_each_mark():
    states = {point.state for series in invented_ledger().indicators for point in series.points}
    assert {PointState.STATED, PointState.INFERRED, PointState.SILENT, PointState.ABSENT_AS_STATED} <= states


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the files that the page speaks of."""
    for name, year in (("last.txt", 2024), ("this.txt", 2025)):
        shutil.copy(ROOT / "seeds" / f"yunze-{year}.txt", tmp_path / name)
    for year in (2019, 2020, 2021, 2023, 2024, 2025):
        growth = next(row[1] for row in YEARS if row[0] == year) or "6%"
        text = text_of(year, "新建公园3座。", targets=f"今年主要目标是：地区生产总值增长{growth}。")
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_do_what_they_say(command, desk):
    arguments = [name for word in shlex.split(command) for name in (sorted(p.name for p in desk.glob(word)) if "*" in word else [word])]
    assert cli.run(arguments) == 0
    assert (desk / arguments[-1]).read_text(encoding="utf-8").startswith("<svg")


def test_the_python_runs(desk):
    pytest.importorskip("resvg_py")
    (block,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)
    exec(block, {"policydiff": policydiff})
    assert {"changes.svg", "flow.png", "growth.svg"} <= {path.name for path in desk.iterdir()}
