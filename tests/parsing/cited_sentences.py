"""Sentences in words of our own with the citations that stand in them: truth by construction.

A citation is ``relation | type | number | issuer | day | name``, ``-`` for nothing. Offices, titles and
numbers are invented (years from 2031 on); acts and posts of the State are real where their name is
the point. Each row says in a line what it is about.
"""

from __future__ import annotations

BASES = [
    (
        "a preamble of a decision, clause by clause",
        "Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;\n"
        "Căn cứ Nghị định số 412/2031/NĐ-CP ngày 17/3/2031 của Chính phủ quy định chi tiết một số điều của Luật Thư viện;\n"
        "Căn cứ Quyết định số 88/2032/QĐ-UBND ngày 02/02/2032 của Ủy ban nhân dân tỉnh Hà Mẫu về việc phân cấp quản lý;",
        [
            "basis | luật | - | Quốc hội | 2019-11-21 | Luật Thư viện",
            "basis | nghị định | 412/2031/NĐ-CP | Chính phủ | 2031-03-17 | chi tiết một số điều của Luật Thư viện",
            "mentions | luật | - | Quốc hội | - | Luật Thư viện",
            "basis | quyết định | 88/2032/QĐ-UBND | Ủy ban nhân dân tỉnh Hà Mẫu | 2032-02-02 | phân cấp quản lý",
        ],
    ),
    (
        "one Căn cứ for a list parted by semicolons",
        "Căn cứ Nghị định số 5/2031/NĐ-CP của Chính phủ; Thông tư số 6/2031/TT-BNV của Bộ Nội vụ; "
        "Quyết định số 7/QĐ-UBND ngày 3/4/2031 của Chủ tịch UBND huyện Mẫu Sơn,",
        [
            "basis | nghị định | 5/2031/NĐ-CP | Chính phủ | - | -",
            "basis | thông tư | 6/2031/TT-BNV | Bộ Nội vụ | - | -",
            "basis | quyết định | 7/QĐ-UBND | Chủ tịch Ủy ban nhân dân huyện Mẫu Sơn | 2031-04-03 | -",
        ],
    ),
    (
        "a law with number, name first",
        "Căn cứ Luật Viên chức số 58/2010/QH12 ngày 15 tháng 11 năm 2010;",
        ["basis | luật | 58/2010/QH12 | Quốc hội | 2010-11-15 | Luật Viên chức"],
    ),
    (
        "a law with its number before its name",
        "Căn cứ Luật số 46/2019/QH14 về thư viện;",
        ["basis | luật | 46/2019/QH14 | Quốc hội | - | thư viện"],
    ),
    (
        "the constitution",
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
        ["basis | hiến pháp | - | Quốc hội | - | Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"],
    ),
    (
        "clauses behind commas",
        "Căn cứ Kế hoạch số 14/KH-SVHTTDL ngày 09/9/2031 của Sở Văn hóa, Thể thao và Du lịch về tuần lễ đọc sách, "
        "Phòng Văn hóa và Thông tin huyện xây dựng kế hoạch như sau:",
        [
            "basis | kế hoạch | 14/KH-SVHTTDL | Sở Văn hóa, Thể thao và Du lịch | 2031-09-09 | tuần lễ đọc sách",
        ],
    ),
    (
        "an ordinance",
        "Căn cứ Pháp lệnh Lưu trữ quốc gia ngày 04 tháng 4 năm 2001;",
        ["basis | pháp lệnh | - | Ủy ban Thường vụ Quốc hội | 2001-04-04 | Pháp lệnh Lưu trữ quốc gia"],
    ),
    (
        "in capitals at the head of a clause",
        "CĂN CỨ Quyết định số 31/QĐ-HĐTV ngày 12/12/2031 của Hội đồng thành viên Công ty Sách Mẫu;",
        ["basis | quyết định | 31/QĐ-HĐTV | Hội đồng thành viên Công ty Sách Mẫu | 2031-12-12 | -"],
    ),
    (
        "`căn cứ vào` inside a sentence",
        "Các xã căn cứ vào Quyết định số 61/QĐ-UBND ngày 11/5/2031 của UBND huyện Mẫu Sơn để phân bổ sách.",
        ["basis | quyết định | 61/QĐ-UBND | Ủy ban nhân dân huyện Mẫu Sơn | 2031-05-11 | -"],
    ),
    (
        "with its article",
        "Căn cứ khoản 3 Điều 12 Nghị định số 5/2031/NĐ-CP ngày 01/02/2031 của Chính phủ;",
        ["basis | nghị định | 5/2031/NĐ-CP | Chính phủ | 2031-02-01 | -"],
    ),
    (
        "the basis of a Party document",
        "- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;\n"
        "- Căn cứ Quy định số 77-QĐ/TW ngày 06/6/2031 của Ban Bí thư về công tác thư viện trong Đảng;",
        [
            "basis | điều lệ | - | - | - | Điều lệ Đảng Cộng sản Việt Nam",
            "basis | quy định | 77-QĐ/TW | Ban Bí thư | 2031-06-06 | công tác thư viện trong Đảng",
        ],
    ),
    (
        "amended since, both named in a basis",
        "Căn cứ Nghị định số 5/2031/NĐ-CP ngày 01/02/2031 của Chính phủ về tủ sách; "
        "Nghị định số 9/2033/NĐ-CP ngày 04/03/2033 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 5/2031/NĐ-CP;",
        [
            "basis | nghị định | 5/2031/NĐ-CP | Chính phủ | 2031-02-01 | tủ sách",
            "basis | nghị định | 9/2033/NĐ-CP | Chính phủ | 2033-03-04 | sửa đổi, bổ sung một số điều của Nghị định số 5/2031/NĐ-CP",
            "mentions | nghị định | 5/2031/NĐ-CP | Chính phủ | 2031-02-01 | -",
        ],
    ),
    (
        "an amending law of two laws",
        "Căn cứ Luật Viên chức ngày 15 tháng 11 năm 2010; Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và "
        "Luật Viên chức ngày 25 tháng 11 năm 2019;",
        [
            "basis | luật | - | Quốc hội | 2010-11-15 | Luật Viên chức",
            "basis | luật | - | Quốc hội | 2019-11-25 | Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức",
            "mentions | luật | - | Quốc hội | - | Luật Cán bộ, công chức",
            "mentions | luật | - | Quốc hội | - | Luật Viên chức",
        ],
    ),
    (
        "an amending law of many, its day not swallowed",
        "Căn cứ Luật sửa đổi, bổ sung một số điều của 11 luật có liên quan đến thư viện ngày 20 tháng 11 năm 2031;",
        [
            "basis | luật | - | Quốc hội | 2031-11-20 | "
            "Luật sửa đổi, bổ sung một số điều của 11 luật có liên quan đến thư viện"
        ],
    ),
    (
        "an amending law with its number behind its name",
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Sách báo số 71/2033/QH17 ngày 05/6/2033;",
        [
            "basis | luật | 71/2033/QH17 | Quốc hội | 2033-06-05 | Luật sửa đổi, bổ sung một số điều của Luật Sách báo",
            "mentions | luật | - | Quốc hội | - | Luật Sách báo",
        ],
    ),
]

