"""The face of the ledger: the extracts of several years in, series and threads out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from policydiff.align import align_commitments
from policydiff.changes import classify_changes
from policydiff.delivery import judge_deliveries
from policydiff.ledger.answers import Deliveries, mark_answers
from policydiff.ledger.series import draw_series
from policydiff.ledger.threads import follow_threads
from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Change, Extract, Ledger, Notice, PolicydiffError, ReportName


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
    deliveries = [deliveries_of(place, pack) for place in places]
    threads = (
        follow_threads(place, compare_in_turn(place, answers, pack), pack) for place, answers in zip(places, deliveries, strict=True)
    )
    return replace(figures_of(places, deliveries, pack), threads=tuple(thread for of_place in threads for thread in of_place))


def follow_figures(
    extracts: Iterable[Extract], lexicon: Lexicon | None = None, on_trouble: Callable[[PolicydiffError], object] | None = None
) -> Ledger:
    """Follow the figures alone: a ledger without threads, in a fraction of the time.

    Args:
        extracts: as for `follow_reports`.
        lexicon: likewise.
        on_trouble: takes the error of each report that cannot be used; the others are followed without it.

    Raises:
        PolicydiffError: as for `follow_reports`, where ``on_trouble`` is not given.
    """
    pack = lexicon or load_lexicon("zh")
    places = [in_order(of_place, on_trouble) for of_place in by_place(extracts)]
    return figures_of(places, [deliveries_of(place, pack) for place in places], pack)


def follow_compared(
    extracts: Sequence[Extract], compared: Sequence[tuple[Change, ...]], deliveries: Sequence[Deliveries], lexicon: Lexicon | None = None
) -> Ledger:
    """Follow one place whose neighbouring reports are compared already, which takes a fraction of the time and gives the same ledger.

    Args:
        extracts: its reports by year, one a year.
        compared: the changes from each but the last of them to the one after it.
        deliveries: what each but the last of them promised, held against the review of the one after it.
        lexicon: the language pack, by default the Chinese one.
    """
    pack = lexicon or load_lexicon("zh")
    return replace(figures_of([extracts], [deliveries], pack), threads=follow_threads(extracts, compared, pack))


def figures_of(places: Sequence[Sequence[Extract]], deliveries: Sequence[Sequence[Deliveries]], lexicon: Lexicon) -> Ledger:
    """The ledger of some places, as yet without threads."""
    drawn = [mark_answers(draw_series(place, lexicon), place, answers, lexicon) for place, answers in zip(places, deliveries, strict=True)]
    return Ledger(
        tuple(name_of(extract) for place in places for extract in place),
        tuple(series for of_place in drawn for series in of_place),
        (),
        tuple(notice for place in places for extract in place for notice in (*named_notices(extract), *nameless(place, extract, places))),
    )


def compare_in_turn(place: Sequence[Extract], deliveries: Sequence[Deliveries], lexicon: Lexicon) -> Iterator[tuple[Change, ...]]:
    """The changes from each report but the last of a place to the one after it, one comparison at a time."""
    for (old, new), answers in zip(pairwise(place), deliveries, strict=True):
        yield classify_changes(old, new, align_commitments(old, new, lexicon), lexicon, answers)


def deliveries_of(place: Sequence[Extract], lexicon: Lexicon) -> list[Deliveries]:
    """What each report but the last of a place promised, held against the review of the report after it."""
    return [judge_deliveries(old, new, lexicon) for old, new in pairwise(place)]


def named_notices(extract: Extract) -> tuple[Notice, ...]:
    """The warnings of a report, each with its name."""
    return tuple(replace(notice, message=f"{extract.report.source.name}: {notice.message}") for notice in extract.notices)


def nameless(place: Sequence[Extract], extract: Extract, places: Sequence[Sequence[Extract]]) -> tuple[Notice, ...]:
    """A warning where a report of several places names none, so that it cannot be laid with those of its place."""
    if len(places) == 1 or any(one.report.place for one in place):
        return ()
    message = f"{extract.report.source.name}: the report does not name its place and is followed by itself"
    return (Notice("NO_PLACE", message),)


def by_place(extracts: Iterable[Extract]) -> list[list[Extract]]:
    """The extracts of each place, places in order of their names."""
    found: dict[str, list[Extract]] = {}
    for extract in extracts:
        found.setdefault(extract.report.place, []).append(extract)
    if len(found) == 2 and "" in found:
        nameless = found.pop("")
        return [[*next(iter(found.values())), *nameless]]
    return [found[place] for place in sorted(found)]


def in_order(extracts: Sequence[Extract], on_trouble: Callable[[PolicydiffError], object] | None = None) -> tuple[Extract, ...]:
    """The extracts of one place by year, of which each has one report; without ``on_trouble`` the first that does not fit is an error.

    Of two reports of a year the one with the plainer name is kept.
    """
    kept: dict[int, Extract] = {}
    for extract in sorted(extracts, key=lambda extract: (year_of(extract), len(extract.report.source.name), extract.report.source.name)):
        trouble = undated(extract) or twin(extract, kept.get(year_of(extract)))
        if trouble is None:
            kept[year_of(extract)] = extract
        elif on_trouble is None:
            raise trouble
        else:
            on_trouble(trouble)
    return tuple(kept.values())


def undated(extract: Extract) -> PolicydiffError | None:
    """What is wrong with a report that does not say its year."""
    if extract.report.year is not None:
        return None
    return PolicydiffError(
        "NO_YEAR",
        extract.report.source.name,
        "the report does not say its year",
        "give read_report(…, year=) or --year, or put the year into the name of the file",
    )


def twin(extract: Extract, other: Extract | None) -> PolicydiffError | None:
    """What is wrong with a second report of a year."""
    if other is None:
        return None
    return PolicydiffError(
        "SAME_YEAR",
        extract.report.source.name,
        f"{other.report.source.name} is the report of {' '.join(filter(None, (other.report.place, str(year_of(other)))))} as well",
        "give one report for each year",
    )


def year_of(extract: Extract) -> int:
    """The year of a report that is known to have one."""
    return extract.report.year or 0


def name_of(extract: Extract) -> ReportName:
    """What the ledger calls a report."""
    return ReportName(extract.report.source.name, extract.report.place, extract.report.year)
