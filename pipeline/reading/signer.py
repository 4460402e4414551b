"""The signer's name, which lies under a signature and a seal: looked at several times, and put to the vote.

A stroke through a letter makes another letter of it (`Ví` for `Vi`), or takes it along; which one it
makes changes with the size of the picture and with how much of the stroke is on it. The name does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from pipeline.pages import Box, Line, LineKind, Reading, Word, union
from pipeline.reading.anchors import letters, marks_of, opens_signing
from pipeline.reading.cleanup import WHITE
from pipeline.reading.eye import Eye, Picture, to_found, to_pixels
from pipeline.reading.noise import without_noise
from pipeline.reading.penstrokes import without_strokes
from pipeline.reading.people import is_honour, opens_name
from pipeline.reading.recognise import SINGLE_LINE, Found, mean_confidence, to_box, to_words
from pipeline.reading.rivals import better, overlap
from pipeline.reading.surnames import GUESSED, MOST, VOTES, cleaned, named, opened, together
from pipeline.reading.syllables import is_syllable

Pixels = tuple[int, int, int, int]

SURE = 0.95
"""A name whose words have at least this confidence is not looked at again."""
FOREIGN = 0.5
"""What a word counts for that is no syllable: strokes make such ones of names; some names are such."""
WITHIN, TOUCHED = 0.6, 0.2
"""Share of a word's box that lies in the name's where it is a piece of it; of words with less confidence a lesser one
is enough: strokes and the name's letters in one box."""
REACH = 4
"""Heights of letters before what was read of a name in which lost words may stand."""
TALLEST = 1.5
"""How many times as high as words usually are a name's words are at most, where no stroke makes them higher."""
LARGER = ((1.0, 2.0), (1.0, 2.0))
"""How much the looks at the wide place are enlarged, and those at the tight one."""
CLEARED = ((1.0, 1.4, 2.0), (1.0, 2.0))
"""The same where a stroke was taken off."""
PALE = 140
"""Above this a pixel is taken for paper in the last looks."""
MARKED = 0.9
"""A word with at least this confidence does not lose a mark to what was taken off with a stroke."""


@dataclass(frozen=True, slots=True)
class NamePlace:
    """The line of a name and the parts of the page to look at: a wide one, for a lost letter, and a tight one."""

    line: Line
    wide: Pixels
    tight: Pixels
    broken: bool
    """A word of it does not begin with a capital: its first letter is lost, not only doubtful."""
    seen: tuple[tuple[Found, ...], ...] = ()
    """What looks at the whole signing block have on that line, `cleaned`."""


def name_line(lines: Sequence[Line], block: Pixels, height: int) -> Line | None:
    """The last line of the signing block, where it can be a name; `block` in pixels of a page of that height."""
    inside = [
        line
        for line in lines
        if line.kind is LineKind.RIGHT
        and line.box
        and block[1] <= line.box[1] * height
        and line.box[3] * height <= block[3] + 2
    ]
    if not inside:
        return None
    last = max(inside, key=lambda line: (line.box or (0.0, 0.0))[1])
    lettered = [word.text for word in last.words if any(ch.isalpha() for ch in word.text)]
    if len(inside) == 1 and not _is_name_alone(lettered):
        return None
    return last if 1 <= len(lettered) <= MOST else None


def _is_name_alone(words: Sequence[str]) -> bool:
    """True for a name under no office, which stands on the page before; its first letters may be lost."""
    capitals = [next(ch for ch in word if ch.isalpha()).isupper() for word in words[1:]]
    return bool(capitals) and all(capitals) and not opens_signing(" ".join(words).upper())


def name_place(
    lines: Sequence[Line], block: Pixels, width: int, height: int, blocks: Sequence[Sequence[Found]] = ()
) -> NamePlace | None:
    """Where the signer's name must stand, if something of it is in doubt: read unsurely, or otherwise by another look.

    Or opened by no surname, or cut short.

    By Nghị định 30/2020/NĐ-CP, Phụ lục I, cell 7b, full names are set upright in bold under the
    signature; each of their words begins with a capital.

    Args:
        lines: the page's lines.
        block: the signing block, in pixels.
        width: the page's width in pixels.
        height: its height.
        blocks: what looks at the whole block have read.
    """
    x0, _, x1, _ = block
    last = name_line(lines, block, height)
    if last is None:
        return None
    box = last.box
    assert box is not None
    lettered = [word for word in last.words if any(ch.isalpha() for ch in word.text)]
    broken = not all(word.text[0].isupper() for word in lettered)
    y0, y1 = _stands(last, lines, height)
    tall = y1 - y0
    seen = tuple(cleaned(_on(look, (y0 + y1) / 2, tall)) for look in blocks)
    disputed = any(_is_name(look) and together(look) != last.text for look in seen)
    known = opens_name([word.text for word in lettered]) or opens_signing(last.text.upper())
    if (
        known
        and not broken
        and not disputed
        and all(word in lettered and word.confidence >= SURE for word in last.words)
    ):
        return None
    top, bottom = round(y0 - 0.2 * tall), round(y1 + 2)
    wide = max(x0, round(box[0] * width - REACH * tall)), top, min(x1, round(box[2] * width + tall)), bottom
    tight = (
        max(x0, round(box[0] * width - 0.2 * tall)),
        round(y0),
        min(x1, round(box[2] * width + 0.2 * tall)),
        bottom,
    )
    return NamePlace(last, wide, tight, broken, seen)


