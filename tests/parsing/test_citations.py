"""Citations: by number and by name, their issuers, dates, relations and antecedents; and what is none."""

from __future__ import annotations

import doctest
import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.parsing import citations
from pipeline.parsing.citations import find
from pipeline.parsing.facts import Abbreviation
from pipeline.records import Flag, Relation

R = Relation


def only(text, **own):
    found = find(text, **own)
    assert len(found) == 1, [text[one.start : one.end] for one in found]
    return found[0]


NUMBERED = [
    (
        "all parts in the usual order",
        "Kế hoạch số 45/KH-UBND ngày 05/01/2031 của UBND huyện Mẫu Sơn về công tác thư viện năm 2031",
        ("kế hoạch", "45/KH-UBND", "công tác thư viện năm 2031", "Ủy ban nhân dân huyện Mẫu Sơn", date(2031, 1, 5)),
    ),
    (
        "no `số`",
        "Kế hoạch 45/KH-UBND ngày 05/01/2031 của UBND xã v/v mở tủ sách",
        ("kế hoạch", "45/KH-UBND", "mở tủ sách", "Ủy ban nhân dân xã", date(2031, 1, 5)),
    ),
    (
        "the issuer before the date",
        "Quyết định số 12/QĐ-UBND của UBND tỉnh ngày 05 tháng 01 năm 2031 về việc mở thư viện",
        ("quyết định", "12/QĐ-UBND", "mở thư viện", "Ủy ban nhân dân tỉnh", date(2031, 1, 5)),
    ),
    (
        "a comma before the date",
        "Chỉ thị số 12/CT-UBND, ngày 5-1-2031 của UBND tỉnh",
        ("chỉ thị", "12/CT-UBND", None, "Ủy ban nhân dân tỉnh", date(2031, 1, 5)),
    ),
    (
        "a quoted title",
        "Nghị định số 12/2031/NĐ-CP ngày 05/01/2031 của Chính phủ về “Tủ sách; thư viện”",
        ("nghị định", "12/2031/NĐ-CP", "Tủ sách; thư viện", "Chính phủ", date(2031, 1, 5)),
    ),
    (
        "a title in italics of a web page",
        "Nghị định số 12/2031/NĐ-CP của Chính phủ về *“Quy định tủ sách”*",
        ("nghị định", "12/2031/NĐ-CP", "Quy định tủ sách", "Chính phủ", None),
    ),
    (
        "the issuer that the symbol implies",
        "Thông tư số 02/2031/TT-BTC quy định chế độ báo cáo",
        ("thông tư", "02/2031/TT-BTC", "chế độ báo cáo", "Bộ Tài chính", None),
    ),
    (
        "a symbol that implies no place",
        "Kế hoạch số 45/KH-UBND ngày 05/01/2031",
        ("kế hoạch", "45/KH-UBND", None, None, date(2031, 1, 5)),
    ),
    (
        "ministries together",
        "Thông tư liên tịch số 01/2031/TTLT-BTC-BNV ngày 05/01/2031 của liên Bộ Tài chính - Nội vụ về định mức",
        ("thông tư liên tịch", "01/2031/TTLT-BTC-BNV", "định mức", "Bộ Tài chính; Bộ Nội vụ", date(2031, 1, 5)),
    ),
    (
        "two ministries with `và`",
        "Thông tư liên tịch số 01/2031/TTLT-BKHCN-BTC của Bộ Khoa học và Công nghệ và Bộ Tài chính",
        ("thông tư liên tịch", "01/2031/TTLT-BKHCN-BTC", None, "Bộ Khoa học và Công nghệ; Bộ Tài chính", None),
    ),
    (
        "a minister",
        "Thông tư số 02/2031/TT-BGDĐT ngày 05/01/2031 của Bộ trưởng Bộ Giáo dục và Đào tạo",
        ("thông tư", "02/2031/TT-BGDĐT", None, "Bộ trưởng Bộ Giáo dục và Đào tạo", date(2031, 1, 5)),
    ),
    (
        "the Party, with its meeting",
        "Nghị quyết số 12-NQ/TW ngày 05/01/2031 của Hội nghị lần thứ chín Ban Chấp hành Trung ương Đảng khóa XIV về đọc sách",
        (
            "nghị quyết",
            "12-NQ/TW",
            "đọc sách",
            "Hội nghị lần thứ chín Ban Chấp hành Trung ương Đảng khóa XIV",
            date(2031, 1, 5),
        ),
    ),
    (
        "a council and its session",
        "Nghị quyết số 12/NQ-HĐND ngày 05/01/2031 của HĐND tỉnh khóa X, kỳ họp thứ 3 về ngân sách",
        ("nghị quyết", "12/NQ-HĐND", "ngân sách", "Hội đồng nhân dân tỉnh", date(2031, 1, 5)),
    ),
    (
        "the issuer at the title's end",
        "Kế hoạch số 19-KH/BCĐ ngày 05/01/2031 về công tác năm 2031 của Ban Chỉ đạo Đề án đọc sách",
        ("kế hoạch", "19-KH/BCĐ", "công tác năm 2031", "Ban Chỉ đạo Đề án đọc sách", date(2031, 1, 5)),
    ),
    (
        "day and issuer before, the year from the title",
        "Ngày 5/1, UBND tỉnh Hà Mẫu ban hành Kế hoạch số 45/KH-UBND tuyên truyền đọc sách năm 2031.",
        ("kế hoạch", "45/KH-UBND", "tuyên truyền đọc sách năm 2031", "Ủy ban nhân dân tỉnh Hà Mẫu", date(2031, 1, 5)),
    ),
    (
        "an act, its name first",
        "Luật Thư viện số 46/2019/QH14 ngày 21/11/2019",
        ("luật", "46/2019/QH14", "Luật Thư viện", "Quốc hội", date(2019, 11, 21)),
    ),
    (
        "an official letter called a text",
        "văn bản số 128/UBND-NC ngày 05/01/2031 của UBND tỉnh",
        ("công văn", "128/UBND-NC", None, "Ủy ban nhân dân tỉnh", date(2031, 1, 5)),
    ),
    (
        "a notice of a conclusion",
        "Thông báo kết luận số 45/TB-VPCP ngày 05/01/2031 của Văn phòng Chính phủ",
        ("thông báo", "45/TB-VPCP", None, "Văn phòng Chính phủ", date(2031, 1, 5)),
    ),
    (
        "the type as its code",
        "theo QĐ số 12/QĐ-UBND ngày 05/01/2031",
        ("quyết định", "12/QĐ-UBND", None, None, date(2031, 1, 5)),
    ),
    (
        "before 1996",
        "Nghị định số 115-HĐBT về thi đua",
        ("nghị định", "115-HĐBT", "thi đua", "Hội đồng Bộ trưởng", None),
    ),
    (
        "an impossible day does not hide the issuer",
        "Chỉ thị số 12/CT-UBND ngày 42/02/2031 của UBND tỉnh",
        ("chỉ thị", "12/CT-UBND", None, "Ủy ban nhân dân tỉnh", None),
    ),
]


