"""What only all documents together can tell: which copy counts, which citation is held here.

Both are pure functions of the documents and citations as parsed, so they are the same whatever the
order in which an archive grew. Nothing is guessed: several works that fit, or a number that
restarts every year in every office without its issuer and year, stay null.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from pipeline.storing.spool import document_order

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


@dataclass(frozen=True, slots=True)
class Key:
    """What of a document decides on links."""

    document_id: str
    path: str
    number: str | None
    issuer: str | None
    issued_on: date | None
    issued_year: int | None
    work_id: str | None
    pages_ocr: int

    @property
    def work(self) -> str:
        """The work that this is a copy of; a document without work_id is its own."""
        return self.work_id or self.document_id

    @property
    def rank(self) -> tuple[object, ...]:
        """Text layer and Word before OCR, then the shortest path; the rest makes it certain."""
        return self.pages_ocr > 0, len(self.path), self.path, document_order(self.document_id)


class Links:
    """The documents of an archive, ready to be asked.

    Args:
        documents: tables with at least `KEY_COLUMNS`, one row a document.
    """

    def __init__(self, documents: Iterable[pa.Table]) -> None:
        self._issuers: dict[str, str | None] = {}
        self._works: dict[str, str] = {}
        best: dict[str, Key] = {}
        numbered: dict[str, dict[str, list[Key]]] = defaultdict(lambda: defaultdict(list))
        for table in documents:
            columns = [table.column(name).to_pylist() for name in KEY_COLUMNS]
            for row in zip(*columns, strict=True):
                key = Key(*row)
                self._issuers[key.document_id] = key.issuer
                self._works[key.document_id] = key.work
                if key.work not in best or key.rank < best[key.work].rank:
                    best[key.work] = key
                if key.number:
                    numbered[_fold(key.number)][key.work].append(key)
        self._best = {work: key.document_id for work, key in best.items()}
        self._numbered = numbered

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
        ids = documents.column("document_id").to_pylist()
        return [self._best.get(self._works.get(i, i), i) == i for i in ids]

    def cited(self, citations: pa.Table) -> list[str | None]:
        """`citations.cites_document_id`: the preferred copy of the one work that a citation means."""
        columns = [citations.column(name).to_pylist() for name in LINK_COLUMNS["citations"][:-1]]
        return [
            self._cited(citing, number or resolved, cite_key, issuer, issued_on)
            for citing, number, resolved, cite_key, issuer, issued_on in zip(*columns, strict=True)
        ]

    def _cited(
        self, citing: str, number: str | None, cite_key: str | None, issuer: str | None, issued_on: date | None
    ) -> str | None:
        if number is None:
            return None
        works = self._numbered.get(_fold(number))
        if not works:
            return None
        alone = cite_key is not None and _fold(cite_key) == _fold(number)
        year = _year(cite_key, issued_on)
        here = self._issuers.get(citing)
        own = self._works.get(citing)
        fitting = [
            work
            for work, copies in works.items()
            if work != own and any(_fits(copy, alone, issuer, issued_on, year, here) for copy in copies)
        ]
        return self._best[fitting[0]] if len(fitting) == 1 else None


def _fits(
    document: Key, alone: bool, issuer: str | None, issued_on: date | None, year: int | None, here: str | None
) -> bool:
    """True where a citation of this number can mean the document.

    ``alone``: the number is an identity by itself; a date that contradicts still rules it out.
    Otherwise issuer and year must both be stated and agree.
    """
    if issued_on is not None and document.issued_on is not None and issued_on != document.issued_on:
        return False
    if alone:
        return True
    if year is None or year != document.issued_year or not issuer or not document.issuer:
        return False
    return _same_body(_fold(issuer), _fold(document.issuer), _fold(here or ""))


def _year(cite_key: str | None, issued_on: date | None) -> int | None:
    """The year of a citation: its date's, else the one that ends its key (number|issuer|year)."""
    if issued_on is not None:
        return issued_on.year
    _, bar, last = (cite_key or "").rpartition("|")
    return int(last) if bar and len(last) == 4 and last.isdecimal() else None


def _same_body(cited: str, issuer: str, here: str) -> bool:
    """The cited body is the issuer, or its name without the place that the citing body shares.

    `Ủy ban nhân dân tỉnh`, cited by a department of province X, is that of province X.
    """
    if cited == issuer:
        return True
    if not issuer.startswith(cited + " "):
        return False
    place = issuer[len(cited) + 1 :]
    return here.endswith(" " + place)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
