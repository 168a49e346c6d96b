"""An encoder of the user's own, as one more piece of evidence: any function from texts to a matrix of numbers, a row a text.

What it says is taken as how far two commitments stand out among all candidates of the pair of reports, so that encoders of any range
count alike; what that is worth is a documented constant, as nothing is learnt of an encoder that policydiff does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from policydiff.align.candidates import nearest_in_meaning
from policydiff.align.words import unit
from policydiff.model import Commitment, PolicydiffError

Encoder = Callable[[list[str]], Any]
"""From a list of n strings to a float matrix of n rows: an array, or nested lists."""
NAME = "encoded_meaning"
DETAIL = "How far the encoder of the user's own holds the two to be more alike than candidates are on average"
WORTH = 2.0
"""What standing out by three standard deviations adds to the sum: about as much as two meanings of the shipped word vectors that agree."""
MOST_SPREADS = 3.0


class Encodings:
    """What an encoder makes of two lists of commitments: a row of unit length for each."""

    def __init__(self, encoder: Encoder, olds: Sequence[Commitment], news: Sequence[Commitment]) -> None:
        rows = encode(encoder, [commitment.words for commitment in (*olds, *news)])
        self.old, self.new = rows[: len(olds)], rows[len(olds) :]

    def nearest(self) -> set[tuple[int, int]]:
        """The pairs of places that are worth comparing by the encoder alone."""
        return {(old, new) for old, new in nearest_in_meaning(self.old, self.new).tolist()}

    def standing_out(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """For every candidate pair how far its cosine lies above the mean of all, in thirds of a standard deviation up to 1 either way."""
        alike = np.einsum("pd,pd->p", self.old[rows], self.new[columns])
        spread = float(alike.std()) if len(alike) else 0.0
        if not spread:
            return np.zeros(len(alike))
        return np.asarray(np.round(np.clip((alike - alike.mean()) / (MOST_SPREADS * spread), -1.0, 1.0), 4))


def encode(encoder: Encoder, texts: list[str]) -> np.ndarray:
    """What an encoder makes of some texts, rows of unit length.

    Raises:
        PolicydiffError: it does not give a finite row of numbers for each text (code ``ENCODER``).

    >>> encode(lambda texts: [[len(text), 0.0] for text in texts], ["新建公园", "改造小区"]).tolist()
    [[1.0, 0.0], [1.0, 0.0]]
    """
    if not texts:
        return np.zeros((0, 1))
    try:
        made = np.asarray(encoder(texts), dtype=float)
    except (TypeError, ValueError) as error:
        raise no_matrix(f"it gives no matrix of numbers: {error}") from error
    if made.ndim != 2 or len(made) != len(texts) or not np.isfinite(made).all():
        raise no_matrix(f"of {len(texts)} texts it made an array of the shape {made.shape}, or one that is not finite")
    return unit(made)


def no_matrix(trouble: str) -> PolicydiffError:
    """What to say of an encoder that gives something else than it should."""
    return PolicydiffError("ENCODER", "encoder", trouble, "return a row of floats for each text")
