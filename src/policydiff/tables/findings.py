"""What the tables are made of: two extracts, and what was found between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Change, Commitment, Delivery, Extract, Notice, Outcome, OverridesFile, Pair, Section, Status, Verdict
from policydiff.outline import stands_under
from policydiff.shown import Shown


class TwoExtracts:
    """Look-ups over the extracts of an ``earlier`` and a ``later`` report."""

    earlier: Extract
    later: Extract

    @cached_property
    def old_commitments(self) -> dict[str, Commitment]:
        """Last year's commitments by id."""
        return {commitment.id: commitment for commitment in self.earlier.commitments}

    @cached_property
    def new_commitments(self) -> dict[str, Commitment]:
        """This year's commitments by id."""
        return {commitment.id: commitment for commitment in self.later.commitments}

    @cached_property
    def new_outcomes(self) -> dict[str, Outcome]:
        """Outcomes that the later report's review tells of, by id."""
        return {outcome.id: outcome for outcome in self.later.outcomes}

    @cached_property
    def old_sections(self) -> dict[str, Section]:
        """Sections of the earlier report by id."""
        return {section.id: section for section in self.earlier.sections}

    @cached_property
    def new_sections(self) -> dict[str, Section]:
        """Sections of the later report by id."""
        return {section.id: section for section in self.later.sections}

    def old_heading(self, commitment_id: str) -> str:
        """Heading over one of last year's commitments."""
        return heading_over(self.old_commitments[commitment_id].section, self.old_sections)

    def new_heading(self, commitment_id: str) -> str:
        """Heading over one of this year's commitments."""
        return heading_over(self.new_commitments[commitment_id].section, self.new_sections)


def heading_over(section: str, sections: Mapping[str, Section]) -> str:
    """Heading of a section, or of the nearest one above it that has one: over 2.1 stands 2, over 2a too.

    Args:
        section: id of the section.
        sections: all sections of the report by id.
    """
    above = (section[:length] for length in range(len(section), 0, -1))
    headings = (" ".join(sections[id_].heading.split()) for id_ in above if id_ in sections and stands_under(section, id_))
    return next((heading for heading in headings if heading), "")


@dataclass(frozen=True, repr=False)
class Findings(TwoExtracts, Shown):
    """Two extracts, the changes between them, and how far the earlier promises were delivered.

    ``earlier`` and ``later`` are the extracts, so that ``new`` stays free for what is new. ``rivals`` are the runners-up of the
    alignment, ``overrides`` names the file of decisions that was heeded, ``lexicon`` is the language pack that read them.
    """

    earlier: Extract
    later: Extract
    changes: tuple[Change, ...]
    deliveries: tuple[Delivery, ...] = ()
    notices: tuple[Notice, ...] = ()
    rivals: tuple[Pair, ...] = ()
    overrides: OverridesFile | None = None
    lexicon: Lexicon | None = field(default=None, repr=False, compare=False)

    @property
    def pack(self) -> Lexicon:
        """The language pack that read the reports, the Chinese one where none is named."""
        return self.lexicon or load_lexicon("zh")

    def with_status(self, status: Status) -> tuple[Change, ...]:
        """The changes of one status, in their order."""
        return tuple(change for change in self.changes if change.status is status)

    def summary(self) -> dict[str, int | float]:
        """Counts, and the drop rate beside the change in length.

        Returns:
            How many changes are continued, changed, new and dropped; ``drop_rate``, dropped over all of last year's commitments;
            ``length_ratio``, characters of the new source text over those of the old one: a report half as long drops a lot.
        """
        dropped = sum(len(change.old) for change in self.with_status(Status.DROPPED))
        counts: dict[str, int | float] = {str(status): len(self.with_status(status)) for status in Status}
        return counts | {
            "drop_rate": _ratio(dropped, len(self.earlier.commitments)),
            "length_ratio": _ratio(len(self.later.report.source.text), len(self.earlier.report.source.text)),
        }


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


@dataclass(frozen=True, repr=False)
class Scorecard(TwoExtracts, Shown):
    """What the earlier report promised against what the later one's review reports; with one report, both are the same extract."""

    earlier: Extract
    later: Extract
    deliveries: tuple[Delivery, ...]
    notices: tuple[Notice, ...] = ()
    overrides: OverridesFile | None = None

    def summary(self) -> dict[str, int]:
        """How many answers of each kind there are."""
        return {str(verdict): sum(delivery.status is verdict for delivery in self.deliveries) for verdict in Verdict}
