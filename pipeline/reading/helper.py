"""A thread that works for another one and is left behind where it does not come back.

A call into a C library can't be ended from outside. Tesseract keeps the time it is given while it reads
lines, not while it seeks them: on a picture of pure noise it took four times as long. Python waits meanwhile
only because nothing else is asked of it, since such calls let its lock go; so the call is made in a thread
beside, and one that does not return costs its page, not its file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

from pipeline.errors import DamagedError, LimitError

T = TypeVar("T")

MOST = 2
"""Threads that may be left behind in one process: each takes a core and a page's memory until the process ends."""

_mine = threading.local()
_left: list[threading.Thread] = []


class _Answer(Generic[T]):
    """What became of a call: its result or its error."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._done: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def work(self) -> None:
        """Make the call; in the helper."""
        try:
            self._done.put((self._call(), None))
        except BaseException as error:  # handed to whoever waits, of whatever kind
            self._done.put((None, error))

    def wait(self, seconds: float) -> T:
        """The result, or the call's error raised; Empty beyond `seconds`."""
        result, error = self._done.get(timeout=seconds)
        if error is not None:
            raise error
        return result  # type: ignore[return-value]


def within(seconds: float, call: Callable[[], T]) -> T:
    """The result of a call that is made in this thread's helper, always the same one while it comes back.

    Raises LimitError beyond `seconds`, DamagedError at once where too many calls have not come back; else
    whatever the call raises.
    """
    if len(left_behind()) >= MOST:
        raise DamagedError(
            f"Tesseract hangs on {MOST} pages before this one", "run again with --retry-failed, or leave those out"
        )
    helper: tuple[threading.Thread, SimpleQueue[Any]] | None = getattr(_mine, "helper", None)
    if helper is None:
        asked: SimpleQueue[Any] = SimpleQueue()
        # A daemon: a process that is done does not wait for it.
        helper = _mine.helper = threading.Thread(target=_serve, args=(asked,), daemon=True, name="tesseract"), asked
        helper[0].start()
    answer = _Answer(call)
    helper[1].put(answer)
    try:
        return answer.wait(seconds)
    except Empty:
        _left.append(helper[0])
        helper[1].put(None)  # should it come back after all, it ends
        del _mine.helper
        raise LimitError(f"Tesseract did not come back in {seconds:.3g} s", "raise reading.page_seconds") from None


def left_behind() -> tuple[threading.Thread, ...]:
    """The helpers that have not come back yet: a process that has any should not be kept for other files."""
    return tuple(thread for thread in _left if thread.is_alive())


def _serve(asked: SimpleQueue[Any]) -> None:
    while (answer := asked.get()) is not None:
        answer.work()
        del answer  # nor the picture, until the next call
