"""When one figure may be held against another."""

from __future__ import annotations

from policydiff.model import Measure, Quantity

AMOUNTS = frozenset({Measure.LEVEL, Measure.COUNT})


def can_compare(one: Quantity, other: Quantity) -> bool:
    """Same unit and same measure; a level and a growth rate never compare, nor percent with percentage points."""
    return one.unit == other.unit and (one.measure is other.measure or {one.measure, other.measure} <= AMOUNTS)
