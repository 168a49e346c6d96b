"""The fields of a statement, each decided by one short function from its words and the rows of the language pack.

Rules are tried in the order of their rows; what none decides stays at the documented default. Every decision carries its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from policydiff.characters import CLAUSE_MARKS
from policydiff.commitments.looks import FIGURE, NUMBERING, clause_signs, head_words, unnumbered
from policydiff.lexicons import Decision, Lexicon, Row, any_of
from policydiff.model import Cue, Horizon, Kind, Measure, Quantity, Relation, RelationKind, Role, Stage, Strength
from policydiff.quantities.mask import mask_quotes

PART = re.compile("[^，；。：！？]+")
SENTENCE = re.compile("[^。；！？]+")
CONNECTIVE = re.compile("同时|此外|另外|其中|第[一二三四五六七八九十]|[一二三四五六七八九十]是|进一步|特别是|重点是|主要是")
SEVERAL_YEARS = re.compile(
    r"今明两年|“?十[四五六七]五”?(?:期间|时期|末)(?![^，。]{0,12}(?:开好局|起好步|开局|基础|规划|纲要))"
    r"|(?:今后|未来)(?:[三五]年|一个时期|几年)|[三五]年(?:左右)?(?:的时间|内)|五年(?:累计|内)|年均(?!浓度|值|气温|降水|流量)"
)
YEARS = re.compile(rf"到(?P<goal>20\d\d)年|(?P<several>{SEVERAL_YEARS.pattern})|(?P<now>今年|年内|全年(?!龄))")
SIGNS_OF_YEARS = ("年", "期", "末")
"""Characters of which one stands in whatever names years."""
OPENS_YEARS = re.compile(rf"(?:各位代表[！!:：，,])?(?:{SEVERAL_YEARS.pattern})")
TREND = re.compile(
    r"保持(?:总体|基本)?(?:稳定|平衡)|基本(?:稳定|平衡)|控制在.{2,14}(?:目标|范围)(?:以?内)?|稳中(?:向好|提质|有进)|持续(?:下降|改善)|进一步(?:下降|改善|提高)"
)
GROWTH_WORD = re.compile(
    "(?:的?实际)?(?:增长|增速|增幅|提高)?(?:的?速度)?(?:赶上或)?(?:要|将|应|也|都|继续|明显|略|努力|确保|力争|保持|经常)*$"
)
LISTS = re.compile("[；;。！？]")
MODAL = re.compile("力争|争取|努力|确保|保证|必须|务必|一定要")
"""What rules a whole list of figures from the head of its first clause on."""
BY_SECTION = "the horizon of its section"
ACTING = re.compile(r"[^，。0-9]{2,14}?(?:要|将|应当?|必须|都要)|(?:国家|中央|政府|各级政府|各地区?|各部门|各单位|我们)")
CARRIED_OUT = re.compile("对[^，。]{1,30}?(?:进行|实行|开展|给予|予以|加以)(?:了?)(?:专项|全面|严格|重点|适当|必要的)?")
NAME_GOES_ON = re.compile("值(?!班|守)|额(?!度|定)|量(?!子|化|产)|率(?!先|领)|者|(?<=养殖|种植)(?:面积|成本)|(?<=出口)(?:商品|产品)")
"""What makes a name of a verb that stands before it: 增加值, 出口额, 种植面积."""
AT_HEAD = "the verb at the head of the main clause"
NO_STAGE: Decision[Stage | None] = Decision(None, "no word for a stage")
NO_CUE: Decision[Cue | None] = Decision(None, "no cue among the first words")
NO_DEADLINE = Decision("", "no words say by when")
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


@lru_cache(maxsize=8)
def some_word(lexicon: Lexicon, table: str) -> re.Pattern[str]:
    """One pattern that sees any of the words of a table."""
    return any_of(map(re.escape, lexicon.words(table)))


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

    def search(self, text: str, start: int = 0) -> tuple[Row, re.Match[str]] | None:
        """The row seen first and where, anywhere in the text from a place on."""
        found = self.some.search(text, start)
        return self.row_at(text, found.start()) if found else None

    def match(self, text: str, start: int = 0) -> tuple[Row, re.Match[str]] | None:
        """The first row that is seen at a place."""
        return self.row_at(text, start) if self.some.match(text, start) else None

    def row_at(self, text: str, start: int) -> tuple[Row, re.Match[str]] | None:
        """Which row it is that is seen at a place."""
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


@lru_cache(maxsize=16)
def main_head(text: str, lexicon: Lexicon) -> str:
    """The main clause without the adverbs before its verb."""
    return head_words(main_clause(text, lexicon), lexicon)


def decide_strength(text: str, lexicon: Lexicon, before: str = "") -> Decision[Strength]:
    """The rung of the strength ladder, from the words of the main clause outside quotation marks.

    A verb that leaves it to others (支持) rules what they are to strive for; then a modal anywhere counts, then the verb at the head or
    after the one who must act; a figure without a verb is set by the modal that opens the list of figures it stands in. Else it is a plain
    plan. What is striven for beyond a figure (增长5%、力争6%) does not soften the figure.

    Args:
        text: the words of the statement.
        lexicon: the language pack.
        before: the words of its sentence before it.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> rows = ("力争产值突破百亿元", "新建两座桥", "鼓励企业上市", "必须守住底线", "争取债券资金三亿元", "各县要加强防汛")
    >>> [str(decide_strength(text, zh).value) for text in rows]
    ['strive', 'plan', 'enable', 'must', 'plan', 'advance']
    >>> str(decide_strength("支持企业争创名牌", zh).value)
    'enable'
    >>> str(decide_strength("物价涨幅2%左右。", zh, "力争新增就业3万人，").value)
    'strive'
    """
    clause, head = mask_quotes(main_clause(text, lexicon)), mask_quotes(main_head(text, lexicon))
    anywhere, at_head = strength_rows(lexicon)
    led = at_head.match(head)
    if led and led[0]["strength"] == Strength.ENABLE:
        return rung(led, AT_HEAD)
    if (found := anywhere.search(clause)) and not only_beyond(clause, found):
        return rung(found, "a modal in the main clause")
    if led:
        return rung(led, AT_HEAD)
    acting = ACTING.match(head)
    if acting and (found := at_head.match(head_words(head[acting.end() :], lexicon))):
        return rung(found, "the verb after the one who must act")
    if sets_alone(clause, lexicon) and (found := carried_modal(before, lexicon)):
        return rung(found, "the modal that opens its list of figures, for one without a verb")
    return Decision(Strength.PLAN, "no word of the ladder stands in the main clause: a plain plan")


def rung(found: tuple[Row, re.Match[str]], rule: str) -> Decision[Strength]:
    """The rung that a row names."""
    row, match = found
    return Decision(Strength(row["strength"]), rule, row, match.group())


def only_beyond(clause: str, found: tuple[Row, re.Match[str]]) -> bool:
    """Whether a clause strives only for something beyond the figure that it sets first."""
    row, match = found
    first = FIGURE.search(clause, 0, match.start())
    return row["strength"] == Strength.STRIVE and first is not None and "、" in clause[first.end() : match.start()]


def carried_modal(before: str, lexicon: Lexicon) -> tuple[Row, re.Match[str]] | None:
    """The modal that opens the list of figures with which some words end.

    It stands at the head of a clause that sets the first figure (力争产量5万吨，), or that leaves it open to the next one. What stands in
    between sets figures alone; a semicolon ends the list, and so does a clause with a verb, or with a modal, of its own.
    """
    for part in (mask_quotes(unnumbered(part)) for part in reversed(PART.findall(LISTS.split(before)[-1]))):
        led = part.removesuffix(head_words(part, lexicon))
        *_, modal = (None, *MODAL.finditer(led))
        if modal:
            opens = FIGURE.search(part) or leaves_open(part)
            return strength_rows(lexicon)[0].search(led[: modal.end()]) if opens else None
        if not sets_alone(part, lexicon) or strength_rows(lexicon)[0].search(part):
            return None
    return None


def leaves_open(clause: str) -> bool:
    """Whether a clause leaves its figure to the next one: 力争在提质增效的基础上。"""
    return "在" in clause and clause.endswith(("上", "下", "中"))


def sets_alone(clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause sets a figure without a verb that says who is to do what."""
    return bool(FIGURE.search(clause)) and not verb_at_head(head_words(clause, lexicon), lexicon)