@pytest.mark.parametrize(("intent", "text", "values"), NUMBERED, ids=[row[0] for row in NUMBERED])
def test_a_citation_by_number(intent, text, values):
    found = only(text)
    assert (found.type, found.number, found.name, found.issuer, found.issued_on) == values


NAMED = [
    ("an act", "theo Luật Phòng, chống khủng bố và", "luật", "Luật Phòng, chống khủng bố", "Quốc hội"),
    ("an act without its comma", "theo Luật Phòng chống thiên tai.", "luật", "Luật Phòng chống thiên tai", "Quốc hội"),
    (
        "an act in lower case",
        "của Luật phòng, chống khủng bố",
        "luật",
        "Luật phòng, chống khủng bố",
        "Quốc hội",
    ),
    ("an act with its year", "theo Luật Đặc xá năm 2018,", "luật", "Luật Đặc xá năm 2018", "Quốc hội"),
    ("an act that no lexicon knows", "theo Luật Sách báo năm 2035;", "luật", "Luật Sách báo năm 2035", "Quốc hội"),
    ("a code", "theo Bộ luật Lao động", "bộ luật", "Bộ luật Lao động", "Quốc hội"),
    ("an ordinance", "theo Pháp lệnh Dân số", "pháp lệnh", "Pháp lệnh Dân số", "Ủy ban Thường vụ Quốc hội"),
    ("the constitution", "theo Hiến pháp năm 2013", "hiến pháp", "Hiến pháp năm 2013", "Quốc hội"),
    (
        "a congress",
        "gắn với Nghị quyết Đại hội XIV của Đảng;",
        "nghị quyết",
        "Nghị quyết Đại hội XIV của Đảng",
        "Đại hội XIV của Đảng",
    ),
    (
        "a province's congress",
        "gắn với Nghị quyết Đại hội Đảng bộ tỉnh Hà Mẫu lần thứ IX, nhiệm kỳ",
        "nghị quyết",
        "Nghị quyết Đại hội Đảng bộ tỉnh Hà Mẫu lần thứ IX",
        "Đại hội Đảng bộ tỉnh Hà Mẫu lần thứ IX",
    ),
    (
        "a plenum",
        "gắn với Nghị quyết Trung ương 9 khóa XIV và các",
        "nghị quyết",
        "Nghị quyết Trung ương 9 khóa XIV",
        "Ban Chấp hành Trung ương Đảng",
    ),
    (
        "a programme of years",
        "trong Chương trình tổng thể đọc sách giai đoạn 2031-2035 của Chính phủ, các xã",
        "chương trình",
        "Chương trình tổng thể đọc sách giai đoạn 2031-2035",
        "Chính phủ",
    ),
    (
        "a plan of years in lower case",
        "và kế hoạch phát triển văn hóa đọc giai đoạn 2031-2035 trên địa bàn phường",
        "kế hoạch",
        "kế hoạch phát triển văn hóa đọc giai đoạn 2031-2035 trên địa bàn phường",
        None,
    ),
    (
        "a plan of a year with its office",
        "theo Kế hoạch phổ biến, đọc sách năm 2031 của UBND huyện Mẫu Sơn,",
        "kế hoạch",
        "Kế hoạch phổ biến, đọc sách năm 2031",
        "Ủy ban nhân dân huyện Mẫu Sơn",
    ),
    ("a scheme", "thực hiện Đề án Văn hóa đọc trong trường học.", "đề án", "Đề án Văn hóa đọc trong trường học", None),
    (
        "rules of conduct in quotes",
        "thực hiện “Quy tắc ứng xử của bạn đọc, thủ thư trong thư viện”",
        "quy tắc",
        "Quy tắc ứng xử của bạn đọc, thủ thư trong thư viện",
        None,
    ),
    (
        "a regulation",
        "quy định tại Quy chế mượn và trả sách cho bạn đọc; báo cáo",
        "quy chế",
        "Quy chế mượn và trả sách cho bạn đọc",
        None,
    ),
    (
        "a plan by its office and title",
        "Thực hiện Kế hoạch của UBND tỉnh về công tác thư viện năm 2031, Sở Mẫu xây dựng Kế hoạch",
        "kế hoạch",
        "Kế hoạch của UBND tỉnh về công tác thư viện năm 2031",
        "Ủy ban nhân dân tỉnh",
    ),
    (
        "a plenum of several terms",
        "gắn với Nghị quyết Trung ương 4 khóa XI, XII, XIII;",
        "nghị quyết",
        "Nghị quyết Trung ương 4 khóa XI, XII, XIII",
        "Ban Chấp hành Trung ương Đảng",
    ),
    (
        "a resolution by its office and title",
        "triển khai Nghị quyết của Quốc hội về việc thí điểm tủ sách lưu động;",
        "nghị quyết",
        "Nghị quyết của Quốc hội về việc thí điểm tủ sách lưu động",
        "Quốc hội",
    ),
]


