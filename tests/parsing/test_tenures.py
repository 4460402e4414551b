"""Years of symbols: which body one named, and dates that speak against it."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.parsing.citations import find
from pipeline.parsing.lexicon import entries
from pipeline.parsing.tenures import in_use, tenure
from pipeline.records import Flag

NAMED = [
    ("the Council of Government before 1981", "Nghị định số 217-CP ngày 08/6/1979", "Hội đồng Chính phủ"),
    ("the Government since 1992", "Nghị định số 26-CP ngày 23/5/1993", "Chính phủ"),
    ("one symbol, two departments: the earlier", "Kế hoạch số 5/KH-SVHTT ngày 02/3/2006", "Sở Văn hóa - Thông tin"),
    ("one symbol, two departments: the later", "Kế hoạch số 5/KH-SVHTT ngày 02/3/2031", "Sở Văn hóa và Thể thao"),
    ("no date: the one in use today", "Kế hoạch số 5/KH-SVHTT", "Sở Văn hóa và Thể thao"),
    ("the year in the number counts", "Thông tư số 12/1998/TT-TCCP", "Ban Tổ chức - Cán bộ Chính phủ"),
    (
        "outside all its years still the one that ever bore it",
        "Thông tư số 5/2031/TT-BTTTT",
        "Bộ Thông tin và Truyền thông",
    ),
]
OUT_OF_USE = [
    ("a ministry merged on 1 March 2025", "Thông tư số 5/2025/TT-BTTTT ngày 12/6/2025", True),
    ("its last day", "Thông tư số 5/2025/TT-BTTTT ngày 28/02/2025", False),
    ("its last year, no day", "Thông tư số 5/2025/TT-BTTTT", False),
    ("a ministry not yet founded", "Thông tư số 5/2019/TT-BNNMT ngày 12/6/2019", True),
    ("founded", "Thông tư số 5/2025/TT-BNNMT ngày 12/6/2025", False),
    ("the Council of Ministers in 2004", "Nghị định số 115-HĐBT ngày 20/4/2004", True),
    ("the Council of Ministers in 1985", "Nghị định số 115-HĐBT ngày 20/4/1985", False),
    ("a term of the National Assembly long over", "Luật số 46/2019/QH11 ngày 21/11/2019", True),
    ("its own term", "Luật số 46/2019/QH14 ngày 21/11/2019", False),
    ("the Standing Committee's term", "Nghị quyết số 27/2022/UBTVQH13 ngày 21/9/2022", True),
    ("a term to come, not in the lexicon", "Luật số 71/2033/QH17 ngày 05/6/2033", False),
    ("one of two ministries of a joint circular", "Thông tư liên tịch số 7/2031/TTLT-BTC-BTM", True),
    ("no date, no year", "Quyết định số 5/QĐ-BTTTT", False),
    ("an office without years", "Quyết định số 5/QĐ-UBND ngày 01/02/1999", False),
]


@pytest.mark.parametrize(("intent", "text", "issuer"), NAMED, ids=[case[0] for case in NAMED])
def test_the_date_tells_the_body(intent: str, text: str, issuer: str) -> None:
    assert [one.issuer for one in find(text)] == [issuer]


@pytest.mark.parametrize(("intent", "text", "flagged"), OUT_OF_USE, ids=[case[0] for case in OUT_OF_USE])
def test_a_date_outside_its_years_is_flagged(intent: str, text: str, flagged: bool) -> None:
    (found,) = find(text)
    assert (Flag.OUT_OF_USE in found.flags) == flagged


def test_every_symbol_ends_after_it_begins_and_its_successor_takes_over():
    wrong = []
    for entry in entries("symbols"):
        told = tenure(entry)
        if told.since > told.until:
            wrong.append(f"{entry.id}: ends before it begins")
        successor = entry.values.get("becomes")
        if successor and not in_use(successor, None, min(told.until.year + 1, date.max.year)):
            wrong.append(f"{entry.id}: {successor} is not in use after it")
    assert wrong == []


def test_terms_of_the_assembly_follow_one_another():
    for head in ("QH", "UBTVQH"):
        terms = [tenure(entry) for entry in entries("assembly_terms") if entry.term.removeprefix(head).isdigit()]
        assert [one.until.year for one in terms[:-1]] == [one.since.year for one in terms[1:]]
