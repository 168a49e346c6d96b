"""Changes: what became of every commitment, and on which axes it moved. The status says whether a figure moved, the facets all the rest."""

from policydiff.changes.classify import answers_by_commitment, classify_changes
from policydiff.changes.differences import check_differences, difference_notices, with_differences
from policydiff.changes.facets import ambition
from policydiff.changes.figures import compare_figures

__all__ = [
    "ambition",
    "answers_by_commitment",
    "check_differences",
    "classify_changes",
    "compare_figures",
    "difference_notices",
    "with_differences",
]
