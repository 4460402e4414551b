"""Tables made from gold score 1, and each kind of damage lowers its own figure and no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluating.report import Figure, Report
from pipeline.evaluating.score import evaluate
from pipeline.records import (
    AssigneeRecord,
    CitationRecord,
    RecipientKind,
    RecipientRecord,
    Recurrence,
    Relation,
    Role,
    SectionRecord,
    SourceRecord,
    Status,
    TaskRecord,
)
from tests.evaluating.gold_tables import Made, made, write

GOLD = Path(__file__).parent / "gold"
PLAN = GOLD / "ke-hoach-suoi-bac.json"
DIRECTIVE = GOLD / "chi-thi-ho-go.json"
SHARED = Path(__file__).parents[3] / "shared" / "gold"

Damage = Callable[[Made], None]
Counts = dict[str, tuple[int, int]]
"""By `table.field`: false hits and misses."""


def scored(tmp_path: Path, gold: Path, damage: Damage | None = None) -> Report:
    rows = made(gold)
    if damage:
        damage(rows)
    return evaluate(gold, write(tmp_path / "tables", [rows]))


def faults(report: Report) -> Counts:
    return {
        f"{table}.{field}": (figure.false_positives, figure.misses)
        for (table, field), figure in report.figures.items()
        if figure.f1 != 1.0
    }


def change(table: str, at: int, **values: Any) -> Damage:
    def damage(rows: Made) -> None:
        held = getattr(rows, table)
        held[at] = replace(held[at], **values)

    return damage


def scalar(**values: Any) -> Damage:
    def damage(rows: Made) -> None:
        rows.document = replace(rows.document, **values)

    return damage


def drop(table: str, at: int) -> Damage:
    return lambda rows: getattr(rows, table).pop(at)


def drop_task(at: int) -> Damage:
    def damage(rows: Made) -> None:
        gone = rows.tasks.pop(at).task_id
        rows.assignees[:] = [row for row in rows.assignees if row.task_id != gone]

    return damage


def add(table: str, record: type, key: str, **values: Any) -> Damage:
    def damage(rows: Made) -> None:
        name = rows.document.document_id
        getattr(rows, table).append(record(**{key: f"{name}-{key[0]}99"}, document_id=name, **values))

    return damage


def renumbered(rows: Made) -> None:
    """The same tasks in the opposite order."""
    size = len(rows.tasks)
    name = rows.document.document_id
    keys = {row.task_id: f"{name}-t{size - at}" for at, row in enumerate(rows.tasks)}
    rows.tasks[:] = [replace(row, task_id=keys[row.task_id]) for row in reversed(rows.tasks)]
    rows.assignees[:] = [replace(row, task_id=keys[row.task_id]) for row in rows.assignees]


def other_typography(rows: Made) -> None:
    """What the reading guide passes over: first letters, end stops, tones, dashes, quotes, spaces."""
    rows.document = replace(
        rows.document, title="trồng  cây xanh dọc các tuyến đường liên thôn năm 2022.", signer_position="phó Chủ tịch"
    )
    rows.sections[0] = replace(rows.sections[0], heading="MỤC ĐÍCH,  YÊU CẦU:")
    rows.tasks[5] = replace(rows.tasks[5], action="đào hố, chuẩn bị phân bón;")
    rows.citations[1] = replace(rows.citations[1], number="901/2018/NĐ–CP")
    rows.recipients[0] = replace(rows.recipients[0], name="Uỷ ban nhân dân huyện Đá Trắng;")


@pytest.mark.parametrize("gold", [PLAN, DIRECTIVE], ids=lambda path: path.stem)
def test_faultless_tables_score_one_everywhere(gold: Path, tmp_path: Path) -> None:
    report = scored(tmp_path, gold)
    assert faults(report) == {}
    assert {"heading", "citations", "sections", "tasks", "assignees", "recipients"} == set(report.summary)
    assert all(figure.f1 == 1.0 and figure.true_positives > 1 for figure in report.summary.values())


def test_shared_gold_scores_one_against_itself(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("no shared gold beside this checkout")
    golds = sorted(SHARED.glob("*.json"))
    report = evaluate(SHARED, write(tmp_path / "tables", [made(gold) for gold in golds]))
    assert faults(report) == {}
    assert len(report.kinds) == len(golds)


ACTION = "Chủ trì, phối hợp với các thôn lập danh sách tuyến đường trồng cây xong trước ngày 25/3/2022."

LOWERS: dict[str, tuple[Damage, Counts]] = {
    # documents
    "number altered": (scalar(number="21/KH-UBND"), {"documents.number": (1, 1)}),
    "number lost": (scalar(number=None), {"documents.number": (0, 1)}),
    "number with lower-case type": (scalar(number="27/kh-UBND"), {"documents.number": (1, 1)}),
    "date a day late": (scalar(issued_on=date(2022, 3, 9)), {"documents.issued_on": (1, 1)}),
    "issuer without its place": (scalar(issuer="Ủy ban nhân dân xã"), {"documents.issuer": (1, 1)}),
    "parent invented": (scalar(issuer_parent="Huyện Đá Trắng"), {"documents.issuer_parent": (1, 0)}),
    "urgency invented": (scalar(urgency="khẩn"), {"documents.urgency": (1, 0)}),
    "title damaged": (scalar(title="Trồng cây xanh dọc các tuyến đường"), {"documents.title": (1, 1)}),
    "signer lost": (scalar(signer=None), {"documents.signer": (0, 1)}),
    "period a year off": (scalar(period_end=date(2023, 12, 31)), {"documents.period_end": (1, 1)}),
    # citations
    "extra citation": (
        add("citations", CitationRecord, "citation_id", type="quyết định", number="33/QĐ-UBND"),
        {"citations.rows": (1, 0)},
    ),
    "citation lost": (drop("citations", 4), {"citations.rows": (0, 1)}),
    "cited number misread": (change("citations", 1, number="907/2018/NĐ-CP"), {"citations.rows": (1, 1)}),
    "cited by another congress": (
        change("citations", 4, name="Nghị quyết Đại hội Đảng bộ xã Suối Bạc lần thứ XI"),
        {"citations.rows": (1, 1)},
    ),
    "wrong relation": (change("citations", 1, relation=Relation.MENTIONS), {"citations.relation": (1, 1)}),
    "wrong issuer": (change("citations", 1, issuer="Thủ tướng Chính phủ"), {"citations.issuer": (1, 1)}),
    "cited date lost": (change("citations", 1, issued_on=None), {"citations.issued_on": (0, 1)}),
    "cited date invented": (change("citations", 0, issued_on=date(2017, 11, 15)), {"citations.issued_on": (1, 0)}),
    "wrong type": (change("citations", 1, type="nghị quyết"), {"citations.type": (1, 1)}),
    "cited title cut": (change("citations", 1, name="quy định chi tiết"), {"citations.name": (1, 1)}),
    "one of two years of a restarting number lost": (drop("citations", 3), {"citations.rows": (0, 1)}),
    # sections
    "extra section": (
        add("sections", SectionRecord, "section_id", level=1, label="4", text="4. Mục không có thật"),
        {"sections.rows": (1, 0)},
    ),
    "section lost": (drop("sections", 1), {"sections.rows": (0, 1)}),
    "label misread": (change("sections", 3, label="11"), {"sections.rows": (1, 1)}),
    "heading lost": (change("sections", 3, heading=None), {"sections.heading": (0, 1)}),
    "paragraph taken as heading": (
        change("sections", 1, heading="Giữ màu xanh cho các tuyến đường"),
        {"sections.heading": (1, 0)},
    ),
    "heading run on": (
        change("sections", 3, heading="NỘI DUNG và cả đoạn sau nó"),
        {"sections.heading": (1, 1)},
    ),
    # tasks
    "task lost": (drop_task(1), {"tasks.rows": (0, 1), "assignees.of_all_tasks": (0, 1)}),
    "task invented": (
        add("tasks", TaskRecord, "task_id", action="Trên đây là kế hoạch của xã"),
        {"tasks.rows": (1, 0)},
    ),
    "action another": (
        change("tasks", 2, action="Báo cáo"),
        {"tasks.rows": (1, 1), "assignees.of_all_tasks": (2, 2)},
    ),
    "action a little off": (change("tasks", 0, action=ACTION.replace("xong", "")), {"tasks.action": (1, 1)}),
    "due date altered": (change("tasks", 0, due_on=date(2022, 3, 26)), {"tasks.due_on": (1, 1)}),
    "due date lost": (change("tasks", 0, due_on=None), {"tasks.due_on": (0, 1)}),
    "due date invented": (change("tasks", 2, due_on=date(2022, 12, 31)), {"tasks.due_on": (1, 0)}),
    "start invented": (change("tasks", 0, due_start=date(2022, 3, 1)), {"tasks.due_start": (1, 0)}),
    "start lost": (change("tasks", 5, due_start=None), {"tasks.due_start": (0, 1)}),
    "due words run on": (change("tasks", 1, due_text="Định kỳ hàng quý, 6 tháng tổng hợp"), {"tasks.due_text": (1, 1)}),
    "false recurrence": (change("tasks", 2, recurrence=(Recurrence.YEARLY,)), {"tasks.recurrence": (1, 0)}),
    "half the recurrence": (change("tasks", 1, recurrence=(Recurrence.QUARTERLY,)), {"tasks.recurrence": (0, 1)}),
    "under no section": (change("tasks", 0, section_id=None), {"tasks.section": (0, 1)}),
    "not from a table": (change("tasks", 5, from_table=False), {"tasks.from_table": (0, 1)}),
    "product lost": (change("tasks", 5, product=None), {"tasks.product": (0, 1)}),
    # assignees
    "role swapped": (
        change("assignees", 0, role=Role.COORDINATE),
        {"assignees.rows": (1, 1), "assignees.of_all_tasks": (1, 1)},
    ),
    "assignee lost": (
        drop("assignees", 1),
        {"assignees.rows": (0, 1), "assignees.of_all_tasks": (0, 1), "assignees.name": (0, 1)},
    ),
    "name cut": (
        change("assignees", 3, name="Đoàn Thanh niên"),
        {"assignees.rows": (1, 1), "assignees.of_all_tasks": (1, 1), "assignees.name": (1, 1)},
    ),
    # recipients
    "recipient lost": (drop("recipients", 1), {"recipients.rows": (0, 1), "recipients.name": (0, 1)}),
    "recipient invented": (
        add("recipients", RecipientRecord, "recipient_id", kind=RecipientKind.RECIPIENT, name="Như trên"),
        {"recipients.rows": (1, 0), "recipients.name": (1, 0)},
    ),
    "purpose lost": (change("recipients", 0, purpose=None), {"recipients.rows": (1, 1)}),
    "archive line as recipient": (change("recipients", 3, kind=RecipientKind.RECIPIENT), {"recipients.rows": (1, 1)}),
}


@pytest.mark.parametrize("damage", LOWERS)
def test_damage_lowers_its_own_figure_and_no_other(damage: str, tmp_path: Path) -> None:
    spoil, expected = LOWERS[damage]
    assert faults(scored(tmp_path, PLAN, spoil)) == expected


def test_an_invented_assignee_counts_in_its_task_only(tmp_path: Path) -> None:
    def damage(rows: Made) -> None:
        first = rows.assignees[0]
        rows.assignees.append(
            AssigneeRecord(
                assignee_id=f"{first.document_id}-a99",
                task_id=first.task_id,
                document_id=first.document_id,
                name="Trạm Y tế xã",
                role=Role.COORDINATE,
            )
        )

    one_false = (1, 0)
    assert faults(scored(tmp_path, PLAN, damage)) == {
        "assignees.rows": one_false,
        "assignees.of_all_tasks": one_false,
        "assignees.name": one_false,
    }


HARMLESS: dict[str, Damage] = {
    "differences that the guide passes over": other_typography,
    "the same tasks in another order": renumbered,
    "an unlabelled section more": add("sections", SectionRecord, "section_id", level=3, label=None, text="- gạch"),
    "a second mention of a cited document": add(
        "citations", CitationRecord, "citation_id", type="nghị định", number="901/2018/NĐ-CP"
    ),
    "a second mention of a restarting number without its date": add(
        "citations", CitationRecord, "citation_id", type="kế hoạch", number="14/KH-UBND"
    ),
    "a law named without its year": change("citations", 0, name="Luật Cây xanh mẫu"),
    "a cited title with its lead words": change("citations", 2, name="về việc trồng cây xanh năm 2022"),
    "a slip of OCR in the title": scalar(title="Trông cây xanh dọc các tuyến đường liên thôn năm 2022"),
    "a slip of OCR in a heading": change("sections", 3, heading="NỘI ĐUNG"),
    "a column that the gold doesn't state": scalar(secrecy="mật", symbol="KH-UBND"),
    "a budget that the gold doesn't state": change("tasks", 0, budget="10 triệu đồng"),
}


@pytest.mark.parametrize("damage", HARMLESS)
def test_what_must_not_count_does_not(damage: str, tmp_path: Path) -> None:
    assert faults(scored(tmp_path, PLAN, HARMLESS[damage])) == {}


DOUBTFUL: dict[str, Damage] = {
    "a doubtful scalar wrong": scalar(signing_form="TM"),
    "a doubtful null filled": scalar(period_start=date(2019, 1, 1)),
    "a doubtful relation wrong": change("citations", 0, relation=Relation.BASIS),
    "a doubtful citation lost": drop("citations", 2),
    "a doubtful citation with a wrong issuer": change("citations", 2, issuer="Bộ Công an mẫu"),
    "a doubtful heading lost": change("sections", 2, heading=None),
    "a doubtful time lost": change("tasks", 0, due_text=None, recurrence=()),
    "a doubtful time another": change("tasks", 0, due_text="mùa khô", recurrence=(Recurrence.YEARLY,)),
    "a doubtful action shorter": change(
        "tasks", 1, action="phát dọn thực bì, đào rãnh ngăn cháy theo thiết kế của chủ rừng."
    ),
    "a doubtful assignee lost": drop("assignees", 3),
    "a doubtful assignee in another role": change("assignees", 3, role=Role.LEAD),
    "a doubtful list of assignees wrong": change("assignees", 4, name="Đài truyền thanh mẫu", role=Role.REQUEST),
    "a doubtful list of assignees lost": drop("assignees", 4),
    "a doubtful task lost": drop_task(3),
    "a doubtful task with other times and doers": change("tasks", 3, recurrence=(Recurrence.AD_HOC,)),
    "a doubtful purpose set": change("recipients", 1, purpose="để biết"),
}


@pytest.mark.parametrize("damage", DOUBTFUL)
def test_what_is_doubtful_is_left_out_on_both_sides(damage: str, tmp_path: Path) -> None:
    assert faults(scored(tmp_path, DIRECTIVE, DOUBTFUL[damage])) == {}


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        # beside a doubtful field the rest of its row still counts
        (change("citations", 0, issuer="Chính phủ"), {"citations.issuer": (1, 1)}),
        (change("recipients", 1, name="Các chủ rừng nhỏ"), {"recipients.rows": (1, 1), "recipients.name": (1, 1)}),
        (change("tasks", 1, recurrence=(Recurrence.DAILY,)), {"tasks.recurrence": (1, 0)}),
        # a doubtful row takes out one predicted row, not two
        (
            add("tasks", TaskRecord, "task_id", action="Yêu cầu các cấp, các ngành triển khai Chỉ thị này."),
            {"tasks.rows": (1, 0)},
        ),
    ],
    ids=["other column", "other part of the key", "other list", "twice"],
)
def test_doubt_goes_no_further_than_it_says(damage: Damage, expected: Counts, tmp_path: Path) -> None:
    assert faults(scored(tmp_path, DIRECTIVE, damage)) == expected


def test_a_missing_time_means_none_though_no_row_states_it(tmp_path: Path) -> None:
    """The directive's tasks have no key due_start: an invented one still costs."""
    report = scored(tmp_path, DIRECTIVE, change("tasks", 1, due_start=date(2019, 1, 1)))
    assert faults(report) == {"tasks.due_start": (1, 0)}


