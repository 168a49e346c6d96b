"""What a person decided about a pair of reports: read from a CSV file, fitted to the two reports, kept and cited.

A row names the commitments by id, by their words, or by both. The id counts where the report has it; where it has not, because the
outline around it was renumbered, the same words count if they stand there once. A row that fits nothing is reported, never guessed at.
"""

from policydiff.overrides.changes import apply_to_changes
from policydiff.overrides.decisions import NO_OVERRIDES, Overrides
from policydiff.overrides.deliveries import apply_to_deliveries
from policydiff.overrides.fitting import fit_overrides
from policydiff.overrides.reading import read_overrides

__all__ = ["NO_OVERRIDES", "Overrides", "apply_to_changes", "apply_to_deliveries", "fit_overrides", "read_overrides"]
