"""From the bytes of a Word file to its text, one paragraph a line, with where each stands and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from policydiff.model import Notice, PolicydiffError
from policydiff.read.coverage import check_coverage
from policydiff.read.furniture import note_notes
from policydiff.read.limits import Limits
from policydiff.read.reading import Reading, join_placed
from policydiff.read.word.archive import Archive, open_archive
from policydiff.read.word.numbering import read_numbering
from policydiff.read.word.parts import A, Element, M, Main, W, open_main, parse_part
from policydiff.read.word.styles import read_styles
from policydiff.read.word.walk import Walk

PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")


def read_word(data: bytes, name: str, limits: Limits, *, original: bool = False) -> Reading:
    """The text of a Word file as it shows it: one paragraph a line, automatic numbers before their paragraphs.

    Every paragraph of a table cell is a line of its own; a text box comes after the paragraph that it hangs on. Tracked insertions are
    read and deletions left out (``TRACKED_CHANGES``). Left out as well: hidden text (``HIDDEN_TEXT``), footnotes and endnotes, which
    explain words and would be taken for promises if they stood after the text (``NOTES_LEFT_OUT``), tables of contents, headers and
    footers, comments, the reading aids over characters, and bullets.

    Args:
        data: the bytes of the file.
        name: what to call it in messages.
        limits: what it may ask for at most.
        original: give the text before the tracked changes instead.

    Returns:
        The text; its origins are such as ``paragraph 17`` and ``table 2 row 1 cell 3``.

    Raises:
        PolicydiffError: ``CORRUPT``, ``ENCRYPTED``, ``TOO_LARGE``, ``OTHER_FORMAT`` or ``NEEDS_OCR`` where pictures are all there is.
    """
    archive = open_archive(data, name, limits)
    main = open_main(archive)
    styles = read_styles(related_root(archive, main, "styles"))
    numbering = read_numbering(related_root(archive, main, "numbering"), styles)
    walk = Walk(name, styles, numbering, original, limits.most_depth)
    lines = walk.lines(main.root)
    if not any(line.words.strip() for line in lines) and next(main.root.iter(*PICTURES), None) is not None:
        raise PolicydiffError("NEEDS_OCR", name, "the file holds pictures and no text", "run text recognition on it and give the text")
    covered = check_coverage(shown_characters(archive, main, original), "".join(line.words for line in lines), walk.left_out)
    text, origins = join_placed((line.label + line.words, line.where) for line in lines)
    return Reading(text, main.encoding, (*what_was_left_out(walk), *covered), origins)


def related_root(archive: Archive, main: Main, kind: str) -> Element | None:
    """The root of the part of a kind that goes with the text, where there is one."""
    part = next((part for part in main.related.get(kind, ()) if part in archive), None)
    return None if part is None else parse_part(archive, part)[0]


def shown_characters(archive: Archive, main: Main, original: bool) -> str:
    """Every word of the text and of its diagrams, wherever it stands."""
    kinds = (f"{W}t", f"{M}t", *((f"{W}delText",) if original else ()))
    words = [element.text or "" for element in main.root.iter(*kinds)]
    for part in dict.fromkeys(main.related.get("diagramData", ())):
        if part in archive:
            words += [element.text or "" for element in parse_part(archive, part)[0].iter(f"{A}t")]
    return "".join(words)


def what_was_left_out(walk: Walk) -> Iterator[Notice]:
    """Warnings of what a reader of the file would see, or would not see, otherwise."""
    if walk.added or walk.gone:
        which = "the text before them was read" if walk.original else "insertions were read, deletions left out"
        yield Notice("TRACKED_CHANGES", f"{walk.added} insertion(s) and {walk.gone} deletion(s) are tracked; {which}")
    if walk.hidden:
        yield Notice("HIDDEN_TEXT", f"{walk.hidden} hidden character(s) were left out")
    yield from note_notes(walk.notes, "footnote(s) or endnote(s)")
