"""Reading PDF files: the characters come from a process of its own, lines and paragraphs are laid out here."""

from policydiff.read.pdf.reader import read_pdf

__all__ = ["read_pdf"]
