"""The words of charts in both languages: a chart is drawn in English, and its words are found in the table of the page."""

from __future__ import annotations

import html
import re

from policydiff.publish.formats import PageLanguage
from policydiff.publish.web.words import Phrase, known_phrase

_TEXT = re.compile(r"(<text\b[^<>]*>)([^<>]*)(?=</text>)")
DOT = " · "
"""Between several counts in one line."""


def bilingual(drawn: str, language: PageLanguage) -> str:
    """A chart whose words the script of the page can say in the other language, said in this one.

    >>> bilingual('<text x="1">raised by 0.5 points</text><text>5%</text>', PageLanguage.ZH)
    '<text x="1"><tspan data-t="chart.raised_points" data-p="0.5">上调0.5个百分点</tspan></text><text>5%</text>'
    """
    return _TEXT.sub(lambda found: found[1] + DOT.join(_spoken(part, language) for part in found[2].split(DOT)), drawn)


def _spoken(escaped: str, language: PageLanguage) -> str:
    phrase = known_phrase(html.unescape(escaped), "chart.")
    return _span(phrase, language) if phrase else escaped


def _span(phrase: Phrase, language: PageLanguage) -> str:
    parts = html.escape("\t".join(phrase.parts))
    filled = f' data-p="{parts}"' if parts else ""
    return f'<tspan data-t="{phrase.key}"{filled}>{html.escape(phrase.said(language))}</tspan>'
