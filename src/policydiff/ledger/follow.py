"""The face of the ledger: the extracts of several years in, series and threads out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from policydiff.ledger.series import draw_series
from policydiff.ledger.threads import follow_threads
from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Extract, Ledger, Notice, PolicydiffError, ReportName


def follow_reports(extracts: Iterable[Extract], lexicon: Lexicon | None = None) -> Ledger:
    """Follow the promises and the figures of each place through the years.

    Args:
        extracts: what was read out of the reports, in any order. Each place is followed by itself; a report that does not name its place
            belongs to the others where these are all of one place.
        lexicon: the language pack, by default the Chinese one.

    Raises:
        PolicydiffError: a report does not say its year (``NO_YEAR``), or two are of the same place and year (``SAME_YEAR``).
    """
    pack = lexicon or load_lexicon("zh")
    places = [in_order(of_place) for of_place in by_place(extracts)]
    return Ledger(
        tuple(name_of(extract) for place in places for extract in place),
        tuple(series for place in places for series in draw_series(place, pack)),
        tuple(thread for place in places for thread in follow_threads(place, pack)),
        tuple(notice for place in places for extract in place for notice in named_notices(extract)),
    )


def named_notices(extract: Extract) -> tuple[Notice, ...]:
    """The warnings of a report, each with its name."""
    return tuple(replace(notice, message=f"{extract.report.source.name}: {notice.message}") for notice in extract.notices)


def by_place(extracts: Iterable[Extract]) -> list[list[Extract]]:
    """The extracts of each place, places in order of their names."""
    found: dict[str, list[Extract]] = {}
    for extract in extracts:
        found.setdefault(extract.report.place, []).append(extract)
    if len(found) == 2 and "" in found:
        nameless = found.pop("")
        return [[*next(iter(found.values())), *nameless]]
    return [found[place] for place in sorted(found)]


def in_order(extracts: Sequence[Extract]) -> tuple[Extract, ...]:
    """The extracts of one place by year, of which each has one report."""
    for extract in extracts:
        if extract.report.year is None:
            raise PolicydiffError(
                "NO_YEAR",
                extract.report.source.name,
                "the report does not say its year",
                "give read_report(…, year=) or --year, or put the year into the name of the file",
            )
    ordered = sorted(extracts, key=lambda extract: (year_of(extract), extract.report.source.name))
    for one, other in pairwise(ordered):
        if year_of(one) == year_of(other):
            raise PolicydiffError(
                "SAME_YEAR",
                other.report.source.name,
                f"{one.report.source.name} is the report of {' '.join(filter(None, (one.report.place, str(year_of(one)))))} as well",
                "give one report for each year",
            )
    return tuple(ordered)


def year_of(extract: Extract) -> int:
    """The year of a report that is known to have one."""
    return extract.report.year or 0


def name_of(extract: Extract) -> ReportName:
    """What the ledger calls a report."""
    return ReportName(extract.report.source.name, extract.report.place, extract.report.year)
