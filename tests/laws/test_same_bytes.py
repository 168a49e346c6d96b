"""Same input, same bytes in every format, under any hash seed, locale and time zone."""

import os
import subprocess
import sys
from pathlib import Path

from policydiff.publish import Format

ROOT = Path(__file__).parents[2]
SETTINGS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "America/Lima"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "TZ": "Asia/Shanghai"},
)
PUBLISH = """
import sys
from policydiff import compare_reports, publish_tables
from policydiff.publish import Format
publish_tables(compare_reports(*sys.argv[2:]), sys.argv[1], list(Format))
"""


def published(folder: Path, settings: dict[str, str]) -> dict[str, bytes]:
    """What a process of its own writes of the seeds, by the name of the file."""
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    seeds = [str(ROOT / "seeds" / f"yunze-{year}.txt") for year in (2024, 2025)]
    subprocess.run([sys.executable, "-c", PUBLISH, str(folder), *seeds], check=True, env=os.environ | {"PYTHONPATH": paths} | settings)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_file_is_the_same_whatever_the_hash_seed_the_locale_and_the_zone(tmp_path):
    first, other = (published(tmp_path / settings["PYTHONHASHSEED"], settings) for settings in SETTINGS)
    assert {Format.of_name(name) for name in first} == set(Format)
    assert max(map(len, first.values())) > 100_000
    assert [name for name in first if first[name] != other.get(name)] == []