ORDERS = [
    (
        "a list behind a bracket that tells of an amendment",
        "Thực hiện Luật Thư viện số 46/2019/QH14 (được sửa đổi, bổ sung tại Luật số 46/2031/QH16), Nghị định số 146/2031/NĐ-CP "
        "của Chính phủ và Công văn số 12/UBND-VX,",
        [
            "implements | luật | 46/2019/QH14 | Quốc hội | - | Luật Thư viện",
            "amended_by | luật | 46/2031/QH16 | Quốc hội | - | -",
            "implements | nghị định | 146/2031/NĐ-CP | Chính phủ | - | -",
            "implements | công văn | 12/UBND-VX | - | - | -",
        ],
    ),
    (
        "whose proposal a submission holds issued it",
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 5/1/2031.",
        ["mentions | tờ trình | 12/TTr-SNV | Giám đốc Sở Nội vụ | 2031-01-05 | -"],
    ),
    (
        "carried out, the doer behind a comma",
        "Thực hiện Công văn số 3512/UBND-KGVX ngày 28/10/2031 của UBND tỉnh Hà Mẫu về việc tổ chức Ngày hội đọc sách, "
        "Sở Giáo dục và Đào tạo yêu cầu các trường:",
        [
            "implements | công văn | 3512/UBND-KGVX | Ủy ban nhân dân tỉnh Hà Mẫu | 2031-10-28 | tổ chức Ngày hội đọc sách"
        ],
    ),
    (
        "carried out, `Kế hoạch` without `số`",
        "Thực hiện Kế hoạch 215/KH-UBND, ngày 7/7/2031 của UBND thành phố Mẫu về phổ cập đọc sách;",
        ["implements | kế hoạch | 215/KH-UBND | Ủy ban nhân dân thành phố Mẫu | 2031-07-07 | phổ cập đọc sách"],
    ),
    (
        "two carried out, joined by `và`",
        "Thực hiện Nghị quyết số 8-NQ/TU ngày 2/3/2031 của Tỉnh ủy và Kế hoạch số 19/KH-UBND ngày 5/4/2031 của UBND tỉnh,",
        [
            "implements | nghị quyết | 8-NQ/TU | Tỉnh ủy | 2031-03-02 | -",
            "implements | kế hoạch | 19/KH-UBND | Ủy ban nhân dân tỉnh | 2031-04-05 | -",
        ],
    ),
    (
        "to carry it out, inside a sentence",
        "Để triển khai thực hiện Nghị định số 5/2031/NĐ-CP, các sở phân công cán bộ.",
        ["implements | nghị định | 5/2031/NĐ-CP | Chính phủ | - | -"],
    ),
    (
        "an order said with its tone",
        "Các phòng chấp hành nghiêm túc Chỉ thị số 4/CT-UBND ngày 06/02/2031 của Chủ tịch UBND tỉnh.",
        ["implements | chỉ thị | 4/CT-UBND | Chủ tịch Ủy ban nhân dân tỉnh | 2031-02-06 | -"],
    ),
    (
        "orders of an office in an official letter",
        "Thực hiện ý kiến chỉ đạo của Chủ tịch UBND tỉnh tại Công văn số 911/UBND-TH ngày 19/8/2031,",
        ["implements | công văn | 911/UBND-TH | Chủ tịch Ủy ban nhân dân tỉnh | 2031-08-19 | -"],
    ),
    (
        "the plan of a purpose",
        "nhằm cụ thể hóa và tổ chức thực hiện có hiệu quả Chương trình số 27-CTr/HU ngày 03/9/2031 của Huyện ủy Mẫu Sơn;",
        ["implements | chương trình | 27-CTr/HU | Huyện ủy Mẫu Sơn | 2031-09-03 | -"],
    ),
    (
        "the carrying out as a noun",
        "Báo cáo kết quả thực hiện Kế hoạch số 19/KH-UBND ngày 5/4/2031 trước ngày 15/12.",
        ["mentions | kế hoạch | 19/KH-UBND | - | 2031-04-05 | -"],
    ),
    (
        "an action programme is what its symbol says",
        "Thực hiện Chương trình hành động số 27-CTr/TU ngày 03/9/2031 của Tỉnh ủy;",
        ["implements | chương trình | 27-CTr/TU | Tỉnh ủy | 2031-09-03 | -"],
    ),
    (
        "an action programme by its own symbol",
        "Thực hiện Chương trình hành động số 27-CTHĐ/TU ngày 03/9/2031 của Tỉnh ủy;",
        ["implements | chương trình hành động | 27-CTHĐ/TU | Tỉnh ủy | 2031-09-03 | -"],
    ),
]

