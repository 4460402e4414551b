"""Offices of many kinds, written from general knowledge before the rules were looked at or run on them.

A row: lines of the heading's left column with the issuer behind the last `|`; its parent; its level
(empty: not asked); the place of issue. Provinces are real, communes and districts mostly invented.
`FIRST` are those whose misses were looked at after the first run; of `SECOND` only the rates ever were.
"""

from __future__ import annotations

import functools

from pipeline.evaluating.normalise import normalise, same
from pipeline.parsing.heading import read_heading
from pipeline.parsing.plain import read_plain
from pipeline.parsing.witnesses import decide
from pipeline.parsing.zones import find_zones

_ROWS = """\
BỘ KHOA HỌC VÀ CÔNG NGHỆ|CỤC SỞ HỮU TRÍ TUỆ|Cục Sở hữu trí tuệ;Bộ Khoa học và Công nghệ;central;Hà Nội
BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG|CỤC LÂM NGHIỆP VÀ KIỂM LÂM|Cục Lâm nghiệp và Kiểm lâm;Bộ Nông nghiệp và Môi trường;central;Hà Nội
BỘ TÀI CHÍNH|CỤC HẢI QUAN|Cục Hải quan;Bộ Tài chính;central;Hà Nội
CỤC HẢI QUAN|CHI CỤC HẢI QUAN KHU VỰC VII|Chi cục Hải quan khu vực VII;Cục Hải quan;;Lạng Sơn
CỤC THUẾ|CHI CỤC THUẾ KHU VỰC XII|Chi cục Thuế khu vực XII;Cục Thuế;;Đà Nẵng
BỘ TÀI CHÍNH|CỤC THỐNG KÊ|Cục Thống kê;Bộ Tài chính;central;Hà Nội
CỤC THỐNG KÊ|CHI CỤC THỐNG KÊ TỈNH NGHỆ AN|Chi cục Thống kê tỉnh Nghệ An;Cục Thống kê;province;Nghệ An
TỔNG CỤC THỐNG KÊ|CỤC THỐNG KÊ TỈNH HÒA BÌNH|Cục Thống kê tỉnh Hòa Bình;Tổng cục Thống kê;province;Hòa Bình
BỘ GIAO THÔNG VẬN TẢI|TỔNG CỤC ĐƯỜNG BỘ VIỆT NAM|Tổng cục Đường bộ Việt Nam;Bộ Giao thông vận tải;central;Hà Nội
CỤC ĐƯỜNG BỘ VIỆT NAM|KHU QUẢN LÝ ĐƯỜNG BỘ III|Khu Quản lý đường bộ III;Cục Đường bộ Việt Nam;;Đà Nẵng
BỘ TƯ PHÁP|TỔNG CỤC THI HÀNH ÁN DÂN SỰ|Tổng cục Thi hành án dân sự;Bộ Tư pháp;central;Hà Nội
CỤC QUẢN LÝ THI HÀNH ÁN DÂN SỰ|THI HÀNH ÁN DÂN SỰ TỈNH LÂM ĐỒNG|Thi hành án dân sự tỉnh Lâm Đồng;Cục Quản lý Thi hành án dân sự;province;Lâm Đồng
THI HÀNH ÁN DÂN SỰ TỈNH LÂM ĐỒNG|PHÒNG THI HÀNH ÁN DÂN SỰ|KHU VỰC 4|Phòng Thi hành án dân sự khu vực 4;Thi hành án dân sự tỉnh Lâm Đồng;;Lâm Đồng
BỘ NGOẠI GIAO|CỤC LÃNH SỰ|Cục Lãnh sự;Bộ Ngoại giao;central;Hà Nội
BỘ NGOẠI GIAO|ĐẠI SỨ QUÁN VIỆT NAM TẠI LÀO|Đại sứ quán Việt Nam tại Lào;Bộ Ngoại giao;central;Viêng Chăn
BỘ QUỐC PHÒNG|TỔNG CỤC HẬU CẦN|Tổng cục Hậu cần;Bộ Quốc phòng;central;Hà Nội
BỘ QUỐC PHÒNG|BỘ TƯ LỆNH BỘ ĐỘI BIÊN PHÒNG|Bộ Tư lệnh Bộ đội Biên phòng;Bộ Quốc phòng;central;Hà Nội
BỘ CHỈ HUY QUÂN SỰ TỈNH ĐỒNG THÁP|BAN CHỈ HUY PHÒNG THỦ KHU VỰC 2|Ban Chỉ huy phòng thủ khu vực 2;Bộ Chỉ huy quân sự tỉnh Đồng Tháp;;Cao Lãnh
BỘ CÔNG AN|CỤC CẢNH SÁT GIAO THÔNG|Cục Cảnh sát giao thông;Bộ Công an;central;Hà Nội
VĂN PHÒNG CHỦ TỊCH NƯỚC|Văn phòng Chủ tịch nước;;central;Hà Nội
VĂN PHÒNG QUỐC HỘI|Văn phòng Quốc hội;;central;Hà Nội
QUỐC HỘI|ỦY BAN PHÁP LUẬT VÀ TƯ PHÁP|Ủy ban Pháp luật và Tư pháp;Quốc hội;central;Hà Nội
ỦY BAN THƯỜNG VỤ QUỐC HỘI|Ủy ban Thường vụ Quốc hội;;central;Hà Nội
HỘI ĐỒNG BẦU CỬ QUỐC GIA|Hội đồng bầu cử quốc gia;;central;Hà Nội
BỘ DÂN TỘC VÀ TÔN GIÁO|Bộ Dân tộc và Tôn giáo;;central;Hà Nội
BỘ NỘI VỤ|CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC|Cục Văn thư và Lưu trữ nhà nước;Bộ Nội vụ;central;Hà Nội
BỘ Y TẾ|VIỆN PASTEUR NHA TRANG|Viện Pasteur Nha Trang;Bộ Y tế;;Nha Trang
BỘ Y TẾ|BỆNH VIỆN BẠCH MAI|Bệnh viện Bạch Mai;Bộ Y tế;;Hà Nội
VIỆN HÀN LÂM KHOA HỌC|XÃ HỘI VIỆT NAM|Viện Hàn lâm Khoa học xã hội Việt Nam;;central;Hà Nội
ĐÀI TRUYỀN HÌNH VIỆT NAM|Đài Truyền hình Việt Nam;;central;Hà Nội
THÔNG TẤN XÃ VIỆT NAM|Thông tấn xã Việt Nam;;central;Hà Nội
BAN QUẢN LÝ LĂNG|CHỦ TỊCH HỒ CHÍ MINH|Ban Quản lý Lăng Chủ tịch Hồ Chí Minh;;central;Hà Nội
BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH|CỤC DU LỊCH QUỐC GIA VIỆT NAM|Cục Du lịch Quốc gia Việt Nam;Bộ Văn hóa, Thể thao và Du lịch;central;Hà Nội
BỘ CÔNG THƯƠNG|VỤ THỊ TRƯỜNG TRONG NƯỚC|Vụ Thị trường trong nước;Bộ Công Thương;central;Hà Nội
THANH TRA CHÍNH PHỦ|Thanh tra Chính phủ;;central;Hà Nội
NGÂN HÀNG NHÀ NƯỚC VIỆT NAM|CHI NHÁNH TỈNH HÀ TĨNH|Ngân hàng Nhà nước Việt Nam - Chi nhánh tỉnh Hà Tĩnh;Ngân hàng Nhà nước Việt Nam;;Hà Tĩnh
NGÂN HÀNG NÔNG NGHIỆP|VÀ PHÁT TRIỂN NÔNG THÔN VIỆT NAM|CHI NHÁNH TỈNH KON TUM|Ngân hàng Nông nghiệp và Phát triển nông thôn Việt Nam - Chi nhánh tỉnh Kon Tum;Ngân hàng Nông nghiệp và Phát triển nông thôn Việt Nam;;Kon Tum
NGÂN HÀNG TMCP CÔNG THƯƠNG VIỆT NAM|Ngân hàng Thương mại Cổ phần Công Thương Việt Nam;;organization;Hà Nội
NGÂN HÀNG PHÁT TRIỂN VIỆT NAM|Ngân hàng Phát triển Việt Nam;;organization;Hà Nội
QUỸ TÍN DỤNG NHÂN DÂN|XÃ CẨM KHÊ|Quỹ Tín dụng nhân dân xã Cẩm Khê;;organization;Cẩm Khê
TÒA ÁN NHÂN DÂN TỐI CAO|Tòa án nhân dân tối cao;;central;Hà Nội
TÒA ÁN NHÂN DÂN TỈNH AN GIANG|TÒA ÁN NHÂN DÂN KHU VỰC 5|Tòa án nhân dân khu vực 5;Tòa án nhân dân tỉnh An Giang;;Long Xuyên
VIỆN KIỂM SÁT NHÂN DÂN|TỈNH CÀ MAU|VIỆN KIỂM SÁT NHÂN DÂN|KHU VỰC 3|Viện kiểm sát nhân dân khu vực 3;Viện kiểm sát nhân dân tỉnh Cà Mau;;Cà Mau
TÒA ÁN NHÂN DÂN CẤP CAO|TẠI ĐÀ NẴNG|Tòa án nhân dân cấp cao tại Đà Nẵng;;central;Đà Nẵng
VIỆN KIỂM SÁT NHÂN DÂN|CẤP CAO TẠI HÀ NỘI|Viện kiểm sát nhân dân cấp cao tại Hà Nội;;central;Hà Nội
TÒA ÁN QUÂN SỰ|QUÂN KHU 7|Tòa án quân sự Quân khu 7;;;Thành phố Hồ Chí Minh
KIỂM TOÁN NHÀ NƯỚC|KIỂM TOÁN NHÀ NƯỚC KHU VỰC IX|Kiểm toán nhà nước khu vực IX;Kiểm toán nhà nước;;Mỹ Tho
THANH TRA TỈNH PHÚ THỌ|Thanh tra tỉnh Phú Thọ;;province;Việt Trì
UBND THÀNH PHỐ HẢI PHÒNG|THANH TRA THÀNH PHỐ|Thanh tra thành phố Hải Phòng;Ủy ban nhân dân thành phố Hải Phòng;province;Hải Phòng
VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI|VÀ HĐND TỈNH TUYÊN QUANG|Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Tuyên Quang;;province;Tuyên Quang
THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN|TỈNH BẮC NINH|Thường trực Hội đồng nhân dân tỉnh Bắc Ninh;;province;Bắc Ninh
HỘI ĐỒNG NHÂN DÂN|PHƯỜNG AN LỘC|BAN KINH TẾ - NGÂN SÁCH|Ban Kinh tế - Ngân sách Hội đồng nhân dân phường An Lộc;Hội đồng nhân dân phường An Lộc;commune;An Lộc
HĐND TỈNH THÁI NGUYÊN|BAN VĂN HÓA - XÃ HỘI|Ban Văn hóa - Xã hội Hội đồng nhân dân tỉnh Thái Nguyên;Hội đồng nhân dân tỉnh Thái Nguyên;province;Thái Nguyên
UBND TỈNH ĐẮK LẮK|SỞ DÂN TỘC VÀ TÔN GIÁO|Sở Dân tộc và Tôn giáo tỉnh Đắk Lắk;Ủy ban nhân dân tỉnh Đắk Lắk;province;Đắk Lắk
UBND TỈNH LÀO CAI|SỞ NGOẠI VỤ|Sở Ngoại vụ tỉnh Lào Cai;Ủy ban nhân dân tỉnh Lào Cai;province;Lào Cai
UBND THÀNH PHỐ HÀ NỘI|SỞ QUY HOẠCH - KIẾN TRÚC|Sở Quy hoạch - Kiến trúc thành phố Hà Nội;Ủy ban nhân dân thành phố Hà Nội;province;Hà Nội
SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG|TỈNH THANH HÓA|CHI CỤC BIỂN, ĐẢO VÀ THỦY SẢN|Chi cục Biển, đảo và Thủy sản tỉnh Thanh Hóa;Sở Nông nghiệp và Môi trường tỉnh Thanh Hóa;province;Thanh Hóa
SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG VĨNH LONG|CHI CỤC QUẢN LÝ ĐẤT ĐAI|Chi cục Quản lý đất đai tỉnh Vĩnh Long;Sở Nông nghiệp và Môi trường Vĩnh Long;province;Vĩnh Long
UBND TỈNH HÀ GIANG|BAN QUẢN LÝ VƯỜN QUỐC GIA DU GIÀ|Ban Quản lý Vườn quốc gia Du Già;Ủy ban nhân dân tỉnh Hà Giang;;Yên Minh
UBND TỈNH NINH BÌNH|QUỸ BẢO VỆ VÀ PHÁT TRIỂN RỪNG|Quỹ Bảo vệ và Phát triển rừng tỉnh Ninh Bình;Ủy ban nhân dân tỉnh Ninh Bình;province;Ninh Bình
UBND TỈNH BẾN TRE|QUỸ ĐẦU TƯ PHÁT TRIỂN|Quỹ Đầu tư phát triển tỉnh Bến Tre;Ủy ban nhân dân tỉnh Bến Tre;province;Bến Tre
UBND TỈNH GIA LAI|BAN DÂN TỘC|Ban Dân tộc tỉnh Gia Lai;Ủy ban nhân dân tỉnh Gia Lai;province;Gia Lai
UBND TỈNH YÊN BÁI|HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG|Hội đồng Thi đua - Khen thưởng tỉnh Yên Bái;Ủy ban nhân dân tỉnh Yên Bái;province;Yên Bái
BAN CHỈ HUY PHÒNG THỦ DÂN SỰ|TỈNH KHÁNH HÒA|Ban Chỉ huy Phòng thủ dân sự tỉnh Khánh Hòa;;province;Nha Trang
SỞ TƯ PHÁP TỈNH TÂY NINH|TRUNG TÂM TRỢ GIÚP PHÁP LÝ|NHÀ NƯỚC|Trung tâm Trợ giúp pháp lý nhà nước tỉnh Tây Ninh;Sở Tư pháp tỉnh Tây Ninh;province;Tây Ninh
SỞ TƯ PHÁP TỈNH TÂY NINH|PHÒNG CÔNG CHỨNG SỐ 1|Phòng Công chứng số 1 tỉnh Tây Ninh;Sở Tư pháp tỉnh Tây Ninh;province;Tây Ninh
SỞ KHOA HỌC VÀ CÔNG NGHỆ|TỈNH ĐỒNG NAI|TRUNG TÂM CHUYỂN ĐỔI SỐ|Trung tâm Chuyển đổi số tỉnh Đồng Nai;Sở Khoa học và Công nghệ tỉnh Đồng Nai;province;Biên Hòa
SỞ NỘI VỤ TỈNH BÌNH ĐỊNH|TRUNG TÂM LƯU TRỮ LỊCH SỬ|Trung tâm Lưu trữ lịch sử tỉnh Bình Định;Sở Nội vụ tỉnh Bình Định;province;Quy Nhơn
SỞ XÂY DỰNG TỈNH LAI CHÂU|BAN QUẢN LÝ BẢO TRÌ ĐƯỜNG BỘ|Ban Quản lý bảo trì đường bộ tỉnh Lai Châu;Sở Xây dựng tỉnh Lai Châu;province;Lai Châu
SỞ VHTTDL TỈNH HÀ NAM|NHÀ HÁT CHÈO HÀ NAM|Nhà hát Chèo Hà Nam;Sở Văn hóa, Thể thao và Du lịch tỉnh Hà Nam;;Phủ Lý
SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI|TỈNH QUẢNG NAM|CƠ SỞ CAI NGHIỆN MA TÚY|Cơ sở Cai nghiện ma túy tỉnh Quảng Nam;Sở Lao động - Thương binh và Xã hội tỉnh Quảng Nam;province;Quảng Nam
SỞ Y TẾ TỈNH BẮC KẠN|TRUNG TÂM BẢO TRỢ XÃ HỘI|Trung tâm Bảo trợ xã hội tỉnh Bắc Kạn;Sở Y tế tỉnh Bắc Kạn;province;Bắc Kạn
SỞ Y TẾ NGHỆ AN|BỆNH VIỆN Y HỌC CỔ TRUYỀN NGHỆ AN|Bệnh viện Y học cổ truyền Nghệ An;Sở Y tế Nghệ An;;Nghệ An
SỞ Y TẾ TỈNH ĐIỆN BIÊN|TRUNG TÂM Y TẾ HUYỆN MƯỜNG CHÀ|Trung tâm Y tế huyện Mường Chà;Sở Y tế tỉnh Điện Biên;district;Mường Chà
TRUNG TÂM Y TẾ KHU VỰC DIÊN KHÁNH|TRẠM Y TẾ XÃ SUỐI VÀNG|Trạm Y tế xã Suối Vàng;Trung tâm Y tế khu vực Diên Khánh;commune;Suối Vàng
BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG|CÁC CÔNG TRÌNH GIAO THÔNG|TỈNH CAO BẰNG|Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh Cao Bằng;;province;Cao Bằng
UBND TỈNH THÁI BÌNH|VĂN PHÒNG ĐIỀU PHỐI XÂY DỰNG|NÔNG THÔN MỚI|Văn phòng Điều phối xây dựng nông thôn mới tỉnh Thái Bình;Ủy ban nhân dân tỉnh Thái Bình;province;Thái Bình
UBND TỈNH KIÊN GIANG|TRƯỜNG CAO ĐẲNG Y TẾ KIÊN GIANG|Trường Cao đẳng Y tế Kiên Giang;Ủy ban nhân dân tỉnh Kiên Giang;organization;Rạch Giá
UBND HUYỆN TÂN LỘC|THANH TRA HUYỆN|Thanh tra huyện Tân Lộc;Ủy ban nhân dân huyện Tân Lộc;district;Tân Lộc
UBND HUYỆN TÂN LỘC|TRUNG TÂM VĂN HÓA, THỂ THAO|VÀ TRUYỀN THANH|Trung tâm Văn hóa, Thể thao và Truyền thanh huyện Tân Lộc;Ủy ban nhân dân huyện Tân Lộc;district;Tân Lộc
UBND QUẬN PHÚ XUÂN|PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG|Phòng Tài nguyên và Môi trường quận Phú Xuân;Ủy ban nhân dân quận Phú Xuân;district;Phú Xuân
UBND THỊ XÃ KIM SƠN|ĐỘI QUẢN LÝ TRẬT TỰ ĐÔ THỊ|Đội Quản lý trật tự đô thị thị xã Kim Sơn;Ủy ban nhân dân thị xã Kim Sơn;district;Kim Sơn
VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI|TỈNH PHÚ YÊN|CHI NHÁNH HUYỆN ĐÔNG HÒA|Văn phòng Đăng ký đất đai tỉnh Phú Yên - Chi nhánh huyện Đông Hòa;Văn phòng Đăng ký đất đai tỉnh Phú Yên;;Đông Hòa
BỘ CHỈ HUY QUÂN SỰ|TỈNH LÀO CAI|BAN CHỈ HUY QUÂN SỰ|HUYỆN TÂN LỘC|Ban Chỉ huy quân sự huyện Tân Lộc;Bộ Chỉ huy quân sự tỉnh Lào Cai;district;Tân Lộc
CÔNG AN TỈNH LÀO CAI|CÔNG AN PHƯỜNG CAM ĐƯỜNG|Công an phường Cam Đường;Công an tỉnh Lào Cai;commune;Cam Đường
BỘ CHQS TỈNH CAO BẰNG|BAN CHQS HUYỆN TÂN LỘC|Ban Chỉ huy quân sự huyện Tân Lộc;Bộ Chỉ huy quân sự tỉnh Cao Bằng;district;Tân Lộc
BỘ ĐỘI BIÊN PHÒNG TỈNH NGHỆ AN|ĐỒN BIÊN PHÒNG CỬA KHẨU NẬM CẮN|Đồn Biên phòng cửa khẩu Nậm Cắn;Bộ đội Biên phòng tỉnh Nghệ An;;Kỳ Sơn
UBND PHƯỜNG MỸ LÂM|PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ|Phòng Kinh tế, Hạ tầng và Đô thị phường Mỹ Lâm;Ủy ban nhân dân phường Mỹ Lâm;commune;Mỹ Lâm
UBND XÃ SUỐI VÀNG|VĂN PHÒNG HĐND VÀ UBND|Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Suối Vàng;Ủy ban nhân dân xã Suối Vàng;commune;Suối Vàng
UBND ĐẶC KHU PHÚ QUÝ|Ủy ban nhân dân đặc khu Phú Quý;;commune;Phú Quý
ỦY BAN NHÂN DÂN|ĐẶC KHU PHÚ QUÝ|PHÒNG VĂN HÓA - XÃ HỘI|Phòng Văn hóa - Xã hội đặc khu Phú Quý;Ủy ban nhân dân đặc khu Phú Quý;commune;Phú Quý
UBND XÃ SUỐI VÀNG|TRUNG TÂM DỊCH VỤ TỔNG HỢP|Trung tâm Dịch vụ tổng hợp xã Suối Vàng;Ủy ban nhân dân xã Suối Vàng;commune;Suối Vàng
UBND XÃ SUỐI VÀNG|BAN CHỈ HUY QUÂN SỰ|Ban Chỉ huy quân sự xã Suối Vàng;Ủy ban nhân dân xã Suối Vàng;commune;Suối Vàng
HỢP TÁC XÃ DỊCH VỤ NÔNG NGHIỆP|TÂN TIẾN|Hợp tác xã Dịch vụ nông nghiệp Tân Tiến;;organization;Suối Vàng
BAN CHẤP HÀNH TRUNG ƯƠNG|Ban Chấp hành Trung ương;;party;Hà Nội
BAN CHẤP HÀNH TRUNG ƯƠNG|BAN TỔ CHỨC|Ban Tổ chức Trung ương;Ban Chấp hành Trung ương;party;Hà Nội
VĂN PHÒNG TRUNG ƯƠNG ĐẢNG|Văn phòng Trung ương Đảng;;party;Hà Nội
ĐẢNG ỦY CÁC CƠ QUAN|ĐẢNG TRUNG ƯƠNG|Đảng ủy các cơ quan Đảng Trung ương;;party;Hà Nội
ĐẢNG ỦY CHÍNH PHỦ|Đảng ủy Chính phủ;;party;Hà Nội
ĐẢNG BỘ TỈNH BÌNH PHƯỚC|ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH|Đảng ủy các cơ quan Đảng tỉnh Bình Phước;Đảng bộ tỉnh Bình Phước;party;Đồng Xoài
TỈNH ỦY HẬU GIANG|ĐẢNG ỦY KHỐI CÁC CƠ QUAN|VÀ DOANH NGHIỆP TỈNH|Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Hậu Giang;Tỉnh ủy Hậu Giang;party;Vị Thanh
TỈNH ỦY HẬU GIANG|BAN NỘI CHÍNH|Ban Nội chính Tỉnh ủy Hậu Giang;Tỉnh ủy Hậu Giang;party;Vị Thanh
TỈNH ỦY HẬU GIANG|VĂN PHÒNG|Văn phòng Tỉnh ủy Hậu Giang;Tỉnh ủy Hậu Giang;party;Vị Thanh
THÀNH ỦY HẢI PHÒNG|QUẬN ỦY LÊ CHÂN|Quận ủy Lê Chân;Thành ủy Hải Phòng;party;Lê Chân
ĐẢNG BỘ TỈNH GIA LAI|BAN CHẤP HÀNH ĐẢNG BỘ|XÃ IA LY|Ban Chấp hành Đảng bộ xã Ia Ly;Đảng bộ tỉnh Gia Lai;party;Ia Ly
ĐẢNG BỘ PHƯỜNG AN LỘC|CHI BỘ TRƯỜNG TIỂU HỌC HÒA BÌNH|Chi bộ Trường Tiểu học Hòa Bình;Đảng bộ phường An Lộc;party;An Lộc
ĐẢNG ỦY PHƯỜNG AN LỘC|BAN XÂY DỰNG ĐẢNG|Ban Xây dựng Đảng Đảng ủy phường An Lộc;Đảng ủy phường An Lộc;party;An Lộc
ĐẢNG ỦY XÃ SUỐI VÀNG|VĂN PHÒNG|Văn phòng Đảng ủy xã Suối Vàng;Đảng ủy xã Suối Vàng;party;Suối Vàng
TỈNH ỦY HẬU GIANG|ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH|Đảng ủy Ủy ban nhân dân tỉnh Hậu Giang;Tỉnh ủy Hậu Giang;party;Vị Thanh
QUÂN ỦY TRUNG ƯƠNG|Quân ủy Trung ương;;party;Hà Nội
ĐẢNG ỦY QUÂN SỰ TỈNH CAO BẰNG|Đảng ủy Quân sự tỉnh Cao Bằng;;party;Cao Bằng
TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM|Tổng Liên đoàn Lao động Việt Nam;;organization;Hà Nội
TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM|LIÊN ĐOÀN LAO ĐỘNG TỈNH LONG AN|Liên đoàn Lao động tỉnh Long An;Tổng Liên đoàn Lao động Việt Nam;organization;Long An
HỘI CỰU CHIẾN BINH VIỆT NAM|HỘI CỰU CHIẾN BINH|TỈNH BẠC LIÊU|Hội Cựu chiến binh tỉnh Bạc Liêu;Hội Cựu chiến binh Việt Nam;organization;Bạc Liêu
ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM|XÃ SUỐI VÀNG|Ủy ban Mặt trận Tổ quốc Việt Nam xã Suối Vàng;;organization;Suối Vàng
ỦY BAN MTTQ VIỆT NAM|XÃ SUỐI VÀNG|HỘI NÔNG DÂN|Hội Nông dân xã Suối Vàng;Ủy ban Mặt trận Tổ quốc Việt Nam xã Suối Vàng;organization;Suối Vàng
HỘI NÔNG DÂN TỈNH HÀ TĨNH|BAN THƯỜNG VỤ|Ban Thường vụ Hội Nông dân tỉnh Hà Tĩnh;Hội Nông dân tỉnh Hà Tĩnh;organization;Hà Tĩnh
LIÊN HIỆP CÁC HỘI|KHOA HỌC VÀ KỸ THUẬT|TỈNH LÂM ĐỒNG|Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Lâm Đồng;;organization;Lâm Đồng
LIÊN MINH HỢP TÁC XÃ VIỆT NAM|LIÊN MINH HỢP TÁC XÃ TỈNH TIỀN GIANG|Liên minh Hợp tác xã tỉnh Tiền Giang;Liên minh Hợp tác xã Việt Nam;organization;Mỹ Tho
HỘI VĂN HỌC NGHỆ THUẬT TỈNH CAO BẰNG|Hội Văn học Nghệ thuật tỉnh Cao Bằng;;organization;Cao Bằng
HỘI NHÀ BÁO VIỆT NAM|HỘI NHÀ BÁO TỈNH HÒA BÌNH|Hội Nhà báo tỉnh Hòa Bình;Hội Nhà báo Việt Nam;organization;Hòa Bình
HỘI LUẬT GIA VIỆT NAM|HỘI LUẬT GIA TỈNH SƠN LA|Hội Luật gia tỉnh Sơn La;Hội Luật gia Việt Nam;organization;Sơn La
HIỆP HỘI DOANH NGHIỆP NHỎ VÀ VỪA|TỈNH BẮC GIANG|Hiệp hội Doanh nghiệp nhỏ và vừa tỉnh Bắc Giang;;organization;Bắc Giang
HỘI LIÊN HIỆP THANH NIÊN VIỆT NAM|TỈNH ĐẮK NÔNG|Hội Liên hiệp Thanh niên Việt Nam tỉnh Đắk Nông;;organization;Gia Nghĩa
HỘI CỰU THANH NIÊN XUNG PHONG|TỈNH QUẢNG BÌNH|Hội Cựu Thanh niên xung phong tỉnh Quảng Bình;;organization;Đồng Hới
HỘI NẠN NHÂN CHẤT ĐỘC DA CAM/DIOXIN|TỈNH KON TUM|Hội Nạn nhân chất độc da cam/dioxin tỉnh Kon Tum;;organization;Kon Tum
HỘI ĐÔNG Y HUYỆN TÂN LỘC|Hội Đông y huyện Tân Lộc;;organization;Tân Lộc
BAN CHẤP HÀNH ĐOÀN TỈNH HÀ GIANG|Ban Chấp hành Đoàn tỉnh Hà Giang;;organization;Hà Giang
HỘI BẢO TRỢ NGƯỜI KHUYẾT TẬT|VÀ TRẺ MỒ CÔI TỈNH LONG AN|Hội Bảo trợ người khuyết tật và trẻ mồ côi tỉnh Long An;;organization;Tân An
ĐẠI HỌC THÁI NGUYÊN|TRƯỜNG ĐẠI HỌC SƯ PHẠM|Trường Đại học Sư phạm;Đại học Thái Nguyên;organization;Thái Nguyên
ĐẠI HỌC QUỐC GIA HÀ NỘI|TRƯỜNG ĐẠI HỌC NGOẠI NGỮ|Trường Đại học Ngoại ngữ;Đại học Quốc gia Hà Nội;organization;Hà Nội
BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI|TRƯỜNG CAO ĐẲNG KỸ NGHỆ II|Trường Cao đẳng Kỹ nghệ II;Bộ Lao động - Thương binh và Xã hội;organization;Thành phố Hồ Chí Minh
UBND XÃ SUỐI VÀNG|TRƯỜNG MẪU GIÁO HỌA MI|Trường Mẫu giáo Họa Mi;Ủy ban nhân dân xã Suối Vàng;organization;Suối Vàng
SỞ GD&ĐT TỈNH HÀ GIANG|TRƯỜNG THPT CHUYÊN HÀ GIANG|Trường Trung học phổ thông Chuyên Hà Giang;Sở Giáo dục và Đào tạo tỉnh Hà Giang;organization;Hà Giang
UBND PHƯỜNG AN LỘC|TRƯỜNG TRUNG HỌC CƠ SỞ|TRẦN PHÚ|Trường Trung học cơ sở Trần Phú;Ủy ban nhân dân phường An Lộc;organization;An Lộc
HỌC VIỆN CHÍNH TRỊ QUỐC GIA|HỒ CHÍ MINH|HỌC VIỆN CHÍNH TRỊ KHU VỰC III|Học viện Chính trị khu vực III;Học viện Chính trị quốc gia Hồ Chí Minh;organization;Đà Nẵng
UBND TỈNH ĐỒNG THÁP|TRƯỜNG CHÍNH TRỊ TỈNH ĐỒNG THÁP|Trường Chính trị tỉnh Đồng Tháp;Ủy ban nhân dân tỉnh Đồng Tháp;;Cao Lãnh
BỘ TƯ PHÁP|HỌC VIỆN TƯ PHÁP|Học viện Tư pháp;Bộ Tư pháp;organization;Hà Nội
TRƯỜNG ĐẠI HỌC CẦN THƠ|KHOA NÔNG NGHIỆP|Khoa Nông nghiệp;Trường Đại học Cần Thơ;organization;Cần Thơ
TẬP ĐOÀN CÔNG NGHIỆP|THAN - KHOÁNG SẢN VIỆT NAM|CÔNG TY CỔ PHẦN THAN HÀ TU|Công ty Cổ phần Than Hà Tu;Tập đoàn Công nghiệp Than - Khoáng sản Việt Nam;organization;Quảng Ninh
CÔNG TY TNHH MỘT THÀNH VIÊN|XỔ SỐ KIẾN THIẾT ĐỒNG THÁP|Công ty Trách nhiệm hữu hạn Một thành viên Xổ số kiến thiết Đồng Tháp;;organization;Cao Lãnh
CÔNG TY LÂM NGHIỆP HÒA BÌNH|Công ty Lâm nghiệp Hòa Bình;;organization;Hòa Bình
TỔNG CÔNG TY BƯU ĐIỆN VIỆT NAM|BƯU ĐIỆN TỈNH YÊN BÁI|Bưu điện tỉnh Yên Bái;Tổng công ty Bưu điện Việt Nam;organization;Yên Bái
TẬP ĐOÀN BƯU CHÍNH|VIỄN THÔNG VIỆT NAM|VIỄN THÔNG YÊN BÁI|Viễn thông Yên Bái;Tập đoàn Bưu chính Viễn thông Việt Nam;organization;Yên Bái
CÔNG TY ĐIỆN LỰC HÀ NAM|ĐIỆN LỰC THANH LIÊM|Điện lực Thanh Liêm;Công ty Điện lực Hà Nam;organization;Thanh Liêm
CÔNG TY CP MÔI TRƯỜNG|VÀ DỊCH VỤ ĐÔ THỊ VIỆT TRÌ|Công ty Cổ phần Môi trường và Dịch vụ đô thị Việt Trì;;organization;Việt Trì
CÔNG TY TNHH MTV KHAI THÁC|CÔNG TRÌNH THỦY LỢI BẮC SÔNG MÃ|Công ty Trách nhiệm hữu hạn Một thành viên Khai thác công trình thủy lợi Bắc sông Mã;;organization;Thanh Hóa
BẢO HIỂM XÃ HỘI TỈNH BẮC GIANG|BẢO HIỂM XÃ HỘI HUYỆN LỤC NAM|Bảo hiểm xã hội huyện Lục Nam;Bảo hiểm xã hội tỉnh Bắc Giang;district;Lục Nam
BẢO HIỂM XÃ HỘI VIỆT NAM|BẢO HIỂM XÃ HỘI KHU VỰC XV|Bảo hiểm xã hội khu vực XV;Bảo hiểm xã hội Việt Nam;;Thanh Hóa
KHO BẠC NHÀ NƯỚC|KHO BẠC NHÀ NƯỚC KHU VỰC IV|Kho bạc Nhà nước khu vực IV;Kho bạc Nhà nước;;Hưng Yên
CỤC DỰ TRỮ NHÀ NƯỚC|CHI CỤC DỰ TRỮ NHÀ NƯỚC KHU VỰC II|Chi cục Dự trữ Nhà nước khu vực II;Cục Dự trữ Nhà nước;;Phú Thọ
CỤC THUẾ|THUẾ TỈNH ĐỒNG NAI|Thuế tỉnh Đồng Nai;Cục Thuế;province;Đồng Nai
THUẾ TỈNH ĐỒNG NAI|THUẾ CƠ SỞ 3 TỈNH ĐỒNG NAI|Thuế cơ sở 3 tỉnh Đồng Nai;Thuế tỉnh Đồng Nai;;Đồng Nai
CỤC QUẢN LÝ THỊ TRƯỜNG TỈNH LÀO CAI|ĐỘI QUẢN LÝ THỊ TRƯỜNG SỐ 2|Đội Quản lý thị trường số 2 tỉnh Lào Cai;Cục Quản lý thị trường tỉnh Lào Cai;;Sa Pa
SỞ CÔNG THƯƠNG TỈNH LÀO CAI|CHI CỤC QUẢN LÝ THỊ TRƯỜNG|Chi cục Quản lý thị trường tỉnh Lào Cai;Sở Công Thương tỉnh Lào Cai;province;Lào Cai
CỤC HÀNG HẢI VIỆT NAM|CẢNG VỤ HÀNG HẢI ĐÀ NẴNG|Cảng vụ Hàng hải Đà Nẵng;Cục Hàng hải Việt Nam;;Đà Nẵng
TỔNG CỤC KHÍ TƯỢNG THỦY VĂN|ĐÀI KHÍ TƯỢNG THỦY VĂN|KHU VỰC TÂY BẮC|Đài Khí tượng Thủy văn khu vực Tây Bắc;Tổng cục Khí tượng Thủy văn;;Sơn La
TỈNH ỦY VĨNH LONG|BÁO VÀ ĐÀI PHÁT THANH,|TRUYỀN HÌNH VĨNH LONG|Báo và Đài Phát thanh, Truyền hình Vĩnh Long;Tỉnh ủy Vĩnh Long;;Vĩnh Long
HUYỆN ĐOÀN TÂN LỘC|ĐOÀN XÃ SUỐI VÀNG|Đoàn xã Suối Vàng;Huyện đoàn Tân Lộc;organization;Suối Vàng
TỈNH ĐOÀN BÌNH THUẬN|HỘI ĐỒNG ĐỘI TỈNH|Hội đồng Đội tỉnh Bình Thuận;Tỉnh đoàn Bình Thuận;organization;Phan Thiết
SỞ NÔNG NGHIỆP VÀ PTNT|TỈNH QUẢNG NAM|BAN QUẢN LÝ RỪNG PHÒNG HỘ|SÔNG TRANH|Ban Quản lý rừng phòng hộ Sông Tranh;Sở Nông nghiệp và Phát triển nông thôn tỉnh Quảng Nam;;Bắc Trà My
BỘ CÔNG AN|TRẠI GIAM SÔNG CÁI|Trại giam Sông Cái;Bộ Công an;;Ninh Thuận
ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP|BAN TIẾP CÔNG DÂN|Ban Tiếp công dân tỉnh Đồng Tháp;Ủy ban nhân dân tỉnh Đồng Tháp;province;Cao Lãnh
ỦY BAN BẦU CỬ TỈNH ĐỒNG THÁP|Ủy ban bầu cử tỉnh Đồng Tháp;;province;Cao Lãnh
HỘI ĐỒNG NGHĨA VỤ QUÂN SỰ|HUYỆN TÂN LỘC|Hội đồng Nghĩa vụ quân sự huyện Tân Lộc;;district;Tân Lộc
HỘI LIÊN HIỆP PHỤ NỮ TỈNH SƠN LA|HỘI LIÊN HIỆP PHỤ NỮ XÃ SUỐI VÀNG|Hội Liên hiệp Phụ nữ xã Suối Vàng;Hội Liên hiệp Phụ nữ tỉnh Sơn La;organization;Suối Vàng
BỘ XÂY DỰNG|BAN QUẢN LÝ DỰ ÁN THĂNG LONG|Ban Quản lý dự án Thăng Long;Bộ Xây dựng;;Hà Nội
BỘ XÂY DỰNG|CỤC ĐƯỜNG SẮT VIỆT NAM|Cục Đường sắt Việt Nam;Bộ Xây dựng;central;Hà Nội
UBND TỈNH TRÀ VINH|BAN QUẢN LÝ KHU DI TÍCH|Ban Quản lý Khu di tích tỉnh Trà Vinh;Ủy ban nhân dân tỉnh Trà Vinh;province;Trà Vinh
SỞ VĂN HÓA VÀ THỂ THAO|TỈNH NINH BÌNH|TRUNG TÂM HUẤN LUYỆN VÀ THI ĐẤU|THỂ DỤC THỂ THAO|Trung tâm Huấn luyện và Thi đấu thể dục thể thao tỉnh Ninh Bình;Sở Văn hóa và Thể thao tỉnh Ninh Bình;province;Ninh Bình
SỞ CÔNG THƯƠNG|TỈNH CAO BẰNG|TRUNG TÂM KHUYẾN CÔNG VÀ TƯ VẤN|PHÁT TRIỂN CÔNG NGHIỆP|Trung tâm Khuyến công và Tư vấn phát triển công nghiệp tỉnh Cao Bằng;Sở Công Thương tỉnh Cao Bằng;province;Cao Bằng
SỞ NGOẠI VỤ TỈNH QUẢNG TRỊ|TRUNG TÂM DỊCH THUẬT - DỊCH VỤ|ĐỐI NGOẠI|Trung tâm Dịch thuật - Dịch vụ đối ngoại tỉnh Quảng Trị;Sở Ngoại vụ tỉnh Quảng Trị;province;Đông Hà
UBND THÀNH PHỐ TÂN AN|PHÒNG QUẢN LÝ ĐÔ THỊ|Phòng Quản lý đô thị thành phố Tân An;Ủy ban nhân dân thành phố Tân An;district;Tân An
UBND TỈNH BẮC NINH|BAN QUẢN LÝ AN TOÀN THỰC PHẨM|Ban Quản lý an toàn thực phẩm tỉnh Bắc Ninh;Ủy ban nhân dân tỉnh Bắc Ninh;province;Bắc Ninh
UBND TỈNH BẮC NINH|VIỆN NGHIÊN CỨU PHÁT TRIỂN|KINH TẾ - XÃ HỘI|Viện Nghiên cứu phát triển kinh tế - xã hội;Ủy ban nhân dân tỉnh Bắc Ninh;;Bắc Ninh
"""

