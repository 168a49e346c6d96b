"""A run from its arguments to its exit status."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from traceback import print_exception

import typer

from policydiff.cli.commands import app
from policydiff.cli.outputs import say

INTERRUPTED = 130
"""The status after an interruption from the keyboard, which Typer, by its release, raises or returns."""


PLAINER = (
    ("Value error, ", ""),
    ("Input should be greater than or equal to ", "it must be at least "),
    ("Input should be less than or equal to ", "it must be at most "),
    ("Input should be a valid integer, unable to parse string as an integer", "it must be a whole number"),
    ("Input should be a valid number, unable to parse string as a number", "it must be a number"),
)
"""Phrases of Typer's newer releases, and what is said in their place."""


def main() -> None:
    """Run; any trouble is one line on standard error and exit status 2.

    Hardly anything that a run builds is thrown away before its end, so garbage is looked for seldom, and the process ends without taking
    everything apart; both together save a tenth of the time of a comparison. Matrices are small and are multiplied on one core: to share
    them out costs more than it saves, and sums come out the same on any number of cores.
    """
    gc.set_threshold(1_000_000)
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    status = run(sys.argv[1:])
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run with these arguments and return the exit status.

    With ``POLICYDIFF_DEBUG`` set, an unexpected error shows where it came from.
    """
    try:
        status: int = app(list(arguments), prog_name="policydiff", standalone_mode=False) or 0
        if status == INTERRUPTED:
            say("interrupted")
        return status
    except typer.Abort:
        say("interrupted")
        return INTERRUPTED
    except Exception as error:
        foreseen = usage_line(error) or trouble_line(error)
        say(foreseen or unexpected_line(error, arguments))
        if foreseen is None and os.environ.get("POLICYDIFF_DEBUG"):
            print_exception(error)
    return 2


def usage_line(error: Exception) -> str | None:
    """What is wrong with the command line, where that is what the error says.

    Typer's usage errors are known by their method: their class has moved from one release of Typer to another.
    """
    explain = getattr(error, "format_message", None)
    if explain is None:
        return None
    context = getattr(error, "ctx", None)
    words = explain().rstrip(".")
    for phrase, plain in PLAINER:
        words = words.replace(phrase, plain)
    return f"command line: USAGE: {words}; see {context.command_path if context else 'policydiff'} --help"


def trouble_line(error: Exception) -> str | None:
    """The line of a trouble that a user can mend; its class is loaded only here, as a run without trouble may do without it."""
    from policydiff.model import PolicydiffError

    return str(error) if isinstance(error, PolicydiffError) else None


def unexpected_line(error: Exception, arguments: Sequence[str]) -> str:
    """An error that nobody foresaw, with the file it may have come from."""
    name = next((argument for argument in arguments[1:] if not argument.startswith("-")), "policydiff")
    return f"{name}: UNEXPECTED: {type(error).__name__}: {error}; please report this; POLICYDIFF_DEBUG=1 shows where it came from"
