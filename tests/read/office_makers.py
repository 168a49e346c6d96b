"""Files as LibreOffice saves them, and the mark of tests that want it."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from policydiff.read.office import find_program

FROM_TEXT = "--infilter=Text (encoded):UTF8"
installed = pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")


def save_with_office(sources: Iterable[Path], folder: Path, target: str, *options: str) -> None:
    """Save files in a folder in the format that LibreOffice calls ``target``; ``FROM_TEXT`` is the option for plain text."""
    profile = f"-env:UserInstallation={(folder.resolve() / 'profile').as_uri()}"
    command = [find_program(), profile, "--headless", *options, "--convert-to", target, "--outdir", folder, *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
