"""The command line as a process: results on standard output, trouble in one line with exit status 2."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from policydiff import cli
from policydiff.cli.run import usage_line
from policydiff.publish import Format

ROOT = Path(__file__).parents[1]
OLD, NEW = ROOT / "seeds" / "yunze-2024.txt", ROOT / "seeds" / "yunze-2025.txt"
CALL = [sys.executable, "-c", "from policydiff.cli import main; main()"]


def run(*arguments, **options):
    return subprocess.run([*CALL, *map(str, arguments)], capture_output=True, **options)


def one_line(done):
    """The one line of trouble, without the program's name."""
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert done.stderr.startswith(b"policydiff: ")
    return done.stderr.decode().removeprefix("policydiff: ").rstrip("\n")


@pytest.fixture
def call(capfdbinary):
    """The command line inside this process, which is quicker."""

    def inside(*arguments):
        status = cli.run([str(argument) for argument in arguments])
        return subprocess.CompletedProcess(arguments, status, *capfdbinary.readouterr())

    return inside


@pytest.fixture(scope="module")
def told():
    """What a process says of the seeds."""
    return json.loads(run("compare", OLD, NEW, "--format", "json").stdout)


class TestCompare:
    def test_every_id_stands_in_one_change(self, told):
        for side in ("old", "new"):
            assert sorted(i for change in told["changes"] for i in change[side]) == sorted(c["id"] for c in told[side]["commitments"])
        assert all(told["summary"][status] for status in ("continued", "changed", "new", "dropped"))

    def test_a_report_against_itself_only_continues(self, call, small):
        done = call("compare", small[0], small[0], "--format", "json", "--exit-code")
        assert done.returncode == 0
        assert {change["status"] for change in json.loads(done.stdout)["changes"]} == {"continued"}

    def test_exit_code_says_that_there_are_changes(self, call, small):
        assert call("compare", *small, "--exit-code", "--quiet").returncode == 1

    def test_the_default_is_a_readable_table(self, call, small):
        text = call("compare", *small).stdout.decode()
        assert "continued " in text and "dropped " in text
        places = [text.index(f"\n{title} (") for title in ("Targets", "Changed in figures", "New", "Dropped")]
        assert places == sorted(places)
        assert "\x1b" not in text

    def test_one_side_may_come_from_standard_input(self, call, small):
        done = run("compare", small[0], "-", "-f", "json", input=small[1].read_bytes())
        data = json.loads(done.stdout)
        assert data["summary"] == json.loads(call("compare", *small, "-f", "json").stdout)["summary"]
        assert data["new"]["report"]["source"]["name"] == "standard input"

    def test_years_can_be_given(self, call, small):
        data = json.loads(call("compare", *small, "-f", "json", "--old-year", 2015, "--new-year", 2016).stdout)
        assert (data["old"]["report"]["year"], data["new"]["report"]["year"]) == (2015, 2016)

    @pytest.mark.parametrize("format_", list(Format))
    def test_every_format_goes_to_a_file_and_to_standard_output_alike(self, call, small, format_, tmp_path):
        target = tmp_path / f"a{format_.suffix}"
        assert call("compare", *small, "-o", target, "-q").stdout == b""
        assert target.read_bytes() == call("compare", *small, "-f", format_, "-q").stdout


class TestExtract:
    def test_text_is_the_slice_of_the_kept_text(self, call, tmp_path):
        kept = tmp_path / "kept.txt"
        data = json.loads(call("extract", NEW, "-f", "json", "--keep-text", kept).stdout)
        text = kept.read_bytes().decode("utf-8")
        assert data["commitments"] and data["outcomes"]
        assert all(item["text"] == text[item["start"] : item["end"]] for item in data["commitments"] + data["outcomes"])

    def test_output_is_utf8_whatever_the_locale(self, call, small):
        env = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
        assert run("extract", small[1], env=env).stdout == call("extract", small[1]).stdout
        done = run("extract", "没有.txt", env=env)
        assert "没有.txt: NO_FILE" in one_line(done)

    def test_the_year_can_be_given(self, call):
        assert json.loads(call("extract", NEW, "-f", "json", "--year", 1999).stdout)["report"]["year"] == 1999


class TestDelivery:
    def test_two_reports(self, call, small):
        data = json.loads(call("delivery", *small, "-f", "json").stdout)
        assert data["schema"] == "policydiff/delivery/1"
        outcomes = {outcome["id"] for outcome in data["new"]["outcomes"]}
        assert {d["outcome"] for d in data["deliveries"]} - {None} <= outcomes

    def test_one_report_is_held_against_its_own_review(self, call, small):
        data = json.loads(call("delivery", small[1], "-f", "json").stdout)
        assert data["old"] == data["new"]