def decide_stage(text: str, lexicon: Lexicon) -> Decision[Stage | None]:
    """The stage of a project, by the first row whose pattern the words show.

    >>> from policydiff.lexicons import load_lexicon
    >>> decide_stage("做好西环路前期工作", load_lexicon("zh")).value
    <Stage.PREPARATORY: 'preparatory'>
    """
    found = first_row(mask_quotes(text), lexicon, "stages")
    if not found:
        return NO_STAGE
    row, match = found
    return Decision(Stage(row["stage"]), "the first row that the words show", row, match.group())


def decide_cue(text: str, lexicon: Lexicon) -> Decision[Cue | None]:
    """What the wording itself claims of last year; the cue that stands first decides.

    A row without a cue keeps a shorter word inside it from counting.

    >>> from policydiff.lexicons import load_lexicon
    >>> [str(decide_cue(text, load_lexicon("zh")).value) for text in ("再增加三条线路", "再生水利用率提高到30%")]
    ['continues', 'None']
    """
    head = mask_quotes(text[:40])
    if not some_word(lexicon, "cues").search(head):
        return NO_CUE
    found = [(head.find(word), row) for word, row in words(lexicon, "cues") if word in head]
    silent = [range(start, start + len(row["words"])) for start, row in found if not row["cue"]]
    telling = [(start, row) for start, row in found if row["cue"] and not any(start in words for words in silent)]
    if not telling:
        return NO_CUE
    row = min(telling, key=lambda hit: (hit[0], hit[1]["cue"]))[1]
    return Decision(Cue(row["cue"]), "the cue that stands first", row, row["words"])


