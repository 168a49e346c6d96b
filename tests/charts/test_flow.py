"""The flow by section: every commitment in exactly one band, and the four counts those of the comparison."""

import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.charts.parsed import SVG, groups, parsed, texts
from tests.publish.sample import comparison, hostile

from policydiff import draw_flow
from policydiff.model import Status
from policydiff.publish.charts.flow import MOST_SECTIONS, PATTERNS, count_flow, fold


def totals(findings):
    """How many commitments of the old and of the new report became what."""
    old, new = Counter(), Counter()
    for change in findings.changes:
        old[change.status] += len(change.old)
        new[change.status] += len(change.new)
    return +old, +new


def check_conservation(findings):
    """Sections, bands and stubs hold every commitment of either report once."""
    flow, (old, new) = count_flow(findings), totals(findings)
    assert sum(flow.old.values(), Counter()) == old and sum(flow.new.values(), Counter()) == new
    assert old.total() == len(findings.earlier.commitments) and new.total() == len(findings.later.commitments)
    for which, sections, whole in ((0, flow.old, old), (1, flow.new, new)):
        for status in Status:
            assert sum(weights[which] for band, weights in flow.bands.items() if band[2] is status) == whole[status]
        for name, counts in sections.items():
            assert sum(weights[which] for band, weights in flow.bands.items() if band[which] == name) == counts.total()


def check_drawing(findings):
    """The picture holds the same counts."""
    root, (old, new) = parsed(draw_flow(findings)), totals(findings)
    for side, whole in (("old", old), ("new", new)):
        bars = [g for g in groups(root, "section") if g.get("data-section") == side]
        assert {status: sum(int(g.get(f"data-{status}")) for g in bars) for status in Status} == {
            status: whole[status] for status in Status
        }
        bands = [g for g in groups(root, "status") if g.get("data-old")]
        for status in Status:
            assert sum(Fraction(g.get(f"data-{side}")) for g in bands if g.get("data-status") == status) == whole[status]
    shown = Counter({status: len(findings.with_status(status)) for status in Status})
    legend = [re.fullmatch(r"(\d+) (continued|changed in figures|new|dropped)", text) for text in texts(root)]
    assert [int(found[1]) for found in legend if found][-4:] == [shown[status] for status in Status]


@pytest.mark.parametrize("which", ["seeds", "sample", "hostile"])
def test_every_commitment_is_accounted_for(which, compared):
    findings = {"seeds": compared, "sample": comparison(), "hostile": hostile()}[which]
    check_conservation(findings)
    check_drawing(findings)


def test_bars_are_as_high_as_they_have_commitments(compared):
    bars = groups(parsed(draw_flow(compared)), "section")
    sizes = [(sum(int(g.get(f"data-{status}")) for status in Status), float(g.find(f"{SVG}rect").get("height"))) for g in bars]
    unit = 560 / max(len(compared.earlier.commitments), len(compared.later.commitments))
    assert all(height == pytest.approx(unit * count, abs=0.06) for count, height in sizes)


def test_statuses_are_told_without_colour(compared):
    root = parsed(draw_flow(compared))
    fills = {status: set() for status in Status}
    for group in groups(root, "status"):
        fills[Status(group.get("data-status"))] |= {
            path.get("fill") for path in group.iter(f"{SVG}path") if path.get("fill", "").startswith("url")
        }
    assert fills == {status: {f"url(#{PATTERNS[status]})"} if status in PATTERNS else set() for status in Status}
    assert {element.get("id") for element in root.iter(f"{SVG}pattern")} == set(PATTERNS.values())


def test_smaller_sections_of_many_are_one():
    names = [str(number) for number in range(100) for _ in range(1 + number % 7)]
    folded = Counter(fold(names))
    assert len(folded) == MOST_SECTIONS and folded.total() == len(names)
    assert folded["71 smaller sections"] > 0


def test_reports_without_commitments_say_so():
    found = comparison()
    empty = replace(
        found, earlier=replace(found.earlier, commitments=()), later=replace(found.later, commitments=()), changes=(), deliveries=()
    )
    assert "Neither report has a commitment." in texts(parsed(draw_flow(empty)))


def test_one_report_without_commitments_is_drawn():
    found = comparison()
    changes = tuple(replace(change, status=Status.NEW, old=(), pairs=()) for change in found.changes if change.new)
    half = replace(found, earlier=replace(found.earlier, commitments=()), changes=changes, deliveries=())
    check_conservation(half)
    check_drawing(half)


def test_hostile_words_are_inert():
    chart = draw_flow(hostile("</text><script>alert(1)</script>"))
    assert "<script" not in chart.svg and parsed(chart) is not None


def test_the_same_bytes_every_time():
    assert draw_flow(comparison()).svg == draw_flow(comparison()).svg
