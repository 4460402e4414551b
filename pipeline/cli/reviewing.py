"""`vanthu review`: the page on which reviewers correct."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import OUT, settings_of, verbose


@click.command()
@OUT
@click.option("--voila", is_flag=True, help="A page of its own instead of a notebook in JupyterLab.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the page.  [default: a free one]")
@click.option("--no-browser", is_flag=True, help="Only print the address of the page.")
@click.option("--reviewer", help="Who reviews.  [default: the computer's user]")
@click.argument("further", nargs=-1, type=click.UNPROCESSED)
@verbose
@click.pass_context
def review(
    context: click.Context,
    /,
    out: Path,
    voila: bool,
    port: int | None,
    no_browser: bool,
    reviewer: str | None,
    further: tuple[str, ...],
) -> None:
    """Review what was extracted, least sure first, beside the pictures of the pages.

    What stands behind `--` goes to JupyterLab or voila as it is.
    """
    from pipeline import messages
    from pipeline.reviewing.serve import Wish, serve
    from pipeline.storing.output import archive_of
    from pipeline.storing.tables import open_tables

    open_tables(out)
    archive_of(out)
    wish = Wish(voila=voila, port=port, browser=not no_browser, further=further)
    code = serve(out, settings_of({}).corrections, wish, reviewer=reviewer, lang=str(messages.language()))
    context.exit(code)
