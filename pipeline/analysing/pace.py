"""How long each question takes: the figures of the bench, from a process of its own.

    python -m pipeline.analysing.pace OUT [--cores 2]

prints JSON, a list with an entry a question: its name, how many rows it gives, the seconds of the
first time it is asked, the median of three times, and the processor's seconds of that one.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from pipeline.analysing.questions import ask, questions
from pipeline.analysing.views import Connection, connect

TIMES = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a question took."""

    question: str
    rows: int
    first: float
    seconds: float
    processor: float


def paces(out: Path | str, cores: int) -> Iterator[Pace]:
    """Ask every question of the tables in `out`, on so many cores."""
    with connect(out, threads=cores) as connection:
        told = _told(connection)
        for one in questions():
            taken = []
            for _ in range(TIMES):
                wall, processor = time.perf_counter(), time.process_time()
                rows = len(ask(connection, one.name, **told.get(one.name, {})).fetchall())
                taken.append((time.perf_counter() - wall, time.process_time() - processor))
            wall, processor = (statistics.median(column) for column in zip(*taken, strict=True))
            yield Pace(one.name, rows, round(taken[0][0], 3), round(wall, 3), round(processor, 3))


def _told(connection: Connection) -> dict[str, dict[str, Any]]:
    """What some questions must be told to have something to answer: the busiest day, two plans of many tasks."""
    found: dict[str, dict[str, Any]] = {}
    [(day,)] = connection.execute("select mode(due_on) from tasks").fetchall()
    if day is not None:
        found["tasks_due"] = {"day": day}
    plans = connection.execute(
        "select document_id from tasks group by document_id order by count(*) desc, document_id limit 2"
    ).fetchall()
    if len(plans) == 2:
        found["plans_compared"] = {"old": plans[0][0], "new": plans[1][0]}
    return found


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--cores", type=click.IntRange(1), default=2)
def main(out: Path, cores: int) -> None:
    """Print how long each question takes."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-cores:])
    click.echo(json.dumps([asdict(one) for one in paces(out, cores)]))


if __name__ == "__main__":
    main()