SYMBOLS = [
    (
        "a directive of the Prime Minister",
        "Chỉ thị số 14/CT-TTg ngày 9/4/2031",
        "mentions | chỉ thị | 14/CT-TTg | Thủ tướng Chính phủ | 2031-04-09 | -",
    ),
    (
        "an urgent telegram",
        "Công điện số 22/CĐ-TTg ngày 1/9/2031 của Thủ tướng Chính phủ về mưa lũ",
        "mentions | công điện | 22/CĐ-TTg | Thủ tướng Chính phủ | 2031-09-01 | mưa lũ",
    ),
    (
        "an order of the President",
        "Lệnh số 12/2031/L-CTN ngày 4/7/2031",
        "mentions | lệnh | 12/2031/L-CTN | Chủ tịch nước | 2031-07-04 | -",
    ),
    (
        "a resolution of the Assembly",
        "Nghị quyết số 77/2031/QH17 ngày 24/6/2031 của Quốc hội về tủ sách",
        "mentions | nghị quyết | 77/2031/QH17 | Quốc hội | 2031-06-24 | tủ sách",
    ),
    (
        "a resolution of the Assembly's committee",
        "Nghị quyết số 1234/NQ-UBTVQH17 ngày 24/6/2031",
        "mentions | nghị quyết | 1234/NQ-UBTVQH17 | Ủy ban Thường vụ Quốc hội | 2031-06-24 | -",
    ),
    (
        "the committee's, the term alone",
        "Nghị quyết số 97/UBTVQH17 ngày 24/6/2031",
        "mentions | nghị quyết | 97/UBTVQH17 | Ủy ban Thường vụ Quốc hội | 2031-06-24 | -",
    ),
    (
        "an ordinance by number",
        "Pháp lệnh số 02/2031/UBTVQH17 ngày 9/12/2031",
        "mentions | pháp lệnh | 02/2031/UBTVQH17 | Ủy ban Thường vụ Quốc hội | 2031-12-09 | -",
    ),
    (
        "an ordinance, its older symbol",
        "Pháp lệnh số 26/2005/PL-UBTVQH11",
        "mentions | pháp lệnh | 26/2005/PL-UBTVQH11 | Ủy ban Thường vụ Quốc hội | - | -",
    ),
    (
        "the Government's resolution with a letter",
        "Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ",
        "mentions | nghị quyết | 30c/NQ-CP | Chính phủ | 2011-11-08 | -",
    ),
    (
        "the Council of Ministers",
        "Nghị định số 66-HĐBT ngày 2/3/1992",
        "mentions | nghị định | 66-HĐBT | Hội đồng Bộ trưởng | 1992-03-02 | -",
    ),
    (
        "the Government before 1997",
        "Nghị định số 93-CP ngày 27/11/1993 của Chính phủ",
        "mentions | nghị định | 93-CP | Chính phủ | 1993-11-27 | -",
    ),
    (
        "the Government, a slash",
        "Nghị định 35/CP ngày 5/2/1981",
        "mentions | nghị định | 35/CP | Hội đồng Chính phủ | 1981-02-05 | -",
    ),
    (
        "the Prime Minister's of the nineties",
        "Quyết định số 834/TTg ngày 9/11/1995 của Thủ tướng Chính phủ",
        "mentions | quyết định | 834/TTg | Thủ tướng Chính phủ | 1995-11-09 | -",
    ),
    (
        "the chairman of the Council of Ministers",
        "Quyết định số 150-CT ngày 5/5/1990 của Chủ tịch Hội đồng Bộ trưởng",
        "mentions | quyết định | 150-CT | Chủ tịch Hội đồng Bộ trưởng | 1990-05-05 | -",
    ),
    ("a decree of 1946", "Sắc lệnh số 18-SL ngày 31/01/1946", "mentions | sắc lệnh | 18-SL | - | 1946-01-31 | -"),
    (
        "a ministry's circular of two thousand four",
        "Thông tư số 21/2004/TT-BVHTT ngày 1/6/2004 của Bộ Văn hóa - Thông tin",
        "mentions | thông tư | 21/2004/TT-BVHTT | Bộ Văn hóa - Thông tin | 2004-06-01 | -",
    ),
    (
        "a ministry that is no more",
        "Quyết định số 32/2005/QĐ-BCN",
        "mentions | quyết định | 32/2005/QĐ-BCN | Bộ Công nghiệp | - | -",
    ),
    (
        "a joint circular of three",
        "Thông tư liên tịch số 12/2031/TTLT-BNV-BTC-BVHTTDL ngày 3/3/2031",
        "mentions | thông tư liên tịch | 12/2031/TTLT-BNV-BTC-BVHTTDL | Bộ Nội vụ; Bộ Tài chính; Bộ Văn hóa, Thể thao và Du lịch | 2031-03-03 | -",
    ),
    (
        "a joint resolution",
        "Nghị quyết liên tịch số 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN ngày 15/6/2017",
        "mentions | nghị quyết liên tịch | 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN | - | 2017-06-15 | -",
    ),
    (
        "courts' council",
        "Nghị quyết số 03/2031/NQ-HĐTP ngày 2/2/2031",
        "mentions | nghị quyết | 03/2031/NQ-HĐTP | Hội đồng Thẩm phán Tòa án nhân dân tối cao | 2031-02-02 | -",
    ),
    (
        "a consolidated text",
        "Văn bản hợp nhất số 07/VBHN-BNV ngày 8/8/2031",
        "mentions | văn bản hợp nhất | 07/VBHN-BNV | Bộ Nội vụ | 2031-08-08 | -",
    ),
    (
        "a provincial council",
        "Nghị quyết số 15/2031/NQ-HĐND ngày 10/7/2031 của HĐND tỉnh Hà Mẫu",
        "mentions | nghị quyết | 15/2031/NQ-HĐND | Hội đồng nhân dân tỉnh Hà Mẫu | 2031-07-10 | -",
    ),
    (
        "a commune",
        "Quyết định số 9/QĐ-UBND ngày 1/2/2031 của UBND xã Bản Mẫu",
        "mentions | quyết định | 9/QĐ-UBND | Ủy ban nhân dân xã Bản Mẫu | 2031-02-01 | -",
    ),
    (
        "the old symbol of committees",
        "Quyết định số 41/2003/QĐ-UB ngày 1/2/2003 của UBND tỉnh Hà Mẫu",
        "mentions | quyết định | 41/2003/QĐ-UB | Ủy ban nhân dân tỉnh Hà Mẫu | 2003-02-01 | -",
    ),
    (
        "committee and place in the symbol",
        "Quyết định số 41/QĐ-UBND-HM ngày 1/2/2031",
        "mentions | quyết định | 41/QĐ-UBND-HM | - | 2031-02-01 | -",
    ),
    (
        "a letter with its section",
        "Công văn số 3089/UBND-NC ngày 1/2/2031 của UBND tỉnh Hà Mẫu",
        "mentions | công văn | 3089/UBND-NC | Ủy ban nhân dân tỉnh Hà Mẫu | 2031-02-01 | -",
    ),
    (
        "a letter of a department",
        "Công văn số 412/SNV-CCVC ngày 1/2/2031 của Sở Nội vụ",
        "mentions | công văn | 412/SNV-CCVC | Sở Nội vụ | 2031-02-01 | -",
    ),
    (
        "a letter with a coded section",
        "Công văn số 77/BTC-QLCS ngày 1/2/2031",
        "mentions | công văn | 77/BTC-QLCS | Bộ Tài chính | 2031-02-01 | -",
    ),
    (
        "a letter with `CV`",
        "Công văn số 77-CV/HU ngày 1/2/2031 của Huyện ủy Mẫu Sơn",
        "mentions | công văn | 77-CV/HU | Huyện ủy Mẫu Sơn | 2031-02-01 | -",
    ),
    (
        "a letter of the Party's office",
        "Công văn số 1201-CV/VPTW ngày 1/2/2031",
        "mentions | công văn | 1201-CV/VPTW | Văn phòng Trung ương Đảng | 2031-02-01 | -",
    ),
    (
        "a Politburo resolution",
        "Nghị quyết số 91-NQ/TW ngày 1/2/2031 của Bộ Chính trị về phát triển thư viện",
        "mentions | nghị quyết | 91-NQ/TW | Bộ Chính trị | 2031-02-01 | phát triển thư viện",
    ),
    (
        "a Secretariat directive",
        "Chỉ thị số 44-CT/TW ngày 1/2/2031 của Ban Bí thư Trung ương Đảng",
        "mentions | chỉ thị | 44-CT/TW | Ban Bí thư Trung ương Đảng | 2031-02-01 | -",
    ),
    (
        "a conclusion",
        "Kết luận số 120-KL/TW ngày 1/2/2031 của Bộ Chính trị",
        "mentions | kết luận | 120-KL/TW | Bộ Chính trị | 2031-02-01 | -",
    ),
    (
        "a Party regulation `QĐi`",
        "Quy định số 12-QĐi/TU ngày 1/2/2031 của Ban Thường vụ Tỉnh ủy",
        "mentions | quy định | 12-QĐi/TU | Ban Thường vụ Tỉnh ủy | 2031-02-01 | -",
    ),
    (
        "a Party guide",
        "Hướng dẫn số 36-HD/VPTW ngày 1/2/2031 của Văn phòng Trung ương Đảng",
        "mentions | hướng dẫn | 36-HD/VPTW | Văn phòng Trung ương Đảng | 2031-02-01 | -",
    ),
    (
        "a guide of a Party commission",
        "Hướng dẫn số 25-HD/BTGTW ngày 1/2/2031",
        "mentions | hướng dẫn | 25-HD/BTGTW | Ban Tuyên giáo Trung ương | 2031-02-01 | -",
    ),
    (
        "a Party report",
        "Báo cáo số 310-BC/TU ngày 1/2/2031 của Tỉnh ủy",
        "mentions | báo cáo | 310-BC/TU | Tỉnh ủy | 2031-02-01 | -",
    ),
    (
        "a ward's Party committee",
        "Nghị quyết số 5-NQ/ĐU ngày 1/2/2031 của Đảng ủy phường Mẫu",
        "mentions | nghị quyết | 5-NQ/ĐU | Đảng ủy phường Mẫu | 2031-02-01 | -",
    ),
    (
        "a Party committee of an agency",
        "Nghị quyết số 5-NQ/ĐUK ngày 1/2/2031 của Đảng ủy Khối các cơ quan tỉnh",
        "mentions | nghị quyết | 5-NQ/ĐUK | Đảng ủy Khối các cơ quan tỉnh | 2031-02-01 | -",
    ),
    (
        "the unions' confederation",
        "Hướng dẫn số 18/HD-TLĐ ngày 1/2/2031 của Tổng Liên đoàn Lao động Việt Nam",
        "mentions | hướng dẫn | 18/HD-TLĐ | Tổng Liên đoàn Lao động Việt Nam | 2031-02-01 | -",
    ),
    (
        "a province's unions",
        "Kế hoạch số 40/KH-LĐLĐ ngày 1/2/2031 của Liên đoàn Lao động tỉnh Hà Mẫu",
        "mentions | kế hoạch | 40/KH-LĐLĐ | Liên đoàn Lao động tỉnh Hà Mẫu | 2031-02-01 | -",
    ),
    (
        "the Youth Union",
        "Kế hoạch số 512-KH/TWĐTN-VP ngày 1/2/2031",
        "mentions | kế hoạch | 512-KH/TWĐTN-VP | Ban Chấp hành Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh | 2031-02-01 | -",
    ),
    (
        "women's union",
        "Kế hoạch số 30/KH-BTV ngày 1/2/2031 của Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh",
        "mentions | kế hoạch | 30/KH-BTV | Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh | 2031-02-01 | -",
    ),
    (
        "the Front",
        "Chương trình số 8/CTr-MTTQ-BTT ngày 1/2/2031 của Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh",
        "mentions | chương trình | 8/CTr-MTTQ-BTT | Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh | 2031-02-01 | -",
    ),
    (
        "a school",
        "Kế hoạch số 61/KH-THCSHM ngày 1/2/2031 của Trường THCS Hà Mẫu",
        "mentions | kế hoạch | 61/KH-THCSHM | Trường Trung học cơ sở Hà Mẫu | 2031-02-01 | -",
    ),
    (
        "a university",
        "Quyết định số 610/QĐ-ĐHHM ngày 1/2/2031 của Hiệu trưởng Trường Đại học Hà Mẫu",
        "mentions | quyết định | 610/QĐ-ĐHHM | Hiệu trưởng Trường Đại học Hà Mẫu | 2031-02-01 | -",
    ),
    (
        "a hospital",
        "Quyết định số 61/QĐ-BVĐKHM ngày 1/2/2031 của Giám đốc Bệnh viện Đa khoa Hà Mẫu",
        "mentions | quyết định | 61/QĐ-BVĐKHM | Giám đốc Bệnh viện Đa khoa Hà Mẫu | 2031-02-01 | -",
    ),
    (
        "a company",
        "Quyết định số 61/QĐ-CTCPSM ngày 1/2/2031 của Tổng Giám đốc Công ty Cổ phần Sách Mẫu",
        "mentions | quyết định | 61/QĐ-CTCPSM | Tổng Giám đốc Công ty Cổ phần Sách Mẫu | 2031-02-01 | -",
    ),
    (
        "a steering committee",
        "Kế hoạch số 3/KH-BCĐ389 ngày 1/2/2031 của Ban Chỉ đạo 389 tỉnh",
        "mentions | kế hoạch | 3/KH-BCĐ389 | Ban Chỉ đạo 389 tỉnh | 2031-02-01 | -",
    ),
    (
        "a steering committee's number",
        "Thông báo số 3/TB-BCĐ ngày 1/2/2031 của Ban Chỉ đạo chuyển đổi số tỉnh",
        "mentions | thông báo | 3/TB-BCĐ | Ban Chỉ đạo chuyển đổi số tỉnh | 2031-02-01 | -",
    ),
    (
        "the police",
        "Kế hoạch số 88/KH-CAT-PV01 ngày 1/2/2031 của Công an tỉnh",
        "mentions | kế hoạch | 88/KH-CAT-PV01 | Công an tỉnh | 2031-02-01 | -",
    ),
    (
        "the army",
        "Chỉ thị số 5/CT-BCH ngày 1/2/2031 của Bộ Chỉ huy quân sự tỉnh",
        "mentions | chỉ thị | 5/CT-BCH | Bộ Chỉ huy quân sự tỉnh | 2031-02-01 | -",
    ),
    (
        "a tax office",
        "Công văn số 5512/CT-TTHT ngày 1/2/2031 của Cục Thuế tỉnh Hà Mẫu",
        "mentions | công văn | 5512/CT-TTHT | Cục Thuế tỉnh Hà Mẫu | 2031-02-01 | -",
    ),
    (
        "a minutes' number",
        "Biên bản số 12/BB-HĐTĐ ngày 1/2/2031 của Hội đồng thẩm định",
        "mentions | biên bản | 12/BB-HĐTĐ | Hội đồng thẩm định | 2031-02-01 | -",
    ),
    (
        "a submission",
        "Tờ trình số 50/TTr-SKHĐT ngày 1/2/2031 của Sở Kế hoạch và Đầu tư",
        "mentions | tờ trình | 50/TTr-SKHĐT | Sở Kế hoạch và Đầu tư | 2031-02-01 | -",
    ),
    (
        "a report of appraisal",
        "Báo cáo thẩm định số 50/BC-STP ngày 1/2/2031 của Sở Tư pháp",
        "mentions | báo cáo | 50/BC-STP | Sở Tư pháp | 2031-02-01 | -",
    ),
    ("a contract", "Hợp đồng số 50/HĐ-TVHM ngày 1/2/2031", "mentions | hợp đồng | 50/HĐ-TVHM | - | 2031-02-01 | -"),
    (
        "a scheme by number",
        "Đề án số 5/ĐA-UBND ngày 1/2/2031 của UBND huyện Mẫu Sơn",
        "mentions | đề án | 5/ĐA-UBND | Ủy ban nhân dân huyện Mẫu Sơn | 2031-02-01 | -",
    ),
    (
        "an invitation",
        "Giấy mời số 50/GM-UBND ngày 1/2/2031 của UBND tỉnh",
        "mentions | giấy mời | 50/GM-UBND | Ủy ban nhân dân tỉnh | 2031-02-01 | -",
    ),
    (
        "a notice of conclusions",
        "Thông báo kết luận số 50/TB-UBND ngày 1/2/2031 của UBND tỉnh",
        "mentions | thông báo | 50/TB-UBND | Ủy ban nhân dân tỉnh | 2031-02-01 | -",
    ),
    (
        "`V/v` in the number of a letter",
        "Công văn số 50/UBND-VX ngày 1/2/2031 V/v mở thư viện",
        "mentions | công văn | 50/UBND-VX | - | 2031-02-01 | mở thư viện",
    ),
]

