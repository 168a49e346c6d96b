"""Evidence: a visible list of comparisons, each a score for every candidate pair, mostly from 0 to 1.

What each comparison is worth in the sum stands in ``alignment.json`` of the language pack, learnt from annotated pairs.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from policydiff.align.bench import Bench, parts
from policydiff.align.objects import object_words
from policydiff.align.pairs import Scores, comparable_figures, figures_differ_in_kind, other_headlines, same_names, same_position
from policydiff.align.words import Bag, best_matches
from policydiff.model import Role, Stage, Statement
from policydiff.periods import aimed_at

NEAR, FAR = 2, 8
"""How many commitments before and after make the near and the far neighbourhood."""
BEGUN = frozenset({Stage.PROPOSED, Stage.PREPARATORY, Stage.STARTED})
DONE = frozenset({Stage.FINISHED, Stage.OPERATING, Stage.AT_CAPACITY})
OWNER, SAME_PROJECT = 4, 50
"""Characters of a name that projects have in front, and the likeness (0–100) of what follows from which they can be one project."""
TAIL = 2
"""How many of its last words name what a commitment is about: in Chinese the head noun comes last."""


def same_words(bench: Bench) -> Scores:
    """How alike the words are in their order: twice the matching characters over all characters."""
    return bench.compare(fuzz.ratio, bench.old.keys, bench.new.keys)


def shared_words(bench: Bench) -> Scores:
    """How many rare words they share, in whatever order: the cosine of character n-grams weighted by rarity."""
    return bench.shared


def contained(bench: Bench) -> Scores:
    """How well the shorter one stands inside the longer one, as when a promise is split, merged or cut short."""
    return bench.compare(fuzz.partial_ratio, bench.old.keys, bench.new.keys)


def same_head(bench: Bench) -> Scores:
    """How alike the first ten characters are."""
    return bench.compare(fuzz.ratio, [k[:10] for k in bench.old.keys], [k[:10] for k in bench.new.keys])


def same_tail(bench: Bench) -> Scores:
    """How well the last two words of each meet: the thing that is promised."""
    return mean_match(bench, bench.old.bag.last(TAIL), bench.new.bag.last(TAIL))


def same_meaning(bench: Bench) -> Scores:
    """How alike the meanings are: the cosine of the word vectors of each, rare words weighing more."""
    return bench.meaning


def same_objects(bench: Bench) -> Scores:
    """How alike the meanings are where common words, which say how and not what, count for nothing."""
    return bench.objects


def same_clause(bench: Bench) -> Scores:
    """How alike the meanings of the two clauses that are most alike are: long commitments may share one clause only."""
    best = np.zeros(len(bench.rows))
    last_old, last_new = (last_clauses(side.clauses) for side in (bench.old, bench.new))
    order = np.lexsort((last_new[bench.columns], last_old[bench.rows]))
    for part in parts(len(best)):
        rows, columns = bench.rows[order[part]], bench.columns[order[part]]
        old, new = bench.old.clauses[rows, : last_old[rows].max()], bench.new.clauses[columns, : last_new[columns].max()]
        best[order[part]] = np.matmul(old, new.transpose(0, 2, 1)).max(axis=(1, 2), initial=0.0)
    return np.minimum(best, 1.0)


def last_clauses(clauses: np.ndarray) -> np.ndarray:
    """For every commitment how many clauses there are up to the last that means something.

    Two at least: a single row would be multiplied by another routine, which rounds differently.
    """
    return np.asarray((clauses.any(axis=2) * np.arange(1, clauses.shape[1] + 1)).max(axis=1, initial=2))


def both_covered(bench: Bench) -> Scores:
    """How well the words of the one that is less covered are met by like words of the other."""
    return np.asarray(np.minimum(*bench.covered))


def one_covered(bench: Bench) -> Scores:
    """How well the words of the one that is more covered are met by like words of the other."""
    return np.asarray(np.maximum(*bench.covered))


def mean_match(bench: Bench, old: Bag, new: Bag) -> Scores:
    """How well some words of either meet like words of the other, both ways taken together."""
    forth, back = best_matches(old, new, bench.table, bench.rows, bench.columns)
    return np.asarray((forth + back) / 2)


def near_meaning(bench: Bench) -> Scores:
    """How alike the meanings of the two commitments before and after are."""
    return bench.around[NEAR]


def far_meaning(bench: Bench) -> Scores:
    """How alike the meanings of the eight commitments before and after are."""
    return bench.around[FAR]


def leads_both(bench: Bench) -> Scores:
    """How far words, meaning and surroundings together lead the best rival of the one that has the better rival; below 0 behind it.

    A rival in the same surroundings that says nothing alike is always thought of, so that surroundings alone are no lead.
    """
    return np.asarray(bench.overall - np.maximum(np.maximum(*bench.rivals), bench.surroundings))


def leads_one(bench: Bench) -> Scores:
    """How far words, meaning and surroundings together lead the best rival of the one that has the worse rival; below 0 behind it."""
    return np.asarray(bench.overall - np.maximum(np.minimum(*bench.rivals), bench.surroundings))


def above_usual(bench: Bench) -> Scores:
    """How far the two are more alike than the three best candidates of each are on average."""
    alike = bench.shared + bench.objects
    return np.asarray(alike - (mean_of_best(alike, bench.rows) + mean_of_best(alike, bench.columns)) / 2)


def mean_of_best(scores: Scores, places: np.ndarray, count: int = 3) -> Scores:
    """For every pair the mean of the best few scores at its place."""
    order = np.lexsort((-scores, places))
    sorted_places = places[order]
    starts = np.r_[True, sorted_places[1:] != sorted_places[:-1]] if len(order) else np.zeros(0, dtype=bool)
    group = np.cumsum(starts) - 1
    rank = np.arange(len(order)) - np.flatnonzero(starts)[group]
    taken = rank < count
    size = int(group[-1]) + 1 if len(order) else 0
    means = np.bincount(group[taken], scores[order][taken], size) / np.maximum(np.bincount(group[taken], minlength=size), 1)
    found = np.zeros(len(order))
    found[order] = means[group]
    return found


def same_section(bench: Bench) -> Scores:
    """How alike the headings are under which they stand."""
    return bench.compare(fuzz.ratio, bench.old.headings, bench.new.headings)


def same_role(bench: Bench) -> Scores:
    """Whether both or neither are headline targets, and both or neither stand in an annex."""
    old, new = bench.look_up(lambda commitment: 1 * (commitment.role is Role.TARGETS) + 2 * (commitment.role is Role.ANNEX))
    return np.asarray(old == new, dtype=float)


def shared_subjects(bench: Bench) -> Scores:
    """Subjects that both name, over all that either names, rare ones weighing more; 0 where neither names any."""
    old, new = bench.subjects_named
    return share(bench.subjects_shared, old + new - bench.subjects_shared)


def subjects_contained(bench: Bench) -> Scores:
    """Subjects that both name, over those of the one that names less."""
    return share(bench.subjects_shared, np.minimum(*bench.subjects_named))


def share(part: Scores, whole: Scores) -> Scores:
    """A part over the whole, 0 where there is no part."""
    return np.asarray(np.divide(part, whole, out=np.zeros(len(part)), where=part > 0))


def other_subjects(bench: Bench) -> Scores:
    """1 where both name subjects and none is the same."""
    old, new = bench.subjects_named
    return np.asarray((old > 0) & (new > 0) & (bench.subjects_shared == 0), dtype=float)


def rarest_subject(bench: Bench) -> Scores:
    """How rare the rarest subject is that both name."""
    rarest = np.zeros(len(bench.rows))
    np.maximum.at(rarest, *bench.subjects_met)
    return rarest


def same_indicator(bench: Bench) -> Scores:
    """How alike the indicators are; 0 where one has none."""
    return bench.each(lambda a, b: fuzz.ratio(a.indicator, b.indicator) / 100, bench.both(lambda commitment: commitment.indicator))


def other_indicator(bench: Bench) -> Scores:
    """1 where both measure something and the indicators have little in common."""
    named = bench.both(lambda commitment: commitment.indicator)
    return bench.each(lambda a, b: float(fuzz.partial_ratio(a.indicator, b.indicator) < 50), named)


def same_action(bench: Bench) -> Scores:
    """Whether the verbs are the same."""
    old, new = bench.look_up(lambda commitment: commitment.action)
    return np.asarray((old == new) & (old != ""), dtype=float)


def short(bench: Bench) -> Scores:
    """1 for pairs of very short texts, where likeness says little; 0 from twenty characters on."""
    shorter = np.minimum(*bench.look_up(lambda commitment: len(commitment.text)))
    return np.asarray(np.maximum(0.0, 1 - shorter / 20))


def unlike_length(bench: Bench) -> Scores:
    """How different their lengths are: 0 for the same, near 1 where one is many times the other."""
    lengths = bench.look_up(lambda commitment: len(commitment.text))
    return np.asarray(1 - np.minimum(*lengths) / np.maximum(np.maximum(*lengths), 1))


Comparison = Callable[[Bench], Scores]
COMPARISONS: tuple[Comparison, ...] = (
    same_words,
    shared_words,
    contained,
    same_head,
    same_tail,
    same_meaning,
    same_objects,
    same_clause,
    both_covered,
    one_covered,
    near_meaning,
    far_meaning,
    leads_both,
    leads_one,
    above_usual,
    same_section,
    same_position,
    same_role,
    shared_subjects,
    subjects_contained,
    other_subjects,
    rarest_subject,
    same_indicator,
    other_indicator,
    comparable_figures,
    figures_differ_in_kind,
    same_names,
    same_action,
    short,
    unlike_length,
)


def score_pairs(bench: Bench) -> Scores:
    """All comparisons of all pairs: a row a pair, a column a comparison, in the order of ``COMPARISONS``; four decimals."""
    if not len(bench.rows):
        return np.zeros((0, len(COMPARISONS)))
    return np.asarray(np.round(np.column_stack([comparison(bench) for comparison in COMPARISONS]), 4))


def rule_out(bench: Bench, compared: Scores) -> np.ndarray:
    """Which pairs cannot be one promise, whatever stands around them: a flag a pair.

    Figures of other indicators in other units or measures, such as a level and another one's growth rate; figures of different headline
    indicators; a part (其中) of a figure and a figure that is no part; two projects of one firm, one to be begun and one to be finished;
    and words, meanings and subjects that have nothing in common.

    Args:
        bench: the two years.
        compared: the scores of the comparisons.
    """
    shared, objects, covered, subjects, indicator, kind = (
        compared[:, COMPARISONS.index(comparison)]
        for comparison in (shared_words, same_objects, one_covered, shared_subjects, other_indicator, figures_differ_in_kind)
    )
    part_and_whole = bench.with_figures(lambda a, b: float(bool(a.parent) != bool(b.parent)))
    apart = (shared < 0.05) & (objects < 0.3) & (covered < 0.5) & (subjects == 0)
    figures = ((indicator > 0) & (kind > 0)) | (part_and_whole > 0) | (other_headlines(bench) > 0)
    return np.asarray(apart | figures | (other_projects(bench) > 0), dtype=bool)


def other_projects(bench: Bench) -> Scores:
    """1 for projects of one firm or place without a target figure, one up to its start and one finished, of which the rest is not alike.

    某公司铝材项目建成投产 and 开工建设某公司再生铝项目: the second is not the first thrown back to its start.
    """
    begun, done = bench.look_up(is_begun), bench.look_up(is_done)
    apart = (begun[0] & done[1]) | (done[0] & begun[1])
    return bench.each(lambda a, b: float(share_only_their_owner(*(object_words(c.text, bench.lexicon) for c in (a, b)))), apart)


def share_only_their_owner(one: str, other: str) -> bool:
    """Whether two projects begin with one name and go on unlike.

    >>> share_only_their_owner("云州公司铝材项目", "云州公司仓储基地"), share_only_their_owner("云州公司铝材项目", "云州公司高端铝材项目")
    (True, False)
    """
    owner = Prefix.similarity(one, other)
    return owner >= OWNER and owner < min(len(one), len(other)) and fuzz.ratio(one[owner:], other[owner:]) < SAME_PROJECT


def is_begun(statement: Statement) -> bool:
    """Whether a project without a target figure is to come up to its start."""
    return statement.stage in BEGUN and not aimed_at(statement)


def is_done(statement: Statement) -> bool:
    """Whether a project without a target figure is to be finished or to work."""
    return statement.stage in DONE and not aimed_at(statement)
