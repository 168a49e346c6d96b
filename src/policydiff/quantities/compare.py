"""When one figure may be held against another."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from policydiff.lexicons import Lexicon
from policydiff.model import Measure, Quantity

AMOUNTS = frozenset({Measure.LEVEL, Measure.COUNT})


def can_compare(one: Quantity, other: Quantity) -> bool:
    """Same unit and same measure; a level and a growth rate never compare, nor percent with percentage points."""
    return one.unit == other.unit and same_measure(one, other)


def same_measure(one: Quantity, other: Quantity) -> bool:
    """Whether both are the same sort of figure; an amount and a number of things are."""
    return one.measure is other.measure or {one.measure, other.measure} <= AMOUNTS


def may_answer(promised: Quantity, reported: Quantity, lexicon: Lexicon) -> bool:
    """Same measure, and a unit that converts exactly into the other; a currency into no other, percentage points not into percent."""
    return same_measure(promised, reported) and conversion(reported.unit, promised.unit, lexicon) is not None


def conversion(unit: str, into: str, lexicon: Lexicon) -> Fraction | None:
    """What a figure in one unit is multiplied by to stand in another; nothing where the units measure different things.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> conversion("公顷", "亩", zh), conversion("吨", "斤", zh), conversion("元", "美元", zh)
    (Fraction(15, 1), Fraction(2000, 1), None)
    """
    if unit == into:
        return Fraction(1)
    known = unit_factors(lexicon)
    if unit not in known or into not in known or known[unit][0] != known[into][0]:
        return None
    return known[unit][1] / known[into][1]


@lru_cache(maxsize=8)
def unit_factors(lexicon: Lexicon) -> Mapping[str, tuple[str, Fraction]]:
    """For every unit that converts, what it measures and how many of the base unit it is (rows of ``unit_factors.csv``)."""
    return {row["unit"]: (row["base"], Fraction(row["factor"])) for row in lexicon.rows("unit_factors")}


def converted(quantity: Quantity, into: str, lexicon: Lexicon) -> Decimal | None:
    """The value of a figure in another unit."""
    factor = conversion(quantity.unit, into, lexicon)
    return None if factor is None else quantity.value * factor.numerator / factor.denominator
