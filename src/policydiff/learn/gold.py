"""Annotated reports: the tag and the alignment of every chunk, as the annotation guide lays them out."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policydiff.clauses import split_clauses
from policydiff.lexicons import Lexicon
from policydiff.model import Clause, Report
from policydiff.normalize import normalize_source
from policydiff.outline import outline_report
from policydiff.read import read_source


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with a tag for every clause."""

    name: str
    report: Report
    clauses: tuple[Clause, ...]
    tags: tuple[str, ...]


def table(path: Path) -> list[list[str]]:
    """Rows of a tab-separated file without quoting."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row and row[0].strip()]


def chunks(gold: Path, name: str) -> list[tuple[str, int, int, str]]:
    """The annotated chunks of a document in order: id, start, end, tag."""
    marks = {row[0]: row[1].strip() for row in table(gold / f"{name}.bio.tsv")}
    return [(row[0], int(row[1]), int(row[2]), marks[row[0]]) for row in table(gold / f"{name}.chunks.tsv")]


def learning_options(what: str, shipped: Path) -> argparse.Namespace:
    """The options that the learning scripts take: ``gold``, ``leave_out``, ``lexicon`` and ``output``."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--leave-out", default=None, metavar="PLACE")
    parser.add_argument("--lexicon", type=Path, default=None, metavar="FOLDER", help="rows and learnt data laid over the pack")
    parser.add_argument("-o", "--output", type=Path, default=shipped)
    return parser.parse_args()


def documents(gold: Path) -> list[str]:
    """Names of the annotated documents, sorted."""
    return sorted(path.name.removesuffix(".bio.tsv") for path in gold.glob("*.bio.tsv"))


def read_annotated(gold: Path, name: str, lexicon: Lexicon) -> Annotated:
    """One annotated report; a clause takes the tag of the chunk that its first character stands in."""
    report = normalize_source(read_source(gold / f"{name}.txt"))
    clauses = split_clauses(report, outline_report(report, lexicon))
    tagged = chunks(gold, name)
    return Annotated(name, report, clauses, tuple(tag_at(report.locate(clause.at).start, tagged) for clause in clauses))


def tag_at(place: int, tagged: Sequence[tuple[str, int, int, str]]) -> str:
    """The tag of the chunk that holds a source offset; ``O`` between chunks."""
    return next((tag for _, start, end, tag in tagged if start <= place < end), "O")
