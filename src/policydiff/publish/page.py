"""What a reader is shown: a title, counts, and tables of words. Web page, Markdown and terminal all show this page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from policydiff.characters import shortened
from policydiff.guards import visible
from policydiff.model import (
    Change,
    Commitment,
    Comparator,
    Delivery,
    Extract,
    Horizon,
    Ledger,
    Notice,
    OverridesFile,
    Pair,
    Point,
    PointState,
    Reason,
    Report,
    ReportName,
    Section,
    Series,
    Statement,
    Status,
    Verdict,
)
from policydiff.publish.notices import worded_notices
from policydiff.publish.rules import (
    doubt_words,
    known_of,
    main_and_single,
    report_years,
    shown_ambition,
    shown_answer,
    shown_measure,
    uncertain_answer,
    uncertain_link,
)
from policydiff.publish.sheets import Result, kind_of
from policydiff.publish.worddiff import Op, Piece, word_diff
from policydiff.read.origins import find_origin
from policydiff.tables import (
    Evaluation,
    FieldsExplanation,
    Findings,
    LinkExplanation,
    Panel,
    ReviewQueue,
    Row,
    Score,
    Scorecard,
    review_rows,
    target_rows,
    verdict,
    waterfall,
)
from policydiff.tables.explanations import Step
from policydiff.tables.findings import TwoExtracts, heading_over
from policydiff.tables.rows import joined_words
from policydiff.tables.words import named_figures, plain_number, what_changed

Cell = tuple[Piece, ...]

MOST_PLACES = 4
"""So many places are named in a heading."""
COUNT_NAMES = {Status.CONTINUED: "continued", Status.CHANGED: "changed in figures", Status.NEW: "new", Status.DROPPED: "dropped"}
VERDICT_NAMES = {
    Verdict.MET: "met",
    Verdict.NEAR: "nearly met",
    Verdict.MISSED: "missed",
    Verdict.NOT_REPORTED: "not reported",
    Verdict.NOT_COMPARABLE: "not comparable",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: the section it belongs to, its cells, and the word that colours it."""

    cells: tuple[Cell, ...]
    section: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One table: ``name`` for links, ``title`` for people, ``sections`` whether its lines are grouped by section, ``brief`` whether the
    short form of the page has it too. ``empty`` is said where there are no lines; ``grouped_by`` is what the sections are called.
    """

    name: str
    title: str
    headers: tuple[str, ...]
    lines: tuple[Line, ...]
    empty: str
    sections: bool = False
    brief: bool = True
    grouped_by: str = "Section"

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of its columns, that of the sections first where it has them."""
        return (self.grouped_by, *self.headers) if self.sections else self.headers

    def cells_of(self, line: Line) -> tuple[Cell, ...]:
        """The cells of a line, its section first where lines are grouped by section."""
        return ((Piece(Op.EQUAL, line.section),), *line.cells) if self.sections else line.cells


@dataclass(frozen=True, slots=True)
class Page:
    """All that a reader is shown of one result."""

    title: str
    reports: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    facts: tuple[str, ...]
    notices: tuple[Notice, ...]
    blocks: tuple[Block, ...]


def want_titles(blocks: Sequence[Block]) -> bool:
    """Whether tables that stand together in a page of one's own need titles: one alone needs none."""
    return len(blocks) > 1


def page_of(result: Result, *, brief: bool = False) -> Page:
    """The page of any result; in brief, the blocks of a comparison that the short form leaves out are only counted."""
    match result:
        case Findings():
            return comparison_page(result, brief=brief)
        case Scorecard():
            return scorecard_page(result)
        case ReviewQueue():
            return review_page(result)
        case FieldsExplanation():
            return fields_page(result)
        case LinkExplanation():
            return link_page(result)
        case Evaluation():
            return evaluation_page(result)
        case Extract():
            return extract_page(result)
        case Panel():
            return panel_page(result)
        case Ledger():
            return ledger_page(result)


