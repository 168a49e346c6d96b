"""The fields of a statement, each read by one short function from its words and the rows of the language pack.

Rules are tried in the order of their rows; what none decides stays at the documented default.
"""

from __future__ import annotations

import re
from functools import lru_cache

from policydiff.commitments.features import NUMBERING, clause_signs, head_words
from policydiff.lexicons import Lexicon
from policydiff.model import Cue, Horizon, Kind, Measure, Quantity, Role, Stage, Strength

FIVE_YEARS = re.compile(r"“?十[四五六七]五”?(?:期间|时期|末)|今后[三五]年|未来[三五]年|[三五]年(?:左右)?(?:的时间|内)|五年(?:累计|年均|内)")
TO_YEAR = re.compile(r"到(20\d\d)年")
RELATION = re.compile(
    r"(?:增长|增速)?(?:基本)?(?:与|和|同).{2,16}同步|只增不减|只减不增|高于.{2,14}(?:平均|增速|水平|目标)|保持(?:基本)?(?:稳定|平衡)|基本(?:稳定|平衡)|控制在.{2,14}(?:目标|范围)(?:以?内)?|稳中(?:向好|提质|有进)|持续(?:下降|改善)|进一步(?:下降|改善|提高)"
)
FIGURES = frozenset({Measure.LEVEL, Measure.GROWTH, Measure.SHARE, Measure.CHANGE, Measure.MULTIPLE, Measure.RANK})


@lru_cache(maxsize=32)
def patterns(lexicon: Lexicon, table: str, value: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A table of patterns, compiled: pairs of what a row decides and its pattern."""
    return tuple((row[value], re.compile(row["pattern"])) for row in lexicon.rows(table))


@lru_cache(maxsize=32)
def words(lexicon: Lexicon, table: str, value: str) -> tuple[tuple[str, str], ...]:
    """A table of plain words, longest first: pairs of what a row decides and its words."""
    return tuple(sorted(((row[value], row["words"]) for row in lexicon.rows(table)), key=lambda pair: -len(pair[1])))


@lru_cache(maxsize=8)
def strength_rules(lexicon: Lexicon) -> tuple[tuple[Strength, bool, re.Pattern[str]], ...]:
    """Rungs of the ladder with whether their words count anywhere in a clause or at its head alone."""
    return tuple((Strength(row["strength"]), row["scope"] == "anywhere", re.compile(row["pattern"])) for row in lexicon.rows("strengths"))


@lru_cache(maxsize=8)
def action_patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The verbs of ``actions.csv``: the longest first, as they are tried at a head; the shortest first, as they are looked for after it."""
    verbs = [re.escape(word) for _, word in words(lexicon, "actions", "words")]
    return re.compile("|".join(verbs)), re.compile("|".join(sorted(verbs)))


def main_clause(text: str, lexicon: Lexicon) -> str:
    """The first clause that says what is to be done, lead-ins (聚焦…，以…为重点，) and numbering left out."""
    leadin = next(pattern for sign, pattern in clause_signs(lexicon) if sign == "leadin")
    parts = [NUMBERING.sub("", part.strip(" \n“（")) for part in re.split("[，；。：！？]", text) if part.strip()]
    return next((part for part in parts if part and not leadin.search(part)), parts[0] if parts else "")


def read_strength(text: str, lexicon: Lexicon) -> Strength:
    """The rung of the strength ladder: a modal anywhere in the main clause, else the verb at its head, else a plain plan.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> [str(read_strength(t, zh)) for t in ("力争产值突破百亿元", "新建两座桥", "鼓励企业上市", "必须守住底线", "争取债券资金三亿元")]
    ['strive', 'plan', 'enable', 'must', 'plan']
    """
    clause = main_clause(text, lexicon)
    head = head_words(clause, lexicon)
    found = []
    for order, (strength, anywhere, pattern) in enumerate(strength_rules(lexicon)):
        match = pattern.search(clause) if anywhere else pattern.match(head)
        if match:
            found.append((0 if anywhere else 1, match.start(), order, strength))
    return min(found)[3] if found else Strength.PLAN


def read_stage(text: str, lexicon: Lexicon) -> Stage | None:
    """The stage of a project, by the first row whose pattern the words show.

    >>> from policydiff.lexicons import load_lexicon
    >>> read_stage("做好西环路前期工作", load_lexicon("zh"))
    <Stage.PREPARATORY: 'preparatory'>
    """
    return next((Stage(value) for value, pattern in patterns(lexicon, "stages", "stage") if pattern.search(text)), None)


def read_cue(text: str, lexicon: Lexicon) -> Cue | None:
    """What the wording itself claims of last year; the cue that stands first decides."""
    found = [(text.find(word), value) for value, word in words(lexicon, "cues", "cue") if word in text[:40]]
    return Cue(min(found)[1]) if found else None


def read_action(text: str, lexicon: Lexicon) -> str:
    """The verb of the main clause: the first word of ``actions.csv`` at its head, else the first one in it.

    >>> from policydiff.lexicons import load_lexicon
    >>> read_action("今年继续新建社区食堂12家，", load_lexicon("zh"))
    '新建'
    """
    clause = main_clause(text, lexicon)
    head = head_words(clause, lexicon)
    at_head, anywhere = action_patterns(lexicon)
    found = at_head.match(head) or anywhere.search(clause)
    return found.group() if found else ""


def read_deadline(text: str, lexicon: Lexicon) -> str:
    """The words that say by when, empty where none do."""
    found = [match for _, pattern in patterns(lexicon, "deadlines", "pattern") if (match := pattern.search(text))]
    return min(found, key=lambda match: (match.start(), -len(match.group()))).group() if found else ""


def read_horizon(text: str, section: Horizon, year: int | None) -> Horizon:
    """Several years where the section or the words say so; a year named as the goal counts when it is a later one."""
    named = TO_YEAR.search(text)
    if named and year:
        return Horizon.MULTI_YEAR if int(named.group(1)) > year else Horizon.ANNUAL
    return Horizon.MULTI_YEAR if FIVE_YEARS.search(text) else section


def read_kind(text: str, role: Role, quantities: tuple[Quantity, ...], lexicon: Lexicon) -> Kind:
    """Absent or deferred as stated; a target where a level, rate or share is set; a project; else an action."""
    said = next((Kind(value) for value, pattern in patterns(lexicon, "kinds", "kind") if pattern.search(text)), None)
    if said in (Kind.ABSENT, Kind.DEFERRED):
        return said
    if role is Role.TARGETS or any(quantity.measure in FIGURES and not quantity.filter for quantity in quantities):
        return Kind.TARGET
    return said or Kind.ACTION


def read_responsible(text: str, lexicon: Lexicon) -> str:
    """The unit that the text names as responsible."""
    for _, pattern in patterns(lexicon, "responsible", "pattern"):
        match = pattern.search(text)
        if match:
            return match.group(1).strip()
    return ""


def read_indicator(text: str, quantities: tuple[Quantity, ...], lexicon: Lexicon) -> str:
    """What is measured: the first figure's indicator, or in a clause that states a relation the words before it.

    >>> from policydiff.lexicons import load_lexicon
    >>> read_indicator("居民收入增长与经济增长同步，", (), load_lexicon("zh"))
    '居民收入'
    """
    first = next((quantity.indicator for quantity in quantities if quantity.indicator and not quantity.filter), "")
    if first:
        return first
    clause = main_clause(text, lexicon)
    match = RELATION.search(clause)
    return head_words(clause[: match.start()], lexicon) if match else ""
