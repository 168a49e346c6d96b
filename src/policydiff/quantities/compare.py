"""When one figure may be held against another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Measure, Quantity
from policydiff.quantities.indicators import ADDED

PER_HEAD = re.compile("^每|每千人|每万人|人均|户均|亩均")
PEOPLE = re.compile("人口|人数|人次|人员|劳动力|职工|学生|农民工")
TOTAL = re.compile("总[量数]|总规模|保有量|累计")
AMOUNTS = frozenset({Measure.LEVEL, Measure.COUNT})


def can_compare(one: Quantity, other: Quantity, lexicon: Lexicon | None = None) -> bool:
    """Whether two figures may be held against each other.

    Same measure, and a unit that converts exactly into the other: a level and a growth rate never compare, nor percent with percentage
    points, nor one currency with another, nor an amount a head with a total, nor what is added with what there is in all.
    """
    alike = same_measure(one, other) and is_per_head(one) == is_per_head(other) and not stock_and_flow(one, other)
    return alike and units_convert(one, other, lexicon)


def units_convert(one: Quantity, other: Quantity, lexicon: Lexicon | None = None) -> bool:
    """Whether the units of two figures measure the same and convert exactly."""
    return conversion(counted_in(one), counted_in(other), lexicon) is not None


def in_unit_of(value: Decimal, quantity: Quantity, other: Quantity, lexicon: Lexicon | None = None) -> Decimal:
    """A value in the unit of one figure, in the unit of another.

    Raises:
        ValueError: the units do not convert.
    """
    return converted(value, counted_in(quantity), counted_in(other), lexicon)


def counted_in(quantity: Quantity) -> str:
    """The unit of a figure: as written; where none is written and visits or people are counted, 人次 or 人.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> rows = ("培训农村劳动力3万", "培训农村劳动力3万人", "投入3万", "游览人次3万")
    >>> [counted_in(find_quantities(row, load_lexicon("zh"))[0]) for row in rows]
    ['人', '人', '', '人次']
    """
    if quantity.unit or not (counted := PEOPLE.search(quantity.indicator)):
        return quantity.unit
    return "人次" if counted.group() == "人次" else "人"


def same_measure(one: Quantity, other: Quantity) -> bool:
    """Whether both are the same sort of figure; an amount and a number of things are."""
    return one.measure is other.measure or {one.measure, other.measure} <= AMOUNTS


def is_per_head(quantity: Quantity) -> bool:
    """Whether an amount is one a head, a household or a thousand people."""
    return quantity.measure in AMOUNTS and bool(PER_HEAD.search(quantity.indicator))


def stock_and_flow(one: Quantity, other: Quantity) -> bool:
    """Whether one of two figures is said to be an addition, the other a total: 新增装机 and 装机总量.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> rows = ("新增装机9万千瓦", "装机总量达到30万千瓦", "装机3万千瓦")
    >>> added, total, other = (find_quantities(row, load_lexicon("zh"))[0] for row in rows)
    >>> stock_and_flow(added, total), stock_and_flow(total, added), stock_and_flow(added, other)
    (True, True, False)
    """
    return any(ADDED in a.indicator and TOTAL.search(b.indicator) for a, b in ((one, other), (other, one)))


def conversion(unit: str, into: str, lexicon: Lexicon | None = None) -> Fraction | None:
    """What a figure in one unit is multiplied by to stand in another; nothing where the units measure different things.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> conversion("公顷", "亩", zh), conversion("吨", "斤", zh), conversion("元", "美元", zh)
    (Fraction(15, 1), Fraction(2000, 1), None)
    """
    if unit == into:
        return Fraction(1)
    known = unit_factors(lexicon or load_lexicon("zh"))
    if unit not in known or into not in known or known[unit][0] != known[into][0]:
        return None
    return known[unit][1] / known[into][1]


@lru_cache(maxsize=8)
def unit_factors(lexicon: Lexicon) -> Mapping[str, tuple[str, Fraction]]:
    """For every unit that converts, what it measures and how many of the base unit it is (rows of ``unit_factors.csv``)."""
    return {row["unit"]: (row["base"], Fraction(row["factor"])) for row in lexicon.rows("unit_factors")}


def converted(value: Decimal, unit: str, into: str, lexicon: Lexicon | None = None) -> Decimal:
    """A value in another unit.

    Raises:
        ValueError: the units do not convert.
    """
    factor = conversion(unit, into, lexicon)
    if factor is None:
        raise ValueError(f"{unit} does not convert into {into}")
    return value * factor.numerator / factor.denominator
