"""Delivery: last year's commitments held against what the later report's review reports."""

from policydiff.delivery.judge import judge_deliveries

__all__ = ["judge_deliveries"]
