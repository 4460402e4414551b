"""Times: deadlines, spans and recurrence, in cells and in running words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsing import when
from pipeline.parsing.facts import When
from pipeline.records import Recurrence

R = Recurrence
READ = [
    ("a quarter ends on its last day", "Quý III/2031", date(2031, 9, 30), None, ()),
    ("strokes taken for digits by OCR", "Quý 11/2031", date(2031, 6, 30), None, ()),
    ("strokes taken for a letter by OCR", "Quý IH/2031", date(2031, 9, 30), None, ()),
    ("a month in February", "trong tháng 02/2031", date(2031, 2, 28), None, ()),
    ("a whole year", "Năm 2031", date(2031, 12, 31), None, ()),
    ("the year comes from the plan", "Trước 30/6", date(2030, 6, 30), None, ()),
    ("a bare month takes the plan's year", "Tháng 6", date(2030, 6, 30), None, ()),
    ("a span of days", "từ ngày 01/3 đến ngày 30/4", date(2030, 4, 30), date(2030, 3, 1), ()),
    ("a span of months", "Tháng 3 - 5/2031", date(2031, 5, 31), date(2031, 3, 1), ()),
    ("a span of years", "Giai đoạn 2031-2035", date(2035, 12, 31), date(2031, 1, 1), ()),
    ("days of one month", "16 - 22/3/2031", date(2031, 3, 22), date(2031, 3, 16), ()),
    ("two years alone", "2031 - 2033", date(2033, 12, 31), date(2031, 1, 1), ()),
    ("several days are no deadline", "Ngày 26, 27/12/2031", None, None, ()),
    ("several quarters are no deadline", "Quý I, II/2031", None, None, ()),
    ("hours before a day are no date", "8h00-10h00 ngày 28/12/2031", date(2031, 12, 28), None, ()),
    ("a day that is none", "trước ngày 31/6/2031", None, None, ()),
    ("continuous", "Thường xuyên trong năm", None, None, (R.CONTINUOUS,)),
    ("every quarter", "Định kỳ hàng quý", None, None, (R.QUARTERLY,)),
    ("a day of each year is no deadline", "Trước ngày 15/12 hằng năm", None, None, (R.YEARLY,)),
    ("half a year", "6 tháng đầu năm 2031", date(2031, 6, 30), None, ()),
    ("nine months of the plan's year", "9 tháng đầu năm", date(2030, 9, 30), None, ()),
    ("months of two years", "Từ tháng 11/2031 đến tháng 2/2032", date(2032, 2, 29), date(2031, 11, 1), ()),
    (
        "the year before where the span needs it",
        "Từ tháng 11 đến tháng 2/2032",
        date(2032, 2, 29),
        date(2031, 11, 1),
        (),
    ),
    ("years in words", "Từ năm 2031 đến năm 2033", date(2033, 12, 31), date(2031, 1, 1), ()),
    ("a beginning is no deadline", "Từ tháng 3/2031", None, date(2031, 3, 1), ()),
    ("a year before which", "Trước năm 2032", None, None, ()),
    ("a week of a month", "Tuần 1 tháng 7", None, None, ()),
    ("a month in figures", "05/2031", date(2031, 5, 31), None, ()),
    ("times a year", "02 lần/năm", None, None, (R.HALF_YEARLY,)),
    ("relative words stand", "Sau khi được phê duyệt", None, None, ()),
]


@pytest.mark.parametrize(("why", "text", "due", "start", "cycles"), READ, ids=[case[0] for case in READ])
def test_read(why: str, text: str, due: date | None, start: date | None, cycles: tuple[Recurrence, ...]) -> None:
    found = when.read(text, 2030)
    assert found is not None
    assert (found.text, found.due_on, found.due_start, found.recurrence) == (text, due, start, cycles)


FIND = [
    ("periods of a report", "Định kỳ hàng quý, 06 tháng và năm báo cáo kết quả", "Định kỳ hàng quý, 06 tháng và năm",
     None, (R.QUARTERLY, R.HALF_YEARLY, R.YEARLY)),
    ("periods without `định kỳ`", "báo cáo cho Sở hằng tháng, quý, 6 tháng, năm về việc",
     "hằng tháng, quý, 6 tháng, năm", None, (R.MONTHLY, R.QUARTERLY, R.HALF_YEARLY, R.YEARLY)),
    ("and when something happens", "báo cáo định kỳ 6 tháng, 1 năm (hoặc đột xuất theo yêu cầu)",
     "định kỳ 6 tháng, 1 năm (hoặc đột xuất theo yêu cầu)", None, (R.HALF_YEARLY, R.YEARLY, R.AD_HOC)),
    ("months in words", "định kỳ sáu tháng báo cáo Sở", "định kỳ sáu tháng", None, (R.HALF_YEARLY,)),
    ("a deadline with its words", "báo cáo kết quả trước ngày 15/12.", "trước ngày 15/12", date(2030, 12, 15), ()),
    ("the latest day", "gửi hồ sơ chậm nhất là ngày 20/02/2031 để thẩm định", "chậm nhất là ngày 20/02/2031",
     date(2031, 2, 20), ()),
    ("finished in a quarter", "xây dựng đề án, hoàn thành trong quý III/2031.", "trong quý III/2031", date(2031, 9, 30), ()),
    ("two times in one breath", "Báo cáo định kỳ 6 tháng (trước ngày 10/6), hằng năm (trước ngày 30/11) về Sở",
     "định kỳ 6 tháng (trước ngày 10/6), hằng năm (trước ngày 30/11)", None, (R.HALF_YEARLY, R.YEARLY)),
    ("a weekday", "báo cáo vào ngày thứ Sáu hàng tuần về Sở", "vào ngày thứ Sáu hàng tuần", None, (R.WEEKLY,)),
    ("each day in the middle of a sentence", "trực cảnh báo hàng ngày tại các chốt", "hàng ngày", None, (R.DAILY,)),
    ("an event", "kiểm tra hồ sơ trước khi trình Ủy ban nhân dân tỉnh.", "trước khi trình Ủy ban nhân dân tỉnh", None, ()),
    ("on request", "cử bác sĩ hỗ trợ tuyến dưới khi có yêu cầu.", "khi có yêu cầu", None, (R.AD_HOC,)),
    ("from now on", "phun thuốc từ nay đến hết tháng 10/2031", "từ nay đến hết tháng 10/2031", date(2031, 10, 31), ()),
    ("a cycle and its day are no one date", "hằng năm trước ngày 20/11 tổ chức diễn tập", "hằng năm trước ngày 20/11", None,
     (R.YEARLY,)),
    ("a month behind who does it", "Hội thi nấu ăn (Công đoàn chủ trì), tháng 10/2031.", "tháng 10/2031", date(2031, 10, 31), ()),
    ("a day of each year without `ngày`", "gửi trước 30/6 hằng năm", "trước 30/6 hằng năm", None, (R.YEARLY,)),
    ("by quarters", "báo cáo theo quý về Sở Mẫu", "quý", None, (R.QUARTERLY,)),
    ("periods of a report without a word for them", "báo cáo 6 tháng, năm về Sở", "6 tháng, năm", None,
     (R.HALF_YEARLY, R.YEARLY)),
    ("how often", "kiểm tra ít nhất 01 lần/quý tại các kho", "ít nhất 01 lần/quý", None, (R.QUARTERLY,)),
    ("a month after the quarter", "gửi chậm nhất là ngày 05 tháng đầu của quý sau", "chậm nhất là ngày 05 tháng đầu của quý sau",
     None, (R.QUARTERLY,)),
    ("a span in running words", "thực hiện từ tháng 3 đến tháng 9/2031", "từ tháng 3 đến tháng 9/2031", date(2031, 9, 30), ()),
    ("days before an event", "gửi chậm nhất 03 ngày trước mỗi đợt kiểm tra", "chậm nhất 03 ngày trước mỗi đợt kiểm tra", None, ()),
    ("the year in which it is done", "hoàn thành trong năm 2031", "trong năm 2031", date(2031, 12, 31), ()),
    ("a day on which it is held", "tổ chức hội nghị vào ngày 14/10/2031", "vào ngày 14/10/2031", date(2031, 10, 14), ()),
    ("bare `định kỳ` has no interval", "Định kỳ tổng hợp, đánh giá", "Định kỳ", None, ()),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "words", "due", "cycles"), FIND, ids=[case[0] for case in FIND])
def test_find(why: str, text: str, words: str, due: date | None, cycles: tuple[Recurrence, ...]) -> None:
    found = when.find(text, 2030)
    assert found is not None
    assert (found.text, found.due_on, found.recurrence) == (words, due, cycles)
    assert words in text


NONE = [
    ("a yearly budget is no recurrence", "từ dự toán chi ngân sách hàng năm"),
    ("a cited decree's date is no deadline", "theo Quyết định số 9/QĐ-UBND ngày 25/12/2029 của xã"),
    ("an index of each year", "nâng cao Chỉ số cải cách hành chính hằng năm"),
    ("everyday work", "giải quyết công việc hằng ngày của phòng"),
    ("an adverb is no recurrence", "thường xuyên cập nhật thông tin"),
]


@pytest.mark.parametrize(("why", "text"), NONE, ids=[case[0] for case in NONE])
def test_find_nothing(why: str, text: str) -> None:
    assert when.find(text, 2030) is None


@given(st.text(max_size=120), st.none() | st.integers(2000, 2040))
def test_any_words_are_read_without_failing(text: str, year: int | None) -> None:
    found = when.read(text, year)
    assert found is None or found.text
    other = when.find(text, year)
    assert other is None or other.text


def test_a_day_far_behind_its_cycle_comes_back_too() -> None:
    """`Định kỳ hằng năm, báo cáo … trước ngày 15 tháng 12` names no one day; in another sentence it does."""
    found = when.find("Định kỳ hằng năm, báo cáo Bộ Mẫu trước ngày 15 tháng 12.", 2031)
    assert found == When("Định kỳ hằng năm; trước ngày 15 tháng 12", None, None, (R.YEARLY,))
    apart = when.find("Báo cáo định kỳ hằng năm. Năm nay gửi trước ngày 15 tháng 12.", 2031)
    assert apart is not None and apart.due_on == date(2031, 12, 15)


def test_a_quarter_set_right_says_so() -> None:
    """The words stay as read, the date is mended, the task will be flagged."""
    mended = when.read("Quý 11/2031", 2030)
    typed = when.read("Quý II/2031", 2030)
    assert mended and typed
    assert (mended.due_on, mended.text, mended.repaired) == (typed.due_on, "Quý 11/2031", True)
    assert not typed.repaired
