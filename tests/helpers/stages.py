"""Two stages as simple as can be, for tests of what runs and stores them; imported by the workers too.

A file whose text begins with a word in capitals does something bad instead of being read.
"""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DamagedError, SetupError, UnsupportedError
from pipeline.pages import FileReading, Line, Page, Source, Word
from pipeline.parsing.text import Text
from pipeline.records import (
    AssigneeRecord,
    CitationRecord,
    DocumentRecord,
    PageRecord,
    ParsedDocument,
    Role,
    SectionRecord,
    TaskRecord,
    WordKind,
    WordRecord,
)
from pipeline.running.work import Tools
from pipeline.settings import ParsingSettings, ReadingSettings, fingerprint
from pipeline.storing import readings

TOOLS = Tools(
    read="tests.helpers.stages:read",
    reading_version="tests.helpers.stages:reading_version",
    parse="tests.helpers.stages:parse",
    parsing_version="tests.helpers.stages:parsing_version",
    sniff="tests.helpers.stages:sniff",
    # Else each of their many workers would load all of reading and parsing for these two alone.
    abilities="tests.helpers.stages:abilities",
    identify="tests.helpers.stages:identity",
)


def reading_version(settings: ReadingSettings, *, tessdata: Path | None = None) -> str:
    return fingerprint(settings, "fake reading")


def abilities() -> str:
    return "none"


def identity(document: DocumentRecord) -> str | None:
    from pipeline.parsing.assemble import identity as real

    return real(document)


def parsing_version(settings: ParsingSettings) -> str:
    return fingerprint(settings, "fake parsing")


@dataclass(frozen=True)
class Kind:
    media_type: str


def sniff(data: bytes) -> Kind:
    return Kind("text/x-bad")


def read(data: bytes, name: str, settings: ReadingSettings, *, tessdata: Path | None) -> FileReading:
    text = data.decode("utf-8", "replace")
    _misbehave(text)
    pages = []
    for number, page in enumerate(text.split("\f"), start=1):
        lines = [
            Line(tuple(Word(word, (0.1, 0.01 * i, 0.9, 0.01 * i + 0.008), 0.9) for word in line.split()))
            for i, line in enumerate(page.splitlines())
            if line.strip()
        ]
        if page.startswith("TORN ") and not (mark := Path(page.split()[1])).exists():
            mark.touch()  # the first time alone
            pages.append(Page(number, 595.0, 842.0, Source.BLANK, error="the engine stumbled; try again"))
            continue
        pages.append(Page(number, 595.0, 842.0, Source.OCR if settings.dpi != 200 else Source.TEXT, tuple(lines)))
    return FileReading(hashlib.sha256(data).hexdigest(), "text/plain", tuple(pages))


def _misbehave(text: str) -> None:
    command, rest = (*text.split(None, 1), "", "")[:2]
    if command == "EXIT":
        os._exit(7)
    if command == "SEGV":
        os.kill(os.getpid(), signal.SIGSEGV)
    if command == "ONCE":  # dies the first time only; the rest of the file names its mark
        mark = Path(rest.strip())
        if not mark.exists():
            mark.touch()
            os._exit(7)
    if command == "HANG":
        time.sleep(600)
    if command == "SLOW":
        time.sleep(float(rest.split()[0]))
    if command == "HOG":
        hog = []
        while True:
            hog.append(bytearray(64 * 1024 * 1024))
    if command == "FAULT":
        raise ValueError("a fault of ours\nover two lines")
    if command == "DAMAGED":
        raise DamagedError("the file is cut short", "get it again")
    if command == "UNSUPPORTED":
        raise UnsupportedError("this kind of file is not read", "save it as PDF")
    if command == "FULL":  # the disk is full, from the next reading on
        readings.write_whole = _no_room  # type: ignore[assignment]
    if command == "SETUP":
        raise SetupError("the machine lacks something", "install it")


def _no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def parse(reading: FileReading, *, path: str, settings: ParsingSettings) -> tuple[ParsedDocument, ...]:
    """A document for every page that begins with `Số:`, all others belong to the one before."""
    starts = [i for i, page in enumerate(reading.pages) if i == 0 or page.text.startswith("Số:")]
    documents = []
    for ordinal, (first, last) in enumerate(zip(starts, [*starts[1:], len(reading.pages)], strict=True), start=1):
        document_id = reading.sha256[:16] + (f"-{ordinal}" if ordinal > 1 else "")
        documents.append(_document(reading.pages[first:last], document_id, path, ordinal))
    return tuple(documents)


def _document(pages: tuple[Page, ...], document_id: str, path: str, ordinal: int) -> ParsedDocument:
    text = Text(pages)
    sections, tasks, assignees, citations = [], [], [], []
    number = None
    for line in text.flow:
        evidence = text.evidence([(line.start, line.end)], rule="fake.line", confidence=0.5)
        section_id = f"{document_id}-s{len(sections) + 1}"
        sections.append(
            SectionRecord(section_id=section_id, document_id=document_id, level=1, body=line.string, **evidence)  # type: ignore[arg-type]
        )
        if line.string.startswith("Số: "):
            number = line.string.removeprefix("Số: ")
        if line.string.startswith("Căn cứ "):
            cited = line.string.removeprefix("Căn cứ ")
            citations.append(
                CitationRecord(
                    citation_id=f"{document_id}-c{len(citations) + 1}",
                    document_id=document_id,
                    section_id=section_id,
                    type="nghị định",
                    number=cited,
                    cite_key=cited,
                    **evidence,  # type: ignore[arg-type]
                )
            )
        if " chủ trì " in line.string:
            who, _, action = line.string.partition(" chủ trì ")
            task_id = f"{document_id}-t{len(tasks) + 1}"
            tasks.append(
                TaskRecord(task_id=task_id, document_id=document_id, section_id=section_id, action=action, **evidence)  # type: ignore[arg-type]
            )
            assignees.append(
                AssigneeRecord(
                    assignee_id=f"{document_id}-a{len(assignees) + 1}",
                    task_id=task_id,
                    document_id=document_id,
                    name=who,
                    role=Role.LEAD,
                    **evidence,  # type: ignore[arg-type]
                )
            )
    document = DocumentRecord(
        document_id=document_id,
        path=path,
        ordinal=ordinal,
        page_first=pages[0].number,
        page_last=pages[-1].number,
        number=number,
        work_id=number,
        pages=len(pages),
        pages_ocr=sum(page.source is Source.OCR for page in pages),
    )
    words = [
        WordRecord(
            document_id=document_id,
            page=line.page.number,
            word=i,
            line=line.index,
            kind=WordKind.BODY,
            text=text.words[i].text,
            bbox=text.words[i].box,
            start=text.word_starts[i],
            end=text.word_starts[i] + len(text.words[i].text),
        )
        for line in text.lines
        for i in text.words_in(line.start, line.end)
    ]
    return ParsedDocument(
        document=document,
        pages=tuple(PageRecord(document_id=document_id, page=p.number, source=p.source, text=p.text) for p in pages),
        words=tuple(words),
        sections=tuple(sections),
        citations=tuple(citations),
        tasks=tuple(tasks),
        assignees=tuple(assignees),
    )
