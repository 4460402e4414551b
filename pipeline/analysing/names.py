"""What closed lists of the tables are called in the language spoken."""

from __future__ import annotations

from pipeline.messages import say, translate
from pipeline.records import Flag, Status


def flag(value: str) -> str:
    """Why a reviewer should look at a row."""
    return {
        Flag.OCR_LOW.value: say("words read with little confidence"),
        Flag.REPAIRED.value: say("a value mended from a closed vocabulary"),
        Flag.HANDWRITTEN.value: say("handwriting, or nothing, where a value is due"),
        Flag.TYPE_MISMATCH.value: say("type and symbol do not agree"),
        Flag.DATE_IMPLAUSIBLE.value: say("an implausible date"),
        Flag.OUT_OF_USE.value: say("a symbol that was not in use in that year"),
        Flag.GUESSED_ISSUER.value: say("the issuer was derived, not read"),
        Flag.AMBIGUOUS.value: say("several candidates"),
        Flag.SEQUENCE_REPAIRED.value: say("a label set right by its neighbours"),
        Flag.INHERITED.value: say("a value from the heading above"),
        Flag.UNKNOWN_BODY.value: say("a body that the lexicon does not know"),
        Flag.INCOMPLETE.value: say("a part that is due is missing"),
    }.get(value, value)


def page_source(value: str) -> str:
    """How a page was read."""
    return {
        "text": say("text file or Word file"),
        "text_layer": say("text layer of a PDF"),
        "ocr": say("OCR of a picture"),
        "mixed": say("text layer and OCR"),
        "blank": say("blank"),
    }.get(value, value)


def status(value: str) -> str:
    """What became of a file."""
    return {
        Status.EXTRACTED.value: say("extracted"),
        Status.DUPLICATE.value: say("duplicate"),
        Status.UNSUPPORTED.value: say("unsupported"),
        Status.FAILED.value: say("failed"),
    }.get(value, value)


def error(line: str) -> str:
    """Why a file could not be read, as a run wrote it in English."""
    return translate(line)


def reason(line: str) -> str:
    """The kind of an error: without what a library said, in brackets at its end."""
    head, mark, _ = error(line).partition(" (")
    return head if mark and line.endswith(")") else error(line)
