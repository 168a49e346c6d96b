"""The formats a result is published in. Nothing heavy is imported here: the command line asks for the names."""

from enum import StrEnum

OTHER_ENDINGS = {".htm": ".html", ".markdown": ".md", ".latex": ".tex"}
"""Endings that mean the same as another."""
OWN_ENDINGS = {"table": ".txt", "markdown": ".md", "latex": ".tex", "fragment": ".fragment.html"}
"""Endings that are not the name of the format."""


class Format(StrEnum):
    """A published format; ``table`` is the short form for a terminal, ``fragment`` HTML without style for a page of one's own."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    FRAGMENT = "fragment"
    LATEX = "latex"
    XLSX = "xlsx"
    PARQUET = "parquet"
    DTA = "dta"

    @property
    def suffix(self) -> str:
        """The ending of its files.

        >>> Format.MARKDOWN.suffix
        '.md'
        """
        return OWN_ENDINGS.get(self.value, f".{self.value}")

    @classmethod
    def of_name(cls, name: str) -> "Format | None":
        """The format that a file of this name holds; of several endings that fit, the longest counts.

        >>> str(Format.of_name("a.md")), str(Format.of_name("A.HTM")), str(Format.of_name("a.fragment.html")), Format.of_name("a.doc")
        ('markdown', 'html', 'fragment', None)
        """
        stem, dot, last = name.lower().rpartition(".")
        ending = dot + last
        written = stem + OTHER_ENDINGS.get(ending, ending)
        return max((format_ for format_ in cls if written.endswith(format_.suffix)), key=lambda format_: len(format_.suffix), default=None)


class ChartKind(StrEnum):
    """What a chart shows: changed targets, commitments by section, or indicators through the years."""

    SLOPE = "slope"
    FLOW = "flow"
    INDICATOR = "indicator"


class ChartFormat(StrEnum):
    """How a chart is written; ``png`` wants the extra of that name."""

    SVG = "svg"
    PNG = "png"


class PageLanguage(StrEnum):
    """The language in which the web page of a comparison opens, and in which it is without JavaScript."""

    EN = "en"
    ZH = "zh"


class AnswerFormat(StrEnum):
    """How the answer to a question to a corpus is given."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"

    @classmethod
    def of_suffix(cls, suffix: str) -> "AnswerFormat":
        """The format that files of this ending hold; the table for any other.

        >>> str(AnswerFormat.of_suffix(".CSV")), str(AnswerFormat.of_suffix(""))
        ('csv', 'table')
        """
        return next((format_ for format_ in cls if suffix.lower() == f".{format_}"), cls.TABLE)
