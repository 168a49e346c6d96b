"""The second look, on link graphs drawn by hand: old commitments are rows, new ones columns."""

from types import SimpleNamespace

import numpy as np
import pytest

from policydiff.align.company import (
    First,
    fewer_partners,
    linked_beside,
    linked_in_step,
    linked_sections,
    more_partners,
    surer_than_both,
    surer_than_one,
)

DIAGONAL = """
9 . . .
. 5 . .
. . 9 .
. . . 2
"""
RIVALS = """
8 6
. 3
"""


def draw(picture, old_sections=None, new_sections=None):
    """A first look from a picture: digits are tenths, dots no candidates."""
    lines = [line.split() for line in picture.strip().splitlines()]
    pairs = [(i, j, int(cell) / 10) for j in range(len(lines[0])) for i, line in enumerate(lines) if (cell := line[j]) != "."]
    rows, columns, probable = (np.asarray(values) for values in zip(*pairs, strict=True))
    olds, news = (
        [SimpleNamespace(section=s) for s in sections or ["1"] * size]
        for size, sections in ((len(lines), old_sections), (len(lines[0]), new_sections))
    )
    return First(SimpleNamespace(olds=olds, news=news, rows=rows, columns=columns), probable)


def at(first, look, i, j):
    where = np.flatnonzero((first.bench.rows == i) & (first.bench.columns == j))
    return round(float(look(first)[where[0]]), 4)


def test_links_beside_and_in_step_speak_for_a_pair():
    first = draw(DIAGONAL)
    assert at(first, linked_in_step, 1, 1) == 0.9
    assert at(first, linked_beside, 1, 1) == pytest.approx((0.9 + 0.9 + 0.2) / 4)


def test_at_the_edge_one_neighbour_is_missing():
    assert at(draw(DIAGONAL), linked_in_step, 0, 0) == 0.25


def test_rivals_are_seen_from_both_ends():
    first = draw(RIVALS)
    assert at(first, more_partners, 0, 1) == 0.8
    assert at(first, fewer_partners, 0, 1) == 0.3
    assert at(first, surer_than_both, 0, 1) == -0.2
    assert at(first, surer_than_one, 0, 1) == 0.3


def test_a_pair_without_rivals_is_as_sure_as_it_is_probable():
    assert at(draw(DIAGONAL), surer_than_both, 3, 3) == 0.2


def test_sections_whose_other_commitments_are_linked_speak_for_a_pair():
    first = draw(DIAGONAL, ["a", "a", "b", "b"], ["x", "x", "y", "y"])
    assert at(first, linked_sections, 1, 1) == pytest.approx(0.9 / 2)
    assert at(first, linked_sections, 3, 3) == pytest.approx(0.9 / 2)


@pytest.mark.parametrize(
    "look", [linked_beside, linked_in_step, more_partners, fewer_partners, surer_than_both, surer_than_one, linked_sections]
)
@pytest.mark.parametrize("picture", [DIAGONAL, RIVALS])
def test_the_years_the_other_way_round_look_the_same(look, picture):
    lines = [line.split() for line in picture.strip().splitlines()]
    turned = "\n".join(" ".join(row) for row in zip(*lines, strict=True))
    one, other = draw(picture), draw(turned)
    pairs = zip(one.bench.rows.tolist(), one.bench.columns.tolist(), strict=True)
    assert all(at(one, look, i, j) == at(other, look, j, i) for i, j in pairs)
