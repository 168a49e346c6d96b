"""HTML: one file that holds all it needs, works without JavaScript and the network, prints well, and keeps to a strict content policy."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING

from policydiff.publish.page import Block, Line, Page

if TYPE_CHECKING:
    from jinja2 import Template

    from policydiff.publish.charts.gallery import Gallery


def write_html(page: Page, gallery: Gallery) -> str:
    """A page with its charts as one self-contained HTML document."""
    style = _resource("page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return _template().render(page=page, gallery=gallery, style=style, style_hash=f"sha256-{digest}", grouped=grouped)


def grouped(block: Block) -> list[tuple[str, list[Line]]]:
    """The lines of a block in runs of one section."""
    return [(section, list(lines)) for section, lines in groupby(block.lines, key=lambda line: line.section)]


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters["css"] = environment.filters["svg"] = Markup
    return environment.from_string(_resource("page.html.j2"))


def _resource(name: str) -> str:
    return (resources.files("policydiff.publish") / "templates" / name).read_text(encoding="utf-8")
