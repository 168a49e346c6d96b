"""Which clauses begin a commitment (B), continue one (I), head a passage (H), or are none (O).

The tags of a passage are decided together: a linear-chain model adds up what every feature of a clause and of its neighbours says for
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

from policydiff.lexicons import Lexicon

BEGINS, CONTINUES, HEADS, OTHER = "B", "I", "H", "O"
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
    """Packed weights of every feature, a row of weights for each tag that goes before, and what speaks for a tag in its own clause."""

    tags: tuple[str, ...]
    packed: Mapping[str, int]
    transitions: tuple[tuple[int, ...], ...]
    favours: Mapping[str, Mapping[str, int]]


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
        own = name[3:] if lane else name
        packed[own] = packed.get(own, 0) + sum(weight << LANE * (lane * len(tags) + i) for i, weight in enumerate(weights))
    favours = {tag: {name: row[i] for name, row in features.items() if row[i] >= TELLING} for i, tag in enumerate(tags)}
    barred = tuple(
        tuple(NEVER if after == CONTINUES and before in (HEADS, OTHER) else weight for after, weight in zip(tags, row, strict=True))
        for before, row in zip(tags, transitions, strict=True)
    )
    return TagModel(tags, packed, barred, favours)


def tag_passage(rows: Sequence[Sequence[tuple[str, ...]]], paragraphs: Sequence[int], model: TagModel) -> list[str]:
    """The best sequence of tags for the clauses of one passage.

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
    if not rows:
        return []
    width = range(len(model.tags))
    says = emissions(rows, paragraphs, model)
    bar_tags(says, rows, paragraphs, model.tags)
    best, back = says[0], []
    into = list(zip(*model.transitions, strict=True))
    for own in says[1:]:
        reached = [list(map(add, best, weights)) for weights in into]
        tops = list(map(max, reached))
        back.append([scores.index(top) for scores, top in zip(reached, tops, strict=True)])
        best = list(map(add, tops, own))
    place = max(width, key=lambda j: best[j])
    path = [place]
    for sources in reversed(back):
        place = sources[place]
        path.append(place)
    return [model.tags[place] for place in reversed(path)]


def bar_tags(says: Sequence[list[int]], rows: Sequence[Sequence[tuple[str, ...]]], paragraphs: Sequence[int], tags: Sequence[str]) -> None:
    """Speak against the tags that cannot stand.

    Nothing goes on at the beginning of a paragraph; a heading sets no amount, and a sentence that nothing follows is none.
    """
    goes_on, heads = tags.index(CONTINUES), tags.index(HEADS) if HEADS in tags else None
    for at, row in enumerate(rows):
        if at == 0 or paragraphs[at] != paragraphs[at - 1]:
            says[at][goes_on] = NEVER
        ends = at == len(rows) - 1 and "numbered" not in row[0] and "end=。" in row[0]
        if heads is not None and (ends or "amount" in row[0]):
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
    favours = model.favours[tag]
    found = sorted([(-favours[name], name) for name in row[0] if name in favours])[:most]
    return tuple(f"{name} ({-weight / SCALE:+.2f})" for weight, name in found)
