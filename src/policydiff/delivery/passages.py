"""Which passages of a review may answer a promise: candidates, named evidence, and the probability that it adds up to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from policydiff.align.bench import Bench, prepare
from policydiff.align.candidates import find_candidates
from policydiff.align.evidence import (
    above_usual,
    leads_both,
    leads_one,
    other_subjects,
    rarest_subject,
    shared_subjects,
    subjects_contained,
)
from policydiff.align.grams import gram_vectors, row_products
from policydiff.align.objects import object_words, runs, share_in_order
from policydiff.align.pairs import (
    Scores,
    any_comparable,
    comparable_figures,
    figures_differ_in_kind,
    rival,
    same_names,
    same_position,
)
from policydiff.align.weights import Weights, read_weights, to_probabilities
from policydiff.lexicons import Lexicon
from policydiff.model import Extract, Outcome, Statement
from policydiff.periods import near_sentence
from policydiff.quantities.compare import can_compare

HEADS = "投资|项目|资金|产值|收入|企业|面积|产量|规模|总[额量值]"
GENERIC = re.compile(f"{HEADS}|.?")
HEADS_AT_END = re.compile(f"(?:{HEADS})+$")
"""Heads of names, which mean nothing without what they are of."""
WHOLE = re.compile("^(?:全[市省区县州国]|我[市省区县州])|总$")
"""What an indicator may leave out or add without being another one: of the whole place, a total."""
CERTAIN = 0.85
"""Probability from which it is beyond doubt that a passage speaks of a promise."""
NAMES_IT, TELLING = 0.5, 5
"""The least probability of a passage that names the whole object of a promise, and the characters that such an object has at least.

Of 46 such pairs in the annotated reports all are right.
"""
LONGEST_RUN = 8
"""A run of as many characters shared is as telling as any longer one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An outcome that may answer a promise, the probability that a reader would say that it does, and whether it names its whole object."""

    outcome: Outcome
    probability: float
    names_it: bool = False

    @property
    def certain(self) -> bool:
        """Whether it is beyond doubt that it speaks of the promise."""
        return self.probability >= CERTAIN or self.names_it


@dataclass(frozen=True)
class Desk(Bench):
    """The bench of alignment with promises (the old ones) and outcomes (the new ones), and what they and their sentences speak of."""

    promise_words: Sequence[str]
    outcome_words: Sequence[str]
    promise_sentences: Sequence[str]
    outcome_sentences: Sequence[str]
    promise_contexts: Mapping[str, str]
    outcome_contexts: Mapping[str, str]

    @cached_property
    def named_alike(self) -> Scores:
        """The cosine of what either speaks of, each n-gram weighted by how rare it is."""
        return cosine(self, self.promise_words, self.outcome_words)


def cosine(desk: Desk, promises: Sequence[str], outcomes: Sequence[str]) -> Scores:
    """The cosine of two texts for every pair; a text that stands several times, as a sentence does, is counted once."""
    (olds, rows), (news, columns) = distinct(promises), distinct(outcomes)
    return row_products(*gram_vectors(olds, news), rows[desk.rows], columns[desk.columns])


def distinct(texts: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """The different texts, and for every text its place among them."""
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    return list(places), np.asarray([places[text] for text in texts], dtype=np.int64)


def same_object(desk: Desk) -> Scores:
    """How many rare words they share once verbs and numerals are left out."""
    return desk.named_alike


def same_object_in_order(desk: Desk) -> Scores:
    """How alike what is left of the words is in its order."""
    return desk.compare(fuzz.ratio, desk.promise_words, desk.outcome_words)


def object_kept(desk: Desk) -> Scores:
    """How much of what the promise speaks of stands in the passage in its order, so that a name in short is met by the one in full."""
    return desk.over(share_in_order, desk.promise_words, desk.outcome_words)


def same_opening(desk: Desk) -> Scores:
    """How alike the first eight characters of what is left are."""
    return desk.compare(fuzz.ratio, [words[:8] for words in desk.promise_words], [words[:8] for words in desk.outcome_words])


def longest_run(desk: Desk) -> Scores:
    """The longest run of characters that both have, over eight."""
    return desk.over(run_length, desk.promise_words, desk.outcome_words) / LONGEST_RUN


def run_length(one: str, other: str) -> int:
    """Length of the longest common run of characters, at most eight.

    >>> run_length("高速公路网", "农村公路网")
    3
    """
    for length in range(min(LONGEST_RUN, len(one), len(other)), 0, -1):
        if not runs(one, length).isdisjoint(runs(other, length)):
            return length
    return 0


def same_indicator(desk: Desk) -> Scores:
    """How alike the two most alike indicators of their figures are."""
    return desk.with_figures(lambda promise, outcome: indicators_alike(promise, outcome, None))


def same_comparable_indicator(desk: Desk) -> Scores:
    """The same for figures that can be held against each other."""
    return desk.with_figures(lambda promise, outcome: indicators_alike(promise, outcome, desk.lexicon))


def indicators_alike(promise: Statement, outcome: Statement, lexicon: Lexicon | None) -> float:
    """The best likeness of an indicator of the one and of the other; with a lexicon, of comparable figures alone."""
    alike = (
        fuzz.ratio(p.indicator, q.indicator) / 100
        for p in promise.quantities
        for q in outcome.quantities
        if p.indicator and q.indicator and (lexicon is None or can_compare(p, q, lexicon))
    )
    return max(alike, default=0.0)


def name_completed(desk: Desk) -> Scores:
    """1 where figures compare and the sentence or the heading of the one says what its name leaves out of the other's."""
    return desk.with_figures(lambda promise, outcome: float(any_completed(promise, outcome, desk)))


