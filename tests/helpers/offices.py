"""Invented issuers of invented headings: rows of what stands in the left column and what is true of it.

A row: weight; lines of the left column with the issuer behind the last `|` (`+` joins two); its parent;
level (empty: not asked); place; head of the office; his deputy; body signed for; symbol. `{P}` is a real
province with its unit and `{p}` its name, `{q}` one that is a tỉnh, `{D}` `{d}` an invented district,
`{C}` `{c}` a commune, `{n}` a name; `{F}` … are fields of work with their short forms. A template's long
lines may be broken in two.
"""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass

from pipeline.parsing import places

ROWS = """\
4;ỦY BAN NHÂN DÂN|{P}|Ủy ban nhân dân {P};;province;{p};Chủ tịch;Phó Chủ tịch;Ủy ban nhân dân;UBND
2;UBND {P}|Ủy ban nhân dân {P};;province;{p};Chủ tịch;Phó Chủ tịch;Ủy ban nhân dân;UBND
4;UỶ BAN NHÂN DÂN|{D}|Ủy ban nhân dân {D};;district;{d};Chủ tịch;Phó Chủ tịch;Ủy ban nhân dân;UBND
4;ỦY BAN NHÂN DÂN|{C}|Ủy ban nhân dân {C};;commune;{c};Chủ tịch;Phó Chủ tịch;Ủy ban nhân dân;UBND
2;UBND {D}|UBND {C}|Ủy ban nhân dân {C};Ủy ban nhân dân {D};commune;{c};Chủ tịch;Phó Chủ tịch;Ủy ban nhân dân;UBND
2;ỦY BAN NHÂN DÂN {D}|ỦY BAN NHÂN DÂN|{C}|Ủy ban nhân dân {C};Ủy ban nhân dân {D};commune;{C};Chủ tịch;Phó Chủ tịch;Ủy ban nhân dân;UBND
2;HỘI ĐỒNG NHÂN DÂN|{P}|Hội đồng nhân dân {P};;province;{p};Chủ tịch;Phó Chủ tịch;Hội đồng nhân dân;HĐND
1;HỘI ĐỒNG NHÂN DÂN|{C}|Hội đồng nhân dân {C};;commune;{c};Chủ tịch;Phó Chủ tịch;Hội đồng nhân dân;HĐND
5;UBND {P}|SỞ {F}|Sở {F} {P};Ủy ban nhân dân {P};province;{p};Giám đốc;Phó Giám đốc;;S{fs}
2;SỞ {F}|{P}|Sở {F} {P};;province;{p};Giám đốc;Phó Giám đốc;;S{fs}
1;SỞ {F} {p}|Sở {F} {p};;province;{p};Giám đốc;Phó Giám đốc;;S{fs}
4;UBND {D}|PHÒNG {G}|Phòng {G} {D};Ủy ban nhân dân {D};district;{d};Trưởng phòng;Phó Trưởng phòng;;{gs}
2;UBND {C}|PHÒNG VĂN HÓA - XÃ HỘI|Phòng Văn hóa - Xã hội {C};Ủy ban nhân dân {C};commune;{c};Trưởng phòng;Phó Trưởng phòng;;VHXH
1;ỦY BAN NHÂN DÂN|{C}|PHÒNG KINH TẾ, HẠ TẦNG|VÀ ĐÔ THỊ|Phòng Kinh tế, Hạ tầng và Đô thị {C};Ủy ban nhân dân {C};commune;{c};Trưởng phòng;Phó Trưởng phòng;;KTHTĐT
3;SỞ {A}|CHI CỤC {B}|Chi cục {B} {P};Sở {A} {P};province;{p};Chi cục trưởng;Phó Chi cục trưởng;;CC{bs}
2;SỞ {A} {P}|TRUNG TÂM {E}|Trung tâm {E} {P};Sở {A} {P};province;{p};Giám đốc;Phó Giám đốc;;TT{es}
1;UBND TỈNH {q}|THANH TRA TỈNH|Thanh tra tỉnh {q};Ủy ban nhân dân tỉnh {q};province;{q};Chánh Thanh tra;Phó Chánh Thanh tra;;TTr
1;UBND {P}|BAN QUẢN LÝ|CÁC KHU CÔNG NGHIỆP|Ban Quản lý các khu công nghiệp {P};Ủy ban nhân dân {P};province;{p};Trưởng ban;Phó Trưởng ban;;KCN
1;UBND {P}|VĂN PHÒNG|Văn phòng Ủy ban nhân dân {P};Ủy ban nhân dân {P};province;{p};Chánh Văn phòng;Phó Chánh Văn phòng;;VP
1;UBND {P}|TRUNG TÂM PHỤC VỤ|HÀNH CHÍNH CÔNG|Trung tâm Phục vụ hành chính công {P};Ủy ban nhân dân {P};province;{p};Giám đốc;Phó Giám đốc;;HCC
1;UBND {P}|ĐÀI PHÁT THANH|VÀ TRUYỀN HÌNH|Đài Phát thanh và Truyền hình {P};Ủy ban nhân dân {P};province;{p};Giám đốc;Phó Giám đốc;;PTTH
1;UBND {D}|TRUNG TÂM DỊCH|VỤ NÔNG NGHIỆP|Trung tâm Dịch vụ nông nghiệp {D};Ủy ban nhân dân {D};district;{d};Giám đốc;Phó Giám đốc;;DVNN
1;BỘ CÔNG AN|CÔNG AN {P}|Công an {P};Bộ Công an;province;{p};Giám đốc;Phó Giám đốc;;CAT
1;CỤC THUẾ {P}|CHI CỤC THUẾ {D}|Chi cục Thuế {D};Cục Thuế {P};district;{d};Chi cục trưởng;Phó Chi cục trưởng;;CCT
1;KHO BẠC NHÀ NƯỚC|KHO BẠC NHÀ NƯỚC {p}|Kho bạc Nhà nước {p};Kho bạc Nhà nước;province;{p};Giám đốc;Phó Giám đốc;;KBNN
1;BẢO HIỂM XÃ HỘI VIỆT NAM|BẢO HIỂM XÃ HỘI {P}|Bảo hiểm xã hội {P};Bảo hiểm xã hội Việt Nam;province;{p};Giám đốc;Phó Giám đốc;;BHXH
1;TÒA ÁN NHÂN DÂN|{P}|Tòa án nhân dân {P};;province;{p};Chánh án;Phó Chánh án;;TA
1;VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO|VIỆN KIỂM SÁT NHÂN DÂN|{P}|Viện kiểm sát nhân dân {P};Viện kiểm sát nhân dân tối cao;province;{p};Viện trưởng;Phó Viện trưởng;;VKS
1;BỘ CÔNG THƯƠNG|CỤC QUẢN LÝ THỊ TRƯỜNG|{P}|Cục Quản lý thị trường {P};Bộ Công Thương;province;{p};Cục trưởng;Phó Cục trưởng;;QLTT
3;BỘ {M}|Bộ {M};;central;Hà Nội;Bộ trưởng;Thứ trưởng;;B{fs}
3;BỘ {M}|CỤC {U}|Cục {U};Bộ {M};central;Hà Nội;Cục trưởng;Phó Cục trưởng;;C{us}
1;VĂN PHÒNG CHÍNH PHỦ|Văn phòng Chính phủ;;central;Hà Nội;Chủ nhiệm;Phó Chủ nhiệm;;VPCP
1;NGÂN HÀNG NHÀ NƯỚC|VIỆT NAM|Ngân hàng Nhà nước Việt Nam;;central;Hà Nội;Thống đốc;Phó Thống đốc;;NHNN
1;KIỂM TOÁN NHÀ NƯỚC|Kiểm toán nhà nước;;central;Hà Nội;Tổng Kiểm toán nhà nước;Phó Tổng Kiểm toán nhà nước;;KTNN
2;TỈNH ỦY {q}|Tỉnh ủy {q};;party;{q};Bí thư;Phó Bí thư;Ban Thường vụ;TU
2;ĐẢNG BỘ {P}|HUYỆN ỦY {n}|Huyện ủy {n};Đảng bộ {P};party;{n};Bí thư;Phó Bí thư;Ban Thường vụ;HU
2;ĐẢNG BỘ {D}|ĐẢNG ỦY {C}|Đảng ủy {C};Đảng bộ {D};party;{c};Bí thư;Phó Bí thư;Ban Thường vụ;ĐU
1;TỈNH ỦY {q}|BAN TUYÊN GIÁO|Ban Tuyên giáo Tỉnh ủy {q};Tỉnh ủy {q};party;{q};Trưởng ban;Phó Trưởng ban;;BTGTU
1;HUYỆN ỦY {n}|ỦY BAN KIỂM TRA|Ủy ban Kiểm tra Huyện ủy {n};Huyện ủy {n};party;{n};Chủ nhiệm;Phó Chủ nhiệm;;UBKTHU
1;ỦY BAN MTTQ VIỆT NAM|{P}|Ủy ban Mặt trận Tổ quốc Việt Nam {P};;organization;{p};Chủ tịch;Phó Chủ tịch;Ban Thường trực;MTTQ-BTT
1;HỘI NÔNG DÂN VIỆT NAM|HỘI NÔNG DÂN {P}|Hội Nông dân {P};Hội Nông dân Việt Nam;organization;{p};Chủ tịch;Phó Chủ tịch;Ban Thường vụ;HND
1;HỘI LHPN {P}|HỘI LHPN {D}|Hội Liên hiệp Phụ nữ {D};Hội Liên hiệp Phụ nữ {P};organization;{d};Chủ tịch;Phó Chủ tịch;Ban Thường vụ;HLHPN
1;LĐLĐ TỈNH {q}|CÔNG ĐOÀN VIÊN CHỨC TỈNH|Công đoàn Viên chức tỉnh {q};Liên đoàn Lao động tỉnh {q};organization;{q};Chủ tịch;Phó Chủ tịch;Ban Thường vụ;CĐVC
1;HỘI CHỮ THẬP ĐỎ {P}|Hội Chữ thập đỏ {P};;organization;{p};Chủ tịch;Phó Chủ tịch;Ban Thường vụ;CTĐ
2;TỈNH ĐOÀN {q}|HUYỆN ĐOÀN {n}|Huyện đoàn {n};Tỉnh đoàn {q};organization;{n};Bí thư;Phó Bí thư;Ban Thường vụ;HĐTN
2;PHÒNG GIÁO DỤC VÀ ĐÀO TẠO|{D}|TRƯỜNG THCS {n}|Trường Trung học cơ sở {n};Phòng Giáo dục và Đào tạo {D};organization;{n};Hiệu trưởng;Phó Hiệu trưởng;;THCS
2;UBND {D}|TRƯỜNG TIỂU HỌC {n}|Trường Tiểu học {n};Ủy ban nhân dân {D};organization;{n};Hiệu trưởng;Phó Hiệu trưởng;;TH
1;SỞ GIÁO DỤC VÀ ĐÀO TẠO {P}|TRƯỜNG THPT {n}|Trường Trung học phổ thông {n};Sở Giáo dục và Đào tạo {P};organization;{n};Hiệu trưởng;Phó Hiệu trưởng;;THPT
1;BỘ GIÁO DỤC VÀ ĐÀO TẠO|TRƯỜNG ĐẠI HỌC {n}|Trường Đại học {n};Bộ Giáo dục và Đào tạo;organization;{n};Hiệu trưởng;Phó Hiệu trưởng;;ĐH
1;CÔNG TY CỔ PHẦN|CẤP THOÁT NƯỚC {n}|Công ty Cổ phần Cấp thoát nước {n};;organization;{n};Giám đốc;Phó Giám đốc;;CTN
1;CÔNG TY TNHH MTV MÔI TRƯỜNG ĐÔ THỊ|{n}|Công ty Trách nhiệm hữu hạn Một thành viên Môi trường đô thị {n};;organization;{n};Giám đốc;Phó Giám đốc;;MTĐT
1;TỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC|CÔNG TY ĐIỆN LỰC {n}|Công ty Điện lực {n};Tổng công ty Điện lực miền Bắc;organization;{n};Giám đốc;Phó Giám đốc;;PC
1;SỞ Y TẾ {P}|BỆNH VIỆN ĐA KHOA {P}|Bệnh viện Đa khoa {P};Sở Y tế {P};;{p};Giám đốc;Phó Giám đốc;;BV
1;SỞ Y TẾ {P}|BỆNH VIỆN ĐA KHOA KHU VỰC {n}|Bệnh viện Đa khoa khu vực {n};Sở Y tế {P};;{n};Giám đốc;Phó Giám đốc;;BVKV
1;UBND {P}|SỞ NỘI VỤ - SỞ TÀI CHÍNH|Sở Nội vụ {P}+Sở Tài chính {P};Ủy ban nhân dân {P};province;{p};Giám đốc;Phó Giám đốc;;SNV-STC
"""
"""Offices on which rules were tuned."""

