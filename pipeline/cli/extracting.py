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
from pipeline.messages import say, translate

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
@click.option("--scheduler", metavar="ADDRESS", help="Work on the dask cluster of this scheduler (tcp://host:8786).")
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
        click.echo(say("Stopped. What was finished is in the tables; run the same command to go on."), err=True)
        context.exit(ExitCode.INTERRUPTED)
    _print_summary(summary, out, context)
    if summary.example:
        command = _show(summary.example, out)
        click.echo(say("Next: {command} prints all that was found in one document", command=command))
    if strict and not summary.complete:
        context.exit(ExitCode.INCOMPLETE)


def _print_forecast(archive: str, out: Path, settings: Settings, asked: dict[str, Any]) -> None:
    from pipeline.running.choose import Options
    from pipeline.running.forecast import forecast
    from pipeline.running.progress import visible

    found = forecast(archive, out, settings=settings, options=Options(**asked))
    click.echo(
        say(
            "{files} files: {read} to read ({megabytes:.1f} MB), {parsed} to parse again, "
            "{unchanged} unchanged, {copies} copies, {unread} that can't be read, {gone} gone",
            files=found.files,
            read=found.read,
            megabytes=found.read_bytes / 1e6,
            parsed=found.parsed,
            unchanged=found.unchanged,
            copies=found.copies,
            unread=found.unread,
            gone=found.gone,
        )
    )
    for line in found.notes:
        click.echo(visible(translate(line)))
    for path in found.work[:SHOWN]:
        click.echo(f"  {visible(path)}")
    if len(found.work) > SHOWN:
        click.echo(say("  and {n} more", n=len(found.work) - SHOWN))
    click.echo(say("Nothing was done (--dry-run)."))


def _print_summary(summary: Summary, out: Path, context: click.Context) -> None:
    from pipeline.running.progress import span, visible

    kinds = ", ".join(f"{count} {translate(status)}" for status, count in summary.statuses.items() if count)
    click.echo(say("{files} files: {kinds}", files=summary.files, kinds=kinds))
    click.echo(
        say(
            "{documents} documents in {out}; this run: {read} files read, {parsed} parsed again, {unchanged} unchanged",
            documents=summary.documents,
            out=visible(str(out)),
            read=summary.read,
            parsed=summary.parsed,
            unchanged=summary.unchanged,
        )
    )
    if summary.pages_read:
        speed, time = summary.pages_a_minute, span(summary.seconds)
        click.echo(
            say("{pages} pages in {time}: {speed:.1f} pages a minute", pages=summary.pages_read, time=time, speed=speed)
        )
    if summary.rewritten:
        size = summary.bytes_written / 1e6
        click.echo(
            say("{files} files of the tables were written, {megabytes:.1f} MB", files=summary.rewritten, megabytes=size)
        )
    reasons = Counter(reason for _, reason in summary.left_alone)
    if reasons:
        counts = ", ".join(f"{count} {translate(reason)}" for reason, count in sorted(reasons.items()))
        click.echo(say("Left alone: {counts}", counts=counts))
    for line in summary.notes:
        click.echo(visible(translate(line)))
    if summary.unread:
        click.echo(say("Not read:"))
        for path, error in summary.unread[:SHOWN]:
            click.echo(f"  {visible(path)}: {visible(translate(error))}")
        if len(summary.unread) > SHOWN:
            more = len(summary.unread) - SHOWN
            click.echo(say("  and {n} more: see status and error in the table sources", n=more))
    if summary.unread_pages:
        count, files = len(summary.unread_pages), len({path for path, _ in summary.unread_pages})
        line = "Pages not read: {n} in {files} files (--retry-failed reads these files again):"
        if files == 1:
            line = "Pages not read: {n} in {files} file (--retry-failed reads these files again):"
        click.echo(say(line, n=count, files=files))
        for path, page in summary.unread_pages[:SHOWN]:
            what = visible(translate(page.error))
            click.echo(say("  {path}, page {page}: {what}", path=visible(path), page=page.page, what=what))
        if count > SHOWN:
            click.echo(say("  and {n} more: see error in the table pages", n=count - SHOWN))
    if summary.attached:
        click.echo(say("Attached files, not opened (save them into the archive to have them read):"))
        for path, names in summary.attached[:SHOWN]:
            click.echo(f"  {visible(path)}: {visible(', '.join(names))}")
        if len(summary.attached) > SHOWN:
            click.echo(say("  and in {n} files more", n=len(summary.attached) - SHOWN))
    if is_verbose(context):
        traces: dict[str, list[str]] = {}
        for path, trace in summary.faults:
            traces.setdefault(trace, []).append(visible(path))
        for trace, paths in traces.items():
            click.echo(f"\n{', '.join(paths[:SHOWN])}:\n{trace}", err=True)
        for path, reason in summary.left_alone:
            click.echo(say("left alone: {path} ({reason})", path=visible(path), reason=translate(reason)), err=True)


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
