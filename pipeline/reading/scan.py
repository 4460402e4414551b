"""A page's picture to a `Page`: clean, find tables, read, look again where a first look fails.

What is looked at twice (FIELD.md, "OCR"): cells of tables, each by itself; the signing block, which
lies under a seal; the slots of number and day, which are handwritten. The words of the page are
always words that were read; second looks that did not replace them stand in `Page.readings`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipeline.errors import DamagedError, LimitError
from pipeline.pages import Box, Line, Page, Reading, Source, Table, Word
from pipeline.reading import cleanup
from pipeline.reading.anchors import find, letters
from pipeline.reading.capitals import mend_capitals
from pipeline.reading.cleanup import Cleaned
from pipeline.reading.codes import without_codes
from pipeline.reading.crossed import read_crossed
from pipeline.reading.eye import Eye, to_found
from pipeline.reading.feet import is_better, is_doubtful, left_column
from pipeline.reading.firstlook import First, stands_in, upright, words_in_cells
from pipeline.reading.grid import GridTable, find_tables
from pipeline.reading.idots import mend_dots
from pipeline.reading.labels import with_labels
from pipeline.reading.layout import assemble
from pipeline.reading.lost import SURE, lost_lines
from pipeline.reading.margins import lone_numbers, page_number
from pipeline.reading.marks import covered, without_marks
from pipeline.reading.noise import (
    joined,
    without_bed,
    without_false_quotes,
    without_noise,
    without_ornaments,
    without_specks,
)
from pipeline.reading.numerals import mend_numerals
from pipeline.reading.posts import covered_words, torn_place, torn_post
from pipeline.reading.recognise import (
    BLOCK,
    SINGLE_LINE,
    Found,
    mean_confidence,
    to_box,
    to_words,
)
from pipeline.reading.relines import read_again
from pipeline.reading.rings import read_rings
from pipeline.reading.rivals import better, overlap
from pipeline.reading.seals import (
    is_scribble,
    seals_of,
    signing_block,
    stray_letters,
    under_seal,
    without_pen,
    without_seals,
)
from pipeline.reading.signer import name_line, name_place, read_again_name
from pipeline.reading.slots import second_look, slots
from pipeline.reading.stamps import unstamped
from pipeline.reading.tesseract import Tesseract
from pipeline.reading.tones import DOUBT, with_accents, with_hooks, with_marks
from pipeline.reading.torn import mended as mended_torn
from pipeline.reading.unruled import with_rows
from pipeline.reading.voting import (
    COLUMN_SIZES,
    TITLE_SIZES,
    issuer_column,
    mended,
    names_above,
    outside,
    recipients_block,
    recipients_lines,
    same_words,
    title_block,
    title_lines,
    voted,
)
from pipeline.settings import ReadingSettings

LOG = logging.getLogger(__name__)

Picture = npt.NDArray[np.uint8]
Pixels = tuple[int, int, int, int]

STAMP_WIDTH = 0.4
"""A ruled box narrower than this share of the page, with few cells, may be a stamp's frame."""
STAMP_CELLS = 8
GUESSED = 0.4
"""Words of less confidence are as good as not read: their line is looked at again by itself."""
TORN = 1.5
"""How much a post is enlarged that a seal covers in part."""
LEFT_OUT = 100_000
"""Lines that the engine left out are blocks from this number on: its own are fewer."""


