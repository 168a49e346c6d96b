"""What the pages of the docs show works: their commands in order on one desk, and their Python."""

import re

import pytest
from tests.docs.desk import DOCS, FENCE, blocks, commands, lay_out, unfolded

from policydiff import cli
from policydiff.pipeline import compare_reports
from policydiff.publish import Format, render

PAGES = sorted(path.name for path in DOCS.glob("*.md"))
WITH_COMMANDS = [page for page in PAGES if commands(page)]
WITH_PYTHON = [page for page in PAGES if blocks(page, "python")]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_commands_do_what_they_say(page, desk, capfdbinary):
    for arguments in commands(page):
        status = cli.run(unfolded(arguments, desk))
        assert status == 0, (arguments, capfdbinary.readouterr().err.decode())
        if "-o" in arguments:
            assert (desk / arguments[arguments.index("-o") + 1]).stat().st_size > 100


@pytest.mark.parametrize("page", WITH_PYTHON)
def test_the_python_runs(page, desk):
    names = {}
    for block in blocks(page, "python"):
        exec(compile(block, page, "exec"), names)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_within_the_docs(page):
    text = FENCE.sub("", (DOCS / page).read_text(encoding="utf-8"))
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if not link.startswith(("http://", "https://"))]
    assert [link for link in links if not (DOCS / link).resolve().is_relative_to(DOCS) or not (DOCS / link).is_file()] == []


def test_what_the_tutorial_says_of_its_pair(desk):
    found = compare_reports("last.txt", "this.txt")
    dropped = [change.facets.reason for change in found.changes if change.status == "dropped"]
    assert 0 < dropped.count("reported_delivered") < dropped.count("not_restated") > len(dropped) / 2
    assert len(found.deliveries) > len(found.earlier.commitments)
    assert f"\nTargets ({sum(found.targets['role'] == 'targets')})\n" in render(found, Format.TABLE).decode()


def test_the_pages_that_teach_are_among_them():
    assert {"tutorial.md", "explain.md", "overrides.md", "lexicon.md", "charts.md"} <= set(WITH_COMMANDS)
    assert {"tutorial.md", "charts.md", "encoder.md"} <= set(WITH_PYTHON)
