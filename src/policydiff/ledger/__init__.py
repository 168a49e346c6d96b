"""The ledger: promises and figures followed through the years."""

from policydiff.ledger.follow import follow_reports

__all__ = ["follow_reports"]
