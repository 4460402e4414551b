"""How sure a row is: the probability that all its values are right.

Three things are multiplied, each between 0 and 1:

- the base rate of the rule that made the row, from ``calibration.json`` where gold has measured it,
  else what the rule itself claims times the scale of its table;
- how well its words were read (the geometric mean of their mean confidence and that of the whole document's
  words, to the power of ``reading``);
- a factor for every flag.

The product is then mapped by the curve of its table, which `pipeline.evaluating.calibrate` fits to gold:
a few points (score, probability) that rise strictly, with straight lines between them. So a row never
grows surer by a worse reading or by one more flag. The numbers are data
(``models/vi_plan/calibration.json``); `vanthu evaluate` shows how true they are.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.errors import SetupError
from pipeline.parsing.lexicon import model_path
from pipeline.records import Flag

Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """``scales`` by table, ``rules`` base rates by rule id, ``flags`` factors, ``reading`` an exponent.

    ``curves`` by table: points (score, probability) from 0 to 1, both rising.
    """

    scales: Mapping[str, float]
    rules: Mapping[str, float]
    flags: Mapping[Flag, float]
    reading: float
    curves: Mapping[str, Curve] = field(default_factory=dict)

    def of(
        self, table: str, rule: str, claimed: float = 1.0, *, read: float = 1.0, flags: Iterable[Flag] = ()
    ) -> float:
        """The confidence of a row of `table` (0..1).

        Args:
            table: the table of TABLES.md.
            rule: the id of the rule that made the row.
            claimed: what the rule itself says (0..1), used where gold has no figure for it.
            read: how well the row was read (0..1).
            flags: the row's flags.
        """
        sure = self.rules[rule] if rule in self.rules else claimed * self.scales.get(table, 1.0)
        sure *= math.pow(min(1.0, max(0.0, read)), self.reading)
        for flag in set(flags):
            sure *= self.flags.get(flag, 1.0)
        return _on(self.curves.get(table, ()), min(1.0, max(0.0, sure)))


def _on(curve: Curve, score: float) -> float:
    """The probability of a score: on the line between the points beside it; the score itself without a curve."""
    for (left, low), (right, high) in pairwise(curve):
        if score <= right:
            return low + (high - low) * (score - left) / (right - left)
    return score


@functools.cache
def calibration() -> Calibration:
    """The calibration of the model in use. Raises SetupError where its file can't be used."""
    path = model_path() / "calibration.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        made = Calibration(
            {str(name): float(value) for name, value in raw["scales"].items()},
            {str(name): float(value) for name, value in raw["rules"].items()},
            {Flag(name): float(value) for name, value in raw["flags"].items()},
            float(raw["reading"]),
            {str(name): tuple((float(x), float(y)) for x, y in curve) for name, curve in raw["curves"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SetupError(
            f"{path.name} of the model can't be used: {error!r}", "put back the model's own file"
        ) from error
    factors = (*made.scales.values(), *made.rules.values(), *made.flags.values())
    if made.reading < 0 or not all(0.0 <= factor <= 1.0 for factor in factors):
        raise SetupError(f"{path.name} of the model holds a factor outside 0..1", "put back the model's own file")
    if any(not _rises(curve) for curve in made.curves.values()):
        raise SetupError(f"{path.name} of the model holds a curve that does not rise", "put back the model's own file")
    return made


def _rises(curve: Curve) -> bool:
    """True for points from (0, …) to (1, …) whose scores and probabilities rise strictly within 0..1."""
    if len(curve) < 2 or (curve[0][0], curve[-1][0]) != (0.0, 1.0) or not 0 <= curve[0][1] < curve[-1][1] <= 1:
        return False
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(curve))
