"""The documents that one file binds: where a second one begins, at page borders only.

A tờ trình is scanned with the draft resolution behind it, a whole folder as one PDF. A new document
begins on a page whose top is a full heading: Quốc hiệu or the Party's title, an issuer, a number or
date of its own, and a type or addressees. An appendix, a blank form or regulations `(Ban hành kèm
theo …)` belong to the document before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.pages import Page
from pipeline.parsing import issuer
from pipeline.parsing.foot_lines import Part, parts_of
from pipeline.parsing.shape import Piece, Role, all_pieces, bare, matches
from pipeline.parsing.text import Text, TextLine
from pipeline.parsing.title import is_type_line

_TOP_LINES = 28


def split_documents(pages: Sequence[Page]) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of page indices, one a document; together they are all pages.

    ``((0, n),)`` for a file with one document, ``()`` for one without pages.
    """
    return split_text(Text(pages))


def split_text(text: Text) -> tuple[tuple[int, int], ...]:
    """The same of pages whose text is made already."""
    if not text.pages:
        return ()
    starts = [0]
    closed = False
    seen = False
    for index, lines in enumerate(text.by_page()):
        flow = [line for line in lines if not line.apart]
        if index and seen and _is_top(flow, closed=closed):
            starts.append(index)
            closed = False
        seen = seen or bool(flow)
        closed = closed or _has_foot(flow)
    return tuple(zip(starts, [*starts[1:], len(text.pages)], strict=True))


def _is_top(flow: Sequence[TextLine], *, closed: bool) -> bool:
    """True where a page begins with the full heading of a document of its own."""
    top = flow[:_TOP_LINES]
    pieces = all_pieces(top)
    # `KẾ HOẠCH HÓA GIA ĐÌNH` in the issuer's name is no type: that stands below Quốc hiệu.
    below = next((piece.line for piece in pieces if piece.role is Role.MOTTO), None)
    type_at = next(
        (
            i
            for i, line in enumerate(top)
            if (below is None or line.index >= below) and is_type_line(line, anchored=True)
        ),
        None,
    )
    letter = any(piece.role in (Role.SUBJECT, Role.ADDRESS) for piece in pieces)
    if type_at is None and not letter:
        return False
    above = [piece for piece in pieces if type_at is None or piece.line <= top[type_at].index]
    motto = next((piece for piece in above if piece.role is Role.MOTTO), None)
    if motto is None or _is_attached(top, type_at):
        return False
    first_words = [piece for piece in above if piece.line <= motto.line + 6]
    if any(
        matches("zones", "form", piece.bare) or (matches("heading", "placeholder", piece.bare) and not _by_hand(piece))
        for piece in first_words[:6]
    ):
        return False
    names = [piece for piece in above if piece.role is Role.NAME]
    if not issuer.read_bodies(names):
        return False
    number = any(piece.role is Role.NUMBER and re.search(r"[a-z]{2}", piece.bare[3:]) for piece in above)
    dated = any(piece.role is Role.DATE for piece in above)
    return number or (closed and dated)


def _by_hand(piece: Piece) -> bool:
    """True for dots that a hand is to fill, beside a typed symbol, month or year: no blank form."""
    if piece.role is Role.NUMBER:
        shape = matches("heading", "number_shape", piece.bare)
        return shape is not None and not re.search(r"\.{3,}|…", piece.bare[shape.start("symbol") :])
    # The year may stand on the next line.
    return piece.role is Role.DATE and bool(re.search(r"(?:19|20)\d\d\W*$|thang \d{1,2}\W*$", piece.bare))


def _is_attached(top: Sequence[TextLine], type_at: int | None) -> bool:
    """True for what is issued with another document: `PHỤ LỤC`, `(Ban hành kèm theo …)` at its top."""
    first = 0 if type_at is None else type_at
    for line in top[: first + 12]:
        plain = bare(line.string).strip(" *_")
        if plain.startswith(("phu luc", "mau so", "bieu so", "bieu mau")):
            return True
        if matches("heading", "issued_with", plain):
            return True
    return False


def _has_foot(flow: Sequence[TextLine]) -> bool:
    """True where Nơi nhận or a signing authority stands on a page."""
    return any(len(line.string) <= 160 and not parts_of(line).isdisjoint(_FOOT) for line in flow)


_FOOT = frozenset({Part.RECIPIENTS, Part.AUTHORITY})
