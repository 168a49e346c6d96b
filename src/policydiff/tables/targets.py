"""The targets table: each figure that was or is aimed at, with last year's target, what is reported, and this year's target.

Figures that the changes pair stay paired. A headline target whose commitment found no partner is paired with the one headline target
of the same indicator, unit, measure and horizon on the other side, or with the statement that this year sets none, so that an
indicator does not stand in the table twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from policydiff.changes import ambition, answers_by_commitment, compare_figures
from policydiff.changes.facets import compare_bounds, same_bounds
from policydiff.changes.figures import shared_name
from policydiff.commitments.sharing import names_of
from policydiff.lexicons import Lexicon
from policydiff.model import Change, Commitment, Delivery, Extract, Kind, Move, NumericMove, Quantity, Role, Verdict
from policydiff.periods import aimed_at
from policydiff.quantities.compare import can_compare, in_unit_of, same_measure, units_convert
from policydiff.quantities.headlines import headline_of, mention_headline
from policydiff.tables.findings import Findings
from policydiff.tables.rows import Row, complete
from policydiff.tables.words import figure_words, plain_number

Key = tuple[str, str, str, str]

MOVES = frozenset({"raised", "lowered", "tightened", "loosened"})
IN_WORDS, IN_FIGURES, UNCHANGED = "in_words", "in_figures", "unchanged"
"""A figure gave way to a target in words, such a target became a figure, and what was aimed at stayed."""
FROM_WORST = (Verdict.MISSED, Verdict.NOT_REPORTED, Verdict.NOT_COMPARABLE, Verdict.NEAR, Verdict.MET)
"""Which verdict stands for several: a miss, then what is open, then what was kept."""
WRITTEN_UNITS = {"pp": "个百分点"}
"""How reports write a unit that has a short name here."""
DIRECTIONS = (*Move, IN_WORDS, IN_FIGURES, UNCHANGED)
"""Which ways a target can go."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A commitment with one of its figures, or with none where it has none.

    ``place`` is its place in the text, ``headline`` the name of the headline indicator that is measured, where it is one.
    """

    place: tuple[int, int]
    commitment: Commitment
    quantity: Quantity | None
    headline: str = ""

    @property
    def indicator(self) -> str:
        """What is measured."""
        return (self.quantity.indicator if self.quantity else "") or self.commitment.indicator

    @property
    def is_headline(self) -> bool:
        """Whether it is a target: a figure, an indicator in a relation (与经济增长同步), or the statement that none is set."""
        if self.commitment.kind in (Kind.ABSENT, Kind.DEFERRED):
            return True
        return (self.commitment.kind is Kind.TARGET or self.commitment.role is Role.TARGETS) and bool(self.quantity or self.indicator)

    @property
    def key(self) -> Key:
        """What must agree for two headline targets to be one."""
        unit, measure = (self.quantity.unit, self.quantity.measure.value) if self.quantity else ("", "")
        return self.headline or self.indicator, unit, measure, self.commitment.horizon.value

    @property
    def words(self) -> str:
        """Its figure, else its words."""
        return figure_words(self.quantity) if self.quantity else self.commitment.words


@dataclass(frozen=True, slots=True)
class Target:
    """One line of the table: a goal of last year, one of this year, or both, and which way it went."""

    old: Goal | None
    new: Goal | None
    direction: str
    moved: bool = False

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals there are, this year's first."""
        return tuple(goal for goal in (self.new, self.old) if goal is not None)

    @property
    def indicator(self) -> str:
        """What is measured, in this year's words where there are any; of a figure for several indicators the one that last year's is of."""
        return shared_name(self.old.indicator if self.old else "", self.new.indicator if self.new else "")

    @property
    def is_headline(self) -> bool:
        """Whether it is a main target of either year."""
        return any(goal.is_headline for goal in self.goals)

    @property
    def figure(self) -> Quantity | None:
        """The figure in whose unit the row stands: this year's, else last year's."""
        return next((goal.quantity for goal in self.goals if goal.quantity), None)

    @property
    def is_shown(self) -> bool:
        """Main targets, figures that moved, and figures that both years give for one indicator."""
        has_figures = all(goal.quantity is not None for goal in self.goals)
        return self.is_headline or self.moved or (len(self.goals) == 2 and has_figures and bool(self.indicator))

    @property
    def role(self) -> Role:
        """Whether it stands among the main targets of either year, else where this year's, or last year's, stands."""
        roles = [goal.commitment.role for goal in self.goals]
        return Role.TARGETS if Role.TARGETS in roles else roles[0]

    @property
    def rank(self) -> tuple[bool, bool, bool, tuple[int, int]]:
        """Those of the targets part first, then other targets; in each, this year's order, then what is gone in last year's."""
        return self.role is not Role.TARGETS, not self.is_headline, self.new is None, self.goals[0].place


