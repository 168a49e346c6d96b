"""Running the worker: whatever befalls it is one clear line here."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

from policydiff.model import PolicydiffError
from policydiff.read.bounds import bounded
from policydiff.read.limits import Limits
from policydiff.read.pdf.page import Page, page_from_json
from policydiff.read.refusals import too_large

WORKER = Path(__file__).with_name("worker.py")
"""The program that opens the file."""
MOST_CHARACTERS = 2_000_000
"""Characters that are laid out at most; a long report has some 40,000."""
ANEW = "print the report to a new PDF, or give it as plain text"
"""What to do with a file on which the parser fails."""


def load_pages(data: bytes, name: str, limits: Limits) -> tuple[Page, ...]:
    """The pages of a PDF file with every character in its place.

    Raises:
        PolicydiffError: ``ENCRYPTED``, ``CORRUPT``, ``TOO_LARGE``; ``TOO_SLOW`` or ``WORKER_FAILED`` where the worker breaks.
    """
    answer = run_worker(data, name, limits)
    try:
        found = json.loads(answer)
        if "trouble" in found:
            raise refusal(found["trouble"], name, limits)
        return tuple(page_from_json(page, number) for number, page in enumerate(found["pages"], 1))
    except (ValueError, TypeError, LookupError):
        raise worker_failed(name, "the process that reads it gave no answer") from None


def run_worker(data: bytes, name: str, limits: Limits) -> bytes:
    """What the worker says of the file."""
    worker = (sys.executable, "-P", str(WORKER), str(limits.most_pages), str(MOST_CHARACTERS))
    command = bounded(worker, AS=limits.most_memory, CPU=math.ceil(limits.seconds) + 1, FSIZE=0, CORE=0)
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.seconds, check=False)
    except subprocess.TimeoutExpired:
        raise PolicydiffError("TOO_SLOW", name, f"reading takes longer than {limits.seconds:g} seconds", ANEW) from None
    if done.returncode:
        raise worker_failed(name, f"the process that reads it ended with {ending(done.returncode)}")
    return done.stdout


def worker_failed(name: str, trouble: str) -> PolicydiffError:
    """That the parser broke down over the file."""
    return PolicydiffError("WORKER_FAILED", name, trouble, ANEW)


def damaged(name: str, trouble: str) -> PolicydiffError:
    """That a PDF file is damaged."""
    return PolicydiffError("CORRUPT", name, trouble, "download or save it again")


def ending(status: int) -> str:
    """How a process ended, in words.

    >>> ending(-11), ending(1)
    ('signal 11', 'status 1')
    """
    return f"signal {-status}" if status < 0 else f"status {status}"


def refusal(trouble: str, name: str, limits: Limits) -> PolicydiffError:
    """Why the worker gave no pages."""
    if trouble == "password":
        return PolicydiffError("ENCRYPTED", name, "the PDF opens with a password alone", "save it without a password")
    if trouble == "pages":
        return too_large(name, f"the PDF has over {limits.most_pages} pages")
    if trouble == "characters":
        return too_large(name, f"the PDF has over {MOST_CHARACTERS} characters")
    return damaged(name, "the PDF is damaged or a part of it is missing")
