"""Dirt is cleaned off and print stays: specks, flakes, streaks, the other side; and what stays out of the page."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from pipeline.pages import Line, LineKind, Word
from pipeline.reading import recognise
from pipeline.reading.cleanup import clean, find_skew
from pipeline.reading.dirt import without_ghosts
from pipeline.reading.inks import blue_ink
from pipeline.reading.lost import lost_lines
from pipeline.reading.noise import joined, without_ornaments
from pipeline.reading.pieces import INK, Picture, pieces_of
from pipeline.reading.recognise import Found
from pipeline.reading.seals import stray_letters, without_pen
from pipeline.reading.specks import SEEDS, is_strewn, without_specks
from pipeline.reading.streaks import without_streaks
from tests.helpers.scans import kept

DPI = 200.0


def specked(page: Picture, count: int = 1500) -> Picture:
    """The page with black specks of one to five pixels across, strewn over it."""
    rng = np.random.default_rng(3)
    made = page.copy()
    for x, y, size in zip(
        rng.integers(0, page.shape[1], count),
        rng.integers(0, page.shape[0], count),
        rng.integers(0, 3, count),
        strict=True,
    ):
        cv2.circle(made, (int(x), int(y)), int(size), 20, -1)
    return made


def ghostly(page: Picture, share: float = 0.3) -> Picture:
    """The page with its own mirror image shining through."""
    back = cv2.GaussianBlur(np.roll(page[:, ::-1], 17, axis=0), (0, 0), 1.0)
    return (page.astype(float) * (255 - share * (255 - back)) / 255).astype(np.uint8)


def wrong(made: Picture, page: Picture) -> float:
    """Share of the page's pixels that are ink in one picture and paper in the other."""
    return float(((made < 140) != (page < 140)).mean())


def test_specks_go_and_marks_stay() -> None:
    """Nine in ten specks are gone; of the print's own points, dots and tones next to nothing is."""
    page = kept("page.png")
    dirty = specked(page)
    assert is_strewn(pieces_of(dirty, DPI))
    made = without_specks(dirty, pieces_of(dirty, DPI))
    paper = cv2.erode(page, np.ones((25, 25), np.uint8)) > 200  # far from any print
    assert (made[paper] < 140).sum() <= 0.1 * (dirty[paper] < 140).sum()
    assert (made[page < 100] < 140).mean() > 0.995


@pytest.mark.parametrize("tone", ["over u", "semicolon", "full stop"])
def test_points_stay_on_a_specked_page(tone: str) -> None:
    """A mark over the open top of a u, a semicolon's dot and a full stop are small pieces and no specks."""
    page = specked(np.full((1400, 1000), 255, np.uint8), 900)
    for x in range(100, 900, 20):  # letters enough to measure by
        cv2.rectangle(page, (x, 1200), (x + 9, 1218), 0, -1)
    page[550:720, 350:560] = 255
    if tone == "over u":
        for x in (400, 412):
            cv2.rectangle(page, (x, 600), (x + 2, 618), 0, -1)
        cv2.rectangle(page, (400, 616), (414, 618), 0, -1)
        dot = (405, 592, 409, 596)
    else:
        cv2.rectangle(page, (400, 600), (409, 618), 0, -1)
        dot = (414, 600, 417, 603) if tone == "semicolon" else (414, 615, 417, 618)
        if tone == "semicolon":
            cv2.rectangle(page, (414, 614), (417, 624), 0, -1)
    cv2.rectangle(page, dot[:2], dot[2:], 0, -1)
    made = without_specks(page, pieces_of(page, DPI))
    assert (made != page).any()
    assert (made[dot[1] : dot[3] + 1, dot[0] : dot[2] + 1] < 140).all()


def sentences() -> Picture:
    """Lines of letters as boxes, a dot under each fifth, each as far down: what a page teaches about its dots."""
    page = specked(np.full((1400, 1000), 255, np.uint8), 900)
    page[60:1340, 60:940] = 255
    for top in range(100, 1300, 60):
        for nth, x in enumerate(range(100, 900, 20)):
            cv2.rectangle(page, (x, top), (x + 11, top + 18), 0, -1)
            if nth % 5 == 0:
                cv2.circle(page, (x + 5, top + 24), 2, 0, -1)
    return page


