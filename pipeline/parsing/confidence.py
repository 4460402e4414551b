"""How sure a row is: the probability that all its values are right.

Three things are multiplied, each between 0 and 1:

- the base rate of the rule that made the row, from ``calibration.json`` where gold has measured it,
  else what the rule itself claims times the scale of its table;
- how well its words were read (their mean confidence, to the power of ``reading``);
- a factor for every flag.

So a row never grows surer by a worse reading or by one more flag. The numbers are data
(``models/vi_plan/calibration.json``); `vanthu evaluate` shows how true they are.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.errors import SetupError
from pipeline.parsing.lexicon import model_path
from pipeline.records import Flag


@dataclass(frozen=True, slots=True)
class Calibration:
    """``scales`` by table, ``rules`` base rates by rule id, ``flags`` factors, ``reading`` an exponent."""

    scales: Mapping[str, float]
    rules: Mapping[str, float]
    flags: Mapping[Flag, float]
    reading: float

    def of(
        self, table: str, rule: str, claimed: float = 1.0, *, read: float = 1.0, flags: Iterable[Flag] = ()
    ) -> float:
        """The confidence of a row of `table` (0..1).

        Args:
            table: the table of TABLES.md.
            rule: the id of the rule that made the row.
            claimed: what the rule itself says (0..1), used where gold has no figure for it.
            read: mean reading confidence of the row's words (0..1).
            flags: the row's flags.
        """
        sure = self.rules[rule] if rule in self.rules else claimed * self.scales.get(table, 1.0)
        sure *= math.pow(min(1.0, max(0.0, read)), self.reading)
        for flag in set(flags):
            sure *= self.flags.get(flag, 1.0)
        return min(1.0, max(0.0, sure))


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
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SetupError(
            f"{path.name} of the model can't be used: {error!r}", "put back the model's own file"
        ) from error
    factors = (*made.scales.values(), *made.rules.values(), *made.flags.values())
    if made.reading < 0 or not all(0.0 <= factor <= 1.0 for factor in factors):
        raise SetupError(f"{path.name} of the model holds a factor outside 0..1", "put back the model's own file")
    return made
