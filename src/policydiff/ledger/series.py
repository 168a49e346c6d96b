"""Indicator series: every target and outcome of an indicator by year, with what is inferred and where a report is silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from policydiff.ledger.readings import Key, Reading, read_points
from policydiff.lexicons import Lexicon
from policydiff.model import Comparator, Extract, Horizon, Measure, Point, PointKind, PointState, Series
from policydiff.periods import TERM
from policydiff.quantities.headlines import Headline, read_headlines

Slot = tuple[int, PointKind]
Book = dict[Key, dict[Slot, list[Reading]]]
NEAR_BY = 60
"""A rise against last year belongs to a figure at most so many characters away."""


def draw_series(extracts: Sequence[Extract], lexicon: Lexicon) -> tuple[Series, ...]:
    """The series of the reports of one place: headline indicators in the order of ``indicators.csv``, then as they first appear.

    A series is drawn of each headline indicator, of what a report has among its main targets, and of what is stated twice or more.

    Args:
        extracts: the reports by year, one a year.
        lexicon: the language pack.
    """
    book = enter(reading for extract in extracts for reading in best_of_report(read_points(extract, lexicon)))
    infer(book)
    headlines = {headline.indicator: headline for headline in read_headlines(lexicon)}
    names = {extract.report.year or 0: extract.report.source.name for extract in extracts}
    succeeded = read_successions(book, headlines, lexicon)
    place = next((extract.report.place for extract in extracts if extract.report.place), "")
    drawn = []
    for key, slots in book.items():
        headline = headlines.get(key.indicator)
        if headline or is_worth_drawing(slots):
            points = [reading.point for readings in slots.values() for reading in readings]
            looked_in = {year: name for year, name in names.items() if year < succeeded.get(key.indicator, year + 1)}
            points += silences(key, slots, looked_in, is_set_each_year(key, headline))
            drawn.append(Series(*key, tuple(sorted(points, key=lambda point: (point.year, point.kind is PointKind.OUTCOME))), place))
    order = {name: headline.order for name, headline in headlines.items()}
    return tuple(sorted(drawn, key=lambda series: order.get(series.indicator, len(order))))


def best_of_report(readings: Iterable[Reading]) -> list[Reading]:
    """Of what one report says of an indicator in one year, the reading that counts, in the order of first appearance."""
    best: dict[tuple[Key, Slot], Reading] = {}
    for reading in readings:
        slot = (reading.key, slot_of(reading.point))
        if slot not in best or reading.rank < best[slot].rank:
            best[slot] = reading
    return list(best.values())


def slot_of(point: Point) -> Slot:
    """What a point is of: year and kind."""
    return point.year, point.kind


def enter(readings: Iterable[Reading]) -> Book:
    """The readings of all reports by series, year and kind.

    What a report says of its own plan or review counts before what a later one recalls; a target of several years that a later report
    states otherwise keeps both.
    """
    book: Book = defaultdict(dict)
    for reading in readings:
        held = book[reading.key].setdefault(slot_of(reading.point), [])
        if not held or (held[0].recalled and not reading.recalled):
            held[:] = [reading]
        elif reading.key.horizon is Horizon.MULTI_YEAR and all(figure_of(one.point) != figure_of(reading.point) for one in held):
            held.append(reading)
    return book


def figure_of(point: Point) -> tuple[object, ...]:
    """The figure of a point with how it binds."""
    return point.state, point.value, point.value_high, point.comparator


def infer(book: Book) -> None:
    """Fill in what a stated difference implies: last year's figure from this year's, or this year's from last year's.

    3.9万亿元，比上年增加1000亿元 says that last year's was 3.8万亿元; 比上年增加1万亿元 alone says this year's where last year's is known.
    """
    changes = [
        (slot, key, reading)
        for key, slots in book.items()
        for slot, readings in slots.items()
        for reading in readings
        if reading.difference and key.horizon is Horizon.ANNUAL
    ]
    for (year, kind), key, reading in sorted(changes, key=lambda change: change[0]):
        level = key_of_level(key)
        now, before = single(book, level, (year, kind)), single(book, level, (year - 1, kind))
        if now and before is None and stand_together(now, reading):
            put(book, level, year - 1, now, reading, -1)
        elif before and now is None:
            put(book, level, year, before, reading, 1)


def key_of_level(key: Key) -> Key:
    """The series whose differences a series of changes holds: percentage points are differences of a share."""
    if key.unit == "pp":
        return key._replace(unit="%", measure=Measure.SHARE)
    return key._replace(measure=Measure.LEVEL)


def single(book: Book, key: Key, slot: Slot) -> Reading | None:
    """The reading of a series in a year, if it has a single figure."""
    readings = book.get(key, {}).get(slot, [])
    return readings[0] if readings and readings[0].point.value is not None and readings[0].point.value_high is None else None


def stand_together(level: Reading, change: Reading) -> bool:
    """Whether a figure and a rise or fall stand next to each other in one report."""
    one, other = level.point.span, change.point.span
    if one is None or other is None or level.point.report != change.point.report:
        return False
    return 0 <= other.start - one.end <= NEAR_BY


def put(book: Book, key: Key, year: int, known: Reading, change: Reading, sign: int) -> None:
    """Enter the figure that a known one and a difference imply, at the words of the difference."""
    if known.point.value is None or change.point.value is None:
        return
    about = Comparator.ABOUT in (known.point.comparator, change.point.comparator)
    point = replace(
        change.point,
        year=year,
        state=PointState.INFERRED,
        value=known.point.value + sign * change.point.value,
        comparator=Comparator.ABOUT if about else Comparator.EQUAL,
    )
    book[key][slot_of(point)] = [replace(change, key=key, point=point, difference=False)]


def is_worth_drawing(slots: Mapping[Slot, Sequence[Reading]]) -> bool:
    """Whether an indicator that is no headline has a series: among a report's main targets, or stated for two years or as both kinds."""
    stated = [slot for slot, readings in slots.items() if readings[0].point.state is PointState.STATED]
    return len(stated) > 1 or any(reading.main for readings in slots.values() for reading in readings)


