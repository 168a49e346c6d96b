"""What stands around a report on a page: buttons, source lines, related links; told by their words, at its head and at its foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from policydiff.model import Notice

SHORT = 80
"""Characters that a line of furniture has at most."""
TITLE_WITHIN = 60
"""Lines before the first sentence among which the title is looked for: between them stand source, date, buttons."""
NEAR = 3
"""Lines after the first of a report among which a source line may still stand."""
ASIDE = 0.1
"""Share of the sentences of a page that may stand before the address to the deputies, or after the end of the report, as no part of it."""
SHOWN = 40
"""Characters of what was left out that a warning shows."""

ANYWHERE = re.compile(
    r"(?:当前|您的|你的|所在|现在|您现在的)位置|您当前|(?:网站|返回)?首页(?:$|[>＞|/·])|【?(?:字号|字体|大中小|保护视力色)"
    r"|【?(?:打印|关闭|下载|收藏|全屏|分享){1,6}(?:$|[】\]|/：:]|本页|此页|窗口|正文|文章|到)|(?:浏览|点击|阅读|访问|查看)(?:次数|量|数|率)?[:：]|扫一扫|手机扫码|点击图片"
)
AT_HEAD = re.compile(
    r"(?:信息|文章|稿件)?来源[:：于]|(?:发布|发文|成文|生成|公开|更新|印发)(?:时间|日期|机构|机关|单位|人)[:：]|(?:索引号|主题分类|发文机关)"
    r"|(?:时间|日期|作者|记者|编辑|责任编辑|摄影|文号|信息分类|名称|标题|有效性|主题词)[:：]"
    r"|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\d{1,2}[:：时]\d{1,2}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:$|来源|作者|浏览)"
)
AT_FOOT = re.compile(
    r"(?:相关|延伸|推荐|更多|热点)(?:链接|报道|文档|文章|附件|新闻|阅读|信息|稿件|推荐|解读|内容|资讯)(?:$|[:：>》】])"
    r"|【?(?:责任编辑|责编|编辑|审核|校对|初审|终审|监制)[:：]|[上下]一[篇条页则](?:$|[:：])|版权(?:所有|声明)|网站(?:地图|声明|标识码)"
    r"|(?:主办|承办)(?:单位)?[:：].{1,40}(?:承办|维护|版权|备案|网站)|联系我们|友情链接|关于我们|返回顶部|.{0,30}ICP备|.{0,30}公网安备"
)
LONE = frozenset(
    (
        "大",
        "中",
        "小",
        "加大",
        "还原",
        "减小",
        "特大",
        "默认",
        "【",
        "】",
        "【字号：",
        "【字体：",
        ">",
        ">>",
        "<",
        "|",
        "×",
        "/",
        "·",
        "TOP",
        "纠错",
    )
)
"""Words that are furniture where they are a whole line."""
ANNEX = re.compile(r"【?(?:附件|附录|附表|附[:：]|名词解释|注释|注[:：]|名词|专用名词|相关用语)")
HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
"""How a numbered heading of a report begins: where one follows, the report has not ended."""
GREETING = re.compile(r"(?:各位|尊敬的各位)(?:代表|委员)")
SENTENCE_MARKS = frozenset("。！？；!?;")
TITLE = "工作报告"
NEXT = "下一页"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, how many of their characters are a link, the innermost box that it stands in.

    ``aside``: that it stands in a box that calls itself navigation, a footer or the like.
    """

    text: str
    linked: int = 0
    box: int = 0
    aside: bool = False

    @property
    def is_link(self) -> bool:
        """Whether more than half of it is a link."""
        return 2 * self.linked > len(self.text)

    @property
    def weight(self) -> int:
        """Characters of sentences: what a report is made of and navigation is not.

        >>> Line("推进改革。").weight, Line("首页").weight, Line("一图读懂！", linked=5).weight
        (5, 0, 0)
        """
        return len(self.text) if not self.is_link and (len(self.text) > SHORT or not SENTENCE_MARKS.isdisjoint(self.text)) else 0


def is_furniture(text: str, *patterns: re.Pattern[str]) -> bool:
    """Whether a line begins with words of furniture, of any place or of the place whose pattern is given.

    >>> is_furniture("来源：云泽日报", AT_HEAD), is_furniture("来源：云泽日报"), is_furniture("下载"), is_furniture("打印机产业壮大。")
    (True, False, True, False)
    """
    if len(text) > SHORT:
        return False
    packed = "".join(text.split())
    if not SENTENCE_MARKS.isdisjoint(packed):
        return AT_FOOT in patterns and bool(AT_FOOT.match(packed))
    return packed in LONE or any(pattern.match(packed) for pattern in (ANYWHERE, *patterns))


