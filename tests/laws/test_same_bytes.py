"""Same input, same bytes, under any hash seed and locale."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEDS = [str(ROOT / "seeds" / f"yunze-{year}.txt") for year in (2024, 2025)]
SETTINGS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Shanghai"},
)


def compare(format_: str, settings: dict[str, str]) -> bytes:
    """What a process of its own prints."""
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-c", "from policydiff.cli import main; main()", "compare", *SEEDS, "--format", format_]
    return subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": paths} | settings).stdout


def test_json_is_the_same_whatever_the_hash_seed_and_the_locale():
    first, *others = (compare("json", settings) for settings in SETTINGS)
    assert len(first) > 100_000
    assert all(other == first for other in others)


def test_the_page_is_the_same_whatever_the_hash_seed():
    assert compare("html", SETTINGS[0]) == compare("html", SETTINGS[2])
