"""From what was found to the records of the page."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from policydiff.changes.figures import magnitudes
from policydiff.characters import shortened
from policydiff.model import Change, Commitment, Delivery, Extract, Horizon, Notice, NumericMove, Quantity, Span, Status, Verdict
from policydiff.publish.charts.gallery import Gallery
from policydiff.publish.notices import all_notices
from policydiff.publish.page import VERDICT_NAMES, heading_of, marked, one_line, plain
from policydiff.publish.rules import (
    known_of,
    main_and_single,
    report_years,
    shown_ambition,
    shown_answer,
    shown_measure,
    uncertain_answer,
    uncertain_link,
)
from policydiff.publish.web.model import ChangeRow, ComparisonPage, DeliveryRow, Heading, Passages, ReportShown, Said, TargetRow, Warned
from policydiff.publish.web.texts import ShownText
from policydiff.publish.web.words import Phrase, known_phrase, reason_phrases, verbatim
from policydiff.tables import Findings, Row, target_rows
from policydiff.tables.rows import joined_words
from policydiff.tables.words import facet_values, figure_words, told_facets

ID_LENGTH = 10
"""Hexadecimal digits of a permanent link: a thousand changes share one by chance once in two million pages."""
DOWN = " down"
"""How a figure in words ends that is a fall."""
LARGEST_MOVE = 1e6
"""A move of more than this is as large as any."""


def web_page(findings: Findings, gallery: Gallery) -> ComparisonPage:
    """The page of a comparison."""
    texts = Texts(findings)
    placed = placed_changes(findings)
    sections = section_headings(placed)
    main, single = main_and_single(target_rows(findings))
    return ComparisonPage(
        title=heading_of(findings),
        reports=(texts.old, texts.new),
        facts=tuple(facts_of(findings)),
        notices=tuple(dict.fromkeys(warned(name, notice) for name, notice in all_notices(findings))),
        targets=tuple(target_row(row, findings, texts) for row in main),
        gallery=gallery,
        sections=tuple(sections),
        changes=change_rows(placed, sections, findings, texts),
        single=tuple(target_row(row, findings, texts) for row in single),
        deliveries=tuple(delivery_row(delivery, findings, texts) for delivery in findings.deliveries),
    )


class Texts:
    """Both reports as shown."""

    def __init__(self, findings: Findings) -> None:
        labels = year_labels(findings)
        self.old = report_shown("old", labels[0], findings.earlier)
        self.new = report_shown("new", labels[1], findings.later)

    def passages(self, old: Iterable[Span], new: Iterable[Span]) -> Passages:
        """The places of spans of either source; readers without JavaScript are led to the new report where it has one."""
        olds, news = tuple(old), tuple(new)
        side, spans = (self.new, news) if news else (self.old, olds)
        anchor = f"{side.side}-{side.text.paragraph_of(spans[0])}" if spans else side.side
        return Passages(
            tuple(map(self.old.text.place, olds)),
            tuple(map(self.new.text.place, news)),
            anchor,
            tuple(map(self.old.text.report.source.origin_of, olds)),
            tuple(map(self.new.text.report.source.origin_of, news)),
        )


def year_labels(findings: Findings) -> tuple[Phrase, Phrase]:
    """What the two reports are called: last year and this year, or their years where these do not follow each other."""
    old, new = (_year_label(side, year) for side, year in report_years(findings))
    return old, new


def _year_label(side: str, year: int | None) -> Phrase:
    if year is None:
        return Phrase(f"report.{side}")
    return Phrase(f"report.{side}_year" if side else "report.year", (str(year),))


def warned(name: str, notice: Notice) -> Warned:
    """A warning with the name of the report that it is about, if it is about one."""
    phrase = known_phrase(notice.message, f"warn.{notice.code}")
    if phrase is None:
        return Warned(notice.code, verbatim(f"{name}: {notice.message}" if name else notice.message))
    return Warned(notice.code, Phrase("page.of", (one_line(name), phrase)) if name else phrase)


def report_shown(side: str, label: Phrase, extract: Extract) -> ReportShown:
    """A report with what is known of it, each thing once."""
    report = extract.report
    size = Phrase("report.size", (f"{len(report.source.text):,}", f"{len(extract.commitments):,}"))
    return ReportShown(side, label, (*map(verbatim, known_of(report)), size), ShownText(report))


def facts_of(findings: Findings) -> Iterator[tuple[Phrase, ...]]:
    """How much is dropped, what became of last year's promises, and whether a person's decisions are heeded."""
    summary = findings.summary()
    share, ratio = f"{summary['drop_rate']:.0%}", f"{summary['length_ratio']:.2f}"
    yield (Phrase("fact.dropped", (share, f"{len(findings.earlier.commitments):,}", ratio)),)
    verdicts = Counter(delivery.status for delivery in findings.deliveries)
    if verdicts:
        counts = (Phrase(f"fact.{verdict}", (str(verdicts[verdict]),)) for verdict in VERDICT_NAMES if verdicts[verdict])
        yield (Phrase("fact.delivery"), *counts)
    if (file := findings.overrides) is not None:
        yield (Phrase("fact.overrides", (str(file.used), str(file.rows), one_line(file.name), file.sha256)),)


Placed = tuple[Change, str]
"""A change and the heading that it stands under."""


def placed_changes(findings: Findings) -> list[Placed]:
    """The changes as the new report has them, then what is dropped as the old one has it, each with its heading."""

    def place(change: Change) -> tuple[bool, int]:
        statement = findings.new_commitments[change.new[0]] if change.new else findings.old_commitments[change.old[0]]
        return not change.new, statement.span.start

    return [(change, heading_over(change, findings)) for change in sorted(findings.changes, key=place)]


def heading_over(change: Change, findings: Findings) -> str:
    """The heading over a change in the new report, of what is dropped in the old one."""
    return one_line(findings.new_heading(change.new[0]) if change.new else findings.old_heading(change.old[0]))


def section_headings(placed: Sequence[Placed]) -> list[Heading]:
    """The sections that changes stand under, this year's first, each heading once."""
    fresh = dict.fromkeys(heading for change, heading in placed if change.new)
    gone = dict.fromkeys(heading for change, heading in placed if not change.new)
    return [*(Heading(words, False) for words in fresh), *(Heading(words, True) for words in gone if words not in fresh)]


