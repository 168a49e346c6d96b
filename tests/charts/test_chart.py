"""The chart that users hold: shown, saved, named; PNG where the extra is there."""

import sys
from pathlib import Path

import pytest
from tests.publish.sample import comparison, ledger

from policydiff import cli, draw_indicators
from policydiff.model import PolicydiffError
from policydiff.publish.charts import Chart
from policydiff.publish.charts import png as png_module

SEEDS = Path(__file__).parents[2] / "seeds"
OLD, NEW = (str(SEEDS / f"yunze-{year}.txt") for year in (2024, 2025))


@pytest.fixture
def without_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    png_module.font_notice.cache_clear()
    yield
    png_module.font_notice.cache_clear()


class TestChart:
    def test_a_comparison_draws_itself(self):
        assert repr(comparison().chart()) == "<Chart slope: 清溪市 2023–2024: changed targets>"
        assert repr(comparison().chart("flow")) == "<Chart flow: 清溪市 2023–2024: commitments by section>"
        assert comparison().chart(most=1).svg != comparison().chart().svg

    def test_an_unknown_kind_is_refused(self):
        with pytest.raises(PolicydiffError, match=r"NO_CHART.*use slope or flow"):
            comparison().chart("pie")

    def test_notebooks_show_the_picture(self):
        chart = comparison().chart()
        assert chart._repr_svg_() == chart.svg and len(repr(chart)) < 80

    def test_it_speaks_to_readers_of_the_screen(self):
        svg = comparison().chart().svg
        assert 'role="img"' in svg and svg.index("<title>") < svg.index("<desc>") < svg.index("<text")
        assert "4 targets changed: 3 raised, 1 tightened." in svg

    def test_it_needs_nothing_else(self):
        for chart in (comparison().chart(), comparison().chart("flow"), draw_indicators(ledger())):
            assert "http" not in chart.svg.replace("http://www.w3.org/2000/svg", "") and "@import" not in chart.svg
            assert "<style" not in chart.inline and "<style" in chart.svg and " style=" not in chart.svg

    def test_an_svg_is_saved_whole(self, tmp_path):
        chart = comparison().chart()
        assert chart.save(tmp_path / "a.SVG").read_bytes() == chart.svg.encode()
        assert chart.svg.endswith("</svg>\n")

    @pytest.mark.parametrize("name", ["a.pdf", "a", "a.svg.gz"])
    def test_other_endings_are_refused(self, tmp_path, name):
        with pytest.raises(PolicydiffError, match=r"NO_FORMAT.*use \.svg or \.png"):
            comparison().chart().save(tmp_path / name)
        assert not list(tmp_path.iterdir())


class TestPng:
    def test_a_png_is_twice_as_large(self, tmp_path):
        pytest.importorskip("resvg_py")
        chart = comparison().chart()
        data = chart.save(tmp_path / "a.png").read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (2 * 960, round(2 * chart.height))

    def test_without_the_extra_the_next_step_is_named(self, without_extra, tmp_path):
        with pytest.raises(PolicydiffError, match=r"NO_PNG.*pip install resvg-py, or save it as \.svg"):
            comparison().chart().save(tmp_path / "a.png")
        assert not list(tmp_path.iterdir())

    def test_without_chinese_glyphs_there_is_a_warning(self, monkeypatch, tmp_path):
        pytest.importorskip("resvg_py")
        png_module.font_notice.cache_clear()
        monkeypatch.setattr(png_module, "render_png", lambda svg, scale=2: b"box")
        with pytest.warns(UserWarning, match="NO_CHINESE_FONT"):
            Chart("slope", "a", "", 10, "").png()
        png_module.font_notice.cache_clear()


class TestCommand:
    def lines(self, capfdbinary):
        return capfdbinary.readouterr().err.decode().splitlines()

    def test_two_reports_give_the_slope(self, tmp_path, capfdbinary):
        assert cli.run(["chart", OLD, NEW, "--quiet"]) == 0
        shown = capfdbinary.readouterr().out.decode()
        assert cli.run(["chart", OLD, NEW, "-k", "slope", "-o", str(tmp_path / "a.svg")]) == 0
        assert (tmp_path / "a.svg").read_text(encoding="utf-8") == shown and "changed targets" in shown

    def test_more_rows_may_be_asked_for(self, capfdbinary):
        assert cli.run(["chart", OLD, NEW, "--most", "0", "-q"]) == 0
        assert "Not drawn" not in capfdbinary.readouterr().out.decode()

    def test_an_indicator_of_two_reports(self, capfdbinary):
        assert cli.run(["chart", OLD, NEW, "-i", "经济增长", "-q"]) == 0
        assert "地区生产总值" in capfdbinary.readouterr().out.decode()

    def test_a_png_by_its_ending(self, tmp_path):
        pytest.importorskip("resvg_py")
        assert cli.run(["chart", OLD, NEW, "-k", "flow", "-o", str(tmp_path / "a.png"), "-q"]) == 0
        assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")

    @pytest.mark.parametrize(
        "arguments, told",
        [
            ([OLD, NEW, "-i", "不存在的指标"], "NO_SUCH_INDICATOR"),
            ([OLD, NEW, "-i", "新增就业岗位"], "the nearest are 城镇新增就业"),
            ([OLD, "-k", "flow"], "a chart of the kind flow is of two reports, not of 1"),
            ([OLD, NEW, "-k", "flow", "-i", "粮食产量"], "--indicator is not for a chart of the kind flow"),
            ([OLD, NEW, "-k", "flow", "-n", "3"], "--most is not for a chart of the kind flow"),
            ([OLD, NEW, "-k", "indicator", "--overrides", "a.csv"], "--overrides is not for a chart of the kind indicator"),
            ([OLD, NEW, "-o", "a.pdf"], "NO_FORMAT"),
            ([OLD, NEW, "--year", "2024"], "--year is given 1 times for 2 reports"),
            (["-", "-"], "standard input can be read only once"),
        ],
    )
    def test_trouble_is_one_line(self, arguments, told, capfdbinary):
        assert cli.run(["chart", *arguments]) == 2
        (line,) = self.lines(capfdbinary)
        assert told in line

    def test_a_chart_is_not_for_a_terminal(self, monkeypatch, capfdbinary):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        assert cli.run(["chart", OLD, NEW]) == 2
        assert "NO_OUTPUT" in self.lines(capfdbinary)[0]

    def test_without_the_extra_a_png_is_refused_in_one_line(self, without_extra, tmp_path, capfdbinary):
        assert cli.run(["chart", OLD, NEW, "-o", str(tmp_path / "a.png")]) == 2
        (line,) = self.lines(capfdbinary)
        assert "NO_PNG" in line and not list(tmp_path.iterdir())
