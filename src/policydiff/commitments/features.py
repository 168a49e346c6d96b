"""What a clause shows of its part in the text: the features on which its tag is decided.

A feature is a short name; the same names stand in the table of learnt weights, so that every decision can be read back. ``-1:`` and
``+1:`` before a name stand for the clause before and the clause after in the same paragraph; features of the whole sentence begin with
``S:``, of its first clause ``SH:``, of its last ``ST:``, of the paragraph ``P:``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policydiff.commitments.looks import OBLIGED, Look, look_at
from policydiff.commitments.passages import Passage, Place, lay_out
from policydiff.lexicons import Lexicon
from policydiff.model import Clause

ABSTRACT = re.compile(
    r"(?:水平|能力|活力|作用|格局|优势|质量|效能|效率|动力|信心|环境|基础|发展|保障|支撑|转型|升级|融合|稳定|增长|底线|安全|权益|需求|问题|[感力性化])$"
)
CONCRETE = re.compile(
    r"(?:项目|工程|行动|计划|试点|条例|规划|基地|中心|园区|平台|机制|制度|体系|政策|办法|方案|标准|改革|目录|清单|大会|论坛|活动|铁路|公路|机场|[验示]范?区)$"
)
SPREADS = (
    *("end=", "len=", "h1=", "h2=", "ld=", "v2=", "sign=", "noun="),
    *("numbered", "figure", "past", "we", "verb", "obliged", "amount", "year"),
)
"""How the names of those features begin that count for a clause's neighbours as well."""


def clause_features(clauses: Sequence[Clause], lexicon: Lexicon) -> list[list[str]]:
    """Features of every clause of a passage, those of its neighbours left out (see :func:`with_neighbours`)."""
    passage = lay_out(clauses, [look_at(clause, lexicon) for clause in clauses])
    return [features_at(passage, place) for place in passage.places]