def change_rows(placed: Sequence[Placed], sections: Sequence[Heading], findings: Findings, texts: Texts) -> tuple[ChangeRow, ...]:
    """A row for each change, those of one section together."""
    numbers = {heading.words: number for number, heading in enumerate(sections)}
    name = permanent_names()
    rows = [change_row(change, numbers[heading], name, findings, texts) for change, heading in placed]
    return tuple(sorted(rows, key=lambda row: row.section))


def change_row(change: Change, section: int, name: Callable[[str, str], str], findings: Findings, texts: Texts) -> ChangeRow:
    """One change with its words marked, what is said of it, and where it stands."""
    old = [findings.old_commitments[i] for i in change.old]
    new = [findings.new_commitments[i] for i in change.new]
    before, after = joined_words(old), joined_words(new)
    cells = marked(before, after) if old and new else (plain(before), plain(after))
    return ChangeRow(
        id=name(before, after),
        status=change.status,
        section=section,
        axes=tuple(axes_of(change)),
        old=cells[0],
        new=cells[1],
        said=(*said_of(change, old, new), *horizon_of(change, old, new)),
        why=tuple(phrase for because in change.because for phrase in reason_phrases(because)),
        passages=texts.passages((c.span for c in old), (c.span for c in new)),
        size=largest_move(change.numeric, findings),
        certainty=change.score,
        uncertain=uncertain_link(change),
    )


def axes_of(change: Change) -> Iterator[str]:
    """What a change can be chosen by: its facets, and that its match is uncertain."""
    yield from (f"{axis}.{value}" for axis, value in facet_values(change.facets).items() if value)
    if uncertain_link(change) is not None:
        yield "match.uncertain"


def permanent_names() -> Callable[[str, str], str]:
    """A maker of names for links: of the words of both years, whatever white space is in them; where words recur, with a number.

    >>> name = permanent_names()
    >>> name("新建公园3座", "") == permanent_names()("新建 公园3座", ""), name("新建公园3座", "")[-2:]
    (True, '-2')
    """
    taken: Counter[str] = Counter()

    def name(old: str, new: str) -> str:
        words = "\n".join("".join(text.split()) for text in (old, new))
        digest = hashlib.sha256(words.encode("utf-8", "backslashreplace")).hexdigest()[:ID_LENGTH]
        taken[digest] += 1
        return f"c-{digest}" if taken[digest] == 1 else f"c-{digest}-{taken[digest]}"

    return name


def said_of(change: Change, old: Sequence[Commitment], new: Sequence[Commitment]) -> Iterator[Said]:
    """The figures that moved, then the facets, then what a person decided."""
    yield from map(move_said, change.numeric)
    for axis, value in facet_values(told_facets(change)).items():
        if value:
            yield facet_said(axis, value, old, new)
    yield from (Said(Phrase("row.by_hand"), name=one_line(words)) for words in change.by_hand)


def horizon_of(change: Change, old: Sequence[Commitment], new: Sequence[Commitment]) -> Iterator[Said]:
    """Of what stands in one year only: that it is for several years."""
    alone = change.status in (Status.NEW, Status.DROPPED)
    if alone and all(commitment.horizon is Horizon.MULTI_YEAR for commitment in (*old, *new)):
        yield Said(Phrase("horizon.multi_year"))


