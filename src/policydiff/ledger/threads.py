"""Threads: each promise followed from the year it is first made.

Neighbouring reports alone are aligned, so that time grows with their number. What is gone is held in mind for a few years and
aligned, by the same stage, with what is new.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policydiff.align import align_commitments
from policydiff.lexicons import Lexicon
from policydiff.model import Change, Commitment, Extract, Pair, Status, Step, StepStatus, Thread

HELD_IN_MIND = 5
"""Years after which what is gone is no longer looked for: a term of office."""
REVIVED = 0.7
"""Least probability that something new is an old promise come back: many years are searched, so more is asked than of a link."""


@dataclass(slots=True)
class Track:
    """A thread in the making: its first report's place, its first words, its steps, and what it held when it last stood."""

    place: str
    words: str
    order: int
    steps: list[Step] = field(default_factory=list)
    held: tuple[Commitment, ...] = ()

    def step(self, year: int, status: StepStatus, commitments: Sequence[Commitment] = ()) -> None:
        """Write down what became of it in a year."""
        self.steps.append(Step(year, tuple(commitment.id for commitment in commitments), status))


@dataclass(frozen=True, slots=True)
class Gone:
    """A track that is gone, and the report in which it last stood."""

    track: Track
    last: Extract


@dataclass(frozen=True, slots=True)
class Turn:
    """Two neighbouring reports with the links and changes between them."""

    old: Extract
    new: Extract
    pairs: tuple[Pair, ...]
    changes: tuple[Change, ...]

    @property
    def year(self) -> int:
        """The year of the new report."""
        return self.new.report.year or 0

    @property
    def missing(self) -> range:
        """Years between the two for which there is no report."""
        return range((self.old.report.year or 0) + 1, self.year)


def follow_threads(
    extracts: Sequence[Extract],
    compared: Iterable[tuple[Change, ...]],
    lexicon: Lexicon,
) -> tuple[Thread, ...]:
    """The threads of the reports of one place, in the order in which they begin.

    Every commitment stands in one thread that goes on from it or ends with its year; a thread that is absorbed names, in its last step,
    the commitment of the other thread in which it ends.

    Args:
        extracts: the reports by year, one a year.
        compared: the changes from each but the last of them to the one after it; each is asked for when its turn comes.
        lexicon: the language pack.
    """
    changes = iter(compared)
    tracks: list[Track] = []
    gone: list[Gone] = []
    owners: dict[str, Track] = {}
    for place, extract in enumerate(extracts):
        fresh: Mapping[str, Commitment] = {commitment.id: commitment for commitment in extract.commitments}
        owned: dict[str, Track] = {}
        if place:
            turn = turn_of(extracts[place - 1], extract, next(changes))
            owned, lost = go_on(turn, owners)
            gone = [one for one in gone if turn.year - (one.last.report.year or 0) <= HELD_IN_MIND]
            owned |= revive(gone, extract, [c for id_, c in fresh.items() if id_ not in owned], lexicon)
            back = {track.order for track in owned.values()}
            gone = [one for one in gone if one.track.order not in back] + [Gone(track, extracts[place - 1]) for track in lost]
        tracks += begin(extract, [c for id_, c in fresh.items() if id_ not in owned], owned, len(tracks))
        owners = owned
    return tuple(name_threads(tracks))


def turn_of(old: Extract, new: Extract, changes: tuple[Change, ...]) -> Turn:
    """Two neighbouring reports whose changes are known; the links stand in these."""
    return Turn(old, new, tuple(pair for change in changes for pair in change.pairs), changes)


def go_on(turn: Turn, owners: Mapping[str, Track]) -> tuple[dict[str, Track], list[Track]]:
    """Take every thread that stood in the old report one report further.

    Returns:
        Who owns the new report's linked commitments, and the threads that are gone from it.
    """
    owned = claim(turn.pairs, owners)
    news = {commitment.id: commitment for commitment in turn.new.commitments}
    change_of = {id_: change for change in turn.changes for id_ in (*change.old, *change.new)}
    linked: dict[int, set[str]] = defaultdict(set)
    for pair in turn.pairs:
        linked[owners[pair.old].order].add(pair.new)
    holdings: dict[int, list[Commitment]] = defaultdict(list)
    for id_ in news:
        if id_ in owned:
            holdings[owned[id_].order].append(news[id_])
    lost = []
    for track in {owner.order: owner for owner in owners.values()}.values():
        for year in turn.missing:
            track.step(year, StepStatus.NO_REPORT)
        holding = holdings[track.order]
        if holding:
            track.step(turn.year, status_of([change_of[c.id] for c in holding], len(track.held), len(holding)), holding)
            track.held = tuple(holding)
        elif linked[track.order]:
            track.step(turn.year, StepStatus.ABSORBED, [news[id_] for id_ in news if id_ in linked[track.order]])
        else:
            reported = any(change_of[c.id].facets.reason == "reported_delivered" for c in track.held)
            track.step(turn.year, StepStatus.DELIVERED if reported else StepStatus.GONE)
            lost.append(track)
    return owned, lost