@pytest.mark.parametrize(
    ("x", "y", "kept"),
    [
        pytest.param(125, 124, True, id="under its letter, as far as all"),
        pytest.param(125, 131, False, id="under its letter, further than all"),
        pytest.param(125, 93, True, id="over a stem, as on an i"),
        pytest.param(897, 116, True, id="on the line behind the last letter: a full stop"),
        pytest.param(897, 107, False, id="half way up behind the last letter"),
        pytest.param(909, 116, False, id="on the line, far behind the last letter"),
    ],
)
def test_a_dot_by_its_place(x: int, y: int, kept: bool) -> None:
    """A dot is one where the page's own dots stand, and a speck of the same size elsewhere."""
    page = sentences()
    cv2.circle(page, (x, y), 2, 0, -1)
    made = without_specks(page, pieces_of(page, DPI))
    assert (made[y, x] < INK) is np.bool_(kept)


@pytest.mark.parametrize(
    ("x", "y", "shape", "kept"),
    [
        pytest.param(125, 124, "full", True, id="under its letter, like the others"),
        pytest.param(125, 124, "ragged", False, id="under its letter, but of another shape"),
        pytest.param(897, 116, "full", True, id="a full stop like the others"),
        pytest.param(897, 116, "ragged", True, id="a full stop of another shape at the line's end"),
    ],
)
def test_a_dot_by_its_shape(x: int, y: int, shape: str, kept: bool) -> None:
    """Where the page's own dots fill their boxes, what does not is dirt."""
    page = sentences()
    for top in range(100, 1300, 60):
        for at in range(100, 900, 100):
            cv2.rectangle(page, (at + 3, top + 22), (at + 7, top + 26), 0, -1)
    if shape == "full":
        cv2.rectangle(page, (x - 2, y - 2), (x + 2, y + 2), 0, -1)
    else:
        cv2.circle(page, (x, y), 2, 0, -1)
    made = without_specks(page, pieces_of(page, DPI))
    assert (made[y, x] < INK) is np.bool_(kept)


def test_a_row_of_dots_stays() -> None:
    """A form's dotted line may stand off the line of its letters; three dots on one height are a row."""
    page = sentences()
    places = (420, 432, 444)
    for x in places:
        cv2.circle(page, (x, 131), 2, 0, -1)
    made = without_specks(page, pieces_of(page, DPI))
    assert all(made[131, x] < INK for x in places)


def test_a_flake_in_a_stem_is_filled() -> None:
    """A white cross in a stroke is a flake; the eye of a letter is larger, and stays open."""
    page = sentences()
    cv2.line(page, (124, 109), (126, 109), 255)
    cv2.line(page, (125, 108), (125, 110), 255)
    cv2.rectangle(page, (143, 105), (147, 109), 255, -1)
    made = without_specks(page, pieces_of(page, DPI))
    assert made[109, 125] < INK
    assert made[107, 145] == 255


def test_a_flake_is_filled_wherever_paper_is_flooded_from() -> None:
    """Paper is flooded from places at fixed distances: a flake that stands on one is no paper for that."""
    page = sentences()
    cv2.rectangle(page, (SEEDS - 6, SEEDS - 12), (SEEDS + 6, SEEDS + 12), 0, -1)
    cv2.line(page, (SEEDS - 1, SEEDS), (SEEDS + 1, SEEDS), 255)
    cv2.line(page, (SEEDS, SEEDS - 1), (SEEDS, SEEDS + 1), 255)
    made = without_specks(page, pieces_of(page, DPI))
    assert made[SEEDS, SEEDS] < INK
    assert made[SEEDS, SEEDS + 20] == 255


