"""`vanthu`: the command line. What it needs is imported when it is needed, so that it starts at once.

Exit codes are those of `errors.ExitCode`. A failure is one line on standard error; ``--verbose``
adds where in the code it happened.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from pipeline import __version__
from pipeline.errors import ExitCode, VanthuError, one_line

if TYPE_CHECKING:
    from pipeline.running.summary import Summary
    from pipeline.settings import Settings
    from pipeline.storing.compare import Change

SHOWN = 100
"""So many lines of a list are printed; the rest is counted."""
_FOLDER = click.Path(path_type=Path)


def _verbosely(context: click.Context, parameter: click.Parameter, value: bool) -> bool:
    if value:
        context.find_root().ensure_object(dict)["verbose"] = True
    return value


verbose = click.option(
    "--verbose", "-v", is_flag=True, expose_value=False, callback=_verbosely, help="Show where a failure happened."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="vanthu")
@verbose
def commands() -> None:
    """Archives of Vietnamese administrative documents into tables that people trust."""


def _limits(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(
        [
            click.option("--workers", type=click.IntRange(min=1), help="Processes.  [default: one a core]"),
            click.option("--file-seconds", type=float, help="Time limit of one file.  [default: 900]"),
            click.option("--file-mebibytes", type=int, help="Largest file that is opened.  [default: 512]"),
            click.option("--memory-mebibytes", type=int, help="Memory limit of a process.  [default: 4096]"),
            click.option("--tessdata", type=_FOLDER, help="Folder that holds vie.traineddata."),
            click.option(
                "--password-file",
                type=click.Path(path_type=Path, dir_okay=False, exists=True),
                help="Passwords to try on locked PDFs, one a line.",
            ),
            click.option("--dpi", type=int, help="Working resolution of page pictures.  [default: 200]"),
            click.option("--engine", type=click.Choice(["auto", "tesserocr", "pytesseract"]), help="OCR engine."),
        ]
    ):
        command = option(command)
    return command


@commands.command()
@click.argument("archive")
@click.option("--out", type=_FOLDER, default=Path("data/processed"), show_default=True, help="Folder of the tables.")
@_limits
@click.option("--strict", is_flag=True, help="End with code 4 when any file failed.")
@click.option("--prune", is_flag=True, help="Drop the rows of missing files, even where they are many.")
@click.option(
    "--retry-failed", "--retry", "retry", is_flag=True, help="Try files and pages again that could not be read before."
)
@click.option("--rehash", is_flag=True, help="Trust no file's size and time: look at the bytes of each.")
@click.option("--only", multiple=True, metavar="GLOB", help="Only these files, as '2024/*.pdf' (may be repeated).")
@click.option("--limit", type=click.IntRange(min=0), help="Work on no more than so many files.")
@click.option("--dry-run", is_flag=True, help="Say what there is to do, and do nothing.")
@click.option("--log", type=_FOLDER, help="Append JSON lines on each file and stage to this file.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
@verbose
@click.pass_context
def extract(
    context: click.Context,
    /,
    archive: str,
    out: Path,
    strict: bool,
    prune: bool,
    retry: bool,
    rehash: bool,
    only: tuple[str, ...],
    limit: int | None,
    dry_run: bool,
    log: Path | None,
    quiet: bool,
    **flags: Any,
) -> None:
    """Read every document of ARCHIVE (a folder, or an address that fsspec opens) into tables."""
    from pipeline.running import progress
    from pipeline.running.extract import extract as run
    from pipeline.running.summary import Interrupted

    settings = _settings(flags)
    asked: dict[str, Any] = {"prune": prune, "retry": retry, "rehash": rehash, "only": only, "limit": limit}
    if dry_run:
        _print_forecast(archive, out, settings, asked)
        return
    reporter = progress.Silent() if quiet else progress.reporter()
    try:
        summary = run(archive, out, settings=settings, progress=reporter, log=log, **asked)
    except Interrupted as stopped:
        _print_summary(stopped.summary, out, context)
        click.echo("Stopped. What was finished is in the tables; run the same command to go on.", err=True)
        context.exit(ExitCode.INTERRUPTED)
    _print_summary(summary, out, context)
    if summary.example:
        click.echo(f"Next: {_show(summary.example, out)} prints all that was found in one document")
    if strict and not summary.complete:
        context.exit(ExitCode.INCOMPLETE)


@commands.command()
@click.argument("document")
@click.option("--out", type=_FOLDER, default=Path("data/processed"), show_default=True, help="Folder of the tables.")
@click.option("--fields", is_flag=True, help="Also every witness of the heading's values.")
@verbose
def show(document: str, out: Path, fields: bool) -> None:
    """Print all that is known of DOCUMENT: an id, a path or a file name."""
    from rich.console import Console

    from pipeline.running.show import find
    from pipeline.running.show import show as print_document
    from pipeline.storing.tables import open_tables

    tables = open_tables(out)
    print_document(tables, find(tables, document), Console(), fields=fields)


@commands.command()
@click.argument("out_a", type=_FOLDER)
@click.argument("out_b", type=_FOLDER)
@click.option("--table", "tables", multiple=True, help="Only this table (may be repeated).")
@click.option("--rows", is_flag=True, help="Also every row that differs.")
@verbose
def diff(out_a: Path, out_b: Path, tables: tuple[str, ...], rows: bool) -> None:
    """Compare the tables of OUT_A with those of OUT_B: rows gained, lost and altered."""
    from pipeline.records import TABLES
    from pipeline.storing.compare import compare
    from pipeline.storing.tables import open_tables

    for name in tables:
        if name not in TABLES:
            raise click.BadParameter(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    counts: Counter[tuple[str, str]] = Counter()
    altered: Counter[tuple[str, str]] = Counter()
    for change in compare(open_tables(out_a), open_tables(out_b), tables or tuple(TABLES)):
        counts[change.table, change.kind] += 1
        altered.update((change.table, name) for name, _, _ in change.columns)
        if rows:
            click.echo(_change_line(change))
    for name in TABLES:
        found = {kind: counts[name, kind] for kind in ("gained", "lost", "altered")}
        if any(found.values()):
            columns = ", ".join(f"{column} {n}" for (table, column), n in altered.most_common() if table == name)
            click.echo(
                f"{name}: {found['gained']} gained, {found['lost']} lost, {found['altered']} altered"
                + (f" ({columns})" if columns else "")
            )
    if not counts:
        click.echo("No row differs.")


@commands.command()
@click.option("--gold", type=_FOLDER, required=True, help="Folder of gold files.")
@click.option("--tables", type=_FOLDER, default=Path("data/processed"), show_default=True, help="Folder of the tables.")
@click.option("--misses", is_flag=True, help="Also every miss and false hit.")
@verbose
def evaluate(gold: Path, tables: Path, misses: bool) -> None:
    """Score the tables against gold files: precision, recall and F1 of every field."""
    from pipeline.evaluating.score import evaluate as score

    report = score(gold, tables)
    click.echo(report.markdown())
    if misses:
        click.echo()
        click.echo(report.misses())


_OUT = click.option(
    "--out", type=_FOLDER, default=Path("data/processed"), show_default=True, help="Folder of the tables."
)


@commands.group()
def corrections() -> None:
    """What reviewers have corrected: list it, lay it over the tables, make gold files of it."""


@corrections.command("list")
@_OUT
@click.option("--status", help="Only these: applied, orphaned, conflict or undone.")
@verbose
def list_corrections(out: Path, status: str | None) -> None:
    """List the corrections and what became of them, oldest first."""
    from pipeline.running.progress import visible
    from pipeline.storing.tables import open_tables

    tables = open_tables(out)
    paths = {row["document_id"]: row["path"] for row in tables.arrow("documents").to_pylist()}
    rows = [row for row in tables.arrow("corrections").to_pylist() if status in (None, row["status"])]
    for row in rows:
        where = paths.get(row["document_id"], row["document_id"])
        what = f"{row['table']}.{row['column']}" if row["column"] else row["table"]
        said = f"{row['old'] or '-'} -> {row['new'] or '-'}" if row["action"] == "set" else row["row_id"] or ""
        line = f"{row['correction_id']} {row['status']:<8} {row['reviewer']}: {row['action']} {what} in {where}: {said}"
        click.echo(visible(line + (f" ({row['reason']})" if row["reason"] else "")))
    counts = Counter(row["status"] for row in rows)
    click.echo(", ".join(f"{count} {name}" for name, count in sorted(counts.items())) or "No corrections.")


@corrections.command()
@_OUT
@verbose
@click.pass_context
def conflicts(context: click.Context, out: Path) -> None:
    """List what reviewers do not agree about: the machine's value stands there until they do."""
    context.invoke(list_corrections, out=out, status="conflict")


