"""Offices of many kinds under the old and the new levels of government, on which the rules were mended.

Rows as in `unseen_offices`. Where good documents differ the row takes the decree's way (Nghị định
30/2020/NĐ-CP, Phụ lục II): the first word of what a body does has a capital, the rest of it none.
"""

from __future__ import annotations

_ROWS = """\
BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH|BỆNH TRÊN NGƯỜI TỈNH SƠN LA|Ban Chỉ đạo Phòng, chống dịch bệnh trên người tỉnh Sơn La;;province;Sơn La
BAN CHỈ ĐẠO PHÒNG CHỐNG DỊCH|COVID-19 HUYỆN TÂN LỘC|Ban Chỉ đạo Phòng chống dịch COVID-19 huyện Tân Lộc;;district;Tân Lộc
UBND XÃ SUỐI VÀNG|BAN CHỈ ĐẠO XÂY DỰNG|NÔNG THÔN MỚI|Ban Chỉ đạo Xây dựng nông thôn mới xã Suối Vàng;Ủy ban nhân dân xã Suối Vàng;commune;Suối Vàng
UBND TỈNH PHÚ THỌ|BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH|Ban Chỉ đạo Cải cách hành chính tỉnh Phú Thọ;Ủy ban nhân dân tỉnh Phú Thọ;province;Việt Trì
BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ|TỈNH PHÚ THỌ|Ban Chỉ đạo Chuyển đổi số tỉnh Phú Thọ;;province;Việt Trì
TỈNH ỦY PHÚ THỌ|BAN CHỈ ĐẠO 35|Ban Chỉ đạo 35 Tỉnh ủy Phú Thọ;Tỉnh ủy Phú Thọ;party;Việt Trì
BAN CHỈ ĐẠO LIÊN NGÀNH VỀ|VỆ SINH AN TOÀN THỰC PHẨM|TỈNH HÀ NAM|Ban Chỉ đạo liên ngành về Vệ sinh an toàn thực phẩm tỉnh Hà Nam;;province;Phủ Lý
BAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH|MỤC TIÊU QUỐC GIA TỈNH HÀ NAM|Ban Chỉ đạo các chương trình mục tiêu quốc gia tỉnh Hà Nam;;province;Phủ Lý
BAN CHỈ ĐẠO TỔNG ĐIỀU TRA DÂN SỐ|VÀ NHÀ Ở THÀNH PHỐ CẦN THƠ|Ban Chỉ đạo Tổng điều tra dân số và nhà ở thành phố Cần Thơ;;province;Cần Thơ
UBND HUYỆN TÂN LỘC|BAN CHỈ ĐẠO THI HÀNH ÁN DÂN SỰ|Ban Chỉ đạo Thi hành án dân sự huyện Tân Lộc;Ủy ban nhân dân huyện Tân Lộc;district;Tân Lộc
BAN CHỈ HUY PCTT VÀ TKCN|TỈNH QUẢNG NGÃI|Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn tỉnh Quảng Ngãi;;province;Quảng Ngãi
UBND TỈNH QUẢNG NGÃI|HỘI ĐỒNG THẨM ĐỊNH GIÁ ĐẤT|Hội đồng Thẩm định giá đất tỉnh Quảng Ngãi;Ủy ban nhân dân tỉnh Quảng Ngãi;province;Quảng Ngãi
UBND HUYỆN TÂN LỘC|HỘI ĐỒNG BỒI THƯỜNG,|HỖ TRỢ VÀ TÁI ĐỊNH CƯ|Hội đồng bồi thường, hỗ trợ và tái định cư huyện Tân Lộc;Ủy ban nhân dân huyện Tân Lộc;district;Tân Lộc
UBND TỈNH LÂM ĐỒNG|HỘI ĐỒNG TUYỂN DỤNG VIÊN CHỨC|Hội đồng tuyển dụng viên chức tỉnh Lâm Đồng;Ủy ban nhân dân tỉnh Lâm Đồng;province;Đà Lạt
BỘ KHOA HỌC VÀ CÔNG NGHỆ|HỘI ĐỒNG CHÍNH SÁCH KHOA HỌC|VÀ CÔNG NGHỆ QUỐC GIA|Hội đồng Chính sách khoa học và công nghệ quốc gia;Bộ Khoa học và Công nghệ;central;Hà Nội
ỦY BAN AN TOÀN GIAO THÔNG QUỐC GIA|Ủy ban An toàn giao thông Quốc gia;;central;Hà Nội
UBND TỈNH NINH THUẬN|BAN AN TOÀN GIAO THÔNG|Ban An toàn giao thông tỉnh Ninh Thuận;Ủy ban nhân dân tỉnh Ninh Thuận;province;Phan Rang
ỦY BAN QUẢN LÝ VỐN NHÀ NƯỚC|TẠI DOANH NGHIỆP|Ủy ban Quản lý vốn nhà nước tại doanh nghiệp;;central;Hà Nội
ỦY BAN CHỨNG KHOÁN NHÀ NƯỚC|Ủy ban Chứng khoán Nhà nước;;central;Hà Nội
TỈNH ỦY NINH THUẬN|ỦY BAN KIỂM TRA|Ủy ban Kiểm tra Tỉnh ủy Ninh Thuận;Tỉnh ủy Ninh Thuận;party;Phan Rang
ĐẢNG BỘ HUYỆN TÂN LỘC|ỦY BAN KIỂM TRA HUYỆN ỦY|Ủy ban Kiểm tra Huyện ủy Tân Lộc;Đảng bộ huyện Tân Lộc;party;Tân Lộc
HUYỆN ỦY TÂN LỘC|BAN TUYÊN GIÁO|Ban Tuyên giáo Huyện ủy Tân Lộc;Huyện ủy Tân Lộc;party;Tân Lộc
ĐẢNG ỦY SỞ NỘI VỤ|CHI BỘ VĂN PHÒNG|Chi bộ Văn phòng;Đảng ủy Sở Nội vụ;party;Bến Tre
ĐẢNG BỘ SỞ Y TẾ TỈNH BẾN TRE|ĐẢNG ỦY BỆNH VIỆN|NGUYỄN ĐÌNH CHIỂU|Đảng ủy Bệnh viện Nguyễn Đình Chiểu;Đảng bộ Sở Y tế tỉnh Bến Tre;party;Bến Tre
ĐẢNG BỘ XÃ SUỐI VÀNG|CHI BỘ THÔN ĐỒNG TÂM|Chi bộ thôn Đồng Tâm;Đảng bộ xã Suối Vàng;party;Suối Vàng
ĐẢNG ỦY CÔNG AN TRUNG ƯƠNG|Đảng ủy Công an Trung ương;;party;Hà Nội
ĐẢNG BỘ TỈNH BẾN TRE|ĐẢNG ỦY UBND TỈNH|Đảng ủy Ủy ban nhân dân tỉnh Bến Tre;Đảng bộ tỉnh Bến Tre;party;Bến Tre
TỈNH ỦY BẾN TRE|TRƯỜNG CHÍNH TRỊ|Trường Chính trị tỉnh Bến Tre;Tỉnh ủy Bến Tre;;Bến Tre
BAN CHẤP HÀNH ĐẢNG BỘ|PHƯỜNG AN LỘC|Ban Chấp hành Đảng bộ phường An Lộc;;party;An Lộc
TỈNH ĐOÀN BẾN TRE|BCH ĐOÀN HUYỆN TÂN LỘC|Ban Chấp hành Đoàn huyện Tân Lộc;Tỉnh đoàn Bến Tre;organization;Tân Lộc
TRUNG ƯƠNG ĐOÀN TNCS HỒ CHÍ MINH|HỘI ĐỒNG ĐỘI TRUNG ƯƠNG|Hội đồng Đội Trung ương;Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh;organization;Hà Nội
LIÊN ĐOÀN LAO ĐỘNG TỈNH BẾN TRE|CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP|Công đoàn các khu công nghiệp tỉnh Bến Tre;Liên đoàn Lao động tỉnh Bến Tre;organization;Bến Tre
CÔNG ĐOÀN VIÊN CHỨC TỈNH BẾN TRE|CÔNG ĐOÀN CƠ SỞ SỞ NỘI VỤ|Công đoàn cơ sở Sở Nội vụ;Công đoàn Viên chức tỉnh Bến Tre;organization;Bến Tre
ỦY BAN MẶT TRẬN TỔ QUỐC|VIỆT NAM TỈNH BẾN TRE|BAN THƯỜNG TRỰC|Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bến Tre;Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bến Tre;organization;Bến Tre
ỦY BAN MTTQ VIỆT NAM TỈNH BẾN TRE|HỘI LIÊN HIỆP PHỤ NỮ|Hội Liên hiệp Phụ nữ tỉnh Bến Tre;Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bến Tre;organization;Bến Tre
HỘI CHỮ THẬP ĐỎ|THÀNH PHỐ ĐÀ NẴNG|Hội Chữ thập đỏ thành phố Đà Nẵng;;organization;Đà Nẵng
HỘI KHUYẾN HỌC HUYỆN TÂN LỘC|Hội Khuyến học huyện Tân Lộc;;organization;Tân Lộc
BAN ĐẠI DIỆN HỘI NGƯỜI CAO TUỔI|TỈNH HÀ NAM|Ban Đại diện Hội Người cao tuổi tỉnh Hà Nam;;organization;Phủ Lý
HỘI NGƯỜI MÙ VIỆT NAM|HỘI NGƯỜI MÙ TỈNH HÀ NAM|Hội Người mù tỉnh Hà Nam;Hội Người mù Việt Nam;organization;Phủ Lý
LIÊN HIỆP CÁC TỔ CHỨC HỮU NGHỊ|TỈNH QUẢNG NAM|Liên hiệp các tổ chức hữu nghị tỉnh Quảng Nam;;organization;Tam Kỳ
PHÒNG THƯƠNG MẠI VÀ CÔNG NGHIỆP|VIỆT NAM|Phòng Thương mại và Công nghiệp Việt Nam;;organization;Hà Nội
HIỆP HỘI LƯƠNG THỰC VIỆT NAM|Hiệp hội Lương thực Việt Nam;;organization;Thành phố Hồ Chí Minh
ĐOÀN LUẬT SƯ TỈNH HÀ NAM|Đoàn Luật sư tỉnh Hà Nam;;organization;Phủ Lý
UBND PHƯỜNG AN LỘC|TRUNG TÂM PHỤC VỤ|HÀNH CHÍNH CÔNG|Trung tâm Phục vụ hành chính công phường An Lộc;Ủy ban nhân dân phường An Lộc;commune;An Lộc
UBND XÃ SUỐI VÀNG|PHÒNG VĂN HÓA - XÃ HỘI|Phòng Văn hóa - Xã hội xã Suối Vàng;Ủy ban nhân dân xã Suối Vàng;commune;Suối Vàng
UBND XÃ SUỐI VÀNG|PHÒNG KINH TẾ|Phòng Kinh tế xã Suối Vàng;Ủy ban nhân dân xã Suối Vàng;commune;Suối Vàng
HỘI ĐỒNG NHÂN DÂN|XÃ SUỐI VÀNG|BAN PHÁP CHẾ|Ban Pháp chế Hội đồng nhân dân xã Suối Vàng;Hội đồng nhân dân xã Suối Vàng;commune;Suối Vàng
UBND THÀNH PHỐ HÀ NỘI|ỦY BAN NHÂN DÂN|QUẬN PHÚ XUÂN|Ủy ban nhân dân quận Phú Xuân;Ủy ban nhân dân thành phố Hà Nội;district;Phú Xuân
UBND QUẬN PHÚ XUÂN|ỦY BAN NHÂN DÂN PHƯỜNG 14|Ủy ban nhân dân phường 14;Ủy ban nhân dân quận Phú Xuân;commune;Phú Xuân
UBND TỈNH HƯNG YÊN|VĂN PHÒNG|Văn phòng Ủy ban nhân dân tỉnh Hưng Yên;Ủy ban nhân dân tỉnh Hưng Yên;province;Hưng Yên
UBND TỈNH HƯNG YÊN|VĂN PHÒNG UBND TỈNH|Văn phòng Ủy ban nhân dân tỉnh Hưng Yên;Ủy ban nhân dân tỉnh Hưng Yên;province;Hưng Yên
UBND TỈNH HƯNG YÊN|BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP|Ban Quản lý các khu công nghiệp tỉnh Hưng Yên;Ủy ban nhân dân tỉnh Hưng Yên;province;Hưng Yên
UBND TỈNH HƯNG YÊN|BAN QLDA ĐTXD CÔNG TRÌNH|DÂN DỤNG VÀ CÔNG NGHIỆP|Ban Quản lý dự án đầu tư xây dựng công trình dân dụng và công nghiệp tỉnh Hưng Yên;Ủy ban nhân dân tỉnh Hưng Yên;province;Hưng Yên
UBND HUYỆN TÂN LỘC|TRUNG TÂM PHÁT TRIỂN QUỸ ĐẤT|Trung tâm Phát triển quỹ đất huyện Tân Lộc;Ủy ban nhân dân huyện Tân Lộc;district;Tân Lộc
UBND HUYỆN TÂN LỘC|TRUNG TÂM GDNN - GDTX|Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện Tân Lộc;Ủy ban nhân dân huyện Tân Lộc;district;Tân Lộc
UBND TỈNH HƯNG YÊN|TRUNG TÂM XÚC TIẾN ĐẦU TƯ|VÀ HỖ TRỢ DOANH NGHIỆP|Trung tâm Xúc tiến đầu tư và Hỗ trợ doanh nghiệp tỉnh Hưng Yên;Ủy ban nhân dân tỉnh Hưng Yên;province;Hưng Yên
SỞ TÀI CHÍNH TỈNH HƯNG YÊN|TRUNG TÂM DỊCH VỤ TÀI CHÍNH CÔNG|Trung tâm Dịch vụ tài chính công tỉnh Hưng Yên;Sở Tài chính tỉnh Hưng Yên;province;Hưng Yên
SỞ XÂY DỰNG|THANH TRA SỞ|Thanh tra Sở Xây dựng tỉnh Hưng Yên;Sở Xây dựng tỉnh Hưng Yên;;Hưng Yên
SỞ Y TẾ HƯNG YÊN|TRUNG TÂM KIỂM SOÁT BỆNH TẬT|Trung tâm Kiểm soát bệnh tật tỉnh Hưng Yên;Sở Y tế Hưng Yên;province;Hưng Yên
SỞ Y TẾ HƯNG YÊN|BỆNH VIỆN ĐA KHOA TỈNH|Bệnh viện Đa khoa tỉnh Hưng Yên;Sở Y tế Hưng Yên;province;Hưng Yên
SỞ Y TẾ TỈNH HƯNG YÊN|BỆNH VIỆN SẢN - NHI|Bệnh viện Sản - Nhi tỉnh Hưng Yên;Sở Y tế tỉnh Hưng Yên;province;Hưng Yên
SỞ GD&ĐT HƯNG YÊN|TRƯỜNG THPT NGUYỄN TRÃI|Trường Trung học phổ thông Nguyễn Trãi;Sở Giáo dục và Đào tạo Hưng Yên;organization;Hưng Yên
PHÒNG GD&ĐT HUYỆN TÂN LỘC|TRƯỜNG MẦM NON SAO MAI|Trường Mầm non Sao Mai;Phòng Giáo dục và Đào tạo huyện Tân Lộc;organization;Tân Lộc
PHÒNG GD&ĐT TÂN LỘC|TRƯỜNG TH&THCS SUỐI VÀNG|Trường Tiểu học và Trung học cơ sở Suối Vàng;Phòng Giáo dục và Đào tạo Tân Lộc;organization;Tân Lộc
TRƯỜNG ĐẠI HỌC TÂY NGUYÊN|PHÒNG ĐÀO TẠO SAU ĐẠI HỌC|Phòng Đào tạo sau đại học;Trường Đại học Tây Nguyên;organization;Đắk Lắk
BỘ GIÁO DỤC VÀ ĐÀO TẠO|TRƯỜNG ĐẠI HỌC SƯ PHẠM KỸ THUẬT VINH|Trường Đại học Sư phạm Kỹ thuật Vinh;Bộ Giáo dục và Đào tạo;organization;Nghệ An
BỘ Y TẾ|CỤC AN TOÀN THỰC PHẨM|Cục An toàn thực phẩm;Bộ Y tế;central;Hà Nội
BỘ Y TẾ|CỤC QUẢN LÝ KHÁM, CHỮA BỆNH|Cục Quản lý khám, chữa bệnh;Bộ Y tế;central;Hà Nội
BỘ CÔNG THƯƠNG|CỤC ĐIỀU TIẾT ĐIỆN LỰC|Cục Điều tiết điện lực;Bộ Công Thương;central;Hà Nội
BỘ CÔNG THƯƠNG|ỦY BAN CẠNH TRANH QUỐC GIA|Ủy ban Cạnh tranh Quốc gia;Bộ Công Thương;central;Hà Nội
BỘ TÀI CHÍNH|CỤC QUẢN LÝ, GIÁM SÁT KẾ TOÁN,|KIỂM TOÁN|Cục Quản lý, giám sát kế toán, kiểm toán;Bộ Tài chính;central;Hà Nội
BỘ NỘI VỤ|BAN THI ĐUA - KHEN THƯỞNG|TRUNG ƯƠNG|Ban Thi đua - Khen thưởng Trung ương;Bộ Nội vụ;central;Hà Nội
BỘ TƯ PHÁP|CỤC BỔ TRỢ TƯ PHÁP|Cục Bổ trợ tư pháp;Bộ Tư pháp;central;Hà Nội
BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG|CỤC CHĂN NUÔI VÀ THÚ Y|Cục Chăn nuôi và Thú y;Bộ Nông nghiệp và Môi trường;central;Hà Nội
BỘ QUỐC PHÒNG|QUÂN KHU 5|Quân khu 5;Bộ Quốc phòng;;Đà Nẵng
QUÂN KHU 5|BỘ CHQS TỈNH QUẢNG NGÃI|Bộ Chỉ huy quân sự tỉnh Quảng Ngãi;Quân khu 5;province;Quảng Ngãi
BỘ TƯ LỆNH QUÂN KHU 7|BỘ TƯ LỆNH TP. HỒ CHÍ MINH|Bộ Tư lệnh thành phố Hồ Chí Minh;Bộ Tư lệnh Quân khu 7;province;Thành phố Hồ Chí Minh
SƯ ĐOÀN 315|TRUNG ĐOÀN 733|Trung đoàn 733;Sư đoàn 315;;Quảng Nam
BỘ CÔNG AN|CÔNG AN TỈNH QUẢNG NGÃI|Công an tỉnh Quảng Ngãi;Bộ Công an;province;Quảng Ngãi
CÔNG AN TỈNH QUẢNG NGÃI|PHÒNG CẢNH SÁT QUẢN LÝ|HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI|Phòng Cảnh sát quản lý hành chính về trật tự xã hội tỉnh Quảng Ngãi;Công an tỉnh Quảng Ngãi;province;Quảng Ngãi
CÔNG AN TỈNH QUẢNG NGÃI|PHÒNG AN NINH MẠNG VÀ PCTP|SỬ DỤNG CÔNG NGHỆ CAO|Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao tỉnh Quảng Ngãi;Công an tỉnh Quảng Ngãi;province;Quảng Ngãi
CÔNG AN HUYỆN TÂN LỘC|CÔNG AN XÃ SUỐI VÀNG|Công an xã Suối Vàng;Công an huyện Tân Lộc;commune;Suối Vàng
VIỆN KIỂM SÁT NHÂN DÂN|TỈNH QUẢNG NGÃI|Viện kiểm sát nhân dân tỉnh Quảng Ngãi;;province;Quảng Ngãi
TÒA ÁN NHÂN DÂN|HUYỆN TÂN LỘC|Tòa án nhân dân huyện Tân Lộc;;district;Tân Lộc
TỔNG CỤC THI HÀNH ÁN DÂN SỰ|CỤC THI HÀNH ÁN DÂN SỰ|TỈNH QUẢNG NGÃI|Cục Thi hành án dân sự tỉnh Quảng Ngãi;Tổng cục Thi hành án dân sự;province;Quảng Ngãi
TỔNG CỤC THUẾ|CỤC THUẾ TỈNH QUẢNG NGÃI|Cục Thuế tỉnh Quảng Ngãi;Tổng cục Thuế;province;Quảng Ngãi
CỤC THUẾ TỈNH QUẢNG NGÃI|CHI CỤC THUẾ KHU VỰC|SƠN TỊNH - BÌNH SƠN|Chi cục Thuế khu vực Sơn Tịnh - Bình Sơn;Cục Thuế tỉnh Quảng Ngãi;;Sơn Tịnh
TỔNG CỤC HẢI QUAN|CỤC HẢI QUAN TỈNH CAO BẰNG|Cục Hải quan tỉnh Cao Bằng;Tổng cục Hải quan;province;Cao Bằng
KHO BẠC NHÀ NƯỚC QUẢNG NGÃI|KHO BẠC NHÀ NƯỚC TÂN LỘC|Kho bạc Nhà nước Tân Lộc;Kho bạc Nhà nước Quảng Ngãi;;Tân Lộc
TẬP ĐOÀN DẦU KHÍ VIỆT NAM|TỔNG CÔNG TY KHÍ VIỆT NAM - CTCP|Tổng công ty Khí Việt Nam - Công ty Cổ phần;Tập đoàn Dầu khí Việt Nam;organization;Thành phố Hồ Chí Minh
TỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC|CÔNG TY ĐIỆN LỰC HƯNG YÊN|Công ty Điện lực Hưng Yên;Tổng công ty Điện lực miền Bắc;organization;Hưng Yên
CÔNG TY CỔ PHẦN CẤP NƯỚC|HƯNG YÊN|Công ty Cổ phần Cấp nước Hưng Yên;;organization;Hưng Yên
UBND TỈNH HƯNG YÊN|CÔNG TY TNHH MTV THỦY LỢI|HƯNG YÊN|Công ty Trách nhiệm hữu hạn Một thành viên Thủy lợi Hưng Yên;Ủy ban nhân dân tỉnh Hưng Yên;organization;Hưng Yên
VĂN PHÒNG CHÍNH PHỦ|Văn phòng Chính phủ;;central;Hà Nội
CHÍNH PHỦ|Chính phủ;;central;Hà Nội
THỦ TƯỚNG CHÍNH PHỦ|Thủ tướng Chính phủ;;central;Hà Nội
CHỦ TỊCH NƯỚC|Chủ tịch nước;;central;Hà Nội
ỦY BAN TRUNG ƯƠNG|MẶT TRẬN TỔ QUỐC VIỆT NAM|Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam;;organization;Hà Nội
ĐOÀN ĐẠI BIỂU QUỐC HỘI|TỈNH HƯNG YÊN|Đoàn đại biểu Quốc hội tỉnh Hưng Yên;;province;Hưng Yên
TỔ CÔNG TÁC TRIỂN KHAI ĐỀ ÁN 06|TỈNH HƯNG YÊN|Tổ công tác Triển khai Đề án 06 tỉnh Hưng Yên;;province;Hưng Yên
UBND TỈNH HƯNG YÊN|ĐOÀN KIỂM TRA LIÊN NGÀNH|Đoàn kiểm tra liên ngành tỉnh Hưng Yên;Ủy ban nhân dân tỉnh Hưng Yên;province;Hưng Yên
BẢO HIỂM XÃ HỘI VIỆT NAM|BẢO HIỂM XÃ HỘI TỈNH HƯNG YÊN|Bảo hiểm xã hội tỉnh Hưng Yên;Bảo hiểm xã hội Việt Nam;province;Hưng Yên
SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG|CHI CỤC TRỒNG TRỌT|VÀ BẢO VỆ THỰC VẬT|Chi cục Trồng trọt và Bảo vệ thực vật tỉnh Hưng Yên;Sở Nông nghiệp và Môi trường tỉnh Hưng Yên;province;Hưng Yên
UBND TỈNH HƯNG YÊN|SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG|Sở Nông nghiệp và Môi trường tỉnh Hưng Yên;Ủy ban nhân dân tỉnh Hưng Yên;province;Hưng Yên
UBND TP. HẢI PHÒNG|SỞ LAO ĐỘNG - TB&XH|Sở Lao động - Thương binh và Xã hội thành phố Hải Phòng;Ủy ban nhân dân thành phố Hải Phòng;province;Hải Phòng
UBND TP HỒ CHÍ MINH|SỞ DU LỊCH|Sở Du lịch thành phố Hồ Chí Minh;Ủy ban nhân dân thành phố Hồ Chí Minh;province;Thành phố Hồ Chí Minh
SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH|BẢO TÀNG HƯNG YÊN|Bảo tàng Hưng Yên;Sở Văn hóa, Thể thao và Du lịch tỉnh Hưng Yên;;Hưng Yên
SỞ VHTTDL HƯNG YÊN|THƯ VIỆN TỈNH|Thư viện tỉnh Hưng Yên;Sở Văn hóa, Thể thao và Du lịch Hưng Yên;province;Hưng Yên
BAN QUẢN LÝ KHU KINH TẾ DUNG QUẤT|VÀ CÁC KHU CÔNG NGHIỆP QUẢNG NGÃI|Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp Quảng Ngãi;;province;Quảng Ngãi
UBND HUYỆN TÂN LỘC|BAN QUẢN LÝ RỪNG PHÒNG HỘ|Ban Quản lý rừng phòng hộ huyện Tân Lộc;Ủy ban nhân dân huyện Tân Lộc;district;Tân Lộc
UBND THỊ TRẤN PHỐ MỚI|Ủy ban nhân dân thị trấn Phố Mới;;commune;Phố Mới
ỦY BAN NHÂN DÂN|TỈNH BÀ RỊA - VŨNG TÀU|Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu;;province;Bà Rịa
ỦY BAN NHÂN DÂN|THÀNH PHỐ THỦ ĐỨC|Ủy ban nhân dân thành phố Thủ Đức;;district;Thủ Đức
TỈNH ỦY AN GIANG|BAN CHỈ ĐẠO THỰC HIỆN|QUY CHẾ DÂN CHỦ Ở CƠ SỞ|Ban Chỉ đạo Thực hiện quy chế dân chủ ở cơ sở Tỉnh ủy An Giang;Tỉnh ủy An Giang;party;Long Xuyên
BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM|VÀ XÂY DỰNG PHONG TRÀO TOÀN DÂN|BẢO VỆ ANTQ TỈNH AN GIANG|Ban Chỉ đạo Phòng, chống tội phạm và Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc tỉnh An Giang;;province;Long Xuyên
UBND TỈNH AN GIANG|BAN CHỈ ĐẠO 138|Ban Chỉ đạo 138 tỉnh An Giang;Ủy ban nhân dân tỉnh An Giang;province;Long Xuyên
UBND HUYỆN TRÀ KHÊ|BAN VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ|Ban Vì sự tiến bộ của phụ nữ huyện Trà Khê;Ủy ban nhân dân huyện Trà Khê;district;Trà Khê
UBND TỈNH AN GIANG|HỘI ĐỒNG XÉT TẶNG DANH HIỆU|NGHỆ NHÂN ƯU TÚ|Hội đồng Xét tặng danh hiệu nghệ nhân ưu tú tỉnh An Giang;Ủy ban nhân dân tỉnh An Giang;province;Long Xuyên
UBND TỈNH AN GIANG|HỘI ĐỒNG THI TUYỂN CÔNG CHỨC|Hội đồng Thi tuyển công chức tỉnh An Giang;Ủy ban nhân dân tỉnh An Giang;province;Long Xuyên
UBND XÃ PHÚ LÂM|HỘI ĐỒNG PHỔ BIẾN,|GIÁO DỤC PHÁP LUẬT|Hội đồng Phổ biến, giáo dục pháp luật xã Phú Lâm;Ủy ban nhân dân xã Phú Lâm;commune;Phú Lâm
UBND XÃ PHÚ LÂM|BAN GIÁM SÁT ĐẦU TƯ|CỦA CỘNG ĐỒNG|Ban Giám sát đầu tư của cộng đồng xã Phú Lâm;Ủy ban nhân dân xã Phú Lâm;commune;Phú Lâm
ỦY BAN QUỐC GIA VỀ CHUYỂN ĐỔI SỐ|Ủy ban Quốc gia về Chuyển đổi số;;central;Hà Nội
ỦY BAN QUỐC GIA ỨNG PHÓ SỰ CỐ,|THIÊN TAI VÀ TÌM KIẾM CỨU NẠN|Ủy ban Quốc gia Ứng phó sự cố, thiên tai và Tìm kiếm cứu nạn;;central;Hà Nội
HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG|TRUNG ƯƠNG|Hội đồng Thi đua - Khen thưởng Trung ương;;central;Hà Nội
BAN CHỈ ĐẠO TRUNG ƯƠNG|CÁC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA|Ban Chỉ đạo Trung ương các chương trình mục tiêu quốc gia;;central;Hà Nội
BỘ XÂY DỰNG|CỤC HẠ TẦNG KỸ THUẬT|Cục Hạ tầng kỹ thuật;Bộ Xây dựng;central;Hà Nội
BỘ XÂY DỰNG|VỤ VẬT LIỆU XÂY DỰNG|Vụ Vật liệu xây dựng;Bộ Xây dựng;central;Hà Nội
BỘ TÀI CHÍNH|VỤ TỔ CHỨC CÁN BỘ|Vụ Tổ chức cán bộ;Bộ Tài chính;central;Hà Nội
BỘ KHOA HỌC VÀ CÔNG NGHỆ|CỤC TẦN SỐ VÔ TUYẾN ĐIỆN|Cục Tần số vô tuyến điện;Bộ Khoa học và Công nghệ;central;Hà Nội
BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH|CỤC VĂN HÓA CƠ SỞ, GIA ĐÌNH|VÀ THƯ VIỆN|Cục Văn hóa cơ sở, Gia đình và Thư viện;Bộ Văn hóa, Thể thao và Du lịch;central;Hà Nội
BỘ NỘI VỤ|CỤC VIỆC LÀM|Cục Việc làm;Bộ Nội vụ;central;Hà Nội
BỘ CÔNG THƯƠNG|TỔNG CỤC QUẢN LÝ THỊ TRƯỜNG|Tổng cục Quản lý thị trường;Bộ Công Thương;central;Hà Nội
TỔNG CỤC QUẢN LÝ THỊ TRƯỜNG|CỤC QUẢN LÝ THỊ TRƯỜNG|TỈNH AN GIANG|Cục Quản lý thị trường tỉnh An Giang;Tổng cục Quản lý thị trường;province;Long Xuyên
UBND TỈNH AN GIANG|SỞ DÂN TỘC VÀ TÔN GIÁO|Sở Dân tộc và Tôn giáo tỉnh An Giang;Ủy ban nhân dân tỉnh An Giang;province;Long Xuyên
SỞ NỘI VỤ AN GIANG|BAN THI ĐUA - KHEN THƯỞNG|Ban Thi đua - Khen thưởng tỉnh An Giang;Sở Nội vụ An Giang;province;Long Xuyên
SỞ TNMT TỈNH AN GIANG|VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI|Văn phòng Đăng ký đất đai tỉnh An Giang;Sở Tài nguyên và Môi trường tỉnh An Giang;province;Long Xuyên
SỞ NN&PTNT AN GIANG|CHI CỤC KIỂM LÂM|Chi cục Kiểm lâm tỉnh An Giang;Sở Nông nghiệp và Phát triển nông thôn An Giang;province;Long Xuyên
CHI CỤC KIỂM LÂM TỈNH AN GIANG|HẠT KIỂM LÂM LIÊN HUYỆN|TRI TÔN - TỊNH BIÊN|Hạt Kiểm lâm liên huyện Tri Tôn - Tịnh Biên;Chi cục Kiểm lâm tỉnh An Giang;;Tri Tôn
SỞ LAO ĐỘNG - TB VÀ XH|TỈNH AN GIANG|TRUNG TÂM DỊCH VỤ VIỆC LÀM|Trung tâm Dịch vụ việc làm tỉnh An Giang;Sở Lao động - Thương binh và Xã hội tỉnh An Giang;province;Long Xuyên
SỞ Y TẾ AN GIANG|TRUNG TÂM CẤP CỨU 115|Trung tâm Cấp cứu 115 tỉnh An Giang;Sở Y tế An Giang;province;Long Xuyên
SỞ Y TẾ AN GIANG|CHI CỤC DÂN SỐ - KHHGĐ|Chi cục Dân số - Kế hoạch hóa gia đình tỉnh An Giang;Sở Y tế An Giang;province;Long Xuyên
SỞ TƯ PHÁP AN GIANG|TRUNG TÂM DỊCH VỤ|ĐẤU GIÁ TÀI SẢN|Trung tâm Dịch vụ đấu giá tài sản tỉnh An Giang;Sở Tư pháp An Giang;province;Long Xuyên
SỞ GIAO THÔNG VẬN TẢI|TRUNG TÂM QUẢN LÝ VÀ ĐIỀU HÀNH|VẬN TẢI HÀNH KHÁCH CÔNG CỘNG|Trung tâm Quản lý và Điều hành vận tải hành khách công cộng thành phố Hà Nội;Sở Giao thông vận tải thành phố Hà Nội;province;Hà Nội
SỞ KH&CN TỈNH AN GIANG|TRUNG TÂM KỸ THUẬT TIÊU CHUẨN|ĐO LƯỜNG CHẤT LƯỢNG|Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng tỉnh An Giang;Sở Khoa học và Công nghệ tỉnh An Giang;province;Long Xuyên
UBND TỈNH AN GIANG|TRƯỜNG ĐẠI HỌC KIÊN HẢI|Trường Đại học Kiên Hải;Ủy ban nhân dân tỉnh An Giang;organization;Rạch Giá
UBND HUYỆN TRÀ KHÊ|TRƯỜNG PTDTBT TIỂU HỌC PHÌN HỒ|Trường Phổ thông dân tộc bán trú Tiểu học Phìn Hồ;Ủy ban nhân dân huyện Trà Khê;organization;Trà Khê
UBND QUẬN HẢI AN|TRƯỜNG MẦM NON|HOA PHƯỢNG ĐỎ|Trường Mầm non Hoa Phượng Đỏ;Ủy ban nhân dân quận Hải An;organization;Hải An
SỞ GD&ĐT THÀNH PHỐ HÀ NỘI|TRƯỜNG THPT KIM LIÊN|TỔ NGỮ VĂN|Tổ Ngữ văn;Trường Trung học phổ thông Kim Liên;organization;Hà Nội
ĐẠI HỌC HUẾ|TRƯỜNG ĐẠI HỌC NÔNG LÂM|Trường Đại học Nông Lâm;Đại học Huế;organization;Huế
ĐẠI HỌC BÁCH KHOA HÀ NỘI|TRƯỜNG CƠ KHÍ|Trường Cơ khí;Đại học Bách khoa Hà Nội;organization;Hà Nội
HỌC VIỆN NÔNG NGHIỆP VIỆT NAM|KHOA CÔNG NGHỆ SINH HỌC|Khoa Công nghệ sinh học;Học viện Nông nghiệp Việt Nam;organization;Hà Nội
BỘ Y TẾ|BỆNH VIỆN TRUNG ƯƠNG HUẾ|Bệnh viện Trung ương Huế;Bộ Y tế;;Huế
SỞ Y TẾ TP. HỒ CHÍ MINH|BỆNH VIỆN TAI MŨI HỌNG|Bệnh viện Tai Mũi Họng thành phố Hồ Chí Minh;Sở Y tế thành phố Hồ Chí Minh;province;Thành phố Hồ Chí Minh
QUÂN KHU 9|BỘ CHQS TỈNH AN GIANG|Bộ Chỉ huy quân sự tỉnh An Giang;Quân khu 9;province;Long Xuyên
BỘ TƯ LỆNH BỘ ĐỘI BIÊN PHÒNG|BỘ CHỈ HUY BĐBP TỈNH AN GIANG|Bộ Chỉ huy Bộ đội Biên phòng tỉnh An Giang;Bộ Tư lệnh Bộ đội Biên phòng;province;Long Xuyên
CÔNG AN TỈNH AN GIANG|CÔNG AN ĐẶC KHU PHÚ QUỐC|Công an đặc khu Phú Quốc;Công an tỉnh An Giang;commune;Phú Quốc
CÔNG AN TỈNH AN GIANG|VĂN PHÒNG CƠ QUAN|CẢNH SÁT ĐIỀU TRA|Văn phòng Cơ quan Cảnh sát điều tra tỉnh An Giang;Công an tỉnh An Giang;province;Long Xuyên
ĐẢNG BỘ TỈNH AN GIANG|HUYỆN ỦY TRÀ KHÊ|Huyện ủy Trà Khê;Đảng bộ tỉnh An Giang;party;Trà Khê
HUYỆN ỦY TRÀ KHÊ|ĐẢNG ỦY XÃ PHÚ LÂM|Đảng ủy xã Phú Lâm;Huyện ủy Trà Khê;party;Phú Lâm
ĐẢNG ỦY XÃ PHÚ LÂM|CHI BỘ ẤP BÌNH HÒA|Chi bộ ấp Bình Hòa;Đảng ủy xã Phú Lâm;party;Phú Lâm
ĐẢNG ỦY XÃ PHÚ LÂM|ỦY BAN KIỂM TRA|Ủy ban Kiểm tra Đảng ủy xã Phú Lâm;Đảng ủy xã Phú Lâm;party;Phú Lâm
BAN CHẤP HÀNH TRUNG ƯƠNG|ỦY BAN KIỂM TRA|Ủy ban Kiểm tra Trung ương;Ban Chấp hành Trung ương;party;Hà Nội
BỘ CHÍNH TRỊ|Bộ Chính trị;;party;Hà Nội
BAN BÍ THƯ|Ban Bí thư;;party;Hà Nội
ĐẢNG BỘ KHỐI DOANH NGHIỆP|ĐẢNG ỦY CÔNG TY THAN MẠO KHÊ|Đảng ủy Công ty Than Mạo Khê;Đảng bộ Khối Doanh nghiệp;party;Quảng Ninh
HỘI LHPN TỈNH AN GIANG|HỘI LHPN HUYỆN TRÀ KHÊ|Hội Liên hiệp Phụ nữ huyện Trà Khê;Hội Liên hiệp Phụ nữ tỉnh An Giang;organization;Trà Khê
HỘI CCB TỈNH AN GIANG|HỘI CCB XÃ PHÚ LÂM|Hội Cựu chiến binh xã Phú Lâm;Hội Cựu chiến binh tỉnh An Giang;organization;Phú Lâm
LIÊN ĐOÀN LAO ĐỘNG TỈNH AN GIANG|LIÊN ĐOÀN LAO ĐỘNG HUYỆN TRÀ KHÊ|Liên đoàn Lao động huyện Trà Khê;Liên đoàn Lao động tỉnh An Giang;organization;Trà Khê
LIÊN ĐOÀN BÓNG ĐÁ VIỆT NAM|Liên đoàn Bóng đá Việt Nam;;organization;Hà Nội
HỘI SINH VIÊN VIỆT NAM|BCH TRƯỜNG ĐẠI HỌC CẦN THƠ|Ban Chấp hành Trường Đại học Cần Thơ;Hội Sinh viên Việt Nam;organization;Cần Thơ
HỘI KẾ HOẠCH HÓA GIA ĐÌNH|TỈNH AN GIANG|Hội Kế hoạch hóa gia đình tỉnh An Giang;;organization;Long Xuyên
HIỆP HỘI DU LỊCH TỈNH AN GIANG|Hiệp hội Du lịch tỉnh An Giang;;organization;Long Xuyên
QUỸ BẢO TRỢ TRẺ EM|TỈNH AN GIANG|Quỹ Bảo trợ trẻ em tỉnh An Giang;;province;Long Xuyên
TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM|TỔNG CÔNG TY ĐIỆN LỰC MIỀN NAM|Tổng công ty Điện lực miền Nam;Tập đoàn Điện lực Việt Nam;organization;Thành phố Hồ Chí Minh
TỔNG CÔNG TY LƯƠNG THỰC MIỀN NAM|CÔNG TY LƯƠNG THỰC AN GIANG|Công ty Lương thực An Giang;Tổng công ty Lương thực miền Nam;organization;Long Xuyên
CÔNG TY CỔ PHẦN ĐẦU TƯ|VÀ XÂY DỰNG HỒNG LAM|Công ty Cổ phần Đầu tư và Xây dựng Hồng Lam;;organization;Long Xuyên
CÔNG TY TNHH THƯƠNG MẠI - DỊCH VỤ|MINH KHANG|Công ty Trách nhiệm hữu hạn Thương mại - Dịch vụ Minh Khang;;organization;Long Xuyên
NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM|CHI NHÁNH AN GIANG|Ngân hàng Thương mại Cổ phần Ngoại thương Việt Nam - Chi nhánh An Giang;Ngân hàng Thương mại Cổ phần Ngoại thương Việt Nam;;Long Xuyên
VIỄN THÔNG AN GIANG|TRUNG TÂM VIỄN THÔNG TRÀ KHÊ|Trung tâm Viễn thông Trà Khê;Viễn thông An Giang;;Trà Khê
ĐÀI PHÁT THANH VÀ TRUYỀN HÌNH|AN GIANG|Đài Phát thanh và Truyền hình An Giang;;;Long Xuyên
UBND TỈNH AN GIANG|BÁO VÀ PHÁT THANH, TRUYỀN HÌNH|Báo và Phát thanh, Truyền hình tỉnh An Giang;Ủy ban nhân dân tỉnh An Giang;;Long Xuyên
KIỂM TOÁN NHÀ NƯỚC|VĂN PHÒNG|Văn phòng Kiểm toán nhà nước;Kiểm toán nhà nước;central;Hà Nội
VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO|Viện kiểm sát nhân dân tối cao;;central;Hà Nội
VKSND TỈNH AN GIANG|VKSND KHU VỰC 2|Viện kiểm sát nhân dân khu vực 2;Viện kiểm sát nhân dân tỉnh An Giang;;Long Xuyên
TAND TỈNH AN GIANG|TAND HUYỆN TRÀ KHÊ|Tòa án nhân dân huyện Trà Khê;Tòa án nhân dân tỉnh An Giang;district;Trà Khê
CỤC THADS TỈNH AN GIANG|CHI CỤC THADS HUYỆN TRÀ KHÊ|Chi cục Thi hành án dân sự huyện Trà Khê;Cục Thi hành án dân sự tỉnh An Giang;district;Trà Khê
HĐND TỈNH AN GIANG|THƯỜNG TRỰC HĐND|Thường trực Hội đồng nhân dân tỉnh An Giang;Hội đồng nhân dân tỉnh An Giang;province;Long Xuyên
ĐOÀN ĐBQH VÀ HĐND TỈNH AN GIANG|VĂN PHÒNG|Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh An Giang;Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh An Giang;province;Long Xuyên
UBND PHƯỜNG LONG BÌNH|PHÒNG KINH TẾ, HẠ TẦNG|VÀ ĐÔ THỊ|Phòng Kinh tế, Hạ tầng và Đô thị phường Long Bình;Ủy ban nhân dân phường Long Bình;commune;Long Bình
UBND PHƯỜNG LONG BÌNH|BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG|Ban Quản lý dự án đầu tư xây dựng phường Long Bình;Ủy ban nhân dân phường Long Bình;commune;Long Bình
UBND PHƯỜNG LONG BÌNH|BAN ĐIỀU HÀNH KHU PHỐ 3|Ban điều hành khu phố 3 phường Long Bình;Ủy ban nhân dân phường Long Bình;commune;Long Bình
UBND XÃ PHÚ LÂM|TRẠM Y TẾ|Trạm Y tế xã Phú Lâm;Ủy ban nhân dân xã Phú Lâm;commune;Phú Lâm
UBND XÃ PHÚ LÂM|TRUNG TÂM VĂN HÓA - THỂ THAO|VÀ HỌC TẬP CỘNG ĐỒNG|Trung tâm Văn hóa - Thể thao và Học tập cộng đồng xã Phú Lâm;Ủy ban nhân dân xã Phú Lâm;commune;Phú Lâm
UBND XÃ PHÚ LÂM|TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG|Tổ công nghệ số cộng đồng xã Phú Lâm;Ủy ban nhân dân xã Phú Lâm;commune;Phú Lâm
THÀNH PHỐ HÀ NỘI|ỦY BAN NHÂN DÂN|Ủy ban nhân dân thành phố Hà Nội;;province;Hà Nội
ỦY BAN NHÂN DÂN|THÀNH PHỐ ĐÀ NẴNG|VĂN PHÒNG|Văn phòng Ủy ban nhân dân thành phố Đà Nẵng;Ủy ban nhân dân thành phố Đà Nẵng;province;Đà Nẵng
SỞ XÂY DỰNG THÀNH PHỐ ĐÀ NẴNG|THANH TRA SỞ|Thanh tra Sở Xây dựng thành phố Đà Nẵng;Sở Xây dựng thành phố Đà Nẵng;province;Đà Nẵng
SỞ Y TẾ TỈNH SƠN LA|BỆNH VIỆN ĐA KHOA KHU VỰC MỘC LĂNG|Bệnh viện Đa khoa khu vực Mộc Lăng;Sở Y tế tỉnh Sơn La;;Mộc Lăng
BỘ Y TẾ|BỆNH VIỆN PHỤC HỒI CHỨC NĂNG|TRUNG ƯƠNG|Bệnh viện Phục hồi chức năng Trung ương;Bộ Y tế;;Sầm Sơn
BỆNH VIỆN ĐA KHOA|HUYỆN SÔNG LŨNG|Bệnh viện Đa khoa huyện Sông Lũng;;district;Sông Lũng
CÔNG TY CỔ PHẦN|BỆNH VIỆN QUỐC TẾ HOA SEN|Công ty Cổ phần Bệnh viện Quốc tế Hoa Sen;;organization;Vinh
SỞ Y TẾ ĐỒNG THÁP|TRUNG TÂM PHÁP Y|Trung tâm Pháp y tỉnh Đồng Tháp;Sở Y tế Đồng Tháp;province;Cao Lãnh
SỞ Y TẾ TỈNH LONG AN|TRUNG TÂM GIÁM ĐỊNH Y KHOA|Trung tâm Giám định y khoa tỉnh Long An;Sở Y tế tỉnh Long An;province;Tân An
TRUNG TÂM Y TẾ HUYỆN SÔNG LŨNG|KHOA KIỂM SOÁT BỆNH TẬT|VÀ HIV/AIDS|Khoa Kiểm soát bệnh tật và HIV/AIDS;Trung tâm Y tế huyện Sông Lũng;;Sông Lũng
LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG LŨNG|CÔNG ĐOÀN TRƯỜNG TIỂU HỌC BẢN LẦU|Công đoàn Trường Tiểu học Bản Lầu;Liên đoàn Lao động huyện Sông Lũng;organization;Bản Lầu
CÔNG ĐOÀN Y TẾ VIỆT NAM|CÔNG ĐOÀN NGÀNH Y TẾ QUẢNG TRỊ|Công đoàn ngành Y tế Quảng Trị;Công đoàn Y tế Việt Nam;organization;Đông Hà
LĐLĐ TỈNH LONG AN|CÔNG ĐOÀN CÔNG TY TNHH MAY NAM HẢI|Công đoàn Công ty Trách nhiệm hữu hạn May Nam Hải;Liên đoàn Lao động tỉnh Long An;organization;Bến Lức
CÔNG ĐOÀN XÂY DỰNG VIỆT NAM|CÔNG ĐOÀN TỔNG CÔNG TY SÔNG HỒNG|Công đoàn Tổng công ty Sông Hồng;Công đoàn Xây dựng Việt Nam;organization;Hà Nội
LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ GIANG|BAN NỮ CÔNG|Ban Nữ công Liên đoàn Lao động tỉnh Hà Giang;Liên đoàn Lao động tỉnh Hà Giang;organization;Hà Giang
CÔNG TY CỔ PHẦN|CẤP THOÁT NƯỚC VÀ MÔI TRƯỜNG|SÔNG LŨNG|Công ty Cổ phần Cấp thoát nước và Môi trường Sông Lũng;;organization;Sông Lũng
CÔNG TY TNHH MTV|ĐÔ THỊ VÀ MÔI TRƯỜNG TRÀ KHÊ|Công ty Trách nhiệm hữu hạn Một thành viên Đô thị và Môi trường Trà Khê;;organization;Trà Khê
NÔNG TRƯỜNG CHÈ SÔNG LŨNG|Nông trường Chè Sông Lũng;;organization;Sông Lũng
LIÊN HIỆP HỢP TÁC XÃ|THƯƠNG MẠI ĐẠI AN|Liên hiệp Hợp tác xã Thương mại Đại An;;organization;Cần Thơ
DOANH NGHIỆP TƯ NHÂN|XĂNG DẦU HỒNG PHÁT|Doanh nghiệp tư nhân Xăng dầu Hồng Phát;;organization;Trà Khê
TẬP ĐOÀN CÔNG NGHIỆP CAO SU VIỆT NAM|CÔNG TY CỔ PHẦN CAO SU HÒA LONG|Công ty Cổ phần Cao su Hòa Long;Tập đoàn Công nghiệp Cao su Việt Nam;organization;Đồng Xoài
BỘ GIÁO DỤC VÀ ĐÀO TẠO|NHÀ XUẤT BẢN GIÁO DỤC VIỆT NAM|Nhà xuất bản Giáo dục Việt Nam;Bộ Giáo dục và Đào tạo;;Hà Nội
BAN QUẢN TRỊ NHÀ CHUNG CƯ|HOÀNG LONG|Ban Quản trị nhà chung cư Hoàng Long;;;Hà Nội
GIÁO HỘI PHẬT GIÁO VIỆT NAM|BAN TRỊ SỰ TỈNH LONG AN|Ban Trị sự tỉnh Long An;Giáo hội Phật giáo Việt Nam;organization;Tân An
CÂU LẠC BỘ HƯU TRÍ|PHƯỜNG BỒ ĐỀ|Câu lạc bộ Hưu trí phường Bồ Đề;;;Bồ Đề
HỘI VĂN HỌC NGHỆ THUẬT TỈNH SƠN LA|TẠP CHÍ SUỐI REO|Tạp chí Suối Reo;Hội Văn học Nghệ thuật tỉnh Sơn La;;Sơn La
BÁO NÔNG NGHIỆP VÀ MÔI TRƯỜNG|Báo Nông nghiệp và Môi trường;;;Hà Nội
ĐÀI TIẾNG NÓI VIỆT NAM|CƠ QUAN THƯỜNG TRÚ|KHU VỰC TÂY BẮC|Cơ quan Thường trú khu vực Tây Bắc;Đài Tiếng nói Việt Nam;;Sơn La
BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH|NHÀ HÁT TUỒNG VIỆT NAM|Nhà hát Tuồng Việt Nam;Bộ Văn hóa, Thể thao và Du lịch;;Hà Nội
UBND HUYỆN SÔNG LŨNG|TRUNG TÂM DỊCH VỤ NÔNG NGHIỆP|Trung tâm Dịch vụ nông nghiệp huyện Sông Lũng;Ủy ban nhân dân huyện Sông Lũng;district;Sông Lũng
UBND THÀNH PHỐ BẮC HÀ|ĐỘI THANH TRA XÂY DỰNG|Đội Thanh tra xây dựng thành phố Bắc Hà;Ủy ban nhân dân thành phố Bắc Hà;;Bắc Hà
UBND QUẬN BÌNH AN|BAN BỒI THƯỜNG|GIẢI PHÓNG MẶT BẰNG|Ban Bồi thường giải phóng mặt bằng quận Bình An;Ủy ban nhân dân quận Bình An;district;Bình An
UBND TỈNH QUẢNG TRỊ|BAN DÂN TỘC|Ban Dân tộc tỉnh Quảng Trị;Ủy ban nhân dân tỉnh Quảng Trị;province;Đông Hà
UBND TỈNH LÂM ĐỒNG|BAN CHỈ ĐẠO CHỐNG BUÔN LẬU,|GIAN LẬN THƯƠNG MẠI VÀ HÀNG GIẢ|Ban Chỉ đạo Chống buôn lậu, gian lận thương mại và hàng giả tỉnh Lâm Đồng;Ủy ban nhân dân tỉnh Lâm Đồng;province;Đà Lạt
BAN CHỈ ĐẠO PHÒNG THỦ DÂN SỰ|XÃ BẢN LẦU|Ban Chỉ đạo Phòng thủ dân sự xã Bản Lầu;;commune;Bản Lầu
UBND PHƯỜNG BỒ ĐỀ|BAN BẢO VỆ DÂN PHỐ|Ban Bảo vệ dân phố phường Bồ Đề;Ủy ban nhân dân phường Bồ Đề;commune;Bồ Đề
QUỐC HỘI|HỘI ĐỒNG DÂN TỘC|Hội đồng Dân tộc;Quốc hội;central;Hà Nội
BỘ NỘI VỤ|THANH TRA BỘ|Thanh tra Bộ Nội vụ;Bộ Nội vụ;central;Hà Nội
BỘ Y TẾ|VĂN PHÒNG BỘ|Văn phòng Bộ Y tế;Bộ Y tế;central;Hà Nội
BỘ NGOẠI GIAO|TỔNG LÃNH SỰ QUÁN VIỆT NAM|TẠI QUẢNG CHÂU|Tổng Lãnh sự quán Việt Nam tại Quảng Châu;Bộ Ngoại giao;central;Quảng Châu
BỘ LĐTBXH|TỔNG CỤC GIÁO DỤC NGHỀ NGHIỆP|Tổng cục Giáo dục nghề nghiệp;Bộ Lao động - Thương binh và Xã hội;central;Hà Nội
BỘ TN&MT|TỔNG CỤC QUẢN LÝ ĐẤT ĐAI|Tổng cục Quản lý đất đai;Bộ Tài nguyên và Môi trường;central;Hà Nội
BỘ NN&PTNT|VIỆN KHOA HỌC THỦY LỢI VIỆT NAM|Viện Khoa học Thủy lợi Việt Nam;Bộ Nông nghiệp và Phát triển nông thôn;;Hà Nội
BHXH TỈNH LONG AN|BHXH HUYỆN SÔNG LŨNG|Bảo hiểm xã hội huyện Sông Lũng;Bảo hiểm xã hội tỉnh Long An;district;Sông Lũng
NGÂN HÀNG CHÍNH SÁCH XÃ HỘI|PHÒNG GIAO DỊCH HUYỆN SÔNG LŨNG|Phòng Giao dịch huyện Sông Lũng;Ngân hàng Chính sách xã hội;;Sông Lũng
BAN ĐẠI DIỆN HĐQT NHCSXH|HUYỆN SÔNG LŨNG|Ban Đại diện Hội đồng quản trị Ngân hàng Chính sách xã hội huyện Sông Lũng;;;Sông Lũng
SƯ ĐOÀN 968|TIỂU ĐOÀN 17|Tiểu đoàn 17;Sư đoàn 968;;Đông Hà
BỘ CHỈ HUY BĐBP TỈNH SƠN LA|ĐỒN BIÊN PHÒNG CHIỀNG LAO|Đồn Biên phòng Chiềng Lao;Bộ Chỉ huy Bộ đội Biên phòng tỉnh Sơn La;;Chiềng Lao
CÔNG AN HUYỆN SÔNG LŨNG|ĐỘI CẢNH SÁT GIAO THÔNG - TRẬT TỰ|Đội Cảnh sát giao thông - trật tự huyện Sông Lũng;Công an huyện Sông Lũng;district;Sông Lũng
CÔNG AN TỈNH SƠN LA|TRẠI TẠM GIAM SỐ 1|Trại tạm giam số 1;Công an tỉnh Sơn La;;Sơn La
BỘ CÔNG AN|CỤC CẢNH SÁT PCCC VÀ CNCH|Cục Cảnh sát phòng cháy chữa cháy và cứu nạn, cứu hộ;Bộ Công an;central;Hà Nội
TAND CẤP CAO TẠI HÀ NỘI|VĂN PHÒNG|Văn phòng Tòa án nhân dân cấp cao tại Hà Nội;Tòa án nhân dân cấp cao tại Hà Nội;central;Hà Nội
SỞ TƯ PHÁP TỈNH SƠN LA|PHÒNG CÔNG CHỨNG SỐ 2|Phòng Công chứng số 2 tỉnh Sơn La;Sở Tư pháp tỉnh Sơn La;province;Sơn La
VĂN PHÒNG THỪA PHÁT LẠI|SÔNG LŨNG|Văn phòng Thừa phát lại Sông Lũng;;organization;Sông Lũng
HỌC VIỆN CHÍNH TRỊ KHU VỰC I|KHOA XÂY DỰNG ĐẢNG|Khoa Xây dựng Đảng;Học viện Chính trị khu vực I;organization;Hà Nội
TRƯỜNG CAO ĐẲNG NGHỀ|SÔNG LŨNG|Trường Cao đẳng nghề Sông Lũng;;organization;Sông Lũng
SỞ GIÁO DỤC VÀ ĐÀO TẠO|TỈNH SƠN LA|TRUNG TÂM GDTX TỈNH|Trung tâm Giáo dục thường xuyên tỉnh Sơn La;Sở Giáo dục và Đào tạo tỉnh Sơn La;;Sơn La
UBND HUYỆN SÔNG LŨNG|TRƯỜNG PTDTNT THCS BẢN LẦU|Trường Phổ thông dân tộc nội trú Trung học cơ sở Bản Lầu;Ủy ban nhân dân huyện Sông Lũng;organization;Bản Lầu
TRƯỜNG LIÊN CẤP TIỂU HỌC - THCS|ÁNH SAO|Trường Liên cấp Tiểu học - Trung học cơ sở Ánh Sao;;organization;Hà Nội
ĐẠI HỌC ĐÀ NẴNG|VIỆN NGHIÊN CỨU VÀ ĐÀO TẠO|VIỆT - ANH|Viện Nghiên cứu và Đào tạo Việt - Anh;Đại học Đà Nẵng;organization;Đà Nẵng
TRƯỜNG ĐẠI HỌC Y DƯỢC THÁI BÌNH|TRUNG TÂM KHẢO THÍ VÀ|ĐẢM BẢO CHẤT LƯỢNG|Trung tâm Khảo thí và Đảm bảo chất lượng;Trường Đại học Y Dược Thái Bình;organization;Thái Bình
ĐẢNG BỘ TỈNH SƠN LA|ĐẢNG ỦY XÃ BẢN LẦU|Đảng ủy xã Bản Lầu;Đảng bộ tỉnh Sơn La;party;Bản Lầu
ĐẢNG ỦY XÃ BẢN LẦU|BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ|Ban Chỉ đạo Chuyển đổi số Đảng ủy xã Bản Lầu;Đảng ủy xã Bản Lầu;party;Bản Lầu
ĐẢNG BỘ BỘ NỘI VỤ|ĐẢNG ỦY CỤC VIỆC LÀM|Đảng ủy Cục Việc làm;Đảng bộ Bộ Nội vụ;party;Hà Nội
THÀNH ỦY HÀ NỘI|BAN TUYÊN GIÁO VÀ DÂN VẬN|Ban Tuyên giáo và Dân vận Thành ủy Hà Nội;Thành ủy Hà Nội;party;Hà Nội
ĐẢNG ỦY KHỐI DOANH NGHIỆP|TRUNG ƯƠNG|Đảng ủy Khối Doanh nghiệp Trung ương;;party;Hà Nội
BCH ĐẢNG BỘ HUYỆN SÔNG LŨNG|VĂN PHÒNG HUYỆN ỦY|Văn phòng Huyện ủy Sông Lũng;Ban Chấp hành Đảng bộ huyện Sông Lũng;party;Sông Lũng
BCH TỈNH ĐOÀN SƠN LA|Ban Chấp hành Tỉnh đoàn Sơn La;;organization;Sơn La
ĐOÀN XÃ BẢN LẦU|CHI ĐOÀN TRƯỜNG THCS BẢN LẦU|Chi đoàn Trường Trung học cơ sở Bản Lầu;Đoàn xã Bản Lầu;organization;Bản Lầu
HỘI CỰU GIÁO CHỨC TỈNH SƠN LA|Hội Cựu giáo chức tỉnh Sơn La;;organization;Sơn La
HỘI LÀM VƯỜN VIỆT NAM|HỘI LÀM VƯỜN TỈNH LONG AN|Hội Làm vườn tỉnh Long An;Hội Làm vườn Việt Nam;organization;Tân An
HIỆP HỘI CHẾ BIẾN VÀ XUẤT KHẨU|THỦY SẢN VIỆT NAM|Hiệp hội Chế biến và Xuất khẩu thủy sản Việt Nam;;organization;Hà Nội
QUỸ ĐẦU TƯ PHÁT TRIỂN|TỈNH LONG AN|Quỹ Đầu tư phát triển tỉnh Long An;;;Tân An
UBND TỈNH LONG AN|QUỸ PHÒNG, CHỐNG THIÊN TAI|Quỹ Phòng, chống thiên tai tỉnh Long An;Ủy ban nhân dân tỉnh Long An;;Tân An
CỤC THỐNG KÊ TỈNH LONG AN|CHI CỤC THỐNG KÊ KHU VỰC|BẾN LỨC - CẦN ĐƯỚC|Chi cục Thống kê khu vực Bến Lức - Cần Đước;Cục Thống kê tỉnh Long An;;Bến Lức
SỞ NN VÀ MT TỈNH SƠN LA|TRUNG TÂM KHUYẾN NÔNG|Trung tâm Khuyến nông tỉnh Sơn La;Sở Nông nghiệp và Môi trường tỉnh Sơn La;province;Sơn La
SỞ XÂY DỰNG TỈNH LONG AN|TRUNG TÂM ĐĂNG KIỂM|XE CƠ GIỚI|Trung tâm Đăng kiểm xe cơ giới tỉnh Long An;Sở Xây dựng tỉnh Long An;province;Tân An
UBND XÃ BẢN LẦU|THÔN PÁ KHOANG|Thôn Pá Khoang;Ủy ban nhân dân xã Bản Lầu;;Bản Lầu
CHI CỤC HẢI QUAN KHU VỰC XVI|HẢI QUAN CỬA KHẨU THANH THỦY|Hải quan cửa khẩu Thanh Thủy;Chi cục Hải quan khu vực XVI;;Vị Xuyên
CHI CỤC THUẾ HUYỆN SÔNG LŨNG|ĐỘI KIỂM TRA THUẾ SỐ 1|Đội Kiểm tra thuế số 1 huyện Sông Lũng;Chi cục Thuế huyện Sông Lũng;;Sông Lũng
CƠ QUAN CẢNH SÁT ĐIỀU TRA|CÔNG AN TỈNH SƠN LA|Cơ quan Cảnh sát điều tra Công an tỉnh Sơn La;;;Sơn La
BAN CHỈ HUY PCTT-TKCN|XÃ NẬM PUNG|Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn xã Nậm Pung;;commune;Nậm Pung
UBND XÃ NẬM PUNG|BAN CHỈ HUY PHÒNG THỦ DÂN SỰ|Ban Chỉ huy Phòng thủ dân sự xã Nậm Pung;Ủy ban nhân dân xã Nậm Pung;commune;Nậm Pung
SỞ Y TẾ TỈNH CAO BẰNG|BỆNH VIỆN ĐA KHOA|HUYỆN KIM LŨ|Bệnh viện Đa khoa huyện Kim Lũ;Sở Y tế tỉnh Cao Bằng;district;Kim Lũ
SỞ Y TẾ CAO BẰNG|BỆNH VIỆN MẮT|Bệnh viện Mắt tỉnh Cao Bằng;Sở Y tế Cao Bằng;province;Cao Bằng
SỞ Y TẾ TỈNH NAM ĐỊNH|BỆNH VIỆN NHI TỈNH NAM ĐỊNH|Bệnh viện Nhi tỉnh Nam Định;Sở Y tế tỉnh Nam Định;province;Nam Định
SỞ Y TẾ TỈNH NAM ĐỊNH|BỆNH VIỆN TÂM THẦN|Bệnh viện Tâm thần tỉnh Nam Định;Sở Y tế tỉnh Nam Định;province;Nam Định
SỞ NN&PTNT TỈNH NAM ĐỊNH|CHI CỤC CHĂN NUÔI VÀ THÚ Y|Chi cục Chăn nuôi và Thú y tỉnh Nam Định;Sở Nông nghiệp và Phát triển nông thôn tỉnh Nam Định;province;Nam Định
UBND HUYỆN KIM LŨ|PHÒNG NÔNG NGHIỆP VÀ PTNT|Phòng Nông nghiệp và Phát triển nông thôn huyện Kim Lũ;Ủy ban nhân dân huyện Kim Lũ;district;Kim Lũ
UBND HUYỆN KIM LŨ|PHÒNG NÔNG NGHIỆP VÀ MÔI TRƯỜNG|Phòng Nông nghiệp và Môi trường huyện Kim Lũ;Ủy ban nhân dân huyện Kim Lũ;district;Kim Lũ
UBND HUYỆN KIM LŨ|TRUNG TÂM DỊCH VỤ KỸ THUẬT|NÔNG NGHIỆP|Trung tâm Dịch vụ kỹ thuật nông nghiệp huyện Kim Lũ;Ủy ban nhân dân huyện Kim Lũ;district;Kim Lũ
SỞ NỘI VỤ TỈNH NAM ĐỊNH|CHI CỤC VĂN THƯ - LƯU TRỮ|Chi cục Văn thư - Lưu trữ tỉnh Nam Định;Sở Nội vụ tỉnh Nam Định;province;Nam Định
SỞ NỘI VỤ TỈNH NAM ĐỊNH|TRUNG TÂM LƯU TRỮ LỊCH SỬ|Trung tâm Lưu trữ lịch sử tỉnh Nam Định;Sở Nội vụ tỉnh Nam Định;province;Nam Định
ỦY BAN NHÂN DÂN XÃ NẬM PUNG|TRƯỜNG THCS NẬM PUNG|Trường Trung học cơ sở Nậm Pung;Ủy ban nhân dân xã Nậm Pung;organization;Nậm Pung
UBND HUYỆN KIM LŨ|TRƯỜNG TH & THCS NẬM PUNG|Trường Tiểu học và Trung học cơ sở Nậm Pung;Ủy ban nhân dân huyện Kim Lũ;organization;Nậm Pung
UBND HUYỆN KIM LŨ|VĂN PHÒNG HĐND - UBND|Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Kim Lũ;Ủy ban nhân dân huyện Kim Lũ;district;Kim Lũ
ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH|VĂN PHÒNG|Văn phòng Ủy ban nhân dân tỉnh Nam Định;Ủy ban nhân dân tỉnh Nam Định;province;Nam Định
LIÊN ĐOÀN LAO ĐỘNG TỈNH NAM ĐỊNH|CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP|Công đoàn các khu công nghiệp tỉnh Nam Định;Liên đoàn Lao động tỉnh Nam Định;organization;Nam Định
LIÊN ĐOÀN LAO ĐỘNG TỈNH NAM ĐỊNH|LIÊN ĐOÀN LAO ĐỘNG|HUYỆN KIM LŨ|Liên đoàn Lao động huyện Kim Lũ;Liên đoàn Lao động tỉnh Nam Định;organization;Kim Lũ
CÔNG ĐOÀN NGÀNH XÂY DỰNG TỈNH NAM ĐỊNH|CÔNG ĐOÀN CƠ SỞ SỞ XÂY DỰNG|Công đoàn cơ sở Sở Xây dựng;Công đoàn ngành Xây dựng tỉnh Nam Định;organization;Nam Định
CÔNG TY TNHH MTV CẤP NƯỚC|KIM LŨ|Công ty Trách nhiệm hữu hạn Một thành viên Cấp nước Kim Lũ;;organization;Kim Lũ
CÔNG TY CỔ PHẦN CẤP NƯỚC NAM ĐỊNH|NHÀ MÁY NƯỚC KIM LŨ|Nhà máy nước Kim Lũ;Công ty Cổ phần Cấp nước Nam Định;organization;Kim Lũ
BAN AN TOÀN GIAO THÔNG|TỈNH NAM ĐỊNH|Ban An toàn giao thông tỉnh Nam Định;;province;Nam Định
UBND HUYỆN KIM LŨ|BAN AN TOÀN GIAO THÔNG HUYỆN|Ban An toàn giao thông huyện Kim Lũ;Ủy ban nhân dân huyện Kim Lũ;district;Kim Lũ
UBND TỈNH NAM ĐỊNH|BAN CHỈ ĐẠO PHÒNG CHÁY|CHỮA CHÁY RỪNG|Ban Chỉ đạo Phòng cháy chữa cháy rừng tỉnh Nam Định;Ủy ban nhân dân tỉnh Nam Định;province;Nam Định
ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH|CHỦ TỊCH|Chủ tịch Ủy ban nhân dân tỉnh Nam Định;Ủy ban nhân dân tỉnh Nam Định;province;Nam Định
CHỦ TỊCH ỦY BAN NHÂN DÂN|TỈNH NAM ĐỊNH|Chủ tịch Ủy ban nhân dân tỉnh Nam Định;;province;Nam Định
TỈNH ỦY CAO BẰNG|HUYỆN ỦY KIM LŨ|Huyện ủy Kim Lũ;Tỉnh ủy Cao Bằng;party;Kim Lũ
ĐẢNG BỘ TỈNH CAO BẰNG|BAN CHẤP HÀNH ĐẢNG BỘ|HUYỆN KIM LŨ|Ban Chấp hành Đảng bộ huyện Kim Lũ;Đảng bộ tỉnh Cao Bằng;party;Kim Lũ
TRƯỜNG CAO ĐẲNG Y TẾ|NAM ĐỊNH|PHÒNG ĐÀO TẠO|Phòng Đào tạo;Trường Cao đẳng Y tế Nam Định;organization;Nam Định
"""

ROWS = tuple(line for line in _ROWS.splitlines() if line)
