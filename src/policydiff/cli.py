"""The command line: parse options, call, print, exit status; nothing else. Heavy imports wait until a command runs."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from traceback import print_exception
from typing import TYPE_CHECKING, Annotated

import typer

from policydiff.publish.formats import ChartFormat, ChartKind, Format

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.lexicons import Lexicon
    from policydiff.model import Report
    from policydiff.publish.charts import Chart
    from policydiff.publish.sheets import Result

WANT_A_FILE = frozenset({Format.HTML, Format.XLSX, Format.PARQUET, Format.DTA})
"""Formats that are not for a terminal."""

app = typer.Typer(
    help="Compare annual work reports: what was kept, changed in figures, new, or dropped.",
    epilog="Data goes to standard output, messages to standard error. Exit status: 0 done, 2 trouble.",
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

lexicon_app = typer.Typer(help="Language packs: the tables that reports are read by.", rich_markup_mode=None, no_args_is_help=True)
app.add_typer(lexicon_app, name="lexicon")

ReportArgument = Annotated[str, typer.Argument(metavar="REPORT", help="a report; - reads standard input")]
OldArgument = Annotated[str, typer.Argument(metavar="OLD", help="last year's report; - reads standard input")]
NewArgument = Annotated[str, typer.Argument(metavar="NEW", help="this year's report; - reads standard input")]
FormatOption = Annotated[Format | None, typer.Option("--format", "-f", help="how to print it; by default as FILE ends, else a table")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="write here instead of standard output")]
LexiconOption = Annotated[Path | None, typer.Option("--lexicon", metavar="DIR", help="a folder of your own tables over the language pack")]
YearsOption = Annotated[
    list[int] | None, typer.Option("--year", min=1900, max=2100, help="year of a report; once for each, in their order, or not at all")
]
OverridesOption = Annotated[
    Path | None, typer.Option("--overrides", metavar="FILE", help="a CSV of your own decisions, as policydiff review writes it")
]
YearOption = Annotated[int | None, typer.Option("--year", min=1900, max=2100, help="year of the report, where it does not say")]
OldYearOption = Annotated[int | None, typer.Option("--old-year", min=1900, max=2100, help="year of OLD, where it does not say")]
NewYearOption = Annotated[int | None, typer.Option("--new-year", "--year", min=1900, max=2100, help="year of NEW, where it does not say")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="no warnings on standard error")]


@app.callback(invoke_without_command=True)
def policydiff(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="print the version and exit")] = False,
) -> None:
    """Compare annual work reports: what was kept, changed in figures, new, or dropped."""
    if version:
        from importlib.metadata import version as installed_version

        typer.echo(f"policydiff {installed_version('policydiff')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def extract(
    report: ReportArgument,
    format_: FormatOption = None,
    output: OutputOption = None,
    lexicon: LexiconOption = None,
    year: YearOption = None,
    keep_text: Annotated[Path | None, typer.Option("--keep-text", metavar="FILE", help="write the text that offsets count in here")] = None,
    quiet: QuietOption = False,
) -> None:
    """Outline, commitments and outcomes of one report."""
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import extract_report
    from policydiff.publish.files import write_file

    found = extract_report(read(report, year), lexicon=language(lexicon))
    if keep_text is not None:
        write_file(keep_text, found.report.source.text.encode("utf-8"))
    tell(found, format_, output, quiet)


@app.command()
def compare(
    old: OldArgument,
    new: NewArgument,
    format_: FormatOption = None,
    output: OutputOption = None,
    lexicon: LexiconOption = None,
    overrides: OverridesOption = None,
    old_year: OldYearOption = None,
    new_year: NewYearOption = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="exit with 1 where anything is not simply continued")] = False,
    quiet: QuietOption = False,
) -> None:
    """Alignment, typed changes, targets table and delivery of two reports."""
    format_ = chosen_format(format_, output)
    from policydiff.model import Facets, Status
    from policydiff.pipeline import compare_reports

    before, after = read_both(old, new, old_year, new_year)
    found = compare_reports(before, after, lexicon=language(lexicon), overrides=overrides)
    tell(found, format_, output, quiet)
    if exit_code and any(change.status is not Status.CONTINUED or change.facets != Facets() for change in found.changes):
        raise typer.Exit(1)


@app.command()
def delivery(
    old: OldArgument,
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="this year's report; without it, OLD is held against its own review")
    ] = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    lexicon: LexiconOption = None,
    overrides: OverridesOption = None,
    old_year: OldYearOption = None,
    new_year: NewYearOption = None,
    quiet: QuietOption = False,
) -> None:
    """What OLD promised against what NEW's review reports; with one report, its plan against its own review."""
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import track_delivery

    if new is None:
        found = track_delivery(read(old, old_year or new_year), lexicon=language(lexicon), overrides=overrides)
    else:
        found = track_delivery(*read_both(old, new, old_year, new_year), lexicon=language(lexicon), overrides=overrides)
    tell(found, format_, output, quiet)


