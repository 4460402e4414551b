"""How well tables are read: grids, cells and rows, ours and other readers', on tables made by chance.

    python -m pipeline.evaluating.table_marks --seeds 40-47 --kinds born,office
    python -m pipeline.evaluating.table_marks --seeds 40-47 --kinds born,office --rivals VENV/bin/python

prints Markdown. ``--rivals`` names a Python with img2table and camelot (they are no part of this
project, see rivals.py); they get the same files, img2table our cleaned pictures of them.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
import pebble
from rapidfuzz import fuzz

from pipeline.errors import SetupError, VanthuError
from pipeline.evaluating import figures, rivals, scans, table_drafts
from pipeline.evaluating.drafts import Draft, DraftTable
from pipeline.evaluating.figures import Table
from pipeline.evaluating.normalise import normalise
from pipeline.evaluating.rivals import OtherTable
from pipeline.evaluating.sheets import Ruling
from pipeline.pages import Page

KINDS = ("docx", "born", "writer", "clean", "office", "hard", "copy")
"""Word file, our own PDF, LibreOffice's PDF of the Word file (where it is installed), kinds of scan."""
ALIKE = 85
"""Of 100: a row that is so alike was found, if not without errors."""
SECONDS = 900.0
"""Time limit of one file and its readers."""
OURS = "ours"

Grid = Mapping[tuple[int, int, int, int], str]
"""A table: words by row, column, row span and column span."""
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be made and read."""

    seed: int
    kind: str
    shape: str | None = None
    rows: int | None = None
    ruling: Ruling = Ruling.FULL
    rivals: str | None = None
    """The Python that runs the other readers."""


@dataclass(slots=True)
class Marks:
    """Sums over files. ``parts`` are tables as they stand on pages, ``whole`` are true rows of documents."""

    files: int = 0
    pages: int = 0
    parts: int = 0
    shaped: int = 0
    made_up: int = 0
    cells: int = 0
    exact: int = 0
    whole: int = 0
    in_order: int = 0
    joined: int = 0
    apart: int = 0
    """Rows that were found and are none: parts of rows, heads that stand again."""

    def add(self, other: Marks) -> None:
        """Count another's files in."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Result:
    """The marks of a file by reader, and what was missed in ours: a line each."""

    marks: dict[str, Marks] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)


def measure(job: Job) -> Result:
    """Make a job's file, read it with every reader, and compare with its truth."""
    from pipeline.reading.read import read_bytes

    draft = table_drafts.draft(job.seed, job.shape, job.rows)
    table = next(element for element in draft.elements if isinstance(element, DraftTable))
    want = _true_rows(table)
    data, truth = _made(draft, job)
    pages = read_bytes(data, draft.name).pages
    own = [[_grid(page, nth) for nth in range(len(page.tables))] for page in pages]
    if job.kind == "docx":
        own = [[grid for page in own for grid in page]]  # a Word file's table is whole, on whichever page
    result = Result()
    marks = result.marks[OURS] = _marks(want, truth, own, result.misses)
    joined = [row for rows in _joined(pages) for row in rows]
    marks.joined, marks.apart = _common(want, joined), max(0, len(joined) - len(want))
    if truth is None:
        marks.exact = _exact(want, joined)
    if job.rivals and job.kind != "docx":
        for name, tables in rivals.read(job.rivals, data, picture=job.kind not in ("born", "writer")).items():
            others = [[_other_grid(one) for one in page] for page in tables]
            result.marks[name] = _marks(want, truth, others, [])
    for one in result.marks.values():
        one.files, one.pages = 1, len(pages)
    return result


def _made(draft: Draft, job: Job) -> tuple[bytes, list[list[Grid]] | None]:
    """The file, and the tables of its pages; None where only the whole table is known (LibreOffice breaks pages)."""
    if job.kind in ("docx", "writer"):
        data = scans.make(draft, kind="docx", seed=job.seed).data
        table = next(element for element in draft.elements if isinstance(element, DraftTable))
        cells = {
            (cell.row, cell.column, cell.row_span, cell.column_span): plain(" ".join(cell.paragraphs))
            for cell in table.cells
        }
        return (data, [[cells]]) if job.kind == "docx" else (_printed(data), None)
    made = scans.make(
        draft,
        kind="born" if job.kind == "born" else "pdf",
        preset="office" if job.kind == "born" else job.kind,
        seed=job.seed,
        ruling=job.ruling,
    )
    truth: list[list[Grid]] = [
        [
            {
                (cell.row, cell.column, cell.row_span, cell.column_span): plain(
                    " ".join(page.lines[at].text for at in cell.lines)
                )
                for cell in table.cells
            }
            for table in page.tables
        ]
        for page in made.truth.pages
    ]
    return made.data, truth


