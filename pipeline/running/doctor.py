"""What this machine has and lacks: the lines of `vanthu doctor`.

Nothing here raises for what is missing: a lack is a finding with its advice. Only versions and
places are looked at; no model is loaded and no page is read, so the answer takes about a second.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SetupError, one_line
from pipeline.messages import translate
from pipeline.parsing.lexicon import model_path
from pipeline.reading import office, tesseract
from pipeline.reading.charsets import ENCODINGS
from pipeline.settings import Settings

OLDEST_PYTHON = (3, 11)
GIBIBYTE = 1024**3
CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
"""The memory that a container may use (cgroup v2): a number of bytes, or `max`."""

LIBRARIES = ("spacy", "underthesea")
"""The distributions whose versions change what is found in a text."""

WITHOUT_OCR = "Word (.docx), Excel (.xlsx), web pages (.html), plain text and Markdown, what lies in zip archives"
READS = f"PDF, PNG, JPEG, TIFF, {WITHOUT_OCR}"
READS_WITHOUT_OCR = f"PDF with a good text layer, {WITHOUT_OCR}; no scans or pictures"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``found`` says what is there, ``advice`` what to do if it is not ``ok``."""

    name: str
    found: str
    ok: bool = True
    advice: str | None = None


def findings(settings: Settings | None = None) -> tuple[Finding, ...]:
    """Everything that a run needs, in the order in which a person would mend it."""
    settings = settings or Settings()
    ocr = _ocr(settings)
    return (
        _python(),
        *(_distribution(name) for name in ("vanthu", *LIBRARIES)),
        *ocr,
        _model(settings),
        _cores(settings),
        _memory(),
        *_kinds(can_ocr=all(finding.ok for finding in ocr)),
    )


def healthy(found: Iterable[Finding]) -> bool:
    """True where nothing that a run needs is missing."""
    return all(finding.ok for finding in found)


def render(found: Iterable[Finding]) -> str:
    """The findings as plain text, a line each and an advice below what is not right."""
    return "\n".join(_lines(tuple(found)))


def _lines(found: tuple[Finding, ...]) -> Iterator[str]:
    names = [translate(finding.name) for finding in found]
    width = max(map(len, names), default=0)
    for name, finding in zip(names, found, strict=True):
        yield f"{'ok' if finding.ok else '!!'}  {name:<{width}}  {one_line(translate(finding.found))}"
        if finding.advice:
            yield f"    {'':<{width}}  -> {one_line(translate(finding.advice))}"


def _python() -> Finding:
    version = f"{platform.python_version()} ({platform.system()} {platform.machine()}, {sys.executable})"
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return Finding("Python", version)
    return Finding("Python", version, ok=False, advice="install Python 3.11 or later and run `make venv` again")


def _distribution(name: str) -> Finding:
    try:
        return Finding(name, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, "not installed", ok=False, advice="run `make venv` again, or pip install vanthu")


def _ocr(settings: Settings) -> tuple[Finding, ...]:
    library = tesseract.library()
    binding = Finding("tesserocr", "not installed; pages are read through the tesseract program, more slowly")
    if library is not None:
        binding = Finding("tesserocr", f"with {str(library.tesseract_version()).splitlines()[0]} in it")
    try:
        found = tesseract.probe(settings.tessdata, engine=settings.reading.engine, language=settings.reading.language)
    except SetupError as error:
        program = shutil.which("tesseract") or "not on the PATH"
        return (
            Finding("tesseract", program),
            binding,
            Finding("OCR", error.what, ok=False, advice=error.advice),
        )
    return (
        Finding("tesseract", f"{found.version} ({found.binary})" if found.binary else "not found, not needed here"),
        binding,
        Finding("OCR", f"{settings.reading.language} by {found.name}"),
        Finding("OCR data", f"{found.tessdata} ({', '.join(found.languages)})"),
    )


def _model(settings: Settings) -> Finding:
    try:
        folder = Path(settings.parsing.model) if settings.parsing.model else model_path()
    except SetupError as error:
        return Finding("model", error.what, ok=False, advice=error.advice)
    if (folder / "config.cfg").is_file():
        return Finding("model", str(folder))
    return Finding(
        "model",
        f"{folder} holds no config.cfg",
        ok=False,
        advice="reinstall vanthu, or set VANTHU_PARSING__MODEL to the folder of a spaCy pipeline",
    )


def _cores(settings: Settings) -> Finding:
    cores = usable_cores()
    workers = f"{settings.workers} workers as set" if settings.workers else f"{cores} workers unless told otherwise"
    return Finding("cores", f"{cores}; {workers}")


def usable_cores() -> int:
    """The cores that this process may run on (a container's or taskset's share, where the system says)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> Finding:
    total = memory_bytes()
    return Finding("memory", "unknown" if total is None else f"{total / GIBIBYTE:.1f} GiB")


def memory_bytes(limit: Path = CGROUP_LIMIT) -> int | None:
    """The machine's memory, or the container's where that is less; None where the system does not say."""
    sizes = []
    with contextlib.suppress(AttributeError, OSError, ValueError):  # no sysconf on Windows, not every name everywhere
        sizes.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    try:
        allowed = limit.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):  # no cgroups here
        allowed = ""
    if allowed.isdecimal():
        sizes.append(int(allowed))
    return min(sizes, default=None)


def _kinds(*, can_ocr: bool) -> tuple[Finding, ...]:
    """What is read on this machine; what only other programs read is no fault where they lack."""
    program = office.program()
    old = f"by LibreOffice {office.version(program)} ({program})" if program else "not read without LibreOffice"
    heic = importlib.util.find_spec("pillow_heif") is not None
    return (
        Finding("reads", READS if can_ocr else READS_WITHOUT_OCR),
        Finding("letters", f"Unicode, Windows-1258, and by their fonts {', '.join(map(str.upper, ENCODINGS))}"),
        Finding("old Word", f".doc and .rtf {old}", advice=None if program else office.INSTALL),
        Finding(
            "HEIC",
            "telephones' pictures" if heic and can_ocr else "telephones' pictures are not read without pillow-heif",
            advice=None if heic else "run `.venv/bin/pip install pillow-heif`, or save them as JPEG",
        ),
    )
