"""Keys of pieces: the SHA-256 of what a result depends on."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from importlib.resources.abc import Traversable


def key_of(*parts: object) -> str:
    """Sixty-four hex digits that change with any of the parts.

    >>> key_of("a", 1) == key_of("a", 1), key_of("a", 1) == key_of("a", None), len(key_of())
    (True, False, 64)
    """
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8", "backslashreplace")).hexdigest()


def tool_version() -> str:
    """The version of policydiff that is installed, with the first digits of a digest of its code: a changed rule gives other keys."""
    try:
        installed = version("policydiff")
    except PackageNotFoundError:
        installed = "0"
    return f"{installed}+{code_digest()}"


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Twelve hex digits that change with any line of the package's code."""
    total = hashlib.sha256()
    add_code(resources.files("policydiff"), total)
    return total.hexdigest()[:12]


def add_code(folder: Traversable, total: hashlib._Hash) -> None:
    """Add the Python files of a folder, and of the folders in it, by their names."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            add_code(entry, total)
        elif entry.name.endswith(".py"):
            total.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
