"""From clauses to statements: group what belongs together, then read every field."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from policydiff.clauses import split_clauses
from policydiff.commitments import fields
from policydiff.commitments.features import Row, clause_features
from policydiff.commitments.looks import FIGURE, PAST, clause_signs, head_words
from policydiff.commitments.passages import passages
from policydiff.commitments.subjects import CHILD, with_subjects
from policydiff.commitments.tags import BEGINS, CONTINUES, HEADS, OTHER, load_tag_model, strongest_signs, tag_passage
from policydiff.lexicons import Decision, Lexicon
from policydiff.model import Clause, Commitment, Horizon, Kind, Outcome, Quantity, Report, Role, Section, Span, Statement, Strength
from policydiff.quantities import find_quantities
from policydiff.quantities.headlines import mention_headline

S = TypeVar("S", bound=Statement)
GREETING = re.compile(r"^(?:各位代表|同志们|以上|现在)|我代表|表示.{0,8}(?:感谢|敬意)|提请.{0,6}审[议查]|请予审议")
LONGEST_SENTENCE = 2000
"""Characters of a sentence around a clause that can bear on it; reports hold none as long."""
NO_OUTCOME = frozenset({"guide", "exhort", "rationale"})
REVIEW_SIGNS = (*sorted(NO_OUTCOME), "leadin", "further")
RATE_OR_SUM = re.compile(r"(?<![\d.])\d[\d.]*(?:万亿|万|亿)?(?:%|元)")
LEVEL_HELD = re.compile(r"(?:稳定|保持|维持|控制)在约?\d|分别(?:达到?|突破|超过?|不低于|不少于)\d")
"""A level that is to be held, or a list of levels to be reached."""
STATES = re.compile(r"^(?:今年|明年|全年)[^，。；]{0,12}(?:目标|预期)(?:[为是]|定为|定在)(?:增长)?约?\d[^是]*$")
"""What says that a rate is the target, whatever else it says: 今年经济增长预期目标为7%."""
LOOKS_BACK = re.compile("(?:回顾)?(?:过去的?一年|去年|上年|一年来)(?=[，,])")
TO_COME = re.compile("今年|明年|要|将|力争|争取|努力|确保")
BARE_FIGURE = re.compile(r"[^，。；\d]{2,6}\d[\d.]*[万亿]*(?:%|个百分点|.)[。；]?$")
EXPLAINS = re.compile("提出|增速|速度|目标|预期|^把|已|相比|原先|超收")
AROUND = "（()）。；，\n "
ITEM = re.compile(r"\d{1,2}[.、．](?!\d)")
PLAIN = frozenset({"verb", "end=。", "sl=1"})
"""The features of a sentence of one clause that begins with a verb."""
TALK = ("exhort", "guide", "rationale", "creed", "certainty", "fact", "state")
PARTS = ("ban", "benefit", "manner", "attained", "announce", "leadin")
AGAINST = frozenset({"past", *(f"sign={sign}" for sign in (*TALK, *PARTS))})
"""The features that speak against it: what is mere talk, and what is a part of something else."""
HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]\D*$")
NEXT_SENTENCE = re.compile(r"[^\n。！？]*[。！？]?")
REPORTED = Decision(Strength.PLAN, "what is reported has no rung on the ladder")


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive clauses of one statement, with the signs by which it was found."""

    clauses: tuple[Clause, ...]
    because: tuple[str, ...] = ()

    @property
    def at(self) -> Span:
        """The whole stretch of normalized text."""
        return Span(self.clauses[0].at.start, self.clauses[-1].at.end)


def read_statements(report: Report, sections: Sequence[Section], lexicon: Lexicon) -> tuple[tuple[Commitment, ...], tuple[Outcome, ...]]:
    """The commitments and the outcomes of a report, each disjoint and in text order.

    Args:
        report: the normalized report.
        sections: its outline, as :func:`policydiff.outline.outline_report` gives it.
        lexicon: the language pack.

    Returns:
        Commitments from sections with the role targets, plan or annex; outcomes from those with the role review.
    """
    clauses, planned, reported = group_clauses(report, sections, lexicon)
    commitments = [Commitment(**said) for said in with_ids(fields_of_all(report, planned, lexicon))]
    outcomes = [Outcome(**said) for said in with_ids(fields_of_all(report, reported, lexicon))]
    commitments = with_units(commitments, report, clauses, lexicon)
    return tuple(with_subjects(with_parents(commitments), lexicon)), tuple(with_subjects(with_parents(outcomes), lexicon))


