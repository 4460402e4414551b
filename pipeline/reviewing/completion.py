"""What to offer while a name is typed: values of the archive, the frequent ones first, and of the lexicon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc

from pipeline.parsing.lexicon import terms
from pipeline.reviewing.fields import COMPLETED
from pipeline.reviewing.queue import fold
from pipeline.storing.corrections import TABLES
from pipeline.storing.tables import open_tables

SHOWN = 10
LONGEST = 120
"""Characters of a value that is offered: a longer one is no name."""
MOST = 20_000
"""Values of a column that are held: the most frequent."""
_BODIES = frozenset(
    {("documents", "issuer"), ("documents", "issuer_parent"), ("documents", "on_behalf_of"), ("citations", "issuer")}
    | {("assignees", "name"), ("assignees", "body"), ("recipients", "name")}
)
"""Columns that hold bodies: what stands in one is offered in all."""
_LEXICON = {"type": "document_types", "signer_position": "signing_offices", "purpose": "purposes"}


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    folded: str
    count: int


class Offers:
    """Values to offer, by table and column.

    Args:
        counted: how often each value occurs, by (table, column).
    """

    def __init__(self, counted: Mapping[tuple[str, str], Mapping[str, int]]) -> None:
        self._counted = counted
        self._ready: dict[tuple[str, str], tuple[_Value, ...]] = {}

    def of(self, table: str, column: str, typed: str) -> Sequence[str]:
        """At most `SHOWN` values that hold every word typed, marks and case left aside.

        Those that begin with what was typed first, then the frequent ones.
        """
        wanted = fold(typed).split()
        start = " ".join(wanted)
        found = [one for one in self._values(table, column) if all(word in one.folded for word in wanted)]
        found.sort(key=lambda one: (not one.folded.startswith(start), -one.count, one.text))
        return [one.text for one in found[:SHOWN] if one.text != typed]

    def add(self, table: str, column: str, value: str | None) -> None:
        """A value that a reviewer gave: offered from now on."""
        if value and column in COMPLETED:
            key = (table, column)
            known = self._values(table, column)
            self._ready[key] = (*(one for one in known if one.text != value), _Value(value, fold(value), 1 << 30))

    def _values(self, table: str, column: str) -> tuple[_Value, ...]:
        key = (table, column)
        if key not in self._ready:
            counts: Counter[str] = Counter()
            for other, held in self._counted.items():
                if other == key or (key in _BODIES and other in _BODIES):
                    counts.update(held)
            for term in _terms(key):
                counts[term] += 1
            self._ready[key] = tuple(_Value(text, fold(text), count) for text, count in counts.most_common(MOST))
        return self._ready[key]


def _terms(key: tuple[str, str]) -> Iterable[str]:
    """What the lexicon offers for a column; of bodies their head nouns, no abbreviations: names are opened."""
    if key in _BODIES:
        return (term for term in terms("body_heads") if not term.isupper())
    return terms(_LEXICON[key[1]]) if key[1] in _LEXICON else ()


def load(out: Path) -> Offers:
    """The values of the tables below `out`. Raises OutputError as `open_tables`."""
    tables = open_tables(out)
    counted: dict[tuple[str, str], Mapping[str, int]] = {}
    for table in TABLES:
        rows = tables.arrow(table)
        for column in sorted(COMPLETED & set(rows.column_names)):
            counted[table, column] = _counts(pc.value_counts(rows.column(column)).to_pylist())
    return Offers(counted)


def _counts(rows: Iterable[Mapping[str, object]]) -> Mapping[str, int]:
    return {str(row["values"]): int(str(row["counts"])) for row in rows if _short(row["values"])}


def _short(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST
