"""Links from the report to the files of the archive: relative, so that both can be moved together.

A link leads from the folder of the report to that of the archive. Where the two have no folder in
common but the root of the file system, or the archive lies elsewhere (`s3://…`), there is none: it
would tell readers of the report how the maker's disk is laid out, and lead nowhere on theirs.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

_LONGEST = 2_000
"""Characters of a link: what an archive says can't make the page grow."""
_PLAIN = re.compile(r"[A-Za-z0-9._~/%-]+(?:#page=[0-9]+)?")
"""All that an escaped path is made of; nothing in it could end an attribute or name a scheme."""


def base(report: Path, archive: str) -> str | None:
    """The archive's folder as a relative URI from the folder of the report, with a slash at its end.

    Args:
        report: the report's file.
        archive: the archive as the output folder knows it: an absolute path, or a URI.

    Returns:
        None where there is no honest relative way.
    """
    if "://" in archive:
        return None
    there, here = Path(archive).resolve(), report.parent.resolve()
    try:
        shared = Path(os.path.commonpath([there, here]))
    except ValueError:  # another drive
        return None
    if shared == shared.parent:  # the root
        return None
    way = Path(os.path.relpath(there, here)).as_posix()
    try:
        escaped = quote(way)
    except UnicodeEncodeError:  # a folder's name that is no text
        return None
    # From a dot on: a folder `javascript:` is a folder.
    return (escaped if way.split("/")[0] in (".", "..") else f"./{escaped}") + "/"


def link(root: str | None, place: str) -> Markup | None:
    """The link to a file, safe in an attribute; None where there is no way to the archive or it is no plain one.

    Args:
        root: what `base` gave.
        place: the file as a URI below the archive's folder (`file_place` of views.sql).
    """
    if root is None:
        return None
    whole = root + place
    return Markup(whole) if len(whole) <= _LONGEST and _PLAIN.fullmatch(whole) else None
