"""How quick the review page is to work with: keystrokes and seconds a corrected field, saving, the next row.

    python -m pipeline.evaluating.bench tests/gold/dev --review

An archive of two hundred PDFs printed from the drafts is extracted, `vanthu review --voila` serves it, and a
script does at it, in Chromium without a window, what a reviewer does with the keyboard alone. It types without
pauses: the seconds are the page's own, a reviewer's thoughts come on top. What stands in the boxes of a field is
typed over whole, as somebody does who does not aim.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.evaluating import scans
from pipeline.evaluating.browser import browser, server
from pipeline.evaluating.drafts import Draft
from pipeline.evaluating.figures import PASS, SHORT, Table
from pipeline.running.extract import extract
from pipeline.settings import Settings

DOCUMENTS = 200
ROUNDS = 20
"""Rows that are corrected of each kind, and that are gone through."""
LOOK_MS = 500
"""Milliseconds for which a row is looked at before the next is asked for, where somebody reads; 0: a key held down."""
SAVE_MS, NEXT_MS = 100.0, 200.0
"""What a save and the way to the next row may take, in milliseconds."""
START = 180_000
FIELDS = (("assignees", "role"), ("tasks", "due_on"), ("citations", "issued_on"), ("tasks", "product"))
HEAD = ("correction", "fields", "keystrokes a field", "seconds a field", "save, ms, median", "save, ms, 95 %")

# Runs in the page: when a key is pressed the clock is started, and stopped when what it brought can be seen.
_CLOCK = """() => {
  const root = document.querySelector('[data-vanthu=review]');
  const page = document.querySelector('[data-vanthu=page]');
  window.clocked = [];
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'n') return;
    const began = performance.now(), row = root.dataset.row;
    const told = {};
    const look = () => {
      const changed = root.dataset.row !== row;
      if (changed && told.row === undefined) told.row = performance.now() - began;
      const image = page.querySelector('img');
      const drawn = page.dataset.state === 'text' || (page.dataset.state === 'drawn' && image.complete);
      if (changed && drawn && page.dataset.page.startsWith(root.dataset.row.split('/')[1].slice(0, 16))) {
        window.clocked.push([told.row, performance.now() - began]);
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, true);
}"""


@dataclass(slots=True)
class Kind:
    """Corrections of one kind: keys pressed, seconds and saves, one each."""

    keys: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)


def review_speed(
    drafts: Sequence[Draft], documents: int = DOCUMENTS, say: Callable[[str], None] = print
) -> tuple[Table, ...]:
    """Measure the page over an archive of so many documents; `say` is told what is going on.

    Raises SetupError where there is no Chromium or the page does not come up.
    """
    with tempfile.TemporaryDirectory(prefix="vanthu-review-") as name:
        folder = Path(name)
        archive = folder / "archive"
        archive.mkdir()
        say(f"printing {documents} documents")
        printed = [scans.make(draft, kind="born").data for draft in drafts]
        for nth in range(documents):
            # Bytes of its own for each: what stands behind a PDF's end is not read.
            (archive / f"{nth:04}.pdf").write_bytes(printed[nth % len(printed)] + f"\n% {nth}\n".encode())
        say("extracting them")
        log = folder / "log"
        extract(archive, folder / "out", settings=Settings().model_copy(update={"corrections": log}))
        return _sitting(folder, log, say)


def _sitting(folder: Path, log: Path, say: Callable[[str], None]) -> tuple[Table, ...]:
    words = [sys.executable, "-m", "pipeline.cli", "review", "--voila", "--no-browser"]
    words += ["--out", str(folder / "out"), "--port", "{port}"]
    own = {"VANTHU_CORRECTIONS": str(log), "VANTHU_REVIEWER": "bench", "VANTHU_LANG": "en"}
    with server(words, folder / "server", own, "static/") as serving, browser() as context:
        say("opening the page")
        page = context.new_page()
        began = time.perf_counter()
        page.goto(serving.url(), timeout=START)
        page.wait_for_selector('[data-vanthu="review"][data-row*="/"]', timeout=START)
        opened = time.perf_counter() - began
        sitting = Sitting(page)
        kinds = {f"{table}.{column}": sitting.correct(table, column) for table, column in FIELDS}
        confirmed = sitting.confirm()
        say("going through rows")
        rows = {look: sitting.go(look) for look in (LOOK_MS, 0)}
    kinds["a row confirmed"] = confirmed
    return _tables(kinds, rows, opened)


class Sitting:
    """A reviewer with a keyboard alone, at the page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.pressed = 0
        page.evaluate(_CLOCK)

    def correct(self, table: str, column: str) -> Kind:
        """Give `ROUNDS` rows another value of a column, each from the row's being shown to the next row's."""
        self._narrow(table)
        kind = Kind()
        for nth in range(ROUNDS):
            self.pressed, began = 0, time.perf_counter()
            self._press("e")
            for _ in range(40):
                if self.page.evaluate("() => document.activeElement.dataset.vanthu") == f"field-{column}":
                    break
                self._press("Tab")
            box = self.page.locator(f'[data-vanthu="field-{column}"]')
            if box.evaluate("(node) => node.tagName") == "SELECT":
                last = box.evaluate("(node) => node.selectedIndex === node.length - 1")
                self._answered(lambda key="ArrowUp" if last else "ArrowDown": self._press(key))  # type: ignore[misc]
                kind.saves.append(self._milliseconds())
                self._press("Escape")
            else:
                self._press("Control+a")
                self._type(f"{nth + 1:02}/03/2031" if column.endswith("_on") else f"sổ mẫu {nth}")
                self._answered(lambda: self._press("Enter"))
                kind.saves.append(self._milliseconds())
            self._answered(lambda: self._press("Enter"))
            kind.keys.append(self.pressed)
            kind.seconds.append(time.perf_counter() - began)
        return kind

    def confirm(self) -> Kind:
        """Confirm rows as they stand."""
        self._narrow("recipients")
        kind = Kind()
        for _ in range(ROUNDS):
            began = time.perf_counter()
            self._answered(lambda: self._press("Enter"))
            kind.keys.append(1)
            kind.seconds.append(time.perf_counter() - began)
            kind.saves.append(self._milliseconds())
        return kind

    def go(self, look: int) -> tuple[list[float], list[float]]:
        """Milliseconds from the key to the next row's fields, and to its page's picture."""
        self._narrow("")
        self.page.evaluate("() => { window.clocked = []; }")
        for nth in range(1, ROUNDS * 2 + 1):
            self.page.wait_for_timeout(look)
            self._press("n")
            self.page.wait_for_function("(count) => window.clocked.length >= count", arg=nth)
        timings = self.page.evaluate("() => window.clocked")
        return [one for one, _ in timings], [other for _, other in timings]

    def _narrow(self, table: str) -> None:
        self._answered(lambda: self.page.select_option('[data-vanthu="filter-table"]', table))
        self.page.evaluate("() => document.querySelector('[data-vanthu=review]').focus()")

    def _press(self, key: str) -> None:
        self.pressed += 1
        self.page.keyboard.press(key)

    def _type(self, text: str) -> None:
        self.pressed += len(text)
        self.page.keyboard.type(text)

    def _answered(self, work: Callable[[], object]) -> None:
        """Do something and wait until Python has answered."""
        said = "() => Number(document.querySelector('[data-vanthu=review]').dataset.seq || 0)"
        before = self.page.evaluate(said)
        work()
        self.page.wait_for_function(f"(before) => ({said})() > before", arg=before)

    def _milliseconds(self) -> float:
        return float(self.page.locator('[data-vanthu="status"]').get_attribute("data-ms"))


