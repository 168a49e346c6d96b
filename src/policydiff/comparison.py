"""What users hold of two reports laid side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from policydiff.model import Change, Extract, Status


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two extracts and what became of every commitment between them."""

    old: Extract
    new: Extract
    changes: tuple[Change, ...]

    def summary(self) -> dict[str, Any]:
        """How many commitments continued, changed, are new, were dropped; the drop rate beside the change in length.

        Rates are shares of one: ``drop_rate`` of last year's commitments, ``length_ratio`` of this year's characters to last year's.
        """
        counts = Counter(change.status for change in self.changes)
        dropped = sum(len(change.old) for change in self.changes if change.status is Status.DROPPED)
        return {
            **{str(status): counts[status] for status in Status},
            "drop_rate": round(dropped / max(len(self.old.commitments), 1), 4),
            "length_ratio": round(len(self.new.report.source.text) / max(len(self.old.report.source.text), 1), 4),
        }

    def with_status(self, status: Status) -> tuple[Change, ...]:
        """The changes of one status, in order."""
        return tuple(change for change in self.changes if change.status is status)