def test_flakes_are_filled() -> None:
    """Pinholes in letters, which copying leaves, are ink again."""
    page = specked(kept("page.png"))
    core = cv2.dilate(kept("page.png"), np.ones((3, 3), np.uint8)) < 60  # well inside a stroke
    rows, columns = np.nonzero(core)
    chosen = slice(None, None, 29)
    page[rows[chosen], columns[chosen]] = 240
    made = without_specks(page, pieces_of(page, DPI))
    assert (made[rows[chosen], columns[chosen]] < 140).mean() > 0.9


def test_the_other_side_is_gone() -> None:
    """What shines through becomes paper, the page's own letters stay."""
    page = kept("page.png")
    made = without_ghosts(ghostly(page), DPI)
    assert (made[page > 250] > 230).mean() > 0.995
    assert wrong(made, page) < 0.01


@pytest.mark.parametrize(
    ("tone", "drift"),
    [
        pytest.param(40, 0, id="dark"),
        pytest.param(165, 0, id="paler than ink"),
        pytest.param(100, 5, id="wandering over five columns on a page not quite straight"),
    ],
)
def test_a_streak_through_letters(tone: int, drift: int) -> None:
    """Letters keep their bars where a streak crosses them, and the mark beside it; paper is paper again."""
    page = np.full((1400, 1000), 255, np.uint8)
    cv2.rectangle(page, (280, 600), (330, 604), 0, -1)
    cv2.rectangle(page, (306, 640), (310, 644), 0, -1)
    streaked = page.copy()
    for y in range(1400):
        x = 302 + y * drift // 1400
        streaked[y, x] = min(tone, int(streaked[y, x]))
    made = without_streaks(streaked, DPI)
    assert (made[page == 0] < 60).all()
    assert (made[page == 255] > 230).mean() > 0.9999


def test_a_streak_is_gone_and_a_frame_stays() -> None:
    """A line from edge to edge of the sheet goes; one that ends at the margins is the print's own."""
    page = np.full((1400, 1000), 255, np.uint8)
    page[:, 300:303] = 40
    page[100:1300, 700:703] = 40
    cv2.rectangle(page, (280, 600), (330, 604), 0, -1)  # a letter's bar across the streak
    made = without_streaks(page, DPI)
    assert (made[:590, 300:303] == 255).all()
    assert (made[600:605, 280:331] == 0).all()
    assert (made[100:1300, 700:703] == 40).all()


@pytest.mark.parametrize("mended", [without_ghosts, without_streaks])
def test_a_good_page_is_left_alone(mended: Callable[[Picture, float], Picture]) -> None:
    """Nothing of a page without that dirt is touched, nor by the mending of specks."""
    page = kept("page.png")
    assert mended(page, DPI) is page
    assert not is_strewn(pieces_of(page, DPI))


def test_a_stamp_is_no_copiers_dirt() -> None:
    """The crumbs of a worn stamp lie in one place: the page's points are not sought for them."""
    page = kept("page.png").copy()
    page[120:420, 150:600] = np.minimum(page[120:420, 150:600], specked(np.full((300, 450), 255, np.uint8), 200))
    assert not is_strewn(pieces_of(page, DPI))


def test_skew_by_the_lines_alone() -> None:
    """The scanner's dark bed along an edge lies straight where the lines don't: it is not asked."""
    page = kept("page.png")
    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 1.2, 1.0)
    crooked = cv2.warpAffine(page, matrix, (width, height), borderValue=(255,))
    crooked[-60:] = 30
    crooked[:, :40] = 30
    assert find_skew(crooked) == pytest.approx(1.2, abs=0.1)


def test_a_pen_in_blue() -> None:
    """A blue stroke through black print is lifted off, the print under it is left."""
    page = cv2.cvtColor(kept("page.png"), cv2.COLOR_GRAY2BGR)
    stroke = np.full_like(page, 255)
    cv2.line(stroke, (200, 900), (1400, 1100), (170, 60, 30), 9)
    inked = cv2.min(page, stroke)
    blue = blue_ink(inked)
    assert blue is not None
    grey = cv2.cvtColor(inked, cv2.COLOR_BGR2GRAY)
    made = without_pen(grey, blue)
    drawn = cv2.erode(stroke[..., 2], np.ones((3, 3), np.uint8)) < 100
    paper = cv2.erode(kept("page.png"), np.ones((7, 7), np.uint8)) > 240
    assert (made[drawn & paper] > 200).mean() > 0.99
    assert (made[kept("page.png") < 40] < 140).mean() > 0.98
    assert blue_ink(page) is None


