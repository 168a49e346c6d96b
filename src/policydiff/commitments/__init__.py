"""Commitments out of the plan and outcomes out of the review, with the same fields."""

from policydiff.commitments.statements import read_statements

__all__ = ["read_statements"]
