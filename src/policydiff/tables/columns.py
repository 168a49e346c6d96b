"""The columns of every table, declared once: name, dtype and what stands in it.

Rows, data frames, CSV files and workbooks all take their columns, and the order of these, from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Dtype = Literal["string", "Int64", "Float64"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its pandas dtype (nullable: an empty cell means "not stated"), and a sentence for the manual."""

    name: str
    dtype: Dtype
    description: str


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
)

FACETS: Columns = (
    _text("value", "raised, lowered or mixed"),
    _text("ambition", "more or less ambitious for this indicator"),
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
    _text("unit", "unit of the figures"),
    _text("measure", "what the figures are: a level and a growth rate of one indicator are two rows"),
    _text("horizon", "annual or multi_year"),
    _text("role", "targets where it stands among the main targets of either year, else the part of the report it stands in"),
    _text("last_target", "last year's target: its figure as written, with how it binds, or its words"),
    _number("last_value", "its figure"),
    _number("last_value_high", "upper end, where it is a range"),
    _text("last_comparator", "how it binds"),
    _text("outcome", "what this year's review reports, likewise"),
    _number("outcome_value", "its figure"),
    _text("outcome_comparator", "how it binds"),
    _text("delivery", "met, near, missed, not_reported or not_comparable"),
    _text("this_target", "this year's target, likewise"),
    _number("this_value", "its figure"),
    _number("this_value_high", "upper end, where it is a range"),
    _text("this_comparator", "how it binds"),
    _text("direction", "raised, lowered, tightened, loosened, unchanged, added or removed"),
    _text("ambition", "more or less, where a figure moved and it is known which way is more ambitious for the indicator"),
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
}
"""Every table by name.

>>> [column.name for column in TABLES["threads"]]
['thread', 'first', 'last', 'year', 'status', 'commitments']
"""
