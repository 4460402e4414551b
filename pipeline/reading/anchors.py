"""Closed lists of the words by which a page's layout is known, matched so that OCR errors survive.

The lists are data, ``models/vi_plan/reading/anchors.csv``: the mottos and type names of the decree
(Nghị định 30/2020/NĐ-CP, Phụ lục I and III), its signing forms, and the words of stamps and of
signature banners. A term is compared by its letters alone: accents, case, blanks and punctuation
folded away, and long terms may have a few letters wrong.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.errors import SetupError

_FOLDED = {ord("đ"): "d", ord("Đ"): "D", 0xD0: "D"}
SURNAMES, HONOURS = "lexicons/surnames.csv", "lexicons/honours.csv"
"""The parsers' lists that reading asks as well (`people`), below the model's folder."""
_FUZZY_FROM = 8
"""Terms of fewer letters must be met exactly: `khẩn` and `khăn` differ by marks only."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A term of the closed lists; ``letters`` is its folded form, ``capitals`` whether it must be written so."""

    id: str
    kind: str
    term: str
    letters: str
    capitals: bool
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@functools.cache
def anchors_file() -> Path:
    """Where the lists lie: beside the package in a checkout, inside it in a wheel.

    Raises SetupError when they are nowhere.
    """
    package = Path(__file__).resolve().parents[1]
    named = os.environ.get("VANTHU_MODEL")
    folders = [Path(named)] if named else []
    folders += [package / "_models" / "vi_plan", package.parent / "models" / "vi_plan"]
    for folder in folders:
        if (folder / "reading" / "anchors.csv").is_file():
            return folder / "reading" / "anchors.csv"
    raise SetupError("the reader's list of anchors (reading/anchors.csv) is missing", "reinstall vanthu")


@functools.cache
def anchors(*kinds: str) -> tuple[Anchor, ...]:
    """The anchors of the given kinds (all when none is named), in file order."""
    with anchors_file().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = (
        Anchor(
            row["id"],
            row["kind"],
            unicodedata.normalize("NFC", row["term"]),
            letters(row["term"]),
            is_capitals(row["term"]),
            _several(row["examples"]),
            _several(row["counter_examples"]),
        )
        for row in rows
    )
    return tuple(anchor for anchor in found if not kinds or anchor.kind in kinds)


@functools.cache
def anchors_digest() -> str:
    """A digest of all the reader's lists: part of the reading version (16 hex digits)."""
    found = hashlib.sha256()
    folder = anchors_file().parent
    for path in (*sorted(folder.glob("*.csv")), *(folder.parent / name for name in (SURNAMES, HONOURS))):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


@functools.lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """Letters and digits of `text` in upper case without marks: `Nơi nhận:` → `NOINHAN`."""
    flat = unicodedata.normalize("NFD", text.translate(_FOLDED))
    return "".join(ch for ch in flat if ch.isalnum()).upper()


def marks_of(text: str) -> int:
    """How many marks the letters of a word bear."""
    return sum(map(bool, map(unicodedata.combining, unicodedata.normalize("NFD", text)))) + text.upper().count("Đ")


def is_capitals(text: str) -> bool:
    """True where four in five letters are capitals (OCR mistakes some) and there are at least two."""
    found = [ch for ch in text if ch.isalpha()]
    return len(found) >= 2 and sum(ch.isupper() for ch in found) >= 0.8 * len(found)


def find(words: Sequence[str], *kinds: str) -> tuple[Anchor, int, int] | None:
    """The longest anchor of these kinds anywhere in a row of words: anchor, first word, last word + 1.

    For anchors of eight letters and more, about one letter in five may be wrong.
    """
    pieces = [letters(word) for word in words]
    row = "".join(pieces)
    for anchor in sorted(anchors(*kinds), key=lambda a: -len(a.letters)):
        if len(row) < 0.8 * len(anchor.letters):
            continue
        at = row.find(anchor.letters)
        end = at + len(anchor.letters)
        if at < 0 and len(anchor.letters) >= _FUZZY_FROM:
            hit = fuzz.partial_ratio_alignment(anchor.letters, row, score_cutoff=82.0)
            if hit is not None:
                at, end = (hit.dest_start, hit.dest_end) if len(anchor.letters) <= len(row) else (0, len(row))
        if at < 0:
            continue
        first, last = _words_at(pieces, at, end)
        first = _first_word(pieces, first, last, anchor)
        if not anchor.capitals or is_capitals(" ".join(words[first:last])):
            return anchor, first, last
    return None


