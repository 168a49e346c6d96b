"""Reading: the only place that opens a report. One small module a format; what comes out is a :class:`SourceText`."""

from policydiff.read.origins import find_origin
from policydiff.read.source import read_source

__all__ = ["find_origin", "read_source"]
