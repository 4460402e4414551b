"""The marks of reading: what is seen of a page, and when a mark is reached."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.evaluating import figures, marks, overlaid, sightings, trials
from pipeline.evaluating.accuracy import Errors
from pipeline.evaluating.figures import Table
from pipeline.evaluating.overlaid import Verdicts
from pipeline.evaluating.sightings import Seen
from pipeline.evaluating.trials import Spent, Sum
from pipeline.evaluating.truth import Place, TrueLine, TruePage, TrueWord
from pipeline.pages import Line, LineKind, Page, Source, Word
from tests.evaluating import made

BOX = (0.1, 0.1, 0.2, 0.12)


def true_page(*lines: tuple[Place, str], covered: bool = False, rotation: int = 0) -> TruePage:
    """A page of lines; `covered`: the last one lies under a seal."""
    set_lines = [
        TrueLine(
            tuple(TrueWord(text, BOX, 13.0, covered=covered and nth == len(lines)) for text in said.split()), place
        )
        for nth, (place, said) in enumerate(lines, 1)
    ]
    return TruePage(1, 595, 842, tuple(set_lines), rotation=rotation)


def read_page(*said: str, source: Source = Source.OCR, rotation: int = 0) -> Page:
    lines = tuple(Line(tuple(Word(text, BOX) for text in one.split()), LineKind.BODY) for one in said)
    return Page(1, 595, 842, source, lines, rotation=rotation)


HEADING = ((Place.HEADING_LEFT, "SỞ NỘI VỤ"), (Place.HEADING_RIGHT, "CỘNG HÒA"), (Place.BODY, "Kính gửi"))
FOOT = ((Place.FOOT_LEFT, "Nơi nhận:"), (Place.FOOT_RIGHT, "GIÁM ĐỐC"), (Place.FOOT_RIGHT, "Tạ Văn Mẫu"))


@pytest.mark.parametrize(
    ("truth", "page", "expected"),
    [
        pytest.param(
            true_page(*HEADING),
            read_page("SỞ NỘI VỤ", "CỘNG HÒA", "Kính gửi"),
            Seen(pairs=4, texts=1, upright=1, texts_told=1),
            id="columns one after the other",
        ),
        pytest.param(
            true_page(*HEADING),
            read_page("CỘNG SỞ HÒA NỘI VỤ", "Kính gửi"),
            Seen(pairs=4, swapped=1, texts=1, upright=1, texts_told=1),
            id="columns read across each other",
        ),
        pytest.param(
            true_page(*HEADING),
            read_page("SỞ NỘI", "CỘNG HÒA", "gửi Kính"),
            Seen(pairs=3, texts=1, upright=1, texts_told=1),
            id="a lost word is no error of order, and the body is not asked",
        ),
        pytest.param(
            true_page(*FOOT, covered=True),
            read_page("Nơi nhận:", "GIÁM ĐỐC", "Tạ Văn Mẫu"),
            Seen(pairs=6, names=1, names_read=1, texts=1, upright=1, texts_told=1),
            id="the name under the seal is read",
        ),
        pytest.param(
            true_page(*FOOT, covered=True),
            read_page("Nơi nhận:", "GIÁM ĐỐC", "Tạ Vàn Mẫu"),
            Seen(pairs=5, names=1, texts=1, upright=1, texts_told=1),
            id="a name with one wrong letter is not",
        ),
        pytest.param(
            true_page(*FOOT),
            read_page("Nơi nhận:", "GIÁM ĐỐC", "Tạ Văn Mẫu"),
            Seen(pairs=6, texts=1, upright=1, texts_told=1),
            id="a name without ink over it is not counted",
        ),
        pytest.param(
            true_page(*HEADING, rotation=90),
            read_page("SỞ NỘI VỤ", "CỘNG HÒA", "Kính gửi", rotation=270),
            Seen(pairs=4, texts=1, texts_told=1),
            id="turned the wrong way",
        ),
        pytest.param(
            true_page(*HEADING),
            read_page(source=Source.BLANK),
            Seen(texts=1, upright=1),
            id="text taken for a blank page",
        ),
        pytest.param(
            TruePage(1, 595, 842, ()), read_page(source=Source.BLANK), Seen(blanks=1, blanks_told=1), id="a blank page"
        ),
        pytest.param(
            TruePage(1, 595, 842, ()), read_page("ghi nhớ"), Seen(blanks=1), id="words read from the other side's"
        ),
        pytest.param(
            TruePage(1, 595, 842, ()),
            replace(read_page(source=Source.BLANK), error="the page took longer than 1 s"),
            Seen(blanks=1),
            id="a page that failed is not told to be blank",
        ),
    ],
)
def test_what_is_seen_of_a_page(truth: TruePage, page: Page, expected: Seen) -> None:
    assert sightings.seen(truth, page) == expected


def _verdicts(table: Table) -> dict[str, str]:
    return {row[0]: row[-1] for row in table.rows}


def _sum(characters: int, wrong: int, seen: Seen | None = None, seconds: tuple[float, float, float] = (1, 2, 1)) -> Sum:
    """One page of body text, read in so many seconds by us, plain Tesseract and bare recognition."""
    errors = {"body": Errors(characters, wrong, 100, 0, 100), "table": Errors(100, 50, 20, 10, 10)}
    ours, plain, bare = (Spent(one, one) for one in seconds)
    one = Sum()
    one.add(trials.Result("", errors, ours, seen or Seen(), errors, plain, bare))
    return one


def test_marks_are_reached_at_their_border() -> None:
    """One wrong letter of a thousand is allowed to clean pages, two are not; tables are not running text."""
    reached = marks.table({"clean": _sum(1000, 1), "office": _sum(1000, 2)}, (), None)
    assert _verdicts(reached)["body CER, clean"] == figures.PASS
    assert _verdicts(reached)["body CER, typical"] == figures.SHORT


def test_shares_are_cut_and_not_rounded() -> None:
    """One page of 2,001 that stays askew is no 100 %."""
    seen = Seen(texts=2001, upright=2000, texts_told=2001)
    table = marks.table({"clean": _sum(1000, 0, seen)}, (Verdicts("a scan", 3, 3),), None)
    row = next(row for row in table.rows if row[0] == "rotation")
    assert row[2:] == ("99.9 %", "2001 pages with text", figures.SHORT)
    assert _verdicts(table)["layer verdicts"] == _verdicts(table)["text not taken for blank"] == figures.PASS


def test_speed_is_that_of_the_same_pages() -> None:
    """Twice as fast as plain Tesseract, and as fast as bare recognition, in one case; neither in the other."""
    fast = _verdicts(marks.table({"clean": _sum(9, 0), "hard": _sum(9, 0)}, (), None))
    slow = _verdicts(
        marks.table({"clean": _sum(9, 0, seconds=(2, 2, 1)), "hard": _sum(9, 0, seconds=(2, 2, 1))}, (), None)
    )
    speeds = [name for name in fast if name.startswith("throughput")]
    assert len(speeds) == 3
    assert all(fast[name] == figures.PASS and slow[name] == figures.SHORT for name in speeds)


def test_layers_are_told_apart() -> None:
    """Pages of every kind of layer are made as they should be, and judged right."""
    made.face()
    found = overlaid.verdicts([made.plan()], 7)
    assert len(found) == 7
    assert all(one.pages and one.right == one.pages for one in found), found


def test_a_blank_back_has_no_words() -> None:
    made.face()
    task = trials.Task("blank", made.letter(), trials.Kind.HEAD, trials.OFFICE, 0, 1, back=0.1)
    data, truth = trials.make(task)
    assert data.startswith(b"%PDF")
    assert not list(truth.words)
