"""Nothing is lost and nothing stands twice: characters, clauses, sections, commitments."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.texts import TEXTS, changes_between, extract, reports

from policydiff.clauses import split_clauses
from policydiff.model import Extract, Role, Span

ANY = TEXTS | reports().map(lambda lines: lines.text)


def heading_spans(found: Extract) -> list[Span]:
    """Where the numbered headings of the sections stand that no figure makes a statement of."""
    named = [section for section in found.sections if section.heading and section.heading[0] in "（(" and section.role is not Role.ANNEX]
    plain = [section for section in named if not any(character.isdigit() for character in section.heading)]
    return [found.report.locate(Span(section.at.start, section.at.start + len(section.heading))) for section in plain]


@settings(max_examples=20, deadline=None)
@given(ANY)
def test_clauses_and_sections_hold_every_character_once(text):
    found = extract(text)
    report = found.report
    clauses = split_clauses(report, found.sections)
    assert "".join(clause.text for clause in clauses) == "".join(report.text[at.start : at.end] for at in report.paragraphs)
    paragraphs = [place for section in found.sections for place in range(section.first, section.last)]
    assert paragraphs == list(range(len(report.paragraphs)))


@settings(max_examples=20, deadline=None)
@given(ANY)
def test_every_character_is_heading_or_commitment_or_outcome_or_none_of_these(text):
    found = extract(text)
    statements = sorted(statement.span for statement in (*found.commitments, *found.outcomes))
    assert all(0 <= span.start < span.end <= len(text) for span in statements)
    assert all(before.end <= after.start for before, after in pairwise(statements))
    reported = [statement.span for statement in found.outcomes]
    assert not [(a, b) for a in heading_spans(found) for b in reported if a.start < b.end and b.start < a.end]


@settings(max_examples=20, deadline=None)
@given(ANY)
def test_commitments_come_from_the_plan_and_outcomes_from_the_review(text):
    found = extract(text)
    assert all(commitment.role in (Role.PLAN, Role.TARGETS, Role.ANNEX) for commitment in found.commitments)
    assert all(outcome.role is Role.REVIEW for outcome in found.outcomes)
    assert len({commitment.id for commitment in found.commitments}) == len(found.commitments)
    assert len({outcome.id for outcome in found.outcomes}) == len(found.outcomes)


@settings(max_examples=15, deadline=None)
@given(st.one_of(st.tuples(TEXTS, TEXTS), st.tuples(reports(2023), reports(2024)).map(lambda pair: (pair[0].text, pair[1].text))))
def test_every_commitment_stands_in_exactly_one_change(pair):
    old, new = map(extract, pair)
    changes = changes_between(old, new)
    assert sorted(i for change in changes for i in change.old) == sorted(c.id for c in old.commitments)
    assert sorted(i for change in changes for i in change.new) == sorted(c.id for c in new.commitments)
    linked = {(pair.old, pair.new) for change in changes for pair in change.pairs}
    assert all(old_id in change.old and new_id in change.new for change in changes for old_id, new_id in linked & set(pairs_of(change)))


def pairs_of(change):
    return [(pair.old, pair.new) for pair in change.pairs]
