"""The face of alignment: two extracts in, links and rests out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from policydiff.align.assignment import components
from policydiff.align.bench import Bench, prepare
from policydiff.align.company import LOOKS, NAMES, look_again
from policydiff.align.constraints import FREE, Constraints, assign_within, places_together
from policydiff.align.encoder import DETAIL, NAME, WORTH, Encoder, Encodings
from policydiff.align.evidence import COMPARISONS, rule_out, score_pairs
from policydiff.align.pairs import same_position, same_sole_headline
from policydiff.align.weights import Weights, read_weights, to_probabilities
from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Alignment, Commitment, Evidence, Extract, Link, Pair

LEAST_RIVAL, MOST_RIVALS = 0.02, 3
"""Runners-up less probable than this, or beyond so many of one commitment, are not worth a look."""

SAME_WORDS, OTHER_WORDS = 0.9999, 0.999
"""The probability of the same words at the same place, and the most that any other pair can have."""
SOLE_HEADLINE = 0.9
"""The least probability of two commitments that hold the only figure of a headline indicator in their reports."""


@lru_cache(maxsize=8)
def load_weights(lexicon: Lexicon) -> tuple[Weights, Weights]:
    """The weights of a language pack for the first look, and for the second."""
    data = json.loads(lexicon.data("alignment.json"))
    return read_weights(data["first"], NAMES[: len(COMPARISONS)]), read_weights(data["second"], NAMES)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Every candidate pair of two reports: its scores, its probability, and which of them (by their place) became links."""

    bench: Bench
    scores: np.ndarray
    probabilities: np.ndarray
    weights: Weights
    chosen: tuple[int, ...]

    def pairs(self, places: Sequence[int]) -> list[Pair]:
        """Some candidates with their evidence."""
        at = np.asarray(places, dtype=np.int64)
        ends = zip(self.bench.rows[at].tolist(), self.bench.columns[at].tolist(), strict=True)
        evidence = zip(self.probabilities[at].tolist(), explain(self.scores[at], self.weights), strict=True)
        return [Pair(self.bench.olds[i].id, self.bench.news[j].id, *said) for (i, j), said in zip(ends, evidence, strict=True)]

    def touching(self, old: Collection[str], new: Collection[str]) -> list[int]:
        """The candidates of some old and some new commitments, the most probable first."""
        ends = enumerate(zip(self.bench.rows, self.bench.columns, strict=True))
        found = [k for k, (i, j) in ends if self.bench.olds[i].id in old or self.bench.news[j].id in new]
        return sorted(found, key=lambda k: -self.probabilities[k])


def align_commitments(
    old: Extract, new: Extract, lexicon: Lexicon | None = None, constraints: Constraints = FREE, encoder: Encoder | None = None
) -> Alignment:
    """Find which commitments of two years are the same promise.

    Args:
        old: last year's report.
        new: this year's report.
        lexicon: the language pack whose weights count, by default the Chinese one.
        constraints: what a person decided; it is kept whatever the evidence says.
        encoder: one more piece of evidence: a function from a list of texts to a float matrix, a row a text.

    Raises:
        PolicydiffError: the encoder does not give a row of numbers for each text (code ``ENCODER``).

    Returns:
        Links, each one to one, a split or a merge, the ids that stand alone on either side, and the runners-up.
    """
    weighed = weigh_commitments(old, new, lexicon, constraints, encoder)
    chosen = np.asarray(weighed.chosen, dtype=np.int64)
    ends = zip(weighed.bench.rows[chosen].tolist(), weighed.bench.columns[chosen].tolist(), strict=True)
    pairs = dict(zip(ends, weighed.pairs(weighed.chosen), strict=True))
    links = tuple(make_link(group, pairs) for group in components(list(pairs)))
    linked_old, linked_new = {i for link in links for i in link.old}, {i for link in links for i in link.new}
    return Alignment(links, alone(old.commitments, linked_old), alone(new.commitments, linked_new), runners_up(weighed))


