"""What a reviewer does at the review page, in a real browser: every wait is for an answer of the page, none for time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import TimeoutError

from pipeline.evaluating.browser import Server

START = 180_000
"""Milliseconds in which a kernel has started and the page is there."""
ANSWER = 60_000
BEGUN = re.compile(r"\[[*\d]+\]")
TRIES, TRY = 12, 10_000
"""How often the notebook's cell is run, and the milliseconds in which it must have begun."""


def named(name: str) -> str:
    """The selector of a control."""
    return f'[data-vanthu="{name}"]'


class Desk:
    """The review page in one tab. `open` first."""

    def __init__(self, page: Any) -> None:
        self.page = page
        page.set_default_timeout(ANSWER)

    # Opening

    def open(self, server: Server, kind: str) -> Desk:
        """Open the page of `vanthu review`, by voila or as the notebook in JupyterLab (whose cell is run)."""
        if kind == "voila":
            self.page.goto(server.url(), timeout=START)
        else:
            self.page.goto(server.url("lab/tree/02_review.ipynb"), timeout=START)
            self._run_cell()
        self.page.wait_for_selector(named("review") + '[data-row*="/"]', timeout=START)
        self.settled()
        return self

    def restart_kernel(self) -> None:
        """Restart the notebook's kernel by JupyterLab's menu, and run the cell again."""
        self.page.locator(".lm-MenuBar-item", has_text="Kernel").click()
        self.page.get_by_role("menuitem", name="Restart Kernel and Clear Outputs").click()
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self.root.wait_for(state="detached", timeout=START)
        self._run_cell()
        self.page.wait_for_selector(named("review") + '[data-row*="/"]', timeout=START)
        self.settled()

    def _run_cell(self) -> None:
        """Run the notebook's cell, again until it is run: without its kernel a notebook runs nothing, and says nothing."""
        cell = self.page.locator(".jp-Notebook .jp-CodeCell").first
        cell.wait_for(timeout=START)
        for _ in range(TRIES):
            cell.locator(".cm-content").click()
            self.page.keyboard.press("Shift+Enter")
            try:
                begun = cell.locator(".jp-InputPrompt", has_text=BEGUN).or_(self.root)
                begun.first.wait_for(state="attached", timeout=TRY)
                return
            except TimeoutError as error:
                late = error
        raise late

    # Looking

    @property
    def root(self) -> Any:
        return self.page.locator(named("review"))

    def get(self, name: str) -> Any:
        return self.page.locator(named(name))

    @property
    def row(self) -> str:
        """`table/row_id` of the row that is shown."""
        return str(self.root.get_attribute("data-row"))

    def field(self, column: str) -> Any:
        return self.get(f"field-{column}")

    def settled(self) -> None:
        """Wait until the page of the document is drawn, or it is said why not."""
        self.page.wait_for_function(
            "() => { const p = document.querySelector('[data-vanthu=page]');"
            " return p && p.dataset.state !== 'drawing'; }"
        )

    # Doing

    def done(self, work: Callable[[], object]) -> None:
        """Do something and wait until Python has answered it."""
        before = int(self.root.get_attribute("data-seq") or 0)
        work()
        self.page.wait_for_function(
            "(before) => { const r = document.querySelector('[data-vanthu=review]');"
            " const s = document.querySelector('[data-vanthu=status]');"
            " return Number(r.dataset.seq || 0) > before && s.dataset.state !== 'saving'; }",
            arg=before,
        )

    def press(self, key: str) -> None:
        """Press a key of the page, outside its fields."""
        self.root.focus()
        self.done(lambda: self.page.keyboard.press(key))

    def type(self, column: str, value: str) -> None:
        """Type a value into a field and give it with Enter."""
        box = self.field(column)
        box.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(value)
        self.done(lambda: self.page.keyboard.press("Enter"))

    def choose(self, column: str, value: str) -> None:
        """Choose a value of a closed list."""
        self.done(lambda: self.field(column).select_option(value))

    def only(self, table: str) -> None:
        """Let the queue show one table alone."""
        self.done(lambda: self.get("filter-table").select_option(table))

    def go(self, row: str) -> None:
        """Go to a row (`table/row_id`) by the list of its table, reviewed or not: the queue's own is long."""
        if not self.get("reviewed").is_checked():
            self.done(lambda: self.get("reviewed").check())
        self.only(row.partition("/")[0])
        self.page.evaluate("() => document.activeElement.blur()")
        self.root.focus()
        if self.get("list").is_hidden():
            self.page.keyboard.press("l")
        self.done(lambda: self.page.locator(f'{named("list-row")}[data-row="{row}"]').click())
        self.page.wait_for_selector(f'{named("review")}[data-row="{row}"]')
        self.settled()

    def search(self, words: str) -> None:
        """Let the queue show what holds words."""
        self.get("search").fill(words)
        self.done(lambda: self.page.keyboard.press("Enter"))

    def draw(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a box on the page that is shown, by fractions of it."""
        box = self.get("sheet").bounding_box()
        at = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in ((x0, y0), (x1, y1))]
        self.page.mouse.move(*at[0])
        self.page.mouse.down()
        self.page.mouse.move(*at[1], steps=4)
        self.page.mouse.up()
