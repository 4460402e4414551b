"""The lettering in the ring of a round seal: unrolled, read once, kept where it is sure."""

from __future__ import annotations

import time

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from pipeline.errors import SetupError
from pipeline.evaluating import fonts, ink
from pipeline.evaluating.fonts import Weight
from pipeline.pages import LineKind
from pipeline.reading import rings
from pipeline.reading.cleanup import Cleaned
from pipeline.reading.eye import Eye
from pipeline.reading.inks import red_ink
from pipeline.reading.layout import assemble
from pipeline.reading.recognise import Found, to_words
from pipeline.reading.rings import circle_of, read_rings, round_things
from pipeline.settings import ReadingSettings
from tests.helpers.scans import engine

Picture = npt.NDArray[np.uint8]

DPI = 200.0
SIDE = 296
NAME = "ỦY BAN NHÂN DÂN HUYỆN TRÀ LĨNH"


def paper() -> Picture:
    return np.full((700, 900, 3), 250, np.uint8)


def sealed(name: str, seed: int = 1) -> Picture:
    """A page in blue, green and red with a drawn seal, its box near (300, 150, 596, 446)."""
    try:
        face = fonts.find("liberation")
    except SetupError as error:
        pytest.skip(str(error))
    mark = ink.seal(name, SIDE, face.fount(Weight.BOLD).path, np.random.default_rng(seed))
    page = ink.lay(paper()[..., ::-1].copy(), mark, 300, 150)
    return np.ascontiguousarray(page[..., ::-1])


def cleaned(page: Picture) -> Cleaned:
    return Cleaned(np.full(page.shape[:2], 255, np.uint8), DPI, 0, 0.0, False, red_ink(page))


def seeing() -> Eye:
    return Eye(engine("tesserocr"), ReadingSettings(), DPI, time.monotonic() + 60)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(NAME, id="a long name"),
        pytest.param("BỘ Y TẾ", id="a short one, far from the star"),
    ],
)
def test_a_ring_is_read_as_one_stamp_line(name: str) -> None:
    """Its words come in order, clockwise from the bottom, without the star; the line's box is the seal's."""
    (words,) = read_rings(cleaned(sealed(name)), [], seeing())
    lines, _ = assemble((), width_pt=324.0, height_pt=252.0, rings=[to_words(words, 900, 700)])
    (line,) = lines
    assert (line.text, line.kind) == (name, LineKind.STAMP)
    assert line.box == pytest.approx((300 / 900, 150 / 700, 596 / 900, 446 / 700), abs=0.01)


def drawn(shape: str) -> Picture:
    page = paper()
    red = (40, 40, 215)
    if shape in ("circles", "open"):
        cv2.circle(page, (450, 300), 146, red, 7)
        cv2.circle(page, (450, 300), 100, red, 3)
    if shape == "open":
        cv2.rectangle(page, (450, 100), (650, 500), (250, 250, 250), -1)
    if shape == "logo":
        cv2.fillPoly(page, [np.array([[450, 160], [600, 300], [450, 440], [300, 300]])], red)
    if shape == "disc":
        cv2.circle(page, (450, 300), 146, red, -1)
    if shape == "frame":
        cv2.rectangle(page, (310, 160), (590, 440), red, 6)
        cv2.putText(page, "MINH HOA", (330, 300), cv2.FONT_HERSHEY_SIMPLEX, 1.5, red, 4)
    return page


@pytest.mark.parametrize("shape", ["none", "circles", "open", "logo", "disc", "frame"])
def test_what_is_no_lettered_ring_costs_no_look(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page without a seal, circles without letters, half a circle, a logo, a disc, a square frame."""

    def look(*_: object, **__: object) -> tuple[Found, ...]:
        raise AssertionError("a look was taken")

    monkeypatch.setattr(Eye, "look", look)
    assert read_rings(cleaned(drawn(shape)), [], seeing()) == ()


def test_two_seals_of_a_page_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three, one look each."""
    looks: list[tuple[int, ...]] = []

    def look(_: Eye, picture: Picture, *__: object, **___: object) -> tuple[Found, ...]:
        looks.append(picture.shape)
        return ()

    monkeypatch.setattr(Eye, "look", look)
    one = sealed(NAME)
    assert read_rings(cleaned(np.hstack([one, one, one])), [], seeing()) == ()
    assert len(looks) == rings.MOST == 2


def test_a_black_seal_is_sought_where_one_was_found() -> None:
    """On a black copy the boxes of round ink are given; there the ring is read from the grey page."""
    grey = red_ink(sealed(NAME))
    assert grey is not None
    page = Cleaned(grey, DPI, 0, 0.0, False)
    (words,) = read_rings(page, round_things(grey, DPI), seeing())
    assert " ".join(one.text for one in words) == NAME
    assert read_rings(page, [], seeing()) == ()


def test_a_pen_across_the_rim_moves_no_circle() -> None:
    """The rim is fitted to most of its directions: a stroke that juts out, or a gap in it, changes nothing."""
    page = sealed(NAME)
    cv2.line(page, (560, 300), (620, 330), (40, 40, 215), 8)
    cv2.line(page, (300, 400), (420, 460), (250, 250, 250), 12)
    red = red_ink(page)
    assert red is not None
    circle = circle_of(red, (300, 150, 624, 446))
    assert circle is not None
    assert (circle.x, circle.y, circle.radius) == pytest.approx((448, 298, 146), abs=4)


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        pytest.param([("SỞ", 0.9), ("NỘI", 0.9), ("VỤ", 0.9)], True, id="sure syllables"),
        pytest.param([("TRƯỜNG", 0.9), ("THPT", 0.9), ("HÀ", 0.9)], True, id="a short form that is certain"),
        pytest.param([("*", 0.9), ("SỞ", 0.9), ("NỘI", 0.9), ("VỤ", 0.9)], True, id="with a star"),
        pytest.param([("SỞ", 0.5), ("NỘI", 0.5), ("VỤ", 0.6)], False, id="doubtful"),
        pytest.param([("SỞ", 0.9), ("KWZ", 0.9)], False, id="one syllable"),
        pytest.param([("sở", 0.9), ("nội", 0.9), ("vụ", 0.9)], False, id="no capitals"),
        pytest.param([("ỦY", 0.9), ("BAN", 0.9), ("P'.*H", 0.7), ("XM#O", 0.7)], False, id="with holes in it"),
        pytest.param([("SỞ", 0.9), ("NỘI", 0.9), ("VỤ", 0.9), ("T2/6", 0.7)], False, id="a word that a pen crossed"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_what_is_kept(read: list[tuple[str, float]], kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of a ring's words or none."""
    found = tuple(Found(text, 40 * n, 0, 40 * n + 30, 20, sure) for n, (text, sure) in enumerate(read))
    monkeypatch.setattr(Eye, "look", lambda *_, **__: found)
    made = read_rings(cleaned(sealed(NAME)), [], seeing())
    wanted = [one.text for one in found if one.text != "*"]
    assert [[one.text for one in words] for words in made] == ([wanted] if kept else [])
