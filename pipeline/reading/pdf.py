"""PDF files: each page by its text layer where that can be trusted, else by its picture.

Signature banners and numbers that document-management software lays over a page are annotations
as often as page content; annotations are therefore flattened into the page (in memory) first.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import DamagedError, EncryptedError, FileError, LimitError, SetupError, one_line
from pipeline.pages import Box, Line, LineKind, Page, PageFlag, Source, Witness, Word
from pipeline.reading.failures import failed_page, reason, require_some
from pipeline.reading.finishing import finish, overlay
from pipeline.reading.glyphs import Frame, frame_of
from pipeline.reading.grid import GridTable
from pipeline.reading.halfruled import STACK
from pipeline.reading.information import witnesses_of
from pipeline.reading.instructions import Instructions
from pipeline.reading.layer import Layer, read_layer
from pipeline.reading.layout import assemble
from pipeline.reading.margins import is_app_mark
from pipeline.reading.objects import Objects
from pipeline.reading.oversize import Oversize
from pipeline.reading.patterns import Patterns, is_patterned
from pipeline.reading.rulings import SNAP, Rulings
from pipeline.reading.signatures import read_signatures
from pipeline.reading.trust import PICTURE_COVER, is_scan, judge, legacy_share
from pipeline.reading.unpacking import unpacked
from pipeline.settings import ReadingSettings

LOG = logging.getLogger(__name__)

MAX_OBJECTS = 20_000
"""Page objects that are looked at for pictures and rulings; a map has more, and no tables."""
MAX_CROSSINGS = 20_000
"""Places where ruling lines may cross on a page that is searched for tables: the time goes with them."""
MAX_TEXTS = 30_000
"""Pieces of text that a page may be painted with; PDFium's time goes with their square (30,000: 10 s)."""
MAX_WORDS = 20_000
"""Words of one page; a full page of print has about 700."""
BANNER_WORDS = 200
"""Words of a layer on a scan that may be banners alone; a page of print has more."""
OVERLAY_WORDS = 25
"""Words that may be laid over a scan; more are a layer of their own and are not trusted piecemeal."""

ReadPicture = Callable[[Any, int, float, float], Page]
"""Reads page `index` (0-based) of a pypdfium2 document by OCR, given its size in points."""


@dataclass(frozen=True, slots=True)
class Painting:
    """What is painted on a page besides text: share covered by pictures, paths, ruling lines."""

    picture: float
    paths: int
    ruled: bool


def read_pdf(
    data: bytes, settings: ReadingSettings, read_picture: ReadPicture
) -> tuple[tuple[Page, ...], tuple[Witness, ...]]:
    """The pages of a PDF and what its document information and its signatures say.

    Raises EncryptedError when it wants a password, DamagedError when it can't be opened or none of
    its pages could be read, LimitError beyond `settings.max_pages`.
    """
    file = unpacked(data)
    if file.structure:
        raise LimitError("a stream of the PDF's objects unpacks to more than 64 MiB", "it is no document")
    document = open_pdf(file.data)
    # Pages are flattened in one copy; pictures are taken from the other, where no banner hides words.
    untouched = open_pdf(file.data)
    objects = Objects(file.data)
    try:
        count = len(document)
        if count > settings.max_pages:
            raise LimitError(
                f"the PDF has {count} pages, more than {settings.max_pages}",
                "split it, or raise reading.max_pages",
            )
        reader = _Reader(
            document,
            untouched,
            Rulings(file.data),
            Instructions(file, objects),
            Oversize(objects, settings.max_pixels),
            Patterns(file.data, objects),
            read_picture,
            [],
        )
        try:
            pages = [_page(reader, index) for index in range(count)]
        finally:
            reader.rulings.close()
        require_some(pages, reader.failures, "the PDF")
        return finish(pages), (*witnesses_of(document), *read_signatures(file.data))
    finally:
        objects.close()
        untouched.close()
        document.close()


