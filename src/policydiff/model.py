"""The records that pass between the stages, and the closed vocabularies they use.

Two coordinates are used throughout. ``span`` counts code points of the *source text*, which is what users quote and what all
JSON speaks of; ``at`` counts code points of the *normalized text*, which is what the stages read.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from policydiff.shown import Shown


class Span(NamedTuple):
    """A half-open range of code points.

    >>> Span(2, 5).length
    3
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def shifted(self, by: int) -> Span:
        """The same range, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


class Role(StrEnum):
    """What a section of a report is for."""

    OPENING = "opening"
    REVIEW = "review"
    SITUATION = "situation"
    TARGETS = "targets"
    PLAN = "plan"
    ANNEX = "annex"
    CLOSING = "closing"


class Kind(StrEnum):
    """What sort of promise a commitment is."""

    TARGET = "target"
    PROJECT = "project"
    ACTION = "action"
    ABSENT = "absent"
    DEFERRED = "deferred"


class Strength(StrEnum):
    """How firmly a commitment is worded, from firm to loose."""

    MUST = "must"
    GUARANTEE = "guarantee"
    PLAN = "plan"
    STRIVE = "strive"
    ADVANCE = "advance"
    ENABLE = "enable"
    EXPLORE = "explore"


class Stage(StrEnum):
    """How far a project has come, from idea to full output."""

    PROPOSED = "proposed"
    PREPARATORY = "preparatory"
    STARTED = "started"
    CONTINUING = "continuing"
    FINISHED = "finished"
    OPERATING = "operating"
    AT_CAPACITY = "at_capacity"


class Horizon(StrEnum):
    """Whether a commitment is for the year or for several."""

    ANNUAL = "annual"
    MULTI_YEAR = "multi_year"


class RelationKind(StrEnum):
    """How something is to stand to something else without a number; each can be tested by two figures of a later report."""

    IN_STEP = "in_step"
    NEARLY_IN_STEP = "nearly_in_step"
    ABOVE = "above"
    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"
    ONLY_RISES = "only_rises"
    ONLY_FALLS = "only_falls"


class Cue(StrEnum):
    """What the wording itself claims about last year: that it goes on, or that it starts."""

    CONTINUES = "continues"
    STARTS = "starts"


class Comparator(StrEnum):
    """How a figure binds: the comparator belongs to the magnitude as written."""

    EQUAL = "="
    AT_LEAST = "≥"
    ABOVE = ">"
    AT_MOST = "≤"
    BELOW = "<"
    ABOUT = "≈"
    RANGE = "range"

    @property
    def is_bound(self) -> bool:
        """Whether it sets a bound on one side.

        >>> Comparator.AT_LEAST.is_bound, Comparator.ABOUT.is_bound
        (True, False)
        """
        return self in (Comparator.AT_LEAST, Comparator.ABOVE, Comparator.AT_MOST, Comparator.BELOW)


class Measure(StrEnum):
    """What a figure is, which comes before what it is worth."""

    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"
    COUNT = "count"
    MULTIPLE = "multiple"
    DURATION = "duration"


class Direction(StrEnum):
    """A rise or a fall."""

    UP = "up"
    DOWN = "down"


class Status(StrEnum):
    """What became of a commitment from one year to the next."""

    CONTINUED = "continued"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


class Move(StrEnum):
    """How one figure moved between two years."""

    RAISED = "raised"
    LOWERED = "lowered"
    ADDED = "added"
    REMOVED = "removed"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"


class Verdict(StrEnum):
    """Whether the review answers a promise, and how."""

    MET = "met"
    MISSED = "missed"
    NEAR = "near"
    NOT_REPORTED = "not_reported"
    NOT_COMPARABLE = "not_comparable"

    @property
    def is_judgement(self) -> bool:
        """Whether it judges the promise; the others abstain.

        >>> Verdict.NEAR.is_judgement, Verdict.NOT_REPORTED.is_judgement
        (True, False)
        """
        return self in (Verdict.MET, Verdict.MISSED, Verdict.NEAR)


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning that a result carries: a documented code, one clear sentence, and the place where it has one."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in the original a part of the text stands: from ``start`` (an offset in the text) up to the next origin.

    ``where`` is in words: page 3, paragraph 17, table 2 row 1 cell 3.
    """

    start: int
    where: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a report as its reader gives it, and where it came from.

    ``encoding`` and ``sha256`` describe the bytes; for a text that never was bytes they describe its UTF-8 form. ``origins`` lead back to
    the pages of a PDF and the paragraphs of a Word file, in the order of the text.
    """

    text: str
    name: str = "text"
    format: str = "txt"
    encoding: str = "utf-8"
    sha256: str = ""
    notices: tuple[Notice, ...] = ()
    origins: tuple[Origin, ...] = ()

    def __getitem__(self, where: slice) -> str:
        return self.text[where]

    def origin_of(self, span: Span) -> str:
        """Where in the original a span begins; empty where the text is all there is.

        >>> source = SourceText("报告\\n新建公园", origins=(Origin(0, "page 1"), Origin(3, "page 2")))
        >>> source.origin_of(Span(3, 7)), SourceText("报告").origin_of(Span(0, 2))
        ('page 2', '')
        """
        place = bisect_right(self.origins, span.start, key=lambda origin: origin.start)
        return self.origins[place - 1].where if place else ""


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way back from the normalized text to the source: every normalized character stands for one source character.

    ``starts`` are normalized offsets at which a run of consecutive source characters begins, ``sources`` their source offsets.

    >>> OffsetMap(starts=(0, 2), sources=(1, 5)).to_source(Span(1, 3))
    Span(start=2, end=6)
    """

    starts: tuple[int, ...] = (0,)
    sources: tuple[int, ...] = (0,)

    def shift(self, offset: int) -> int:
        """How much further on in the source the normalized character at ``offset`` stands."""
        run = max(bisect_right(self.starts, offset) - 1, 0)
        return self.sources[run] - self.starts[run]

    def position(self, offset: int) -> int:
        """Source offset of the normalized character at ``offset``."""
        return offset + self.shift(offset)

    def to_source(self, at: Span) -> Span:
        """The source characters from the first to the last of ``at``; an empty range stays empty."""
        start, end = at
        first = self.shift(start)
        return Span(start + first, end + (self.shift(end - 1) if end > start else first))


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """A report ready to be read: normalized text, its paragraphs, and what its title lines say of it."""

    source: SourceText
    text: str
    offsets: OffsetMap
    paragraphs: tuple[Span, ...]
    title: str = ""
    place: str = ""
    year: int | None = None
    date: str = ""
    language: str = "zh"

    def locate(self, at: Span) -> Span:
        """Where a stretch of the normalized text stands in the source."""
        return self.offsets.to_source(at)

    def quote(self, at: Span) -> str:
        """The source words of a stretch of the normalized text."""
        span = self.locate(at)
        return self.source.text[span.start : span.end]

    def __repr__(self) -> str:
        about = " ".join(f"{self.place} {self.year or ''} {self.source.name}".split())
        return f"<Report {about}: {len(self.source.text)} characters>"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: its heading, what it is for, and the paragraphs it holds (``first`` up to, not including, ``last``)."""

    id: str
    heading: str
    level: int
    role: Role
    horizon: Horizon
    at: Span
    span: Span
    first: int
    last: int


class Clause(NamedTuple):
    """The finest unit: words up to one of ，；。：！？ or the end of a line, that punctuation included (a quasi-sentence).

    ``sentence`` is the natural sentence the clause is part of, as a range of the normalized text. ``paragraph`` is the same for the clauses
    of one paragraph. (A named tuple, as thousands are made for a report.)
    """

    text: str
    at: Span
    sentence: Span
    section: str
    role: Role
    horizon: Horizon
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its words and place.

    ``value`` is the magnitude as written with 万, 亿 and 万亿 resolved; ``value_high`` is the upper end of a range; ``unit`` is the unit as
    written without 万 or 亿 (``%`` and ``pp`` for percent and percentage points). ``filter`` marks a threshold that only selects.
    """

    value: Decimal
    unit: str
    comparator: Comparator
    measure: Measure
    text: str
    span: Span
    value_high: Decimal | None = None
    direction: Direction | None = None
    indicator: str = ""
    filter: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A target without a number: 与经济增长同步, 高于全省平均, 只增不减.

    ``reference`` is what it is measured against (经济增长, 全省平均; empty for 只增不减), ``text`` the words that state it.
    """

    kind: RelationKind
    reference: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}".strip()


@dataclass(frozen=True, slots=True)
class Statement:
    """What commitments and outcomes have in common: words, place, and what they say."""

    id: str
    span: Span
    text: str
    sentence: Span
    section: str
    role: Role
    kind: Kind = Kind.ACTION
    action: str = ""
    indicator: str = ""
    strength: Strength = Strength.PLAN
    stage: Stage | None = None
    deadline: str = ""
    horizon: Horizon = Horizon.ANNUAL
    cue: Cue | None = None
    responsible: str = ""
    relation: Relation | None = None
    reason: str = ""
    parent: str | None = None
    quantities: tuple[Quantity, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The text without the punctuation that closes it and without line breaks, for display."""
        return " ".join(self.text.split()).rstrip("，；。：！？,;:!? ")


