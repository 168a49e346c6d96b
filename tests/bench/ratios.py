"""How fast it is, as ratios that a machine's speed cancels out of: each is taken in one run, on one core, from turns that alternate.

It stands beside the tests because it measures what they hold to; no test asserts a time. ``make bench`` runs it, ``--quick`` takes
the small pair in seeds/ and one turn each, ``--large`` measures reports of forty thousand clauses besides.

A turn can only be made slower by what else the machine does, never faster, so the ratio of the two fastest turns is the figure to go by;
the ratio of the medians stands beside it and shows how noisy the run was.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from math import log
from pathlib import Path
from statistics import median
from time import perf_counter

from rapidfuzz import fuzz, process
from tests.docs.readers import MAKERS, paragraphs

from policydiff.align import align_commitments
from policydiff.align.grams import key
from policydiff.model import Extract
from policydiff.pipeline import extract_report, read_report
from policydiff.read import read_source

ROOT = Path(__file__).parents[2]
SEEDS = (ROOT / "seeds" / "yunze-2024.txt", ROOT / "seeds" / "yunze-2025.txt")
REPORTS = ROOT.parent / "shared" / "reports"
NATIONAL = tuple(REPORTS / "national" / f"cn-{year}.txt" for year in (2018, 2019))
LONGER = tuple(REPORTS / "national" / f"cn-{year}.txt" for year in (2016, 2017))
"""Their commitments stand after those of ``NATIONAL``, so that either year has as many as are aligned."""
ALIGNED = 650
LARGE = (5_000, 40_000)
"""Clauses of either year, from which to which growth is measured."""
READ = {"UTF-8": "< 1", "HTML, a site": "< 1", "Markdown": "< 1", "Word": "< 1", "PDF": "none"}
"""Formats whose reading is measured, and what it may cost at most of what extraction does."""
PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:万亿|万|亿)?(?:[％%]|个百分点|元|亩|吨|人|户|个|项|家|公里|千瓦)?")
POLICYDIFF = (sys.executable, "-c", "from policydiff.cli import main; main()")
INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules are kept, as an installed program keeps them; the first turn, which is not counted, writes them."""
BARE = '''
import typer

app = typer.Typer()


@app.command()
def one(report: str) -> None:
    """The first of two commands."""


@app.command()
def two(report: str) -> None:
    """The second of two commands."""


app()
'''


@dataclass(frozen=True, slots=True)
class Ratio:
    """What was measured against what, the bound that the ratio should keep, and the seconds of every turn."""

    name: str
    bound: str
    ours: list[float]
    theirs: list[float]

    def __str__(self) -> str:
        fastest, typical = min(self.ours) / min(self.theirs), median(self.ours) / median(self.theirs)
        seconds = f"{min(self.ours):.4f} s against {min(self.theirs):.4f} s"
        return f"{self.name:<46} {fastest:8.2f}   bound {self.bound:<7} medians {typical:8.2f}   fastest {seconds}"


def main(arguments: list[str] | None = None) -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description="Ratios of speed, taken in one run.")
    parser.add_argument("--quick", action="store_true", help="the small pair and one turn each: to see that it runs")
    parser.add_argument("--large", action="store_true", help="alignment of very long reports as well: takes minutes")
    asked = parser.parse_args(arguments)
    quick = asked.quick
    stay_on_one_core()
    pair = SEEDS if quick or not all(path.is_file() for path in NATIONAL) else NATIONAL
    print(f"{pair[0].name} and {pair[1].name}", flush=True)
    for ratio in ratios(pair, 1 if quick else 7):
        print(ratio, flush=True)
    if asked.large:
        print(*large(pair), sep="\n", flush=True)


