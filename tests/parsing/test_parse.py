"""`parse`: real rules over an invented plan, with and without boxes; the same rows each time."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from pipeline.pages import Page, Source, Witness
from pipeline.parsing.parse import document_id, parse, parsing_version
from pipeline.records import BodyLevel, Relation, Role
from pipeline.settings import ParsingSettings
from tests.helpers.paper import SHA256, Sheet, plan, reading


@pytest.fixture(scope="module")
def document():
    (found,) = parse(reading(plan()), path="ke-hoach/so-hoa.pdf")
    return found


def test_every_row_proves_itself(document, evidence):
    assert evidence(document, plan()) > 40


def test_the_document(document):
    row = document.document
    assert row.document_id == SHA256[:16]
    assert row.path == "ke-hoach/so-hoa.pdf"
    assert (row.type, row.type_code, row.number, row.symbol) == ("kế hoạch", "KH", "415/KH-UBND", "KH-UBND")
    assert (row.issuer, row.issuer_level) == ("Ủy ban nhân dân tỉnh Cao Mẫu", BodyLevel.PROVINCE)
    assert (row.place, row.issued_on) == ("Cao Mẫu", date(2031, 2, 12))
    assert row.title == "Số hóa hồ sơ lưu trữ trên địa bàn tỉnh năm 2031"
    assert (row.signer, row.signer_position, row.signing_form) == ("Trần Văn Mẫu", "Phó Chủ tịch", "KT")
    assert (row.period_start, row.period_end) == (date(2031, 1, 1), date(2031, 12, 31))
    assert (row.pages, row.pages_ocr, row.page_first, row.page_last) == (2, 0, 1, 2)
    assert row.work_id is not None
    assert 0.5 < row.confidence <= 1.0


def test_the_outline(document):
    labels = [(row.level, row.label) for row in document.sections if row.label]
    assert labels == [
        (1, "I"),
        (2, "1"),
        (2, "2"),
        (1, "II"),
        (2, "1"),
        (3, "a"),
        (3, "b"),
        (2, "2"),
        (1, "PHỤ LỤC I"),
    ]
    by_id = {row.section_id: row for row in document.sections}
    points = [row for row in document.sections if row.label in {"a", "b"}]
    assert {by_id[row.parent_id].heading for row in points} == {"Sở Nội vụ"}


def test_citations_leave_out_the_plan_itself(document):
    assert [(row.number, row.relation) for row in document.citations] == [("30/2020/NĐ-CP", Relation.IMPLEMENTS)]
    assert document.citations[0].issuer == "Chính phủ"
    assert document.citations[0].section_id is None


def test_tasks_and_who_does_them(document):
    doers = {row.task_id: set() for row in document.tasks}
    for row in document.assignees:
        doers[row.task_id].add((row.name, row.role))
    found = [(row.action, row.due_on, row.from_table, doers[row.task_id]) for row in document.tasks]
    assert found == [
        (
            "Chủ trì, phối hợp với Sở Tài chính xây dựng quy trình số hóa, trình Ủy ban nhân dân tỉnh "
            "trước ngày 31/3/2031.",
            date(2031, 3, 31),
            False,
            {("Sở Nội vụ", Role.LEAD), ("Sở Tài chính", Role.COORDINATE)},
        ),
        ("Tổng hợp kết quả, báo cáo định kỳ hằng quý.", None, False, {("Sở Nội vụ", Role.IMPLEMENT)}),
        (
            "Bố trí kho bảo quản và nhân lực thực hiện Kế hoạch này.",
            None,
            False,
            {("Ủy ban nhân dân các huyện", Role.IMPLEMENT)},
        ),
        (
            "Khảo sát kho lưu trữ",
            date(2031, 6, 30),
            True,
            {("Sở Nội vụ", Role.LEAD), ("Sở Tài chính", Role.COORDINATE)},
        ),
        ("Tập huấn nghiệp vụ số hóa", date(2031, 9, 30), True, {("Sở Thông tin và Truyền thông", Role.LEAD)}),
    ]


def test_bodies_are_placed_in_the_issuer_s_territory(document):
    placed = {row.name: row.body for row in document.assignees}
    assert placed["Sở Nội vụ"] == "Sở Nội vụ tỉnh Cao Mẫu"
    assert placed["Ủy ban nhân dân các huyện"] is None


def test_segmented_words_cross_line_ends(document):
    first = next(row for row in document.tasks if "quy trình" in row.action)
    assert {"quy trình", "phối hợp", "Ủy ban nhân dân", "31/3/2031"} <= set(first.words)
    assert "," not in first.words


def test_recipients(document):
    assert [(row.name, row.purpose) for row in document.recipients] == [
        ("Bộ Nội vụ", "b/c"),
        ("Các sở, ban, ngành tỉnh", None),
        ("VT, NC", None),
    ]


def test_without_boxes_the_same_facts_stand(document, evidence):
    pages = plan(boxes=False)
    (plain,) = parse(reading(pages), path="ke-hoach/so-hoa.pdf")
    evidence(plain, pages)
    assert all(part.bbox is None for row in plain.sections for part in row.parts)
    for table in ("sections", "citations", "tasks", "assignees", "recipients"):
        assert [row.text for row in getattr(plain, table)] == [row.text for row in getattr(document, table)], table


def test_parsing_twice_gives_equal_records(document):
    assert parse(reading(plan()), path="ke-hoach/so-hoa.pdf") == (document,)


def test_a_page_that_could_not_be_read_is_a_row(evidence):
    broken = Page(3, 595.0, 842.0, Source.BLANK, error="the picture is damaged; scan the page again")
    (found,) = parse(reading([*plan(), broken]))
    assert found.pages[2].error == "the picture is damaged; scan the page again"
    assert (found.pages[2].text, found.document.pages, len(found.tasks)) == ("", 3, 5)
    evidence(found)


@pytest.mark.parametrize("pages", [[], [Page(1, None, None, Source.BLANK)], [Sheet().write("?!").page()]])
def test_a_file_without_words_is_still_a_document(pages, evidence):
    (found,) = parse(reading(pages))
    assert found.document.document_id == SHA256[:16]
    assert (found.document.number, found.tasks, found.sections) == (None, (), ())
    evidence(found, pages)


def test_a_file_that_binds_two_documents_gives_two(evidence):
    second = [dataclasses.replace(page, number=page.number + 2) for page in plan()]
    documents = parse(reading([*plan(), *second]))
    assert [row.document.document_id for row in documents] == [SHA256[:16], SHA256[:16] + "-2"]
    assert [(row.document.ordinal, row.document.page_first, row.document.page_last) for row in documents] == [
        (1, 1, 2),
        (2, 3, 4),
    ]
    for found in documents:
        evidence(found)


def test_a_signature_is_a_witness(document):
    signed = dataclasses.replace(
        reading(plan()), witnesses=(Witness("signature", "common_name", "Ủy ban nhân dân tỉnh Cao Mẫu"),)
    )
    (found,) = parse(signed)
    assert any(row.source == "signature" for row in found.fields)
    assert found.document.issuer == document.document.issuer


def test_ids_depend_on_the_file_alone():
    assert document_id("ab" * 32) == "ab" * 8
    assert document_id("ab" * 32, 3) == "ab" * 8 + "-3"


def test_the_version_follows_the_settings():
    assert parsing_version() == parsing_version(ParsingSettings())
    assert (
        len(
            {
                parsing_version(ParsingSettings(**changed))
                for changed in ({}, {"tokens": "syllables"}, {"disable": ("foot",)})
            }
        )
        == 3
    )


def test_syllables_change_words_and_nothing_else(document):
    (found,) = parse(reading(plan()), path="ke-hoach/so-hoa.pdf", settings=ParsingSettings(tokens="syllables"))
    assert "quy" in found.tasks[0].words
    assert [dataclasses.replace(row, words=()) for row in found.tasks] == [
        dataclasses.replace(row, words=()) for row in document.tasks
    ]