def _printed(word: bytes) -> bytes:
    """LibreOffice's PDF of a Word file."""
    program = shutil.which("soffice")
    if program is None:
        raise SetupError("LibreOffice is not installed", "leave out the kind `writer`")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.docx"
        source.write_bytes(word)
        home = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(
            [program, home, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return source.with_suffix(".pdf").read_bytes()


def plain(words: str) -> str:
    """Words with single spaces between them."""
    return " ".join(words.split())


def _true_rows(table: DraftTable) -> Rows:
    """The rows with a merged cell's words in each place that it covers."""
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                rows[row][column] = plain(" ".join(cell.paragraphs))
    return rows


def _grid(page: Page, nth: int) -> Grid:
    return {
        (cell.row, cell.column, cell.row_span, cell.column_span): plain(
            " ".join(page.lines[at].text for at in cell.lines)
        )
        for cell in page.tables[nth].cells
    }


def _other_grid(table: OtherTable) -> Grid:
    return {(cell.row, cell.column, cell.row_span, cell.column_span): plain(cell.text) for cell in table}


def _rows(grid: Grid) -> Rows:
    high = max((row + tall for row, _, tall, _ in grid), default=0)
    wide = max((column + broad for _, column, _, broad in grid), default=0)
    rows = [[""] * wide for _ in range(high)]
    for (row, column, tall, broad), words in grid.items():
        for y in range(row, row + tall):
            for x in range(column, column + broad):
                rows[y][x] = words
    return rows


def _joined(pages: Sequence[Page]) -> list[Rows]:
    """Our tables of the whole document: as parsing joins them."""
    from pipeline.parsing.paragraphs import layout
    from pipeline.parsing.text import Text
    from pipeline.parsing.zones import find_zones

    text = Text(pages)
    laid = layout(text, find_zones(text))
    return [[[plain(cell.string) if cell else "" for cell in row.cells] for row in table.rows] for table in laid.tables]


def _marks(
    want: Rows, truth: Sequence[Sequence[Grid]] | None, read: Sequence[Sequence[Grid]], misses: list[str]
) -> Marks:
    """The marks of one reader for one file; rows of all its tables, one table behind the other."""
    marks = Marks(whole=len(want))
    found = [row for page in read for grid in page for row in _rows(grid)]
    marks.in_order = _common(want, found)
    if truth is None:
        marks.cells = sum(len(row) for row in want)
        marks.exact = _exact(want, found)
        return marks
    for number, page in enumerate(truth):
        left = list(read[number]) if number < len(read) else []
        for true in page:
            # The table with most of its words, so that one made up before it costs that one alone.
            best = max(left, key=lambda grid: _shared(true, grid), default=None)
            if best is not None:
                left.remove(best)
            got = best or {}
            marks.parts += 1
            marks.shaped += set(true) == set(got)
            if set(true) != set(got):
                misses.append(f"page {number + 1}: the grid differs in {sorted(set(true) ^ set(got))[:6]}")
            marks.cells += len(true)
            for place, words in true.items():
                marks.exact += got.get(place) == words
                if place in got and got[place] != words:
                    misses.append(f"page {number + 1} {place[:2]}: {words} | {got[place]}")
        marks.made_up += len(left)
    return marks


def _exact(want: Rows, found: Rows) -> int:
    """How many cells of the rows that were found are exact."""
    return sum(one == other for at, to in _pairs(want, found) for one, other in zip(want[at], found[to], strict=False))


def _shared(one: Grid, other: Grid) -> int:
    return sum((Counter(one.values()) & Counter(other.values())).values())


def _common(want: Rows, found: Rows) -> int:
    """How many of the true rows were found in order."""
    return sum(1 for _ in _pairs(want, found))


def _pairs(want: Rows, found: Rows) -> Iterator[tuple[int, int]]:
    """Ordinals of rows that are the same, of the longest sequence in order."""
    one, other = [_key(row) for row in want], [_key(row) for row in found]
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    same = [[bool(a) and (a == b or fuzz.ratio(a, b) >= ALIKE) for b in other] for a in one]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            best[i][j] = best[i + 1][j + 1] + 1 if same[i][j] else max(best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(one) and j < len(other):
        if same[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1


def _key(row: Sequence[str]) -> str:
    """A row's words; a merged cell's once."""
    return normalise(" ".join(dict.fromkeys(row)))


def jobs_of(
    seeds: Iterable[int],
    kinds: Iterable[str],
    shape: str | None = None,
    rows: int | None = None,
    ruling: Ruling = Ruling.FULL,
    other: str | None = None,
) -> list[Job]:
    """A job for each kind and seed."""
    seeds = list(seeds)
    return [Job(seed, kind, shape, rows, ruling, other) for kind in kinds for seed in seeds]


def run(jobs: Sequence[Job], workers: int) -> tuple[dict[tuple[str, str], Marks], list[str]]:
    """The marks by kind of file and reader; and what was missed or failed, a line each."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    sums: dict[tuple[str, str], Marks] = {}
    lines: list[str] = []
    with pebble.ProcessPool(workers, context=multiprocessing.get_context("spawn")) as pool:
        futures = [(job, pool.schedule(measure, args=(job,), timeout=SECONDS)) for job in jobs]
        for job, future in futures:
            try:
                result = future.result()
            except VanthuError:
                raise
            except Exception as error:
                lines.append(f"{job.kind} {job.seed}: failed: {type(error).__name__}: {error}")
                continue
            for reader, marks in result.marks.items():
                sums.setdefault((job.kind, reader), Marks()).add(marks)
            lines += [f"{job.kind} {job.seed} {miss}" for miss in result.misses]
    return sums, lines


def table(title: str, sums: Mapping[tuple[str, str], Marks]) -> Table:
    """The figures, a row for each kind of file and reader."""
    head = ("kind, reader", "pages", "grid shape", "exact cells", "rows in order", "rows joined", "rows too many")
    rows = []
    for (kind, reader), one in sums.items():
        own = reader == OURS
        rows.append(
            (
                kind if own else f"{kind}, {reader}",
                str(one.pages),
                _share(one.shaped, one.parts + one.made_up),
                _share(one.exact, one.cells),
                _share(one.in_order, one.whole),
                _share(one.joined, one.whole) if own else "",
                str(one.apart) if own else "",
            )
        )
    return Table(title, head, tuple(rows))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else ""


def bench(workers: int) -> tuple[Table, Table]:
    """The figures of `make bench`: tables of many shapes, and 60 rows over pages."""
    kinds = ("docx", "born", "office", "copy")
    many, _ = run(jobs_of(range(7100, 7106), kinds), workers)
    long, _ = run(jobs_of((7200,), kinds, "plan", 60), workers)
    return table("Tables, %", many), table("Tables of 60 rows, %", long)


@click.command()
@click.option("--seeds", default="0-7", show_default=True, help="First and last.")
@click.option("--kinds", default="born,office", show_default=True, help=f"Of {', '.join(KINDS)}.")
@click.option("--shape", type=click.Choice(table_drafts.SHAPES), help="By the seed if not given.")
@click.option("--rows", type=click.IntRange(1, 500), help="By the seed if not given.")
@click.option("--ruling", default="full", type=click.Choice([one.value for one in Ruling]), show_default=True)
@click.option("--rivals", "other", help="A Python with img2table and camelot-py, to read the same files.")
@click.option("--workers", default=2, type=click.IntRange(1), show_default=True)
@click.option("--misses", is_flag=True, help="Print what was missed.")
def main(
    seeds: str,
    kinds: str,
    shape: str | None,
    rows: int | None,
    ruling: str,
    other: str | None,
    workers: int,
    misses: bool,
) -> None:
    """Measure how tables are read."""
    first, _, last = seeds.partition("-")
    if not first.isdigit() or not (last or first).isdigit():
        raise click.ClickException(f"{seeds} is no first and last seed: give them as 0-7")
    unknown = [kind for kind in kinds.split(",") if kind not in KINDS]
    if unknown:
        raise click.ClickException(f"there is no kind of file {unknown[0]}: choose of {', '.join(KINDS)}")
    try:
        if other:
            click.echo(rivals.versions(other))
        chosen = range(int(first), int(last or first) + 1)
        sums, lines = run(jobs_of(chosen, kinds.split(","), shape, rows, Ruling(ruling), other), workers)
    except VanthuError as error:
        raise click.ClickException(str(error)) from error
    for line in lines:
        if misses or "failed" in line:
            click.echo(line, err=True)
    click.echo(figures.markdown([table(f"Tables of seeds {seeds}, ruled {ruling}, %", sums)]).split("\n\n", 2)[2])


if __name__ == "__main__":
    main()