def weigh_commitments(
    old: Extract, new: Extract, lexicon: Lexicon | None = None, constraints: Constraints = FREE, encoder: Encoder | None = None
) -> Weighed:
    """Weigh every candidate pair and assign; what was decided by hand has the probability 1."""
    pack = lexicon or load_lexicon("zh")
    together = places_together(constraints, old.commitments, new.commitments)
    encodings = Encodings(encoder, old.commitments, new.commitments) if encoder else None
    bench = make_bench(old, new, pack, together={*together, *(encodings.nearest() if encodings else ())})
    first, weights = load_weights(pack)
    compared = score_pairs(bench)
    settled = settle(bench, compared)
    scores = look_again(bench, compared, np.clip(to_probabilities(compared, first), *settled))
    if encodings:
        scores = np.column_stack([scores, encodings.standing_out(bench.rows, bench.columns)])
        weights = Weights(weights.intercept, (*weights.worth, WORTH))
    probabilities = np.clip(to_probabilities(scores, weights), *settled)
    places = list(zip(bench.rows.tolist(), bench.columns.tolist(), strict=True)) if constraints != FREE else []
    forced = [k for k, place in enumerate(places) if place in together]
    barred = [k for k, (i, j) in enumerate(places) if constraints.forbids(old.commitments[i].id, new.commitments[j].id)]
    size = (len(old.commitments), len(new.commitments))
    chosen = assign_within(bench.rows, bench.columns, probabilities, size, forced, barred)
    probabilities[forced] = 1.0
    return Weighed(bench, scores, probabilities, weights, tuple(chosen))


def make_bench(old: Extract, new: Extract, lexicon: Lexicon, *, together: Collection[tuple[int, int]] = ()) -> Bench:
    """Candidates and what the comparisons share."""
    return prepare(old.commitments, new.commitments, (headings(old), headings(new)), lexicon, together)


def runners_up(weighed: Weighed) -> tuple[Pair, ...]:
    """For every commitment of either side its best candidates that did not become links, without their evidence, in a fixed order."""
    rows, columns, probabilities = weighed.bench.rows, weighed.bench.columns, weighed.probabilities
    left = np.setdiff1d(np.flatnonzero(probabilities >= LEAST_RIVAL), np.asarray(weighed.chosen, dtype=np.int64))
    seen: Counter[tuple[int, int]] = Counter()
    kept = []
    for k in left[np.argsort(-probabilities[left], kind="stable")].tolist():
        ends = (0, int(rows[k])), (1, int(columns[k]))
        if any(seen[end] < MOST_RIVALS for end in ends):
            kept.append(Pair(weighed.bench.olds[ends[0][1]].id, weighed.bench.news[ends[1][1]].id, float(probabilities[k])))
        seen.update(ends)
    return tuple(kept)


def headings(extract: Extract) -> list[str]:
    """For every commitment the heading it stands under."""
    named: dict[str, str] = {}
    last = ""
    for section in extract.sections:
        last = section.heading or last
        named[section.id] = last
    return [named.get(commitment.section, "") for commitment in extract.commitments]


def settle(bench: Bench, compared: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What no weight may overrule: the same words are the same promise, so are the only figures of a headline indicator, and what is
    ruled out is none.

    The same words come before any others, whatever stands around them; of several, the one at the same place. What a pair of the same
    words loses grows with the square of its distance, so that promises said several times keep their order.

    Returns:
        The least and the most probability of every pair.
    """
    distance = 1 - same_position(bench)
    same, out = SAME_WORDS - 0.01 * distance**2, rule_out(bench, compared)
    least = np.where(same_sole_headline(bench) & ~out, SOLE_HEADLINE, 0.0)
    return np.where(bench.verbatim, same, least), np.where(bench.verbatim, same, np.where(out, 0.0, OTHER_WORDS))


def make_link(group: tuple[tuple[int, ...], tuple[int, ...]], pairs: Mapping[tuple[int, int], Pair]) -> Link:
    """A group of old and new places as a link whose pairs carry their evidence."""
    olds, news = group
    made = {(i, j): pairs[i, j] for j in news for i in olds if (i, j) in pairs}
    named_old, named_new = {i: pair.old for (i, _), pair in made.items()}, {j: pair.new for (_, j), pair in made.items()}
    return Link(tuple(named_old[i] for i in olds), tuple(named_new[j] for j in news), tuple(made.values()))


def explain(scores: np.ndarray, weights: Weights) -> Iterator[tuple[Evidence, ...]]:
    """For every pair where the sum starts, then every piece of evidence with its score and what that was worth in the sum."""
    start = Evidence("start", 1.0, round(weights.intercept, 4), "Where the sum starts, before any comparison")
    names, said = (*NAMES, NAME), (*details(), DETAIL)
    rounded = np.round(scores, 4).tolist(), np.round(scores * np.asarray(weights.worth), 4).tolist()
    return ((start, *map(Evidence, names, score, worth, said)) for score, worth in zip(*rounded, strict=True))


@lru_cache(maxsize=1)
def details() -> tuple[str, ...]:
    """What every piece of evidence is, in words."""
    alone = [(function.__doc__ or "").split(":")[0].split("\n")[0] for function in (*COMPARISONS, *LOOKS)]
    return *alone, *("Both together" for _ in NAMES[len(alone) :])


def alone(commitments: Sequence[Commitment], linked: set[str]) -> tuple[str, ...]:
    """Ids without a partner."""
    return tuple(commitment.id for commitment in commitments if commitment.id not in linked)
