"""What a figure measures, in the text's words: a short noun phrase, as far as the clause names one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policydiff.characters import CLAUSE_END
from policydiff.quantities.figures import Figure
from policydiff.quantities.rules import Rules

RIGHT_STOP = re.compile(r"[，。；：、！？（(\n\d]|分别|均(?=增|达|提|超)")
AFTER_FIGURE = re.compile(r"(?:（[^）]{0,8}）)?(?:左右|(?:及|或)?以[上下内]|上下|之内|级)?的?")
LONGEST = 24
LOOK_BACK = 60
LIST = 160
PEOPLE = frozenset("人名户位")
CARRIED = re.compile("新建改建|新改建|新增|新建|新设|改建|扩建")
RESPECTIVE = re.compile(r"分别")
PARTINGS = (re.compile("、|和|与|以及"), re.compile("、"))
NEW_BREATH = re.compile(r"、(?=力争|争取|确保|努力|力促)")
OWN_VERB = re.compile(r"、[\u4e00-\u9fff]{2,5}")
HEAD_NOUN = re.compile(
    "(?:产值|产量|总产值|增加值|销售额|数量|人数|面积|收入|投资|消费|支出|出口额|进口额|装机|规模|比例|覆盖率|普及率|占比|比重)$"
)
INDUSTRIES = re.compile("(?:第?[一二三](?:次?产业)?[、和]){1,2}第?[二三](?:次?产业)")
"""第一、二、三产业: a list whose members share both ends."""
COMPOUNDS = (
    (re.compile("城乡(?=低保|特困)"), ("城市", "农村")),
    (re.compile("城乡"), ("城镇", "农村")),
    (re.compile("工农业"), ("工业", "农业")),
)
"""Words that hold two names without a mark between them (城乡居民收入分别增长5%、7%)."""
STAPLES = {
    "粮": "粮食",
    "棉": "棉花",
    "油": "油料",
    "糖": "糖料",
    "菜": "蔬菜",
    "果": "水果",
    "茶": "茶叶",
    "肉": "肉",
    "蛋": "蛋",
    "奶": "奶",
}
"""Products that a list names by one character each (粮肉奶产量)."""
STAPLE_RUN = re.compile(f"[{''.join(STAPLES)}]{{2,6}}(?=总?产[量值])")
RESIDENTS = re.compile("(?:城镇|城市|农村|乡村)(?P<named>居民)?")
CROP = re.compile("(.{1,8}?)(?:播种|种植|养殖|栽培)?面积$")
YIELD = re.compile("(?:总|年)?产[量值]|单产")
BARE = frozenset("新和与用人底各每以")
"""Single characters that are no name."""
SHORT = 6
SHORTEST = 2
"""Characters that a noun has at least before a predicate ends it."""
KINDS = re.compile("县（[市区旗、]{1,5}）")
RISES = re.compile("(?:增加|减少|上升|提高|提升|扩大|增长|下降|跃升|缩短|压减)[到至]")


def read_indicator(figure: Figure, text: str, segment: int, before: str, rules: Rules) -> str:
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
    raw = (
        AFTER_FIGURE.sub("", text[max(segment, figure.span.start - LOOK_BACK) : figure.span.start], count=1)
        if segment
        else left_of(figure, text)
    )
    left, right = trim_edges(raw, rules), read_right(figure, text, rules)
    if figure.unit.measure == "count" or figure.unit.words in PEOPLE:
        named = name_counted(left, right, rules)
    else:
        named = right if right and figure.unit.family == "amount" and (not left or rules.edges["build"].fullmatch(left)) else left
    if not named:
        return before
    if before and (grown := CROP.match(before)) and YIELD.fullmatch(named):
        return grown.group(1) + named
    carried = CARRIED.match(before)
    return carried.group() + named if carried and raw.startswith("、") and not rules.edges["build"].match(named) else named[-LONGEST:]


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
    if kinds := KINDS.match(text, begin):
        return kinds.group()
    stop = RIGHT_STOP.search(text, begin, begin + LONGEST)
    noun = text[begin : stop.start() if stop else min(begin + LONGEST, len(text))]
    predicate = rules.edges["stop"].search(noun)
    noun = noun[: predicate.start()] if predicate and predicate.start() >= SHORTEST else "" if RISES.match(noun) else noun
    return balanced(noun.strip("“”").removesuffix("和").removesuffix("与"))


def balanced(words: str) -> str:
    """The words with the quotation mark that belongs to one of theirs.

    >>> balanced("三公”经费"), balanced("专精特新“小巨人"), balanced("“三公”经费")
    ('“三公”经费', '专精特新“小巨人”', '“三公”经费')
    """
    opened, closed = words.count("“"), words.count("”")
    return f"“{words}" if closed > opened else f"{words}”" if opened > closed else words


def share_out(text: str, figures: Sequence[Figure], rules: Rules) -> dict[int, str]:
    """甲、乙分别增长3%、5%: the n-th figure is the n-th name's; nothing where the lists are of unequal length.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> [q.indicator for q in find_quantities("建材、化工产值分别增长3%、5%", load_lexicon("zh"))]
    ['建材产值', '化工产值']
    >>> [q.indicator for q in find_quantities("第一、二产业增加值分别增长3%、5%", load_lexicon("zh"))]
    ['第一产业增加值', '第二产业增加值']
    """
    shared: dict[int, str] = {}
    for match in RESPECTIVE.finditer(text):
        stop = CLAUSE_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        places = [n for n, figure in enumerate(figures) if match.end() <= figure.span.start < end]
        names = list_names(text[max(match.start() - LIST, 0) : match.start()], len(places), rules) if len(places) > 1 else []
        shared.update(zip(places, names, strict=False))
    return shared


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


def spell_industries(listed: re.Match[str]) -> str:
    """The industries of a list by their full names.

    >>> INDUSTRIES.sub(spell_industries, "第一、二、三产业")
    '第一产业、第二产业、第三产业'
    """
    return "、".join(f"第{number}产业" for number in "一二三" if number in listed.group())


def list_names(words: str, wanted: int, rules: Rules) -> list[str]:
    """The names of a list of ``wanted`` members, with the head noun that stands only at its end (桑蚕、水果产量) added to each.

    和 parts members or belongs to one of them, whichever gives the right number; nothing where neither does.
    """
    marks = [mark.end() for mark in CLAUSE_END.finditer(words)]
    listed = INDUSTRIES.sub(spell_industries, words[marks[-1] if marks else 0 :])
    for parting in PARTINGS:
        names = [name for part in parting.split(listed) if (name := trim_edges(part, rules))]
        if len(names) == wanted:
            return with_head(names)
    return divide_compound(trim_edges(listed, rules), wanted)


def with_head(names: list[str]) -> list[str]:
    """Names with what stands only behind the last of them: a head noun, or all that is said of the residents of town and country.

    >>> with_head(["桑蚕", "水果产量"]), with_head(["城镇", "农村居民人均收入"])
    (['桑蚕产量', '水果产量'], ['城镇居民人均收入', '农村居民人均收入'])
    """
    last = RESIDENTS.match(names[-1])
    if last and all(RESIDENTS.fullmatch(name) for name in names[:-1]):
        named, rest = last["named"] or "", names[-1][last.end() :]
        return [*(name.removesuffix(named) + named + rest for name in names[:-1]), names[-1]]
    head = HEAD_NOUN.search(names[-1])
    return [name if not head or name.endswith((head.group(), "率", "比")) or len(name) > SHORT else name + head.group() for name in names]


def divide_compound(words: str, wanted: int) -> list[str]:
    """The names that a word holds without a mark between them; nothing where they are not as many as are wanted.

    >>> divide_compound("城乡居民收入", 2), divide_compound("粮肉奶产量", 3), divide_compound("城乡居民收入", 3)
    (['城镇居民收入', '农村居民收入'], ['粮食产量', '肉产量', '奶产量'], [])
    """
    for pattern, parts in COMPOUNDS:
        if len(parts) == wanted and len(found := pattern.findall(words)) == 1:
            return [words.replace(found[0], part) for part in parts]
    run = STAPLE_RUN.search(words)
    if run is None or len(run.group()) != wanted:
        return []
    return [words[: run.start()] + STAPLES[one] + words[run.end() :] for one in run.group()]