def target_rows(findings: Findings) -> list[Row]:
    """One row for each target of either year."""
    answers, lexicon = answers_by_commitment(findings.deliveries), findings.pack
    return [_row(target, _answers(target, answers), findings, lexicon) for target in shown_targets(findings)]


def shown_targets(findings: Findings) -> list[Target]:
    """The lines of the table, in its order."""
    return sorted((target for target in pair_targets(findings) if target.is_shown), key=lambda target: target.rank)


def pair_targets(findings: Findings) -> list[Target]:
    """Every goal of either year in exactly one line."""
    lexicon = findings.pack
    old, new = goals_of(findings.earlier, lexicon), goals_of(findings.later, lexicon)
    paired = list(_paired_in_changes(findings.changes, old, new, lexicon))
    for pair in (_paired_by_indicator, _paired_with_statement):
        rest = (_left_over(old, [target.old for target in paired]), _left_over(new, [target.new for target in paired]))
        paired += list(pair(*rest, lexicon))
    gone = _left_over(old, [target.old for target in paired])
    fresh = _left_over(new, [target.new for target in paired])
    moved = {quantity for change in findings.changes for move in change.numeric for quantity in (move.old, move.new) if quantity}
    return [
        *paired,
        *(Target(goal, None, Move.REMOVED.value, goal.quantity in moved) for goal in gone),
        *(Target(None, goal, Move.ADDED.value, goal.quantity in moved) for goal in fresh),
    ]


def goals_of(extract: Extract, lexicon: Lexicon) -> list[Goal]:
    """Every figure that is aimed at; a commitment without one is a goal in words."""
    return [
        Goal((place, number), commitment, quantity, headline_name(commitment, quantity, extract.report.place, lexicon))
        for place, commitment in enumerate(extract.commitments)
        for number, quantity in enumerate([commitment.quantities[place] for place in aimed_at(commitment)] or [None])
    ]


def headline_name(commitment: Commitment, quantity: Quantity | None, place: str, lexicon: Lexicon) -> str:
    """The name of the headline indicator of a figure, or of which a commitment states that no target is set; empty where it is none."""
    if quantity is not None:
        named = headline_of(quantity, lexicon, place)
        return named.indicator if named else ""
    if commitment.kind not in (Kind.ABSENT, Kind.DEFERRED):
        return ""
    found = mention_headline(commitment.text, lexicon, place)
    return found[0].indicator if found else ""


def _left_over(goals: list[Goal], taken: Iterable[Goal | None]) -> list[Goal]:
    places = {goal.place for goal in taken if goal is not None}
    return [goal for goal in goals if goal.place not in places]


def _paired_in_changes(changes: Iterable[Change], old: list[Goal], new: list[Goal], lexicon: Lexicon) -> Iterator[Target]:
    """Figures that moved, then figures of one change that stayed as they were."""
    olds, news = _by_commitment(old), _by_commitment(new)
    for change in changes:
        before = [goal for id_ in change.old for goal in olds.get(id_, ())]
        after = [goal for id_ in change.new for goal in news.get(id_, ())]
        moved = []
        for move in change.numeric:
            one, other = _find(before, move.old_id, move.old), _find(after, move.new_id, move.new)
            if one is not None and other is not None:
                moved.append(Target(one, other, move.direction.value, moved=True))
        yield from moved
        before, after = _left_over(before, [target.old for target in moved]), _left_over(after, [target.new for target in moved])
        for one in list(before):
            same = next((goal for goal in after if _stayed(one, goal, lexicon)), None)
            if same is not None:
                yield Target(before.pop(before.index(one)), after.pop(after.index(same)), _direction(one, same, lexicon))
        yield from _paired_with_silence(before, after, lexicon)


def _by_commitment(goals: Iterable[Goal]) -> dict[str, list[Goal]]:
    found: dict[str, list[Goal]] = {}
    for goal in goals:
        found.setdefault(goal.commitment.id, []).append(goal)
    return found


def _find(goals: Iterable[Goal], commitment: str | None, quantity: Quantity | None) -> Goal | None:
    return next((goal for goal in goals if quantity is not None and goal.commitment.id == commitment and goal.quantity == quantity), None)


