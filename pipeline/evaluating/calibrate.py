"""Fits the curves of the confidences to gold: ``python -m pipeline.evaluating.calibrate``.

Each pair is a folder of gold and the tables that were extracted from its files *without curves*
(``"curves": {}`` in calibration.json). Isotonic regression by pooling adjacent violators (Ayer and
others 1955) over a few groups of rows with like scores; a group's share of right rows is drawn a
little towards the table's (two rows of it), and a trace of the score itself keeps the curve rising.

No curve rises above the table's ceiling (``ceilings`` in calibration.json): the share of Word files' rows
that was right when the gold was first looked at. Misses that were seen are mended since, those of documents
that nobody has seen are not.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.errors import VanthuError
from pipeline.evaluating.reliability import Bin, Claim, by_table
from pipeline.evaluating.score import evaluate

GROUPS = 12
FEWEST = 25
"""Rows in a group, so that no point rests on a handful."""
PRIOR = 2.0
TRACE = 0.02
"""The part of the score itself in a point: no two scores become one."""
BEND = 0.001
"""So much below its ceiling a curve bends: from there on it rises hardly."""


def curve(claims: Sequence[Claim]) -> tuple[tuple[float, float], ...]:
    """The points (score, probability) of one table's claims, from score 0 to 1, both rising."""
    ordered = sorted(claims, key=lambda one: one.confidence)
    base = Bin.of(ordered).precision
    groups = _groups(ordered)
    pooled: list[list[float]] = []  # weight, sum of scores, sum of right rows
    for held in groups:
        rows = len(held)
        pooled.append([rows, sum(one.confidence for one in held), sum(one.right for one in held)])
        while len(pooled) > 1 and pooled[-2][2] / pooled[-2][0] >= pooled[-1][2] / pooled[-1][0]:
            last = pooled.pop()
            pooled[-1] = [a + b for a, b in zip(pooled[-1], last, strict=True)]
    inner = [(score / rows, (right + PRIOR * base) / (rows + PRIOR)) for rows, score, right in pooled]
    inner = [(x, max(y for _, y in inner[: at + 1])) for at, (x, _) in enumerate(inner)]  # the drawing may swap two
    ends = [(0.0, 0.0), *((x, y) for x, y in inner if 0.0 < x < 1.0), (1.0, inner[-1][1])]
    points: list[tuple[float, float]] = []
    for point in ((round(x, 4), round((1 - TRACE) * y + TRACE * x, 4)) for x, y in ends):
        if point[0] == 1.0:
            points = [one for one in points if one[0] < 1.0 and one[1] < point[1]]
        if not points or (points[-1][0] < point[0] and points[-1][1] < point[1]):  # not rounded into one
            points.append(point)
    return tuple(points)


def capped(points: Sequence[tuple[float, float]], ceiling: float) -> tuple[tuple[float, float], ...]:
    """The curve held below a probability: it bends where it would pass it, and ends there."""
    if points[-1][1] <= ceiling:
        return tuple(points)
    bend = round(ceiling - BEND, 4)
    kept = [one for one in points if one[0] < 1.0 and one[1] < bend]
    at = next((x for x, y in points if x < 1.0 and y >= bend), None)
    return (*kept, *(((at, bend),) if at is not None else ()), (1.0, ceiling))


def _groups(ordered: Sequence[Claim]) -> list[Sequence[Claim]]:
    """Groups of at least FEWEST rows; rows of one score stay together."""
    size = max(FEWEST, len(ordered) // GROUPS)
    found: list[Sequence[Claim]] = []
    start = 0
    while start < len(ordered):
        end = min(len(ordered), start + size)
        while end < len(ordered) and ordered[end].confidence == ordered[end - 1].confidence:
            end += 1
        if len(ordered) - end < FEWEST:
            end = len(ordered)
        found.append(ordered[start:end])
        start = end
    return found


@click.command()
@click.argument("pairs", nargs=-1, required=True)
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), help="The calibration.json to renew.")
def main(pairs: tuple[str, ...], write: Path | None) -> None:
    """PAIRS are GOLD=TABLES: a folder of gold files and the tables of their files, made without curves."""
    claims: list[Claim] = []
    try:
        for pair in pairs:
            gold, _, tables = pair.partition("=")
            claims += evaluate(Path(gold), Path(tables)).claims
    except VanthuError as error:
        raise click.ClickException(str(error)) from error
    raw = json.loads(write.read_text(encoding="utf-8")) if write is not None else {}
    ceilings = raw.get("ceilings", {})
    curves = {table: capped(curve(held), ceilings.get(table, 1.0)) for table, held in sorted(by_table(claims).items())}
    for table, points in curves.items():
        click.echo(f"{table}: " + ", ".join(f"{x:g} → {y:g}" for x, y in points))
    if write is not None:
        raw["curves"] = {table: [list(point) for point in points] for table, points in curves.items()}
        write.write_text(json.dumps(raw, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
