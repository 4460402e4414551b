"""`vanthu extract`: an archive into tables, and what was not read."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import FOLDER, OUT, SHOWN, Command, is_verbose, limits, settings_of, verbose
from pipeline.errors import ExitCode

if TYPE_CHECKING:
    from pipeline.running.summary import Summary
    from pipeline.settings import Settings


@click.command(cls=Command)
@click.argument("archive")
@OUT
@limits
@click.option("--strict", is_flag=True, help="End with code 4 when any file failed.")
@click.option("--prune", is_flag=True, help="Drop the rows of missing files, even where they are many.")
@click.option(
    "--retry-failed", "--retry", "retry", is_flag=True, help="Try files and pages again that could not be read before."
)
@click.option("--rehash", is_flag=True, help="Trust no file's size and time: look at the bytes of each.")
@click.option("--only", multiple=True, metavar="GLOB", help="Only these files, as '2024/*.pdf' (may be repeated).")
@click.option("--limit", type=click.IntRange(min=0), help="Work on no more than so many files.")
@click.option("--dry-run", is_flag=True, help="Say what there is to do, and do nothing.")
@click.option("--log", type=FOLDER, help="Append JSON lines on each file and stage to this file.")
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

    settings = settings_of(flags)
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
    if is_verbose(context):
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