def _stayed(old: Goal, new: Goal, lexicon: Lexicon) -> bool:
    if old.quantity is None or new.quantity is None:
        return old.quantity is new.quantity
    if old.commitment.horizon is not new.commitment.horizon or not can_compare(old.quantity, new.quantity, lexicon):
        return False
    return compare_figures(old.quantity, new.quantity, lexicon) is None


def _paired_with_silence(old: list[Goal], new: list[Goal], lexicon: Lexicon) -> Iterator[Target]:
    """One figure, and the same promise without a figure in the other year."""
    if len(old) == len(new) == 1 and (old[0].quantity is None) != (new[0].quantity is None):
        yield Target(old[0], new[0], _direction(old[0], new[0], lexicon), moved=True)


def _paired_by_indicator(old: list[Goal], new: list[Goal], lexicon: Lexicon) -> Iterator[Target]:
    """Headline targets of one key, where each side has just one of them."""
    olds, news = _single_headlines(old), _single_headlines(new)
    for key in olds:
        if key in news:
            yield Target(olds[key], news[key], _direction(olds[key], news[key], lexicon))


def _paired_with_statement(old: list[Goal], new: list[Goal], lexicon: Lexicon) -> Iterator[Target]:
    """A headline target and the other year's statement, in words that name its indicator, that none is set."""
    silent = [goal for goal in new if _is_silent(goal)]
    for one in old:
        found = [other for other in (new if _is_silent(one) else silent) if _states_none(one, other) or _states_none(other, one)]
        if len(found) == 1:
            new.remove(found[0])
            silent = [goal for goal in silent if goal is not found[0]]
            yield Target(one, found[0], _direction(one, found[0], lexicon))


def _is_silent(goal: Goal) -> bool:
    return goal.quantity is None and goal.commitment.kind in (Kind.ABSENT, Kind.DEFERRED)


def _states_none(silent: Goal, goal: Goal) -> bool:
    if not _is_silent(silent) or goal.quantity is None or not goal.is_headline:
        return False
    named = bool(goal.headline) and goal.headline == silent.headline
    return named or (len(goal.indicator) > 1 and goal.indicator in silent.words)


def _single_headlines(goals: Iterable[Goal]) -> dict[Key, Goal]:
    found: dict[Key, list[Goal]] = {}
    for goal in goals:
        if goal.is_headline and goal.indicator:
            found.setdefault(goal.key, []).append(goal)
    return {key: same[0] for key, same in found.items() if len(same) == 1}


def _direction(old: Goal, new: Goal, lexicon: Lexicon) -> str:
    """Which way a target went; one of which a report states that none is set is removed, or added in the other year.

    Targets in words move where they are set against the same thing more or less strictly; nothing is said where that cannot be told.
    """
    if _is_silent(old) != _is_silent(new):
        return str(Move.REMOVED if _is_silent(new) else Move.ADDED)
    if old.quantity is not None and new.quantity is not None:
        return str(compare_figures(old.quantity, new.quantity, lexicon) or UNCHANGED)
    if old.quantity is new.quantity:
        moved = compare_bounds(old.commitment, new.commitment, lexicon)
        if moved is None:
            return UNCHANGED if same_bounds(old.commitment, new.commitment, lexicon) else ""
        return "" if moved == "mixed" else moved
    return IN_WORDS if new.quantity is None else IN_FIGURES


def _answers(target: Target, answers: dict[str, list[Delivery]]) -> list[Delivery]:
    """The answers to last year's figure, the one that the row stands for first: one that speaks of it, a verdict before an abstention.

    Where several names share the figure (城乡居民收入均增长6%), or a relation is judged for each, there is one for each of them, and the
    worst stands for all.
    """
    if target.old is None:
        return []
    quantity, indicator = target.old.quantity, target.old.indicator
    told = answers.get(target.old.commitment.id, ())
    names = _sharers(target.old, told)
    wanted = [target.indicator] if target.indicator in names else names
    each = [[delivery for delivery in told if delivery.promised == quantity and delivery.indicator == name] for name in wanted]
    if any(each):
        return sorted((_best(found) for found in each if found), key=lambda delivery: FROM_WORST.index(delivery.status))
    found = [
        delivery
        for delivery in told
        if delivery.promised == quantity or (delivery.promised is None and delivery.indicator in ("", indicator))
    ]
    return [_best(found)] if found else []