@app.command()
def ledger(
    reports: Annotated[list[str], typer.Argument(metavar="R1 R2 …", help="reports of several years, in any order")],
    format_: FormatOption = None,
    output: OutputOption = None,
    lexicon: LexiconOption = None,
    years: YearsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Threads and indicator trajectories over the years."""
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import build_ledger

    found = build_ledger(read_all(reports, years), lexicon=language(lexicon))
    tell(found, format_, output, quiet)


@app.command()
def panel(
    reports: Annotated[list[str], typer.Argument(metavar="R1 R2 …", help="reports of one place or of several, or folders of them")],
    format_: FormatOption = None,
    output: OutputOption = None,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", metavar="FILE", help="write the codebook here (.md or .csv); by default beside FILE of -o")
    ] = None,
    lexicon: LexiconOption = None,
    years: YearsOption = None,
    quiet: QuietOption = False,
) -> None:
    """A tidy table for statistics: targets, revisions, outcomes and gaps by place, year and indicator, with a codebook."""
    format_ = chosen_format(format_, output)
    if codebook is not None and codebook.suffix.lower() not in (".md", ".csv"):
        raise typer.BadParameter("--codebook writes .md or .csv")
    from policydiff.pipeline import build_panel
    from policydiff.publish.codebook import codebook_file

    only_one_from_standard_input(reports)
    troubles: list[str] = []
    sources = list(given_reports(reports, years, troubles))
    found = build_panel(sources, lexicon=language(lexicon), on_trouble=lambda error: troubles.append(str(error)))
    for trouble in troubles:
        say(trouble)
    if found.reports:
        tell(found, format_, output, quiet)
        if (to := codebook or beside(output)) is not None:
            emit(codebook_file(found, to.suffix), to)
    if troubles:
        raise typer.Exit(2)


@app.command()
def chart(
    reports: Annotated[list[str], typer.Argument(metavar="OLD NEW | R1 R2 …", help="two reports, or those of several years")],
    kind: Annotated[
        ChartKind | None, typer.Option("--kind", "-k", help="by default slope for two reports, indicator for more or with --indicator")
    ] = None,
    indicators: Annotated[
        list[str] | None, typer.Option("--indicator", "-i", metavar="NAME", help="an indicator to draw; may be given several times")
    ] = None,
    most: Annotated[int | None, typer.Option("--most", "-n", min=0, help="of a slope chart, how many rows; 0 gives all")] = None,
    format_: Annotated[ChartFormat | None, typer.Option("--format", "-f", help="by default as FILE ends, else svg")] = None,
    output: OutputOption = None,
    lexicon: LexiconOption = None,
    overrides: OverridesOption = None,
    years: YearsOption = None,
    quiet: QuietOption = False,
) -> None:
    """A picture of what changed: targets (slope), commitments by section (flow), or indicators through the years."""
    kind = chosen_kind(kind, reports, indicators)
    for name, is_given, fitting in (("--overrides", overrides, kind is not ChartKind.INDICATOR), ("--most", most, kind is ChartKind.SLOPE)):
        if is_given is not None and not fitting:
            raise typer.BadParameter(f"{name} is not for a chart of the kind {kind}")
    format_ = chosen_chart_format(format_, output)
    from policydiff.pipeline import build_ledger, compare_reports
    from policydiff.publish.charts import draw_indicators

    pack, given = language(lexicon), read_all(reports, years)
    if kind is ChartKind.INDICATOR:
        ledger = build_ledger(given, lexicon=pack)
        tell_chart(ledger, draw_indicators(ledger, indicators or (), lexicon=pack), format_, output, quiet)
    else:
        found = compare_reports(*given, lexicon=pack, overrides=overrides)
        tell_chart(found, found.chart("flow" if kind is ChartKind.FLOW else "slope", most=most), format_, output, quiet)


@app.command()
def explain(
    report: Annotated[str, typer.Argument(metavar="REPORT | OLD", help="a report; - reads standard input")],
    new_or_id: Annotated[str, typer.Argument(metavar="ID | NEW", help="what to explain: an id or some words; or this year's report")],
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="with two reports: whose link; old: or new: before it says which")
    ] = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    lexicon: LexiconOption = None,
    overrides: OverridesOption = None,
    old_year: OldYearOption = None,
    new_year: NewYearOption = None,
    quiet: QuietOption = False,
) -> None:
    """Which rules and rows decided the fields of a commitment; with two reports, the evidence for its link and the runners-up."""
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import explain_fields, explain_link

    if id_ is None:
        if is_file(new_or_id):
            raise typer.BadParameter("two reports want the id or some words of a commitment after them")
        if overrides is not None:
            raise typer.BadParameter("--overrides is for two reports; one alone has nothing to decide")
        found: Result = explain_fields(read(report, old_year or new_year), readable(new_or_id), lexicon=language(lexicon))
    else:
        before, after = read_both(report, new_or_id, old_year, new_year)
        found = explain_link(before, after, readable(id_), lexicon=language(lexicon), overrides=overrides)
    tell(found, format_, output, quiet)


@app.command()
def review(
    old: OldArgument,
    new: NewArgument,
    most: Annotated[int, typer.Option("--most", "-n", min=0, help="how many decisions; 0 gives all")] = 50,
    format_: FormatOption = None,
    output: OutputOption = None,
    lexicon: LexiconOption = None,
    overrides: OverridesOption = None,
    old_year: OldYearOption = None,
    new_year: NewYearOption = None,
    quiet: QuietOption = False,
) -> None:
    """A CSV of the least certain links, to be filled in and given back with --overrides."""
    if format_ is None and output is None and not sys.stdout.isatty():
        format_ = Format.CSV
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import compare_reports
    from policydiff.tables import review_queue

    before, after = read_both(old, new, old_year, new_year)
    found = review_queue(compare_reports(before, after, lexicon=language(lexicon), overrides=overrides), most)
    tell(found, format_, output, quiet)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="a folder of annotated reports")],
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]…", help="documents and pairs OLD-NEW; by default all")] = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    lexicon: LexiconOption = None,
    quiet: QuietOption = False,
) -> None:
    """Scores against annotated reports: commitments, figures, links, changes and deliveries."""
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import evaluate_gold

    found = evaluate_gold(gold, names or (), lexicon=language(lexicon))
    tell(found, format_, output, quiet)


@lexicon_app.command("check")
def check_lexicon(folder: Annotated[Path, typer.Argument(metavar="DIR", help="a folder of your own tables")]) -> None:
    """Prove your own rows: each example must show what its row says. One line for each trouble, exit status 2."""
    from policydiff.proof import check_folder

    count, troubles = check_folder(folder)
    for trouble in troubles:
        say(str(trouble))
    if troubles:
        raise typer.Exit(2)
    emit(f"{count} {'row holds' if count == 1 else 'rows hold'}\n".encode(), None)


@app.command()
def demo(to: Annotated[Path, typer.Option("--to", metavar="DIR", help="folder for the HTML and the Markdown")] = Path("out")) -> None:
    """The main job on the pair of reports that ships with the project."""
    from policydiff.pipeline import compare_reports
    from policydiff.publish import publish_tables

    found = compare_reports(*seeds())
    publish(found, Format.TABLE, None)
    written = publish_tables(found, to, [Format.HTML, Format.MARKDOWN])
    emit("".join(f"Written: {path}\n" for path in written).encode("utf-8", "backslashreplace"), None)


def seeds() -> Sequence[Path]:
    """The two reports that ship with the project: inside the installed package, or at the top of a checkout."""
    from policydiff.model import PolicydiffError

    package = Path(__file__).parent
    for folder in (package / "seeds", package.parents[1] / "seeds"):
        found = sorted(path for path in folder.glob("*-[0-9][0-9][0-9][0-9].txt"))
        if len(found) >= 2:
            return found[:2]
    raise PolicydiffError(
        "NO_SEEDS", "seeds", "the pair of the demonstration is not here", "run it from a checkout or install policydiff again"
    )


def chosen_format(asked: Format | None, output: Path | None) -> Format:
    """The format asked for, else the one that the output file's ending names, else the table."""
    format_ = asked or (format_of_file(output) if output is not None else None) or Format.TABLE
    if format_ in WANT_A_FILE and output is None and sys.stdout.isatty():
        from policydiff.model import PolicydiffError

        raise PolicydiffError("NO_OUTPUT", "standard output", f"{format_} is not for a terminal", "name a file with -o")
    return format_


def format_of_file(output: Path) -> Format | None:
    """The format that a file's ending names; None where it has no ending."""
    found = Format.of_suffix(output.suffix)
    if output.suffix and found is None:
        from policydiff.model import PolicydiffError

        endings = ", ".join(format_.suffix for format_ in Format)
        raise PolicydiffError(
            "NO_FORMAT", str(output), f"no format has the ending {output.suffix}", f"use one of {endings}, or name it with -f"
        )
    return found


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

    to_file = output is not None and str(output) != "-"
    if not to_file and sys.stdout.isatty():
        from policydiff.model import PolicydiffError

        raise PolicydiffError("NO_OUTPUT", "standard output", "a chart is not for a terminal", "name a file with -o")
    return asked or (chart_format(output) if output is not None and to_file else ChartFormat.SVG)


def is_file(argument: str) -> bool:
    """Whether an argument names a file; words that are too long for a name do not."""
    try:
        return Path(argument).is_file()
    except (OSError, ValueError):
        return False


def read(argument: str, year: int | None = None) -> Report:
    """The report that an argument names; ``-`` is standard input."""
    from policydiff.pipeline import read_report

    if argument == "-":
        return read_report(standard_input(), name="standard input", year=year)
    return read_report(argument, name=readable(Path(argument).name), year=year)


def readable(argument: str) -> str:
    """The words of an argument that was decoded by another locale than UTF-8."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_both(old: str, new: str, old_year: int | None, new_year: int | None) -> tuple[Report, Report]:
    """Both reports of a pair."""
    only_one_from_standard_input((old, new))
    return read(old, old_year), read(new, new_year)


def read_all(reports: Sequence[str], years: Sequence[int] | None) -> list[Report]:
    """The reports of several years, each with the year given for it, if any is."""
    only_one_from_standard_input(reports)
    return [read(report, year) for report, year in zip(reports, years_given(years, len(reports)), strict=True)]


def beside(output: Path | None) -> Path | None:
    """Where the codebook of a panel goes by default: beside the panel, where that is an ordinary file."""
    if output is None or str(output) == "-" or (output.exists() and not output.is_file()):
        return None
    return output.with_name(f"{output.stem}.codebook.md")


def given_reports(arguments: Sequence[str], years: Sequence[int] | None, troubles: list[str]) -> Iterator[Report]:
    """The reports that arguments name, folders taken apart; a trouble with one of them is noted, and the others go on."""
    from policydiff.model import PolicydiffError
    from policydiff.pipeline import is_folder, read_report, texts_in

    named: list[tuple[str, str]] = []
    for argument in arguments:
        try:
            found = texts_in(Path(argument)) if is_folder(argument) else None
        except PolicydiffError as error:
            troubles.append(str(error))
            continue
        named += [(argument, "")] if found is None else [(str(path), str(path.relative_to(argument))) for path in found]
    given = years_given(years, len(named))
    for (path, name), year in zip(named, given, strict=True):
        try:
            yield read_report(path, name=readable(name), year=year) if name else read(path, year)
        except PolicydiffError as error:
            troubles.append(str(error))


def years_given(years: Sequence[int] | None, reports: int) -> list[int | None]:
    """The year of each report: as many as there are reports, or none."""
    if years and len(years) != reports:
        raise typer.BadParameter(f"--year is given {len(years)} times for {reports} reports; give it once for each, in their order")
    return [*years] if years else [None] * reports


def only_one_from_standard_input(arguments: Sequence[str]) -> None:
    """Refuse a second ``-``."""
    if arguments.count("-") > 1:
        raise typer.BadParameter("standard input can be read only once")


def standard_input() -> bytes:
    """All of standard input, or one byte more than a report may have."""
    from policydiff.read.limits import LIMITS

    return sys.stdin.buffer.read(LIMITS.most_bytes + 1)


def language(folder: Path | None) -> Lexicon:
    """The language pack, with the user's own tables over it; these must at least be well formed."""
    from policydiff.lexicons import load_lexicon

    pack = load_lexicon("zh", folder)
    if folder is not None:
        from policydiff.proof import refuse_malformed

        refuse_malformed(folder)
    return pack


def tell(result: Result, format_: Format, output: Path | None, quiet: bool) -> None:
    """Print or write a result, then its warnings on standard error; a table shows them itself."""
    publish(result, format_, output)
    if not quiet and format_ is not Format.TABLE:
        warn(result)


def tell_chart(result: Result, drawn: Chart, format_: ChartFormat, output: Path | None, quiet: bool) -> None:
    """Print or write a chart, then the warnings of what it shows on standard error."""
    from policydiff.publish.charts.png import font_notice, render_png

    is_png = format_ is ChartFormat.PNG
    emit(render_png(drawn.svg) if is_png else drawn.svg.encode("utf-8"), output)
    if quiet:
        return
    warn(result)
    if is_png and (notice := font_notice()):
        say(f"chart: warning: {notice.code}: {notice.message}")


def publish(result: Result, format_: Format, output: Path | None) -> None:
    """Print a result, or write it."""
    from policydiff.publish import render

    on_screen = output is None and sys.stdout.isatty()
    colour = on_screen and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    emit(render(result, format_, width=screen_width() if on_screen else 120, colour=colour), output)


def screen_width() -> int:
    """Columns of the terminal, at least enough for a table."""
    from shutil import get_terminal_size

    return max(get_terminal_size((120, 40)).columns, 60)


def emit(data: bytes, output: Path | None) -> None:
    """Write to a file or to standard output, as it is, whatever the locale. A reader that went away is no trouble."""
    from policydiff.model import PolicydiffError
    from policydiff.publish.files import write_file

    if output is not None and str(output) != "-":
        write_file(output, data)
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        close_standard_output()
    except OSError as error:
        close_standard_output()
        raise PolicydiffError("CANNOT_WRITE", "standard output", error.strerror or str(error), "write to a file with -o") from error


def close_standard_output() -> None:
    """Let nothing that is still buffered be written when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def warn(result: Result) -> None:
    """One line for each warning of a result and of its reports."""
    from policydiff.publish.notices import all_notices
    from policydiff.publish.sheets import kind_of

    for name, notice in all_notices(result):
        say(f"{name or kind_of(result)}: warning: {notice.code}: {notice.message}")


def say(message: str) -> None:
    """One line on standard error, as UTF-8, without control characters."""
    line = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in " ".join(readable(message).split()))
    sys.stderr.buffer.write(f"policydiff: {line}\n".encode())
    sys.stderr.flush()


def main() -> None:
    """Run; any trouble is one line on standard error and exit status 2.

    Hardly anything that a run builds is thrown away before its end, so garbage is looked for seldom, and the process ends without taking
    everything apart; both together save a tenth of the time of a comparison. Matrices are small and are multiplied on one core: to share
    them out costs more than it saves, and sums come out the same on any number of cores.
    """
    gc.set_threshold(1_000_000)
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    status = run(sys.argv[1:])
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run with these arguments and return the exit status.

    With ``POLICYDIFF_DEBUG`` set, an unexpected error shows where it came from.
    """
    from policydiff.model import PolicydiffError

    try:
        return app(list(arguments), prog_name="policydiff", standalone_mode=False) or 0
    except PolicydiffError as error:
        say(str(error))
    except typer.Abort:
        say("interrupted")
        return 130
    except Exception as error:
        say(usage_line(error) or unexpected_line(error, arguments))
        if os.environ.get("POLICYDIFF_DEBUG"):
            print_exception(error)
    return 2


def usage_line(error: Exception) -> str | None:
    """What is wrong with the command line, where that is what the error says.

    Typer's usage errors are known by their method: their class has moved from one release of Typer to another.
    """
    explain = getattr(error, "format_message", None)
    if explain is None:
        return None
    context = getattr(error, "ctx", None)
    return f"command line: USAGE: {explain().rstrip('.')}; see {context.command_path if context else 'policydiff'} --help"


def unexpected_line(error: Exception, arguments: Sequence[str]) -> str:
    """An error that nobody foresaw, with the file it may have come from."""
    name = next((argument for argument in arguments[1:] if not argument.startswith("-")), "policydiff")
    return f"{name}: UNEXPECTED: {type(error).__name__}: {error}; please report this; POLICYDIFF_DEBUG=1 shows where it came from"
