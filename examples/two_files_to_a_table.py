"""Two reports in, two tables out: the targets on the screen, every change in a CSV file.

    python examples/two_files_to_a_table.py last.txt this.txt changes.csv

Without arguments it takes the pair in seeds/ and writes no file.
"""

import sys
from pathlib import Path

import policydiff

SEEDS = Path(__file__).parents[1] / "seeds"
SHOWN = ["indicator", "last_target", "this_target", "direction"]


def main(old: str | Path = SEEDS / "yunze-2024.txt", new: str | Path = SEEDS / "yunze-2025.txt", output: str | None = None) -> None:
    comparison = policydiff.compare_reports(old, new)
    print(comparison.summary())
    print(comparison.targets[SHOWN].fillna("").to_string(index=False))
    if output:
        comparison.to_frame().to_csv(output, index=False, encoding="utf-8-sig")


if __name__ == "__main__":
    main(*sys.argv[1:])
