"""What becomes of files that need no work: duplicates, missing ones, those a run did not come to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.records import SourceRecord, Status
from pipeline.running import plan
from pipeline.running.archive import Found, Listing
from pipeline.storing.catalog import FileRow

SHA = "a" * 64


def found(path: str) -> Found:
    return Found(path, path, 1, "1-1")


def listing(*paths: str, unlisted: tuple[str, ...] = ()) -> Listing:
    return Listing(tuple(found(path) for path in paths), unlisted=unlisted)


def extracted(path: str, sha256: str = SHA) -> FileRow:
    source = SourceRecord(
        path=path, sha256=sha256, bytes=1, media_type="text/plain", status=Status.EXTRACTED, document_ids=(sha256[:16],)
    )
    return FileRow(source, "1-1", "v1")


def failed(path: str) -> FileRow:
    source = SourceRecord(path=path, sha256=SHA, bytes=1, status=Status.FAILED, error="it is empty; get it again")
    return FileRow(source, "1-1", "v1")


def settle(
    listed: Listing, known: Sequence[FileRow] = (), rows: Sequence[FileRow] = (), copies: dict[str, str] | None = None,
    kept: frozenset[str] = frozenset(),
) -> dict[str, tuple[str, tuple[str, ...]]]:  # fmt: skip
    result = plan.settled(
        listed,
        {row.source.path: row for row in known},
        {row.source.path: row for row in rows},
        {path: (found(path), first) for path, first in (copies or {}).items()},
        kept,
    )
    return {path: (row.source.status, row.source.document_ids) for path, row in sorted(result.items())}


MINE = (SHA[:16],)


@pytest.mark.parametrize(
    ("result", "expected", "why"),
    [
        (
            settle(listing("a", "b"), rows=[extracted("a")], copies={"b": "a"}),
            {"a": ("extracted", MINE), "b": ("duplicate", MINE)},
            "a duplicate lists the first copy's documents",
        ),
        (
            settle(listing("a", "b"), rows=[failed("a")], copies={"b": "a"}),
            {"a": ("failed", ()), "b": ("failed", ())},
            "the copy of a file that can't be read can't be read either",
        ),
        (
            settle(listing("a", "b"), copies={"b": "a"}),
            {},
            "a first run stopped before the first copy: neither is known yet",
        ),
        (
            settle(listing("a", "b"), known=[extracted("b")], copies={"b": "a"}),
            {"b": ("extracted", MINE)},
            "stopped before a new first copy: the old one keeps its documents",
        ),
        (
            settle(listing("a", "b"), known=[extracted("b")], rows=[extracted("a")]),
            {"a": ("extracted", MINE), "b": ("duplicate", MINE)},
            "a new first copy takes the documents over",
        ),
        (
            settle(listing("a"), known=[extracted("a"), extracted("z", "b" * 64)], rows=[extracted("a")]),
            {"a": ("extracted", MINE)},
            "a file that is gone goes",
        ),
        (
            settle(listing("b"), known=[extracted("a")], rows=[extracted("b")], kept=frozenset({"a"})),
            {"a": ("duplicate", MINE), "b": ("extracted", MINE)},
            "a missing file that is kept does not own what is there under another name",
        ),
    ],
)
def test_what_becomes_of_files(
    result: dict[str, tuple[str, tuple[str, ...]]], expected: dict[str, tuple[str, tuple[str, ...]]], why: str
) -> None:
    assert result == expected, why


def test_a_file_not_come_to_keeps_what_made_it() -> None:
    """So the next run knows that it is done, or not."""
    result = plan.settled(listing("a"), {"a": extracted("a")}, {}, {}, frozenset())
    assert result["a"] == extracted("a")


def test_only_what_was_looked_for_is_gone() -> None:
    known = {path: extracted(path) for path in ("a", "x/b", "xy/c")}
    assert plan.gone(known, listing("q", unlisted=("x",))) == {"a", "xy/c"}


@pytest.mark.parametrize(("missing", "known", "too_many"), [(1, 10, False), (2, 10, True), (1, 3, True), (0, 0, False)])
def test_many_missing_files_are_a_mistake_rather(missing: int, known: int, too_many: bool) -> None:
    assert plan.too_many_gone(missing, known) is too_many