DATES = [
    ("figures with a slash", "Quyết định số 12/QĐ-UBND ngày 05/01/2031 của UBND tỉnh Hà Mẫu", "2031-01-05"),
    ("words", "Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2031 của UBND tỉnh Hà Mẫu", "2031-01-05"),
    ("dots", "Quyết định số 12/QĐ-UBND ngày 5.1.2031 của UBND tỉnh Hà Mẫu", "2031-01-05"),
    ("hyphens", "Quyết định số 12/QĐ-UBND ngày 05-01-2031 của UBND tỉnh Hà Mẫu", "2031-01-05"),
    ("blanks around the slash", "Quyết định số 12/QĐ-UBND ngày 05/ 01/ 2031 của UBND tỉnh Hà Mẫu", "2031-01-05"),
    ("behind the issuer", "Quyết định số 12/QĐ-UBND của UBND tỉnh Hà Mẫu ngày 05/01/2031", "2031-01-05"),
    ("behind the issuer and a comma", "Quyết định số 12/QĐ-UBND của UBND tỉnh Hà Mẫu, ngày 05/01/2031", "2031-01-05"),
    ("in a bracket", "Quyết định số 12/QĐ-UBND (ngày 05/01/2031) của UBND tỉnh Hà Mẫu", "2031-01-05"),
    ("signed on", "Quyết định số 12/QĐ-UBND được ký ngày 05/01/2031 của UBND tỉnh Hà Mẫu", "2031-01-05"),
    ("issued on", "Quyết định số 12/QĐ-UBND ban hành ngày 05/01/2031 của UBND tỉnh Hà Mẫu", "2031-01-05"),
    ("without `ngày`", "Quyết định số 12/QĐ-UBND, 05/01/2031 của UBND tỉnh Hà Mẫu", "2031-01-05"),
    ("no such day", "Quyết định số 12/QĐ-UBND ngày 31/02/2031 của UBND tỉnh Hà Mẫu", "-"),
    ("the day left to the hand", "Quyết định số 12/QĐ-UBND ngày … tháng 01 năm 2031 của UBND tỉnh Hà Mẫu", "-"),
    ("no day", "Quyết định số 12/QĐ-UBND của UBND tỉnh Hà Mẫu", "-"),
    ("the year alone", "Quyết định số 12/QĐ-UBND năm 2031 của UBND tỉnh Hà Mẫu", "-"),
    ("month and year", "Quyết định số 12/QĐ-UBND tháng 01/2031 của UBND tỉnh Hà Mẫu", "-"),
]
"""Every way to give the day of one decision; the day alone changes."""

TITLES = [
    ("behind `về`", "về chăm sóc tủ sách xã", "chăm sóc tủ sách xã"),
    ("behind `về việc`", "về việc chăm sóc tủ sách xã", "chăm sóc tủ sách xã"),
    ("behind `V/v`", "V/v chăm sóc tủ sách xã", "chăm sóc tủ sách xã"),
    ("behind `ban hành`", "ban hành Quy chế chăm sóc tủ sách xã", "Quy chế chăm sóc tủ sách xã"),
    ("behind `về việc ban hành`", "về việc ban hành Quy chế chăm sóc tủ sách xã", "Quy chế chăm sóc tủ sách xã"),
    ("behind `quy định về`", "quy định về chăm sóc tủ sách xã", "chăm sóc tủ sách xã"),
    ("`phê duyệt` stays", "phê duyệt Đề án chăm sóc tủ sách xã", "phê duyệt Đề án chăm sóc tủ sách xã"),
    ("`về việc phê duyệt`", "về việc phê duyệt Đề án chăm sóc tủ sách xã", "phê duyệt Đề án chăm sóc tủ sách xã"),
    ("quoted", "về “Chăm sóc tủ sách; giữ gìn báo chí”", "Chăm sóc tủ sách; giữ gìn báo chí"),
    ("quoted with straight marks", 'về việc "Chăm sóc tủ sách xã"', "Chăm sóc tủ sách xã"),
    ("with years", "về chăm sóc tủ sách xã giai đoạn 2031 - 2035", "chăm sóc tủ sách xã giai đoạn 2031 - 2035"),
    ("with commas inside", "về chăm sóc, tu bổ, bảo quản tủ sách xã", "chăm sóc, tu bổ, bảo quản tủ sách xã"),
    ("with a place", "về chăm sóc tủ sách trên địa bàn tỉnh Hà Mẫu", "chăm sóc tủ sách trên địa bàn tỉnh Hà Mẫu"),
    ("with a bracket inside", "về chăm sóc tủ sách (loại nhỏ) ở xã", "chăm sóc tủ sách (loại nhỏ) ở xã"),
    ("`thành lập`", "về việc thành lập Hội đồng chọn sách", "thành lập Hội đồng chọn sách"),
    ("`tăng cường`", "về tăng cường công tác bạn đọc", "tăng cường công tác bạn đọc"),
    ("`hướng dẫn`", "hướng dẫn bình xét bạn đọc tiêu biểu", "hướng dẫn bình xét bạn đọc tiêu biểu"),
    ("none before the verb", "có hiệu lực từ ngày 01/3/2031", "-"),
    ("none before a clause", "thì các xã báo cáo", "-"),
    ("none at an end", ".", "-"),
]
"""What follows `Quyết định số 12/QĐ-UBND ngày 05/01/2031 của UBND tỉnh Hà Mẫu `, and the name in it."""

