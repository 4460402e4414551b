"""Facts made by hand become records: ids, evidence, links between rows, projections."""

from datetime import date

import pytest

from pipeline.pages import Line, LineKind, Page, Source, Word
from pipeline.parsing.assemble import assemble, work_id
from pipeline.parsing.bodies import split
from pipeline.parsing.confidence import Calibration
from pipeline.parsing.facts import (
    Assignee,
    Citation,
    Facts,
    FieldFact,
    Item,
    Layout,
    RecipientFact,
    Task,
    When,
    Zone,
    Zones,
)
from pipeline.parsing.text import Text, View
from pipeline.records import (
    BodyLevel,
    Flag,
    RecipientKind,
    Recurrence,
    Relation,
    Role,
    SectionKind,
    WitnessSource,
    WordKind,
)
from tests.helpers.paper import Sheet

CALIBRATION = Calibration({}, {}, {Flag.OCR_LOW: 0.5}, 1.0)


def made(text, facts, **changed):
    options = {
        "document_id": "d0",
        "path": "a/b.pdf",
        "ordinal": 1,
        "calibration": CALIBRATION,
        "segment": lambda string: tuple(string.split()),
    }
    return assemble(text, facts, **(options | changed))


def span(text, words):
    start = text.string.index(words)
    return start, start + len(words)


def view(text, *pieces):
    return View.of(text.string, [span(text, piece) for piece in pieces])


def item(text, index, parent, label, words, *, mark="decimal", level=1, more=()):
    whole = view(text, words, *more)
    content = whole.sub(whole.string.index(" ") + 1, len(whole.string))
    return Item(index, parent, level, mark, label, None, content, whole, SectionKind.CONTENT, (), "rule.item")


def field(name, value, words_span=(), *, chosen=False, flags=(), confidence=0.9):
    return FieldFact(name, value, WitnessSource.HEADING, words_span, "rule.field", confidence, flags, chosen)


def task(text, words, *, from_table=False, assignees=(), item=None, when=None):
    return Task(words, (span(text, words),), item, assignees, when, None, None, from_table, "rule.task")


def test_a_document_takes_the_chosen_values_in_their_types(evidence):
    text = Text([Sheet().write("KẾ HOẠCH Số 5/KH-UBND").page()])
    fields = (
        field("type", "kế hoạch", (span(text, "KẾ HOẠCH"),), chosen=True),
        field("number", "5/KH-UBND", (span(text, "5/KH-UBND"),), chosen=True),
        field("number", "6/KH-UBND", (span(text, "5/KH-UBND"),)),  # another witness, not believed
        field("issuer", "Ủy ban nhân dân xã Mẫu Trung", chosen=True),
        field("issuer_level", "commune", chosen=True),
        field("issued_on", "2031-02-12", chosen=True, confidence=0.4),
        field("issued_year", "2031", chosen=True),
        field("title", None, chosen=True, flags=(Flag.INCOMPLETE,)),  # nothing to choose
        field("issued_month", "2", chosen=True),
        field("issued_month", "3", chosen=True),  # a second choice is none
    )
    parsed = made(text, Facts(fields=fields))
    document = parsed.document
    assert (document.type, document.number, document.issuer_level) == ("kế hoạch", "5/KH-UBND", BodyLevel.COMMUNE)
    assert (document.issued_on, document.issued_year, document.issued_month) == (date(2031, 2, 12), 2031, 2)
    assert document.title is None
    assert document.flags == (Flag.INCOMPLETE,)
    assert document.confidence == 0.4  # no surer than its weakest value
    assert document.work_id == "kế hoạch | 5/kh-ubnd | ủy ban nhân dân xã mẫu trung | 2031-02-12"
    assert evidence(parsed) == 10


