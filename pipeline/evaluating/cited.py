"""Which mentions are one cited document, and which document of the tables is which of the gold.

By the reading guide checks compare the set of distinct documents cited. Identity is the number where
there is one, else the type and the title without type, lead words and trailing year. A number without
a year restarts in every office every year, and a title can recur: such mentions are two documents
where both say their year or issuer and disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.evaluating.normalise import number_key, restarts, same, same_body, same_name, similarity, split_name
from pipeline.evaluating.rows import Citation


@dataclass(frozen=True, slots=True)
class Cited:
    """A distinct document.

    ``row`` is its first mention, with the issuer, date and name of the first mention that has one; it
    is left out only when all are.
    """

    row: Citation

    @property
    def year(self) -> str | None:
        """The year of its date, else the one that trails its name."""
        if self.row.issued_on:
            return self.row.issued_on[:4]
        return split_name(self.row.name, self.row.type)[1] if self.row.name else None


def distinct(rows: Iterable[Citation]) -> list[Cited]:
    """The distinct documents of some mentions, by first mention."""
    found: list[Cited] = []
    for row in rows:
        new = Cited(row)
        at = next((at for at, old in enumerate(found) if _identical(old, new) and not _conflict(old, new)), None)
        if at is None:
            found.append(new)
        else:
            found[at] = Cited(_merged(found[at].row, row))
    return found


def closeness(gold: Cited, found: Cited) -> float:
    """Above 0 where the two can be one document, more the better they agree.

    Across the two sides a misread date or issuer does not make another document: it only comes second
    where a better one stands beside it.
    """
    if not _identical(gold, found):
        return 0.0
    one, other = gold.row, found.row
    weight = 1.0 - 0.05 * one.left_out
    weight += 0.3 * (not _years_differ(gold, found)) + 0.1 * (not _bodies_differ(gold, found))
    if one.name and other.name:
        weight += 0.1 * similarity(one.name, other.name)
    return weight


def _identical(one: Cited, other: Cited) -> bool:
    a, b = one.row, other.row
    if a.number or b.number:
        return bool(a.number and b.number) and number_key(a.number or "") == number_key(b.number or "")
    if not same(a.type, b.type):
        return False
    if a.name and b.name:
        return same_name(split_name(a.name, a.type)[0], split_name(b.name, b.type)[0])
    return a.name is b.name and a.issued_on == b.issued_on and same(a.issuer, b.issuer)


def _conflict(one: Cited, other: Cited) -> bool:
    if one.row.number and not restarts(one.row.number):
        return False
    return _years_differ(one, other) or _bodies_differ(one, other)


def _years_differ(one: Cited, other: Cited) -> bool:
    return bool(one.year and other.year) and one.year != other.year


def _bodies_differ(one: Cited, other: Cited) -> bool:
    a, b = one.row.issuer, other.row.issuer
    return a is not None and b is not None and not same_body(a, b)


def _merged(first: Citation, later: Citation) -> Citation:
    return replace(
        first,
        issuer=first.issuer or later.issuer,
        issued_on=first.issued_on or later.issued_on,
        name=first.name or later.name,
        left_out=first.left_out and later.left_out,
        doubtful=first.doubtful | later.doubtful,
    )
