"""A folder of reports in, a tidy panel out: targets, revisions, outcomes and gaps by place, year and indicator.

    python examples/panel_of_targets.py reports/ panel.csv
    python examples/panel_of_targets.py reports/ panel.dta

Without a folder it takes seeds/; without a file it prints the main targets. The codebook is written beside the file. What cannot be
used as a report is named on standard error and left out.
"""

import sys
from pathlib import Path

import policydiff
from policydiff.publish import Format, render

SEEDS = Path(__file__).parents[1] / "seeds"
SHOWN = ["place", "year", "indicator", "comparator", "value", "revision", "outcome_value", "gap", "verdict"]


def main(folder: str | Path = SEEDS, output: str | None = None) -> None:
    panel = policydiff.build_panel(folder, on_trouble=lambda error: print(error, file=sys.stderr))
    if output is None:
        frame = panel.to_frame()
        print(frame[(frame["headline"] == 1) & frame["value"].notna()][SHOWN].to_string(index=False, na_rep=""))
        return
    path = Path(output)
    path.write_bytes(render(panel, Format.of_name(path.name) or Format.CSV))
    path.with_suffix(".codebook.md").write_text(policydiff.write_codebook(panel), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
