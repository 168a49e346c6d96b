"""What every result can do for whoever holds it in Python: say itself in a line, stand in a notebook, and become data frames.

The writers lie above the results and are looked up by name when they are first wanted, so that a result knows no stage above its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def _writer() -> Any:
    return import_module("policydiff.publish.notebook")


class Shown:
    """A result that shows itself."""

    __slots__ = ()

    def to_frame(self, table: str = "") -> pd.DataFrame:
        """One of its tables as a data frame.

        Args:
            table: its name, as workbooks call their sheets (``commitments``, ``outcomes``, ``targets``, ``threads`` …); by default the one
                that stands for the result: changes of a comparison, commitments of an extract, deliveries of a scorecard, indicators of a
                ledger.

        Returns:
            One row a record, with the columns and dtypes of the table; what is not stated is ``<NA>``.

        Raises:
            PolicydiffError: the result has no table of that name (``SELECTION``).
        """
        frame: pd.DataFrame = _writer().frame(self, table)
        return frame

    def frames(self) -> dict[str, pd.DataFrame]:
        """All its tables as data frames, by name."""
        tables: dict[str, pd.DataFrame] = _writer().frames(self)
        return tables

    def __repr__(self) -> str:
        return str(_writer().short(self))

    def _repr_html_(self) -> str:
        return str(_writer().notebook_html(self))
