"""Scores against annotated reports: where commitments begin and end, their figures, links between years, deliveries."""

from policydiff.evaluate.deliveries import named_chunks, score_deliveries, touches
from policydiff.evaluate.figures import score_figures
from policydiff.evaluate.gold import Couple, Document, Gold, read_gold, same_unit
from policydiff.evaluate.links import score_links
from policydiff.evaluate.units import score_units

__all__ = [
    "Couple",
    "Document",
    "Gold",
    "named_chunks",
    "read_gold",
    "same_unit",
    "score_deliveries",
    "score_figures",
    "score_links",
    "score_units",
    "touches",
]
