"""A page's picture to a page, on both engines: columns, tables, seals, handwriting, damage."""

from __future__ import annotations

import time
from functools import cache

import cv2
import numpy as np
import pytest

from pipeline.pages import LineKind, Page, Source
from pipeline.reading import cleanup
from pipeline.reading.cleanup import Picture, turn
from pipeline.reading.eye import Eye
from pipeline.reading.scan import read_picture_page
from pipeline.reading.slots import HANDWRITTEN
from pipeline.settings import ReadingSettings
from tests.helpers.scans import A4, ENGINES, engine, kept, noisy, sealed, turned
from tests.reading.pictures.words import BODY, HEADING, ROWS, SIGNING

LAST = ENGINES[0]
SETTINGS = ReadingSettings()
SEAL = (1050, 1300)
"""Where a seal stands on page.png: on the signature, over the end of the office and of the name."""


def read(picture: Picture, name: str, dpi: float = 200) -> Page:
    return read_picture_page(picture, dpi, 1, *A4, SETTINGS, engine(name))


@cache
def page(name: str) -> Page:
    return read(kept("page.png"), name)


@cache
def table(name: str) -> Page:
    return read_picture_page(kept("table.png"), 200, 1, A4[1], A4[0], SETTINGS, engine(name))


def lines(page: Page, kind: LineKind) -> list[str]:
    return [line.text for line in page.lines if line.kind is kind]


def wrong(found: str, expected: str) -> list[str]:
    """The words of `expected` that were not found."""
    left = found.split()
    missing = []
    for word in expected.split():
        if word in left:
            left.remove(word)
        else:
            missing.append(word)
    return missing


EVERYTHING = " ".join(
    [f"{a} {b}" for a, b, _ in HEADING] + [text for _, text in BODY] + [f"{a} {b}" for a, b in SIGNING]
)


@pytest.mark.parametrize("name", ENGINES)
def test_columns(name: str) -> None:
    """Heading and foot come as two columns each, word for word."""
    found = page(name)
    assert found.source is Source.OCR
    left, right = lines(found, LineKind.LEFT), lines(found, LineKind.RIGHT)
    assert right == [text for _, text, *_ in (*HEADING, *SIGNING) if text]
    expected = [text for text, *_ in (*HEADING, *SIGNING) if text]
    assert len(left) == len(expected)
    assert left[:3] == expected[:3]
    assert len(wrong(" ".join(left), " ".join(expected))) <= 1  # of the small print


@pytest.mark.parametrize("name", ENGINES)
def test_body(name: str) -> None:
    """Nearly every word of the body, with the small ones that the outline hangs on."""
    found = lines(page(name), LineKind.BODY)
    assert len(wrong(" ".join(found), " ".join(text for _, text in BODY))) <= 3
    assert [line.split()[0] for line in found if line.startswith("-")] == ["-", "-"]
    starts = " ".join(line[:4] for line in found)
    assert all(label in starts for label in ("II.", "III.", "1.", "a)", "d)", "đ)"))
    assert "Quý II/2024;" in " ".join(found)


@pytest.mark.parametrize("name", ENGINES)
def test_second_looks(name: str) -> None:
    """Number, day and signing block were looked at again, at their places."""
    readings = {reading.purpose: reading for reading in page(name).readings}
    assert readings["number"].text == "Số: 127/KH-UBND"
    assert readings["day"].text == "Bến Mơ, ngày 05 tháng 3 năm 2024"
    signed = [reading.text for reading in page(name).readings if reading.purpose == "signature"]
    assert "CHỦ TỊCH\nHoàng Thị Mận" in signed[0]
    assert all(reading.confidence > 0.85 for reading in readings.values())
    assert readings["number"].box[0] < 0.4 < readings["day"].box[0]


@pytest.mark.parametrize("name", ENGINES)
def test_table(name: str) -> None:
    """Every cell of the table, also those with a numeral alone, empty ones and merged ones."""
    (found,) = table(name).tables
    words = [line.text for line in table(name).lines]
    cells = {(cell.row, cell.column): " ".join(words[i] for i in cell.lines) for cell in found.cells}
    expected = {(r, c): text for r, row in enumerate(ROWS) for c, text in enumerate(row) if (r, c) in cells}
    assert (found.rows, found.columns, len(found.cells)) == (7, 6, 34)
    assert {at: (cells[at], expected[at]) for at in cells if cells[at] != expected[at]} == {}
    assert "PHỤ LỤC" in words


def test_boxes_hold_their_words() -> None:
    """Every word's box is on the page and bears ink."""
    picture = kept("table.png")
    height, width = picture.shape
    found = list(table(LAST).words)
    assert len(found) > 60
    for word in found:
        assert word.box is not None
        x0, y0, x1, y1 = word.box
        assert 0 <= x0 < x1 <= 1
        assert 0 <= y0 < y1 <= 1
        assert picture[int(y0 * height) : int(y1 * height) + 1, int(x0 * width) : int(x1 * width) + 1].min() < 100, word


