"""The questions of questions.sql, by name: what notebooks, tests and the bench all ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pipeline.analysing.views import Connection, query

_HEAD = re.compile(r"^-- (name|asks|takes): ?(.*)$")


@dataclass(frozen=True, slots=True)
class Question:
    """A question that has a name.

    ``parameters`` are names with the SQL of what they are if nothing is given; ``sql`` takes them as
    ``$name``.
    """

    name: str
    asks: str
    parameters: tuple[tuple[str, str], ...]
    sql: str


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order of the file."""
    text = resources.files("pipeline.analysing").joinpath("questions.sql").read_text(encoding="utf-8")
    found = []
    for block in re.split(r"(?m)^(?=-- name: )", text)[1:]:
        heads: dict[str, str] = {}
        for line in block.splitlines():
            if match := _HEAD.match(line):
                heads[match[1]] = match[2]
        given = (one.partition("=") for one in heads["takes"].split(",") if one.strip())
        parameters = tuple((name.strip(), value.strip()) for name, _, value in given)
        found.append(Question(heads["name"], heads["asks"], parameters, block.strip()))
    return tuple(found)


def question(name: str) -> Question:
    """The question of this name. Raises KeyError where there is none."""
    for one in questions():
        if one.name == name:
            return one
    raise KeyError(name)


def ask(connection: Connection, name: str, **parameters: Any) -> Connection:
    """Ask a question of a connection made by `views.connect`; ``.df()`` of what is returned are the rows.

    Raises KeyError for a name or a parameter that there is not, QueryError where DuckDB refuses.
    """
    one = question(name)
    known = dict(one.parameters)
    for given in parameters:
        if given not in known:
            raise KeyError(given)
    values = dict(parameters)
    for missing in known.keys() - parameters.keys():
        [values[missing]] = query(connection, f"select {known[missing]}").fetchone()
    return query(connection, one.sql, values or None)
