"""Marks that an engine lost or mistook: some words of heading, title and list, and all that their ink belies, again.

Of 127 hooks above the hat or breve of a letter on made scans (`Hiển`, `sổ`) 23 were read as acute or
grave (`Hiến`, `số`), of 310 acutes and graves none as a hook: a small curl is lost, hardly ever made. So where
looks at the word alone, stretched so that its marks are larger, see a hook, there is one.

Likewise a mark is lost, hardly ever made (`thưc`, `Đâu`): of a doubted word that bears a mark the look that sees more
is believed. A word without any is left: dirt above it makes as many words wrong (`ban`, `tin`) as right.

Where the ink over a letter is that of other marks (`accents`), two looks that see them too are believed, however
sure the first reading was. Ink that bears more than was read is nearly always right: more looks are worth taking.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.pages import Line, Word
from pipeline.reading.accents import Doubt, accents, doubted
from pipeline.reading.anchors import letters, marks_of
from pipeline.reading.eye import Eye, Picture, to_found
from pipeline.reading.recognise import SINGLE_LINE, SINGLE_WORD, Found
from pipeline.reading.syllables import is_bare_syllable, is_syllable

LOOKS = ((1.5, 2.0), (2.0, 2.6), (2.0, 2.0), (3.0, 3.6), (1.0, 1.0))
"""How much wider and higher each look is, those first that see most. Where the first sees none there is an end: of
the 13 hooks below none is lost so, and the looks at a word without a hook are one for four."""
HOOK, ACUTE, GRAVE = "\u0309", "\u0301", "\u0300"
AGREED = {ACUTE: 2, GRAVE: 3}
"""So many looks must see the hook. 13 of the 23 lost hooks are found so; of 103 acutes and graves of made scans and
329 of real ones none becomes a hook, where two looks at a grave would make one."""
HATS = "\u0302\u0306"
UNDECIDED = 0.6
"""Confidence of a word at the most, some looks at which see a hook, but too few."""
DOUBT = 0.9
"""A word of at least this confidence is believed: of the sure ones a look makes as many wrong as right."""
MARK_LOOKS = ((2.0, 2.0), (3.0, 3.6), (2.0, 2.6), (1.5, 2.0))
"""How much wider and higher the looks for lost marks are. Where the first sees none there is an end."""
MARKS_AGREED = 2
"""So many looks must see the same marks, and more than see the word as it was read."""
DOUBTED = 12
"""Words that are looked at so on one page: of more in doubt the paper is at fault."""
INK_LOOKS = ((2.0, 2.0, 0), (1.5, 1.5, 1), (3.0, 3.6, 0), (2.0, 2.0, 1), (2.0, 2.6, 0), (1.5, 2.0, 0))
"""How much wider and higher the looks are at a word whose ink is that of other marks, and how many of its neighbours
on each side are looked at with it."""
INK_AGREED = 2
"""So many of them must see what the ink says, one more what it says nearly as well."""
INK_FIRST = 3
"""Where none of so many sees it there is an end, for marks of the same number where the first does not."""
TOLD = 0.03
"""By how much more the ink must be like the marks that it bears than like others of the same number."""
MISSED = 0.1
"""By how much more it is where a mark was surely missed, though no two looks see it: the word is in doubt."""
INK_WORDS, INK_MOST, INK_MORE = 24, 12, 6
"""Words of a page that are looked at for their ink, those first whose ink says most; looks in all, and as many more
for each word that they set right: where they set none right, the paper is at fault."""
_MISPLACED = re.compile(r"(?<![qg])[ưui][àáảãạ](?!\w)")
"""Behind these vowels `a` bears no tone at a word's end: `đửa`, never `đưả` (but `quả`, `giả`)."""
EDGES = ".,;:()-_'‘’“”\""
"""What stands around a word, or is read of the paper there."""
_BESIDE, _ABOVE, _BELOW = 0.15, 0.12, 0.05
"""Paper around the word, as shares of its height: with more of it a look sees less (10 of the 23)."""