def claim(pairs: Iterable[Pair], owners: Mapping[str, Track]) -> dict[str, Track]:
    """The thread that goes on in each linked new commitment: that of the most probable pair, of equals the one that began first."""
    best: dict[str, tuple[float, int]] = {}
    owned: dict[str, Track] = {}
    for pair in pairs:
        track = owners[pair.old]
        rank = (-pair.score, track.order)
        if pair.new not in best or rank < best[pair.new]:
            best[pair.new], owned[pair.new] = rank, track
    return owned


def status_of(changes: Sequence[Change], before: int, after: int) -> StepStatus:
    """What became of a thread that goes on: a figure that moved says more than a split or a merger, and these more than that it goes on."""
    if any(change.status is Status.CHANGED for change in changes):
        return StepStatus.CHANGED
    shapes = {change.facets.cardinality for change in changes}
    if after > before and shapes & {"split", "regrouped"}:
        return StepStatus.SPLIT
    return StepStatus.MERGED if shapes & {"merged", "regrouped"} else StepStatus.CONTINUED


def revive(gone: Sequence[Gone], extract: Extract, fresh: Sequence[Commitment], lexicon: Lexicon) -> dict[str, Track]:
    """Which of the new commitments are promises of earlier years come back."""
    if not gone or not fresh:
        return {}
    tracks: dict[str, Track] = {}
    remembered = []
    for one in gone:
        for commitment in one.track.held:
            named = replace(commitment, id=f"{one.track.order}/{commitment.id}", section=f"{one.last.report.year}/{commitment.section}")
            remembered.append(named)
            tracks[named.id] = one.track
    alignment = align_commitments(memory_of(gone, remembered), replace(extract, commitments=tuple(fresh)), lexicon)
    owned = claim((pair for link in alignment.links for pair in link.pairs if pair.score >= REVIVED), tracks)
    back: dict[int, list[Commitment]] = defaultdict(list)
    for commitment in fresh:
        if commitment.id in owned:
            back[owned[commitment.id].order].append(commitment)
    for track in {track.order: track for track in owned.values()}.values():
        track.step(extract.report.year or 0, StepStatus.REVIVED, back[track.order])
        track.held = tuple(back[track.order])
    return owned


def memory_of(gone: Sequence[Gone], remembered: Sequence[Commitment]) -> Extract:
    """What is gone, as one report that can be aligned: its commitments under the headings they once had."""
    reports = {one.last.report.year: one.last for one in gone}
    sections = tuple(
        replace(section, id=f"{year}/{section.id}") for year in sorted(reports, key=lambda y: y or 0) for section in reports[year].sections
    )
    return replace(gone[-1].last, sections=sections, commitments=tuple(remembered), outcomes=())


def begin(extract: Extract, fresh: Sequence[Commitment], owned: dict[str, Track], count: int) -> list[Track]:
    """A thread for every commitment that goes on from none; they are entered as owners."""
    tracks: list[Track] = []
    for commitment in fresh:
        track = Track(extract.report.place, "".join(filter(str.isalnum, commitment.words)), count + len(tracks), held=(commitment,))
        track.step(extract.report.year or 0, StepStatus.NEW, (commitment,))
        owned[commitment.id] = track
        tracks.append(track)
    return tracks


def name_threads(tracks: Sequence[Track]) -> Iterator[Thread]:
    """Threads with ids drawn from their first words, so that no other report renumbers them.

    Of threads that begin with the same words, those after the first have the year added, and within that year a number.
    """
    years: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for track in tracks:
        first = track.steps[0].year
        base = hashlib.sha256(f"{track.place}\0{track.words}".encode()).hexdigest()[:8]
        id_ = base if years.setdefault(base, first) == first else f"{base}-{first}"
        counts[id_] += 1
        words = "；".join(commitment.words for commitment in track.held)
        yield Thread(id_ if counts[id_] == 1 else f"{id_}-{counts[id_]}", tuple(track.steps), words)
