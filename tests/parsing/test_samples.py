"""Evidence holds for every row of the sample files, and of the real archive where it stands beside the checkout."""

from pathlib import Path

import pytest

from pipeline.errors import FileError
from pipeline.parsing.parse import parse
from pipeline.reading.read import read_bytes
from pipeline.settings import ReadingSettings
from tests.samples import make_samples

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = [
    pytest.param(make_samples.DATA / "raw" / sample.name, marks=[pytest.mark.slow] if sample.scanned else [])
    for sample in make_samples.SAMPLES
]
BESIDE = ROOT.parent / "shared" / "archive"
REAL = sorted(path for path in BESIDE.glob("*/*") if path.parent.name in {"text", "word", "digital"})


def check(path, evidence):
    try:
        reading = read_bytes(path.read_bytes(), path.name, ReadingSettings())
    except FileError as error:
        pytest.skip(f"{path.name} is not read: {error}")
    documents = parse(reading, path=path.name)
    assert documents
    pages = [page for document in documents for page in document.pages]
    assert [page.page for page in pages] == [page.number for page in reading.pages]
    assert sum(evidence(document) for document in documents) > 0


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_our_samples(path, evidence):
    check(path, evidence)


@pytest.mark.parametrize("path", REAL or [None], ids=lambda path: path.name if path else "absent")
def test_the_real_archive(path, evidence):
    if path is None:
        pytest.skip("the archive of real documents is not beside this checkout")
    check(path, evidence)
