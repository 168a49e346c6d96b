"""The primitives: room for words, scales, ticks, and markup that nothing breaks."""

from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from policydiff.publish.charts.svg import Scale, fit, tag, text_width, ticks, words, wrap, write, year_ticks

ANY = st.text(max_size=60)
NUMBERS = st.floats(-1e15, 1e15)


@given(ANY)
def test_any_words_are_well_formed_and_inert(text):
    element = ElementTree.fromstring(write(0, 0, text))
    assert list(element) == []
    assert "<" not in words(text)


@given(ANY)
def test_attributes_are_escaped(text):
    assert list(ElementTree.fromstring(tag("g", "", data_x=words(text)))) == []


@given(ANY, st.floats(12, 300))
def test_what_fits_is_no_wider_than_the_room(text, room):
    assert text_width(fit(text, 10, room), 10) <= room
    assert all(text_width(line, 10) <= room for line in wrap(text, 10, room))


@given(st.text("增长粮食棉花油料", max_size=20))
def test_short_words_are_kept_whole(text):
    assert fit(text, 10, 200) == text
    assert "".join(wrap(text, 10, 100)) == text


@given(NUMBERS, NUMBERS)
def test_ticks_are_few_ascend_and_hold_all(one, other):
    low, high = sorted((one, other))
    marks = ticks(low, high)
    assert marks == sorted(set(marks)) and 2 <= len(marks) <= 9
    margin = 1e-6 * max(abs(low), abs(high))
    assert marks[0] <= low + margin and marks[-1] >= high - margin


@given(st.integers(1900, 2100), st.integers(0, 150))
def test_years_stand_clear_of_each_other(first, more):
    shown = year_ticks(first, first + more, 800)
    assert all((other - one) * 800 / max(more, 1) >= 40 for one, other in pairwise(shown))


def test_scales_are_straight():
    scale = Scale(-2, 8, 156, 0)
    assert [scale(value) for value in (-2, 3, 8)] == [156, 78, 0]
