"""The face of alignment: two extracts in, links and rests out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from policydiff.align.assignment import assign, components
from policydiff.align.candidates import find_candidates
from policydiff.align.evidence import COMPARISONS, Bench, prepare, same_position, score_pairs
from policydiff.align.grams import key
from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Alignment, Commitment, Evidence, Extract, Link, Pair


@dataclass(frozen=True, slots=True)
class Weights:
    """What each comparison is worth, in the order of ``COMPARISONS``, and where the sum starts."""

    intercept: float
    worth: tuple[float, ...]


@lru_cache(maxsize=8)
def load_weights(lexicon: Lexicon) -> Weights:
    """The weights of a language pack; every comparison must have one."""
    data = json.loads(lexicon.data("alignment.json"))
    return Weights(data["intercept"], tuple(data["worth"][comparison.__name__] for comparison in COMPARISONS))


def align_commitments(old: Extract, new: Extract, lexicon: Lexicon | None = None) -> Alignment:
    """Find which commitments of two years are the same promise.

    Args:
        old: last year's report.
        new: this year's report.
        lexicon: the language pack whose weights count, by default the Chinese one.

    Returns:
        Links, each one to one, a split or a merge, and the ids that stand alone on either side.
    """
    bench = make_bench(old, new)
    scores = score_pairs(bench)
    weights = load_weights(lexicon or load_lexicon("zh"))
    probabilities = trust_verbatim(bench, to_probabilities(scores, weights))
    chosen = assign(bench.rows, bench.columns, probabilities, (len(old.commitments), len(new.commitments)))
    pairs = {(int(bench.rows[k]), int(bench.columns[k])): k for k in chosen}
    links = tuple(make_link(bench, group, pairs, scores, probabilities, weights) for group in components(list(pairs)))
    linked_old, linked_new = {i for link in links for i in link.old}, {i for link in links for i in link.new}
    return Alignment(links, alone(old.commitments, linked_old), alone(new.commitments, linked_new))


def make_bench(old: Extract, new: Extract) -> Bench:
    """Candidates and what the comparisons share."""
    pairs = find_candidates([key(c) for c in old.commitments], [key(c) for c in new.commitments])
    return prepare(old.commitments, new.commitments, headings(old), headings(new), pairs)


def headings(extract: Extract) -> list[str]:
    """For every commitment the heading it stands under."""
    named: dict[str, str] = {}
    last = ""
    for section in extract.sections:
        last = section.heading or last
        named[section.id] = last
    return [named.get(commitment.section, "") for commitment in extract.commitments]


def to_probabilities(scores: np.ndarray, weights: Weights) -> np.ndarray:
    """The logistic sum of the evidence, rounded so that it is the same on every machine."""
    total = weights.intercept + scores @ np.asarray(weights.worth)
    return np.asarray(np.round(1 / (1 + np.exp(-total)), 6))


def trust_verbatim(bench: Bench, probabilities: np.ndarray) -> np.ndarray:
    """The same words are the same promise, whatever stands around them; of several, the one at the same place."""
    verbatim = np.asarray([bench.old_keys[i] == bench.new_keys[j] for i, j in zip(bench.rows, bench.columns, strict=True)], dtype=bool)
    return np.where(verbatim, 0.99 + 0.009 * same_position(bench), probabilities)


def make_link(
    bench: Bench,
    group: tuple[tuple[int, ...], tuple[int, ...]],
    pairs: dict[tuple[int, int], int],
    scores: np.ndarray,
    probabilities: np.ndarray,
    weights: Weights,
) -> Link:
    """A group of old and new places as a link whose pairs carry their evidence."""
    olds, news = group
    made = tuple(
        Pair(bench.old[i].id, bench.new[j].id, float(probabilities[k]), explain(scores[k], weights))
        for j in news
        for i in olds
        if (k := pairs.get((i, j))) is not None
    )
    return Link(tuple(bench.old[i].id for i in olds), tuple(bench.new[j].id for j in news), made)


def explain(row: np.ndarray, weights: Weights) -> tuple[Evidence, ...]:
    """Every comparison of a pair with its score and what that was worth in the sum."""
    return tuple(
        Evidence(comparison.__name__, round(float(score), 4), round(float(score * worth), 4), (comparison.__doc__ or "").split(":")[0])
        for comparison, score, worth in zip(COMPARISONS, row, weights.worth, strict=True)
    )


def alone(commitments: Sequence[Commitment], linked: set[str]) -> tuple[str, ...]:
    """Ids without a partner."""
    return tuple(commitment.id for commitment in commitments if commitment.id not in linked)