def _best(found: Iterable[Delivery]) -> Delivery:
    return min(found, key=lambda delivery: tuple(Verdict).index(delivery.status))


def _sharers(goal: Goal, told: Iterable[Delivery]) -> list[str]:
    """The names that share a figure, or for which a relation is judged; none where it is of one name."""
    if goal.quantity is None:
        names = list(dict.fromkeys(delivery.indicator for delivery in told if delivery.promised is None and delivery.reported))
    else:
        names = names_of(goal.commitment, goal.quantity)
    return names if len(names) > 1 else []


def _row(target: Target, found: list[Delivery], findings: Findings, lexicon: Lexicon) -> Row:
    quantity = target.figure
    return complete(
        "targets",
        {
            "indicator": target.indicator,
            "unit": quantity.unit if quantity else None,
            "measure": quantity.measure.value if quantity else None,
            "horizon": target.goals[0].commitment.horizon.value,
            "role": target.role.value,
            **_goal_cells("last", target.old, quantity, lexicon),
            **(_answer_cells(found, quantity, findings, lexicon) if found else {}),
            **_goal_cells("this", target.new, quantity, lexicon),
            "direction": target.direction,
            "ambition": target_ambition(target, lexicon),
            "old_id": target.old.commitment.id if target.old else None,
            "new_id": target.new.commitment.id if target.new else None,
        },
    )


def target_ambition(target: Target, lexicon: Lexicon) -> str | None:
    """Whether the figure that moved asks more or less than last year's."""
    old, new = (goal.quantity if goal else None for goal in (target.old, target.new))
    if old is None or new is None or target.direction not in MOVES or not target.indicator:
        return None
    return ambition(NumericMove(Move(target.direction), target.indicator, None, None, old, new), lexicon)


def _goal_cells(year: str, goal: Goal | None, row: Quantity | None, lexicon: Lexicon) -> Row:
    if goal is None:
        return {}
    cells: Row = {f"{year}_target": goal.words}
    if goal.quantity is not None:
        cells[f"{year}_value"] = _in_row(goal.quantity.value, goal.quantity, row, lexicon)
        cells[f"{year}_value_high"] = _in_row(goal.quantity.value_high, goal.quantity, row, lexicon)
        cells[f"{year}_comparator"] = goal.quantity.comparator.value
    return cells


def values_of(target: Target, lexicon: Lexicon) -> tuple[int | float | None, int | float | None]:
    """Last year's and this year's figure in the unit of the row."""
    last, this = (
        _in_row(goal.quantity.value, goal.quantity, target.figure, lexicon) if goal and goal.quantity else None
        for goal in (target.old, target.new)
    )
    return last, this


def _in_row(value: Decimal | None, quantity: Quantity, row: Quantity | None, lexicon: Lexicon) -> int | float | None:
    """A value in the unit of its row; None where it is of another measure, or its unit does not convert."""
    if value is None or row is None or not same_measure(quantity, row) or not units_convert(quantity, row, lexicon):
        return None
    return plain_number(in_unit_of(value, quantity, row, lexicon))


def _with_unit(reported: Quantity | None) -> str:
    """A figure with its unit, which in a list only the last one is written with; a dash where none was reported.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> [_with_unit(figure) for figure in find_quantities("甲、乙覆盖率分别提高15、22个百分点", load_lexicon("zh"))]
    ['15个百分点', '22个百分点']
    """
    if reported is None:
        return "—"
    words = figure_words(reported)
    return f"{words}{WRITTEN_UNITS.get(reported.unit, reported.unit)}" if words[-1:].isdigit() else words


def _answer_cells(found: list[Delivery], row: Quantity | None, findings: Findings, lexicon: Lexicon) -> Row:
    """The cells of the worst answer; where there are several, the outcome names each with its figure."""
    answer = found[0]
    cells: Row = {"delivery": answer.status.value}
    if len(found) > 1:
        cells["outcome"] = "；".join(f"{one.indicator} {_with_unit(one.reported)}" for one in found)
    if not answer.status.is_judgement:
        return cells
    cells["outcome_id"] = answer.outcome
    if answer.reported is not None:
        cells.setdefault("outcome", figure_words(answer.reported))
        cells["outcome_value"] = _in_row(answer.reported.value, answer.reported, row, lexicon)
        cells["outcome_comparator"] = answer.reported.comparator.value
    elif answer.outcome is not None:
        cells["outcome"] = findings.new_outcomes[answer.outcome].words
    return cells
