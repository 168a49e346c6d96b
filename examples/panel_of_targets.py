"""A folder of reports in, a tidy panel of their targets out: one row a place, year, indicator and measure, as CSV.

    python examples/panel_of_targets.py reports/ > panel.csv

Without an argument it takes seeds/. What cannot be read as a report is named on standard error and left out.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import policydiff
from policydiff.model import Extract, Kind, PolicydiffError

SEEDS = Path(__file__).parents[1] / "seeds"
COLUMNS = ("place", "year", "indicator", "measure", "unit", "horizon", "comparator", "value", "value_high", "direction", "words", "report")


def main(folder: str | Path = SEEDS) -> None:
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    writer = csv.writer(sys.stdout)
    writer.writerow(COLUMNS)
    for path in sorted(Path(folder).glob("*.txt")):
        try:
            writer.writerows(target_rows(policydiff.extract_report(path)))
        except PolicydiffError as error:
            print(error, file=sys.stderr)


def target_rows(extract: Extract) -> Iterator[tuple[object, ...]]:
    """The figures of a report's targets; thresholds that only select are left out."""
    report = extract.report
    for target in extract.commitments:
        for quantity in target.quantities if target.kind is Kind.TARGET else ():
            if not quantity.filter:
                yield (
                    report.place,
                    report.year,
                    quantity.indicator or target.indicator,
                    quantity.measure,
                    quantity.unit,
                    target.horizon,
                    quantity.comparator,
                    quantity.value,
                    quantity.value_high,
                    quantity.direction,
                    target.words,
                    report.source.name,
                )


if __name__ == "__main__":
    main(*sys.argv[1:])
