"""What a run has to do with each file of an archive: nothing, or read or parse it anew.

A file whose bytes, path and versions are those of its last row is done. The first path, in sorted
order, of those with the same bytes is the document; the others are its copies. The answer depends
on the archive, the last rows and the options alone, so that `vanthu extract --dry-run` can give it
without doing anything.
"""

from __future__ import annotations

import fnmatch
import unicodedata
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace

from pipeline.records import Status
from pipeline.running import plan
from pipeline.running.archive import MEBIBYTE, Found, Listing
from pipeline.running.plan import Hashed
from pipeline.running.work import Versions
from pipeline.settings import Settings
from pipeline.storing.catalog import Catalog, FileRow
from pipeline.storing.spool import base_of


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asks of one run; none of it changes what a file's rows are.

    ``prune`` takes files for gone that are missing, even where they are many; ``retry`` tries again
    what could not be read; ``rehash`` trusts no size and time; ``only`` are globs of paths
    (``*`` also matches ``/``), all files where there are none; ``limit`` is the largest number of
    files to work on.
    """

    prune: bool = False
    retry: bool = False
    rehash: bool = False
    only: tuple[str, ...] = ()
    limit: int | None = None

    @property
    def whole(self) -> bool:
        """True where the run is to come to every file."""
        return not self.only and self.limit is None

    def asks_for(self, path: str) -> bool:
        """True where a file is one that the run was told to look at."""
        return not self.only or any(fnmatch.fnmatchcase(path, unicodedata.normalize("NFC", one)) for one in self.only)


@dataclass(frozen=True, slots=True)
class Settled:
    """A file that needs no work: its row, and whether it is the last run's."""

    found: Found
    row: FileRow
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """A file with the bytes of another one, whose path is `first`."""

    found: Found
    first: str


@dataclass(frozen=True, slots=True)
class Work:
    """A file to be read, or only parsed where its reading is kept; `again` asks for a new reading."""

    found: Found
    sha256: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """The first file that needs work and gets none, since the limit is reached; nothing comes after it."""

    found: Found


Choice = Settled | Copy | Work | Left


def chosen(
    listing: Listing, known: Catalog, options: Options, settings: Settings, versions: Versions
) -> Generator[Choice, None, None]:
    """What to do with each file, in order of the paths; ends early when the limit is reached.

    Args:
        listing: the files of the archive.
        known: the rows of the last run.
        options: what this run is asked.
        settings: limits of a file.
        versions: those of the two stages, as they are now.

    A file that the options do not ask for has its last row, if it has one; else it is passed over.
    """
    firsts: dict[str, tuple[str, str]] = {}
    works = 0
    trusted: Catalog = {} if options.rehash else known
    # Closed here and not when it is let go of: an interrupt must not be lost in between.
    with closing(_hashed(listing, trusted, known, options, settings)) as hashed:
        for one in hashed:
            found, sha256 = one.found, one.sha256
            row = known.get(found.path)
            if not options.asks_for(found.path):
                # Its bytes are not looked at, but what they were is not to become a second document.
                if row is not None and sha256 is not None:
                    firsts.setdefault(base_of(sha256), (found.path, sha256))
                    yield Settled(found, row, unchanged=True)
                continue
            if sha256 is None:
                yield Settled(found, plan.unread(one), unchanged=False)
                continue
            if found.packed:
                unpacked = plan.unpacked(one)
                yield Settled(found, unpacked, unchanged=row == unpacked)
                continue
            first, same = firsts.setdefault(base_of(sha256), (found.path, sha256))
            if same != sha256:
                # 64 bits of two hashes agree: once in an age by chance, at will by a forger.
                error = f"its identifier is that of {first}, which holds other bytes; look at both files"
                yield Settled(found, plan.unread(Hashed(found, sha256, error)), unchanged=False)
            elif first != found.path:
                yield Copy(found, first)
            elif row is not None and _done(row, sha256, options, settings, versions):
                # As it is, where it can be: of a large archive each row counts.
                yield Settled(
                    found, row if row.stamp == found.stamp else replace(row, stamp=found.stamp), unchanged=True
                )
            elif options.limit is not None and works >= options.limit:
                yield Left(found)
                return
            else:
                works += 1
                yield Work(found, sha256, again=options.retry and row is not None and bool(row.unread))


def _hashed(
    listing: Listing, trusted: Catalog, known: Catalog, options: Options, settings: Settings
) -> Generator[Hashed, None, None]:
    limit = settings.file_mebibytes * MEBIBYTE
    asked = [found for found in listing.files if options.asks_for(found.path)]
    with closing(plan.hashed(asked, trusted, limit)) as hashed:
        if not options.only:
            yield from hashed
            return
        paths = {found.path for found in asked}
        for found in listing.files:
            if found.path in paths:
                yield next(hashed)
            else:
                row = known.get(found.path)
                copy = row is None or row.source.status is Status.DUPLICATE
                yield Hashed(found, None if row is None or copy else row.source.sha256)


def _done(row: FileRow, sha256: str, options: Options, settings: Settings, versions: Versions) -> bool:
    if row.source.sha256 != sha256 or row.source.status is Status.DUPLICATE:
        return False
    if options.retry and (row.source.status is not Status.EXTRACTED or row.unread):
        return False
    return row.version == version_of(row.source.status, sha256, settings, versions)


def version_of(status: Status, sha256: str, settings: Settings, versions: Versions) -> str:
    """What made the rows of a file: the versions of the stages and the reviewers' lines about it.

    For a failure also the limits and what the machine reads, which may change.
    """
    made = f"{versions.reading}/{versions.parsing}"
    if status is Status.EXTRACTED:
        reviewed = versions.reviewed.get(sha256)
        return f"{made}/{reviewed}" if reviewed else made
    limits = f"{settings.file_seconds:g}/{settings.file_mebibytes}/{settings.memory_mebibytes}"
    return f"{made}/{limits}/{versions.abilities}"
