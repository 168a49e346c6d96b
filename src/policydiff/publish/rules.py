"""What every page of a pair of reports shows alike: which rows are main, which answer stands beside a promise, what is doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from policydiff.model import Change, Delivery, Measure, Outcome, Report, Role, Verdict

if TYPE_CHECKING:
    from policydiff.tables import Findings, Row, Scorecard
    from policydiff.tables.findings import TwoExtracts

RATES_AND_MOVES = frozenset({Measure.GROWTH, Measure.CHANGE})
"""Measures that a target's figure does not show by itself."""
UNCERTAIN = 0.6
"""A match of a lower probability is told to be uncertain; of links at 0.5 to 0.6 about four in ten are wrong (``docs/scores.md``)."""
BY_HAND = " by hand ("
"""Stands in the reason that a person gave for a delivery."""


def main_and_single(rows: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows of the targets table: the main targets, then the figures of single tasks.

    Where neither report has a part for its main targets, all rows are main.
    """
    main = [row for row in rows if row["role"] == Role.TARGETS.value] or rows
    return main, rows[len(main) :]


def shown_measure(row: Row) -> str:
    """The measure of a row of the targets table where its figures do not show it, else nothing."""
    return str(row["measure"]) if row["measure"] in RATES_AND_MOVES else ""


def shown_ambition(row: Row) -> str:
    """Whether a target that was raised or lowered asks ``more`` or ``less``; else, or where that is not known, nothing."""
    return str(row["ambition"] or "") if row["direction"] in ("raised", "lowered") else ""


def shown_answer(delivery: Delivery, findings: Findings | Scorecard) -> Outcome | None:
    """The passage beside a promise; none where nothing is held for reported, even if a nearest passage is known."""
    return findings.new_outcomes[str(delivery.outcome)] if has_answer(delivery) else None


def has_answer(delivery: Delivery) -> bool:
    """Whether a passage is held to report on a promise, not merely the nearest one to it."""
    return delivery.outcome is not None and delivery.status is not Verdict.NOT_REPORTED


def known_of(report: Report) -> tuple[str, ...]:
    """Place, year, title and name of a report, each on one line and only once."""
    title = " ".join(report.title.split())
    about = (part for part in (report.place, str(report.year or "")) if part not in title)
    return tuple(part for part in (*about, title, report.source.name) if part)


def report_years(findings: TwoExtracts) -> tuple[tuple[str, int | None], tuple[str, int | None]]:
    """What two reports are called, each as ``old`` or ``new`` and its year: last year and this year, with the years where these are known
    to follow each other; the years alone, with nothing before them, where others lie between.
    """
    old, new = findings.earlier.report.year, findings.later.report.year
    if not old or not new or old == new:
        return ("old", None), ("new", None)
    return (("old", old), ("new", new)) if new == old + 1 else (("", old), ("", new))


def uncertain_link(change: Change) -> float | None:
    """The probability of a link that is uncertain and that no person decided on; None of any other change.

    >>> from policydiff.model import Status
    >>> uncertain_link(Change(Status.CONTINUED, ("2.1",), ("3.1",), score=0.48)), uncertain_link(Change(Status.NEW, (), ("3.1",)))
    (0.48, None)
    """
    is_uncertain = bool(change.old and change.new) and change.score < UNCERTAIN and not change.by_hand
    return change.score if is_uncertain else None


def uncertain_answer(delivery: Delivery) -> float | None:
    """The probability that the passage beside a promise speaks of it, where that is uncertain and no person decided on it.

    >>> [uncertain_answer(Delivery(Verdict.MET, "2.1", "o1.1", score=score)) for score in (0.55, 0.9)]
    [0.55, None]
    """
    is_decided = any(BY_HAND in because for because in delivery.because[:1])
    return delivery.score if has_answer(delivery) and delivery.score < UNCERTAIN and not is_decided else None


def doubt_words(probability: float | None) -> str:
    """What is said of an uncertain match; nothing of one that is not.

    >>> doubt_words(0.484), doubt_words(None)
    ('uncertain match, p = 0.48', '')
    """
    return "" if probability is None else f"uncertain match, p = {probability:.2f}"
