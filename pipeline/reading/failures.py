"""What is said of pages and files that could not be read: one line each, the same on every run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.errors import DamagedError, FileError, LimitError, one_line
from pipeline.pages import Page, Source

_OBJECT = re.compile(r"<[^<>]{0,200}\b0x[0-9a-fA-F]{4,20}[^<>]{0,20}>")
"""How Python shows an object: by an address that is another one in every run."""
_TEMPORARY = re.compile(r"[^\s'\"]{0,200}\btess_[^\s'\"]{1,200}")
"""pytesseract's files, whose names are made up for each call."""
_LENGTH = 200


def reason(error: BaseException) -> str:
    """The cause of a failure on one line: a FileError's own words, else the kind of error and its message."""
    told = str(error) if isinstance(error, FileError) else f"{type(error).__name__}: {error}"
    return one_line(lasting(told), 2 * _LENGTH if isinstance(error, FileError) else _LENGTH)


def lasting(message: str) -> str:
    """A message without what differs from run to run: addresses of objects, temporary files."""
    return _TEMPORARY.sub("a file", _OBJECT.sub("", message)).rstrip(" .")


def failed_page(number: int, error: BaseException, size_pt: tuple[float, float] | None = None) -> Page:
    """The page that could not be read, with the cause in its `error`; ``size_pt`` where it is known."""
    width, height = size_pt or (None, None)
    return Page(number, width, height, Source.BLANK, error=reason(error))


def require_some(pages: Sequence[Page], failures: Sequence[BaseException], what: str) -> None:
    """Raises where no page was read, the error of the first: a file of which nothing is known has failed.

    Args:
        pages: all pages of a file.
        failures: the errors behind them, as far as they are at hand.
        what: `the PDF`, `the picture`.
    """
    if any(page.error is None or page.lines for page in pages):
        return
    first = failures[0] if failures else None
    if isinstance(first, FileError):
        raise type(first)(f"no page of {what} could be read: {lasting(first.what)}", first.advice) from first
    if first is None and pages:
        raise FileError(f"no page of {what} could be read: {pages[0].error}")
    cause = reason(first) if first is not None else "it has none"
    raise DamagedError(f"no page of {what} could be read ({cause})", "get a fresh copy of the file") from first


def too_large(width: int, height: int, limit: int) -> LimitError:
    """The error of a picture that claims more pixels than may be opened."""
    return LimitError(
        f"a picture of {width} x {height} pixels is larger than {limit} pixels",
        "scan it at 200 to 300 dpi, or raise reading.max_pixels",
    )
