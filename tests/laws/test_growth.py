"""Work grows with the length of the text. No time is measured: lines of our code that run are counted, and patterns are read.

A loop of Python that is not linear shows in the count; a pattern that is not shows in its form, as one unbounded repeat inside another.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from re import _constants as codes
from re import _parser as parser

import pytest
from tests.laws.patterns import every_pattern
from tests.laws.texts import ZH, changes_between, extract

from policydiff.ledger import follow_reports
from policydiff.ledger.series import draw_series

TIMES = 4
SLACK = 1.25
"""How much more than four times the lines a text of four times the length may take."""
HEAD = "一、2023年工作回顾\n新建公园3座。\n二、2024年重点工作\n"
BODIES = {
    "one clause without an end": "发展现代产业体系",
    "clauses without a full stop": "新建公园3座，",
    "sentences": "力争产值增长6%左右，新建学校3所。",
    "paragraphs": "（一）扩大内需。新建学校3所，改造5所。\n",
    "broken lines": "推进环湖绿道\n",
    "figures": "123.5万",
    "digits": "1",
    "Chinese digits": "三千五百",
    "open quotes": "“《",
    "spaces": "　 ",
    "list marks": "、",
    "children": "其中工业3亿元，",
}


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of policydiff run."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        if event == "call" and "/policydiff/" not in frame.f_code.co_filename.replace("\\", "/"):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("body", BODIES)
def test_reading_takes_four_times_the_lines_for_four_times_the_text(body):
    short = HEAD + BODIES[body] * (600 // len(BODIES[body]))
    long = HEAD + BODIES[body] * (TIMES * 600 // len(BODIES[body]))
    extract(short)
    assert lines_run(lambda: extract(long)) <= SLACK * TIMES * lines_run(lambda: extract(short))


def test_comparing_takes_four_times_the_lines_for_four_times_the_promises():
    short, long = (
        extract(HEAD + "".join(f"（一）扩大内需。新建{n}号学校，改造{n}路绿道。\n" for n in range(size))) for size in (60, TIMES * 60)
    )
    changes_between(short, short)
    assert lines_run(lambda: changes_between(long, long)) <= SLACK * TIMES * lines_run(lambda: changes_between(short, short))


def test_comparing_the_same_promise_said_over_and_over_takes_no_more_than_its_share():
    short, long = (extract(HEAD + "（一）办好实事。新建口袋公园3座，新建口袋公园5座。\n" * size) for size in (40, TIMES * 40))
    assert lines_run(lambda: changes_between(long, long)) <= SLACK * TIMES * lines_run(lambda: changes_between(short, short))


@pytest.mark.parametrize("body", ["产值增长6%，", "实际达到6%，", "居民消费价格上涨6%，实际上涨5%，", "2023年，产值增长6%。"])
def test_drawing_series_takes_four_times_the_lines_for_four_times_the_text(body):
    short, long = (extract(f"{HEAD}{body * size}") for size in (60, TIMES * 60))
    draw_series([short], ZH)
    assert lines_run(lambda: draw_series([long], ZH)) <= SLACK * TIMES * lines_run(lambda: draw_series([short], ZH))


def test_following_four_times_the_reports_takes_four_times_the_lines():
    one = extract(HEAD + "居民消费价格涨幅3%左右，粮食产量9亿斤。（一）扩大内需。新建学校3所。")
    short, long = ([replace(one, report=replace(one.report, year=2000 + year)) for year in range(size)] for size in (6, TIMES * 6))
    follow_reports(short, ZH)
    assert lines_run(lambda: follow_reports(long, ZH)) <= SLACK * TIMES * lines_run(lambda: follow_reports(short, ZH))


def nested_repeats(tree: object, inside: bool = False) -> Iterator[str]:
    """Unbounded repeats that stand inside an unbounded repeat."""
    for op, argument in tree:
        unbounded = op in (codes.MAX_REPEAT, codes.MIN_REPEAT) and argument[1] is codes.MAXREPEAT
        if unbounded and inside:
            yield str(argument[2])
        for part in subtrees(argument):
            yield from nested_repeats(part, inside or unbounded)


def subtrees(argument: object) -> Iterator[object]:
    """The patterns within an operation."""
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for part in argument:
            yield from subtrees(part)


def test_no_pattern_repeats_a_repeat_without_end():
    patterns = {where: pattern.pattern for where, pattern in every_pattern()}
    assert len(patterns) > 100
    assert {where: found for where, pattern in patterns.items() if (found := list(nested_repeats(parser.parse(pattern))))} == {}
    assert list(nested_repeats(parser.parse("(?:a+b?)*")))
