"""A value of a result as a line of text, for whatever has no lists, structures or bytes of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any


def text_of(value: Any) -> str:
    """The value as text: lists of plain values joined by `; `, nested ones as JSON, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float):
        return f"{value:.7g}"  # what a float32 says; a double's last digits are noise to a reader
    if isinstance(value, list | tuple):
        if all(isinstance(one, str | int | float | date | None) for one in value):
            return "; ".join(text_of(one) for one in value)
        return json.dumps(_plain(value), ensure_ascii=False)
    if isinstance(value, Mapping):
        return json.dumps(_plain(value), ensure_ascii=False)
    return str(value)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [_plain(one) for one in value]
    if isinstance(value, date | datetime | time | Decimal):
        return str(value)
    return text_of(value)