def with_neighbours(clauses: Sequence[Clause], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The features of every clause with those that its neighbours in the same paragraph lend it."""
    shared = [[name for name in row if name.startswith(SPREADS)] for row in rows]
    whole = []
    for i, row in enumerate(rows):
        near = [(step, i + step) for step in (-1, +1) if 0 <= i + step < len(rows)]
        beside = [(step, j) for step, j in near if clauses[j].paragraph == clauses[i].paragraph]
        whole.append([*row, *(f"{step:+}:{name}" for step, j in beside for name in shared[j])])
    return whole


def features_at(passage: Passage, place: Place) -> list[str]:
    """All features of one clause but those of its neighbours."""
    look = passage.looks[place.at]
    return [
        *own_features(look),
        *placed_features(look, place),
        *place_features(passage, place),
        *sentence_features(passage, place),
        *paragraph_features(passage, place),
    ]


def own_features(look: Look) -> list[str]:
    """Features of the clause's own words."""
    body, head = look.body, look.head
    noun = f"{bool(ABSTRACT.search(body)):d}{bool(CONCRETE.search(body)):d}"
    names = [
        f"end={look.end}",
        f"len={min(len(body) // 4, 8)}",
        f"size={len(body) // 2 if len(body) < 24 else 12}{look.end}",
        f"h1={body[:1]}",
        f"h2={body[:2]}",
        f"h3={body[:3]}",
        f"ld={look.lead}",
        f"v1={head[:1]}",
        f"v2={head[:2]}",
        f"v3={head[:3]}",
        f"t1={body[-1:]}",
        f"t2={body[-2:]}",
        f"t3={body[-3:]}",
        "verb" if look.verb else "verbless",
        f"lead={bool(look.lead):d}{bool(look.verb):d}",
        f"noun={noun}",
        f"nounlen={noun}{min(len(body) // 4, 5)}",
        *look.flags,
    ]
    if not look.verb and OBLIGED.search(body):
        names.append("obliged")
    if look.amount:
        names.append("amount")
    names += [f"sign={sign}" for sign in look.signs]
    return names


def placed_features(look: Look, place: Place) -> list[str]:
    """The clause's words and signs with where in its sentence it stands: first, in the middle, last."""
    at = "f" if place.nth == 0 else "l" if place.nth == place.size - 1 else "m"
    first = min(place.nth, 1)
    noun = f"{bool(ABSTRACT.search(look.body)):d}{bool(CONCRETE.search(look.body)):d}"
    return [
        f"v2{at}={look.head[:2]}",
        f"h2{at}={look.body[:2]}",
        f"t2{at}={look.body[-2:]}",
        f"verb={bool(look.verb):d}{first}{look.end}",
        f"nounat={noun}{first}{look.end}",
        f"amountat={look.amount:d}{first}",
        *(f"{sign}@{at}" for sign in look.signs),
    ]


def place_features(passage: Passage, place: Place) -> list[str]:
    """Where the clause stands in its sentence, paragraph and passage, and how that sentence and paragraph begin."""
    sentence, paragraph = place.sentence, place.paragraph
    clause = passage.clauses[place.at]
    nth, of, after = min(place.nth, 4), min(place.size, 5), min(place.size - 1 - place.nth, 3)
    se, left = sentence.nth, min(paragraph.size - 1 - sentence.nth, 2)
    sh, ph = passage.looks[sentence.first], passage.looks[paragraph.first]
    share = (place.at + 0.5) / len(passage.clauses)
    return [
        f"role={clause.role}",
        f"role={clause.role}{place.at == paragraph.first:d}",
        f"horizon={clause.horizon}",
        f"nth={min(place.at - paragraph.first, 3)}",
        f"of={min(paragraph.last - paragraph.first, 4)}",
        f"sent={min(se, 2)}|{min(place.nth, 2)}|{after == 0:d}",
        f"si={nth}/{of}",
        f"se={after}",
        f"sl={of}",
        f"pe={left}",
        f"pp={min(se, 2)}/{min(paragraph.size, 4)}",
        f"pep={left}{min(se, 2)}{min(place.nth, 2)}",
        f"pn={min(paragraph.nth, 3)}",
        f"pnsc={min(paragraph.nth, 1)}{min(se, 3)}",
        f"sh2={sh.words[:2]}",
        f"sh3={sh.words[:3]}",
        f"ph2={ph.words[:2]}",
        f"long={min(clause.sentence.length // 40, 6)}",
        f"pos={int(share * 10)}",
        f"pos5={int(share * 5)}",
        f"theme={paragraph.theme}{min(place.nth, 1)}",
        f"cut={passage.cut}{min(place.nth, 1)}",
    ]


def sentence_features(passage: Passage, place: Place) -> Iterator[str]:
    """What the sentence as a whole, its first and its last clause show."""
    sentence = place.sentence
    yield from sentence.shown
    if sentence.addressed:
        yield f"WE{sentence.nth == 0:d}{sentence.nth == place.paragraph.size - 1:d}"
    if sentence.nth and sentence.nth == place.paragraph.size - 1:
        yield f"PL{bool(passage.looks[sentence.first].verb):d}"


def paragraph_features(passage: Passage, place: Place) -> Iterator[str]:
    """What the paragraph shows; in its first sentence also whether what follows carries that sentence out."""
    paragraph, sentence = place.paragraph, place.sentence
    yield from paragraph.shown
    if sentence.nth:
        return
    size = len(passage.looks[place.at].body)
    short = place.size == 1 and size <= 20
    yield f"sty={passage.style}{short:d}{min(paragraph.size, 3)}"
    yield f"open={min(place.size, 3)}{min(size // 5, 5)}{min(paragraph.size, 3)}{passage.looks[place.at].figure:d}"
    repeated, share = passage.repeats[place.at]
    yield f"rep={min(repeated, 4)}"
    yield f"repshare={int(share * 4)}{place.nth == 0:d}"
    yield f"repsize={min(repeated, 3)}{min(place.size, 3)}{min(paragraph.size, 3)}"