def heading_of(result: Result) -> str:
    """What a result is called: the place and the years, or the names of the files."""
    return one_line(_name(result))


def _name(result: Result) -> str:
    match result:
        case Evaluation():
            return "Scores against annotated reports"
        case FieldsExplanation():
            return f"{short_name(result.extract.report)} {result.statement.id}"
        case LinkExplanation():
            ids = (*result.change.old, *result.change.new)
            return f"{_pair_name(result.earlier.report, result.later.report)} {' '.join(dict.fromkeys(ids))}"
        case Findings() | Scorecard() | ReviewQueue():
            return _pair_name(result.earlier.report, result.later.report)
        case Extract():
            return short_name(result.report)
        case Ledger() | Panel():
            places = dict.fromkeys(report.place for report in result.reports if report.place)
            years = sorted({report.year for report in result.reports if report.year})
            period = "–".join(str(year) for year in dict.fromkeys((*years[:1], *years[-1:])))
            named = places if len(places) <= MOST_PLACES else [f"{len(places)} places"]
            return " ".join(filter(None, (*named, period))) or kind_of(result)


def _pair_name(old: Report, new: Report) -> str:
    if old.place == new.place and old.place and old.year and new.year:
        return f"{old.place} {'–'.join(dict.fromkeys((str(old.year), str(new.year))))}"
    return " – ".join(dict.fromkeys((short_name(old), short_name(new))))


def year_names(findings: TwoExtracts) -> tuple[str, str]:
    """What the two reports are called at the head of a column."""
    (old, before), (new, after) = report_years(findings)
    return _year_name(old, before), _year_name(new, after)


def _year_name(side: str, year: int | None) -> str:
    name = {"old": "Last year", "new": "This year"}.get(side, "")
    return f"{name} ({year})" if name and year else name or str(year)


def short_name(report: Report) -> str:
    """Place and year, or the name of the file."""
    return f"{report.place} {report.year}" if report.place and report.year else report.source.name


def one_line(text: str) -> str:
    """The text on one line, its control characters shown by their number."""
    return visible(" ".join(text.split()))


def plain(text: str) -> Cell:
    """A cell of unmarked words."""
    shown = one_line(text)
    return (Piece(Op.EQUAL, shown),) if shown else ()


@lru_cache(maxsize=4096)
def marked(old: str, new: str) -> tuple[Cell, Cell]:
    """Two cells: the old words with what went marked, the new words with what came marked."""
    pieces = word_diff(visible(old), visible(new))
    return tuple(p for p in pieces if p.op is not Op.INSERT), tuple(p for p in pieces if p.op is not Op.DELETE)


def comparison_page(findings: Findings, *, brief: bool = False) -> Page:
    """Two reports, four counts, the targets, then the changes by status."""
    left_out = counted_blocks if brief else full_blocks
    summary = findings.summary()
    by_status = {status: findings.with_status(status) for status in Status}
    main_targets, single_figures = targets_blocks(findings, brief=brief)
    return Page(
        title=heading_of(findings),
        reports=_two_reports(findings),
        counts=tuple((COUNT_NAMES[status], len(by_status[status])) for status in Status),
        facts=(
            f"{summary['drop_rate']:.0%} of the old report's {len(findings.earlier.commitments)} commitments are dropped; "
            f"the new report is {summary['length_ratio']:.2f} times as long as the old one",
            *_delivery_facts(findings.deliveries),
            *_override_facts(findings.overrides),
        ),
        notices=shown_notices(findings),
        blocks=(
            main_targets,
            linked_block("changed", "Changed in figures", by_status[Status.CHANGED], findings),
            new_block(by_status[Status.NEW], findings),
            dropped_block(by_status[Status.DROPPED], findings),
            *left_out(by_status[Status.CONTINUED], single_figures, findings),
        ),
    )


