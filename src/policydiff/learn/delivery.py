"""Learn what each piece of evidence is worth in finding the passage that answers a promise.

    python -m policydiff.learn.delivery GOLD_FOLDER [--leave-out PLACE] [-o FILE]

Needs the extra ``train`` (scikit-learn). A candidate pair counts as right where its ends overlap the two ends of an annotated row. The
annotation lists some sixty answers a pair, not all of them: pairs of promises that it does not name weigh a tenth.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from policydiff.align.weights import named_weights
from policydiff.delivery.passages import NAMES, score_pairs, set_desk
from policydiff.evaluate import Document, named_chunks, read_gold, touches
from policydiff.learn.gold import learning_options, learnt_from
from policydiff.learn.regression import fit_weights
from policydiff.lexicons import load_lexicon
from policydiff.model import Statement
from policydiff.pipeline import extract_report

SHIPPED = Path(__file__).parents[1] / "lexicons" / "zh" / "delivery.json"
PENALTY = 0.1
UNNAMED = 0.1


class Labelled(NamedTuple):
    """Evidence of candidate pairs, whether each is right, and how much it weighs."""

    scores: np.ndarray
    right: np.ndarray
    weights: np.ndarray


def labelled_pairs(old: Document, new: Document, answers: Sequence[Sequence[str]]) -> Labelled:
    """The candidate pairs of two annotated reports, or of one and itself."""
    before, after = extract_report(old.path), extract_report(new.path)
    desk = set_desk(before, after, load_lexicon("zh"))
    right: set[tuple[int, int]] = set()
    named: set[int] = set()
    for promise, report, *_ in answers:
        promised = touched(promise, old, before.commitments)
        right |= {(i, j) for i in promised for j in touched(report, new, after.outcomes)}
        named |= promised
    pairs = list(zip(desk.rows.tolist(), desk.columns.tolist(), strict=True))
    return Labelled(
        score_pairs(desk), np.asarray([pair in right for pair in pairs]), np.asarray([1.0 if i in named else UNNAMED for i, _ in pairs])
    )


def touched(ids: str, document: Document, statements: Sequence[Statement]) -> set[int]:
    """The places of the statements that overlap one of the chunks named."""
    chunks = named_chunks(ids, document)
    return {place for place, statement in enumerate(statements) if touches(statement, chunks)}


def learn(pairs: Sequence[Labelled]) -> dict[str, object]:
    """Weighted logistic regression over all labelled pairs."""
    scores, right, weighing = (np.concatenate([pair[column] for pair in pairs]) for column in range(3))
    return named_weights(fit_weights(scores, right, PENALTY, weighing), NAMES)


def main() -> None:
    """Learn and write."""
    options = learning_options("Learn what each piece of evidence for an answer is worth.", SHIPPED)
    gold = read_gold(options.gold)
    asked = [(couple.old, couple.new, couple.deliveries) for couple in gold.couples if couple.deliveries]
    asked += [(document, document, document.within) for document in gold.documents if document.within]
    weights = learn([labelled_pairs(old, new, answers) for old, new, answers in asked if learnt_from(old.name, options)])
    options.output.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
