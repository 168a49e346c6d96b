"""HTML: one file that holds all it needs, works without JavaScript and the network, prints well, and keeps to a strict content policy."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from policydiff.publish.head import content_policy, page_resource, page_template, shared_style
from policydiff.publish.page import Block, Line, Page

if TYPE_CHECKING:
    from jinja2 import Template

    from policydiff.publish.charts.gallery import Gallery


def write_html(page: Page, gallery: Gallery) -> str:
    """A page with its charts as one self-contained HTML document."""
    style = shared_style() + page_resource("templates/page.css")
    return _template().render(page=page, gallery=gallery, style=style, policy=content_policy(style), grouped=grouped)


def grouped(block: Block) -> list[tuple[str, list[Line]]]:
    """The lines of a block in runs of one section."""
    return [(section, list(lines)) for section, lines in groupby(block.lines, key=lambda line: line.section)]


@cache
def _template() -> Template:
    return page_template("templates/page.html.j2")
