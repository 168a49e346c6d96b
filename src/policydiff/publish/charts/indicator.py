"""Target against outcome over the years: one panel for each series, as different units or measures never share an axis."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Horizon, Ledger, PointKind, PolicydiffError, Series
from policydiff.publish.charts.chart import WIDTH, Chart, draw_title, wordy_chart
from policydiff.publish.charts.marks import legend_of
from policydiff.publish.charts.panel import Panel, Slot, draw_panel
from policydiff.publish.charts.svg import group, text_width, wrap, write
from policydiff.publish.page import heading_of, with_remarks
from policydiff.quantities.headlines import name_headline, read_headlines

MOST_PANELS = 8
MOST_NEAR = 4
"""So many near names are offered for an indicator that is not there."""


def draw_indicators(ledger: Ledger, indicators: str | Iterable[str] = (), *, lexicon: Lexicon | None = None) -> Chart:
    """Draw targets against outcomes through the years.

    Args:
        ledger: what `build_ledger` gives.
        indicators: one name or several, each as the ledger or a report has it (国内生产总值, 经济增长); every series of that name with
            figures for two years is drawn. By default the headline indicators with targets, in the unit in which these are set.
        lexicon: the language pack that knows an indicator by its other names, by default the Chinese one.

    Returns:
        A chart with a panel for each series: targets as hollow diamonds, outcomes as filled dots, an arrow for at least or at most, a bar
        for a range, and below it why a year has no figure.

    Raises:
        PolicydiffError: the ledger has no indicator of that name (``NO_SUCH_INDICATOR``); the message names the nearest.

    >>> from policydiff.model import Measure, ReportName
    >>> series = Series("地区生产总值", "%", Measure.GROWTH, Horizon.ANNUAL, ())
    >>> draw_indicators(Ledger((ReportName("a.txt", "云泽市", 2024),), (series,), ()), "经济增长")
    <Chart indicator: 云泽市 2024: 地区生产总值>
    """
    pack = lexicon or load_lexicon("zh")
    names = [indicators] if isinstance(indicators, str) else list(indicators)
    if not names:
        series = headline_series(ledger, pack)
        return draw_panels(ledger, series[:MOST_PANELS], f"{heading_of(ledger)}: headline indicators", series[MOST_PANELS:])
    found = [
        series for name in dict.fromkeys(find_indicator(ledger, name, pack) for name in names) for series in series_named(ledger, name)
    ]
    drawn = [series for series in found if years_with_figures(series) > 1] or found
    title = f"{heading_of(ledger)}: {'、'.join(dict.fromkeys(series.indicator for series in found))}"
    return draw_panels(ledger, drawn, title, [series for series in found if series not in drawn])


def draw_series(series: Series | Iterable[Series], *, title: str = "") -> Chart:
    """Draw series of your own choice, each in a panel of its own; see `draw_indicators`.

    >>> from policydiff.model import Measure
    >>> draw_series(Series("粮食产量", "斤", Measure.LEVEL, Horizon.ANNUAL, ())).title
    '粮食产量'
    """
    given = [series] if isinstance(series, Series) else list(series)
    return draw_all([Panel(one, one.indicator) for one in given], title or "、".join(dict.fromkeys(one.indicator for one in given)))


def find_indicator(ledger: Ledger, wanted: str, lexicon: Lexicon) -> str:
    """The indicator of the ledger that a name means: itself, or the headline indicator that goes by it."""
    names = list(dict.fromkeys(series.indicator for series in ledger.indicators))
    if wanted in names:
        return wanted
    places = {report.place for report in ledger.reports}
    headlines = (name_headline(wanted, lexicon, place) for place in sorted(places) or [""])
    known = [headline.indicator for headline in headlines if headline and headline.indicator in names]
    if known:
        return known[0]
    near = [name for name in names if wanted and (wanted in name or name in wanted)]
    near += [name for name in difflib.get_close_matches(wanted, names, MOST_NEAR, 0.4) if name not in near]
    step = f"the nearest are {'、'.join(near[:MOST_NEAR])}" if near else "policydiff ledger lists those that there are"
    raise PolicydiffError("NO_SUCH_INDICATOR", heading_of(ledger), f"no indicator is called {wanted!r}", step)


def series_named(ledger: Ledger, name: str) -> list[Series]:
    """The series of an indicator: those for the year first, then by how many years they have figures for."""
    own = [series for series in ledger.indicators if series.indicator == name]
    return sorted(own, key=lambda series: (series.horizon is Horizon.MULTI_YEAR, not has_targets(series), -years_with_figures(series)))


def headline_series(ledger: Ledger, lexicon: Lexicon) -> list[Series]:
    """Series of headline indicators for the year, in the unit and measure in which targets are set, that have a target with a figure.

    They stand in the order of ``indicators.csv``, those of several places one after the other.
    """
    order = {(row.indicator, row.unit, row.measure): row.order for row in read_headlines(lexicon)}
    annual = [series for series in ledger.indicators if series.horizon is Horizon.ANNUAL and has_targets(series)]
    found = [series for series in annual if (series.indicator, series.unit, series.measure) in order]
    return sorted(found, key=lambda series: order[series.indicator, series.unit, series.measure])


def years_with_figures(series: Series) -> int:
    """For how many years there is a figure of either kind."""
    return len({point.year for point in series.points if point.value is not None})


def has_targets(series: Series) -> bool:
    """Whether any target has a figure."""
    return any(point.kind is PointKind.TARGET and point.value is not None for point in series.points)


def draw_panels(ledger: Ledger, chosen: Sequence[Series], title: str, rest: Sequence[Series]) -> Chart:
    """The chart of some series of a ledger, with the years for which it has no report; ``rest`` is named below."""
    return draw_all([panel_of(series, ledger) for series in chosen], title, [panel_of(series, ledger) for series in rest])


def panel_of(series: Series, ledger: Ledger) -> Panel:
    """The panel of a series; where the ledger is of several places, its name begins with the place."""
    several = len({report.place for report in ledger.reports if report.place}) > 1
    place = series.place if several else ""
    years = {report.year for report in ledger.reports if report.year and (not several or report.place == place)}
    return Panel(series, f"{place} {series.indicator}".strip(), gaps(series, years))


def gaps(series: Series, years: set[int]) -> frozenset[Slot]:
    """The years within a series whose target, or outcome, could not be told as there is no report that would tell it."""
    if series.horizon is Horizon.MULTI_YEAR:
        return frozenset()
    told = {(point.year, point.kind) for point in series.points}
    found = set()
    for kind, lag in ((PointKind.TARGET, 0), (PointKind.OUTCOME, 1)):
        own = [year for year, of in told if of is kind]
        found |= {(year, kind) for year in range(min(own, default=0), max(own, default=0)) if year + lag not in years}
    return frozenset(found - told)


def draw_all(panels: Sequence[Panel], title: str, rest: Sequence[Panel] = ()) -> Chart:
    """Title, panels one below the other over the same years, what the marks mean."""
    years = [point.year for panel in panels for point in panel.series.points]
    if not years:
        return wordy_chart("indicator", title, "No indicator has a target or an outcome to draw.")
    span = (min(years), max(years))
    parts, top = [draw_title(title)], 44.0
    for panel in panels:
        parts.append(group(draw_panel(panel, span), transform=f"translate(0 {top:.10g})"))
        top += panel.height
    legend, height = draw_legend(panels, top)
    notes = wrap(rest_words(rest), 11, WIDTH - 32, 3) if rest else []
    parts += [*legend, *(write(16, height + 16 + 16 * place, note, size=11, soft=True) for place, note in enumerate(notes))]
    return Chart("indicator", title, described(panels), height + 16 * len(notes) + (24 if notes else 12), "".join(parts))


def rest_words(rest: Sequence[Panel]) -> str:
    """What is not drawn."""
    return f"Not drawn: {'; '.join(map(about, rest))}"


def described(panels: Sequence[Panel]) -> str:
    """What the panels show, in words."""
    told = (f"{about(panel)}: {len(panel.figures)} figures" for panel in panels)
    return f"Targets as hollow diamonds, outcomes as filled dots, by year. {'; '.join(told)}."


def about(panel: Panel) -> str:
    """An indicator with what is measured."""
    return with_remarks(panel.name, panel.series.measure, panel.series.horizon)


def draw_legend(panels: Sequence[Panel], top: float) -> tuple[list[str], float]:
    """What the marks mean, as far as they occur, and where the legend ends."""
    x, y, parts = 16.0, top + 12, []
    entries = legend_of((point for panel in panels for point in panel.series.points), any(panel.no_report for panel in panels))
    for mark, text in entries:
        room = 24 + text_width(text, 12) + 18
        if x + room > WIDTH - 16:
            x, y = 16.0, y + 26
        parts += [group([mark], transform=f"translate({x + 8:.10g} {y:.10g})"), write(x + 22, y + 4, text)]
        x += room
    return parts, y + 14
