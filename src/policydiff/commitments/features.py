"""What a clause shows of its part in the text: the features on which its tag is decided.

A feature is a short name; the same names stand in the table of learnt weights, so that every decision can be read back. ``-1:`` and
``+1:`` before a name stand for the clause before and the clause after in the same paragraph; features of the whole sentence begin with
``S:``, of its first clause ``SH:``, of its last ``ST:``, of the paragraph ``P:``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from policydiff.commitments.looks import Look, look_at
from policydiff.commitments.passages import Passage, Place, lay_out
from policydiff.commitments.tags import CLOSES
from policydiff.lexicons import Lexicon
from policydiff.model import Clause

SPREADS = (
    *("end=", "len=", "h1=", "h2=", "ld=", "v2=", "sign=", "noun="),
    *("numbered", "figure", "past", "we", "verb", "obliged", "amount", "year"),
)
"""How the names of those features begin that count for a clause's neighbours as well."""


Row = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The features of a clause: its own, those of its sentence, those of its paragraph."""


def clause_features(clauses: Sequence[Clause], lexicon: Lexicon) -> list[Row]:
    """Features of every clause of a passage, those of its neighbours left out (see :func:`with_neighbours`)."""
    passage = lay_out(clauses, [look_at(clause, lexicon) for clause in clauses])
    rows: list[Row] = []
    place: Place | None = None
    wide: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    for following in passage.places:
        if place is None or following.paragraph is not place.paragraph:
            wide = (*paragraph_features(passage, following), *following.paragraph.shown)
        if place is None or following.sentence is not place.sentence:
            shared = (*sentence_features(passage, following), *following.sentence.shown)
        place = following
        rows.append((tuple(clause_names(passage, place)), shared, wide))
    return rows


def with_neighbours(clauses: Sequence[Clause], rows: Sequence[Row]) -> list[list[str]]:
    """The features of every clause with those that its neighbours in the same paragraph lend it."""
    lent = [[name for name in row[0] if name.startswith(SPREADS)] for row in rows]
    whole = []
    for i, row in enumerate(rows):
        near = [(step, i + step) for step in (-1, +1) if 0 <= i + step < len(rows)]
        beside = [(step, j) for step, j in near if clauses[j].paragraph == clauses[i].paragraph]
        whole.append([*chain(*row), *(f"{step:+}:{name}" for step, j in beside for name in lent[j])])
    return whole


def clause_names(passage: Passage, place: Place) -> list[str]:
    """The features that are a clause's own: its words, where it stands in its sentence, and whether what follows repeats it."""
    look = passage.looks[place.at]
    names = own_features(look) + placed_features(look, place) + place_features(passage, place)
    return names if place.sentence.nth else names + opening_features(passage, place)


def own_features(look: Look) -> list[str]:
    """Features of the clause's own words."""
    body, head = look.body, look.head
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
        f"noun={look.noun}",
        f"nounlen={look.noun}{min(len(body) // 4, 5)}",
        *look.flags,
    ]
    if look.obliged:
        names.append("obliged")
    if look.amount:
        names.append("amount")
    names += [f"sign={sign}" for sign in look.signs]
    return names


def placed_features(look: Look, place: Place) -> list[str]:
    """The clause's words and signs with where in its sentence it stands: first, in the middle, last."""
    at = "f" if place.nth == 0 else "l" if place.nth == place.size - 1 else "m"
    first = "1" if place.nth else "0"
    names = [
        f"v2{at}={look.head[:2]}",
        f"h2{at}={look.body[:2]}",
        f"t2{at}={look.body[-2:]}",
        f"verb={bool(look.verb):d}{first}{look.end}",
        f"nounat={look.noun}{first}{look.end}",
        f"amountat={look.amount:d}{first}",
    ]
    names += [f"{sign}@{at}" for sign in look.signs]
    return names


def place_features(passage: Passage, place: Place) -> list[str]:
    """Where the clause stands in its sentence, paragraph and passage."""
    nth, of, after = min(place.nth, 4), min(place.size, 5), min(place.size - 1 - place.nth, 3)
    sentence, paragraph = place.sentence, place.paragraph
    first = "1" if place.nth else "0"
    tenth = (2 * place.at + 1) * 5 // len(passage.clauses)
    return [
        f"role={paragraph.role}{place.at == paragraph.first:d}",
        f"nth={min(place.at - paragraph.first, 3)}",
        f"sent={min(sentence.nth, 2)}|{min(nth, 2)}|{after == 0:d}",
        f"si={nth}/{of}",
        f"se={after}",
        f"pep={sentence.left}{min(sentence.nth, 2)}{min(nth, 2)}",
        f"pos={tenth}",
        f"pos5={tenth // 2}",
        f"theme={paragraph.theme}{first}",
        f"cut={passage.cut}{first}",
    ]


def sentence_features(passage: Passage, place: Place) -> Iterator[str]:
    """Where the sentence stands in its paragraph, and how it begins."""
    sentence, size = place.sentence, place.paragraph.size
    head = passage.looks[sentence.first]
    yield f"sl={min(place.size, 5)}"
    yield f"pe={sentence.left}"
    yield f"pp={min(sentence.nth, 2)}/{min(size, 4)}"
    yield f"pnsc={min(place.paragraph.nth, 1)}{min(sentence.nth, 3)}"
    yield f"sh2={head.words[:2]}"
    yield f"sh3={head.words[:3]}"
    if "S:year" in sentence.shown:
        yield f"Y{passage.clauses[place.at].horizon}"
    yield f"long={min(passage.clauses[place.at].sentence.length // 40, 6)}"
    if sentence.closes and "numbered" not in head.flags:
        yield CLOSES
    if sentence.addressed:
        yield f"WE{sentence.nth == 0:d}{sentence.left == 0:d}"
    if sentence.nth and sentence.left == 0:
        yield f"PL{bool(head.verb):d}"


def paragraph_features(passage: Passage, place: Place) -> Iterator[str]:
    """Where the paragraph stands in its section, and how it begins."""
    paragraph = place.paragraph
    clause = passage.clauses[place.at]
    yield f"role={clause.role}"
    yield f"horizon={clause.horizon}"
    yield f"of={min(paragraph.last - paragraph.first, 4)}"
    yield f"pn={min(paragraph.nth, 3)}"
    yield f"ph2={passage.looks[paragraph.first].words[:2]}"


def opening_features(passage: Passage, place: Place) -> list[str]:
    """In a paragraph's first sentence: whether it only announces, and whether what follows carries it out."""
    look, size = passage.looks[place.at], min(place.paragraph.size, 3)
    length = len(look.body)
    repeated, share = passage.repeats[place.at]
    return [
        f"sty={passage.style}{place.size == 1 and length <= 20:d}{size}",
        f"open={min(place.size, 3)}{min(length // 5, 5)}{size}{look.figure:d}",
        f"rep={min(repeated, 4)}",
        f"repshare={int(share * 4)}{place.nth == 0:d}",
        f"repsize={min(repeated, 3)}{min(place.size, 3)}{size}",
    ]
