"""The panel: one row a place, year, indicator, unit, measure and horizon, with target, revision, outcome and gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Ledger, Notice, Point, ReportName, Series
from policydiff.shown import Shown
from policydiff.tables.gaps import (
    Shelf,
    Slot,
    better_of,
    comparator_move,
    gap_of,
    gap_status,
    revision_of,
    revision_status,
    shelve,
    slots_of,
    verdict_of,
)
from policydiff.tables.rows import Row, complete
from policydiff.tables.words import plain_number


@dataclass(frozen=True, repr=False)
class Panel(Shown):
    """Targets and outcomes of one place or of several, laid out for statistics.

    Attributes:
        ledger: the series that the panel lays out, with the reports they come from.
        lexicon: the language pack, by default the Chinese one.

    >>> Panel(Ledger((), (), ()))
    <Panel: 0 rows, 0 reports>
    """

    ledger: Ledger
    lexicon: Lexicon | None = None

    @cached_property
    def rows(self) -> list[Row]:
        """The rows, by place, then in the order of the indicators, then by year."""
        return panel_rows(self.ledger.indicators, self.lexicon)

    @property
    def reports(self) -> tuple[ReportName, ...]:
        """The reports that it comes from."""
        return self.ledger.reports

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The warnings of these reports."""
        return self.ledger.notices

    def __repr__(self) -> str:
        return f"<Panel: {len(self.rows)} rows, {len(self.reports)} reports>"


def panel_rows(series: Iterable[Series], lexicon: Lexicon | None = None) -> list[Row]:
    """One row for each year of each series, and one more for each further vintage of a target for several years.

    Args:
        series: the indicators of a ledger, all of them: which reports there are is known from all together.
        lexicon: the language pack, by default the Chinese one.
    """
    given = tuple(series)
    shelf = shelve(given, lexicon or load_lexicon("zh"))
    return [panel_row(slot, shelf) for one in given for slot in slots_of(one)]


def panel_row(slot: Slot, shelf: Shelf) -> Row:
    """One year of a series."""
    series, target, last, outcome = slot.series, slot.target, slot.last, slot.outcome
    revised, gap = revision_status(slot, shelf), gap_status(slot, shelf)
    revision, low, high = revision_of(slot, revised)
    return complete(
        "panel",
        {
            "place": series.place,
            "year": slot.year,
            "indicator": series.indicator,
            "unit": series.unit,
            "measure": series.measure.value,
            "horizon": series.horizon.value,
            "vintage": target.vintage if target else None,
            "headline": int(shelf.is_headline(series)),
            "main": int(target.main) if target and target.words else None,
            **figure_cells("", target),
            "strength": target.strength.value if target and target.strength else None,
            "better": better_of(slot, shelf.lexicon),
            **figure_cells("last_", last),
            "revision": plain_number(revision),
            "revision_low": plain_number(low),
            "revision_high": plain_number(high),
            "revision_status": revised.value,
            "comparator_move": comparator_move(slot, revised),
            **figure_cells("outcome_", outcome),
            "outcome_vintage": outcome.vintage if outcome else None,
            "gap": plain_number(gap_of(slot, gap)),
            "gap_status": gap.value,
            "verdict": verdict_of(slot, gap, shelf.lexicon),
            **source_cells("target", target),
            **source_cells("outcome", outcome),
        },
    )


def figure_cells(name: str, point: Point | None) -> Row:
    """The cells of a figure and of why there is none."""
    if point is None:
        return {}
    return {
        f"{name}value": plain_number(point.value),
        f"{name}value_high": plain_number(point.value_high),
        f"{name}comparator": point.comparator.value if point.value is not None else None,
        f"{name}state": point.state.value,
    }


def source_cells(name: str, point: Point | None) -> Row:
    """The cells that say where a point stands in its report."""
    if point is None:
        return {}
    return {
        f"{name}_figure": " ".join(point.text.split()),
        f"{name}_words": point.words,
        f"{name}_report": point.report,
        f"{name}_start": point.span.start if point.span else None,
        f"{name}_end": point.span.end if point.span else None,
    }