def read_picture_page(
    picture: Picture,
    dpi: float,
    number: int,
    width_pt: float,
    height_pt: float,
    settings: ReadingSettings,
    tesseract: Tesseract,
) -> Page:
    """Read a page's picture.

    Args:
        picture: uint8, grey (height, width) or BGR (height, width, 3).
        dpi: its resolution.
        number: the page's number in the file, 1-based.
        width_pt: the page's width in points, before any turning.
        height_pt: its height in points.
        settings: working resolution, language, time limit.
        tesseract: from `tesseract.probe`.

    Returns:
        A page with source ``ocr``, or ``blank`` where no letters stand on it. A sideways page comes
        upright, its width and height exchanged. A page that took too long has its `error` set.
    """
    cleaned = cleanup.clean(picture, dpi, target=float(settings.dpi))
    if cleaned.blank:
        return _page(number, width_pt, height_pt, cleaned, Source.BLANK)
    cleaned = replace(cleaned, grey=without_codes(cleaned.grey, cleaned.dpi))
    eye = Eye(tesseract, settings, cleaned.dpi, time.monotonic() + settings.page_seconds)
    try:
        rotation = cleaned.rotation
        marks, cleaned = unstamped(cleaned, eye)
        cleaned, found = upright(cleaned, eye)
        if cleaned.rotation != rotation:  # on its head no stamp was read
            marks, cleaned = unstamped(cleaned, eye)
        page = _page(number, width_pt, height_pt, cleaned, Source.OCR)
        read = _read(page, cleaned, found, marks, eye)
        # Of the other side's letters, however strongly they shine through, no word is left.
        return read if any(read.words) else replace(read, source=Source.BLANK)
    except (LimitError, DamagedError) as error:
        return replace(_page(number, width_pt, height_pt, cleaned, Source.BLANK), error=str(error))


def _page(number: int, width_pt: float, height_pt: float, cleaned: Cleaned, source: Source) -> Page:
    if cleaned.rotation in (90, 270):
        width_pt, height_pt = height_pt, width_pt
    height, width = cleaned.grey.shape
    return Page(
        number,
        round(width_pt, 2),
        round(height_pt, 2),
        source,
        rotation=cleaned.rotation,
        skew_deg=cleaned.skew_deg,
        picture=(width, height),
    )


@dataclass(frozen=True, slots=True)
class _Stamps:
    """Frames of stamps (page fractions), the words that were stamped in coloured ink, and those of seals by seal."""

    boxes: tuple[Box, ...] = ()
    words: tuple[Word, ...] = ()
    rings: tuple[tuple[Word, ...], ...] = ()


