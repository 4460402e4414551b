"""What the files of an archive hash to, which are gone, and which row each has in the end."""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from pipeline.errors import FileError
from pipeline.records import SourceRecord, Status
from pipeline.running import archive
from pipeline.running.archive import Found, Listing
from pipeline.storing.catalog import Catalog, FileRow

ZIP = "application/zip"
_AHEAD = 32
_HASHERS = 4
GONE_SHARE = 0.1
"""If more than this share of the known files is missing, none is taken for gone without being told."""


@dataclass(frozen=True, slots=True)
class Hashed:
    """A file with the SHA-256 of its bytes, or the reason why it has none."""

    found: Found
    sha256: str | None
    error: str | None = None


def hashed(files: Sequence[Found], known: Catalog, limit: int) -> Generator[Hashed, None, None]:
    """The files in order, each with its hash: the known one where its stamp has not changed.

    Args:
        files: the files.
        known: the rows of the last run.
        limit: the largest size in bytes.
    """

    def one(found: Found) -> Hashed:
        try:
            return Hashed(found, archive.digest(found, limit))
        except FileError as error:
            return Hashed(found, None, str(error))

    def stamped(found: Found) -> str | None:
        row = known.get(found.path)
        if row is None or found.stamp is None or row.stamp != found.stamp or (found.size or 0) > limit:
            return None
        return row.source.sha256

    with ThreadPoolExecutor(_HASHERS, thread_name_prefix="vanthu-hash") as executor:
        ahead: deque[Future[Hashed] | Hashed] = deque()
        try:
            for found in files:
                # Most files of a known archive: no thread is asked for them.
                sha256 = stamped(found)
                ahead.append(executor.submit(one, found) if sha256 is None else Hashed(found, sha256))
                if len(ahead) > _AHEAD:
                    yield _result(ahead.popleft())
            while ahead:
                yield _result(ahead.popleft())
        finally:
            for future in ahead:
                if isinstance(future, Future):
                    future.cancel()


def _result(hashed: Future[Hashed] | Hashed) -> Hashed:
    return hashed.result() if isinstance(hashed, Future) else hashed


def unread(one: Hashed) -> FileRow:
    """The row of a file whose bytes could not be had."""
    source = SourceRecord(
        path=one.found.path, sha256=one.sha256, bytes=one.found.size, status=Status.FAILED, error=one.error
    )
    return FileRow(source)


def unpacked(one: Hashed) -> FileRow:
    """The row of a zip whose files are sources of their own: it holds no document itself."""
    found = one.found
    source = SourceRecord(path=found.path, sha256=one.sha256, bytes=found.size, media_type=ZIP, status=Status.EXTRACTED)
    return FileRow(source, found.stamp)


def duplicate(path: str, size: int | None, stamp: str | None, first: SourceRecord) -> FileRow:
    """The row of a file with the bytes of another one: its duplicate, or failed as that did."""
    same = dataclasses.replace(first, path=path, bytes=size)
    if first.status is Status.EXTRACTED:
        same = dataclasses.replace(same, status=Status.DUPLICATE)
    return FileRow(same, stamp)


def gone(known: Catalog, listing: Listing) -> frozenset[str]:
    """The known files that were truly looked for and are not there."""
    present = listing.paths
    return frozenset(path for path in known if path not in present and listing.knows(path))


def too_many_gone(missing: int, known: int) -> bool:
    """True where so many files are missing that a mistake is likelier than a clear-out."""
    return missing > GONE_SHARE * known


def many_missing(missing: int, known: int) -> str:
    """The line that says so."""
    return (
        f"{missing} of {known} known files are missing from the archive; "
        "their rows stay: run with --prune if they are truly gone"
    )


def settled(
    listing: Listing, known: Catalog, rows: Catalog, copies: Mapping[str, tuple[Found, str]], kept: frozenset[str]
) -> dict[str, FileRow]:
    """The catalog as it stands at any moment of a run.

    Args:
        listing: the files of the archive.
        known: the rows of the last run.
        rows: the rows of the files settled in this run, without duplicates.
        copies: duplicates met in this run, each with the path of the first copy.
        kept: known files that are not in the listing but stay.

    A file that the run did not come to keeps its last row, with the stamp and version that made it.
    """
    result: dict[str, FileRow] = dict(rows)
    for path, (found, first) in copies.items():
        if first in rows:
            result[path] = duplicate(path, found.size, found.stamp, rows[first].source)
    for path in [found.path for found in listing.files] + sorted(kept):
        if path not in result and path in known:
            result[path] = known[path]
    # Documents have one owner: where a last row and a new one claim the same, the new one has them.
    owners = {row.source.sha256: row.source for row in rows.values() if row.document_ids}
    for path in sorted(result):
        row = result[path]
        if row.document_ids and owners.setdefault(row.source.sha256, row.source).path != path:
            result[path] = duplicate(path, row.source.bytes, row.stamp, owners[row.source.sha256])
    # A duplicate whose document is no more, in a run that did not come to it, is as good as new.
    lost = [path for path, row in result.items() if _is_lost(row, owners)]
    for path in lost:
        del result[path]
    return result


def _is_lost(row: FileRow, owners: Mapping[str | None, SourceRecord]) -> bool:
    return row.source.status is Status.DUPLICATE and row.source.sha256 not in owners
