"""Learn what each piece of evidence is worth in aligning commitments.

    python -m policydiff.learn.alignment GOLD_FOLDER [--leave-out PLACE] [-o FILE]

Needs the extra ``train`` (scikit-learn). The commitments are those that policydiff reads; a candidate pair counts as right where
both ends are the same units as the two ends of an annotated link. The same input gives the same file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from policydiff.align.alignment import make_bench
from policydiff.align.evidence import COMPARISONS, score_pairs
from policydiff.learn.gold import chunks, learning_options, table
from policydiff.model import Extract, Span
from policydiff.pipeline import extract_report

SHIPPED = Path(__file__).parents[1] / "lexicons" / "zh" / "alignment.json"
PENALTY = 1.0


def annotated_units(gold: Path, name: str) -> dict[str, Span]:
    """The annotated commitments of a document by the id of their first chunk."""
    units: dict[str, Span] = {}
    last = ""
    for id_, start, end, tag in chunks(gold, name):
        if tag == "B":
            last = id_
            units[last] = Span(start, end)
        elif tag == "I" and last:
            units[last] = Span(units[last].start, end)
    return units


def same_unit(one: Span, other: Span) -> bool:
    """They share four characters or more, half of the shorter one and a third of the longer one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter, longer = sorted((one.length, other.length))
    return shared >= 4 and 2 * shared >= shorter and 3 * shared >= longer


def labelled_pairs(gold: Path, old: str, new: str) -> tuple[np.ndarray, np.ndarray]:
    """Evidence of every candidate pair of an annotated pair of reports, and whether it is right."""
    extracts = [extract_report(gold / f"{name}.txt") for name in (old, new)]
    bench = make_bench(*extracts)
    matches = [unit_places(extract, annotated_units(gold, name)) for extract, name in zip(extracts, (old, new), strict=True)]
    right = set()
    for row in table(gold / f"{old}-{new}.align.tsv"):
        for partner in filter(None, (part.strip() for part in (row[1] if len(row) > 1 else "").split(","))):
            right |= {(i, j) for i in matches[0].get(partner, ()) for j in matches[1].get(row[0], ())}
    labels = [(int(i), int(j)) in right for i, j in zip(bench.rows, bench.columns, strict=True)]
    return score_pairs(bench), np.asarray(labels)


def unit_places(extract: Extract, units: dict[str, Span]) -> dict[str, list[int]]:
    """For every annotated unit the places of the commitments that are the same unit."""
    places: dict[str, list[int]] = {}
    for id_, unit in units.items():
        places[id_] = [place for place, commitment in enumerate(extract.commitments) if same_unit(unit, commitment.span)]
    return places


def learn(pairs: Sequence[tuple[np.ndarray, np.ndarray]]) -> dict[str, object]:
    """Logistic regression over all labelled pairs, rounded to four decimals."""
    from sklearn.linear_model import LogisticRegression

    scores, labels = np.vstack([pair[0] for pair in pairs]), np.concatenate([pair[1] for pair in pairs])
    model = LogisticRegression(C=PENALTY, max_iter=5000).fit(scores, labels)
    worth = {comparison.__name__: round(float(weight), 4) for comparison, weight in zip(COMPARISONS, model.coef_[0], strict=True)}
    return {"intercept": round(float(model.intercept_[0]), 4), "worth": worth}


def main() -> None:
    """Learn and write."""
    options = learning_options("Learn what each piece of evidence is worth.", SHIPPED)
    names = sorted(path.name.removesuffix(".align.tsv").split("-") for path in options.gold.glob("*.align.tsv"))
    kept = [(old, new) for old, new in names if options.leave_out is None or not old.startswith(options.leave_out)]
    weights = learn([labelled_pairs(options.gold, old, new) for old, new in kept])
    options.output.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