@pytest.mark.parametrize(("intent", "text", "type_", "name", "issuer"), NAMED, ids=[row[0] for row in NAMED])
def test_a_citation_by_name(intent, text, type_, name, issuer):
    found = only(text)
    assert (found.type, found.name, found.issuer, found.number) == (type_, name, issuer, None)


NOT_CITED = [
    ("the document itself", "Các xã thực hiện Kế hoạch này; Chỉ thị này có hiệu lực."),
    ("only to be written", "xây dựng Kế hoạch đọc sách Thành phố giai đoạn 2036 - 2040; ban hành kế hoạch năm 2031"),
    ("a list of what is to be written", "xây dựng Đề án Văn hóa đọc trong trường; Đề án thư viện giai đoạn 2031-2035"),
    ("every office's own regulation", "theo Quy chế mượn sách, trả sách của cơ quan"),
    ("congresses of all levels", "theo Nghị quyết Đại hội Đảng bộ các cấp nhiệm kỳ 2030-2035"),
    ("the heading of an appendix", "KẾ HOẠCH ĐỌC SÁCH GIAI ĐOẠN 2031-2035"),
    ("a treaty's protocol, family planning", "theo Nghị định thư; công tác Kế hoạch hóa gia đình năm 2031"),
    ("a bill", "góp ý dự thảo Luật Thư viện; trình dự án Luật Lưu trữ"),
    ("a plural", "các Nghị quyết, Chương trình, Chỉ thị, Kết luận của Thành ủy"),
    ("in lower case without years", "theo kế hoạch đọc sách của thành phố"),
    ("every office's own", "đưa vào Kế hoạch đọc sách năm 2031 của cơ quan, đơn vị"),
    ("a department's name", "Sở Kế hoạch và Đầu tư, Phòng Tài chính - Kế hoạch, Vụ Pháp luật"),
    ("law as such", "theo quy định của pháp luật, kỷ luật lao động, luật sư, Trường Đại học Luật"),
    ("a sentence that opens with the word", "Kế hoạch nhằm đưa sách tới xã năm 2031."),
    ("the closing", "Trên đây là Kế hoạch đọc sách năm 2031 của UBND phường, đề nghị các xã thực hiện."),
    ("a form's number", "theo Mẫu số 01/BC-UBND và biểu số 02/KH-UBND"),
    ("an example of layout", "(Ví dụ: Quyết định số 12/QĐ-UBND ngày 05/01/2031)"),
    ("a standard", "TCVN 7420:2004/BKHCN"),
    ("a short generic name", "theo Quy chế thi"),
    ("a programme on stage", "Chương trình nghệ thuật “Mùa xuân 2031”"),
    ("a number that nothing completes", "thực hiện Chỉ thị số 16 về đọc sách"),
]


