"""Old Word files, also those in XML of 2003, WPS files and rich text, by way of LibreOffice.

Where it is installed, it makes Word files of today of them, which are then read. It gets a folder of its own with settings that run no
macro and fetch nothing, and is ended with all its processes when its time is over.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from policydiff.model import PolicydiffError
from policydiff.read.bounds import bounded
from policydiff.read.compound import SIGN, check_compound
from policydiff.read.limits import Limits
from policydiff.read.reading import Reading
from policydiff.read.refusals import corrupt
from policydiff.read.word import read_word

PIPES = ("/tmp", "/var/tmp")
"""Folders in which LibreOffice keeps the socket by which it finds itself running."""
IN_WORD = "open it in Word and save it as .docx"
"""What to do with a file that LibreOffice fails on."""
PROGRAMS = ("soffice", "libreoffice")
PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "C:\\Program Files\\LibreOffice\\program\\soffice.exe")
COMMON, INET, WRITER = "/org.openoffice.Office.Common", "/org.openoffice.Inet", "/org.openoffice.Office.Writer"
SETTINGS = (
    (f"{COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{WRITER}/Content/Update", "Link", "2"),
    (f"{INET}/Settings", "ooInetProxyType", "2"),
    (f"{INET}/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    (f"{INET}/Settings", "ooInetHTTPProxyPort", "9"),
    (f"{INET}/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    (f"{INET}/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""What is set in LibreOffice: no macros, no links brought up to date, no pictures from elsewhere, and a way to the network that ends."""


def read_office(data: bytes, name: str, limits: Limits, *, original: bool = False) -> Reading:
    """The text of an old Word file, a WPS file or rich text, by way of LibreOffice; what holds for Word files holds for it.

    Raises:
        PolicydiffError: ``NEEDS_LIBREOFFICE`` where it is not installed, ``CORRUPT`` where it cannot open the file, ``TOO_SLOW`` where it
            takes too long; ``ENCRYPTED`` and ``OTHER_FORMAT`` are found without it.
    """
    kind = ending(data)
    if kind == "doc":
        check_compound(data, name)
    if kind == "xml" and b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise corrupt(name, "the file declares entities, as no Word file does")
    program = find_program()
    if program is None:
        step = "install LibreOffice, or save the report as .docx or plain text"
        raise PolicydiffError(
            "NEEDS_LIBREOFFICE", name, "an old Word file or rich text is read by LibreOffice, which is not installed", step
        )
    return read_word(convert(program, data, name, limits), name, limits, original=original)


def ending(data: bytes) -> str:
    """The ending that a file should have by its content.

    >>> ending(b"<?xml"), ending(SIGN)
    ('xml', 'doc')
    """
    return "doc" if data.startswith(SIGN[:4]) else "rtf" if data.startswith(b"{\\rtf") else "xml"


def find_program() -> str | None:
    """Where LibreOffice is, or None."""
    return next(filter(None, map(shutil.which, (*PROGRAMS, *PLACES))), None)


def convert(program: str, data: bytes, name: str, limits: Limits) -> bytes:
    """The bytes of the Word file that LibreOffice makes."""
    with TemporaryDirectory(prefix="policydiff-", ignore_cleanup_errors=True) as path:
        folder = Path(path)
        source = folder / f"report.{ending(data)}"
        source.write_bytes(data)
        write_profile(folder / "profile")
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        try:
            run([*command, "--convert-to", "docx", "--outdir", str(folder / "out"), str(source)], folder, name, limits)
        finally:
            remove_pipe(folder / "profile")
        made = folder / "out" / "report.docx"
        if not made.is_file():
            raise PolicydiffError("CORRUPT", name, "LibreOffice cannot open the file", IN_WORD)
        return made.read_bytes()


def write_profile(folder: Path) -> None:
    """A folder of settings for one run of LibreOffice."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{prop}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, prop, value in SETTINGS
    )
    spaces = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    (folder / "user").mkdir(parents=True)
    settings = f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {spaces}>{items}</oor:items>'
    (folder / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")


def run(command: list[str], folder: Path, name: str, limits: Limits) -> None:
    """Run a program within the limits; it writes to one folder, gets no input, and what it prints is not read."""
    quiet = subprocess.DEVNULL
    home = dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP"), str(folder))
    command = bounded(command, DATA=limits.most_memory)
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=os.environ | home, start_new_session=True)
    try:
        process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        raise PolicydiffError("TOO_SLOW", name, f"LibreOffice took more than {limits.seconds:g} seconds", IN_WORD) from None
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started."""
    if sys.platform == "win32":
        process.kill()
        process.wait()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def remove_pipe(profile: Path) -> None:
    """Remove the socket that LibreOffice leaves behind in the usual temporary folders where it is ended by force.

    Its name is a checksum of the folder of settings, byte by byte without leading zeros.
    """
    checksum = "".join(f"{byte:x}" for byte in hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest())
    for folder in PIPES:
        for pipe in Path(folder).glob(f"OSL_PIPE_*_{checksum}"):
            pipe.unlink(missing_ok=True)
