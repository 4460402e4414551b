"""What only all documents together can tell: which copy counts, which citation is held here.

Both are pure functions of the documents and citations as parsed, so they are the same whatever the
order in which an archive grew. Nothing is guessed: several works that fit, or a number that
restarts every year in every office without its issuer and year, stay null.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
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
    "documents": ("document_id", "work_id", "preferred"),
    "citations": ("document_id", "number", "resolved_number", "cite_key", "issuer", "issued_on", "cites_document_id"),
}
"""What `Links.fill` and `Links.stale` must see of a table's rows."""


_MOST = 3
"""Of so many works that fit at least two are others than the citing one's: which is meant can't be told."""

_FEW = 16
"""A number that so many documents bear is gone through anew each time."""

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


@dataclass(frozen=True, slots=True)
class Touched:
    """What links may change when some documents do: those of these works, and citations of these numbers."""

    works: pa.Array
    numbers: pa.Array


class Links:
    """The documents of an archive, ready to be asked: a join by number, whatever their number.

    Args:
        documents: tables with at least `KEY_COLUMNS`, one row a document.
    """

    def __init__(self, documents: Iterable[pa.Table]) -> None:
        tables = [table.select(list(KEY_COLUMNS)) for table in documents]
        rows = (pa.concat_tables(tables) if tables else schemas.empty("documents").select(list(KEY_COLUMNS))).sort_by(
            "document_id"
        )
        ids = rows.column("document_id")
        self._ids: list[str] = ids.to_pylist()
        self._rows = {document_id: row for row, document_id in enumerate(self._ids)}
        self._issuers, self._days, self._years = (
            _shared(rows.column(name).to_pylist()) for name in ("issuer", "issued_on", "issued_year")
        )
        encoded = _encoded(_work(rows))
        works = encoded.indices.to_numpy()
        self._works: list[int] = works.tolist()
        self._best: list[int] = _firsts(rows, works).tolist()
        """The row of the preferred copy of each work."""
        numbers = _encoded(_folded(rows.column("number")))
        self._numbers = {number: code for code, number in enumerate(numbers.dictionary.to_pylist())}
        codes = numbers.indices.fill_null(-1).to_numpy()
        self._by_number = np.argsort(codes, kind="stable")
        self._starts = np.searchsorted(codes[self._by_number], np.arange(len(self._numbers) + 1))
        self._popular: dict[int, _Number] = {}
        self._encoded = encoded, numbers

    def touched(self, changed: pa.Table) -> Touched:
        """What the links of documents that did not change depend on, of those that did.

        Args:
            changed: the `KEY_COLUMNS` of documents that came, went or changed, as they were and as they are.

        A document that changes changes the works that its number means, and which copy of its own work counts;
        that copy is what every number leads to that any copy of the work bears.
        """
        works, numbers = self._encoded
        mine = pc.unique(_work(changed))
        together = pc.is_in(works.dictionary, value_set=mine).take(works.indices)
        theirs = pc.unique(numbers.indices.filter(together)).drop_null()
        own = pc.unique(_folded(changed.column("number"))).drop_null()
        return Touched(mine, pa.concat_arrays([numbers.dictionary.take(theirs), own]))

    def stale(self, table: str, rows: pa.Table, touched: Touched) -> bool:
        """True where the linked column of rows in place, of `LINK_COLUMNS`, is not what it would be now."""
        if table == "documents":
            some = rows.filter(pc.is_in(_work(rows), value_set=touched.works))
        else:
            some = rows.filter(pc.is_in(_number(rows), value_set=touched.numbers))
        linked = LINKED[table]
        return not self.fill(table, some).column(linked).equals(some.column(linked))

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
        rows = [self._rows.get(document_id) for document_id in documents.column("document_id").to_pylist()]
        return [row is None or self._best[self._works[row]] == row for row in rows]

    def cited(self, citations: pa.Table) -> list[str | None]:
        """`citations.cites_document_id`: the preferred copy of the one work that a citation means."""
        numbers = _number(citations).to_pylist()
        found: list[str | None] = [None] * citations.num_rows
        held = [(at, self._numbers[number]) for at, number in enumerate(numbers) if number in self._numbers]
        if not held:
            return found
        few = citations.take(pa.array([at for at, _ in held]))
        keys = _folded(few.column("cite_key")).to_pylist()
        columns = [few.column(name).to_pylist() for name in ("document_id", "cite_key", "issuer", "issued_on")]
        for (at, code), key, citing, cite_key, issuer, issued_on in zip(held, keys, *columns, strict=True):
            row = self._rows.get(citing)
            if key == numbers[at]:
                works = self._alone(code, issued_on)
            else:
                here = None if row is None else self._issuers[row]
                works = self._issued(code, issuer, _year(cite_key, issued_on), issued_on, here)
            if row is not None:
                works = works - {self._works[row]}
            if len(works) == 1:
                found[at] = self._ids[self._best[next(iter(works))]]
        return found

    def _alone(self, code: int, day: Day) -> Set[int]:
        """Works that a number means which is an identity by itself; a date that contradicts rules one out."""
        works = self._number(code).works
        return works[_ANY] if day is None else works.get(day, set()) | works.get(None, set())

    def _issued(self, code: int, issuer: str | None, year: int | None, day: Day, here: str | None) -> Set[int]:
        """Works that a number means which restarts: issuer and year must both be stated and agree."""
        if year is None or not issuer:
            return set()
        issued = self._number(code).issued
        days = (_ANY,) if day is None else (day, None)
        return set().union(*(issued.get((year, body, one), ()) for body in _bodies(issuer, here) for one in days))

    def _number(self, code: int) -> _Number:
        """The documents of a number; those of a number that many bear are gone through once."""
        if code in self._popular:
            return self._popular[code]
        number = _Number()
        rows = self._by_number[self._starts[code] : self._starts[code + 1]].tolist()
        for row in rows:
            number.add(self._works[row], self._issuers[row], self._days[row], self._years[row])
        if len(rows) > _FEW:
            self._popular[code] = number
        return number


def _work(documents: pa.Table) -> pa.ChunkedArray:
    """The work of each document: its own where it is a copy of none."""
    return pc.coalesce(documents.column("work_id"), documents.column("document_id"))


def _number(citations: pa.Table) -> pa.ChunkedArray:
    """The number by which each citation is looked up."""
    return _folded(pc.coalesce(citations.column("number"), citations.column("resolved_number")))


def _shared(values: list[Any]) -> list[Any]:
    """The same values, with those that are equal held once."""
    known: dict[Any, Any] = {}
    return [known.setdefault(value, value) for value in values]


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


def _encoded(values: pa.ChunkedArray) -> pa.DictionaryArray:
    encoded = values.combine_chunks().dictionary_encode()
    return encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded


def _folded(values: pa.ChunkedArray) -> pa.ChunkedArray:
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