@corrections.command()
@_OUT
@verbose
@click.pass_context
def apply(context: click.Context, out: Path) -> None:
    """Lay the log over the tables now (every `vanthu extract` does it too)."""
    from pipeline.running.extract import extract as run
    from pipeline.storing.output import archive_of

    summary = run(archive_of(out), out, settings=_settings({}))
    click.echo(f"{summary.parsed + summary.read} files made anew, {summary.unchanged} unchanged")
    context.invoke(list_corrections, out=out, status=None)


@corrections.command("export-gold")
@click.argument("gold", type=_FOLDER)
@_OUT
@click.option("--all", "everything", is_flag=True, help="Also documents of which only some values were looked at.")
@verbose
def export_gold(gold: Path, out: Path, everything: bool) -> None:
    """Write reviewed documents as gold files into the folder GOLD, for vanthu evaluate.

    A document counts as reviewed when its own row was confirmed; with --all when anything in it was.
    """
    from pipeline.evaluating.export import write
    from pipeline.reviewing.document import load
    from pipeline.storing.tables import open_tables

    rows = open_tables(out).arrow("corrections").to_pylist()
    held = [row for row in rows if row["status"] == "applied"]
    whole = {row["document_id"] for row in held if (row["table"], row["action"]) == ("documents", "confirm")}
    chosen = {row["document_id"] for row in held} if everything else whole
    for document_id in sorted(chosen):
        click.echo(str(write(gold, load(out, document_id).document)))
    click.echo(f"{len(chosen)} gold files" + ("" if chosen else ": confirm a document first, or give --all"))


