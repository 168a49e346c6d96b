"""What a clause shows of its part in the text: the features on which its tag is decided.

A feature is a short name; the same names stand in the table of learnt weights, so that every decision can be read back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from policydiff.clauses import SENTENCE_END
from policydiff.lexicons import Lexicon
from policydiff.model import Clause, Role

NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、，,.是要]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、]|第[一二三四五六七八九十]|[①-⑳]|——)"
)
FIGURE = re.compile(r"\d")
QUOTED = re.compile(r"[“《]")
TIME = re.compile(r"今年|年内|全年|年底|到20\d\d年|上半年|下半年")
PAST = re.compile(r"去年|已经|以来|了$|过去|上年")
WE = re.compile(r"^(?:我们|政府|各级政府|各部门|各地)")
SPREADS = frozenset({"h2", "en", "le", "fi", "h1", "ld", "v2", "nu", "pa", "we", "si"})
"""How the names of those features begin that count for a clause's neighbours as well."""


@lru_cache(maxsize=8)
def lead_words(lexicon: Lexicon) -> re.Pattern[str]:
    """The adverbs and modals that stand before the verb, longest first."""
    words = sorted(lexicon.words("lead_words"), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)})+")


@lru_cache(maxsize=8)
def clause_signs(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The signs of ``clause_signs.csv``, the patterns of one sign joined."""
    patterns: dict[str, list[str]] = {}
    for row in lexicon.rows("clause_signs"):
        patterns.setdefault(row["sign"], []).append(row["pattern"])
    return tuple((sign, re.compile("|".join(parts))) for sign, parts in patterns.items())


def clause_features(clauses: Sequence[Clause], lexicon: Lexicon) -> list[list[str]]:
    """Features of every clause of a report, those of its neighbours included."""
    own = [list(own_features(clause, lexicon)) for clause in clauses]
    shared = [[name for name in names if name[:2] in SPREADS] for names in own]
    places = list(place_features(clauses))
    result = []
    for i, clause in enumerate(clauses):
        features = own[i] + places[i] + [f"role={clause.role}", f"horizon={clause.horizon}"]
        for step in (-1, +1):
            features += [f"{step:+}:{name}" for name in shared[i + step]] if same_paragraph(clauses, i, i + step) else []
        result.append(features)
    return result


def same_paragraph(clauses: Sequence[Clause], one: int, other: int) -> bool:
    """Whether both exist and stand in one paragraph."""
    return 0 <= other < len(clauses) and clauses[one].paragraph == clauses[other].paragraph


def own_features(clause: Clause, lexicon: Lexicon) -> Iterator[str]:
    """Features of the clause's own words."""
    text = clause.text.rstrip("”）」』’)")
    end = text[-1:] if text[-1:] in "，；。：！？,;:!?" else "none"
    words = unnumbered(text)
    body = words.rstrip("，；。：！？,;:!?”")
    rest = head_words(body, lexicon)
    yield f"end={end}"
    yield f"len={min(len(body) // 4, 8)}"
    yield f"h1={words[:1]}"
    yield f"h2={words[:2]}"
    yield f"h3={words[:3]}"
    yield f"ld={body.removesuffix(rest)}"
    yield f"v1={rest[:1]}"
    yield f"v2={rest[:2]}"
    yield f"v3={rest[:3]}"
    yield f"t1={body[-1:]}"
    yield f"t2={body[-2:]}"
    yield f"t3={body[-3:]}"
    yield from flags(text, words, body)
    yield from (f"sign={sign}" for sign, pattern in clause_signs(lexicon) if pattern.search(words))


def unnumbered(text: str) -> str:
    """The words without an opening mark and without numbering."""
    return NUMBERING.sub("", text.strip("“（"))


def head_words(clause: str, lexicon: Lexicon) -> str:
    """A clause without the adverbs before its verb."""
    lead = lead_words(lexicon).match(clause)
    return clause[lead.end() :] if lead else clause


def flags(text: str, words: str, body: str) -> Iterator[str]:
    """What the clause shows or does not show."""
    if words != text.strip("“（"):
        yield "numbered"
    for name, pattern in (("figure", FIGURE), ("quoted", QUOTED), ("time", TIME), ("past", PAST), ("we", WE)):
        if pattern.search(text):
            yield name
    if "、" in body:
        yield "list"
    for word in ("为", "是", "的", "等", "把", "让", "以"):
        if word in body[1:]:
            yield f"has={word}"


def place_features(clauses: Sequence[Clause]) -> Iterator[list[str]]:
    """Where the clause stands in its sentence, paragraph and section, and how that sentence and paragraph begin."""
    counts = Counter(clause.paragraph for clause in clauses)
    nth = sentence_nth = sentence_count = paragraph_nth = 0
    sentence_head = paragraph_head = ""
    for before, clause in zip((None, *clauses), clauses, strict=False):
        fresh = before is None or before.paragraph != clause.paragraph
        opens = fresh or before is None or before.sentence != clause.sentence
        nth = 0 if fresh else nth + 1
        sentence_nth = 0 if opens else sentence_nth + 1
        sentence_count = 0 if fresh else sentence_count + opens
        if fresh:
            paragraph_head = head_of(clause)
            paragraph_nth = paragraph_nth + 1 if before is not None and before.section == clause.section else 0
        sentence_head = head_of(clause) if opens else sentence_head
        last = clause.text.rstrip("”）")[-1:] in SENTENCE_END
        yield [
            f"nth={min(nth, 3)}",
            f"of={min(counts[clause.paragraph], 4)}",
            f"sent={min(sentence_count, 2)}|{min(sentence_nth, 2)}|{'last' if last else 'more'}",
            f"sn={min(sentence_nth, 3)}",
            f"pn={min(paragraph_nth, 3)}",
            f"sh2={sentence_head[:2]}",
            f"sh3={sentence_head[:3]}",
            f"ph2={paragraph_head[:2]}",
            f"pn={min(paragraph_nth, 1)}|sc={min(sentence_count, 3)}",
            f"role={clause.role}|first={fresh}",
            f"long={clause.sentence.length // 40 if clause.sentence.length < 240 else 'very'}",
        ]


def head_of(clause: Clause) -> str:
    """The first words of a clause, numbering left out."""
    return unnumbered(clause.text)[:3]


def plans(role: Role) -> bool:
    """Whether a section of this role can hold commitments."""
    return role in (Role.PLAN, Role.TARGETS, Role.ANNEX)


def passages(clauses: Sequence[Clause]) -> Iterator[range]:
    """Runs of clauses in sections that can hold commitments."""
    start = None
    for place, clause in enumerate((*clauses, None)):
        inside = clause is not None and plans(clause.role)
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            yield range(start, place)
            start = None
