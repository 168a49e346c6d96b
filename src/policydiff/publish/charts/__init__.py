"""Charts: pictures of a result as SVG that needs nothing else, or as PNG through the extra ``png``."""

from policydiff.publish.charts.chart import Chart
from policydiff.publish.charts.flow import draw_flow
from policydiff.publish.charts.indicator import draw_indicators, draw_series
from policydiff.publish.charts.slope import draw_slope

__all__ = ["Chart", "draw_flow", "draw_indicators", "draw_series", "draw_slope"]
