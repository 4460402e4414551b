"""Figures as Markdown tables: written, read back, and compared with those committed before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

HEAD = "# Figures of the bench\n\nMade by `make bench`; times are one machine's. Compare columns, not machines."
_ROW = re.compile(r"\|(.{1,2000})\|")
NOISE = 0.1
"""A time within a tenth of the old one is no change: the machine breathes."""

VERDICT, PASS, SHORT = "verdict", "pass", "short"
"""The column that says whether a mark is reached, and what stands in it."""


HIGHER = frozenset({"grid shape", "exact cells", "rows in order", "rows joined"})
"""Columns of shares of what is right: the higher the better."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures: the first cell of a row names it, the first row of the head its columns."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_dict(self) -> dict[str, Any]:
        """The table for JSON: rows by name, cells by column."""
        rows = {row[0]: dict(zip(self.head[1:], row[1:], strict=True)) for row in self.rows}
        return {"title": self.title, "rows": rows}


def markdown(tables: Iterable[Table]) -> str:
    """The tables under their titles; `parse` gives them back."""
    return "\n\n".join([HEAD, *(_written(table) for table in tables)]) + "\n"


def put(text: str, table: Table, family: str) -> str:
    """`text` with the table in the place of the one whose title begins with `family`, else at its end."""
    blocks = re.split(r"(?m)^(?=## )", text)
    kept = [block for block in blocks if not block.startswith(f"## {family}")]
    at = next((number for number, block in enumerate(blocks) if block.startswith(f"## {family}")), len(kept))
    kept.insert(at, _written(table) + "\n\n")
    return "".join(block.rstrip("\n") + "\n\n" for block in kept).rstrip("\n") + "\n"


def parse(text: str) -> tuple[Table, ...]:
    """The tables of a Markdown text, each under its `##` title; other text is passed over."""
    found: list[Table] = []
    title = ""
    rows: list[tuple[str, ...]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("## "):
            title = line[3:].strip()
        match = _ROW.fullmatch(line.strip())
        if match:
            rows.append(tuple(cell.strip() for cell in match[1].split("|")))
        elif rows:
            head, body = rows[0], tuple(row for row in rows[2:] if len(row) == len(rows[0]))
            found.append(Table(title, head, body))
            rows = []
    return tuple(found)


def changes(old: Sequence[Table], new: Sequence[Table]) -> str:
    """What changed, a line a figure: where it stands, the old and the new value, gain or loss.

    Errors and seconds are better when lower, speeds and shares of what is right when higher;
    times within a tenth are no change, and neither are the figures of plain Tesseract and of bare
    recognition. A mark that is reached now, or no more, is told.
    """
    before = {(table.title, row[0], column): cell for table in old for row, column, cell in _cells(table)}
    gains: list[str] = []
    losses: list[str] = []
    fresh = 0
    for table in new:
        for row, column, cell in _cells(table):
            if column == "pages" or "plain" in column or "bare" in column:
                continue
            known = before.get((table.title, row[0], column))
            if column == VERDICT:
                if known is not None and known != cell:
                    (gains if cell == PASS else losses).append(f"- {table.title} · {row[0]}: {known} → {cell}")
                continue
            one, other = _number(known), _number(cell)
            if one is None or other is None:
                fresh += other is not None
                continue
            timed = any(word in column for word in ("minute", "seconds", "a second"))
            if one == other or (timed and abs(other - one) <= NOISE * max(one, other)):
                continue
            higher = "minute" in column or "a second" in column or column in HIGHER
            line = f"- {table.title} · {row[0]} · {column}: {known} → {cell}"
            (gains if (other > one) == higher else losses).append(line)
    blocks = [f"## Gains ({len(gains)})", *gains, "", f"## Losses ({len(losses)})", *losses]
    if fresh:
        blocks += ["", f"{fresh} figures are new."]
    return "\n".join(blocks) + "\n"


def _cells(table: Table) -> Iterable[tuple[tuple[str, ...], str, str]]:
    return ((row, column, cell) for row in table.rows for column, cell in zip(table.head[1:], row[1:], strict=True))


def _number(cell: str | None) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        return None


def _written(table: Table) -> str:
    line = "| " + " | ".join(table.head) + " |"
    rule = "| " + " | ".join(["---"] + ["---:"] * (len(table.head) - 1)) + " |"
    return "\n".join([f"## {table.title}", "", line, rule, *("| " + " | ".join(row) + " |" for row in table.rows)])
