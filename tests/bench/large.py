"""Very long reports, one measurement in a process of its own, so that its peak of memory is its own: ``ratios.py --large`` starts it.

    python tests/bench/large.py CLAUSES COUNT aligned|bare

CLAUSES is a JSON list of texts that are recombined to two lists of COUNT clauses. The bare pass is what any alignment in time that grows
with the text has to do at least: an index of n-grams, candidates from it, an exact comparison of the best.
"""

from __future__ import annotations

import json
import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from rapidfuzz import fuzz

from policydiff.align import align_commitments
from policydiff.model import Extract
from policydiff.pipeline import extract_report

SEED = Path(__file__).parents[2] / "seeds" / "yunze-2024.txt"
RAREST, MOST_POSTINGS, MOST_CANDIDATES = 8, 40, 10


def main(clauses: str, count: str, what: str) -> None:
    """Print the seconds that a pass takes, and the peak of memory in MiB."""
    texts = json.loads(Path(clauses).read_text(encoding="utf-8"))
    old, new = (list(recombine(texts, int(count), shift)) for shift in (0, 3))
    start = perf_counter()
    if what == "aligned":
        blank = extract_report(SEED)
        reports = [as_report(side, blank) for side in (old, new)]
        start = perf_counter()
        align_commitments(*reports)
    else:
        bare_pass(old, new)
    took = perf_counter() - start
    print(json.dumps({"seconds": took, "MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def recombine(texts: Sequence[str], count: int, shift: int) -> Iterator[str]:
    """As many clauses as asked for: every other one as it stands, the others the first half of one and the second half of another."""
    for turn in range(count):
        one = texts[(turn * 7 + shift) % len(texts)]
        other = texts[(turn * 13 + shift * 3 + turn // len(texts)) % len(texts)]
        yield one[: len(one) // 2 + 1] + other[len(other) // 2 :] if turn % 2 else one


def as_report(clauses: Sequence[str], blank: Extract) -> Extract:
    """A report whose commitments are the clauses."""
    model = blank.commitments[0]
    return replace(blank, commitments=tuple(replace(model, id=f"{k}", text=text, quantities=()) for k, text in enumerate(clauses)))


def bare_pass(old: Sequence[str], new: Sequence[str]) -> list[float]:
    """How alike every new clause and the nearest of its candidates are; candidates share rare n-grams."""
    postings = index_rarest([two_three(text) for text in old])
    return [max((fuzz.ratio(text, old[place]) for place in candidates(text, postings)), default=0.0) for text in new]


def index_rarest(texts: Sequence[set[str]]) -> dict[str, list[int]]:
    """For every n-gram the first few texts among whose rarest it is."""
    held = Counter(gram for grams in texts for gram in grams)
    postings: dict[str, list[int]] = defaultdict(list)
    for place, grams in enumerate(texts):
        for gram in sorted(grams, key=lambda gram: (held[gram], gram))[:RAREST]:
            if len(postings[gram]) < MOST_POSTINGS:
                postings[gram].append(place)
    return postings


def candidates(text: str, postings: dict[str, list[int]]) -> list[int]:
    """The places that share most of the n-grams in the index."""
    votes = Counter(place for gram in two_three(text) for place in postings.get(gram, ()))
    return sorted(votes, key=lambda place: (-votes[place], place))[:MOST_CANDIDATES]


def two_three(text: str) -> set[str]:
    """The distinct n-grams of two and three characters."""
    return {text[i : i + n] for n in (2, 3) for i in range(len(text) - n + 1)}


if __name__ == "__main__":
    main(*sys.argv[1:])
