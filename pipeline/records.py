"""The tables: one frozen record type each, the only definition of what a run writes.

Parquet schemas, the data dictionary and the notebooks' column lists are derived from these types;
nothing else may list columns. Types: ``Int32`` and ``Int64`` are int with a width, ``Float32`` a
float, ``date`` a date32, ``str | None`` a nullable string, tuples are lists. Empty is None, never
``""``. Strings are NFC. Each field's meaning is its ``doc`` (the metadata of the column).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

Int32 = Annotated[int, "int32"]
Int64 = Annotated[int, "int64"]
Float32 = Annotated[float, "float32"]
BBox = Annotated[tuple[float, float, float, float], "bbox"]
"""x0, y0, x1, y1 as fractions of the page, origin top left: a list of four float32."""


def _column(doc: str, default: Any = dataclasses.MISSING) -> Any:
    return field(default=default, metadata={"doc": doc})


class Status(StrEnum):
    """What became of a file."""

    EXTRACTED = "extracted"
    DUPLICATE = "duplicate"
    UNSUPPORTED = "unsupported"
    FAILED = "failed"


class Flag(StrEnum):
    """Why a reviewer should look at a row (closed list)."""

    OCR_LOW = "ocr_low"
    """The words were read with little confidence."""
    REPAIRED = "repaired"
    """A value was mended from a closed vocabulary; `text` keeps what was read."""
    HANDWRITTEN = "handwritten"
    """The place holds handwriting (or nothing) where a value is due."""
    TYPE_MISMATCH = "type_mismatch"
    """Type and symbol do not agree."""
    DATE_IMPLAUSIBLE = "date_implausible"
    """No such day, or a date far outside what the document allows."""
    OUT_OF_USE = "out_of_use"
    """The symbol was not in use in the year given: one of the two is misread."""
    GUESSED_ISSUER = "guessed_issuer"
    """The issuer was not read in a heading but derived."""
    AMBIGUOUS = "ambiguous"
    """Several candidates: none was taken, or the witnesses disagree."""
    SEQUENCE_REPAIRED = "sequence_repaired"
    """A label was set right by its neighbours."""
    INHERITED = "inherited"
    """The value comes from a heading or lead-in above, not from the row's own words."""
    UNKNOWN_BODY = "unknown_body"
    """The name fits no head noun of the lexicon."""
    INCOMPLETE = "incomplete"
    """A part that is due is missing (a day, a number)."""


class Relation(StrEnum):
    """How a document stands to one that it cites."""

    BASIS = "basis"
    IMPLEMENTS = "implements"
    AMENDS = "amends"
    AMENDED_BY = "amended_by"
    REPLACES = "replaces"
    REPLACED_BY = "replaced_by"
    REPEALS = "repeals"
    CONSOLIDATES = "consolidates"
    ISSUED_WITH = "issued_with"
    MENTIONS = "mentions"


class Role(StrEnum):
    """What an assignee does: chủ trì, phối hợp, thực hiện, or is asked (đề nghị)."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    IMPLEMENT = "implement"
    REQUEST = "request"


class BodyLevel(StrEnum):
    """The level of an office (`issuer_level`, `body_level`)."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    PARTY = "party"
    ORGANIZATION = "organization"


class BodyKind(StrEnum):
    """What kind of body an assignee is."""

    COMMITTEE = "committee"
    DEPARTMENT = "department"
    PARTY = "party"
    MASS_ORGANIZATION = "mass_organization"
    PRESS = "press"
    FORCES = "forces"
    SCHOOL = "school"
    COMPANY = "company"
    PERSON = "person"
    COLLECTIVE = "collective"
    OTHER = "other"


class SectionKind(StrEnum):
    """What a section is about."""

    LEGAL_BASIS = "legal_basis"
    PURPOSE = "purpose"
    CONTENT = "content"
    FORM = "form"
    IMPLEMENTATION = "implementation"
    APPENDIX = "appendix"
    OTHER = "other"


