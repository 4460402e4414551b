"""When a symbol was in use: the years of offices, ministries and terms of the National Assembly.

The lexicons `symbols` and `assembly_terms` give each body's symbol the days from and to which it was
written (a year alone: its first and its last day), so a symbol tells its body by the date (`SVHTT` was
Sở Văn hóa - Thông tin until 2008) and a date outside its years tells that one of the two is misread. A
symbol without years, or that no lexicon knows, speaks against no date. Sources: the National Assembly's
resolutions on the Government's structure of each term, the last 176/2025/QH15 (in force 2025-03-01).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date

from pipeline.parsing.lexicon import Entry, entries

_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)
_PART = re.compile(r"[-/]")


@dataclass(frozen=True, slots=True)
class Tenure:
    """A body that bore a symbol from ``since`` to ``until``, both days included; ``issuer`` None: it names no one."""

    issuer: str | None
    since: date
    until: date

    def holds(self, day: date | None, year: int | None) -> bool:
        """True where a day, or without one some day of a year, lies within; without either where it holds today."""
        if day is not None:
            return self.since <= day <= self.until
        if year is not None:
            return self.since.year <= year <= self.until.year
        return self.until == _LAST


def body_of(part: str, day: date | None = None, year: int | None = None) -> str | None:
    """The body that a symbol's part named on a day, in a year or (neither given) names today; None for none or several.

    Outside all its years a part that only one body ever bore names that body.
    """
    borne = _tenures().get(part, ())
    fitting = {one.issuer for one in borne if one.holds(day, year)} or {one.issuer for one in borne}
    return next(iter(fitting)) if len(fitting) == 1 else None


def in_use(symbol: str, day: date | None, year: int | None) -> bool:
    """False where some part of a symbol is known to have been out of use on a day or in a year."""
    if day is None and year is None:
        return True
    table = _tenures()
    known = (table[part] for part in _PART.split(symbol) if part in table)
    return all(any(one.holds(day, year) for one in borne) for borne in known)


@functools.cache
def _tenures() -> dict[str, tuple[Tenure, ...]]:
    table: dict[str, list[Tenure]] = {}
    for entry in (*entries("symbols"), *entries("assembly_terms")):
        table.setdefault(entry.term, []).append(tenure(entry))
    return {term: tuple(borne) for term, borne in table.items()}


def tenure(entry: Entry) -> Tenure:
    """The years of an entry. Raises ValueError where a day is none."""
    return Tenure(
        entry.values.get("issuer"),
        _day(entry.values.get("since"), "-01-01") or _FIRST,
        _day(entry.values.get("until"), "-12-31") or _LAST,
    )


def _day(written: str | None, rest: str) -> date | None:
    if not written:
        return None
    return date.fromisoformat(written if "-" in written else written + rest)
