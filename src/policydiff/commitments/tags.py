"""Which clauses begin a commitment (B), continue one (I), head a passage (H), or are none (O).

The tags of a paragraph are decided together: a linear-chain model adds up what every feature of a clause and of its neighbours says for
each tag and what each tag says of the next, and the best sequence wins. Its weights are data of the language pack
(``clause_tags.json``), learnt from annotated reports by ``python -m policydiff.learn.clause_tags``.

Weights are whole thousandths. The twelve of one feature (four tags: for the clause itself, for the one after it, for the one before it)
lie side by side in one integer, so that the features of a clause are added up in one sum, the same on every machine.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import add

from policydiff.commitments.passages import runs
from policydiff.lexicons import Lexicon

BEGINS, CONTINUES, HEADS, OTHER = "B", "I", "H", "O"
CLOSES = "closes"
"""The feature of an unnumbered sentence that ends a section."""
SCALE = 1000
LANE = 32
"""Bits of one number."""
HALF = 1 << (LANE - 1)
TELLING = 100
"""A feature that speaks for a tag with fewer thousandths is not named as a reason."""
NEVER = -(10**9)
"""What speaks against a tag that cannot stand: a clause goes on with a commitment only after one, and a heading sets no amount."""


@dataclass(frozen=True, slots=True)
class TagModel:
    """Packed weights of every feature, a row of weights for each tag that goes before, and the weights as they were learnt."""

    tags: tuple[str, ...]
    packed: Mapping[str, int]
    transitions: tuple[tuple[int, ...], ...]
    weights: Mapping[str, Sequence[int]]


@lru_cache(maxsize=8)
def load_tag_model(lexicon: Lexicon) -> TagModel:
    """The model of a language pack."""
    data = json.loads(lexicon.data("clause_tags.json"))
    return build_model(tuple(data["tags"]), data["features"], data["transitions"])


def build_model(tags: tuple[str, ...], features: Mapping[str, Sequence[int]], transitions: Sequence[Sequence[int]]) -> TagModel:
    """A model from weights in thousandths by feature; ``-1:`` and ``+1:`` before a name say that a neighbour shows it."""
    packed: dict[str, int] = {}
    for name, weights in features.items():
        lane = {"-1:": 1, "+1:": 2}.get(name[:3], 0)
        own, total = (name[3:] if lane else name), 0
        for weight in reversed(weights):
            total = (total << LANE) + weight
        packed[own] = packed.get(own, 0) + (total << LANE * lane * len(tags))
    barred = tuple(
        tuple(NEVER if after == CONTINUES and before in (HEADS, OTHER) else weight for after, weight in zip(tags, row, strict=True))
        for before, row in zip(tags, transitions, strict=True)
    )
    return TagModel(tags, packed, barred, features)


def tag_passage(rows: Sequence[Sequence[tuple[str, ...]]], paragraphs: Sequence[int], model: TagModel) -> list[str]:
    """The best sequence of tags for the clauses of each paragraph of a passage.

    Args:
        rows: the features of each clause in groups, its own first, then those that it shares; those of its neighbours left out.
        paragraphs: the paragraph that each clause stands in; neighbours count inside it, and a commitment does not go on beyond it.
        model: the weights.

    >>> weights = {"figure": [2000, 0, 0], "-1:figure": [0, 900, 0], "plain": [0, 0, 100]}
    >>> model = build_model(("B", "I", "O"), weights, [[0, 0, 0], [0, 0, 0], [0, 0, 500]])
    >>> tag_passage([[("figure",)], [("plain",)], [("plain",)]], [0, 0, 0], model)
    ['B', 'I', 'O']
    >>> tag_passage([[("figure",)], [("plain",)], [("plain",)]], [0, 1, 1], model)
    ['B', 'O', 'O']
    """
    says = emissions(rows, paragraphs, model)
    bar_tags(says, rows, paragraphs, model.tags)
    into = list(zip(*model.transitions, strict=True))
    return [model.tags[place] for run in runs(paragraphs) for place in best_path(says[run.start : run.stop], into)]


def best_path(says: Sequence[Sequence[int]], into: Sequence[Sequence[int]]) -> list[int]:
    """The places of the best sequence of tags, from what speaks for each by itself and, for each, after each other one.

    >>> best_path([[5, 0], [1, 2]], [[0, 0], [-3, 0]]), best_path([[5, 0], [1, 9]], [[0, 0], [-3, 0]])
    ([0, 0], [0, 1])
    """
    best, back = says[0], []
    for own in says[1:]:
        reached = [list(map(add, best, weights)) for weights in into]
        tops = list(map(max, reached))
        back.append([scores.index(top) for scores, top in zip(reached, tops, strict=True)])
        best = list(map(add, tops, own))
    place = max(range(len(best)), key=best.__getitem__)
    path = [place]
    for sources in reversed(back):
        place = sources[place]
        path.append(place)
    return path[::-1]


def bar_tags(says: Sequence[list[int]], rows: Sequence[Sequence[tuple[str, ...]]], paragraphs: Sequence[int], tags: Sequence[str]) -> None:
    """Speak against the tags that cannot stand.

    Nothing goes on at the beginning of a paragraph; a heading sets no amount, and a sentence that nothing carries out is none.
    """
    goes_on, heads = tags.index(CONTINUES), tags.index(HEADS) if HEADS in tags else None
    for at, row in enumerate(rows):
        if at == 0 or paragraphs[at] != paragraphs[at - 1]:
            says[at][goes_on] = NEVER
        if heads is not None and ("amount" in row[0] or (CLOSES in row[1] and "end=：" not in row[0])):
            says[at][heads] = NEVER


def emissions(rows: Sequence[Sequence[tuple[str, ...]]], paragraphs: Sequence[int], model: TagModel) -> list[list[int]]:
    """What the features of each clause and of its neighbours say for each tag."""
    size = len(model.tags)
    weigh = lru_cache(maxsize=64)(lambda names: sum(map(model.packed.get, names, repeat(0))))
    sums = [unpack(sum(map(model.packed.get, row[0], repeat(0))) + sum(map(weigh, row[1:])), 3 * size) for row in rows]
    says = [list(lanes[:size]) for lanes in sums]
    for at in range(1, len(rows)):
        if paragraphs[at] == paragraphs[at - 1]:
            says[at] = list(map(add, says[at], sums[at - 1][size : 2 * size]))
            says[at - 1] = list(map(add, says[at - 1], sums[at][2 * size :]))
    return says


def unpack(total: int, lanes: int) -> tuple[int, ...]:
    """The numbers that lie side by side in one integer, the lowest first.

    >>> unpack((3 << LANE) - 7, 2)
    (-7, 3)
    """
    lifted = total + level(lanes)
    return tuple(number - HALF for number in struct.unpack(f"<{lanes}I", lifted.to_bytes(LANE // 8 * lanes, "little")))


@lru_cache(maxsize=8)
def level(lanes: int) -> int:
    """Half of what a lane holds in every lane: added to numbers side by side, it leaves none below zero."""
    return sum(HALF << LANE * lane for lane in range(lanes))


def strongest_signs(row: Sequence[tuple[str, ...]], tag: str, model: TagModel, most: int = 3) -> tuple[str, ...]:
    """The features of the clause itself that speak most for a tag, as ``name (weight)``."""
    place, weights = model.tags.index(tag), model.weights
    found = sorted([(-said[place], name) for name in row[0] if (said := weights.get(name)) and said[place] >= TELLING])[:most]
    return tuple(f"{name} ({-weight / SCALE:+.2f})" for weight, name in found)
