"""Lists of figures: which of several names each figure has, and which figures a bound at an end of the list holds for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policydiff.characters import CLAUSE_END
from policydiff.quantities.figures import Figure
from policydiff.quantities.indicators import RATE_WORDS, trim_edges
from policydiff.quantities.joined import split_names
from policydiff.quantities.rules import Rules

LIST = 160
"""Characters before a list of figures that are looked through for its names."""
RESPECTIVE = re.compile("分别")
JOINT = re.compile("(?:左右|(?:及|或)?以[上下内]|上下|之内)?(?:、|和|与|及|以及)(?:约|近|超过?)?")
"""What stands between two figures of one list."""
RATES = frozenset({"rate", "points"})
HEAD_NOUN = re.compile(
    "(?:占[^、，]{2,16}(?:比重|比例)|产值|产量|总产值|增加值|销售额|数量|人数|面积|收入|投资|消费|支出|出口额|进口额|装机|规模|比例|覆盖率|普及率|占比|比重"
    "|余额|标准|管网|[人生]均[^，。]{0,4}经费|排名|(?:抽检)?合格率|参保率|办结率|出栏量?|存栏量?"
    f"|{RATE_WORDS})$"
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
SHARED_FRONT = re.compile("单位(?:(?:国内|地区)?生产总值|GDP|产值)|万元(?:国内|地区)?(?:生产总值|GDP|产值)")
"""What all of a list is measured by though it stands before the first name alone (单位生产总值能耗、水耗)."""
MEASURED = re.compile("(?:[率比数额值量费]|人次|游客|收入|规模)$")
"""What a name ends with that has a head of its own: 接待游客、旅游收入."""
SHORT = 6
"""Characters of a name at most that takes the head noun of the last one."""


@dataclass(frozen=True, slots=True)
class FigureList:
    """Figures that share words, by their places among the figures of a text, each with its name.

    ``head`` is set where the clause of the list names nothing, so that the names are those of figures before it (产值9亿元、税收2亿元，
    分别增长5%、7%); it is what stands behind each of them, often nothing (占比分别提高2个、3个百分点). A list with neither has not as many
    names as figures.
    """

    places: tuple[int, ...]
    names: tuple[str, ...] = ()
    head: str | None = None


def find_lists(text: str, figures: Sequence[Figure], rules: Rules) -> tuple[FigureList, ...]:
    """甲、乙分别增长3%、5%: the n-th figure is the n-th name's, where names and figures are as many.

    Without 分别 the figures must follow each other directly, and only 、 parts the names.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> rows = ("建材、化工产值分别增长3%、5%", "第一、二产业增加值分别增长3%、5%", "茶叶、药材产量达到9万吨、3万吨")
    >>> [[quantity.indicator for quantity in find_quantities(row, zh)] for row in rows]
    [['建材产值', '化工产值'], ['第一产业增加值', '第二产业增加值'], ['茶叶产量', '药材产量']]
    """
    found: list[FigureList] = []
    starts = [figure.span.start for figure in figures]
    said = list(RESPECTIVE.finditer(text))
    stops = sorted([*(mark.start() for mark in CLAUSE_END.finditer(text)), *(match.start() for match in said), len(text)])
    for match in said:
        stop = stops[bisect_left(stops, match.end())]
        first, end = bisect_left(starts, match.end()), bisect_left(starts, stop)
        places = range(first, end)
        if len(places) > 1:
            begin = max(figures[found[-1].places[-1]].span.end if found else 0, match.start() - LIST)
            words = clause_before(text[begin : match.start()], match.start() - begin)
            inside = [one for one in figures[bisect_left(starts, match.start() - len(words)) : first] if one.unit.family]
            if inside and not trim_edges(text[inside[-1].span.end : match.start()], rules):
                words = ""
            text_before = clause_before(text, max(match.start() - len(words) - 1, 0))
            found += respective_lists(words, text_before, places, runs_of(places, figures, text), rules)
    taken = {place for one in found for place in one.places}
    for run in runs_of([place for place in range(len(figures)) if place not in taken], figures, text):
        found += plain_list(text, run, figures, rules)
    return tuple(found)


def clause_before(text: str, end: int) -> str:
    """The words of a clause up to a place in it.

    >>> clause_before("今年，茶叶产量分别", 7)
    '茶叶产量'
    """
    words = text[max(end - LIST, 0) : end]
    marks = [mark.end() for mark in CLAUSE_END.finditer(words)]
    return words[marks[-1] if marks else 0 :]


def runs_of(places: Sequence[int], figures: Sequence[Figure], text: str) -> list[tuple[int, ...]]:
    """Those of some figures of one sort that follow each other with no more than a mark or a bound between them, as runs of two or more."""
    runs: list[list[int]] = []
    for place in places:
        alike = bool(runs) and runs[-1][-1] == place - 1 and figures[place - 1].unit.family == figures[place].unit.family
        if alike and JOINT.fullmatch(text[figures[place - 1].span.end : figures[place].span.start]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [tuple(run) for run in runs if len(run) > 1]


def respective_lists(
    words: str, text_before: str, places: Sequence[int], runs: Sequence[tuple[int, ...]], rules: Rules
) -> Iterator[FigureList]:
    """The lists of figures behind 分别, from the words before it in its clause: all figures as one list, or each run of them as one.

    Where these name nothing the clause before it may, if it has no figure: 城镇和农村居民收入，分别增长5%和7%.
    """
    for listed in [tuple(places)] if tuple(places) in runs else [tuple(places), *runs]:
        names = list_names(words, len(listed), rules)
        if names:
            yield FigureList(listed, tuple(names))
            if listed == tuple(places):
                return
        elif listed in runs:
            named = trim_edges(words, rules)
            if not named and (before := measured_names(text_before, len(listed), rules)):
                yield FigureList(listed, tuple(before))
                continue
            yield FigureList(listed, head=named if not named or HEAD_NOUN.fullmatch(named) else None)


def measured_names(words: str, wanted: int, rules: Rules) -> list[str]:
    """The names of a list in a clause without figures, where each of them ends with what can be measured.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities.rules import compile_rules
    >>> rules = compile_rules(load_lexicon("zh"))
    >>> measured_names("城镇和农村居民收入，", 2, rules), measured_names("废气、废水排放量出现双下降，", 2, rules)
    (['城镇居民收入', '农村居民收入'], [])
    """
    if any(character.isdigit() for character in words):
        return []
    names = list_names(words.strip("，"), wanted, rules)
    return names if all(HEAD_NOUN.search(name) or MEASURED.search(name) for name in names) else []


def plain_list(text: str, run: tuple[int, ...], figures: Sequence[Figure], rules: Rules) -> Iterator[FigureList]:
    """A run of figures with as many names before it (原煤、原油产量达到9万吨、3万吨): names that only 、 parts, or town and country.

    Where no name stands before rates the names are those of the figures before: 产值9亿元、税收2亿元，增长5%和7%.
    """
    start = figures[run[0]].span.start
    begin = figures[run[0] - 1].span.end if run[0] else 0
    words = clause_before(text[begin:start], start - begin)
    if not trim_edges(words, rules):
        if figures[run[0]].unit.family in RATES:
            yield FigureList(run, head="")
        return
    listed = [name for part in words.split("、") if (name := trim_edges(part, rules))]
    if len(listed) == 1:
        listed = divide_compound(listed[0], len(run)) or listed
    if len(listed) != len(run):
        listed = [name for part in words.split("和") if (name := trim_edges(part, rules))]
        if len(listed) != len(run) or not all(RESIDENTS.match(name) for name in listed):
            return
    if not any(rules.edges["build"].fullmatch(name) for name in listed):
        yield FigureList(run, tuple(with_head(listed)))


def take_turns(listed: FigureList, earlier: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """The names of a list that has none of its own: those of the figures before it, of as few clauses as have so many.

    Args:
        listed: the list.
        earlier: the figures before it in its sentence, each with the number of its clause and its name.

    Returns:
        A name a figure; no more than the head of the list where the figures before it are of more or fewer things.

    >>> take_turns(FigureList((3, 4)), [(1, "面积"), (2, "产值"), (2, "税收")]), take_turns(FigureList((1, 2)), [(1, "产值")])
    (('产值', '税收'), ('', ''))
    """
    said = list(earlier)
    for first in sorted({clause for clause, _ in said}, reverse=True):
        names = tuple(dict.fromkeys(name for clause, name in said if clause >= first and name))
        if len(names) == len(listed.places):
            return tuple(name + (listed.head or "") for name in names)
    return (listed.head or "",) * len(listed.places)


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
    listed = INDUSTRIES.sub(spell_industries, words)
    for parts in (split_names(listed), listed.split("、")):
        names = [name for part in parts if (name := trim_edges(part, rules))]
        if len(names) == wanted:
            return with_head(names)
    return divide_compound(trim_edges(listed, rules), wanted)


def with_head(names: Sequence[str]) -> list[str]:
    """Names with what stands only behind the last or before the first: a head noun, what is said of residents, or per what it is.

    >>> with_head(["桑蚕", "水果产量"]), with_head(["城镇", "农村居民人均收入"]), with_head(["单位生产总值能耗", "水耗"])
    (['桑蚕产量', '水果产量'], ['城镇居民人均收入', '农村居民人均收入'], ['单位生产总值能耗', '单位生产总值水耗'])
    """
    last = RESIDENTS.match(names[-1])
    if last and all(RESIDENTS.fullmatch(name) for name in names[:-1]):
        named, rest = last["named"] or "", names[-1][last.end() :]
        return [*(name.removesuffix(named) + named + rest for name in names[:-1]), names[-1]]
    front = SHARED_FRONT.match(names[0])
    if front and not any(SHARED_FRONT.match(name) for name in names[1:]):
        names = [names[0], *(front.group() + name for name in names[1:])]
    head = HEAD_NOUN.search(names[-1])
    return [name + head.group() if head and wants_head(name, head.group()) else name for name in names]


def wants_head(name: str, head: str) -> bool:
    """Whether a short name has no head of its own."""
    return len(name) <= SHORT and not name.endswith(head) and not MEASURED.search(name)


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
