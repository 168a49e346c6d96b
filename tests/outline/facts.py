"""What every real report is made of, as facts: ``python -m tests.outline.facts`` writes ``real-reports.csv`` beside this file.

A line is a section: its id, role and horizon, where it begins and ends in the source, whether a heading opens it, and how many commitments
and outcomes it gives. No word of a report is in it. A change that moves a line shows in the difference, to be read as an analyst would.
"""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

from policydiff.pipeline import extract_report

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
FACTS = Path(__file__).parent / "real-reports.csv"
COLUMNS = ("report", "section", "role", "horizon", "start", "end", "headed", "commitments", "outcomes")


def reports() -> list[Path]:
    """The real reports, those with a second source and those copied off web pages included."""
    return sorted(REPORTS.glob("*/*.txt"), key=lambda path: path.stem)


@cache
def facts_of(path: Path) -> tuple[tuple[str, ...], ...]:
    """The lines of one report; several tests ask for them, and reading a report takes its time."""
    found = extract_report(path)
    planned = Counter(commitment.section for commitment in found.commitments)
    reported = Counter(outcome.section for outcome in found.outcomes)
    lines = []
    for section in found.sections:
        headed = "yes" if section.heading else "no"
        place = (str(section.span.start), str(section.span.end))
        counts = (str(planned[section.id]), str(reported[section.id]))
        lines.append((path.stem, section.id, str(section.role), str(section.horizon), *place, headed, *counts))
    return tuple(lines)


def recorded() -> dict[str, list[tuple[str, ...]]]:
    """The recorded lines by report."""
    lines: dict[str, list[tuple[str, ...]]] = {}
    with FACTS.open(encoding="utf-8", newline="") as file:
        for row in list(csv.reader(file))[1:]:
            lines.setdefault(row[0], []).append(tuple(row))
    return lines


def main() -> None:
    """Write the facts anew."""
    with FACTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for path in reports():
            writer.writerows(facts_of(path))


if __name__ == "__main__":
    main()
