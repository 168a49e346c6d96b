"""A report against itself, and the two years the other way round."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.texts import TEXTS, changes_between, extract, reports

from policydiff.model import Change, Extract, Facets, Status

OPPOSITES = (
    ("new", "dropped"),
    ("raised", "lowered"),
    ("tightened", "loosened"),
    ("added", "removed"),
    ("more", "less"),
    ("firmer", "softer"),
    ("advanced", "slipped"),
    ("earlier", "later"),
    ("split", "merged"),
)
TURNED = {one: other for pair in OPPOSITES for one, other in (pair, pair[::-1])}
PAIRS = st.tuples(reports(2023), reports(2024)).map(lambda pair: (pair[0].text, pair[1].text))


def turned(word: str | None) -> str | None:
    """A word as it reads with the years the other way round."""
    return TURNED.get(word, word) if word else word


def shown(change: Change, *, turn: bool = False) -> tuple[object, ...]:
    """A change, or its mirror image, without the reason and the words that only one way round can have."""
    facets = [getattr(change.facets, name) for name in Facets.__slots__ if name != "reason"]
    moves = [(str(move.direction), move.old_id, move.new_id, move.old, move.new) for move in change.numeric]
    if turn:
        facets = [turned(facet) for facet in facets]
        moves = [(turned(way), new_id, old_id, new, old) for way, old_id, new_id, old, new in moves]
        return turned(str(change.status)), change.new, change.old, facets, counted(moves)
    return str(change.status), change.old, change.new, facets, counted(moves)


def counted(moves: list[tuple[object, ...]]) -> list[str]:
    """Moves in an order that does not depend on the side they were read from."""
    return sorted(map(repr, moves))


@settings(max_examples=15, deadline=None)
@given(TEXTS | reports().map(lambda lines: lines.text))
def test_a_report_against_itself_is_all_continued_without_a_facet(text):
    found = extract(text)
    changes = changes_between(found, found)
    assert [change for change in changes if change.status is not Status.CONTINUED or change.facets != Facets()] == []


@settings(max_examples=15, deadline=None)
@given(PAIRS)
def test_the_years_the_other_way_round(pair):
    assert_turned(*map(extract, pair))


def test_two_whole_reports_the_other_way_round_and_one_against_itself(older, newer):
    assert_turned(older, newer)
    assert all(change.status is Status.CONTINUED and change.facets == Facets() for change in changes_between(newer, newer))


def assert_turned(old: Extract, new: Extract) -> None:
    """Every change stands in the mirror, turned."""
    forth, back = changes_between(old, new), changes_between(new, old)
    assert Counter(map(repr, map(shown, forth))) == Counter(repr(shown(change, turn=True)) for change in back)
