"""What each piece of evidence is worth: learnt weights, as the language pack holds them, and the probability that they add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Weights:
    """What each piece of evidence is worth, in a fixed order, and where the sum starts."""

    intercept: float
    worth: tuple[float, ...]


def read_weights(data: Mapping[str, Any], names: Sequence[str]) -> Weights:
    """Weights in the order of the names; every name must have one."""
    return Weights(data["intercept"], tuple(data["worth"][name] for name in names))


def named_weights(weights: Weights, names: Sequence[str]) -> dict[str, object]:
    """Weights as the language pack holds them."""
    return {"intercept": weights.intercept, "worth": dict(zip(names, weights.worth, strict=True))}


def to_probabilities(scores: np.ndarray, weights: Weights) -> np.ndarray:
    """The logistic sum of the evidence, rounded so that it is the same on every machine."""
    total = weights.intercept + scores @ np.asarray(weights.worth)
    return np.asarray(np.round(1 / (1 + np.exp(-total)), 6))