NESTED = [
    (
        "a circular that guides a law and a decree",
        "Căn cứ Thông tư số 7/2031/TT-BTC ngày 1/2/2031 của Bộ Tài chính hướng dẫn thực hiện một số điều của Luật Thư viện và "
        "Nghị định số 5/2031/NĐ-CP;",
        [
            "basis | thông tư | 7/2031/TT-BTC | Bộ Tài chính | 2031-02-01 | hướng dẫn thực hiện một số điều của Luật Thư viện và "
            "Nghị định số 5/2031/NĐ-CP",
            "mentions | luật | - | Quốc hội | - | Luật Thư viện",
            "mentions | nghị định | 5/2031/NĐ-CP | Chính phủ | - | -",
        ],
    ),
    (
        "a decree that a circular's title does not name",
        "Căn cứ Thông tư số 7/2031/TT-BTC của Bộ Tài chính về chi tiêu và Nghị định số 5/2031/NĐ-CP;",
        [
            "basis | thông tư | 7/2031/TT-BTC | Bộ Tài chính | - | chi tiêu",
            "basis | nghị định | 5/2031/NĐ-CP | Chính phủ | - | -",
        ],
    ),
    (
        "two decrees amended together, a later one is not",
        "Nghị định số 9/2032/NĐ-CP sửa đổi một số điều của Nghị định số 5/2031/NĐ-CP và Nghị định số 6/2031/NĐ-CP; "
        "Nghị định số 8/2032/NĐ-CP sửa đổi một số điều của Nghị định số 4/2031/NĐ-CP và Nghị định số 3/2033/NĐ-CP.",
        [
            "mentions | nghị định | 9/2032/NĐ-CP | Chính phủ | - | sửa đổi một số điều của Nghị định số 5/2031/NĐ-CP và "
            "Nghị định số 6/2031/NĐ-CP",
            "mentions | nghị định | 5/2031/NĐ-CP | Chính phủ | - | -",
            "mentions | nghị định | 6/2031/NĐ-CP | Chính phủ | - | -",
            "mentions | nghị định | 8/2032/NĐ-CP | Chính phủ | - | sửa đổi một số điều của Nghị định số 4/2031/NĐ-CP",
            "mentions | nghị định | 4/2031/NĐ-CP | Chính phủ | - | -",
            "mentions | nghị định | 3/2033/NĐ-CP | Chính phủ | - | -",
        ],
    ),
    (
        "a plan that carries out a programme",
        "Kế hoạch số 21-KH/HU ngày 8/8/2031 của Huyện ủy Mẫu Sơn thực hiện Chương trình số 14-CTr/TU ngày 05/6/2031 của "
        "Tỉnh ủy Hà Mẫu về phát triển văn hóa đọc;",
        [
            "mentions | kế hoạch | 21-KH/HU | Huyện ủy Mẫu Sơn | 2031-08-08 | thực hiện Chương trình số 14-CTr/TU ngày "
            "05/6/2031 của Tỉnh ủy Hà Mẫu về phát triển văn hóa đọc",
            "mentions | chương trình | 14-CTr/TU | Tỉnh ủy Hà Mẫu | 2031-06-05 | phát triển văn hóa đọc",
        ],
    ),
    (
        "three deep",
        "Thực hiện Công văn số 7/SNV-VP ngày 9/9/2031 của Sở Nội vụ về việc triển khai Kế hoạch số 8/KH-UBND ngày 8/8/2031 của "
        "UBND tỉnh thực hiện Nghị quyết số 9-NQ/TU ngày 7/7/2031 của Tỉnh ủy;",
        [
            "implements | công văn | 7/SNV-VP | Sở Nội vụ | 2031-09-09 | triển khai Kế hoạch số 8/KH-UBND ngày 8/8/2031 của UBND "
            "tỉnh thực hiện Nghị quyết số 9-NQ/TU ngày 7/7/2031 của Tỉnh ủy",
            "mentions | kế hoạch | 8/KH-UBND | Ủy ban nhân dân tỉnh | 2031-08-08 | thực hiện Nghị quyết số 9-NQ/TU ngày 7/7/2031 "
            "của Tỉnh ủy",
            "mentions | nghị quyết | 9-NQ/TU | Tỉnh ủy | 2031-07-07 | -",
        ],
    ),
    (
        "a decision that approves a scheme is one document",
        "Thực hiện Quyết định số 614/QĐ-TTg ngày 20/5/2031 của Thủ tướng Chính phủ phê duyệt Chiến lược phát triển sách nói "
        "đến năm 2040;",
        [
            "implements | quyết định | 614/QĐ-TTg | Thủ tướng Chính phủ | 2031-05-20 | phê duyệt Chiến lược phát triển sách nói "
            "đến năm 2040"
        ],
    ),
    (
        "a circular that guides a decree",
        "Căn cứ Thông tư số 3/2031/TT-BNV ngày 1/4/2031 của Bộ trưởng Bộ Nội vụ hướng dẫn thi hành Nghị định số 5/2031/NĐ-CP "
        "ngày 01/02/2031 của Chính phủ;",
        [
            "basis | thông tư | 3/2031/TT-BNV | Bộ trưởng Bộ Nội vụ | 2031-04-01 | hướng dẫn thi hành Nghị định số 5/2031/NĐ-CP "
            "ngày 01/02/2031 của Chính phủ",
            "mentions | nghị định | 5/2031/NĐ-CP | Chính phủ | 2031-02-01 | -",
        ],
    ),
    (
        "an amending circular",
        "Thông tư số 7/2032/TT-BTC ngày 2/5/2032 của Bộ Tài chính sửa đổi, bổ sung một số điều của Thông tư số 4/2031/TT-BTC "
        "ngày 3/6/2031 của Bộ Tài chính.",
        [
            "mentions | thông tư | 7/2032/TT-BTC | Bộ Tài chính | 2032-05-02 | sửa đổi, bổ sung một số điều của Thông tư số "
            "4/2031/TT-BTC ngày 3/6/2031 của Bộ Tài chính",
            "mentions | thông tư | 4/2031/TT-BTC | Bộ Tài chính | 2031-06-03 | -",
        ],
    ),
    (
        "a nested one in a quoted title",
        "Kế hoạch số 8/KH-UBND ngày 8/8/2031 của UBND tỉnh về “Triển khai Chỉ thị số 5/CT-TTg ngày 1/1/2031 của Thủ tướng Chính "
        "phủ” và hướng dẫn của sở.",
        [
            "mentions | kế hoạch | 8/KH-UBND | Ủy ban nhân dân tỉnh | 2031-08-08 | Triển khai Chỉ thị số 5/CT-TTg ngày 1/1/2031 "
            "của Thủ tướng Chính phủ",
            "mentions | chỉ thị | 5/CT-TTg | Thủ tướng Chính phủ | 2031-01-01 | -",
        ],
    ),
]

LISTS = [
    (
        "numbers that share symbol and head",
        "các Quyết định số 31, 32 và 35/QĐ-UBND ngày 4/4/2031 của UBND tỉnh",
        ["31/QĐ-UBND", "32/QĐ-UBND", "35/QĐ-UBND"],
    ),
    (
        "numbers with symbols of their own under one head",
        "các Công văn: số 11/UBND-NC, số 12/UBND-VX, số 13/SNV-VP",
        ["11/UBND-NC", "12/UBND-VX", "13/SNV-VP"],
    ),
    (
        "with days of their own",
        "các Nghị quyết số 1/NQ-HĐND ngày 1/1/2031, số 2/NQ-HĐND ngày 2/2/2031 và số 3/NQ-HĐND ngày 3/3/2031",
        ["1/NQ-HĐND", "2/NQ-HĐND", "3/NQ-HĐND"],
    ),
    (
        "kinds in turn",
        "Nghị quyết số 1/NQ-HĐND, Quyết định số 2/QĐ-UBND và Kế hoạch số 3/KH-UBND",
        ["1/NQ-HĐND", "2/QĐ-UBND", "3/KH-UBND"],
    ),
    (
        "parted by semicolons in a bracket",
        "(Công văn số 11/UBND-NC; 12/UBND-NC; 13/UBND-NC)",
        ["11/UBND-NC", "12/UBND-NC", "13/UBND-NC"],
    ),
    ("`và` between bare numbers", "Thông tư số 3/2031/TT-BNV và 4/2031/TT-BNV", ["3/2031/TT-BNV", "4/2031/TT-BNV"]),
    (
        "lines of a list",
        "Các văn bản sau hết hiệu lực:\na) Quyết định số 1/2031/QĐ-UBND;\nb) Quyết định số 2/2031/QĐ-UBND;\nc) Chỉ thị số 3/CT-UBND.",
        ["1/2031/QĐ-UBND", "2/2031/QĐ-UBND", "3/CT-UBND"],
    ),
    (
        "the issuer before numbers",
        "các văn bản của UBND tỉnh: Công văn số 11/UBND-NC, Kế hoạch số 12/KH-UBND",
        ["11/UBND-NC", "12/KH-UBND"],
    ),
]

BACK = [
    (
        "a number without its symbol",
        "Kế hoạch số 93/KH-UBND ngày 1/2/2031 của UBND tỉnh.\nCác xã thực hiện Kế hoạch số 93 nêu trên.",
        ["93/KH-UBND", "93/KH-UBND"],
    ),
    (
        "a short number before its full form",
        "Các xã thực hiện Kế hoạch 93.\nKế hoạch số 93/KH-UBND ngày 1/2/2031 của UBND tỉnh.",
        ["93/KH-UBND", "93/KH-UBND"],
    ),
    (
        "number and year",
        "Nghị định số 5/2031/NĐ-CP ngày 1/2/2031.\nTheo Nghị định 5/2031, các xã báo cáo.",
        ["5/2031/NĐ-CP", "5/2031/NĐ-CP"],
    ),
    (
        "the law just cited",
        "Luật Thư viện số 46/2019/QH14 quy định rõ; các trường thực hiện theo Điều 9 Luật này.",
        ["46/2019/QH14", "46/2019/QH14"],
    ),
    (
        "the decree said above",
        "Theo Nghị định số 5/2031/NĐ-CP ngày 1/2/2031 của Chính phủ, xã mua sách. Việc chi theo Điều 4 Nghị định nêu trên.",
        ["5/2031/NĐ-CP", "5/2031/NĐ-CP"],
    ),
    (
        "two that could be meant",
        "Nghị định số 5/2031/NĐ-CP và Nghị định số 6/2031/NĐ-CP cùng quy định. Việc chi theo Điều 4 Nghị định nêu trên.",
        ["5/2031/NĐ-CP", "6/2031/NĐ-CP"],
    ),
    (
        "an alias",
        "Quyết định số 614/QĐ-TTg ngày 20/5/2031 của Thủ tướng Chính phủ (sau đây gọi tắt là Quyết định 614). "
        "Thực hiện Quyết định 614, các sở báo cáo.",
        ["614/QĐ-TTg", "614/QĐ-TTg", "614/QĐ-TTg"],
    ),
    (
        "a scheme by name leads to its decision",
        "Quyết định số 614/QĐ-TTg ngày 20/5/2031 phê duyệt Đề án Phát triển sách nói cho người khiếm thị;\n"
        "các sở triển khai Đề án Phát triển sách nói cho người khiếm thị.",
        ["614/QĐ-TTg", "614/QĐ-TTg"],
    ),
    (
        "a Party number said shortly",
        "Chương trình số 14-CTr/TU ngày 5/6/2031 của Tỉnh ủy; nội dung Chương trình 14-CTr/TU gồm",
        ["14-CTr/TU", "14-CTr/TU"],
    ),
    ("the document itself", "Kế hoạch số 93/KH-UBND được thay thế. Kế hoạch này có hiệu lực ngay.", ["93/KH-UBND"]),
]
"""Texts of a plan (``own_type`` `kế hoạch`) and the numbers of its citations in order."""