@pytest.mark.parametrize(
    ("damage", "allowed"),
    [
        pytest.param(lambda p: noisy(turned(p, 1.3), 10), 6, id="crooked and grainy"),
        pytest.param(lambda p: (p * np.linspace(1, 0.5, p.shape[1])).astype(np.uint8), 6, id="shadow"),
        pytest.param(lambda p: (220 - (255 - p.astype(int)) * 0.35).astype(np.uint8), 6, id="pale on grey"),
        pytest.param(lambda p: cv2.resize(p, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC), 6, id="300 dpi"),
    ],
)
def test_damage(damage: object, allowed: int) -> None:
    """Of 170 words only a few are lost to each usual fault of scans."""
    picture = damage(kept("page.png"))  # type: ignore[operator]
    found = read(picture, LAST, 200 * picture.shape[0] / 2339)
    assert len(wrong(found.text, EVERYTHING)) <= allowed


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_upright(turns: int) -> None:
    """A page on its side or its head is read upright and says how it was turned."""
    found = read_picture_page(
        turn(kept("page.png"), turns), 200, 1, *(A4 if turns == 180 else A4[::-1]), SETTINGS, engine(LAST)
    )
    assert found.rotation == 360 - turns
    assert (found.width_pt, found.height_pt) == A4
    assert len(wrong(found.text, EVERYTHING)) <= 6


def test_red_seal() -> None:
    """Under a red seal office and name stand as without it, and nothing is read into the seal."""
    found = read(sealed(kept("page.png"), SEAL), LAST)
    assert lines(found, LineKind.RIGHT)[-3:] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Hoàng Thị Mận"]
    assert not lines(found, LineKind.STAMP)


def test_black_seal() -> None:
    """Of a seal in black and white nothing is read, and the lines that it doesn't touch stand."""
    picture = cv2.cvtColor(sealed(kept("page.png"), (940, 1330), 110), cv2.COLOR_BGR2GRAY)
    found = read(np.where(picture < 150, 0, 255).astype(np.uint8), LAST)
    right = lines(found, LineKind.RIGHT)[3:]
    assert right[:2] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert len(" ".join(right[2:])) <= 16


def test_stamped_mark() -> None:
    """A mark in red ink is a stamp's line, though the cleaned page shows no red."""
    picture = cv2.cvtColor(kept("page.png"), cv2.COLOR_GRAY2BGR)
    mark = kept("page.png")[380:420, 750:970]  # `KẾ HOẠCH`, stamped red below the text
    picture[1600:1640, 300:520][mark < 128] = (40, 40, 215)
    found = cleanup.clean(picture, 200)
    assert found.grey[1600:1640, 300:520].min() > 150
    words = Eye(engine(LAST), SETTINGS, 200, time.monotonic() + 60).look(found.red, 11)  # type: ignore[arg-type]
    assert [word.text for word in words][1:] == ["HOẠCH"]


def handwritten_number() -> Picture:
    """page.png with the typed digits of number and day painted over by a pen."""
    picture = kept("page.png")
    cv2.rectangle(picture, (355, 270), (408, 310), 255, -1)
    for x in (372, 396):
        cv2.ellipse(picture, (x, 289), (9, 17), 20, 0, 360, 0, 3)
    cv2.rectangle(picture, (1102, 270), (1146, 310), 255, -1)
    for x in (1116, 1134):
        cv2.ellipse(picture, (x, 287), (8, 18), 15, 0, 360, 0, 3)
    return picture


@pytest.mark.parametrize("name", ENGINES)
def test_handwriting_is_doubted(name: str) -> None:
    """Pen strokes in the slots of number and day are never read with confidence; typed ones are."""
    found = read(handwritten_number(), name)
    slots = [line for line in found.lines if line.kind in (LineKind.LEFT, LineKind.RIGHT)]
    number = next(line for line in slots if "KH-UBND" in line.text)
    day = next(line for line in slots if "tháng" in line.text)
    assert min(word.confidence for word in number.words) <= HANDWRITTEN
    assert min(word.confidence for word in day.words[:4]) <= HANDWRITTEN
    assert day.words[-1].text == "2024"
    assert day.words[-1].confidence > 0.8
    assert all(r.confidence <= HANDWRITTEN for r in found.readings if r.purpose in ("number", "day"))
    typed = [line for line in page(name).lines if "KH-UBND" in line.text or "tháng 3" in line.text]
    assert min(word.confidence for line in typed for word in line.words) > 0.6


def test_blank() -> None:
    """White paper is a blank page, with its size."""
    found = read(np.full((2339, 1654), 250, np.uint8), LAST)
    assert (found.source, found.lines, found.picture) == (Source.BLANK, (), (1654, 2339))


@pytest.mark.parametrize("name", ENGINES)
def test_too_slow(name: str) -> None:
    """A page beyond the time limit says so; it does not stop the file."""
    found = read_picture_page(kept("page.png"), 200, 7, *A4, ReadingSettings(page_seconds=0.01), engine(name))
    assert found.number == 7
    assert found.error is not None
    assert "page_seconds" in found.error


def test_same_again() -> None:
    """The same picture gives the same page, whatever was read between."""
    first = page(LAST)
    read(kept("table.png"), LAST)
    assert read(kept("page.png"), LAST) == first