def _stands(line: Line, lines: Sequence[Line], height: int) -> tuple[float, float]:
    """Where a line's letters begin and end from the top, in pixels: strokes make boxes of words taller."""
    usual = height * median(word.box[3] - word.box[1] for other in lines for word in other.words if word.box)
    boxes = [(word.box[1] * height, word.box[3] * height) for word in line.words if word.box]
    fit = [(top, bottom) for top, bottom in boxes if 0.5 * usual < bottom - top < TALLEST * usual]
    bottom = max(bottom for _, bottom in fit or boxes)
    return max(min(top for top, _ in fit or boxes), bottom - TALLEST * usual), bottom


def _on(look: Sequence[Found], middle: float, tall: float) -> tuple[Found, ...]:
    """The words of a look on a line, from the left."""
    return tuple(sorted((o for o in look if abs((o.y0 + o.y1) / 2 - middle) < 0.4 * tall), key=lambda o: o.x0))


def read_again_name(
    words: tuple[Word, ...], name: NamePlace, printed: Picture, eye: Eye
) -> tuple[tuple[Word, ...], Reading]:
    """The words with the signer's name as most looks at it have it, and the first of these looks."""
    height, width = printed.shape
    usual = median(place[3] - place[1] for word in words if word.box and (place := to_pixels(word.box, printed)))
    clear = without_strokes(printed, [to_found(word, printed) for word in name.line.words if word.box], usual)
    picture, sizes = (printed, LARGER) if clear is None else (clear, CLEARED)
    crops = [
        without_noise(eye.crop(picture, place, SINGLE_LINE, factor), alone=True)
        for place, factors in zip((name.wide, name.tight), sizes, strict=True)
        for factor in factors
    ]
    # Pale remains of a seal make letters of others; without them a look differs from all before.
    plain = np.where(picture > PALE, np.uint8(WHITE), picture)
    crops += [without_noise(eye.crop(plain, place, SINGLE_LINE, 2.0), alone=True) for place in (name.wide, name.tight)]
    looks = [*map(cleaned, crops), *name.seen]
    reading = eye.reading("signature", to_box(name.wide, width, height), crops[0])
    first = [to_found(word, printed) for word in name.line.words if word.box]
    chosen = elected(first, looks, cleared=clear is not None)
    chosen = named(chosen or first, looks, picture, eye) or chosen
    if chosen:
        made = to_words(chosen, width, height)
        whole = union(word.box for word in made)
        # What else was read there were pieces of the name, and of what lies over it.
        kept = tuple(word for word in words if word not in name.line.words and not (whole and _lies_on(word, whole)))
        return (*kept, *made), reading
    # A stroke through the name's first letter takes it along: the line alone holds little of the stroke.
    return better(words, to_words(looks[0], width, height)) if name.broken else words, reading


def _lies_on(word: Word, place: Box) -> bool:
    """True for a word that lies on the name, or for what was hardly read and touches it."""
    return word.box is not None and overlap(word.box, place) > (WITHIN if word.confidence >= GUESSED else TOUCHED)


def elected(first: Sequence[Found], looks: Sequence[Sequence[Found]], *, cleared: bool = False) -> tuple[Found, ...]:
    """The name on which most looks agree, more than on what was read first; nothing where none is.

    A surname that looks have seen stands before a word that is none, or is lost (`_opened`).

    Args:
        first: the name as it was first read: one vote.
        looks: later looks, `cleaned`.
        cleared: a stroke was taken off what they look at, and maybe a letter's mark with it.
    """
    chosen = _majority(first, looks, cleared=cleared) or tuple(first)
    whole = opened(chosen, looks)
    return () if together(whole) == together(first) else whole


def _majority(first: Sequence[Found], looks: Sequence[Sequence[Found]], *, cleared: bool) -> tuple[Found, ...]:
    names = [look for look in looks if _is_name(look)]
    votes = Counter(together(look) for look in names)
    own = together(first)
    votes[own] += 1
    best, count = max(votes.items(), key=lambda item: (item[1], item[0] == own))
    if best == own and count >= VOTES:
        return ()
    if count < VOTES:
        return _by_words(own, names)
    chosen = tuple(max((look for look in names if together(look) == best), key=mean_confidence))
    return () if cleared and _has_lost_a_mark(first, chosen) else chosen


def _by_words(first: str, names: Sequence[Sequence[Found]]) -> tuple[Found, ...]:
    """The name word by word as most looks have it, where no two have it alike as a whole; nothing where they are few.

    Only looks with as many words as most have are asked, and each word must stand in two of them.
    """
    lengths = Counter(map(len, names))
    length, count = max(lengths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    if count <= VOTES:
        return ()
    chosen = []
    for rivals in zip(*(look for look in names if len(look) == length), strict=True):
        weights: Counter[str] = Counter()
        for one in rivals:
            weights[one.text] += round(1000 * one.confidence * (1.0 if is_syllable(one.text) else FOREIGN))
        best, _ = max(weights.items(), key=lambda item: item[1])
        alike = [one for one in rivals if one.text == best]
        if len(alike) < VOTES:
            return ()
        chosen.append(max(alike, key=lambda one: one.confidence))
    return () if together(chosen) == first else tuple(chosen)


def _has_lost_a_mark(first: Sequence[Found], chosen: Sequence[Found]) -> bool:
    return any(
        word.confidence >= MARKED
        and letters(word.text) == letters(one.text)
        and marks_of(word.text) > marks_of(one.text)
        for word, one in zip(first, chosen, strict=False)
    )


def _is_name(look: Sequence[Found]) -> bool:
    """True for words that each begin with a capital and hold letters alone."""
    return 1 <= len(look) <= MOST and all(
        (one.text.isalpha() or is_honour(one.text)) and one.text[0].isupper() for one in look
    )
