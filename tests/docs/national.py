"""The page on the nation's headline targets, drawn from the real reports.

``python -m tests.docs.national`` writes ``docs/national-targets.md``.
Its figures are those that ``build_ledger`` reads; the words around them are ours.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from tests.conftest import NATIONAL
from tests.ledger.written import EARLY, KNOWN, LATE

from policydiff import build_ledger
from policydiff.model import Comparator, Horizon, Point, PointKind, PointState, Series

PAGE = Path(__file__).parents[2] / "docs" / "national-targets.md"
YEARS = range(1978, 2021)
Points = Mapping[tuple[int, PointKind], Point]
HEAD = f"""# The nation's headline targets, 1978–2020

What the yearly reports of the central government set for growth, employment, unemployment, prices and the deficit, beside what the next
report says became of it. Every figure is read by `build_ledger` from the {len(YEARS)} reports themselves; `python -m tests.docs.national`
writes this page, and a test holds it to them where they are at hand. {len(EARLY) + len(LATE)} such facts, written down by hand, are held
against the same ledger (`tests/ledger`); the {len(KNOWN)} that it misses are listed at the end.

## How to read it

A cell is *target → outcome*. `≥` is at least, `≤` at most, `<` below, `>` above, `≈` about; a figure without a sign is the figure itself,
`a–b` a range. Rates are in percent, jobs in 10,000 persons, the deficit in billions of yuan.

| sign | what it says |
|---|---|
| – | the report is silent, though it or those around it set a target of this indicator |
| words | put in words alone |
| none set | the report says that it sets none |
| (figure) | not stated: it follows from a stated difference |
| * | the report says something that the ledger misses; see the end |

An empty side was not in use. A target is for the year that the report plans; the reports given in the autumn of 1980 and 1981 plan the
year after. An outcome is what the report of the year after says of it, or, failing that, another one.
"""
GROUPS: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Growth",
        """Three measures follow one another and do not compare. The gross output of industry and agriculture counts twice what one
factory buys from another; gross national product includes income from abroad; from 1994 on targets are of gross domestic
product. No target is given in figures for 1978–1980, 1983–1989 and 2000–2002: those reports speak of five years, of
growth in general, or of a plan that is a paper of its own. That of 2020 says that none is set. The plan of 1981 was 3.7
in the end, as the report of 1982 has it; what that report says of 1982 is what it expected in the autumn.""",
        (
            ("gross output of industry and agriculture", "工农业总产值", "%"),
            ("gross national product", "国民生产总值", "%"),
            ("gross domestic product", "国内生产总值", "%"),
        ),
    ),
    (
        "Employment",
        """New urban jobs have had a target since 2004, registered unemployment since 2005, surveyed unemployment since 2018. The two
rates do not compare: one counts who registered, the other asks a sample of all who live in towns. The persons found work
in towns of which the first reports speak (9.03 million in 1979) do not compare with new jobs and have no column. An
outcome of registered unemployment is told but twice.""",
        (
            ("new urban jobs", "城镇新增就业", "人"),
            ("registered unemployment", "城镇登记失业率", "%"),
            ("surveyed unemployment", "城镇调查失业率", "%"),
        ),
    ),
    (
        "Prices",
        """Up to 1998 the aim is retail prices, or prices in general, as the report words it; from 2005 on it is consumer prices,
which include services. They do not compare. In 1999–2004 no figure is set.""",
        (
            ("prices in general", "物价总水平", "%"),
            ("retail prices", "商品零售价格", "%"),
            ("consumer prices", "居民消费价格", "%"),
        ),
    ),
    (
        "Deficit",
        """The sum of the central government is a part of that of the nation, and neither compares with the ratio to the product. The
