"""The stages after reading: neighbouring years compared, places followed, partitions written."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from policydiff.corpus.crew import AnyTask, Crew
from policydiff.corpus.findings import Findings, Progress, Settings, error_in, listed
from policydiff.corpus.keys import key_of
from policydiff.corpus.places import level_of
from policydiff.corpus.shelves import BY_YEAR, SHELVES, Entry, csv_name, partition_name
from policydiff.corpus.store import Facts
from policydiff.corpus.tasks import Chosen, PairTask, PlaceTask, ShelfTask

Plan = dict[tuple[str, int], list[Entry]]
"""The pieces of every partition, by table and year, in their order."""
Followed = tuple[PlaceTask, Facts]
"""A place that was followed, with the years of its tables."""
YEAR = re.compile(r"0|[1-9][0-9]{0,3}")
"""A year as it stands in the name of a partition."""


def compare_years(crew: Crew, settings: Settings, found: Findings, progress: Progress) -> list[PairTask]:
    """Compare every report with the next one of its place; what is given back succeeded."""
    tasks = [
        PairTask(settings.store, key_of("pair", old, new), old, new, settings.lexicon)
        for of_place in by_place(found.reports)
        for old, new in pairwise(of_place)
    ]
    failed = set()
    for pair, facts in finished(crew, tasks, "comparing", progress):
        if "error" in facts:
            failed.add(pair.key)
            found.failed("compare", error_in(facts), pair.new.file, pair.new.place, pair.new.year)
    compared = [pair for pair in tasks if pair.key not in failed]
    found.pairs = len(compared)
    return compared


def follow_places(crew: Crew, settings: Settings, found: Findings, pairs: Iterable[PairTask], progress: Progress) -> list[Followed]:
    """Follow every place, those with the most reports first; what is given back succeeded, in the order of places."""
    keys: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        keys[pair.new.place].append(pair.key)
    tasks = [place_task(settings, of_place, keys[of_place[0].place]) for of_place in by_place(found.reports)]
    longest_first = sorted(tasks, key=lambda task: -len(task.reports))
    followed = []
    for task, facts in finished(crew, longest_first, "following", progress):
        if "error" in facts:
            found.failed("follow", error_in(facts), "", task.name)
        else:
            followed.append((task, facts))
    return sorted(followed, key=lambda one: one[0].name)


def place_task(settings: Settings, reports: Sequence[Chosen], pairs: Sequence[str]) -> PlaceTask:
    """The task of following a place."""
    return PlaceTask(settings.store, key_of("place", *reports, *pairs), tuple(reports), tuple(pairs), settings.lexicon)


def write_tables(crew: Crew, settings: Settings, found: Findings, plan: Plan, progress: Progress) -> None:
    """Write every partition, and remove those of an earlier run that have no rows any more.

    Raises:
        PolicydiffError: a partition cannot be written.
    """
    tasks = [
        ShelfTask(settings.store, key_of("shelf", table, year, entries), table, year, entries, settings.to, settings.csv)
        for (table, year), entries in sorted(plan.items())
    ]
    for shelf, facts in finished(crew, tasks, "writing", progress):
        if "error" in facts:
            raise error_in(facts)
        found.rows.setdefault(shelf.table, {})[shelf.year] = int(str(facts["rows"]))
    kept = {path for task in tasks for path in task.files}
    for path in partitions_in(Path(settings.to), settings.csv):
        if path not in kept:
            path.unlink()


def partitions_in(to: Path, csv: bool) -> list[Path]:
    """The partitions that stand in a folder; with their CSV files where these are asked for, as nothing else is known to be ours."""
    found = [(path, path.parent.name.removeprefix("year=")) for table in SHELVES for path in to.glob(partition_name(table, "*"))]
    if csv:
        found += [(path, path.stem.removeprefix(f"{table}-")) for table in SHELVES for path in to.glob(csv_name(table, "*"))]
    return [path for path, year in found if YEAR.fullmatch(year)]


def finished(crew: Crew, tasks: Sequence[AnyTask], stage: str, progress: Progress) -> Iterator[tuple[AnyTask, Facts]]:
    """The tasks of a stage as they end."""
    for done, ended in enumerate(crew.run(deque(tasks)), 1):
        yield ended
        progress(stage, done, len(tasks))


def by_place(reports: Iterable[Chosen]) -> list[list[Chosen]]:
    """The reports of each place by year, places by name."""
    return [list(of_place) for _, of_place in groupby(reports, lambda chosen: chosen.place)]


def plan_tables(reports: Iterable[Chosen], pairs: Iterable[PairTask], places: Iterable[Followed]) -> Plan:
    """Which pieces make up which partition, in the order of places."""
    plan: Plan = defaultdict(list)
    for one in reports:
        for table in ("reports", "commitments", "outcomes"):
            plan[table, one.year].append(Entry(one.key, (("place", one.place), ("level", level_of(one.place) or None), ("file", one.file))))
    for pair in pairs:
        before = (("old_year", pair.old.year), ("old_file", pair.old.file))
        for table in ("pairs", "changes", "deliveries"):
            plan[table, pair.new.year].append(Entry(pair.key, (("place", pair.new.place), ("file", pair.new.file), *before)))
    for task, facts in places:
        files = {chosen.year: chosen.file for chosen in task.reports}
        for table in BY_YEAR:
            for year in map(int, map(str, listed(facts[table]))):
                plan[table, year].append(Entry(task.key, (("place", task.name), ("file", files.get(year)))))
    return plan
