"""`vanthu doctor`: what this machine has and lacks."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import FOLDER, Command, settings_of, verbose
from pipeline.errors import ExitCode


@click.command(cls=Command)
@click.option("--tessdata", type=FOLDER, help="Folder that holds vie.traineddata.")
@verbose
@click.pass_context
def doctor(context: click.Context, tessdata: Path | None) -> None:
    """Say what this machine has and lacks."""
    from pipeline.running import doctor as doctors

    found = doctors.findings(settings_of({"tessdata": tessdata}))
    click.echo(doctors.render(found))
    if not doctors.healthy(found):
        context.exit(ExitCode.ARCHIVE)