def opens(text: str, *kinds: str) -> Anchor | None:
    """The anchor with which a text begins, None if none; short ones end at a word's border."""
    first = letters(text[:80])
    for anchor in sorted(anchors(*kinds), key=lambda a: -len(a.letters)):
        length = len(anchor.letters)
        exact = first.startswith(anchor.letters) and _border(text, anchor.letters)
        near = length >= _FUZZY_FROM and fuzz.ratio(first[:length], anchor.letters) >= 85
        near = near or (length in (6, 7) and len(first) >= length and fuzz.ratio(first[:length], anchor.letters) >= 84)
        if (exact or near) and (not anchor.capitals or is_capitals(text[: len(anchor.term) + 2])):
            return anchor
    return None


def equals(text: str, *kinds: str) -> Anchor | None:
    """The anchor that the whole text is, up to punctuation and an OCR error; None if none."""
    whole = letters(text)
    for anchor in sorted(anchors(*kinds), key=lambda a: -len(a.letters)):
        near = len(anchor.letters) >= _FUZZY_FROM and fuzz.ratio(whole, anchor.letters) >= 88
        if (whole == anchor.letters or near) and (not anchor.capitals or is_capitals(text)):
            return anchor
    return None


_FORM = re.compile(r"\W{0,2}(?:T[.,]?M|K[.,]?T|T[.,]?L|T[.,]?U[.,]?Q|T[.,]?U[.,]?N|Q)\s?[.,:]|[TK]/[MTL]\b")


def opens_signing(text: str) -> bool:
    """True where a text begins like a signing block: `TM.`, `KT.`, `T/M`, or an office in capitals."""
    if _FORM.match(text):
        return True
    bare = re.sub(r"^\W{0,3}(?:PHÓ|PHO|QUYỀN|Q\.)\s+", "", text)
    return opens(text, "office") is not None or opens(bare, "office") is not None


_NUMBER = re.compile(r"^\W{0,2}s[oốôỐồổ]\s?[:.;]?\s", re.IGNORECASE)
_DATE_WORDS = ("NGAY", "THANG", "NAM")
_DATE_REACH = 4
"""Words that may stand between two of `ngày`, `tháng`, `năm` (a number, blanks, specks)."""


def is_date(text: str) -> bool:
    """True for a line of place and date: `…, ngày … tháng … năm …` (day and month may be blank)."""
    return len(text) <= 90 and date_at(text) is not None


def date_at(text: str) -> int | None:
    """Offset of `ngày` in `ngày … tháng … năm …`, None where that is nowhere.

    Two letters of the three words may be misread, but `ngày` or `tháng` must be whole.
    """
    words = [(match.start(), letters(match[0])) for match in re.finditer(r"\S+", text[:400])]
    for index, (offset, word) in enumerate(words):
        wrong = [_wrong(word, "NGAY")]
        at = index
        for sought in _DATE_WORDS[1:]:
            near = [(_wrong(piece, sought), n) for n, (_, piece) in enumerate(words[at + 1 : at + 2 + _DATE_REACH])]
            least, step = min(near, default=(9, 0))
            wrong.append(least)
            at += 1 + step
        if sum(wrong) <= 2 and 0 in wrong[:2]:
            return offset
    return None


def _wrong(word: str, sought: str) -> int:
    """Letters by which the beginning of a word differs from the one sought; 9 for more than one."""
    if word.startswith(sought):
        return 0
    least = min(
        Levenshtein.distance(word[:length], sought) for length in (len(sought) - 1, len(sought), len(sought) + 1)
    )
    return least if least <= 1 and len(word) >= len(sought) - 1 else 9


def is_number(text: str) -> bool:
    """True for the line of number and symbol: `Số: …/…`, `Số 12-…`."""
    return _NUMBER.match(text + " ") is not None and len(text) <= 60


def _first_word(pieces: Sequence[str], first: int, last: int, anchor: Anchor) -> int:
    """The word near `first` that is most like the anchor's own first: an alignment may begin a word off."""
    own = letters(anchor.term.split()[0])
    near = range(max(0, first - 1), min(first + 3, last))
    return min(near, key=lambda n: (Levenshtein.distance(pieces[n], own), abs(n - first)), default=first)


def _words_at(pieces: Sequence[str], at: int, end: int) -> tuple[int, int]:
    position, first, last = 0, len(pieces), 0
    for index, piece in enumerate(pieces):
        if piece and position < end and position + len(piece) > at:
            first, last = min(first, index), index + 1
        position += len(piece)
    return first, last


def _border(text: str, folded: str) -> bool:
    """True where the letters of the anchor end with a word of the text."""
    length = 0
    for word in text.split():
        length += len(letters(word))
        if length >= len(folded):
            break
    rest = letters(text)[len(folded) : length]
    return not rest or len(folded) >= _FUZZY_FROM


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in (cell or "").split(" | ") if piece.strip())
