"""The corpus: many reports read, compared and followed at once, kept as Parquet, and asked questions."""

from policydiff.corpus.batch import Batch, run_batch
from policydiff.corpus.query import list_queries, run_query

__all__ = ["Batch", "list_queries", "run_batch", "run_query"]
