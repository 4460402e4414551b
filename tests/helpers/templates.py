"""The messages that the code says, read from its syntax: what the catalogue must hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "pipeline"
ERRORS = frozenset(
    f"{name}Error"
    for name in [
        "Archive",
        "Output",
        "Setup",
        "Gold",
        "File",
        "Unsupported",
        "Damaged",
        "Encrypted",
        "Limit",
        "Crash",
        "Query",
    ]
)
SAID = {
    "say": (0,),
    "_note": (0,),
    "note": (0,),
    "Finding": (0, 1),
    "Kind": (2, 3),
    "_title": (0,),
    "Found": (),
    "Carried": (),
    "option": (),
}
"""Functions whose arguments, counted from 0, are messages; of errors the first two are."""
KEYWORDS = frozenset({"advice", "reason", "help"})
OUTSIDE = frozenset({"evaluating"})
"""Rooms whose messages only those meet who work on vanthu itself."""


def said() -> dict[str, str]:
    """Each template with the place of its first use."""
    found: dict[str, str] = {}
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).parts[0]
        if room in OUTSIDE:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if room == "cli" and isinstance(node, ast.FunctionDef) and _is_command(node):
                found[ast.get_docstring(node) or ""] = f"{path.relative_to(ROOT.parent)}:{node.lineno}"
            for message in _messages(node):
                for template in _templates(message, tree):
                    found.setdefault(template, f"{path.relative_to(ROOT.parent)}:{node.lineno}")
    return found


def _is_command(node: ast.FunctionDef) -> bool:
    """Whether click makes a command of a function: its docstring is its help."""
    calls = [mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list]
    return any(isinstance(call, ast.Attribute) and call.attr in {"command", "group"} for call in calls)


def _messages(node: ast.AST) -> Iterator[ast.expr]:
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    places = (0, 1) if name in ERRORS else SAID.get(name, ())
    yield from (node.args[place] for place in places if place < len(node.args))
    yield from (word.value for word in node.keywords if name in SAID and word.arg in KEYWORDS)


def _templates(node: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The templates of an expression: a string, an f-string, either of two, a constant of the module."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            yield _template(values)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _templates(body, tree)
            yield from _templates(orelse, tree)
        case ast.BoolOp(values=values):
            for value in values:
                yield from _templates(value, tree)
        case ast.Name(id=name):
            for statement in ast.walk(tree):
                if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
                    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                    named = any(isinstance(target, ast.Name) and target.id == name for target in targets)
                    if named and isinstance(statement.value, ast.Constant | ast.JoinedStr | ast.IfExp):
                        yield from _templates(statement.value, tree)


def _template(values: list[ast.expr]) -> str:
    """An f-string with its values numbered from 1: what it holds is no part of the message."""
    pieces, number = [], 0
    for value in values:
        if isinstance(value, ast.Constant):
            pieces.append(str(value.value).replace("{", "{{").replace("}", "}}"))
        else:
            number += 1
            pieces.append(f"{{v{number}}}")
    return "".join(pieces)
