"""Tasks and assignees by the reading guide, over invented plans."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.pages import FileReading, Page
from pipeline.parsing import outline, paragraphs, tasks, worktables
from pipeline.parsing.facts import FieldFact, Task, Zone, Zones
from pipeline.parsing.parse import parse
from pipeline.parsing.text import Text
from pipeline.records import Flag, Recurrence, WitnessSource
from tests.helpers.paper import Sheet

PERIOD = tuple(
    FieldFact(name, value, WitnessSource.TITLE, (), "test", 1.0, (), True)
    for name, value in (("period_start", "2031-01-01"), ("period_end", "2031-12-31"))
)


def of_pages(*pages: Page) -> tuple[Text, tuple[Task, ...]]:
    text = Text(pages)
    layout = paragraphs.layout(text, Zones(tuple(Zone.APART if line.apart else Zone.BODY for line in text.lines)))
    return text, tasks.find(layout, outline.build(layout), fields=PERIOD)


def of_lines(*lines: str) -> tuple[Task, ...]:
    """The tasks of a text, a paragraph a line."""
    sheet = Sheet(boxes=False)
    for line in lines:
        sheet.write(line)
    return of_pages(sheet.page())[1]


def said(found: tuple[Task, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Action, and name and role of each assignee."""
    return [(task.action, [(by.body.name, str(by.role)) for by in task.assignees]) for task in found]


