"""Learn what each piece of evidence is worth in aligning commitments.

    python -m policydiff.learn.alignment GOLD_FOLDER [--leave-out PLACE] [--lexicon FOLDER] [-o FILE]

Needs the extra ``train`` (scikit-learn). The commitments are those that policydiff reads; a candidate pair counts as right where
both ends are the same units as the two ends of an annotated link. The same input gives the same file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from policydiff.align.alignment import make_bench, settle
from policydiff.align.bench import Bench
from policydiff.align.company import NAMES, look_again
from policydiff.align.evidence import COMPARISONS, score_pairs
from policydiff.align.weights import Weights, named_weights, to_probabilities
from policydiff.evaluate import Couple, Document, read_gold, same_unit
from policydiff.learn.gold import learning_options, learnt_from
from policydiff.learn.regression import fit_weights
from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Extract
from policydiff.pipeline import extract_report

SHIPPED = Path(__file__).parents[1] / "lexicons" / "zh" / "alignment.json"
PENALTY = 0.2
"""On scores brought to the same spread, so that evidence of a narrow range is not held down; chosen by leaving each place out in turn."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The candidate pairs of an annotated pair of reports: their evidence, and which are right."""

    bench: Bench
    scores: np.ndarray
    right: np.ndarray


def labelled_pairs(couple: Couple, lexicon: Lexicon) -> Labelled:
    """Evidence of every candidate pair of an annotated pair of reports, and whether it is right."""
    old, new = (extract_report(document.path, lexicon=lexicon) for document in (couple.old, couple.new))
    bench = make_bench(old, new, lexicon)
    olds, news = unit_places(old, couple.old), unit_places(new, couple.new)
    right = {(i, j) for unit, partner in couple.links for i in olds[partner] for j in news[unit]}
    labels = [pair in right for pair in zip(bench.rows.tolist(), bench.columns.tolist(), strict=True)]
    return Labelled(bench, score_pairs(bench), np.asarray(labels))


def unit_places(extract: Extract, document: Document) -> dict[str, list[int]]:
    """For every annotated unit the places of the commitments that are the same unit."""
    return {
        id_: [place for place, commitment in enumerate(extract.commitments) if same_unit(unit, commitment.span)]
        for id_, unit in document.units.items()
    }


def learn(pairs: Sequence[Labelled]) -> dict[str, dict[str, object]]:
    """The weights of both looks. The second learns from pairs as a first look sees them that did not learn from them."""
    first = fit([pair.scores for pair in pairs], pairs)
    seen = [second_scores(pair, fit([other.scores for other in rest], rest) if rest else first) for pair, rest in held_out(pairs)]
    second = fit(seen, pairs)
    return {"first": named_weights(first, NAMES[: len(COMPARISONS)]), "second": named_weights(second, NAMES)}


def held_out(pairs: Sequence[Labelled]) -> Iterator[tuple[Labelled, list[Labelled]]]:
    """Every pair with the others."""
    for pair in pairs:
        yield pair, [other for other in pairs if other is not pair]


def second_scores(pair: Labelled, first: Weights) -> np.ndarray:
    """All evidence of a pair, the second look taken with some weights of the first."""
    return look_again(pair.bench, pair.scores, np.clip(to_probabilities(pair.scores, first), *settle(pair.bench, pair.scores)))


def fit(scores: Sequence[np.ndarray], pairs: Sequence[Labelled]) -> Weights:
    """The weights that tell the right pairs best."""
    return fit_weights(np.vstack(scores), np.concatenate([pair.right for pair in pairs]), PENALTY)


def main() -> None:
    """Learn and write."""
    options = learning_options("Learn what each piece of evidence is worth.", SHIPPED)
    lexicon = load_lexicon("zh", options.lexicon)
    couples = [couple for couple in read_gold(options.gold).couples if learnt_from(couple.name, options)]
    weights = learn([labelled_pairs(couple, lexicon) for couple in couples])
    options.output.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