def move_said(move: NumericMove) -> Said:
    """A figure that moved, as its old and its new words."""
    ends = [(figure_phrase(figure_words(quantity)),) if quantity else () for quantity in (move.old, move.new)]
    return Said(Phrase(f"direction.{move.direction}"), one_line(move.indicator), ends[0], ends[1], move.direction.value)


def figure_phrase(words: str) -> Phrase:
    """A figure as written; a fall in the words of the page's language.

    >>> figure_phrase("≥ 3% down").key, figure_phrase("5.5%").key
    ('figure.down', '')
    """
    return Phrase("figure.down", (one_line(words.removesuffix(DOWN)),)) if words.endswith(DOWN) else verbatim(words)


def facet_said(axis: str, value: str, old: Sequence[Commitment], new: Sequence[Commitment]) -> Said:
    """A facet in plain words, with both ends where they can be told: how firm, how far on, by when."""
    told = ENDS.get(axis)
    before, after = (told(side) if told else () for side in (old, new))
    word = Phrase(f"{axis}.{value}")
    return Said(word) if before == after else Said(word, old=before, new=after)


def strengths(side: Sequence[Commitment]) -> tuple[Phrase, ...]:
    """How firmly commitments are worded, each way once."""
    return tuple(Phrase(f"firm.{strength}") for strength in dict.fromkeys(c.strength for c in side))


def stages(side: Sequence[Commitment]) -> tuple[Phrase, ...]:
    """How far commitments have come, each stage once."""
    return tuple(Phrase(f"step.{stage}") for stage in dict.fromkeys(c.stage for c in side) if stage)


def deadlines(side: Sequence[Commitment]) -> tuple[Phrase, ...]:
    """By when commitments are to be kept, each date once."""
    return tuple(verbatim(deadline) for deadline in dict.fromkeys(c.deadline for c in side) if deadline)


ENDS: dict[str, Callable[[Sequence[Commitment]], tuple[Phrase, ...]]] = {"strength": strengths, "stage": stages, "deadline": deadlines}
"""The axes whose ends have words of their own."""


def largest_move(moves: Iterable[NumericMove], findings: Findings) -> float:
    """The largest change of a figure, in parts of last year's; 0 where no figure stands in both years."""
    pairs = [(move.old, move.new) for move in moves if move.old and move.new]
    return max((relative_size(old, new, findings) for old, new in pairs), default=0.0)


def relative_size(old: Quantity, new: Quantity, findings: Findings) -> float:
    """The change between two figures in parts of the first; the largest there is where that is zero."""
    before, after = magnitudes(old, new, findings.pack)
    if before == after:
        return 0.0
    return min(float(abs(after - before) / abs(before)), LARGEST_MOVE) if before else LARGEST_MOVE


def target_row(row: Row, findings: Findings, texts: Texts) -> TargetRow:
    """A line of the targets table with the passages it rests on."""
    old = findings.old_commitments.get(str(row["old_id"]))
    new = findings.new_commitments.get(str(row["new_id"]))
    outcome = findings.new_outcomes.get(str(row["outcome_id"])) if row["outcome"] else None
    about = new or old
    spans = [statement.span for statement in (new, outcome) if statement]
    return TargetRow(
        name=one_line(str(row["indicator"] or shortened(about.words if about else ""))),
        remarks=tuple(remarks_of(row)),
        last=target_phrase(row["last_target"]),
        outcome=target_phrase(row["outcome"]),
        verdict=Verdict(str(row["delivery"])) if row["delivery"] else None,
        this=target_phrase(row["this_target"]),
        direction=str(row["direction"] or ""),
        ambition=shown_ambition(row),
        passages=texts.passages([old.span] if old else [], spans),
    )


def target_phrase(cell: object) -> Phrase | None:
    """A cell of the targets table; None where it is empty."""
    return figure_phrase(str(cell)) if cell else None


def remarks_of(row: Row) -> Iterator[Phrase]:
    """The measure, where a figure does not show it, and that it is for several years."""
    if measure := shown_measure(row):
        yield Phrase(f"measure.{measure}")
    if row["horizon"] == Horizon.MULTI_YEAR:
        yield Phrase("horizon.multi_year")


def delivery_row(delivery: Delivery, findings: Findings, texts: Texts) -> DeliveryRow:
    """A promise, the passage that answers it, and why it is held to answer."""
    promise = findings.old_commitments[delivery.commitment]
    answer = shown_answer(delivery, findings)
    return DeliveryRow(
        section=one_line(findings.old_heading(delivery.commitment)),
        promise=one_line(promise.words),
        answer=one_line(answer.words) if answer else "",
        verdict=delivery.status,
        why=tuple(phrase for because in delivery.because for phrase in reason_phrases(because)),
        passages=texts.passages([promise.span], [answer.span] if answer else []),
        uncertain=uncertain_answer(delivery),
    )
