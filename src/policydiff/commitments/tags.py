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
from functools import lru_cache
from itertools import chain, repeat
from operator import add

from policydiff.commitments.features import Names, Row
from policydiff.commitments.passages import runs
from policydiff.lexicons import Lexicon

BEGINS, CONTINUES, HEADS, OTHER = "B", "I", "H", "O"
SCALE = 1000
LANE = 32
"""Bits of one number."""
ZERO = 1 << (LANE - 3)
"""What a lane holds for nought: with it no number that is carried lies below zero, and three of them do not overflow."""
KEPT = 16384
"""So many groups of features are kept with what they weigh."""
TELLING = 100
"""A feature that speaks for a tag with fewer thousandths is not named as a reason."""
NEVER = -(10**9)
"""What speaks against a tag that cannot stand: a clause goes on with a commitment only after one, and a heading sets no amount."""


class TagModel:
    """A row of weights for each tag that goes before, the weights as they were learnt, and those of every feature packed.

    What a group of features weighs and how it speaks for a tag is kept for groups that come again.
    """

    def __init__(
        self,
        tags: tuple[str, ...],
        transitions: tuple[tuple[int, ...], ...],
        weights: Mapping[str, Sequence[int]],
        packed: Mapping[str, int],
    ) -> None:
        self.tags = tags
        self.transitions = transitions
        self.weights = weights
        self.packed = packed
        self.weigh_group = lru_cache(maxsize=KEPT)(self.weigh)
        self.telling_in_group = lru_cache(maxsize=KEPT)(self.telling)

    def weigh(self, names: Names) -> int:
        """What some features weigh together, packed."""
        return sum(map(self.packed.get, names, repeat(0)))

    def telling(self, names: Names, place: int) -> tuple[tuple[int, str], ...]:
        """Which features speak for the tag at a place, with their weights, which are negative to sort the strongest first."""
        return tuple((-said[place], name) for name in names if (said := self.weights.get(name)) and said[place] >= TELLING)


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
    return TagModel(tags, barred, features, packed)


def tag_passage(rows: Sequence[Row], paragraphs: Sequence[int], model: TagModel) -> list[str]:
    """The best sequence of tags for the clauses of each paragraph of a passage.

    Args:
        rows: the features of each clause, those of its neighbours left out.
        paragraphs: the paragraph that each clause stands in; neighbours count inside it, and a commitment does not go on beyond it.
        model: the weights.

    >>> weights = {"figure": [2000, 0, 0], "-1:figure": [0, 900, 0], "plain": [0, 0, 100]}
    >>> model = build_model(("B", "I", "O"), weights, [[0, 0, 0], [0, 0, 0], [0, 0, 500]])
    >>> figure, plain = Row(("figure",)), Row(("plain",))
    >>> tag_passage([figure, plain, plain], [0, 0, 0], model), tag_passage([figure, plain, plain], [0, 1, 1], model)
    (['B', 'I', 'O'], ['B', 'O', 'O'])
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
    best = says[0]
    reached = [best]
    for own in says[1:]:
        best = [said + max(map(add, best, weights)) for said, weights in zip(own, into, strict=True)]
        reached.append(best)
    place = best.index(max(best))
    path = [place]
    for before in reached[-2::-1]:
        scores = list(map(add, before, into[place]))
        place = scores.index(max(scores))
        path.append(place)
    return path[::-1]


def bar_tags(says: Sequence[list[int]], rows: Sequence[Row], paragraphs: Sequence[int], tags: Sequence[str]) -> None:
    """Speak against the tags that cannot stand.

    Nothing goes on at the beginning of a paragraph; a heading sets no amount, and a sentence that nothing carries out is none.
    """
    goes_on, heads = tags.index(CONTINUES), tags.index(HEADS) if HEADS in tags else None
    for at, row in enumerate(rows):
        if at == 0 or paragraphs[at] != paragraphs[at - 1]:
            says[at][goes_on] = NEVER
        if heads is not None and not row.heads:
            says[at][heads] = NEVER


def emissions(rows: Sequence[Row], paragraphs: Sequence[int], model: TagModel) -> list[list[int]]:
    """What the features of each clause and of its neighbours say for each tag."""
    size = len(model.tags)
    width = LANE * size
    own, nothing = (1 << width) - 1, zeros(size)
    sums: list[int] = []
    shared: tuple[Names, ...] | None = None
    base = 0
    for row in rows:
        if row.shared is not shared:
            shared, base = row.shared, sum(map(model.weigh_group, row.shared), zeros(3 * size))
        sums.append(sum(map(model.weigh_group, row.own), base + model.weigh(row.words)))
    says = []
    for run in runs(paragraphs):
        inside = sums[run.start : run.stop]
        before = [nothing, *(total >> width & own for total in inside[:-1])]
        after = [*(total >> 2 * width for total in inside[1:]), nothing]
        says += [unpack((total & own) + left + right, size) for total, left, right in zip(inside, before, after, strict=True)]
    return says


def unpack(total: int, lanes: int) -> list[int]:
    """The numbers that lie side by side in one integer, the lowest first; each was added up from three, with as many noughts.

    >>> unpack((3 << LANE) - 7 + 3 * zeros(2), 2)
    [-7, 3]
    """
    return [number - 3 * ZERO for number in struct.unpack(f"<{lanes}I", total.to_bytes(LANE // 8 * lanes, "little"))]


@lru_cache(maxsize=8)
def zeros(lanes: int) -> int:
    """Nought in every lane: added to numbers side by side, it leaves none below zero."""
    return sum(ZERO << LANE * lane for lane in range(lanes))


def strongest_signs(row: Row, tag: str, model: TagModel, most: int = 3) -> tuple[str, ...]:
    """The features of the clause itself that speak most for a tag, as ``name (weight)``."""
    place = model.tags.index(tag)
    grouped = chain.from_iterable(map(model.telling_in_group, row.own, repeat(place)))
    found = sorted([*model.telling(row.words, place), *grouped])[:most]
    return tuple(f"{name} ({-weight / SCALE:+.2f})" for weight, name in found)
