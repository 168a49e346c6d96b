"""Publishing: one small module a format. Each is imported when its format is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.publish.formats import Format, PageLanguage

if TYPE_CHECKING:
    from policydiff.publish.page import Page
    from policydiff.publish.selection import Selection
    from policydiff.publish.sheets import Result, Sheet

ONE_A_TABLE = frozenset({Format.CSV, Format.PARQUET, Format.DTA})
"""Formats whose files hold one table."""
ALWAYS_WHOLE = frozenset({Format.JSON, Format.HTML})
"""Formats that hold the whole result, whatever is chosen."""
__all__ = ["Format", "PageLanguage", "publish_tables", "render"]


def publish_tables(
    result: Result,
    to: str | Path,
    formats: str | Iterable[str] = ("html", "markdown"),
    *,
    selection: Selection | None = None,
    language: str = PageLanguage.EN,
) -> list[Path]:
    """Write a result into a folder, in as many formats as asked for.

    Args:
        result: a ``Comparison``, a ``Scorecard``, an ``Extract``, a ``Ledger`` or a ``Panel``.
        to: the folder; it is made where it is not there.
        formats: one or several of table, json, csv, markdown, html, fragment, latex, xlsx, parquet, dta. CSV, Parquet and Stata give one
            file a table, every other format one file.
        selection: which tables, columns and rows, as ``Selection.of`` takes them; JSON and the web page hold the whole result always.
        language: en or zh, in which the web page of a comparison opens; its readers can change it.

    Returns:
        The files, in the order of the formats. They are named for the place, the years and the kind of result, and each is written whole
        or not at all.

    Raises:
        PolicydiffError: a format is unknown (``NO_FORMAT``) or wants a package that is not installed (``NO_PACKAGE``), what is chosen is
            not there (``SELECTION``), the language is unknown (``NO_LANGUAGE``), or a file cannot be written (``CANNOT_WRITE``).
    """
    from policydiff.publish.files import make_folder, slug, write_file
    from policydiff.publish.page import heading_of
    from policydiff.publish.sheets import kind_of

    spoken = _language(language)
    chosen = [_format(name) for name in ([formats] if isinstance(formats, str) else formats)]
    for format_ in chosen:
        refuse_selection(format_, selection)
    folder, stem = make_folder(Path(to)), slug(f"{heading_of(result)} {kind_of(result)}")
    return [
        write_file(folder / f"{stem}{ending}", data) for format_ in chosen for ending, data in _files(result, format_, selection, spoken)
    ]


def render(
    result: Result,
    format_: Format,
    *,
    selection: Selection | None = None,
    width: int = 120,
    colour: bool = False,
    language: PageLanguage = PageLanguage.EN,
) -> bytes:
    """A result as the bytes of one file; for CSV, Parquet and Stata the table that stands for it.

    Width and colour are for the terminal's table, the language is for the web page of a comparison. A selection chooses tables, columns
    and rows.

    Raises:
        PolicydiffError: what is chosen is not there, or the format holds the whole result always (``SELECTION``).
    """
    refuse_selection(format_, selection)
    match format_:
        case Format.TABLE:
            from policydiff.publish.page import page_of
            from policydiff.publish.terminal import write_terminal

            page = page_of(result, brief=True) if selection is None else _page(result, selection)
            return _bytes(write_terminal(page, width=width, colour=colour))
        case Format.JSON:
            from policydiff.publish.contract import result_json, to_json

            return _bytes(to_json(result_json(result)))
        case Format.CSV | Format.PARQUET | Format.DTA:
            return render_sheet(_sheet(result, selection), format_)
        case Format.XLSX:
            from policydiff.publish.workbook import write_xlsx

            return write_xlsx(result, selection)
        case Format.MARKDOWN:
            from policydiff.publish.markdown import write_markdown

            return _bytes(write_markdown(_page(result, selection)))
        case Format.FRAGMENT:
            from policydiff.publish.fragment import write_fragment

            return _bytes(write_fragment(_page(result, selection)))
        case Format.LATEX:
            from policydiff.publish.latex import write_latex

            return _bytes(write_latex(_page(result, selection)))
        case Format.HTML:
            return _bytes(_web_page(result, language))


def _web_page(result: Result, language: PageLanguage) -> str:
    """A comparison has a page of its own; every other result has the page that Markdown and the terminal show too."""
    from policydiff.publish.charts.gallery import gallery_of
    from policydiff.tables import Findings

    if isinstance(result, Findings):
        from policydiff.publish.web import write_comparison

        return write_comparison(result, gallery_of(result), language)
    from policydiff.publish.page import page_of
    from policydiff.publish.webpage import write_html

    return write_html(page_of(result), gallery_of(result))


def refuse_selection(format_: Format, selection: Selection | None) -> None:
    """Raise an error where something is chosen and the format holds the whole result always."""
    from policydiff.model import PolicydiffError

    if selection is not None and format_ in ALWAYS_WHOLE:
        others = ", ".join(other for other in Format if other not in ALWAYS_WHOLE)
        raise PolicydiffError("SELECTION", format_, "this format holds the whole result, nothing can be chosen", f"use one of {others}")


def render_sheet(sheet: Sheet, format_: Format) -> bytes:
    """One table as the bytes of a CSV, a Parquet or a Stata file."""
    if format_ is Format.PARQUET:
        from policydiff.publish.parquet import write_parquet

        return write_parquet(sheet)
    if format_ is Format.DTA:
        from policydiff.publish.stata import write_dta

        return write_dta(sheet)
    from policydiff.publish.csv_tables import write_csv

    return write_csv(sheet)


def _bytes(text: str) -> bytes:
    """UTF-8; the name of a file may hold half a surrogate pair, which is written as its escape."""
    return text.encode("utf-8", "backslashreplace")


def _page(result: Result, selection: Selection | None) -> Page:
    from policydiff.publish.selection import WHOLE
    from policydiff.publish.tables_page import selected_page

    return selected_page(result, selection or WHOLE)


def _sheet(result: Result, selection: Selection | None) -> Sheet:
    from policydiff.publish.selection import WHOLE, selected_sheet

    return selected_sheet(result, selection or WHOLE)


def _files(result: Result, format_: Format, selection: Selection | None, language: PageLanguage) -> list[tuple[str, bytes]]:
    if format_ not in ONE_A_TABLE:
        return [(format_.suffix, render(result, format_, selection=selection, language=language))]
    from policydiff.publish.selection import WHOLE, selected_sheets

    return [(f".{sheet.name}{format_.suffix}", render_sheet(sheet, format_)) for sheet in selected_sheets(result, selection or WHOLE)]


def _format(name: str) -> Format:
    from policydiff.model import PolicydiffError

    if name not in list(Format):
        raise PolicydiffError("NO_FORMAT", name, "no such format", f"use any of: {', '.join(Format)}")
    return Format(name)


def _language(name: str) -> PageLanguage:
    from policydiff.model import PolicydiffError

    if name not in list(PageLanguage):
        raise PolicydiffError("NO_LANGUAGE", str(name), "the page does not speak it", f"use any of: {', '.join(PageLanguage)}")
    return PageLanguage(name)
