"""The questions that have a name: each answers what it asks."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.analysing import views
from pipeline.analysing.questions import ask, question, questions
from pipeline.errors import QueryError
from pipeline.records import (
    CitationRecord,
    DocumentRecord,
    ParsedDocument,
    RecipientKind,
    RecipientRecord,
    Recurrence,
    Relation,
    TaskRecord,
)
from tests.analysing.made import copies, plan, written
from tests.helpers.rows import document_id, evidence

COMMUNE = "Ủy ban nhân dân xã Mẫu"


def yearly(year: int, *tasks: str, **columns: Any) -> ParsedDocument:
    """A commune's plan of a year, its tasks the words given."""
    name = f"năm {year}"
    key = document_id(name)
    return ParsedDocument(
        document=DocumentRecord(
            document_id=key,
            path=f"{name}.txt",
            type="kế hoạch",
            number=f"{year - 2000}/KH-UBND",
            issuer=COMMUNE,
            issued_on=dt.date(year, 5, 1),
            issued_year=year,
            issued_month=5,
            title=f"Phát triển tủ sách xã Mẫu năm {year}",
            confidence=0.9,
        ),
        tasks=tuple(
            TaskRecord(
                **{
                    **evidence(words, start=100 * at),
                    "task_id": f"{key}-t{at}",
                    "document_id": key,
                    "action": words,
                    "words": tuple(words.split()),
                    **columns,
                }
            )
            for at, words in enumerate(tasks)
        ),
    )


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[views.Connection]:
    first = plan()
    key = first.document.document_id
    names = ["UBND các xã", "Phòng  nội vụ", "Báo Mẫu", "Như trên", "VT"]
    first = dataclasses.replace(
        first,
        document=dataclasses.replace(first.document, issued_year=2031, issued_month=1, confidence=0.9),
        recipients=tuple(
            RecipientRecord(
                recipient_id=f"{key}-n{at}",
                document_id=key,
                kind=RecipientKind.ARCHIVE if name == "VT" else RecipientKind.RECIPIENT,
                name=name,
                **evidence(name),  # type: ignore[arg-type]
            )
            for at, name in enumerate(names)
        ),
        assignees=tuple(
            dataclasses.replace(doer, text="UBND các xã") if doer.name == "các xã" else doer for doer in first.assignees
        ),
    )
    old = yearly(2031, "lập tủ sách ở mỗi thôn", "họp tổng kết báo cáo", budget="1,5 triệu đồng")
    new = yearly(
        2032, "mua thêm máy tính", "Lập tủ sách ở từng thôn", recurrence=(Recurrence.MONTHLY,), budget="bao nhiêu đó"
    )
    key = new.document.document_id
    cites = CitationRecord(
        citation_id=f"{key}-c1",
        document_id=key,
        type="nghị định",
        number="7/2031/NĐ-CP",
        cite_key="7/2031/NĐ-CP",
        relation=Relation.REPLACES,
        **evidence("thay thế Nghị định"),  # type: ignore[arg-type]
    )
    new = dataclasses.replace(new, citations=(cites,))
    out = written(tmp_path_factory.mktemp("hỏi") / "out", first, *copies(), old, new)
    with views.connect(out, threads=1) as connection:
        yield connection


def rows(asked: views.Connection, name: str, *columns: str, **parameters: Any) -> list[tuple[Any, ...]]:
    frame = ask(asked, name, **parameters).fetchall()
    names = [column[0] for column in asked.description]
    return [tuple(row[names.index(column)] for column in columns) for row in frame]


@pytest.mark.parametrize("name", [one.name for one in questions()])
def test_every_question_has_an_answer_without_being_told_more(asked: views.Connection, name: str) -> None:
    ask(asked, name).fetchall()
    assert asked.description
    assert question(name).asks.endswith("?")


def test_who_leads_most_by_quarter(asked: views.Connection) -> None:
    """A table's row that repeats a task counts once."""
    found = rows(asked, "bodies_leading", "year", "quarter", "body", "tasks", "with_deadline")
    assert found == [(2031, 1, "Phòng Nội vụ huyện Mẫu Sơn", 1, 1)]


@pytest.mark.parametrize(
    ("day", "days", "left"),
    [
        pytest.param("2031-01-20", 30, [12], id="within the days"),
        pytest.param("2031-02-01", 30, [0, 28], id="on the day itself"),
        pytest.param("2031-03-02", 30, [], id="gone by"),
    ],
)
def test_what_is_due(asked: views.Connection, day: str, days: int, left: list[int]) -> None:
    found = rows(asked, "tasks_due", "days_left", "number", day=day, days=days)
    assert [days_left for days_left, number in found if number == "5/KH-UBND"] == left


