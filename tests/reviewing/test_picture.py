"""Pictures of pages: their boxes fit them whichever way a page lies, and what can't be drawn says why in a line."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from pipeline.errors import CrashError, DamagedError, EncryptedError, FileError, LimitError
from pipeline.pages import Box, Page
from pipeline.reading import cleanup
from pipeline.reading.read import read_bytes
from pipeline.reviewing import picture
from pipeline.reviewing.picture import Files, Pictures, Sheet, draw, prune, read_box
from pipeline.settings import Settings
from tests.helpers.pdf_file import Paper, pdf
from tests.helpers.scans import kept, turned
from tests.helpers.turned_pdf import turned_pdf

Grey = npt.NDArray[np.uint8]
SETTINGS = Settings()


def plan(*, password: str | None = None) -> bytes:
    paper = Paper()
    paper.text("ỦY BAN NHÂN DÂN", 90, 80)
    paper.text("Số: 12/KH-MẪU", 90, 110)
    for nth in range(24):
        paper.text(f"Dòng thứ {nth} của kế hoạch, dài cho đến gần lề phải của trang giấy", 90, 200 + 20 * nth)
    return pdf(paper, password=password)


def sheet_of(data: bytes, path: str, page: Page) -> Sheet:
    return Sheet(hashlib.sha256(data).hexdigest(), path, 1, str(page.source), page.rotation, page.skew_deg or 0.0)


def drawn(folder: Path, data: bytes, sheet: Sheet) -> Grey:
    (folder / sheet.path).write_bytes(data)
    jpeg, _ = draw(str(folder / sheet.path), sheet, SETTINGS)
    made: Grey = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)  # type: ignore[assignment]
    assert max(made.shape) <= picture.SIDE
    return made


def ink_outside(grey: Grey, boxes: list[Box]) -> float:
    """The share of the page's ink that stands in none of the boxes, widened by a hair."""
    ink = grey < 128
    outside = ink.copy()
    height, width = grey.shape
    for x0, y0, x1, y1 in boxes:
        # A font without a file is drawn in one whose letters stand a little higher or lower.
        top, bottom = int((y0 - 0.006) * height), int((y1 + 0.006) * height) + 1
        outside[max(0, top) : bottom, max(0, int((x0 - 0.02) * width)) : int((x1 + 0.02) * width) + 1] = False
    return float(outside.sum() / max(1, ink.sum()))


@pytest.mark.parametrize(
    ("degrees", "rotate"),
    [(0, False), (90, False), (180, False), (270, False), (90, True), (180, True), (270, True)],
)
def test_boxes_of_a_text_layer_fit_its_picture(tmp_path: Path, degrees: int, rotate: bool) -> None:
    """Turned in the file, with and without the /Rotate that sets it upright."""
    data = turned_pdf(plan(), degrees, rotate=rotate) if degrees else plan()
    [page] = read_bytes(data, "a.pdf").pages
    grey = drawn(tmp_path, data, sheet_of(data, "a.pdf", page))
    height, width = grey.shape
    assert (height > width) == ((page.height_pt or 0) > (page.width_pt or 0))
    boxes = [word.box for word in page.words if word.box is not None]
    assert len(boxes) > 100
    assert ink_outside(grey, boxes) < 0.02


