"""Why a statement reads as it does: for every field the rule, the row of the language pack and the words that decided it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from policydiff.commitments.statements import Group, decide_fields, group_clauses, quantities_of, read_statements
from policydiff.lexicons import Decision, Lexicon
from policydiff.model import Commitment, Reason, Report, Section, Statement
from policydiff.quantities.find import Described, explain_quantities
from policydiff.quantities.rules import compile_rules


def explain_statement(report: Report, sections: Sequence[Section], lexicon: Lexicon, id_: str) -> tuple[Statement, tuple[Reason, ...]]:
    """One commitment or outcome, and a reason for each of its fields.

    Args:
        report: the normalized report.
        sections: its outline.
        lexicon: the language pack that it is read with.
        id_: the statement's id.

    Raises:
        KeyError: the report has no such statement.
    """
    commitments, outcomes = read_statements(report, sections, lexicon)
    _, planned, reported = group_clauses(report, sections, lexicon)
    for statement, group in zip((*commitments, *outcomes), (*planned, *reported), strict=True):
        if statement.id == id_:
            return statement, tuple(reasons_of(statement, group, report, sections, lexicon))
    raise KeyError(id_)


def reasons_of(statement: Statement, group: Group, report: Report, sections: Sequence[Section], lexicon: Lexicon) -> Iterator[Reason]:
    """The reasons in the order of the fields, then those of the figures."""
    kind = "commitment" if isinstance(statement, Commitment) else "outcome"
    rule = f"the clause begins one by its signs: {', '.join(group.because)}" if kind == "commitment" else "; ".join(group.because)
    yield Reason(kind, statement.words, rule)
    heading = next((" ".join(s.heading.split()) for s in sections if s.id == statement.section), "")
    yield Reason("role", statement.role, "what its section is for", words=heading)
    for name, decision in decide_fields(report, group, quantities_of(report, group, lexicon), lexicon).items():
        yield reason_of(name, decision, getattr(statement, name))
    if statement.parent:
        yield Reason("parent", statement.parent, "it begins with 其中, so it is a part of the one before it")
    text = report.text[slice(*group.at)]
    for quantity, found in zip(statement.quantities, explain_quantities(text, compile_rules(lexicon)), strict=True):
        yield from figure_reasons(found, quantity.indicator)


def reason_of(name: str, decision: Decision[Any], value: object) -> Reason:
    """The reason for a field; where a later step has set another value, that it has."""
    if decision.value != value:
        return Reason(name, str(value), "taken over from a line or a table of the same report")
    place, pattern = (decision.row.place, decision.row.get("pattern") or decision.row.get("words", "")) if decision.row else ("", "")
    return Reason(name, "" if value is None else str(value), decision.rule, place, pattern, decision.words)


def figure_reasons(found: Described, indicator: str) -> Iterator[Reason]:
    """What decided the unit, the comparator, the measure and the indicator of one figure."""
    quantity = found.quantity
    figure = f"figure {quantity.text}"
    rule = "the unit written after it" if found.unit.words else "the numeral itself"
    yield reason_of(f"{figure}: unit", Decision(quantity.unit, rule, found.unit.row, found.unit.words), quantity.unit)
    yield reason_of(f"{figure}: comparator", found.comparator, quantity.comparator)
    measure = " ".join(filter(None, (quantity.measure, quantity.direction)))
    decided = found.measure
    yield reason_of(f"{figure}: measure", Decision(measure, decided.rule, decided.row, decided.words), measure)
    if quantity.filter:
        yield Reason(f"{figure}: filter", "true", "a bound that only selects the noun after it")
    own = indicator == quantity.indicator
    rule = "the words beside the figure without lead-ins and comparators" if own else "what the figure before it in the sentence measures"
    yield Reason(f"{figure}: indicator", indicator, rule)
