"""Trials of the bench: pages made, read by us, by plain Tesseract and by bare recognition, and compared.

All three read the same pictures in the same processes, one thread each: plain is
``pytesseract.image_to_string(page, lang="vie")`` on the scan as it comes, bare our recogniser on the
cleaned picture and nothing else. Seeds begin at `SEED`: nobody tunes on pages of those seeds.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

import numpy as np
import pebble

from pipeline.evaluating import accuracy, damage, fonts, paperwork, scans, sheets, typesetting
from pipeline.evaluating.accuracy import Errors
from pipeline.evaluating.drafts import Draft, DraftTable
from pipeline.evaluating.dressing import Dressing, blank_back
from pipeline.evaluating.printing import Picture, pictures
from pipeline.evaluating.scans import PRESETS, Preset, Step
from pipeline.evaluating.sightings import Seen, seen
from pipeline.evaluating.truth import Place, TruePage

PAGES = 10
"""Pages of each preset; single damages and fonts get two fifths."""
SECONDS = 180.0
"""Time limit of one page."""
SEED = 40_000
"""The first seed of the bench's pages; work on the readers uses smaller ones."""

STAMPED = "seal, stamps"
FONT = "font "
TURNED = "office, turned"
SIGNED = "office, signed"
BLANK = "blank"
SHINING = "blank, shining through"

OFFICE = PRESETS["office"]


class Kind(StrEnum):
    """What a page must hold, if any page of its draft does."""

    HEAD = "heading"
    TABLE = "table"
    FOOT = "foot"


def _alone(name: str, strength: float) -> Preset:
    return Preset(200, (0, 0), 75, (Step(name, strength, strength),), Dressing())


DAMAGED: Mapping[str, tuple[Preset, int]] = {
    "skew 3°": (replace(_alone("paper", 0.0), skew=(3.0, 3.0)), 0),
    "turned 90°": (_alone("paper", 0.0), 90),
    "turned 180°": (_alone("paper", 0.0), 180),
    "turned 270°": (_alone("paper", 0.0), 270),
    "100 dpi": (replace(OFFICE, dpi=100, dressing=Dressing()), 0),
    "blur": (_alone("blur", 0.6), 0),
    "noise": (_alone("noise", 0.7), 0),
    "JPEG 30": (_alone("jpeg", 0.8), 0),
    "shadow": (_alone("shadow", 0.9), 0),
    "bleed-through": (_alone("bleed", 0.8), 0),
    "low contrast": (_alone("low_contrast", 0.9), 0),
    "speckle": (_alone("speckle", 0.7), 0),
    "second copy": (_alone("copied", 0.5), 0),
    STAMPED: (
        replace(
            _alone("paper", 0.0),
            dressing=Dressing(seal=True, signature=True, incoming=True, urgency="HỎA TỐC", banner=True),
        ),
        0,
    ),
    "watermark": (replace(_alone("paper", 0.0), dressing=Dressing(watermark="BẢN SAO")), 0),
}
"""One damage at a time, near the strong end of what offices file; the turn in degrees."""

BLANKS: Mapping[str, tuple[float, float]] = {BLANK: (0.0, 0.2), SHINING: (0.7, 1.0)}
"""How much of the front shines through on a sheet's blank back, of 1 (`dressing.blank_back`)."""


@dataclass(frozen=True, slots=True)
class Task:
    """One page to be made and read: under which name it counts, how it is made, who reads it beside us.

    ``back`` asks for the page's blank back, so much of the front shining through.
    """

    group: str
    draft: Draft
    kind: Kind
    preset: Preset
    turn: int
    seed: int
    font: str = "liberation"
    back: float | None = None
    plain: bool = True
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of one page: on the clock, and of the processor, which other work does not lengthen much."""

    seconds: float
    processor: float


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task: errors by place, time, and what was seen; the others' where they read it."""

    group: str
    errors: Mapping[str, Errors]
    spent: Spent
    seen: Seen
    plain_errors: Mapping[str, Errors] | None = None
    plain: Spent | None = None
    bare: Spent | None = None


