"""Tesseract, the one external program of reading: where it is, what it can, how to get it.

Two ways lead to it: the wheel ``tesserocr``, which carries a newer Tesseract but no language data,
and the system's ``tesseract``, run by pytesseract. Both need ``vie.traineddata``, which the
system's package brings (Debian: ``tesseract-ocr-vie``) or the user points to.
"""

from __future__ import annotations

import functools
import importlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Literal

from pipeline.errors import SetupError

# One thread a process: four threads a page on four busy cores take many times as long (FIELD.md,
# "threads"). OpenMP reads this when its library loads, so it must stand before the wheel is
# imported; the external program inherits it.
os.environ["OMP_THREAD_LIMIT"] = "1"

Engine = Literal["tesserocr", "pytesseract"]
Choice = Literal["auto", "tesserocr", "pytesseract"]

DATA = ".traineddata"
PROBE_SECONDS = 20.0
INSTALL = (
    "install Tesseract with Vietnamese (Debian and Ubuntu: apt-get install tesseract-ocr tesseract-ocr-vie; "
    "macOS: brew install tesseract tesseract-lang)"
)
POINT = "set VANTHU_TESSDATA (or `tessdata` in vanthu.toml) to the folder that holds vie.traineddata"

USUAL_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
)
"""Where the packages of Debian, Fedora, Arch, Homebrew and MacPorts put the data."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """What this machine has: the engine chosen and the data it reads with.

    ``binary`` and ``version`` are the external program's, ``library`` the version inside the
    tesserocr wheel; each None where it is not there. ``tessdata`` holds the language's data;
    ``languages`` are all that it holds.
    """

    engine: Engine
    tessdata: Path
    languages: tuple[str, ...]
    binary: Path | None
    version: str | None
    library: str | None

    @property
    def name(self) -> str:
        """Engine and version, part of the reading store's key (`tesserocr 5.5.4`)."""
        return f"{self.engine} {self.library if self.engine == 'tesserocr' else self.version}"


def probe(tessdata: Path | None = None, *, engine: Choice = "auto", language: str = "vie") -> Tesseract:
    """Find an engine and the folder with the data of `language`.

    The folder is the first that holds it of: `tessdata`, ``VANTHU_TESSDATA``, ``TESSDATA_PREFIX``,
    the program's own, the usual ones. A folder named by the user that lacks the data is an error,
    never passed over in silence. The answer is kept for the life of the process.

    Raises:
        SetupError: no engine, no data, or not the engine asked for; the message says what to do.
    """
    return _probe(
        tessdata,
        engine,
        language,
        os.environ.get("VANTHU_TESSDATA"),
        os.environ.get("TESSDATA_PREFIX"),
        os.environ.get("PATH"),
    )


@functools.cache
def library() -> ModuleType | None:
    """The tesserocr module, None where its wheel is not installed or does not load."""
    try:
        return importlib.import_module("tesserocr")
    except (ImportError, OSError):
        return None


@functools.cache
def _probe(
    tessdata: Path | None, choice: Choice, language: str, ours: str | None, prefix: str | None, path: str | None
) -> Tesseract:
    binary = _binary(path)
    version = _version(binary) if binary else None
    module = library()
    if choice == "tesserocr" and module is None:
        raise SetupError("tesserocr is not installed", "pip install 'vanthu[tesserocr]', or set the engine to auto")
    if (choice == "pytesseract" or module is None) and version is None:
        raise SetupError("Tesseract is not installed", INSTALL)
    folder = _folder(tessdata, language, ours, prefix, binary)
    return Tesseract(
        engine="pytesseract" if choice == "pytesseract" or module is None else "tesserocr",
        tessdata=folder,
        languages=tuple(sorted(file.stem for file in folder.glob("*" + DATA))),
        binary=binary if version else None,
        version=version,
        library=_library_version(module) if module else None,
    )


def _binary(path: str | None) -> Path | None:
    found = shutil.which("tesseract", path=path)
    if found is None and os.name == "nt":
        found = shutil.which("tesseract", path=r"C:\Program Files\Tesseract-OCR")
    return Path(found) if found else None


def _version(binary: Path) -> str | None:
    """The program's version, None if it can't be run (a broken installation)."""
    match = re.search(r"tesseract v?(\d[\w.-]{0,30})", _output(binary, "--version"))
    return match[1] if match else None


def _library_version(module: ModuleType) -> str | None:
    match = re.search(r"(\d[\w.-]{0,30})", str(module.tesseract_version()))
    return match[1] if match else None


def _output(binary: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            [binary, *arguments], capture_output=True, timeout=PROBE_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode("utf-8", errors="replace")


def _folder(tessdata: Path | None, language: str, ours: str | None, prefix: str | None, binary: Path | None) -> Path:
    for named, where in ((tessdata, "the setting tessdata"), (Path(ours) if ours else None, "VANTHU_TESSDATA")):
        if named is None:
            continue
        for folder in (named, named / "tessdata"):
            if _holds(folder, language):
                return folder
        raise SetupError(f"no {language}{DATA} in {named}, which {where} names", f"put it there, or {POINT}")
    for folder in _usual(prefix, binary):
        if _holds(folder, language):
            return folder
    raise SetupError(
        f"Tesseract's data for {language} ({language}{DATA}) is not on this machine", f"{INSTALL}, or {POINT}"
    )


def _usual(prefix: str | None, binary: Path | None) -> Iterator[Path]:
    if prefix:
        yield Path(prefix)
        yield Path(prefix) / "tessdata"
    if binary:
        # The first line names the folder: `List of available languages in "…/tessdata/" (3):`.
        named = re.search(r'available languages in "([^"\n]{1,500})"', _output(binary, "--list-langs"))
        if named:
            yield Path(named[1])
        yield binary.parent / "tessdata"
    for pattern in USUAL_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)


def _holds(folder: Path, language: str) -> bool:
    return all((folder / f"{one}{DATA}").is_file() for one in language.split("+"))
