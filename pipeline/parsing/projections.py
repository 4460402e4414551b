"""What was read, as rows: the projections `pages` and `words` of one document (TABLES.md)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.pages import LineKind, Page, Source
from pipeline.parsing.facts import Zone, Zones
from pipeline.parsing.text import Text
from pipeline.records import PageRecord, WordKind, WordRecord


def pages(document_id: str, text: Text) -> Iterable[PageRecord]:
    """The rows of `pages`."""
    for page in text.pages:
        read = [word.confidence for word in page.words]
        yield PageRecord(
            document_id=document_id,
            page=page.number,
            width_pt=page.width_pt,
            height_pt=page.height_pt,
            source=str(page.source),
            rotation=page.rotation,
            skew_deg=page.skew_deg,
            ocr_confidence=sum(read) / len(read) if read and page.source == Source.OCR else None,
            error=page.error,
            text=page.text,
            encodings=page.encodings,
            flags=tuple(map(str, page.flags)),
        )


def words(document_id: str, text: Text, zones: Zones | None) -> Iterable[WordRecord]:
    """The rows of `words`, each with the kind of its line."""
    page: Page | None = None
    first_line = ordinal = nth = 0
    for line in text.lines:
        if line.page is not page:
            page, first_line, ordinal = line.page, line.index, 0
        of_page = line.index - first_line
        kind = _word_kind(line.line.kind, zones, line.index)
        for word in line.line.words:
            start = text.word_starts[nth]
            yield WordRecord(
                document_id=document_id,
                page=page.number,
                word=ordinal,
                line=of_page,
                kind=kind,
                text=word.text,
                bbox=word.box,
                confidence=word.confidence,
                start=start,
                end=start + len(word.text),
            )
            ordinal += 1
            nth += 1


_OF_KIND = {LineKind.STAMP: WordKind.STAMP, LineKind.FURNITURE: WordKind.FURNITURE, LineKind.NOTE: WordKind.NOTE}
_OF_ZONE = {
    Zone.HEADING: WordKind.HEADING,
    Zone.TITLE: WordKind.HEADING,
    Zone.ADDRESS: WordKind.HEADING,
    Zone.FOOT: WordKind.FOOT,
    Zone.NOTE: WordKind.NOTE,
    Zone.APART: WordKind.FURNITURE,
    Zone.OUTSIDE: WordKind.FURNITURE,
}


def _word_kind(kind: LineKind, zones: Zones | None, line: int) -> WordKind:
    """By geometry for what stands apart, else by zone: a heading set as a table is a heading."""
    if kind in _OF_KIND:
        return _OF_KIND[kind]
    zone = zones.of[line] if zones else Zone.BODY
    if zone in _OF_ZONE:
        return _OF_ZONE[zone]
    return WordKind.TABLE if kind == LineKind.TABLE else WordKind.BODY