def full_blocks(continued: Sequence[Change], single_figures: Block, findings: Findings) -> tuple[Block, ...]:
    """What the short form of a page leaves out."""
    return (
        linked_block("continued", "Continued", continued, findings, brief=False),
        single_figures,
        deliveries_block(findings, brief=False),
    )


def counted_blocks(continued: Sequence[Change], single_figures: Block, findings: Findings) -> tuple[Block, ...]:
    """The same blocks with as many lines, all of them empty: enough to say how many there are."""
    sizes = (("continued", "Continued", len(continued)), ("delivery", "Delivery", len(findings.deliveries)))
    first, last = (Block(name, title, (), (Line(()),) * size, "None.", sections=True, brief=False) for name, title, size in sizes)
    return first, single_figures, last


def _two_reports(findings: TwoExtracts) -> tuple[tuple[str, str], ...]:
    if findings.earlier is findings.later:
        return (("Report", _report_line(findings.earlier)),)
    old, new = year_names(findings)
    return (old, _report_line(findings.earlier)), (new, _report_line(findings.later))


def _report_line(extract: Extract) -> str:
    report = extract.report
    size = f"{len(report.source.text):,} characters, {len(extract.commitments)} commitments"
    return one_line(" · ".join((*known_of(report), size)))


def shown_notices(result: Result) -> tuple[Notice, ...]:
    """Warnings on one line each, none twice."""
    return tuple(dict.fromkeys(Notice(notice.code, one_line(notice.message)) for notice in worded_notices(result)))


def _delivery_facts(deliveries: Iterable[Delivery]) -> Iterator[str]:
    found = Counter(delivery.status for delivery in deliveries)
    if found:
        counts = (f"{found[verdict]} {name}" for verdict, name in VERDICT_NAMES.items() if found[verdict])
        yield f"Held against the new review: {', '.join(counts)}"


def _override_facts(file: OverridesFile | None) -> Iterator[str]:
    if file is not None:
        yield one_line(f"{file.used} of the {file.rows} decisions in {file.name} (SHA-256 {file.sha256}) are heeded")


def targets_blocks(findings: Findings, *, brief: bool = False) -> tuple[Block, Block]:
    """Indicator, last target, outcome, this target, direction: main targets, then figures of single tasks, in brief only counted."""
    old, new = year_names(findings)
    headers = ("Indicator", old, "Outcome", new, "Direction")
    main, single = main_and_single(target_rows(findings))
    first = tuple(_target_line(row, _about(row, findings)) for row in main)
    second = (Line(()),) * len(single) if brief else tuple(_target_line(row, _about(row, findings)) for row in single)
    return (
        Block("targets", "Targets", headers, first, "No targets were found."),
        Block("figures", "Figures of single tasks", headers, second, "None.", brief=False),
    )


def _about(row: Row, findings: Findings) -> str:
    """The indicator, else the first words of the commitment; then what must be known to read the figures."""
    statement = findings.new_commitments.get(str(row["new_id"])) or findings.old_commitments[str(row["old_id"])]
    return with_remarks(str(row["indicator"] or shortened(statement.words)), shown_measure(row), str(row["horizon"]))


def with_remarks(name: str, measure: str, horizon: str) -> str:
    """A name with what must be known to read its figures: the measure, where it is given, and that they are for several years.

    >>> with_remarks("产值", "growth", Horizon.MULTI_YEAR), with_remarks("产值", "", Horizon.ANNUAL)
    ('产值 (growth, several years)', '产值')
    """
    remarks = ", ".join(filter(None, (measure, "several years" if horizon == Horizon.MULTI_YEAR else "")))
    return f"{name} ({remarks})" if remarks else name


def _target_line(row: Row, about: str) -> Line:
    verdict = VERDICT_NAMES[Verdict(str(row["delivery"]))] if row["delivery"] else ""
    reported = f"{row['outcome']} ({verdict})" if row["outcome"] else verdict
    ambition, way = shown_ambition(row), str(row["direction"] or "").replace("_", " ")
    direction = f"{way}, asks {ambition}" if ambition else way
    cells = (about, row["last_target"] or "", reported, row["this_target"] or "", direction)
    return Line(tuple(plain(str(cell)) for cell in cells), tone=str(row["direction"] or ""))


