"""Writes a folder of documents that nobody has seen, for a walk through the README.

    python -m tests.helpers.unseen_archive <folder> [<seed>]

Invented headings with a body of their own, as Word files, PDFs, scans and a text, in folders whose names
hold spaces and marks; a copy, an empty file and one that is no document. Without a seed each run's are others.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

from pipeline.evaluating import drafts, scans
from tests.helpers import headings

KINDS = ("docx", "born", "pdf", "tiff")
PLACES = ("Năm 2031", "Kế hoạch (đã ký)", 'a\'b "c"')


def write(folder: Path, seed: int) -> None:
    """Fill the folder, which must not be there yet."""
    rng = random.Random(seed)
    made = []
    for nth in range(8):
        kind = KINDS[nth % len(KINDS)]
        draft = drafts.parse(headings.make(rng.randrange(10**6, 10**9)).markup, f"draft-{nth}")
        file = scans.make(draft, kind=kind, preset="office", seed=rng.randrange(10**6))
        path = folder / rng.choice(PLACES) / f"văn bản {nth}{file.suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
        made.append(path)
    shutil.copyfile(made[0], folder / f"copy{made[0].suffix}")
    (folder / "trống.pdf").write_bytes(b"")
    (folder / "#data.json").write_text('{"no": "document"}', encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**9))
