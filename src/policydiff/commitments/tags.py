"""Which clauses begin a commitment (B), continue one (I), head a passage (H), or are none (O).

The tags of a passage are decided together: a linear-chain model adds up what every feature of a clause says for each tag and what
each tag says of the next, and the best sequence wins. Its weights are data of the language pack (``clause_tags.json``), learnt from
annotated reports by ``python -m policydiff.learn.clause_tags``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from policydiff.lexicons import Lexicon

BEGINS, CONTINUES, HEADS, OTHER = "B", "I", "H", "O"


@dataclass(frozen=True, slots=True)
class TagModel:
    """Weights in the order of ``tags``: a row for each feature, and a row for each tag that goes before."""

    tags: tuple[str, ...]
    features: Mapping[str, tuple[float, ...]]
    transitions: tuple[tuple[float, ...], ...]


@lru_cache(maxsize=8)
def load_tag_model(lexicon: Lexicon) -> TagModel:
    """The model of a language pack."""
    data = json.loads(lexicon.data("clause_tags.json"))
    return TagModel(
        tuple(data["tags"]), {name: tuple(row) for name, row in data["features"].items()}, tuple(map(tuple, data["transitions"]))
    )


def tag_passage(rows: Sequence[Sequence[str]], model: TagModel) -> list[str]:
    """The best sequence of tags for the clauses of one passage, given their features.

    >>> model = TagModel(("B", "O"), {"figure": (2.0, 0.0)}, ((0.0, 0.0), (0.0, 0.5)))
    >>> tag_passage([["figure"], ["plain"], ["plain"]], model)
    ['B', 'O', 'O']
    """
    if not rows:
        return []
    width = range(len(model.tags))
    best = emission(rows[0], model)
    back: list[list[int]] = []
    for row in rows[1:]:
        own = emission(row, model)
        sources = [max(width, key=lambda i: best[i] + model.transitions[i][j]) for j in width]
        best = [best[sources[j]] + model.transitions[sources[j]][j] + own[j] for j in width]
        back.append(sources)
    place = max(width, key=lambda j: best[j])
    path = [place]
    for sources in reversed(back):
        place = sources[place]
        path.append(place)
    return [model.tags[place] for place in reversed(path)]


def emission(row: Sequence[str], model: TagModel) -> list[float]:
    """What the features of one clause say for each tag; an exact sum, so that neither order nor machine can tip a decision."""
    known = [weights for name in row if (weights := model.features.get(name))]
    return [fsum(column) for column in zip(*known, strict=True)] if known else [0.0] * len(model.tags)


def strongest_signs(row: Sequence[str], tag: str, model: TagModel, most: int = 3) -> tuple[str, ...]:
    """The features that speak most for a tag, as ``name (weight)``."""
    place = model.tags.index(tag)
    found = sorted(
        ((model.features[name][place], name) for name in set(row) if name in model.features), key=lambda pair: (-pair[0], pair[1])
    )
    return tuple(f"{name} ({weight:+.2f})" for weight, name in found[:most] if weight > 0)
