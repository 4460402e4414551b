"""Archives of Vietnamese administrative documents into tables that people trust.

Four verbs: `read` a file into pages, `parse` pages into records, `extract` an archive into tables,
`open_tables` that were written. All else is private to its room. They are loaded when first used,
so that ``import pipeline`` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.analysing.opened import open_tables as open_tables
    from pipeline.parsing.parse import parse as parse
    from pipeline.reading.read import read as read
    from pipeline.running.extract import extract as extract

__version__ = "0.1.0"
__all__ = ["extract", "open_tables", "parse", "read"]

_HOMES = {
    "read": "pipeline.reading.read",
    "parse": "pipeline.parsing.parse",
    "extract": "pipeline.running.extract",
    "open_tables": "pipeline.analysing.opened",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
