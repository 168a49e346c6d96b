"""The pictures of the page on charts are those that are drawn now."""

import re

import pytest
from tests.docs.charts import FOLDER, ROOT, invented_ledger, pictures

from policydiff.model import PointState

PAGE = (ROOT / "docs" / "charts.md").read_text(encoding="utf-8")


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
