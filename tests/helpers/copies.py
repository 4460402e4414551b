"""One invented document as several files: a draft, a Word file, a printed PDF, a scan (`work_id`, `preferred`).

python -m tests.helpers.copies --count 100 --kinds draft,text,docx,born
python -m tests.helpers.copies --count 30 --kinds docx,born,clean,office
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.parsing.assemble import work_id
from pipeline.parsing.parse import parse
from pipeline.records import DocumentRecord
from pipeline.storing import schemas
from pipeline.storing.links import Links
from tests.helpers import bundles
from tests.helpers.headings import Made, make
from tests.helpers.rates import read_file

IDENTITY = ("type", "number", "issuer", "issued_on")


def read_copies(seed: int, kinds: Sequence[str]) -> dict[str, DocumentRecord]:
    """The document of a seed as each kind of file gives it, under a path of its own, `preferred` filled in."""
    rows = {}
    for kind in kinds:
        made = bundles.draft(seed) if kind == "draft" else make(seed)
        reading = read_file(made, "docx" if kind == "draft" else kind, seed)
        (found,) = parse(replace(reading, sha256=_bytes_of(reading.sha256, kind)), path=f"{kind}/{made.name}.{kind}")
        rows[kind] = found.document
    table = schemas.to_arrow("documents", list(rows.values()))
    best = Links([table]).preferred(table)
    return {kind: replace(row, preferred=counts) for (kind, row), counts in zip(rows.items(), best, strict=True)}


def _bytes_of(sha256: str, kind: str) -> str:
    """Another file's hash for the draft, whose bytes may be those of the Word file where it has no number."""
    return sha256[::-1] if kind == "draft" else sha256


def whole(made: Made) -> bool:
    """True where the document says all that its identity is made of."""
    return all(made.truth[name] for name in IDENTITY)


def measure(seeds: Iterable[int], kinds: Sequence[str]) -> tuple[Counter[str], list[str]]:
    """How many copies of whole documents bear the id of the work, by kind, and where it fails."""
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for seed in seeds:
        made = make(seed)
        if not whole(made):
            continue
        counts["works"] += 1
        found = read_copies(seed, kinds)
        ids = {kind: row.work_id for kind, row in found.items()}
        true = work_id({name: made.truth[name] for name in IDENTITY})
        for kind, value in ids.items():
            counts[f"{kind} given"] += value is not None
            counts[f"{kind} right"] += value is not None and value == true
            if value is not None and value != true:
                misses.append(f"{made.name} {kind}: {value!r} ≠ {true!r}")
        one = [row for row in found.values() if row.work_id == true]
        counts["one preferred"] += sum(row.preferred for row in one) == 1
        counts["preferred is no scan"] += not any(row.preferred and row.pages_ocr for row in one)
        counts["without an id counts"] += all(row.preferred for row in found.values() if row.work_id is None)
    return counts, misses


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the counts and every miss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--kinds", default="draft,text,docx,born")
    given = parser.parse_args(arguments)
    counts, misses = measure(range(given.first, given.first + given.count), given.kinds.split(","))
    for name, count in counts.items():
        print(f"{name:24} {count} of {counts['works']}")
    print("\n".join(misses))


if __name__ == "__main__":
    main()
