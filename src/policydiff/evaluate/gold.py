"""Annotated reports: a folder of tab-separated files, laid out as the annotation guide says.

A document has its text, its chunks and a tag for each (``O`` none, ``H`` heading, ``B`` begins a commitment, ``I`` goes on with it), and
perhaps its figures; a pair has, for each commitment of the newer report, the older ones that it belongs to, and perhaps deliveries.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from policydiff.model import PolicydiffError, Span

LEAST_SHARED = 4
"""Two stretches that share fewer characters are never the same unit."""

TAGS = ("O", "H", "B", "I")


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
        PolicydiffError: there is none (``NO_GOLD``), or none of a name; a line of a file cannot be used (``GOLD``).
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
    tags = {row[0]: read_tag(row) for row in rows(folder / f"{name}.bio.tsv", 2)}
    chunks = tuple(read_chunk(row, tags) for row in rows(folder / f"{name}.chunks.tsv", 5))
    if not chunks:
        raise PolicydiffError("GOLD", str(folder / f"{name}.chunks.tsv"), "no chunk is in it", f"cut {name}.txt into chunks")
    texts = {chunk.id: chunk.text for chunk in chunks}
    figures = (read_figure(row, texts) for row in rows(folder / f"{name}.qty.tsv", 2))
    within = ((*row.cells[:7], row[7].split(";")[0].strip()) for row in rows(folder / f"{name}.within.tsv", 8))
    return Document(name, folder / f"{name}.txt", chunks, tuple(figures), tuple(within))


def read_tag(row: GoldRow) -> str:
    """The tag of a chunk."""
    tag = row[1].strip()
    if tag not in TAGS:
        raise row.trouble(f"unknown tag {tag!r}", f"use one of: {', '.join(TAGS)}")
    return tag


def read_chunk(row: GoldRow, tags: Mapping[str, str]) -> Chunk:
    """A chunk with its tag."""
    if not (row[1].isdecimal() and row[2].isdecimal() and int(row[1]) <= int(row[2])):
        raise row.trouble(f"{row[1]!r} to {row[2]!r} is no stretch of the text", "write the first offset and the one after the last")
    if row[0] not in tags:
        raise row.trouble(f"the chunk {row[0]} has no tag", "give it one in the .bio.tsv file")
    return Chunk(row[0], Span(int(row[1]), int(row[2])), row[4], tags[row[0]])


def read_figure(row: GoldRow, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The cells of a figure, filled up to nine; its words stand in its chunk."""
    if row[0] in texts and row[1] not in texts[row[0]]:
        raise row.trouble(f"the words {row[1]!r} are not in the chunk {row[0]}", "copy them from the chunk")
    return (*row.cells, *[""] * (9 - len(row.cells)))


def read_couple(folder: Path, name: str) -> Couple:
    """One annotated pair."""
    old, _, new = name.partition("-")
    links, relations = set(), {}
    before, after = read_document(folder, old), read_document(folder, new)
    for row in rows(folder / f"{name}.align.tsv", 1):
        id_, olds, relation = (*row.cells, "", "")[:3]
        relations[id_] = relation.strip() or "new"
        linked = [other.strip() for other in olds.split(",") if other.strip()]
        for unit, document in ((id_, after), *((other, before) for other in linked)):
            if unit not in document.units:
                raise row.trouble(f"no commitment of {document.name} begins with the chunk {unit}", "name the chunk that is tagged B")
        links |= {(id_, other) for other in linked}
    deliveries = tuple((*row.cells, *[""] * (8 - len(row.cells))) for row in rows(folder / f"{name}.delivery.tsv", 2))
    return Couple(name, before, after, frozenset(links), relations, deliveries)


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One row of an annotated file, and where it stands."""

    path: Path
    line: int
    cells: tuple[str, ...]

    def __getitem__(self, place: int) -> str:
        return self.cells[place]

    def trouble(self, what: str, step: str) -> PolicydiffError:
        """That the row cannot be used."""
        return PolicydiffError("GOLD", str(self.path), f"line {self.line}: {what}", step)


def rows(path: Path, least: int) -> Iterator[GoldRow]:
    """Rows of a tab-separated file without quoting; none where the file is not there.

    Args:
        path: the file.
        least: how many cells a row has at least.

    Raises:
        PolicydiffError: the file is not UTF-8, or a row has fewer cells (``GOLD``).
    """
    if not path.exists():
        return
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise GoldRow(path, line, ()).trouble("it is not UTF-8", "save the file as UTF-8") from None
    except OSError as error:
        raise PolicydiffError("GOLD", str(path), error.strerror or str(error), "check the folder") from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        for cells in reader:
            row = GoldRow(path, reader.line_num, tuple(cells))
            if cells and cells[0].strip():
                if len(cells) < least:
                    raise row.trouble(f"it has {len(cells)} cells of at least {least}", "set the cells apart by tabs")
                yield row
    except csv.Error as error:
        raise GoldRow(path, reader.line_num, ()).trouble(str(error), "mend that line") from None


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
