"""The bench: how fast each stage is and how well pages are read, beside plain Tesseract, in one run.

    python -m pipeline.evaluating.bench tests/gold/dev

prints Markdown: the marks that reading is held to, pages a minute by stage and kind of file, megabytes a
second of the citations on law text and how their time grows on hostile text, character
and word errors by kind of scan, by single damage and by place on the page, for our reader and for
``pytesseract.image_to_string(page, lang="vie")`` on the same pictures and cores; then what changed
against the committed figures (`docs/figures.md`). ``--write`` makes the new ones those to compare with.
``--memory 1000`` reads that many pages in one worker, half an hour or so.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from pipeline.errors import GoldError, VanthuError
from pipeline.evaluating import accuracy, asked, cited_speed, figures, marks, overlaid, speed, table_marks, trials
from pipeline.evaluating.drafts import SUFFIX, Draft, load
from pipeline.evaluating.figures import Table
from pipeline.evaluating.footprint import footprint
from pipeline.evaluating.scans import PRESETS
from pipeline.evaluating.trials import FONT, PAGES, SEED, Sum
from pipeline.evaluating.truth import Place

FIGURES = Path("docs/figures.md")
MEMORY = 40
"""Pages that a worker reads whose memory is watched, if no other number is given."""
FILES = 12
"""Different pages among them."""


def tables(sums: Mapping[str, Sum], workers: int) -> Iterator[Table]:
    """The figures of the pages read, as tables."""
    presets = [name for name in sums if name in PRESETS]
    rows = []
    for name in presets:
        one = sums[name]
        times = (one.plain.our_seconds, one.plain.seconds, one.bare.seconds)
        spent = (one.plain.our_processor, one.plain.processor, one.bare.processor)
        cells = [f"{60 * workers * one.plain.pages / seconds:.0f}" for seconds in times]
        cells += [f"{seconds / one.plain.pages:.2f}" for seconds in spent]
        rows.append((name, str(one.pages), *cells))
    minute, second = "pages a minute", "processor seconds a page"
    header = ("preset", "pages", minute, f"plain {minute}", f"bare {minute}", second, "plain seconds", "bare seconds")
    yield Table(f"Reading scans on {workers} cores", header, tuple(rows))
    damages = [name for name in sums if name.startswith("+ ")]
    faces = [name for name in sums if name.startswith(FONT)]
    for title, names in (("By kind of scan", presets), ("By damage", damages), ("By font", faces)):
        columns = (title.rsplit(" ", 1)[1], "pages", "CER", "plain CER", "WER", "plain WER", "words lost", "plain lost")
        rows = [(name, str(sums[name].pages), *_errors(sums[name])) for name in names]
        yield Table(title + ", %", columns, tuple(rows))
    places = [place.value for place in Place] + [accuracy.COVERED, accuracy.HAND]
    by_place = []
    for place in places:
        pairs = [(sums[name].errors.get(place), sums[name].plain_errors.get(place)) for name in presets]
        if any(ours is not None for ours, _ in pairs):
            shown = [_percent(one.cer if one else None) for pair in pairs for one in pair]
            by_place.append((place, *shown))
    head = ("place", *(part for name in presets for part in (name, f"{name}, plain")))
    yield Table("CER by place, %", head, tuple(by_place))


def _errors(one: Sum) -> Iterator[str]:
    """CER, WER and words lost, ours and plain Tesseract's in turn."""
    ours, plain = accuracy.whole(one.errors), accuracy.whole(one.plain_errors)
    for pair in ((ours.cer, plain.cer), (ours.wer, plain.wer), (ours.lost, plain.lost)):
        yield from map(_percent, pair)


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.2f}"