@commands.command()
@click.option("--tessdata", type=_FOLDER, help="Folder that holds vie.traineddata.")
@verbose
@click.pass_context
def doctor(context: click.Context, tessdata: Path | None) -> None:
    """Say what this machine has and lacks."""
    from pipeline.running import doctor as doctors

    found = doctors.findings(_settings({"tessdata": tessdata}))
    click.echo(doctors.render(found))
    if not doctors.healthy(found):
        context.exit(ExitCode.ARCHIVE)


def _settings(flags: dict[str, Any]) -> Settings:
    """Settings from the flags given, then the environment, then vanthu.toml."""
    import tomllib

    from pydantic import ValidationError

    from pipeline.settings import Settings

    given = {name: value for name, value in flags.items() if value is not None}
    reading = {name: given.pop(name) for name in ("dpi", "engine") if name in given}
    if reading:
        given["reading"] = reading
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise click.UsageError(one_line(f"the setting {place}: {first['msg']}")) from error
    except (tomllib.TOMLDecodeError, OSError, ValueError) as error:
        raise click.UsageError(one_line(f"vanthu.toml or the environment can't be understood: {error}")) from error


def _print_forecast(archive: str, out: Path, settings: Settings, asked: dict[str, Any]) -> None:
    from pipeline.running.choose import Options
    from pipeline.running.forecast import forecast
    from pipeline.running.progress import visible

    found = forecast(archive, out, settings=settings, options=Options(**asked))
    click.echo(
        f"{found.files} files: {found.read} to read ({found.read_bytes / 1e6:.1f} MB), {found.parsed} to parse again, "
        f"{found.unchanged} unchanged, {found.copies} copies, {found.unread} that can't be read, {found.gone} gone"
    )
    for line in found.notes:
        click.echo(visible(line))
    for path in found.work[:SHOWN]:
        click.echo(f"  {visible(path)}")
    if len(found.work) > SHOWN:
        click.echo(f"  and {len(found.work) - SHOWN} more")
    click.echo("Nothing was done (--dry-run).")