def test_lost_lines() -> None:
    """A line without a word found in it is named by its place, a line that was read is not."""
    page = np.full((900, 1200), 255, np.uint8)
    for top in (100, 200, 300):
        for x in range(200, 700, 20):
            cv2.rectangle(page, (x, top), (x + 11, top + 20), 0, -1)
    found = [
        Found("chung", 200 + 100 * n, top - 4, 291 + 100 * n, top + 24, 0.9) for top in (100, 300) for n in range(5)
    ]
    (line,) = lost_lines(found, page, DPI)
    assert line[0] < 200 and line[1] < 200 and line[2] > 690 and 220 < line[3] < 260


@pytest.mark.parametrize(
    ("left", "top", "lost"),
    [
        pytest.param(200, 340, True, id="under a line, where lines begin"),
        pytest.param(160, 340, True, id="under first lines, which are indented"),
        pytest.param(420, 340, False, id="in the middle of the line"),
        pytest.param(200, 500, False, id="far below the text"),
        pytest.param(200, 300, False, id="beside words of its own line"),
    ],
)
def test_a_lost_last_line_of_one_word(left: int, top: int, lost: bool) -> None:
    """`án;` by itself is two letters: a line where a paragraph may end, dirt elsewhere."""
    page = np.full((900, 1200), 255, np.uint8)
    for x in (left, left + 16):
        cv2.rectangle(page, (x, top), (x + 12, top + 13), 0, -1)
    found = [
        Found("chung", 200 + 100 * n, y - 4, 291 + 100 * n, y + 24, 0.9, y)
        for y in (100, 200, 300)
        for n in range(1, 5)
    ]
    indented = [Found("chung", 200, y - 4, 291, y + 24, 0.9, y) for y in (100, 200)]
    places = lost_lines([*found, *indented, Found("chung", 240, 296, 291, 324, 0.9, 300)], page, DPI)
    assert [box[0] < left and box[1] < top < box[3] for box in places] == [True] * lost


def test_lost_words_of_joined_letters() -> None:
    """`Kính gửi:` on a soft picture is two pieces of ink: a line all the same; a single stroke is none."""
    page = np.full((900, 1200), 255, np.uint8)
    found = [Found("chung", 200 + 100 * n, 96, 291 + 100 * n, 124, 0.9) for n in range(5)]
    for x, wide in ((200, 76), (288, 52)):
        cv2.rectangle(page, (x, 200), (x + wide, 224), 0, -1)
    cv2.rectangle(page, (200, 400), (340, 424), 0, -1)
    (line,) = lost_lines(found, page, DPI)
    assert line[1] < 200 < line[3] < 260


@pytest.mark.parametrize(
    ("first", "second", "gap", "expected"),
    [
        ("H", "oà", 2, ["Hoà"]),
        ("H", "oà", 14, ["H", "oà"]),
        ("I", "oà", 2, ["I", "oà"]),
        ("H", "Sơn", 2, ["H", "Sơn"]),
    ],
)
def test_joined(first: str, second: str, gap: int, expected: list[str]) -> None:
    """A capital consonant set apart from its syllable is one word with it; a label is a word of its own."""
    words = [Found(first, 100, 50, 118, 75, 0.9), Found(second, 118 + gap, 50, 160, 75, 0.8)]
    assert [one.text for one in joined(words)] == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("~ Các sở;", "- Các sở;"),
        ("~Các sở;", "-Các sở;"),
        ("-~ Lưu: VT", "- Lưu: VT"),
        ("khoảng ~5 ha", "khoảng ~5 ha"),
        ("15⁄7 QÐ", "15/7 QĐ"),
        ("2020~2025", "2020~2025"),
    ],
)
def test_characters_of_the_engine(printed: str, expected: str) -> None:
    """A list's dash, a slash and Đ come as papers bear them; a tilde before a number is left."""
    rows = "\n".join(f"5\t1\t1\t1\t1\t{n}\t{n * 50}\t0\t40\t20\t90\t{text}" for n, text in enumerate(printed.split()))
    assert " ".join(one.text for one in recognise._parse(rows)) == expected


