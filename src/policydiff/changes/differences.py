"""Stated differences: a report that says 比上年增加1000亿元 says what last year's figure was, which the old report must bear out.

What a figure is held against is last year's target and, where the review answers it, the outcome: budgets are compared with either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from policydiff.changes.figures import Figure, figures, may_be_one
from policydiff.lexicons import Lexicon
from policydiff.model import Change, Commitment, Delivery, Extract, Measure, Notice, Quantity
from policydiff.periods import AGAINST_LAST_YEAR
from policydiff.quantities.ambition import falls
from policydiff.quantities.compare import in_unit_of, units_convert

WRITTEN = re.compile(r"\d+(?:\.(\d+))?")
POINTS, PERCENT = "pp", "%"


@dataclass(frozen=True, slots=True)
class StatedDifference:
    """A figure of the new report with what it is said to be more or less than last year's, and what the old report has to say of that.

    ``implied`` is last year's figure by these words, in the unit of ``level``; ``held_against`` are last year's target and outcome,
    where there are any.
    """

    commitment: str
    level: Quantity
    difference: Quantity
    implied: Decimal
    held_against: tuple[Quantity, ...]
    agrees: bool

    @property
    def because(self) -> str:
        """What was found, in words."""
        way = "less" if falls(self.difference) else "more"
        said = f"{self.level.text} is stated as {self.difference.text} {way} than last year"
        implied = written_like(self.level, self.implied)
        found = " and ".join(dict.fromkeys(quantity.text for quantity in self.held_against))
        return f"{said}, which implies {implied}; the old report {'bears it out' if self.agrees else 'differs'} with {found}"


def written_like(figure: Quantity, value: Decimal) -> str:
    """A value in the words of a figure of the same unit: 3.8万亿元 for 3800000000000 beside 3.9万亿元."""
    written = WRITTEN.search(figure.text)
    number = Decimal(written.group()) if written else Decimal(0)
    if not written or not number:
        return f"{value:f}{figure.unit}"
    return figure.text.replace(written.group(), f"{(value * number / figure.value).normalize():f}", 1)


def check_differences(
    old: Extract, new: Extract, changes: Sequence[Change], deliveries: Sequence[Delivery], lexicon: Lexicon
) -> tuple[StatedDifference, ...]:
    """Hold every stated difference of the new plan against the figures of last year that the changes link it to.

    Args:
        old: last year's report.
        new: this year's report.
        changes: what became of every commitment.
        deliveries: last year's promises held against this year's review.
        lexicon: the language pack, for units that convert.

    Returns:
        One for each stated difference that has a figure of last year to be held against, in the order of the new report.
    """
    olds = {commitment.id: commitment for commitment in old.commitments}
    partners: dict[str, list[Commitment]] = {}
    for change in changes:
        for pair in change.pairs:
            partners.setdefault(pair.new, []).append(olds[pair.old])
    reported = {(answer.commitment, answer.promised): answer.reported for answer in deliveries if answer.promised and answer.reported}
    return tuple(
        check
        for commitment in new.commitments
        for place, difference in differences_of(commitment, lexicon)
        if (check := check_one((commitment, place), difference, partners.get(commitment.id, ()), reported, lexicon))
    )


def differences_of(commitment: Commitment, lexicon: Lexicon) -> Iterator[tuple[int, Quantity]]:
    """The place of every figure that the next one states as so much more or less than last year, with that difference.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.pipeline import extract_commitments
    >>> text = "政府工作报告\\n一、2024年回顾\\n产值增长5%。\\n二、2025年安排\\n安排水利投资30亿元，比上年增加4亿元。"
    >>> [difference.text for one in extract_commitments(text.encode()) for _, difference in differences_of(one, load_lexicon("zh"))]
    ['4亿元']
    """
    for place, (level, difference) in enumerate(zip(commitment.quantities, commitment.quantities[1:], strict=False)):
        start = commitment.span.start
        between = commitment.text[level.span.end - start : difference.span.start - start]
        plain = level.value_high is None and difference.value_high is None and level.measure not in (Measure.CHANGE, Measure.GROWTH)
        if plain and difference.measure is Measure.CHANGE and AGAINST_LAST_YEAR.search(between) and adds_up(level, difference, lexicon):
            yield place, difference


def adds_up(level: Quantity, difference: Quantity, lexicon: Lexicon) -> bool:
    """Whether a difference is in a unit that can be added: percentage points to a percentage, an amount to an amount."""
    if difference.unit == POINTS or level.unit == PERCENT:
        return difference.unit == POINTS and level.unit == PERCENT
    return units_convert(difference, level, lexicon)


def check_one(
    figure: Figure,
    difference: Quantity,
    partners: Sequence[Commitment],
    reported: Mapping[tuple[str, Quantity], Quantity],
    lexicon: Lexicon,
) -> StatedDifference | None:
    """One stated difference held against last year's figures of the same indicator; nothing where there are none."""
    commitment, place = figure
    level = commitment.quantities[place]
    last = [(one.id, one.quantities[i]) for one, i in figures(partners) if may_be_one((one, i), figure, lexicon)]
    held = (*(quantity for _, quantity in last), *(reported[key] for key in last if key in reported))
    if not held:
        return None
    size = difference.value if difference.unit == POINTS else in_unit_of(difference.value, difference, level, lexicon)
    implied = level.value + size if falls(difference) else level.value - size
    agrees = any(bears_out(implied, quantity, (level, difference), lexicon) for quantity in held)
    return StatedDifference(commitment.id, level, difference, implied, held, agrees)


