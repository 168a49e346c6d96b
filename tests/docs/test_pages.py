"""What the pages of the docs show works: their commands in order on one desk, and their Python."""

import pytest
from tests.docs.desk import DOCS, blocks, commands, lay_out, unfolded

from policydiff import cli

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


def test_the_pages_that_teach_are_among_them():
    assert {"tutorial.md", "explain.md", "overrides.md", "lexicon.md", "charts.md"} <= set(WITH_COMMANDS)
    assert {"tutorial.md", "charts.md", "encoder.md"} <= set(WITH_PYTHON)