def line(text: str, top: float, confidence: float = 0.9) -> Line:
    """A line of the right column, its words side by side."""
    words = tuple(
        Word(word, (0.6 + 0.05 * n, top, 0.64 + 0.05 * n, top + 0.012), confidence)
        for n, word in enumerate(text.split())
    )
    return Line(words, LineKind.RIGHT)


def test_letters_of_a_soft_scan_are_no_ghosts() -> None:
    """Small soft type is paler than large type, but far from the pale other side: it stays, and the ghosts go."""
    rng = np.random.default_rng(3)
    page = np.full((900, 1200), 255, np.uint8)
    for row, (grey, scale, thick) in enumerate(((20, 1.2, 3), (118, 0.9, 2), (190, 0.9, 2))):
        for nth in range(4):
            text = "".join(rng.choice(list("nhmdbkpq"), 30))
            place = (40, 70 + 280 * row + 60 * nth)
            cv2.putText(page, text, place, cv2.FONT_HERSHEY_SIMPLEX, scale, grey, thick)
    made = without_ghosts(page, 200)
    small, ghosts = slice(330, 580), slice(600, 870)
    assert np.count_nonzero(made[small] < INK) >= np.count_nonzero(page[small] < INK) > 5000
    assert (page[ghosts] < 200).any() and (made[ghosts] > 250).all()


def test_ghosts_all_alike() -> None:
    """Dark letters and ghosts of one and the same grey: there is nothing to part among the ghosts."""
    page = np.full((600, 1200), 255, np.uint8)
    for row, grey in enumerate((20, 130)):
        for nth in range(4):
            cv2.putText(page, "nhmdbkpq" * 4, (40, 70 + 280 * row + 60 * nth), cv2.FONT_HERSHEY_SIMPLEX, 0.9, grey, 2)
    made = without_ghosts(page, 200)
    assert np.count_nonzero(made[:290] < 60) >= np.count_nonzero(page[:290] < 40) > 5000


@pytest.mark.parametrize(
    ("text", "dashes", "expected"),
    [
        pytest.param("NGHỀ.........", 400, ("NGHỀ", 160), id="dashes of the other column, read as dots"),
        pytest.param("NGHỀ.........", 175, ("NGHỀ.........", 700), id="dots that lead on from the word"),
        pytest.param("NGHỀ...", 400, ("NGHỀ...", 700), id="an ellipsis"),
        pytest.param(".............", 400, (".............", 700), id="dots alone"),
    ],
)
def test_ornaments(text: str, dashes: int, expected: tuple[str, int]) -> None:
    """Dashes that stand far behind a word are none of it."""
    page = np.full((60, 800), 255, np.uint8)
    page[20:50, 100:160] = 0
    for x in range(dashes, 700, 20):
        page[34:38, x : x + 10] = 0
    (found,) = without_ornaments([Found(text, 100, 20, 700, 50, 0.2)], page)
    assert (found.text, found.x1) == expected


def test_stray_letters() -> None:
    """One letter alone in the signing block is a pen's stroke; a word and a letter elsewhere are none."""
    lines = [line("x", 0.2), line("CHỦ TỊCH", 0.6), line("x", 0.7), line("Lê Văn An", 0.8)]
    assert stray_letters(lines, (0.5, 0.55, 1.0, 0.9)) == [lines[2].words[0]]


def test_coarse_pages_are_enlarged() -> None:
    """A page of 100 dpi is enlarged in the same step as it is straightened; one of 200 keeps its size."""
    page = kept("page.png")
    coarse = cv2.resize(page, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    made = clean(coarse, 100)
    assert made.dpi == pytest.approx(150)
    assert made.grey.shape == (round(coarse.shape[0] * 1.5), round(coarse.shape[1] * 1.5))
    assert clean(page, 200).grey.shape == page.shape