def _read(page: Page, cleaned: Cleaned, first: First, marks: Sequence[Found], eye: Eye) -> Page:
    height, width = cleaned.grey.shape
    seals = seals_of(cleaned.grey, cleaned.dpi)
    whole = mended_torn(first.words, lambda place: eye.crop(first.body, place, BLOCK))
    found = without_ornaments(without_bed(whole, first.body.shape), first.body)
    found = without_noise([one for one in found if not under_seal(one, seals)])
    found = joined(without_noise(read_again(found, first.body, eye.enlarged)))
    found = _passed_over(read_crossed(found, first.rules.across, cleaned.grey, eye), first.body, seals, eye)
    tables = first.tables
    stamps = _Stamps(rings=tuple(to_words(ring, width, height) for ring in read_rings(cleaned, seals, eye)))
    if tables:
        in_cells = without_specks(without_noise(words_in_cells(first, eye), alone=True), first.erased)
        fuller = with_rows(first.rules, in_cells, tables, cleaned.dpi)
        if fuller is not None and len(more := find_tables(fuller, cleaned.dpi)) == len(tables):
            tables = more
        framed = tuple(table.box for table in tables if _is_stamp(table, in_cells, width, height))
        stamps = replace(stamps, boxes=framed)
        tables = tuple(table for table in tables if table.box not in stamps.boxes)
        found += in_cells
    found += _numbered(found, first.body, eye)
    found = mend_numerals(without_false_quotes(found, first.erased), first.erased)
    found = mend_dots(mend_capitals(found, first.erased), first.erased)
    if marks:
        stamps = replace(stamps, words=to_words(marks, width, height))
        found = without_marks(found, marks)
    words = to_words(found, width, height)
    lines, laid = _assembled(page, words, tables, stamps)
    for place, sizes in ((issuer_column, COLUMN_SIZES), (title_block, TITLE_SIZES)):
        doubted = place(lines, width, height)
        elected_words = None if doubted is None else _voted(words, doubted, sizes, marks, first, eye)
        if elected_words is not None:
            words = elected_words
            lines, laid = _assembled(page, words, tables, stamps)
    hooked = words
    for line in (*names_above(lines), *title_lines(lines)):
        hooked = with_hooks(hooked, line, first.body, eye)
    if hooked is not words:
        words = hooked
        lines, laid = _assembled(page, words, tables, stamps)
    readings: list[Reading] = []
    column = left_column(lines, width, height)
    if column is not None:
        words, again = _listed(words, column, first.body, seals, eye)
        readings += again
        if again:
            lines, laid = _assembled(page, words, tables, stamps)
    listed = recipients_block(lines, width, height)
    again_listed = None if listed is None else _voted(words, listed, TITLE_SIZES, marks, first, eye, doubted_only=True)
    if again_listed is not None:
        words = again_listed
        lines, laid = _assembled(page, words, tables, stamps)
    small = recipients_lines(lines)
    marked = with_marks(words, (*title_lines(lines), *small), first.body, eye)
    for line in small:
        marked = with_hooks(marked, line, first.body, eye, below=DOUBT)
    if marked is not words:
        words = marked
        lines, laid = _assembled(page, words, tables, stamps)
    block = signing_block(lines, width, height)
    if block is not None:
        words = tuple(word for word in words if not is_scribble(word, to_box(block, width, height)))
        printed = without_pen(first.erased, cleaned.blue, cleaned.bare)
        looks = [eye.crop(printed, block, BLOCK)]
        bare = without_seals(printed, cleaned.dpi)
        if bare is not printed:
            looks.append(eye.crop(bare, block, BLOCK))
        for second in map(without_noise, looks):
            legible = [one for one in joined(second) if _wordy(one) and not under_seal(one, seals)]
            words = better(words, to_words(legible, width, height))
            readings.append(eye.reading("signature", to_box(block, width, height), second))
        lines, laid = _assembled(page, words, tables, stamps)
        strays = stray_letters(lines, to_box(block, width, height))
        if strays:
            words = tuple(word for word in words if word not in strays)
            lines, laid = _assembled(page, words, tables, stamps)
        name = name_place(lines, block, width, height, [joined(without_noise(look)) for look in looks])
        if name is not None:
            named, reading = read_again_name(words, name, printed, eye)
            readings.append(reading)
            if named != words:
                words = named
                lines, laid = _assembled(page, words, tables, stamps)
        signer = name_line(lines, block, height)
        hooked = words if signer is None else with_hooks(words, signer, printed, eye)
        if hooked is not words:
            words = hooked
            lines, laid = _assembled(page, words, tables, stamps)
        torn = torn_post(lines, seals, printed) if signer is not None else None
        if torn is not None and signer is not None:
            post = torn_place(torn, printed)
            looks.append(eye.crop(printed, post, SINGLE_LINE, TORN))
            readings.append(eye.reading("signature", to_box(post, width, height), looks[-1]))
            words = (*words, *covered_words(torn, signer, looks, printed))
            lines, laid = _assembled(page, words, tables, stamps)
    accented = with_labels(with_accents(words, lines, first.erased, eye), lines, first.erased, eye)
    if accented is not words:
        words = accented
        lines, laid = _assembled(page, words, tables, stamps)
    for index, purpose in slots(lines):
        lines, reading = second_look(lines, index, purpose, cleaned.grey, eye)
        readings.append(reading)
    return replace(page, lines=lines, tables=laid, readings=tuple(readings))


