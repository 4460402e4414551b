"""From the spool into the tables: whole documents replaced, only touched buckets rewritten.

The work is a function of the catalog (which documents there are), the rows in place and the spooled
segments; it holds one row group's documents at a time, and ends in one commit.
"""

from __future__ import annotations

import bisect
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import OutputError
from pipeline.records import CorrectionRecord, Status
from pipeline.storing import catalog, schemas
from pipeline.storing.buckets import (
    Range,
    bucket_count,
    bucket_of,
    bucket_range,
    file_name,
    path_key,
    slices,
)
from pipeline.storing.catalog import Catalog, FileRow
from pipeline.storing.commit import STAGE, Commit, current
from pipeline.storing.files import write_parquet
from pipeline.storing.grouped import Grouped, grouped, merge
from pipeline.storing.links import KEY_COLUMNS, LINK_COLUMNS, LINKED, Links, Touched
from pipeline.storing.shuffle import Laid, Shuffle, rest
from pipeline.storing.spliced import Standing, write_spliced
from pipeline.storing.spool import CORRECTIONS, DOCUMENT_TABLES, FOLDER, base_of
from pipeline.storing.standing import StandingRows

_THREADS = 4
"""Buckets that are written at a time; a row group of each is in memory."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is there and what is to be: ids by bucket, and from where each file's rows come."""

    out: Path
    segments: tuple[Path, ...]
    newest: dict[str, int]
    """The segment that holds the valid rows of a file, by its 16 hex digits; else the tables do."""
    wanted: frozenset[str]
    """The document ids that the tables shall hold."""
    count: int
    """Number of buckets to be."""
    documents: Counter[int]
    """Documents in each bucket to be."""
    changed: tuple[str, ...]
    """The files, by 16 hex digits and in order, whose rows come, go or change."""
    touched: frozenset[int]
    """Buckets to be whose rows change, or whose borders do."""

    def changes(self, keys: Range) -> bool:
        """True where the rows of a document in a range of keys come, go or change."""
        at = bisect.bisect_left(self.changed, keys.start)
        return at < len(self.changed) and self.changed[at] < keys.stop


@dataclass(frozen=True, slots=True)
class _Linking:
    """The links as they are to be, and which of those in place they may differ from."""

    links: Links
    touched: Touched

    def stale(self, table: str, rows: pa.Table) -> bool:
        return self.links.stale(table, rows, self.touched)


def compact(
    out: Path, files: Catalog, segments: Sequence[Path], lost: Sequence[CorrectionRecord] = ()
) -> frozenset[str]:
    """Bring the tables to what `files` and the spooled `segments` say; returns the files rewritten.

    Args:
        out: the output folder.
        files: every file of the archive as it now stands, by path.
        segments: the spool's segments, oldest first; they are removed with the commit.
        lost: the rows of corrections about documents that the tables shall not hold.

    Raises OutputError when the tables can't be read or written; nothing is changed then.
    """
    try:
        return _compact(out, files, tuple(segments), lost)
    except (OSError, pa.ArrowException) as error:
        reason = one.strerror if isinstance(one := error, OSError) and one.strerror else str(error)
        raise OutputError(
            f"the tables in {out} can't be brought up to date ({reason})",
            "make room, or delete the damaged table's folder, and run again: no file is read twice",
        ) from error


def whole(out: Path, files: Catalog) -> bool:
    """True where every bucket that the catalog calls for is in place."""
    count = bucket_count(sum(len(row.document_ids) for row in files.values()))
    names = {file_name(bucket) for bucket in range(count)}
    return all({path.name for path in current(out, table)} == names for table in DOCUMENT_TABLES) and bool(
        current(out, "sources")
    )


def lists(out: Path, files: Catalog, lost: Sequence[CorrectionRecord]) -> bool:
    """True where the table of corrections has just these rows about documents that `files` do not hold."""
    held = {document_id for row in files.values() for document_id in row.document_ids}
    wanted = schemas.to_arrow(CORRECTIONS, lost).to_pylist()
    standing = [
        row
        for path in current(out, CORRECTIONS)
        for row in schemas.conform(CORRECTIONS, pq.read_table(path, partitioning=None)).to_pylist()
        if row["document_id"] not in held
    ]
    return sorted(standing, key=_by_id) == sorted(wanted, key=_by_id)


def _by_id(row: dict[str, Any]) -> str:
    return str(row["correction_id"])