CASES = [
    (
        "leaves below a heading that names who does them",
        ["III. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ", "a) Chủ trì, phối hợp với Sở Tài chính xây dựng quy trình.",
         "b) Phối hợp với Công an tỉnh tổ chức diễn tập.", "2. Đề nghị Hội Nông dân tỉnh", "Vận động hội viên tham gia."],
        [("Chủ trì, phối hợp với Sở Tài chính xây dựng quy trình.", [("Sở Nội vụ", "lead"), ("Sở Tài chính", "coordinate")]),
         ("Phối hợp với Công an tỉnh tổ chức diễn tập.", [("Sở Nội vụ", "implement"), ("Công an tỉnh", "coordinate")]),
         ("Vận động hội viên tham gia.", [("Hội Nông dân tỉnh", "request")])],
    ),
    (
        "a heading that says `chủ trì` makes its body lead below it",
        ["1. Sở Y tế chủ trì, phối hợp với Sở Tài chính:", "- Mua sắm thiết bị.", "- Lập danh mục thuốc."],
        [("Mua sắm thiết bị.", [("Sở Y tế", "lead"), ("Sở Tài chính", "coordinate")]),
         ("Lập danh mục thuốc.", [("Sở Y tế", "lead"), ("Sở Tài chính", "coordinate")])],
    ),
    (
        "an item with a subject of its own replaces the heading's",
        ["1. Thủ trưởng các phòng", "- Rà soát hồ sơ.", "- Văn phòng Sở tổng hợp số liệu."],
        [("Rà soát hồ sơ.", [("Thủ trưởng các phòng", "implement")]),
         ("Văn phòng Sở tổng hợp số liệu.", [("Văn phòng Sở", "implement")])],
    ),
    (
        "a run-in name stays out of the action, a topic stays in",
        ["1. Công an xã: Tuần tra ban đêm.", "2. An toàn giao thông: Ban Công an xã lập chốt tại chợ."],
        [("Tuần tra ban đêm.", [("Công an xã", "implement")]),
         ("An toàn giao thông: Ban Công an xã lập chốt tại chợ.", [("Ban Công an xã", "implement")])],
    ),
    (
        "an activity with attached lines is one task",
        ["1. Tổ chức hội thi tuyên truyền viên giỏi", "- Cơ quan chủ trì: Phòng Tư pháp.",
         "- Cơ quan phối hợp: Đoàn Thanh niên, Hội Phụ nữ.", "- Thời gian: Quý II/2031.", "- Sản phẩm: Báo cáo kết quả."],
        [("Tổ chức hội thi tuyên truyền viên giỏi",
          [("Phòng Tư pháp", "lead"), ("Đoàn Thanh niên", "coordinate"), ("Hội Phụ nữ", "coordinate")])],
    ),
    (
        "a lead-in does the leaves without a doer, until a heading names others",
        ["Ủy ban nhân dân tỉnh yêu cầu lãnh đạo các sở, Chủ tịch UBND các huyện thực hiện các nội dung sau:",
         "1. Kiểm tra kho lưu trữ của cơ quan mình.", "2. Sở Nội vụ:", "- Hướng dẫn nghiệp vụ."],
        [("Kiểm tra kho lưu trữ của cơ quan mình.",
          [("lãnh đạo các sở", "implement"), ("Chủ tịch Ủy ban nhân dân các huyện", "implement")]),
         ("Hướng dẫn nghiệp vụ.", [("Sở Nội vụ", "implement")])],
    ),
    (
        "a lead-in sentence below a heading adds `chủ trì` to the dashes",
        ["1. Phòng Kinh tế", "Chủ trì phối hợp với các đơn vị liên quan triển khai, cụ thể:", "- Lập dự toán."],
        [("Lập dự toán.", [("Phòng Kinh tế", "lead"), ("các đơn vị liên quan", "coordinate")])],
    ),
    (
        "whoever is directed does nothing here",
        ["1. Công an tỉnh:", "- Chỉ đạo Công an các huyện tuần tra."],
        [("Chỉ đạo Công an các huyện tuần tra.", [("Công an tỉnh", "implement")])],
    ),
    (
        "the doer at the end of the item",
        ["II. NỘI DUNG", "1. Tham luận về ôn thi – Trường THCS An Mẫu thực hiện."],
        [("Tham luận về ôn thi – Trường THCS An Mẫu thực hiện.", [("Trường Trung học cơ sở An Mẫu", "implement")])],
    ),
    (
        "a later sentence adds a subject, a subject behind a clause counts",
        ["1. Sở Nội vụ", "Tổng hợp số liệu. Các huyện gửi báo cáo về Sở.",
         "Trên cơ sở báo cáo của các huyện, Sở Tài chính bố trí kinh phí."],
        [("Tổng hợp số liệu. Các huyện gửi báo cáo về Sở.", [("Sở Nội vụ", "implement"), ("Các huyện", "implement")]),
         ("Trên cơ sở báo cáo của các huyện, Sở Tài chính bố trí kinh phí.", [("Sở Tài chính", "implement")])],
    ),
    (
        "two plain paragraphs are two tasks",
        ["1. Văn phòng", "Tiếp nhận hồ sơ.", "Trả kết quả đúng hẹn."],
        [("Tiếp nhận hồ sơ.", [("Văn phòng", "implement")]), ("Trả kết quả đúng hẹn.", [("Văn phòng", "implement")])],
    ),
    (
        "an order behind a decision's semicolon",
        ["II. KẾT LUẬN", "1. Thống nhất bổ sung cầu vượt; giao Sở Mẫu hướng dẫn thủ tục."],
        [("Thống nhất bổ sung cầu vượt; giao Sở Mẫu hướng dẫn thủ tục.", [("Sở Mẫu", "implement")])],
    ),
    (
        "a list of partners with semicolons has no subject of its own",
        ["1. Ban Mẫu chủ trì, phối hợp với Ban Tài chính; Phòng Tư pháp; Văn phòng tổ chức đối thoại."],
        [("Ban Mẫu chủ trì, phối hợp với Ban Tài chính; Phòng Tư pháp; Văn phòng tổ chức đối thoại.",
          [("Ban Mẫu", "lead"), ("Ban Tài chính", "coordinate"), ("Phòng Tư pháp", "coordinate"), ("Văn phòng", "coordinate")])],
    ),
    (
        "who leads with somebody beside",
        ["1. Sở Xây dựng chủ trì, cùng Sở Tài chính thẩm định hồ sơ."],
        [("Sở Xây dựng chủ trì, cùng Sở Tài chính thẩm định hồ sơ.",
          [("Sở Xây dựng", "lead"), ("Sở Tài chính", "coordinate")])],
    ),
    (
        "`thuộc, trực thuộc` is no border between bodies, `thiết bị` no verb",
        ["1. Thủ trưởng các đơn vị thuộc, trực thuộc Bộ báo cáo kết quả.", "2. Phòng Quản trị thiết bị, Trạm Y tế", "- Trực cấp cứu."],
        [("Thủ trưởng các đơn vị thuộc, trực thuộc Bộ báo cáo kết quả.", [("Thủ trưởng các đơn vị thuộc, trực thuộc Bộ", "implement")]),
         ("Trực cấp cứu.", [("Phòng Quản trị thiết bị", "implement"), ("Trạm Y tế", "implement")])],
    ),
    (
        "numbered points inside a paragraph are no tasks of their own",
        ["1. Sở Y tế", "Thực hiện các việc: (1) rà soát danh mục thuốc; (2) lập dự toán; thứ ba, báo cáo kết quả."],
        [("Thực hiện các việc: (1) rà soát danh mục thuốc; (2) lập dự toán; thứ ba, báo cáo kết quả.", [("Sở Y tế", "implement")])],
    ),
    (
        "an attached line with verbs says each body's role",
        ["1. Sắp xếp chợ tạm", "- Phân công: Phòng Kinh tế chủ trì; Ban Quản lý chợ phối hợp.", "- Thời gian: tháng 4/2031."],
        [("Sắp xếp chợ tạm", [("Phòng Kinh tế", "lead"), ("Ban Quản lý chợ", "coordinate")])],
    ),
    (
        "a standing office that leads, a team with a verb in its name",
        ["1. Ban Kinh tế - Ngân sách là cơ quan thường trực, chủ trì phối hợp với Sở Mẫu xây dựng đề cương.",
         "2. Các thành viên Đoàn giám sát nghiên cứu tài liệu."],
        [("Ban Kinh tế - Ngân sách là cơ quan thường trực, chủ trì phối hợp với Sở Mẫu xây dựng đề cương.",
          [("Ban Kinh tế - Ngân sách", "lead"), ("Sở Mẫu", "coordinate")]),
         ("Các thành viên Đoàn giám sát nghiên cứu tài liệu.", [("Các thành viên Đoàn giám sát", "implement")])],
    ),
    (
        "lists of data below a task are none",
        ["1. Sở Y tế", "- Báo cáo Ủy ban nhân dân tỉnh các số liệu sau:", "+ Số giường bệnh.", "+ Số ca mắc."],
        [("Báo cáo Ủy ban nhân dân tỉnh các số liệu sau:", [("Sở Y tế", "implement")])],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lines", "expected"), CASES, ids=[case[0] for case in CASES])
def test_tasks(why: str, lines: list[str], expected: list[tuple[str, list[tuple[str, str]]]]) -> None:
    assert said(of_lines(*lines)) == expected


NONE = [
    ("purposes and requirements", ["I. MỤC ĐÍCH, YÊU CẦU", "1. Yêu cầu", "- Các đơn vị phải thực hiện nghiêm túc."]),
    ("contents that name nobody", ["II. NỘI DUNG", "- Tuyên truyền trên các phương tiện thông tin đại chúng."]),
    ("criteria for groups and persons", ["IV. KHEN THƯỞNG", "1. Đối với tập thể, cá nhân", "- Có thành tích xuất sắc."]),
    ("a notice's own last sentence", ["1. Nội dung", "- Một.", "Văn phòng Sở thông báo để các phòng biết, thực hiện./."]),
    ("who carries out a decision", ["Điều 3. Các Ông (Bà): Trưởng phòng Mẫu, Trưởng các phòng chịu trách nhiệm thi hành Quyết định này."]),
    ("the closing formula", ["1. Nội dung", "- Một.", "Trên đây là Kế hoạch năm 2031, các phòng nghiêm túc thực hiện./."]),
    ("what was done", ["1. Sở Y tế đã tổ chức tập huấn cho cán bộ các xã."]),
    ("who attends", ["III. THÀNH PHẦN", "- Giáo viên các trường tham dự đầy đủ."]),
    ("what an office is", ["II. NỘI DUNG", "- Văn phòng là cơ quan thường trực của Ban Chỉ đạo."]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lines"), NONE, ids=[case[0] for case in NONE])
def test_no_tasks(why: str, lines: list[str]) -> None:
    assert said(of_lines(*lines)) == []


def test_a_closing_paragraph_with_a_real_duty_is_a_task() -> None:
    found = of_lines(
        "1. Nội dung", "- Một.", "Giao Sở Nội vụ theo dõi, đôn đốc và định kỳ sáu tháng báo cáo việc thực hiện Chỉ thị này./."
    )  # fmt: skip
    assert said(found) == [
        ("Giao Sở Nội vụ theo dõi, đôn đốc và định kỳ sáu tháng báo cáo việc thực hiện Chỉ thị này.", [("Sở Nội vụ", "implement")])
    ]  # fmt: skip
    assert found[0].item is None
    assert found[0].when and found[0].when.recurrence == (Recurrence.HALF_YEARLY,)


def test_inherited_assignees_point_at_the_heading() -> None:
    text, found = of_pages(Sheet().write("1. Sở Nội vụ").write("a) Tổng hợp số liệu của toàn ngành.").page())
    (by,) = found[0].assignees
    assert [text.string[a:b] for a, b in by.spans] == ["Sở Nội vụ"]
    assert Flag.INHERITED in by.flags
    assert [text.string[a:b] for a, b in found[0].spans] == ["Tổng hợp số liệu của toàn ngành."]


def test_nobody_looked_for_bodies_so_nobody_does_anything() -> None:
    text = Text([Sheet(boxes=False).write("1. Sở Nội vụ").write("a) Tổng hợp số liệu.").page()])
    layout = paragraphs.layout(text, Zones(tuple(Zone.BODY for _ in text.lines)))
    assert tasks.find(layout, outline.build(layout), named=False) == ()


HEAD = ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Sản phẩm"]


def test_rows_of_a_work_table() -> None:
    page = Sheet().write("II. NHIỆM VỤ").table(
        [
            HEAD,
            ["I", "Công tác chỉ đạo", "", "", "", ""],
            ["1", "Ban hành quy chế", "Văn phòng", "Phòng Tư pháp; các phòng", "Quý I/2031", "Quyết định"],
            ["2", "Tập huấn nghiệp vụ", "Phòng Nội vụ", "", "Thường xuyên", ""],
            ["3", "Sơ kết công tác", "", "", "Tháng 6", "Báo cáo"],
        ]
    ).page()  # fmt: skip
    _, found = of_pages(page)
    assert said(found) == [
        ("Ban hành quy chế", [("Văn phòng", "lead"), ("Phòng Tư pháp", "coordinate"), ("các phòng", "coordinate")]),
        ("Tập huấn nghiệp vụ", [("Phòng Nội vụ", "lead")]),
        ("Sơ kết công tác", []),
    ]
    assert all(task.from_table and task.item == 0 for task in found)
    assert [(task.when.due_on, task.when.recurrence) if task.when else None for task in found] == [
        (date(2031, 3, 31), ()), (None, (Recurrence.CONTINUOUS,)), (date(2031, 6, 30), ()),
    ]  # fmt: skip
    assert [task.product for task in found] == ["Quyết định", None, "Báo cáo"]
    assert Flag.INCOMPLETE in found[2].flags and not found[0].flags


def test_group_rows_stand_in_the_path_of_their_rows() -> None:
    """A group row is a unit without label below the table's; the next unit comes behind it in reading order."""
    page = Sheet().write("II. NHIỆM VỤ").table(
        [
            HEAD,
            ["I", "Công tác chỉ đạo", "", "", "", ""],
            ["1", "Ban hành quy chế", "Văn phòng", "", "Quý I/2031", ""],
            ["II", "Đào tạo", "", "", "", ""],
            ["2", "Tập huấn nghiệp vụ", "Phòng Nội vụ", "", "", ""],
        ]
    ).write("III. TỔ CHỨC THỰC HIỆN").page()  # fmt: skip
    (document,) = parse(FileReading("a" * 64, "application/pdf", (page,), (), "x"))
    rows = [(row.label, row.heading, row.level, row.parent_id) for row in document.sections]
    first, second, third, fourth = (row.section_id for row in document.sections)
    assert rows == [
        ("II", "NHIỆM VỤ", 1, None),
        (None, "Công tác chỉ đạo", 2, first),
        (None, "Đào tạo", 2, first),
        ("III", "TỔ CHỨC THỰC HIỆN", 1, None),
    ]
    assert [(task.action, task.section_id) for task in document.tasks] == [
        ("Ban hành quy chế", second),
        ("Tập huấn nghiệp vụ", third),
    ]
    assert [row.text for row in document.sections][1:3] == ["I\nCông tác chỉ đạo", "II\nĐào tạo"]
    assert [int(key.rsplit("-s", 1)[1]) for key in (first, second, third, fourth)] == [1, 2, 3, 4]


REFUSED = [
    ("bodies inspected", ["TT", "Nội dung", "Đơn vị được kiểm tra", "Thời gian"]),
    ("bodies trained", ["TT", "Nội dung", "Phòng ban đào tạo", "Thời gian"]),
    ("who follows it up", ["TT", "Nhiệm vụ", "Theo dõi, đôn đốc", "Thời gian"]),
    ("no work", ["TT", "Họ và tên", "Chủ trì", "Số điện thoại"]),
]


@pytest.mark.parametrize(("why", "head"), REFUSED, ids=[case[0] for case in REFUSED])
def test_tables_that_give_no_work(why: str, head: list[str]) -> None:
    _, found = of_pages(Sheet().table([head, ["1", "Công tác lưu trữ", "Phòng Mẫu", "Quý I/2031"]]).page())
    assert found == ()


ROLES = [
    ("lead", "Cơ quan chủ trì", [("Sở Y tế", "lead"), ("Sở Xây dựng", "lead")]),
    ("implement", "Đơn vị thực hiện", [("Sở Y tế", "implement"), ("Sở Xây dựng", "implement")]),
    ("asked plainly", "Ai làm", [("Sở Y tế", "implement"), ("Sở Xây dựng", "implement")]),
    ("the first leads, the rest coordinate", "Chủ trì/phối hợp", [("Sở Y tế", "lead"), ("Sở Xây dựng", "coordinate")]),
]


@pytest.mark.parametrize(("why", "column", "expected"), ROLES, ids=[case[0] for case in ROLES])
def test_roles_of_columns(why: str, column: str, expected: list[tuple[str, str]]) -> None:
    _, found = of_pages(
        Sheet().table([["STT", "Nhiệm vụ", column], ["1", "Lập quy hoạch", "Sở Y tế, Sở Xây dựng"]]).page()
    )
    assert said(found) == [("Lập quy hoạch", expected)]


def test_a_row_that_repeats_a_task_of_the_body_says_so() -> None:
    page = Sheet().write("1. Sở Y tế").write("- Lập quy hoạch mạng lưới trạm y tế.").table(
        [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Lập quy hoạch mạng lưới trạm y tế", "Sở Y tế"]]
    ).page()  # fmt: skip
    _, found = of_pages(page)
    assert [task.repeats for task in found] == [None, 0]


HEADS = [
    ("columns of begin and end", ["TT", "Nội dung", "Chủ trì", "Bắt đầu", "Kết thúc"],
     {0: "ordinal", 1: "task", 2: "lead", 3: "start", 4: "end"}),
    ("a head that lost marks on a picture", ["TT", "Nội dụng", "Cơ quan chú trì", "Bát đầu", "Kêt thúc"],
     {0: "ordinal", 1: "task", 2: "lead", 3: "start", 4: "end"}),
    ("who takes part beside one in charge", ["TT", "Tên đề án", "Chủ trì", "Đơn vị tham gia", "Khi nào"],
     {0: "ordinal", 1: "task", 2: "lead", 3: "coordinate", 4: "time"}),
    ("who takes part where nobody leads is a guest", ["TT", "Nội dung", "Đơn vị tham gia", "Thời gian"],
     {0: "ordinal", 1: "task", 2: "inspected", 3: "time"}),
    ("an attribute of money is no partner", ["TT", "Nội dung", "Chủ trì", "Mức hỗ trợ"], {0: "ordinal", 1: "task", 2: "lead"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "row", "kinds"), HEADS, ids=[case[0] for case in HEADS])
def test_columns_by_their_heads(why: str, row: list[str], kinds: dict[int, str]) -> None:
    text = Text([Sheet().table([row, ["1", *"abcd"[: len(row) - 1]]]).page()])
    columns = worktables.head(paragraphs.layout(text, Zones(tuple(Zone.BODY for _ in text.lines))).tables[0])
    assert columns is not None and columns.kinds == kinds


def test_row_of_column_numbers_is_part_of_the_head() -> None:
    text = Text([Sheet().table([["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp"], ["(1)", "(2)", "(3)", "(4)"], ["1", "a", "b", "c"]]).page()])  # fmt: skip
    layout = paragraphs.layout(text, Zones(tuple(Zone.BODY for _ in text.lines)))
    columns = worktables.head(layout.tables[0])
    assert columns is not None
    assert columns.kinds == {0: "ordinal", 1: "task", 2: "lead", 3: "coordinate"}
    assert columns.first == 2
