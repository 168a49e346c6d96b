"""Annotated reports: a folder of tab-separated files, laid out as the annotation guide says.

A document has its text, its chunks and a tag for each (``O`` none, ``H`` heading, ``B`` begins a commitment, ``I`` goes on with it), and
perhaps its figures; a pair has, for each commitment of the newer report, the older ones that it belongs to, and perhaps deliveries.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from policydiff.model import PolicydiffError, Span

LEAST_SHARED = 4
"""Two stretches that share fewer characters are never the same unit."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of an annotated report with its tag."""

    id: str
    span: Span
    text: str
    tag: str


@dataclass(frozen=True)
class Document:
    """One annotated report; ``figures`` are the rows of its file of quantities, filled up to nine cells."""

    name: str
    path: Path
    chunks: tuple[Chunk, ...]
    figures: tuple[tuple[str, ...], ...] = ()
    within: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Chunk]:
        """The chunks by id."""
        return {chunk.id: chunk for chunk in self.chunks}

    @cached_property
    def units(self) -> dict[str, Span]:
        """The commitments by the id of the chunk that begins them: from there to the end of the last chunk that goes on with them."""
        found: dict[str, Span] = {}
        last = ""
        for chunk in self.chunks:
            if chunk.tag == "B":
                last = chunk.id
                found[last] = chunk.span
            elif chunk.tag == "I" and last:
                found[last] = Span(found[last].start, chunk.span.end)
        return found


@dataclass(frozen=True, slots=True)
class Couple:
    """Two annotated reports: pairs of a new and an old unit, the relation of each new unit, and rows of deliveries."""

    name: str
    old: Document
    new: Document
    links: frozenset[tuple[str, str]]
    relations: Mapping[str, str]
    deliveries: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """Everything that a folder holds, or as much of it as was asked for."""

    documents: tuple[Document, ...]
    couples: tuple[Couple, ...]


def read_gold(folder: str | Path, names: Sequence[str] = ()) -> Gold:
    """Read annotated reports.

    Args:
        folder: where the files are.
        names: documents and pairs (``OLD-NEW``) to keep; by default all.

    Raises:
        PolicydiffError: there is none (``NO_GOLD``), or none of a name.
    """
    place = Path(folder)
    documents = sorted(path.name.removesuffix(".bio.tsv") for path in place.glob("*.bio.tsv")) if place.is_dir() else []
    couples = sorted(path.name.removesuffix(".align.tsv") for path in place.glob("*.align.tsv")) if place.is_dir() else []
    if not documents:
        raise PolicydiffError("NO_GOLD", str(folder), "no annotated report is here", "name a folder that holds NAME.bio.tsv files")
    for name in names:
        if name not in (*documents, *couples):
            near = get_close_matches(name, (*documents, *couples), 1, 0.0)
            raise PolicydiffError("NO_GOLD", str(folder), f"nothing annotated is called {name}", f"the nearest is {near[0]}")
    return Gold(
        tuple(read_document(place, name) for name in documents if not names or name in names),
        tuple(read_couple(place, name) for name in couples if not names or name in names),
    )


def read_document(folder: Path, name: str) -> Document:
    """One annotated report."""
    tags = {row[0]: row[1].strip() for row in rows(folder / f"{name}.bio.tsv")}
    chunks = (Chunk(row[0], Span(int(row[1]), int(row[2])), row[4], tags[row[0]]) for row in rows(folder / f"{name}.chunks.tsv"))
    figures = ((*row, *[""] * (9 - len(row))) for row in rows(folder / f"{name}.qty.tsv"))
    within = ((*row[:7], row[7].split(";")[0].strip()) for row in rows(folder / f"{name}.within.tsv"))
    return Document(name, folder / f"{name}.txt", tuple(chunks), tuple(figures), tuple(within))


def read_couple(folder: Path, name: str) -> Couple:
    """One annotated pair."""
    old, _, new = name.partition("-")
    links, relations = set(), {}
    for row in rows(folder / f"{name}.align.tsv"):
        id_, olds, relation = (*row, "", "")[:3]
        relations[id_] = relation.strip() or "new"
        links |= {(id_, other.strip()) for other in olds.split(",") if other.strip()}
    deliveries = tuple((*row, *[""] * (8 - len(row))) for row in rows(folder / f"{name}.delivery.tsv"))
    return Couple(name, read_document(folder, old), read_document(folder, new), frozenset(links), relations, deliveries)


def rows(path: Path) -> list[list[str]]:
    """Rows of a tab-separated file without quoting; none where the file is not there."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row and row[0].strip()]


def shared(one: Span, other: Span) -> int:
    """Characters that two stretches have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def same_unit(one: Span, other: Span) -> bool:
    """Whether two stretches are one unit: four characters, half of the shorter and a third of the longer are in both.

    >>> same_unit(Span(0, 12), Span(6, 14)), same_unit(Span(0, 12), Span(9, 21))
    (True, False)
    """
    common = shared(one, other)
    shorter, longer = sorted((one.length, other.length))
    return common >= LEAST_SHARED and 2 * common >= shorter and 3 * common >= longer


class Places:
    """Disjoint stretches in text order, to be asked which of them another stretch meets."""

    def __init__(self, spans: Iterable[tuple[str, Span]]) -> None:
        self.spans = list(spans)
        self.ends = [span.end for _, span in self.spans]

    def meeting(self, span: Span) -> list[tuple[str, Span]]:
        """Those that share a character with ``span``, in order."""
        found = []
        for place in range(bisect_left(self.ends, span.start + 1), len(self.spans)):
            if self.spans[place][1].start >= span.end:
                break
            found.append(self.spans[place])
        return found

    def same(self, span: Span) -> list[str]:
        """Names of those that are the same unit."""
        return [name for name, other in self.meeting(span) if same_unit(span, other)]
