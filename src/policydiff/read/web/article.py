"""The article of a page: the smallest box that holds nearly all of its sentences, with its title, and without what stands around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import accumulate

from policydiff.model import PolicydiffError
from policydiff.read.furniture import ANNEX, Line, part_furniture
from policydiff.read.web.page import Page

CORE = 0.9
"""Share of the sentences of a page that the box of its article holds."""
ASIDE = 0.02
"""Share of the sentences of a page that boxes of one name may hold and still be what they call themselves, such as a footer."""


def find_article(page: Page, name: str) -> tuple[list[str], list[str]]:
    """The lines of the article and those that were left out.

    Raises:
        PolicydiffError: ``NO_MAIN_TEXT`` where nothing is left, with the cause.
    """
    weights = box_weights(page)
    lines = mark_aside(page, weights)
    begin, end = article_lines(lines, page, weights)
    marked = [line if begin <= place < end or not line.weight else replace(line, aside=True) for place, line in enumerate(lines)]
    kept, left_out = part_furniture(marked)
    if not kept:
        raise no_main_text(page, name)
    return [lines[place].text for place in kept], left_out


def box_weights(page: Page) -> list[int]:
    """Characters of sentences within each box."""
    own = [0] * len(page.boxes)
    for line in page.lines:
        own[line.box] += line.weight
    sums = list(accumulate(own, initial=0))
    return [sums[box.end] - sums[number] for number, box in enumerate(page.boxes)]


def mark_aside(page: Page, weights: list[int]) -> list[Line]:
    """The lines, those marked that stand in a box which calls itself furniture where all boxes of its name hold next to no sentences."""
    held: Counter[str] = Counter()
    for box, weight in zip(page.boxes, weights, strict=True):
        held[box.aside] += weight
    until, aside = 0, []
    for number, box in enumerate(page.boxes):
        if box.aside and held[box.aside] <= ASIDE * weights[0]:
            until = max(until, box.end)
        aside.append(number < until)
    return [replace(line, aside=aside[line.box]) for line in page.lines]


def article_lines(lines: list[Line], page: Page, weights: list[int]) -> tuple[int, int]:
    """From which line to which the article stands: the innermost box with nearly all sentences, and what stands right beside it."""
    core = max((number for number, weight in enumerate(weights) if weight >= CORE * weights[0]), default=0)
    inside = [place for place, line in enumerate(lines) if core <= line.box < page.boxes[core].end]
    if not inside:
        return 0, len(lines)
    begin, end = inside[0], inside[-1] + 1
    while begin and not lines[begin - 1].aside and not lines[begin - 1].is_link:
        begin -= 1
    return begin, end_beside(lines, end)


def end_beside(lines: list[Line], end: int) -> int:
    """Where the article ends that goes on beside its box: at the first furniture, but an annex behind that belongs to it."""
    barred = False
    for place in range(end, len(lines)):
        if lines[place].aside or lines[place].is_link:
            barred = True
        elif not barred or ANNEX.match(lines[place].text):
            barred, end = False, place + 1
    return end


def no_main_text(page: Page, name: str) -> PolicydiffError:
    """That a page has no text of its own, and why."""
    trouble, step = "this page holds nothing but navigation", "save the page of the report itself"
    if page.tags & {"frame", "frameset"}:
        trouble, step = "this page only shows other pages in frames", "open the frame with the report and save that"
    elif "script" in page.tags and not page.lines:
        trouble, step = "this page is empty until its scripts run", "save the page from a browser once the report is shown"
    return PolicydiffError("NO_MAIN_TEXT", name, trouble, step)