class TestLedger:
    def test_reports_in_any_order(self, call, small):
        one, other = (call("ledger", *pair, "-f", "json").stdout for pair in (small, small[::-1]))
        assert one == other
        data = json.loads(one)
        assert [report["year"] for report in data["reports"]] == [2024, 2025]
        assert data["indicators"] and data["threads"]

    def test_years_can_be_given_once_for_each(self, call, small):
        done = call("ledger", *small, "--year", 2001, "--year", 2002, "-f", "json", "-q")
        assert [report["year"] for report in json.loads(done.stdout)["reports"]] == [2001, 2002]
        assert "--year is given 1 times for 2 reports" in one_line(call("ledger", *small, "--year", 2001))


class TestWarnings:
    """A report's own warnings reach standard error under its name, whatever the command, unless they are not wanted."""

    @pytest.fixture
    def odd(self, small, tmp_path):
        path = tmp_path / "odd.txt"
        path.write_text(small[1].read_text(encoding="utf-8") + "\u202e", encoding="utf-8")
        return path

    @pytest.mark.parametrize(
        ("command", "name"),
        [("extract", "odd.txt"), ("compare", "odd.txt"), ("delivery", "odd.txt"), ("review", "odd.txt"), ("ledger", "ledger")],
    )
    def test_csv_goes_with_every_warning(self, call, small, odd, command, name):
        rest = () if command == "extract" else small[:1]
        done = call(command, *rest, odd, "-f", "csv")
        assert f"policydiff: {name}: warning: BIDI: " in done.stderr.decode() and b"odd.txt" in done.stderr
        assert call(command, *rest, odd, "-f", "csv", "-q").stderr == b""

    def test_so_does_an_explanation(self, call, small, odd):
        wanted = json.loads(call("extract", odd, "-f", "json", "-q").stdout)["commitments"][0]["id"]
        assert b"odd.txt: warning: BIDI" in call("explain", small[0], odd, f"new:{wanted}", "-f", "csv").stderr

    def test_deliveries_of_years_in_the_wrong_order(self, call, small):
        data = json.loads(call("delivery", *small[::-1], "-f", "json", "-q").stdout)
        assert [warning["code"] for warning in data["warnings"]] == ["YEAR_ORDER"]
        assert json.loads(call("delivery", small[1], "-f", "json").stdout)["warnings"] == []

    def test_the_ledger_lists_them(self, call, small, odd):
        (warning,) = json.loads(call("ledger", small[0], odd, "-f", "json", "-q").stdout)["warnings"]
        assert warning["code"] == "BIDI" and warning["message"].startswith("odd.txt: ")


class TestDemo:
    def test_it_tells_and_writes(self, call, tmp_path):
        done = call("demo", "--to", tmp_path / "out")
        assert done.returncode == 0
        text = done.stdout.decode()
        written = sorted((tmp_path / "out").iterdir())
        assert [path.suffix for path in written] == [".html", ".md"]
        assert all(f"Written: {path}" in text for path in written)
        assert "Targets (" in text and "Direction" in text
        assert "\nChanged in figures (" not in text and "Not shown here, but in the other formats: Changed in figures (" in text

    def test_the_page_opens_in_the_language_asked_for(self, call, small, tmp_path):
        call("compare", *small, "--page-language", "zh", "-o", tmp_path / "page.html", "-q")
        assert '<html lang="zh-Hans"' in (tmp_path / "page.html").read_text(encoding="utf-8")
        assert "USAGE" in one_line(call("compare", *small, "--page-language", "fr", "-o", tmp_path / "page.html"))

    def test_without_the_pair_it_says_so(self, monkeypatch, tmp_path, capfdbinary):
        monkeypatch.setattr(cli.inputs, "__file__", str(tmp_path / "a" / "b" / "cli" / "inputs.py"))
        assert cli.run(["demo"]) == 2
        assert b"NO_SEEDS" in capfdbinary.readouterr().err