def find_report(lines: Sequence[Line]) -> list[int]:
    """Which lines are the report: from its title to its end, without furniture at head and foot; all that is no furniture where none is.

    >>> words = ["首页", "政府工作报告", "来源：云泽日报", "各位代表：", "新建学校3所。", "责任编辑：张三"]
    >>> [words[place] for place in find_report([Line(word) for word in words])]
    ['政府工作报告', '各位代表：', '新建学校3所。']
    """
    weights = [0 if line.aside else line.weight for line in lines]
    sums = list(accumulate(weights, initial=0))
    if not sums[-1]:
        return [place for place, line in enumerate(lines) if not stands_around(line, AT_HEAD, AT_FOOT)]
    first = first_words(lines, weights, sums)
    last = last_words(lines, weights, sums, first)
    return [*head_lines(lines, first), *body_lines(lines, first, last), *foot_lines(lines, last)]


def part_furniture(lines: Sequence[Line]) -> tuple[list[int], list[str]]:
    """Which lines are the report, and the words of the others.

    >>> part_furniture([Line("政府工作报告"), Line("打印"), Line("新建学校3所。")])
    ([0, 2], ['打印'])
    """
    kept = find_report(lines)
    chosen = set(kept)
    return kept, [line.text for place, line in enumerate(lines) if place not in chosen]


def stands_around(line: Line, *patterns: re.Pattern[str]) -> bool:
    """Whether a line outside the body of a report is no part of it."""
    return line.aside or line.is_link or is_furniture(line.text, *patterns)


def first_words(lines: Sequence[Line], weights: Sequence[int], sums: Sequence[int]) -> int:
    """The line with which the body begins: the address to the deputies where it stands near the beginning, else the first sentence."""
    for place, line in enumerate(lines):
        if sums[place] > ASIDE * sums[-1]:
            break
        if GREETING.match(line.text) and not line.aside:
            return place
    return next(place for place, weight in enumerate(weights) if weight)


def last_words(lines: Sequence[Line], weights: Sequence[int], sums: Sequence[int], first: int) -> int:
    """The line with which the body ends: the last sentence before the furniture of the foot."""
    end = len(lines)
    for place in range(len(lines) - 1, first, -1):
        if sums[-1] - sums[place] > ASIDE * sums[-1] or is_part(lines[place]):
            break
        if lines[place].aside or is_furniture(lines[place].text, AT_FOOT):
            end = place
    return next((place for place in range(end - 1, first, -1) if weights[place]), first)


def is_part(line: Line) -> bool:
    """Whether a line is certainly one of a report: it begins an annex or has a numbered heading."""
    return not line.aside and not line.is_link and bool(ANNEX.match(line.text) or HEADING.match(line.text))


def head_lines(lines: Sequence[Line], first: int) -> Iterator[int]:
    """Title, meeting and speaker: what stands between the title, or the beginning, and the body, without furniture."""
    near = range(max(first - TITLE_WITHIN, 0), first)
    titles = [place for place in near if TITLE in lines[place].text and not stands_around(lines[place], AT_HEAD)]
    for place in range(titles[0] if titles else near.start, first):
        if not stands_around(lines[place], AT_HEAD):
            yield place


def body_lines(lines: Sequence[Line], first: int, last: int) -> Iterator[int]:
    """The body, without boxes that call themselves furniture, lists of links in its midst, and a source line right after its first."""
    for is_link, run in groupby(range(first, last + 1), key=lambda place: lines[place].is_link):
        places = list(run)
        if not is_link or len(places) == 1:
            yield from (place for place in places if not lines[place].aside and not (place <= first + NEAR and heads_page(lines[place])))


def heads_page(line: Line) -> bool:
    """Whether a line says where a page comes from."""
    return is_furniture(line.text, AT_HEAD)


def foot_lines(lines: Sequence[Line], last: int) -> Iterator[int]:
    """What follows the last sentence, such as a signature and a date, up to the first furniture."""
    for place in range(last + 1, len(lines)):
        if stands_around(lines[place], AT_HEAD, AT_FOOT):
            return
        yield place


def note_furniture(left_out: Sequence[str]) -> tuple[Notice, ...]:
    """A warning that says how much was left out, and how it begins; another where that leads to a next page.

    >>> note_furniture(["首页", "新闻"])[0].message
    '4 character(s) that stand around the report were left out: 首页 新闻'
    """
    if not left_out:
        return ()
    count, shown = sum(map(len, left_out)), " ".join(left_out)
    shown = shown[:SHOWN] + ("…" if len(shown) > SHOWN else "")
    notice = Notice("FURNITURE", f"{count} character(s) that stand around the report were left out: {shown}")
    if not any(NEXT in line for line in left_out):
        return (notice,)
    return notice, Notice("MORE_PAGES", f"the page links to a next one ({NEXT}), where the report may go on")


def note_notes(count: int, what: str) -> tuple[Notice, ...]:
    """A warning that notes or their marks were left out, where there are any.

    >>> note_notes(2, "footnote(s)")[0].message, note_notes(0, "footnote(s)")
    ('2 footnote(s) were left out', ())
    """
    return (Notice("NOTES_LEFT_OUT", f"{count} {what} were left out"),) if count else ()
