"""The report: what an archive holds, as one HTML file that needs nothing but a browser.

No script, no network: style and pictures stand inside, and a policy in the page forbids the rest. All
text is escaped by the template engine; what is not printable (control characters, marks that turn the
direction of writing) is shown, not obeyed. The same tables, day and language give the same bytes.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from pipeline import __version__
from pipeline.analysing.blocks import day
from pipeline.analysing.charts import shown
from pipeline.analysing.findings import Overview
from pipeline.analysing.links import base
from pipeline.analysing.overview import overview
from pipeline.analysing.sections import sections
from pipeline.analysing.views import steady
from pipeline.errors import OutputError, one_line
from pipeline.messages import language, say
from pipeline.storing.files import write_whole
from pipeline.storing.output import archive_of

TEMPLATE = "report.html.j2"
_LONGEST = 440
"""Characters of any one text: what an archive says can't make the page grow."""


def write(out: Path, to: Path, as_of: date) -> int:
    """Write the report of the tables in a folder to a file.

    Args:
        out: the tables' folder.
        to: the file; the folder above it is made.
        as_of: the day on which deadlines are looked at.

    Returns:
        The file's size in bytes.

    Raises:
        OutputError: if there are no tables or the file can't be written.
    """
    found: Overview = steady(out, lambda connection: overview(connection, as_of))
    page = render(found, _way(out, to)).encode()
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        write_whole(to, page)
    except OSError as error:
        raise OutputError(
            f"the report can't be written to {to} ({one_line(error.strerror or str(error))})",
            "give another file with --to",
        ) from error
    return len(page)


def _way(out: Path, to: Path) -> str | None:
    """The way from the report to the archive, None where the tables do not know theirs."""
    try:
        return base(to, archive_of(out))
    except OutputError:
        return None


def render(found: Overview, root: str | None = None) -> str:
    """The page; ``root`` is the way from its folder to the archive's (`links.base`), None for a page without links."""
    return _template().render(
        lang=language().value,
        title=say("Report on an archive of administrative documents"),
        subtitle=say("Deadlines as of {day}; made by vanthu {version}", day=day(found.as_of), version=__version__),
        contents=say("Contents"),
        nothing=say("None."),
        footer=say("Made from the tables alone; each row of theirs names the page and the words that it comes from."),
        sections=sections(found, root),
    )


@cache
def _template() -> jinja2.Template:
    source = resources.files("pipeline.analysing").joinpath(TEMPLATE).read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, finalize=_shown, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(source)


def _shown(value: Any) -> Any:
    """Text, of bounded length, with what is not printable made visible; our own markup as it is."""
    return shown(value, _LONGEST) if isinstance(value, str) and not isinstance(value, Markup) else value
