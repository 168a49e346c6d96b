"""Quarto: a script to run before a project is rendered, which writes tables for its pages to include.

Every file ``NAME.policydiff`` of the project asks for tables, as a fenced block does; ``_NAME.md`` beside it gets them, and a page takes
it in with ``{{< include _NAME.md >}}``. ``python -m policydiff.embed.quarto`` under ``pre-render`` in _quarto.yml is all.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from policydiff.embed.blocks import write_table
from policydiff.model import PolicydiffError


def main(arguments: Sequence[str] = ()) -> int:
    """Write the tables of the project in the folder given, by default the one it is run in.

    Returns:
        The exit status: 0, or 2 where a file asks for what is not there; the others are written nevertheless.
    """
    folder, status = Path(arguments[0]) if arguments else Path(), 0
    for path in sorted(folder.rglob("*.policydiff")):
        try:
            write_tables(path)
        except (PolicydiffError, OSError, UnicodeDecodeError) as error:
            sys.stderr.buffer.write(f"policydiff: {error}\n".encode("utf-8", "backslashreplace"))
            status = 2
    return status


def write_tables(path: Path) -> Path:
    """Write the tables that a file asks for; the file written begins with an underscore, so that Quarto takes it for no page."""
    from policydiff.publish.files import write_file

    text = write_table(path.read_text(encoding="utf-8"), path.parent, name=path.name)
    return write_file(path.with_name(f"_{path.stem}.md"), text.encode("utf-8", "backslashreplace"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
