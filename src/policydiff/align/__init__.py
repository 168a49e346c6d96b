"""Alignment: candidates, evidence, probability, assignment. Which commitments of two years are the same promise?"""

from policydiff.align.alignment import align_commitments

__all__ = ["align_commitments"]