@pytest.mark.parametrize(("intent", "text"), NOT_CITED, ids=[row[0] for row in NOT_CITED])
def test_what_is_no_citation(intent, text):
    assert [text[one.start : one.end] for one in find(text)] == []


RELATIONS = [
    ("a basis", "Căn cứ Luật Thư viện ngày 21/11/2019; Nghị định số 12/2031/NĐ-CP;", [R.BASIS, R.BASIS]),
    ("a basis with its article", "Căn cứ khoản 2 Điều 5 của Luật Thư viện;", [R.BASIS]),
    ("a proposal is no basis", "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV.", [R.MENTIONS]),
    (
        "carried out",
        "Thực hiện Kế hoạch số 1/KH-UBND; Công văn số 2/UBND-NC về đọc sách;",
        [R.IMPLEMENTS, R.IMPLEMENTS],
    ),
    ("carried out behind a label", "- Tiếp tục thực hiện nghiêm túc Chỉ thị số 1/CT-UBND.", [R.IMPLEMENTS]),
    ("carried out by orders in a document", "Thực hiện chỉ đạo của UBND tỉnh tại Văn bản số 1/UBND-NC", [R.IMPLEMENTS]),
    ("a noun is no order", "Báo cáo kết quả thực hiện Nghị quyết số 1/NQ-HĐND", [R.MENTIONS]),
    (
        "amended",
        "theo Nghị định số 1/2031/NĐ-CP (được sửa đổi, bổ sung tại Nghị định số 2/2032/NĐ-CP)",
        [R.MENTIONS, R.AMENDED_BY],
    ),
    (
        "amended twice within a basis",
        "Căn cứ Luật Thư viện số 46/2019/QH14 đã được sửa đổi, bổ sung một số điều theo Luật số 1/2031/QH16 và "
        "Luật số 2/2032/QH16; Luật Lưu trữ số 33/2024/QH15;",
        [R.BASIS, R.AMENDED_BY, R.AMENDED_BY, R.BASIS],
    ),
    ("amends", "Sửa đổi, bổ sung một số điều của Quyết định số 1/2031/QĐ-UBND như sau:", [R.AMENDS]),
    (
        "replaces and repeals",
        "Quyết định này thay thế Quyết định số 1/2031/QĐ-UBND và bãi bỏ Quyết định số 2/2031/QĐ-UBND.",
        [R.REPLACES, R.REPEALS],
    ),
    ("replaced", "Thông tư số 1/2031/TT-BNV được thay thế bởi Thông tư số 2/2032/TT-BNV", [R.MENTIONS, R.REPLACED_BY]),
    ("issued with", "Danh mục ban hành kèm theo Quyết định số 1/QĐ-UBND", [R.ISSUED_WITH]),
    ("at its end", "Quyết định số 1/2031/QĐ-UBND hết hiệu lực kể từ ngày 05/01/2032", [R.REPEALS]),
    (
        "cited inside a title",
        "Thực hiện Kế hoạch số 1/KH-UBND về việc thực hiện Nghị quyết số 2-NQ/TU của Tỉnh ủy",
        [R.IMPLEMENTS, R.MENTIONS],
    ),
    ("said in passing", "các nhiệm vụ nêu trong Nghị quyết số 1/NQ-HĐND", [R.MENTIONS]),
]


