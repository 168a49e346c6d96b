"""A comparison as plain text, Markdown and one self-contained HTML page: targets first, then the changes by status."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from pathlib import Path

from policydiff.model import Change, Extract, Status

SHOWN = (Status.CHANGED, Status.NEW, Status.DROPPED)
STYLE = "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3rem .6rem;text-align:left}"
Row = tuple[str, ...]


def target_rows(changes: Sequence[Change]) -> Iterator[Row]:
    """Indicator, last year, this year, direction of every figure that moved."""
    for change in changes:
        for move in change.numeric:
            yield move.indicator or "—", move.old.text if move.old else "—", move.new.text if move.new else "—", str(move.direction)


def change_rows(old: Extract, new: Extract, changes: Sequence[Change], status: Status) -> Iterator[Row]:
    """Section, last year's words, this year's words of every change of one status."""
    words = {c.id: c.words for extract in (old, new) for c in extract.commitments}
    sections = {c.id: c.section for extract in (old, new) for c in extract.commitments}
    for change in changes:
        if change.status is status:
            place = sections[(change.new or change.old)[0]]
            before, after = (" / ".join(words[i] for i in side) for side in (change.old, change.new))
            yield place, before, after


def tables(old: Extract, new: Extract, changes: Sequence[Change]) -> Iterator[tuple[str, Row, list[Row]]]:
    """Every table as title, heads and rows."""
    yield "Targets that moved", ("indicator", "last year", "this year", "direction"), list(target_rows(changes))
    for status in SHOWN:
        yield status.capitalize(), ("section", "last year", "this year"), list(change_rows(old, new, changes, status))


def plain_text(old: Extract, new: Extract, changes: Sequence[Change]) -> str:
    """The tables for a terminal."""
    lines = []
    for title, heads, rows in tables(old, new, changes):
        lines += ["", f"{title} ({len(rows)})", "  ".join(heads)]
        lines += ["  ".join(cell for cell in row if cell) for row in rows]
    return "\n".join(lines) + "\n"


def markdown(old: Extract, new: Extract, changes: Sequence[Change]) -> str:
    """The tables as Markdown; pipes and angle brackets in cells are safe."""
    lines = []
    for title, heads, rows in tables(old, new, changes):
        lines += [f"## {title}", "", "| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
        lines += ["| " + " | ".join(html.escape(cell, quote=False).replace("|", "\\|").replace("`", "\\`") for cell in row) + " |" for row in rows]
        lines.append("")
    return "\n".join(lines)


def html_page(old: Extract, new: Extract, changes: Sequence[Change]) -> str:
    """The tables as one page without scripts or outside files."""
    title = html.escape(f"{old.report.source.name} → {new.report.source.name}")
    parts = [f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style><h1>{title}</h1>']
    for name, heads, rows in tables(old, new, changes):
        parts.append(f"<h2>{name} ({len(rows)})</h2><table><tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr>")
        parts += ["<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
        parts.append("</table>")
    return "\n".join([*parts, "</html>\n"])


def write_pages(old: Extract, new: Extract, changes: Sequence[Change], folder: Path) -> list[Path]:
    """Write both pages into a folder; a file is replaced whole or left as it was."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in (("comparison.html", html_page(old, new, changes)), ("comparison.md", markdown(old, new, changes))):
        half = folder / f".{name}.part"
        half.write_text(text, encoding="utf-8")
        half.replace(folder / name)
        written.append(folder / name)
    return written
