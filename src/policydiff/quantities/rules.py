"""The rows of the language pack that read figures, compiled once a pack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from policydiff.lexicons import Lexicon, Row, any_by, any_of
from policydiff.model import Comparator, Direction, Measure

CALCULATED = {"percent": "rate", "share": "rate", "points": "points", "multiple": "multiple", "level": "amount", "count": "amount"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: how it is written in a table, what it measures by itself, and whether a spelled-out numeral before it is a figure.

    ``spelled`` is ``always`` (三年), ``counted`` (only after a word such as 新建: 新建两座) or ``never``.
    """

    words: str
    written: str
    measure: str
    spelled: str
    row: Row | None = field(default=None, compare=False, repr=False)

    @property
    def family(self) -> str:
        """The group of measure rows that apply: rate, points, multiple, amount, or nothing for a duration."""
        return CALCULATED.get(self.measure, "")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that decide a measure; a cue without one only keeps shorter words inside it from counting (增加到 against 增加)."""

    measure: Measure | None
    direction: Direction | None
    pattern: re.Pattern[str]
    row: Row


@dataclass(frozen=True, slots=True)
class Bind:
    """A row of comparators: the words stand directly before the figure, directly after it, or anywhere before it."""

    comparator: Comparator
    pattern: re.Pattern[str]
    row: Row


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that `find_quantities` asks of a language pack; ``unit_lengths`` says how long the units are that begin alike."""

    units: dict[str, Unit]
    unit_lengths: dict[str, tuple[int, ...]]
    names: re.Pattern[str]
    before: tuple[Bind, ...]
    after: tuple[Bind, ...]
    governing: tuple[Bind, ...]
    measures: dict[tuple[str, str], tuple[Cue, ...]]
    cues: dict[str, re.Pattern[str]]
    edges: dict[str, re.Pattern[str]]


@lru_cache(maxsize=8)
def compile_rules(lexicon: Lexicon) -> Rules:
    """The tables ``units``, ``number_names``, ``comparators``, ``measures``, ``quantity_cues`` and ``indicator_edges`` of a pack.

    >>> from policydiff.lexicons import load_lexicon
    >>> compile_rules(load_lexicon("zh")).units["个百分点"].written
    'pp'
    """
    units = read_units(lexicon.rows("units"))
    comparators = lexicon.rows("comparators")
    return Rules(
        units=units,
        unit_lengths=lengths_by_beginning(units),
        names=any_of(lexicon.words("number_names", "pattern")),
        before=read_binds(comparators, "before"),
        after=read_binds(comparators, "after"),
        governing=read_binds(comparators, "governing"),
        measures=read_measures(lexicon.rows("measures")),
        cues=any_by(lexicon.rows("quantity_cues"), "cue"),
        edges=any_by(lexicon.rows("indicator_edges"), "edge"),
    )


def read_units(rows: Iterable[Row]) -> dict[str, Unit]:
    """Units by their words; the first row of the same words counts, so that a user's own row wins."""
    units: dict[str, Unit] = {}
    for row in rows:
        units.setdefault(row["words"], Unit(row["words"], row["written"], row["measure"], row["spelled"], row))
    return units


def lengths_by_beginning(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each first character of some words how long those that begin with it are, the longest first.

    >>> lengths_by_beginning(["元", "元/吨", "人"])
    {'元': (3, 1), '人': (1,)}
    """
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[:1], set()).add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def read_binds(rows: Iterable[Row], place: str) -> tuple[Bind, ...]:
    """The comparators of one place, in the order of their rows."""
    return tuple(Bind(Comparator(row["comparator"]), bind_pattern(row["pattern"], place), row) for row in rows if row["place"] == place)


def bind_pattern(pattern: str, place: str) -> re.Pattern[str]:
    """A pattern that ends where the figure begins, for the words directly before it; otherwise as it stands."""
    return re.compile(f"(?:{pattern})(?:了|的)?$" if place == "before" else pattern)


def read_measures(rows: Iterable[Row]) -> dict[tuple[str, str], tuple[Cue, ...]]:
    """Cues by family of units and place, in the order of their rows."""
    found: dict[tuple[str, str], list[Cue]] = {}
    for row in rows:
        measure = Measure(row["measure"]) if row["measure"] else None
        direction = Direction(row["direction"]) if row["direction"] else None
        found.setdefault((row["units"], row["place"]), []).append(Cue(measure, direction, re.compile(row["pattern"]), row))
    return {key: tuple(cues) for key, cues in found.items()}
