"""Streams of a PDF that unpack to far more than a document holds, taken out before anything opens the file.

A few thousand packed bytes may hold gigabytes (deflate packs a thousand to one, twice a million), and
every library that meets them unpacks them whole. So each stream is unpacked here first, piece by
piece, and counted; one that goes on and on is blanked in a copy of the bytes, in place, so that all
offsets still hold. Only deflate is counted: the other packings are rare, and the worker's own bound
of memory stands behind them.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

MAX_STREAM = 64 << 20
"""Bytes that a stream may unpack to; a picture's by its claimed pixels more."""
PIECE = 1 << 20
NESTED = 4
"""Times that a stream may be packed one in the other and is looked into."""
DICTIONARY = 8192
"""Bytes before a stream in which its dictionary stands."""

ObjectId = tuple[int, int]
"""Number and generation of an object."""

_STREAM = re.compile(rb"stream[ \t]{0,4}(?:\r\n|\n|\r)")
"""Where a stream opens; `endstream` is told by what stands before: looking behind would ask at every byte."""
_NUMBERS = re.compile(rb"(\d{1,10})\s{1,9}(\d{1,5})\s{1,9}\Z")
_SIDE = re.compile(rb"/(Width|Height)\s{0,9}(\d{1,9})")
_STRUCTURE = re.compile(rb"/(?:ObjStm|XRef)\b")
_BLANK = zlib.compress(b"")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A PDF that may be opened: its bytes, and what is no longer in them.

    ``blanked`` are the streams that were blanked, ``structure`` is true where one of them held the
    file's own objects, ``largest`` the bytes of the largest other stream that is no picture; ``marked``
    how many marked contents such streams open, about; ``otherwise`` is true where one of them is
    packed by other means than deflate: what comes out of it was not counted.
    """

    data: bytes
    blanked: frozenset[ObjectId] = frozenset()
    structure: bool = False
    largest: int = 0
    marked: int = 0
    otherwise: bool = False


def unpacked(data: bytes) -> Unpacked:
    """The PDF without streams that unpack beyond bounds; the same bytes where there are none."""
    made: bytearray | None = None
    blanked: set[ObjectId] = set()
    structure = False
    largest = marked = 0
    otherwise = False
    for match in _STREAM.finditer(data):
        if data.endswith(b"end", 0, match.start()):
            continue
        start = match.end()
        head = data[max(0, match.start() - DICTIONARY) : match.start()]
        before, _, dictionary = head.rpartition(b"obj")
        picture = re.search(rb"/Subtype\s{0,9}/Image\b", dictionary) is not None
        if not _is_packed(data[start : start + 2]):
            if not picture:
                end = data.find(b"endstream", start)
                end = len(data) if end < 0 else end
                largest = max(largest, end - start)
                marked += data.count(b"BMC", start, end) + data.count(b"BDC", start, end)
                otherwise = otherwise or b"/Filter" in dictionary
            continue
        bound = MAX_STREAM + (4 * _pixels(dictionary) if picture else 0)
        opened = [0]
        size = _size(memoryview(data)[start:], bound, None if picture else opened)
        if size <= bound:
            largest = max(largest, 0 if picture else size)
            marked += opened[0]
            continue
        if made is None:
            made = bytearray(data)
        made[start : start + len(_BLANK)] = _BLANK
        numbers = _NUMBERS.search(before[-40:])
        if numbers is None or _STRUCTURE.search(dictionary):
            structure = True
        else:
            blanked.add((int(numbers[1]), int(numbers[2])))
    return Unpacked(data if made is None else bytes(made), frozenset(blanked), structure, largest, marked, otherwise)


def _is_packed(head: bytes) -> bool:
    """True for the two bytes with which deflated data begin (RFC 1950, 2.2)."""
    return len(head) == 2 and head[0] & 0x0F == 8 and head[0] >> 4 <= 7 and (head[0] << 8 | head[1]) % 31 == 0


def _pixels(dictionary: bytes) -> int:
    sides = {name: int(value) for name, value in _SIDE.findall(dictionary)}
    # What claims more pixels than a file has bytes of memory for is refused for that (`oversize`).
    return min(sides.get(b"Width", 0) * sides.get(b"Height", 0), 1 << 28)


def _size(packed: memoryview, bound: int, marked: list[int] | None) -> int:
    """Bytes that come out of a stream, or of what is packed in it, whichever is more; hardly more than the bound.

    The marked contents that it opens are added to ``marked``.
    """
    sizes = [0] * (NESTED + 1)
    unpackers = [zlib.decompressobj()]

    def feed(depth: int, piece: bytes | memoryview) -> bool:
        """Pass on what comes out of a piece; False when that is too much, or broken, or at its end."""
        unpacker = unpackers[depth]
        while True:
            try:
                out = unpacker.decompress(piece, PIECE)
            except zlib.error:
                return False
            if out and not sizes[depth] and depth + 1 < NESTED and _is_packed(out[:2]):
                unpackers.append(zlib.decompressobj())
            sizes[depth] += len(out)
            if marked is not None:
                marked[0] += out.count(b"BMC") + out.count(b"BDC")
            if sizes[depth] > bound:
                return False
            if out and depth + 1 < len(unpackers) and not feed(depth + 1, out) and sizes[depth + 1] > bound:
                return False
            piece = unpacker.unconsumed_tail
            if unpacker.eof:
                return False
            if not piece and len(out) < PIECE:
                return True

    for start in range(0, len(packed), PIECE):
        if not feed(0, packed[start : start + PIECE]):
            break
    return max(sizes)
