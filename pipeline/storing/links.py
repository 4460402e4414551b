"""What only all documents together can tell: which copy counts, which citation is held here.

Both are pure functions of the documents and citations as parsed, so they are the same whatever the
order in which an archive grew. Nothing is guessed: several works that fit, or a number that
restarts every year in every office without its issuer and year, stay null.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.storing import schemas
from pipeline.storing.grouped import document_order

KEY_COLUMNS = ("document_id", "path", "number", "issuer", "issued_on", "issued_year", "work_id", "pages_ocr")
VERSION = "1"
"""Raised with every change of the rules here, so that tables in place are linked anew."""
LINKED = {"documents": "preferred", "citations": "cites_document_id"}
"""The columns that are filled in here, by table."""
LINK_COLUMNS = {
    "documents": ("document_id", "preferred"),
    "citations": ("document_id", "number", "resolved_number", "cite_key", "issuer", "issued_on", "cites_document_id"),
}
"""What `Links.fill` must see of a table's rows."""


_MOST = 3
"""Of so many works that fit at least two are others than the citing one's: which is meant can't be told."""

Day = date | None
_ANY = date.max
"""Stands for all days together, in the place of a day."""


@dataclass(slots=True)
class _Number:
    """The works that bear one number, as far as telling them apart needs: at most `_MOST` in a place."""

    works: dict[Day, set[int]] = field(default_factory=lambda: defaultdict(set))
    """By day of issue, None where it is not known."""
    issued: dict[tuple[int, str, Day], set[int]] = field(default_factory=lambda: defaultdict(set))
    """By year, issuer and day of issue."""

    def add(self, work: int, issuer: str | None, day: Day, year: int | None) -> None:
        """One more document of this number."""
        for when in (day, _ANY):
            _put(self.works[when], work)
            if year is not None and issuer:
                _put(self.issued[year, _fold(issuer), when], work)


def _put(works: set[int], work: int) -> None:
    if len(works) < _MOST:
        works.add(work)


class Links:
    """The documents of an archive, ready to be asked: a join by number, whatever their number.

    The keys stay in Arrow columns; only numbers that are cited are looked at one by one, each once.

    Args:
        documents: tables with at least `KEY_COLUMNS`, one row a document.
    """

    def __init__(self, documents: Iterable[pa.Table]) -> None:
        tables = [table.select(list(KEY_COLUMNS)) for table in documents]
        rows = (pa.concat_tables(tables) if tables else schemas.empty("documents").select(list(KEY_COLUMNS))).sort_by(
            "document_id"
        )
        self._rows = rows = rows.combine_chunks()
        self._ids = _column(rows, "document_id")
        works = _encoded(pc.coalesce(_column(rows, "work_id"), self._ids))
        self._works = works.indices.to_numpy()
        self._best = self._ids.take(pa.array(_firsts(rows, self._works)))
        """The id of the preferred copy of each work."""
        numbers = _encoded(_folded(_column(rows, "number")))
        self._numbers = numbers.dictionary
        codes = numbers.indices.fill_null(-1).to_numpy()
        self._by_number = np.argsort(codes, kind="stable")
        self._starts = np.searchsorted(codes[self._by_number], np.arange(len(self._numbers) + 1))
        self._known: dict[int, _Number] = {}

    def fill(self, table: str, rows: pa.Table) -> pa.Table:
        """`rows` with the linked column of the table filled in (others are returned as they are)."""
        if table not in LINKED or not rows.num_rows:
            return rows
        at = rows.schema.get_field_index(LINKED[table])
        wanted = rows.schema.field(at)
        values = self.preferred(rows) if table == "documents" else self.cited(rows)
        return rows.set_column(at, wanted, pa.array(values, wanted.type))

    def preferred(self, documents: pa.Table) -> list[bool]:
        """`documents.preferred`: of the copies of one work, the one to count."""
        ids = _column(documents, "document_id")
        best = self._best.take(pa.array(self._works).take(pc.index_in(ids, value_set=self._ids)))
        found: list[bool] = pc.equal(pc.coalesce(best, ids), ids).to_pylist()
        return found

    def cited(self, citations: pa.Table) -> list[str | None]:
        """`citations.cites_document_id`: the preferred copy of the one work that a citation means."""
        number = _folded(pc.coalesce(_column(citations, "number"), _column(citations, "resolved_number")))
        found: list[str | None] = [None] * citations.num_rows
        held = pc.index_in(number, value_set=self._numbers)
        at = np.flatnonzero(held.is_valid().to_numpy(zero_copy_only=False))
        if not len(at):
            return found
        few = citations.take(pa.array(at))
        citing = pc.index_in(_column(few, "document_id"), value_set=self._ids).to_pylist()
        alone = pc.equal(_folded(_column(few, "cite_key")), number.take(pa.array(at))).to_pylist()
        columns = [few.column(name).to_pylist() for name in ("cite_key", "issuer", "issued_on")]
        here = self._rows.column("issuer")
        for place, code, who, itself, cite_key, issuer, issued_on in zip(
            at.tolist(), held.take(pa.array(at)).to_pylist(), citing, alone, *columns, strict=True
        ):
            works = (
                self._alone(code, issued_on)
                if itself
                else self._issued(
                    code, issuer, _year(cite_key, issued_on), issued_on, None if who is None else here[who].as_py()
                )
            )
            if who is not None:
                works = works - {int(self._works[who])}
            if len(works) == 1:
                found[place] = self._best[next(iter(works))].as_py()
        return found

    def _alone(self, code: int, day: Day) -> set[int]:
        """Works that a number means which is an identity by itself; a date that contradicts rules one out."""
        works = self._number(code).works
        return works[_ANY] if day is None else works.get(day, set()) | works.get(None, set())

    def _issued(self, code: int, issuer: str | None, year: int | None, day: Day, here: str | None) -> set[int]:
        """Works that a number means which restarts: issuer and year must both be stated and agree."""
        if year is None or not issuer:
            return set()
        issued = self._number(code).issued
        days = (_ANY,) if day is None else (day, None)
        return set().union(*(issued.get((year, body, one), ()) for body in _bodies(issuer, here) for one in days))

    def _number(self, code: int) -> _Number:
        """The documents of a number, gone through when it is first asked for."""
        if code not in self._known:
            self._known[code] = number = _Number()
            rows = self._by_number[self._starts[code] : self._starts[code + 1]]
            few = self._rows.take(pa.array(rows))
            columns = [few.column(name).to_pylist() for name in ("issuer", "issued_on", "issued_year")]
            for work, *values in zip(self._works[rows].tolist(), *columns, strict=True):
                number.add(work, *values)
        return self._known[code]


