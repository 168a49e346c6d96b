"""Quantities: the figures in a text, what each is, how it binds and what it measures."""

from policydiff.quantities.find import find_quantities
from policydiff.quantities.numerals import parse_numeral, write_numeral

__all__ = ["find_quantities", "parse_numeral", "write_numeral"]
