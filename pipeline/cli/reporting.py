"""`vanthu report`: the archive in one HTML file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from pipeline.cli.options import OUT, Command, verbose
from pipeline.messages import say


@click.command(cls=Command)
@OUT
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report.html"),
    show_default=True,
    help="The file to write.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which deadlines are looked at.  [default: today]",
)
@verbose
def report(out: Path, to: Path, as_of: datetime | None) -> None:
    """Write a report on the archive: one HTML file that needs nothing but a browser."""
    from pipeline.analysing import report as reports

    size = reports.write(out, to, as_of.date() if as_of else date.today())
    click.echo(say("{file} was written, {megabytes} MB; open it in a browser", file=to, megabytes=f"{size / 1e6:.1f}"))