class TestWhatIsReadStays:
    """A report and a published file can have the same ending; neither a report nor a person's decisions are written over."""

    @pytest.mark.parametrize(
        "line",
        [
            "extract old -o old",
            "extract old -o new.md --keep-text old",
            "compare old new -o new",
            "compare old new --overrides decisions.csv -o decisions.csv",
            "delivery old new -o link.txt",
            "ledger old new -o old",
            "panel old new -o a.csv --codebook new",
            "explain old 公园 -o old",
            "review old new -o old",
        ],
    )
    def test_no_report_is_written_over(self, call, small, tmp_path, line):
        (tmp_path / "link.txt").symlink_to(small[0])
        (tmp_path / "decisions.csv").write_text("action,old_id\n", encoding="utf-8")
        kept = {path: path.read_bytes() for path in (*small, tmp_path / "decisions.csv")}
        here = {"old": small[0], "new": small[1]}
        words = [here.get(word, tmp_path / word if "." in word else word) for word in line.split()]
        assert ": CANNOT_WRITE: " in one_line(call(*words))
        assert {path: path.read_bytes() for path in kept} == kept

    def test_nor_are_decisions_that_were_filled_in(self, call, small, tmp_path):
        decisions = tmp_path / "decisions.csv"
        assert [call("review", *small, "-o", decisions).returncode for _ in range(2)] == [0, 0]
        head, first, rest = decisions.read_text(encoding="utf-8-sig").split("\n", 2)
        cells = first.split(",")
        cells[head.split(",").index("action")] = "pair"
        decisions.write_text("\n".join((head, ",".join(cells), rest)), encoding="utf-8-sig")
        kept = decisions.read_bytes()
        assert "decisions that were filled in" in one_line(call("review", *small, "-o", decisions))
        assert decisions.read_bytes() == kept


