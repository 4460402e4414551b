"""What is pinned, what is declared, and that no address to download from is written down anywhere."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
CONFIGURATION = ("pyproject.toml", "requirements.lock", "Makefile", ".ci/run", ".ci/setup")
ROOMS = (".ci", "models", "notebooks", "pipeline", "tests")
TEXTS = {"", ".py", ".md", ".toml", ".lock", ".cfg", ".csv", ".json", ".jsonl", ".txt", ".ipynb"}

ONLY_IN_NOTEBOOKS = {"pipeline/reviewing/widget.py"}
"""Modules that must have an extra at once, a class of its own to derive from: no other module imports them."""


def pins() -> dict[str, list[tuple[Requirement, int]]]:
    """Each locked distribution with its pins (several where a marker splits them) and their numbers of hashes."""
    found: dict[str, list[tuple[Requirement, int]]] = {}
    logical = re.sub(r"#.*", "", LOCK).replace("\\\n", " ")
    for line in filter(str.strip, logical.splitlines()):
        requirement, *hashes = re.split(r"\s--hash=", line)
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one.strip()) for one in hashes), requirement
        pin = Requirement(requirement.strip())
        found.setdefault(canonicalize_name(pin.name), []).append((pin, len(hashes)))
    return found


def declared() -> list[Requirement]:
    extras = [line for extra in PROJECT["optional-dependencies"].values() for line in extra]
    return [Requirement(line) for line in [*PROJECT["dependencies"], *extras]]


def test_every_line_of_the_lock_pins_one_version_by_hash() -> None:
    found = [pin for several in pins().values() for pin in several]
    assert len(found) > 50  # a lock that was cut short would pass all else
    assert [str(pin) for pin, hashes in found if not re.fullmatch(r"==[^*,]+", str(pin.specifier)) or not hashes] == []


@pytest.mark.parametrize("requirement", declared(), ids=lambda one: one.name)
def test_the_lock_holds_what_pyproject_asks_for(requirement: Requirement) -> None:
    locked = pins().get(canonicalize_name(requirement.name), [])
    assert locked, f"{requirement.name} is not locked; run `make lock`"
    for pin, _ in locked:
        version = str(pin.specifier).removeprefix("==")
        assert requirement.specifier.contains(version), f"{pin} is not {requirement}; run `make lock`"


def test_the_in_process_engine_is_installed_on_linux_and_only_asked_for_there() -> None:
    [(pin, _)] = pins()["tesserocr"]
    assert pin.marker is not None
    assert pin.marker.evaluate({"sys_platform": "linux"})
    assert not pin.marker.evaluate({"sys_platform": "darwin"})  # no wheels: pytesseract reads there


def test_what_the_package_imports_is_declared() -> None:
    """Nothing works only because another package happens to bring it."""
    homes = importlib.metadata.packages_distributions()
    # Parts of a declared package that it publishes for its users under a name of their own.
    needed = distributions(PROJECT["dependencies"]) | {"underthesea-core", "thinc"}
    extras = PROJECT["optional-dependencies"]
    engines = distributions(extras["tesserocr"]) | distributions(extras["heic"])
    queries, review = distributions(extras["analysis"]), distributions(extras["review"])
    late_by_room = {
        "reading": engines,
        "running": distributions(extras["cluster"]),
        "reviewing": review,
        "analysing": queries,
        "evaluating": distributions(extras["dev"]) | queries,
        "cli": queries | review,
    }
    foreign = []
    for file in (ROOT / "pipeline").rglob("*.py"):
        room = file.relative_to(ROOT / "pipeline").parts[0]
        # What an extra brings is imported where it is used, and only by the room that the extra is for.
        late = needed | late_by_room.get(room, set())
        for module, at_once in imports(file):
            if module in sys.stdlib_module_names or module == "pipeline":
                continue
            own = late if not at_once or file.relative_to(ROOT).as_posix() in ONLY_IN_NOTEBOOKS else needed
            if not {canonicalize_name(home) for home in homes.get(module, [module])} & own:
                foreign.append(f"{file.relative_to(ROOT)}: {module}")
    assert sorted(foreign) == []


def test_what_needs_an_extra_at_once_is_imported_by_nothing_else() -> None:
    """`vanthu` runs without the extras: only a notebook's cell imports such a module."""
    modules = {file.removesuffix(".py").replace("/", ".") for file in ONLY_IN_NOTEBOOKS}
    importers = []
    for file in (ROOT / "pipeline").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            base = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            if modules & {base + name for name in names} or base.rstrip(".") in modules:
                importers.append(str(file.relative_to(ROOT)))
    assert importers == []


def distributions(lines: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in lines}


def imports(file: Path) -> Iterator[tuple[str, bool]]:
    """The top name of each module that `file` imports, and whether as soon as it is itself imported."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    late = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], id(node) not in late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], id(node) not in late


@pytest.mark.parametrize("path", CONFIGURATION)
def test_no_configuration_names_an_address_or_an_index(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert re.findall(r"\S*(?:https?|ssh|git|file)://\S*", text) == []
    assert re.findall(r"(?<!no-emit-)(?:extra-)?index-url\b|find-links\b|trusted-host\b|tool\.uv\b", text) == []


def texts() -> Iterator[Path]:
    """The project's own text files."""
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXTS and path.name[0] != ".")
    for room in ROOMS:
        yield from (
            path
            for path in (ROOT / room).rglob("*")
            if path.is_file() and path.suffix in TEXTS and "__pycache__" not in path.parts
        )


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        # Written with classes of one letter, so that this file itself does not match.
        pytest.param(
            "a package registry", r"(?i)[/.@](?:[p]ypi\.org|[p]ythonhosted|[a]rtifactory|[n]exus\.)", id="registry"
        ),
        pytest.param(
            "a place on one machine", r"(?<![\w.<>}/])/(?:[w]ork|[r]oot|[t]mp|[h]ome|[U]sers)/\w", id="machine path"
        ),
    ],
)
def test_no_file_names(what: str, pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == [], what
