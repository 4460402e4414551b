"""`parse`: what was read of a file becomes records with evidence; `parsing_version`: the key of its results."""

from __future__ import annotations

from typing import Any

from pipeline.pages import FileReading
from pipeline.parsing import model, tokenizer
from pipeline.parsing.assemble import assemble
from pipeline.parsing.components import Bare, only_ours
from pipeline.parsing.confidence import calibration
from pipeline.parsing.documents import split_text
from pipeline.parsing.facts import Facts
from pipeline.parsing.text import Text
from pipeline.records import ParsedDocument
from pipeline.settings import ParsingSettings

ID_DIGITS = 16


def parse(
    reading: FileReading, *, path: str = "", settings: ParsingSettings | None = None
) -> tuple[ParsedDocument, ...]:
    """The documents of one file, in order: one, or several where the file binds several.

    Depends on the reading, the model and the settings alone; `path` only fills the column and is a
    weak witness (its name). A page that could not be read is a row of `pages` with its error.

    Raises SetupError where the model can't be used.
    """
    settings = settings or ParsingSettings()
    nlp = model.load(settings)
    bare = only_ours(nlp)
    documents = []
    whole = Text(reading.pages)
    ranges = _ranges(whole, settings)
    for ordinal, (first, last) in enumerate(ranges, start=1):
        text = whole if len(ranges) == 1 else Text(reading.pages[first:last])
        if bare:
            facts = _run(nlp, Bare(text, path, reading.witnesses))
        else:
            # What spaCy learns of one document's words is forgotten with it: workers live long.
            with nlp.memory_zone():
                doc = nlp.tokenizer(text.string)
                doc._.text = text
                doc._.path = path
                doc._.witnesses = reading.witnesses
                facts = _run(nlp, doc)
        documents.append(
            assemble(
                text,
                facts,
                document_id=document_id(reading.sha256, ordinal),
                path=path,
                ordinal=ordinal,
                calibration=calibration(),
                segment=lambda string: tokenizer.words(string, settings.tokens),
            )
        )
    return tuple(documents)


def _run(nlp: Any, doc: Any) -> Facts:
    """What the components find. One by one, as spaCy would: its own call hides what went wrong inside one."""
    for _, component in nlp.pipeline:
        doc = component(doc)
    facts: Facts = doc._.facts
    return facts


def parsing_version(settings: ParsingSettings | None = None) -> str:
    """A key for the results of `parse`: code, model, settings and libraries (16 hex digits)."""
    return model.version(settings or ParsingSettings())


def document_id(sha256: str, ordinal: int = 1) -> str:
    """The id of a file's nth document: 16 digits of the hash, `-2`, `-3` … behind those of further ones."""
    return sha256[:ID_DIGITS] + (f"-{ordinal}" if ordinal > 1 else "")


def _ranges(text: Text, settings: ParsingSettings) -> tuple[tuple[int, int], ...]:
    """Where the file's documents lie among its pages; the whole file without the component `zones`."""
    whole = ((0, len(text.pages)),)
    if "zones" in settings.disable:
        return whole
    return split_text(text) or whole
