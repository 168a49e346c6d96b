"""The zip that a Word file is: nothing is unpacked to disk, and what it says of itself is checked before and while it is read."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from policydiff.characters import shortened
from policydiff.model import PolicydiffError
from policydiff.read.limits import MIB, Limits
from policydiff.read.refusals import corrupt, locked, too_large

DAMAGES = (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, struct.error, zlib.error, IndexError, KeyError, OverflowError)
"""What reading a damaged zip may raise."""
LOCKED = 1
"""The flag of a member that wants a password."""
PACKED = (ZIP_STORED, ZIP_DEFLATED)
"""How the standard lets members be packed; of the others, Python unpacks more at once than is asked for."""
LONGEST_NAME = 80
"""Characters of the name of a part that a message shows."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The members of a Word file by their names in small letters; only those that are asked for are ever unpacked, in memory."""

    name: str
    zip: ZipFile
    members: dict[str, ZipInfo]
    limits: Limits

    def __contains__(self, part: str) -> bool:
        return part.lower() in self.members

    def read(self, part: str) -> bytes:
        """The bytes of a part, exactly as many as the archive declares, with the sum it declares.

        Raises:
            PolicydiffError: ``CORRUPT`` where there is no such part or its size or sum is another, ``ENCRYPTED`` where it has a password,
                ``TOO_LARGE`` where it is larger than a whole file may be.
        """
        member = self.members.get(part.lower())
        if member is None:
            raise corrupt(self.name, f"{the_part(part)} is missing")
        if member.flag_bits & LOCKED:
            raise locked(self.name)
        if member.file_size > self.limits.most_bytes:
            raise too_large(self.name, f"{the_part(part)} is over {self.limits.most_bytes // MIB} MiB")
        if member.compress_type not in PACKED:
            raise corrupt(self.name, f"{the_part(part)} is packed as no Word file is")
        with sound(self.name, f"{the_part(part)} is damaged"), self.zip.open(member) as file:
            data = file.read(member.file_size + 1)
        if len(data) != member.file_size:
            raise corrupt(self.name, f"{the_part(part)} is not as long as it says")
        return data


def the_part(name: str) -> str:
    """A part as messages call it, in one short line whatever its name is."""
    return f"the part {shortened(' '.join(name.split()), LONGEST_NAME)}"


@contextmanager
def sound(name: str, trouble: str) -> Iterator[None]:
    """Whatever a damaged zip raises becomes one line."""
    try:
        yield
    except DAMAGES:
        raise corrupt(name, trouble) from None


def open_archive(data: bytes, name: str, limits: Limits) -> Archive:
    """List the members of a zip and hold what they declare against the limits.

    Raises:
        PolicydiffError: ``CORRUPT`` where it is no whole zip, two members have one name or share their bytes; ``TOO_LARGE`` where it would
            grow beyond the limits.
    """
    with sound(name, "the archive is damaged or cut off"):
        file = ZipFile(BytesIO(data))
    infos = file.infolist()
    members = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}
    if len(members) < len(infos):
        raise corrupt(name, "two parts of the archive have one name")
    if sum(info.compress_size for info in infos) > len(data):
        raise corrupt(name, "the parts of the archive are together longer than the archive")
    check_growth(sum(info.file_size for info in infos), len(data), name, limits)
    return Archive(name, file, members, limits)


def check_growth(unpacked: int, packed: int, name: str, limits: Limits) -> None:
    """Refuse an archive that declares more bytes than are read, or far more than its own."""
    step = "give the report alone, without pictures"
    if unpacked > limits.most_unpacked:
        raise PolicydiffError("TOO_LARGE", name, f"unpacked, the file is over {limits.most_unpacked // MIB} MiB", step)
    if unpacked > limits.most_ratio * packed:
        raise PolicydiffError("TOO_LARGE", name, f"unpacked, the file grows more than {limits.most_ratio} times", step)