def linked_block(name: str, title: str, changes: Iterable[Change], findings: Findings, *, brief: bool = True) -> Block:
    """Commitments of both years, with what went and what came marked."""
    lines = tuple(_linked_line(change, findings) for change in changes)
    return Block(name, title, (*year_names(findings), "What changed"), lines, "None.", sections=True, brief=brief)


def _linked_line(change: Change, findings: Findings) -> Line:
    old = joined_words([findings.old_commitments[i] for i in change.old])
    new = joined_words([findings.new_commitments[i] for i in change.new])
    said = "; ".join(filter(None, (what_changed(change), doubt_words(uncertain_link(change)))))
    return Line((*marked(old, new), plain(said)), _heading(findings.new_heading(change.new[0])))


def new_block(changes: Iterable[Change], findings: Findings) -> Block:
    """What the old report has not."""
    lines = tuple(Line((plain(_new_words(change, findings)),), _heading(findings.new_heading(change.new[0]))) for change in changes)
    return Block("new", "New", year_names(findings)[1:], lines, "None.", sections=True)


def _new_words(change: Change, findings: Findings) -> str:
    remark = f" [{'; '.join(change.by_hand)}]" if change.by_hand else ""
    return (
        joined_words([findings.new_commitments[i] for i in change.new])
        + _horizon([findings.new_commitments[i] for i in change.new])
        + remark
    )


def _horizon(commitments: Sequence[Commitment]) -> str:
    return " (several years)" if all(commitment.horizon is Horizon.MULTI_YEAR for commitment in commitments) else ""


def dropped_block(changes: Iterable[Change], findings: Findings) -> Block:
    """What the new report has not, and what is known of the reason."""
    lines = tuple(
        Line(
            (plain(_old_words(change, findings)), plain(what_changed(change))),
            _heading(findings.old_heading(change.old[0])),
        )
        for change in changes
    )
    return Block("dropped", "Dropped", (year_names(findings)[0], "What is known"), lines, "None.", sections=True)


def _old_words(change: Change, findings: Findings) -> str:
    commitments = [findings.old_commitments[i] for i in change.old]
    return joined_words(commitments) + _horizon(commitments)


def _heading(heading: str) -> str:
    return one_line(heading) or "(no heading)"


def deliveries_block(findings: Findings | Scorecard, *, brief: bool = True) -> Block:
    """Each promise beside the passage that answers it."""
    lines = tuple(_delivery_line(delivery, findings) for delivery in findings.deliveries)
    return Block("delivery", "Delivery", ("Promise", "Outcome", "Verdict"), lines, "Nothing was held against the review.", True, brief)


def _delivery_line(delivery: Delivery, findings: Findings | Scorecard) -> Line:
    promise = findings.old_commitments[delivery.commitment].words
    answer = shown_answer(delivery, findings)
    verdict = "; ".join(filter(None, (VERDICT_NAMES[delivery.status], doubt_words(uncertain_answer(delivery)), *delivery.because)))
    cells = plain(promise), plain(answer.words if answer else ""), plain(verdict)
    return Line(cells, _heading(findings.old_heading(delivery.commitment)), delivery.status.value)


def scorecard_page(scorecard: Scorecard) -> Page:
    """What was promised against what is reported."""
    summary = scorecard.summary()
    counts = tuple((name, summary[verdict]) for verdict, name in VERDICT_NAMES.items())
    facts = tuple(_override_facts(scorecard.overrides))
    return Page(heading_of(scorecard), _two_reports(scorecard), counts, facts, shown_notices(scorecard), (deliveries_block(scorecard),))


