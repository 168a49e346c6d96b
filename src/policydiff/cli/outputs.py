"""Results on standard output or in a file, warnings and troubles on standard error."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.cli.inputs import readable
from policydiff.publish.formats import ChartFormat, Format, PageLanguage

if TYPE_CHECKING:
    from policydiff.publish.charts import Chart
    from policydiff.publish.selection import Selection
    from policydiff.publish.sheets import Result
    from policydiff.tables import Findings


def tell(
    result: Result,
    format_: Format,
    output: Path | None,
    quiet: bool,
    selection: Selection | None = None,
    language: PageLanguage = PageLanguage.EN,
) -> None:
    """Print or write a result, or what is chosen of it, then its warnings on standard error; a table shows them itself."""
    from policydiff.publish import render

    width, colour = screen(output)
    emit(render(result, format_, selection=selection, width=width, colour=colour, language=language), output)
    if not quiet and format_ is not Format.TABLE:
        warn(result)


def tell_chart(result: Result, drawn: Chart, format_: ChartFormat, output: Path | None, quiet: bool) -> None:
    """Print or write a chart, then the warnings of what it shows on standard error."""
    from policydiff.publish.charts.png import font_notice, render_png

    is_png = format_ is ChartFormat.PNG
    emit(render_png(drawn.svg) if is_png else drawn.svg.encode("utf-8"), output)
    if quiet:
        return
    warn(result)
    if is_png and (notice := font_notice()):
        say(f"chart: warning: {notice.code}: {notice.message}")


def show_targets(found: Findings) -> None:
    """Print the head and the targets of a comparison; its other tables are only counted."""
    from policydiff.publish.page import page_of
    from policydiff.publish.terminal import write_terminal

    page = page_of(found, brief=True)
    blocks = tuple(replace(block, brief=block.name == "targets") for block in page.blocks)
    width, colour = screen(None)
    emit(write_terminal(replace(page, blocks=blocks), width=width, colour=colour).encode("utf-8", "backslashreplace"), None)


def screen(output: Path | None) -> tuple[int, bool]:
    """The width of what is printed, and whether it is coloured: as the terminal has it where there is one."""
    if not is_terminal(output):
        return 120, False
    from shutil import get_terminal_size

    return max(get_terminal_size((120, 40)).columns, 60), not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_terminal(output: Path | None) -> bool:
    """Whether what is written there is read on a terminal."""
    return is_stdout(output) and sys.stdout.isatty()


def is_stdout(output: Path | None) -> bool:
    """Whether an output is standard output: none is named, or ``-``."""
    return output is None or str(output) == "-"


def emit(data: bytes, output: Path | None) -> None:
    """Write to a file or to standard output, as it is, whatever the locale. A reader that went away is no trouble."""
    from policydiff.model import PolicydiffError
    from policydiff.publish.files import write_file

    if output is not None and not is_stdout(output):
        write_file(output, data)
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        close_standard_output()
    except OSError as error:
        close_standard_output()
        raise PolicydiffError("CANNOT_WRITE", "standard output", error.strerror or str(error), "write to a file with -o") from error


def close_standard_output() -> None:
    """Let nothing that is still buffered be written when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def beside(output: Path | None) -> Path | None:
    """Where the codebook of a panel goes by default: beside the panel, where that is an ordinary file."""
    if output is None or is_stdout(output) or (output.exists() and not output.is_file()):
        return None
    return output.with_name(f"{output.stem}.codebook.md")


def warn(result: Result) -> None:
    """One line for each warning of a result and of its reports."""
    from policydiff.publish.notices import all_notices
    from policydiff.publish.sheets import kind_of

    for name, notice in all_notices(result):
        say(f"{name or kind_of(result)}: warning: {notice.code}: {notice.message}")


def say(message: str) -> None:
    """One line on standard error, as UTF-8, without control characters."""
    line = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in " ".join(readable(message).split()))
    sys.stderr.buffer.write(f"policydiff: {line}\n".encode())
    sys.stderr.flush()