def test_equal_actions_pair_under_their_own_headings(tmp_path: Path) -> None:
    """The same words stand under III.2 and III.3: the deadline must be missed at III.3 alone."""
    report = scored(tmp_path, PLAN, change("tasks", 4, due_on=date(2022, 4, 4)))
    wrong = [one.place for one in report.outcomes if one.field == "due_on" and one.verdict == "false"]
    assert wrong == ["tasks[4]"]


def source(path: str, status: Status, *document_ids: str) -> SourceRecord:
    return SourceRecord(path=path, media_type="text/plain", status=status, document_ids=document_ids)


def test_a_work_that_stands_twice_counts_once(tmp_path: Path) -> None:
    """The same stem as .doc, of which nothing was got, and a copy elsewhere: only the named file counts."""
    rows = made(PLAN)
    worse = replace(made(PLAN), document=replace(rows.document, document_id="0" * 16, number="1/KH-UBND"))
    worse.source = source("a/ke-hoach-suoi-bac.doc", Status.EXTRACTED, "0" * 16)
    copy = source("z/ke-hoach-suoi-bac.txt", Status.DUPLICATE, rows.document.document_id)
    for table in ("sections", "citations", "tasks", "assignees", "recipients", "pages"):
        getattr(worse, table).clear()
    report = evaluate(PLAN, write(tmp_path / "tables", [worse, rows], [copy]))
    assert faults(report) == {}
    assert report.figures["documents", "number"] == Figure(1, 0, 0)


