"""The words of charts in both languages: a chart is drawn in English, and its words are found in the table of the page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from policydiff.publish.formats import PageLanguage
from policydiff.publish.web.words import Phrase, known_phrase

_TEXT = re.compile(r"(<text\b[^<>]*>)([^<>]*)(?=</text>)")
_HINT = re.compile(r"<(title|desc)>([^<>]*)</\1>")
_BETWEEN = re.compile(r"( → | · | \([\d.]+\))")
"""What stands between the parts of a hint, the same in every language; a count in brackets among it."""
DOT, COLON = " · ", ": "
"""Between several counts in one line, and behind what a hint is about."""


def bilingual(drawn: str, language: PageLanguage) -> str:
    """A chart whose words the script of the page can say in the other language, said in this one; so are its title and its hints.

    >>> bilingual('<text x="1">raised by 0.5 points</text><text>5%</text>', PageLanguage.ZH)
    '<text x="1"><tspan data-t="chart.raised_points" data-p="0.5">上调0.5个百分点</tspan></text><text>5%</text>'
    >>> bilingual("<title>云泽市 2024: changed targets</title>", PageLanguage.ZH)
    '<title data-t="hint.title_slope" data-p="云泽市 2024">云泽市 2024：变动的目标</title>'
    """

    def text(found: re.Match[str]) -> str:
        return found[1] + DOT.join(_spoken("tspan", part, ("chart.",), language) for part in found[2].split(DOT))

    return _TEXT.sub(text, _HINT.sub(lambda found: _hint(found[1], found[2], language), drawn))


def _hint(name: str, escaped: str, language: PageLanguage) -> str:
    """A title or a description: a sentence of the table, or parts of which each is one, or words of the reports."""
    if phrase := known_phrase(html.unescape(escaped), "hint."):
        return _element(name, phrase, language)
    head, colon, rest = escaped.rpartition(COLON) if escaped.count(COLON) == 1 else ("", "", escaped)
    parts = [head, colon, *_BETWEEN.split(rest)]
    return f"<{name}>{''.join(_spoken('span', part, ('part.', 'chart.'), language) for part in parts)}</{name}>"


def _spoken(name: str, escaped: str, kinds: Iterable[str], language: PageLanguage) -> str:
    found = (known_phrase(html.unescape(escaped), kind) for kind in kinds)
    phrase = next(filter(None, found), None)
    return _element(name, phrase, language) if phrase else escaped


def _element(name: str, phrase: Phrase, language: PageLanguage) -> str:
    return f"<{name}{phrase_data(phrase)}>{html.escape(phrase.said(language))}</{name}>"


def phrase_data(phrase: Phrase) -> str:
    """The attributes from which the script says a phrase in the other language.

    >>> print(phrase_data(Phrase("a", ("<5%",))), phrase_data(Phrase("a", (Phrase("b", ("'",)),))))
     data-t="a" data-p="&lt;5%"  data-t="a" data-j='[["b","&#x27;"]]'
    """
    plain = f' data-p="{html.escape(phrase.plain_parts)}"' if phrase.parts and phrase.is_plain else ""
    nested = phrase.nested_parts.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#x27;")
    return f' data-t="{phrase.key}"{plain}' + (f" data-j='{nested}'" if nested else "")
