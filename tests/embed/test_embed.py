"""Tables in the pages of others: what MkDocs, Sphinx, Quarto and a workflow of GitHub get, each run as its recipe says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from policydiff.embed import write_table
from policydiff.embed.blocks import compared, parse_lines
from policydiff.embed.fences import replace_fences
from policydiff.embed.quarto import main as write_included
from policydiff.model import PolicydiffError

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
PAIR = "old: yunze-2024.txt\nnew: yunze-2025.txt\n"


def run(folder, *command, **environment):
    """A process over this checkout's sources, in a folder."""
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    settings = os.environ | {"PYTHONPATH": paths, "NO_COLOR": "1"} | environment
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, encoding="utf-8")


@pytest.fixture
def project(tmp_path, small):
    """Copies an example into a folder of its own, with two small reports where its pages look for them."""

    def copy(name, reports="."):
        shutil.copytree(EXAMPLES / name, tmp_path / name)
        for path, year in zip(small, (2024, 2025), strict=True):
            shutil.copy(path, tmp_path / name / reports / f"yunze-{year}.txt")
        return tmp_path / name

    return copy


@pytest.fixture
def desk(tmp_path, small):
    """A folder with two small reports."""
    for path, year in zip(small, (2024, 2025), strict=True):
        shutil.copy(path, tmp_path / f"yunze-{year}.txt")
    return tmp_path


class TestLines:
    def test_targets_are_asked_for_by_default(self, desk):
        assert write_table(PAIR, desk).startswith("| Indicator | ")

    def test_rows_and_columns_are_chosen(self, desk):
        table = write_table(f"{PAIR}columns: new_text, status\nstatus: new", desk)
        assert table.splitlines()[0] == "| New text | Status |"
        assert "| 发放文旅消费券2000万元 | new |" in table and "dropped" not in table

    @pytest.mark.parametrize(("format_", "start"), [("fragment", "<div"), ("latex", "\\providecommand"), ("markdown", "|")])
    def test_formats(self, desk, format_, start):
        assert write_table(PAIR, desk, format_=format_).startswith(start)

    def test_latex_has_the_commands_that_its_marks_use(self, desk):
        table = write_table(f"{PAIR}table: changes", desk, format_="latex")
        used = set(re.findall(r"\\policydiff\w+", table.split("\\begin", 1)[1]))
        assert used == {"\\policydiffdel", "\\policydiffins"}
        assert all(f"\\providecommand{{{command}}}" in table for command in used)

    @pytest.mark.parametrize(("format_", "title"), [("fragment", "<h3>{} ("), ("latex", "\\subsection*{{{} ("), ("markdown", "### {} (")])
    def test_several_tables_have_titles_and_one_has_none(self, desk, format_, title):
        several, one = (write_table(f"{PAIR}table: {names}", desk, format_=format_) for names in ("targets, new", "targets"))
        assert all(title.format(name) in several for name in ("Targets", "New")) and title.format("Targets") not in one

    @pytest.mark.parametrize(
        ("lines", "code"),
        [
            ("old: a", "EMBED"),
            ("nonsense", "EMBED"),
            ("speed: 3", "EMBED"),
            ("old: a\nold: b", "EMBED"),
            (f"{PAIR}new_year: soon", "EMBED"),
            (f"{PAIR}new_year: 0024", "EMBED"),
            (f"{PAIR}table: nonsense", "SELECTION"),
            (f"{PAIR}columns: nonsense", "SELECTION"),
            (f"{PAIR}status: nonsense", "SELECTION"),
            ("old: none.txt\nnew: none.txt", "NO_FILE"),
        ],
    )
    def test_troubles_are_one_line(self, desk, lines, code):
        with pytest.raises(PolicydiffError, match=f": {code}: ") as caught:
            write_table(lines, desk)
        assert "\n" not in str(caught.value)

    def test_no_such_format(self, desk):
        with pytest.raises(PolicydiffError, match="NO_FORMAT"):
            write_table(PAIR, desk, format_="html")

    def test_two_tables_of_one_pair_are_compared_once(self, desk):
        compared.cache_clear()
        for table in ("targets", "changes", "deliveries"):
            write_table(f"{PAIR}table: {table}", desk)
        assert compared.cache_info().misses == 1

    def test_years_and_decisions(self, desk):
        (desk / "decisions.csv").write_text("action,old_text,label,note\nnote,举办渔业节,,看过\n", encoding="utf-8")
        with pytest.raises(PolicydiffError, match="NO_FILE"):
            write_table(f"{PAIR}overrides: none.csv", desk)
        assert write_table(f"{PAIR}overrides: decisions.csv\nold_year: 2001\nnew_year: 2002", desk)

    def test_comments_say_nothing(self):
        assert parse_lines("# a\n\n old : x ") == {"old": "x"}


class TestFences:
    @pytest.mark.parametrize(
        ("markdown", "written"),
        [
            ("```policydiff\na\n```", "\n<a>\n"),
            ("```{policydiff}\na\n```", "\n<a>\n"),
            ("~~~~ policydiff\na\n~~~~", "\n<a>\n"),
            ("- x\n\n    ```policydiff\n    a\n    ```", "- x\n\n\n    <a>\n"),
            ("```python\na\n```", "```python\na\n```"),
            ("````\n```policydiff\na\n```\n````", "````\n```policydiff\na\n```\n````"),
            ("```policydiff\na", "```policydiff\na"),
            ("```policydiff `x`\na\n```", "```policydiff `x`\na\n```"),
            ("a ```policydiff", "a ```policydiff"),
        ],
    )
    def test_only_blocks_of_the_name_give_way(self, markdown, written):
        assert replace_fences(markdown, lambda text: f"<{text}>") == written