ROWS = tuple(line for line in _ROWS.splitlines() if line)
FIRST = ROWS[0::2]
"""Rows whose misses were looked at after the first run."""
SECOND = ROWS[1::2]
"""Rows of which only rates were ever looked at."""


def text_of(row: str) -> str:
    """A heading of the row's office as a text, left column before right."""
    *left, last = row.split("|")
    place = last.split(";")[3]
    party = last.split(";")[2] == "party"
    number = "Số: 14-KH/ABC" if party else "Số: 14/KH-ABC"
    motto = (
        ["ĐẢNG CỘNG SẢN VIỆT NAM"] if party else ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    )
    right = [*motto, f"{place}, ngày 12 tháng 5 năm 2025"]
    body = "1. Các bộ phận liên quan phân công người theo dõi, báo cáo kết quả khi kết thúc./."
    foot = ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "NGƯỜI KÝ", "Trần Văn Mẫu"]
    return "\n".join([*left, number, *right, "KẾ HOẠCH", "Kiểm kê đồ gỗ trong các kho", body, *foot]) + "\n"


@functools.cache
def _read(row: str) -> dict[str, str | None]:
    text = read_plain(text_of(row)).text
    facts = decide(read_heading(text, find_zones(text)))
    return {fact.field: fact.value for fact in facts if fact.chosen}


def misses(rows: tuple[str, ...], *, loose: bool = False) -> list[str]:
    """What of issuer, parent and level is not as the rows say; `loose` passes over capitals."""
    found = []
    for row in rows:
        issuer, parent, level, _ = row.split("|")[-1].split(";")
        record = _read(row)
        truths = {"issuer": issuer, "issuer_parent": parent or None}
        if level:
            truths["issuer_level"] = level
        for name, truth in truths.items():
            value = record.get(name)
            good = (
                normalise(truth or "").casefold() == normalise(value or "").casefold() if loose else same(truth, value)
            )
            if not good:
                found.append(f"{name}: {truth!r} ≠ {value!r}")
    return found
