"""Two short reports of a place that does not exist, and what was found between them, put together by hand."""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from policydiff.comparison import Comparison
from policydiff.model import (
    Change,
    Commitment,
    Comparator,
    Delivery,
    Direction,
    Extract,
    Facets,
    Horizon,
    Kind,
    Ledger,
    Measure,
    Move,
    Notice,
    NumericMove,
    OffsetMap,
    Origin,
    Outcome,
    Pair,
    Point,
    PointKind,
    PointState,
    Quantity,
    Report,
    ReportName,
    Role,
    Section,
    Series,
    SourceText,
    Span,
    Status,
    Step,
    Strength,
    Thread,
    Verdict,
)
from policydiff.tables import Scorecard

OLD = """清溪市政府工作报告
一、主要目标
地区生产总值增长5%左右。
城镇新增就业1.1万人以上。
城镇调查失业率5.5%左右。
二、重点任务
确保建成东门水厂，修复老城墙3公里。
探索夜间公交。
开展古桥普查。
"""

NEW = """清溪市政府工作报告
一、过去一年
地区生产总值增长5.2%。
城镇新增就业1.05万人。
二、主要目标
地区生产总值增长5.5%左右。
城镇新增就业1.2万人以上。
城镇调查失业率5.5%以内。
三、重点任务
修复老城墙4.5公里。
加快建设夜间公交网。
为6万名老人体检。
"""

HEADINGS = {
    OLD: (("1", "一、主要目标", Role.TARGETS), ("2", "二、重点任务", Role.PLAN)),
    NEW: (("1", "一、过去一年", Role.REVIEW), ("2", "二、主要目标", Role.TARGETS), ("3", "三、重点任务", Role.PLAN)),
}


def figure(source, words, value, unit, comparator, measure, indicator="", direction=None):
    start = source.index(words)
    return Quantity(
        Decimal(value), unit, Comparator(comparator), Measure(measure), words, Span(start, start + len(words)), None, direction, indicator
    )


def statement(record, source, id_, words, section, role, *quantities, **fields):
    start = source.index(words)
    span = Span(start, start + len(words))
    return record(id_, span, words, span, section, role, quantities=quantities, **fields)


def report(source, year):
    paragraphs, start = [], 0
    for line in source.splitlines(keepends=True):
        paragraphs.append(Span(start, start + len(line)))
        start += len(line)
    text = SourceText(source, f"清溪-{year}.txt", "txt", "utf-8", "0" * 64)
    title = f"清溪市{year}年政府工作报告"
    return Report(text, source, OffsetMap(), tuple(paragraphs), title, "清溪市", year, f"{year}-01-10")


def sections(source):
    starts = [source.index(heading) for _, heading, _ in HEADINGS[source]]
    ends = [*starts[1:], len(source)]
    return tuple(
        Section(id_, heading, 1, role, Horizon.ANNUAL, Span(start, end), Span(start, end), 0, 0)
        for (id_, heading, role), start, end in zip(HEADINGS[source], starts, ends, strict=True)
    )


@lru_cache
def old_extract():
    gdp = figure(OLD, "5%", 5, "%", "≈", "growth", "地区生产总值", Direction.UP)
    jobs = figure(OLD, "1.1万人", 11000, "人", "≥", "level", "城镇新增就业")
    unemployed = figure(OLD, "5.5%", "5.5", "%", "≈", "share", "城镇调查失业率")
    wall = figure(OLD, "3公里", 3, "公里", "=", "level", "老城墙")
    commitments = (
        statement(Commitment, OLD, "1.1", "地区生产总值增长5%左右。", "1", Role.TARGETS, gdp, kind=Kind.TARGET, indicator="地区生产总值"),
        statement(Commitment, OLD, "1.2", "城镇新增就业1.1万人以上。", "1", Role.TARGETS, jobs, kind=Kind.TARGET, indicator="城镇新增就业"),
        statement(
            Commitment, OLD, "1.3", "城镇调查失业率5.5%左右。", "1", Role.TARGETS, unemployed, kind=Kind.TARGET, indicator="城镇调查失业率"
        ),
        statement(
            Commitment, OLD, "2.1", "确保建成东门水厂，", "2", Role.PLAN, kind=Kind.PROJECT, strength=Strength.GUARANTEE, action="建成"
        ),
        statement(Commitment, OLD, "2.2", "修复老城墙3公里。", "2", Role.PLAN, wall, action="修复", indicator="老城墙"),
        statement(Commitment, OLD, "2.3", "探索夜间公交。", "2", Role.PLAN, strength=Strength.EXPLORE, action="探索"),
        statement(Commitment, OLD, "2.4", "开展古桥普查。", "2", Role.PLAN, action="开展"),
    )
    return Extract(report(OLD, 2023), sections(OLD), commitments, (), "zh:000000000000")


