"""Which charts a page has."""

from __future__ import annotations

from dataclasses import dataclass

from policydiff.model import Ledger
from policydiff.publish.charts.chart import Chart
from policydiff.publish.charts.flow import draw_flow
from policydiff.publish.charts.indicator import draw_indicators
from policydiff.publish.charts.slope import draw_slope
from policydiff.publish.sheets import Result
from policydiff.tables import Findings


@dataclass(frozen=True, slots=True)
class Gallery:
    """The charts of a page, in their order."""

    charts: tuple[Chart, ...] = ()


def gallery_of(result: Result) -> Gallery:
    """The charts of a result: changed targets and the flow of commitments for a pair, headline indicators for a ledger."""
    match result:
        case Findings():
            return Gallery((draw_slope(result), draw_flow(result)))
        case Ledger():
            return Gallery((draw_indicators(result),))
        case _:
            return Gallery()
