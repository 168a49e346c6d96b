"""What the figures of a statement are of where its own words do not say so: the statements of its sentence before it do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter
from typing import TypeVar

from policydiff.lexicons import Lexicon
from policydiff.model import Measure, Quantity, Statement
from policydiff.quantities.indicators import ADDED, PART_OF, carries_verb
from policydiff.quantities.lists import JOINT, RESPECTIVE, FigureList, measured_names, take_turns
from policydiff.quantities.rules import compile_rules

S = TypeVar("S", bound=Statement)
CHILD = re.compile(r"^其中")
INHERITS = frozenset({Measure.GROWTH, Measure.CHANGE, Measure.RANK, Measure.MULTIPLE, Measure.SHARE})
NEAR = 12
"""Statements of a sentence before one that can say what its figures are of."""


def with_subjects(statements: Sequence[S], lexicon: Lexicon) -> list[S]:
    """A figure without words of its own measures what the last figure before it in its sentence does: 产值9亿元，居全省第二。

    Figures behind 分别 take the names before them in turn (产值9亿元、税收2亿元，分别增长5%、7%); they stay without one where these are not
    as many.
    """
    named: list[S] = []
    for statement in statements:
        bare = [place for place, q in enumerate(statement.quantities) if not q.indicator or PART_OF.match(q.indicator)]
        before = [said for said in reversed(named[-NEAR:]) if said.sentence == statement.sentence]
        if before and before[0].quantities and CHILD.match(statement.text):
            statement = added_with(statement, before[0].quantities[-1])
        if before and bare:
            turns = shares_out(statement, bare)
            statement = named_in_turn(statement, bare, before, lexicon) if turns else named_after(statement, before[0])
        named.append(statement)
    return named


def added_with(statement: S, whole: Quantity) -> S:
    """What 其中 singles out of an addition is an addition too: 新增公路60公里，其中高速公路4公里."""
    if not whole.indicator.startswith(ADDED):
        return statement
    filled = tuple(
        replace(q, indicator=ADDED + q.indicator)
        if q.indicator
        and not q.filter
        and q.measure is whole.measure
        and ADDED not in q.indicator
        and carries_verb(ADDED, whole.unit, q.unit, part=True)
        else q
        for q in statement.quantities
    )
    renamed = {old.indicator: new.indicator for old, new in zip(statement.quantities, filled, strict=True)}
    return replace(statement, quantities=filled, indicator=renamed.get(statement.indicator, statement.indicator))


def named_after(statement: S, before: Statement) -> S:
    """A statement whose figures without a name have that of the last figure before it; a share (占全市比重) is said to be one of that."""
    subject = next((q.indicator for q in reversed(before.quantities) if q.indicator and not q.filter), "")
    open_ = [not q.indicator and q.measure in INHERITS for q in statement.quantities]
    if not subject or not (any(open_) or any(PART_OF.match(q.indicator) for q in statement.quantities)):
        return statement
    filled = tuple(
        replace(q, indicator=subject + q.indicator) if bare or (PART_OF.match(q.indicator) and not PART_OF.search(subject)) else q
        for bare, q in zip(open_, statement.quantities, strict=True)
    )
    return replace(statement, quantities=filled, indicator=statement.indicator or subject)


def shares_out(statement: Statement, bare: Sequence[int]) -> bool:
    """Whether several figures without a name stand behind 分别, or are rates of one list (增长4.7%和5.7%)."""
    unnamed = [statement.quantities[place] for place in bare]
    first = unnamed[0].span.start - statement.span.start
    if len(bare) < 2 or RESPECTIVE.search(statement.text, 0, max(first, 0)):
        return len(bare) > 1
    between = [
        statement.text[left.span.end - statement.span.start : right.span.start - statement.span.start] for left, right in pairwise(unnamed)
    ]
    return all(q.unit in ("%", "pp") for q in unnamed) and all(JOINT.fullmatch(words) for words in between)


def named_in_turn(statement: S, bare: Sequence[int], before: Sequence[Statement], lexicon: Lexicon) -> S:
    """A statement whose figures without a name have those of the statements before it, the nearest first, one after the other."""
    earlier = [(-number, q.indicator) for number, said in enumerate(before) for q in said.quantities if not q.filter]
    listed = [] if before[0].quantities else measured_names(before[0].words, len(bare), compile_rules(lexicon))
    turns = tuple(listed) or take_turns(FigureList(tuple(bare)), sorted(earlier, key=itemgetter(0)))
    names = dict(zip(bare, turns, strict=True))
    filled = tuple(replace(q, indicator=names.get(place, "") + q.indicator) for place, q in enumerate(statement.quantities))
    return replace(statement, quantities=filled, indicator=statement.indicator or filled[bare[0]].indicator)
