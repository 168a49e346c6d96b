"""The command line: parse options, call, print, exit status; nothing else. Heavy imports wait until a command runs."""

from policydiff.cli.commands import app
from policydiff.cli.run import main, run

__all__ = ["app", "main", "run"]
