"""Every two neighbouring years of each place in a folder of reports, as a web page, a workbook and a document, with an index.

python build_site.py REPORTS SITE
"""

import sys
from collections.abc import Iterator
from html import escape
from itertools import groupby, pairwise
from pathlib import Path

import policydiff
from policydiff.model import PolicydiffError, Report
from policydiff.read.folders import reports_in

FORMATS = ("html", "xlsx", "markdown")
INDEX = '<!doctype html>\n<html lang="zh">\n<meta charset="utf-8">\n<title>Reports</title>\n<h1>Reports</h1>\n<ul>\n{}</ul>\n</html>\n'


def main(reports: str, site: str) -> int:
    """Build the site; the exit status is 2 where a report could not be read, and the others are published nevertheless."""
    read, troubles = read_all(Path(reports))
    items = [publish(old, new, Path(site)) for old, new in neighbours(read)]
    Path(site).mkdir(parents=True, exist_ok=True)
    (Path(site) / "index.html").write_text(INDEX.format("".join(items)), encoding="utf-8")
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    return 2 if troubles else 0


def read_all(folder: Path) -> tuple[list[Report], list[PolicydiffError]]:
    """The reports of a folder, and what was wrong with the others."""
    reports, troubles = [], []
    for path in reports_in(folder):
        try:
            reports.append(policydiff.read_report(path))
        except PolicydiffError as error:
            troubles.append(error)
    return reports, troubles


def neighbours(reports: list[Report]) -> Iterator[tuple[Report, Report]]:
    """Each report of a place with that of the year after."""
    ordered = sorted((report for report in reports if report.year), key=lambda report: (report.place, report.year))
    for _, of_place in groupby(ordered, key=lambda report: report.place):
        yield from pairwise(of_place)


def publish(old: Report, new: Report, site: Path) -> str:
    """Write what changed between two reports; the line of the index that leads there."""
    written = policydiff.publish_tables(policydiff.compare_reports(old, new), site, FORMATS)
    links = " ".join(f'<a href="{escape(path.name)}">{path.suffix[1:]}</a>' for path in written)
    return f"<li>{escape(f'{new.place} {old.year}–{new.year}')}: {links}</li>\n"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
