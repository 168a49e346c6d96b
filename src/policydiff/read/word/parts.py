"""The XML parts of a Word file: which is the text, which go with it, decoded before they are parsed, without any entity."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any

from lxml import etree

from policydiff.model import PolicydiffError
from policydiff.read.refusals import corrupt, other_format
from policydiff.read.word.archive import Archive, the_part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
STRICT = (
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    ("http://purl.oclc.org/ooxml/officeDocument/math", M),
    ("http://purl.oclc.org/ooxml/drawingml/main", A),
)
"""Name spaces of the strict form of the standard, and those that the same elements have in the usual form."""
WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
OFF = {"0", "false", "off"}
Element = Any
"""An element of lxml, which brings no types."""


@dataclass(frozen=True, slots=True)
class Main:
    """The part that holds the text, and the names of those it refers to by what they are: styles, numbering, diagramData."""

    root: Element
    encoding: str
    related: dict[str, list[str]]


OTHERS = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("xl/workbook.bin", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("meta-inf/container.xml", "an electronic book"),
    ("ofd.xml", "an OFD file"),
)
"""A member that tells what another archive is."""


def open_main(archive: Archive) -> Main:
    """Find and parse the part that holds the text.

    Raises:
        PolicydiffError: ``OTHER_FORMAT`` where the archive is no Word file, ``CORRUPT`` where its XML is damaged or declares entities.
    """
    part = find_main(archive)
    root, encoding = parse_part(archive, part)
    if root.tag != f"{W}document":
        raise other_format(archive.name, "an archive without the text of a Word file")
    return Main(root, encoding, relations(archive, part))


def find_main(archive: Archive) -> str:
    """The name of the part that holds the text."""
    for member, what in OTHERS:
        if member in archive:
            raise other_format(archive.name, what)
    found = relations(archive, "").get("officeDocument", [])
    part = found[0] if found else "word/document.xml"
    if part not in archive:
        if "[content_types].xml" in archive:
            raise corrupt(archive.name, f"{the_part(part)} is missing")
        raise other_format(archive.name, "an archive, not a Word file")
    return part


def relations(archive: Archive, part: str) -> dict[str, list[str]]:
    """The parts that a part refers to, by the last word of the type of reference; what lies outside of the file is left alone."""
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    found: dict[str, list[str]] = {}
    if name not in archive:
        return found
    for relation in parse_part(archive, name)[0]:
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        if relation.get("TargetMode") != "External":
            found.setdefault(relation.get("Type", "").rsplit("/", 1)[-1], []).append(target)
    return found


def parse_part(archive: Archive, part: str) -> tuple[Element, str]:
    """The root element of a part and its encoding; comments and processing instructions are gone, strict names are the usual ones."""
    text, encoding = decode_part(archive.read(part), archive.name, part)
    if "<!DOCTYPE" in text:
        raise corrupt(archive.name, f"{the_part(part)} declares entities, as no Word file does")
    for strict, usual in STRICT:
        text = text.replace(strict, usual.strip("{}"))
    parser = etree.XMLParser(
        encoding="utf-8", huge_tree=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser), encoding
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise too_deep(archive.name) from None
        raise corrupt(archive.name, f"the XML of {the_part(part)} is damaged") from None


def too_deep(name: str) -> PolicydiffError:
    """That elements stand within elements more often than is read."""
    return PolicydiffError("TOO_LARGE", name, "the elements of the file are nested too deep", "save the report again in Word")


def decode_part(data: bytes, name: str, part: str) -> tuple[str, str]:
    """The text of a part, which the standard wants in UTF-8 or UTF-16, and its encoding."""
    encoding = next((encoding for mark, encoding in WIDE if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding).removeprefix("\ufeff"), encoding
    except UnicodeDecodeError:
        raise corrupt(name, f"{the_part(part)} is not in {encoding.upper()}") from None


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of an element, or None where there is no such element or attribute."""
    return None if element is None else element.get(W + name)


def number(element: Element | None, default: int, name: str = "val") -> int:
    """A whole number in an attribute, or what holds where none is stated."""
    words = value(element, name) or ""
    digits = words.removeprefix("-")
    return int(words) if 0 < len(digits) < 7 and digits.isascii() and digits.isdigit() else default


def switched(element: Element | None) -> bool | None:
    """Whether a property is on, or None where nothing is said of it."""
    return None if element is None else value(element) not in OFF
