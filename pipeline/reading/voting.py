"""The issuer's column and the title, each read by itself at several sizes, word by word put to the vote.

Beside the motto, whose lines stand at other heights, an engine leaves out lines of the issuer's name or
reads two as one; of a title in large letters it takes one mark for another. What it makes of a word
changes with the size of the picture; the word does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pipeline.pages import Line, LineKind, Word, union
from pipeline.reading.anchors import equals, find, is_date, letters, marks_of, opens
from pipeline.reading.recognise import Found, mean_confidence
from pipeline.reading.slots import is_number_line
from pipeline.reading.syllables import is_syllable

Pixels = tuple[int, int, int, int]

COLUMN_SIZES = (1.0, 1.4, 2.0)
TITLE_SIZES = COLUMN_SIZES[1:]
"""How much the looks are enlarged. In a title, whose lines stand by themselves, a look at its own size repeats
the first reading and only outvotes the others: with it as many of 5,188 words of made titles were made wrong
as right, without it 16 more are right."""
COLUMN_DOUBT, TITLE_DOUBT = 0.92, 0.85
"""A column is put to the vote, and a title's line, if a word in it has less confidence: of the 98 made columns
and titles with none such, one word would have been mended and ten made wrong."""
ADDED = 0.7
"""The least confidence of a word where nothing was read before."""
TOP = 0.45
"""Share of a page from its top in which a heading stands."""
TITLE_LINES = 6
"""Lines of a title at the most (those of trích yếu and the type above it)."""
CENTRED = 0.04
"""Share of the page's width by which a title's middle may lie beside the text's."""
LOST = 0.9
"""A look with a smaller share of the letters has lost words."""
LESS = 0.08
"""How much less sure than the first reading a look may be: at its best it finds words that were passed over."""
SURE = 0.9
"""A word of the first reading with at least this confidence stands against looks that see less of it."""
SAME = 0.6
"""Share of two words' boxes that is common where they are one word."""


def issuer_column(lines: Sequence[Line], width: int, height: int) -> Pixels | None:
    """Where the issuer's names stand left of the motto, in pixels of the page.

    None without two columns, and where the names are in no doubt. By Nghị định 30/2020/NĐ-CP, Phụ lục I,
    cells 2 and 3. The number's line is left to its own looks, and so is what stands below it.
    """
    left = [line for line in _heading(lines) if line.kind is LineKind.LEFT and line.box]
    right = [line.box for line in _heading(lines) if line.kind is LineKind.RIGHT and line.box]
    names = names_above(lines)
    number = len(names)
    box = union(line.box for line in names)
    if box is None or not right or not _in_doubt(names, COLUMN_DOUBT):
        return None
    high = median((line.box or box)[3] - (line.box or box)[1] for line in names)
    edge = min(one[0] for one in right)
    if box[2] >= edge:
        return None
    below = (left[number].box or box)[1] if number < len(left) else min(box[3] + 1.5 * high, TOP)
    return (
        max(0, round((box[0] - 2 * high) * width)),
        max(0, round((box[1] - 0.5 * high) * height)),
        round(min((box[2] + edge) / 2, box[2] + 3 * high) * width),
        round(max(box[3], min(below, box[3] + 1.5 * high)) * height),
    )


