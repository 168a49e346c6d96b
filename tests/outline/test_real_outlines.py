"""Every real report has the sections, roles and counts on record; skipped, saying so, where the reports are absent."""

import pytest
from tests.outline.facts import facts_of, recorded, reports

RECORDED = recorded()
PLANNED = {"plan", "targets", "annex"}
pytestmark = pytest.mark.skipif(not reports(), reason="the real reports (../shared/reports) are not here")


@pytest.mark.parametrize("path", reports(), ids=lambda path: path.stem)
def test_sections_roles_and_counts_are_those_on_record(path):
    assert [*facts_of(path)] == RECORDED[path.stem], "if the change is right, write the facts anew: python -m tests.outline.facts"


@pytest.mark.parametrize("name", RECORDED)
def test_only_plans_give_commitments_and_only_reviews_give_outcomes(name):
    assert all(row[2] in PLANNED for row in RECORDED[name] if row[7] != "0")
    assert all(row[2] == "review" for row in RECORDED[name] if row[8] != "0")


@pytest.mark.parametrize("name", [name for name in RECORDED if name[-4:] > "2003" and "page" not in name and "cn-" not in name])
def test_a_local_report_has_review_problems_targets_plan_and_closing_words(name):
    roles = {row[2] for row in RECORDED[name]}
    assert roles >= {"review", "targets", "plan", "closing"}


@pytest.mark.parametrize(("name", "least"), [("guangdong-2025", 10), ("guangdong-2026", 10), ("yunnan-2025", 10), ("neimenggu-2026", 10)])
def test_livelihood_items_of_an_annex_are_commitments(name, least):
    assert sum(int(row[7]) for row in RECORDED[name] if row[2] == "annex") >= least