@lru_cache
def new_extract():
    grown = figure(NEW, "5.2%", "5.2", "%", "=", "growth", "地区生产总值", Direction.UP)
    placed = figure(NEW, "1.05万人", 10500, "人", "=", "level", "城镇新增就业")
    gdp = figure(NEW, "5.5%", "5.5", "%", "≈", "growth", "地区生产总值", Direction.UP)
    jobs = figure(NEW, "1.2万人", 12000, "人", "≥", "level", "城镇新增就业")
    start = NEW.index("5.5%以内")
    unemployed = replace(
        figure(NEW, "5.5%", "5.5", "%", "≤", "share", "城镇调查失业率"),
        span=Span(start, start + 4),
    )
    wall = figure(NEW, "4.5公里", "4.5", "公里", "=", "level", "老城墙")
    old_people = figure(NEW, "6万名", 60000, "名", "=", "level", "老人")
    outcomes = (
        statement(Outcome, NEW, "o1.1", "地区生产总值增长5.2%。", "1", Role.REVIEW, grown, kind=Kind.TARGET, indicator="地区生产总值"),
        statement(Outcome, NEW, "o1.2", "城镇新增就业1.05万人。", "1", Role.REVIEW, placed, kind=Kind.TARGET, indicator="城镇新增就业"),
    )
    commitments = (
        statement(Commitment, NEW, "2.1", "地区生产总值增长5.5%左右。", "2", Role.TARGETS, gdp, kind=Kind.TARGET, indicator="地区生产总值"),
        statement(Commitment, NEW, "2.2", "城镇新增就业1.2万人以上。", "2", Role.TARGETS, jobs, kind=Kind.TARGET, indicator="城镇新增就业"),
        statement(
            Commitment, NEW, "2.3", "城镇调查失业率5.5%以内。", "2", Role.TARGETS, unemployed, kind=Kind.TARGET, indicator="城镇调查失业率"
        ),
        statement(Commitment, NEW, "3.1", "修复老城墙4.5公里。", "3", Role.PLAN, wall, action="修复", indicator="老城墙"),
        statement(Commitment, NEW, "3.2", "加快建设夜间公交网。", "3", Role.PLAN, strength=Strength.ADVANCE, action="加快建设"),
        statement(Commitment, NEW, "3.3", "为6万名老人体检。", "3", Role.PLAN, old_people, action="体检"),
    )
    return Extract(report(NEW, 2024), sections(NEW), commitments, outcomes, "zh:000000000000")


def _moved(direction, old_id, new_id, facets):
    one = next(c for c in old_extract().commitments if c.id == old_id)
    other = next(c for c in new_extract().commitments if c.id == new_id)
    move = NumericMove(Move(direction), one.indicator, old_id, new_id, one.quantities[0], other.quantities[0])
    return Change(
        Status.CHANGED, (old_id,), (new_id,), (Pair(old_id, new_id, 0.97),), 0.97, facets, (move,), (f"{one.indicator}: {direction}",)
    )


