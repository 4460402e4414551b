"""Rates field by field over invented documents read as texts, Word files, PDFs or scans.

    python -m tests.helpers.rates --count 320 --kind text
    python -m tests.helpers.rates --of bundles.bound --count 60 --kind born

`--of` names what makes the documents: `headings.make`, or one of `tests.helpers.bundles`.
"""

from __future__ import annotations

import argparse
import importlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.evaluating.drafts import parse as parse_draft
from pipeline.evaluating.normalise import same
from pipeline.pages import FileReading, Line, LineKind, Page, Source, Word
from pipeline.parsing.parse import parse
from pipeline.reading.read import read_bytes
from pipeline.records import DocumentRecord, ParsedDocument
from tests.helpers.headings import FIELDS, Made, make
from tests.helpers.layouts import rows


def values(record: DocumentRecord) -> dict[str, str | None]:
    """The fields of a record as strings."""
    found = {}
    for name in FIELDS:
        value = getattr(record, name)
        found[name] = None if value is None else str(value)
    return found


def read_made(made: Made, kind: str, seed: int = 0) -> tuple[ParsedDocument, ...]:
    """The documents of an invented one, read as a file of that kind (`text`, `rows`, or one of the maker's)."""
    return parse(recognised(made) if made.slips else read_file(made, kind, seed))


def recognised(made: Made) -> FileReading:
    """An invented document as a page that was recognised, its columns told apart, doubtful where it has slips."""
    lines: list[Line] = []
    foot = False
    for line in made.markup.splitlines():
        mark, _, words = line.partition(" ") if line.startswith("@") else ("", "", line)
        foot = foot or mark == "@foot"
        side = {"@left": LineKind.LEFT, "@right": LineKind.RIGHT}.get(mark, LineKind.BODY)
        if words:
            y = 0.015 * len(lines)
            sure = 0.95 if side is LineKind.BODY else 0.9
            x = 0.1
            placed = []
            for word in words.split():
                placed.append(Word(word, (x, y, x + 0.01 * len(word), y + 0.01), sure))
                x += 0.01 * len(word) + 0.008
            lines.append(Line(tuple(placed), side))
    page = Page(1, 595.0, 842.0, Source.OCR, tuple(lines))
    return FileReading(sha256(made.markup.encode()).hexdigest(), "application/pdf", (page,))


def read_file(made: Made, kind: str, seed: int = 0) -> FileReading:
    """What is read of the file of an invented document."""
    if kind in ("text", "rows"):
        text = made.text if kind == "text" else rows(made.markup)
        return read_bytes(text.encode(), "made.txt")
    from pipeline.evaluating import scans

    made_kind, preset = {"born": ("born", "office"), "docx": ("docx", "office")}.get(kind, ("pdf", kind))
    drafted = parse_draft(made.markup, made.name)
    file = scans.make(drafted, kind=made_kind, preset=preset, seed=seed, dressing=made.dressing)
    return read_bytes(file.data, made.name + file.suffix)


_NOT_JOINT = frozenset({"issuer", "issuer_parent", "issuer_level", "signer_position", "signing_form"})
"""Of a joint document these have no single truth."""


@dataclass
class Rates:
    """Right, wrong and missing values of each field; empty ones that are empty count as neither."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, made: Made, found: ParsedDocument) -> None:
        """Count one document."""
        got = values(found.document)
        if made.signers:
            seen = {fact.value for fact in found.fields if fact.field == "signer" and not fact.chosen}
            self._count("signers", str(sorted(made.signers)), str(sorted(seen & set(made.signers))), made.name)
        for name in FIELDS:
            truth = made.truth[name]
            if name == "issuer_level" and not truth:
                continue
            if made.signers and name in _NOT_JOINT:
                continue
            if truth is None and got[name] is None:
                continue
            self._count(name, truth, got[name], made.name)
        true = sorted(made.recipients, key=str)
        rows_ = sorted(((str(r.kind), str(r.name), r.purpose) for r in found.recipients), key=str)
        for row in true:
            self.right["recipients"] += row in rows_
            self.missing["recipients"] += row not in rows_
        extra = [row for row in rows_ if row not in true]
        self.wrong["recipients"] += len(extra)
        if extra or [row for row in true if row not in rows_]:
            self.misses.append(f"{made.name} recipients: {[r for r in true if r not in rows_]} ≠ {extra}")

    def _count(self, name: str, truth: str | None, got: str | None, where: str) -> None:
        if same(truth, got):
            self.right[name] += 1
            return
        self.missing[name] += got is None
        self.wrong[name] += got is not None
        self.misses.append(f"{where} {name}: {truth!r} ≠ {got!r}")

    def recall(self, name: str) -> float:
        """Right of all that are true."""
        return self.right[name] / max(1, self.right[name] + self.wrong[name] + self.missing[name])

    def precision(self, name: str) -> float:
        """Right of all that are given."""
        return self.right[name] / max(1, self.right[name] + self.wrong[name])


def measure(seeds: Iterable[int], kind: str, maker: Callable[[int], Made] = make) -> Rates:
    """The rates over invented documents read as one kind of file."""
    rates = Rates()
    for seed in seeds:
        made = maker(seed)
        parts = made.parts or [made]
        documents = read_made(made, kind, seed)
        if len(documents) == len(parts):
            rates.right["documents"] += 1
        else:
            rates.wrong["documents"] += 1
            rates.misses.append(f"{made.name}: {len(documents)} documents, not {len(parts)}")
        for part, document in zip(parts, documents, strict=False):
            rates.add(part, document)
    return rates


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the rates, and with `--misses` every miss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=320)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--kind", default="text")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--show", type=int)
    parser.add_argument("--of", default="headings.make")
    given = parser.parse_args(arguments)
    module, _, name = given.of.partition(".")
    maker: Callable[[int], Made] = getattr(importlib.import_module(f"tests.helpers.{module}"), name)
    if given.show is not None:
        made = maker(given.show)
        print(made.markup, json.dumps(made.truth, ensure_ascii=False, indent=1))
        return
    rates = measure(range(given.first, given.first + given.count), given.kind, maker)
    for name in (*FIELDS, "recipients", "signers", "documents"):
        if rates.right[name] + rates.wrong[name] + rates.missing[name]:
            print(
                f"{name:16} precision {rates.precision(name):.3f} recall {rates.recall(name):.3f}"
                f"  right {rates.right[name]} wrong {rates.wrong[name]} missing {rates.missing[name]}"
            )
    if given.misses:
        print("\n".join(rates.misses))


if __name__ == "__main__":
    main()
