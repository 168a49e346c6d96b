"""The web page of a comparison: one file that holds its texts, words, style and script, and that needs nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, TypeVar

from policydiff.characters import shortened
from policydiff.model import Status
from policydiff.publish.charts.gallery import Gallery
from policydiff.publish.formats import PageLanguage
from policydiff.publish.head import content_policy, page_resource, page_template, shared_style
from policydiff.publish.web.model import ChangeRow, DeliveryRow, Heading
from policydiff.publish.web.pictures import bilingual, phrase_data
from policydiff.publish.web.rows import web_page
from policydiff.publish.web.words import Phrase, word_table
from policydiff.tables import Findings

if TYPE_CHECKING:
    from jinja2 import Template

Grouped = TypeVar("Grouped", ChangeRow, DeliveryRow)

LONGEST_OPTION = 40
"""Characters of a heading in a list to choose from."""
UNSAFE_IN_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What could end a script, begin a comment in it, or break one of its lines."""


def write_comparison(findings: Findings, gallery: Gallery, language: PageLanguage = PageLanguage.EN) -> str:
    """A comparison as one self-contained HTML document.

    Args:
        findings: what `compare_reports` gives.
        gallery: the charts that stand in it.
        language: the one it opens in, and is in without JavaScript; a reader can change it.
    """
    from markupsafe import Markup

    script, style = page_resource("web/comparison.js"), shared_style() + page_resource("web/comparison.css") + card_labels()
    table = word_table()[language]
    return _template().render(
        page=web_page(findings, gallery),
        language=language.value,
        style=style,
        script=script,
        policy=content_policy(style, script),
        words_json=script_json(word_table()),
        word=table.__getitem__,
        known=table.__contains__,
        phrase=lambda key, *parts: Phrase(key, parts),
        data=lambda phrase: Markup(phrase_data(phrase)),
        spoken=lambda phrase: phrase.said(language),
        picture=lambda chart: Markup(bilingual(chart.inline, language)),
    )


def script_json(data: object) -> str:
    """JSON that can stand in a script element: nothing in it ends the element.

    >>> script_json({"words": "</script><!--"})
    '{"words":"\\\\u003c/script\\\\u003e\\\\u003c!--"}'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE_IN_SCRIPT)


def by_section(rows: Iterable[Grouped]) -> list[tuple[int | str, list[Grouped]]]:
    """Changes or deliveries in runs of one section."""
    return [(section, list(run)) for section, run in groupby(rows, key=lambda row: row.section)]


def numbered_headings(sections: Sequence[Heading]) -> Iterator[tuple[bool, list[tuple[int, str]]]]:
    """Headings with their numbers, this year's and then those that only last year's report has."""
    for is_old, run in groupby(enumerate(sections), key=lambda numbered: numbered[1].is_old):
        yield is_old, [(number, shortened(heading.words, LONGEST_OPTION)) for number, heading in run]


def stacked(counts: dict[Status, int]) -> list[tuple[Status, int, int]]:
    """Each status with where its part of the whole begins and how long it is.

    >>> stacked({Status.NEW: 2, Status.DROPPED: 3})
    [(<Status.NEW: 'new'>, 0, 2), (<Status.DROPPED: 'dropped'>, 2, 3)]
    """
    return list(zip(counts, accumulate(counts.values(), initial=0), counts.values(), strict=False))


CARDS = {
    ".changes": ("", "report.old", "report.new", "changes.what"),
    ".targets": ("", "targets.last", "targets.outcome", "targets.this", "targets.direction"),
    ".deliveries": ("delivery.promise", "delivery.review", "delivery.verdict"),
}
"""What the cells of a row are called, by its table, on a narrow screen, where a row is a card and no head of a column stands above it."""


def card_labels() -> str:
    """Those names as rules of the style sheet, in both languages."""
    rules = [
        f'[data-language="{language}"] {row} td:nth-child({place})::before{{content:"{table[key]}"}}'
        for language, table in word_table().items()
        for row, keys in CARDS.items()
        for place, key in enumerate(keys, start=1)
        if key
    ]
    return f"@media screen and (max-width: 52rem) {{{''.join(rules)}}}\n"


@cache
def _template() -> Template:
    return page_template("web/comparison.html.j2", groupby_section=by_section, numbered_headings=numbered_headings, stacked=stacked)
