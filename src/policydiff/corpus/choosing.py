"""Which place and year a file is of, and which of several files of one place and year is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from policydiff.corpus.inputs import Source, shown
from policydiff.corpus.places import place_in_name
from policydiff.corpus.records import Alternate
from policydiff.corpus.tasks import Chosen
from policydiff.model import PolicydiffError


@dataclass(frozen=True, slots=True)
class Taken:
    """A source that was read: the key of its piece, and the place and year that its title lines or a manifest give, where they do.

    ``others`` are lesser sources of the same report, which were not tried.
    """

    source: Source
    key: str
    place: str
    year: int | None
    others: tuple[Source, ...] = ()


def settle_places(taken: Iterable[Taken], folder: str) -> list[Taken]:
    """Give every report a place.

    The manifest and the title lines come first. Where they are silent, the name of the file says it: in the words of the title lines of
    other files with the same name but for the year, in the same folder, where these agree; else in its own words; and where it has none,
    the folder is named for the place.
    """
    given = list(taken)
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in given:
        if one.place:
            known[family(one.source)].add(one.place)
    return [one if one.place else replace(one, place=place_of(one.source, known, folder)) for one in given]


def family(source: Source) -> tuple[str, str]:
    """What the files of one place have in common: their folder and their name without the year."""
    return str(PurePosixPath(source.file).parent), place_in_name(source.stem)


def place_of(source: Source, known: dict[tuple[str, str], set[str]], folder: str) -> str:
    """The place of a file whose title lines do not name one."""
    relatives = known.get(family(source), set())
    if len(relatives) == 1:
        return next(iter(relatives))
    above = [*PurePosixPath(source.file).parts[:-1]][::-1]
    names = (place_in_name(name) for name in (source.stem, *above, shown(Path(folder).resolve()).rpartition("/")[2]))
    return next((name for name in names if name), "reports")


def choose_best(taken: Iterable[Taken]) -> tuple[list[Chosen], list[Alternate], list[Taken]]:
    """The best source of every place and year, in the order of these, the others, and those without a year."""
    reports: dict[tuple[str, int], list[Taken]] = defaultdict(list)
    undated = []
    for one in taken:
        if one.year is None:
            undated.append(one)
        else:
            reports[one.place, one.year].append(one)
    chosen, alternates = [], []
    for (place, year), sources in sorted(reports.items()):
        best, *others = sorted(sources, key=lambda one: one.source.rank)
        chosen.append(Chosen(place, year, best.source.file, best.key))
        lesser = [*(one.source for one in others), *(other for one in sources for other in one.others)]
        alternates += [Alternate(source.file, place, year, best.source.file, "a lesser source of the same report") for source in lesser]
    return chosen, alternates, undated


def undated(source: Source) -> PolicydiffError:
    """That nothing says of which year a report is."""
    return PolicydiffError(
        "NO_YEAR", source.file, "neither its title lines nor its name say its year", "put the year into its name or name it in a manifest"
    )
