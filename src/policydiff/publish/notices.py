"""The warnings of a result, those of its reports among them; every format and the command line take them from here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policydiff.model import Extract, Ledger, Notice
from policydiff.publish.sheets import Result
from policydiff.tables import Evaluation, FieldsExplanation, Panel

Named = tuple[str, Notice]


def all_notices(result: Result) -> tuple[Named, ...]:
    """Every warning with the name of its report: first those of the result as a whole, which have none, then the reports' own; none twice.

    >>> from policydiff.model import Notice
    >>> all_notices(Ledger((), (), (), (Notice("BIDI", "a.txt: marks were left out"),)))
    (('', Notice(code='BIDI', message='a.txt: marks were left out', span=None)),)
    """
    return tuple(dict.fromkeys(_named(result)))


def _named(result: Result) -> Iterator[Named]:
    match result:
        case Extract():
            yield from _of_reports([result])
        case FieldsExplanation():
            yield from _of_reports([result.extract])
        case Evaluation():
            return
        case Ledger() | Panel():
            yield from (("", notice) for notice in result.notices)
        case _:
            yield from (("", notice) for notice in result.notices)
            yield from _of_reports([result.earlier, result.later])


def _of_reports(extracts: Iterable[Extract]) -> Iterator[Named]:
    yield from ((extract.report.source.name, notice) for extract in extracts for notice in extract.notices)


def worded_notices(result: Result) -> tuple[Notice, ...]:
    """Every warning for a page or a sheet; where a result has two reports, a report's own warning begins with its name."""
    alone = isinstance(result, Extract | FieldsExplanation | Ledger | Panel)
    return tuple(
        notice if alone or not name else Notice(notice.code, f"{name}: {notice.message}", notice.span)
        for name, notice in all_notices(result)
    )