def stay_on_one_core() -> None:
    """Keep this process and its children to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def ratios(pair: tuple[Path, ...], turns: int) -> Iterator[Ratio]:
    """The ratios, one after the other."""
    old, new = (path.read_text(encoding="utf-8") for path in pair)
    passes = 20
    ours, theirs = alternate(lambda: extract_report(pair[1]), lambda: [PLAIN_NUMBER.findall(new) for _ in range(passes)], turns)
    yield Ratio("full extraction / one pass of a number pattern", "≤ 250", ours, [seconds / passes for seconds in theirs])
    yield Ratio("compare process / difflib by character", "< 1", *alternate(compare_process(pair), lambda: difflib(old, new), turns))
    years = commitments_of(pair)
    yield Ratio("alignment / matrix of fuzz.ratio", "≤ 6", *alternate(lambda: align_commitments(*years), matrix(*years), turns))
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        ours, theirs = alternate(helped(*POLICYDIFF), helped(sys.executable, bare), turns)
        yield Ratio("--help / --help of a bare Typer program", "≤ 1.5", ours, theirs)
    yield from reading_ratios(pair[1], turns)


def reading_ratios(path: Path, turns: int) -> Iterator[Ratio]:
    """What it costs to read a report in a format, against what is then read out of it."""
    report, parts = read_report(path), paragraphs(path)
    for name, bound in READ.items():
        data = MAKERS[name](parts)
        spent = alternate(partial(read_source, data), partial(extract_report, report), turns)
        yield Ratio(f"reading {name} / extraction", bound, *spent)


def alternate(one: Callable[[], object], other: Callable[[], object], turns: int) -> tuple[list[float], list[float]]:
    """Seconds of each in turn, so that a slow spell of the machine strikes both; a first turn of each warms up and is not counted."""
    one(), other()
    pairs = [(seconds(one), seconds(other)) for _ in range(turns)]
    return [first for first, _ in pairs], [second for _, second in pairs]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def commitments_of(pair: tuple[Path, ...]) -> tuple[Extract, Extract]:
    """The two years to align: the pair, made up to as many commitments as are aligned where the national reports are there."""
    old, new = (extract_report(path) for path in pair)
    if pair == NATIONAL and all(path.is_file() for path in LONGER):
        more = [extract_report(path).commitments for path in LONGER]
        old, new = (replace(year, commitments=(year.commitments + others)[:ALIGNED]) for year, others in zip((old, new), more, strict=True))
    return old, new


def matrix(old: Extract, new: Extract) -> Callable[[], object]:
    """The likeness of every commitment of one year and every one of the other."""
    keys = [[key(commitment) for commitment in year.commitments] for year in (old, new)]
    return lambda: process.cdist(*keys, scorer=fuzz.ratio, workers=1)


def large(pair: tuple[Path, ...]) -> Iterator[str]:
    """Alignment against the bare candidate pass on very long reports, how either grows, and what memory either takes at its peak."""
    paths = sorted(path for path in REPORTS.glob("*/*.txt") if path.parent.name in ("national", "provincial", "city")) or pair
    with tempfile.TemporaryDirectory() as folder:
        clauses = Path(folder) / "clauses.json"
        texts = [commitment.text for path in paths for commitment in extract_report(path).commitments]
        clauses.write_text(json.dumps(texts), encoding="utf-8")
        ours, bare = ([measure(clauses, count, what) for count in LARGE] for what in ("aligned", "bare"))
    seconds = [[took["seconds"]] for took in (ours[-1], bare[-1])]
    yield str(Ratio(f"alignment / bare candidates, {LARGE[-1]:,} clauses", "≤ 8", *seconds))
    for name, (small, big) in (("alignment", ours), ("bare candidates", bare)):
        growth = log(big["seconds"] / small["seconds"]) / log(LARGE[-1] / LARGE[0])
        yield f"{name}: time grows with the power {growth:.2f} of the length, {big['MiB']:.0f} MiB at its peak"


def measure(clauses: Path, count: int, what: str) -> dict[str, float]:
    """The seconds and the MiB that one pass takes in a process of its own."""
    command = (sys.executable, Path(__file__).with_name("large.py"), clauses, str(count), what)
    made: dict[str, float] = json.loads(subprocess.run(command, check=True, env=INSTALLED, stdout=subprocess.PIPE).stdout)
    return made


def compare_process(pair: tuple[Path, ...]) -> Callable[[], object]:
    """A whole ``policydiff compare``, from the start of the interpreter to its end."""
    return lambda: quiet(*POLICYDIFF, "compare", *pair)


def difflib(old: str, new: str) -> object:
    """What the standard library takes to compare the two texts by character: the comparison alone, no process."""
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def helped(*command: str | Path) -> Callable[[], object]:
    """A command's ``--help``."""
    return lambda: quiet(*command, "--help")


def quiet(*command: str | Path) -> object:
    """Run a process and throw away what it prints."""
    return subprocess.run(command, check=True, env=INSTALLED, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