@pytest.mark.parametrize("missing", ["type", "number", "issuer", "issued_on"])
def test_no_work_id_where_a_part_is_missing(missing):
    columns = {"type": "kế hoạch", "number": "5/KH-UBND", "issuer": "Sở Mẫu", "issued_on": date(2031, 2, 12)}
    assert work_id(columns)
    assert work_id(columns | {missing: None}) is None


def test_work_ids_ignore_case_and_tone_placement():
    one = {"type": "kế hoạch", "number": "5/KH-SVH", "issuer": "Sở Văn hoá", "issued_on": date(2031, 2, 12)}
    assert work_id(one) == work_id(one | {"issuer": "SỞ VĂN HÓA"})


def test_sections_are_a_tree_and_citations_find_the_innermost(evidence):
    text = Text(
        [Sheet().write("I. NỘI DUNG", "Lời dẫn.").write("1. Theo Luật Mẫu.", "Thêm một câu.").write("Hết.").page()]
    )
    items = (
        item(text, 0, None, "I", "I. NỘI DUNG", more=("Lời dẫn.",)),
        item(text, 1, 0, "1", "1. Theo Luật Mẫu.", level=2, more=("Thêm một câu.",)),
    )
    law = Citation(0, 0, "luật", None, "Luật Mẫu", "Quốc hội", None, None, Relation.MENTIONS, None, None, "rule.law")
    inside, outside = (span(text, "Luật Mẫu"),), (span(text, "Hết."),)
    parsed = made(text, Facts(items=items, citations=((law, inside), (law, outside))))
    assert [(row.section_id, row.parent_id, row.label) for row in parsed.sections] == [
        ("d0-s1", None, "I"),
        ("d0-s2", "d0-s1", "1"),
    ]
    assert [row.section_id for row in parsed.citations] == ["d0-s2", None]
    assert parsed.sections[1].body == "Theo Luật Mẫu. Thêm một câu."
    assert parsed.sections[1].words == ("Theo", "Luật", "Mẫu.", "Thêm", "một", "câu.")
    assert parsed.sections[1].text == "1. Theo Luật Mẫu.\nThêm một câu."
    assert evidence(parsed) == 4


def test_a_plain_unit_belongs_to_the_section_above(evidence):
    text = Text([Sheet().write("1. Mục tiêu").write("An toàn.").page()])
    items = (item(text, 0, None, "1", "1. Mục tiêu"), item(text, 1, 0, None, "An toàn.", mark=None, level=2))
    parsed = made(text, Facts(items=items, tasks=(task(text, "An toàn.", item=1),)))
    assert [row.label for row in parsed.sections] == ["1"]
    assert parsed.sections[0].text == "1. Mục tiêu\nAn toàn."
    assert parsed.tasks[0].section_id == "d0-s1"
    assert evidence(parsed) == 2


def test_tasks_carry_times_and_assignees_in_order(evidence):
    text = Text([Sheet().write("Sở Nội vụ rà soát hồ sơ hằng quý.").write("Sở Tài chính cấp kinh phí.").page()])
    office = split("Sở Nội vụ")[0]
    by = Assignee(office, Role.LEAD, (span(text, "Sở Nội vụ"),), "rule.by", (Flag.INHERITED,))
    when = When("hằng quý", None, date(2031, 1, 1), (Recurrence.QUARTERLY,))
    facts = Facts(
        tasks=(
            task(text, "Sở Nội vụ rà soát hồ sơ hằng quý.", assignees=(by,), when=when),
            task(text, "Sở Tài chính cấp kinh phí.", assignees=(by, by)),
        ),
        fields=(field("issuer_level", "province", chosen=True),),
        territory=("tỉnh Cao Mẫu",),
    )
    parsed = made(text, facts)
    assert [(row.assignee_id, row.task_id) for row in parsed.assignees] == [
        ("d0-a1", "d0-t1"),
        ("d0-a2", "d0-t2"),
        ("d0-a3", "d0-t2"),
    ]
    assert parsed.assignees[0].body == "Sở Nội vụ tỉnh Cao Mẫu"
    assert (parsed.tasks[0].due_text, parsed.tasks[0].due_start, parsed.tasks[0].recurrence) == (
        "hằng quý",
        date(2031, 1, 1),
        (Recurrence.QUARTERLY,),
    )
    assert evidence(parsed) == 6


