"""The command line: parse options, call, print, exit status; nothing else. Heavy imports wait until a command runs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from policydiff.comparison import Comparison
    from policydiff.model import Extract

SEEDS = Path(__file__).parents[2] / "seeds"
app = typer.Typer(help="Compare annual work reports: what was kept, changed in figures, new, or dropped.", no_args_is_help=True, add_completion=False)


class Format(StrEnum):
    """How to print a result."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="table or json")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="write here instead of standard output")]


@app.command()
def extract(report: str, format: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Outline, commitments and outcomes of one report; - reads standard input."""
    from policydiff.pipeline import extract_report
    from policydiff.publish.contract import extract_json, to_json

    result = extract_report(source_of(report))
    emit(to_json(extract_json(result)) if format is Format.JSON else extract_table(result), output)


@app.command()
def compare(
    old: str,
    new: str,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="exit with 1 where there are changes")] = False,
) -> None:
    """Alignment and typed changes of two reports."""
    from policydiff.pipeline import compare_reports
    from policydiff.publish.contract import compare_json, to_json

    result = compare_reports(source_of(old), source_of(new))
    text = to_json(compare_json(result.old, result.new, result.changes, result.summary())) if format is Format.JSON else compare_table(result)
    emit(text, output)
    if exit_code and any(change.status != "continued" for change in result.changes):
        raise typer.Exit(1)


def source_of(argument: str) -> str | bytes:
    """A path, or the bytes of standard input for ``-``."""
    return sys.stdin.buffer.read() if argument == "-" else argument


def emit(text: str, output: Path | None) -> None:
    """Write a result as UTF-8, whatever the locale."""
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))


def extract_table(result: Extract) -> str:
    """A line a commitment: section, strength, words."""
    lines = [f"{c.section}\t{c.strength}\t{c.words}" for c in result.commitments]
    return "\n".join([f"{len(result.commitments)} commitments, {len(result.outcomes)} outcomes", *lines]) + "\n"


@app.command()
def demo(to: Annotated[Path, typer.Option(help="folder for the HTML and the Markdown")] = Path("out")) -> None:
    """The main job on the pair of fictional reports in seeds/."""
    from policydiff.pipeline import compare_reports
    from policydiff.publish.pages import write_pages

    result = compare_reports(SEEDS / "yunze-2024.txt", SEEDS / "yunze-2025.txt")
    written = write_pages(result.old, result.new, result.changes, to)
    emit(compare_table(result) + "".join(f"\nwritten: {path}" for path in written) + "\n", None)


def compare_table(result: Comparison) -> str:
    """The counts, the targets, then the changed, new and dropped commitments with their section."""
    from policydiff.publish.pages import plain_text

    counts = "  ".join(f"{name} {count}" for name, count in result.summary().items())
    return counts + "\n" + plain_text(result.old, result.new, result.changes)


def main() -> None:
    """Run; any trouble is one line on standard error and exit status 2."""
    from policydiff.model import PolicydiffError

    try:
        app()
    except PolicydiffError as error:
        sys.stderr.write(f"policydiff: {error}\n")
        sys.exit(2)
    except Exception as error:
        sys.stderr.write(f"policydiff: UNEXPECTED: {type(error).__name__}: {error}; please report this with the command you ran\n")
        sys.exit(2)
