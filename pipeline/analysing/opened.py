"""`open_tables`: the tables as pandas, Arrow, and what SQL makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.storing import tables as storing

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.analysing.views import Connection


class Tables(storing.Tables):
    """The tables below an output folder, and DuckDB over them. Made by `open_tables`."""

    def connect(self, *, all_copies: bool = False, threads: int | None = None) -> Connection:
        """A DuckDB connection over the generation that counts now (see `analysing.views.connect`).

        Asked anything after a later run has written, it raises OutputError: connect again then.
        """
        from pipeline.analysing import views
        from pipeline.analysing.generation import generation
        from pipeline.analysing.held import Held

        now = generation(self.out)
        return Held(views.opened(now, all_copies, threads), now)

    def sql(self, query: str, parameters: Any = None, *, all_copies: bool = False) -> pd.DataFrame:
        """The rows that SQL gives over tables and views, all of one generation.

        Args:
            query: SQL; ``?`` and ``$name`` stand for parameters.
            parameters: a list or a mapping of their values.
            all_copies: the views count every copy of a document.

        Raises QueryError for SQL that can't be run.
        """
        from pipeline.analysing import views

        frame: pd.DataFrame = views.steady(
            self.out, lambda connection: views.query(connection, query, parameters).df(), all_copies=all_copies
        )
        return frame


def open_tables(out: Path | str) -> Tables:
    """The tables that `extract` wrote to `out`. Raises OutputError where there are none."""
    return Tables(storing.open_tables(out).out)
