"""What a PDF says of itself: its document information and the names of attached files, as witnesses."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2

from pipeline.errors import one_line
from pipeline.pages import Witness

LOG = logging.getLogger(__name__)

MAX_ATTACHED = 100
"""Attached files that are named."""
_DATE = re.compile(r"^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?")
_KEYS = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "Creator": "creator",
    "CreationDate": "created",
    "ModDate": "modified",
}


def witnesses_of(document: Any) -> tuple[Witness, ...]:
    """The document information as witnesses (ISO 32000-1, 14.3.3), dates as ISO 8601 where they are dates.

    So are the names of attached files (7.11.4), which are never opened.
    """
    found = []
    for key, name in _KEYS.items():
        try:
            text = one_line(str(document.get_metadata_value(key)), 300)
        except UnicodeDecodeError:
            LOG.debug("the document information's %s is broken", key)
            continue
        if key.endswith("Date"):
            text = iso_date(text) or text
        if text:
            found.append(Witness("metadata", name, text))
    return tuple(found) + tuple(_attached(document))


def _attached(document: Any) -> Iterator[Witness]:
    for index in range(min(document.count_attachments(), MAX_ATTACHED)):
        try:
            name = one_line(document.get_attachment(index).get_name(), 300)
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            name = ""
        yield Witness("attachment", "name", name or f"attachment {index + 1}")


def iso_date(raw: str) -> str | None:
    """`D:20210105081532+07'00'` → `2021-01-05T08:15:32+07:00`; None for anything else."""
    match = _DATE.match(raw)
    if match is None:
        return None
    year, month, day, hour, minute, second, zulu, offset, minutes = match.groups()
    zone = "+00:00" if zulu else f"{offset}:{minutes or '00'}" if offset else ""
    return f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}"
