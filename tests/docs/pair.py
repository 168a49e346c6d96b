"""The tables of the pair in seeds, as they are published: ``python -m tests.docs.pair`` writes ``docs/pair.md``."""

from pathlib import Path

from policydiff import compare_reports
from policydiff.publish import Format, render

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "pair.md"


def pair_page() -> bytes:
    """The Markdown of the comparison."""
    return render(compare_reports(ROOT / "seeds" / "yunze-2024.txt", ROOT / "seeds" / "yunze-2025.txt"), Format.MARKDOWN)


if __name__ == "__main__":
    PAGE.write_bytes(pair_page())