def bears_out(implied: Decimal, last: Quantity, stated: tuple[Quantity, Quantity], lexicon: Lexicon) -> bool:
    """Whether a figure of last year is what this year's words imply, as far as all three are written out."""
    level = stated[0]
    if not units_convert(last, level, lexicon):
        return False
    rounding = sum(half_a_place(quantity) for quantity in (*stated, last))
    ends = [in_unit_of(value, last, level, lexicon) for value in (last.value, last.value_high) if value is not None]
    return min(ends) - rounding <= implied <= max(ends) + rounding


def half_a_place(quantity: Quantity) -> Decimal:
    """Half of the last decimal that a figure is written with: of 3.8万亿元 500亿元, of a whole number nothing.

    >>> from policydiff.model import Comparator, Span
    >>> half_a_place(Quantity(Decimal(38_000), "元", Comparator.EQUAL, Measure.LEVEL, "3.8万元", Span(0, 5))) == 500
    True
    """
    written = WRITTEN.search(quantity.text)
    if not written or not written.group(1) or not Decimal(written.group()):
        return Decimal(0)
    scale = quantity.value / Decimal(written.group())
    return scale * Decimal(5).scaleb(-len(written.group(1)) - 1)


def with_differences(changes: Sequence[Change], checks: Sequence[StatedDifference]) -> tuple[Change, ...]:
    """The changes, each with what was found of the differences that its new commitments state."""
    found: dict[str, tuple[str, ...]] = {}
    for check in checks:
        found[check.commitment] = (*found.get(check.commitment, ()), check.because)
    said = [tuple(line for id_ in change.new for line in found.get(id_, ())) for change in changes]
    return tuple(replace(change, because=(*change.because, *lines)) for change, lines in zip(changes, said, strict=True))


def difference_notices(checks: Sequence[StatedDifference]) -> Iterator[Notice]:
    """``STATED_DIFFERENCE``: a difference that the old report does not bear out."""
    for check in checks:
        if not check.agrees:
            doubt = "last year's outturn may be meant, or a figure or the link is wrong"
            yield Notice("STATED_DIFFERENCE", f"{check.commitment}: {check.because}; {doubt}", check.difference.span)