def open_pdf(data: bytes) -> Any:
    """A pypdfium2 document. Raises EncryptedError or DamagedError."""
    try:
        document = pypdfium2.PdfDocument(data)
        len(document)
    except pypdfium2.PdfiumError as error:
        if _loads(data):
            raise DamagedError("the PDF has no pages", "get a fresh copy of the file") from error
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise EncryptedError(
                "the PDF wants a password", "give it in a file with --password-file, or save a copy without one"
            ) from error
        raise DamagedError(f"the PDF can't be opened ({reason(error)})", "get a fresh copy of the file") from error
    return document


def _loads(data: bytes) -> bool:
    """True where PDFium loads the file after all: it has no pages then.

    For such a file PDFium sets no error, and pypdfium2 gives that of whatever file failed before it.
    """
    raw = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not raw:
        return False
    pdfium.FPDF_CloseDocument(raw)
    return True


@dataclass(frozen=True, slots=True)
class _Reader:
    """One PDF being read: itself in two copies, what is asked of its pages, and what went wrong on them."""

    document: Any
    untouched: Any
    rulings: Rulings
    instructions: Instructions
    oversize: Oversize
    patterns: Patterns
    read_picture: ReadPicture
    failures: list[Exception]


def _page(reader: _Reader, index: int) -> Page:
    """One page; whatever goes wrong on it becomes its `error`, so that the others go on."""
    try:
        return _read_page(reader, index)
    except (SetupError, MemoryError):
        raise
    except Exception as error:  # the border between pages: the reason is kept in the row
        LOG.debug("page %d", index + 1, exc_info=True)
        reader.failures.append(error)
        return failed_page(index + 1, error, _size_of(reader.document, index))


def _size_of(document: Any, index: int) -> tuple[float, float] | None:
    """A page's size in points, asked without opening it; None where it has none."""
    size = pdfium.FS_SIZEF()
    if not pdfium.FPDF_GetPageSizeByIndexF(document.raw, index, size):
        return None
    width, height = round(size.width, 2), round(size.height, 2)
    return (width, height) if width >= 1 and height >= 1 else None


def _read_page(reader: _Reader, index: int) -> Page:
    reader.instructions.check(index)
    page = first = reader.document[index]
    try:
        frame = frame_of(page)
        if not (frame.width >= 1 and frame.height >= 1):
            raise DamagedError("the page has no size", "get a fresh copy of the file")
        _require_few_texts(page)
        own = read_layer(page, frame)
        signatures = _signature_boxes(page, frame)
        page = _flattened(reader.document, index, page)
        layer = own if page is first else read_layer(page, frame)
        painting = _painting(page, frame, patterned=reader.patterns.paint_pictures(index))
    finally:
        page.close()
    if len(layer.words) > MAX_WORDS:
        raise LimitError(f"the page has {len(layer.words)} words", "it is no page of a document")
    # A signature's field often lies over the signer's printed name: only what the annotation itself
    # brought is the banner.
    before = {(word.text, word.box) for word in own.words}
    banner = tuple(
        word
        for word in layer.words
        if (word.text, word.box) not in before and any(_within(word.box, box) for box in signatures)
    )
    words = tuple(word for word in layer.words if word not in banner)
    if painting.picture >= PICTURE_COVER and 0 < len(words) <= BANNER_WORDS:
        stamped, apps = _painted_marks(words, layer, frame)
        banner, words = banner + stamped, tuple(word for word in words if word not in stamped and word not in apps)
    hidden = len(layer.hidden) / len(layer.words) if layer.words else 0.0
    flags = [PageFlag.RESPACED] if layer.respaced else []
    if layer.hidden and not is_scan(painting.picture, hidden):
        unseen = set(layer.hidden)
        words = tuple(word for word in words if word not in unseen)
        flags.append(PageFlag.HIDDEN_TEXT)
        hidden = 0.0
    verdict = judge(words, picture=painting.picture, hidden=hidden, unmapped=layer.unmapped, legacy=layer.legacy)
    LOG.debug("page %d: layer %s: %s", index + 1, "used" if verdict.usable else "not used", verdict.reason)
    if verdict.usable:
        laid = _layer_page(index, frame, words, layer, painting, reader.rulings)
        return _with_banner(replace(laid, flags=tuple(flags)), banner)
    if not words and not banner and painting.picture < 0.01 and painting.paths < 60:
        return Page(index + 1, round(frame.width, 2), round(frame.height, 2), Source.BLANK)
    try:
        reader.oversize.check(index)
        read = reader.read_picture(reader.untouched, index, frame.width, frame.height)
    except FileError as error:
        reader.failures.append(error)
        return failed_page(index + 1, error, (round(frame.width, 2), round(frame.height, 2)))
    # A page that was turned to be read is laid over where the typed words run as its own do.
    if read.rotation == -layer.rotation % 360:
        read = _with_banner(overlay(read, _laid_over(words, layer)), banner)
    return replace(read, flags=(*read.flags, PageFlag.LAYER_REFUSED)) if verdict.refused else read