def test_an_extracted_sibling_stands_for_the_named_file_that_failed(tmp_path: Path) -> None:
    rows = made(PLAN)
    rows.source = replace(rows.source, path="a/ke-hoach-suoi-bac.doc")
    failed = source("a/ke-hoach-suoi-bac.txt", Status.FAILED)
    assert faults(evaluate(PLAN, write(tmp_path / "tables", [rows], [failed]))) == {}


def test_a_file_that_failed_is_all_missed(tmp_path: Path) -> None:
    failed = source("a/ke-hoach-suoi-bac.txt", Status.FAILED)
    report = evaluate(PLAN, write(tmp_path / "tables", [], [failed]))
    assert report.kinds == {PLAN.stem: "unread"}
    assert all(figure.recall == 0 and figure.false_positives == 0 for figure in report.figures.values())
    assert report.figures["tasks", "rows"] == Figure(0, 0, 6)


def test_gold_of_files_that_are_not_there_is_listed_not_scored(tmp_path: Path) -> None:
    report = evaluate(GOLD, write(tmp_path / "tables", [made(DIRECTIVE)]))
    assert report.not_scored == (PLAN.stem,)
    assert list(report.kinds) == [DIRECTIVE.stem]
    assert faults(report) == {}
    line = next(line for line in report.markdown().splitlines() if line.startswith("Not scored"))
    assert PLAN.stem in line


def test_the_second_document_of_a_bound_file_is_found_by_its_ordinal(tmp_path: Path) -> None:
    gold = tmp_path / "gold" / PLAN.name
    gold.parent.mkdir()
    gold.write_text(PLAN.read_text(encoding="utf-8").replace("{", '{"ordinal": 2,', 1), encoding="utf-8")
    rows = made(PLAN)
    rows.source = replace(rows.source, document_ids=("f" * 16, rows.document.document_id))
    assert faults(evaluate(gold, write(tmp_path / "tables", [rows]))) == {}
