"""The outline: headings, sections and what each is for. Role, not number, is what matters.

A report is walked paragraph by paragraph. Headings of the top style set the role by the rows of ``roles.csv``, or hand on the
role that fits their place; inside a section, the rows with other scopes shift it: from review to the problems, from review to
plan where one heading announces both, from plan to the list of targets, and at the end to the closing words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from policydiff.lexicons import Lexicon, any_of
from policydiff.model import Horizon, Report, Role, Section, Span

BRACKETED = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
NUMBERED = (
    ("一、", re.compile(r"(?:第?[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]{1,2}部分)")),
    ("（一）", BRACKETED),
    ("第一，", re.compile(r"第[一二三四五六七八九十]{1,2}[，,]|[一二三四五六七八九十]{1,2}[是要]")),
    ("1.", re.compile(r"(?:\d{1,2}[.、](?!\d)|[①-⑳])")),
)
UNNUMBERED = "—"
SENTENCE_END = "。！？；!?;"
MULTI_YEAR = re.compile(
    r"“?十[一二三四五六]五”?(?:时期|期间|规划|目标|发展)|今后[三五十]年|未来[三五十]年|远景|五年规划|五年计划|20[2-5][05]年.{0,8}远景"
    r"|过去[三五]年|[三五]年来"
)
ONE_YEAR = re.compile("今年|本年|20[0-9]{2}年(?!远景)")
GREETED = r"^(?:各位代表[！!:：，,]?)?(?:——)?"
SEVERAL_TOLD = re.compile(
    rf"(?:{GREETED}|[。！，：])(?:回[首望顾]|经过|在)?(?:这五年|过去五年|五年(?:以?来|历程|接续|的))|^这是[^，。]{{2,30}}的五年"
)
SEVERAL_BEGIN = re.compile(rf"{GREETED}(?:“?十[一二三四五六]五”?(?:时期|期间|以来)|(?:今后|未来)[三五]年)")
ONE_BEGINS = re.compile(rf"{GREETED}(?:今年|过去一年|这一年|一年来|去年(?=，)|(?:刚刚)?(?:过去的)?(?P<year>20[0-9]{{2}})年(?=[，是]))")
"""With what a paragraph begins that tells of several years, or of one, under a heading for both."""
FIGURES = re.compile(r"\d+(?:\.\d+)?(?!\d*年)")
QUOTED = re.compile("“[^“”]*”")
SPOKEN = 45
"""Characters within which a paragraph says what it is about."""
SHORT = 200
"""Characters of a paragraph that is about one thing."""
ANNOUNCES = ("：", ":")
"""Marks at the end of a paragraph that announces what follows."""
GREETING = "各位代表"
FEW = 3
"""Headline indicators that a paragraph must name for a numbered heading that speaks of targets to announce the main ones."""
LAST_PART = 0.93
"""Closing words stand in the last seven hundredths of a report (before annexes); measured on sixty real reports."""


@dataclass(frozen=True, slots=True)
class Opener:
    """A paragraph that opens a section: its style of numbering and its heading."""

    style: str
    heading: str


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One row of ``roles.csv``, compiled."""

    scope: str
    role: Role
    pattern: re.Pattern[str]


@lru_cache(maxsize=8)
def role_rules(lexicon: Lexicon) -> tuple[RoleRule, ...]:
    """The rows of ``roles.csv`` in their order."""
    return tuple(RoleRule(row["scope"], Role(row["role"]), re.compile(row["pattern"])) for row in lexicon.rows("roles"))


def find_role(text: str, scope: str, lexicon: Lexicon) -> Role | None:
    """The role of the first row of a scope whose pattern the text shows."""
    return next((rule.role for rule in role_rules(lexicon) if rule.scope == scope and rule.pattern.search(text)), None)


def outline_report(report: Report, lexicon: Lexicon) -> tuple[Section, ...]:
    """Cut a report into sections; together they hold every paragraph exactly once.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.model import SourceText
    >>> from policydiff.normalize import normalize_source
    >>> text = "政府工作报告\\n各位代表：\\n一、2023年工作回顾\\n产值增长5%。\\n二、2024年重点工作\\n今年主要目标是：产值增长6%。"
    >>> sections = outline_report(normalize_source(SourceText(text)), load_lexicon("zh"))
    >>> [(s.id, str(s.role)) for s in sections]
    [('0', 'opening'), ('1', 'review'), ('2', 'plan'), ('2a', 'targets')]
    """
    texts = [report.text[at.start : at.end] for at in report.paragraphs]
    openers = find_openers(texts, lexicon)
    parts = list(walk(texts, openers, report, lexicon))
    return tuple(number_sections(report, parts)) if report.paragraphs else ()