def _compact(out: Path, files: Catalog, segments: tuple[Path, ...], lost: Sequence[CorrectionRecord]) -> frozenset[str]:
    commit = Commit(out)
    plan = _plan(out, files, segments)
    links = _linking(plan)
    _give_back()
    rewritten: set[str] = set()
    for table in DOCUMENT_TABLES:
        stale = [bucket for bucket in range(plan.count) if _stale(plan, links, table, bucket)]
        if stale:
            rewritten.update(_write(plan, links, commit, table, stale))
        _drop_others(out, commit, table, plan.count)
        _give_back()
    rewritten |= _sources(out, commit, files)
    rewritten |= _corrections(plan, commit, lost)
    catalog.write(commit.stage(f"{catalog.STATE}/{catalog.FILE}"), files.values())
    for segment in segments:
        commit.remove(f"{FOLDER}/{segment.name}")
    commit.apply()
    return frozenset(rewritten)


def _give_back() -> None:
    """Let the system have the memory that one table took: allocators keep it, and the next takes more beside it."""
    for pool in (pa.default_memory_pool(), pa.system_memory_pool()):
        pool.release_unused()


def _write(plan: _Plan, links: _Linking, commit: Commit, table: str, buckets: Sequence[int]) -> list[str]:
    """Stage buckets of a table, several at a time; returns their names."""
    dealt = _dealt(plan, table)
    standing = current(plan.out, table)

    def write(bucket: int) -> str:
        name = f"{table}/{file_name(bucket)}"
        path = commit.stage(name)
        keys = bucket_range(bucket, plan.count)
        with StandingRows(table, keys, standing, lambda rows: _kept(plan, rows, None)) as rows:
            new = dealt.pieces(bucket)
            if not write_spliced(path, _groups(plan, links, table, bucket, rows, new), schemas.schema(table)):
                write_parquet(path, _tables(plan, links, table, bucket, rows, new), schemas.schema(table))
        return name

    with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as executor:
        futures = [executor.submit(write, bucket) for bucket in buckets]
        try:
            return [future.result() for future in futures]
        except BaseException:
            for future in futures:
                future.cancel()
            raise


def _plan(out: Path, files: Catalog, segments: tuple[Path, ...]) -> _Plan:
    newest: dict[str, int] = {}
    spooled: set[str] = set()
    for nth, segment in enumerate(segments):
        ids = pq.read_table(segment / "documents.parquet", columns=["document_id"], partitioning=None)
        for document_id in ids.column(0).to_pylist():
            newest[base_of(document_id)] = nth
            spooled.add(document_id)
    old = current(out, "documents")
    standing = {
        document_id
        for path in old
        for document_id in pq.read_table(path, columns=["document_id"], partitioning=None).column(0).to_pylist()
    }
    wanted = frozenset(document_id for row in files.values() for document_id in row.document_ids)
    missing = wanted - standing - spooled
    if missing:
        raise OutputError(
            f"the rows of {len(missing)} documents are lost ({min(missing)} …)",
            f"delete the folder {out / catalog.STATE} and run again: no file is read twice",
        )
    count = bucket_count(len(wanted))
    changed = set(newest) | {base_of(document_id) for document_id in standing - wanted}
    touched = {bucket_of(base, count) for base in changed}
    if {path.name for path in old} != {file_name(bucket) for bucket in range(count)}:
        touched = set(range(count))
    documents = Counter(bucket_of(document_id, count) for document_id in wanted)
    return _Plan(out, segments, newest, wanted, count, documents, tuple(sorted(changed)), frozenset(touched))


def _linking(plan: _Plan) -> _Linking:
    """The links of all wanted documents."""
    held: list[pa.Table] = []
    changed: list[pa.Table] = []
    for path in current(plan.out, "documents"):
        rows = pq.read_table(path, columns=list(KEY_COLUMNS), partitioning=None)
        kept = _kept(plan, rows, None)
        held.append(kept)
        if kept.num_rows < rows.num_rows:
            changed.append(grouped(rows).kept(lambda i: i not in plan.wanted or base_of(i) in plan.newest))
    for nth, segment in enumerate(plan.segments):
        path = segment / "documents.parquet"
        held.append(_kept(plan, pq.read_table(path, columns=list(KEY_COLUMNS), partitioning=None), nth))
        changed.append(held[-1])
    links = Links(held)
    return _Linking(links, links.touched(pa.concat_tables([_no_keys(), *changed])))


def _no_keys() -> pa.Table:
    return schemas.empty("documents").select(list(KEY_COLUMNS))


def _kept(plan: _Plan, rows: pa.Table, segment: int | None) -> pa.Table:
    """The rows of documents that are wanted and whose newest rows these are."""
    return grouped(rows).kept(lambda i: i in plan.wanted and plan.newest.get(base_of(i)) == segment)


def _dealt(plan: _Plan, table: str) -> Shuffle:
    """The spooled rows of a table that count, dealt out to their buckets."""
    shuffle = Shuffle(table, plan.count, plan.out / catalog.STATE / STAGE / "parts")
    for nth, segment in enumerate(plan.segments):
        rows = schemas.conform(table, pq.read_table(segment / f"{table}.parquet", partitioning=None))
        shuffle.add(_kept(plan, rows, nth))
    return shuffle


