"""Documents as a spaCy DocBin: read back with the vocabulary of models/vi_plan, nothing is lost or moved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import DocBin

from pipeline.errors import OutputError
from pipeline.evaluating import docbin
from pipeline.parsing import model
from pipeline.parsing.lexicon import model_path
from pipeline.parsing.parse import parse
from pipeline.records import KEYS, ParsedDocument, RecipientKind, RecipientRecord
from pipeline.settings import ParsingSettings
from pipeline.storing import values
from tests.helpers.paper import plan, reading


@pytest.fixture(scope="module")
def parsed() -> ParsedDocument:
    (found,) = parse(reading(plan()), path="ke-hoach/so-hoa.pdf")
    return found


@pytest.fixture(scope="module")
def nlp() -> Any:
    return model.load(ParsingSettings())


@pytest.fixture(scope="module")
def read_back(parsed: ParsedDocument, nlp: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("docbin") / "made" / "reviewed.spacy"
    assert docbin.write(path, [parsed], nlp) == 1
    # A vocabulary that has seen none of it, as another process's.
    fresh = spacy.load(model_path())
    (doc,) = DocBin().from_disk(path).get_docs(fresh.vocab)
    return doc


def test_each_row_is_a_span_for_each_of_its_parts(parsed: ParsedDocument, read_back: Any) -> None:
    """The span holds the part, widened to whole tokens; its label and id say what it is."""
    text = read_back.user_data[docbin.KEY]["text"]
    for group, column in docbin.GROUPS.items():
        rows = getattr(parsed, group)
        assert rows, f"the plan has {group}"
        spans = list(read_back.spans[group])
        parts = [(row, part) for row in rows for part in row.parts]
        assert [span.id_ for span in spans] == [getattr(row, KEYS[group]) for row, _ in parts]
        for span, (row, part) in zip(spans, parts, strict=True):
            assert span.start_char <= part.start < part.end <= span.end_char
            assert span.label_ == (str(getattr(row, column)) if column else group)
            assert text[part.start : part.end] in row.text


def test_the_tokens_are_the_text_and_the_exact_places_and_values_are_there(
    parsed: ParsedDocument, read_back: Any
) -> None:
    own = read_back.user_data[docbin.KEY]
    assert read_back.text == own["text"] == "\f".join(page.text for page in parsed.pages)
    attrs = read_back.spans["assignees"].attrs
    for row in parsed.assignees:
        said = attrs["rows"][row.assignee_id]
        assert (said["name"], said["role"], said["task_id"]) == (row.name, str(row.role), row.task_id)
        assert attrs["parts"][row.assignee_id] == [[part.start, part.end] for part in row.parts]
    number = parsed.document.number
    assert (own["document_id"], own["values"]["number"]) == (parsed.document.document_id, number)
    assert own["values"]["issued_on"] == values.encode(parsed.document.issued_on)


def test_a_row_that_stands_nowhere_keeps_its_values(parsed: ParsedDocument, nlp: Any) -> None:
    """A box drawn round handwriting has no words."""
    drawn = RecipientRecord(
        recipient_id="x-r1", document_id="x", kind=RecipientKind.RECIPIENT, name="Ban Mẫu", page=1, bbox=(0, 0, 1, 1)
    )
    doc = docbin.doc_of(replace(parsed, recipients=(drawn,)), nlp)
    assert (len(doc.spans["recipients"]), doc.spans["recipients"].attrs["parts"]) == (0, {"x-r1": []})
    assert doc.spans["recipients"].attrs["rows"]["x-r1"]["name"] == "Ban Mẫu"


def test_a_file_that_cannot_be_written_is_told(parsed: ParsedDocument, nlp: Any, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="give another file"):
        docbin.write(tmp_path, [parsed], nlp)