def find_openers(texts: Sequence[str], lexicon: Lexicon) -> dict[int, Opener]:
    """The paragraphs that are headings, or begin with a numbered topic sentence."""
    openers = {}
    for place, text in enumerate(texts):
        opener = read_opener(text, lexicon)
        if opener:
            openers[place] = opener
    return openers


def read_opener(text: str, lexicon: Lexicon) -> Opener | None:
    """The heading that a paragraph is or begins with.

    >>> from policydiff.lexicons import load_lexicon
    >>> read_opener("（一）扩大内需。开展消费季活动。", load_lexicon("zh"))
    Opener(style='（一）', heading='（一）扩大内需')
    """
    for style, pattern in NUMBERED:
        if pattern.match(text):
            return Opener(style, first_sentence(text))
    lone = (
        len(text) <= 40
        and not any(mark in text for mark in SENTENCE_END)
        and not text.endswith(("：", ":", "，"))
        and "代表" not in text[:4]
    )
    if lone and not text.startswith("—") and find_role(text, "heading", lexicon):
        return Opener(UNNUMBERED, text)
    return None


def first_sentence(text: str) -> str:
    """The words up to the first full stop, at most eighty characters."""
    return re.split(f"[{SENTENCE_END}]", text, maxsplit=1)[0][:80]