def _print_summary(summary: Summary, out: Path, context: click.Context) -> None:
    from pipeline.running.progress import span, visible

    kinds = ", ".join(f"{count} {status}" for status, count in summary.statuses.items() if count)
    click.echo(f"{summary.files} files: {kinds}")
    click.echo(
        f"{summary.documents} documents in {visible(str(out))}; this run: {summary.read} files read, "
        f"{summary.parsed} parsed again, {summary.unchanged} unchanged"
    )
    if summary.pages_read:
        click.echo(
            f"{summary.pages_read} pages in {span(summary.seconds)}: {summary.pages_a_minute:.1f} pages a minute"
        )
    if summary.rewritten:
        click.echo(f"{summary.rewritten} files of the tables were written, {summary.bytes_written / 1e6:.1f} MB")
    reasons = Counter(reason for _, reason in summary.left_alone)
    if reasons:
        click.echo("Left alone: " + ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items())))
    for line in summary.notes:
        click.echo(visible(line))
    if summary.unread:
        click.echo("Not read:")
        for path, error in summary.unread[:SHOWN]:
            click.echo(f"  {visible(path)}: {visible(error)}")
        if len(summary.unread) > SHOWN:
            click.echo(f"  and {len(summary.unread) - SHOWN} more: see status and error in the table sources")
    if summary.unread_pages:
        count, files = len(summary.unread_pages), len({path for path, _ in summary.unread_pages})
        plural = "file" if files == 1 else "files"
        click.echo(f"Pages not read: {count} in {files} {plural} (--retry-failed reads these files again):")
        for path, page in summary.unread_pages[:SHOWN]:
            click.echo(f"  {visible(path)}, page {page.page}: {visible(page.error)}")
        if count > SHOWN:
            click.echo(f"  and {count - SHOWN} more: see error in the table pages")
    if summary.attached:
        click.echo("Attached files, not opened (save them into the archive to have them read):")
        for path, names in summary.attached[:SHOWN]:
            click.echo(f"  {visible(path)}: {visible(', '.join(names))}")
        if len(summary.attached) > SHOWN:
            click.echo(f"  and in {len(summary.attached) - SHOWN} files more")
    if _is_verbose(context):
        traces: dict[str, list[str]] = {}
        for path, trace in summary.faults:
            traces.setdefault(trace, []).append(visible(path))
        for trace, paths in traces.items():
            click.echo(f"\n{', '.join(paths[:SHOWN])}:\n{trace}", err=True)
        for path, reason in summary.left_alone:
            click.echo(f"left alone: {visible(path)} ({reason})", err=True)


def _show(path: str, out: Path) -> str:
    """The command that shows a document, as it can be typed here."""
    from pipeline.running.progress import visible

    own = Path(sys.argv[0])
    program = "vanthu"
    if own.name == "vanthu" and not shutil.which("vanthu"):
        here = os.path.relpath(own)
        program = shlex.quote(str(own) if here.startswith("..") else here)
    where = "" if out == Path("data/processed") else f" --out {shlex.quote(str(out))}"
    return visible(f"{program} show {shlex.quote(path)}{where}")


def _change_line(change: Change) -> str:
    from pipeline.running.progress import visible

    row = change.row
    page = f" p. {row['page']}" if row.get("page") is not None else ""
    words = one_line(str(row.get("text") or row.get("path") or ""), 80)
    columns = "; ".join(f"{name}: {one_line(str(a), 60)} -> {one_line(str(b), 60)}" for name, a, b in change.columns)
    line = f"{change.table} {change.kind} {change.document_id or ''}{page} {words!r} {columns}"
    return visible(line.rstrip())


def _is_verbose(context: click.Context) -> bool:
    return bool((context.find_root().obj or {}).get("verbose"))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and end the process with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    told = "--verbose" in given or "-v" in given
    _hold_standard_streams()
    try:
        code = commands.main(args=given, prog_name="vanthu", standalone_mode=False)
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except VanthuError as error:
        code = _fail(str(error), error.exit_code, told)
    except (KeyboardInterrupt, click.exceptions.Abort):
        code = _fail("stopped", ExitCode.INTERRUPTED, told)
    except BrokenPipeError:
        # The reader of our output went away (`vanthu show … | head`): what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.OK
    except Exception as error:
        line = one_line(f"a fault of ours ({type(error).__name__}: {error})")
        code = _fail(f"{line}; run again with --verbose and report what it prints", ExitCode.FAULT, told)
    sys.exit(int(code or 0))


def _hold_standard_streams() -> None:
    """Open what was closed before we began (``vanthu … >&-``): else a table would get its number.

    What anybody then prints, a C library say, would stand in the middle of that table.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            # It takes the lowest number that is free, this one; a worker must not lack it either.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def _fail(line: str, code: ExitCode, told: bool) -> ExitCode:
    from pipeline.running.progress import visible

    click.echo(f"vanthu: {visible(line)}", err=True)
    if told:
        traceback.print_exc()
    return code


if __name__ == "__main__":
    main()
