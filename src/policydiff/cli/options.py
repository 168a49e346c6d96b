"""Arguments and options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from policydiff.publish.formats import Format, PageLanguage
from policydiff.years import FIRST_YEAR, LAST_YEAR


def year_option(*names: str, says: str) -> Any:
    """An option that takes a year."""
    return typer.Option(*names, metavar="YEAR", min=FIRST_YEAR, max=LAST_YEAR, help=says)


ReportArgument = Annotated[str, typer.Argument(metavar="REPORT", help="a report; - reads standard input")]
OldArgument = Annotated[str, typer.Argument(metavar="OLD", help="last year's report; - reads standard input")]
NewArgument = Annotated[str, typer.Argument(metavar="NEW", help="this year's report; - reads standard input")]
FormatOption = Annotated[Format | None, typer.Option("--format", "-f", help="how to print it; by default as FILE ends, else a table")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="write here instead of standard output")]
LexiconOption = Annotated[Path | None, typer.Option("--lexicon", metavar="DIR", help="a folder of your own tables over the language pack")]
YearsOption = Annotated[
    list[int] | None,
    year_option("--year", says="year of a report; once for each, in their order, or not at all"),
]
OverridesOption = Annotated[
    Path | None, typer.Option("--overrides", metavar="FILE", help="a CSV of your own decisions, as policydiff review writes it")
]
YearOption = Annotated[int | None, year_option("--year", says="year of the report, where it does not say")]
OldYearOption = Annotated[int | None, year_option("--old-year", says="year of OLD, where it does not say")]
NewYearOption = Annotated[int | None, year_option("--new-year", "--year", says="year of NEW, where it does not say")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="no warnings on standard error")]
LimitOption = Annotated[
    list[str] | None,
    typer.Option("--limit", metavar="NAME=N", help="what a file may ask for at most, such as most_bytes=10MiB; may be given several times"),
]
TablesOption = Annotated[
    list[str] | None, typer.Option("--table", metavar="NAME", help="only this table: changes, targets, deliveries, old or new; repeatable")
]
ColumnsOption = Annotated[str, typer.Option("--columns", metavar="A,B", help="only these columns, in this order")]
StatusOption = Annotated[
    str, typer.Option("--status", metavar="A,B", help="only rows with one of these: continued, changed, new, dropped, met, missed …")
]
SectionOption = Annotated[str, typer.Option("--section", metavar="TEXT", help="only rows under a heading with these words")]
CompactOption = Annotated[bool, typer.Option("--compact", help="of a document only what the table on a terminal has")]
PageLanguageOption = Annotated[
    PageLanguage, typer.Option("--page-language", help="in which the web page opens, and is without JavaScript; it speaks both")
]