def changes():
    return (
        _moved("raised", "1.1", "2.1", Facets(value="raised", ambition="more")),
        _moved("raised", "1.2", "2.2", Facets(value="raised", ambition="more")),
        _moved("tightened", "1.3", "2.3", Facets(comparator="tightened")),
        _moved("raised", "2.2", "3.1", Facets(value="raised", ambition="more")),
        Change(
            Status.CONTINUED,
            ("2.3",),
            ("3.2",),
            (Pair("2.3", "3.2", 0.8123456),),
            0.8123456,
            Facets(strength="firmer", wording="reworded"),
            (),
            ("the same promise in other words",),
        ),
        Change(Status.NEW, (), ("3.3",), because=("no commitment of last year is probable enough as its partner",)),
        Change(Status.DROPPED, ("2.1",), (), facets=Facets(reason="not_restated"), because=("neither plan nor review says it again",)),
        Change(Status.DROPPED, ("2.4",), (), facets=Facets(reason="not_restated"), because=("neither plan nor review says it again",)),
    )


def deliveries():
    old = {c.id: c for c in old_extract().commitments}
    new = {o.id: o for o in new_extract().outcomes}
    gdp, jobs = old["1.1"].quantities[0], old["1.2"].quantities[0]
    return (
        Delivery(Verdict.MET, "1.1", "o1.1", "地区生产总值", gdp, new["o1.1"].quantities[0], ("5.2 reaches about 5",)),
        Delivery(Verdict.MISSED, "1.2", "o1.2", "城镇新增就业", jobs, new["o1.2"].quantities[0], ("10500 is short of 11000",)),
        Delivery(Verdict.NOT_REPORTED, "1.3", None, "城镇调查失业率", old["1.3"].quantities[0], None, ("the review does not speak of it",)),
    )


def comparison():
    return Comparison(old_extract(), new_extract(), changes(), deliveries(), (Notice("LOW_OVERLAP", "few commitments are linked"),))


def scorecard():
    return Scorecard(old_extract(), new_extract(), deliveries())


def ledger():
    points = (
        Point(2023, PointKind.TARGET, PointState.STATED, "清溪-2023.txt", Decimal(5), None, Comparator.ABOUT, Span(20, 22)),
        Point(2023, PointKind.OUTCOME, PointState.STATED, "清溪-2024.txt", Decimal("5.2"), None, Comparator.EQUAL, Span(30, 34)),
        Point(2024, PointKind.TARGET, PointState.ABSENT_AS_STATED, "清溪-2024.txt"),
    )
    return Ledger(
        (ReportName("清溪-2023.txt", "清溪市", 2023), ReportName("清溪-2024.txt", "清溪市", 2024)),
        (Series("地区生产总值", "%", Measure.GROWTH, Horizon.ANNUAL, points),),
        (Thread("t1", (Step(2023, ("2.3",), "new"), Step(2024, ("3.2",), "continued"))),),
    )


HOSTILE = '＝HYPERLINK("http://x")|<script>alert(1)</script>`code`\r\n**bold**\u202e\x1b[31m\x00{{ 7*7 }} ]]> \'"&\ufffe'


def hostile(words=HOSTILE):
    """The sample with dangerous words in place of its title, its headings and one commitment of each year."""

    def spoil(extract):
        first = replace(extract.commitments[-1], text=words, indicator=words, deadline=words, section=extract.sections[-1].id)
        report = replace(extract.report, title=words, place=words, source=replace(extract.report.source, name=words))
        headed = tuple(replace(section, heading=words) for section in extract.sections)
        return replace(extract, report=report, sections=headed, commitments=(*extract.commitments[:-1], first))

    found = comparison()
    return replace(found, earlier=spoil(found.earlier), later=spoil(found.later), notices=(Notice("ODD", words),))


@lru_cache
def paged():
    """A comparison whose old report is a PDF: its targets stand on the first page, its tasks on the second."""
    found = comparison()
    origins = (Origin(0, "page 1"), Origin(found.earlier.sections[1].span.start, "page 2"))
    source = replace(found.earlier.report.source, format="pdf", origins=origins)
    return replace(found, earlier=replace(found.earlier, report=replace(found.earlier.report, source=source)))