CHANGES = [
    (
        "amended in a bracket",
        "Nghị định số 5/2031/NĐ-CP (sửa đổi, bổ sung bởi Nghị định số 6/2032/NĐ-CP)",
        ["mentions", "amended_by"],
    ),
    (
        "amended, `tại`",
        "Nghị định số 5/2031/NĐ-CP được sửa đổi, bổ sung tại Nghị định số 6/2032/NĐ-CP",
        ["mentions", "amended_by"],
    ),
    (
        "amended, the articles said",
        "Nghị định số 5/2031/NĐ-CP được sửa đổi, bổ sung tại khoản 2 Điều 1 Nghị định số 6/2032/NĐ-CP",
        ["mentions", "amended_by"],
    ),
    (
        "amended some articles",
        "Nghị định số 5/2031/NĐ-CP đã được sửa đổi, bổ sung một số điều bởi Nghị định số 6/2032/NĐ-CP",
        ["mentions", "amended_by"],
    ),
    (
        "amended `theo`",
        "Nghị định số 5/2031/NĐ-CP được sửa đổi theo Nghị định số 6/2032/NĐ-CP",
        ["mentions", "amended_by"],
    ),
    (
        "amended by two",
        "Thông tư số 5/2031/TT-BNV được sửa đổi, bổ sung bởi Thông tư số 6/2032/TT-BNV và Thông tư số 7/2033/TT-BNV",
        ["mentions", "amended_by", "amended_by"],
    ),
    (
        "amended by a law",
        "Luật Thư viện được sửa đổi, bổ sung một số điều theo Luật số 5/2031/QH16",
        ["mentions", "amended_by"],
    ),
    ("amends an article", "Sửa đổi khoản 2 Điều 5 Quyết định số 5/2031/QĐ-UBND như sau:", ["amends"]),
    (
        "amends several",
        "Sửa đổi, bổ sung một số điều của Quy chế ban hành kèm theo Quyết định số 5/2031/QĐ-UBND:",
        ["amends"],
    ),
    ("adds an article", "Bổ sung Điều 5a vào sau Điều 5 Quyết định số 5/2031/QĐ-UBND như sau:", ["amends"]),
    ("corrects", "Đính chính Điều 2 Quyết định số 5/QĐ-UBND ngày 1/2/2031 của UBND tỉnh", ["amends"]),
    ("sets right", "Điều chỉnh khoản 1 Điều 2 Quyết định số 5/QĐ-UBND ngày 1/2/2031 của UBND tỉnh", ["amends"]),
    (
        "replaces",
        "Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 5/QĐ-UBND ngày 1/2/2031.",
        ["replaces"],
    ),
    (
        "replaces two",
        "Thông tư này thay thế Thông tư số 5/2031/TT-BNV và Thông tư số 6/2031/TT-BNV.",
        ["replaces", "replaces"],
    ),
    ("replaces, `cho`", "Kế hoạch này thay thế cho Kế hoạch số 5/KH-UBND ngày 1/2/2031 của UBND xã.", ["replaces"]),
    (
        "replaced by",
        "Quyết định số 5/QĐ-UBND đã được thay thế bằng Quyết định số 6/QĐ-UBND",
        ["mentions", "replaced_by"],
    ),
    ("repeals", "Bãi bỏ Quyết định số 5/2031/QĐ-UBND ngày 1/2/2031 của UBND tỉnh.", ["repeals"]),
    (
        "repeals an article",
        "Bãi bỏ khoản 2 Điều 5 Quyết định số 5/2031/QĐ-UBND ngày 1/2/2031 của UBND tỉnh.",
        ["repeals"],
    ),
    ("annuls", "Hủy bỏ Thông báo số 5/TB-UBND ngày 1/2/2031 của UBND huyện.", ["repeals"]),
    ("out of force", "Quyết định số 5/2031/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", ["repeals"]),
    ("is repealed", "Quyết định số 5/2031/QĐ-UBND bị bãi bỏ kể từ ngày 1/2/2032.", ["repeals"]),
    (
        "consolidates",
        "Hợp nhất Thông tư số 5/2031/TT-BNV và Thông tư số 6/2032/TT-BNV",
        ["consolidates", "consolidates"],
    ),
    (
        "consolidated from",
        "Văn bản này được hợp nhất từ Nghị định số 5/2031/NĐ-CP và Nghị định số 6/2032/NĐ-CP",
        ["consolidates", "consolidates"],
    ),
    ("an annex's head", "(Ban hành kèm theo Quyết định số 5/QĐ-UBND ngày 1/2/2031 của UBND tỉnh)", ["issued_with"]),
    ("an annex's head, shorter", "(Kèm theo Công văn số 5/SNV-VP ngày 1/2/2031 của Sở Nội vụ)", ["issued_with"]),
    (
        "an annex's head without brackets",
        "Ban hành kèm theo Nghị quyết số 5/NQ-HĐND ngày 1/2/2031 của HĐND xã",
        ["issued_with"],
    ),
    (
        "a title with what it was issued with",
        "QUY CHẾ Mượn sách\n(Ban hành theo Quyết định số 5/QĐ-UBND ngày 1/2/2031)",
        ["issued_with"],
    ),
    (
        "what is issued with a decision, in passing",
        "Các trường dùng mẫu phiếu ban hành kèm theo Quyết định số 5/QĐ-UBND ngày 1/2/2031.",
        ["mentions"],
    ),
    ("prolongs", "Gia hạn thời gian thực hiện Quyết định số 5/QĐ-UBND ngày 1/2/2031 của UBND tỉnh", ["amends"]),
]

NAMES = [
    ("a law", "theo Luật Trẻ em,", "luật | Luật Trẻ em | Quốc hội"),
    ("a law, abbreviated inside", "theo Luật Tổ chức HĐND và UBND,", "luật | Luật Tổ chức HĐND và UBND | Quốc hội"),
    ("a law with its year in brackets", "theo Luật Lưu trữ (2011) và", "luật | Luật Lưu trữ (2011) | Quốc hội"),
    ("a law in a closed bracket", "(theo Bộ luật Hình sự năm 1999)", "bộ luật | Bộ luật Hình sự năm 1999 | Quốc hội"),
    (
        "a bracket that another opened",
        "hành vi bị cấm (Bộ luật Dân sự năm 2015) và",
        "bộ luật | Bộ luật Dân sự năm 2015 | Quốc hội",
    ),
    (
        "the amended law by its year",
        "theo Luật Giám định tư pháp (sửa đổi năm 2020),",
        "luật | Luật Giám định tư pháp (sửa đổi năm 2020) | Quốc hội",
    ),
    (
        "an amending law by its name alone",
        "theo Luật sửa đổi, bổ sung một số điều của các luật về sách báo, các trường",
        "luật | Luật sửa đổi, bổ sung một số điều của các luật về sách báo | Quốc hội",
    ),
    (
        "the Party's congress",
        "tinh thần Nghị quyết Đại hội đại biểu toàn quốc lần thứ XV của Đảng.",
        "nghị quyết | Nghị quyết Đại hội đại biểu toàn quốc lần thứ XV của Đảng | Đại hội đại biểu toàn quốc lần thứ XV của Đảng",
    ),
    (
        "a district's congress",
        "theo Nghị quyết Đại hội Đảng bộ huyện Mẫu Sơn lần thứ XX,",
        "nghị quyết | Nghị quyết Đại hội Đảng bộ huyện Mẫu Sơn lần thứ XX | Đại hội Đảng bộ huyện Mẫu Sơn lần thứ XX",
    ),
    (
        "a unions' congress",
        "theo Nghị quyết Đại hội XIV Công đoàn Việt Nam;",
        "nghị quyết | Nghị quyết Đại hội XIV Công đoàn Việt Nam | Đại hội XIV Công đoàn Việt Nam",
    ),
    (
        "a plenum in brackets",
        "theo Nghị quyết Trung ương 5 (khóa XV);",
        "nghị quyết | Nghị quyết Trung ương 5 (khóa XV) | Ban Chấp hành Trung ương Đảng",
    ),
    (
        "a plenum's conclusion",
        "theo Kết luận Hội nghị Trung ương 5 khóa XV;",
        "kết luận | Kết luận Hội nghị Trung ương 5 khóa XV | Hội nghị Trung ương 5 khóa XV",
    ),
    (
        "a national programme",
        "trong Chương trình mục tiêu quốc gia phát triển sách giai đoạn 2031-2035;",
        "chương trình | Chương trình mục tiêu quốc gia phát triển sách giai đoạn 2031-2035 | -",
    ),
    (
        "a national strategy",
        "theo Chiến lược quốc gia về sách nói đến năm 2040.",
        "chiến lược | Chiến lược quốc gia về sách nói đến năm 2040 | -",
    ),
    (
        "a decree by its title",
        "theo Nghị định về công tác lưu động của thư viện.",
        "nghị định | Nghị định về công tác lưu động của thư viện | Chính phủ",
    ),
]