@pytest.mark.parametrize("degrees", [0.0, 2.0, -1.5, 90.0, 180.0, 271.0])
def test_a_scan_is_drawn_as_it_was_read(tmp_path: Path, degrees: float) -> None:
    """Turned and straightened as reading did it, so that its ink stands where it was read."""
    page = turned(cleanup.turn(kept("page.png"), round(degrees / 90) % 4 * 90), degrees - round(degrees / 90) * 90)
    saved = io.BytesIO()
    Image.fromarray(page).save(saved, "PNG", dpi=(200, 200))
    cleaned = cleanup.clean(page, 200.0)
    sheet = Sheet(hashlib.sha256(saved.getvalue()).hexdigest(), "a.png", 1, "ocr", cleaned.rotation, cleaned.skew_deg)
    grey = drawn(tmp_path, saved.getvalue(), sheet)
    own = cv2.resize(cleaned.grey, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_AREA)
    near = cv2.dilate((own < 128).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    ink = grey < 110
    assert ink.sum() > 1000
    assert (ink & near).sum() / ink.sum() > 0.97


def test_each_page_of_a_tiff_is_drawn(tmp_path: Path) -> None:
    saved = io.BytesIO()
    first, second = Image.new("L", (300, 400), 255), Image.new("L", (400, 300), 0)
    first.save(saved, "TIFF", save_all=True, append_images=[second])
    sha256 = hashlib.sha256(saved.getvalue()).hexdigest()
    shapes = [(drawn(tmp_path, saved.getvalue(), Sheet(sha256, "a.tif", page, "ocr")).shape) for page in (1, 2)]
    assert shapes == [(400, 300), (300, 400)]
    with pytest.raises(FileError):
        drawn(tmp_path, saved.getvalue(), Sheet(sha256, "a.tif", 3, "ocr"))


def test_a_picture_of_a_telephone_is_drawn_as_any_other(tmp_path: Path) -> None:
    """HEIC, where its package is installed: the page as it was read, its words where a box is drawn."""
    heif = pytest.importorskip("pillow_heif", reason="pillow-heif is not installed here")
    heif.register_heif_opener()
    page = kept("page.png")
    saved = io.BytesIO()
    Image.fromarray(page).convert("RGB").save(saved, "HEIF", quality=95)
    sheet = Sheet(hashlib.sha256(saved.getvalue()).hexdigest(), "a.heic", 1, "ocr")
    grey = drawn(tmp_path, saved.getvalue(), sheet)
    own = cv2.resize(page, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_AREA)
    assert np.abs(own.astype(int) - grey).mean() < 4
    said = read_box(str(tmp_path / "a.heic"), sheet, (0.0, 0.0, 1.0, 0.25), SETTINGS)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said


def test_the_words_of_a_box_are_read(tmp_path: Path) -> None:
    """Of the page as it is shown: straightened, the box as it was drawn there."""
    saved = io.BytesIO()
    Image.fromarray(turned(kept("page.png"), 1.5)).save(saved, "PNG", dpi=(200, 200))
    (tmp_path / "a.png").write_bytes(saved.getvalue())
    sheet = Sheet(hashlib.sha256(saved.getvalue()).hexdigest(), "a.png", 1, "ocr", 0, 1.5)
    said = read_box(str(tmp_path / "a.png"), sheet, (0.0, 0.0, 1.0, 0.25), SETTINGS)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said


@pytest.mark.parametrize(
    ("data", "sheet", "error", "words"),
    [
        pytest.param(plan(), {"sha256": "0" * 64}, FileError, "a.pdf has changed since it was read", id="changed"),
        pytest.param(plan(password="x"), {}, EncryptedError, "a.pdf is locked", id="locked"),
        pytest.param(plan(), {"page": 9}, DamagedError, "a.pdf has no page 9", id="a page that is not there"),
        pytest.param(plan()[:300], {}, FileError, "can't be opened", id="cut short"),
        pytest.param(b"chu viet", {}, FileError, "a.pdf has no pictures of its pages", id="text"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(40), {}, FileError, "can't be opened", id="broken picture"),
    ],
)
def test_what_cannot_be_drawn_says_why(
    tmp_path: Path, data: bytes, sheet: dict[str, object], error: type[FileError], words: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    known: dict[str, object] = {"sha256": hashlib.sha256(data).hexdigest(), "page": 1}
    with pytest.raises(error, match=words) as told:
        draw(str(tmp_path / "a.pdf"), Sheet(path="a.pdf", source="ocr", **(known | sheet)), SETTINGS)  # type: ignore[arg-type]
    assert "\n" not in str(told.value)


def test_a_locked_file_opens_with_a_password_and_is_told_to_be_private(tmp_path: Path) -> None:
    data = plan(password="bi mat")
    (tmp_path / "a.pdf").write_bytes(data)
    (tmp_path / "passwords").write_text("bi mat\n")
    settings = SETTINGS.model_copy(update={"password_file": tmp_path / "passwords"})
    sheet = Sheet(hashlib.sha256(data).hexdigest(), "a.pdf", 1, "text_layer")
    _, private = draw(str(tmp_path / "a.pdf"), sheet, settings)
    assert private


@pytest.mark.parametrize("path", ["không có.pdf", "../ngoai.pdf"])
def test_a_file_that_is_gone_or_outside_says_so(tmp_path: Path, path: str) -> None:
    (tmp_path / "ngoai.pdf").write_bytes(plan())
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "a.pdf").write_bytes(plan())
    with pytest.raises(FileError, match="no longer in the archive"):
        Files(str(tmp_path / "kho")).location(path)


def test_a_picture_is_kept_and_a_file_that_goes_is_told_all_the_same(tmp_path: Path) -> None:
    """Drawn once in a process of its own, then taken from memory, and in another sitting from the disk."""
    data, archive = plan(), tmp_path / "kho"
    archive.mkdir()
    (archive / "a.pdf").write_bytes(data)
    sheet = Sheet(hashlib.sha256(data).hexdigest(), "a.pdf", 1, "text_layer")
    pictures = Pictures(Files(str(archive)), tmp_path / ".review", SETTINGS)
    try:
        first = pictures.draw(sheet)
    finally:
        pictures.close()
    [kept_file] = (tmp_path / ".review").glob("*.jpg")
    assert first[:2] == b"\xff\xd8"
    # The process that draws has ended: only what was kept can answer.
    assert pictures.draw(sheet) == first
    again = Pictures(Files(str(archive)), tmp_path / ".review", SETTINGS)
    assert again.draw(sheet) == kept_file.read_bytes()
    (archive / "a.pdf").rename(tmp_path / "a.pdf")
    (archive / "b.txt").write_text("x")
    with pytest.raises(FileError, match=r"a\.pdf is no longer in the archive"):
        again.draw(sheet)


@pytest.mark.parametrize(
    "error",
    [
        LimitError("it took longer than 30 seconds", "raise the limit with --file-seconds"),
        CrashError("the process that read the file died (SIGSEGV)", "run again"),
    ],
)
def test_a_page_that_takes_too_long_or_kills_its_process_is_told(tmp_path: Path, error: FileError) -> None:
    """Of the drawing's own limits: the advice of a run's would lead nowhere."""
    (tmp_path / "a.pdf").write_bytes(plan())
    pictures = Pictures(Files(str(tmp_path)), None, SETTINGS)

    class Worker:
        def run(self, *_: object) -> object:
            raise error

    pictures._worker = Worker()  # type: ignore[assignment]
    with pytest.raises(FileError) as told:
        pictures.draw(Sheet("0" * 64, "a.pdf", 2, "ocr"))
    assert str(told.value) == f"page 2 of a.pdf can't be drawn: {error.what}; open the file in its own program"


def test_what_was_not_looked_at_for_the_longest_time_goes_first(tmp_path: Path) -> None:
    for nth, size in enumerate((40, 40, 40)):
        path = tmp_path / f"{nth}.jpg"
        path.write_bytes(bytes(size))
        os.utime(path, (1000 + nth, 1000 + nth))
    prune(tmp_path, 90)
    assert sorted(path.name for path in tmp_path.glob("*")) == ["1.jpg", "2.jpg"]