def review_page(queue: ReviewQueue) -> Page:
    """The closest decisions, with what speaks against them."""
    counts = tuple((name, sum(doubt.linked is linked for doubt in queue.doubts)) for name, linked in (("linked", True), ("apart", False)))
    lines = tuple(_doubt_line(row) for row in review_rows(queue))
    facts = ("The closest decisions come first; as CSV they can be filled in and given back with --overrides",)
    headers = (*year_names(queue), "Decision", "Linked to", "Runners-up")
    block = Block("review", "To review", headers, lines, "There is nothing to review.", sections=True)
    return Page(heading_of(queue), _two_reports(queue), counts, facts, shown_notices(queue), (block,))


def _doubt_line(row: Row) -> Line:
    cells = (
        row["old_text"],
        row["new_text"],
        f"{row['decision']} ({row['probability']:.2f})",
        row["linked_to"] or "",
        row["runners_up"] or "",
    )
    return Line(tuple(plain(str(cell)) for cell in cells), _heading(str(row["new_section"] or "")))


def fields_page(explanation: FieldsExplanation) -> Page:
    """One statement, and why it reads as it does."""
    lines = tuple(_cells(r.field, r.value or "–", r.rule, r.words, _row_words(r)) for r in explanation.reasons)
    block = Block("reasons", "Reasons", ("Field", "Value", "Rule", "Words", "Row"), lines, "None.")
    statement, source = explanation.statement, explanation.extract.report.source
    report = (
        ("Report", _report_line(explanation.extract)),
        ("Statement", one_line(statement.words)),
        ("Stands", one_line(find_origin(source, statement.span))),
    )
    return Page(heading_of(explanation), report, (), (), shown_notices(explanation), (block,))


def _row_words(reason: Reason) -> str:
    return f"{reason.row}: {shortened(reason.pattern, 40)}" if reason.row else ""


def link_page(explanation: LinkExplanation) -> Page:
    """One change: the waterfall of evidence of each link, or of the best candidate of what has none, then the runners-up."""
    change = explanation.change
    facts = (f"It is {change.status}: {'; '.join((*change.because, *_facet_facts(change)))}",)
    blocks = tuple(waterfall_block(number, pair, explanation) for number, pair in enumerate(explanation.shown, start=1))
    runners_up = tuple(_runner_up_line(pair, explanation) for pair in explanation.runners_up)
    headers = (*year_names(explanation), "Probability", "Speaks most for it", "Speaks most against it")
    others = Block("runners-up", "Runners-up", headers, runners_up, "No other commitment comes near.")
    reports = (*_two_reports(explanation), ("Stands", one_line("; ".join(_origins(explanation)))))
    return Page(heading_of(explanation), reports, (), tuple(map(one_line, facts)), shown_notices(explanation), (*blocks, others))


def _origins(explanation: LinkExplanation) -> Iterator[str]:
    """Where each commitment of a change stands in the original."""
    old_name, new_name = year_names(explanation)
    old, new = explanation.earlier.report.source, explanation.later.report.source
    change = explanation.change
    yield from (f"{old_name}: {find_origin(old, explanation.old_commitments[id_].span)}" for id_ in change.old)
    yield from (f"{new_name}: {find_origin(new, explanation.new_commitments[id_].span)}" for id_ in change.new)


def _facet_facts(change: Change) -> Iterator[str]:
    if words := what_changed(replace(change, by_hand=())):
        yield words


def waterfall_block(number: int, pair: Pair, explanation: LinkExplanation) -> Block:
    """The evidence of one pair, summed up."""
    old, new = explanation.old_commitments[pair.old].words, explanation.new_commitments[pair.new].words
    name = "Linked" if pair in explanation.change.pairs else "Not linked; the best candidate"
    lines = [_cells(*_step_words(step), step.evidence.detail) for step in waterfall(pair)]
    lines.append(_cells("probability", "", "", "", f"{pair.score:.2f}", verdict(pair, explanation)))
    title = one_line(f"{name}: {old} ({pair.old}) – {new} ({pair.new})")
    headers = ("Comparison", "Score", "Worth", "Sum", "Probability", "What it says")
    return Block(f"evidence-{number}", title, headers, tuple(lines), "None.")