class Recurrence(StrEnum):
    """How often a task comes round."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    CONTINUOUS = "continuous"
    AD_HOC = "ad_hoc"


class RecipientKind(StrEnum):
    """Nơi nhận, Kính gửi, or the `Lưu:` line."""

    RECIPIENT = "recipient"
    ADDRESSEE = "addressee"
    ARCHIVE = "archive"


class WitnessSource(StrEnum):
    """Where a witness of a scalar stands."""

    HEADING = "heading"
    FOOT = "foot"
    OPENING = "opening"
    TITLE = "title"
    STAMP = "stamp"
    APPENDIX = "appendix"
    SIGNATURE = "signature"
    FILE_NAME = "file_name"
    METADATA = "metadata"
    DERIVED = "derived"
    REVIEW = "review"


class WordKind(StrEnum):
    """What a word belongs to."""

    BODY = "body"
    HEADING = "heading"
    TABLE = "table"
    FOOT = "foot"
    NOTE = "note"
    STAMP = "stamp"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of evidence: a page, a box and a half-open span of the document's text."""

    page: Int32
    bbox: BBox | None
    start: Int32
    end: Int32


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What every row of the extracted tables carries: the words, where they stand, how sure."""

    text: str | None = _column("the words as they stand: the slices of `parts`, joined by a newline", None)
    parts: tuple[Part, ...] = _column("where it stands, in reading order", ())
    page: Int32 | None = _column("the first part's page, 1-based in the file", None)
    bbox: BBox | None = _column("the first part's box, fractions of the page; null without a picture", None)
    start: Int32 | None = _column("the first part's start in the document's text", None)
    end: Int32 | None = _column("the first part's end in the document's text", None)
    confidence: Float32 = _column("calibrated probability that the row's values are all right", 0.0)
    rule: str | None = _column("the id of the rule that made the row (models/), `review` where a reviewer did", None)
    flags: tuple[Flag, ...] = _column("why a reviewer should look", ())
    reviewed: bool = _column("a reviewer confirmed or set it", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """`sources`: one row per file found in the archive, whatever became of it."""

    path: str = _column("path relative to the archive, /-separated")
    sha256: str | None = _column("SHA-256 of the bytes; null if the file could not be read", None)
    bytes: Int64 | None = _column("size of the file", None)
    media_type: str | None = _column("what the file is by its content", None)
    status: Status = _column("extracted, duplicate, unsupported or failed")
    error: str | None = _column("one line: what happened, what to do; null if extracted or duplicate", None)
    document_ids: tuple[str, ...] = _column("its documents; a duplicate lists the first copy's", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """`documents`: one row per document."""

    document_id: str = _column("first 16 hex digits of the file's SHA-256, `-2`, `-3` … for further ones bound in it")
    path: str = _column("path of the file in the archive")
    ordinal: Int32 = _column("1 unless the file binds several", 1)
    page_first: Int32 = _column("first page in the file", 1)
    page_last: Int32 = _column("last page in the file", 1)
    type: str | None = _column("full Vietnamese name in lower case (`kế hoạch`); `tin bài` for an article", None)
    type_code: str | None = _column("its symbol (`KH`); null for tin bài and công văn", None)
    number: str | None = _column("canonical number and symbol (`16/KH-UBND`); null unless both are known", None)
    symbol: str | None = _column("the symbol alone (`KH-UBND`), also when the number is not legible", None)
    issuer: str | None = _column("canonical full name of the issuing body", None)
    issuer_parent: str | None = _column("the body above it in the heading, if shown", None)
    issuer_level: BodyLevel | None = _column("level of the issuer", None)
    place: str | None = _column("place of issue as written", None)
    issued_on: date | None = _column("date of issue; null unless day, month and year are known", None)
    issued_year: Int32 | None = _column("year of issue", None)
    issued_month: Int32 | None = _column("month of issue, 1 to 12", None)
    title: str | None = _column("trích yếu, one line, without the type", None)
    signer: str | None = _column("name of the signer", None)
    signer_position: str | None = _column("the office the signer holds (`Phó Chủ tịch`)", None)
    signing_form: str | None = _column("TM, KT, TL, TUQ or Q: the lowest form shown; null for a bare office", None)
    on_behalf_of: str | None = _column("the body after TM.", None)
    urgency: str | None = _column("khẩn, thượng khẩn or hỏa tốc, as stamped", None)
    secrecy: str | None = _column("mật, tối mật or tuyệt mật, as stamped", None)
    period_start: date | None = _column("first day that the plan covers", None)
    period_end: date | None = _column("last day that the plan covers", None)
    work_id: str | None = _column("type, number, issuer and date of the same document in whatever file", None)
    preferred: bool = _column("the copy to count, of those with one work_id", True)
    pages: Int32 = _column("number of pages", 1)
    pages_ocr: Int32 = _column("pages read by OCR", 0)
    confidence: Float32 = _column("calibrated probability that the row's values are all right", 0.0)
    flags: tuple[Flag, ...] = _column("why a reviewer should look", ())
    reviewed: bool = _column("a reviewer confirmed or set it", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """`pages`: what was read of each page."""

    document_id: str = _column("the document")
    page: Int32 = _column("1-based in the file")
    width_pt: Float32 | None = _column("width in points", None)
    height_pt: Float32 | None = _column("height in points", None)
    source: str = _column("text, text_layer, ocr, mixed or blank")
    rotation: Int32 = _column("degrees by which the page was turned upright", 0)
    skew_deg: Float32 | None = _column("skew taken out, degrees", None)
    ocr_confidence: Float32 | None = _column("mean word confidence 0..1; null unless ocr", None)
    error: str | None = _column("why the page could not be read, else null", None)
    text: str = _column("the text in reading order; stamps and page furniture at its end", "")
    encodings: tuple[str, ...] = _column(
        "old encodings turned into Unicode: tcvn3, vni, viscii, vps; `unknown` where letters stand as they were found",
        (),
    )
    flags: tuple[str, ...] = _column("how it was read: respaced, hidden_text, layer_refused", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRecord:
    """`words`: every word read, with its box."""

    document_id: str = _column("the document")
    page: Int32 = _column("1-based in the file")
    word: Int32 = _column("ordinal of the word on its page, from 0, in text order")
    line: Int32 = _column("ordinal of the line on its page, from 0, in text order")
    kind: WordKind = _column("what the word belongs to")
    text: str = _column("the word")
    bbox: BBox | None = _column("box, fractions of the page", None)
    confidence: Float32 = _column("0..1, 1 for a text layer", 1.0)
    start: Int32 = _column("start in the document's text")
    end: Int32 = _column("end in the document's text")


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRecord(Evidence):
    """`sections`: the outline, a tree."""

    section_id: str = _column("document_id, -s, ordinal")
    document_id: str = _column("the document")
    parent_id: str | None = _column("the section above", None)
    level: Int32 = _column("depth of nesting, 1 at the top")
    label: str | None = _column("IV, 2, a, Điều 3; null for a dash", None)
    heading: str | None = _column("the heading line without its label; null where the item is plain text", None)
    kind: SectionKind = _column("what it is about", SectionKind.OTHER)
    body: str | None = _column("its own text re-joined over breaks, without its children's", None)
    words: tuple[str, ...] = _column("the body's segmented words", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRecord(Evidence):
    """`citations`: every mention of another document."""

    citation_id: str = _column("document_id, -c, ordinal")
    document_id: str = _column("the document")
    section_id: str | None = _column("the section it stands in", None)
    type: str = _column("type of the cited document")
    number: str | None = _column("canonical number", None)
    name: str | None = _column("its title, quoted or by name", None)
    issuer: str | None = _column("canonical, as stated or as the symbol implies", None)
    issued_on: date | None = _column("its date", None)
    pinpoint: str | None = _column("điểm a khoản 2 Điều 5", None)
    relation: Relation = _column("how this document stands to it", Relation.MENTIONS)
    cite_key: str | None = _column("identity within and across documents", None)
    resolved_number: str | None = _column("from the lexicon of laws, for a citation by name", None)
    cites_document_id: str | None = _column("the cited document where this archive holds it", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord(Evidence):
    """`tasks`: every piece of work that the document hands out."""

    task_id: str = _column("document_id, -t, ordinal")
    document_id: str = _column("the document")
    section_id: str | None = _column("the section it stands in", None)
    action: str = _column("what is to be done, re-joined, without label and name")
    words: tuple[str, ...] = _column("its segmented words", ())
    due_text: str | None = _column("the time words alone", None)
    due_on: date | None = _column("a stated deadline", None)
    due_start: date | None = _column("first day of a stated span", None)
    recurrence: tuple[Recurrence, ...] = _column("how often", ())
    product: str | None = _column("sản phẩm, as stated", None)
    budget: str | None = _column("kinh phí, as stated", None)
    from_table: bool = _column("came from a table's row", False)
    repeats_task_id: str | None = _column("the body's task that a table row repeats", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssigneeRecord(Evidence):
    """`assignees`: who does a task."""

    assignee_id: str = _column("document_id, -a, ordinal")
    task_id: str = _column("the task")
    document_id: str = _column("the document")
    name: str = _column("canonical, abbreviations opened, nothing added")
    role: Role = _column("lead, coordinate, implement or request")
    body: str | None = _column("the one body meant, placed by the issuer's territory", None)
    body_kind: BodyKind | None = _column("kind of body", None)
    body_level: BodyLevel | None = _column("level of the body", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientRecord(Evidence):
    """`recipients`: Nơi nhận, Kính gửi, Lưu."""

    recipient_id: str = _column("document_id, -n, ordinal")
    document_id: str = _column("the document")
    kind: RecipientKind = _column("recipient, addressee or archive")
    name: str = _column("as written")
    purpose: str | None = _column("b/c, để thực hiện …", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRecord(Evidence):
    """`fields`: every witness of each scalar of `documents`."""

    field_id: str = _column("document_id, -f, ordinal")
    document_id: str = _column("the document")
    field: str = _column("a column of documents")
    value: str | None = _column("the value as a string", None)
    source: WitnessSource = _column("where the witness stands")
    chosen: bool = _column("this witness gave the document's value", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRecord:
    """`corrections`: the projection of the reviewers' log."""

    correction_id: str = _column("the log line's id")
    document_id: str = _column("the document")
    table: str = _column("the table corrected")
    row_id: str | None = _column("the row as it is named now", None)
    column: str | None = _column("the column corrected", None)
    old: str | None = _column("the value before", None)
    new: str | None = _column("the value set; JSON for lists", None)
    machine: str | None = _column("what extraction gives there now", None)
    action: str = _column("set, delete, insert or confirm")
    anchor_sha256: str | None = _column("the file's hash", None)
    anchor_page: Int32 | None = _column("page of the row", None)
    anchor_bbox: BBox | None = _column("box of the row", None)
    anchor_text: str | None = _column("text of the row", None)
    anchor_context: str | None = _column("40 characters on each side", None)
    anchor_parent: str | None = _column("the parent row's anchor", None)
    reviewer: str | None = _column("who", None)
    reviewed_at: datetime | None = _column("when, UTC", None)
    undoes: str | None = _column("a correction_id", None)
    status: str = _column("applied, orphaned, conflict or undone")
    reason: str | None = _column("why it is orphaned, in conflict or no longer in force", None)


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """Everything that parsing makes of one document."""

    document: DocumentRecord
    pages: tuple[PageRecord, ...] = ()
    words: tuple[WordRecord, ...] = ()
    sections: tuple[SectionRecord, ...] = ()
    citations: tuple[CitationRecord, ...] = ()
    tasks: tuple[TaskRecord, ...] = ()
    assignees: tuple[AssigneeRecord, ...] = ()
    recipients: tuple[RecipientRecord, ...] = ()
    fields: tuple[FieldRecord, ...] = ()


TABLES: dict[str, type] = {
    "sources": SourceRecord,
    "documents": DocumentRecord,
    "pages": PageRecord,
    "words": WordRecord,
    "sections": SectionRecord,
    "citations": CitationRecord,
    "tasks": TaskRecord,
    "assignees": AssigneeRecord,
    "recipients": RecipientRecord,
    "fields": FieldRecord,
    "corrections": CorrectionRecord,
}
"""Every table of TABLES.md and its record type, in the order in which a reader meets them."""

KEYS: dict[str, str] = {
    "sources": "path",
    "documents": "document_id",
    "sections": "section_id",
    "citations": "citation_id",
    "tasks": "task_id",
    "assignees": "assignee_id",
    "recipients": "recipient_id",
    "fields": "field_id",
    "corrections": "correction_id",
}
"""The column that names a row, for the tables that have one (pages and words have two and three)."""


def columns(table: str) -> tuple[str, ...]:
    """The column names of a table: its own first, the evidence columns last."""
    record = TABLES[table]
    names = [f.name for f in dataclasses.fields(record)]
    evidence = [f.name for f in dataclasses.fields(Evidence)]
    if not issubclass(record, Evidence):
        return tuple(names)
    return tuple([n for n in names if n not in evidence] + evidence)
