"""A walk through what policydiff hands out, cell by cell; editors that know ``# %%`` run it as a notebook.

    python examples/walk_through.py last.txt this.txt

Without arguments it takes the pair in seeds/.
"""

# %% Two reports
import sys
from pathlib import Path

import policydiff
from policydiff.model import Role, Status

SEEDS = Path(__file__).parents[1] / "seeds"
OLD, NEW = sys.argv[1:3] if len(sys.argv) > 2 else (SEEDS / "yunze-2024.txt", SEEDS / "yunze-2025.txt")

# %% A report knows its title lines, and every stretch of it can be quoted
report = policydiff.read_report(NEW)
print(report.title, report.place, report.year, report.source.encoding)

# %% Its sections say what each part is for
extract = policydiff.extract_report(report)
for section in extract.sections:
    if section.level == 1:
        print(f"{section.id:4} {section.role:10} {section.heading}")

# %% A commitment is words at a place, with fields that say how it is meant
commitment = next(found for found in extract.commitments if found.role is Role.PLAN and found.quantities)
print(commitment.words)
print(commitment.kind, commitment.action, commitment.indicator, commitment.strength, commitment.stage, commitment.deadline)
assert report.source[commitment.span.start : commitment.span.end] == commitment.text

# %% A quantity is a value with its unit, how it binds, what it is, and the words it was read from
for quantity in commitment.quantities:
    print(quantity.indicator, quantity.comparator, quantity.value, quantity.unit, quantity.measure, quantity.text)

# %% Outcomes are the same, from the review
outcome = next(found for found in extract.outcomes if found.quantities)
print(len(extract.commitments), "commitments,", len(extract.outcomes), "outcomes, one of them:", outcome.words)

# %% A comparison holds both extracts and what became of every commitment
comparison = policydiff.compare_reports(OLD, report)
print(comparison)
print(comparison.summary())

# %% A change has a status, facets, the figures that moved, and its reasons
change = comparison.with_status(Status.CHANGED)[0]
print([comparison.old_commitments[id_].words for id_ in change.old], "→", [comparison.new_commitments[id_].words for id_ in change.new])
for move in change.numeric:
    print(move.indicator, move.old and move.old.text, move.new and move.new.text, move.direction)
print("because:", "; ".join(change.because))

# %% A link shows the evidence it rests on
for evidence in sorted(change.pairs[0].evidence, key=lambda found: -found.worth)[:3]:
    print(f"{evidence.name} {evidence.score:.2f}: {evidence.detail}")

# %% Everything is a data frame as well, with columns that stay the same
print(comparison.targets[["indicator", "last_target", "this_target", "direction"]].head(8).fillna("").to_string(index=False))
print(comparison.dropped["facet_reason"].value_counts().to_string())
print(comparison.to_frame().groupby("section")["status"].value_counts().head(8).to_string())
