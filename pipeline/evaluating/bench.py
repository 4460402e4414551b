"""The bench: how fast each stage is and how well pages are read, beside plain Tesseract, in one run.

    python -m pipeline.evaluating.bench tests/gold/dev

prints Markdown: pages a minute by stage and kind of file, character and word errors by kind of scan,
by single damage and by place on the page, for our reader and for ``pytesseract.image_to_string(page,
lang="vie")`` on the same pictures and cores; then what changed against the committed figures
(`docs/figures.md`). ``--write`` makes the new ones those to compare with.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

import click
import pebble

from pipeline.errors import GoldError, VanthuError
from pipeline.evaluating import accuracy, figures, fonts, scans, speed, table_marks
from pipeline.evaluating.accuracy import Errors
from pipeline.evaluating.drafts import SUFFIX, Draft, DraftTable, load
from pipeline.evaluating.dressing import Dressing
from pipeline.evaluating.figures import Table
from pipeline.evaluating.printing import pictures
from pipeline.evaluating.scans import PRESETS, Preset, Step
from pipeline.evaluating.truth import Place, TruePage

FIGURES = Path("docs/figures.md")
PAGES = 10
"""Pages of each preset; single damages and fonts get two fifths."""
SECONDS = 180.0
"""Time limit of one page."""

STAMPED = "seal, stamps"
FONT = "font "

_OFFICE = PRESETS["office"]


def _alone(name: str, strength: float) -> Preset:
    return Preset(200, (0, 0), 75, (Step(name, strength, strength),), Dressing())


DAMAGED: Mapping[str, tuple[Preset, int]] = {
    "skew 3°": (replace(_alone("paper", 0.0), skew=(3.0, 3.0)), 0),
    "turned 90°": (_alone("paper", 0.0), 90),
    "turned 180°": (_alone("paper", 0.0), 180),
    "100 dpi": (replace(_OFFICE, dpi=100, dressing=Dressing()), 0),
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


@dataclass(frozen=True, slots=True)
class Task:
    """One page to be made and read: under which name it counts, and how it is made."""

    group: str
    draft: Draft
    page: int
    preset: Preset
    turn: int
    seed: int
    font: str = "liberation"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task, ours and plain Tesseract's: errors by place, and the time it took."""

    group: str
    errors: tuple[Mapping[str, Errors], Mapping[str, Errors]]
    seconds: tuple[float, float]
    processor: tuple[float, float]
    """Seconds of the processor, which other work on the machine does not lengthen much."""


@dataclass(slots=True)
class Sum:
    """Results of one group."""

    pages: int = 0
    seconds: list[float] = field(default_factory=lambda: [0.0, 0.0])
    processor: list[float] = field(default_factory=lambda: [0.0, 0.0])
    errors: list[dict[str, Errors]] = field(default_factory=lambda: [{}, {}])

    def add(self, result: Result) -> None:
        """Count one more page."""
        self.pages += 1
        for at in (0, 1):
            self.seconds[at] += result.seconds[at]
            self.processor[at] += result.processor[at]
            self.errors[at] = accuracy.total([self.errors[at], result.errors[at]])