first planned deficit in figures is that of 1999; from 2005 on every report has one, as a ratio in 2009 and since 2011.
Outcomes in figures are rare: most reports say no more than that the budget was kept, or nothing.""",
        (
            ("nation, bn yuan", "财政赤字", "元"),
            ("central government, bn yuan", "中央财政赤字", "元"),
            ("ratio to the product", "赤字率", "%"),
        ),
    ),
)
"""Every table: its title, what is to be known of it, and its columns as heading, indicator and unit."""
OTHERS = {"就业": "persons found work in towns, 10,000"}
SCALES = {"人": 10_000, "元": 1_000_000_000}
SIGNS = {Comparator.EQUAL: "", Comparator.RANGE: ""}
WORDS = {
    PointState.SILENT: "–",
    PointState.QUALITATIVE: "words",
    PointState.ABSENT_AS_STATED: "none set",
    PointState.DEFERRED: "put off",
}


def page(series: Sequence[Series]) -> str:
    """The whole page."""
    parts = [HEAD]
    for title, note, columns in GROUPS:
        parts += [f"## {title}\n\n{note}\n", *table(columns, series), ""]
    return "\n".join([*parts, *missed(), ""])


def table(columns: tuple[tuple[str, str, str], ...], series: Sequence[Series]) -> Iterator[str]:
    """The years in which one of the columns says anything."""
    points = [points_of(indicator, unit, series) for _, indicator, unit in columns]
    yield "| year | " + " | ".join(heading for heading, _, _ in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    for year in YEARS:
        cells = [cell(found, year, indicator, unit) for found, (_, indicator, unit) in zip(points, columns, strict=True)]
        if any(cells):
            yield f"| {year} | " + " | ".join(cells) + " |"


def points_of(indicator: str, unit: str, series: Sequence[Series]) -> Points:
    """The points of an indicator's yearly levels or rates, by year and kind."""
    wanted = {"level", "growth", "share"}
    found = [s for s in series if (s.indicator, s.unit) == (indicator, unit) and s.measure in wanted and s.horizon is Horizon.ANNUAL]
    return {(point.year, point.kind): point for one in found for point in one.points}


def cell(points: Points, year: int, indicator: str, unit: str) -> str:
    """Target and outcome of a year; an outcome that nobody tells of what nobody set is left out."""
    sides = []
    for kind in (PointKind.TARGET, PointKind.OUTCOME):
        point = points.get((year, kind))
        sides.append(shown(point, unit) + ("*" if (indicator, str(kind), str(year)) in KNOWN else ""))
    target, outcome = sides
    if not target and outcome in ("", WORDS[PointState.SILENT]):
        return ""
    return f"{target} → {outcome}".strip()


def shown(point: Point | None, unit: str) -> str:
    """A point in few characters."""
    if point is None or point.value is None:
        return WORDS[point.state] if point else ""
    low = scaled(point.value, unit)
    figure = low if point.value_high is None else f"{low}–{scaled(point.value_high, unit)}"
    written = f"{SIGNS.get(point.comparator, str(point.comparator))}{figure}"
    return f"({written})" if point.state is PointState.INFERRED else written


def scaled(value: Decimal, unit: str) -> str:
    """A figure in the unit of its column, without noughts at its end.

    >>> scaled(Decimal("4.50"), "%"), scaled(Decimal(11000000), "人")
    ('4.5', '1,100')
    """
    written = f"{value / SCALES.get(unit, 1):,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def missed() -> Iterator[str]:
    """What the reports say and the ledger does not, of the facts written down by hand."""
    names = {indicator: (f"{title.lower()}: {heading}", unit) for title, _, columns in GROUPS for heading, indicator, unit in columns}
    yield "## What it misses\n\n| year | indicator | kind | the report says | why it is missed |\n|---|---|---|---|---|"
    for fact in sorted((*EARLY, *LATE), key=lambda fact: (int(fact["year"]), fact["kind"])):
        why = KNOWN.get((fact["indicator"], fact["kind"], fact["year"]))
        if why:
            heading, unit = names.get(fact["indicator"], (OTHERS.get(fact["indicator"], fact["indicator"]), fact["unit"]))
            sign = "" if fact["comparator"] == "=" else fact["comparator"]
            says = f"{sign}{scaled(Decimal(fact['value']), unit)}" if fact["value"] else WORDS[PointState(fact["state"])]
            yield f"| {fact['year']} | {heading} | {fact['kind']} | {says} | {why} |"


if __name__ == "__main__":
    PAGE.write_text(page(build_ledger(NATIONAL / f"cn-{year}.txt" for year in YEARS).indicators), encoding="utf-8")