KEPT_ROWS = """\
1;UBND {P}|UBND {D}|Ủy ban nhân dân {D};Ủy ban nhân dân {P};district;{d};Chủ tịch;Phó Chủ tịch;;UBND
1;HỘI ĐỒNG NHÂN DÂN {P}|BAN PHÁP CHẾ|Ban Pháp chế Hội đồng nhân dân {P};Hội đồng nhân dân {P};province;{p};Trưởng ban;Phó Trưởng ban;;BPC
1;ĐOÀN ĐẠI BIỂU QUỐC HỘI|{P}|Đoàn đại biểu Quốc hội {P};;province;{p};Trưởng đoàn;Phó Trưởng đoàn;;ĐĐBQH
1;SỞ NN&PTNT {P}|CHI CỤC QUẢN LÝ CHẤT LƯỢNG|NÔNG LÂM SẢN VÀ THỦY SẢN|Chi cục Quản lý chất lượng nông lâm sản và thủy sản {P};Sở Nông nghiệp và Phát triển nông thôn {P};province;{p};Chi cục trưởng;Phó Chi cục trưởng;;QLCL
1;UBND {P}|BAN AN TOÀN GIAO THÔNG|Ban An toàn giao thông {P};Ủy ban nhân dân {P};province;{p};Trưởng ban;Phó Trưởng ban;;BATGT
1;CỤC THI HÀNH ÁN DÂN SỰ|{P}|CHI CỤC THI HÀNH ÁN DÂN SỰ|{D}|Chi cục Thi hành án dân sự {D};Cục Thi hành án dân sự {P};district;{d};Chi cục trưởng;Phó Chi cục trưởng;;CCTHADS
1;BỘ NỘI VỤ|HỌC VIỆN HÀNH CHÍNH QUỐC GIA|Học viện Hành chính Quốc gia;Bộ Nội vụ;organization;Hà Nội;Giám đốc;Phó Giám đốc;;HCQG
1;SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG|{P}|TRUNG TÂM KỸ THUẬT|TÀI NGUYÊN VÀ MÔI TRƯỜNG|Trung tâm Kỹ thuật Tài nguyên và Môi trường {P};Sở Tài nguyên và Môi trường {P};province;{p};Giám đốc;Phó Giám đốc;;TTKT
1;CHI CỤC KIỂM LÂM {P}|HẠT KIỂM LÂM {D}|Hạt Kiểm lâm {D};Chi cục Kiểm lâm {P};district;{d};Hạt trưởng;Phó Hạt trưởng;;HKL
1;TRUNG TÂM Y TẾ {D}|TRẠM Y TẾ {C}|Trạm Y tế {C};Trung tâm Y tế {D};commune;{c};Trưởng trạm;Phó Trưởng trạm;;TYT
1;CÔNG AN {D}|CÔNG AN {C}|Công an {C};Công an {D};commune;{c};Trưởng Công an;Phó Trưởng Công an;;CAX
1;UBND {D}|PHÒNG GD&ĐT|Phòng Giáo dục và Đào tạo {D};Ủy ban nhân dân {D};district;{d};Trưởng phòng;Phó Trưởng phòng;;GDĐT
1;UBND {D}|PHÒNG LAO ĐỘNG - TB&XH|Phòng Lao động - Thương binh và Xã hội {D};Ủy ban nhân dân {D};district;{d};Trưởng phòng;Phó Trưởng phòng;;LĐTBXH
1;UBND {P}|SỞ LĐ-TB&XH|Sở Lao động - Thương binh và Xã hội {P};Ủy ban nhân dân {P};province;{p};Giám đốc;Phó Giám đốc;;SLĐTBXH
1;ỦY BAN NHÂN DÂN {D}|VĂN PHÒNG HĐND VÀ UBND|Văn phòng Hội đồng nhân dân và Ủy ban nhân dân {D};Ủy ban nhân dân {D};district;{d};Chánh Văn phòng;Phó Chánh Văn phòng;;VP
1;UBND {C}|TRUNG TÂM PHỤC VỤ|HÀNH CHÍNH CÔNG|Trung tâm Phục vụ hành chính công {C};Ủy ban nhân dân {C};commune;{c};Giám đốc;Phó Giám đốc;;TTPVHCC
1;UBND {D}|BAN QUẢN LÝ DỰ ÁN|ĐẦU TƯ XÂY DỰNG|Ban Quản lý dự án đầu tư xây dựng {D};Ủy ban nhân dân {D};district;{d};Giám đốc;Phó Giám đốc;;BQLDA
1;BỘ TƯ LỆNH QUÂN KHU 5|BỘ CHỈ HUY QUÂN SỰ|{P}|Bộ Chỉ huy quân sự {P};Bộ Tư lệnh Quân khu 5;province;{p};Chỉ huy trưởng;Phó Chỉ huy trưởng;;BCH
1;NGÂN HÀNG CHÍNH SÁCH XÃ HỘI|CHI NHÁNH {P}|Ngân hàng Chính sách xã hội - Chi nhánh {P};Ngân hàng Chính sách xã hội;;{p};Giám đốc;Phó Giám đốc;;NHCS
1;BỘ Y TẾ|CỤC PHÒNG, CHỐNG HIV/AIDS|Cục Phòng, chống HIV/AIDS;Bộ Y tế;central;Hà Nội;Cục trưởng;Phó Cục trưởng;;AIDS
1;BỘ CÔNG THƯƠNG|CỤC XÚC TIẾN THƯƠNG MẠI|Cục Xúc tiến thương mại;Bộ Công Thương;central;Hà Nội;Cục trưởng;Phó Cục trưởng;;XTTM
1;BỘ TÀI CHÍNH|TỔNG CỤC DỰ TRỮ NHÀ NƯỚC|Tổng cục Dự trữ Nhà nước;Bộ Tài chính;central;Hà Nội;Tổng Cục trưởng;Phó Tổng Cục trưởng;;TCDT
1;ĐẢNG BỘ {P}|ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH|Đảng ủy Khối các cơ quan {P};Đảng bộ {P};party;{p};Bí thư;Phó Bí thư;Ban Thường vụ;ĐUK
1;ĐẢNG BỘ {P}|THỊ ỦY {n}|Thị ủy {n};Đảng bộ {P};party;{n};Bí thư;Phó Bí thư;Ban Thường vụ;ThU
1;ĐẢNG BỘ CÔNG AN TỈNH|ĐẢNG ỦY CÔNG AN {D}|Đảng ủy Công an {D};Đảng bộ Công an tỉnh;party;{d};Bí thư;Phó Bí thư;;ĐUCA
1;ĐẢNG ỦY {C}|CHI BỘ THÔN ĐÔNG|Chi bộ thôn Đông;Đảng ủy {C};party;{c};Bí thư;Phó Bí thư;;CB
1;BAN CHẤP HÀNH ĐẢNG BỘ|{D}|Ban Chấp hành Đảng bộ {D};;party;{d};Bí thư;Phó Bí thư;Ban Chấp hành;HU
1;THÀNH ỦY {p}|BAN TỔ CHỨC|Ban Tổ chức Thành ủy {p};Thành ủy {p};party;{p};Trưởng ban;Phó Trưởng ban;;BTCTU
1;LIÊN ĐOÀN LAO ĐỘNG {P}|CÔNG ĐOÀN GIÁO DỤC {P}|Công đoàn Giáo dục {P};Liên đoàn Lao động {P};organization;{p};Chủ tịch;Phó Chủ tịch;Ban Thường vụ;CĐGD
1;ỦY BAN MTTQ VIỆT NAM {D}|BAN THƯỜNG TRỰC|Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam {D};Ủy ban Mặt trận Tổ quốc Việt Nam {D};organization;{d};Chủ tịch;Phó Chủ tịch;Ban Thường trực;MTTQ-BTT
1;HỘI NGƯỜI CAO TUỔI {D}|Hội Người cao tuổi {D};;organization;{d};Chủ tịch;Phó Chủ tịch;Ban Thường vụ;HNCT
1;HỘI KHUYẾN HỌC {P}|Hội Khuyến học {P};;organization;{p};Chủ tịch;Phó Chủ tịch;;HKH
1;HỘI LHPN VIỆT NAM|HỘI LHPN {P}|Hội Liên hiệp Phụ nữ {P};Hội Liên hiệp Phụ nữ Việt Nam;organization;{p};Chủ tịch;Phó Chủ tịch;Ban Thường vụ;BTV
1;UBND {D}|TRƯỜNG TH&THCS {n}|Trường Tiểu học và Trung học cơ sở {n};Ủy ban nhân dân {D};organization;{n};Hiệu trưởng;Phó Hiệu trưởng;;THCS
1;SỞ GIÁO DỤC VÀ ĐÀO TẠO {p}|TRUNG TÂM GDNN - GDTX {D}|Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên {D};Sở Giáo dục và Đào tạo {p};;{d};Giám đốc;Phó Giám đốc;;TTGDNN
1;PHÒNG GD&ĐT {D}|TRƯỜNG MẦM NON HOA CÚC|Trường Mầm non Hoa Cúc;Phòng Giáo dục và Đào tạo {D};organization;{d};Hiệu trưởng;Phó Hiệu trưởng;;MNHC
1;SỞ GDĐT {P}|TRƯỜNG PTDTNT THPT {n}|Trường Phổ thông dân tộc nội trú Trung học phổ thông {n};Sở Giáo dục và Đào tạo {P};organization;{n};Hiệu trưởng;Phó Hiệu trưởng;;DTNT
1;TỈNH ỦY {p}|TRƯỜNG CHÍNH TRỊ|Trường Chính trị {P};Tỉnh ủy {p};;{p};Hiệu trưởng;Phó Hiệu trưởng;;TCT
1;ỦY BAN NHÂN DÂN {P}|TRƯỜNG ĐẠI HỌC {n}|Trường Đại học {n};Ủy ban nhân dân {P};organization;{n};Hiệu trưởng;Phó Hiệu trưởng;;ĐH
1;CÔNG TY CP XĂNG DẦU|{n}|Công ty Cổ phần Xăng dầu {n};;organization;{n};Tổng Giám đốc;Phó Tổng Giám đốc;;XD
1;TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM|TỔNG CÔNG TY|ĐIỆN LỰC MIỀN TRUNG|Tổng công ty Điện lực miền Trung;Tập đoàn Điện lực Việt Nam;organization;{n};Tổng Giám đốc;Phó Tổng Giám đốc;;EVN
1;HỢP TÁC XÃ NÔNG NGHIỆP|{n}|Hợp tác xã Nông nghiệp {n};;organization;{n};Giám đốc;Phó Giám đốc;;HTX
1;SỞ Y TẾ {P}|BỆNH VIỆN PHỤ SẢN {P}|Bệnh viện Phụ sản {P};Sở Y tế {P};;{p};Giám đốc;Phó Giám đốc;;BVPS
1;UBND {P}|SỞ KẾ HOẠCH|VÀ ĐẦU TƯ|Sở Kế hoạch và Đầu tư {P};Ủy ban nhân dân {P};province;{p};Giám đốc;Phó Giám đốc;;SKHĐT
1;UBND {P}|BAN QUẢN LÝ|KHU KINH TẾ|Ban Quản lý Khu kinh tế {P};Ủy ban nhân dân {P};province;{p};Trưởng ban;Phó Trưởng ban;;KKT
1;UBND {P}|VIỆN QUY HOẠCH XÂY DỰNG|Viện Quy hoạch xây dựng {P};Ủy ban nhân dân {P};province;{p};Viện trưởng;Phó Viện trưởng;;VQH
"""
"""Offices that were written, and measured, before any rule was tuned on them."""

