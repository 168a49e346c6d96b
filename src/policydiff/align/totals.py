"""What a number counts by the words of its clause: an addition or the whole, what is begun, under way or done."""

from __future__ import annotations

import re

from policydiff.characters import CLAUSE_END
from policydiff.model import Measure, Quantity, Statement
from policydiff.quantities.compare import AMOUNTS

ADDS = re.compile("新增|净增|新建|新设|新认定|新培育|培育|引进|增加|新入库|新开")
STANDS_AT = re.compile("(?:突破|超过?|达到?|总[数量](?:达到?)?|增[加至]到?|发展到|累计|共有|拥有)$")
"""What adds to a number of things, and what leads to the whole number of them."""
NEWLY = re.compile("新增|净增|新[建设开]|新认定|新培育|新入库")
GROWS_TO = re.compile("(?:突破|达到?|总[数量](?:达到?)?|增[加至]到|发展到|累计达?到?|共有|拥有)$")
"""What adds whatever follows, and what makes a promise one of the whole number where nothing else adds."""
STEPS = {
    "started": re.compile("启动|开工|动工|奠基"),
    "continuing": re.compile("推进|续建|在建"),
    "finished": re.compile("完成|建成|竣工|完工|投产|投用|投入使用|通车|交付|办结"),
}
"""How far the things are that a number counts, the first step first."""
ON_THE_WAY = tuple(STEPS)
MONEY = "元"


def words_before(statement: Statement, quantity: Quantity) -> str:
    """The words of its clause before a figure."""
    return CLAUSE_END.split(statement.text[: max(quantity.span.start - statement.span.start, 0)])[-1]


def adds(words: str) -> bool:
    """Whether the words before a number add to what there is, and do not lead to the whole number of it.

    >>> [adds(words) for words in ("培育茶企", "加快培育茶企并突破", "新增茶企达到", "引进茶师、茶企达到", "茶企净增8家、总数达到")]
    [True, False, True, False, False]
    """
    return not is_whole(words) and bool(NEWLY.search(words) or (ADDS.search(words) and not GROWS_TO.search(words)))


def is_whole(words: str) -> bool:
    """Whether the words before a number lead to the whole number of what there is.

    >>> [is_whole(words) for words in ("茶企达到", "引进茶师、茶企达到", "培育茶企达到", "茶企")]
    [True, True, False, False]
    """
    return bool(GROWS_TO.search(words) and not ADDS.search(words.rpartition("、")[2]))


def whole_and_addition(one: tuple[Statement, Quantity], other: tuple[Statement, Quantity]) -> bool:
    """Whether one figure is said to be the whole number of something, the other what is added to it."""
    if {one[1].measure, other[1].measure} != {Measure.COUNT}:
        return False
    before = words_before(*one), words_before(*other)
    return any(is_whole(a) and adds(b) for a, b in (before, before[::-1]))


def step_of(statement: Statement, quantity: Quantity) -> str:
    """How far the things are that a figure counts, by the last verb of its part of the clause; empty where none says so.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.model import Outcome, Role, Span
    >>> from policydiff.quantities import find_quantities
    >>> rows = ("推进桥梁改造30座", "启动改造桥梁19座", "推动4座桥梁建成", "改造桥梁30座")
    >>> [step_of(Outcome("1", Span(0, 9), row, Span(0, 9), "1", Role.REVIEW), find_quantities(row, load_lexicon("zh"))[0]) for row in rows]
    ['continuing', 'started', 'finished', '']
    """
    places = sorted(other.span.start - statement.span.start for other in statement.quantities)
    own = max(quantity.span.start - statement.span.start, 0)
    earlier, later = [place for place in places if place < own], [place for place in places if place > own]
    start, end = (earlier[-1] if earlier else 0), (later[0] if later else len(statement.text))
    words = CLAUSE_END.split(statement.text[start:own])[-1] + CLAUSE_END.split(statement.text[own:end])[0].partition("、")[0]
    found = [(match.start(), step) for step, pattern in STEPS.items() for match in pattern.finditer(words)]
    return max(found, default=(0, ""))[1]


def at_other_steps(one: tuple[Statement, Quantity], other: tuple[Statement, Quantity]) -> bool:
    """Whether two numbers of things count what is at different steps: 推进30座 and 完成4座, but not 推进30座 and then 完成32座."""
    counted = {one[1].measure, other[1].measure} <= AMOUNTS and MONEY not in (one[1].unit, other[1].unit)
    steps = (step_of(*one), step_of(*other)) if counted else ("", "")
    if "" in steps or steps[0] == steps[1]:
        return False
    went_on = ON_THE_WAY.index(steps[1]) > ON_THE_WAY.index(steps[0])
    return not (went_on and one[1].unit == other[1].unit and other[1].value >= one[1].value)
