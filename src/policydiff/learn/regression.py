"""Logistic regression over named scores: the one way in which evidence is weighed."""

from __future__ import annotations

import numpy as np

from policydiff.align.weights import Weights


def fit_weights(scores: np.ndarray, right: np.ndarray, penalty: float, weighing: np.ndarray | None = None) -> Weights:
    """Weights for scores as they are, learnt from scores brought to the same spread, rounded to four decimals.

    Args:
        scores: a row a pair, a column a comparison.
        right: whether each pair is right.
        penalty: how freely the weights may grow (the inverse of the strength of the quadratic penalty).
        weighing: how much each pair counts, by default all alike.
    """
    from sklearn.linear_model import LogisticRegression

    middle, spread = scores.mean(axis=0), scores.std(axis=0) + 1e-9
    model = LogisticRegression(C=penalty, max_iter=5000).fit((scores - middle) / spread, right, sample_weight=weighing)
    worth = model.coef_[0] / spread
    return Weights(round(float(model.intercept_[0] - worth @ middle), 4), tuple(round(float(weight), 4) for weight in worth))