def any_completed(promise: Statement, outcome: Statement, desk: Desk) -> bool:
    """Whether a figure of the promise and one of the outcome are of one indicator once their sentences are read."""
    around = desk.promise_contexts[promise.id], desk.outcome_contexts[outcome.id]
    return any(
        can_compare(p, q, desk.lexicon) and completes(p.indicator, q.indicator, around, desk.lexicon)
        for p in promise.quantities
        for q in outcome.quantities
    )


def same_figure(desk: Desk) -> Scores:
    """1 where the very figure promised is reported."""
    return desk.with_figures(
        lambda promise, outcome: float(
            any(can_compare(p, q, desk.lexicon) and p.value == q.value for p in promise.quantities for q in outcome.quantities)
        )
    )


def same_sentence(desk: Desk) -> Scores:
    """How many rare words the sentences share in which they stand."""
    return cosine(desk, desk.promise_sentences, desk.outcome_sentences)


def ahead_of_other_answers(desk: Desk) -> Scores:
    """How far the pair stands out among the other passages for this promise; below 0 where another is nearer."""
    return np.asarray(desk.named_alike - rival(desk.named_alike, desk.rows))


def ahead_of_other_promises(desk: Desk) -> Scores:
    """How far the pair stands out among the other promises for this passage; below 0 where another is nearer."""
    return np.asarray(desk.named_alike - rival(desk.named_alike, desk.columns))


COMPARISONS: tuple[Callable[[Desk], Scores], ...] = (
    same_object,
    same_object_in_order,
    object_kept,
    same_opening,
    longest_run,
    same_indicator,
    same_comparable_indicator,
    name_completed,
    comparable_figures,
    figures_differ_in_kind,
    same_figure,
    same_names,
    same_sentence,
    ahead_of_other_answers,
    ahead_of_other_promises,
    same_position,
    leads_both,
    leads_one,
    above_usual,
    shared_subjects,
    subjects_contained,
    other_subjects,
    rarest_subject,
)
NAMES = tuple(comparison.__name__ for comparison in COMPARISONS)


def spoken_around(statements: Sequence[Statement], extract: Extract) -> dict[str, str]:
    """For every statement, by its id, the heading above it and its sentence: what its figures may leave unsaid."""
    headings = {section.id: section.heading for section in extract.sections}
    return {statement.id: headings.get(statement.section, "") + sentence_of(statement, extract) for statement in statements}


def completes(promised: str, reported: str, around: tuple[str, str], lexicon: Lexicon) -> bool:
    """Whether the shorter name is the bare head of the longer one, and what it leaves unsaid stands in its sentence or heading.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> said = "建设工业园区和重点项目，服务业增加值增长5%，完成投资9亿元。", ""
    >>> [completes("投资", name, said, zh) for name in ("全市工业投资", "水利投资", "水利项目投资")]
    [True, False, False]
    >>> completes("服务业增加值", "工业服务业增加值", said, zh)
    False
    """
    names = object_words(promised, lexicon), object_words(reported, lexicon)
    (shorter, context), (longer, _) = sorted(zip(names, around, strict=True), key=lambda pair: len(pair[0]))
    is_head = len(shorter) > 1 and GENERIC.fullmatch(shorter) and longer.endswith(shorter)
    unsaid = HEADS_AT_END.sub("", WHOLE.sub("", longer.removesuffix(shorter))) if is_head else ""
    return len(unsaid) > 1 and unsaid[-2:] in context


