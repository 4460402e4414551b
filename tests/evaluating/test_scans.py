"""Made files: deterministic, of the kind asked for, and read back as the truth says."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.errors import GoldError, SetupError
from pipeline.evaluating import accuracy, scans
from pipeline.evaluating.drafts import Draft, DraftTable, parse
from pipeline.evaluating.dressing import Dressing
from pipeline.evaluating.scans import KINDS, PRESETS, Made, make
from pipeline.evaluating.truth import APART, Place, from_json, upright
from pipeline.pages import Source
from pipeline.reading.read import read_bytes
from tests.evaluating import made


@pytest.fixture(autouse=True)
def fonts_are_here() -> None:
    made.face()


def _words(result: Made) -> list[str]:
    lines = [line for page in result.truth.pages for line in page.lines if line.place not in APART]
    return [word.text for line in lines for word in line.words]


@pytest.mark.parametrize("preset", PRESETS)
def test_the_same_seed_gives_the_same_bytes(preset: str) -> None:
    one, other = (make(made.plan(), preset=preset, dpi=100, seed=7, pages=[1]) for _ in range(2))
    assert one.data == other.data and one.truth == other.truth
    assert make(made.plan(), preset=preset, dpi=100, seed=8, pages=[1]).data != one.data


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "png"])
def test_kinds_of_files(kind: str) -> None:
    one, other = (make(made.plan(), kind=kind, preset="clean", dpi=100) for _ in range(2))
    assert one.data == other.data
    assert len(one.truth.pages) == 2
    magic = {"pdf": b"%PDF", "born": b"%PDF", "tiff": b"II*\0", "docx": b"PK"}[kind]
    assert one.data.startswith(magic)
    assert one.suffix == {"born": ".pdf"}.get(kind, "." + kind)


def test_a_scan_has_no_text_behind_it() -> None:
    document = pypdfium2.PdfDocument(make(made.plan(), preset="clean", dpi=100).data)
    assert [page.get_textpage().get_text_range() for page in document] == ["", ""]
    size = document[0].get_size()
    assert size == pytest.approx((595.3, 841.9), abs=1)
    document.close()


def test_copies_are_packed_as_a_fax() -> None:
    result = make(made.plan(), preset="copy", dpi=150, pages=[1])
    with pikepdf.open(io.BytesIO(result.data)) as file:
        picture = file.pages[0].Resources.XObject.Scan
        assert picture.Filter == "/CCITTFaxDecode" and picture.BitsPerComponent == 1
    shown = next(iter(pypdfium2.PdfDocument(result.data))).render(scale=1).to_numpy()
    assert shown.mean() > 180, "black and white are the wrong way round"


def test_a_tiff_has_every_page() -> None:
    result = make(made.plan(), kind="tiff", preset="copy", dpi=100)
    with Image.open(io.BytesIO(result.data)) as image:
        assert image.n_frames == 2 and image.mode == "1"  # type: ignore[attr-defined]
        assert image.info["dpi"] == (100, 100)


def test_a_picture_is_of_one_page() -> None:
    result = make(made.plan(), kind="png", preset="clean", dpi=100, pages=[2])
    with Image.open(io.BytesIO(result.data)) as image:
        assert image.size[0] < image.size[1]
    assert [page.number for page in result.truth.pages] == [1]
    with pytest.raises(GoldError, match="has 2 pages"):
        make(made.plan(), kind="png", preset="clean", dpi=100)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_true_when_upright(turn: int) -> None:
    straight = make(made.plan(), preset="clean", dpi=100).truth.pages
    turned = make(made.plan(), preset="clean", dpi=100, turn=turn).truth.pages
    for one, other in zip(straight, turned, strict=True):
        assert other.rotation == 360 - turn
        back = upright(other)
        assert [word.box for word in back.words] == [pytest.approx(word.box) for word in one.words]


def test_backs_follow_their_fronts() -> None:
    result = make(made.party(), preset="clean", dpi=100, dressing=Dressing(backs=True))
    front, back = result.truth.pages
    assert front.lines and not back.lines
    assert (back.number, back.dressing) == (2, ("back",))


def test_truth_comes_back_from_json() -> None:
    truth = make(made.plan(), preset="hard", dpi=100, seed=3).truth
    assert from_json(truth.to_json()) == truth


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ({"preset": "awful"}, "no preset awful; choose one of clean"),
        ({"kind": "djvu"}, "no kind of file djvu"),
        ({"font": "comic"}, "no font family comic"),
        ({"dpi": 50}, "50 dots an inch are out of bounds"),
        ({"dpi": 1200}, "1200 dots an inch are out of bounds"),
        ({"turn": 45}, "turned by 45 degrees"),
    ],
)
def test_what_cannot_be_made(arguments: dict[str, object], what: str) -> None:
    with pytest.raises(SetupError, match=what):
        make(made.party(), **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("draft", [made.plan(), made.party(), made.letter()], ids=lambda draft: draft.name)
@pytest.mark.parametrize("kind", ["born", "docx"])
def test_text_is_read_back_word_by_word(draft: Draft, kind: str) -> None:
    result = make(draft, kind=kind, seed=2)
    reading = read_bytes(result.data, draft.name)
    read = " ".join(accuracy.flow(page) for page in reading.pages).split()
    assert [word for word in read if set(word) != {"-"} or len(word) < 3] == _words(result)


def test_counted_labels_read_as_typed_ones() -> None:
    typed, counted = (make(made.plan(), kind="docx", seed=seed) for seed in (0, 1))
    texts = [[page.text for page in read_bytes(one.data, "x").pages] for one in (typed, counted)]
    assert texts[0] == texts[1]
    assert b"numPr" in _part(counted.data, "word/document.xml")
    assert b"numPr" not in _part(typed.data, "word/document.xml")


@pytest.mark.parametrize(
    "labels",
    [
        # The alphabet of decrees has đ, which no counter of Word's knows: from there on labels are typed.
        ["a) x", "b) x", "c) x", "d) x", "đ) x", "e) x"],
        # Numerals that skip and repeat are kept as they stand.
        ["I. A", "II. B", "IV. C", "IV. D", "1. x", "3. y", "3. z"],
        # A list begins again below the next heading.
        ["1. x", "a) y", "b) y", "2. x", "a) y", "- z", "- z"],
        # A year or a sum that opens a sentence is no label.
        ["2031 là năm đầu.", "15. 000 đồng", "1) x", "2) y"],
    ],
)
def test_labels_are_counted_only_where_the_count_is_true(labels: list[str]) -> None:
    result = make(parse("\n".join(labels)), kind="docx", seed=1)
    (page,) = read_bytes(result.data, "x").pages
    assert page.text.split("\n") == labels


def test_tables_of_word_files() -> None:
    result = make(made.plan(), kind="docx")
    reading = read_bytes(result.data, "x")
    (table,) = [table for page in reading.pages for table in page.tables if table.columns == 5]
    (draft,) = [element for element in made.plan().elements if isinstance(element, DraftTable)]
    spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in table.cells}
    assert spans == {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in draft.cells}


def test_a_clean_scan_is_read_as_the_truth_says() -> None:
    result = make(made.plan(), preset="clean", dpi=200, pages=[1])
    try:
        (page,) = read_bytes(result.data, "x").pages
    except SetupError as error:
        pytest.skip(f"no OCR on this machine: {error}")
    assert page.source is Source.OCR
    (truth,) = result.truth.pages
    found = accuracy.compare(truth, accuracy.flow(page))
    # Tesseract may drop a line of Nơi nhận whose rows lie between those of the signing block.
    found.pop(Place.FOOT_LEFT)
    rate = accuracy.whole(found).cer
    assert rate is not None and rate < 0.005
    # And where it says: the boxes of the words read lie on those of the same true words.
    true = {word.text: word.box for word in truth.words}
    both = [(word.box, true[word.text]) for word in page.words if word.box and _once(truth.text, word.text)]
    assert len(both) > 40
    overlaps = [_overlap(one, other) for one, other in both]
    assert sum(value > 0.6 for value in overlaps) > 0.95 * len(overlaps)


def _once(text: str, word: str) -> bool:
    return text.split().count(word) == 1


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return wide * high / (sum(areas) - wide * high)


def test_gold_names_the_made_file() -> None:
    raw = {"file": "x.docx", "document": {"type": "kế hoạch"}, "tasks": []}
    gold = scans.gold_of(raw, "x.pdf", Dressing(urgency="HỎA TỐC"))
    assert gold == {"file": "x.pdf", "document": {"type": "kế hoạch", "urgency": "hỏa tốc"}, "tasks": []}
    assert raw["document"] == {"type": "kế hoạch"}, "the gold given was changed"


def test_the_command_writes_files_truth_and_gold(tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    (drafts / "ke-hoach.doc.txt").write_text(made.PLAN, encoding="utf-8")
    (drafts / "ke-hoach.json").write_text(json.dumps({"document": {"type": "kế hoạch"}}), encoding="utf-8")
    out = tmp_path / "out"
    run = CliRunner().invoke(scans.main, [str(drafts), str(out), "--preset", "clean", "--dpi", "100"])
    assert run.exit_code == 0, run.output
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.*")) == [
        "files/ke-hoach.pdf",
        "gold/ke-hoach.json",
        "truth/ke-hoach.truth.json",
    ]
    truth = from_json((out / "truth" / "ke-hoach.truth.json").read_text(encoding="utf-8"))
    assert truth.pages[0].lines[0].place is Place.HEADING_LEFT
    empty = CliRunner().invoke(scans.main, [str(out), str(tmp_path / "none")])
    assert empty.exit_code == 1 and "no drafts" in empty.output


def _part(data: bytes, name: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name)
