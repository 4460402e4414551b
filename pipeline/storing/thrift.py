"""Thrift's compact protocol, as far as a Parquet footer uses it: where values stand, and others in their place.

Nothing is decoded but what is asked for: the rest stays the bytes that it is, whichever version wrote it.
A footer has thousands of values, and a run that brings ten documents looks at a hundred footers.

Rule source: `thrift-compact-protocol.md` of Apache Thrift.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)
LONG_LIST = 15
"""From so many members on a list's length stands in bytes of its own."""
_DEEPEST = 16
"""No footer nests deeper: what does is damaged."""
_LONGEST = 10
"""Bytes of the longest number."""

Wanted = Mapping[int, Any]
"""The fields to be found in a struct: None for a value as it stands, else what is wanted of the structs in it."""


class ThriftError(ValueError):
    """The bytes are no struct, or one with something that a Parquet footer has not."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands: the bytes ``start`` to ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A struct: where it stands, where the values are that were asked for, and the structs in it, one or a list."""

    start: int
    end: int
    values: dict[int, Span] = field(default_factory=dict)
    structs: dict[int, tuple[Found, ...]] = field(default_factory=dict)


def find(data: bytes, wanted: Wanted) -> Found:
    """What is wanted of the struct that all of the bytes are. Raises ThriftError."""
    try:
        found = _find(data, 0, wanted)
    except IndexError:
        raise ThriftError("the struct is cut short") from None
    if found.end != len(data):
        raise ThriftError("the struct does not end where the bytes do")
    return found


def number(data: bytes, span: Span) -> int:
    """The integer that stands there. Raises ThriftError."""
    try:
        coded, end = _varint(data, span.start)
    except IndexError:
        raise ThriftError("no integer") from None
    if end != span.end:
        raise ThriftError("no integer")
    return coded >> 1 ^ -(coded & 1)


def coded(value: int) -> bytes:
    """The bytes of an integer."""
    return _plain(value * 2 if value >= 0 else -value * 2 - 1)


def head_of_structs(count: int) -> bytes:
    """What stands before so many structs in a list."""
    if count < LONG_LIST:
        return bytes([count << 4 | STRUCT])
    return bytes([LONG_LIST << 4 | STRUCT]) + _plain(count)


def changed(data: bytes, start: int, end: int, values: Mapping[Span, bytes]) -> bytes:
    """The bytes from `start` to `end` with others in some places."""
    pieces = []
    for span in sorted(values, key=lambda span: span.start):
        pieces += [data[start : span.start], values[span]]
        start = span.end
    return b"".join([*pieces, data[start:end]])


def _find(data: bytes, start: int, wanted: Wanted) -> Found:
    found = Found(start, 0)
    last, at = 0, start
    while head := data[at]:
        kind, at = head & 15, at + 1
        if head >> 4:
            last += head >> 4
        else:
            step, at = _varint(data, at)
            last = step >> 1 ^ -(step & 1)
        if last not in wanted:
            at = _after(data, at, kind, 0)
        elif wanted[last] is None:
            end = _after(data, at, kind, 0)
            found.values[last] = Span(at, end)
            at = end
        else:
            count, begin = (1, at) if kind == STRUCT else _length(data, at, kind)
            inside = []
            for _ in range(count):
                inside.append(_find(data, begin, wanted[last]))
                begin = inside[-1].end
            found.structs[last] = tuple(inside)
            found.values[last] = Span(at, begin)
            at = begin
    return Found(start, at + 1, found.values, found.structs)


def _length(data: bytes, at: int, kind: int) -> tuple[int, int]:
    """How many structs a list holds, and where the first stands."""
    if kind != LIST or data[at] & 15 != STRUCT:
        raise ThriftError(f"a field of kind {kind} where structs are expected")
    return _members(data, at)


def _members(data: bytes, at: int) -> tuple[int, int]:
    count, at = data[at] >> 4, at + 1
    if count == LONG_LIST:
        count, at = _varint(data, at)
    if count > len(data) - at:  # each member takes a byte at least
        raise ThriftError("the struct is cut short")
    return count, at


def _after(data: bytes, at: int, kind: int, depth: int) -> int:
    """Where a value ends."""
    if I16 <= kind <= I64:
        while data[at] & 0x80:
            at += 1
        return at + 1
    if kind == BINARY:
        size, at = _varint(data, at)
        if size > len(data) - at:
            raise ThriftError("the struct is cut short")
        return at + size
    if kind in (TRUE, FALSE):
        return at
    if kind == BYTE:
        return at + 1
    if depth > _DEEPEST:
        raise ThriftError("the struct nests too deep")
    if kind == STRUCT:
        while head := data[at]:
            at += 1
            if not head >> 4:
                _, at = _varint(data, at)
            at = _after(data, at, head & 15, depth + 1)
        return at + 1
    if kind == LIST:
        inner = data[at] & 15
        count, at = _members(data, at)
        for _ in range(count):
            # In a list a truth is a byte.
            at = _after(data, at, BYTE if inner in (TRUE, FALSE) else inner, depth + 1)
        return at
    raise ThriftError(f"a field of kind {kind}")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    result = shift = 0
    while (byte := data[at]) & 0x80:
        result |= (byte & 0x7F) << shift
        shift += 7
        at += 1
        if shift > 7 * _LONGEST:
            raise ThriftError("a number is too long")
    return result | byte << shift, at + 1


def _plain(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
