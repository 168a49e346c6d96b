"""What a clause shows of its part in the text: the features on which its tag is decided.

A feature is a short name; the same names stand in the table of learnt weights, so that every decision can be read back. ``-1:`` and
``+1:`` before a name stand for the clause before and the clause after in the same paragraph; features of the whole sentence begin with
``S:``, of its first clause ``SH:``, of its last ``ST:``, of the paragraph ``P:``.

Features come in groups: each group is spelled by one template out of a few values, and what was spelled or weighed once is kept. The
words of a clause seldom come again and are spelled anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from policydiff.commitments.looks import Look, look_at
from policydiff.commitments.passages import Passage, Place, lay_out
from policydiff.lexicons import Lexicon
from policydiff.model import Clause, Role

SPREADS = (
    *("end=", "len=", "h1=", "h2=", "ld=", "v2=", "sign=", "noun="),
    *("numbered", "figure", "past", "we", "verb", "obliged", "amount", "year"),
)
"""How the names of those features begin that count for a clause's neighbours as well."""
Names = tuple[str, ...]
"""A group of features."""
template = lru_cache(maxsize=8192)
"""Marks a function that spells a group of features out of the values on which it depends."""


class Row(NamedTuple):
    """The features of a clause: its words, in groups its own others and those that it shares; and whether it may head a passage."""

    words: Names
    own: tuple[Names, ...] = ()
    shared: tuple[Names, ...] = ()
    heads: bool = True

    def names(self) -> Iterator[str]:
        """The features of the clause itself, one after the other."""
        return chain(self.words, *self.own)


def clause_features(clauses: Sequence[Clause], lexicon: Lexicon) -> list[Row]:
    """Features of every clause of a passage, those of its neighbours left out (see :func:`with_neighbours`)."""
    passage = lay_out(clauses, [look_at(clause, lexicon) for clause in clauses])
    rows: list[Row] = []
    place: Place | None = None
    wide: tuple[Names, ...] = ()
    shared: tuple[Names, ...] = ()
    for following in passage.places:
        if place is None or following.paragraph is not place.paragraph:
            wide = (tuple(paragraph_features(passage, following)), following.paragraph.shown)
        if place is None or following.sentence is not place.sentence:
            shared = (*sentence_features(passage, following), *wide)
        place = following
        rows.append(Row(word_features(passage.looks[place.at], place), own_features(passage, place), shared, may_head(passage, place)))
    return rows


def with_neighbours(clauses: Sequence[Clause], rows: Sequence[Row]) -> list[list[str]]:
    """The features of every clause with those that its neighbours in the same paragraph lend it."""
    lent = [[name for name in row.names() if name.startswith(SPREADS)] for row in rows]
    whole = []
    for i, row in enumerate(rows):
        near = [(step, i + step) for step in (-1, +1) if 0 <= i + step < len(rows)]
        beside = [(step, j) for step, j in near if clauses[j].paragraph == clauses[i].paragraph]
        whole.append([*row.names(), *chain(*row.shared), *(f"{step:+}:{name}" for step, j in beside for name in lent[j])])
    return whole


def may_head(passage: Passage, place: Place) -> bool:
    """Whether a clause may head a passage: a heading sets no amount, and a sentence that nothing carries out is none."""
    look = passage.looks[place.at]
    return not look.amount and (look.end == "：" or not ends_section(passage, place))


def ends_section(passage: Passage, place: Place) -> bool:
    """Whether the clause stands in an unnumbered sentence that ends a section."""
    return place.sentence.closes and "numbered" not in passage.looks[place.sentence.first].flags


def word_features(look: Look, place: Place) -> Names:
    """The first words of the body (h) and of the head (v) and the last ones (t), and how they go with where in its sentence it stands."""
    body, head, at = look.body, look.head, part_of_sentence(place)
    begins, heads, ends = body[:2], head[:2], body[-2:]
    return (
        *(f"h1={body[:1]}", f"h2={begins}", f"h3={body[:3]}", f"h2{at}={begins}"),
        *(f"v1={head[:1]}", f"v2={heads}", f"v3={head[:3]}", f"v2{at}={heads}"),
        *(f"t1={body[-1:]}", f"t2={ends}", f"t3={body[-3:]}", f"t2{at}={ends}"),
    )


