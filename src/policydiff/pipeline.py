"""The few functions that users call: they compose the stages and hold no rules of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from policydiff.align import align_commitments
from policydiff.align.alignment import weigh_commitments
from policydiff.align.encoder import Encoder
from policydiff.changes import check_differences, classify_changes, difference_notices, with_differences
from policydiff.commitments import read_statements
from policydiff.comparison import Comparison, find_change
from policydiff.delivery import judge_deliveries
from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.lookup import find_statement
from policydiff.model import Commitment, Delivery, Extract, Ledger, Outcome, PolicydiffError, Report, Role, SourceText
from policydiff.normalize import normalize_source, note_controls
from policydiff.notices import order_notices, pair_notices, place_notices
from policydiff.outline import outline_report
from policydiff.overrides import NO_OVERRIDES, Overrides, apply_to_changes, apply_to_deliveries, fit_overrides, read_overrides
from policydiff.overrides.decisions import Rulings
from policydiff.read import read_source
from policydiff.read.folders import is_folder, reports_in
from policydiff.read.limits import LIMITS, Limits
from policydiff.tables import Evaluation, FieldsExplanation, LinkExplanation, Panel, Score, Scorecard

Source = str | Path | bytes | Report
MOST_RUNNERS_UP = 5
"""So many other candidates are explained with a link."""


def read_report(
    source: Source, *, year: int | None = None, place: str = "", name: str = "", limits: Limits = LIMITS, original: bool = False
) -> Report:
    """Read a report from a path, from bytes, or take one that is read already.

    Args:
        source: a path, the bytes of a file, or a report.
        year: the year it was given in, where its title lines do not say or say wrongly.
        place: its place, likewise.
        name: what to call it in results and messages.
        limits: what the file may ask for at most: its size, the time and the memory to read it.
        original: of a Word file with tracked changes the text before them, instead of the text after.

    Raises:
        PolicydiffError: the file cannot be read; the message names the file, the trouble and the next step.

    >>> read_report("政府工作报告\\n——2024年2月6日在云泽市第六届人民代表大会上".encode()).place
    '云泽市'
    """
    if isinstance(source, Report):
        named = replace(source.source, name=name) if name else source.source
        return replace(source, source=named, year=source.year if year is None else year, place=place or source.place)
    return normalize_source(read_source(source, name=name, limits=limits, original=original), place=place, year=year)


def extract_report(source: Source, *, lexicon: Lexicon | None = None, year: int | None = None, place: str = "") -> Extract:
    """Read everything out of one report: outline, commitments, outcomes, warnings.

    >>> text = "政府工作报告\\n一、2023年工作回顾\\n新建公园3座。\\n二、2024年重点工作\\n（一）改善民生。开工建设公园3座，改造小区20个。"
    >>> [section.heading for section in extract_report(text.encode()).sections if section.level == 1]
    ['一、2023年工作回顾', '二、2024年重点工作']
    """
    report = read_report(source, year=year, place=place)
    pack = lexicon or load_lexicon("zh")
    sections = outline_report(report, pack)
    if not any(section.role in (Role.PLAN, Role.TARGETS, Role.ANNEX, Role.REVIEW) for section in sections):
        raise not_a_report(report.source)
    commitments, outcomes = read_statements(report, sections, pack)
    return Extract(report, sections, commitments, outcomes, pack.digest, report.source.notices + note_controls(report.source))


def not_a_report(source: SourceText) -> PolicydiffError:
    """That a text is no report; where it was read in a wrong encoding, how to mend it."""
    garbled = next((notice.message for notice in source.notices if notice.code == "MOJIBAKE"), "")
    next_step = garbled or "check that this is a whole report"
    return PolicydiffError("NOT_A_REPORT", source.name, "no review and no plan was found in it", next_step)


def extract_commitments(source: Source, *, lexicon: Lexicon | None = None) -> tuple[Commitment, ...]:
    """The commitments of a report's plan, in text order, disjoint.

    >>> text = "政府工作报告\\n二、2024年重点工作\\n大力改善民生。开工建设公园3座，改造老旧小区20个。推进医院建设，新增床位300张。"
    >>> commitments = extract_commitments(text.encode())
    >>> commitments[-1].words, str(commitments[-1].quantities[0].value)
    ('新增床位300张', '300')
    """
    return extract_report(source, lexicon=lexicon).commitments


def extract_outcomes(source: Source, *, lexicon: Lexicon | None = None) -> tuple[Outcome, ...]:
    """What a report's review says was done or reached, in text order, disjoint.

    >>> text = "政府工作报告\\n一、2023年工作回顾\\n新建公园3座。\\n二、2024年重点工作\\n新建公园5座。"
    >>> [outcome.words for outcome in extract_outcomes(text.encode())]
    ['新建公园3座']
    """
    return extract_report(source, lexicon=lexicon).outcomes


def compare_reports(
    old: Source,
    new: Source,
    *,
    lexicon: Lexicon | None = None,
    overrides: Overrides | str | Path | bytes | None = None,
    year: int | None = None,
    old_year: int | None = None,
    place: str = "",
    encoder: Encoder | None = None,
) -> Comparison:
    """Lay this year's report against last year's.

    Args:
        old: last year's report: a path, bytes, or a report.
        new: this year's report.
        lexicon: the language pack, by default the Chinese one.
        overrides: decisions of a person that go before the tool's own: a CSV file, its bytes, or what `read_overrides` gives.
        year: the year of the new report, where its title lines do not say or say wrongly.
        old_year: the year of the old report, likewise.
        place: the place of both, likewise.
        encoder: one more piece of evidence for the alignment: a function from a list of n strings to a float matrix of n rows, such as a
            sentence-embedding model.

    Raises:
        PolicydiffError: a report or the file of decisions cannot be read, or the encoder gives no matrix. A decision that does not fit is
            a notice of the result.

    >>> text = "政府工作报告\\n一、2023年工作回顾\\n新建公园3座。\\n二、2024年重点工作\\n（一）改善民生。开工建设公园3座，改造小区20个。"
    >>> compare_reports(text.encode(), text.encode()).summary()["new"]
    0
    """
    pack = lexicon or load_lexicon("zh")
    before = extract_report(old, lexicon=pack, year=old_year, place=place)
    after = extract_report(new, lexicon=pack, year=year, place=place)
    return compare_extracts(before, after, lexicon=pack, overrides=overrides, encoder=encoder)


def compare_extracts(
    before: Extract,
    after: Extract,
    *,
    lexicon: Lexicon | None = None,
    overrides: Overrides | str | Path | bytes | None = None,
    encoder: Encoder | None = None,
) -> Comparison:
    """Lay two reports that are read already against each other; see `compare_reports`."""
    pack = lexicon or load_lexicon("zh")
    rulings = fit_overrides(given_overrides(overrides), before, after)
    alignment = align_commitments(before, after, pack, rulings.constraints, encoder)
    deliveries, rulings = deliver(before, after, pack, rulings)
    changes, rulings = apply_to_changes(classify_changes(before, after, alignment, pack, deliveries), rulings)
    checks = check_differences(before, after, changes, deliveries, pack)
    notices = (*pair_notices(before, after, alignment), *difference_notices(checks), *rulings.unused)
    return Comparison(before, after, with_differences(changes, checks), deliveries, notices, alignment.rivals, rulings.cited, pack)


def explain_fields(report: Source, statement: str, *, lexicon: Lexicon | None = None) -> FieldsExplanation:
    """Say of one commitment or outcome which rule, which row and which words decided each of its fields.

    Args:
        report: a path, bytes, or a report.
        statement: its id, the beginning of it, or some of its words.
        lexicon: the language pack, by default the Chinese one.

    Raises:
        PolicydiffError: no statement fits (``NO_SUCH_ID``) or several do (``AMBIGUOUS_ID``).
    """
    pack = lexicon or load_lexicon("zh")
    found = extract_report(report, lexicon=pack)
    named = find_statement(statement, (*found.commitments, *found.outcomes), found.report.source.name)
    from policydiff.commitments.explain import explain_statement

    return FieldsExplanation(found, *explain_statement(found.report, found.sections, pack, named.id))


def explain_link(
    old: Source,
    new: Source,
    commitment: str,
    *,
    lexicon: Lexicon | None = None,
    overrides: Overrides | str | Path | bytes | None = None,
    encoder: Encoder | None = None,
) -> LinkExplanation:
    """Say of one commitment of either report why it is linked as it is: the evidence, summed up, and the runners-up.

    Args:
        old: last year's report: a path, bytes, or a report.
        new: this year's report.
        commitment: its id, the beginning of it, or some of its words; ``old:`` or ``new:`` before it says in which report to look.
        lexicon: the language pack, by default the Chinese one.
        overrides: decisions of a person, as `compare_reports` takes them.
        encoder: one more piece of evidence, as `compare_reports` takes it.

    Raises:
        PolicydiffError: no commitment fits (``NO_SUCH_ID``) or several do (``AMBIGUOUS_ID``).
    """
    pack, given = lexicon or load_lexicon("zh"), given_overrides(overrides)
    found = compare_reports(old, new, lexicon=pack, overrides=given, encoder=encoder)
    change = find_change(commitment, found)
    constraints = fit_overrides(given, found.earlier, found.later).constraints
    weighed = weigh_commitments(found.earlier, found.later, pack, constraints, encoder)
    linked = {(pair.old, pair.new) for pair in change.pairs}
    candidates = weighed.pairs(weighed.touching(change.old, change.new))
    rivals = tuple(islice((pair for pair in candidates if (pair.old, pair.new) not in linked), MOST_RUNNERS_UP))
    return LinkExplanation(found.earlier, found.later, change, rivals, found.notices)


def evaluate_gold(folder: str | Path, names: Sequence[str] = (), *, lexicon: Lexicon | None = None) -> Evaluation:
    """Score extraction, comparison and delivery against annotated reports.

    Args:
        folder: annotated reports, laid out as their guide says.
        names: documents and pairs (``OLD-NEW``) to score; by default all.
        lexicon: the language pack, by default the Chinese one.

    Raises:
        PolicydiffError: nothing annotated is there (``NO_GOLD``).
    """
    from policydiff.evaluate import read_gold, score_deliveries, score_figures, score_links, score_units

    pack, gold = lexicon or load_lexicon("zh"), read_gold(folder, names)
    couples = [document for couple in gold.couples for document in (couple.old, couple.new)]
    paths = {document.name: document.path for document in (*gold.documents, *couples)}
    extracts = {name: extract_report(path, lexicon=pack) for name, path in paths.items()}
    scores: list[Score] = []
    for document in gold.documents:
        found = extracts[document.name]
        scores += score_units(document, found.commitments)
        scores += score_figures(document, [q for statement in (*found.commitments, *found.outcomes) for q in statement.quantities])
    for couple in gold.couples:
        both = extracts[couple.old.name], extracts[couple.new.name]
        compared = compare_extracts(*both, lexicon=pack)
        scores += score_links(couple, compared)
        scores += score_deliveries(couple.name, couple.deliveries, (couple.old, couple.new), both, compared.deliveries)
    for document in gold.documents:
        own = extracts[document.name]
        found_within = judge_deliveries(own, own, pack) if document.within else ()
        scores += score_deliveries(f"{document.name} within", document.within, (document, document), (own, own), found_within)
    return Evaluation(tuple(scores))


def deliver(old: Extract, new: Extract, pack: Lexicon, rulings: Rulings) -> tuple[tuple[Delivery, ...], Rulings]:
    """The deliveries, as far as a person has not decided otherwise."""

    def judge(promise: str, outcome: str) -> tuple[Delivery, ...]:
        one = replace(old, commitments=tuple(c for c in old.commitments if c.id == promise))
        other = replace(new, outcomes=tuple(o for o in new.outcomes if o.id == outcome))
        return judge_deliveries(one, other, pack)

    return apply_to_deliveries(judge_deliveries(old, new, pack), rulings, judge)


def track_delivery(
    old: Source,
    new: Source | None = None,
    *,
    lexicon: Lexicon | None = None,
    overrides: Overrides | str | Path | bytes | None = None,
) -> Scorecard:
    """Hold what a report promised against what a later report's review reports.

    Args:
        old: the report whose plan is judged: a path, bytes, or a report.
        new: the later report; without it the plan is held against the report's own review.
        lexicon: the language pack, by default the Chinese one.
        overrides: decisions of a person, as `compare_reports` takes them; those that name a promise and a passage or a verdict count.

    >>> old = "政府工作报告\\n一、今年重点工作\\n（一）做好今年的工作。举办书展。粮食产量达到98万吨以上，城镇新增就业2万人。".encode()
    >>> new = "政府工作报告\\n一、过去一年工作回顾\\n粮食产量97.8万吨。城镇新增就业2.3万人。\\n二、今年重点工作\\n抓好粮食生产。".encode()
    >>> [str(delivery.status) for delivery in track_delivery(old, new).deliveries]
    ['missed', 'met']
    """
    pack = lexicon or load_lexicon("zh")
    before = extract_report(old, lexicon=pack)
    after = before if new is None else extract_report(new, lexicon=pack)
    rulings = fit_overrides(given_overrides(overrides), before, after)
    deliveries, rulings = deliver(before, after, pack, rulings)
    notices = () if after is before else (*order_notices(before, after), *place_notices(before, after))
    return Scorecard(before, after, deliveries, (*notices, *rulings.unused), rulings.about_delivery.cited)


def build_ledger(reports: Iterable[Source], *, lexicon: Lexicon | None = None) -> Ledger:
    """Follow promises and figures through the reports of several years.

    Args:
        reports: paths, bytes or reports, in any order, one a year; those of several places are followed place by place.
        lexicon: the language pack, by default the Chinese one.

    Raises:
        PolicydiffError: a report does not say its year (``NO_YEAR``), or two are of the same place and year (``SAME_YEAR``).

    >>> years = {2023: "5%", 2024: "6%"}
    >>> text = "政府工作报告\\n一、{}年工作回顾\\n新建公园3座。\\n二、{}年工作\\n今年主要目标是：经济增长{}左右。"
    >>> texts = [text.format(year - 1, year, figure) for year, figure in years.items()]
    >>> ledger = build_ledger(text.encode() for text in texts)
    >>> [(point.year, str(point.value)) for point in ledger.indicators[0].points if point.value]
    [(2023, '5'), (2024, '6')]
    """
    from policydiff.ledger import follow_reports

    pack = lexicon or load_lexicon("zh")
    sources = [reports] if isinstance(reports, str | bytes | Path | Report) else reports
    return follow_reports([extract_report(source, lexicon=pack) for source in sources], pack)


def build_panel(
    reports: Source | Iterable[Source] | Ledger,
    *,
    lexicon: Lexicon | None = None,
    on_trouble: Callable[[PolicydiffError], object] | None = None,
) -> Panel:
    """Lay targets, revisions, outcomes and gaps out as a tidy table for statistics.

    Args:
        reports: paths, bytes or reports, in any order, of one place or of several; a folder stands for the reports in it; or a ledger.
        lexicon: the language pack, by default the Chinese one.
        on_trouble: takes the error of each report that cannot be used; the panel is built of the others. Without it the first is raised.

    Raises:
        PolicydiffError: a report cannot be read, does not say its year (``NO_YEAR``), or two are of the same place and year
            (``SAME_YEAR``).

    >>> text = "政府工作报告\\n一、{}年工作回顾\\n地区生产总值增长{}%。\\n二、{}年工作\\n今年主要目标是：地区生产总值增长{}%左右。"
    >>> panel = build_panel(text.format(year - 1, told, year, aim).encode() for year, told, aim in ((2023, "5", "5.5"), (2024, "5.3", "5")))
    >>> [(row["year"], row["value"], row["revision"], row["outcome_value"], row["gap"]) for row in panel.rows]
    [(2022, None, None, 5, None), (2023, 5.5, None, 5.3, -0.2), (2024, 5, -0.5, None, None)]
    """
    from policydiff.ledger import follow_figures

    pack = lexicon or load_lexicon("zh")
    if isinstance(reports, Ledger):
        return Panel(reports, pack)
    extracts = list(extracts_of(reports, pack, on_trouble))
    return Panel(follow_figures(extracts, pack, on_trouble), pack)


def extracts_of(
    reports: Source | Iterable[Source], lexicon: Lexicon, on_trouble: Callable[[PolicydiffError], object] | None
) -> Iterator[Extract]:
    """What is read out of each report; one that cannot be read is handed over as its error, or raised."""
    for source in [reports] if isinstance(reports, str | bytes | Path | Report) else reports:
        for one in reports_in(Path(source)) if isinstance(source, str | Path) and is_folder(source) else [source]:
            try:
                yield extract_report(one, lexicon=lexicon)
            except PolicydiffError as error:
                if on_trouble is None:
                    raise
                on_trouble(error)


def given_overrides(overrides: Overrides | str | Path | bytes | None) -> Overrides:
    """Decisions as they were read, read now, or none."""
    if overrides is None:
        return NO_OVERRIDES
    return overrides if isinstance(overrides, Overrides) else read_overrides(overrides)
