"""The real reader over a tesserocr that fails; imported in the workers, so each failure is a function of its own."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from pipeline.pages import FileReading
from pipeline.reading import recognise
from pipeline.reading.read import read_bytes
from pipeline.settings import ReadingSettings


class _Failing:
    """An engine that takes a picture and then does something else than read it."""

    def __init__(self, failure: str) -> None:
        self._failure = failure

    def Recognize(self, _: int) -> bool:
        if self._failure == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if self._failure == "hang":
            time.sleep(600)
        return True

    def GetTSVText(self, _: int) -> str:
        return b"\xff\xfe".decode()

    def GetVariableAsString(self, _: str) -> str:
        return ""

    def SetVariable(self, *_: str) -> bool:
        return True

    def __getattr__(self, _: str) -> Any:
        return lambda *_: None


def _read(failure: str, data: bytes, name: str, settings: ReadingSettings, tessdata: Path | None) -> FileReading:
    recognise._Library._api = lambda *_: _Failing(failure)  # type: ignore[method-assign]
    return read_bytes(data, name, settings, tessdata=tessdata)


def crash(data: bytes, name: str, settings: ReadingSettings, *, tessdata: Path | None) -> FileReading:
    return _read("crash", data, name, settings, tessdata)


def hang(data: bytes, name: str, settings: ReadingSettings, *, tessdata: Path | None) -> FileReading:
    return _read("hang", data, name, settings, tessdata)


def bad_bytes(data: bytes, name: str, settings: ReadingSettings, *, tessdata: Path | None) -> FileReading:
    return _read("bad bytes", data, name, settings, tessdata)