def part_of_sentence(place: Place) -> str:
    """Whether a clause stands first in its sentence (f), last (l) or in the middle (m)."""
    return "f" if place.nth == 0 else "l" if place.nth == place.size - 1 else "m"


def own_features(passage: Passage, place: Place) -> tuple[Names, ...]:
    """What else is a clause's own: what is seen in it, where it stands in its sentence, and whether what follows repeats it."""
    look = passage.looks[place.at]
    groups = (*look_features(look), *placed_features(look, place), *place_features(passage, place))
    return groups if place.sentence.nth else (*groups, *opening_features(passage, place))


def look_features(look: Look) -> tuple[Names, ...]:
    """How the clause ends, how it is built, and what is seen in it."""
    verb, length = bool(look.verb), len(look.body)
    return (
        size_names(look.end, min(length, 32)),
        lead_names(look.lead),
        frame_names(verb, bool(look.lead), look.noun, min(length // 4, 5)),
        flag_names(look.flags, look.obliged, look.amount),
        prefixed("sign=", look.signs),
    )


@template
def size_names(end: str, length: int) -> Names:
    """How the clause ends and how long it is; all from 32 characters on are alike."""
    return f"end={end}", f"len={length // 4}", f"size={length // 2 if length < 24 else 12}{end}"


@template
def lead_names(lead: str) -> Names:
    """The adverbs before the verb."""
    return (f"ld={lead}",)


@template
def frame_names(verb: bool, lead: bool, noun: str, quarters: int) -> Names:
    """Whether it begins with a verb of the table, what noun it ends in, and with it how long it is."""
    return "verb" if verb else "verbless", f"lead={lead:d}{verb:d}", f"noun={noun}", f"nounlen={noun}{quarters}"


@template
def flag_names(flags: tuple[str, ...], obliged: bool, amount: bool) -> Names:
    """What is seen at a glance, whether it says who must do something, and whether it has an amount."""
    return (*flags, *(("obliged",) if obliged else ()), *(("amount",) if amount else ()))


@template
def prefixed(prefix: str, signs: tuple[str, ...]) -> Names:
    """Signs or flags, each with a prefix that says where they were seen."""
    return tuple(prefix + sign for sign in signs)


def placed_features(look: Look, place: Place) -> tuple[Names, ...]:
    """The clause's build and signs with where in its sentence it stands."""
    return (
        placed_frame(place.nth > 0, bool(look.verb), look.end, look.noun, look.amount),
        placed_signs(part_of_sentence(place), look.signs),
    )


@template
def placed_frame(later: bool, verb: bool, end: str, noun: str, amount: bool) -> Names:
    """Verb, noun and amount with whether other clauses of the sentence go before."""
    return f"verb={verb:d}{later:d}{end}", f"nounat={noun}{later:d}{end}", f"amountat={amount:d}{later:d}"


@template
def placed_signs(at: str, signs: tuple[str, ...]) -> Names:
    """Signs with where they were seen in the sentence."""
    return tuple(f"{sign}@{at}" for sign in signs)


def place_features(passage: Passage, place: Place) -> tuple[Names, ...]:
    """Where the clause stands in its sentence, paragraph and passage."""
    sentence, paragraph = place.sentence, place.paragraph
    return (
        paragraph_place(paragraph.role, min(place.at - paragraph.first, 3)),
        sentence_place(min(sentence.nth, 2), sentence.left, min(place.nth, 4), min(place.size, 5), min(place.size - 1 - place.nth, 3)),
        passage_place((2 * place.at + 1) * 5 // len(passage.clauses), paragraph.theme, passage.cut, place.nth > 0),
    )


@template
def paragraph_place(role: Role, nth: int) -> Names:
    """Which clause of its paragraph it is."""
    return f"role={role}{nth == 0:d}", f"nth={nth}"


@template
def sentence_place(sentence: int, left: int, nth: int, of: int, after: int) -> Names:
    """Which clause of its sentence it is, and how many sentences stand before and after that one."""
    early = f"{min(nth, 2)}"
    return f"sent={sentence}|{early}|{after == 0:d}", f"si={nth}/{of}", f"se={after}", f"pep={left}{sentence}{early}"


@template
def passage_place(tenth: int, theme: str, cut: str, later: bool) -> Names:
    """In which tenth and fifth of the passage it stands, what its paragraph is about, and how many clauses a sentence there has."""
    return f"pos={tenth}", f"pos5={tenth // 2}", f"theme={theme}{later:d}", f"cut={cut}{later:d}"


def opening_features(passage: Passage, place: Place) -> tuple[Names, ...]:
    """In a paragraph's first sentence: whether it only announces, and whether what follows carries it out."""
    look, size = passage.looks[place.at], min(place.paragraph.size, 3)
    repeated, share = passage.repeats[place.at]
    return (
        opening_names(passage.style, min(place.size, 3), min(len(look.body), 25), size, look.figure),
        repeat_names(min(repeated, 4), int(share * 4), place.nth > 0, min(place.size, 3), size),
    )


@template
def opening_names(style: str, clauses: int, length: int, sentences: int, figure: bool) -> Names:
    """How the first sentence opens the paragraph, and how the author is used to doing it."""
    return f"sty={style}{clauses == 1 and length <= 20:d}{sentences}", f"open={clauses}{length // 5}{sentences}{figure:d}"


@template
def repeat_names(repeated: int, quarters: int, later: bool, clauses: int, sentences: int) -> Names:
    """How much of the clause comes back below it."""
    return f"rep={repeated}", f"repshare={quarters}{not later:d}", f"repsize={min(repeated, 3)}{clauses}{sentences}"


def sentence_features(passage: Passage, place: Place) -> tuple[Names, ...]:
    """Where the sentence stands in its paragraph, how it begins, and what it shows anywhere, in its first and in its last clause."""
    sentence, paragraph = place.sentence, place.paragraph
    head, last = passage.looks[sentence.first], passage.looks[sentence.last - 1]
    return (
        sentence_size(min(place.size, 5), sentence.left, min(sentence.nth, 3), min(paragraph.size, 4), min(paragraph.nth, 1)),
        sentence_words(head.words[:3]),
        tuple(sentence_names(passage, place)),
        prefixed("S:", sentence.signs),
        prefixed("SH:", head.signs),
        prefixed("ST:", last.signs),
        prefixed("S:", sentence.flags),
        ("S:！",) if last.end == "！" else (),
    )


@template
def sentence_size(clauses: int, left: int, nth: int, sentences: int, paragraph: int) -> Names:
    """How many clauses the sentence has, and which of its paragraph it is."""
    return f"sl={clauses}", f"pe={left}", f"pp={min(nth, 2)}/{sentences}", f"pnsc={paragraph}{nth}"


@template
def sentence_words(words: str) -> Names:
    """The first two and the first three characters of a sentence."""
    return f"sh2={words[:2]}", f"sh3={words}"


def sentence_names(passage: Passage, place: Place) -> Iterator[str]:
    """Whether the sentence names a year, its length, whether it closes a section, says who must act, or ends its paragraph."""
    sentence, clause = place.sentence, passage.clauses[place.at]
    if "year" in sentence.flags:
        yield f"Y{clause.horizon}"
    yield f"long={min(clause.sentence.length // 40, 6)}"
    if ends_section(passage, place):
        yield "closes"
    if sentence.addressed:
        yield f"WE{sentence.nth == 0:d}{sentence.left == 0:d}"
    if sentence.nth and sentence.left == 0:
        yield f"PL{bool(passage.looks[sentence.first].verb):d}"


def paragraph_features(passage: Passage, place: Place) -> Iterator[str]:
    """Where the paragraph stands in its section, and how it begins."""
    paragraph = place.paragraph
    clause = passage.clauses[place.at]
    yield f"role={clause.role}"
    yield f"horizon={clause.horizon}"
    yield f"of={min(paragraph.last - paragraph.first, 4)}"
    yield f"pn={min(paragraph.nth, 3)}"
    yield f"ph2={passage.looks[paragraph.first].words[:2]}"
