"""Dates whole and partial, and the span of time that a title names."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsing.dates import find_dates, period
from pipeline.records import Flag

READ = [
    ("in words", "Mẫu Sơn, ngày 19 tháng 3 năm 2031", (19, 3, 2031), date(2031, 3, 19), ()),
    ("with slashes", "ngày 20/3/2031", (20, 3, 2031), date(2031, 3, 20), ()),
    ("with hyphens", "20-3-2031", (20, 3, 2031), date(2031, 3, 20), ()),
    ("with points", "28.12.2031", (28, 12, 2031), date(2031, 12, 28), ()),
    ("a blank behind the slash", "26/ 02/2031", (26, 2, 2031), date(2031, 2, 26), ()),
    ("the month alone", "tháng 12 năm 2031", (None, 12, 2031), None, (Flag.INCOMPLETE,)),
    (
        "the day left to the hand",
        "ngày      tháng 12 năm 2031",
        (None, 12, 2031),
        None,
        (Flag.HANDWRITTEN, Flag.INCOMPLETE),
    ),
    ("all left to the hand", "ngày … tháng … năm 20…", (None, None, None), None, (Flag.HANDWRITTEN, Flag.INCOMPLETE)),
    ("no year", "Ngày 1/2, Ủy ban họp", (1, 2, None), None, (Flag.INCOMPLETE,)),
    ("no year, in words", "ngày 07 tháng 8", (7, 8, None), None, (Flag.INCOMPLETE,)),
    ("no such day", "ngày 31/02/2031", (31, 2, 2031), None, (Flag.DATE_IMPLAUSIBLE,)),
    ("29 February in a common year", "ngày 29 tháng 02 năm 2031", (29, 2, 2031), None, (Flag.DATE_IMPLAUSIBLE,)),
    ("a day beyond all months, said to be one", "ngày 42/02/2031", (42, 2, 2031), None, (Flag.DATE_IMPLAUSIBLE,)),
    ("a year out of range", "ngày 01/02/1031", (1, 2, 1031), None, (Flag.DATE_IMPLAUSIBLE,)),
    ("two figures for the year", "ngày 7/8/19", (7, 8, 2019), date(2019, 8, 7), (Flag.AMBIGUOUS,)),
    ("year and day misread in their marks", "ngảy 5 thắng 3 nắm 2031", (5, 3, 2031), date(2031, 3, 5), ()),
]
NO_DATE = [
    ("a decree's number", "12/2031/NĐ-CP"),
    ("a telephone number", "024.3825.2031"),
    ("numbers of sections", "1.2.3.4"),
    ("days of work", "trong 05 ngày làm việc"),
    ("no such figures", "45/78/2031"),
]
PERIODS = [
    ("a year", "công tác văn thư năm 2031", date(2031, 1, 1), date(2031, 12, 31)),
    ("a span of years", "giai đoạn 2031-2035", date(2031, 1, 1), date(2035, 12, 31)),
    ("with an outlook", "giai đoạn 2031 – 2035, tầm nhìn đến năm 2045", date(2031, 1, 1), date(2035, 12, 31)),
    ("from … to", "từ năm 2031 đến hết năm 2033", date(2031, 1, 1), date(2033, 12, 31)),
    ("two years", "năm 2031 và 2032", date(2031, 1, 1), date(2032, 12, 31)),
    ("a quarter", "Quý III năm 2031", date(2031, 7, 1), date(2031, 9, 30)),
    ("a quarter in figures", "quý 1/2031", date(2031, 1, 1), date(2031, 3, 31)),
    ("half a year", "6 tháng cuối năm 2031", date(2031, 7, 1), date(2031, 12, 31)),
    ("nine months", "9 tháng đầu năm 2031", date(2031, 1, 1), date(2031, 9, 30)),
    ("a month", "tháng 02/2031", date(2031, 2, 1), date(2031, 2, 28)),
    (
        "the year of a plan within a span",
        "năm 2033 thực hiện Đề án đọc sách giai đoạn 2031-2035",
        date(2033, 1, 1),
        date(2033, 12, 31),
    ),
]
NO_PERIOD = [
    ("no time at all", "tăng cường công tác lưu trữ"),
    ("a school year", "chuyên môn năm học 2031 - 2032"),
    ("a feast", "phục vụ Tết Nguyên đán năm 2031"),
    ("an exam", "tổ chức Kỳ thi tay nghề năm 2031"),
    ("a law's year", "thi hành Luật Thư viện năm 2031"),
    ("a cited number's year", "thực hiện Quyết định số 12/2031/QĐ-UBND ngày 05/3/2031"),
    ("one end alone", "phát triển thư viện đến năm 2035"),
    ("a span backwards", "giai đoạn 2035-2031"),
]


@pytest.mark.parametrize(("intent", "text", "parts", "value", "flags"), READ, ids=[row[0] for row in READ])
def test_dates_are_read(intent, text, parts, value, flags):
    (found,) = find_dates(text)
    assert (found.day, found.month, found.year) == parts
    assert found.value == value
    assert found.flags == flags
    assert text[found.start : found.end].strip() == text[found.start : found.end]


@pytest.mark.parametrize(("intent", "text"), NO_DATE, ids=[row[0] for row in NO_DATE])
def test_what_is_no_date(intent, text):
    assert find_dates(text) == ()


def test_several_dates_stand_in_order():
    text = "từ ngày 5 tháng 3 năm 2031 đến 26/02/2032, xong trong tháng 5/2033"
    assert [(found.day, found.month, found.year) for found in find_dates(text)] == [
        (5, 3, 2031),
        (26, 2, 2032),
        (None, 5, 2033),
    ]


@pytest.mark.parametrize(("intent", "title", "start", "end"), PERIODS, ids=[row[0] for row in PERIODS])
def test_periods_of_titles(intent, title, start, end):
    assert period(title) == (start, end)


@pytest.mark.parametrize(("intent", "title"), NO_PERIOD, ids=[row[0] for row in NO_PERIOD])
def test_titles_without_a_period(intent, title):
    assert period(title) is None


@given(st.dates(date(1931, 1, 1), date(2099, 12, 31)), st.sampled_from(["NFC", "NFD"]))
def test_every_day_is_read_in_every_writing(day, form):
    for written in (
        f"ngày {day.day:02} tháng {day.month:02} năm {day.year}",
        f"ngày {day.day}/{day.month}/{day.year}",
        f"ngày {day.day}-{day.month}-{day.year}",
    ):
        text = unicodedata.normalize(form, f"Mẫu Sơn, {written}.")
        (found,) = find_dates(text)
        assert found.value == day
        assert unicodedata.normalize("NFC", text[found.start : found.end]) in written
