"""Where results of tasks are kept: files named by the SHA-256 of all that they depend on, each whole or not there."""

from __future__ import annotations

import copyreg
import io
import json
import pickle
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from uuid import uuid4

from policydiff import model
from policydiff.model import PolicydiffError
from policydiff.publish.files import put_in_place

Fact = str | int | float | None | list["Fact"] | dict[str, "Fact"]
Facts = dict[str, Fact]
"""What the parent process learns of a task: small enough to be kept for every report of a large corpus."""

ADMITTED = {("decimal", "Decimal"): Decimal} | {
    (model.__name__, name): kind for name, kind in vars(model).items() if isinstance(kind, type) and kind.__module__ == model.__name__
}
"""What a kept value may be made of, besides texts, numbers and tuples."""


def by_value(member: Enum) -> tuple[type[Enum], tuple[object]]:
    """A word of a vocabulary as its class and value, in the place of which the first releases of Python 3.11 name a function of Python."""
    return type(member), (member.value,)


AS_KEPT = copyreg.dispatch_table | {kind: by_value for kind in ADMITTED.values() if issubclass(kind, Enum)}
"""How what is not plain is written down in a kept value."""


def pickled(value: object) -> bytes:
    """A value as bytes that `Unpickler` reads."""
    data = io.BytesIO()
    pickler = pickle.Pickler(data, protocol=5)
    pickler.dispatch_table = AS_KEPT
    pickler.dump(value)
    return data.getvalue()


class Unpickler(pickle.Unpickler):
    """Reads kept values. The folder may be shared, so a value that names anything but the records of results is refused."""

    def find_class(self, module: str, name: str) -> type:
        """A class that a value names."""
        if (module, name) not in ADMITTED:
            raise pickle.UnpicklingError(f"it names {module}.{name}, which is no part of a result")
        return ADMITTED[module, name]


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of pieces. A piece is several files of one key; its facts are written last, with the sizes of the other files.

    A piece counts as there when its facts are and every file has the size that it had then.

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
            sealed = json.loads(self.path(key, "json").read_bytes())
            found: Facts = sealed["facts"]
            return found if sealed["sizes"] == self.sizes(key, sealed["sizes"]) else None
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def sizes(self, key: str, parts: Iterable[str]) -> dict[str, int]:
        """The bytes that parts of a piece have."""
        return {part: self.path(key, part).stat().st_size for part in parts}

    def seal(self, key: str, facts: Facts, parts: Iterable[str] = ()) -> None:
        """Write the facts, after which the piece of these parts counts as there."""
        sealed = {"facts": facts, "sizes": self.sizes(key, parts)}
        self.write(self.path(key, "json"), json.dumps(sealed, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace"))

    def keep(self, key: str, part: str, value: object) -> None:
        """Keep a value for later tasks."""
        self.write(self.path(key, part), zlib.compress(pickled(value), 1))

    def load(self, key: str, part: str) -> object:
        """A value that was kept."""
        with self.opened(key):
            return Unpickler(io.BytesIO(zlib.decompress(self.path(key, part).read_bytes()))).load()

    @contextmanager
    def opened(self, key: str) -> Iterator[None]:
        """Read a piece; where that fails the piece no longer counts as there, so that the next run makes it again.

        Raises:
            PolicydiffError: it cannot be read (``DAMAGED``).
        """
        try:
            yield
        except MemoryError:
            raise
        except Exception as error:
            path = self.path(key, "json")
            path.unlink(missing_ok=True)
            trouble = f"a result that was kept cannot be read ({type(error).__name__}: {error})"
            raise PolicydiffError("DAMAGED", str(path.with_suffix("")), trouble, "run the batch again, which makes it anew") from error

    def write(self, path: Path, data: bytes) -> None:
        """Write a file: beside all others first, then in its place, so that an interruption leaves what was there.

        Raises:
            PolicydiffError: it cannot be written (``CANNOT_WRITE``).
        """
        with self.drafted(path) as draft:
            draft.write_bytes(data)

    @contextmanager
    def drafted(self, path: Path) -> Iterator[Path]:
        """A name of its own, at which no reader looks, for what is put in its place once it is written.

        Raises:
            PolicydiffError: it cannot be written (``CANNOT_WRITE``).
        """
        draft = Path(self.folder, "drafts", uuid4().hex)
        try:
            draft.parent.mkdir(parents=True, exist_ok=True)
            yield draft
            path.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(draft, path)
        except OSError as error:
            raise cannot_write(path, error) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def clear_drafts(self) -> None:
        """Remove what an earlier run left unfinished."""
        shutil.rmtree(Path(self.folder, "drafts"), ignore_errors=True)


def cannot_write(path: Path, error: OSError) -> PolicydiffError:
    """That a result cannot be written."""
    return PolicydiffError("CANNOT_WRITE", str(path), error.strerror or str(error), "make room or choose another folder with -o")