def _step_words(step: Step) -> tuple[str, ...]:
    part = step.evidence
    return part.name.replace("_", " "), f"{part.score:.2f}", signed(part.worth), signed(step.sum), f"{step.probability:.2f}"


def signed(number: float) -> str:
    """A number with its sign, to two places; zero has none.

    >>> signed(1.234), signed(-0.001)
    ('+1.23', '0.00')
    """
    return f"{number:+.2f}" if round(number, 2) else "0.00"


def _cells(*texts: str) -> Line:
    return Line(tuple(plain(text) for text in texts))


def _runner_up_line(pair: Pair, explanation: LinkExplanation) -> Line:
    old, new = explanation.old_commitments[pair.old], explanation.new_commitments[pair.new]
    parts = [part for part in pair.evidence if part.name != "start"]
    most_for = sorted((p for p in parts if p.worth > 0), key=lambda p: -p.worth)[:2]
    against = sorted((p for p in parts if p.worth < 0), key=lambda p: p.worth)[:2]
    said = ["; ".join(f"{p.name.replace('_', ' ')} {signed(p.worth)}" for p in side) for side in (most_for, against)]
    return _cells(f"{old.words} ({old.id})", f"{new.words} ({new.id})", f"{pair.score:.2f}", *said)


def evaluation_page(evaluation: Evaluation) -> Page:
    """One line a document and one a pair, and a last one for everything counted together."""
    blocks = []
    pooled = {score.measure: score for score in evaluation.pooled()}
    for name, title, first in (("documents", "Documents", "coverage"), ("pairs", "Pairs", "links"), ("within", "Within one report", "")):
        found = {s.name: {t.measure: t for t in evaluation.scores if t.name == s.name} for s in evaluation.scores}
        of_kind = {key: scores for key, scores in found.items() if kind_of_scores(scores) == first}
        measures = list(dict.fromkeys(measure for scores in of_kind.values() for measure in scores))
        if of_kind:
            lines = [_cells(key, *(score_words(scores.get(m)) for m in measures)) for key, scores in of_kind.items()]
            lines += [_cells("all", *(score_words(pooled[m]) for m in measures))] if len(of_kind) > 1 and first else []
            blocks.append(Block(name, title, ("Name", *(m.replace("_", " ") for m in measures)), tuple(lines), "None."))
    facts = ("F1 with precision and recall in brackets; one number alone is the share of the annotated ones that are right",)
    return Page(heading_of(evaluation), (), (), facts, (), tuple(blocks))


def kind_of_scores(scores: Mapping[str, Score]) -> str:
    """The measure by which scores of a document, of a pair and of a plan against its own review are told apart; the last has none."""
    return next((measure for measure in ("coverage", "links") if measure in scores), "")


def score_words(score: Score | None) -> str:
    """A score in few characters.

    >>> score_words(Score("a", "links", found=3, gold=4, right=3, said=3)), score_words(Score("a", "met", 9, 10))
    ('0.857 (1.00, 0.75)', '0.900')
    """
    if score is None:
        return ""
    if score.f1 is None:
        return f"{score.recall:.3f}"
    return f"{score.f1:.3f} ({score.precision:.2f}, {score.recall:.2f})"


def extract_page(extract: Extract) -> Page:
    """The outline, the commitments and the outcomes of one report."""
    sections = {section.id: section for section in extract.sections}
    counts = (("commitments", len(extract.commitments)), ("outcomes", len(extract.outcomes)), ("sections", len(extract.sections)))
    outline = tuple(
        Line((plain(section.id), plain("  " * (section.level - 1) + section.heading), plain(section.role.value)))
        for section in extract.sections
    )
    return Page(
        title=heading_of(extract),
        reports=(("Report", _report_line(extract)),),
        counts=counts,
        facts=(),
        notices=shown_notices(extract),
        blocks=(
            Block("outline", "Outline", ("Section", "Heading", "Role"), outline, "No sections were found."),
            statements_block("commitments", "Commitments", extract.commitments, sections),
            statements_block("outcomes", "Outcomes", extract.outcomes, sections, brief=False),
        ),
    )


