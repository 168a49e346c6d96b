"""The page on files names every limit with its default."""

import re
from dataclasses import asdict
from pathlib import Path

from policydiff.read.limits import LIMITS, MIB

PAGE = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")


def test_every_limit_stands_with_its_default():
    rows = re.findall(r"^\| `(\w+)` \| (\d+)( MiB)? \|", PAGE, re.M)
    assert {name: int(number) * (MIB if unit else 1) for name, number, unit in rows} == asdict(LIMITS)
