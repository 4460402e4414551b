"""docs/promises.md names the tests that hold what is promised: they must be there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROMISES = ROOT / "docs" / "promises.md"
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_each_promise_is_held_by_a_test_that_exists() -> None:
    promises: list[str] = []
    inside = False
    for line in PROMISES.read_text(encoding="utf-8").splitlines():
        # Tables of promises, not those of figures.
        inside = line.startswith("| promise |") or (inside and line.startswith("|"))
        if inside and not line.startswith(("| promise |", "| ---")):
            promises.append(line)
    assert len(promises) > 30
    for line in promises:
        named = TEST.findall(line)
        assert named, f"nothing holds: {line}"
        for module, test in named:
            path = ROOT / module
            assert path.is_file(), module
            defined = {
                node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
            }
            assert test in defined, f"{module} has no {test}"
