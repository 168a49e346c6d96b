"""policydiff reads annual work reports and says what was kept, what changed in figures, what is new and what is gone.

>>> import policydiff
>>> callable(policydiff.compare_reports)
True
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policydiff.align import align_commitments
    from policydiff.changes import classify_changes
    from policydiff.comparison import Comparison
    from policydiff.corpus import list_queries, run_batch, run_query
    from policydiff.embed import write_table
    from policydiff.lexicons import load_lexicon
    from policydiff.overrides import read_overrides
    from policydiff.pipeline import (
        build_ledger,
        build_panel,
        compare_reports,
        evaluate_gold,
        explain_fields,
        explain_link,
        extract_commitments,
        extract_outcomes,
        extract_report,
        read_report,
        track_delivery,
    )
    from policydiff.publish import publish_tables
    from policydiff.publish.charts import draw_flow, draw_indicators, draw_series, draw_slope
    from policydiff.publish.codebook import write_codebook
    from policydiff.publish.schemas import json_schema
    from policydiff.publish.selection import Selection
    from policydiff.read.origins import find_origin
    from policydiff.tables import to_frame

HOMES = {
    "align_commitments": "policydiff.align",
    "classify_changes": "policydiff.changes",
    "Comparison": "policydiff.comparison",
    "list_queries": "policydiff.corpus",
    "run_batch": "policydiff.corpus",
    "run_query": "policydiff.corpus",
    "load_lexicon": "policydiff.lexicons",
    "read_overrides": "policydiff.overrides",
    "build_ledger": "policydiff.pipeline",
    "build_panel": "policydiff.pipeline",
    "compare_reports": "policydiff.pipeline",
    "evaluate_gold": "policydiff.pipeline",
    "explain_fields": "policydiff.pipeline",
    "explain_link": "policydiff.pipeline",
    "extract_commitments": "policydiff.pipeline",
    "extract_outcomes": "policydiff.pipeline",
    "extract_report": "policydiff.pipeline",
    "read_report": "policydiff.pipeline",
    "track_delivery": "policydiff.pipeline",
    "publish_tables": "policydiff.publish",
    "draw_flow": "policydiff.publish.charts",
    "draw_indicators": "policydiff.publish.charts",
    "draw_series": "policydiff.publish.charts",
    "draw_slope": "policydiff.publish.charts",
    "find_origin": "policydiff.read.origins",
    "json_schema": "policydiff.publish.schemas",
    "Selection": "policydiff.publish.selection",
    "to_frame": "policydiff.tables",
    "write_table": "policydiff.embed",
    "write_codebook": "policydiff.publish.codebook",
}
__all__ = [
    "Comparison",
    "Selection",
    "align_commitments",
    "build_ledger",
    "build_panel",
    "classify_changes",
    "compare_reports",
    "draw_flow",
    "draw_indicators",
    "draw_series",
    "draw_slope",
    "evaluate_gold",
    "explain_fields",
    "explain_link",
    "extract_commitments",
    "extract_outcomes",
    "extract_report",
    "find_origin",
    "json_schema",
    "list_queries",
    "load_lexicon",
    "publish_tables",
    "read_overrides",
    "read_report",
    "run_batch",
    "run_query",
    "to_frame",
    "track_delivery",
    "write_codebook",
    "write_table",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that importing the package costs nothing."""
    from importlib import import_module

    if name not in HOMES:
        raise AttributeError(f"module 'policydiff' has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