def _require_few_texts(page: Any) -> None:
    """Raises LimitError for a page painted with more pieces of text than can be put in order in time."""
    count = int(pdfium.FPDFPage_CountObjects(page.raw))
    if count <= MAX_TEXTS:
        return
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, nth)) for nth in range(count))
    if sum(kind == pdfium.FPDF_PAGEOBJ_TEXT for kind in kinds) > MAX_TEXTS:
        raise LimitError(f"the page has more than {MAX_TEXTS} pieces of text", "it is no page of a document")


def _signature_boxes(page: Any, frame: Frame) -> list[Box]:
    """Where the page's signature fields stand: widgets whose value is no text (ISO 32000-1, 12.7.4.5)."""
    boxes = []
    rect = pdfium.FS_RECTF()
    texts = (pdfium.FPDF_OBJECT_STRING, pdfium.FPDF_OBJECT_NAME, pdfium.FPDF_OBJECT_ARRAY)
    for nth in range(min(int(pdfium.FPDFPage_GetAnnotCount(page.raw)), 1000)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, nth)
        if not annotation:
            continue
        widget = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
        signed = pdfium.FPDFAnnot_HasKey(annotation, b"V") == 1
        signed = signed and pdfium.FPDFAnnot_GetValueType(annotation, b"V") not in texts
        if widget and signed and pdfium.FPDFAnnot_GetRect(annotation, rect):
            boxes.append(_fractions(frame, (rect.left, rect.bottom, rect.right, rect.top)))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return boxes


def _flattened(document: Any, index: int, page: Any) -> Any:
    """The page with its annotations painted into it; the same page where it has none."""
    if not pdfium.FPDFPage_GetAnnotCount(page.raw):
        return page
    if pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[index]


def _fractions(frame: Frame, box: tuple[float, float, float, float]) -> Box:
    x0, top, x1, bottom = frame.box(*box)
    return (x0 / frame.width, top / frame.height, x1 / frame.width, bottom / frame.height)


def _within(box: Box | None, other: Box) -> bool:
    if box is None:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]


