"""What users hold after comparing two reports: the changes, the targets and the deliveries, as records and as data frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from policydiff.lookup import find_statement, find_statements
from policydiff.model import Change, PolicydiffError, Report, Status
from policydiff.tables import Findings, delivery_rows, frame_of, review_queue, review_rows, target_rows
from policydiff.tables.review import MOST_DOUBTS

if TYPE_CHECKING:
    import pandas as pd

    from policydiff.publish.charts import Chart


@dataclass(frozen=True, repr=False)
class Comparison(Findings):
    """Two reports compared.

    Attributes:
        earlier: what was read out of the old report.
        later: what was read out of the new report.
        changes: what became of every commitment of either report; each stands in exactly one change.
        deliveries: the old commitments held against the new report's review.
        notices: warnings about the pair, such as ``YEAR_ORDER`` or ``LOW_OVERLAP``, and decisions that do not fit (``OVERRIDE_UNUSED``).
        rivals: the best candidate pairs that did not become links.
        overrides: the file of decisions that was heeded, None where there was none.

    >>> from policydiff.model import Extract, OffsetMap, SourceText
    >>> old, new = (Extract(Report(SourceText("", year), "", OffsetMap(), (), year=int(year)), (), (), ()) for year in ("2023", "2024"))
    >>> Comparison(old, new, changes=())
    <Comparison 2023 → 2024: 0 continued, 0 changed, 0 new, 0 dropped>
    """

    @property
    def targets(self) -> pd.DataFrame:
        """One row a target: indicator, last target, reported outcome, this target, direction."""
        return frame_of("targets", target_rows(self))

    @property
    def changed(self) -> pd.DataFrame:
        """The changes in which a figure moved."""
        return self._with(Status.CHANGED)

    @property
    def new(self) -> pd.DataFrame:
        """The commitments that the old report has not."""
        return self._with(Status.NEW)

    @property
    def dropped(self) -> pd.DataFrame:
        """The commitments that the new report has not, with the likely reason."""
        return self._with(Status.DROPPED)

    @property
    def continued(self) -> pd.DataFrame:
        """The commitments that stand in both reports with the same figures, or with none."""
        return self._with(Status.CONTINUED)

    def deliveries_frame(self) -> pd.DataFrame:
        """One row for each answer of the new review to an old promise."""
        return frame_of("deliveries", delivery_rows(self))

    def review(self, most: int = MOST_DOUBTS) -> pd.DataFrame:
        """One row for each of the closest decisions of the alignment, the closest first, with columns for a person to fill in.

        Args:
            most: how many; 0 gives all.

        Filled in or not, its ``to_csv`` is a file of overrides.
        """
        return frame_of("review", review_rows(review_queue(self, most)))

    def chart(self, kind: Literal["slope", "flow"] = "slope", *, most: int | None = None) -> Chart:
        """Draw the changed targets (``slope``), or what became of the commitments by section (``flow``).

        Args:
            kind: which of the two.
            most: of the slope, how many rows; 0 gives all.

        Returns:
            A chart that notebooks show; ``save("changes.svg")`` writes it.

        Raises:
            PolicydiffError: there is no such kind (``NO_CHART``).
        """
        from policydiff.publish.charts import draw_flow, draw_slope

        if kind not in ("slope", "flow"):
            raise PolicydiffError("NO_CHART", str(kind), "no such chart of two reports", "use slope or flow")
        if kind == "flow":
            return draw_flow(self)
        return draw_slope(self) if most is None else draw_slope(self, most=most)

    def change_of_old(self, commitment: str) -> Change:
        """The change that one of the old commitments is in.

        Raises:
            KeyError: the old report has no commitment of this id.
        """
        return self._changes_by_old[commitment]

    def change_of_new(self, commitment: str) -> Change:
        """The change that one of the new commitments is in.

        Raises:
            KeyError: the new report has no commitment of this id.
        """
        return self._changes_by_new[commitment]

    @cached_property
    def _changes_by_old(self) -> dict[str, Change]:
        return {commitment: change for change in self.changes for commitment in change.old}

    @cached_property
    def _changes_by_new(self) -> dict[str, Change]:
        return {commitment: change for change in self.changes for commitment in change.new}

    def _with(self, status: Status) -> pd.DataFrame:
        frame = self.to_frame()
        return frame[frame["status"] == status.value].reset_index(drop=True)

    def __repr__(self) -> str:
        from policydiff.publish.page import one_line

        names = one_line(f"{report_name(self.earlier.report)} → {report_name(self.later.report)}")
        return f"<Comparison {names}: {', '.join(f'{len(self.with_status(status))} {status}' for status in Status)}>"


def find_change(commitment: str, found: Comparison) -> Change:
    """The change that the commitment meant is in; where several fit but all stand in one change, that one."""
    side, colon, wanted = commitment.partition(":")
    sides = (side,) if colon and side in ("old", "new") else ("old", "new")
    wanted = wanted if len(sides) == 1 else commitment
    extracts = {"old": found.earlier, "new": found.later}
    statements = [(which, c) for which in sides for c in extracts[which].commitments]
    fitting = {c.id for c in find_statements(wanted, [c for _, c in statements])}
    changes = [found.change_of_old(c.id) if which == "old" else found.change_of_new(c.id) for which, c in statements if c.id in fitting]
    if changes and all(change is changes[0] for change in changes):
        return changes[0]
    names = ", ".join(extracts[which].report.source.name for which in sides)
    named = find_statement(wanted, tuple({c.id: c for _, c in statements}.values()), names)
    return found.change_of_new(named.id) if "new" in sides and named.id in found.new_commitments else found.change_of_old(named.id)


def report_name(report: Report) -> str:
    """Place and year of a report, or what its source is called."""
    return " ".join(part for part in (report.place, str(report.year or "")) if part) or report.source.name