@dataclass(frozen=True, slots=True)
class Commitment(Statement):
    """One thing the government says it will do, keep, support, study or reach in the coming period."""


@dataclass(frozen=True, slots=True)
class Outcome(Statement):
    """One thing the review reports as done or reached."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value: the rule in words, the row of the language pack with its pattern, and the words of the report."""

    field: str
    value: str
    rule: str
    row: str = ""
    pattern: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Extract(Shown):
    """Everything read out of one report."""

    report: Report
    sections: tuple[Section, ...]
    commitments: tuple[Commitment, ...]
    outcomes: tuple[Outcome, ...]
    lexicon: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison of an old and a new commitment: its score, what the score is worth in the sum, and a detail in words."""

    name: str
    score: float
    worth: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One old and one new commitment held to be the same promise, with the probability of that and the evidence for it."""

    old: str
    new: str
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Commitments of the two years that belong together: one to one is kept, one to many split, many to one merged."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    pairs: tuple[Pair, ...]

    @property
    def score(self) -> float:
        """The probability of the least certain pair."""
        return min(pair.score for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which commitments of two years belong together; every id of either side is in one link or in one of the two rests.

    ``rivals`` are the best candidates that did not become links, without their evidence.
    """

    links: tuple[Link, ...]
    old_alone: tuple[str, ...]
    new_alone: tuple[str, ...]
    rivals: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class OverridesFile:
    """The file of a person's decisions that a result heeds: how many rows decide something, and how many of these fitted."""

    name: str
    sha256: str
    rows: int
    used: int


@dataclass(frozen=True, slots=True)
class NumericMove:
    """A figure that moved, appeared or vanished. ``old_id`` and ``new_id`` name the commitments that hold it."""

    direction: Move
    indicator: str
    old_id: str | None
    new_id: str | None
    old: Quantity | None
    new: Quantity | None


@dataclass(frozen=True, slots=True)
class Facets:
    """The independent axes of change. ``None`` means that nothing moved on that axis.

    value: raised, lowered, mixed. ambition: more, less. comparator: tightened, loosened, mixed. figure: added, removed, replaced.
    strength: firmer, softer. stage: advanced, slipped. deadline: earlier, later, added, removed.
    scope: widened, narrowed, mixed. section: moved. wording: reworded. cardinality: split, merged, regrouped.
    reason (dropped only): reported_delivered, reported_missed, stated_as_withdrawn, stated_as_deferred, absorbed, mentioned (outside the
    commitments), not_restated.
    """

    value: str | None = None
    ambition: str | None = None
    comparator: str | None = None
    figure: str | None = None
    strength: str | None = None
    stage: str | None = None
    deadline: str | None = None
    scope: str | None = None
    section: str | None = None
    wording: str | None = None
    cardinality: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one commitment, or of a group that split or merged. ``by_hand`` are the reasons that a person gave."""

    status: Status
    old: tuple[str, ...]
    new: tuple[str, ...]
    pairs: tuple[Pair, ...] = ()
    score: float = 1.0
    facets: Facets = field(default_factory=Facets)
    numeric: tuple[NumericMove, ...] = ()
    because: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A promise of last year held against this year's review; ``outcome`` is None where nothing answers it.

    ``score`` is the probability that the passage speaks of the promise at all.
    """

    status: Verdict
    commitment: str
    outcome: str | None
    indicator: str = ""
    promised: Quantity | None = None
    reported: Quantity | None = None
    because: tuple[str, ...] = ()
    score: float = 1.0


class PointKind(StrEnum):
    """Whether a point of a series was promised or reported."""

    TARGET = "target"
    OUTCOME = "outcome"


class PointState(StrEnum):
    """Why a point has, or has not, a figure."""

    STATED = "stated"
    ABSENT_AS_STATED = "absent_as_stated"
    DEFERRED = "deferred"
    QUALITATIVE = "qualitative"
    SILENT = "silent"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Point:
    """One year of an indicator: a target is for ``year``, an outcome reports on ``year``. ``report`` is the report's name.

    ``vintage`` is the year of that report, ``text`` the figure as written (the source text at ``span``), ``words`` those of the statement
    that holds it. ``main`` is true of what stands among the main targets. Only a target has a ``strength``; only an outcome says whether it
    ``answers`` the target of its year (None: nothing was held against it).
    """

    year: int
    kind: PointKind
    state: PointState
    report: str
    value: Decimal | None = None
    value_high: Decimal | None = None
    comparator: Comparator = Comparator.EQUAL
    span: Span | None = None
    vintage: int | None = None
    text: str = ""
    words: str = ""
    strength: Strength | None = None
    main: bool = False
    answers: bool | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator of a place through the years; level and growth rate of one indicator are two series."""

    indicator: str
    unit: str
    measure: Measure
    horizon: Horizon
    points: tuple[Point, ...]
    place: str = ""


class RevisionStatus(StrEnum):
    """Whether a target has a revision against last year's, and why not."""

    FIGURE = "figure"
    RANGE = "range"
    INFERRED = "inferred"
    NO_TARGET = "no_target"
    NONE_BEFORE = "none_before"
    NO_REPORT = "no_report"
    OTHER_MEASURE = "other_measure"
    UNLIKE_WORDS = "unlike_words"
    STATED_DIFFERENCE = "stated_difference"
    SEVERAL_YEARS = "several_years"


class BoundMove(StrEnum):
    """How the comparator of a target differs from last year's."""

    SAME = "same"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    TURNED = "turned"


class GapStatus(StrEnum):
    """Whether an outcome has a gap to the target of its year, and why not."""

    FIGURE = "figure"
    RANGE = "range"
    BOUND = "bound"
    NO_TARGET = "no_target"
    NOT_REPORTED = "not_reported"
    NO_REPORT = "no_report"
    IN_WORDS = "in_words"
    INFERRED = "inferred"
    OUTCOME_RANGE = "outcome_range"
    OTHER_MEASURE = "other_measure"
    NOT_ITS_ANSWER = "not_its_answer"
    FAR_OFF = "far_off"
    STATED_DIFFERENCE = "stated_difference"
    SEVERAL_YEARS = "several_years"


class Better(StrEnum):
    """Which way a figure asks more."""

    HIGHER = "higher"
    LOWER = "lower"


class StepStatus(StrEnum):
    """What became of a promise in one year of its thread.

    absorbed: it ends in the commitment of another thread. delivered: no longer promised, and the review reports it. gone: no longer
    promised, and nothing reports it. revived: promised again after it was gone or delivered. no_report: there is no report of that year.
    """

    NEW = "new"
    CONTINUED = "continued"
    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"
    ABSORBED = "absorbed"
    DELIVERED = "delivered"
    GONE = "gone"
    REVIVED = "revived"
    NO_REPORT = "no_report"


@dataclass(frozen=True, slots=True)
class Step:
    """A commitment's state in one year of its thread, one of :class:`StepStatus`."""

    year: int
    commitments: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One promise followed through the years; ``words`` are those it was last promised in."""

    id: str
    steps: tuple[Step, ...]
    words: str = ""

    @property
    def first(self) -> int:
        """Year in which it first stands."""
        return self.steps[0].year

    @property
    def last(self) -> int:
        """Last year in which it stands."""
        return self.steps[-1].year


@dataclass(frozen=True, slots=True)
class ReportName:
    """What a ledger calls one of its reports."""

    name: str
    place: str
    year: int | None


@dataclass(frozen=True, slots=True, repr=False)
class Ledger(Shown):
    """Promises and figures followed through several reports; ``notices`` are the warnings of these, each with the report's name."""

    reports: tuple[ReportName, ...]
    indicators: tuple[Series, ...]
    threads: tuple[Thread, ...]
    notices: tuple[Notice, ...] = ()


class PolicydiffError(Exception):
    """Trouble that a user can mend: a documented code, the file, what is wrong and the next step, in one line.

    >>> str(PolicydiffError("EMPTY_INPUT", "a.txt", "the file holds no bytes", "save the report again"))
    'a.txt: EMPTY_INPUT: the file holds no bytes; save the report again'
    """

    def __init__(self, code: str, name: str, trouble: str, step: str) -> None:
        super().__init__(f"{name}: {code}: {trouble}; {step}")
        self.code = code
        self.name = name
        self.trouble = trouble
        self.step = step