FIELDS = {
    "F": (
        "Nội vụ:NV|Xây dựng:XD|Công Thương:CT|Tư pháp:TP|Y tế:YT|Giáo dục và Đào tạo:GDĐT|Khoa học và Công nghệ:KHCN"
        "|Kế hoạch và Đầu tư:KHĐT|Nông nghiệp và Phát triển nông thôn:NN|Nông nghiệp và Môi trường:NNMT"
        "|Tài nguyên và Môi trường:TNMT|Lao động - Thương binh và Xã hội:LĐTBXH|Văn hóa, Thể thao và Du lịch:VHTTDL"
        "|Giao thông vận tải:GTVT|Thông tin và Truyền thông:TTTT|Dân tộc và Tôn giáo:DTTG|Du lịch:DL"
    ),
    "G": (
        "Nội vụ:PNV|Tài chính - Kế hoạch:TCKH|Văn hóa và Thông tin:VHTT|Kinh tế và Hạ tầng:KTHT|Quản lý đô thị:QLĐT"
        "|Nông nghiệp và Phát triển nông thôn:NNPTNT|Lao động - Thương binh và Xã hội:LĐTBXH|Dân tộc:DT|Y tế:PYT"
    ),
    "A": "Nông nghiệp và Phát triển nông thôn:NN|Y tế:YT|Khoa học và Công nghệ:KH|Nội vụ:NV|Tài nguyên và Môi trường:TN",
    "B": (
        "Kiểm lâm:KL|Chăn nuôi và Thú y:CNTY|Trồng trọt và Bảo vệ thực vật:TTBVTV|Thủy lợi:TL|Phát triển nông thôn:PTNT"
        "|Dân số - Kế hoạch hóa gia đình:DS|Bảo vệ môi trường:BVMT|Văn thư - Lưu trữ:VTLT"
        "|Tiêu chuẩn Đo lường Chất lượng:TĐC"
    ),
    "E": (
        "Khuyến nông:KN|Kiểm soát bệnh tật:KSBT|Phát triển quỹ đất:PTQĐ|Dịch vụ việc làm:DVVL|Xúc tiến đầu tư:XTĐT"
        "|Công nghệ thông tin và Truyền thông:CNTT|Trợ giúp pháp lý nhà nước:TGPL|Bảo tồn di sản văn hóa:BTDS"
        "|Nước sạch và Vệ sinh môi trường nông thôn:NS"
    ),
    "M": "Nội vụ|Tài chính|Y tế|Xây dựng|Tư pháp|Quốc phòng|Công Thương|Nông nghiệp và Phát triển nông thôn",
    "U": "Thủy lợi:TL|An toàn thực phẩm:ATTP|Bổ trợ tư pháp:BTTP|Quản lý giá:QLG|Xuất bản, In và Phát hành:XB|Di sản văn hóa:DS",
}
_FIRST = "An|Bình|Cẩm|Đông|Hòa|Kim|Lộc|Mỹ|Nam|Phú|Quế|Sơn|Tân|Thanh|Thạch|Trung|Vĩnh|Xuân|Yên|Diên|Hoằng|Ngọc"
_SECOND = "Khê|Trạch|Lĩnh|Điền|Cương|Hậu|Thượng|Lâm|Giang|Bái|Phong|Tường|Nghĩa|Thịnh|Quang|Hưng|Lạc|Mỹ|Xuyên"
_HIGHLAND = "Ia Pếch|Đắk Mar|Krông Jông|Ea Kốp|Cư Drăng|Mường Pồn|Nậm Chà|Pa Hăm|Tả Củ Ty"