def with_hooks(
    words: tuple[Word, ...], line: Line, picture: Picture, eye: Eye, *, below: float = 1.01
) -> tuple[Word, ...]:
    """The words, those of a line with a hook that were read without it set right; the same tuple where none was.

    Args:
        words: the page's.
        line: one of its lines.
        picture: the cleaned page.
        eye: the page's.
        below: words of at least this confidence are believed.
    """
    placed = [(word, to_found(word, picture)) for word in line.words if word.box]
    doubted = {id(word) for word in line.words if word.confidence < below and hooked(word.text)}
    if not doubted:
        return words
    top, bottom = min(one.y0 for _, one in placed), max(one.y1 for _, one in placed)
    better = {id(word): _looked_at(word, one, top, bottom, picture, eye) for word, one in placed if id(word) in doubted}
    made = tuple(better.get(id(word), word) for word in words)
    return made if any(word is not other for word, other in zip(words, made, strict=True)) else words


def with_marks(words: tuple[Word, ...], lines: Sequence[Line], picture: Picture, eye: Eye) -> tuple[Word, ...]:
    """The words, doubted ones of the lines with the marks that looks at them alone see; the same tuple without any.

    Args:
        words: the page's.
        lines: some of its lines.
        picture: the cleaned page.
        eye: the page's.
    """
    doubted = [
        (word, line)
        for line in lines
        for word in line.words
        if word.box and word.confidence < DOUBT and markable(word.text)
    ]
    better: dict[int, Word] = {}
    for word, line in doubted[:DOUBTED]:
        placed = [to_found(other, picture) for other in line.words if other.box]
        top, bottom = min(one.y0 for one in placed), max(one.y1 for one in placed)
        made = _marked(word, _place(to_found(word, picture), top, bottom), picture, eye)
        if made is not word:
            better[id(word)] = made
    return tuple(better.get(id(word), word) for word in words) if better else words


def with_accents(words: tuple[Word, ...], lines: Sequence[Line], picture: Picture, eye: Eye) -> tuple[Word, ...]:
    """The words, those with the marks that their ink and looks at it bear; the same tuple where none was changed.

    Args:
        words: the page's.
        lines: its lines.
        picture: the cleaned page, rules erased.
        eye: the page's.
    """
    doubts = [one for one in doubted(accents(lines, picture)) if one.like >= one.own + (0.0 if one.gains else TOLD)]
    line_of = {id(word): line for line in lines for word in line.words}
    better: dict[int, Word] = {}
    left = INK_MOST
    for doubt in sorted(doubts, key=lambda one: (one.gains, one.like - one.own), reverse=True)[:INK_WORDS]:
        if left <= 0:
            break
        made, taken = _seen_again(doubt, line_of[id(doubt.word)], picture, eye)
        left -= taken
        if made is not doubt.word:
            better[id(doubt.word)] = made
            left += INK_MORE * (made.text != doubt.word.text)
    return tuple(better.get(id(word), word) for word in words) if better else words


def _seen_again(doubt: Doubt, line: Line, picture: Picture, eye: Eye) -> tuple[Word, int]:
    """A doubted word as looks at it see it, and how many were taken."""
    word = doubt.word
    wanted = {text.strip(EDGES): (text, INK_AGREED + 1) for text in doubt.others if doubt.gains}
    wanted[doubt.better.strip(EDGES)] = (doubt.better, INK_AGREED)
    placed = [(other, to_found(other, picture)) for other in line.words if other.box]
    at = next(n for n, (other, _) in enumerate(placed) if other is word)
    levels = min(one.y0 for _, one in placed), max(one.y1 for _, one in placed)
    seen: dict[str, list[float]] = {text: [] for text in wanted}
    for nth, (wide, tall, beside) in enumerate(INK_LOOKS):
        near = [one for _, one in placed[max(0, at - beside) : at + beside + 1]]
        for text, sure in _look(near, placed[at][1], levels, (wide, tall), picture, eye):
            if text in seen:
                seen[text].append(sure)
        left = len(INK_LOOKS) - nth - 1
        for text, (made, enough) in wanted.items():
            if len(seen[text]) >= enough:
                return replace(word, text=made, confidence=max(seen[text])), nth + 1
        possible = any(len(seen[text]) + left >= enough for text, (_, enough) in wanted.items())
        if not possible or not (any(seen.values()) or (doubt.gains and nth + 1 < INK_FIRST)):
            break
    missed = doubt.gains and doubt.like >= doubt.own + MISSED
    return (replace(word, confidence=min(word.confidence, UNDECIDED)) if missed else word), nth + 1


