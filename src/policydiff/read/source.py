"""From a path, bytes or text to a :class:`SourceText`, or to one clear line that says why not."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from policydiff.characters import shortened
from policydiff.model import PolicydiffError, SourceText
from policydiff.read.encoding import decode_bytes

MOST_BYTES = 64 * 1024 * 1024
"""Larger files are refused before they are read (``TOO_LARGE``); a long report has some 200,000 bytes."""
LONGEST_FILE_NAME = 255
"""Bytes that the name of a file has at most on the usual file systems."""
OTHER_FORMATS = (
    (b"PK\x03\x04", "a Word file or another archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"%PDF", "a PDF file"),
)
"""How files that are no plain text begin."""
HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
HTML_HEAD = 2000


def read_source(source: str | Path | bytes, *, name: str = "") -> SourceText:
    """Read a report from a file or from bytes.

    Args:
        source: a path, or the bytes of a text file.
        name: what to call it in results and messages; by default the file's name.

    Returns:
        The decoded text, its byte order mark removed and its line ends as they are, with encoding and SHA-256 of the bytes.

    Raises:
        PolicydiffError: the file is missing, unreadable, too large, empty, or no reading of its bytes is plausible.

    >>> read_source("政府工作报告".encode("gb18030"), name="a.txt").encoding
    'gb18030'
    """
    if isinstance(source, bytes):
        return source_from_bytes(source, name or "bytes")
    path = Path(source)
    return source_from_bytes(load_bytes(path), name or path.name)


def load_bytes(path: Path) -> bytes:
    """The bytes of a file, refused with a reason where there is no file to read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PolicydiffError("TOO_LARGE", str(path), f"the file is over {MOST_BYTES // 1024**2} MiB", "give the report alone")
        return path.read_bytes()
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


def other_format(data: bytes) -> str:
    """What a file is by its first bytes, where that is no plain text.

    >>> other_format(b"%PDF-1.7"), other_format(b"<html><body>"), other_format("政府工作报告".encode())
    ('a PDF file', 'a web page', '')
    """
    for start, name in OTHER_FORMATS:
        if data.startswith(start):
            return name
    head = data[:HTML_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "a web page" if head.startswith(b"<") and HTML.search(head) else ""


def source_from_bytes(data: bytes, name: str) -> SourceText:
    """Decode the bytes of a text file."""
    if not data:
        raise PolicydiffError("EMPTY_INPUT", name, "the file holds no bytes", "save the report again")
    if other := other_format(data):
        raise PolicydiffError("OTHER_FORMAT", name, f"this is {other}, not plain text", "save it as plain text (.txt, UTF-8)")
    text, encoding, notices = decode_bytes(data, name)
    if not text.strip("\0 \t\r\n\u3000\u2003\xa0\ufeff"):
        raise PolicydiffError("NO_TEXT", name, "the file holds nothing but white space", "save the report again")
    return SourceText(text, name, "txt", encoding, hashlib.sha256(data).hexdigest(), notices)


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