@dataclass
class Office:
    """Who issues: lines of the left column and what is true of them."""

    left: list[str]
    issuer: str
    parent: str | None
    level: str
    place: str
    boss: str
    deputy: str
    behalf: str | None
    symbol: str

    @property
    def party(self) -> bool:
        """True for an organ of the Party: its own heading, number and signing forms."""
        return self.level == "party"

    @property
    def youth(self) -> bool:
        """True for the Youth Union, whose title stands where others have the motto."""
        return "đoàn " in self.issuer and self.boss == "Bí thư"

    @property
    def joint(self) -> bool:
        """True where two issue together."""
        return ";" in self.issuer


@functools.cache
def provinces() -> tuple[str, ...]:
    """`tỉnh X`, `thành phố Y`: all provinces of before and after July 2025."""
    return tuple(sorted(set(places._gazetteer().provinces.values())))


def invented(rng: random.Random) -> str:
    """A name of a commune or district."""
    roll = rng.random()
    if roll < 0.1:
        return rng.choice(_HIGHLAND.split("|"))
    name = f"{rng.choice(_FIRST.split('|'))} {rng.choice(_SECOND.split('|'))}"
    return f"{name} {rng.choice(('Đông', 'Tây', 'Nam', 'Bắc'))}" if roll < 0.2 else name


