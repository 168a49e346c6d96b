"""What the README shows works, in English and in Chinese: its commands, its Python, its make targets, its table."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READMES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")}


def blocks(name, language):
    return re.findall(rf"^```{language}\n(.*?)^```", READMES[name], re.M | re.S)


LINES = [line.split("#")[0].strip() for name in READMES for block in blocks(name, "sh") for line in block.splitlines()]
COMMANDS = sorted({line for line in LINES if line.startswith(".venv/bin/policydiff")})
MADE = sorted({line for line in LINES if line.startswith("make ")})


@pytest.fixture
def desk(tmp_path):
    """A folder with the two files that the README speaks of."""
    for name, year in (("last.txt", 2024), ("this.txt", 2025)):
        shutil.copy(ROOT / "seeds" / f"yunze-{year}.txt", tmp_path / name)
    return tmp_path


def run(folder, *arguments):
    """A process over this checkout's sources."""
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def policydiff(folder, arguments):
    return run(folder, "-c", "from policydiff.cli import main; main()", *arguments)


def test_every_line_is_one_that_is_tried():
    assert {*MADE, *COMMANDS} == set(LINES)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_do_what_they_say(command, desk):
    arguments = shlex.split(command)[1:]
    shown = policydiff(desk, arguments)
    written = desk / arguments[-1] if "-o" in arguments else None
    assert written.stat().st_size > 1000 if written else len(shown) > 500


@pytest.mark.parametrize("name", READMES)
def test_the_python_runs(name, desk):
    (block,) = blocks(name, "python")
    assert 'encoding="utf-8-sig"' in block
    assert len([line for line in block.splitlines() if line]) <= 10
    assert "continued" in run(desk, "-c", block)
    assert {path.suffix for path in (desk / "out").iterdir()} == {".html", ".xlsx"}


def test_make_knows_its_targets():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert {line.split()[1] for line in MADE} <= set(targets)
    assert {"demo", "test", "check", "score", "bench"} <= set(targets)


@pytest.fixture
def make(tmp_path):
    """Runs make in a folder where everything is installed and policydiff only repeats its arguments, a line each."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / ".installed").touch()
    stub = tmp_path / ".venv" / "bin" / "policydiff"
    stub.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", encoding="utf-8")
    stub.chmod(0o755)
    call = ["make", "--silent", "-f", str(ROOT / "Makefile"), "-C", str(tmp_path)]
    return lambda *arguments: subprocess.run([*call, *arguments], capture_output=True, encoding="utf-8")


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")
class TestMakeCompare:
    def test_names_may_have_spaces_brackets_and_quotes(self, make):
        done = make("compare", "OLD=云泽 (1).txt", "NEW=this year's.txt")
        assert done.stdout.splitlines()[-3:] == ["compare", "云泽 (1).txt", "this year's.txt"]

    def test_without_both_reports_it_says_how(self, make):
        for given in ([], ["OLD=last.txt"]):
            done = make("compare", *given)
            assert done.returncode == 2 and done.stdout == ""
            (line,) = done.stderr.splitlines()
            assert "make compare OLD=last.txt NEW=this.txt" in line


def test_the_demo_and_a_comparison_install_nothing_for_tests():
    rules = dict(re.findall(r"^(\S+): *(.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert all(".installed" in rules[name] for name in ("demo", "compare"))
    assert all(".ready" in rules[name] for name in ("test", "check", "bench"))


def test_the_table_is_what_the_demo_shows(tmp_path):
    shown = {" ".join(line.split()) for line in policydiff(tmp_path, ["demo"]).splitlines()}
    for name in READMES:
        (table,) = blocks(name, "text")
        assert [line for line in table.splitlines() if " ".join(line.split()) not in shown] == []
    assert len(shown) < 70
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".html", ".md"}


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name):
    assert [link for link in re.findall(r"\]\(([^)]+)\)", READMES[name]) if not (ROOT / link).exists()] == []


def test_both_languages_show_the_same_table():
    assert blocks("README.md", "text") == blocks("README.zh.md", "text")
