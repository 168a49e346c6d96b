"""The commands for a corpus: a batch, and questions to what it wrote."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policydiff.cli.inputs import language, limits_given, readable
from policydiff.cli.options import LexiconOption, LimitOption, OutputOption, QuietOption
from policydiff.cli.outputs import emit, say, screen
from policydiff.cli.progress import Meter
from policydiff.publish.formats import AnswerFormat

if TYPE_CHECKING:
    from policydiff.corpus import Batch
    from policydiff.corpus.query import Query


def batch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", file_okay=False, help="reports, in it and in the folders in it")],
    to: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="folder for the tables")],
    manifest: Annotated[
        Path | None, typer.Option("--manifest", metavar="FILE", help="a CSV with file, place and year; only what it names is read")
    ] = None,
    workers: Annotated[int | None, typer.Option("--workers", "-w", min=1, help="tasks at a time; by default one a processor")] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="of a Dask cluster whose workers do the tasks")
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="write the tables as CSV too")] = False,
    task_seconds: Annotated[float, typer.Option("--task-seconds", min=0.1, help="after so long a task is given up")] = 600,
    task_memory: Annotated[
        int | None, typer.Option("--task-memory", metavar="MIB", min=1, help="MiB that a process may ask for; by default no limit")
    ] = None,
    lexicon: LexiconOption = None,
    limit: LimitOption = None,
    quiet: QuietOption = False,
) -> None:
    """A whole folder of reports, as Parquet tables. It compares neighbouring years and follows places; run again, it does the rest."""
    language(lexicon)
    from policydiff.corpus.batch import run_batch
    from policydiff.corpus.pools import dask_executor
    from policydiff.read.limits import MIB

    limits = limits_given(limit)
    with dask_executor(scheduler) if scheduler else nullcontext((None, workers)) as (executor, hands), Meter(shown=not quiet) as meter:
        done = run_batch(
            folder,
            to,
            executor,
            workers=workers or hands,
            manifest=manifest,
            lexicon=lexicon,
            csv=csv,
            limits=limits,
            task_seconds=task_seconds,
            task_memory=task_memory and task_memory * MIB,
            on_progress=meter,
        )
    report_batch(done, to, quiet)


def report_batch(done: Batch, to: Path, quiet: bool) -> None:
    """One line for each failure, and a summary; exit status 2 where anything failed."""
    for failure in done.failures:
        say(str(failure))
    if not quiet:
        say(f"{to}: {done}")
    if done.failures:
        raise typer.Exit(2)


def query(
    corpus: Annotated[Path | None, typer.Argument(metavar="OUT", help="the folder that policydiff batch wrote")] = None,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="of the question")] = None,
    options: Annotated[
        list[str] | None, typer.Argument(metavar="[--OPTION VALUE]…", help="of the question, such as --phrase 公园; --list shows them")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", "-l", help="the questions and their options, and nothing else")] = False,
    format_: Annotated[AnswerFormat | None, typer.Option("--format", "-f", help="by default as FILE ends, else a table")] = None,
    output: OutputOption = None,
) -> None:
    """Questions to what batch wrote. An example: policydiff query OUT first --phrase 以旧换新. --list shows them all with their options."""
    from policydiff.corpus.query import list_queries, run_query

    if list_:
        emit(described(list_queries()).encode("utf-8"), output)
        return
    if corpus is None or name is None:
        raise typer.BadParameter("name the folder of a corpus and a question; --list shows the questions")
    from policydiff.corpus.answers import render_answer

    form = format_ or AnswerFormat.of_suffix(output.suffix if output else "")
    answer = run_query(readable(str(corpus)), name, query_options(options or ()))
    emit(render_answer(answer, form, screen(output)[0]), output)


def described(queries: Sequence[Query]) -> str:
    """The questions in words."""
    lines: list[str] = []
    for one in queries:
        lines += [one.name, f"  {one.about}"]
        for option in one.options:
            default = "" if option.default is None else f" [{option.default}]" if option.default else " [all]"
            lines.append(f"  --{option.name}: {option.words}{default}")
        lines.append("")
    return "\n".join(lines)


def query_options(arguments: Sequence[str]) -> dict[str, str]:
    """The options of a question, each ``--name value`` or ``--name=value``."""
    options: dict[str, str] = {}
    rest = [*map(readable, arguments)]
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if not name.startswith("--") or (not equals and not rest):
            raise typer.BadParameter(f"{name} is no option with a value, such as --phrase 公园")
        options[name.removeprefix("--").replace("-", "_")] = value if equals else rest.pop(0)
    return options