def tasks(drafts: Sequence[Draft], pages: int = PAGES) -> list[Task]:
    """What to read: the same pages by every preset, fewer by single damages and in other fonts.

    Pages with a heading, a table and a foot take turns, over all drafts.
    """
    heads, tabled, feet = _kinds_of_pages(drafts)
    few = max(2, pages * 2 // 5)
    found = [
        Task(name, *one, preset, 0, seed)
        for name, preset in PRESETS.items()
        for seed, one in enumerate(_chosen([heads, tabled, feet], pages))
    ]
    for name, (preset, turn) in DAMAGED.items():
        wanted = [heads, feet] if name == STAMPED else [heads, tabled]
        found += [Task("+ " + name, *one, preset, turn, seed) for seed, one in enumerate(_chosen(wanted, few))]
    for font in fonts.available():
        found += [
            Task(FONT + font, *one, _OFFICE, 0, seed, font) for seed, one in enumerate(_chosen([heads, tabled], few))
        ]
    return found


def read_both(task: Task) -> Result:
    """Make a task's page, read it both ways, and compare with its truth."""
    import pytesseract
    from PIL import Image

    from pipeline.reading.read import read_bytes

    made = scans.make(task.draft, preset=task.preset, seed=task.seed, font=task.font, turn=task.turn, pages=[task.page])
    truth = made.truth.pages[0]
    picture = Image.fromarray(next(pictures(made.data, task.preset.dpi)))
    start = _times()
    reading = read_bytes(made.data, task.draft.name)
    between = _times()
    text = pytesseract.image_to_string(picture, lang="vie")
    end = _times()
    read = "\n".join(accuracy.flow(page) for page in reading.pages)
    return Result(
        task.group,
        (accuracy.compare(truth, read), accuracy.compare(truth, str(text))),
        (between[0] - start[0], end[0] - between[0]),
        (between[1] - start[1], end[1] - between[1]),
    )


def _times() -> tuple[float, float]:
    """Seconds on the clock, and of the processor with the programs called."""
    spent = os.times()
    return time.perf_counter(), spent.user + spent.system + spent.children_user + spent.children_system


def run(work: Sequence[Task], workers: int) -> tuple[dict[str, Sum], list[str]]:
    """Read all tasks on `workers` processes; the sums by group, and what failed, a line each."""
    # One thread a process, for ours and for plain Tesseract alike.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    sums: dict[str, Sum] = {}
    failed = []
    with pebble.ProcessPool(workers, context=multiprocessing.get_context("spawn")) as pool:
        futures: list[tuple[Task, Future[Result]]] = [
            (task, pool.schedule(read_both, args=(task,), timeout=SECONDS)) for task in work
        ]
        for task, future in futures:
            try:
                result = future.result()
            except Exception as error:
                failed.append(f"{task.group}, {task.draft.name}, page {task.page}: {type(error).__name__}: {error}")
            else:
                sums.setdefault(task.group, Sum()).add(result)
    return sums, failed


def tables(sums: Mapping[str, Sum], workers: int) -> Iterator[Table]:
    """The figures of the pages read, as tables."""
    presets = [name for name in sums if name in PRESETS]
    whole = {name: [accuracy.whole(errors) for errors in one.errors] for name, one in sums.items()}
    rows = []
    for name in presets:
        speeds = [60 * workers * sums[name].pages / seconds for seconds in sums[name].seconds]
        spent = [seconds / sums[name].pages for seconds in sums[name].processor]
        cells = (*(f"{speed:.0f}" for speed in speeds), *(f"{seconds:.2f}" for seconds in spent))
        rows.append((name, str(sums[name].pages), *cells))
    header = ("preset", "pages", "pages a minute", "plain pages a minute", "processor seconds a page", "plain seconds")
    yield Table(f"Reading scans on {workers} cores", header, tuple(rows))
    damages = [name for name in sums if name.startswith("+ ")]
    faces = [name for name in sums if name.startswith(FONT)]
    for title, names in (("By kind of scan", presets), ("By damage", damages), ("By font", faces)):
        columns = (title.rsplit(" ", 1)[1], "pages", "CER", "plain CER", "WER", "plain WER", "words lost", "plain lost")
        rows = [
            (
                name,
                str(sums[name].pages),
                *(_percent(value) for value in (whole[name][0].cer, whole[name][1].cer)),
                *(_percent(value) for value in (whole[name][0].wer, whole[name][1].wer)),
                *(_percent(value) for value in (whole[name][0].lost, whole[name][1].lost)),
            )
            for name in names
        ]
        yield Table(title + ", %", columns, tuple(rows))
    places = [place.value for place in Place] + [accuracy.COVERED, accuracy.HAND]
    by_place = []
    for place in places:
        pairs = [(sums[name].errors[0].get(place), sums[name].errors[1].get(place)) for name in presets]
        if any(ours is not None for ours, _ in pairs):
            shown = [_percent(one.cer if one else None) for pair in pairs for one in pair]
            by_place.append((place, *shown))
    head = ("place", *(part for name in presets for part in (name, f"{name}, plain")))
    yield Table("CER by place, %", head, tuple(by_place))


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.2f}"


def _kinds_of_pages(drafts: Iterable[Draft]) -> tuple[list[tuple[Draft, int]], ...]:
    """Pages with a heading, with a table, with a foot."""
    heads, tabled, feet = [], [], []
    for draft in drafts:
        pages = scans.make(draft, kind="born").truth.pages
        heads.append((draft, 1))
        if any(isinstance(element, DraftTable) for element in draft.elements):
            tabled.append((draft, next(page.number for page in pages if page.tables)))
        feet.append((draft, next((page.number for page in pages if _has_foot(page)), len(pages))))
    return heads, tabled or heads, feet


def _has_foot(page: TruePage) -> bool:
    return any(line.place is Place.FOOT_RIGHT for line in page.lines)


def _chosen(kinds: Sequence[list[tuple[Draft, int]]], count: int) -> list[tuple[Draft, int]]:
    """So many pages, of each kind in turn, each of another draft as long as there are any."""
    found: list[tuple[Draft, int]] = []
    for at in range(count):
        kind = kinds[at % len(kinds)]
        found.append(kind[at % len(kind)])
    return found


@click.command()
@click.argument("drafts", type=click.Path(path_type=Path))
@click.option("--pages", default=PAGES, show_default=True, type=click.IntRange(2), help="Pages of each kind of scan.")
@click.option("--workers", type=click.IntRange(1), help="Processes.  [default: one a core]")
@click.option("--against", default=FIGURES, show_default=True, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Put the new figures in the place of those compared with.")
@click.option("--json", "as_json", type=click.Path(path_type=Path), help="Also write the figures as JSON.")
def main(drafts: Path, pages: int, workers: int | None, against: Path, write: bool, as_json: Path | None) -> None:
    """Measure speed and accuracy on scans made from the drafts in DRAFTS."""
    try:
        report = _measured(drafts, pages, workers or len(os.sched_getaffinity(0)))
        old = figures.parse(against.read_text(encoding="utf-8")) if against.is_file() else ()
    except VanthuError as error:
        raise click.ClickException(str(error)) from error
    text = figures.markdown(report)
    click.echo(text)
    if old:
        click.echo(figures.changes(old, report))
    else:
        click.echo(f"There are no figures in {against} to compare with.")
    if write:
        against.parent.mkdir(parents=True, exist_ok=True)
        against.write_text(text, encoding="utf-8")
    if as_json:
        as_json.write_text(json.dumps([table.as_dict() for table in report], ensure_ascii=False), encoding="utf-8")


def _measured(folder: Path, pages: int, workers: int) -> list[Table]:
    paths = sorted(folder.glob("*" + SUFFIX))
    if not paths:
        raise GoldError(f"there are no drafts (*{SUFFIX}) in {folder}", "name their folder")
    drafts = [load(path) for path in paths]
    work = tasks(drafts, pages)
    sums, failed = run(work, workers)
    for line in failed:
        click.echo(f"not read: {line}", err=True)
    return [speed.stages(drafts), *tables(sums, workers), *table_marks.bench(workers)]


if __name__ == "__main__":
    main()
