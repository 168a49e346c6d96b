"""The verdict on a promise: rules for figures, for relations between figures, and for deliverables without a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from policydiff.align.objects import object_words, share_in_order
from policydiff.characters import CLAUSE_END
from policydiff.commitments.fields import main_head
from policydiff.delivery.figures import asked_figures
from policydiff.delivery.unanswered import NONE_TAKEN, Taken, why_no_figure_answers
from policydiff.lexicons import Lexicon
from policydiff.model import Commitment, Comparator, Cue, Measure, Outcome, Quantity, Relation, RelationKind, Stage, Verdict
from policydiff.quantities.ambition import falls, less_is_better
from policydiff.quantities.compare import in_unit_of

NEAR_RATE = Decimal("0.2")
"""Points by which a rate promised as "about" may fall short and still be near."""
NEARLY_IN_STEP = Decimal("0.5")
"""Points by which growth promised as "basically in step" with another may stay behind it and still be near."""
NEAR_LEVEL = Decimal("0.01")
"""Part of a level by which one promised as "about" may fall short and still be near."""
BOUNDS_BELOW = frozenset({Comparator.ABOVE, Comparator.AT_LEAST})
SHORT_OF_BOUND = Decimal("0.05")
"""Part of a promise by which a figure reported as "more than" may fall short without showing a miss."""
STAGES = tuple(Stage)
Judgement = tuple[Verdict, str]
REACHED = frozenset({RelationKind.IN_STEP, RelationKind.NEARLY_IN_STEP, RelationKind.AT_LEAST, RelationKind.ABOVE})
ECONOMY = re.compile("(?:全[市省区国州县])?(?:经济|地区生产总值|国内生产总值|生产总值|GDP)(?:的?(?:发展|增长|增速|增幅|速度))*")
PHASE = re.compile(r"[^，。；、和与及]{0,4}[一二三四五六]期|\d\.0版?")
LISTED = re.compile("[、和及与]")
SHORTEST_ITEM, FOUND_ITEM = 3, 0.75
"""Characters of a member of a list that can be looked for, and the part of them that a passage must hold in their order."""
MOST_OF_IT = 0.6
"""The part of what a promise speaks of that a doubtful passage must hold in its order to answer it by words alone."""
NAMED_AND_COUNTED = 1 / 3
"""The part of a list that a passage must name to have the others in its count."""
IN_FRONT = re.compile("前列|前茅|领先")
FINITE = re.compile("行动|工程|活动|专项|计划|方案|大会|赛|[“《]")
"""What is carried out once and can be told of as done: a campaign, a project, an event, a thing of a name."""
STATED: dict[str | None, Judgement] = {
    "stated_missed": (Verdict.MISSED, "the review itself says that it falls short of the goal"),
    "stated_met": (Verdict.MET, "the review itself says that the goal was met"),
}
"""What a review says of its own goals."""
RESULTS: dict[str | None, Judgement] = {
    "not_yet": (Verdict.MISSED, "promised as a result, reported as not there yet"),
    "done": (Verdict.MET, "promised as a result, reported as done"),
    "partly": (Verdict.MISSED, "promised as a result, reported as under way"),
}
"""What a review says of a result that was promised."""
GOING_ON = {"partly": "promised to go on, reported as under way", "done": "promised to go on, reported as done"}
"""What a review says of work that was promised to go on."""


def judge_figure(promised: Quantity, reported: Quantity, indicator: str, lexicon: Lexicon) -> Judgement:
    """Hold a reported figure against the promised one.

    At least, more than and a plain figure are met when the outcome reaches the figure on its favourable side; at most and less than when
    it stays within; a ceiling (prices, unemployment, deficit) is met from below whatever the comparator. "About" is met on the favourable
    side, and near when short of it by no more than 1 % of a level or 0.2 points of a rate.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.model import Direction, Span
    >>> five = Quantity(Decimal(5), "%", Comparator.ABOUT, Measure.GROWTH, "5%", Span(0, 2), direction=Direction.UP)
    >>> lower = Quantity(Decimal("4.9"), "%", Comparator.EQUAL, Measure.GROWTH, "4.9%", Span(0, 4), direction=Direction.UP)
    >>> [str(judge_figure(five, lower, name, load_lexicon("zh"))[0]) for name in ("产值", "居民消费价格")]
    ['near', 'met']
    """
    lower_is_better = less_is_better((promised,), indicator, lexicon)
    goal, value = goal_of(promised, lower_is_better), outcome_value(promised, reported, lexicon)
    shortfall = value - goal if lower_is_better else goal - value
    side = "at or under" if lower_is_better else "at or over"
    if shortfall == 0 and promised.comparator is Comparator.BELOW:
        return Verdict.MISSED, "it stands on the figure that it should not reach"
    if only_about(promised, reported, shortfall):
        return Verdict.NEAR, "reported as about the figure promised, which does not say on which side of it"
    if shortfall == 0 and falls_short(goal, exact_value(promised, reported, lexicon), lower_is_better):
        return Verdict.MET, "the outcome rounds to the figure promised"
    if shortfall <= 0:
        return Verdict.MET, f"the outcome is {side} the figure promised"
    if reported.comparator in BOUNDS_BELOW and shortfall <= abs(goal) * SHORT_OF_BOUND:
        return Verdict.NOT_COMPARABLE, "reported as more than a figure that is just short of the promise"
    margin = NEAR_RATE if is_rate(promised) else abs(goal) * NEAR_LEVEL
    if promised.comparator is Comparator.ABOUT and shortfall <= margin:
        return Verdict.NEAR, "promised as about this figure, and short of it by very little"
    return Verdict.MISSED, f"the outcome is not {side} the figure promised"


def is_rate(quantity: Quantity) -> bool:
    """Whether a figure is a rate, for which a shortfall counts in points."""
    return quantity.measure in (Measure.GROWTH, Measure.SHARE) or quantity.unit in ("%", "pp")


def goal_of(promised: Quantity, lower_is_better: bool) -> Decimal:
    """The figure to reach: of a range the upper end for a ceiling, else the lower one."""
    return promised.value_high if promised.value_high is not None and lower_is_better else promised.value


def only_about(promised: Quantity, reported: Quantity, shortfall: Decimal) -> bool:
    """Whether the very figure is reported as about reached (约95%) where the promise is not itself about right."""
    return shortfall == 0 and reported.comparator is Comparator.ABOUT is not promised.comparator


def falls_short(goal: Decimal, value: Decimal, lower_is_better: bool) -> bool:
    """Whether a value is not yet at the goal as it is written, so that it only rounds to it: 58.08% for 58.1%."""
    return value > goal if lower_is_better else value < goal


def outcome_value(promised: Quantity, reported: Quantity, lexicon: Lexicon) -> Decimal:
    """The reported value in the promised unit, of one unit rounded to decimals that the promise has.

    八成 has one decimal, of which 79% makes no eighty.
    """
    value = exact_value(promised, reported, lexicon)
    digits = promised.value.as_tuple().exponent
    return round(value, -digits) if isinstance(digits, int) and digits < 0 and promised.unit == reported.unit else value


def exact_value(promised: Quantity, reported: Quantity, lexicon: Lexicon) -> Decimal:
    """The reported value in the promised unit, negative where it went the other way."""
    value = in_unit_of(reported.value, reported, promised, lexicon)
    moves = promised.measure in (Measure.GROWTH, Measure.CHANGE)
    return -value if moves and falls(reported) != falls(promised) else value


def bound_to_economy(commitment: Commitment) -> Relation | None:
    """What a promise says of its growth beside the economy's: in step with it, or above it; nothing where it says none.

    >>> from policydiff.model import Role, Span
    >>> above = Relation(RelationKind.ABOVE, "经济增长", "快于经济增长")
    >>> promise = Commitment("1", Span(0, 13), "居民收入增长快于经济增长。", Span(0, 13), "1", Role.TARGETS, relation=above)
    >>> str(bound_to_economy(promise))
    'above 经济增长'
    """
    relation = commitment.relation
    return relation if relation and relation.kind in REACHED and ECONOMY.fullmatch(relation.reference) else None


def judge_relation(relation: Relation, reported: Quantity, economy: Quantity) -> Judgement:
    """Hold a growth rate against that of the economy; "basically in step" allows 0.2 points, and is near up to 0.5."""
    short = economy.value - reported.value
    said = f"{reported.text} reported against {economy.text} of the economy"
    nearly = relation.kind is RelationKind.NEARLY_IN_STEP
    if short < 0 or (short == 0 and relation.kind is not RelationKind.ABOVE) or (nearly and short <= NEAR_RATE):
        return Verdict.MET, said
    margin = NEARLY_IN_STEP if nearly else NEAR_RATE
    return (Verdict.NEAR if relation.kind is not RelationKind.ABOVE and short <= margin else Verdict.MISSED), said


def judge_words(
    commitment: Commitment,
    outcome: Outcome,
    lexicon: Lexicon,
    *,
    left: Sequence[Quantity],
    taken: Taken = NONE_TAKEN,
    certain: bool = False,
) -> Judgement:
    """Judge a promise by what the passage says without figures: that the goal was met, or how far a project has come.

    Args:
        commitment: the promise.
        outcome: the passage that speaks of it.
        lexicon: the language pack.
        left: the figures of the promise that no passage answers.
        taken: the reported figures that are held against promised ones.
        certain: whether it is beyond doubt that it does; only then is a promise held to be missed by words.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.model import Role, Span
    >>> promise = Commitment("1", Span(0, 7), "建成第二水厂。", Span(0, 7), "1", Role.PLAN, stage=Stage.FINISHED, action="建成")
    >>> passage = Outcome("2", Span(0, 9), "第二水厂加快建设。", Span(0, 9), "1", Role.REVIEW, stage=Stage.CONTINUING)
    >>> str(judge_words(promise, passage, load_lexicon("zh"), left=(), certain=True)[0])
    'missed'
    """
    if speaks_of_another_phase(commitment, outcome):
        return Verdict.NOT_COMPARABLE, "the review speaks of another phase or version"
    said = answer_of(outcome, lexicon)
    if said in STATED:
        return STATED[said]
    if said == "in_full" and certain and is_told_in_full(commitment, outcome, lexicon):
        return Verdict.MET, "the review says that it was done in full"
    if asked_figures(commitment):
        return Verdict.NOT_COMPARABLE, why_no_figure_answers(commitment, left, outcome, lexicon, taken)
    if same_words(commitment, outcome):
        return Verdict.MET, "the review says it in the very words of the promise"
    if names_a_part(commitment, outcome, lexicon) or not (certain or names_most(commitment, outcome, lexicon)):
        return Verdict.NOT_COMPARABLE, "the passage names only a part of what was promised"
    if said == "in_front" and IN_FRONT.search(commitment.text):
        return Verdict.MET, "promised to be among the first, reported so"
    return judge_stage(commitment, outcome, said, certain) or judge_result(commitment, said, lexicon, certain)


def missed(reason: str, certain: bool) -> Judgement:
    """A miss by words alone, where it is beyond doubt that the passage speaks of the promise; else no verdict."""
    return (Verdict.MISSED, reason) if certain else (Verdict.NOT_COMPARABLE, f"{reason}; but the passage may speak of something else")


def judge_stage(commitment: Commitment, outcome: Outcome, said: str | None, certain: bool) -> Judgement | None:
    """Hold the stage that is reported against the one promised; nothing where one of them is not named or a start is still ahead."""
    if not commitment.stage or not outcome.stage or (said == "not_yet" and commitment.cue is not Cue.CONTINUES):
        return None
    said_stages = f"promised {commitment.stage}, reported {outcome.stage}"
    under_way = {commitment.stage, outcome.stage} <= {Stage.STARTED, Stage.CONTINUING}
    if under_way or STAGES.index(outcome.stage) >= STAGES.index(commitment.stage):
        return Verdict.MET, said_stages
    return missed(said_stages, certain)


def judge_result(commitment: Commitment, said: str | None, lexicon: Lexicon, certain: bool) -> Judgement:
    """Judge a promise of a result, or of something that is carried out once, by whether the review tells of it as done."""
    goes_on = commitment.stage is Stage.CONTINUING or commitment.cue is Cue.CONTINUES
    promises_result = not goes_on and (commitment.stage or commitment.action in promised_verbs(lexicon, "done"))
    if commitment.stage is Stage.CONTINUING and said in GOING_ON and (certain or said == "partly"):
        return Verdict.MET, GOING_ON[said]
    if promises_result and said in RESULTS:
        verdict, reason = RESULTS[said]
        return missed(reason, certain) if verdict is Verdict.MISSED else (verdict, reason)
    if promises_result and certain and said == "carried_out":
        return Verdict.MET, "promised as a result, reported as carried out"
    if said in ("done", "carried_out") and commitment.action in promised_verbs(lexicon, "carried_out") and FINITE.search(commitment.text):
        return Verdict.MET, "promised to be carried out, reported so"
    if commitment.stage:
        return Verdict.NOT_COMPARABLE, "the review names no stage that could be held against the one promised"
    return Verdict.NOT_COMPARABLE, "the promise sets neither a figure nor a stage to judge by"


def speaks_of_another_phase(commitment: Commitment, outcome: Outcome) -> bool:
    """Whether the promise names phases (二期) and the passage none of them."""
    promised, reported = ({name[-4:] for name in PHASE.findall(statement.text)} for statement in (commitment, outcome))
    bare = [{name[-2:] if name.endswith("期") else name for name in names} for names in (promised, reported)]
    return not bare[0] <= bare[1] and promised.isdisjoint(reported)


def names_a_part(commitment: Commitment, outcome: Outcome, lexicon: Lexicon) -> bool:
    """Whether the promise lists several things and the passage names some of them only.

    A passage that names a third of them and counts at least as many as were promised does speak of all.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.model import Role, Span
    >>> promise = Commitment("1", Span(0, 16), "建成云泽大桥、沙南隧道和泽口码头。", Span(0, 16), "1", Role.PLAN)
    >>> passages = ("云泽大桥、沙南隧道建成。", "云泽大桥等建成。", "云泽大桥、泽口码头、沙南隧道建成。")
    >>> zh = load_lexicon("zh")
    >>> [names_a_part(promise, Outcome("2", Span(0, len(p)), p, Span(0, len(p)), "1", Role.REVIEW), zh) for p in passages]
    [True, True, False]
    """
    listed = next((clause for clause in CLAUSE_END.split(commitment.text) if "、" in clause), "")
    items = [words for item in LISTED.split(listed.split("等")[0]) if len(words := object_words(item, lexicon)) >= SHORTEST_ITEM]
    reported = object_words(outcome.text, lexicon)
    found = sum(share_in_order(item, reported) >= FOUND_ITEM for item in items)
    counted = max((quantity.value for quantity in outcome.quantities if quantity.measure is Measure.COUNT), default=Decimal(0))
    return 0 < found < len(items) and not (counted >= len(items) and found >= len(items) * NAMED_AND_COUNTED)


def names_most(commitment: Commitment, outcome: Outcome, lexicon: Lexicon) -> bool:
    """Whether a passage holds most of what a promise speaks of, a list in any order: 沙南口岸 does not answer for 泽东口岸."""
    things = [object_words(thing, lexicon) for thing in LISTED.split(main_head(commitment.text, lexicon))]
    reported = object_words(outcome.text, lexicon)
    return sum(len(thing) * share_in_order(thing, reported) for thing in things) >= MOST_OF_IT * sum(map(len, things))


def is_told_in_full(commitment: Commitment, outcome: Outcome, lexicon: Lexicon) -> bool:
    """Whether it is the thing promised that a passage tells of as done in full, not another or a wider one beside it.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.model import Role, Span
    >>> promise = Commitment("1", Span(0, 13), "建设省级养老示范中心20个。", Span(0, 13), "1", Role.PLAN)
    >>> passages = ("养老中心实现乡镇全覆盖。", "省级养老示范中心实现全覆盖。", "省级养老示范中心增加，实现村医参保全覆盖。")
    >>> zh = load_lexicon("zh")
    >>> [is_told_in_full(promise, Outcome("2", Span(0, len(p)), p, Span(0, len(p)), "1", Role.REVIEW), zh) for p in passages]
    [False, True, False]
    """
    clause = next((words for words in CLAUSE_END.split(outcome.text) if answer_in(words, lexicon) == "in_full"), "")
    narrower = any(word in commitment.text and word not in clause for word in lexicon.words("narrower"))
    told = replace(outcome, text=clause)
    return bool(clause) and not narrower and names_most(commitment, told, lexicon)


def same_words(commitment: Commitment, outcome: Outcome) -> bool:
    """Whether the review repeats a promise of four characters or more, punctuation apart."""
    promised, reported = ("".join(filter(str.isalnum, statement.words)) for statement in (commitment, outcome))
    return len(promised) > 3 and promised == reported


def answer_of(outcome: Outcome, lexicon: Lexicon) -> str | None:
    """What a passage says of the goal: the first row of ``answers.csv`` that its words show."""
    return answer_in(outcome.text, lexicon)


def answer_in(words: str, lexicon: Lexicon) -> str | None:
    """The same of some words."""
    return next((answer for answer, pattern in answer_cues(lexicon) if pattern.search(words)), None)


@lru_cache(maxsize=8)
def answer_cues(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What words in a review say of a goal."""
    return tuple((row["answer"], re.compile(row["pattern"])) for row in lexicon.rows("answers"))


@lru_cache(maxsize=16)
def promised_verbs(lexicon: Lexicon, answer: str) -> frozenset[str]:
    """Verbs with which a promise asks for what a review answers so: results for ``done``, campaigns and events for ``carried_out``."""
    told: Sequence[re.Pattern[str]] = [pattern for name, pattern in answer_cues(lexicon) if name == answer]
    return frozenset(verb for verb in lexicon.words("actions") if any(pattern.fullmatch(verb) for pattern in told))