def statements_block(name: str, title: str, statements: Iterable[Statement], sections: dict[str, Section], *, brief: bool = True) -> Block:
    """Commitments or outcomes with their figures and what else was read from their words."""
    lines = tuple(
        Line(
            (plain(statement.words), plain(named_figures(statement.quantities)), plain("; ".join(remarks(statement)))),
            _heading(heading_over(statement.section, sections)),
        )
        for statement in statements
    )
    return Block(name, title, ("Words", "Figures", "What it is"), lines, "None were found.", True, brief)


def remarks(statement: Statement) -> Iterator[str]:
    """The kind of a statement, then its other fields where they say something; what is reported has no strength."""
    yield statement.kind.value
    if isinstance(statement, Commitment):
        yield statement.strength.value
    if statement.stage:
        yield statement.stage.value
    if statement.deadline:
        yield f"by {statement.deadline}"
    if statement.horizon is Horizon.MULTI_YEAR:
        yield "several years"
    if statement.responsible:
        yield statement.responsible
    if statement.reason:
        yield statement.reason


def ledger_page(ledger: Ledger) -> Page:
    """Indicators through the years, then the threads."""
    years = tuple(sorted({point.year for series in ledger.indicators for point in series.points}))
    counts = (("reports", len(ledger.reports)), ("indicators", len(ledger.indicators)), ("threads", len(ledger.threads)))
    indicators = tuple(_series_line(series, years) for series in ledger.indicators)
    threads = tuple(
        Line(
            (
                plain(shortened(thread.words, LONGEST_THREAD)),
                plain(f"{thread.first}–{thread.last}"),
                plain(" → ".join(f"{step.year} {step.status}" for step in thread.steps)),
            )
        )
        for thread in ledger.threads
    )
    return Page(
        title=heading_of(ledger),
        reports=report_lines(ledger.reports),
        counts=counts,
        facts=(),
        notices=shown_notices(ledger),
        blocks=(
            Block("indicators", "Indicators", ("Indicator", *map(str, years)), indicators, "No indicator was found."),
            Block("threads", "Threads", ("Thread", "Years", "Steps"), threads, "No thread was found.", brief=False),
        ),
    )


def report_lines(reports: Iterable[ReportName]) -> tuple[tuple[str, str], ...]:
    """The year of each report with its place and name."""
    return tuple((str(report.year or ""), one_line(" · ".join(filter(None, (report.place, report.name))))) for report in reports)


def panel_page(panel: Panel) -> Page:
    """The rows that say something: those of headline indicators and main targets, then the others."""
    told = [row for row in panel.rows if row["value"] is not None or row["outcome_value"] is not None or row["target_words"]]
    first = [row for row in told if row["headline"] or row["main"]]
    others = [row for row in told if not (row["headline"] or row["main"])]
    figures = {name: sum(row[name] is not None for row in panel.rows) for name in ("value", "outcome_value", "revision_low", "gap")}
    names = ("targets in figures", "outcomes in figures", "revisions", "gaps")
    headers = ("Year", "Indicator", "Target", "Revision", "Outcome", "Gap", "Verdict")
    return Page(
        title=heading_of(panel),
        reports=report_lines(panel.reports),
        counts=(("rows", len(panel.rows)), *zip(names, figures.values(), strict=True)),
        facts=(),
        notices=shown_notices(panel),
        blocks=(
            Block(
                "main", "Main targets", headers, tuple(map(_panel_line, first)), "No targets were found.", sections=True, grouped_by="Place"
            ),
            Block(
                "others", "Other figures", headers, tuple(map(_panel_line, others)), "None.", sections=True, brief=False, grouped_by="Place"
            ),
        ),
    )


