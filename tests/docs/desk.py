"""A desk with the files that the pages of the docs speak of, and the commands and the Python that they show."""

import re
import shlex
import shutil
from pathlib import Path

from tests.docs.charts import ROOT, YEARS
from tests.ledger.drawn import text_of
from tests.read.pdf_makers import make_pdf

DOCS = ROOT / "docs"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
OTHERS = ("pip install ", "make ", "git ", "cp ", "python3 -m venv ", ". .venv/")
"""Beginnings of lines that are for a shell and not for policydiff."""


def lay_out(folder: Path) -> None:
    """Last year's and this year's report, six years of another place, and tables of one's own."""
    for name, year in (("last.txt", 2024), ("this.txt", 2025)):
        shutil.copy(ROOT / "seeds" / f"yunze-{year}.txt", folder / name)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for year in (2019, 2020, 2021, 2023, 2024, 2025):
        growth = next(row[1] for row in YEARS if row[0] == year) or "6%"
        text = text_of(year, "新建公园3座。", targets=f"今年主要目标是：地区生产总值增长{growth}。")
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    for year in (2024, 2025):
        text = (ROOT / "seeds" / f"yunze-{year}.txt").read_text(encoding="utf-8")
        (folder / f"report-{year}.pdf").write_bytes(make_pdf(text))
    (folder / "mine").mkdir()
    rows = next(body for language, body in FENCE.findall((DOCS / "lexicon.md").read_text(encoding="utf-8")) if language == "csv")
    (folder / "mine" / "stages.csv").write_text(rows, encoding="utf-8")


def blocks(page: str, *languages: str) -> list[str]:
    """What stands in the fenced blocks of a page that are in one of these languages."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [body for language, body in FENCE.findall(text) if language in languages]


def commands(page: str) -> list[list[str]]:
    """The arguments of every policydiff command that a page shows, in order."""
    lines = [re.sub(r"\s+#.*", "", line).strip() for body in blocks(page, "sh") for line in body.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line and not line.startswith(("#", *OTHERS))]


def unfolded(arguments: list[str], folder: Path) -> list[str]:
    """Arguments with their wildcards replaced, as a shell does it."""
    return [name for word in arguments for name in (sorted(p.name for p in folder.glob(word)) if "*" in word else [word])]
