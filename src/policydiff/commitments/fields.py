"""The fields of a statement, each decided by one short function from its words and the rows of the language pack.

Rules are tried in the order of their rows; what none decides stays at the documented default. Every decision carries its reason.
"""

from __future__ import annotations

import re
from functools import lru_cache

from policydiff.commitments.looks import NUMBERING, clause_signs, head_words
from policydiff.lexicons import Decision, Lexicon, Row
from policydiff.model import Cue, Horizon, Kind, Measure, Quantity, Role, Stage, Strength

CONNECTIVE = re.compile("同时|此外|另外|其中|第[一二三四五六七八九十]|[一二三四五六七八九十]是|进一步|特别是|重点是|主要是")
FIVE_YEARS = re.compile(
    r"今明两年|“?十[四五六七]五”?(?:期间|时期|末)|今后[三五]年|未来[三五]年|[三五]年(?:左右)?(?:的时间|内)|五年(?:累计|年均|内)"
)
TO_YEAR = re.compile(r"到(20\d\d)年")
RELATION = re.compile(
    r"(?:增长|增速)?(?:基本)?(?:与|和|同).{2,16}同步|只增不减|只减不增|高于.{2,14}(?:平均|增速|水平|目标)|保持(?:基本)?(?:稳定|平衡)|基本(?:稳定|平衡)|控制在.{2,14}(?:目标|范围)(?:以?内)?|稳中(?:向好|提质|有进)|持续(?:下降|改善)|进一步(?:下降|改善|提高)"
)
FIGURES = frozenset({Measure.LEVEL, Measure.GROWTH, Measure.SHARE, Measure.CHANGE, Measure.MULTIPLE, Measure.RANK})


@lru_cache(maxsize=32)
def patterns(lexicon: Lexicon, table: str) -> tuple[tuple[Row, re.Pattern[str]], ...]:
    """A table of patterns: its rows, each with its pattern compiled."""
    return tuple((row, re.compile(row["pattern"])) for row in lexicon.rows(table))