def group_clauses(report: Report, sections: Sequence[Section], lexicon: Lexicon) -> tuple[tuple[Clause, ...], list[Group], list[Group]]:
    """The clauses of a report, the groups of them that are commitments, and those that are outcomes."""
    clauses = split_clauses(report, sections)
    return clauses, group_commitments(clauses, lexicon), group_outcomes(outside_headings(clauses, sections), lexicon)


def group_commitments(clauses: Sequence[Clause], lexicon: Lexicon) -> list[Group]:
    """Groups of clauses by their tags: B begins one, I goes on with it inside a paragraph."""
    model = load_tag_model(lexicon)
    groups: list[Group] = []
    open_ = False
    for run in passages(clauses):
        passage = clauses[run.start : run.stop]
        rows = clause_features(passage, lexicon)
        tags = tag_passage(rows, [clause.paragraph for clause in passage], model)
        for clause, after, row, tag, is_told in zip(passage, (*passage[1:], None), rows, tags, look_back(passage), strict=True):
            if names_unit_alone(clause, lexicon):
                continue
            if is_told:
                open_ = False
                continue
            sure = overruled(clause, after, row, tag, lexicon)
            if open_ and goes_on(groups[-1], clause, row, tag, sure, lexicon):
                groups[-1] = replace(groups[-1], clauses=(*groups[-1].clauses, clause))
            elif sure or tag in (BEGINS, CONTINUES):
                groups.append(Group((clause,), (sure,) if sure else strongest_signs(row, tag, model)))
            open_ = bool(sure) or tag in (BEGINS, CONTINUES)
        open_ = False
    return groups


def goes_on(group: Group, clause: Clause, row: Row, tag: str, sure: str, lexicon: Lexicon) -> bool:
    """Whether a clause goes on with the group that is open; one that surely begins does so with no more than a further figure."""
    if sure:
        return says_more(group, clause, row)
    if tag == CONTINUES:
        return group.clauses[-1].paragraph == clause.paragraph
    return tag == BEGINS and only_opens(group, clause, lexicon)


