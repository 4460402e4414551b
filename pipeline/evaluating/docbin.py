"""Documents as a spaCy ``DocBin``: what a reviewer has set right, to train or measure spaCy's own components.

The tokens are those of the pipeline in ``models/vi_plan``, whose vocabulary reads the file back:

    nlp = spacy.load("models/vi_plan")
    docs = list(DocBin().from_disk("reviewed.spacy").get_docs(nlp.vocab))

``doc.spans`` holds the groups that the pipeline's components leave: ``sections``, ``citations``, ``tasks``,
``assignees`` and ``recipients``, a span for each part of a row, widened to whole tokens; ``span.id_`` is the row's
id, ``span.label_`` its kind (a citation's type, an assignee's role). ``doc.spans[...].attrs`` has beside them
``rows``, the values of each row by its id as `values.encode` writes them, and ``parts``, its exact half-open
character spans in ``doc.user_data["vanthu"]["text"]``; a row that stands nowhere (handwriting, a box without words)
has no span and is there with its values. ``doc.user_data["vanthu"]`` has the document's id, path and own values.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError
from pipeline.records import KEYS, ParsedDocument
from pipeline.storing import anchors, values

KEY = "vanthu"
GROUPS = {"sections": "kind", "citations": "type", "tasks": "", "assignees": "role", "recipients": "kind"}
"""The groups of spans, and the column that is a span's label; of tasks it is the group's name."""


def doc_of(parsed: ParsedDocument, nlp: Any) -> Any:
    """A document as a spaCy Doc of the pipeline's tokens, its rows as groups of spans."""
    text = anchors.text_of(parsed)
    doc = nlp.tokenizer(text)
    for group, column in GROUPS.items():
        spans, rows, parts = [], {}, {}
        for row in getattr(parsed, group):
            row_id = getattr(row, KEYS[group])
            names = [name for name in values.own_columns(group) if getattr(row, name) is not None]
            rows[row_id] = {name: values.encode(getattr(row, name)) for name in names}
            if group == "assignees":
                rows[row_id]["task_id"] = row.task_id
            exact = [(part.start, part.end) for part in row.parts] or _single(row)
            parts[row_id] = [list(one) for one in exact]
            label = str(getattr(row, column) or "") if column else group
            found = (doc.char_span(*one, label=label, span_id=row_id, alignment_mode="expand") for one in exact)
            spans += [span for span in found if span is not None]
        doc.spans[group] = spans
        doc.spans[group].attrs.update({"rows": rows, "parts": parts})
    own = {name: values.encode(getattr(parsed.document, name)) for name in values.own_columns("documents")}
    document = parsed.document
    # Only this: what the tokenizer keeps there of its own is not for a file.
    doc.user_data.clear()
    doc.user_data[KEY] = {"document_id": document.document_id, "path": document.path, "text": text, "values": own}
    return doc


def write(path: Path, documents: Iterable[ParsedDocument], nlp: Any) -> int:
    """Write documents as one DocBin; their count. Raises OutputError when the file can't be written."""
    from spacy.tokens import DocBin

    docs = DocBin(store_user_data=True, docs=(doc_of(one, nlp) for one in documents))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(docs.to_bytes())
    except OSError as error:
        raise OutputError(f"{path} can't be written ({error.strerror})", "give another file") from error
    return len(docs)


def _single(row: Any) -> list[tuple[int, int]]:
    return [(row.start, row.end)] if row.start is not None and row.end is not None else []
