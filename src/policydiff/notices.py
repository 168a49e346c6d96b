"""Warnings about a pair: two reports that are hardly related, years in the wrong order, two places."""

from __future__ import annotations

from collections.abc import Iterator

from policydiff.model import Alignment, Extract, Notice
from policydiff.titles import may_be_one_place

LOW_OVERLAP = 0.35
"""Share of the shorter list that must find a partner.

Measured on the real reports in ``../shared/reports``: of the 42 adjacent pairs of one place since 1992 one lies below (0.31, a province
that rewrote its report), the others between 0.38 and 0.63; of 60 pairs of two places 49 lie below, the highest at 0.46; 40 national pairs
ten to thirty years apart lie between 0.05 and 0.39. The national reports of 1978–1992 have little in common from one year to the
next (0.06 to 0.32) and are warned of as well. The weights that ship move these shares: to be measured anew with new ones.
"""
FEWEST = 20
"""Of fewer commitments no share is worth a warning."""


def pair_notices(old: Extract, new: Extract, alignment: Alignment) -> tuple[Notice, ...]:
    """What a reader must know before trusting the comparison, in a fixed order."""
    return (*order_notices(old, new), *place_notices(old, new), *overlap_notices(old, new, alignment))


def order_notices(old: Extract, new: Extract) -> Iterator[Notice]:
    """``YEAR_ORDER``: the old report is not older than the new one; ``YEAR_GAP``: years lie between them."""
    before, after = old.report.year, new.report.year
    if before is None or after is None or after == before + 1:
        return
    if after > before + 1:
        yield Notice("YEAR_GAP", f"the review of {after} tells of {after - 1}, so no promise of {before} is judged by it")
        return
    if before == after:
        yield Notice("YEAR_ORDER", f"both reports are of {before}; what is called new or dropped is no change from one year to the next")
    else:
        yield Notice("YEAR_ORDER", f"the old report is of {before} and the new one of {after}; give the earlier report first")


def place_notices(old: Extract, new: Extract) -> Iterator[Notice]:
    """``DIFFERENT_PLACES``: the reports name two places."""
    one, other = old.report.place, new.report.place
    if not may_be_one_place(one, other):
        common = "what they share is common wording, and no promise is judged"
        yield Notice("DIFFERENT_PLACES", f"the old report is of {one}, the new one of {other}; {common}")


def overlap_notices(old: Extract, new: Extract, alignment: Alignment) -> Iterator[Notice]:
    """``LOW_OVERLAP``: so few commitments of the shorter list have a partner that the reports may not belong together."""
    shorter = min(len(old.commitments), len(new.commitments))
    if shorter < FEWEST:
        return
    on_old_side = len(old.commitments) <= len(new.commitments)
    linked = sum(len(link.old if on_old_side else link.new) for link in alignment.links)
    if linked < LOW_OVERLAP * shorter:
        found = f"only {linked} of the {shorter} commitments of the {'old' if on_old_side else 'new'} report have a partner"
        yield Notice("LOW_OVERLAP", f"{found}; check that both are reports of one place and of two years in a row")