@pytest.mark.parametrize(("intent", "text", "expected"), RELATIONS, ids=[row[0] for row in RELATIONS])
def test_relations(intent, text, expected):
    assert [one.relation for one in find(text)] == expected


LISTS = [
    (
        "one head for many",
        "các Quyết định số: 12/QĐ-UBND ngày 05/01/2031, 13/QĐ-UBND và 14/QĐ-UBND của UBND tỉnh",
        ["12/QĐ-UBND", "13/QĐ-UBND", "14/QĐ-UBND"],
    ),
    (
        "one symbol for many",
        "Kế hoạch số 12, 15 và 18/KH-UBND của UBND tỉnh",
        ["12/KH-UBND", "15/KH-UBND", "18/KH-UBND"],
    ),
    (
        "the issuer before the numbers",
        "các Kế hoạch của UBND tỉnh: số 12/KH-UBND, số 13/KH-UBND",
        ["12/KH-UBND", "13/KH-UBND"],
    ),
]


@pytest.mark.parametrize(("intent", "text", "numbers"), LISTS, ids=[row[0] for row in LISTS])
def test_lists_share_head_symbol_and_issuer(intent, text, numbers):
    found = find(text)
    assert [one.number for one in found] == numbers
    assert {one.issuer for one in found} == {"Ủy ban nhân dân tỉnh"}


