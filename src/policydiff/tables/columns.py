"""The columns of every table, declared once: name, dtype and what stands in it.

Rows, data frames, CSV files and workbooks all take their columns, and the order of these, from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from policydiff.model import Better, BoundMove, Comparator, GapStatus, Horizon, Measure, PointState, RevisionStatus, Strength, Verdict

Dtype = Literal["string", "Int64", "Float64"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its pandas dtype (nullable: an empty cell means "not stated"), and a sentence for the manual.

    For the codebook: what its numbers are counted in, its closed vocabulary, what an empty cell means, and how it is worked out.
    """

    name: str
    dtype: Dtype
    description: str
    unit: str = ""
    values: type[StrEnum] | None = None
    empty: str = ""
    computed: str = ""


Columns = tuple[Column, ...]


def _text(name: str, description: str) -> Column:
    return Column(name, "string", description)


def _whole(name: str, description: str) -> Column:
    return Column(name, "Int64", description)


def _number(name: str, description: str) -> Column:
    return Column(name, "Float64", description)


STATEMENT: Columns = (
    _text("id", "identifier, the same for the same words at the same place in the outline"),
    _text("section", "id of the section it stands in"),
    _text("role", "what that section is for"),
    _text("kind", "target, project, action, absent (no figure is set, as stated) or deferred"),
    _text("text", "its words"),
    _text("action", "the verb that governs it"),
    _text("indicator", "what is measured or acted upon"),
    _text("strength", "how firmly it is worded: must, guarantee, plan, strive, advance, enable, explore"),
    _text("stage", "how far a project has come, where the words say so"),
    _text("deadline", "by when, in the words of the report"),
    _text("horizon", "annual or multi_year"),
    _text("cue", "whether the wording claims that it continues or starts"),
    _text("responsible", "who answers for it, where named"),
    _text("relation", "a target without a number: in_step, nearly_in_step, above, at_least, below, at_most, only_rises or only_falls"),
    _text("relation_to", "what it is measured against: 经济增长, 全省平均"),
    _text("reason", "why no target is set or why it is judged later, in the words of the report"),
    _text("parent", "id of the statement it is a part of"),
    _text("figures", "its figures as written, with how they bind, joined by a semicolon"),
    _number("value", "the first figure that is no mere threshold"),
    _number("value_high", "upper end, where that figure is a range"),
    _text("unit", "unit of that figure, without 万 or 亿; % and pp for percent and percentage points"),
    _text("comparator", "how it binds: =, ≥, >, ≤, <, ≈ or range"),
    _text("measure", "what it is: level, growth, change, share, rank, count, multiple, duration"),
    _text("direction", "up or down, where the figure is a rise or a fall"),
    _whole("start", "first character in the source text, counted from 0"),
    _whole("end", "the character after its last"),
    _text(
        "origin",
        "where it begins in the original: page, paragraph, table cell or line; of a web page what to put behind its address, of plain text "
        "its characters",
    ),
)

FACETS: Columns = (
    _text("value", "raised, lowered or mixed"),
    _text("ambition", "more or less: whether the figure that moved asks more or less"),
    _text("comparator", "tightened, loosened or mixed"),
    _text("figure", "added, removed or replaced"),
    _text("strength", "firmer or softer"),
    _text("stage", "advanced or slipped"),
    _text("deadline", "earlier, later, added or removed"),
    _text("scope", "widened or narrowed: who and what it reaches"),
    _text("section", "moved to another section"),
    _text("wording", "reworded"),
    _text("cardinality", "split, merged or regrouped"),
    _text(
        "reason",
        "dropped only: reported_delivered, reported_missed, stated_as_withdrawn, stated_as_deferred, absorbed, mentioned or not_restated",
    ),
)

CHANGES: Columns = (
    _text("status", "continued, changed (in figures), new or dropped"),
    _text("section", "heading of the section this year, or last year's where it was dropped"),
    _text("old_text", "last year's words"),
    _text("new_text", "this year's words"),
    _text("what_changed", "the facets in plain words"),
    _text("indicator", "indicators of its figures, this year's first"),
    _text("old_figures", "last year's figures as written, with how they bind"),
    _text("new_figures", "this year's figures as written, with how they bind"),
    *(_text(f"facet_{facet.name}", facet.description) for facet in FACETS),
    _number("score", "probability of the least certain link; 1 where nothing had to be linked"),
    _text("old_section", "heading of last year's section"),
    _text("new_section", "heading of this year's section"),
    _text("old_ids", "ids of last year's commitments, joined by a space"),
    _text("new_ids", "ids of this year's commitments, joined by a space"),
    _whole("old_start", "first character of the first old commitment in its source text"),
    _whole("old_end", "the character after the last of the first old commitment"),
    _whole("new_start", "first character of the first new commitment in its source text"),
    _whole("new_end", "the character after the last of the first new commitment"),
    _text("because", "the rules that decided"),
)

