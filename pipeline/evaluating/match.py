"""Which row of the tables is which row of the gold: optimal one-to-one matching.

`assign` for sets (order does not matter), `align` for sequences (it does). Both are exact: never
greedy, so that one row more or less cannot shift the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int]
"""Index of a gold row, index of a row of the tables."""


def assign(weights: Mapping[Pair, float]) -> list[Pair]:
    """The one-to-one pairs with the greatest total weight, in the order of the first side.

    Args:
        weights: the pairs that are allowed, with a weight above 0; all others are forbidden.
    """
    chosen: list[Pair] = []
    for rows, columns in _components(weights):
        size = max(len(rows), len(columns))
        cost = np.zeros((size, size))
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                cost[i, j] = -weights.get((row, column), 0.0)
        for i, j in enumerate(_hungarian(cost)):
            if i < len(rows) and j < len(columns) and (rows[i], columns[j]) in weights:
                chosen.append((rows[i], columns[j]))
    return sorted(chosen)


def align(first: int, second: int, weight: Callable[[int, int], float]) -> list[Pair]:
    """The pairs with the greatest total weight that keep the order of both sequences.

    Args:
        first: length of one sequence.
        second: length of the other.
        weight: of a pair; 0 forbids it.
    """
    best = np.zeros((first + 1, second + 1))
    taken = np.zeros((first + 1, second + 1), dtype=bool)
    for i in range(1, first + 1):
        for j in range(1, second + 1):
            best[i, j] = max(best[i - 1, j], best[i, j - 1])
            value = weight(i - 1, j - 1)
            if value > 0 and best[i - 1, j - 1] + value > best[i, j]:
                best[i, j] = best[i - 1, j - 1] + value
                taken[i, j] = True
    pairs: list[Pair] = []
    i, j = first, second
    while i and j:
        if taken[i, j]:
            pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif best[i - 1, j] >= best[i, j - 1]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _components(weights: Mapping[Pair, float]) -> list[tuple[list[int], list[int]]]:
    """The parts of the graph that hang together: small, where most rows have one candidate."""
    columns_of: dict[int, list[int]] = defaultdict(list)
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, column in weights:
        columns_of[row].append(column)
        rows_of[column].append(row)
    seen: set[int] = set()
    parts = []
    for start in sorted(columns_of):
        if start in seen:
            continue
        seen.add(start)
        rows, columns, queue = [start], set[int](), [start]
        while queue:
            for column in columns_of[queue.pop()]:
                if column in columns:
                    continue
                columns.add(column)
                for row in rows_of[column]:
                    if row not in seen:
                        seen.add(row)
                        rows.append(row)
                        queue.append(row)
        parts.append((sorted(rows), sorted(columns)))
    return parts


def _hungarian(cost: NDArray[np.float64]) -> list[int]:
    """For each row of a square matrix its column, at the least total cost (Kuhn and Munkres, O(n³))."""
    size = len(cost)
    row_price, column_price = np.zeros(size + 1), np.zeros(size + 1)
    row_of = np.zeros(size + 1, dtype=int)  # 1-based; column 0 is where a search starts
    for row in range(1, size + 1):
        row_of[0] = row
        column = 0
        least = np.full(size + 1, np.inf)
        before = np.zeros(size + 1, dtype=int)
        used = np.zeros(size + 1, dtype=bool)
        while row_of[column]:
            used[column] = True
            here = row_of[column]
            slack = cost[here - 1] - row_price[here] - column_price[1:]
            better = ~used[1:] & (slack < least[1:])
            least[1:][better] = slack[better]
            before[1:][better] = column
            column_next = int(np.argmin(np.where(used, np.inf, least)))
            step = least[column_next]
            row_price[row_of[used]] += step
            column_price[used] -= step
            least[~used] -= step
            column = column_next
        while column:
            row_of[column] = row_of[before[column]]
            column = int(before[column])
    columns = [0] * size
    for column in range(1, size + 1):
        columns[row_of[column] - 1] = column - 1
    return columns
