"""Tables: what was found, as plain rows and as data frames, with columns that are declared once."""

from policydiff.tables.codebook import codebook_rows
from policydiff.tables.columns import TABLES, Column
from policydiff.tables.explanations import FieldsExplanation, LinkExplanation, evidence_rows, reason_rows, verdict, waterfall
from policydiff.tables.findings import Findings, Scorecard
from policydiff.tables.frames import frame_of, to_frame
from policydiff.tables.panel import Panel, panel_rows
from policydiff.tables.review import Doubt, ReviewQueue, review_queue, review_rows
from policydiff.tables.rows import Row, change_rows, delivery_rows, section_row, series_rows, statement_row, thread_rows
from policydiff.tables.scores import Evaluation, Score, score_rows
from policydiff.tables.targets import target_rows

__all__ = [
    "TABLES",
    "Column",
    "Doubt",
    "Evaluation",
    "FieldsExplanation",
    "Findings",
    "LinkExplanation",
    "Panel",
    "ReviewQueue",
    "Row",
    "Score",
    "Scorecard",
    "change_rows",
    "codebook_rows",
    "delivery_rows",
    "evidence_rows",
    "frame_of",
    "panel_rows",
    "reason_rows",
    "review_queue",
    "review_rows",
    "score_rows",
    "section_row",
    "series_rows",
    "statement_row",
    "target_rows",
    "thread_rows",
    "to_frame",
    "verdict",
    "waterfall",
]
