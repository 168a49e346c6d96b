"""The few functions that users call: they compose the stages and hold no rules of their own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policydiff.align import align_commitments
from policydiff.changes import classify_changes
from policydiff.commitments import read_statements
from policydiff.comparison import Comparison
from policydiff.ledger import follow_reports
from policydiff.lexicons import Lexicon, load_lexicon
from policydiff.model import Commitment, Extract, Ledger, Outcome, PolicydiffError, Report, Role
from policydiff.normalize import normalize_source, note_controls
from policydiff.outline import outline_report
from policydiff.read import read_source

Source = str | Path | bytes | Report


def read_report(source: Source, *, year: int | None = None, place: str = "", name: str = "") -> Report:
    """Read a report from a path, from bytes, or take one that is read already.

    Args:
        source: a path, the bytes of a text file, or a report.
        year: the year it was given in, where its title lines do not say or say wrongly.
        place: its place, likewise.
        name: what to call it in results and messages.

    Raises:
        PolicydiffError: the file cannot be read as text; the message names the file, the trouble and the next step.

    >>> read_report("政府工作报告\\n——2024年2月6日在云泽市第六届人民代表大会上".encode()).place
    '云泽市'
    """
    if isinstance(source, Report):
        return source
    return normalize_source(read_source(source, name=name), place=place, year=year)


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
        raise PolicydiffError(
            "NOT_A_REPORT", report.source.name, "no review and no plan was found in it", "check that this is a whole report"
        )
    commitments, outcomes = read_statements(report, sections, pack)
    return Extract(report, sections, commitments, outcomes, pack.digest, report.source.notices + note_controls(report.source))


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


def compare_reports(old: Source, new: Source, *, lexicon: Lexicon | None = None) -> Comparison:
    """Lay this year's report against last year's.

    Args:
        old: last year's report: a path, bytes, or a report.
        new: this year's report.
        lexicon: the language pack, by default the Chinese one.

    >>> text = "政府工作报告\\n一、2023年工作回顾\\n新建公园3座。\\n二、2024年重点工作\\n（一）改善民生。开工建设公园3座，改造小区20个。"
    >>> compare_reports(text.encode(), text.encode()).summary()["new"]
    0
    """
    pack = lexicon or load_lexicon("zh")
    before, after = extract_report(old, lexicon=pack), extract_report(new, lexicon=pack)
    return Comparison(before, after, classify_changes(before, after, align_commitments(before, after, pack), pack))


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
    pack = lexicon or load_lexicon("zh")
    sources = [reports] if isinstance(reports, str | bytes | Path | Report) else reports
    return follow_reports([extract_report(source, lexicon=pack) for source in sources], pack)