def test_a_nested_citation_keeps_its_own_day():
    """The outer plan's day is not the programme's, nor the programme's the plan's."""
    text = "Kế hoạch số 39-KH/HU về thực hiện Chương trình số 14-CTr/TU ngày 05/01/2031 của Tỉnh ủy về đọc sách"
    outer, inner = find(text)
    assert (outer.number, outer.issued_on) == ("39-KH/HU", None)
    assert (inner.number, inner.issued_on, inner.issuer) == ("14-CTr/TU", date(2031, 1, 5), "Tỉnh ủy")
    assert outer.start < inner.start < inner.end <= outer.end


def test_the_day_of_an_amending_act_is_not_the_amended_ones():
    text = "Luật sửa đổi, bổ sung một số điều của Luật Sách báo ngày 05 tháng 01 năm 2031;"
    outer, inner = find(text)
    assert (outer.issued_on, inner.issued_on) == (date(2031, 1, 5), None)


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("in the title", "Quyết định số 12/QĐ-UBND ngày 05/01/2031 phê duyệt Đề án Văn hóa đọc trong trường học"),
        ("behind the scheme", "Quy chế mượn và trả sách cho bạn đọc ban hành kèm theo Quyết định số 12/QĐ-UBND"),
        ("in a bracket", "Chương trình đọc sách quốc gia giai đoạn 2031-2035 (Quyết định số 12/QĐ-UBND)"),
    ],
)
def test_a_scheme_named_with_its_decision_is_that_decision(intent, text):
    assert only(text).number == "12/QĐ-UBND"


def test_a_name_leads_to_the_number_given_elsewhere():
    text = (
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 05/01/2031 của UBND tỉnh phê duyệt Đề án Văn hóa đọc trong trường học;\n"
        "Các xã triển khai Đề án Văn hóa đọc trong trường học."
    )
    first, second = find(text)
    assert second.start > text.index("\n")
    assert (second.number, second.issuer, second.issued_on) == (first.number, first.issuer, first.issued_on)
    assert second.cite_key == first.cite_key


def test_an_act_by_name_carries_the_number_given_elsewhere():
    first, second = find("Căn cứ Luật Lưu trữ số 33/2024/QH15;\nTheo Điều 5 Luật Lưu trữ.")
    assert second.number == first.number == "33/2024/QH15"
    assert second.pinpoint == "Điều 5"


def test_two_documents_that_fit_leave_the_name_without_a_number():
    text = (
        "Kế hoạch số 1/KH-UBND của UBND xã Mẫu về đọc sách năm 2031;\n"
        "Kế hoạch số 2/KH-UBND của UBND xã Bạn về đọc sách năm 2031;\n"
        "theo Kế hoạch phát động đọc sách giai đoạn 2031-2035 trên địa bàn"
    )
    assert [one.number for one in find(text)] == ["1/KH-UBND", "2/KH-UBND", None]


@pytest.mark.parametrize(
    ("intent", "text", "numbers"),
    [
        (
            "said above",
            "Kế hoạch số 93/KH-UBND ngày 05/01/2031. Các xã thực hiện Kế hoạch số 93 nêu trên.",
            ["93/KH-UBND", "93/KH-UBND"],
        ),
        (
            "two with these digits",
            "Kế hoạch số 93/KH-UBND; Kế hoạch số 93/KH-SNV. Các xã thực hiện Kế hoạch số 93.",
            ["93/KH-UBND", "93/KH-SNV"],
        ),
        ("a decree by number and year", "theo Nghị định 12/2031 và", ["12/2031/NĐ-CP"]),
        ("nothing to lead to", "theo Kế hoạch số 93 nêu trên", []),
    ],
)
def test_short_numbers(intent, text, numbers):
    assert [one.number for one in find(text)] == numbers


@pytest.mark.parametrize(
    ("intent", "text", "resolved"),
    [
        ("one act of that name ever", "theo Luật Phòng, chống khủng bố", "28/2013/QH13"),
        ("several, the year stated", "theo Luật Lưu trữ năm 2011", "01/2011/QH13"),
        ("several, the day stated", "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;", "33/2024/QH15"),
        ("several, no year", "theo Luật Lưu trữ", None),
        ("a year in which none was passed", "theo Luật Lưu trữ năm 2015", None),
        ("an act that no lexicon knows", "theo Luật Sách báo", None),
    ],
)
def test_acts_by_name_are_resolved_where_one_is_meant(intent, text, resolved):
    found = only(text)
    assert (found.resolved_number, found.number) == (resolved, None)


