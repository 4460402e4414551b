"""`vanthu extract --dry-run`: what a run would do, found out without writing anything."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.running import archive as archives
from pipeline.running import plan
from pipeline.running.choose import Copy, Options, Settled, Work, chosen
from pipeline.running.drivers import Drivers
from pipeline.running.work import Tools
from pipeline.settings import Settings
from pipeline.storing import catalog, corrections
from pipeline.storing.compact import whole
from pipeline.storing.output import check
from pipeline.storing.readings import ReadingStore
from pipeline.storing.spool import Spool


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run would do.

    ``files`` are in the archive; ``read`` of them would be read (``read_bytes`` together), ``parsed``
    made anew from the reading store, ``unchanged`` left, ``copies`` taken for copies of others;
    ``unread`` can't even be opened. ``gone`` would lose their rows. ``work`` are the paths to be
    read or parsed, in their order.
    """

    files: int
    read: int
    read_bytes: int
    parsed: int
    unchanged: int
    copies: int
    unread: int
    gone: int
    work: tuple[str, ...]
    notes: tuple[str, ...]


def forecast(
    archive: str | Path,
    out: str | Path,
    *,
    settings: Settings | None = None,
    options: Options | None = None,
    tools: Tools | None = None,
) -> Forecast:
    """What `extract` would do with the same arguments; nothing is written, locked or made.

    Files that are new or changed are read once, for their hashes: only these tell a copy from a
    document, and a renamed file from a new one. The versions are those of this machine, also where
    a cluster would do the work.

    Raises ArchiveError, OutputError and SetupError as `extract` does.
    """
    settings, options, out = settings or Settings(), options or Options(), Path(out)
    listing = archives.walk(archive, out, now_ns=time.time_ns())
    check(out, archives.name_of(archive))
    stored = catalog.load(out)
    known = dict(stored) if whole(out, stored) else {}
    spool = Spool(out)
    for segment in spool.segments():
        known.update(spool.files(segment))
    drivers = Drivers(1, settings)
    try:
        lines = corrections.load(settings.corrections)
        versions = replace(drivers.versions(tools or Tools()), reviewed=lines.digests())
    finally:
        drivers.stop()
    store = ReadingStore(out, versions.reading)
    read, parsed, read_bytes, unchanged, copies, unread = 0, 0, 0, 0, 0, 0
    work: list[str] = []
    for choice in chosen(listing, known, options, settings, versions):
        if isinstance(choice, Copy):
            copies += 1
        elif isinstance(choice, Settled):
            unchanged += choice.unchanged
            unread += not choice.unchanged
        elif isinstance(choice, Work):
            work.append(choice.found.path)
            if choice.again or store.find(choice.sha256) is None:
                read += 1
                read_bytes += choice.found.size or 0
            else:
                parsed += 1
    missing = plan.gone(known, listing)
    notes = []
    if missing and not options.prune and plan.too_many_gone(len(missing), len(known)):
        notes.append(plan.many_missing(len(missing), len(known)))
        missing = frozenset()
    return Forecast(
        len(listing.files),
        read,
        read_bytes,
        parsed,
        unchanged,
        copies,
        unread,
        len(missing),
        tuple(work),
        tuple(notes),
    )
