"""How far the probabilities of the alignment can be believed: what was said against what was right, over pairs left out of learning.

    python -m policydiff.learn.calibration GOLD_FOLDER [-o FILE.svg]

Needs the extra ``train`` (scikit-learn). Each annotated pair is judged by weights learnt from the others. Prints a line for each tenth of
the scale and the expected calibration error, and draws them as a reliability plot.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from policydiff.align.company import NAMES
from policydiff.align.evidence import COMPARISONS
from policydiff.align.weights import read_weights, to_probabilities
from policydiff.evaluate import read_gold
from policydiff.learn.alignment import Labelled, held_out, labelled_pairs, learn, second_scores
from policydiff.lexicons import load_lexicon

TENTHS = 10
LEAST = 0.1
"""Below it lie nine candidates of ten, which nobody sees; the error is told with and without them."""
SIZE, MARGIN = 320, 44
"""Of the square of the plot and of the room around it, in pixels."""


class Bin(NamedTuple):
    """A tenth of the scale: how many candidates, what was said of them on average, and how many were right."""

    candidates: int
    said: float
    right: float


def judged(pairs: Sequence[Labelled]) -> tuple[np.ndarray, np.ndarray]:
    """For every candidate of every pair the probability by weights that did not learn from it, and whether it is right."""
    said, right = [], []
    for pair, others in held_out(pairs):
        weights = learn(others)
        first, second = read_weights(weights["first"], NAMES[: len(COMPARISONS)]), read_weights(weights["second"], NAMES)
        said.append(to_probabilities(second_scores(pair, first), second))
        right.append(pair.right)
    return np.concatenate(said), np.concatenate(right)


def in_tenths(said: np.ndarray, right: np.ndarray) -> list[Bin]:
    """What was said and what was right in every tenth of the scale that has candidates.

    >>> in_tenths(np.array([0.81, 0.89, 0.12]), np.array([True, False, False]))
    [Bin(candidates=1, said=0.12, right=0.0), Bin(candidates=2, said=0.85, right=0.5)]
    """
    places = np.minimum((said * TENTHS).astype(int), TENTHS - 1)
    groups = [places == place for place in range(TENTHS) if (places == place).any()]
    return [Bin(int(group.sum()), round(float(said[group].mean()), 4), round(float(right[group].mean()), 4)) for group in groups]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: how far said and right lie apart, weighted by candidates.

    >>> calibration_error([Bin(1, 0.2, 0.0), Bin(3, 0.9, 1.0)])
    0.125
    """
    return round(sum(one.candidates * abs(one.said - one.right) for one in bins) / sum(one.candidates for one in bins), 4)


def draw(bins: Sequence[Bin], title: str) -> str:
    """A reliability plot as SVG: points on the diagonal are believed as they should be; the larger a point, the more candidates."""
    return "\n".join((*frame(title), *(point(one) for one in bins), "</svg>", ""))


def frame(title: str) -> Iterator[str]:
    """The axes, the diagonal and the words around them."""
    whole = SIZE + 2 * MARGIN
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" role="img" font-family="sans-serif" font-size="12">'
    yield f"<title>{title}</title>"
    yield f'<rect width="{whole}" height="{whole}" fill="#fff"/>'
    yield f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>'
    yield f'<line x1="{MARGIN}" y1="{MARGIN + SIZE}" x2="{MARGIN + SIZE}" y2="{MARGIN}" stroke="#888" stroke-dasharray="4 4"/>'
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = place(tick, tick)
        yield f'<text x="{x}" y="{MARGIN + SIZE + 16}" text-anchor="middle">{tick:g}</text>'
        yield f'<text x="{MARGIN - 6}" y="{y + 4}" text-anchor="end">{tick:g}</text>'
    yield f'<text x="{whole / 2}" y="{whole - 8}" text-anchor="middle">probability said</text>'
    yield f'<text x="14" y="{whole / 2}" text-anchor="middle" transform="rotate(-90 14 {whole / 2})">share that was right</text>'
    yield f'<text x="{whole / 2}" y="24" text-anchor="middle" font-size="13">{title}</text>'


def point(one: Bin) -> str:
    """One tenth of the scale."""
    x, y = place(one.said, one.right)
    radius = round(2 + 2 * float(np.log10(one.candidates)), 1)
    words = f"{one.candidates} candidates: {one.said:.2f} said, {one.right:.2f} right"
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#1f5f8b" fill-opacity="0.8"><title>{words}</title></circle>'


def place(x: float, y: float) -> tuple[float, float]:
    """Where a point of the unit square lies, in pixels."""
    return round(MARGIN + SIZE * x, 1), round(MARGIN + SIZE * (1 - y), 1)


def main() -> None:
    """Judge, print and draw."""
    parser = argparse.ArgumentParser(description="How far the probabilities of the alignment can be believed.")
    parser.add_argument("gold", type=Path, help="folder of annotated reports")
    parser.add_argument("-o", "--output", type=Path, help="where the plot goes")
    options = parser.parse_args()
    lexicon = load_lexicon("zh")
    said, right = judged([labelled_pairs(couple, lexicon) for couple in read_gold(options.gold).couples if couple.links])
    bins = in_tenths(said, right)
    for one in bins:
        print(f"{one.candidates:6} candidates: {one.said:.3f} said, {one.right:.3f} right")
    seen = said >= LEAST
    error, among_seen = calibration_error(bins), calibration_error(in_tenths(said[seen], right[seen]))
    print(f"expected calibration error {error} over all candidates, {among_seen} over those above {LEAST}")
    if options.output:
        options.output.write_text(
            draw(bins, f"{len(said):,} candidates of pairs left out; error {among_seen} above {LEAST}"), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