class TestTrouble:
    def test_missing_empty_and_blank_files_and_folders(self, call, tmp_path):
        (tmp_path / "empty.txt").write_bytes(b"")
        (tmp_path / "blank.txt").write_bytes(b" \n\t")
        for name, code in (("none.txt", "NO_FILE"), ("empty.txt", "EMPTY_INPUT"), ("blank.txt", "NO_TEXT"), (".", "IS_A_FOLDER")):
            line = one_line(call("extract", tmp_path / name))
            assert f": {code}: " in line and "; " in line

    @pytest.mark.parametrize(
        "arguments",
        [
            ["extract"],
            ["nonsense"],
            ["compare", "a"],
            ["extract", "a", "--nonsense"],
            ["extract", "a", "-f", "pdf"],
            ["extract", "a", "--year", "soon"],
            ["extract", "a", "--year", "3"],
            ["compare", "-", "-"],
            ["ledger"],
        ],
    )
    def test_a_wrong_command_line_is_one_line_too(self, call, arguments):
        line = one_line(call(*arguments))
        assert line.startswith("command line: USAGE: ")
        assert line.endswith("--help")

    def test_a_missing_lexicon(self, call, tmp_path):
        assert ": LEXICON: " in one_line(call("extract", NEW, "--lexicon", tmp_path / "none"))

    @pytest.mark.parametrize("name", ["x.xls", "x.docx", "x.pdf"])
    def test_an_ending_of_no_format(self, call, name, tmp_path):
        line = one_line(call("extract", NEW, "-o", tmp_path / name))
        assert "NO_FORMAT" in line and ".txt, .json, .csv, .md, .html, .fragment.html, .tex, .xlsx, .parquet, .dta" in line
        assert not (tmp_path / name).exists()

    @pytest.mark.parametrize(("name", "start"), [("x.htm", b"<!doctype html>"), ("x.MARKDOWN", b"# ")])
    def test_other_endings_of_a_format(self, call, name, start, tmp_path):
        call("extract", NEW, "-o", tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)

    def test_words_too_long_for_the_name_of_a_file(self, call):
        assert "NO_SUCH_ID" in one_line(call("explain", NEW, "修" * 400))

    def test_one_report_has_no_links_to_decide(self, call, tmp_path):
        assert "--overrides is for two reports" in one_line(call("explain", NEW, "2.1", "--overrides", tmp_path / "none.csv"))

    def test_a_file_that_cannot_be_written(self, call, tmp_path):
        assert "CANNOT_WRITE" in one_line(call("extract", NEW, "-o", tmp_path / "none" / "a.json"))

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
    def test_standard_output_that_is_full(self):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([*CALL, "extract", str(NEW)], stdout=full, stderr=subprocess.PIPE)
        assert "CANNOT_WRITE" in one_line(done)

    def test_a_reader_that_went_away_is_no_trouble(self):
        with subprocess.Popen(
            [*CALL, "compare", str(OLD), str(NEW), "-f", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0

    def test_control_characters_do_not_reach_the_terminal(self, call):
        assert "\\x1b[31m" in one_line(call("extract", "a\x1b[31m\n.txt"))

    def unexpected(self, monkeypatch, error):
        def fail(*_, **__):
            raise error

        monkeypatch.setattr(cli.commands, "read", fail)
        return cli.run(["extract", "a.txt"])

    def test_what_nobody_foresaw_is_one_line_and_status_2(self, monkeypatch, capfdbinary):
        monkeypatch.delenv("POLICYDIFF_DEBUG", raising=False)
        assert self.unexpected(monkeypatch, RuntimeError("a\nb")) == 2
        error = capfdbinary.readouterr().err
        assert error.startswith(b"policydiff: a.txt: UNEXPECTED: RuntimeError: a b; ")
        assert error.count(b"\n") == 1

    def test_its_traceback_is_shown_on_demand(self, monkeypatch, capfdbinary):
        monkeypatch.setenv("POLICYDIFF_DEBUG", "1")
        assert self.unexpected(monkeypatch, RuntimeError("x")) == 2
        assert b"Traceback" in capfdbinary.readouterr().err

    def test_an_interrupt_is_quiet(self, monkeypatch, capfdbinary):
        assert self.unexpected(monkeypatch, KeyboardInterrupt()) == 130
        assert b"Traceback" not in capfdbinary.readouterr().err


class TestTerminal:
    @pytest.mark.parametrize("format_", [Format.HTML, Format.XLSX, Format.PARQUET, Format.DTA])
    def test_pages_and_workbooks_want_a_file(self, format_, monkeypatch, capfdbinary):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        assert cli.run(["extract", str(NEW), "-f", format_]) == 2
        assert b"NO_OUTPUT" in capfdbinary.readouterr().err

    @pytest.mark.parametrize(("name", "value", "coloured"), [("A", "1", True), ("NO_COLOR", "1", False), ("TERM", "dumb", False)])
    def test_colour_keeps_to_no_color(self, name, value, coloured, monkeypatch, capfdbinary):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv(name, value)
        assert cli.run(["extract", str(NEW)]) == 0
        assert (b"\x1b[" in capfdbinary.readouterr().out) is coloured


class TestHelp:
    def test_help_names_every_command_and_every_command_its_options(self, call):
        text = call("--help").stdout.decode()
        commands = [command.name or command.callback.__name__ for command in cli.app.registered_commands]
        assert commands == (
            ["extract", "compare", "delivery", "ledger", "panel", "chart", "explain", "review", "evaluate", "batch", "query", "demo"]
        )
        assert all(command in text for command in commands)
        assert all(call(command, "--help").returncode == 0 for command in commands)

    def test_the_list_of_commands_is_not_cut_off(self, call):
        for arguments in (("--help",), ("lexicon", "--help")):
            listed = call(*arguments).stdout.decode().partition("Commands:\n")[2].splitlines()
            assert listed and not [line for line in listed if line.endswith(("...", "…"))]

    def test_version(self, call):
        assert call("--version").stdout.startswith(b"policydiff ")

    def test_help_imports_nothing_heavy(self):
        code = (
            "import sys; from policydiff import cli; cli.run(['--help']);"
            "heavy = {'pandas', 'numpy', 'scipy', 'jinja2', 'rapidfuzz', 'xlsxwriter', 'pyarrow', 'duckdb'};"
            "heavy |= {'policydiff.pipeline', 'policydiff.corpus', 'policydiff.model', 'policydiff.lexicons'};"
            "sys.exit(len(heavy & set(sys.modules)))"
        )
        assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


def test_usage_errors_of_typer_are_known_by_their_method():
    assert usage_line(typer.BadParameter("no")) == "command line: USAGE: Invalid value: no; see policydiff --help"
    assert usage_line(ValueError("no")) is None


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Value error, 'pdf' is not one of 'csv'", "'pdf' is not one of 'csv'"),
        ("Input should be greater than or equal to 1900", "it must be at least 1900"),
        ("Input should be less than or equal to 2100", "it must be at most 2100"),
        ("Input should be a valid integer, unable to parse string as an integer", "it must be a whole number"),
        ("Input should be a valid number, unable to parse string as a number", "it must be a number"),
    ],
)
def test_phrases_of_a_framework_are_put_plainly(said, plain):
    assert usage_line(typer.BadParameter(said)) == f"command line: USAGE: Invalid value: {plain}; see policydiff --help"
