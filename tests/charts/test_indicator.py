"""Targets against outcomes: every figure where it belongs, every year without one with its reason."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from tests.charts.parsed import SVG, groups, hints, parsed, shapes, texts
from tests.docs.charts import invented_ledger
from tests.publish.sample import HOSTILE, ledger

from policydiff import draw_indicators, draw_series
from policydiff.model import Comparator, Horizon, Ledger, Measure, Point, PointKind, PointState, PolicydiffError, ReportName, Series

TARGET, OUTCOME = PointKind.TARGET, PointKind.OUTCOME


def point(year, kind=TARGET, value=None, high=None, comparator="=", state=None):
    known = PointState.STATED if value is not None else PointState.SILENT
    figures = tuple(None if figure is None else Decimal(figure) for figure in (value, high))
    return Point(year, kind, PointState(state or known), f"{year}.txt", *figures, Comparator(comparator))


def series(*points, indicator="粮食产量", unit="吨", measure="level", horizon="annual"):
    return Series(indicator, unit, Measure(measure), Horizon(horizon), points)


def marks(chart):
    """What is drawn of each figure: its data and the shapes of its mark."""
    return {(int(g.get("data-year")), g.get("data-kind")): g for g in groups(parsed(chart), "kind")}


@pytest.fixture(scope="module")
def invented():
    return invented_ledger()


def test_every_figure_is_drawn_once_with_the_value_it_has(invented):
    for one in invented.indicators:
        told = sorted((p.year, str(p.kind), str(p.value)) for p in one.points if p.value is not None)
        drawn = [(int(g.get("data-year")), g.get("data-kind"), g.get("data-value")) for g in groups(parsed(draw_series(one)), "kind")]
        assert sorted(drawn) == told


def test_dots_lie_on_a_straight_scale():
    chart = draw_series(series(*(point(2010 + place, OUTCOME, value) for place, value in enumerate((0, 250, 500, 1000)))))
    heights = [float(g.find(f"{SVG}circle").get("cy")) for g in marks(chart).values()]
    steps = [one - other for one, other in pairwise(heights)]
    assert steps[0] == pytest.approx(steps[1], abs=0.2) and steps[2] == pytest.approx(2 * steps[0], abs=0.2)
    across = [float(g.find(f"{SVG}circle").get("cx")) for g in marks(chart).values()]
    assert len({round(other - one) for one, other in pairwise(across)}) == 1


def test_kinds_bounds_ranges_and_inferences_differ_by_shape():
    drawn = marks(
        draw_series(
            series(
                point(2010, TARGET, 5),
                point(2011, OUTCOME, 5),
                point(2012, TARGET, 5, comparator="≥"),
                point(2013, TARGET, 5, comparator="≤"),
                point(2014, TARGET, 5, comparator="≈"),
                point(2015, TARGET, 5, 7, comparator="range"),
                point(2016, TARGET, 5, state="inferred"),
                point(2017, OUTCOME, 5, state="inferred"),
            )
        )
    )
    looks = {moment: str(shapes(group)) for moment, group in drawn.items()}
    assert len(set(looks.values())) == len(looks) - 1
    assert looks[2012, "target"] == looks[2013, "target"], "at least and at most differ by the way their arrow points"
    arrows = {
        year: [float(n) for n in re.findall(r"V(-?[\d.]+)", g[-1].get("d"))] for (year, _), g in drawn.items() if year in (2012, 2013)
    }
    assert arrows[2012] < arrows[2013]


def test_years_without_a_figure_say_why():
    states = ["silent", "absent_as_stated", "deferred", "qualitative"]
    chart = draw_series(series(point(2010, TARGET, 5), *(point(2011 + place, state=state) for place, state in enumerate(states))))
    drawn = groups(parsed(chart), "state")
    assert [g.get("data-state") for g in drawn] == states
    assert len({str(shapes(g)) for g in drawn}) == 4
    assert {"the report is silent", "stated that none is set", "judged later, as stated", "in words only"} <= set(texts(parsed(chart)))


def test_a_year_without_a_report_says_so(invented):
    drawn = groups(parsed(draw_indicators(invented, "地区生产总值")), "state")
    missing = {(g.get("data-year"), g.find(f"{SVG}title").text.split()[1]) for g in drawn if g.get("data-state") == "no report"}
    assert missing == {("2018", "target:"), ("2017", "outcome:")}


def test_units_and_measures_have_panels_of_their_own():
    mixed = [
        series(point(2010, OUTCOME, 5), unit=unit, measure=measure) for unit, measure in (("吨", "level"), ("斤", "level"), ("%", "growth"))
    ]
    shown = texts(parsed(draw_series(mixed)))
    assert shown.count("粮食产量") == 1 + 3, "the title and three headings"
    assert any(text.startswith("growth, %") for text in shown)


@pytest.mark.parametrize(
    "value, unit, shown, heading",
    [
        ("18600", "人", "1.86", "level, 万人"),
        ("99086500000000", "元", "99.0865", "level, 万亿元"),
        ("0.6667", "share", "66.67", "level, %"),
        ("500", "亩", "500", "level, 亩"),
        ("0.8", "pp", "0.8", "level, percentage points"),
    ],
)
def test_figures_are_exact_in_the_unit_of_their_axis(value, unit, shown, heading):
    root = parsed(draw_series(series(point(2010, OUTCOME, value), unit=unit)))
    assert shown in texts(root)
    assert any(text.startswith(heading) for text in texts(root))


def test_an_axis_that_does_not_begin_at_zero_says_so():
    near = texts(parsed(draw_series(series(point(2010, OUTCOME, 98), point(2011, OUTCOME, 99)))))
    far = texts(parsed(draw_series(series(point(2010, OUTCOME, 9), point(2011, OUTCOME, 99)))))
    assert any("does not begin at zero" in text for text in near)
    assert not any("does not begin at zero" in text for text in far) and "0" in far


def test_outcomes_of_years_apart_are_not_joined():
    def lines(*years):
        root = parsed(draw_series(series(*(point(year, OUTCOME, year - 2000) for year in years))))
        return sum(element.get("stroke") == "#3b78c9" for element in root.iter(f"{SVG}line"))

    assert (lines(2010, 2011), lines(2010, 2012)) == (1, 0)


def test_the_ledger_without_names_draws_headline_indicators_with_targets(invented):
    assert draw_indicators(invented).title == "云泽市 2015–2025: headline indicators"
    assert {"地区生产总值", "城镇新增就业"} <= set(texts(parsed(draw_indicators(invented))))


def test_an_indicator_goes_by_its_other_names(invented):
    assert draw_indicators(invented, "经济增长").svg == draw_indicators(invented, ["地区生产总值"]).svg


@pytest.mark.parametrize("wanted, named", [("新增就业岗位", "城镇新增就业"), ("", "policydiff ledger")])
def test_an_unknown_indicator_is_one_line_with_near_names(invented, wanted, named):
    with pytest.raises(PolicydiffError, match="NO_SUCH_INDICATOR") as caught:
        draw_indicators(invented, [wanted])
    assert named in str(caught.value) and "\n" not in str(caught.value)


def test_series_of_several_places_are_named_by_place():
    reports = tuple(ReportName(f"{place}.txt", place, 2024) for place in ("云泽市", "清溪市"))
    both = tuple(replace(series(replace(point(2024, TARGET, 5), report=report.name)), place=report.place) for report in reports)
    assert {"云泽市 粮食产量", "清溪市 粮食产量"} <= set(texts(parsed(draw_indicators(Ledger(reports, both, ()), "粮食产量"))))


def test_what_is_not_drawn_is_named():
    reports = (ReportName("a.txt", "云泽市", 2024),)
    own = (series(point(2023, OUTCOME, 5), point(2024, OUTCOME, 6)), series(point(2024, OUTCOME, 3), measure="rank", unit="位"))
    assert "Not drawn: 粮食产量 (rank)" in texts(parsed(draw_indicators(Ledger(reports, own, ()), "粮食产量")))


@pytest.mark.parametrize("empty", [Ledger((), (), ()), ledger()], ids=["nothing", "a little"])
def test_little_or_nothing_makes_a_chart_too(empty):
    assert parsed(draw_indicators(empty)) is not None


@pytest.mark.parametrize("value", ["0", "-3", "1E-320", "1E+299", "1E+400", "NaN"])
@pytest.mark.parametrize("unit", ["吨", "share", HOSTILE])
def test_odd_figures_and_words_do_no_harm(value, unit):
    odd = series(point(2010, TARGET, value), point(2010, OUTCOME, "1E+299"), indicator=HOSTILE, unit=unit)
    chart = draw_series(odd)
    root = parsed(chart)
    assert "<script" not in chart.svg and "nan" not in chart.body.replace("NaN", "") and not re.search(r'="-?inf', chart.svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "style",
        "g",
        "text",
        "line",
        "path",
        "circle",
        "rect",
    }


def test_labels_do_not_cover_each_other(invented):
    root = parsed(draw_indicators(invented, "地区生产总值"))
    figures = [t for t in root.iter(f"{SVG}text") if t.get("font-size") == "10.5"]
    places = sorted((float(t.get("x")), float(t.get("y"))) for t in figures)
    assert len(places) == len(set(places)) > 15
    assert all(abs(a[0] - b[0]) > 8 or abs(a[1] - b[1]) > 9 for place, a in enumerate(places) for b in places[:place])
    assert len(hints(root)) > len(figures)


def test_far_years_make_no_crowd_of_strokes():
    root = parsed(draw_series(series(point(2020, OUTCOME, 5), point(20260, TARGET, 6))))
    assert len(list(root.iter(f"{SVG}line"))) < 40