def _panel_line(row: Row) -> Line:
    cells = (
        str(row["year"]),
        with_remarks(str(row["indicator"]), str(row["measure"]), str(row["horizon"])),
        _figure_words(row, "", str(row["target_words"] or "")),
        _difference(row["revision"], row),
        _figure_words(row, "outcome_", str(row["outcome_words"] or "")),
        _difference(row["gap"], row),
        str(row["verdict"] or str(row["gap_status"]).replace("_", " ")),
    )
    return Line(tuple(map(plain, cells)), str(row["place"] or ""), str(row["verdict"] or ""))


def _figure_words(row: Row, name: str, otherwise: str) -> str:
    """A figure with its unit and how it binds; else why there is none, or the words."""
    low, high, comparator = (row[f"{name}{cell}"] for cell in ("value", "value_high", "comparator"))
    if not isinstance(low, int | float):
        return otherwise or str(row[f"{name}state"] or "").replace("_", " ")
    bound = "" if comparator in (Comparator.EQUAL, Comparator.RANGE) else f"{comparator} "
    ends = (end for end in (low, high) if isinstance(end, int | float))
    inferred = " (inferred)" if row[f"{name}state"] == PointState.INFERRED else ""
    return f"{bound}{'–'.join(scaled(end, str(row['unit'] or '')) for end in ends)}{inferred}"


def _difference(number: object, row: Row) -> str:
    """A difference with its sign; of percent it is percentage points."""
    if not isinstance(number, int | float):
        return ""
    unit = "pp" if row["unit"] == "%" else str(row["unit"] or "")
    return f"{'+' if number > 0 else ''}{scaled(number, unit)}"


SCALES = ((1_000_000_000_000, "万亿"), (100_000_000, "亿"), (10_000, "万"))
LONGEST_THREAD = 60
"""Characters of a thread's words that are shown."""


def _series_line(series: Series, years: tuple[int, ...]) -> Line:
    by_year = {year: [point for point in series.points if point.year == year] for year in years}
    cells = ("; ".join(point_words(point, series.unit) for point in points) for points in by_year.values())
    return Line((plain(with_remarks(series.indicator, series.measure, series.horizon)), *(plain(cell) for cell in cells)))


def point_words(point: Point, unit: str) -> str:
    """One point of a series: what was aimed at or reported.

    >>> from decimal import Decimal
    >>> from policydiff.model import PointKind
    >>> point_words(Point(2024, PointKind.TARGET, PointState.STATED, "a.txt", Decimal(12000)), "人")
    'target 1.2万人'
    >>> point_words(Point(2023, PointKind.OUTCOME, PointState.INFERRED, "a.txt", Decimal(9000)), "人")
    'outcome 9000人 (inferred)'
    """
    value = plain_number(point.value)
    if value is None:
        return f"{point.kind} {point.state.value.replace('_', ' ')}"
    high = plain_number(point.value_high)
    bound = "" if point.comparator.value in "= range" else f"{point.comparator.value} "
    words = "–".join(scaled(number, unit) for number in (value, high) if number is not None)
    inferred = " (inferred)" if point.state is PointState.INFERRED else ""
    return f"{point.kind} {bound}{words}{inferred}"


def scaled(value: float, unit: str) -> str:
    """A figure with its unit as reports write it: with 万, 亿 or 万亿, a part of a whole as percent.

    >>> scaled(12000, "人"), scaled(47_200_000_000_000, "元"), scaled(0.4, "share"), scaled(5.5, "%")
    ('1.2万人', '47.2万亿元', '40%', '5.5%')
    """
    if unit == "share":
        return f"{100 * value:.4g}%"
    for scale, name in SCALES:
        if abs(value) >= scale:
            return f"{value / scale:.10g}{name}{unit}"
    return f"{value:.10g}{unit}"
