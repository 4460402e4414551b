"""Files packed in zip archives: each is a source of its own, `folder/archive.zip/member`.

A member is opened where it lies, nothing is unpacked to disk. A zip is bounded in how many files it
holds, what they claim to unpack to and how deep zips nest; names that lead out of it are refused.
"""

from __future__ import annotations

import contextlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from pipeline.errors import DamagedError, EncryptedError, FileError, LimitError

INSIDE = "\0"
"""Stands between the parts of a location: the zip's own, then each member's ordinal; no file's name has it."""
MAX_MEMBERS = 10_000
MAX_UNPACKED = 8 * 1024**3
"""Bytes that all members of one zip may claim to unpack to."""
MAX_NESTED = 256 * 1024 * 1024
"""Bytes of a zip inside a zip: it is held in memory."""
MAX_RATIO = 250
"""How many times its packed size a member may claim, from `SMALL` on (blank pages of text reach about 100)."""
SMALL = 16 * 1024 * 1024
MAX_DEPTH = 2
"""Zips inside one another, the outermost counted."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    ValueError,
    RuntimeError,
    OSError,
)
_OFFICE = re.compile(r"(?:word|xl|ppt)/|mimetype$|\[Content_Types\]\.xml$")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip: its name inside (`/`-separated), ordinal, size, checksum, why it is not read or left alone."""

    name: str
    ordinal: int
    size: int
    checksum: int
    problem: FileError | None = None
    left_alone: str | None = None


def is_zip(name: str) -> bool:
    """True for names under which a zip is looked into; its bytes decide."""
    return name.lower().endswith(".zip")


def members(file: IO[bytes]) -> tuple[Member, ...] | None:
    """The files of a zip in the order in which it lists them; None where it is none, or an Office file.

    Raises LimitError for one that holds too much, OSError when the file itself can't be read.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            infos = packed.infolist()
    except OSError:
        raise
    except _BROKEN:
        return None
    if any(_OFFICE.match(info.filename) for info in infos[:50]):
        return None
    if len(infos) > MAX_MEMBERS:
        raise LimitError(f"the zip holds {len(infos)} files, more than {MAX_MEMBERS}", "unpack it into the archive")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MAX_UNPACKED:
        raise LimitError(f"the zip unpacks to {unpacked} bytes", "look whether it is what it seems, and unpack it")
    return tuple(_member(info, ordinal) for ordinal, info in enumerate(infos) if not info.is_dir())


def _member(info: zipfile.ZipInfo, ordinal: int) -> Member:
    name = _name(info)
    problem: FileError | None = None
    left: str | None = None
    parts = name.split("/")
    if stat.S_ISLNK(info.external_attr >> 16):
        left = "a link in a zip"
    elif name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in parts:
        problem = DamagedError("its name leads out of the zip", "unpack the zip by hand and look at it")
        name = "/".join({"..": "'..'", "": "'root'"}.get(part, part) for part in parts)
    elif any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX":
        left = "hidden"
    elif info.flag_bits & 1:
        problem = EncryptedError(
            "it is locked with the zip's password", "unpack the zip and put its files into the archive"
        )
    elif info.file_size > SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size):
        problem = LimitError(
            f"it unpacks from {info.compress_size} to {info.file_size} bytes", "unpack the zip by hand and look at it"
        )
    return Member(name, ordinal, info.file_size, info.CRC, problem, left)


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name: UTF-8 where it is, whether the zip says so or not, with `/` between its parts."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def split(location: str) -> tuple[str, tuple[int, ...]]:
    """A location as that of the file on disk, and the ordinals that lead through zips to the member."""
    outer, *ordinals = location.split(INSIDE)
    return outer, tuple(map(int, ordinals))


def open_member(opened: Callable[[], IO[bytes]], ordinals: tuple[int, ...]) -> IO[bytes]:
    """A member opened for reading; closing it closes the zips around it.

    Args:
        opened: opens the outermost zip.
        ordinals: the member's place in each zip, from the outermost in.

    Raises EncryptedError, LimitError or DamagedError, and OSError when the zip itself can't be read.
    """
    return io.BufferedReader(_Open(opened(), ordinals))


class _Open(io.RawIOBase):
    """A member's bytes, none beyond the size that the zip claims."""

    def __init__(self, outer: IO[bytes], ordinals: tuple[int, ...]) -> None:
        super().__init__()
        self._closing: list[IO[bytes] | zipfile.ZipFile] = [outer]
        file = outer
        try:
            for depth, ordinal in enumerate(ordinals, start=1):
                packed = zipfile.ZipFile(file)
                self._closing.append(packed)
                info = packed.infolist()[ordinal]
                problem = _member(info, ordinal).problem
                if problem is not None:
                    raise problem
                file = packed.open(info)
                self._closing.append(file)
                if depth < len(ordinals):
                    file = io.BytesIO(_within(file))
        except (FileError, *_BROKEN, IndexError) as error:
            self.close()
            raise error if isinstance(error, FileError) else _damaged() from error
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            read = self._file.read(len(buffer))
        except _BROKEN as error:
            raise _damaged() from error
        buffer[: len(read)] = read
        return len(read)

    def close(self) -> None:
        for one in reversed(self._closing):
            one.close()
        self._closing = []
        super().close()


def _within(file: IO[bytes]) -> bytes:
    raw = file.read(MAX_NESTED + 1)
    if len(raw) > MAX_NESTED:
        raise LimitError("a zip inside a zip is too large", "unpack it and put its files into the archive")
    return raw


def _damaged() -> DamagedError:
    return DamagedError("it can't be unpacked from its zip", "get a fresh copy of the zip")


def nested(file: IO[bytes], path: str, location: str, depth: int = 1) -> Iterator[tuple[str, str, Member]]:
    """All files in a zip and in the zips inside it: path in the tables, location, the member.

    Yields nothing for what is no zip. Zips beyond `MAX_DEPTH` are files of their own. Raises as `members`.
    """
    found = members(file)
    for member in found or ():
        inner_path, inner_location = f"{path}/{member.name}", f"{location}{INSIDE}{member.ordinal}"
        yield inner_path, inner_location, member
        if depth < MAX_DEPTH and is_zip(member.name) and member.problem is None and member.left_alone is None:
            try:
                with zipfile.ZipFile(file) as packed, packed.open(packed.infolist()[member.ordinal]) as stream:
                    inner = io.BytesIO(_within(stream))
                yield from nested(inner, inner_path, inner_location, depth + 1)
            except (FileError, *_BROKEN):
                continue  # the row of the inner zip says what is wrong with it
