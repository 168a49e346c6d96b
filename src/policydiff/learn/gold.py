"""Annotated reports to learn from: the clauses of each with their tags, and the options of the scripts that learn."""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from policydiff.clauses import split_clauses
from policydiff.evaluate import Document
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


def also_annotated(reports: Path, lexicon: Lexicon) -> list[Annotated]:
    """The reports of ``learn/annotated``, as far as their texts are in a folder of reports.

    Each file there names no words: a line gives where a clause begins in the source text and its tag.
    """
    found = []
    for file in sorted(resources.files("policydiff.learn").joinpath("annotated").iterdir(), key=lambda f: f.name):
        text = next(reports.glob(f"*/{file.name.removesuffix('.tsv')}.txt"), None)
        if text:
            marks = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
            found.append(annotate(text, text.stem, [(int(start), tag) for start, tag in marks], lexicon))
    return found


def learning_options(what: str, shipped: Path) -> argparse.Namespace:
    """The options that the learning scripts take: ``gold``, ``leave_out``, ``lexicon`` and ``output``."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--leave-out", default=None, metavar="PLACE")
    parser.add_argument("--lexicon", type=Path, default=None, metavar="FOLDER", help="rows and learnt data laid over the pack")
    parser.add_argument("-o", "--output", type=Path, default=shipped)
    return parser.parse_args()


def learnt_from(name: str, options: argparse.Namespace) -> bool:
    """Whether a document, or a pair, is learnt from: all but those of the place that is left out."""
    return options.leave_out is None or not name.startswith(options.leave_out)


def read_annotated(document: Document, lexicon: Lexicon) -> Annotated:
    """One annotated report of the gold folder."""
    return annotate(document.path, document.name, [(chunk.span.start, chunk.tag) for chunk in document.chunks], lexicon)


def annotate(text: Path, name: str, marks: Sequence[tuple[int, str]], lexicon: Lexicon) -> Annotated:
    """A report whose clauses each take the tag of the last mark at or before its first character; before the first, ``O``."""
    report = normalize_source(read_source(text))
    clauses = split_clauses(report, outline_report(report, lexicon))
    starts = [start for start, _ in marks]
    at = [bisect_right(starts, report.locate(clause.at).start) - 1 for clause in clauses]
    return Annotated(name, report, clauses, tuple(marks[i][1] if i >= 0 else "O" for i in at))
