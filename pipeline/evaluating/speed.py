"""Speed of the stages in one process: reading by kind of file, parsing, storing."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.evaluating import scans
from pipeline.evaluating.drafts import Draft
from pipeline.evaluating.figures import Table
from pipeline.pages import FileReading
from pipeline.parsing.parse import parse
from pipeline.reading.read import read_bytes
from pipeline.records import ParsedDocument, SourceRecord, Status
from pipeline.settings import ParsingSettings
from pipeline.storing import schemas
from pipeline.storing.catalog import FileRow
from pipeline.storing.compact import compact
from pipeline.storing.spool import DOCUMENT_TABLES, Spool

TITLE = "Stages, one process"
HEAD = ("stage", "pages", "seconds a page", "pages a minute")


def stages(drafts: Sequence[Draft]) -> Table:
    """Measure every stage but OCR on Word files and born-digital PDFs of the drafts.

    The first file of a kind is read once before, so that no library's loading is counted. Parsing is told in
    seconds of the processor, as its mark is of pages a core: other work on the machine lengthens them least.
    """
    rows = []
    readings = []
    for kind, name in (("docx", "reading Word files"), ("born", "reading PDF with text")):
        made = [scans.make(draft, kind=kind) for draft in drafts]
        read_bytes(made[0].data, drafts[0].name)
        start = time.perf_counter()
        readings = [read_bytes(one.data, draft.name) for one, draft in zip(made, drafts, strict=True)]
        rows.append((name, sum(len(one.truth.pages) for one in made), time.perf_counter() - start))
    parse(readings[0])
    start = time.process_time()
    parsed = {draft.name: parse(reading, path=draft.name) for draft, reading in zip(drafts, readings, strict=True)}
    pages = sum(len(reading.pages) for reading in readings)
    rows.append(("parsing", pages, time.process_time() - start))
    rows.append(("parsing, syllables", pages, _seconds_without_words(readings)))
    rows.append(("storing", pages, seconds_to_store(parsed)))
    cells = [(name, str(count), f"{spent / count:.4f}", f"{60 * count / spent:.0f}") for name, count, spent in rows]
    return Table(TITLE, HEAD, tuple(cells))


def _seconds_without_words(readings: Sequence[FileReading]) -> float:
    """How long readings take to parse without word segmentation."""
    settings = ParsingSettings(tokens="syllables")
    parse(readings[0], settings=settings)
    start = time.process_time()
    for reading in readings:
        parse(reading, settings=settings)
    return time.process_time() - start


def seconds_to_store(parsed: Mapping[str, Sequence[ParsedDocument]]) -> float:
    """How long documents (by the path of their file) take from records to committed tables."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        start = time.perf_counter()
        rows = {}
        for path, documents in parsed.items():
            ids = tuple(one.document.document_id for one in documents)
            sha256 = ids[0][:16].ljust(64, "0")
            source = SourceRecord(path=path, sha256=sha256, status=Status.EXTRACTED, document_ids=ids)
            rows[path] = FileRow(source)
        every = [one for documents in parsed.values() for one in documents]
        tables = {"documents": [schemas.to_arrow("documents", [one.document for one in every])]}
        for table in DOCUMENT_TABLES:
            if table != "documents":
                tables[table] = [schemas.to_arrow(table, [row for one in every for row in getattr(one, table)])]
        segment = Spool(out).write(list(rows.values()), tables)
        compact(out, rows, [segment])
        return time.perf_counter() - start
