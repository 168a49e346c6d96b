"""MkDocs: a hook that puts tables in place of fenced blocks called policydiff when a page is built.

A file of the project that says ``from policydiff.embed.mkdocs import on_page_markdown`` and stands under ``hooks`` in mkdocs.yml is all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from policydiff.embed.blocks import write_table
from policydiff.embed.fences import replace_fences
from policydiff.model import PolicydiffError


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """The Markdown of a page with its tables; files are named from the folder of the page.

    Raises:
        PluginError: of MkDocs, with the one line that says what is wrong; the build stops there.
    """
    source, name = Path(page.file.abs_src_path), str(page.file.src_uri)
    try:
        return replace_fences(markdown, lambda text: write_table(text, source.parent, name=name))
    except PolicydiffError as error:
        from mkdocs.exceptions import PluginError

        raise PluginError(str(error)) from None
