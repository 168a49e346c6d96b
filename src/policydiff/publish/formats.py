"""The formats a result is published in. Nothing heavy is imported here: the command line asks for the names."""

from enum import StrEnum

OTHER_ENDINGS = {".htm": ".html", ".markdown": ".md"}
"""Endings that mean the same as another."""


class Format(StrEnum):
    """A published format; ``table`` is the short form for a terminal."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    XLSX = "xlsx"
    PARQUET = "parquet"
    DTA = "dta"

    @property
    def suffix(self) -> str:
        """The ending of its files.

        >>> Format.MARKDOWN.suffix
        '.md'
        """
        return {Format.TABLE: ".txt", Format.MARKDOWN: ".md"}.get(self, f".{self.value}")

    @classmethod
    def of_suffix(cls, suffix: str) -> "Format | None":
        """The format that files of this ending hold.

        >>> str(Format.of_suffix(".md")), str(Format.of_suffix(".HTM")), Format.of_suffix(".doc")
        ('markdown', 'html', None)
        """
        ending = OTHER_ENDINGS.get(suffix.lower(), suffix.lower())
        return next((format_ for format_ in cls if format_.suffix == ending), None)


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