def _voted(
    words: Sequence[Word],
    place: Pixels,
    sizes: Sequence[float],
    marks: Sequence[Found],
    first: First,
    eye: Eye,
    *,
    doubted_only: bool = False,
) -> tuple[Word, ...] | None:
    """The words, those at a place as most looks at it alone have them; None where they stand as they are.

    Only words in doubt, one for one, if so asked.
    """
    height, width = first.body.shape
    box = to_box(place, width, height)
    inside = [word for word in words if word.box and overlap(word.box, box) > 0.5]
    found = [to_found(word, first.body) for word in inside]
    if not found:
        return None
    looks = []
    for factor in sizes:
        look = joined(without_noise(eye.crop(first.body, place, BLOCK, factor)))
        looks.append(without_marks(look, marks) if marks else look)
        if len(looks) == 1 and same_words(look, found):
            return None
    chosen = voted(found, looks)
    if chosen is not None and doubted_only:
        chosen = mended(found, chosen)
    if chosen is None or [one.text for one in chosen] == [one.text for one in found]:
        return None
    return (*outside(words, inside), *to_words(mend_numerals(chosen, first.erased), width, height))


def _listed(
    words: Sequence[Word], column: Pixels, body: Picture, seals: Sequence[Pixels], eye: Eye
) -> tuple[tuple[Word, ...], list[Reading]]:
    """The words, those of the list of recipients read by itself where that is better; and that other look."""
    height, width = body.shape
    place = to_box(column, width, height)
    inside = [word for word in words if word.box and overlap(word.box, place) > 0.5]
    found = [to_found(word, body) for word in inside]
    if not is_doubtful(found):
        return tuple(words), []
    second = [one for one in joined(without_noise(eye.crop(body, column, BLOCK))) if not under_seal(one, seals)]
    if is_better(second, found):
        words = (*(word for word in words if word not in inside), *to_words(second, width, height))
    return tuple(words), [eye.reading("recipients", place, second)]


def _numbered(found: Sequence[Found], body: Picture, eye: Eye) -> tuple[Found, ...]:
    """The page's number, where the first look passed over it, as engines do with a digit that stands alone."""
    made: list[Found] = []
    for nth, place in enumerate(lone_numbers(found, body, eye.dpi)):
        words = eye.digits(body, place)
        if page_number(words):
            text = "".join(one.text for one in words)
            made.append(Found(text, *place, mean_confidence(words), LEFT_OUT - 1 - nth))
    return tuple(made)


def _wordy(one: Found) -> bool:
    """False for dashes and points alone: what pen strokes are read as."""
    return any(ch.isalnum() for ch in one.text)


def _passed_over(found: Sequence[Found], body: Picture, seals: Sequence[Pixels], eye: Eye) -> tuple[Found, ...]:
    """The words, with those of lines that the first look left out or could make nothing of."""
    kept = list(found)
    for nth, line in enumerate(lost_lines([one for one in found if one.confidence >= GUESSED], body, eye.dpi)):
        words = without_noise([one for one in eye.crop(body, line, SINGLE_LINE) if not under_seal(one, seals)])
        if not words or mean_confidence(words) < SURE:
            continue
        place = Found("", *line, 0.0)
        kept = [one for one in kept if one.confidence >= GUESSED or not covered(one, place)]
        kept += [replace(one, block=LEFT_OUT + nth, paragraph=0, line=0) for one in words]
    return tuple(kept)


def _assembled(
    page: Page, words: Sequence[Word], tables: Sequence[GridTable], stamps: _Stamps
) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    return assemble(
        words,
        width_pt=page.width_pt or 595.0,
        height_pt=page.height_pt or 842.0,
        tables=tables,
        stamps=stamps.boxes,
        marks=stamps.words,
        rings=stamps.rings,
    )


def _is_stamp(table: GridTable, found: Sequence[Found], width: int, height: int) -> bool:
    """True for the ruled frame of an incoming stamp: small, and it says `ĐẾN`."""
    if table.box[2] - table.box[0] > STAMP_WIDTH or len(table.cells) > STAMP_CELLS:
        return False
    inside = [one.text for one in found if stands_in(table.box, one, width, height)]
    return find(inside, "incoming") is not None or any(letters(text) == "DEN" for text in inside)