@click.command()
@click.argument("drafts", type=click.Path(path_type=Path))
@click.option("--pages", default=PAGES, show_default=True, type=click.IntRange(2), help="Pages of each kind of scan.")
@click.option("--seed", default=SEED, show_default=True, type=click.IntRange(0), help="The first seed of the pages.")
@click.option("--memory", default=MEMORY, show_default=True, type=click.IntRange(0), help="Pages read in one worker.")
@click.option("--workers", type=click.IntRange(1), help="Processes.  [default: one a core]")
@click.option("--against", default=FIGURES, show_default=True, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Put the new figures in the place of those compared with.")
@click.option("--growth", "grown", is_flag=True, help="Measure growth with the archive instead (minutes, gigabytes).")
@click.option("--questions", is_flag=True, help="Measure the analysts' questions instead (ten minutes, gigabytes).")
@click.option("--review", "reviewed", is_flag=True, help="Measure the review page in a browser instead (minutes).")
@click.option("--json", "as_json", type=click.Path(path_type=Path), help="Also write the figures as JSON.")
def main(
    drafts: Path,
    pages: int,
    seed: int,
    memory: int,
    workers: int | None,
    against: Path,
    write: bool,
    grown: bool,
    questions: bool,
    reviewed: bool,
    as_json: Path | None,
) -> None:
    """Measure speed and accuracy on scans made from the drafts in DRAFTS."""
    if grown:
        _measure_growth(drafts)
        return
    if questions:
        _measure_questions(drafts, against if write else None)
        return
    if reviewed:
        _measure_review(drafts, against if write else None)
        return
    try:
        report = _measured(drafts, pages, seed, memory, workers or len(os.sched_getaffinity(0)))
        old = figures.parse(against.read_text(encoding="utf-8")) if against.is_file() else ()
    except VanthuError as error:
        raise click.ClickException(str(error)) from error
    click.echo(figures.markdown(report))
    if old:
        click.echo(figures.changes(old, report))
    else:
        click.echo(f"There are no figures in {against} to compare with.")
    if write:
        _put(report, against)
    if as_json:
        as_json.write_text(json.dumps([table.as_dict() for table in report], ensure_ascii=False), encoding="utf-8")


def _measure_growth(folder: Path) -> None:
    from pipeline.evaluating.growth import growth

    try:
        report = growth(_drafts(folder), say=lambda line: click.echo(line, err=True))
    except VanthuError as error:
        raise click.ClickException(str(error)) from error
    click.echo(figures.markdown(report))


def _measure_questions(folder: Path, place: Path | None) -> None:
    try:
        report = asked.asked(_drafts(folder), say=lambda line: click.echo(line, err=True))
    except VanthuError as error:
        raise click.ClickException(str(error)) from error
    click.echo(figures.markdown([report]))
    if place is not None:
        _put([report], place, family=asked.FAMILY)


def _measure_review(folder: Path, place: Path | None) -> None:
    from pipeline.evaluating.review_speed import review_speed

    try:
        found = review_speed(_drafts(folder), say=lambda line: click.echo(line, err=True))
    except VanthuError as error:
        raise click.ClickException(str(error)) from error
    click.echo(figures.markdown(found))
    if place is not None:
        _put(found, place)


def _put(tables: Iterable[figures.Table], place: Path, *, family: str | None = None) -> None:
    """Put tables in the place of those of their titles (or of the family); all others stay as they are."""
    text = place.read_text(encoding="utf-8") if place.is_file() else figures.HEAD + "\n"
    for table in tables:
        text = figures.put(text, table, family or table.title)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def _drafts(folder: Path) -> list[Draft]:
    paths = sorted(folder.glob("*" + SUFFIX))
    if not paths:
        raise GoldError(f"there are no drafts (*{SUFFIX}) in {folder}", "name their folder")
    return [load(path) for path in paths]


def _measured(folder: Path, pages: int, seed: int, memory: int, workers: int) -> list[Table]:
    drafts = _drafts(folder)
    work = trials.tasks(drafts, pages, seed)
    sums, failed = trials.run(work, workers)
    for line in failed:
        click.echo(f"not read: {line}", err=True)
    layers = overlaid.verdicts(drafts, seed)
    # Every kind of page in turn: the largest comes more than once.
    files = [trials.make(task)[0] for task in work[:: max(1, len(work) // FILES)]] if memory else []
    held = footprint(files, memory) if memory else None
    stages = [speed.stages(drafts), *cited_speed.speeds()]
    return [marks.table(sums, layers, held), *stages, *tables(sums, workers), *table_marks.bench(workers)]


if __name__ == "__main__":
    main()