def names_unit_alone(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause says no more than who is responsible, as （责任单位：市水利局）: that is a field of what stands before it."""
    found = fields.decide_responsible(clause.text, lexicon)
    return bool(found.value) and found.words.strip(AROUND) == clause.text.strip(AROUND)


def says_more(group: Group, clause: Clause, row: Row) -> bool:
    """Whether a clause has no more than a further figure on what its sentence has begun: 安排补贴3亿元，增长6%。"""
    return "sign=same_object" in row.names() and group.clauses[-1].sentence == clause.sentence


def only_opens(group: Group, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a group so far says no more than 同时， or 到2030年，, so that the next clause of the sentence belongs to it."""
    last = group.clauses[-1]
    return len(group.clauses) == 1 and last.sentence == clause.sentence and bool(clause_signs(lexicon)["opener"].search(last.text))


def overruled(clause: Clause, after: Clause | None, row: Row, tag: str, lexicon: Lexicon) -> str:
    """Why a clause begins a commitment though the tags have it as a heading or as none; empty where it does not."""
    if tag not in (HEADS, OTHER):
        return ""
    return sets_target(clause, lexicon) or (plainly_begins(row) if tag == OTHER else "") or is_item(clause, after, lexicon)


def look_back(passage: Sequence[Clause]) -> Iterator[bool]:
    """Of each clause, whether it tells a figure of the year of which the sentence before tells: 过去一年，成绩很大。粮食增产3%。"""
    told = begun = ""
    for last, clause in zip((None, *passage), passage, strict=False):
        if last is None or last.paragraph != clause.paragraph:
            told, begun = "", clause.text
        elif last.sentence != clause.sentence:
            told, begun = begun, clause.text
        yield bool(LOOKS_BACK.match(told) and FIGURE.search(clause.text)) and not TO_COME.search(clause.text)


def sets_target(clause: Clause, lexicon: Lexicon) -> str:
    """What a clause sets that is no heading and no mere talk; empty where it sets nothing.

    A rate, a sum, a level that is held, or a headline indicator: of 829 clauses with a rate or a sum in annotated reports 31 are heading or
    talk, most of them reasons why a target is right, which ``EXPLAINS`` leaves out. And that a target is not set, or is left to a later
    year, which is what people who follow that target look for.
    """
    if PAST.search(clause.text):
        return ""
    kind = fields.decide_kind(clause.text, clause.role, (), lexicon).value
    if kind in (Kind.ABSENT, Kind.DEFERRED):
        return f"states that a target is {kind}" if mention_headline(clause.text, lexicon) else ""
    if RATE_OR_SUM.search(clause.text) and (STATES.search(clause.text) or not EXPLAINS.search(clause.text)):
        return "sets a rate or a sum"
    if LEVEL_HELD.search(clause.text) and not EXPLAINS.search(clause.text):
        return "sets a level to hold or to reach"
    if clause.role is not Role.TARGETS and not any(character.isnumeric() for character in clause.text):
        return ""
    found = mention_headline(head_words(clause.text, lexicon), lexicon)
    sets = found is not None and found[1] == 0 and (clause.role is Role.TARGETS or bool(find_quantities(clause.text, lexicon)))
    return "sets a headline indicator" if sets and not clause.text.endswith("：") else ""


def plainly_begins(row: Row) -> str:
    """Whether a sentence is nothing but a verb of the table with its object: 增设办事窗口。

    Real reports hardly know such short ones, so that nothing of them is learnt.
    """
    own = set(row.names())
    plain = own.union(*row.shared) >= PLAIN and AGAINST.isdisjoint(own)
    return "a sentence of a verb and its object alone" if plain else ""


def is_item(clause: Clause, after: Clause | None, lexicon: Lexicon) -> str:
    """Whether it is a numbered item of an annex and no title: its sentence goes on, or only who is responsible stands behind it."""
    if clause.role is not Role.ANNEX or not ITEM.match(clause.text):
        return ""
    ends = after is None or after.paragraph != clause.paragraph or names_unit_alone(after, lexicon)
    return "an item of the annex" if ends or clause.text.endswith(("，", "；")) else ""


def outside_headings(clauses: Sequence[Clause], sections: Sequence[Section]) -> list[Clause]:
    """The clauses that are no part of a numbered heading; one of the style （一） with a figure in it reports something and stays."""
    ends = {section.id: section.at.start + len(section.heading) for section in sections if HEADING.match(section.heading)}
    return [clause for clause in clauses if clause.at.start >= ends.get(clause.section, 0)]


def group_outcomes(clauses: Sequence[Clause], lexicon: Lexicon) -> list[Group]:
    """Groups of review clauses: each clause reports for itself, but a lead-in goes with the next and a further figure with the last."""
    patterns = clause_signs(lexicon)
    groups: list[Group] = []
    pending: list[Clause] = []
    for clause in clauses:
        if clause.role is not Role.REVIEW:
            continue
        signs = {sign for sign in REVIEW_SIGNS if patterns[sign].search(clause.text)}
        has_figure = any(character.isdigit() for character in clause.text)
        if pending and pending[-1].sentence != clause.sentence:
            pending = []
        if GREETING.search(clause.text) or (signs & NO_OUTCOME and not has_figure):
            pending = []
        elif "leadin" in signs and not has_figure and clause.text.endswith("，"):
            pending.append(clause)
        elif "further" in signs and not pending and groups and adds_figure(groups[-1].clauses[-1], clause):
            groups[-1] = replace(groups[-1], clauses=(*groups[-1].clauses, clause))
        else:
            groups.append(Group((*pending, clause), ("a clause of the review that reports for itself",)))
            pending = []
    return groups


def adds_figure(last: Clause, clause: Clause) -> bool:
    """Whether a clause has a further figure on what the one before it says; after a full stop it has to be nothing but that (增长7%)."""
    near = last.at.end == clause.at.start and not CHILD.match(clause.text)
    return near and (last.sentence == clause.sentence or bool(BARE_FIGURE.match(clause.text)))


def fields_of_all(report: Report, groups: Sequence[Group], lexicon: Lexicon) -> list[dict[str, Any]]:
    """The fields of every statement; one kind of work after the other, which is quicker than one statement after the other."""
    quantities = [quantities_of(report, group, lexicon) for group in groups]
    return [fields_of(report, group, found, lexicon) for group, found in zip(groups, quantities, strict=True)]


def fields_of(report: Report, group: Group, quantities: tuple[Quantity, ...], lexicon: Lexicon) -> dict[str, Any]:
    """Every field of a statement but its id and parent."""
    first = group.clauses[0]
    span = report.locate(group.at)
    return {
        "span": span,
        "text": report.source.text[span.start : span.end],
        "sentence": report.locate(first.sentence),
        "section": first.section,
        "role": first.role,
        **{name: decision.value for name, decision in decide_fields(report, group, quantities, lexicon).items()},
        "quantities": quantities,
        "because": group.because,
    }


def quantities_of(report: Report, group: Group, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """The figures of a group of clauses, with the words and place they have in the source."""
    at = group.at
    found = find_quantities(report.text[at.start : at.end], lexicon)
    return locate_quantities(report, at, found) if found else ()


def decide_fields(report: Report, group: Group, quantities: tuple[Quantity, ...], lexicon: Lexicon) -> dict[str, Decision[Any]]:
    """The fields that rules and rows decide, each with its reason."""
    text, first = report.text[slice(*group.at)], group.clauses[0]
    before = words_before(report, first)
    relation = fields.decide_relation(text, lexicon)
    kind = fields.decide_kind(text, first.role, quantities, lexicon, relation)
    return {
        "kind": kind,
        "action": fields.decide_action(text, lexicon),
        "indicator": fields.decide_indicator(text, quantities, lexicon, relation),
        "strength": fields.decide_strength(text, lexicon, before) if first.role is not Role.REVIEW else REPORTED,
        "stage": fields.decide_stage(text, lexicon),
        "deadline": fields.decide_deadline(text, lexicon),
        "horizon": decide_horizon(report, text, first),
        "cue": fields.decide_cue(text, lexicon),
        "responsible": fields.decide_responsible(text, lexicon),
        "relation": relation,
        "reason": fields.decide_reason(kind.value, with_next_sentence(report.text, first), lexicon),
    }


def decide_horizon(report: Report, text: str, first: Clause) -> Decision[Horizon]:
    """Whether a statement that begins with a clause is for the year or for several."""
    if first.role is Role.REVIEW:
        return fields.decide_reported_horizon(text, first.horizon)
    return fields.decide_horizon(text, first.horizon, report.year, said_before(report, first))


def said_before(report: Report, first: Clause) -> str:
    """The words of a clause's sentence before it, after the several years with which its paragraph begins, where it does."""
    paragraph = report.paragraphs[first.paragraph // 2]
    opens = fields.OPENS_YEARS.match(report.text, paragraph.start)
    return (opens.group() if opens else "") + words_before(report, first)


def words_before(report: Report, first: Clause) -> str:
    """The words of a clause's sentence before it, as far back as a sentence can reach that is none of a list without end."""
    return report.text[max(first.sentence.start, first.at.start - LONGEST_SENTENCE) : first.at.start]


def with_next_sentence(text: str, first: Clause) -> str:
    """The sentence of a clause and the one after it in the same paragraph."""
    near = Span(max(first.sentence.start, first.at.start - LONGEST_SENTENCE), min(first.sentence.end, first.at.end + LONGEST_SENTENCE))
    stop = NEXT_SENTENCE.match(text, near.end)
    return text[near.start : stop.end() if stop else near.end]


def locate_quantities(report: Report, at: Span, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Figures found in a stretch of normalized text, with the words and place they have in the source."""
    located = []
    for quantity in quantities:
        span = report.locate(quantity.span.shifted(at.start))
        located.append(replace(quantity, span=span, text=report.source.text[span.start : span.end]))
    return tuple(located)


def with_ids(statements: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The fields of every statement with an id that stays the same for the same words at the same place in the outline."""
    seen: Counter[str] = Counter()
    for said in statements:
        words = "".join(said["text"].split())
        id_ = f"{said['section']}-{hashlib.sha256(words.encode()).hexdigest()[:6]}"
        seen[id_] += 1
        said["id"] = id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}"
        yield said


def with_parents(statements: Sequence[S]) -> list[S]:
    """A statement that begins with 其中 is a child of the one before it."""
    parented: list[S] = []
    for statement in statements:
        parent = parented[-1] if parented and CHILD.match(statement.text) and parented[-1].section == statement.section else None
        parented.append(replace(statement, parent=parent.parent or parent.id) if parent else statement)
    return parented


def with_units(commitments: Sequence[Commitment], report: Report, clauses: Sequence[Clause], lexicon: Lexicon) -> list[Commitment]:
    """In an annex, the responsible unit that a line of its own names holds for the commitments of the same item before it."""
    units = [
        (report.locate(clause.at).start, clause.section, unit)
        for clause in clauses
        if clause.role is Role.ANNEX
        and (unit := fields.decide_responsible(report.text[clause.at.start : clause.at.end + 200].split("\n")[0], lexicon).value)
    ]
    named = []
    for commitment in commitments:
        after = [unit for start, section, unit in units if section == commitment.section and start >= commitment.span.start]
        named.append(replace(commitment, responsible=after[0]) if after and not commitment.responsible else commitment)
    return named
