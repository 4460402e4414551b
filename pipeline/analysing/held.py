"""A connection that people keep: it tells when the tables are no longer those over which it was opened.

Its views name the files of one generation. A later run writes others under the same names, and more
of them: what is asked then would be answered in part of the old rows, in part of the new ones.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any

from pipeline.analysing.generation import Generation
from pipeline.errors import OutputError

_ASKS = frozenset({"execute", "executemany", "sql", "query", "from_query", "table", "view", "cursor"})
"""What of DuckDB's connection reads tables."""


class Held:
    """DuckDB's connection, all of it; asked anything after a run has written, it raises OutputError."""

    def __init__(self, connection: Any, now: Generation) -> None:
        self._connection = connection
        self._now = now

    def __getattr__(self, name: str) -> Any:
        if name in _ASKS and not self._now.stands():
            raise OutputError(
                f"the tables in {self._now.out} were written anew since this connection was opened",
                "open another one: open_tables(…).connect()",
            )
        return getattr(self._connection, name)

    def __enter__(self) -> Held:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
