"""The codebook of any panel, written from the columns: ``python -m tests.docs.codebook`` writes ``docs/codebook.md``."""

from pathlib import Path

from policydiff.publish.codebook import write_codebook

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"

if __name__ == "__main__":
    PAGE.write_text(write_codebook(), encoding="utf-8")