def _groups(
    plan: _Plan, links: _Linking, table: str, bucket: int, standing: StandingRows, new: Sequence[Grouped | Laid]
) -> Iterator[pa.Table | Standing]:
    """The row groups of a bucket to be: those in place where they stay as they are, else their rows."""
    for keys in _slices(plan, bucket):
        whole = None if plan.changes(keys) else standing.whole(keys)
        if whole is not None and table in LINKED and links.stale(table, standing.columns(whole, LINK_COLUMNS[table])):
            whole = None
        yield _rows(links, table, keys, standing, new) if whole is None else whole
        rest(new)


def _tables(
    plan: _Plan, links: _Linking, table: str, bucket: int, standing: StandingRows, new: Sequence[Grouped | Laid]
) -> Iterator[pa.Table]:
    """The rows of each row group of a bucket to be."""
    for keys in _slices(plan, bucket):
        yield _rows(links, table, keys, standing, new)
        rest(new)


def _slices(plan: _Plan, bucket: int) -> list[Range]:
    return slices(bucket, plan.count, plan.documents[bucket])


def _rows(links: _Linking, table: str, keys: Range, standing: StandingRows, new: Sequence[Grouped | Laid]) -> pa.Table:
    """The rows in a range of keys, those in place and the `new` ones, sorted and linked."""
    pieces = [piece for piece in (*(one.within(keys) for one in new), *standing.within(keys)) if piece.num_rows]
    # What only passes through is as it was sorted before.
    rows = pieces[0] if len(pieces) == 1 else merge(table, pieces)
    return links.links.fill(table, rows)


def _stale(plan: _Plan, links: _Linking, table: str, bucket: int) -> bool:
    """True where a bucket's file must be written anew."""
    path = plan.out / table / file_name(bucket)
    if bucket in plan.touched or not path.exists():
        return True
    if not schemas.is_current(table, pq.read_schema(path)):
        return True
    if table not in LINKED:
        return False
    return links.stale(table, pq.read_table(path, columns=list(LINK_COLUMNS[table]), partitioning=None))


def _drop_others(out: Path, commit: Commit, table: str, count: int) -> None:
    names = {file_name(bucket) for bucket in range(count)}
    for path in current(out, table):
        if path.name not in names:
            commit.remove(f"{table}/{path.name}")


def _corrections(plan: _Plan, commit: Commit, lost: Sequence[CorrectionRecord]) -> set[str]:
    """Stage the one file of `corrections` where it is not as it stands: they are few, and read as a whole."""
    name = f"{CORRECTIONS}/{file_name(0)}"
    standing = [
        schemas.conform(CORRECTIONS, pq.read_table(path, partitioning=None)) for path in current(plan.out, CORRECTIONS)
    ]
    pieces = [_kept(plan, rows, None) for rows in standing]
    for nth, segment in enumerate(plan.segments):
        path = segment / f"{CORRECTIONS}.parquet"
        if path.exists():  # a run of an older version spooled none
            pieces.append(_kept(plan, schemas.conform(CORRECTIONS, pq.read_table(path, partitioning=None)), nth))
    pieces.append(schemas.to_arrow(CORRECTIONS, lost))
    rows = pa.concat_tables(pieces).sort_by([("reviewed_at", "ascending"), ("correction_id", "ascending")])
    if len(standing) == 1 and standing[0].equals(rows):
        return set()
    write_parquet(commit.stage(name), [rows], schemas.schema(CORRECTIONS))
    return {name}


def _sources(out: Path, commit: Commit, files: Catalog) -> set[str]:
    """Stage the buckets of `sources` that are not as they stand."""
    count = bucket_count(len(files))
    buckets: list[list[FileRow]] = [[] for _ in range(count)]
    for path in sorted(files):
        buckets[bucket_of(path_key(path), count)].append(files[path])
    rewritten = set()
    for bucket, rows in enumerate(buckets):
        name = f"sources/{file_name(bucket)}"
        table = schemas.to_arrow("sources", (row.source for row in rows))
        if (out / name).exists():
            standing = pq.read_table(out / name, partitioning=None)
            if schemas.is_current("sources", standing.schema) and standing.equals(table):
                continue
        write_parquet(commit.stage(name), [table], schemas.schema("sources"))
        rewritten.add(name)
    _drop_others(out, commit, "sources", count)
    return rewritten


def counts(files: Catalog) -> dict[Status, int]:
    """How many files came to what."""
    found = Counter(row.source.status for row in files.values())
    return {status: found[status] for status in Status}
