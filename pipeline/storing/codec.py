"""Frozen dataclasses as compact bytes and back, exactly: how a `FileReading` is kept.

A dataclass becomes a JSON list of its fields in order, a tuple a list, an enumeration its value;
JSON keeps every float to the last bit. The bytes are a header (magic, a digest of the types'
fields, the length) and the JSON compressed by zstd, so that bytes written for other types, or
damaged ones, are told apart instead of being read wrongly.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import struct
import types
import typing
from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

import pyarrow as pa

T = TypeVar("T")

_MAGIC = b"VTR1"
_HEADER = struct.Struct("<4s8sQ")
_LONGEST = 4 * 1024**3
"""No reading is larger than this, in bytes; a header that says so is damaged."""


class CodecError(ValueError):
    """The bytes are not those of this type: damaged, or written by another version."""


def dumps(value: Any) -> bytes:
    """The bytes of a dataclass instance whose fields are dataclasses, tuples, enums and plain values."""
    kind: Any = type(value)
    raw = json.dumps(_encode(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    packed: bytes = pa.compress(raw, codec="zstd", asbytes=True)
    return _HEADER.pack(_MAGIC, digest(kind), len(raw)) + packed


def loads(kind: type[T], data: bytes) -> T:
    """The instance of `kind` that `dumps` wrote. Raises CodecError for anything else."""
    known: Any = kind  # mypy holds that a type[T] has no hash
    try:
        magic, found, length = _HEADER.unpack_from(data)
    except struct.error:
        raise CodecError("the stored reading is cut short") from None
    if magic != _MAGIC or found != digest(known) or length > _LONGEST:
        raise CodecError("the stored reading was written by another version")
    try:
        raw = pa.decompress(memoryview(data)[_HEADER.size :], length, codec="zstd", asbytes=True)
        made: T = _decoder(known)(json.loads(raw.decode("utf-8", "surrogatepass")))
    except (pa.ArrowException, OSError, ValueError, TypeError, RecursionError) as error:
        raise CodecError(f"the stored reading is damaged ({error})") from error
    return made


@functools.cache
def digest(kind: Any) -> bytes:
    """Eight bytes that name the fields of a dataclass and of all dataclasses inside it."""
    return hashlib.sha256(_shape(kind).encode()).digest()[:8]


def _shape(hint: Any) -> str:
    if _is_record(hint):
        hints = typing.get_type_hints(hint)
        return f"{hint.__name__}({','.join(f'{f.name}:{_shape(hints[f.name])}' for f in dataclasses.fields(hint))})"
    arguments = typing.get_args(hint)
    if arguments:
        return f"[{','.join(_shape(argument) for argument in arguments)}]"
    return getattr(hint, "__name__", str(hint))


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and dataclasses.is_dataclass(kind)


def _encode(value: Any) -> Any:
    kind: Any = type(value)
    if _is_record(kind):
        return [_encode(getattr(value, name)) for name in _names(kind)]
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    return value.value if isinstance(value, Enum) else value


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


@functools.cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    decoders = [_turn(hints[name]) for name in _names(kind)]

    def decode(row: Any) -> Any:
        return kind(*[value if turn is None else turn(value) for turn, value in zip(decoders, row, strict=True)])

    return decode


def _turn(hint: Any) -> Callable[[Any], Any] | None:
    """How a JSON value becomes one of the type; None where it stays as it is."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        turns = [turn for argument in typing.get_args(hint) if (turn := _turn(argument)) is not None]
        if not turns:
            return None
        (turn,) = turns
        return lambda value: None if value is None else turn(value)
    if origin is tuple:
        inner = _turn(typing.get_args(hint)[0])
        return tuple if inner is None else lambda values: tuple([inner(value) for value in values])
    if _is_record(hint):
        return _decoder(hint)
    return hint if isinstance(hint, type) and issubclass(hint, Enum) else None
