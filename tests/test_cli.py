"""The command line as a process: results on standard output, trouble in one line with exit status 2."""

import json
import subprocess
import sys
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
CALL = [sys.executable, "-c", "from policydiff.cli import main; main()"]


def run(*arguments, **options):
    return subprocess.run([*CALL, *map(str, arguments)], capture_output=True, **options)


def test_compare_seeds_gives_every_id_once():
    data = json.loads(run("compare", SEEDS / "yunze-2024.txt", SEEDS / "yunze-2025.txt", "--format", "json").stdout)
    for side in ("old", "new"):
        assert sorted(i for change in data["changes"] for i in change[side]) == sorted(c["id"] for c in data[side]["commitments"])
    assert all(data["summary"][status] for status in ("continued", "changed", "new", "dropped"))


def test_report_against_itself_only_continues():
    data = json.loads(run("compare", SEEDS / "yunze-2024.txt", SEEDS / "yunze-2024.txt", "--format", "json").stdout)
    assert {change["status"] for change in data["changes"]} == {"continued"}


def test_demo_writes_pages(tmp_path):
    done = run("demo", "--to", tmp_path)
    assert done.returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"comparison.html", "comparison.md"}


def test_missing_and_empty_files_are_one_line_with_status_2(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    for path, code in ((tmp_path / "none.txt", "NO_FILE"), (empty, "EMPTY_INPUT")):
        done = run("extract", path)
        assert done.returncode == 2
        assert code in done.stderr.decode() and done.stderr.count(b"\n") == 1