@pytest.mark.parametrize(
    ("intent", "text", "key"),
    [
        ("a year in a central number", "Nghị định số 12/2031/NĐ-CP", "12/2031/NĐ-CP"),
        ("the Party's centre", "Nghị quyết số 12-NQ/TW", "12-NQ/TW"),
        (
            "a number that restarts",
            "Quyết định số 12/QĐ-TTg ngày 05/01/2031",
            "12/QĐ-TTg|Thủ tướng Chính phủ|2031",
        ),
        (
            "an office of many",
            "Kế hoạch số 12/KH-UBND ngày 05/01/2031 của UBND xã Mẫu",
            "12/KH-UBND|Ủy ban nhân dân xã Mẫu|2031",
        ),
        ("an act resolved", "Luật Thư viện", "46/2019/QH14"),
        ("an act that several bear", "Luật Lưu trữ", "luat luu tru"),
    ],
)
def test_the_key_of_a_cited_document(intent, text, key):
    assert only(text).cite_key == key


@pytest.mark.parametrize(
    ("pinpoint", "text"),
    [
        ("điểm a khoản 2 Điều 5", "theo điểm a khoản 2 Điều 5 của Nghị định số 30/2020/NĐ-CP"),
        ("khoản 1, 2 và 3 Điều 8", "tại khoản 1, 2 và 3 Điều 8 Nghị định số 30/2020/NĐ-CP"),
        ("Điều 5, Điều 7", "theo Điều 5, Điều 7 Luật Thư viện"),
        ("Phụ lục II", "mẫu tại Phụ lục II ban hành kèm theo Nghị định số 30/2020/NĐ-CP"),
        (None, "theo Điều 5 Quyết định này và Luật Thư viện"),
    ],
)
def test_pinpoints(pinpoint, text):
    assert only(text).pinpoint == pinpoint


def test_the_documents_own_number_and_title_are_no_citations():
    text = (
        "UBND phường triển khai Kế hoạch số 23/KH- UBND và Kế hoạch số 17/KH-UBND.\n"
        "Các khu phố thực hiện theo Kế hoạch tuyên truyền đọc sách năm 2031 trên địa bàn phường."
    )
    own = {
        "own_number": "23/KH-UBND",
        "own_type": "kế hoạch",
        "own_title": "Tuyên truyền đọc sách năm 2031 trên địa bàn phường Mẫu",
    }
    assert only(text, **own).number == "17/KH-UBND"


def test_abbreviations_of_the_document_are_opened_in_issuers():
    text = "Kế hoạch số 12/KH-TVHM ngày 05/01/2031 của TVHM"
    assert only(text, abbreviations=[Abbreviation("TVHM", "Thư viện Hà Mẫu", own=True)]).issuer in {
        None,
        "Thư viện Hà Mẫu",
    }
    text = "Kế hoạch số 12/KH-UBND của UBND TPMS"
    own = [Abbreviation("TPMS", "thành phố Mẫu Sơn", own=True)]
    assert only(text, abbreviations=own).issuer == "Ủy ban nhân dân thành phố Mẫu Sơn"


@pytest.mark.parametrize(
    ("intent", "text", "number", "name"),
    [
        ("a code", "Quyết định số 64/QD-UBND ngày 05/01/2031", "64/QĐ-UBND", None),
        (
            "an act's name by a letter",
            "theo Luật Phòng, chống khủng bô",
            None,
            "Luật Phòng, chống khủng bố",
        ),
    ],
)
def test_what_is_mended_is_flagged_and_keeps_its_words(intent, text, number, name):
    found = only(text)
    assert (found.number, found.name) == (number, name)
    assert Flag.REPAIRED in found.flags
    assert text[found.start : found.end] in text


