"""Changed targets: every row of the table that changed, its figures as written, its direction in words."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from tests.charts.parsed import SVG, groups, hints, parsed, texts
from tests.publish.sample import comparison, hostile

from policydiff import draw_slope
from policydiff.lexicons import load_lexicon
from policydiff.model import Comparator, Horizon, Measure, Quantity, Span
from policydiff.publish.charts.slope import BROAD, FOLDED_LEGEND, NARROW, Row, half_range, lone_line
from policydiff.publish.charts.svg import text_width
from policydiff.tables import target_rows
from policydiff.tables.targets import DIRECTIONS, IN_FIGURES, IN_WORDS, MOVES, Goal, Target


@pytest.fixture(scope="module")
def root(compared):
    return parsed(draw_slope(compared, most=0))


def changed(findings):
    return [row for row in target_rows(findings) if row["direction"] not in ("", "unchanged")]


def test_every_target_that_changed_has_its_row(compared, root):
    rows = sorted(changed(compared), key=lambda row: row["direction"] not in MOVES)
    drawn = [(g.get("data-direction"), g.get("data-ambition"), g.get("data-old"), g.get("data-new")) for g in groups(root, "direction")]
    assert [(way, ambition) for way, ambition, _, _ in drawn] == [(row["direction"], row["ambition"]) for row in rows]
    values = [[None if row[key] is None else float(row[key]) for key in ("last_value", "this_value")] for row in rows]
    assert [
        [old and pytest.approx(float(old), rel=1e-3), new and pytest.approx(float(new), rel=1e-3)] for _, _, old, new in drawn
    ] == values


def test_figures_stand_as_written_and_what_happened_in_words(compared, root):
    for row, group in zip([row for row in changed(compared) if row["direction"] in MOVES], groups(root, "direction"), strict=False):
        shown = "".join(texts(group)).replace(" ", "")
        assert row["last_target"].replace(" ", "") in shown and row["this_target"].replace(" ", "") in shown
        assert row["direction"] in shown and f"asks{row['ambition']}" in shown


def test_a_line_goes_the_way_of_its_figure(root):
    for group in groups(root, "direction"):
        lines = [element for element in group.iter(f"{SVG}line") if element.get("stroke-width") == "2"]
        fall = sum(float(element.get("y2")) - float(element.get("y1")) for element in lines)
        way = group.get("data-direction")
        assert (fall < 0, fall > 0) == (way == "raised", way == "lowered") or (way in ("raised", "lowered") and abs(fall) < 0.1)


def test_one_scale_for_all_rows():
    """A rise by a tenth is as steep in every unit; what rises by half is drawn to the edge, with a break."""
    drawn = {}
    for group in groups(parsed(draw_slope(comparison())), "direction"):
        (line,) = [element for element in group.iter(f"{SVG}line") if element.get("stroke-width") == "2"]
        broken = any("l6,-12" in element.get("d") for element in group.iter(f"{SVG}path"))
        drawn[group.get("data-old"), group.get("data-new")] = (float(line.get("y2")), broken)
    assert drawn == {("5", "5.5"): (-5, False), ("11000", "12000"): (-4.5, False), ("5.5", "5.5"): (0, False), ("3", "4.5"): (-15, True)}


def test_directions_are_told_without_colour(root):
    looks = {}
    for group in groups(root, "direction"):
        told = {way for way in DIRECTIONS for text in texts(group) if text.startswith(way.replace("_", " "))}
        looks.setdefault(group.get("data-direction"), set()).update(told)
    assert looks == {way: {way} for way in looks}


def test_what_came_and_what_went_looks_otherwise_than_words_in_the_place_of_a_figure():
    marks = {way: lone_line(Target(None, None, way), BROAD).marks for way in ("added", "removed", IN_WORDS, IN_FIGURES)}
    assert len(set(marks.values())) == 4 and {len(parts) for parts in marks.values()} == {2, 3}


@pytest.mark.parametrize("most", [1, 24, 150])
def test_what_is_left_out_is_counted(compared, most):
    root = parsed(draw_slope(compared, most=most))
    drawn = len(groups(root, "direction"))
    (note,) = [text for text in texts(root) if text.startswith("Not drawn")]
    assert drawn == most and drawn + sum(map(int, re.findall(r"(\d+) more", note))) == len(changed(compared))


def test_a_narrow_picture_says_the_same(compared, root):
    narrow = parsed(draw_slope(compared, most=0).narrow)
    assert narrow.get("viewBox").split()[2] == "360"
    assert [group.attrib.keys() - {"transform"} for group in groups(narrow, "direction")] == [
        group.attrib.keys() - {"transform"} for group in groups(root, "direction")
    ]
    assert hints(narrow) == hints(root)


def test_words_of_a_narrow_picture_stay_in_it_and_apart(compared):
    """No words leave the picture; above its figures stands the whole name, below them what happened."""
    for group in groups(parsed(draw_slope(compared).narrow), "direction"):
        spans = []
        for text in group.iter(f"{SVG}text"):
            width = text_width(text.text, float(text.get("font-size", 12)))
            right = float(text.get("x")) if text.get("text-anchor") == "end" else float(text.get("x")) + width
            assert right - width >= -0.5 and right <= 360.5, text.text
            spans.append((float(text.get("y")), right - width, right))
        lines = {y: sorted(span[1:] for span in spans if span[0] == y) for y, _, _ in spans}
        assert all(one[1] <= other[0] + 0.5 for line in lines.values() for one, other in pairwise(line))


@pytest.mark.parametrize("length", range(4, 40))
@pytest.mark.parametrize("layout", [BROAD, NARROW])
def test_a_remark_on_figures_is_never_torn_apart(layout, length):
    commitment = replace(comparison().earlier.commitments[0], horizon=Horizon.MULTI_YEAR, quantities=())
    growth = replace(comparison().earlier.commitments[0].quantities[0], indicator="河" * length)
    target = Target(Goal((0, 0), commitment, growth), None, "removed")
    lines = layout.names(Row(target, None, (5, None)))
    assert len(lines) <= 2 and sum("(growth, several years)" in line for line in lines) == 1
    assert all(text_width(line, 12) <= layout.room_name for line in lines)


def test_notes_of_a_narrow_picture_stand_whole_in_their_lines(compared):
    below = [text for text in texts(parsed(draw_slope(compared).narrow)) if text in FOLDED_LEGEND or text.startswith("Not drawn")]
    assert len(below) == len(FOLDED_LEGEND) + 2


def test_nothing_moved_says_so(older):
    from policydiff.pipeline import compare_extracts

    chart = draw_slope(compare_extracts(older, older))
    assert "No target changed." in texts(parsed(chart))


def test_hostile_words_are_inert():
    for found in (hostile(), hostile("</text><script>alert(1)</script>"), hostile("\ufdd0\ufffe&#0;]]>")):
        chart = draw_slope(found)
        assert "<script" not in chart.svg
        assert parsed(chart) is not None


def test_the_same_bytes_every_time():
    assert draw_slope(comparison()).svg == draw_slope(replace(comparison())).svg


def test_a_range_of_people_whose_unit_is_not_written_is_drawn_beside_one_whose_is():
    old = Quantity(Decimal(3), "人", Comparator.EQUAL, Measure.LEVEL, "3人", Span(0, 2), indicator="农村劳动力")
    new = replace(old, unit="", comparator=Comparator.RANGE, value_high=Decimal(4))
    assert half_range(new, old, 3.0, load_lexicon("zh")) > 0