class TestMkDocs:
    def test_a_page_gets_its_tables(self, project):
        folder = project("mkdocs", "docs")
        done = run(folder, sys.executable, "-m", "mkdocs", "build", "--strict", "-q")
        assert (done.returncode, done.stderr) == (0, "")
        page = (folder / "site" / "index.html").read_text(encoding="utf-8")
        assert page.count("<table>") == 2 and "<td>≈ 5.5%</td>" in page and "```" not in page

    def test_a_trouble_ends_the_build_in_one_line(self, project):
        folder = project("mkdocs", "docs")
        (folder / "docs" / "yunze-2024.txt").unlink()
        done = run(folder, sys.executable, "-m", "mkdocs", "build", "-q")
        assert done.returncode != 0
        assert "NO_FILE" in done.stderr and "Traceback" not in done.stderr


class TestSphinx:
    @pytest.mark.parametrize(
        ("builder", "page", "sign"), [("html", "index.html", "<td"), ("latex", "*.tex", "tabular"), ("text", "*.txt", "+--")]
    )
    def test_every_builder_gets_the_tables(self, project, builder, page, sign):
        folder = project("sphinx")
        done = run(folder, sys.executable, "-m", "sphinx", "-q", "-W", "-b", builder, ".", "out")
        assert (done.returncode, done.stderr) == (0, "")
        (written,) = (folder / "out").glob(page) if page.startswith("*") else [folder / "out" / page]
        text = written.read_text(encoding="utf-8")
        assert sign in text and "5.5" in text

    def test_a_trouble_names_the_document(self, project):
        folder = project("sphinx")
        (folder / "index.rst").write_text("Title\n=====\n\n.. policydiff:: a.txt b.txt\n   :table: targets\n", encoding="utf-8")
        done = run(folder, sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", ".", "out")
        assert done.returncode != 0
        assert "index.rst:4" in done.stderr and "NO_FILE" in done.stderr


class TestQuarto:
    def test_the_script_writes_what_pages_include(self, project):
        folder = project("quarto")
        command = yaml.safe_load((folder / "_quarto.yml").read_text(encoding="utf-8"))["project"]["pre-render"].split()
        done = run(folder, sys.executable, *command[1:])
        assert (done.returncode, done.stderr) == (0, "")
        included = re.findall(r"\{\{< include (\S+) >\}\}", (folder / "index.qmd").read_text(encoding="utf-8"))
        assert included and all((folder / name).read_text(encoding="utf-8").startswith("| ") for name in included)

    def test_the_cell_runs(self, project):
        folder = project("quarto")
        (cell,) = re.findall(r"```\{python\}\n(.*?)```", (folder / "index.qmd").read_text(encoding="utf-8"), re.S)
        assert run(folder, sys.executable, "-c", cell).returncode == 0

    def test_a_trouble_leaves_the_others(self, project, capfd):
        folder = project("quarto")
        (folder / "bad.policydiff").write_text("old: a.txt\nnew: b.txt", encoding="utf-8")
        assert write_included([str(folder)]) == 2
        assert "NO_FILE" in capfd.readouterr().err
        assert (folder / "_changes.md").is_file() and not (folder / "_bad.md").exists()


class TestGitHub:
    ACTION = yaml.safe_load((EXAMPLES / "github" / "action.yml").read_text(encoding="utf-8"))
    WORKFLOW = yaml.safe_load((EXAMPLES / "github" / "reports.yml").read_text(encoding="utf-8"))

    def test_the_workflow_gives_what_the_action_asks_for(self):
        steps = self.WORKFLOW["jobs"]["publish"]["steps"]
        (given,) = [step["with"] for step in steps if str(step.get("uses", "")).startswith("./")]
        assert set(given) <= set(self.ACTION["inputs"])
        (uploaded,) = [step["with"]["path"] for step in steps if "upload-pages-artifact" in str(step.get("uses", ""))]
        assert uploaded == given["site"]

    def test_its_commands_build_a_site(self, project, desk):
        folder = project("github")
        reports = desk / "reports"
        reports.mkdir()
        for path in desk.glob("*.txt"):
            path.rename(reports / path.name)
        known = {f"inputs.{name}": value["default"] for name, value in self.ACTION["inputs"].items()} | {"github.action_path": str(folder)}
        shell = f"python() {{ '{sys.executable}' \"$@\"; }}\n"
        for step in self.ACTION["runs"]["steps"]:
            settings = {name: re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], value) for name, value in step["env"].items()}
            if "pip install" not in step["run"]:
                done = run(desk, "bash", "-e", "-c", shell + step["run"], **settings)
                assert (done.returncode, done.stderr) == (0, "")
        index = (desk / "site" / "index.html").read_text(encoding="utf-8")
        links = re.findall(r'href="([^"]+)"', index)
        assert [Path(link).suffix for link in links] == [".html", ".xlsx", ".md"]
        assert all((desk / "site" / link).is_file() for link in links)

    def test_a_bad_report_leaves_the_others(self, project, desk):
        reports = project("github")
        (reports / "empty-2026.txt").write_bytes(b"")
        done = run(desk, sys.executable, str(EXAMPLES / "github" / "build_site.py"), str(reports), "site")
        assert done.returncode == 2
        assert "EMPTY_INPUT" in done.stderr and "Traceback" not in done.stderr
        assert len(list((desk / "site").iterdir())) == 4