TARGETS: Columns = (
    _text("indicator", "what is measured"),
    _text("unit", "unit of the figures of the row; one that was stated in another unit is converted"),
    _text("measure", "what the figures are: a level and a growth rate of one indicator are two rows"),
    _text("horizon", "annual or multi_year"),
    _text("role", "targets where it stands among the main targets of either year, else the part of the report it stands in"),
    _text("last_target", "last year's target: its figure as written, with how it binds, or its words"),
    _number("last_value", "its figure in the column unit"),
    _number("last_value_high", "upper end, where it is a range"),
    _text("last_comparator", "how it binds"),
    _text("outcome", "what this year's review reports, likewise"),
    _number("outcome_value", "its figure in the column unit, where it is of the same measure and converts exactly"),
    _text("outcome_comparator", "how it binds"),
    _text("delivery", "met, near, missed, not_reported or not_comparable"),
    _text("this_target", "this year's target, likewise"),
    _number("this_value", "its figure in the column unit"),
    _number("this_value_high", "upper end, where it is a range"),
    _text("this_comparator", "how it binds"),
    _text(
        "direction",
        "raised, lowered, tightened, loosened, added, removed, unchanged; in_words or in_figures where words and a figure changed places",
    ),
    _text("ambition", "more or less: whether the figure that moved asks more or less, where that is known of the indicator"),
    _text("old_id", "id of last year's commitment"),
    _text("outcome_id", "id of the outcome"),
    _text("new_id", "id of this year's commitment"),
)

DELIVERIES: Columns = (
    _text("status", "met, near, missed, not_reported or not_comparable"),
    _text("section", "heading of the section the promise stands in"),
    _text("indicator", "what was promised"),
    _text("promise", "words of the promise"),
    _text("promised", "the figure promised, with how it binds"),
    _number("promised_value", "that figure"),
    _text("promised_comparator", "how it binds"),
    _text("promised_unit", "its unit"),
    _text("promised_measure", "what it is"),
    _text("answer", "words of the review that answer it"),
    _text("reported", "the figure reported, with how it is reported"),
    _number("reported_value", "that figure"),
    _text("reported_comparator", "how it is reported"),
    _text("reported_unit", "its unit"),
    _text("reported_measure", "what it is"),
    _text("commitment", "id of the promise"),
    _text("outcome", "id of the outcome"),
    _text("because", "the rules that decided"),
)

SECTIONS: Columns = (
    _text("id", "place in the outline"),
    _text("heading", "heading as written"),
    _whole("level", "depth in the outline, 1 at the top"),
    _text("role", "opening, review, situation, targets, plan, annex or closing"),
    _text("horizon", "annual or multi_year"),
    _whole("start", "first character in the source text"),
    _whole("end", "the character after its last"),
)

SERIES: Columns = (
    _text("indicator", "what is measured"),
    _text("unit", "unit of the figures"),
    _text("measure", "what the figures are"),
    _text("horizon", "annual or multi_year"),
    _whole("year", "the year a target is for, or an outcome reports on"),
    _text("kind", "target or outcome"),
    _number("value", "the figure"),
    _number("value_high", "upper end, where it is a range"),
    _text("comparator", "how it binds"),
    _text("state", "stated, absent_as_stated, deferred, qualitative, silent or inferred"),
    _text("report", "name of the report"),
    _whole("start", "first character in that report's source text"),
    _whole("end", "the character after its last"),
)

THREADS: Columns = (
    _text("thread", "identifier of the thread"),
    _text("words", "the words in which it was last promised"),
    _whole("first", "first year of the thread"),
    _whole("last", "last year of the thread"),
    _whole("year", "year of this step"),
    _text("status", "what became of the promise in that year"),
    _text("commitments", "ids of the commitments, joined by a space"),
)

REVIEW: Columns = (
    _text("action", "to fill in: pair, unpair, relabel or note; empty decides nothing"),
    _text("label", "to fill in when relabelling: continued or changed; for a dropped one its reason"),
    _text("note", "to fill in: why; it is cited"),
    _text("old_text", "last year's words"),
    _text("new_text", "this year's words"),
    _text("decision", "linked, or apart"),
    _number("probability", "that the two are the same promise"),
    _text("linked_to", "the partner that either has, where the two are apart"),
    _text("runners_up", "the other candidates of either, with their probability"),
    _text("old_section", "heading of last year's section"),
    _text("new_section", "heading of this year's section"),
    _text("old_id", "id of last year's commitment"),
    _text("new_id", "id of this year's commitment"),
)