def top_style(openers: dict[int, Opener], lexicon: Lexicon) -> str:
    """The style of the sections proper: unnumbered where such headings part review from plan, else 一、, else （一）.

    A style counts as outermost when it comes before the others.
    """
    lone = {find_role(opener.heading, "heading", lexicon) for opener in openers.values() if opener.style == UNNUMBERED}
    styles = [opener.style for opener in openers.values() if opener.style in ("一、", "（一）", UNNUMBERED)]
    if {Role.REVIEW, Role.PLAN} <= lone and styles[0] == UNNUMBERED:
        return UNNUMBERED
    numbered = [style for style in styles if style != UNNUMBERED]
    return "（一）" if numbered and numbered[0] == "（一）" and numbered.count("（一）") >= 2 else "一、"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of paragraphs of one role under one heading; ``opens`` is true of the first run under it."""

    first: int
    last: int
    opens: bool
    level: int
    heading: str
    role: Role
    horizon: Horizon


@dataclass(frozen=True, slots=True)
class State:
    """Where the walk stands: the role, whether its heading announced review and plan at once, and the horizon.

    ``base`` is the role that a numbered heading leads back to, ``top`` the heading of the whole section, ``nested`` says that 一是 now
    stands below a （一）, ``listing`` that a list goes on after the last paragraph. ``both`` says that the heading names a year and
    several, or several of which a review may tell the last by itself.
    """

    role: Role = Role.OPENING
    base: Role = Role.OPENING
    mixed: bool = False
    horizon: Horizon = Horizon.ANNUAL
    level: int = 0
    heading: str = ""
    top: str = ""
    both: bool = False
    nested: bool = False
    listing: bool = False


def walk(texts: Sequence[str], openers: dict[int, Opener], report: Report, lexicon: Lexicon) -> Iterator[Part]:
    """Parts of the report in order; a new one begins at every heading and wherever the role shifts."""
    top = top_style(openers, lexicon)
    end = closing_start(texts, openers, lexicon)
    state, begin, opens = State(), 0, False
    for place, text in enumerate(texts):
        ahead = texts[place + 1] if place + 1 < len(texts) else ""
        following = next_state(state, Paragraph(text, openers.get(place), ahead, place >= end), top, report.year, lexicon)
        opener = openers[place] if place in openers and openers[place].style != "1." else None
        if replace(following, listing=state.listing) != state or opener:
            if place > begin:
                yield Part(begin, place, opens, state.level, state.heading, state.role, state.horizon)
            begin, opens = place, opener is not None
        state = following
    yield Part(begin, len(texts), opens, state.level, state.heading, state.role, state.horizon)


class Paragraph(NamedTuple):
    """A paragraph on the walk: its words, the heading that it begins with, the next paragraph, whether the closing words have begun."""

    text: str
    opener: Opener | None
    ahead: str
    ending: bool


def next_state(state: State, here: Paragraph, top: str, year: int | None, lexicon: Lexicon) -> State:
    """The state at a paragraph, from the state before it; under a heading for a year and several, its own words say for which."""
    if state.both and not (here.opener and here.opener.style in (top, UNNUMBERED)):
        state = replace(state, horizon=told_horizon(here.text, state.top, year) or state.horizon)
    if here.opener and here.opener.style in (top, UNNUMBERED):
        return at_heading(state, here.opener, here.ahead, year, lexicon)
    if state.role in (Role.ANNEX, Role.CLOSING):
        return state
    if here.ending:
        return replace(state, role=Role.CLOSING, level=1, heading="")
    if here.opener and here.opener.style != "1.":
        return at_subheading(state, here, here.opener, lexicon)
    return at_paragraph(state, here, lexicon)


def told_horizon(text: str, heading: str, year: int | None) -> Horizon | None:
    """Whether a paragraph begins to tell of one year or of several; None where it goes on as the one before it.

    A year in figures has to be the one that the heading names, or that of the review of a report for ``year``.

    >>> texts = ("2025年，产值增长5%。", "2025年圆满收官。过去五年，产值翻番。", "就业稳定。", "2023年，新桥通车。")
    >>> [str(told_horizon(text, "2025年和“十四五”时期工作回顾", 2026)) for text in texts]
    ['annual', 'multi_year', 'None', 'None']
    """
    head = text[:SPOKEN]
    if SEVERAL_TOLD.search(head):
        return Horizon.MULTI_YEAR
    one = ONE_BEGINS.match(head)
    if one and (not one["year"] or one["year"] in heading or (year and one["year"] == str(year - 1))):
        return Horizon.ANNUAL
    return Horizon.MULTI_YEAR if SEVERAL_BEGIN.match(head) else None


def at_subheading(state: State, here: Paragraph, opener: Opener, lexicon: Lexicon) -> State:
    """The state at a numbered heading below the top: back in the role of the section, but 一是 after the problems counts more of them.

    After 要实现以下目标： it counts themes, of which those with figures are main targets.
    """
    counts = opener.style == "第一，"
    role = Role.PLAN if state.mixed and state.role is Role.SITUATION else state.base
    if counts and state.role is Role.SITUATION and not state.mixed:
        role = Role.SITUATION
    elif counts and state.listing:
        role = Role.TARGETS if FIGURES.search(here.text) else Role.PLAN
    elif role is Role.PLAN:
        role = find_role(opener.heading, "subheading", lexicon) or role
        if "目标" in opener.heading and len(headline_names(lexicon).findall(here.text)) >= FEW:
            role = Role.TARGETS
    nested = state.nested or not counts
    return replace(
        state, role=role, level=3 if counts and nested else 2, heading=opener.heading, nested=nested, listing=counts and state.listing
    )


def at_heading(state: State, opener: Opener, ahead: str, year: int | None, lexicon: Lexicon) -> State:
    """The state at a heading of the top style; one that names no year is for several where the words below it begin with them.

    One that names a year and several is for what it names first, until a paragraph says otherwise.
    """
    text = opener.heading
    role = find_role(text, "heading", lexicon)
    if state.role is Role.ANNEX and opener.style != UNNUMBERED and role not in (Role.CLOSING, Role.ANNEX):
        return replace(state, level=2, heading=text, nested=False)
    plan = re.search(r"目标|任务|安排|部署|要求|建议", text)
    if role is None:
        role = Role.REVIEW if state.role is Role.OPENING else Role.PLAN
    several, one = MULTI_YEAR.search(text), ONE_YEAR.search(text)
    both = bool(several and (one or role is Role.REVIEW))
    many = several.start() < one.start() if several and one else several or (role is Role.PLAN and not one and MULTI_YEAR.match(ahead))
    horizon = Horizon.MULTI_YEAR if many else Horizon.ANNUAL
    if role is Role.REVIEW and year and f"{year}年" in text and not re.search("回顾|成就", text):
        role = Role.PLAN
    return State(role, role, role is Role.REVIEW and bool(plan), horizon, 1, text, text, both, nested=opener.style == "（一）")


def at_paragraph(state: State, here: Paragraph, lexicon: Lexicon) -> State:
    """The state at a paragraph that is no heading."""
    head = here.text[:70]
    if state.role is Role.OPENING and find_role(head, "opening", lexicon):
        return replace(state, role=Role.REVIEW, base=Role.REVIEW, mixed=True)
    if state.role in (Role.REVIEW, Role.SITUATION) and state.mixed and find_role(head, "shift", lexicon):
        several = state.role is Role.REVIEW and bool(MULTI_YEAR.search(head))
        return replace(state, role=Role.PLAN, base=Role.PLAN, mixed=False, horizon=Horizon.MULTI_YEAR if several else state.horizon)
    if state.role is Role.REVIEW:
        return replace(state, role=Role.SITUATION) if find_role(head, "situation", lexicon) else state
    if state.role is Role.SITUATION and find_role(head, "resume", lexicon):
        return replace(state, role=Role.REVIEW)
    if state.role in (Role.PLAN, Role.TARGETS) and state.level > 1 and here.text.startswith(GREETING):
        return replace(state, role=Role.PLAN, level=1, heading=state.top, nested=False, listing=False)
    if state.role in (Role.PLAN, Role.TARGETS):
        sets = sets_targets(state, here, lexicon)
        return replace(
            state, role=Role.TARGETS if sets else Role.PLAN, listing=sets and here.text.rstrip().endswith((*ANNOUNCES, "；", ";"))
        )
    return state


def sets_targets(state: State, here: Paragraph, lexicon: Lexicon) -> bool:
    """Whether a paragraph belongs to the main targets: it announces them, or it goes on with their list.

    Under a theme (level 2 and below) it must name a headline indicator: the aims of one reform are no headline targets.
    """
    text = here.text
    if state.role is Role.TARGETS and (text.startswith("—") or (state.listing and FIGURES.search(text))):
        return True
    if not find_role(text[:70] if len(text) < 400 else text[:160], "targets", lexicon):
        return False
    said = text + (here.ahead if text.rstrip().endswith(ANNOUNCES) else "")
    return sets_figures(text) and (state.level < 2 or bool(headline_names(lexicon).search(said)))


@lru_cache(maxsize=8)
def headline_names(lexicon: Lexicon) -> re.Pattern[str]:
    """What any row of ``indicators.csv`` looks for."""
    return any_of(lexicon.words("indicators", "pattern"))


def sets_figures(text: str) -> bool:
    """Whether a paragraph that speaks of targets sets any in figures, announces a list of them, or is short enough to be nothing else."""
    return len(text) < SHORT or bool(FIGURES.search(QUOTED.sub("", text))) or text.rstrip().endswith(ANNOUNCES)


def closing_start(texts: Sequence[str], openers: dict[int, Opener], lexicon: Lexicon) -> int:
    """The paragraph with which the closing words begin."""
    annexed = [
        p for p, o in openers.items() if o.style == UNNUMBERED and find_role(o.heading, "heading", lexicon) in (Role.ANNEX, Role.CLOSING)
    ]
    body = min((p for p in annexed if p > len(texts) // 3), default=len(texts))
    total, before, late = sum(len(text) for text in texts[:body]), 0, []
    for place, text in enumerate(texts[:body]):
        if before > LAST_PART * total and find_role(text, "closing", lexicon):
            late.append(place)
        before += len(text)
    greetings = [place for place in late if texts[place].startswith(GREETING)]
    return greetings[-1] if greetings else min(late, default=len(texts))


def number_sections(report: Report, parts: Sequence[Part]) -> Iterator[Section]:
    """Sections with ids: 2 for the second section, 2.3 for its third subsection, 2.3.1 below that.

    2a is a part of the second section with a role of its own, or what it goes on with after its subsections.
    """
    counts = [0, 0, 0]
    letters: dict[str, int] = {}
    headings = ["", "", "", ""]
    for part in parts:
        fresh = part.opens or part.heading != headings[part.level]
        headings[part.level :] = [part.heading] * (len(headings) - part.level)
        if fresh and part.level:
            counts = [*counts[: part.level - 1], counts[part.level - 1] + 1, 0, 0][:3]
        base = ".".join(map(str, counts[: max(part.level, 1)]))
        letters[base] = letters.get(base, -1) + 1
        id_ = base + (spell_letter(letters[base]) if letters[base] else "")
        at = Span(report.paragraphs[part.first].start, report.paragraphs[part.last - 1].end)
        yield Section(id_, part.heading if fresh else "", part.level, part.role, part.horizon, at, report.locate(at), part.first, part.last)


def spell_letter(number: int) -> str:
    """1 is a, 26 is z, 27 is aa.

    >>> spell_letter(1), spell_letter(27)
    ('a', 'aa')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def stands_under(section: str, above: str) -> bool:
    """Whether a section is another one or a part of it: 2.1 and 2a stand under 2, 10 does not stand under 1."""
    return section.startswith(above) and not section[len(above) :][:1].isdigit()
