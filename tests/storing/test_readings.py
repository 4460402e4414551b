"""The reading store gives back exactly what was put in, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import OutputError
from pipeline.pages import (
    Align,
    Cell,
    FileReading,
    Line,
    LineKind,
    Page,
    Reading,
    Source,
    Table,
    Witness,
    Word,
)
from pipeline.storing import codec
from pipeline.storing.readings import Place, ReadingStore

floats = st.floats(allow_nan=False)
texts = st.text(max_size=8)
boxes = st.tuples(floats, floats, floats, floats)
some_boxes = st.none() | boxes
words = st.builds(
    Word,
    text=texts,
    box=some_boxes,
    confidence=floats,
    size=st.none() | floats,
    bold=st.none() | st.booleans(),
    italic=st.none() | st.booleans(),
)
lines = st.builds(
    Line,
    words=st.lists(words, max_size=3).map(tuple),
    kind=st.sampled_from(LineKind),
    paragraph=st.none() | st.integers(),
    align=st.none() | st.sampled_from(Align),
)
cells = st.builds(
    Cell, row=st.integers(), column=st.integers(), lines=st.lists(st.integers(), max_size=3).map(tuple), box=some_boxes
)
tables = st.builds(
    Table,
    rows=st.integers(),
    columns=st.integers(),
    cells=st.lists(cells, max_size=2).map(tuple),
    box=some_boxes,
    continues=st.booleans(),
)
looks = st.builds(Reading, purpose=texts, box=boxes, text=texts, engine=texts, confidence=floats)
pages = st.builds(
    Page,
    number=st.integers(),
    width_pt=st.none() | floats,
    height_pt=st.none() | floats,
    source=st.sampled_from(Source),
    lines=st.lists(lines, max_size=2).map(tuple),
    tables=st.lists(tables, max_size=2).map(tuple),
    readings=st.lists(looks, max_size=2).map(tuple),
    rotation=st.integers(),
    skew_deg=st.none() | floats,
    picture=st.none() | st.tuples(st.integers(), st.integers()),
    error=st.none() | texts,
)
readings = st.builds(
    FileReading,
    sha256=texts,
    media_type=texts,
    pages=st.lists(pages, max_size=2).map(tuple),
    witnesses=st.lists(st.builds(Witness, source=texts, key=texts, value=texts), max_size=2).map(tuple),
    engine=st.none() | texts,
)


@settings(max_examples=60)
@given(readings)
def test_a_reading_is_kept_exactly(reading: FileReading) -> None:
    """Every field, every float to its last bit, tuples as tuples and enumerations as themselves."""
    again = codec.loads(FileReading, codec.dumps(reading))
    assert again == reading
    assert repr(again) == repr(reading)


def some_reading(sha256: str, text: str = "xin chào") -> FileReading:
    page = Page(1, 595.0, 842.0, Source.OCR, (Line((Word(text, (0.1, 0.2, 0.3, 1 / 3), 0.7),)),))
    return FileReading(sha256, "application/pdf", (page,))


def sha(n: int) -> str:
    return f"{n:064x}"


def test_what_is_put_is_found(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path, "v1")
    place = store.put(some_reading(sha(1)))
    assert ReadingStore(tmp_path, "v1").find(sha(1)) == place
    assert store.load(place) == some_reading(sha(1))
    assert store.find(sha(2)) is None
    assert ReadingStore(tmp_path, "v2").find(sha(1)) is None, "another reading version sees other readings"


def test_packed_readings_are_found_again(tmp_path: Path) -> None:
    """Packing changes where readings lie, not what they are, and leaves no loose ones behind."""
    store = ReadingStore(tmp_path, "v1")
    for n in range(40):
        store.put(some_reading(sha(n), f"chữ {n}"))
    assert store.pack(least=41) is None, "too few to be worth a segment"
    assert store.pack(least=40) is not None
    assert list(store.loose()) == []
    store.put(some_reading(sha(99)))
    for again in (store, ReadingStore(tmp_path, "v1")):
        for n in (0, 15, 16, 39):
            place = again.find(sha(n))
            assert place is not None
            assert place.row == n
            assert again.load(place) == some_reading(sha(n), f"chữ {n}")
        assert again.find(sha(99)) is not None


def test_a_newer_reading_replaces_a_packed_one(tmp_path: Path) -> None:
    """Read again, a file's newer reading is found, also after packing; a leftover of the same bytes goes."""
    store = ReadingStore(tmp_path, "v1")
    for n in range(3):
        store.put(some_reading(sha(n), f"chữ {n}"))
    store.pack(least=1)
    store.put(some_reading(sha(1), "đọc lại"))
    store.put(some_reading(sha(2), "chữ 2"))
    store.put(some_reading(sha(3), "chữ 3"))
    assert store.pack(least=1) is not None
    for again in (store, ReadingStore(tmp_path, "v1")):
        for n, text in enumerate(["chữ 0", "đọc lại", "chữ 2", "chữ 3"]):
            place = again.find(sha(n))
            assert place is not None
            assert again.load(place) == some_reading(sha(n), text)
    assert [path.stem for path in store.loose()] == [sha(1)]


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda data: b"", "empty"),
        (lambda data: data[:10], "cut in the header"),
        (lambda data: data[:-3], "cut at the end"),
        (lambda data: data[:20] + bytes(len(data) - 20), "a torn write: zeros"),
        (lambda data: b"XXXX" + data[4:], "not ours"),
        (lambda data: data[:4] + b"12345678" + data[12:], "written for other types"),
        (lambda data: data[:12] + b"\xff" * 8 + data[20:], "an absurd length"),
    ],
)
def test_a_damaged_reading_counts_as_not_there(tmp_path: Path, damage: object, why: str) -> None:
    store = ReadingStore(tmp_path, "v1")
    place = store.put(some_reading(sha(1)))
    path = store.folder / place.file
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert store.load(place) is None, why