def set_desk(old: Extract, new: Extract, lexicon: Lexicon) -> Desk:
    """Promises, outcomes and candidates.

    Each promise meets the outcomes that share rare words of what it speaks of, those that have a figure in a like sentence, and those that
    the bench of alignment finds: alike in any words or near in meaning.
    """
    promise_words = [object_words(c.text, lexicon) for c in old.commitments]
    outcome_words = [object_words(o.text, lexicon) for o in new.outcomes]
    promise_sentences = sentence_words(old.commitments, old, lexicon)
    outcome_sentences = sentence_words(new.outcomes, new, lexicon)
    pairs = {(i, j) for i, j in find_candidates(promise_words, outcome_words) if promise_words[i] and outcome_words[j]}
    pairs |= figure_candidates(old, new, promise_sentences, outcome_sentences, lexicon)
    headings = [""] * len(old.commitments), [""] * len(new.outcomes)
    bench = prepare(old.commitments, new.outcomes, headings, lexicon, pairs)
    spoken: dict[str, Any] = {
        "promise_words": promise_words,
        "outcome_words": outcome_words,
        "promise_sentences": promise_sentences,
        "outcome_sentences": outcome_sentences,
        "promise_contexts": spoken_around(old.commitments, old),
        "outcome_contexts": spoken_around(new.outcomes, new),
    }
    return Desk(**{field.name: getattr(bench, field.name) for field in fields(bench)}, **spoken)


def figure_candidates(
    old: Extract, new: Extract, promises: Sequence[str], outcomes: Sequence[str], lexicon: Lexicon
) -> set[tuple[int, int]]:
    """Pairs in like sentences, both with a figure, one of which can be held against the other."""
    rows = [i for i, commitment in enumerate(old.commitments) if commitment.quantities]
    columns = [j for j, outcome in enumerate(new.outcomes) if outcome.quantities]
    near = find_candidates([promises[i] for i in rows], [outcomes[j] for j in columns])
    return {(rows[a], columns[b]) for a, b in near if any_comparable(old.commitments[rows[a]], new.outcomes[columns[b]], lexicon)}


def sentence_words(statements: Sequence[Statement], extract: Extract, lexicon: Lexicon) -> list[str]:
    """What the sentences speak of that statements are part of; each sentence is read once."""
    sentences = [sentence_of(statement, extract) for statement in statements]
    read = {text: object_words(text, lexicon) for text in dict.fromkeys(sentences)}
    return [read[text] for text in sentences]


def sentence_of(statement: Statement, extract: Extract) -> str:
    """The natural sentence that a statement is part of."""
    return extract.report.source[slice(*near_sentence(statement))]


@lru_cache(maxsize=8)
def load_weights(lexicon: Lexicon) -> Weights:
    """The weights of a language pack."""
    return read_weights(json.loads(lexicon.data("delivery.json")), NAMES)


def score_pairs(desk: Desk) -> Scores:
    """All comparisons of all pairs: a row a pair, a column a comparison."""
    if not len(desk.rows):
        return np.zeros((0, len(COMPARISONS)))
    return np.asarray(np.round(np.column_stack([comparison(desk) for comparison in COMPARISONS]), 4))


def names_object(promised: str, reported: str) -> bool:
    """Whether all that a promise speaks of, five characters or more, stands in what a passage speaks of as it is.

    >>> names_object("泽东第二水厂", "泽东第二水厂扩容"), names_object("水厂", "泽东第二水厂")
    (True, False)
    """
    return len(promised) >= TELLING and promised in reported


def find_passages(old: Extract, new: Extract, lexicon: Lexicon) -> dict[str, tuple[Passage, ...]]:
    """For every promise of ``old`` the passages of ``new`` that may answer it, the most probable first."""
    desk = set_desk(old, new, lexicon)
    weighed = to_probabilities(score_pairs(desk), load_weights(lexicon))
    named = desk.over(names_object, desk.promise_words, desk.outcome_words)
    probabilities = np.maximum(weighed, NAMES_IT * named).tolist()
    found: dict[str, list[Passage]] = {commitment.id: [] for commitment in old.commitments}
    for i, j, probability, names_it in zip(desk.rows.tolist(), desk.columns.tolist(), probabilities, named > 0, strict=True):
        found[old.commitments[i].id].append(Passage(new.outcomes[j], probability, bool(names_it)))
    return {id_: tuple(sorted(passages, key=lambda p: (-p.probability, p.outcome.span))) for id_, passages in found.items()}
