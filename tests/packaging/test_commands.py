"""The commands that the README, the Makefile and `.ci/run` promise are the same and are there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
TARGETS = ("help", "extract", "test", "test-all", "lint", "evaluate", "samples", "clean", "lock")


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("make") or shutil.which("gmake")
    assert program, "make is one of the three programs that a machine must have"
    return subprocess.run(
        [program, "--no-print-directory", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_help_is_the_default_and_lists_every_target_with_a_line() -> None:
    listed = dict(re.findall(r"^  make (\S+) +(\S.*)$", make().stdout, re.MULTILINE))
    assert set(TARGETS) <= listed.keys()
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == listed.keys()


def test_ci_runs_the_readmes_test_command() -> None:
    section = README.partition("\n## Tests\n")[2].partition("\n## ")[0]
    [command] = re.findall(r"^(make [a-z-]+)\b.*$", section.partition("```sh\n")[2].partition("```")[0], re.MULTILINE)[
        :1
    ]
    assert command in [line.partition(" #")[0] for line in CI.splitlines()]


def test_ci_stops_at_the_first_failure_and_may_be_run() -> None:
    assert "set -euo pipefail" in CI
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?m)(?:^|`)make ([a-z][a-z-]+)", README + CI))))
def test_every_target_that_is_named_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        pytest.param((), 'vanthu extract "$ARCHIVE" --out "$OUT"', id="all the machine's cores"),
        pytest.param(("WORKERS=3",), '--out "$OUT" --workers 3', id="so many workers"),
        pytest.param(("FLAGS=--strict",), "--strict", id="flags reach the command"),
    ],
)
def test_extract_runs_the_command(arguments: tuple[str, ...], command: str) -> None:
    assert command in " ".join(make("-n", "extract", *arguments).stdout.split())


def test_evaluate_takes_the_samples_gold_if_no_other_is_named() -> None:
    said = make("-n", "evaluate").stdout
    assert 'vanthu evaluate --gold "$GOLD" --tables "$TABLES"' in " ".join(said.split())
    assert re.search(r"^GOLD = data/gold$", MAKEFILE, re.MULTILINE)
    assert list((ROOT / "data" / "gold").glob("*.json"))


def test_test_leaves_the_slow_ones_out_and_test_all_does_not() -> None:
    assert 'pytest -m "not slow"' in make("-n", "test").stdout
    assert "not slow" not in make("-n", "test-all").stdout
