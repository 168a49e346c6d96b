"""What a batch is of, and what it knows while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from policydiff.corpus.inputs import Skipped
from policydiff.corpus.records import Alternate, Failure
from policydiff.corpus.store import Fact, Facts, Store
from policydiff.corpus.tasks import Chosen
from policydiff.model import PolicydiffError
from policydiff.read.limits import Limits

Progress = Callable[[str, int, int], object]
"""Takes the stage, how many of its tasks are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a batch is of and how it is done; see `run_batch`."""

    folder: str
    to: str
    manifest: str | None
    lexicon: str | None
    limits: Limits
    csv: bool

    @property
    def store(self) -> Store:
        """Where the pieces are kept."""
        return Store(str(Path(self.to, ".work")))


@dataclass
class Findings:
    """What a batch knows while it runs: small facts of every report, never a report itself.

    ``hashes`` are the SHA-256 of the files that were tried, ``pairs`` counts the comparisons, ``rows`` those of every partition.
    """

    skipped: list[Skipped] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    alternates: list[Alternate] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    reports: list[Chosen] = field(default_factory=list)
    pairs: int = 0
    rows: dict[str, dict[int, int]] = field(default_factory=dict)

    def failed(self, stage: str, error: PolicydiffError, file: str, place: str, year: int | None = None) -> None:
        """Note what a file, a pair or a place failed with."""
        self.failures.append(Failure(file, stage, place, year, error.code, short_message(error)))


def error_in(facts: Facts) -> PolicydiffError:
    """The error that a task ended with.

    Raises:
        PolicydiffError: there is no room for results (``CANNOT_WRITE``), so that no other task can go on either.
    """
    error = PolicydiffError(*map(str, listed(facts["error"])))
    if error.code == "CANNOT_WRITE":
        raise error
    return error


def listed(fact: Fact) -> list[Fact]:
    """A fact that is a list."""
    return fact if isinstance(fact, list) else []


def short_message(error: PolicydiffError) -> str:
    """The line of an error without the file and the code."""
    return f"{error.trouble}; {error.step}"
