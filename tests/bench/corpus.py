"""How a batch grows: two processes against one, ten times the reports, memory of the parent, and a second run; as ratios.

    python tests/bench/corpus.py --reports 200 --times 10 --length 0.1

It makes a corpus of fictional places by putting paragraphs of the reports beside the checkout together anew: five years a place, in each
of which three paragraphs in ten are others than the year before. ``--length`` is the share of paragraphs that are kept, as the time of a
report is known from ``ratios.py`` and what is asked here is how many of them behave.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from policydiff.model import Role
from policydiff.pipeline import extract_report

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "reports"
SEEDS = ROOT / "seeds"
YEARS = range(2020, 2025)
CHANGED = 0.3
"""The share of paragraphs that a year has not from the year before."""
PARTS = ((Role.REVIEW, "一、{before}年工作回顾"), (Role.TARGETS, "二、{year}年主要目标"), (Role.PLAN, "三、{year}年重点工作"))
HEAD = "政府工作报告\n——{year}年1月9日在{place}第六届人民代表大会第四次会议上\n"
RUN = """
import json, resource, sys, time
from policydiff.corpus import run_batch
if __name__ == "__main__":
    start = time.perf_counter()
    done = run_batch(sys.argv[1], sys.argv[2], workers=int(sys.argv[3]))
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"reports": done.reports, "failed": len(done.failures), "wall": time.perf_counter() - start,
        "cpu": usage.ru_utime + usage.ru_stime + time.process_time(), "parent": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""

Paragraphs = dict[Role, list[str]]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=40)
    options.add_argument("--times", type=int, default=1, help="a second corpus of so many times the reports")
    options.add_argument("--length", type=float, default=0.2)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for line in measure(Path(folder), given.reports, given.times, given.length):
            print(line, flush=True)


def measure(folder: Path, reports: int, times: int, length: float) -> Iterator[str]:
    """The figures, one a line."""
    parts = paragraphs_of(REPORTS if REPORTS.is_dir() else SEEDS)
    small = write_corpus(folder / "small", parts, reports, length)
    yield f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; {reports} reports of {mean_length(small):,.0f} characters"
    one, two = run(folder, small, "one", 1), run(folder, small, "two", 2)
    yield f"one process:   {shown(one)}"
    yield f"two processes: {shown(two)}; {one['wall'] / two['wall']:.2f} times as fast"
    again = run(folder, small, "two", 2)
    yield f"second run: {again['wall']:.2f} s, {100 * again['wall'] / two['wall']:.1f} % of the first"
    if times > 1:
        large = write_corpus(folder / "large", parts, reports * times, length)
        more = run(folder, large, "large", 2)
        yield f"{times} times the reports: {shown(more)}"
        yield f"processor time grows with the power {math.log(more['cpu'] / two['cpu']) / math.log(times):.2f} of the number of reports"
        yield f"memory of the parent: {two['parent']:.0f} MiB, then {more['parent']:.0f} MiB"
        again = run(folder, large, "large", 2)
        yield f"second run: {again['wall']:.2f} s, {100 * again['wall'] / more['wall']:.1f} % of the first"
        size = sum(path.stat().st_size for path in (folder / "large-out").rglob("*") if path.is_file()) / more["reports"]
        yield f"tables and store: {size / 1024:.0f} KiB a report; load at the end {os.getloadavg()[0]:.1f}"


def run(folder: Path, corpus: Path, name: str, workers: int) -> dict[str, float]:
    """A batch in a process of its own, so that its memory is known."""
    script = folder / "run.py"
    script.write_text(RUN, encoding="utf-8")
    to = folder / ("large-out" if name == "large" else f"{name}-out")
    made = subprocess.run([sys.executable, script, corpus, to, str(workers)], check=True, stdout=subprocess.PIPE).stdout
    found: dict[str, float] = json.loads(made)
    assert not found["failed"]
    return found


def shown(figures: dict[str, float]) -> str:
    """Wall time, processor time and the rate."""
    rate = figures["reports"] / figures["wall"]
    return f"{figures['wall']:.1f} s, {figures['cpu']:.1f} s of processors, {rate:.2f} reports/s"


def paragraphs_of(folder: Path) -> list[Paragraphs]:
    """The paragraphs of each part of every report, without their headings."""
    found = []
    for path in sorted(folder.glob("**/*.txt")):
        if any(mark in path.name for mark in (".page", ".second-source", ".pdftotext")):
            continue
        extract = extract_report(path)
        parts: Paragraphs = {role: [] for role, _ in PARTS}
        for section in extract.sections:
            texts = (extract.report.text[at.start : at.end].strip() for at in extract.report.paragraphs[section.first : section.last])
            if section.role in parts and not any(other.id.startswith(f"{section.id}.") for other in extract.sections):
                parts[section.role] += [text for text in texts if len(text) > 60]
        if all(parts.values()):
            found.append(parts)
    return found


def write_corpus(folder: Path, reports: list[Paragraphs], count: int, length: float) -> Path:
    """So many reports of places that are not, the same at every run."""
    chance = random.Random(2024)
    for number in range(-(-count // len(YEARS))):
        place = f"第{number}号市".translate(str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸"))
        own: Paragraphs = {}
        for year in YEARS:
            own = next_year(own, reports, chance, length)
            text = HEAD.format(place=place, year=year) + "\n".join(
                "\n".join((heading.format(before=year - 1, year=year), *own[role])) for role, heading in PARTS
            )
            path = folder / place / f"{place}-{year}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{text}\n", encoding="utf-8")
    return folder


def next_year(own: Paragraphs, reports: list[Paragraphs], chance: random.Random, length: float) -> Paragraphs:
    """The paragraphs of a place a year later: those of a report to begin with, then some of them exchanged."""
    if not own:
        begun = chance.choice(reports)
        return {role: texts[: max(2, round(len(texts) * length))] for role, texts in begun.items()}
    return {
        role: [chance.choice(chance.choice(reports)[role]) if chance.random() < CHANGED else text for text in texts]
        for role, texts in own.items()
    }


def mean_length(folder: Path) -> float:
    """Characters of a report."""
    sizes = [len(path.read_text(encoding="utf-8")) for path in folder.rglob("*.txt")]
    return sum(sizes) / len(sizes)


if __name__ == "__main__":
    main()
