"""The glossary's last columns, written from the rows of the language pack: ``python -m tests.docs.glossary``."""

import re
from pathlib import Path

from policydiff.lexicons import Lexicon, Row, load_lexicon

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"
MARKER = re.compile(r"<!-- words: (\w+)\.(\w+) -->")
LINE = re.compile(r"\| `([^`]+)` \|")
MOST = 8


def refresh(page: str, lexicon: Lexicon) -> str:
    """The page with every marked table's last column as the rows of the lexicon give it."""
    source: tuple[str, str] | None = None
    lines = []
    for line in page.splitlines():
        if line.startswith("## "):
            source = None
        marked, valued = MARKER.search(line), LINE.match(line)
        if marked:
            source = marked.group(1), marked.group(2)
        if source and valued:
            table, column = source
            rows = [row for row in lexicon.rows(table) if row[column] == valued.group(1)]
            line = f"{line.rsplit(' | ', 1)[0]} | {shown(rows)} |".replace(" |  |", " | |")
        lines.append(line)
    return "".join(f"{line}\n" for line in lines)


def shown(rows: list[Row]) -> str:
    """The first words behind a value, and whether there are more.

    >>> shown([{"pattern": "竣工|建成", "example": ""}, {"pattern": "在(?:建|造)", "example": "三座桥在建"}])
    '竣工、建成、（三座桥在建）'
    """
    words = list(dict.fromkeys(word for row in rows for word in words_of(row)))
    return "、".join(words[:MOST]) + (" …" if len(words) > MOST else "")


def words_of(row: Row) -> list[str]:
    """A row's plain words; where it is a pattern, its example in brackets."""
    parts = (row.get("words") or row["pattern"]).split("|")
    return parts if all(re.fullmatch(r"[\u4e00-\u9fff]+", part) for part in parts) else [f"（{row['example']}）"]


if __name__ == "__main__":
    PAGE.write_text(refresh(PAGE.read_text(encoding="utf-8"), load_lexicon("zh")), encoding="utf-8")
