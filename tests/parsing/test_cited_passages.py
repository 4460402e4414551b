"""Passages as plans, decisions and Party documents word them, with every citation in them.

`cited_passages.txt` was written with its truth before the code was run on it (ANNOTATION.md decides):
`# what it is about`, the passage, a line `> relation | type | number | issuer | day | name` a citation,
`-` for nothing. Offices, places and numbers are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.parsing.citations import find
from pipeline.parsing.facts import Citation

FIELDS = ("relation", "type", "number", "issuer", "day", "name")


def passages() -> list[tuple[str, str, list[str]]]:
    found = []
    for block in (Path(__file__).parent / "cited_passages.txt").read_text(encoding="utf-8").split("\n# "):
        intent, *lines = block.strip("\n").removeprefix("# ").split("\n")
        text = "\n".join(line for line in lines if not line.startswith("> "))
        found.append((intent, text, [line[2:] for line in lines if line.startswith("> ")]))
    return found


PASSAGES = passages()


def row(found: Citation) -> str:
    day = found.issued_on.isoformat() if found.issued_on else None
    values = (str(found.relation), found.type, found.number, found.issuer, day, found.name)
    return " | ".join(value or "-" for value in values)


@pytest.mark.parametrize(("intent", "text", "rows"), PASSAGES, ids=[case[0] for case in PASSAGES])
def test_all_that_a_passage_cites(intent: str, text: str, rows: list[str]) -> None:
    assert [row(one) for one in find(text)] == rows


def test_the_passages_are_all_there():
    assert len(PASSAGES) > 140
    assert all(len(line.split(" | ")) == len(FIELDS) for _, _, rows in PASSAGES for line in rows)
