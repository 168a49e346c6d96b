"""Quantities: the figures of a text, with their words and place, how they bind and what they are."""

from policydiff.quantities.find import find_quantities
from policydiff.quantities.numerals import parse_numeral

__all__ = ["find_quantities", "parse_numeral"]