REASONS: Columns = (
    _text("field", "the field of the statement, or of one of its figures"),
    _text("value", "what it was read as; empty where nothing is stated"),
    _text("rule", "the rule that decided"),
    _text("row", "file and line of the language pack's row"),
    _text("pattern", "what that row looks for"),
    _text("words", "the words of the report that it found"),
)

EVIDENCE: Columns = (
    _text("decision", "linked, or runner-up"),
    _text("old_text", "last year's words"),
    _text("new_text", "this year's words"),
    _text("comparison", "name of the comparison; start is where the sum starts, probability what it comes to"),
    _text("detail", "what it compares"),
    _number("score", "how alike the two are by it, 0 to 1"),
    _number("worth", "what that score adds to the sum"),
    _number("sum", "the sum so far"),
    _number("probability", "the probability that the sum stands for"),
    _text("old_id", "id of last year's commitment"),
    _text("new_id", "id of this year's commitment"),
)

SCORES: Columns = (
    _text("name", "the document or the pair; all is everything counted together"),
    _text("measure", "what is scored"),
    _number("precision", "right over said"),
    _number("recall", "found over annotated"),
    _number("f1", "harmonic mean of the two"),
    _whole("right", "of what was said, how much is right"),
    _whole("said", "how much was said"),
    _whole("found", "of what is annotated, how much was found"),
    _whole("gold", "how much is annotated"),
)

NO_TARGET, NO_OUTCOME, NONE_BEFORE = "no target in figures", "no outcome in figures", "none in this unit and measure"
CHARACTERS = "code points of the source text"

