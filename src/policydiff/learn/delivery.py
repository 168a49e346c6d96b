"""Learn what each piece of evidence is worth in finding the passage that answers a promise.

    python -m policydiff.learn.delivery GOLD_FOLDER [--leave-out PLACE] [-o FILE]

Needs the extra ``train`` (scikit-learn). A candidate pair counts as right where its ends overlap the two ends of an annotated row. The
annotation lists some sixty answers a pair, not all of them: pairs of promises that it does not name weigh a tenth.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from policydiff.align.weights import Weights, named_weights
from policydiff.delivery.passages import NAMES, score_pairs, set_desk
from policydiff.learn.gold import chunks, learning_options, table
from policydiff.lexicons import load_lexicon
from policydiff.model import Span, Statement
from policydiff.pipeline import extract_report

SHIPPED = Path(__file__).parents[1] / "lexicons" / "zh" / "delivery.json"
PENALTY = 3.0
UNNAMED = 0.1


class Labelled(NamedTuple):
    """Evidence of candidate pairs, whether each is right, and how much it weighs."""

    scores: np.ndarray
    right: np.ndarray
    weights: np.ndarray


def labelled_pairs(gold: Path, old: str, new: str, answers: Path) -> Labelled:
    """The candidate pairs of two annotated reports, or of one and itself."""
    extracts = [extract_report(gold / f"{name}.txt") for name in (old, new)]
    where = [{id_: Span(start, end) for id_, start, end, _ in chunks(gold, name)} for name in (old, new)]
    desk = set_desk(extracts[0], extracts[1], load_lexicon("zh"))
    right: set[tuple[int, int]] = set()
    named: set[int] = set()
    for row in table(answers):
        promised = touched(row[0], where[0], extracts[0].commitments)
        reported = touched(row[1], where[1], extracts[1].outcomes)
        right |= {(i, j) for i in promised for j in reported}
        named |= promised
    pairs = [(int(i), int(j)) for i, j in zip(desk.rows, desk.columns, strict=True)]
    return Labelled(
        score_pairs(desk), np.asarray([pair in right for pair in pairs]), np.asarray([1.0 if i in named else UNNAMED for i, _ in pairs])
    )


def touched(ids: str, where: dict[str, Span], statements: Sequence[Statement]) -> set[int]:
    """The places of the statements that overlap one of the chunks named."""
    spans = [where[id_] for id_ in re.split(r"[,，]\s*", ids.strip()) if id_ in where]
    return {
        place
        for place, statement in enumerate(statements)
        if any(statement.span.start < span.end and statement.span.end > span.start for span in spans)
    }


def learn(pairs: Sequence[Labelled]) -> dict[str, object]:
    """Weighted logistic regression over all labelled pairs, rounded to four decimals."""
    from sklearn.linear_model import LogisticRegression

    scores, right, weighing = (np.concatenate([pair[column] for pair in pairs]) for column in range(3))
    model = LogisticRegression(C=PENALTY, max_iter=5000).fit(scores, right, sample_weight=weighing)
    weights = Weights(round(float(model.intercept_[0]), 4), tuple(round(float(weight), 4) for weight in model.coef_[0]))
    return named_weights(weights, NAMES)


def main() -> None:
    """Learn and write."""
    options = learning_options("Learn what each piece of evidence for an answer is worth.", SHIPPED)
    tables = [(*path.name.removesuffix(".delivery.tsv").split("-"), path) for path in sorted(options.gold.glob("*.delivery.tsv"))]
    tables += [(name, name, path) for path in sorted(options.gold.glob("*.within.tsv")) for name in [path.name.removesuffix(".within.tsv")]]
    kept = [row for row in tables if options.leave_out is None or not row[0].startswith(options.leave_out)]
    weights = learn([labelled_pairs(options.gold, old, new, path) for old, new, path in kept])
    options.output.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
