"""The page of what was published: twenty real pairs in every format, each file checked, as a table of sizes.

``python -m tests.docs.published`` writes ``docs/published.md``; it wants LibreOffice with Calc. The reports stay where they are; the page
holds names and counts alone.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from tests.publish.valid import CHECKS

from policydiff import compare_reports
from policydiff.comparison import Comparison
from policydiff.publish import ONE_A_TABLE, Format, publish_tables
from policydiff.publish.sheets import sheets_of

PAGE = Path(__file__).parents[2] / "docs" / "published.md"
REPORTS = Path(__file__).parents[3] / "shared" / "reports"
PROVINCES = ["beijing", "fujian", "gansu", "guangdong", "guangxi", "hainan", "jilin", "neimenggu", "sichuan", "tianjin", "xizang", "yunnan"]
PAIRS = [*((f"provincial/{name}", 2025) for name in PROVINCES), *(("national/cn", year) for year in range(2012, 2020))]
"""The reports of a place and the year of the older one."""
TABLES = ("targets", "changes", "deliveries", "old", "new")
HEAD = """# Published

Twenty real pairs in every format. Each file is opened by a program that others wrote: a strict HTML parser, openpyxl and LibreOffice,
the Markdown of GitHub and of MkDocs, a validator of JSON Schema, pandas for Parquet and Stata; the rows of each are counted against the
result (`tests/publish/valid.py`). Then everything is written once more, under another hash seed and another locale, and is the same byte
for byte. `python -m tests.docs.published` writes this page; it stops at the first file that is not as it should be.

Sizes are kilobytes of one file; of CSV, Parquet and Stata that of the changes.
"""
ELSEWHERE = """
import sys
from policydiff import compare_reports
from policydiff.publish import Format, publish_tables
publish_tables(compare_reports(sys.argv[1], sys.argv[2]), sys.argv[3], list(Format))
"""


def main() -> None:
    """Publish, check, and write the page."""
    with TemporaryDirectory() as folder:
        rows = [row(place, year, Path(folder) / f"{Path(place).name}-{year}") for place, year in PAIRS]
    PAGE.write_text("\n".join([HEAD, *table(rows), ""]), encoding="utf-8")


def table(rows: list[list[str]]) -> Iterator[str]:
    """The rows as Markdown."""
    yield f"| pair | commitments | {' | '.join(Format)} |"
    yield f"|---|{'---|' * (len(Format) + 1)}"
    yield from (f"| {' | '.join(cells)} |" for cells in rows)


def row(place: str, year: int, folder: Path) -> list[str]:
    """A pair: its name, how many commitments both reports have, and the size of each file that was found right."""
    found = compared_pair(place, year)
    files = publish_tables(found, folder / "here", list(Format))
    sizes = [size_of(format_, files, found) for format_ in Format]
    opened_by_libreoffice(next(file for file in files if file.suffix == ".xlsx"), found)
    assert digests(folder / "here") == written_elsewhere(pair_of(place, year), folder / "there", hash_seed=7, locale="POSIX")
    commitments = len(found.earlier.commitments) + len(found.later.commitments)
    return [f"{Path(place).name} {year}–{year + 1}", str(commitments), *(f"{size / 1000:,.0f}" for size in sizes)]


def pair_of(place: str, year: int) -> tuple[Path, Path]:
    """The files of a place for a year and the next one."""
    return REPORTS / f"{place}-{year}.txt", REPORTS / f"{place}-{year + 1}.txt"


@lru_cache
def compared_pair(place: str, year: int) -> Comparison:
    """Two real reports, compared."""
    return compare_reports(*pair_of(place, year))


def size_of(format_: Format, files: list[Path], found: Comparison) -> int:
    """The bytes of the file of a format, which is checked."""
    ending = f".changes{format_.suffix}" if format_ in ONE_A_TABLE else format_.suffix
    data = next(file for file in files if file.name.endswith(ending)).read_bytes()
    CHECKS[format_](data, found)
    return len(data)


def opened_by_libreoffice(file: Path, found: Comparison) -> None:
    """Have LibreOffice open a workbook and save it; every table must have its rows still."""
    saved = file.parent.parent / "saved"
    command = ["soffice", f"-env:UserInstallation=file://{saved}/profile", "--headless", "--convert-to", "xlsx", "--outdir", saved, file]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=300)
    book = openpyxl.load_workbook(saved / file.name)
    for sheet in sheets_of(found):
        assert book[sheet.name].max_row - 1 == len(sheet.rows), sheet.name


def written_elsewhere(pair: tuple[Path, Path], to: Path, *, hash_seed: int, locale: str) -> dict[str, str]:
    """The digests of all files of a pair, made by a process with that hash seed and locale."""
    about = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    about |= {"PYTHONHASHSEED": str(hash_seed), "LC_ALL": locale, "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", ELSEWHERE, *pair, to], check=True, env=about)
    return digests(to)


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


if __name__ == "__main__":
    main()