def test_a_damaged_segment_costs_its_readings_only(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path, "v1")
    store.put(some_reading(sha(1)))
    segment = store.pack(least=1)
    assert segment is not None
    store.put(some_reading(sha(2)))
    segment.write_bytes(b"no parquet")
    again = ReadingStore(tmp_path, "v1")
    assert again.find(sha(1)) is None
    assert again.find(sha(2)) is not None
    assert again.load(Place(segment.name, 0)) is None


def test_a_hash_is_no_path(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        ReadingStore(tmp_path, "v1").find("../../secret")


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / ".reading").write_text("a file where the folder should be")
    with pytest.raises(OutputError, match="reading store"):
        ReadingStore(tmp_path, "v1").put(some_reading(sha(1)))


def test_readings_nobody_asks_for_go(tmp_path: Path) -> None:
    """Loose or packed: the store grows with the archive, not with its changes."""
    store = ReadingStore(tmp_path, "v1")
    for n in range(6):
        store.put(some_reading(sha(n)))
    segment = store.pack(least=1)
    assert segment is not None
    store.put(some_reading(sha(6)))
    store.put(some_reading(sha(7)))
    store.prune({sha(n) for n in (0, 1, 2, 3, 7)})
    assert segment.exists(), "most of it is wanted"
    assert [path.stem for path in store.loose()] == [sha(7)]
    store.prune({sha(n) for n in (0, 1, 7)})
    assert not segment.exists()
    for again in (store, ReadingStore(tmp_path, "v1")):
        for n in range(8):
            place = again.find(sha(n))
            assert (place is not None) == (n in (0, 1, 7)), n
            assert place is None or again.load(place) == some_reading(sha(n))
    store.prune(set())
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


def test_of_a_reading_made_again_the_new_one_outlives_its_segment(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path, "v1")
    for n in range(4):
        store.put(some_reading(sha(n)))
    store.pack(least=1)
    store.put(some_reading(sha(0), "mới"))
    store.prune({sha(0), sha(1)})
    for n, text in ((0, "mới"), (1, "xin chào")):
        place = store.find(sha(n))
        assert place is not None
        assert store.load(place) == some_reading(sha(n), text)


def test_the_version_before_this_one_is_kept_older_ones_go(tmp_path: Path) -> None:
    """A setting can be tried and taken back without reading everything twice; trying many keeps two."""

    def versions() -> set[str]:
        return {path.name for path in (tmp_path / ".reading").iterdir() if path.is_dir()}

    for version, kept in (("v1", {"v1"}), ("v2", {"v1", "v2"}), ("v1", {"v1", "v2"}), ("v3", {"v1", "v3"})):
        store = ReadingStore(tmp_path, version)
        store.put(some_reading(sha(1)))
        store.prune({sha(1)})
        assert versions() == kept
        assert store.find(sha(1)) is not None


def test_a_full_disk_while_packing_loses_no_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ReadingStore(tmp_path, "v1")
    store.put(some_reading(sha(1)))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.storing.readings.write_parquet", full)
        with pytest.raises(OutputError, match="No space left"):
            store.pack(least=1)
    place = store.find(sha(1))
    assert place is not None
    assert store.load(place) == some_reading(sha(1))
