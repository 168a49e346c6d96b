"""What is meant where options leave it open: the format and the kind of chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policydiff.cli.inputs import is_file
from policydiff.cli.outputs import is_stdout, is_terminal
from policydiff.publish.formats import ChartFormat, ChartKind, Format

if TYPE_CHECKING:
    from policydiff.publish.selection import Selection

WANT_A_FILE = frozenset({Format.HTML, Format.XLSX, Format.PARQUET, Format.DTA})
"""Formats that are not for a terminal."""


def keep_inputs(outputs: Iterable[Path | None], inputs: Iterable[str | Path | None]) -> None:
    """Refuse to write over a file that is read: reports and their tables can have the same ending."""
    read = [Path(given) for given in inputs if given is not None and is_file(str(given))]
    for output in outputs:
        if output is not None and is_file(str(output)) and any(map(output.samefile, read)):
            raise cannot_replace(output, "it is one of the files that are read")


def keep_decisions(output: Path | None) -> None:
    """Refuse to write over a list of decisions in which a person has filled in some."""
    if output is None or not is_file(str(output)):
        return
    from policydiff.model import PolicydiffError
    from policydiff.overrides import read_overrides

    try:
        has_decisions = bool(read_overrides(output).rows)
    except PolicydiffError:
        has_decisions = b"action" in output.read_bytes()[:200]
    if has_decisions:
        raise cannot_replace(output, "it holds decisions that were filled in")


def cannot_replace(output: Path, trouble: str) -> Exception:
    """The error for a file that stays as it is."""
    from policydiff.model import PolicydiffError

    return PolicydiffError("CANNOT_WRITE", str(output), trouble, "choose another place with -o")


def chosen_format(asked: Format | None, output: Path | None) -> Format:
    """The format asked for, else the one that the output file's ending names, else the table."""
    format_ = asked or (format_of_file(output) if output is not None else None) or Format.TABLE
    if format_ in WANT_A_FILE:
        refuse_terminal(output, format_)
    return format_


def format_of_file(output: Path) -> Format | None:
    """The format that a file's ending names; None where it has no ending."""
    found = Format.of_name(output.name)
    if output.suffix and found is None:
        from policydiff.model import PolicydiffError

        endings = ", ".join(format_.suffix for format_ in Format)
        raise PolicydiffError(
            "NO_FORMAT", str(output), f"no format has the ending {output.suffix}", f"use one of {endings}, or name it with -f"
        )
    return found


def chosen_selection(format_: Format, tables: Sequence[str], columns: str, status: str, section: str, compact: bool) -> Selection | None:
    """What the options choose of a result, None where they choose nothing; refused at once where the format is always whole."""
    if not (tables or columns or status or section or compact):
        return None
    from policydiff.publish import refuse_selection
    from policydiff.publish.selection import Selection

    selection = Selection.of(tables=tables, columns=columns, status=status, section=section, compact=compact)
    refuse_selection(format_, selection)
    return selection


def chosen_kind(asked: ChartKind | None, reports: Sequence[str], indicators: Sequence[str] | None) -> ChartKind:
    """The kind of chart asked for, else what fits what is given."""
    kind = asked or (ChartKind.INDICATOR if indicators or len(reports) != 2 else ChartKind.SLOPE)
    if kind is not ChartKind.INDICATOR and len(reports) != 2:
        raise typer.BadParameter(f"a chart of the kind {kind} is of two reports, not of {len(reports)}")
    if kind is not ChartKind.INDICATOR and indicators:
        raise typer.BadParameter(f"--indicator is not for a chart of the kind {kind}")
    return kind


def chosen_chart_format(asked: ChartFormat | None, output: Path | None) -> ChartFormat:
    """The format asked for, else the one that the output file's ending names, else SVG."""
    from policydiff.publish.charts.chart import chart_format

    refuse_terminal(output, "a chart")
    return asked or (ChartFormat.SVG if output is None or is_stdout(output) else chart_format(output))


def refuse_terminal(output: Path | None, what: str) -> None:
    """Refuse to print on a terminal what only a file can hold."""
    if is_terminal(output):
        from policydiff.model import PolicydiffError

        raise PolicydiffError("NO_OUTPUT", "standard output", f"{what} is not for a terminal", "name a file with -o")