NOTHING = [
    ("bare digits", "gồm 12 quyển, 15/20 người, ngày 05/01/2031 và 2/9"),
    ("a decision to be written", "Sở Mẫu trình UBND tỉnh ban hành Quyết định về tủ sách; xây dựng Đề án mua sách"),
    ("this document", "Quyết định này, Kế hoạch này, Điều 5 Thông tư này"),
    ("kinds in a list", "ban hành các nghị quyết, chỉ thị, kế hoạch, hướng dẫn; theo quy định của pháp luật"),
    ("names with a type inside", "Phòng Kế hoạch - Tài vụ, Vụ Pháp chế, Báo Pháp luật, Đoàn Luật sư"),
    ("forms", "theo Mẫu số 02/TV và Phụ biểu số 3; Phiếu số 4/PC"),
    ("a standard", "TCVN 9001:2031, QCVN 12:2031/BXD, ISO 9001:2031"),
    ("addresses and numbers of things", "số 12/3 đường Sách, tài khoản số 31/KB, thửa số 5"),
    ("a slogan", "Chương trình “Sách cho em” phát trên đài"),
    ("units", "60 km/h, 5 mg/L, 12 V/m, 100 đ/kg"),
    ("a telephone", "Điện thoại: 0251/383-1234"),
    ("an index", "Chỉ số 5, nội dung 12, mục tiêu số 3"),
    ("the guide's example", "Ví dụ: Kế hoạch số 12/KH-UBND ngày 05/01/2031 ghi là 12/KH-UBND"),
    ("bills", "góp ý dự thảo Nghị định về sách; dự án Luật Sách báo"),
    ("its own annex", "(Kèm theo Kế hoạch này)"),
]

MISREAD = [
    ("a decree without strokes", "Nghị định số 5/2031/ND-CP ngày 1/2/2031", "5/2031/NĐ-CP"),
    ("Eth", "Quyết định số 5/QÐ-UBND ngày 1/2/2031", "5/QĐ-UBND"),
    ("Đ read as Đ and Eth", "Quyết định số 5/QĐÐ-UBND ngày 1/2/2031", "5/QĐ-UBND"),
    ("a blank in the symbol", "Nghị định số 5/2031/NĐ- CP ngày 1/2/2031", "5/2031/NĐ-CP"),
    ("blanks all over", "Quyết định số 5 / QĐ - UBND ngày 1/2/2031", "5/QĐ-UBND"),
    ("letters for digits", "Quyết định số l5/QĐ-UBND ngày 1/2/2031", "15/QĐ-UBND"),
    ("letter O", "Quyết định số 1O/QĐ-UBND ngày 1/2/2031", "10/QĐ-UBND"),
    ("the slash before the year lost", "Nghị định số 52031/NĐ-CP ngày 1/2/2031", "5/2031/NĐ-CP"),
    ("the year with a letter", "Nghị định số 5/2O31/NĐ-CP ngày 1/2/2031", "5/2031/NĐ-CP"),
    ("the committee's letters mixed", "Quyết định số 5/QĐ-UBNDD ngày 1/2/2031", "5/QĐ-UBND"),
    ("a council without strokes", "Nghị quyết số 5/NQ-HDND ngày 1/2/2031", "5/NQ-HĐND"),
    ("the term's figures read as letters", "Luật số 5/2031/QHl6 ngày 1/2/2031", "5/2031/QH16"),
    ("a Party programme in capitals", "Chương trình số 5-CTR/TU ngày 1/2/2031", "5-CTr/TU"),
    ("the Prime Minister in capitals", "Quyết định số 5/QĐ-TTG ngày 1/2/2031", "5/QĐ-TTg"),
    ("a full stop for the hyphen", "Nghị quyết số 5/NQ.CP ngày 1/2/2031", "5/NQ-CP"),
    ("a dash with blanks", "Kế hoạch số 5/KH – UBND ngày 1/2/2031", "5/KH-UBND"),
    ("`số` stuck to the digits", "Kế hoạch số5/KH-UBND ngày 1/2/2031", "5/KH-UBND"),
    ("the day stuck to the symbol", "Kế hoạch số 5/KH-UBNDngày 1/2/2031", "5/KH-UBND"),
]
"""What OCR makes of numbers, and the number that was printed."""

BLANKS = [
    (
        "blanks for the digits",
        "Căn cứ Kế hoạch số     /KH-UBND ngày 05/01/2031 của UBND tỉnh về đọc sách;",
        ["basis | kế hoạch | - | Ủy ban nhân dân tỉnh | 2031-01-05 | đọc sách"],
    ),
    (
        "dots for digits and day",
        "Thực hiện Kế hoạch số …/KH-UBND ngày …/…/2031 của UBND tỉnh, các xã mua sách.",
        ["implements | kế hoạch | - | Ủy ban nhân dân tỉnh | - | -"],
    ),
    (
        "a Party number",
        "Căn cứ Thông báo số      -TB/TU ngày 05/01/2031 của Tỉnh ủy về sách;",
        ["basis | thông báo | - | Tỉnh ủy | 2031-01-05 | sách"],
    ),
    (
        "the year printed, the digits not",
        "Căn cứ Nghị quyết số ……/2031/NQ-HĐND của HĐND tỉnh;",
        ["basis | nghị quyết | - | Hội đồng nhân dân tỉnh | - | -"],
    ),
    (
        "the digits elsewhere, of the same day",
        "Kế hoạch số   /KH-UBND ngày 05/01/2031 của UBND tỉnh; Kế hoạch số 15/KH-UBND ngày 05/01/2031 của UBND tỉnh",
        [
            "mentions | kế hoạch | 15/KH-UBND | Ủy ban nhân dân tỉnh | 2031-01-05 | -",
            "mentions | kế hoạch | 15/KH-UBND | Ủy ban nhân dân tỉnh | 2031-01-05 | -",
        ],
    ),
]

AGREED = [
    (
        "the body's letters",
        "Quyết định số 12/QĐ-UBMĐ ngày 5/1/2031 của UBND tỉnh; Quyết định số 12/QĐ-UBND ngày 5/1/2031 của UBND tỉnh",
        "12/QĐ-UBND",
    ),
    (
        "the slash read as a figure",
        "Nghị định số 4512031/NĐ-CP ngày 5/1/2031; Nghị định số 45/2031/NĐ-CP ngày 5/1/2031",
        "45/2031/NĐ-CP",
    ),
    (
        "the slash lost",
        "Nghị định số 452031/NĐ-CP ngày 5/1/2031 của Chính phủ; Nghị định số 45/2031/NĐ-CP ngày 5/1/2031 của Chính phủ",
        "45/2031/NĐ-CP",
    ),
    (
        "a ministry's letters",
        "Thông tư số 6/2031/TT-BNY ngày 5/1/2031; Thông tư số 6/2031/TT-BNV ngày 5/1/2031",
        "6/2031/TT-BNV",
    ),
]
"""The first is misread, the second as printed."""

APART = [
    (
        "two of one day",
        "Quyết định số 12/QĐ-UBND ngày 5/1/2031; Quyết định số 13/QĐ-UBND ngày 5/1/2031",
        ["12/QĐ-UBND", "13/QĐ-UBND"],
    ),
    (
        "two offices with one number",
        "Kế hoạch số 12/KH-SNV ngày 5/1/2031; Kế hoạch số 12/KH-STC ngày 5/1/2031",
        ["12/KH-SNV", "12/KH-STC"],
    ),
    (
        "other days",
        "Quyết định số 12/QĐ-UBMĐ ngày 5/1/2031; Quyết định số 12/QĐ-UBND ngày 6/1/2031",
        ["12/QĐ-UBMĐ", "12/QĐ-UBND"],
    ),
    (
        "other offices",
        "Quyết định số 12/QĐ-UBX ngày 5/1/2031 của UBND xã Bản Mẫu; Quyết định số 12/QĐ-UBND ngày 5/1/2031 của UBND tỉnh Hà Mẫu",
        ["12/QĐ-UBX", "12/QĐ-UBND"],
    ),
]

BARE = [
    (
        "a decree",
        "Can cu Nghi dinh so 412/2031/ND-CP ngay 17/3/2031 cua Chinh phu ve tu sach xa;",
        ["basis | nghị định | 412/2031/NĐ-CP | Chính phủ | 2031-03-17 | tu sach xa"],
    ),
    (
        "a law by name",
        "Can cu Luat Thu vien ngay 21 thang 11 nam 2019;",
        ["basis | luật | - | Quốc hội | 2019-11-21 | Luat Thu vien"],
    ),
    (
        "a plan carried out",
        "Thuc hien Ke hoach so 45/KH-UBND ngay 05/01/2031 cua UBND tinh ve viec mo thu vien",
        ["implements | kế hoạch | 45/KH-UBND | Ủy ban nhân dân tỉnh | 2031-01-05 | mo thu vien"],
    ),
    (
        "one mark lost in a good text",
        "Căn cứ Nghị đinh số 412/2031/NĐ-CP ngày 17/3/2031 của Chính phủ về tủ sách;",
        ["basis | nghị định | 412/2031/NĐ-CP | Chính phủ | 2031-03-17 | tủ sách"],
    ),
]


