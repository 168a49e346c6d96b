"""Where results of tasks are kept: files named by the SHA-256 of all that they depend on, each whole or not there."""

from __future__ import annotations

import json
import pickle
import shutil
import zlib
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from policydiff.model import PolicydiffError

Fact = str | int | float | None | list["Fact"] | dict[str, "Fact"]
Facts = dict[str, Fact]
"""What the parent process learns of a task: small enough to be kept for every report of a large corpus."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of pieces. A piece is several files of one key; its facts are written last, so a piece with facts is whole.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     store = Store(folder)
    ...     store.seal("ab12", {"year": 2024})
    ...     store.facts("ab12"), store.facts("cd34")
    ({'year': 2024}, None)
    """

    folder: str

    def path(self, key: str, part: str) -> Path:
        """Where a part of a piece is kept."""
        return Path(self.folder, key[:2], f"{key}.{part}")

    def facts(self, key: str) -> Facts | None:
        """The facts of a piece; None where there is no such piece."""
        try:
            found: Facts = json.loads(self.path(key, "json").read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        return found

    def seal(self, key: str, facts: Facts) -> None:
        """Write the facts, after which the piece counts as there."""
        self.write(self.path(key, "json"), json.dumps(facts, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace"))

    def keep(self, key: str, part: str, value: object) -> None:
        """Keep a value for later tasks."""
        self.write(self.path(key, part), zlib.compress(pickle.dumps(value, protocol=5), 1))

    def load(self, key: str, part: str) -> object:
        """A value that was kept."""
        return pickle.loads(zlib.decompress(self.path(key, part).read_bytes()))

    def write(self, path: Path, data: bytes) -> None:
        """Write a file: beside all others first, then in its place, so that an interruption leaves what was there.

        Raises:
            PolicydiffError: it cannot be written (``CANNOT_WRITE``).
        """
        try:
            self.replace(path, self.draft(data))
        except OSError as error:
            raise cannot_write(path, error) from error

    def draft(self, data: bytes = b"") -> Path:
        """A new file under a name of its own that no reader looks at."""
        drafts = Path(self.folder, "drafts")
        drafts.mkdir(parents=True, exist_ok=True)
        path = drafts / uuid4().hex
        try:
            path.write_bytes(data)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path

    def replace(self, path: Path, draft: Path) -> None:
        """Put a draft in its place."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.replace(path)

    def clear_drafts(self) -> None:
        """Remove what an earlier run left unfinished."""
        shutil.rmtree(Path(self.folder, "drafts"), ignore_errors=True)


def cannot_write(path: Path, error: OSError) -> PolicydiffError:
    """That a result cannot be written."""
    return PolicydiffError("CANNOT_WRITE", str(path), error.strerror or str(error), "make room or choose another folder with -o")
