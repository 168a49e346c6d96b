"""The fields of a statement, each decided by one short function from its words and the rows of the language pack.

Rules are tried in the order of their rows; what none decides stays at the documented default. Every decision carries its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from policydiff.commitments.looks import NUMBERING, clause_signs, head_words
from policydiff.lexicons import Decision, Lexicon, Row, any_of
from policydiff.model import Cue, Horizon, Kind, Measure, Quantity, Relation, RelationKind, Role, Stage, Strength

PART = re.compile("[^，；。：！？]+")
SENTENCE = re.compile("[^。；！？]+")
CONNECTIVE = re.compile("同时|此外|另外|其中|第[一二三四五六七八九十]|[一二三四五六七八九十]是|进一步|特别是|重点是|主要是")
FIVE_YEARS = re.compile(
    r"今明两年|“?十[四五六七]五”?(?:期间|时期|末)|今后[三五]年|未来[三五]年|[三五]年(?:左右)?(?:的时间|内)|五年(?:累计|年均|内)"
)
TO_YEAR = re.compile(r"到(20\d\d)年")
TREND = re.compile(
    r"保持(?:总体|基本)?(?:稳定|平衡)|基本(?:稳定|平衡)|控制在.{2,14}(?:目标|范围)(?:以?内)?|稳中(?:向好|提质|有进)|持续(?:下降|改善)|进一步(?:下降|改善|提高)"
)
GROWTH_WORD = re.compile(
    "(?:的?实际)?(?:增长|增速|增幅|提高)?(?:的?速度)?(?:赶上或)?(?:要|将|应|也|都|继续|明显|略|努力|确保|力争|保持|经常)*$"
)
NO_STAGE: Decision[Stage | None] = Decision(None, "no word for a stage")
NO_UNIT = Decision("", "no unit is named")
NO_RELATION: Decision[Relation | None] = Decision(None, "nothing is set against something else")
NO_REASON = Decision("", "no target is stated as absent or deferred")
FIGURES = frozenset({Measure.LEVEL, Measure.GROWTH, Measure.SHARE, Measure.CHANGE, Measure.MULTIPLE, Measure.RANK})


@lru_cache(maxsize=32)
def patterns(lexicon: Lexicon, table: str) -> tuple[tuple[Row, re.Pattern[str]], ...]:
    """A table of patterns: its rows, each with its pattern compiled."""
    return tuple((row, re.compile(row["pattern"])) for row in lexicon.rows(table))


@lru_cache(maxsize=32)
def some_pattern(lexicon: Lexicon, table: str) -> re.Pattern[str]:
    """One pattern that sees what any row of a table sees; most texts show none of them."""
    return any_of(lexicon.words(table, "pattern"))


def first_row(text: str, lexicon: Lexicon, table: str) -> tuple[Row, re.Match[str]] | None:
    """The first row of a table whose pattern the text shows anywhere."""
    if not some_pattern(lexicon, table).search(text):
        return None
    return next((row, match) for row, pattern in patterns(lexicon, table) if (match := pattern.search(text)))


class FirstRow:
    """Of some rows with patterns the one that is seen first in a text; of rows seen at one place the first.

    One pattern without groups finds the place, which is fast where rows begin with plain words; one with a group a row tells which it is.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        patterns = [row["pattern"] for row in self.rows]
        self.some = any_of(patterns)
        self.each = re.compile("|".join(f"(?P<row{n}>{pattern})" for n, pattern in enumerate(patterns)) or "(?!)")

    def search(self, text: str) -> tuple[Row, re.Match[str]] | None:
        """The row seen first and where, anywhere in the text."""
        found = self.some.search(text)
        return self.match(text, found.start()) if found else None

    def match(self, text: str, start: int = 0) -> tuple[Row, re.Match[str]] | None:
        """The first row that is seen at a place."""
        match = self.each.match(text, start)
        return (self.rows[int(str(match.lastgroup).removeprefix("row"))], match) if match else None


@lru_cache(maxsize=8)
def strength_rows(lexicon: Lexicon) -> tuple[FirstRow, FirstRow]:
    """The rows of the ladder that count anywhere in a clause, and those that count at its head alone."""
    rows = lexicon.rows("strengths")
    return FirstRow(row for row in rows if row["scope"] == "anywhere"), FirstRow(row for row in rows if row["scope"] != "anywhere")


