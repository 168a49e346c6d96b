"""The page on the commands, written from the commands themselves: ``python -m tests.docs.commands`` writes ``docs/commands.md``."""

from collections.abc import Callable, Iterator
from enum import Enum
from inspect import Parameter, getdoc, signature
from pathlib import Path
from typing import Any, get_args, get_type_hints

import typer

from policydiff.cli import app

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
HEAD = """# Commands

Data goes to standard output, messages to standard error; the exit status is 0 when done and 2 for trouble, which is one line with a code
([errors](errors.md)); `--exit-code` makes it 1 where anything changed.
`-` reads standard input. `policydiff COMMAND --help` tells the same as this page.
"""


def commands_page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for name, command in named_commands() for line in chapter(name, command))])


def named_commands(group: typer.Typer = app, before: str = "") -> Iterator[tuple[str, Callable[..., object]]]:
    """Every command with its full name, those of groups after the others."""
    for command in group.registered_commands:
        yield f"{before}{command.name or command.callback.__name__}", command.callback
    for inner in group.registered_groups:
        yield from named_commands(inner.typer_instance, f"{before}{inner.name} ")


def chapter(name: str, command: Callable[..., object]) -> Iterator[str]:
    """A command: its call, what it does, its arguments and options."""
    rows = list(parameters(command))
    call = " ".join(["policydiff", name, *(shown for shown, _, is_argument in rows if is_argument)])
    yield f"## {name}\n\n{getdoc(command)}\n\n    {call}\n"
    yield "| | |\n|---|---|"
    yield from (f"| {cell(f'`{shown}`')} | {cell(meaning)} |" for shown, meaning, _ in rows)
    yield ""


def cell(words: str) -> str:
    """Words that stay within one cell."""
    return words.replace("|", "\\|")


def parameters(command: Callable[..., object]) -> Iterator[tuple[str, str, bool]]:
    """How each parameter is written, what it does, and whether it is an argument."""
    hints = get_type_hints(command, include_extras=True)
    for parameter in signature(command).parameters.values():
        kind, info = get_args(hints[parameter.name])
        is_argument = isinstance(info, typer.models.ArgumentInfo)
        names = info.metavar or parameter.name.upper() if is_argument else option_names(parameter, info)
        yield names, info.help.rstrip(".") + choices_of(kind) + default_of(parameter), is_argument


def option_names(parameter: Parameter, info: Any) -> str:
    """The names of an option, with what stands after it."""
    first = info.default if isinstance(info.default, str) else f"--{parameter.name.strip('_').replace('_', '-')}"
    names = (first, *(info.param_decls or ()))
    return " ".join(filter(None, (", ".join(names), info.metavar)))


def choices_of(kind: Any) -> str:
    """The words that an option takes, where they are given ones."""
    for one in (kind, *get_args(kind)):
        if isinstance(one, type) and issubclass(one, Enum):
            return f": one of {', '.join(f'`{choice.value}`' for choice in one)}"
    return ""


def default_of(parameter: Parameter) -> str:
    """What counts where an option is not given."""
    value = parameter.default
    return "" if value in (None, False, "", Parameter.empty) else f"; by default `{value}`"


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8")
