"""Opening the tables that a run wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import OutputError, one_line
from pipeline.records import TABLES
from pipeline.storing import schemas
from pipeline.storing.commit import current

if TYPE_CHECKING:
    import pandas as pd

_TRIES = 5


class Tables(Mapping[str, "pd.DataFrame"]):
    """The tables of TABLES.md below an output folder, each read when it is asked for.

    ``tables.tasks`` and ``tables["tasks"]`` are pandas DataFrames, ``tables.arrow("tasks")`` is an
    Arrow table with the columns' meanings. Made by `open_tables`.
    """

    def __init__(self, out: Path) -> None:
        self.out = out

    def arrow(self, name: str, document_id: str | None = None) -> pa.Table:
        """A table, or only the rows of one document, of the generation that counts.

        Raises KeyError for a name that is no table, OutputError when its files can't be read.
        """
        if name not in TABLES:
            raise KeyError(name)
        wanted = None if document_id is None else pc.field("document_id") == document_id
        for attempt in range(_TRIES):
            # A run may move a file while we open it: then its place is looked up again.
            try:
                pieces = [
                    schemas.conform(name, pq.read_table(path, filters=wanted, partitioning=None))
                    for path in current(self.out, name)
                ]
                break
            except FileNotFoundError:
                if attempt == _TRIES - 1:
                    raise OutputError(f"the table {name} in {self.out} keeps changing", "try again") from None
            except (OSError, pa.ArrowException) as error:
                raise OutputError(
                    f"the table {name} in {self.out} can't be read ({one_line(str(error))})",
                    f"delete the folder {self.out / name} and run vanthu extract again",
                ) from error
        return pa.concat_tables([schemas.empty(name), *pieces])

    def __getitem__(self, name: str) -> pd.DataFrame:
        frame: pd.DataFrame = self.arrow(name).to_pandas()
        return frame

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise AttributeError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def __repr__(self) -> str:
        return f"Tables({str(self.out)!r})"


def open_tables(out: Path | str) -> Tables:
    """The tables that `extract` wrote to `out`. Raises OutputError where there are none."""
    folder = Path(out)
    if not current(folder, "documents"):
        raise OutputError(f"there are no tables in {folder}", "run `vanthu extract ARCHIVE --out` with this folder")
    return Tables(folder)
