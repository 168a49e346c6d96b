"""MkDocs calls this for every page; fenced blocks called policydiff become tables."""

from policydiff.embed.mkdocs import on_page_markdown

__all__ = ["on_page_markdown"]
