"""What a figure measures, in the text's words: a short noun phrase, as far as the clause names one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policydiff.characters import CLAUSE_END, CLAUSE_MARKS
from policydiff.quantities.figures import Figure
from policydiff.quantities.rules import Rules

RIGHT_STOP = re.compile(r"[，。；：、！？（(\n\d]|分别|均(?=增|达|提|超)")
AFTER_FIGURE = re.compile(r"(?:（[^）]{0,8}）)?(?:左右|(?:及|或)?以[上下内]|上下|之内|级)?的?")
LONGEST = 24
LONGEST_NAME = 48
LOOK_BACK = 60
PEOPLE = frozenset("人名户位")
CARRIED = re.compile("新建改建|新改建|新增|新建|新设|改建|扩建")
NEW_BREATH = re.compile(r"、(?=力争|争取|确保|努力|力促)")
OWN_VERB = re.compile(r"、[\u4e00-\u9fff]{2,5}")
ADDED = "新增"
PEOPLE_UNITS = frozenset("人名位")
ADDED_LAST = re.compile("[^每人户日年天月拟]新增$")
"""What is said to be added behind its name (装机新增9万千瓦)."""
VERB_ALONE = re.compile("覆盖|延续")
"""What names nothing without the noun behind the figure (覆盖95%以上行政村)."""
TOTAL = re.compile("总[量数额]|总规模|总数量|保有量|存量")
REACHED = re.compile("累计|总计|达|[增升]?至|增加到|突破|超")
CARRIES = re.compile("、|，其中")
"""Before what takes the verb of the figure before it."""
SO_FAR = re.compile("^[、，；](?:累计|总计)(?:已?(?:达到?|超过?|突破|有|近|约))?$")
FLOW = re.compile("[量额值率]$|收入$|投资$|规模$")
"""What is no thing of which some are added."""
OBJECT_BEFORE = re.compile("[^、，。；：](?:、|和|与|以及)$")
"""What is left of a figure where only the object of the figure before it stands there (384亿元救灾款和740亿元重建资金)."""
LIKENED = re.compile("是|相当于|等于")
"""What only says of what something is a multiple."""
RATE_WORDS = "增[速幅]|涨幅|(?:增长|上涨|上升)(?:速度|幅度|率)"
"""What a rate of growth is called, as an alternative of a pattern."""
RATE_NAME = re.compile(f"(?:年均)?(?:{RATE_WORDS})|降幅|占比|比重")
INTENSITY = re.compile("(?P<of>投入|排放|消耗)(?P<rate>强度)")
"""What takes its name from the figure before it (研发投入9亿元、投入强度1.8%)."""
PART_OF = re.compile("(?:约|已|仅)?占(?!地(?!区|方)|用|道)")
"""What says only of what something is a share: its own name is that of the figure before it."""
OWNER = re.compile("([^、]{0,6}(?:企业|集团|开发区|示范区))(?:累计)?(?:完成|实现)")
"""Of whom a figure and those after it in its list are (市属企业完成投资9亿元、研发投入2亿元)."""
OWNED = re.compile("[^企区]{0,6}(?:投入|收入|利润|税收|产值|投资|出口)")
CROP = re.compile("(.{1,8}?)(?:播种|种植|养殖|栽培)?面积$")
YIELD = re.compile("(?:总|年)?产[量值]|单产")
BARE = frozenset("新和与用人底各每以了")
"""Single characters that are no name."""
SHORTEST = 2
"""Characters that a noun has at least before a predicate ends it."""
NO_NOUN = re.compile("等(?!级)|并(?![网购轨联])|[十百千万亿]{1,2}元?(?:新?台阶|大关|关口)")
"""What stands right of a figure and is not counted."""
NO_THING = re.compile("任务|关口|新?台阶|大关|目标|工作")
"""What may be counted, but not in people, money or weight."""
KINDS = re.compile("县（[市区旗、]{1,5}）")
RISES = re.compile("(?:增加|减少|上升|提高|提升|扩大|增长|下降|跃升|缩短|压减)[到至]|(?:优化|调整)?(?:整合|归并|合并|调整)[为成到至]")


def read_indicator(figure: Figure, text: str, segment: int, before: str, unit: str, rules: Rules) -> str:
    """The words left of the figure without adverbs and comparators; for things that are counted, the noun right of it if there is one.

    A figure without words of its own has the indicator of the one before it (就业5万人、增长3%), 新建 or 新增 holds for a whole list, and a
    yield is that of the crop whose area stands before it (粮食播种面积90万亩、产量30万吨).

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> rows = ("力争全市城镇新增就业1.2万人以上", "建成9个湿地公园", "粮食产量稳定在90万吨、增长3%", "新建绿道8公里、球场9片")
    >>> [quantity.indicator for quantity in find_quantities("粮食播种面积90万亩、产量30万吨", zh)]
    ['粮食播种面积', '粮食产量']
    >>> [quantity.indicator for row in rows for quantity in find_quantities(row, zh)]
    ['城镇新增就业', '湿地公园', '粮食产量', '粮食产量', '新建绿道', '新建球场']
    """
    raw = without_object(words_between(figure, text, segment), before)
    left = "" if segment and OBJECT_BEFORE.search(raw) else trim_edges(raw, rules)
    right = read_right(figure, text, rules)
    if counts_things(figure, text):
        named = name_counted(left, right, rules)
    else:
        named = right if right and figure.unit.family == "amount" and (not left or rules.edges["build"].fullmatch(left)) else left
    if VERB_ALONE.fullmatch(named):
        named += right
    if ADDED_LAST.search(named):
        named = ADDED + (right if right and figure.unit.family == "amount" else named.removesuffix(ADDED))
    if figure.unit.words == "年" and raw[:1] in CLAUSE_MARKS:
        return named[-LONGEST_NAME:]
    if before and (taken := name_by_before(named, raw, before, unit, figure, rules)):
        return taken
    return named[-LONGEST_NAME:]


def counts_things(figure: Figure, text: str) -> bool:
    """Whether a figure is a number of things or people, so that the noun right of it says of what: 9家, 300人, 安置1.6万群众."""
    behind = AFTER_FIGURE.match(text, figure.span.end)
    unsaid = figure.scaled and not figure.unit.words and not (behind and behind.group().endswith("的"))
    return figure.unit.measure == "count" or figure.unit.words in PEOPLE or (unsaid and figure.unit.measure == "level")


def name_by_before(named: str, raw: str, before: str, unit: str, figure: Figure, rules: Rules) -> str:
    """The name that a figure takes, wholly or in part, from the figure before it and its ``unit``; empty where its own words say it all."""
    amount = figure.unit.family == "amount"
    if (amount or TOTAL.fullmatch(named)) and (stock := name_stock(named, raw, before)):
        return stock
    if not named or LIKENED.match(named):
        return before
    if RATE_NAME.fullmatch(named):
        return before.removesuffix(named) + named
    if (intensity := INTENSITY.fullmatch(named)) and before.endswith(intensity["of"]):
        return before + intensity["rate"]
    if PART_OF.match(named) and not PART_OF.search(before):
        return before + named
    if raw.startswith("、") and (owner := OWNER.match(before)) and OWNED.fullmatch(named):
        return owner.group(1) + named
    if (grown := CROP.match(before)) and YIELD.fullmatch(named):
        return grown.group(1) + named
    carried, mark = CARRIED.match(before), CARRIES.match(raw) if amount else None
    if not (carried and mark and carries_verb(carried.group(), unit, figure.unit.written, part=mark.group() != "、")):
        return ""
    return carried.group() + named if not rules.edges["build"].match(named) and not FLOW.search(named) else ""


def carries_verb(verb: str, unit: str, into: str, *, part: bool) -> bool:
    """Whether the verb of a figure holds for the next one too, by their units.

    A part (其中) is counted as the whole is. In a list visits are never added, money only to money, and no people are built.

    >>> [carries_verb("新建", "座", into, part=False) for into in ("公里", "人次", "人")], carries_verb("新增", "吨", "人", part=False)
    ([True, False, False], True)
    """
    if part or unit == into:
        return unit == into
    if into.endswith("次") or "元" in into:
        return False
    return verb == ADDED or into not in PEOPLE_UNITS


def name_stock(named: str, raw: str, before: str) -> str:
    """What an addition comes to, without its 新增, or all additions so far: a stock and what is added to it never have one name.

    >>> name_stock("总量", "、总量达到", "新增装机"), name_stock("", "、累计达到", "新增水厂"), name_stock("", "、累计达到", "推广电动车")
    ('装机总量', '水厂', '累计推广电动车')
    """
    if named and not TOTAL.fullmatch(named):
        return ""
    if named or (CARRIED.match(before) and REACHED.search(raw)):
        return CARRIED.sub("", before, count=1).removesuffix(named) + named
    return "累计" + before.removeprefix("累计") if SO_FAR.search(raw) else ""


def words_between(figure: Figure, text: str, segment: int) -> str:
    """The words between a figure and the one before it or the beginning of its clause, with the mark that parts them."""
    if not segment:
        return left_of(figure, text)
    mark = text[segment - 1] if text[segment - 1] in CLAUSE_MARKS else ""
    return mark + AFTER_FIGURE.sub("", text[max(segment, figure.span.start - LOOK_BACK) : figure.span.start], count=1)


def without_object(raw: str, before: str) -> str:
    """The words before a figure without what the figure before it counts: (新增2个) 示范县、总数居全省(首位).

    >>> without_object("国家级示范县、总数居全省", "新增示范县"), without_object("、总数居全省", "新增示范县")
    ('、总数居全省', '、总数居全省')
    """
    counted = CARRIED.sub("", before, count=1)
    start = raw.find(counted, 0, len(counted) + 4) if len(counted) >= SHORTEST else -1
    behind = raw[start + len(counted) :]
    return behind if start >= 0 and behind.startswith(("、", "，")) else raw


def left_of(figure: Figure, text: str) -> str:
    """The words before the first figure of a text."""
    return text[max(figure.span.start - LOOK_BACK, 0) : figure.span.start]


def name_counted(left: str, right: str, rules: Rules) -> str:
    """What is counted: the noun right of the figure, with 新建 or 新增 where they stand before it, else the words left of it.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities.rules import compile_rules
    >>> rules = compile_rules(load_lexicon("zh"))
    >>> name_counted("新建", "球场", rules), name_counted("南部、北部等", "县", rules)
    ('新建球场', '县')
    """
    if not right:
        return left
    carried = CARRIED.search(left)
    return carried.group() + right if carried and left.endswith(carried.group()) else right


def trim_edges(words: str, rules: Rules) -> str:
    """Strip the lead-in words, another promise in the same breath (打响品牌、力争…), and the words that only lead to the figure."""
    words = words.rpartition("》")[2] if "《" not in words else words
    words = strip_repeated(NEW_BREATH.split(words.strip("■ "))[-1], rules.edges["lead"], at_end=False)
    named = strip_repeated(words, rules.edges["tail"], at_end=True).strip("“”■、，的 （(）)")
    return "" if named in BARE else balanced(named)


def strip_repeated(words: str, pattern: re.Pattern[str], *, at_end: bool) -> str:
    """Strip a pattern from one end again and again."""
    while words:
        if at_end:
            kept = next((n for n in range(max(len(words) - 10, 0), len(words)) if pattern.fullmatch(words, n)), len(words))
            shorter = words[:kept]
        else:
            match = pattern.match(words)
            shorter = words[match.end() :] if match else words
        if shorter == words:
            return words
        words = shorter
    return words


def read_right(figure: Figure, text: str, rules: Rules) -> str:
    """The noun phrase right of the figure, up to the next mark or figure."""
    start = AFTER_FIGURE.match(text, figure.span.end)
    begin = start.end() if start else figure.span.end
    if NO_NOUN.match(text, begin) or (figure.unit.measure != "count" and NO_THING.match(text, begin)):
        return ""
    if kinds := KINDS.match(text, begin):
        return kinds.group()
    stop = RIGHT_STOP.search(text, begin, begin + LONGEST)
    noun = text[
        begin - (figure.unit.words == "人" and text.startswith("才", begin)) : stop.start() if stop else min(begin + LONGEST, len(text))
    ]
    predicate = rules.edges["stop"].search(noun, SHORTEST)
    noun = noun[: predicate.start()] if predicate else "" if RISES.match(noun) else noun
    return balanced(noun.strip("“”").removesuffix("和").removesuffix("与").removesuffix("的"))


def balanced(words: str) -> str:
    """The words with the quotation mark or the bracket that belongs to one of theirs.

    >>> balanced("三公”经费"), balanced("专精特新“小巨人"), balanced("“三公”经费"), balanced("化肥（折纯")
    ('“三公”经费', '专精特新“小巨人”', '“三公”经费', '化肥（折纯）')
    """
    words += "）" * (words.count("（") - words.count("）"))
    opened, closed = words.count("“"), words.count("”")
    return f"“{words}" if closed > opened else f"{words}”" if opened > closed else words


def share_object(text: str, figures: Sequence[Figure], rules: Rules) -> dict[int, str]:
    """新建4万亩、改造6万亩高标准农田: the object right of the last figure is that of the figures before it, each with its own verb.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> [q.indicator for q in find_quantities("新建4万亩、改造提升6万亩高标准农田", load_lexicon("zh"))]
    ['新建高标准农田', '改造提升高标准农田']
    """
    shared: dict[int, str] = {}
    start, verbs = 0, [""]
    for place in range(1, len(figures) + 1):
        between = text[figures[place - 1].span.end : figures[place].span.start] if place < len(figures) else ""
        if OWN_VERB.fullmatch(between):
            verbs.append(between[1:])
            continue
        if len(verbs) > 1:
            verbs[0] = trim_edges(CLAUSE_END.split(left_of(figures[start], text))[-1], rules)
            noun = read_right(figures[place - 1], text, rules) if rules.edges["build"].fullmatch(verbs[0]) else ""
            shared |= {start + number: verb + noun for number, verb in enumerate(verbs)} if noun else {}
        start, verbs = place, [""]
    return shared
