"""Headline indicators: one name for the many ways in which reports write what they measure every year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from policydiff.lexicons import Lexicon
from policydiff.model import Measure, Quantity
from policydiff.quantities.indicators import RATE_WORDS
from policydiff.titles import NATION

RATE_HEAD = re.compile(f"(?:实际|名义|累计|年均)?(?:{RATE_WORDS})$")
"""What says no more than that growth is meant: 工业增加值增速."""

SCOPE = re.compile("国内|地区")


@dataclass(frozen=True, slots=True)
class Headline:
    """A row of ``indicators.csv``: its name, how reports write it, and the unit and measure in which its targets are set.

    ``scope`` is ``nation`` or ``region`` where the nation and a place have different names for it, else empty. ``order``: the row.
    """

    order: int
    indicator: str
    scope: str
    pattern: re.Pattern[str]
    unit: str
    measure: Measure

    @property
    def general(self) -> str:
        """Its name without the word for the nation or a region, by which it is one where the place is not known (GDP, 地区生产总值)."""
        return SCOPE.sub("", self.indicator) if self.scope else self.indicator

    def speaks_of(self, place: str) -> bool:
        """Whether the row counts for reports of this place; for an unknown place every row does."""
        return not self.scope or not place or (self.scope == "nation") == (place == NATION)


@lru_cache(maxsize=8)
def read_headlines(lexicon: Lexicon) -> tuple[Headline, ...]:
    """The rows of ``indicators.csv``, compiled, in their order."""
    return tuple(
        Headline(order, row["indicator"], row["scope"], re.compile(row["pattern"]), row["unit"], Measure(row["measure"]))
        for order, row in enumerate(lexicon.rows("indicators"))
    )


@lru_cache(maxsize=8)
def measured_headlines(lexicon: Lexicon) -> frozenset[tuple[str, Measure]]:
    """The headline indicators, each with the measure in which its targets are set."""
    return frozenset((headline.indicator, headline.measure) for headline in read_headlines(lexicon))


@lru_cache(maxsize=4096)
def name_headline(words: str, lexicon: Lexicon, place: str = "", measure: Measure | None = None) -> Headline | None:
    """The headline indicator that these words name, all of them and no other.

    To the name of one that is set as growth, 增速 adds nothing where the ``measure`` of its figure is growth.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> [found.indicator if (found := name_headline(w, zh, "云泽市")) else None for w in ("规上工业增加值", "调查失业率", "水产增加值")]
    ['规模以上工业增加值', '城镇调查失业率', None]
    """
    rows = read_headlines(lexicon)
    named = next((row for row in rows if row.speaks_of(place) and row.pattern.fullmatch(words)), None)
    if named or measure is not Measure.GROWTH:
        return named
    short = name_headline(RATE_HEAD.sub("", words), lexicon, place)
    return short if short and short.measure is Measure.GROWTH else None


def headline_of(quantity: Quantity, lexicon: Lexicon, place: str = "") -> Headline | None:
    """The headline indicator that a figure is of.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> found = find_quantities("规上工业增加值增速7%，规上工业增加值增速居全省第2位", zh)
    >>> [headline.indicator if (headline := headline_of(quantity, zh)) else None for quantity in found]
    ['规模以上工业增加值', None]
    """
    return name_headline(quantity.indicator, lexicon, place, quantity.measure)


def name_headlines(quantities: Iterable[Quantity], lexicon: Lexicon) -> tuple[str, ...]:
    """The headline indicators that some figures are of, by their general names, in the order of the figures.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> name_headlines(find_quantities("城镇调查失业率5%，粮食产量90万吨，新建公园3座", zh), zh)
    ('城镇调查失业率', '粮食产量')
    """
    named = (headline_of(quantity, lexicon) for quantity in quantities)
    return tuple(headline.general for headline in named if headline)


def mention_headline(text: str, lexicon: Lexicon, place: str = "") -> tuple[Headline, int, int] | None:
    """The headline indicator that a text speaks of first, with where its words begin and end; of several readings the longest.

    >>> from policydiff.lexicons import load_lexicon
    >>> found = mention_headline("今年不设经济增长的具体目标", load_lexicon("zh"), "云泽市")
    >>> found[0].indicator if found else None
    '地区生产总值'
    """
    hits = [(row, match) for row in read_headlines(lexicon) if row.speaks_of(place) and (match := row.pattern.search(text))]
    if not hits:
        return None
    row, match = min(hits, key=lambda hit: (hit[1].start(), -hit[1].end(), hit[0].order))
    return row, match.start(), match.end()