ISSUERS = [
    ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
    ("UBND tỉnh Hà Mẫu", "Ủy ban nhân dân tỉnh Hà Mẫu"),
    ("UBND TP. Mẫu Sơn", "Ủy ban nhân dân thành phố Mẫu Sơn"),
    ("Uỷ ban nhân dân quận Bình Mẫu", "Ủy ban nhân dân quận Bình Mẫu"),
    ("Chủ tịch UBND xã Bản Mẫu", "Chủ tịch Ủy ban nhân dân xã Bản Mẫu"),
    ("HĐND thị xã Mẫu", "Hội đồng nhân dân thị xã Mẫu"),
    ("Thường trực HĐND tỉnh", "Thường trực Hội đồng nhân dân tỉnh"),
    ("Ban Thường vụ Tỉnh ủy Hà Mẫu", "Ban Thường vụ Tỉnh ủy Hà Mẫu"),
    ("Ban Thường vụ Đảng ủy phường Mẫu", "Ban Thường vụ Đảng ủy phường Mẫu"),
    ("Thường trực Thành ủy", "Thường trực Thành ủy"),
    ("Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"),
    ("Ban Chấp hành Đảng bộ huyện khóa XX", "Ban Chấp hành Đảng bộ huyện khóa XX"),
    ("Ban Chấp hành Trung ương Đảng (khóa XIV)", "Ban Chấp hành Trung ương Đảng (khóa XIV)"),
    ("Bộ Chính trị", "Bộ Chính trị"),
    ("Ban Bí thư Trung ương Đảng", "Ban Bí thư Trung ương Đảng"),
    ("Văn phòng Chính phủ", "Văn phòng Chính phủ"),
    ("Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
    ("Bộ trưởng Bộ Giao thông vận tải", "Bộ trưởng Bộ Giao thông vận tải"),
    ("Bộ Văn hóa, Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch"),
    ("Bộ LĐ-TB&XH", "Bộ Lao động - Thương binh và Xã hội"),
    ("Bộ GD&ĐT", "Bộ Giáo dục và Đào tạo"),
    ("Tổng cục Thuế", "Tổng cục Thuế"),
    ("Cục Thuế tỉnh Hà Mẫu", "Cục Thuế tỉnh Hà Mẫu"),
    ("Cục trưởng Cục Văn thư và Lưu trữ nhà nước", "Cục trưởng Cục Văn thư và Lưu trữ nhà nước"),
    ("BHXH tỉnh", "Bảo hiểm xã hội tỉnh"),
    ("BHXH Việt Nam", "Bảo hiểm xã hội Việt Nam"),
    ("Giám đốc Sở Nội vụ", "Giám đốc Sở Nội vụ"),
    ("Sở TN&MT tỉnh Hà Mẫu", "Sở Tài nguyên và Môi trường tỉnh Hà Mẫu"),
    ("Phòng GDĐT huyện Mẫu Sơn", "Phòng Giáo dục và Đào tạo huyện Mẫu Sơn"),
    ("Trưởng phòng Nội vụ huyện", "Trưởng phòng Nội vụ huyện"),
    ("Hiệu trưởng Trường THPT Hà Mẫu", "Hiệu trưởng Trường Trung học phổ thông Hà Mẫu"),
    ("Trường Tiểu học Bản Mẫu", "Trường Tiểu học Bản Mẫu"),
    ("Giám đốc Đại học Mẫu", "Giám đốc Đại học Mẫu"),
    ("Hội đồng trường Trường Đại học Mẫu", "Hội đồng trường Trường Đại học Mẫu"),
    ("Giám đốc Bệnh viện Đa khoa tỉnh Hà Mẫu", "Giám đốc Bệnh viện Đa khoa tỉnh Hà Mẫu"),
    ("Trung tâm Y tế huyện Mẫu Sơn", "Trung tâm Y tế huyện Mẫu Sơn"),
    ("Tổng Giám đốc Công ty TNHH Sách Mẫu", "Tổng Giám đốc Công ty trách nhiệm hữu hạn Sách Mẫu"),
    ("Hội đồng quản trị Công ty Cổ phần Cấp nước Mẫu", "Hội đồng quản trị Công ty Cổ phần Cấp nước Mẫu"),
    ("Công đoàn ngành Giáo dục tỉnh", "Công đoàn ngành Giáo dục tỉnh"),
    ("Ban Thường vụ LĐLĐ tỉnh Hà Mẫu", "Ban Thường vụ Liên đoàn Lao động tỉnh Hà Mẫu"),
    ("Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam", "Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam"),
    ("Ban Thường vụ Tỉnh đoàn", "Ban Thường vụ Tỉnh đoàn"),
    (
        "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Hà Mẫu",
        "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hà Mẫu",
    ),
    ("Hội Nông dân huyện", "Hội Nông dân huyện"),
    ("Ban Chỉ đạo phòng, chống dịch huyện", "Ban Chỉ đạo phòng, chống dịch huyện"),
    (
        "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh",
        "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh",
    ),
    ("Công an tỉnh", "Công an tỉnh"),
    ("Bộ Chỉ huy Quân sự tỉnh Hà Mẫu", "Bộ Chỉ huy Quân sự tỉnh Hà Mẫu"),
    ("Chi cục Kiểm lâm tỉnh", "Chi cục Kiểm lâm tỉnh"),
    ("Hạt Kiểm lâm huyện Mẫu Sơn", "Hạt Kiểm lâm huyện Mẫu Sơn"),
    ("Tòa án nhân dân tối cao", "Tòa án nhân dân tối cao"),
    ("Hội đồng bầu cử quốc gia", "Hội đồng bầu cử quốc gia"),
    ("Ủy ban bầu cử tỉnh", "Ủy ban bầu cử tỉnh"),
    ("Thanh tra Chính phủ", "Thanh tra Chính phủ"),
    ("Tổng Thanh tra Chính phủ", "Tổng Thanh tra Chính phủ"),
    ("Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước Việt Nam"),
    ("Thống đốc Ngân hàng Nhà nước", "Thống đốc Ngân hàng Nhà nước"),
    ("Kho bạc Nhà nước", "Kho bạc Nhà nước"),
    ("Chủ tịch nước", "Chủ tịch nước"),
    ("Quốc hội", "Quốc hội"),
    ("Ủy ban Thường vụ Quốc hội", "Ủy ban Thường vụ Quốc hội"),
    ("Viện trưởng Viện kiểm sát nhân dân tối cao", "Viện trưởng Viện kiểm sát nhân dân tối cao"),
    ("Ban Quản lý Khu kinh tế tỉnh", "Ban Quản lý Khu kinh tế tỉnh"),
    ("Ban Quản lý các khu công nghiệp tỉnh Hà Mẫu", "Ban Quản lý các khu công nghiệp tỉnh Hà Mẫu"),
    ("Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
    ("Văn phòng Tỉnh ủy", "Văn phòng Tỉnh ủy"),
    ("Cảng vụ Hàng hải Mẫu", "Cảng vụ Hàng hải Mẫu"),
    ("Tổng cục trưởng Tổng cục Dân số", "Tổng cục trưởng Tổng cục Dân số"),
    ("Cục Y tế dự phòng", "Cục Y tế dự phòng"),
    ("Đảng ủy Khối Doanh nghiệp tỉnh", "Đảng ủy Khối Doanh nghiệp tỉnh"),
    ("Huyện ủy Mẫu Sơn", "Huyện ủy Mẫu Sơn"),
    ("Chi bộ Trường THCS Bản Mẫu", "Chi bộ Trường Trung học cơ sở Bản Mẫu"),
    ("Ban Giám hiệu nhà trường", "Ban Giám hiệu nhà trường"),
    ("Hội đồng thành viên Tổng Công ty Sách Mẫu", "Hội đồng thành viên Tổng Công ty Sách Mẫu"),
]
"""An issuer as a citation states it, and its canonical name: abbreviations opened, nothing added."""

CLAUSES = [
    ("a body and its verb", "về phòng, chống dịch cúm, Sở Y tế yêu cầu các trạm trực", "phòng, chống dịch cúm"),
    ("a body in lower case", "về hội thi đọc sách, nhà trường xây dựng kế hoạch như sau", "hội thi đọc sách"),
    ("an abbreviated body", "về hội thi đọc sách, BHXH tỉnh trân trọng đề nghị", "hội thi đọc sách"),
    ("`gửi` with its goal", "về việc kiểm kê sách, gửi cơ quan tài chính trước ngày 5/3", "kiểm kê sách"),
    ("a purpose", "về việc mua sách, để các xã có đủ tủ sách", "mua sách"),
    ("a term", "về việc mua sách, trước ngày 15/11/2031", "mua sách"),
    ("opinions to be heard", "về quy tắc mượn sách, lấy ý kiến bạn đọc", "quy tắc mượn sách"),
    ("being in force", "về việc mua sách có hiệu lực từ ngày 5/3/2031", "mua sách"),
    ("`như sau`", "về việc mua sách như sau:", "mua sách"),
    ("a list's next member", "về việc mua sách và Kế hoạch số 9/KH-UBND", "mua sách"),
    ("a named act next", "về việc mua sách, Luật Thư viện", "mua sách"),
    ("a bracket that says more of the document", "về việc mua sách (được gia hạn năm 2032)", "mua sách"),
    ("commas of its own", "về thu gom, phân loại, bảo quản sách cũ;", "thu gom, phân loại, bảo quản sách cũ"),
    (
        "a body of its own",
        "về việc kiện toàn Hội đồng chọn sách, Tổ biên mục",
        "kiện toàn Hội đồng chọn sách, Tổ biên mục",
    ),
]
"""What follows `Thực hiện Công văn số 7/SNV-VP ngày 1/2/2031 của Sở Nội vụ `; where the title ends."""
