"""Learn a vocabulary and word vectors from the text of reports, annotated or not.

    python -m policydiff.learn.words REPORTS_FOLDER [--leave-out PLACE] [-o FILE]

Words are stretches of characters that hold together: candidates by pointwise mutual information, kept while the most probable division
of the text uses them. Vectors are positive pointwise mutual information of words that stand near each other in a sentence, reduced by a
truncated singular value decomposition, the sign of every dimension fixed, and stored in eight bits. The same folder gives the same file.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from policydiff.align.words import LONGEST_WORD, Vocabulary, divide, split_words
from policydiff.normalize import normalize_source
from policydiff.read import read_source
from policydiff.read.folders import mark_of

if TYPE_CHECKING:
    from scipy import sparse

SHIPPED = Path(__file__).parents[1] / "lexicons" / "zh" / "word_vectors.json"
FOLDERS = ("city", "national", "provincial")
MOST_WORDS = 12000
LEAST_USES = 4
LEAST_COHESION = 1.0
ROUNDS = 4
WINDOW = 5
DIMENSIONS = 80
CONTEXT_POWER = 0.75
HAN = re.compile(r"[\u4e00-\u9fff]+")
SENTENCE = re.compile(r"[^。！？；\n]+")
CLAUSE = re.compile(r"[^，。！？；：\n]+")


def report_paragraphs(folder: Path, leave_out: str | None = None) -> list[str]:
    """The paragraphs of every report once; a second copy of a report is left out, and what stands of a place to be left out."""
    files = sorted(file for name in FOLDERS for file in (folder / name).glob("*.txt"))
    kept = [file for file in files if not mark_of(file)]
    reports = [normalize_source(read_source(file)) for file in kept if not (leave_out and file.name.startswith(leave_out))]
    return [report.text[at.start : at.end] for report in reports for at in report.paragraphs]


def learn(paragraphs: Sequence[str]) -> dict[str, object]:
    """Vocabulary, counts and vectors of some paragraphs, as ``word_vectors.json`` holds them."""
    uses = learn_vocabulary(paragraphs)
    vocabulary = Vocabulary(log_chances(uses))
    words = sorted(word for word, count in uses.items() if count >= LEAST_USES)
    sentences = split_words([sentence for text in paragraphs for sentence in SENTENCE.findall(text)], vocabulary)
    vectors = learn_vectors(sentences, words)
    clauses = split_words([clause for text in paragraphs for clause in CLAUSE.findall(text)], vocabulary)
    held = Counter(word for clause in clauses for word in set(clause))
    return {
        "clauses": len(clauses),
        "words": words,
        "uses": [uses[word] for word in words],
        "clauses_with": [held[word] for word in words],
        "vectors": base64.b64encode(vectors.tobytes()).decode("ascii"),
    }


def learn_vocabulary(paragraphs: Sequence[str]) -> dict[str, int]:
    """The words that the most probable division of the text uses, with how often: at most so many, every single character among them."""
    runs = Counter(run for text in paragraphs for run in HAN.findall(text))
    counted = Counter[str]()
    for run, times in runs.items():
        for length in range(1, LONGEST_WORD + 1):
            for start in range(len(run) - length + 1):
                counted[run[start : start + length]] += times
    characters = {stretch: count for stretch, count in counted.items() if len(stretch) == 1}
    total = sum(characters.values())
    uses = characters | {stretch: count for stretch, count in counted.items() if holds_together(stretch, counted, total)}
    for _ in range(ROUNDS):
        again = Counter[str]()
        for words, times in zip(divide(list(runs), Vocabulary(log_chances(uses))), runs.values(), strict=True):
            for word in words:
                again[word] += times
        uses = {word: count for word, count in again.items() if len(word) == 1 or count >= LEAST_USES}
        uses = {character: 1 for character in characters if character not in uses} | uses
    return dict(sorted(uses.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_WORDS])


def holds_together(stretch: str, counted: Mapping[str, int], total: int) -> bool:
    """Used often enough, and wherever it is cut, its two halves stand together more often than chance would have it."""
    if len(stretch) == 1 or counted[stretch] < LEAST_USES:
        return False
    cuts = (counted[stretch[:cut]] * counted[stretch[cut:]] for cut in range(1, len(stretch)))
    return min(log(counted[stretch] * total / product) for product in cuts) > LEAST_COHESION


def log_chances(uses: Mapping[str, int]) -> dict[str, float]:
    """The logarithm of the probability of every word."""
    total = sum(uses.values())
    return {word: log(count / total) for word, count in uses.items()}


def near_each_other(sentences: Sequence[Sequence[str]], places: Mapping[str, int]) -> sparse.csr_array:
    """How often every two words stand within the window of each other, a nearer one counting for more."""
    from scipy import sparse

    rows: list[int] = []
    columns: list[int] = []
    weights: list[float] = []
    for sentence in sentences:
        at = [places.get(word, -1) for word in sentence]
        for step in range(1, WINDOW + 1):
            for one, other in zip(at, at[step:], strict=False):
                if one >= 0 and other >= 0:
                    rows += (one, other)
                    columns += (other, one)
                    weights += (step**-0.5, step**-0.5)
    matrix = sparse.csr_array((weights, (rows, columns)), shape=(len(places), len(places)))
    matrix.sum_duplicates()
    return matrix


def learn_vectors(sentences: Sequence[Sequence[str]], words: Sequence[str]) -> np.ndarray:
    """A row of whole numbers from −127 to 127 for every word."""
    from scipy import sparse
    from scipy.sparse.linalg import svds

    counts = near_each_other(sentences, {word: place for place, word in enumerate(words)}).tocoo()
    beside = np.bincount(counts.row, counts.data, len(words))
    expected = np.bincount(counts.col, counts.data, len(words)) ** CONTEXT_POWER
    information = np.log(counts.data / (beside[counts.row] * expected[counts.col] / expected.sum()))
    more = information > 0
    matrix = sparse.csr_array((information[more], (counts.row[more], counts.col[more])), shape=counts.shape)
    left, sizes, _ = svds(matrix, k=min(DIMENSIONS, len(words) - 1), v0=np.ones(len(words)))
    order = np.argsort(-sizes)
    vectors = left[:, order] * np.sqrt(sizes[order])
    vectors *= np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(vectors.shape[1])])
    vectors /= np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.round(vectors * 127).astype(np.int8))


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description="Learn a vocabulary and word vectors.")
    parser.add_argument("reports", type=Path)
    parser.add_argument("--leave-out", default=None, metavar="PLACE")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED)
    options = parser.parse_args()
    learnt = learn(report_paragraphs(options.reports, options.leave_out))
    options.output.write_text(json.dumps(learnt, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
