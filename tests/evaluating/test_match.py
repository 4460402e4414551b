"""Matching is optimal: no other choice of pairs has a greater weight."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluating.match import Pair, align, assign

WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9).map(float), min_size=0, max_size=12
)


def best(weights: dict[Pair, float], ordered: bool) -> float:
    """The greatest total of any set of pairs that may stand together, by trying all."""

    def fits(one: Pair, other: Pair) -> bool:
        if ordered:
            return (one[0] < other[0] and one[1] < other[1]) or (one[0] > other[0] and one[1] > other[1])
        return one[0] != other[0] and one[1] != other[1]

    totals = [0.0]
    for size in range(1, 6):
        for chosen in combinations(weights, size):
            if all(fits(one, other) for one, other in combinations(chosen, 2)):
                totals.append(sum(weights[pair] for pair in chosen))
    return max(totals)


@given(WEIGHTS)
def test_assign_is_optimal_and_one_to_one(weights: dict[Pair, float]) -> None:
    pairs = assign(weights)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert sum(weights[pair] for pair in pairs) == best(weights, ordered=False)


@given(WEIGHTS)
def test_align_is_optimal_and_keeps_both_orders(weights: dict[Pair, float]) -> None:
    pairs = align(5, 5, lambda i, j: weights.get((i, j), 0.0))
    assert pairs == sorted(pairs, key=lambda pair: pair[1])
    assert sum(weights[pair] for pair in pairs) == best(weights, ordered=True)


def test_assign_does_not_take_the_first_best_pair() -> None:
    """Greedy would take (0, 0) at 0.9 and leave row 1 without a partner."""
    assert assign({(0, 0): 0.9, (0, 1): 0.85, (1, 0): 0.88}) == [(0, 1), (1, 0)]


def test_align_survives_a_row_more() -> None:
    """An extra row in front must not shift all that follow."""
    gold, found = ["I", "1", "2", "II"], ["0", "I", "1", "2", "II"]
    assert align(4, 5, lambda i, j: float(gold[i] == found[j])) == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_large_equal_block_stays_quick_and_complete() -> None:
    """A table of rows with the same words in each is one component of the graph."""
    size = 120
    pairs = assign({(i, j): 1.0 - 0.01 * ((i - j) / size) ** 2 for i in range(size) for j in range(size)})
    assert pairs == [(i, i) for i in range(size)]
