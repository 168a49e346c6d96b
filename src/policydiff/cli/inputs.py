"""From arguments to reports and a language pack."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from policydiff.lexicons import Lexicon
    from policydiff.model import Report
    from policydiff.read.limits import Limits

Limit = Sequence[str] | None
"""Limits as the command line gives them, each NAME=NUMBER."""


def read(argument: str, year: int | None, limit: Limit) -> Report:
    """The report that an argument names; ``-`` is standard input."""
    from policydiff.pipeline import read_report

    limits = limits_given(limit)
    if argument == "-":
        return read_report(standard_input(limits), name="standard input", year=year, limits=limits)
    return read_report(argument, name=readable(Path(argument).name), year=year, limits=limits)


def read_both(old: str, new: str, old_year: int | None, new_year: int | None, limit: Limit) -> tuple[Report, Report]:
    """Both reports of a pair."""
    only_one_from_standard_input((old, new))
    return read(old, old_year, limit), read(new, new_year, limit)


def read_all(reports: Sequence[str], years: Sequence[int] | None, limit: Limit) -> list[Report]:
    """The reports of several years, each with the year given for it, if any is."""
    only_one_from_standard_input(reports)
    return [read(report, year, limit) for report, year in zip(reports, years_given(years, len(reports)), strict=True)]


def given_reports(arguments: Sequence[str], years: Sequence[int] | None, limit: Limit, troubles: list[str]) -> Iterator[Report]:
    """The reports that arguments name, folders taken apart; a trouble with one of them is noted, and the others go on."""
    from policydiff.model import PolicydiffError
    from policydiff.pipeline import read_report
    from policydiff.read.folders import is_folder, reports_in

    named: list[tuple[str, str]] = []
    for argument in arguments:
        try:
            found = reports_in(Path(argument)) if is_folder(argument) else None
        except PolicydiffError as error:
            troubles.append(str(error))
            continue
        named += [(argument, "")] if found is None else [(str(path), str(path.relative_to(argument))) for path in found]
    given, limits = years_given(years, len(named)), limits_given(limit)
    for (path, name), year in zip(named, given, strict=True):
        try:
            yield read_report(path, name=readable(name), year=year, limits=limits) if name else read(path, year, limit)
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


def standard_input(limits: Limits) -> bytes:
    """All of standard input, or one byte more than a report may have."""
    return sys.stdin.buffer.read(limits.most_bytes + 1)


def limits_given(settings: Limit) -> Limits:
    """The limits with those of the command line set."""
    from policydiff.read.limits import set_limits

    try:
        return set_limits(settings or ())
    except ValueError as error:
        raise typer.BadParameter(f"--limit: {error}") from None


def is_file(argument: str) -> bool:
    """Whether an argument names a file; words that are too long for a name do not."""
    try:
        return Path(argument).is_file()
    except (OSError, ValueError):
        return False


def readable(argument: str) -> str:
    """The words of an argument that was decoded by another locale than UTF-8."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def seeds() -> Sequence[Path]:
    """The two reports that ship with the project: inside the installed package, or at the top of a checkout."""
    from policydiff.model import PolicydiffError

    package = Path(__file__).parents[1]
    for folder in (package / "seeds", package.parents[1] / "seeds"):
        found = sorted(path for path in folder.glob("*-[0-9][0-9][0-9][0-9].txt"))
        if len(found) >= 2:
            return found[:2]
    raise PolicydiffError(
        "NO_SEEDS", "seeds", "the pair of the demonstration is not here", "run it from a checkout or install policydiff again"
    )


def language(folder: Path | None) -> Lexicon:
    """The language pack, with the user's own tables over it; these must at least be well formed."""
    from policydiff.lexicons import load_lexicon

    pack = load_lexicon("zh", folder)
    if folder is not None:
        from policydiff.proof import refuse_malformed

        refuse_malformed(folder)
    return pack
