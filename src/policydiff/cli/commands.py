"""The commands, one function each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policydiff.cli import corpus
from policydiff.cli.choices import chosen_chart_format, chosen_format, chosen_kind, chosen_selection, keep_decisions, keep_inputs
from policydiff.cli.inputs import given_reports, is_file, language, only_one_from_standard_input, read, read_all, read_both, readable, seeds
from policydiff.cli.options import (
    ColumnsOption,
    CompactOption,
    FormatOption,
    LexiconOption,
    LimitOption,
    NewArgument,
    NewYearOption,
    OldArgument,
    OldYearOption,
    OutputOption,
    OverridesOption,
    PageLanguageOption,
    QuietOption,
    ReportArgument,
    SectionOption,
    StatusOption,
    TablesOption,
    YearOption,
    YearsOption,
)
from policydiff.cli.outputs import beside, emit, is_stdout, is_terminal, say, show_targets, tell, tell_chart
from policydiff.publish.formats import ChartFormat, ChartKind, Format, PageLanguage

if TYPE_CHECKING:
    from policydiff.publish.sheets import Result

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
    limit: LimitOption = None,
    quiet: QuietOption = False,
) -> None:
    """What one report promises and what it reports as done."""
    keep_inputs((output, keep_text), (report,))
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import extract_report
    from policydiff.publish.files import write_file

    found = extract_report(read(report, year, limit), lexicon=language(lexicon))
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
    tables: TablesOption = None,
    columns: ColumnsOption = "",
    status: StatusOption = "",
    section: SectionOption = "",
    compact: CompactOption = False,
    page_language: PageLanguageOption = PageLanguage.EN,
    limit: LimitOption = None,
    quiet: QuietOption = False,
) -> None:
    """What changed between two reports. It includes the targets table and what became of last year's promises."""
    keep_inputs((output,), (old, new, overrides))
    format_ = chosen_format(format_, output)
    selection = chosen_selection(format_, tables or (), columns, status, section, compact)
    from policydiff.model import Facets, Status
    from policydiff.pipeline import compare_reports

    before, after = read_both(old, new, old_year, new_year, limit)
    found = compare_reports(before, after, lexicon=language(lexicon), overrides=overrides)
    tell(found, format_, output, quiet, selection, page_language)
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
    limit: LimitOption = None,
    quiet: QuietOption = False,
) -> None:
    """What became of last year's promises. They are held against NEW's review; with one report, against its own review."""
    keep_inputs((output,), (old, new, overrides))
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import track_delivery

    if new is None:
        found = track_delivery(read(old, old_year or new_year, limit), lexicon=language(lexicon), overrides=overrides)
    else:
        found = track_delivery(*read_both(old, new, old_year, new_year, limit), lexicon=language(lexicon), overrides=overrides)
    tell(found, format_, output, quiet)


@app.command()
def ledger(
    reports: Annotated[list[str], typer.Argument(metavar="R1 R2 …", help="reports of several years, in any order")],
    format_: FormatOption = None,
    output: OutputOption = None,
    lexicon: LexiconOption = None,
    years: YearsOption = None,
    limit: LimitOption = None,
    quiet: QuietOption = False,
) -> None:
    """Promises and indicators followed through several years."""
    keep_inputs((output,), reports)
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import build_ledger

    found = build_ledger(read_all(reports, years, limit), lexicon=language(lexicon))
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
    limit: LimitOption = None,
    quiet: QuietOption = False,
) -> None:
    """A table for statistics. It holds targets, revisions, outcomes and gaps by place, year and indicator, with a codebook."""
    keep_inputs((output, codebook), reports)
    format_ = chosen_format(format_, output)
    if codebook is not None and codebook.suffix.lower() not in (".md", ".csv"):
        raise typer.BadParameter("--codebook writes .md or .csv")
    from policydiff.pipeline import build_panel
    from policydiff.publish.codebook import codebook_file

    only_one_from_standard_input(reports)
    troubles: list[str] = []
    sources = list(given_reports(reports, years, limit, troubles))
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
    limit: LimitOption = None,
    quiet: QuietOption = False,
) -> None:
    """A picture of what changed. It shows targets (slope), commitments by section (flow), or indicators through the years."""
    kind = chosen_kind(kind, reports, indicators)
    for name, is_given, fitting in (("--overrides", overrides, kind is not ChartKind.INDICATOR), ("--most", most, kind is ChartKind.SLOPE)):
        if is_given is not None and not fitting:
            raise typer.BadParameter(f"{name} is not for a chart of the kind {kind}")
    keep_inputs((output,), (*reports, overrides))
    format_ = chosen_chart_format(format_, output)
    from policydiff.pipeline import build_ledger, compare_reports
    from policydiff.publish.charts import draw_indicators

    pack, given = language(lexicon), read_all(reports, years, limit)
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
    limit: LimitOption = None,
    quiet: QuietOption = False,
) -> None:
    """Why a commitment was read as it was. With two reports, why it was linked as it was: the evidence and the runners-up."""
    keep_inputs((output,), (report, new_or_id, overrides))
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import explain_fields, explain_link

    if id_ is None:
        if is_file(new_or_id):
            raise typer.BadParameter("two reports want the id or some words of a commitment after them")
        if overrides is not None:
            raise typer.BadParameter("--overrides is for two reports; one alone has nothing to decide")
        found: Result = explain_fields(read(report, old_year or new_year, limit), readable(new_or_id), lexicon=language(lexicon))
    else:
        before, after = read_both(report, new_or_id, old_year, new_year, limit)
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
    limit: LimitOption = None,
    quiet: QuietOption = False,
) -> None:
    """The least certain links, for you to decide. Fill in the CSV and give it back with --overrides."""
    if format_ is None and is_stdout(output) and not is_terminal(output):
        format_ = Format.CSV
    keep_inputs((output,), (old, new, overrides))
    keep_decisions(output)
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import compare_reports
    from policydiff.tables import review_queue

    before, after = read_both(old, new, old_year, new_year, limit)
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
    """Scores against reports annotated by hand. They cover commitments, figures, links, changes and deliveries."""
    format_ = chosen_format(format_, output)
    from policydiff.pipeline import evaluate_gold

    found = evaluate_gold(gold, names or (), lexicon=language(lexicon))
    tell(found, format_, output, quiet)


app.command()(corpus.batch)
app.command(context_settings={"ignore_unknown_options": True})(corpus.query)


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
def demo(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="folder for the HTML and the Markdown")] = Path("out"),
    page_language: PageLanguageOption = PageLanguage.EN,
) -> None:
    """The pair of reports that ships with the project, compared."""
    from policydiff.pipeline import compare_reports
    from policydiff.publish import publish_tables

    found = compare_reports(*seeds())
    show_targets(found)
    written = publish_tables(found, to, [Format.HTML, Format.MARKDOWN], language=page_language)
    emit("".join(f"Written: {path}\n" for path in written).encode("utf-8", "backslashreplace"), None)