def is_set_each_year(key: Key, headline: Headline | None) -> bool:
    """Whether a target is looked for in every report: a headline indicator in the unit and measure in which it is set."""
    return headline is not None and (key.unit, key.measure) == (headline.unit, headline.measure)


def read_successions(book: Book, headlines: Mapping[str, Headline], lexicon: Lexicon) -> dict[str, int]:
    """The first year for which a report tells the indicator that stands in the place of another, by the rows of ``successions.csv``."""
    first: dict[str, int] = {}
    for key, slots in book.items():
        if is_set_each_year(key, headlines.get(key.indicator)) and key.horizon is Horizon.ANNUAL:
            told = [year for (year, _), readings in slots.items() if is_told(readings[0])]
            first[key.indicator] = min(told, default=0)
    return {row["words"]: first[row["successor"]] for row in lexicon.rows("successions") if first.get(row["successor"])}


def silences(key: Key, slots: Mapping[Slot, Sequence[Reading]], names: Mapping[int, str], each_year: bool) -> Iterator[Point]:
    """Points for the years in which a report could have said something and did not.

    Targets of headline indicators are looked for in every report from the first target on, and so are their outcomes; of other series,
    between the first and the last point of their kind and one year on. After five years of silence nothing is looked for, until a report
    speaks of it again. A year without a report has no point.
    """
    if key.horizon is Horizon.MULTI_YEAR:
        return
    years = {kind: [year for (year, of), held in slots.items() if of is kind and is_told(held[0])] for kind in PointKind}
    for kind, own in years.items():
        looked_for = set(own + years[PointKind.TARGET] if each_year and kind is PointKind.OUTCOME else own)
        if not looked_for:
            continue
        last, lag = max(looked_for) + (TERM if each_year else 1), int(kind is PointKind.OUTCOME)
        for year in (report - lag for report in sorted(names)):
            recently = year <= last and any(year - back in looked_for for back in range(TERM + 1))
            if recently and (year, kind) not in slots:
                yield Point(year, kind, PointState.SILENT, names[year + lag], vintage=year + lag)


def is_told(reading: Reading) -> bool:
    """Whether a report says it of its own plan or review."""
    return not reading.recalled and reading.point.state is not PointState.INFERRED