def test_type_and_symbol_that_disagree_are_flagged():
    found = only("Kế hoạch số 12/QĐ-UBND ngày 05/01/2031")
    assert found.type == "kế hoạch"
    assert Flag.TYPE_MISMATCH in found.flags


SAMPLE = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;\n"
    "Thực hiện Kế hoạch số 17/KH - UBND ngày 17/01/2031 của Uỷ ban nhân dân huyện Mẫu Sơn về việc mở thư viện; "
    "Luật Phòng, chống khủng bố; Chương trình đọc sách giai đoạn 2031 - 2035 của Chính phủ.\n"
    "Theo điểm a khoản 2 Điều 5 Quyết định số 12-QĐ/TU của Tỉnh uỷ."
)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("-", "\u2011"),
        lambda text: text.replace("-", "–"),
        lambda text: text.replace("Đ", "Ð"),
        lambda text: text.replace("số ", "số \u200b"),
    ],
    ids=["NFD", "no-break space", "no-break hyphen", "en dash", "Eth", "zero width"],
)
def test_forms_of_unicode_change_nothing_but_the_words(change):
    text = change(SAMPLE)
    plain, changed = find(SAMPLE), find(text)
    assert [
        (one.type, one.number, one.issuer, one.issued_on, one.relation, one.pinpoint, one.cite_key) for one in changed
    ] == [(one.type, one.number, one.issuer, one.issued_on, one.relation, one.pinpoint, one.cite_key) for one in plain]
    for one, other in zip(plain, changed, strict=True):
        assert text[other.start : other.end] == change(SAMPLE[one.start : one.end])


PIECES = [
    "Căn cứ ",
    "Kế hoạch ",
    "số 12/KH-UBND ",
    "ngày 05/01/2031 ",
    "của UBND xã ",
    "về việc ",
    "“",
    "”",
    "(",
    ")",
    ", ",
    "; ",
    ". ",
    "\n",
    "Luật Thư viện ",
    "và ",
    "giai đoạn 2031-2035 ",
    "được sửa đổi, bổ sung bởi ",
    "các ",
    "Điều 5 ",
    "Đại hội XIV ",
    "e\u0301",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_citations_stand_in_order_within_their_paragraph(text):
    found = find(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        words = text[one.start : one.end]
        assert words == words.strip()
        assert words
        assert "\n" not in words
        assert one.number is None or one.number.replace("/", "").replace("-", "").isalnum()


def test_the_example_of_the_module_runs():
    ran = doctest.testmod(citations, raise_on_error=False)
    assert ran.attempted >= 6
    assert ran.failed == 0


HOSTILE = [
    "/",
    "1",
    "12/",
    "Căn cứ ",
    "Căn cứ Quyết định số 12/QĐ-UBND ",
    "12/QĐ-UBND, ",
    "Luật ",
    "Kế hoạch của ",
    "Quyết định số 1/QĐ-UB về “",
    "điểm a khoản 2 ",
    "được sửa đổi, bổ sung ",
    "ngày ... tháng ... ",
    "A-",
    "\u0301",
    "Nghị quyết Đại hội ",
    "(",
    "Kế hoạch số ",
    "số      /KH-UBND ",
    "Luật sửa đổi, bổ sung một số điều của ",
    "“Quy chế a b c d ” ",
    "Đề án giai đoạn 2031 ",
    "Nghị định này ",
    "Quyết định số 1/QĐ-UB phê duyệt Đề án a b c d e; ",
    "can cu nghi dinh so 5 cua chinh phu ",
]


def _seconds(text):
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        find(text)
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_length_alone(unit):
    """Four times the text in not much more than four times the time (sixteen were quadratic)."""
    short, long = ((unit * (length // len(unit) + 1))[:length] for length in (6_000, 24_000))
    find(short)
    assert _seconds(long) < 9 * max(_seconds(short), 0.004)