def decide_action(text: str, lexicon: Lexicon) -> Decision[str]:
    """The verb of the main clause: the word of ``actions.csv`` at its head, else what is carried out on something, else the first in it.

    A verb that is a part of a name (进出口, 增加值, 种植面积) is none.

    >>> from policydiff.lexicons import load_lexicon
    >>> rows = ("今年继续新建社区食堂12家，", "对环湖企业进行检查，", "工业增加值增长6%，", "降低成本", "种植面积稳定")
    >>> [decide_action(text, load_lexicon("zh")).value for text in rows]
    ['新建', '检查', '增长', '降低', '稳定']
    """
    clause = main_clause(text, lexicon)
    rows, _, anywhere = action_rows(lexicon)
    head = main_head(text, lexicon)
    if verb := verb_at_head(head, lexicon):
        return Decision(verb, AT_HEAD, rows[verb], verb)
    if (carried := CARRIED_OUT.match(head)) and (verb := verb_at_head(head[carried.end() :], lexicon)):
        return Decision(verb, "what is carried out on something", rows[verb], verb)
    found = next((match for match in anywhere.finditer(clause) if not in_name(clause, match)), None)
    if found:
        return Decision(found.group(), "the first verb in the main clause", rows[found.group()], found.group())
    return Decision("", "no verb of the table")


def verb_at_head(head: str, lexicon: Lexicon) -> str:
    """The longest word of ``actions.csv`` with which some words begin, empty where they begin with none or with a name made of it."""
    rows, lengths, _ = action_rows(lexicon)
    verb = next((head[:length] for length in lengths if head[:length] in rows), "")
    return "" if verb and NAME_GOES_ON.match(head, len(verb)) else verb


def in_name(clause: str, verb: re.Match[str]) -> bool:
    """Whether a verb is a part of a name: a noun goes on with it, or 进 stands before 出口."""
    return bool(NAME_GOES_ON.match(clause, verb.end())) or clause[verb.start() - 1 : verb.start()] == "进"