def office(rng: random.Random, *, kept: bool) -> Office:
    """An office of one of the rows, its places and field of work filled in."""
    rows = (KEPT_ROWS if kept else ROWS).splitlines()
    row = rng.choices(rows, [int(row.partition(";")[0]) for row in rows])[0].partition(";")[2]
    full = rng.choice(provinces())
    if " TỈNH" in row:
        full = rng.choice([name for name in provinces() if name.startswith("tỉnh")])
    if row.startswith("THÀNH ỦY"):
        full = rng.choice([name for name in provinces() if name.startswith("thành phố")])
    other = rng.choice([name for name in provinces() if name.startswith("tỉnh")])
    district = f"{rng.choice(('huyện', 'huyện', 'quận', 'thị xã'))} {invented(rng)}"
    commune = f"{rng.choice(('xã', 'phường', 'thị trấn'))} {invented(rng)}"
    values = {"P": full, "D": district, "C": commune, "n": invented(rng), "q": places.split_unit(other)[1]}
    values |= {small: places.split_unit(values[small.upper()])[1] for small in "pdc"}
    for key, field in FIELDS.items():
        name, _, short = rng.choice(field.split("|")).partition(":")
        values |= {key: name, f"{key.lower()}s": short}
    head, _, rest = row.rpartition("|")
    issuer, parent, level, place, boss, deputy, behalf, symbol = (part.format(**values) for part in rest.split(";"))
    left = [part for line in head.split("|") for part in _broken(line.format(**values).upper(), rng)]
    return Office(left, issuer.replace("+", "; "), parent or None, level, place, boss, deputy, behalf or None, symbol)


def _broken(line: str, rng: random.Random) -> list[str]:
    """A long line over two, broken before `VÀ`, behind a dash or in the middle."""
    words = line.split()
    if len(words) < 7 or rng.random() < 0.5 or " - SỞ" in line:
        return [line]
    at = words.index("VÀ") if "VÀ" in words[2:-1] else (len(words) + 1) // 2
    at += words[at] == "-"
    return [" ".join(words[:at]), " ".join(words[at:])]
