"""How far a batch is, on one line of a terminal."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType

EVERY = 0.1
"""Seconds between two drawings."""


class Meter:
    """A line on standard error with the stage, how much of it is done, the rate and the time left; nothing where that is no terminal."""

    def __init__(self, shown: bool) -> None:
        self.shown = shown and sys.stderr.isatty()
        self.stage, self.start, self.first, self.drawn = "", 0.0, 0, 0.0

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if self.shown and self.stage:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell how far a stage is."""
        now = monotonic()
        if stage != self.stage:
            self.stage, self.start, self.first, self.drawn = stage, now, done - 1, 0.0
        if self.shown and (now - self.drawn >= EVERY or done == total):
            self.drawn = now
            sys.stderr.write(f"\r\x1b[K{progress_line(stage, done, total, done - self.first, now - self.start)}")
            sys.stderr.flush()


def progress_line(stage: str, done: int, total: int, lately: int, seconds: float) -> str:
    """One line.

    Args:
        stage: what is done.
        done: how many tasks are done.
        total: of how many.
        lately: how many of them were done in ``seconds``.
        seconds: since the stage began.

    >>> progress_line("reading", 50, 200, 50, 25.0)
    'reading     50/200   2.0/s   1:15 left'
    """
    rate = lately / seconds if seconds > 0 else 0.0
    left = f"{int((total - done) / rate) // 60}:{int((total - done) / rate) % 60:02d} left" if rate else ""
    return f"{stage:10} {done:>{len(str(total))}}/{total}   {rate:.1f}/s   {left}".rstrip()
