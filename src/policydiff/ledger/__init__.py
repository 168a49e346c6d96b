"""The ledger: promises and figures followed through the years."""

from policydiff.ledger.follow import follow_compared, follow_figures, follow_reports

__all__ = ["follow_compared", "follow_figures", "follow_reports"]