@dataclass(slots=True)
class Times:
    """Sums over the pages that some reader and we both read: theirs and ours."""

    pages: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    our_seconds: float = 0.0
    our_processor: float = 0.0

    def add(self, theirs: Spent | None, ours: Spent) -> None:
        """Count one more page, if they read it."""
        if theirs is not None:
            self.pages += 1
            self.seconds += theirs.seconds
            self.processor += theirs.processor
            self.our_seconds += ours.seconds
            self.our_processor += ours.processor


@dataclass(slots=True)
class Sum:
    """Results of one group."""

    pages: int = 0
    errors: dict[str, Errors] = field(default_factory=dict)
    plain_errors: dict[str, Errors] = field(default_factory=dict)
    plain: Times = field(default_factory=Times)
    bare: Times = field(default_factory=Times)
    seen: Seen = field(default_factory=Seen)

    def add(self, result: Result) -> None:
        """Count one more page."""
        self.pages += 1
        self.errors = accuracy.total([self.errors, result.errors])
        self.plain_errors = accuracy.total([self.plain_errors, result.plain_errors or {}])
        self.plain.add(result.plain, result.spent)
        self.bare.add(result.bare, result.spent)
        self.seen = self.seen + result.seen


def tasks(drafts: Sequence[Draft], pages: int = PAGES, first: int = SEED) -> list[Task]:
    """What to read: pages with a heading, a table and a foot in turn, over all drafts, fewer by single damages.

    Turned and signed pages and blank backs are read by us alone.
    """
    few = max(2, pages * 2 // 5)
    every, tabled = (Kind.HEAD, Kind.TABLE, Kind.FOOT), (Kind.HEAD, Kind.TABLE)

    def group(name: str, kinds: Sequence[Kind], count: int, preset: Preset, turn: int = 0) -> list[Task]:
        chosen = _chosen(drafts, kinds, count)
        return [Task(name, draft, kind, preset, turn, first + nth) for nth, (draft, kind) in enumerate(chosen)]

    found = [replace(task, bare=True) for name in PRESETS for task in group(name, every, pages, PRESETS[name])]
    for name, (preset, turn) in DAMAGED.items():
        found += group("+ " + name, (Kind.HEAD, Kind.FOOT) if name == STAMPED else tabled, few, preset, turn)
    for font in fonts.available():
        found += [replace(task, font=font) for task in group(FONT + font, tabled, few, OFFICE)]
    ours = []
    for nth, task in enumerate(group(TURNED, every, pages, replace(OFFICE, dpi=200))):
        ours.append(replace(task, turn=(90, 180, 270)[nth % 3]))
    ours += group(SIGNED, (Kind.FOOT,), pages, OFFICE)
    for name, (low, high) in BLANKS.items():
        for nth, task in enumerate(group(name, every, pages, OFFICE)):
            ours.append(replace(task, back=low + (high - low) * nth / max(1, pages - 1)))
    return found + [replace(task, plain=False) for task in ours]


def _chosen(drafts: Sequence[Draft], kinds: Sequence[Kind], count: int) -> list[tuple[Draft, Kind]]:
    """So many pages, of each kind in turn; each draft comes with every kind that it has in the end."""
    tabled = [draft for draft in drafts if any(isinstance(element, DraftTable) for element in draft.elements)]
    made = []
    for nth in range(count):
        kind = kinds[(nth + nth // len(drafts)) % len(kinds)]
        among = tabled if kind is Kind.TABLE and tabled else drafts
        made.append((among[nth % len(among)], kind))
    return made


def make(task: Task) -> tuple[bytes, TruePage]:
    """The task's page as a PDF of one picture, and what is true of it."""
    preset = task.preset if task.back is None else replace(task.preset, steps=(), skew=(0, 0))
    number = _number_of(task)
    made = scans.make(task.draft, preset=preset, seed=task.seed, font=task.font, turn=task.turn, pages=[number])
    truth = made.truth.pages[0]
    if task.back is None:
        return made.data, truth
    front = next(pictures(made.data, preset.dpi))
    picture, truth = blank_back(front, truth, 1, task.back)
    for nth, step in enumerate(task.preset.steps):
        rng = np.random.default_rng([task.seed, nth])
        strength = float(rng.uniform(step.low, step.high))
        picture = damage.DAMAGES[step.name](picture, strength, rng, damage.Scene(preset.dpi))
    return paperwork.picture_pdf([picture], preset.dpi, task.preset.quality), truth


def _number_of(task: Task) -> int:
    """The first page of the draft, as this seed sets it, that holds what is asked for."""
    face = fonts.find(task.font)
    manner = sheets.manner(sheets.period_of(task.draft), task.seed)
    laid = typesetting.typeset(task.draft, face, manner, task.preset.dressing.hands)
    pages = [sheets.true_page(sheet, number, face) for number, sheet in enumerate(laid, 1)]
    if task.kind is Kind.TABLE:
        return next((page.number for page in pages if page.tables), (len(pages) + 1) // 2)
    if task.kind is Kind.FOOT:
        signed = (page.number for page in pages if any(line.place is Place.FOOT_RIGHT for line in page.lines))
        return next(signed, len(pages))
    return 1


def read(task: Task) -> Result:
    """Make a task's page, read it, and compare with its truth."""
    from pipeline.reading.read import read_bytes

    data, truth = make(task)
    reading, spent = _timed(lambda: read_bytes(data, task.draft.name))
    page = reading.pages[0]
    found = Result(task.group, accuracy.compare(truth, accuracy.flow(page)), spent, seen(truth, page))
    if task.plain:
        picture = _picture(task, data)
        text, plain = _timed(lambda: _plain(picture))
        found = replace(found, plain_errors=accuracy.compare(truth, text), plain=plain)
    return replace(found, bare=_bare(data)) if task.bare else found


def _picture(task: Task, data: bytes) -> Any:
    from PIL import Image

    scan: Picture = next(pictures(data, task.preset.dpi))
    return Image.fromarray(scan)


def _plain(picture: Any) -> str:
    import pytesseract

    return str(pytesseract.image_to_string(picture, lang="vie"))


def _bare(data: bytes) -> Spent:
    """Time of recognising the cleaned picture of a page alone."""
    import pypdfium2

    from pipeline.reading import cleanup, images, recognise, tesseract
    from pipeline.settings import ReadingSettings

    document = pypdfium2.PdfDocument(data)
    try:
        cleaned = cleanup.clean(*images.page_picture(document, 0, ReadingSettings()))
    finally:
        document.close()
    engine = tesseract.probe()
    return _timed(lambda: recognise.recognise(cleaned.grey, engine, dpi=cleaned.dpi))[1]


_Made = TypeVar("_Made")


def _timed(work: Callable[[], _Made]) -> tuple[_Made, Spent]:
    start = _times()
    made = work()
    end = _times()
    return made, Spent(end[0] - start[0], end[1] - start[1])


def _times() -> tuple[float, float]:
    """Seconds on the clock, and of the processor with the programs called."""
    spent = os.times()
    return time.perf_counter(), spent.user + spent.system + spent.children_user + spent.children_system


def run(work: Sequence[Task], workers: int) -> tuple[dict[str, Sum], list[str]]:
    """Read all tasks on `workers` processes; the sums by group, and what failed, a line each."""
    # One thread a process, for all readers alike.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    sums: dict[str, Sum] = {}
    failed = []
    with pebble.ProcessPool(workers, context=multiprocessing.get_context("spawn")) as pool:
        futures: list[tuple[Task, Future[Result]]] = [
            (task, pool.schedule(read, args=(task,), timeout=SECONDS)) for task in work
        ]
        for task, future in futures:
            try:
                result = future.result()
            except Exception as error:
                failed.append(f"{task.group}, {task.draft.name}, {task.kind}: {type(error).__name__}: {error}")
            else:
                sums.setdefault(task.group, Sum()).add(result)
    return sums, failed