PANEL: Columns = (
    Column("place", "string", "place whose government reports", empty="no report of the place names it"),
    Column("year", "Int64", "year that the target is for and that the outcome reports on", "year"),
    Column(
        "indicator",
        "string",
        "what is measured",
        computed="Headline indicators have one name for the many ways in which reports write them (indicators.csv of the language pack); "
        "others keep the words of the report.",
    ),
    Column(
        "unit",
        "string",
        "unit of all figures of the row, without 万 or 亿",
        empty="the report names no unit",
        computed="The unit as written, with 万, 亿 and 万亿 multiplied into the figures: 1.2万人 is 12000 人, 85亿元 is 8500000000 元. "
        "% and pp are percent and percentage points, share is a part of the whole. A headline indicator stands in the unit in which its "
        "targets are set where that converts exactly (grain: 吨 into 斤). Nothing else is converted, least of all a currency.",
    ),
    Column("measure", "string", "what the figures are", values=Measure),
    Column("horizon", "string", "for the year, or for several years up to it", values=Horizon),
    Column("vintage", "Int64", "year of the report that sets the target", "year", empty="no report speaks of a target for the year"),
    Column("headline", "Int64", "1: set by most reports in this measure every year (GDP growth, jobs …), else 0", "0 or 1"),
    Column("main", "Int64", "1: the target stands among the main targets of its report, else 0", "0 or 1", empty="no words of a target"),
    Column(
        "value",
        "Float64",
        "target: its figure, of a range the lower end; a fall is negative",
        "the column unit",
        empty="the target has no figure: see state",
        computed="下降3%以上 is −3 with the comparator ≤, so that figures of one row can be subtracted.",
    ),
    Column("value_high", "Float64", "target: upper end of a range", "the column unit", empty="no range"),
    Column("comparator", "string", "target: how it binds", values=Comparator, empty=NO_TARGET),
    Column("state", "string", "target: why it has, or has not, a figure", values=PointState, empty="no report could speak of it"),
    Column("strength", "string", "target: how firmly it is worded, from must to explore", values=Strength, empty="no words of a target"),
    Column(
        "better",
        "string",
        "whether a higher or a lower figure asks more",
        values=Better,
        empty=NO_TARGET,
        computed="Lower of a rank, of a bound from above, and of ceilings (indicators_capped.csv: unemployment, prices, deficit, energy); "
        "a promised fall is a negative figure, so lower too.",
    ),
    Column("last_value", "Float64", "last year's target: its figure or lower end", "the column unit", empty=NONE_BEFORE),
    Column("last_value_high", "Float64", "last year's target: upper end of a range", "the column unit", empty="no range"),
    Column("last_comparator", "string", "last year's target: how it binds", values=Comparator, empty=NONE_BEFORE),
    Column(
        "last_state", "string", "last year's target: why it has, or has not, a figure", values=PointState, empty="no report speaks of it"
    ),
    Column(
        "revision",
        "Float64",
        "this target minus last year's, both single figures",
        "the column unit; percentage points where that is %",
        empty="see revision_status",
        computed="value − last_value, subtracted as decimals, where both are single figures of the same place, indicator, unit, measure "
        "and horizon. Figures are subtracted whatever their comparators: see comparator_move. Of ranges the ends are subtracted, never "
        "the middle. An indicator that is no headline is revised only where both clauses are alike apart from their figures, as its name "
        "may mean another thing elsewhere.",
    ),
    Column(
        "revision_low",
        "Float64",
        "this lower end minus last year's; a single figure is both ends",
        "as revision",
        empty="see revision_status",
    ),
    Column(
        "revision_high",
        "Float64",
        "this upper end minus last year's; a single figure is both ends",
        "as revision",
        empty="see revision_status",
    ),
    Column("revision_status", "string", "whether there is a revision, and why not", values=RevisionStatus),
    Column(
        "comparator_move",
        "string",
        "how the comparator differs from last year's",
        values=BoundMove,
        empty="not both years have a figure",
        computed="From loose to strict: ≈, range, =, then the bounds ≥ ≤, then > <. A floor that becomes a ceiling, or the other way "
        "round, has turned.",
    ),
    Column(
        "outcome_value", "Float64", "outcome: its figure, of a range the lower end", "the column unit", empty="no figure: see outcome_state"
    ),
    Column("outcome_value_high", "Float64", "outcome: upper end of a range", "the column unit", empty="no range"),
    Column("outcome_comparator", "string", "outcome: how it is reported", values=Comparator, empty=NO_OUTCOME),
    Column("outcome_state", "string", "outcome: why it has, or has not, a figure", values=PointState, empty="no report could speak of it"),
    Column("outcome_vintage", "Int64", "year of the report that tells the outcome", "year", empty="no report speaks of it"),
    Column(
        "gap",
        "Float64",
        "outcome minus target; of a target range to its nearer end, 0 within",
        "the column unit; percentage points where that is %",
        empty="see gap_status",
        computed="outcome_value − value, subtracted as decimals, where both are figures of the same place, year, indicator, unit, measure "
        "and horizon and the outcome is known to answer this target. Outcomes for a part of the year are no outcomes. "
        "A positive gap is a higher figure, not a better one: see better and verdict.",
    ),
    Column("gap_status", "string", "whether there is a gap, and why not", values=GapStatus),
    Column(
        "verdict",
        "string",
        "whether the outcome keeps the target's bound",
        values=Verdict,
        empty="there is no gap",
        computed="By the rules of policydiff delivery: at least, more than and a plain figure are met on the favourable side (better), at "
        "most and less than within the bound, a ceiling from below whatever its comparator; about is near when short by no more than 1 % "
        "of a level or 0.2 points of a rate. The outcome is rounded to the decimals of the target.",
    ),
    Column("target_figure", "string", "target: its figure as written", empty="no figure as written"),
    Column("target_words", "string", "target: the clause that sets it, as written", empty="no words of a target"),
    Column("outcome_figure", "string", "outcome: its figure as written", empty="no figure as written"),
    Column("outcome_words", "string", "outcome: the clause that tells it, as written", empty="no words of an outcome"),
    Column("target_report", "string", "name of the report that sets the target", empty="no report speaks of a target"),
    Column("target_start", "Int64", "first character of the target's figure, else of its clause", CHARACTERS, empty="no words of a target"),
    Column("target_end", "Int64", "the character after its last", CHARACTERS, empty="no words of a target"),
    Column("outcome_report", "string", "name of the report that tells the outcome", empty="no report speaks of an outcome"),
    Column(
        "outcome_start", "Int64", "first character of the outcome's figure, else of its clause", CHARACTERS, empty="no words of an outcome"
    ),
    Column("outcome_end", "Int64", "the character after its last", CHARACTERS, empty="no words of an outcome"),
)
"""One row a place, year, indicator, unit, measure, horizon and vintage, which together are unique.

Descriptions are at most 80 characters long, as they are the variable labels in Stata.
"""

CODEBOOK: Columns = (
    _text("variable", "name of the column"),
    _text("type", "string, Int64 or Float64; in Stata a closed vocabulary is a labelled integer"),
    _text("label", "what it says"),
    _text("unit", "what its numbers are counted in"),
    _text("values", "its closed vocabulary: code in Stata, value, meaning"),
    _text("empty", "what an empty cell means; in Stata . or an empty string"),
    _text("computed", "how it is worked out"),
    _whole("filled", "cells of the panel that are not empty"),
)

TABLES: dict[str, Columns] = {
    "commitments": STATEMENT,
    "outcomes": STATEMENT,
    "changes": CHANGES,
    "targets": TARGETS,
    "deliveries": DELIVERIES,
    "sections": SECTIONS,
    "series": SERIES,
    "threads": THREADS,
    "review": REVIEW,
    "reasons": REASONS,
    "evidence": EVIDENCE,
    "scores": SCORES,
    "panel": PANEL,
    "codebook": CODEBOOK,
}
"""Every table by name.

>>> [column.name for column in TABLES["threads"]]
['thread', 'first', 'last', 'year', 'status', 'commitments']
"""