def decide_deadline(text: str, lexicon: Lexicon) -> Decision[str]:
    """The words that say by when, empty where none do."""
    if not some_pattern(lexicon, "deadlines").search(text):
        return NO_DEADLINE
    found = [(match, row) for row, pattern in patterns(lexicon, "deadlines") if (match := pattern.search(text))]
    match, row = min(found, key=lambda hit: (hit[0].start(), -len(hit[0].group())))
    return Decision(match.group(), "the words that say by when", row, match.group())


def decide_horizon(text: str, section: Horizon, year: int | None, before: str = "") -> Decision[Horizon]:
    """Whether it is for the year or for several, by the years that its words name, else by those that a clause before it begins with.

    Args:
        text: the words of the statement.
        section: the horizon of its section.
        year: the year of the report; a year named as the goal counts for several when it is a later one.
        before: the words of its sentence before it; years with which a clause of theirs begins hold on, the last ones.

    >>> before = "今后五年，绿地面积达到9万亩，"
    >>> [str(decide_horizon(words, Horizon.ANNUAL, 2025, before).value) for words in ("湿地恢复2万亩", "今年湿地恢复3000亩")]
    ['multi_year', 'annual']
    """
    named = first_named(text, ("goal", "several", "now"))
    if named:
        return Decision(horizon_of(named, year), "the years that the words name", words=named.group())
    carried = [match for match in YEARS.finditer(before) if match.start() == 0 or before[match.start() - 1] in CLAUSE_MARKS]
    if carried:
        return Decision(horizon_of(carried[-1], year), "the years that the words before it name", words=carried[-1].group())
    return Decision(section, BY_SECTION)


def decide_reported_horizon(text: str, section: Horizon) -> Decision[Horizon]:
    """Whether what is reported is for the year or for several: a year that it names is when it was reached, not how long it took."""
    named = first_named(text, ("several", "now"))
    if named:
        return Decision(horizon_of(named, None), "the years that the words name", words=named.group())
    return Decision(section, BY_SECTION)


def first_named(text: str, kinds: Sequence[str]) -> re.Match[str] | None:
    """The years that a text names, of the kind that counts first."""
    if not any(sign in text for sign in SIGNS_OF_YEARS):
        return None
    found = list(YEARS.finditer(text))
    return next((match for kind in kinds for match in found if match.group(kind)), None)


def horizon_of(named: re.Match[str], year: int | None) -> Horizon:
    """The horizon of years that are named: several of them, a goal in a later year, or the year itself."""
    goal = named.group("goal")
    later = named.group("several") or (goal and (not year or int(goal) > year))
    return Horizon.MULTI_YEAR if later else Horizon.ANNUAL


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
    bound = next((q for q in quantities if q.measure is Measure.COUNT and q.comparator.is_bound and q.indicator and not q.filter), None)
    if bound:
        return Decision(Kind.TARGET, "a figure sets a bound", words=bound.text)
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


def decide_indicator(
    text: str, quantities: tuple[Quantity, ...], lexicon: Lexicon, related: Decision[Relation | None] | None = None
) -> Decision[str]:
    """What is measured: the first figure's indicator, or in a clause that states a relation or a trend the words before it.

    ``related`` is what :func:`decide_relation` says of the text, where that is known: with none there is none in its main clause.

    >>> from policydiff.lexicons import load_lexicon
    >>> decide_indicator("居民收入增长与经济增长同步，", (), load_lexicon("zh")).value
    '居民收入'
    """
    first = next((quantity for quantity in quantities if quantity.indicator and not quantity.filter), None)
    if first:
        return Decision(first.indicator, "what the first figure measures", words=first.text)
    clause = main_clause(text, lexicon)
    relation = decide_relation(clause, lexicon) if related is None or related.value else NO_RELATION
    at, said = (clause.find(relation.words), relation.words) if relation.value else (-1, "")
    if not said and (trend := TREND.search(clause)):
        at, said = trend.start(), trend.group()
    if not said:
        return Decision("", "neither a figure nor a relation is stated")
    return Decision(GROWTH_WORD.sub("", head_words(clause[:at], lexicon)), "the words before the relation", words=said)
