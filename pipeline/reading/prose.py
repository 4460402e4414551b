"""Body text set in two columns, as gazettes and bulletins are: parted at the white between them.

The body of a document stands in one column (Nghị định 30/2020/NĐ-CP, Phụ lục I), so two are believed only
of long stretches of running text: a gutter that no word crosses, lines that fill both sides to
their margins. Rows of a table without rules, lists and feet do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.reading.columns import Measures, Placed, Row, rows_of
from pipeline.reading.regions import Region

LEAST = 8
"""Lines that each column has at least."""
GUTTER = 0.8
"""Width of the white between columns, in heights of words."""
MIDDLE = (0.3, 0.7)
"""Where the gutter may stand, in widths of the body."""
FULL = 0.55
"""Share of a column's lines that run to its margin."""
WORDS = 4.0
"""Words that a column's lines have on the average."""

Span = tuple[float, float]


def prose_of(rows: Sequence[Row], measures: Measures) -> list[Region]:
    """Stretches of rows in two columns, from the top down; ``Region.rows`` are indices into `rows`."""
    found: list[Region] = []
    first = 0
    while first < len(rows):
        spans = _free(rows[first], measures)
        last = first
        while spans and last + 1 < len(rows):
            common = _common(spans, _free(rows[last + 1], measures), GUTTER * measures.height)
            if not common:
                break
            spans, last = common, last + 1
        region = _region(rows, first, last, spans, measures) if spans else None
        if region is not None:
            found.append(region)
        first = last + 1
    return found


def _free(row: Row, measures: Measures) -> list[Span]:
    """The white of a row that may be part of a gutter."""
    wide = measures.right - measures.left
    low, high = measures.left + MIDDLE[0] * wide, measures.left + MIDDLE[1] * wide
    edges = [(float("-inf"), row[0].x0)]
    reached = row[0].x1
    for _, p in pairwise(row):
        edges.append((reached, p.x0))
        reached = max(reached, p.x1)
    edges.append((reached, float("inf")))
    return _common(edges, [(low, high)], GUTTER * measures.height)


def _common(some: Sequence[Span], others: Sequence[Span], least: float) -> list[Span]:
    both = [(max(a[0], b[0]), min(a[1], b[1])) for a in some for b in others]
    return [span for span in both if span[1] - span[0] >= least]


def _width(span: Span) -> float:
    return span[1] - span[0]


def _region(rows: Sequence[Row], first: int, last: int, spans: Sequence[Span], measures: Measures) -> Region | None:
    """The stretch as a region, if both its columns are running text; None else."""
    if last - first + 1 < LEAST:
        return None
    begin, end = max(spans, key=_width)
    middle = (begin + end) / 2
    words = [p for row in rows[first : last + 1] for p in row]
    left = [p for p in words if p.x1 <= middle]
    right = [p for p in words if p.x1 > middle]
    if not all(_is_running(side, measures) for side in (left, right)):
        return None
    return Region(list(range(first, last + 1)), left, right)


def _is_running(side: Sequence[Placed], measures: Measures) -> bool:
    """True for the words of a column of running text: long lines, most of them to one margin."""
    rows = rows_of(list(side), measures.height)
    if len(rows) < LEAST or len(side) < WORDS * len(rows):
        return False
    ends = sorted(max(p.x1 for p in row) for row in rows)
    begins = sorted(row[0].x0 for row in rows)
    margin = ends[-1 - len(ends) // 10]
    if margin - begins[len(begins) // 10] < 0.3 * (measures.right - measures.left):
        return False
    return sum(end >= margin - 1.5 * measures.height for end in ends) >= FULL * len(rows)


def measures_in(side: Sequence[Placed], measures: Measures) -> Measures:
    """The measures of a column: the page's, with the column's own margins."""
    return Measures(measures.width, measures.height, min(p.x0 for p in side), max(p.x1 for p in side))