def _look(
    near: Sequence[Found], one: Found, levels: tuple[int, int], size: tuple[float, float], picture: Picture, eye: Eye
) -> list[tuple[str, float]]:
    """What a look at a word, or at it with its neighbours, reads at its place, and how sure."""
    alone = len(near) == 1
    left, right = min(other.x0 for other in near), max(other.x1 for other in near)
    place = _place(replace(one, x0=left, x1=right), *levels)
    middle = (one.x0 + one.x1) / 2
    return [
        (unicodedata.normalize("NFC", found.text.strip(EDGES)), found.confidence)
        for found in eye.crop(picture, place, SINGLE_WORD if alone else SINGLE_LINE, *size)
        if alone or found.x0 < middle < found.x1
    ]


def markable(text: str) -> bool:
    """True for a word, or words joined by hyphens, which bears a mark and may have lost another."""
    core = text.strip(EDGES)
    return marks_of(core) > 0 and all(is_bare_syllable(letters(piece)) for piece in core.split("-"))


def gains(old: str, new: str) -> bool:
    """True where a reading of the same letters in the same case has all marks of the old one and more.

    Of what can be no syllable no mark is believed (`Truyẻn`, `Truyền`).
    """
    if not _spelt(new) or _MISPLACED.search(new.casefold()) or _letters(old) != _letters(new) or marks_of(new) == 0:
        return False
    return not _spelt(old) or (old != new and all(map(_bears, _clusters(old), _clusters(new))))


def _marked(word: Word, place: tuple[int, int, int, int], picture: Picture, eye: Eye) -> Word:
    core = word.text.strip(EDGES)
    seen: dict[str, float] = {}
    votes: Counter[str] = Counter()
    for wide, tall in MARK_LOOKS:
        for found in eye.crop(picture, place, SINGLE_WORD, wide, tall):
            text = unicodedata.normalize("NFC", found.text.strip(EDGES))
            if text == core or gains(core, text):
                votes[text] += 1
                seen[text] = max(found.confidence, seen.get(text, 0.0))
        if not any(text != core for text in votes):
            return word
    (best, most), *others = votes.most_common()
    if best == core or most < MARKS_AGREED or (others and others[0][1] == most):
        return word
    return replace(word, text=word.text.replace(core, best, 1), confidence=seen[best])


def _spelt(text: str) -> bool:
    return all(map(is_syllable, text.split("-")))


def _clusters(text: str) -> list[str]:
    """Each letter with its marks, those apart."""
    return [_apart(ch.replace("đ", "d\u0335").replace("Đ", "D\u0335")) for ch in text]


def _letters(text: str) -> list[str]:
    return [cluster[0] for cluster in _clusters(text)]


def _bears(old: str, new: str) -> bool:
    return set(old) <= set(new)


def hooked(text: str) -> str | None:
    """The word with a hook for the acute or grave above its hat; None where it has none or no syllable comes of it."""
    apart = _apart(text)
    for at, mark in enumerate(apart):
        if mark in AGREED and apart[at - 1] in HATS:
            made = unicodedata.normalize("NFC", f"{apart[:at]}{HOOK}{apart[at + 1 :]}")
            return made if is_syllable(made.strip(EDGES)) else None
    return None


def _looked_at(word: Word, one: Found, top: int, bottom: int, picture: Picture, eye: Eye) -> Word:
    better = hooked(word.text)
    if better is None:
        return word
    place = _place(one, top, bottom)
    wanted, least = better.strip(EDGES), AGREED[next(mark for mark in _apart(word.text) if mark in AGREED)]
    seen: list[float] = []
    for nth, (wide, tall) in enumerate(LOOKS):
        look = eye.crop(picture, place, SINGLE_WORD, wide, tall)
        seen += [found.confidence for found in look if found.text.strip(EDGES) == wanted]
        if len(seen) >= least:
            return replace(word, text=better, confidence=min(word.confidence, *seen))
        if not seen or len(seen) + len(LOOKS) - nth - 1 < least:
            break
    return replace(word, confidence=min(word.confidence, UNDECIDED)) if seen else word


def _place(one: Found, top: int, bottom: int) -> tuple[int, int, int, int]:
    """Where a word is looked at: its own width, its line's height."""
    return (
        max(0, round(one.x0 - _BESIDE * one.height)),
        max(0, round(top - _ABOVE * one.height)),
        round(one.x1 + _BESIDE * one.height),
        round(bottom + _BELOW * one.height),
    )


def _apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)