def test_what_has_no_deadline(asked: views.Connection) -> None:
    found = rows(asked, "tasks_without_deadline", "issuer", "tasks", "without_deadline", "percent")
    assert ("Ủy ban nhân dân huyện Mẫu Sơn", 2, 1, 50.0) in found
    assert (COMMUNE, 4, 2, 50.0) in found, "what comes round every month has its time"


def test_what_plans_rest_on(asked: views.Connection) -> None:
    assert rows(asked, "bases", "cite_key", "plans") == [("7/2031/NĐ-CP", 1), ("luật mẫu", 1)]


def test_plans_that_rest_on_what_was_replaced(asked: views.Connection) -> None:
    """The replacement is of 2032: the plan of 2031 could not know."""
    found = rows(asked, "bases_replaced", "number", "rests_on", "by_document", "before_plan")
    assert found == [("5/KH-UBND", "7/2031/NĐ-CP", "32/KH-UBND", False)]


def test_who_implements_whose_plan(asked: views.Connection) -> None:
    found = rows(asked, "implementing", "issuer", "implements", "of_issuer", "of_title", "days_after", "in_archive")
    assert found == [("Ủy ban nhân dân huyện Mẫu Sơn", "12/KH-UBND", "Ủy ban nhân dân tỉnh Mẫu", "bản sao", 8, True)]


def test_reports_by_recurrence(asked: views.Connection) -> None:
    assert rows(asked, "reporting", "recurrence", "duties") == [("once", 1)]


def test_plans_of_two_years_are_found_and_compared(asked: views.Connection) -> None:
    [pair] = rows(asked, "years_of_plans", "old", "new", "next_year")
    assert pair == (document_id("năm 2031"), document_id("năm 2032"), 2032)
    found = rows(asked, "plans_compared", "change", "old_action", "new_action", old=pair[0], new=pair[1])
    assert sorted(found) == [
        ("dropped", "họp tổng kết báo cáo", None),
        ("kept", "lập tủ sách ở mỗi thôn", "Lập tủ sách ở từng thôn"),
        ("new", None, "mua thêm máy tính"),
    ]


def test_recipients_who_are_never_assigned_anything(asked: views.Connection) -> None:
    """By their words however written; the archive line and `Như trên` are nobody."""
    assert rows(asked, "recipients_without_work", "name") == [("Báo Mẫu",)]


def test_headings_that_somebody_should_look_at(asked: views.Connection) -> None:
    found = rows(asked, "doubtful_headings", "path", "missing")
    assert found == [("bản mềm.txt", [])]


def test_what_tasks_cost(asked: views.Connection) -> None:
    """Budgets that name no amount are counted, not summed."""
    found = rows(asked, "budgets", "issuer", "year", "tasks", "with_amount", "dong")
    assert found == [(COMMUNE, 2031, 2, 2, 3_000_000), (COMMUNE, 2032, 2, 0, None)]


@pytest.mark.parametrize(
    ("words", "dong"),
    [
        ("1,5 tỷ đồng", 1_500_000_000),
        ("12.000.000 đồng, trích từ quỹ", 12_000_000),
        ("30 triệu", 30_000_000),
        ("5.000.000đ.", 5_000_000),
        ("kinh phí năm 2031: 20 TRIỆU ĐỒNG", 20_000_000),
        ("20 triệu đồng và 5 triệu đồng", None),  # which of the two?
        ("500 nghìn đồng/người", None),  # a price for each
        ("2 triệu đồng mỗi xã", None),
        ("Quỹ Công đoàn", None),
        ("1.2.3,4,5 đồng", None),  # no number
        ("9" * 40 + " tỷ", None),  # no money
        (None, None),
    ],
)
def test_an_amount_is_read_where_the_words_name_one(asked: views.Connection, words: str, dong: int | None) -> None:
    assert asked.execute("select amount(?::varchar)", [words]).fetchone() == (dong,)


def test_unknown_names_are_told(asked: views.Connection) -> None:
    with pytest.raises(KeyError):
        ask(asked, "no such question")
    with pytest.raises(KeyError):
        ask(asked, "budgets", day="2031-01-01")
    with pytest.raises(QueryError):
        ask(asked, "tasks_due", day="no day")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_queries_of_the_analysts_page_run(asked: views.Connection, language: str) -> None:
    """Those in blocks of their own and those in lines of the command."""
    page = (Path(__file__).resolve().parents[2] / "docs" / language / "analyst.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", page, re.DOTALL) + re.findall(r'"(select .*?)"', page)
    assert len(queries) == 4
    for sql in queries:
        assert views.query(asked, sql).description
