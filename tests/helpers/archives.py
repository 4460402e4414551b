"""Small archives of our samples, for tests that extract for real."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"


def copied(folder: Path, samples: Iterable[str]) -> Path:
    """A new folder with some files of data/raw, by their names."""
    folder.mkdir(parents=True)
    for name in samples:
        shutil.copy(RAW / name, folder)
    return folder
