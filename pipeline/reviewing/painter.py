"""Pages drawn beside the kernel's own thread: the one that is looked at first, the next row's meanwhile."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from pipeline.errors import VanthuError, one_line
from pipeline.reviewing.picture import Pictures, Sheet

LOG = logging.getLogger(__name__)

Tell = Callable[[str, bytes | None, str | None], None]
"""Told of a page by its name: its picture, or why there is none."""
WAITING = 8
"""Pages that wait to be drawn; older ones are no longer looked at."""


class Painter:
    """A thread that draws pages one after the other.

    Args:
        pictures: draws them; used by this thread alone from now on.
        tell: called in this thread.
    """

    def __init__(self, pictures: Pictures, tell: Tell) -> None:
        self._pictures = pictures
        self._tell = tell
        self._waiting: deque[tuple[str, Callable[[], None]]] = deque()
        self._changed = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="vanthu pages", daemon=True)
        self._thread.start()

    def want(self, name: str, sheet: Sheet, *, soon: bool = True) -> None:
        """Draw a page: now (`soon`), or when there is nothing else to do."""

        def work() -> None:
            try:
                picture = self._pictures.draw(sheet)
            except VanthuError as error:
                self._tell(name, None, str(error))
            else:
                self._tell(name, picture, None)

        self.do(name, work, soon=soon)

    def do(self, name: str, work: Callable[[], None], *, soon: bool = True) -> None:
        """Have something else done by this thread, which alone may ask the pictures."""
        with self._changed:
            waiting = [one for one in self._waiting if one[0] != name]
            self._waiting = deque([(name, work), *waiting] if soon else [*waiting, (name, work)])
            while len(self._waiting) > WAITING:
                self._waiting.pop()
            self._changed.notify()

    def close(self) -> None:
        """Draw nothing more, and end the process that draws."""
        with self._changed:
            self._stopped = True
            self._waiting.clear()
            self._changed.notify()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        try:
            self._pictures.warm()
        except VanthuError:
            LOG.debug("no process to draw in", exc_info=True)  # the first page will say so
        while True:
            with self._changed:
                while not self._waiting and not self._stopped:
                    self._changed.wait()
                if self._stopped:
                    break
                name, work = self._waiting.popleft()
            try:
                work()
            except Exception as error:  # the page must be told, whatever went wrong
                LOG.debug("%s", name, exc_info=True)
                self._tell(name, None, one_line(f"a fault of ours ({type(error).__name__}: {error})"))
        self._pictures.close()