def _tables(
    kinds: dict[str, Kind], rows: dict[int, tuple[list[float], list[float]]], opened: float
) -> tuple[Table, ...]:
    saves = [one for kind in kinds.values() for one in kind.saves]
    marks = (
        ("save", SAVE_MS, saves),
        ("next row after half a second, its fields", NEXT_MS, rows[LOOK_MS][0]),
        ("next row after half a second, its page drawn", NEXT_MS, rows[LOOK_MS][1]),
        ("next row at once, its fields", NEXT_MS, rows[0][0]),
        ("next row at once, its page drawn", NEXT_MS, rows[0][1]),
    )
    verdicts = tuple(
        (
            name,
            f"≤ {limit:.0f} ms",
            f"{statistics.median(times):.0f}",
            f"{_most(times):.0f}",
            str(len(times)),
            PASS if _most(times) <= limit else SHORT,
        )
        for name, limit, times in marks
    )
    shown = tuple(
        (
            name,
            str(len(kind.keys)),
            f"{statistics.mean(kind.keys):.1f}",
            f"{statistics.mean(kind.seconds):.2f}",
            f"{statistics.median(kind.saves):.0f}",
            f"{_most(kind.saves):.0f}",
        )
        for name, kind in kinds.items()
    )
    opening = ("opened, seconds", "", f"{opened:.1f}", "", "1", "")
    head = ("mark", "wanted", "median, ms", "95 %, ms", "of", "verdict")
    return Table("Review page", head, (*verdicts, opening)), Table("Keyboard alone at the review page", HEAD, shown)


def _most(times: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