def _firsts(rows: pa.Table, works: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """For each work the row of its preferred copy.

    Text layer and Word before OCR, then the shortest path; the rest makes it certain.
    """
    order = [document_order(document_id) for document_id in rows.column("document_id").to_pylist()]
    ranked = pa.table(
        {
            "work": works,
            "ocr": pc.greater(rows.column("pages_ocr"), 0),
            "length": pc.utf8_length(rows.column("path")),
            "path": rows.column("path"),
            "base": pa.array([base for base, _ in order], pa.string()),
            "ordinal": pa.array([ordinal for _, ordinal in order], pa.int64()),
        }
    )
    by_rank = pc.sort_indices(ranked, sort_keys=[(name, "ascending") for name in ranked.column_names]).to_numpy()
    _, first = np.unique(works[by_rank], return_index=True)
    firsts: np.ndarray[Any, Any] = by_rank[first]
    return firsts


def _column(rows: pa.Table, name: str) -> pa.Array:
    column = rows.column(name).combine_chunks()
    return pa.concat_arrays(column.chunks) if isinstance(column, pa.ChunkedArray) else column


def _encoded(values: pa.Array) -> pa.DictionaryArray:
    return pc.dictionary_encode(values)


def _folded(values: pa.Array) -> pa.Array:
    """`_fold` of every value."""
    return pc.utf8_lower(pc.utf8_trim_whitespace(pc.replace_substring_regex(values, r"[\s\pZ]+", " ")))


def _year(cite_key: str | None, issued_on: date | None) -> int | None:
    """The year of a citation: its date's, else the one that ends its key (number|issuer|year)."""
    if issued_on is not None:
        return issued_on.year
    _, bar, last = (cite_key or "").rpartition("|")
    return int(last) if bar and len(last) == 4 and last.isdecimal() else None


def _bodies(cited: str, here: str | None) -> Iterator[str]:
    """The names that a cited body can have in full: its own, or with a place that the citing body shares.

    `Ủy ban nhân dân tỉnh`, cited by a department of province X, is that of province X.
    """
    name = _fold(cited)
    yield name
    words = _fold(here or "").split(" ")
    for start in range(1, len(words)):
        yield f"{name} {' '.join(words[start:])}"


def _fold(text: str) -> str:
    return " ".join(text.lower().split())
