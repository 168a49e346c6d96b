"""What the first sheet of a workbook says: of which reports it is, how many there are of what, the warnings, and what the sheets hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.model import Extract, Ledger, OverridesFile, Status, Verdict
from policydiff.publish.notices import worded_notices
from policydiff.publish.page import COUNT_NAMES, VERDICT_NAMES, Page, page_of, year_names
from policydiff.publish.selection import Selection
from policydiff.publish.sheets import Result, Sheet
from policydiff.publish.tables_page import chosen_words
from policydiff.tables import Findings, Panel, Scorecard
from policydiff.tables.rows import Cell
from policydiff.tables.words import FACET_WORDS, facet_values

NUMBER = "Number"
STATUS_MEANINGS = {
    Status.CONTINUED: "in both reports; no figure that can be compared moved",
    Status.CHANGED: "in both reports, and a figure moved, came or went",
    Status.NEW: "not among the commitments of the old report",
    Status.DROPPED: "no longer among the commitments of the new report",
}
VERDICT_MEANINGS = {
    Verdict.MET: "what is reported reaches what was promised",
    Verdict.NEAR: "short of a target that is only about a figure, by a hair",
    Verdict.MISSED: "what is reported falls short of what was promised",
    Verdict.NOT_REPORTED: "the review does not speak of it",
    Verdict.NOT_COMPARABLE: "another measure, period or scope answers, or it cannot be told",
}
SHEET_MEANINGS = {
    "targets": "last year's targets, their outcome, this year's targets",
    "changes": "what became of every commitment of either report",
    "deliveries": "what was promised, and what the review says of it",
    "old": "the commitments of the old report",
    "new": "the commitments of the new report",
    "commitments": "what the report promises",
    "outcomes": "what the report says was done",
    "sections": "the outline of the report",
    "review": "the closest decisions, for a person to confirm or to change",
    "reasons": "why each field of the statement reads as it does",
    "evidence": "what speaks for and against each link",
    "scores": "how much of what is annotated was found",
    "indicators": "targets and outcomes by indicator and year",
    "threads": "promises through the years",
    "panel": "targets and outcomes laid out for statistics",
    "codebook": "what the columns of the panel say",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one kind: ``title`` stands above their names, ``heads`` above the cells behind these."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def summary_parts(result: Result, sheets: Sequence[Sheet], selection: Selection) -> list[Part]:
    """The parts of the first sheet, those without rows left out; counts are of the whole result, but for the rows of the sheets."""
    parts = [*own_parts(result), warnings_part(result), sheets_part(sheets, selection)]
    return [part for part in parts if part.rows]


def own_parts(result: Result) -> Iterator[Part]:
    """What is said of a result of this kind; of the smaller ones what stands at the head of their page."""
    match result:
        case Findings():
            yield two_reports_part(result)
            yield changes_part(result)
            yield verdicts_part(result)
            yield facets_part(result)
            yield decisions_part(result.overrides)
        case Scorecard():
            yield two_reports_part(result)
            yield verdicts_part(result)
            yield decisions_part(result.overrides)
        case Extract():
            yield reports_part(("This report",), (result,))
        case Ledger() | Panel():
            rows = tuple((report.year, report.place, report.name) for report in result.reports)
            yield Part("Reports", ("Place", "File"), rows)
            yield counts_part(page_of(result, brief=True))
        case _:
            yield from page_parts(page_of(result, brief=True))


def two_reports_part(result: Findings | Scorecard) -> Part:
    """The two reports side by side; one alone where its own review answers it."""
    if result.earlier is result.later:
        return reports_part(("This report",), (result.earlier,))
    return reports_part(year_names(result), (result.earlier, result.later))


def reports_part(names: tuple[str, ...], extracts: Sequence[Extract]) -> Part:
    """A column for each report."""
    facts = [report_facts(extract) for extract in extracts]
    return Part("Reports" if len(extracts) > 1 else "Report", names, tuple((name, *(of[name] for of in facts)) for name in facts[0]))


def report_facts(extract: Extract) -> dict[str, Cell]:
    """What is known of a report."""
    report, source = extract.report, extract.report.source
    return {
        "Place": report.place,
        "Year": report.year,
        "Title": " ".join(report.title.split()),
        "Date": report.date,
        "File": source.name,
        "SHA-256 of the file": source.sha256,
        "Characters": len(source.text),
        "Commitments": len(extract.commitments),
        "Outcomes": len(extract.outcomes),
    }


def changes_part(findings: Findings) -> Part:
    """How many changes there are of each status, and how much of the old report is gone."""
    summary = findings.summary()
    counts = [(name.capitalize(), summary[status], STATUS_MEANINGS[status]) for status, name in COUNT_NAMES.items()]
    drops = ("Drop rate", summary["drop_rate"], "dropped commitments over all commitments of the old report")
    length = ("Length", summary["length_ratio"], "characters of the new report over those of the old one")
    return Part("Changes", (NUMBER, "What it means"), (*counts, drops, length))


def verdicts_part(result: Findings | Scorecard) -> Part:
    """How many verdicts of each kind there are."""
    found = Counter(delivery.status for delivery in result.deliveries)
    rows = tuple((name.capitalize(), found[verdict], VERDICT_MEANINGS[verdict]) for verdict, name in VERDICT_NAMES.items())
    return Part("Verdicts on what was promised", (NUMBER, "What it means"), rows)


def facets_part(findings: Findings) -> Part:
    """How many changes have each value of each facet, with the column by which they can be filtered."""
    found = Counter(item for change in findings.changes for item in facet_values(change.facets).items())
    rows = tuple(
        (words.capitalize(), found[facet, value], f"facet_{facet}: {value}")
        for (facet, value), words in FACET_WORDS.items()
        if found[facet, value]
    )
    return Part("What changed", (NUMBER, "To filter the sheet changes by"), rows)


def decisions_part(file: OverridesFile | None) -> Part:
    """The file of a person's decisions, where there is one."""
    if file is None:
        return Part("Decisions by hand", (), ())
    counts = (("Decisions in the file", file.rows), ("Decisions heeded", file.used))
    return Part("Decisions by hand", (), (("File", file.name), ("SHA-256 of the file", file.sha256), *counts))


def page_parts(page: Page) -> Iterator[Part]:
    """What stands at the head of a page."""
    yield Part("Reports", (), page.reports)
    yield counts_part(page)
    yield Part("Notes", (), tuple(("", fact) for fact in page.facts))


def counts_part(page: Page) -> Part:
    """The counts of a page."""
    return Part("Counts", (NUMBER,), tuple((name.capitalize(), count) for name, count in page.counts))


def warnings_part(result: Result) -> Part:
    """The warnings, each by its code."""
    return Part("Warnings", (), tuple((notice.code, notice.message) for notice in worded_notices(result)))


def sheets_part(sheets: Sequence[Sheet], selection: Selection) -> Part:
    """What the other sheets hold, and how much of it."""
    rows = tuple((sheet.name, len(sheet.rows), SHEET_MEANINGS[sheet.name]) for sheet in sheets)
    chosen = (("Chosen", chosen_words(selection)),) if selection.is_of_tables else ()
    return Part("Sheets", ("Rows", "What they hold; a note at each head says what the column holds"), (*rows, *chosen))
