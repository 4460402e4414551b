"""How true the confidences are: of the rows that claim to be right with 0.9, nine of ten should be.

A claim is a row found, its confidence, and whether all of its values that gold states are right. The
expected calibration error is the mean distance between confidence and precision over bins of equal
width, weighted by their rows (Naeini, Cooper and Hauskrecht 2015). Fitting is `calibrate`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

BINS = 10


@dataclass(frozen=True, slots=True)
class Claim:
    """A row found: its table, its confidence (0..1), and whether every value of it is right."""

    table: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Some claims: how many, their mean confidence, the share that is right."""

    rows: int
    confidence: float
    precision: float

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> Bin:
        """The bin of some claims, at least one."""
        rows = len(claims)
        return cls(rows, fsum(one.confidence for one in claims) / rows, sum(one.right for one in claims) / rows)


def by_table(claims: Iterable[Claim]) -> Mapping[str, tuple[Claim, ...]]:
    """The claims of each table, in the order in which the tables come."""
    found: dict[str, list[Claim]] = {}
    for one in claims:
        found.setdefault(one.table, []).append(one)
    return {table: tuple(held) for table, held in found.items()}


def bins(claims: Iterable[Claim], count: int = BINS) -> Mapping[int, Bin]:
    """The bins that hold any claim by their ordinal (0 for confidences below 1 / `count`), the least sure first."""
    held: dict[int, list[Claim]] = {}
    for one in claims:
        held.setdefault(min(count - 1, int(one.confidence * count)), []).append(one)
    return {at: Bin.of(held[at]) for at in sorted(held)}


def expected_error(claims: Sequence[Claim], count: int = BINS) -> float | None:
    """The expected calibration error (0..1); None without claims."""
    found = bins(claims, count).values()
    rows = sum(one.rows for one in found)
    return fsum(one.rows * abs(one.confidence - one.precision) for one in found) / rows if rows else None