@lru_cache(maxsize=8)
def strength_patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words of the ladder that count anywhere in a clause, and those that count at its head alone; each row a group named after it.

    Of words that stand at one place the first row counts, as in any list of alternatives.
    """
    rows = list(enumerate(lexicon.rows("strengths")))
    joined = (
        "|".join(f"(?P<row{n}>{row['pattern']})" for n, row in rows if (row["scope"] == "anywhere") is here) for here in (True, False)
    )
    anywhere, at_head = (re.compile(pattern or "(?!)") for pattern in joined)
    return anywhere, at_head


@lru_cache(maxsize=32)
def words(lexicon: Lexicon, table: str) -> tuple[tuple[str, Row], ...]:
    """A table of plain words, the longest first, each with its row."""
    return tuple(sorted(((row["words"], row) for row in lexicon.rows(table)), key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=8)
def action_patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Row]]:
    """The verbs of ``actions.csv``: the longest first, as they are tried at a head; the shortest first, as they are looked for after it.

    With each the row it comes from.
    """
    rows = dict(reversed(words(lexicon, "actions")))
    verbs = [re.escape(word) for word, _ in words(lexicon, "actions")]
    return re.compile("|".join(verbs)), re.compile("|".join(sorted(verbs))), rows


@lru_cache(maxsize=16)
def main_clause(text: str, lexicon: Lexicon) -> str:
    """The first clause that says what is to be done, lead-ins (聚焦…，以…为重点，) and numbering left out; several fields ask for it."""
    leadin = clause_signs(lexicon)["leadin"]
    parts = [NUMBERING.sub("", part.strip(" \n“（")) for part in re.split("[，；。：！？]", text) if part.strip()]
    return next((part for part in parts if part and not leadin.search(part) and not CONNECTIVE.fullmatch(part)), parts[0] if parts else "")


def decide_strength(text: str, lexicon: Lexicon) -> Decision[Strength]:
    """The rung of the strength ladder: a modal anywhere in the main clause, else the verb at its head, else a plain plan.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> rows = ("力争产值突破百亿元", "新建两座桥", "鼓励企业上市", "必须守住底线", "争取债券资金三亿元")
    >>> [str(decide_strength(text, zh).value) for text in rows]
    ['strive', 'plan', 'enable', 'must', 'plan']
    """
    clause = main_clause(text, lexicon)
    anywhere, at_head = strength_patterns(lexicon)
    found, rule = anywhere.search(clause), "a modal in the main clause"
    if not found:
        found, rule = at_head.match(head_words(clause, lexicon)), "the verb at the head of the main clause"
    if not found:
        return Decision(Strength.PLAN, "no word of the ladder stands in the main clause: a plain plan")
    row = lexicon.rows("strengths")[int(str(found.lastgroup).removeprefix("row"))]
    return Decision(Strength(row["strength"]), rule, row, found.group())


def decide_stage(text: str, lexicon: Lexicon) -> Decision[Stage | None]:
    """The stage of a project, by the first row whose pattern the words show.

    >>> from policydiff.lexicons import load_lexicon
    >>> decide_stage("做好西环路前期工作", load_lexicon("zh")).value
    <Stage.PREPARATORY: 'preparatory'>
    """
    for row, pattern in patterns(lexicon, "stages"):
        match = pattern.search(text)
        if match:
            return Decision(Stage(row["stage"]), "the first row that the words show", row, match.group())
    return Decision(None, "no word for a stage")


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
    at_head, anywhere, rows = action_patterns(lexicon)
    found = at_head.match(head_words(clause, lexicon))
    rule = "the verb at the head of the main clause"
    if not found:
        found, rule = anywhere.search(clause), "the first verb in the main clause"
    return Decision(found.group(), rule, rows[found.group()], found.group()) if found else Decision("", "no verb of the table")


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


def decide_kind(text: str, role: Role, quantities: tuple[Quantity, ...], lexicon: Lexicon) -> Decision[Kind]:
    """Absent or deferred as stated; a target where a level, rate or share is set; a project; else an action."""
    said = next(((row, match) for row, pattern in patterns(lexicon, "kinds") if (match := pattern.search(text))), None)
    shown = Decision(Kind(said[0]["kind"]), "the first row that the words show", said[0], said[1].group()) if said else None
    if shown and shown.value in (Kind.ABSENT, Kind.DEFERRED):
        return shown
    if role is Role.TARGETS:
        return Decision(Kind.TARGET, "it stands among the main targets")
    figure = next((quantity for quantity in quantities if quantity.measure in FIGURES and not quantity.filter), None)
    if figure:
        return Decision(Kind.TARGET, f"a figure sets a {figure.measure}", words=figure.text)
    return shown or Decision(Kind.ACTION, "neither a figure nor a word for a project")


def decide_responsible(text: str, lexicon: Lexicon) -> Decision[str]:
    """The unit that the text names as responsible."""
    for row, pattern in patterns(lexicon, "responsible"):
        match = pattern.search(text)
        if match:
            return Decision(match.group(1).strip(), "the words name it", row, match.group())
    return Decision("", "no unit is named")


def decide_indicator(text: str, quantities: tuple[Quantity, ...], lexicon: Lexicon) -> Decision[str]:
    """What is measured: the first figure's indicator, or in a clause that states a relation the words before it.

    >>> from policydiff.lexicons import load_lexicon
    >>> decide_indicator("居民收入增长与经济增长同步，", (), load_lexicon("zh")).value
    '居民收入'
    """
    first = next((quantity for quantity in quantities if quantity.indicator and not quantity.filter), None)
    if first:
        return Decision(first.indicator, "what the first figure measures", words=first.text)
    clause = main_clause(text, lexicon)
    match = RELATION.search(clause)
    if not match:
        return Decision("", "neither a figure nor a relation is stated")
    return Decision(head_words(clause[: match.start()], lexicon), "the words before the relation", words=match.group())