@lru_cache(maxsize=32)
def words(lexicon: Lexicon, table: str) -> tuple[tuple[str, Row], ...]:
    """A table of plain words, the longest first, each with its row."""
    return tuple(sorted(((row["words"], row) for row in lexicon.rows(table)), key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=8)
def action_rows(lexicon: Lexicon) -> tuple[dict[str, Row], tuple[int, ...], re.Pattern[str]]:
    """The verbs of ``actions.csv`` with their rows, how long they are, the longest first, and a pattern of them all, the shorter first."""
    rows = dict(reversed(words(lexicon, "actions")))
    return rows, tuple(sorted({len(word) for word in rows}, reverse=True)), re.compile("|".join(re.escape(word) for word in sorted(rows)))


@lru_cache(maxsize=16)
def main_clause(text: str, lexicon: Lexicon) -> str:
    """The first clause that says what is to be done, lead-ins (聚焦…，以…为重点，) and numbering left out; several fields ask for it."""
    leadin, first = clause_signs(lexicon)["leadin"], ""
    for part in PART.findall(text):
        words = NUMBERING.sub("", part.strip(" \n“（"))
        if words and not leadin.search(words) and not CONNECTIVE.fullmatch(words):
            return words
        first = first or words
    return first


def decide_strength(text: str, lexicon: Lexicon) -> Decision[Strength]:
    """The rung of the strength ladder: a modal anywhere in the main clause, else the verb at its head, else a plain plan.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> rows = ("力争产值突破百亿元", "新建两座桥", "鼓励企业上市", "必须守住底线", "争取债券资金三亿元")
    >>> [str(decide_strength(text, zh).value) for text in rows]
    ['strive', 'plan', 'enable', 'must', 'plan']
    """
    clause = main_clause(text, lexicon)
    anywhere, at_head = strength_rows(lexicon)
    found, rule = anywhere.search(clause), "a modal in the main clause"
    if not found:
        found, rule = at_head.match(head_words(clause, lexicon)), "the verb at the head of the main clause"
    if not found:
        return Decision(Strength.PLAN, "no word of the ladder stands in the main clause: a plain plan")
    row, match = found
    return Decision(Strength(row["strength"]), rule, row, match.group())


def decide_stage(text: str, lexicon: Lexicon) -> Decision[Stage | None]:
    """The stage of a project, by the first row whose pattern the words show.

    >>> from policydiff.lexicons import load_lexicon
    >>> decide_stage("做好西环路前期工作", load_lexicon("zh")).value
    <Stage.PREPARATORY: 'preparatory'>
    """
    found = first_row(text, lexicon, "stages")
    if not found:
        return NO_STAGE
    row, match = found
    return Decision(Stage(row["stage"]), "the first row that the words show", row, match.group())


def decide_cue(text: str, lexicon: Lexicon) -> Decision[Cue | None]:
    """What the wording itself claims of last year; the cue that stands first decides.

    A row without a cue keeps a shorter word that it begins with from counting.

    >>> from policydiff.lexicons import load_lexicon
    >>> [str(decide_cue(text, load_lexicon("zh")).value) for text in ("再增加三条线路", "再生水利用率提高到30%")]
    ['continues', 'None']
    """
    head = text[:40]
    found = [(head.find(word), row) for word, row in words(lexicon, "cues") if word in head]
    if not found:
        return Decision(None, "no cue among the first words")
    silent = {start for start, row in found if not row["cue"]}
    telling = [(start, row) for start, row in found if row["cue"] and start not in silent]
    if not telling:
        return Decision(None, "no cue among the first words")
    row = min(telling, key=lambda hit: (hit[0], hit[1]["cue"]))[1]
    return Decision(Cue(row["cue"]), "the cue that stands first", row, row["words"])


def decide_action(text: str, lexicon: Lexicon) -> Decision[str]:
    """The verb of the main clause: the first word of ``actions.csv`` at its head, else the first one in it.

    >>> from policydiff.lexicons import load_lexicon
    >>> decide_action("今年继续新建社区食堂12家，", load_lexicon("zh")).value
    '新建'
    """
    clause = main_clause(text, lexicon)
    rows, lengths, anywhere = action_rows(lexicon)
    head = head_words(clause, lexicon)
    verb, rule = next((head[:length] for length in lengths if head[:length] in rows), ""), "the verb at the head of the main clause"
    if not verb:
        found, rule = anywhere.search(clause), "the first verb in the main clause"
        verb = found.group() if found else ""
    return Decision(verb, rule, rows[verb], verb) if verb else Decision("", "no verb of the table")


def decide_deadline(text: str, lexicon: Lexicon) -> Decision[str]:
    """The words that say by when, empty where none do."""
    found = [(match, row) for row, pattern in patterns(lexicon, "deadlines") if (match := pattern.search(text))]
    if not found:
        return Decision("", "no words say by when")
    match, row = min(found, key=lambda hit: (hit[0].start(), -len(hit[0].group())))
    return Decision(match.group(), "the words that say by when", row, match.group())


def decide_horizon(text: str, section: Horizon, year: int | None) -> Decision[Horizon]:
    """Several years where the section or the words say so; a year named as the goal counts when it is a later one."""
    named = TO_YEAR.search(text)
    if named and year:
        later = int(named.group(1)) > year
        rule = "the year named is a later one" if later else "the year named is the report's own"
        return Decision(Horizon.MULTI_YEAR if later else Horizon.ANNUAL, rule, words=named.group())
    several = FIVE_YEARS.search(text)
    if several:
        return Decision(Horizon.MULTI_YEAR, "several years are named", words=several.group())
    return Decision(section, "the horizon of its section")


def decide_kind(
    text: str, role: Role, quantities: tuple[Quantity, ...], lexicon: Lexicon, relation: Decision[Relation | None] = NO_RELATION
) -> Decision[Kind]:
    """Absent or deferred as stated; a target where a level, rate or share is set or a relation is stated; a project; else an action."""
    said = first_row(text, lexicon, "kinds")
    shown = Decision(Kind(said[0]["kind"]), "the first row that the words show", said[0], said[1].group()) if said else None
    if shown and shown.value in (Kind.ABSENT, Kind.DEFERRED):
        return shown
    if role is Role.TARGETS:
        return Decision(Kind.TARGET, "it stands among the main targets")
    figure = next((quantity for quantity in quantities if quantity.measure in FIGURES and not quantity.filter), None)
    if figure:
        return Decision(Kind.TARGET, f"a figure sets a {figure.measure}", words=figure.text)
    if relation.value:
        return Decision(Kind.TARGET, "it is set against something else", relation.row, relation.words)
    return shown or Decision(Kind.ACTION, "neither a figure nor a word for a project")


def decide_responsible(text: str, lexicon: Lexicon) -> Decision[str]:
    """The unit that the text names as responsible."""
    found = first_row(text, lexicon, "responsible")
    if not found:
        return NO_UNIT
    row, match = found
    return Decision(match.group(1).strip(), "the words name it", row, match.group())


def decide_relation(text: str, lexicon: Lexicon) -> Decision[Relation | None]:
    """A target without a number: what is to be in step with, above or below something else, or only to rise or fall.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> rows = ("居民收入增长与经济增长同步，", "技改投资增速不低于全省平均，", "物流成本低于全省平均，", "林地面积只增不减。", "增长6%。")
    >>> [(str(r.kind), r.reference) if (r := decide_relation(text, zh).value) else None for text in rows]
    [('in_step', '经济增长'), ('at_least', '全省平均'), ('below', '全省平均'), ('only_rises', ''), None]
    """
    found = first_row(text, lexicon, "relations")
    if not found:
        return NO_RELATION
    row, match = found
    relation = Relation(RelationKind(row["relation"]), match.groupdict().get("reference") or "", match.group())
    return Decision(relation, "the first row that the words show", row, match.group())


def decide_reason(kind: Kind, words: str, lexicon: Lexicon) -> Decision[str]:
    """Why no target is set, or why it is judged later: the words that say so in the same sentence or in the next one.

    Args:
        kind: the kind of the statement; any but absent and deferred has no reason.
        words: its sentence and the one after it.
        lexicon: the language pack.

    >>> from policydiff.lexicons import load_lexicon
    >>> words = "今年不设产值增长的具体目标，主要因为外部环境变数很大，难以预先设定。"
    >>> decide_reason(Kind.ABSENT, words, load_lexicon("zh")).value
    '主要因为外部环境变数很大，难以预先设定'
    """
    if kind not in (Kind.ABSENT, Kind.DEFERRED):
        return NO_REASON
    found = first_row(words, lexicon, "reasons")
    if not found:
        return Decision("", "the sentence and the next one give none")
    row, match = found
    said = SENTENCE.match(words, match.start())
    return Decision(said.group() if said else match.group(), "the words that give it", row, match.group())


def decide_indicator(text: str, quantities: tuple[Quantity, ...], lexicon: Lexicon) -> Decision[str]:
    """What is measured: the first figure's indicator, or in a clause that states a relation or a trend the words before it.

    >>> from policydiff.lexicons import load_lexicon
    >>> decide_indicator("居民收入增长与经济增长同步，", (), load_lexicon("zh")).value
    '居民收入'
    """
    first = next((quantity for quantity in quantities if quantity.indicator and not quantity.filter), None)
    if first:
        return Decision(first.indicator, "what the first figure measures", words=first.text)
    clause = main_clause(text, lexicon)
    relation = decide_relation(clause, lexicon)
    at, said = (clause.find(relation.words), relation.words) if relation.value else (-1, "")
    if not said and (trend := TREND.search(clause)):
        at, said = trend.start(), trend.group()
    if not said:
        return Decision("", "neither a figure nor a relation is stated")
    return Decision(GROWTH_WORD.sub("", head_words(clause[:at], lexicon)), "the words before the relation", words=said)