@pytest.mark.parametrize(
    ("said", "repeated"),
    [
        (["Khảo sát kho lưu trữ của các huyện"], "d0-t1"),
        (["Tập huấn nghiệp vụ"], None),  # other work
        (["Khảo sát kho lưu trữ của các huyện", "Khảo sát kho lưu trữ của các huyện."], None),  # two: none is taken
    ],
)
def test_a_table_row_that_repeats_a_task_names_it(said, repeated):
    row = "Khảo sát kho lưu trữ của các huyện"
    text = Text([Sheet().write(*said).write("1 " + row).page()])
    tasks = [task(text, words) for words in said]
    parsed = made(text, Facts(tasks=(*tasks, task(text, row, from_table=True))))
    assert parsed.tasks[-1].repeats_task_id == repeated


def test_recipients_keep_their_words(evidence):
    text = Text([Sheet().left("Nơi nhận:", "- Sở Nội vụ (b/c);").page()])
    fact = RecipientFact(RecipientKind.RECIPIENT, "Sở Nội vụ", "b/c", (span(text, "Sở Nội vụ (b/c)"),), "rule.to")
    parsed = made(text, Facts(recipients=(fact,)))
    assert (parsed.recipients[0].recipient_id, parsed.recipients[0].text) == ("d0-n1", "Sở Nội vụ (b/c)")
    assert evidence(parsed) == 1


def test_words_and_pages_are_projections_of_what_was_read(evidence):
    lines = (
        Line((Word("CÔNG"), Word("VĂN"), Word("ĐẾN")), LineKind.STAMP),
        Line((Word("KẾ"), Word("HOẠCH"))),
        Line((Word("TT"),), LineKind.TABLE),
        Line((Word("ghi"), Word("chú")), LineKind.NOTE),
        Line((Word("Nơi"), Word("nhận:")), LineKind.LEFT),
    )
    pages = [
        Page(4, None, None, Source.OCR, lines),
        Page(5, None, None, Source.BLANK, error="the picture is broken; scan it again"),
    ]
    text = Text(pages)
    # In the order of the text the stamp comes last.
    zones = Zones((Zone.TITLE, Zone.BODY, Zone.NOTE, Zone.FOOT, Zone.APART))
    parsed = made(text, Facts(layout=Layout(zones)), ordinal=2, document_id="d0-2")
    kinds = [WordKind.HEADING, WordKind.TABLE, WordKind.NOTE, WordKind.FOOT, WordKind.STAMP]
    assert list(dict.fromkeys(word.kind for word in parsed.words)) == kinds
    assert [(word.line, word.word) for word in parsed.words][:4] == [(0, 0), (0, 1), (1, 2), (2, 3)]
    assert [page.ocr_confidence for page in parsed.pages] == [1.0, None]
    assert parsed.pages[1].error == "the picture is broken; scan it again"
    assert (parsed.document.page_first, parsed.document.page_last) == (4, 5)
    assert (parsed.document.pages, parsed.document.pages_ocr, parsed.document.ordinal) == (2, 1, 2)
    evidence(parsed, pages)


def test_badly_read_words_make_a_row_less_sure():
    text = Text([Sheet(confidence=0.5).write("- Sở Nội vụ").page()])
    fact = RecipientFact(RecipientKind.RECIPIENT, "Sở Nội vụ", None, (span(text, "Sở Nội vụ"),), "rule.to", 0.8)
    row = made(text, Facts(recipients=(fact,))).recipients[0]
    assert row.flags == (Flag.OCR_LOW,)
    assert row.confidence == pytest.approx(0.8 * 0.5 * 0.5)
