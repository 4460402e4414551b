"""Kinds of lines on made scans: what was stamped or stands in the margins is kept, out of the body."""

from __future__ import annotations

import pytest

from pipeline.errors import SetupError
from pipeline.evaluating import drafts, fonts, scans
from pipeline.evaluating.dressing import Dressing
from pipeline.evaluating.ink import RED
from pipeline.pages import LineKind, Page
from pipeline.reading.read import read_bytes
from tests.samples.make_samples import DRAFTS

APART = (LineKind.STAMP, LineKind.FURNITURE)


def made(dressing: Dressing, seed: int, pages: list[int]) -> tuple[Page, ...]:
    """The pages of a made scan of a sample's draft, as they are read."""
    try:
        fonts.find("liberation")
    except SetupError as error:
        pytest.skip(str(error))
    draft = drafts.load(DRAFTS / f"ke-hoach-trat-tu-xay-dung{drafts.SUFFIX}")
    data = scans.make(draft, preset="clean", dpi=200, kind="pdf", seed=seed, dressing=dressing, pages=pages).data
    return read_bytes(data, "x").pages


@pytest.mark.parametrize(
    ("dressing", "texts"),
    [
        pytest.param(Dressing(urgency="HỎA TỐC"), ["HỎA TỐC"], id="urgency"),
        pytest.param(Dressing(copy_mark=True), ["SAO Y"], id="a copy's mark"),
        pytest.param(Dressing(urgency="KHẨN", copy_mark=True), ["KHẨN", "SAO Y"], id="both"),
    ],
)
def test_marks_are_stamps(dressing: Dressing, texts: list[str]) -> None:
    """Each mark is a line of its own kind, and no word of it stands in the body."""
    (page,) = made(dressing, 3, [1])
    stamps = " / ".join(line.text for line in page.lines if line.kind is LineKind.STAMP)
    body = " / ".join(line.text for line in page.lines if line.kind not in APART)
    for text in texts:
        assert text in stamps
        assert text not in body


def test_a_seal_leaves_no_words_and_the_page_keeps_its_number() -> None:
    """Of a seal's lettering and a signature nothing is read; the number stands apart."""
    pages = made(Dressing(seal=True, signature=True, colour=RED), 3, [1, 2])
    plain = made(Dressing(), 3, [1, 2])
    assert [line.text for line in pages[1].lines if line.kind is LineKind.FURNITURE] == ["2"]
    flow = [[word.text for line in page.lines if line.kind not in APART for word in line.words] for page in pages]
    bare = [[word.text for line in page.lines if line.kind not in APART for word in line.words] for page in plain]
    assert abs(sum(map(len, flow)) - sum(map(len, bare))) <= 3
