"""Scores against annotated reports: where commitments begin and end, their figures, links between years, deliveries."""

from policydiff.evaluate.deliveries import score_deliveries
from policydiff.evaluate.figures import score_figures
from policydiff.evaluate.gold import Gold, read_gold
from policydiff.evaluate.links import score_links
from policydiff.evaluate.units import score_units

__all__ = ["Gold", "read_gold", "score_deliveries", "score_figures", "score_links", "score_units"]
