"""Thrift's compact protocol, as far as a Parquet footer uses it: bytes to structs and back, exactly.

Nothing here knows what a field means: a struct is its fields in order, each with its number and its
kind, so that what is not touched is written back as it was, whichever version wrote it.

Rule source: `thrift-compact-protocol.md` of Apache Thrift.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)
_NUMBERS = (I16, I32, I64)
_STOP = 0
_LONG_LIST = 15
_DEEPEST = 16
"""No footer nests deeper: what does is damaged."""


class ThriftError(ValueError):
    """The bytes are no struct, or one with something that a Parquet footer has not."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list: the kind of its members, and they."""

    kind: int
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a struct: its number, its kind, and its value (int, bytes, `Items` or `Struct`)."""

    number: int
    kind: int
    value: Any


@dataclass(frozen=True, slots=True)
class Struct:
    """Fields in the order in which they were written."""

    fields: tuple[Field, ...]

    def get(self, number: int, default: Any = None) -> Any:
        """The value of a field; `default` where there is none."""
        return next((field.value for field in self.fields if field.number == number), default)

    def having(self, **values: Any) -> Struct:
        """The struct with other values in fields that it has, named ``f`` and the number (``f4=…``)."""
        changed = {int(name[1:]): value for name, value in values.items()}
        return Struct(
            tuple(
                replace(field, value=changed[field.number]) if field.number in changed else field
                for field in self.fields
            )
        )

    def without(self, *numbers: int) -> Struct:
        """The struct without some of its fields."""
        return Struct(tuple(field for field in self.fields if field.number not in numbers))


def loads(data: bytes) -> Struct:
    """The struct that all of the bytes are. Raises ThriftError."""
    try:
        struct, end = _struct(data, 0, 0)
    except IndexError:
        raise ThriftError("the struct is cut short") from None
    if end != len(data):
        raise ThriftError("something follows the struct")
    return struct


def dumps(struct: Struct) -> bytes:
    """The bytes of a struct; those that `loads` took it from, if nothing was changed."""
    out = bytearray()
    _put_struct(out, struct)
    return bytes(out)


def _struct(data: bytes, at: int, depth: int) -> tuple[Struct, int]:
    if depth > _DEEPEST:
        raise ThriftError("the struct nests too deep")
    fields: list[Field] = []
    number = 0
    while (head := data[at]) != _STOP:
        at += 1
        kind = head & 15
        if head >> 4:
            number += head >> 4
        else:
            number, at = _signed(data, at)
        value, at = _value(data, at, kind, depth)
        fields.append(Field(number, kind, value))
    return Struct(tuple(fields)), at + 1


def _value(data: bytes, at: int, kind: int, depth: int) -> tuple[Any, int]:
    if kind in _NUMBERS:
        if (byte := data[at]) < 0x80:  # most are: no call for them
            return byte >> 1 ^ -(byte & 1), at + 1
        return _signed(data, at)
    if kind in (TRUE, FALSE):
        return kind == TRUE, at
    if kind == BINARY:
        size, at = _varint(data, at)
        if at + size > len(data):
            raise ThriftError("the struct is cut short")
        return data[at : at + size], at + size
    if kind == STRUCT:
        return _struct(data, at, depth + 1)
    if kind == LIST:
        return _items(data, at, depth)
    if kind == BYTE:
        return data[at], at + 1
    raise ThriftError(f"a field of kind {kind}")


def _items(data: bytes, at: int, depth: int) -> tuple[Items, int]:
    size, kind = data[at] >> 4, data[at] & 15
    at += 1
    if size == _LONG_LIST:
        size, at = _varint(data, at)
    if size > len(data) - at:  # each member takes a byte at least
        raise ThriftError("the struct is cut short")
    if kind in (TRUE, FALSE):
        kind = BYTE  # in a list a truth is a byte
    values = []
    for _ in range(size):
        value, at = _value(data, at, kind, depth)
        values.append(value)
    return Items(kind, tuple(values)), at


def _varint(data: bytes, at: int) -> tuple[int, int]:
    result = shift = 0
    while (byte := data[at]) & 0x80:
        result |= (byte & 0x7F) << shift
        shift += 7
        at += 1
        if shift > 63:
            raise ThriftError("a number is too long")
    return result | byte << shift, at + 1


def _signed(data: bytes, at: int) -> tuple[int, int]:
    coded, at = _varint(data, at)
    return coded >> 1 ^ -(coded & 1), at


def _put_struct(out: bytearray, struct: Struct) -> None:
    last = 0
    for field in struct.fields:
        kind = (TRUE if field.value else FALSE) if field.kind in (TRUE, FALSE) else field.kind
        step = field.number - last
        if 0 < step < 16:
            out.append(step << 4 | kind)
        else:
            out.append(kind)
            _put_signed(out, field.number)
        last = field.number
        _put(out, kind, field.value)
    out.append(_STOP)


def _put(out: bytearray, kind: int, value: Any) -> None:
    if kind in _NUMBERS:
        _put_signed(out, value)
    elif kind == BINARY:
        _put_varint(out, len(value))
        out += value
    elif kind == STRUCT:
        _put_struct(out, value)
    elif kind == LIST:
        size = len(value.values)
        out.append(min(size, _LONG_LIST) << 4 | value.kind)
        if size >= _LONG_LIST:
            _put_varint(out, size)
        for one in value.values:
            _put(out, value.kind, one)
    elif kind == BYTE:
        out.append(value)


def _put_varint(out: bytearray, number: int) -> None:
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)


def _put_signed(out: bytearray, number: int) -> None:
    _put_varint(out, number * 2 if number >= 0 else -number * 2 - 1)
