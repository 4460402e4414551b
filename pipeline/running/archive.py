"""The archive: which files it holds, in an order that never changes, and what their bytes hash to.

A local folder or anything fsspec opens (``s3://bucket/plans``). Hidden files and folders, links that
lead out of the archive, and things that are no files are left alone, and said so. What can't be
listed or read becomes a row or a line, never an abort: only an archive that is missing, empty or
unreadable as a whole stops the run.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import fsspec

from pipeline.errors import ArchiveError, DamagedError, FileError, LimitError
from pipeline.running import packed

MEBIBYTE = 1024 * 1024
_CHUNK = 1024 * 1024
_FRESH_NS = 2_000_000_000
"""A file touched less than this before the listing may change again within the clock's grain."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the archive.

    ``path`` is its name in the tables: relative, ``/``-separated, NFC, every character printable to
    UTF-8; ``location`` is what opens it. ``stamp`` changes when the file does; None where that is
    not certain. ``problem`` is set where the file can't even be looked at, ``advice`` with it where it
    is not the usual one. ``packed`` marks a zip whose files are listed beside it.
    """

    path: str
    location: str
    size: int | None
    stamp: str | None
    problem: str | None = None
    advice: str | None = None
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What a walk through the archive found.

    ``files`` are sorted by path; ``left_alone`` are (path, reason) pairs; ``unlisted`` the folders
    that could not be opened, whose files are unknown.
    """

    files: tuple[Found, ...]
    left_alone: tuple[tuple[str, str], ...] = ()
    unlisted: tuple[str, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        """The paths of all files found."""
        return frozenset(found.path for found in self.files)

    def knows(self, path: str) -> bool:
        """True where the folder of a path was listed, so that a missing file is truly gone."""
        return not any(path.startswith(folder + "/") for folder in self.unlisted)


def name_of(archive: str | Path) -> str:
    """The archive's lasting name: a URL as given, a folder as its absolute path."""
    text = str(archive)
    return text.rstrip("/") if "://" in text else str(Path(text).resolve())


def walk(archive: str | Path, out: Path | None = None, *, now_ns: int | None = None) -> Listing:
    """All files of an archive.

    Args:
        archive: a folder or an fsspec URL.
        out: the output folder, left out where it lies inside the archive.
        now_ns: the clock; files touched just before it get no stamp.

    Raises ArchiveError when the archive is missing, not a folder, unreadable or empty.
    """
    listing = _remote(str(archive)) if "://" in str(archive) else _local(Path(archive), out, now_ns)
    if not listing.files:
        if listing.unlisted:
            raise ArchiveError(f"no folder of the archive {archive} can be read", "check its permissions")
        raise ArchiveError(f"the archive {archive} holds no files", "check the path; hidden files do not count")
    return _with_members(listing)


def digest(found: Found, limit: int) -> str:
    """SHA-256 of a file's bytes, read in pieces.

    Args:
        found: the file.
        limit: the largest size in bytes.

    Raises LimitError beyond the limit, DamagedError when the file can't be read.
    """
    check_size(found, limit)
    total = 0
    hashed = hashlib.sha256()
    try:
        with open_file(found.location) as file:
            while chunk := file.read(_CHUNK):
                total += len(chunk)
                _within(total, limit)
                hashed.update(chunk)
    except OSError as error:
        raise unreadable(error) from error
    return hashed.hexdigest()


def read(location: str, limit: int) -> bytes:
    """A file's bytes. Raises LimitError beyond `limit` bytes, DamagedError when it can't be read."""
    try:
        with open_file(location) as file:
            data: bytes = file.read(limit + 1)
    except OSError as error:
        raise unreadable(error) from error
    _within(len(data), limit)
    return data


def check_size(found: Found, limit: int) -> None:
    """Raises FileError for a file that can't be looked at, LimitError for one that is too large."""
    if found.problem:
        raise DamagedError(found.problem, found.advice or "check the file's permissions and run again")
    if found.size is not None:
        _within(found.size, limit)


def open_file(location: str) -> IO[bytes]:
    """A file opened for reading: local, by fsspec, or inside a zip. Raises OSError, and FileError for a member."""
    outer, ordinals = packed.split(location)
    if ordinals:
        return packed.open_member(lambda: open_file(outer), ordinals)
    if "://" in location:
        opened: Any = fsspec.open(location, "rb").open()
        return opened  # type: ignore[no-any-return]
    return Path(location).open("rb")


def unreadable(error: OSError) -> FileError:
    """The failure of one file that the system would not read."""
    return DamagedError(
        f"the file can't be read ({error.strerror or type(error).__name__})",
        "check its permissions and the disk, and run again",
    )


def _within(size: int, limit: int) -> None:
    if size > limit:
        raise LimitError(
            f"the file is larger than {limit // MEBIBYTE} MiB", "raise the limit with --file-mebibytes and run again"
        )


def printable(raw: str) -> str:
    r"""A name fit for a table: NFC, bytes that are no UTF-8 as ``\\xNN``."""
    safe = raw.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", safe)


_Looked = tuple[str, str, tuple[int, int] | None, str | None]
"""Of a file: its name, what opens it, its size and time of change (nanoseconds), why it can't be looked at."""


def _local(archive: Path, out: Path | None, now_ns: int | None) -> Listing:
    try:
        root = archive.resolve(strict=True)
        is_folder = root.is_dir()
    except (OSError, RuntimeError):
        raise ArchiveError(f"there is no archive at {archive}", "check the path") from None
    if not is_folder:
        raise ArchiveError(f"{archive} is not a folder", "give the folder that holds the files")
    skip = out.resolve() if out is not None else None
    files: list[_Looked] = []
    left: list[tuple[str, str]] = []
    unlisted: list[str] = []
    folders = [(root, "")]
    while folders:
        folder, prefix = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            if not prefix:
                raise ArchiveError(
                    f"the archive {archive} can't be listed ({error.strerror})", "check its permissions"
                ) from error
            unlisted.append(printable(prefix.rstrip("/")))
            continue
        for entry in entries:
            name = prefix + entry.name
            if entry.name.startswith("."):
                left.append((printable(name), "hidden"))
                continue
            try:
                if entry.is_symlink():
                    reason = _why_not_followed(Path(entry.path), root)
                    if reason:
                        left.append((printable(name), reason))
                        continue
                status = entry.stat()
            except OSError as error:
                files.append((name, entry.path, None, f"the file can't be looked at ({error.strerror})"))
                continue
            if stat.S_ISDIR(status.st_mode):
                if skip is not None and Path(entry.path).resolve() == skip:
                    left.append((printable(name), "the output folder"))
                else:
                    folders.append((Path(entry.path), name + "/"))
            elif stat.S_ISREG(status.st_mode):
                files.append((name, entry.path, (status.st_size, status.st_mtime_ns), None))
            else:
                left.append((printable(name), "neither file nor folder"))
    return Listing(_named(files, now_ns), tuple(sorted(left)), tuple(sorted(unlisted)))


def _with_members(listing: Listing) -> Listing:
    """The listing with the files in its zips, each behind its zip."""
    files: list[Found] = []
    taken = {found.path for found in listing.files}
    left, unlisted = list(listing.left_alone), list(listing.unlisted)
    for found in listing.files:
        if not packed.is_zip(found.path) or found.problem:
            files.append(found)
            continue
        inside: list[Found] = []
        try:
            with open_file(found.location) as file:
                for path, location, member in packed.nested(file, found.path, found.location):
                    name = printable(path)
                    if member.left_alone:
                        left.append((name, member.left_alone))
                        continue
                    while name in taken:
                        name += "'"
                    taken.add(name)
                    inside.append(_of_member(name, location, found, member))
        except FileError as error:
            files.append(replace(found, problem=error.what, advice=error.advice))
            continue
        except OSError:
            unlisted.append(found.path)  # its own row says why; what is known of its files stays
        parents = {one.path.rpartition("/")[0] for one in inside}
        opened = [replace(one, packed=packed.is_zip(one.path) and one.path in parents) for one in inside]
        files += [replace(found, packed=bool(inside)), *opened]
    return Listing(tuple(sorted(files, key=lambda file: file.path)), tuple(sorted(left)), tuple(sorted(unlisted)))


def _of_member(name: str, location: str, outer: Found, member: packed.Member) -> Found:
    stamp = f"{outer.stamp}/{member.size}-{member.checksum:08x}" if outer.stamp is not None else None
    problem = member.problem
    return Found(
        name, location, member.size, stamp, problem.what if problem else None, problem.advice if problem else None
    )


def _why_not_followed(path: Path, root: Path) -> str | None:
    """Why a link is left alone; None where it leads to a file of the archive."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere"
    if not target.is_relative_to(root):
        return "a link that leads out of the archive"
    return "a link to a folder" if target.is_dir() else None


def _named(files: list[_Looked], now_ns: int | None) -> tuple[Found, ...]:
    """Files under the names of the tables; two that differ only in their Unicode form stay two."""
    taken: set[str] = set()
    found = []
    for raw, path, status, problem in sorted(files, key=lambda file: file[0].encode("utf-8", "surrogateescape")):
        name = printable(raw)
        if name in taken:
            name = raw.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        while name in taken:
            name += "'"
        taken.add(name)
        found.append(Found(name, path, status[0] if status else None, _stamp(status, now_ns), problem))
    return tuple(sorted(found, key=lambda file: file.path))


def _stamp(status: tuple[int, int] | None, now_ns: int | None) -> str | None:
    if status is None or (now_ns is not None and status[1] > now_ns - _FRESH_NS):
        return None
    return f"{status[0]}-{status[1]}"


def _remote(url: str) -> Listing:
    try:
        system, root = fsspec.core.url_to_fs(url)
        details: dict[str, dict[str, Any]] = system.find(root, detail=True)
    except (OSError, ValueError, ImportError) as error:
        raise ArchiveError(
            f"the archive {url} can't be listed ({error})", "check the address and its rights"
        ) from error
    files: list[Found] = []
    left: list[tuple[str, str]] = []
    for location, path, info in _relative(details, root):
        if any(piece.startswith(".") for piece in path.split("/")):
            left.append((printable(path), "hidden"))
            continue
        mark = next((info[key] for key in ("ETag", "etag", "LastModified", "mtime") if info.get(key)), None)
        size = info.get("size")
        files.append(
            Found(printable(path), system.unstrip_protocol(location), size, None if mark is None else f"{size}-{mark}")
        )
    return Listing(tuple(sorted(files, key=lambda file: file.path)), tuple(sorted(left)))


def _relative(details: dict[str, dict[str, Any]], root: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    prefix = root.rstrip("/") + "/"
    for location, info in details.items():
        if location.startswith(prefix):
            yield location, location[len(prefix) :], info
