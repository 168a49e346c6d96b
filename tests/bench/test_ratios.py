"""The benchmark runs; what it measures is for people to read, no time is asserted."""

import subprocess
import sys
from pathlib import Path


def test_the_benchmark_prints_its_three_ratios():
    script = Path(__file__).with_name("ratios.py")
    shown = subprocess.run([sys.executable, str(script), "--quick"], check=True, capture_output=True, encoding="utf-8").stdout
    assert [line.split(" / ")[0] for line in shown.splitlines()[1:]] == ["full extraction", "compare process", "--help"]