def names_above(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of the issuer's names, left of the motto and above the number."""
    left = [line for line in _heading(lines) if line.kind is LineKind.LEFT and line.box]
    number = next((n for n, line in enumerate(left) if is_number_line(line)), len(left))
    return tuple(left[:number])


def title_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The type's line and those of the title below it; none where no type is read.

    By Nghị định 30/2020/NĐ-CP, Phụ lục I, cell 5a, they are centred below the heading.
    """
    body = [line for line in lines if line.kind is LineKind.BODY and line.box]
    for n, line in enumerate(body):
        box = line.box
        assert box is not None
        if box[1] > TOP:
            return ()
        if equals(line.text, "title") is None:
            continue
        middle = (box[0] + box[2]) / 2
        block = [line]
        for other in body[n + 1 : n + 1 + TITLE_LINES]:
            own = other.box
            assert own is not None
            last = block[-1].box or own
            near = own[1] - last[3] < 1.5 * (box[3] - box[1]) and own[1] >= last[1]
            if not near or abs((own[0] + own[2]) / 2 - middle) > CENTRED:
                break
            block.append(other)
        return tuple(block)
    return ()


def title_block(lines: Sequence[Line], width: int, height: int) -> Pixels | None:
    """Where the doubtful lines of the title below its type stand, in pixels of the page.

    None where no type is read, and where the title is in no doubt.
    """
    block = title_lines(lines)
    whole = union(line.box for line in block[1:] if _in_doubt((line,), TITLE_DOUBT))
    if whole is None:
        return None
    box = block[0].box or whole
    high = box[3] - box[1]
    return (
        max(0, round((whole[0] - high) * width)),
        max(0, round(max(box[3], whole[1] - 0.3 * high) * height)),
        min(width, round((whole[2] + high) * width)),
        round((whole[3] + 0.25 * high) * height),
    )


def recipients_block(lines: Sequence[Line], width: int, height: int) -> Pixels | None:
    """Where the doubtful lines of the list of recipients stand, in pixels of the page; None where none is in doubt.

    By Nghị định 30/2020/NĐ-CP, Phụ lục I, cell 9b: on the left of the foot, in small letters.
    """
    doubted = [line for line in recipients_lines(lines) if _in_doubt((line,), TITLE_DOUBT)]
    box = union(line.box for line in doubted)
    if box is None:
        return None
    high = median((line.box or box)[3] - (line.box or box)[1] for line in doubted)
    return (
        max(0, round((box[0] - high) * width)),
        max(0, round((box[1] - 0.3 * high) * height)),
        min(width, round((box[2] + 0.7 * high) * width)),
        min(height, round((box[3] + 0.25 * high) * height)),
    )


def recipients_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of the list of recipients, without its label; none where no label is read."""
    left = [line for line in lines if line.kind is LineKind.LEFT and line.box]
    start = next((n for n, line in enumerate(left) if opens(line.text, "recipients")), None)
    return () if start is None else tuple(left[start + 1 :])


def _in_doubt(lines: Sequence[Line], least: float) -> bool:
    return any(word.confidence < least for line in lines for word in line.words)


def _heading(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of two columns at the page's top, if a motto or a date stands on the right."""
    first = next((n for n, line in enumerate(lines) if line.kind is LineKind.LEFT), None)
    if first is None:
        return ()
    end = first
    while end < len(lines) and lines[end].kind in (LineKind.LEFT, LineKind.RIGHT):
        end += 1
    region = tuple(line for line in lines[first:end] if line.box and line.box[1] < TOP)
    told = any(
        line.kind is LineKind.RIGHT
        and (is_date(line.text) or find([w.text for w in line.words], "motto", "motto_plain") is not None)
        for line in region
    )
    listed = any(opens(line.text, "recipients") for line in region)
    return region if told and not listed else ()


def voted(first: Sequence[Found], looks: Sequence[Sequence[Found]]) -> tuple[Found, ...] | None:
    """The words on which most readings of a place agree; None where the first reading stands.

    Args:
        first: the words that were read there with the whole page.
        looks: what was read of the place alone, the sharpest look first.
    """
    old = sum(len(letters(one.text)) for one in first)
    sure = mean_confidence(first)
    whole = [
        look
        for look in looks
        if sum(len(letters(one.text)) for one in look) >= LOST * old and mean_confidence(look) >= sure - LESS
    ]
    if len(whole) < 2:
        return None
    base = max(whole, key=lambda look: (sum(_agreed(look, other) for other in whole), mean_confidence(look)))
    others = [look for look in looks if look is not base]
    cut = {id(one): own for own in first for one in _cut_short(own, base)}
    made: dict[int, Found] = {}
    for one in base:
        if not _was_seen(one, first) and not (one.confidence >= ADDED and letters(one.text)):
            continue
        chosen = cut.get(id(one)) or _elected(one, first, others)
        made[id(chosen)] = chosen
    return tuple(made.values())


def mended(first: Sequence[Found], chosen: Sequence[Found]) -> tuple[Found, ...]:
    """The first reading with its doubtful words as they were elected, one for one; all others stand.

    In small letters a look makes as many sure words wrong as right. A case alone is no reason (`b/c`, `b/C`), nor
    is a word that is no syllable where one was read.
    """
    made = []
    for own in first:
        there = [one for one in chosen if _same_place(own, one)] if own.confidence < TITLE_DOUBT else []
        new = there[0] if len(there) == 1 else own
        kept = new.text.casefold() == own.text.casefold() or (_is_word(own.text) and not _is_word(new.text))
        made.append(own if kept else replace(own, text=new.text, confidence=new.confidence))
    return tuple(made)


def same_words(look: Sequence[Found], first: Sequence[Found]) -> bool:
    """True where a look has the very words of the first reading: there is nothing left to vote on.

    Of 63 places of made pages whose first look was so, none was changed by the looks that followed.
    """
    return Counter(one.text for one in look) == Counter(one.text for one in first)


def _is_word(text: str) -> bool:
    return is_syllable(text.strip(".,;:()"))


def _was_seen(one: Found, first: Sequence[Found]) -> bool:
    """True where something was read at a word's place before; dirt and pens' strokes are not read twice alike."""
    return any(_covers(one, own) or _covers(own, one) for own in first)


def _agreed(look: Sequence[Found], other: Sequence[Found]) -> int:
    """In how many letters two looks agree, word by word."""
    common = Counter(one.text for one in look) & Counter(one.text for one in other)
    return sum(len(text) * count for text, count in common.items())


def _elected(one: Found, first: Sequence[Found], looks: Sequence[Sequence[Found]]) -> Found:
    """The word that the readings of its place are surest of, taken together.

    What was read with the whole page and surely stands against looks that lost a mark of it.
    """
    rivals = [one, *(rival for look in (first, *looks) for rival in look if _same_place(one, rival))]
    votes: Counter[str] = Counter()
    for rival in rivals:
        votes[rival.text] += round(1000 * rival.confidence)
    known = {own.text for own in first}
    best, _ = max(votes.items(), key=lambda item: (item[1], item[0] in known, item[0] == one.text))
    for own in first:
        alike = own.confidence >= SURE and _same_place(one, own) and letters(own.text) == letters(best)
        if alike and marks_of(own.text) > marks_of(best):
            return own
    return replace(one, text=best, confidence=max(rival.confidence for rival in rivals if rival.text == best))


def _cut_short(own: Found, base: Sequence[Found]) -> list[Found]:
    """The words of a look at a sure word's place that have lost its first or last letters; parts of it are none."""
    if own.confidence < SURE:
        return []
    whole = letters(own.text)
    there = [one for one in base if _covers(own, one)]
    read = "".join(letters(one.text) for one in there)
    return there if 0 < len(read) < len(whole) and (whole.endswith(read) or whole.startswith(read)) else []


def _covers(one: Found, other: Found) -> bool:
    """True where the other's middle lies in a word's box."""
    x, y = (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2
    return one.x0 <= x <= one.x1 and one.y0 <= y <= one.y1


def _same_place(one: Found, other: Found) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    wide, high = max(one.x1 - one.x0, other.x1 - other.x0), min(one.height, other.height)
    return across > SAME * wide and down > SAME * high


def outside(words: Sequence[Word], inside: Sequence[Word]) -> tuple[Word, ...]:
    """The words that are not among those inside a place."""
    gone = set(map(id, inside))
    return tuple(word for word in words if id(word) not in gone)