def _painting(page: Any, frame: Frame, *, patterned: bool = False) -> Painting:
    """What is painted on a page; with ``patterned`` what a pattern fills counts as a picture."""
    area = frame.width * frame.height
    covered, paths, flat, upright, boxes = 0.0, 0, 0, 0, 0
    stacks: Counter[tuple[bool, int, int]] = Counter()  # sideways pages have theirs upright
    xs: set[int] = set()
    ys: set[int] = set()
    for nth, thing in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH])):
        if nth >= MAX_OBJECTS:
            return Painting(min(1.0, max(0.0, covered / area)), paths, False)
        left, bottom, right, top = thing.get_bounds()
        wide, high = max(0.0, right - left), max(0.0, top - bottom)
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE or (patterned and is_patterned(thing)):
            covered += min(wide, right - frame.left, frame.right - left) * min(
                high, top - frame.bottom, frame.top - bottom
            )
            continue
        paths += 1
        if high <= 3 and wide >= 15:
            flat += 1
            stacks[True, round(left / 2), round(right / 2)] += 1
            ys.add(round(top / SNAP))
        elif wide <= 3 and high >= 6:
            upright += 1
            stacks[False, round(bottom / 2), round(top / 2)] += 1
            xs.add(round(left / SNAP))
        elif wide >= 15 and high >= 6:
            boxes += 1
            xs.update((round(left / SNAP), round(right / SNAP)))
            ys.update((round(top / SNAP), round(bottom / SNAP)))
    drawn = (flat >= 2 and upright >= 2) or boxes >= 1 or max(stacks.values(), default=0) >= STACK
    ruled = drawn and len(xs) * len(ys) <= MAX_CROSSINGS
    return Painting(min(1.0, max(0.0, covered / area)), paths, ruled)


def _layer_page(
    index: int, frame: Frame, words: tuple[Word, ...], layer: Layer, painting: Painting, rulings: Rulings
) -> Page:
    turned = layer.rotation in (90, 270)
    width, height = (frame.height, frame.width) if turned else (frame.width, frame.height)
    tables: tuple[GridTable, ...] = ()
    if painting.ruled:
        try:
            tables = rulings.tables(index, layer.rotation, words)
        except Exception as error:  # pdfminer raises many kinds; the page's words are read all the same
            LOG.warning("page %d: its ruled tables could not be read: %s", index + 1, one_line(str(error), 120))
    lines, laid = assemble(words, width_pt=width, height_pt=height, tables=tables, prose=True)
    if layer.slanted:
        lines = (*lines, Line(layer.slanted, LineKind.FURNITURE))
    return Page(
        index + 1,
        round(width, 2),
        round(height, 2),
        Source.TEXT_LAYER,
        lines,
        laid,
        rotation=(frame.rotation - layer.rotation) % 360,
        encodings=layer.encodings,
    )


def _painted_marks(words: tuple[Word, ...], layer: Layer, frame: Frame) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words that are painted over a scan as text of the page: those of banners, and those of apps' marks."""
    seen = set(words) - set(layer.hidden)
    width, height = (frame.height, frame.width) if layer.rotation in (90, 270) else (frame.width, frame.height)
    lines, _ = assemble(tuple(word for word in words if word in seen), width_pt=width, height_pt=height)
    banners = tuple(word for line in lines if line.kind is LineKind.STAMP for word in line.words)
    apps = (line for line in lines if line.kind is LineKind.FURNITURE and is_app_mark(line.text))
    return banners, tuple(word for line in apps for word in line.words)


def _laid_over(words: tuple[Word, ...], layer: Layer) -> tuple[Word, ...]:
    """The few painted words on a scan that are exact: typed number and day, not a scanner's layer."""
    hidden = set(layer.hidden)
    painted = tuple(word for word in words if word not in hidden)
    if len(painted) > OVERLAY_WORDS or layer.unmapped > 0.1 or layer.legacy > 0.3:
        return ()
    return () if legacy_share([word.text for word in painted]) > 0.15 else painted


def _with_banner(page: Page, words: tuple[Word, ...]) -> Page:
    """The page with the exact words of its signature's banner, in place of what was read there."""
    if not words or page.width_pt is None or page.height_pt is None:
        return page
    lines, _ = assemble(words, width_pt=page.width_pt, height_pt=page.height_pt)
    boxes = [line.box for line in lines if line.box is not None]
    stamps = [replace(line, kind=LineKind.STAMP, align=None) for line in lines]
    if page.source is Source.TEXT_LAYER:
        return replace(page, lines=(*page.lines, *stamps))
    kept = [
        replace(line, words=tuple(w for w in line.words if not any(_within(w.box, box) for box in boxes)))
        for line in page.lines
    ]
    return replace(page, lines=(*kept, *stamps))
