"""From a path, bytes or text to a :class:`SourceText`, or to one clear line that says why not."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path

from policydiff.characters import shortened
from policydiff.model import PolicydiffError, SourceText
from policydiff.read.kinds import find_kind
from policydiff.read.limits import LIMITS, MIB, Limits
from policydiff.read.reading import Reader
from policydiff.read.refusals import too_large

BLANKS = "\0 \t\r\n\u3000\u2003\xa0\ufeff"
"""What a text without words is made of."""
LONGEST_FILE_NAME = 255
"""Bytes that the name of a file has at most on the usual file systems."""
READERS: dict[str, str] = {
    "txt": "policydiff.read.plain:read_plain",
    "md": "policydiff.read.markdown:read_markdown",
    "html": "policydiff.read.web.reader:read_html",
    "mhtml": "policydiff.read.web.reader:read_mhtml",
    "docx": "policydiff.read.word:read_word",
    "doc": "policydiff.read.office:read_office",
    "rtf": "policydiff.read.office:read_office",
    "pdf": "policydiff.read.pdf:read_pdf",
}
"""For every kind of file its reader: imported when the first such file is read."""
WITH_TRACKED_CHANGES = frozenset({"docx", "doc", "rtf"})
"""Kinds whose readers can give the text before tracked changes, too."""


def read_source(source: str | Path | bytes, *, name: str = "", limits: Limits = LIMITS, original: bool = False) -> SourceText:
    """Read a report from a file or from bytes; what kind of file it is, its content says.

    Args:
        source: a path, or the bytes of a file.
        name: what to call it in results and messages; by default the file's name.
        limits: what the file may ask for at most.
        original: of a Word file with tracked changes the text before them, instead of the text after.

    Returns:
        The text, with the format, the encoding, the SHA-256 of the bytes, warnings, and where in the original each paragraph stands.

    Raises:
        PolicydiffError: the file is missing, unreadable, too large, empty, damaged, encrypted, or holds no text of a report.

    >>> read_source("政府工作报告".encode("gb18030"), name="a.txt").encoding
    'gb18030'
    """
    if isinstance(source, bytes):
        return source_from_bytes(source, name or "bytes", limits, original)
    path = Path(source)
    return source_from_bytes(load_bytes(path, limits), name or path.name, limits, original)


def load_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a file, refused with a reason where there is no file to read; no more than it takes to see that they are too many."""
    try:
        check_size(path.stat().st_size, str(path), limits)
        with path.open("rb") as file:
            return file.read(limits.most_bytes + 1)
    except FileNotFoundError:
        raise no_file(path, "there is no such file") from None
    except IsADirectoryError:
        raise PolicydiffError("IS_A_FOLDER", str(path), "this is a folder, not a report", "name one file") from None
    except PermissionError:
        raise PolicydiffError("NO_PERMISSION", str(path), "the file may not be read", "change its permissions or copy it") from None
    except (OSError, ValueError) as error:
        raise no_file(path, f"the file cannot be opened ({error})") from None


def no_file(path: Path, trouble: str) -> PolicydiffError:
    """That there is no such file to read; where the path is rather the text of a report, that is said instead.

    >>> str(no_file(Path("政府工作报告\\n一、过去一年"), "there is no such file"))
    '政府工作报告 一、过去一年: NO_FILE: this is a text, not the path of a file; give bytes, such as text.encode()'
    """
    words = str(path)
    if "\n" in words or any(len(part.encode("utf-8", "surrogateescape")) > LONGEST_FILE_NAME for part in path.parts):
        beginning = shortened(" ".join(words.split()))
        return PolicydiffError("NO_FILE", beginning, "this is a text, not the path of a file", "give bytes, such as text.encode()")
    return PolicydiffError("NO_FILE", words, trouble, "check the path")


def check_size(size: int, name: str, limits: Limits) -> None:
    """Refuse a file of more bytes than are read."""
    if size > limits.most_bytes:
        raise too_large(name, f"the file is over {limits.most_bytes // MIB} MiB")


def source_from_bytes(data: bytes, name: str, limits: Limits, original: bool) -> SourceText:
    """Find the kind of a file and read it."""
    if not data:
        raise PolicydiffError("EMPTY_INPUT", name, "the file holds no bytes", "save the report again")
    check_size(len(data), name, limits)
    kind = find_kind(data)
    choice = {"original": True} if original and kind in WITH_TRACKED_CHANGES else {}
    reading = load_reader(kind)(data, name, limits, **choice)
    if not reading.text.strip(BLANKS):
        raise PolicydiffError("NO_TEXT", name, "the file holds nothing but white space", "save the report again")
    sha256 = hashlib.sha256(data).hexdigest()
    return SourceText(reading.text, name, kind, reading.encoding, sha256, reading.notices, reading.origins)


def load_reader(kind: str) -> Reader:
    """The reader of a kind of file."""
    module, function = READERS[kind].split(":")
    reader: Reader = getattr(import_module(module), function)
    return reader


def source_from_text(text: str, name: str = "text") -> SourceText:
    """Take a text that is already decoded; lone surrogates are refused with their place.

    >>> source_from_text("各位代表：").encoding
    'utf-8'
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise PolicydiffError(
            "SURROGATE", name, f"character {error.start} is half of a pair", "mend the text before it comes here"
        ) from None
    return SourceText(text, name, "txt", "utf-8", hashlib.sha256(data).hexdigest())
