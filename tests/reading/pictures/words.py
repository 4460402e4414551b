"""What stands on the pictures of this folder; every office, name and number is invented."""

from __future__ import annotations

HEADING = (
    ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold"),
    ("PHƯỜNG BẾN MƠ", "Độc lập - Tự do - Hạnh phúc", "bold"),
    ("", "", "bold"),
    ("Số: 127/KH-UBND", "Bến Mơ, ngày 05 tháng 3 năm 2024", "plain"),
)

BODY = (
    ("title", "KẾ HOẠCH"),
    ("title", "Trồng cây bóng mát trên địa bàn phường năm 2024"),
    ("head", "I. MỤC ĐÍCH, YÊU CẦU"),
    ("item", "1. Nâng cao ý thức của người dân trong việc trồng và chăm sóc cây xanh ở"),
    ("more", "các tuyến phố, khu dân cư, trường học."),
    ("head", "II. NỘI DUNG"),
    ("item", "a) Rà soát các điểm đất trống có thể trồng cây;"),
    ("item", "d) Vận động hộ gia đình nhận chăm sóc cây trước cửa nhà;"),
    ("item", "đ) Hoàn thành việc trồng cây trong Quý II/2024;"),
    ("item", "g) Kiểm tra, thay thế cây chết."),
    ("head", "III. TỔ CHỨC THỰC HIỆN"),
    ("item", "- Công chức địa chính chủ trì, phối hợp với các tổ dân phố lập danh sách."),
    ("item", "- Kế toán phường cân đối kinh phí, báo cáo trước ngày 15/12/2024./."),
)

SIGNING = (
    ("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),
    ("- Các tổ dân phố;", "CHỦ TỊCH"),
    ("- Trạm Y tế phường;", ""),
    ("- Lưu: VT.", ""),
    ("", ""),
    ("", "Hoàng Thị Mận"),
)

ROWS = (
    ("TT", "Nội dung nhiệm vụ", "Sản phẩm", "Thời gian hoàn thành", "Cơ quan chủ trì", "Cơ quan phối hợp"),
    ("I", "CÂY XANH", "", "", "", ""),
    (
        "1",
        "Rà soát các điểm đất trống có thể trồng cây",
        "Danh sách",
        "Quý I/2024",
        "Công chức địa chính",
        "Các tổ dân phố",
    ),
    ("2", "Trồng mới cây bóng mát trên các tuyến phố", "Báo cáo", "Quý II/2024", "Đoàn Thanh niên", "Hội Phụ nữ"),
    ("II", "VỆ SINH MÔI TRƯỜNG", "", "", "", ""),
    ("3", "Tổng vệ sinh đường phố", "", "Thường xuyên", "Các tổ dân phố", "Trạm Y tế phường"),
    ("4", "Lắp thùng rác ở chợ và công viên", "Biên bản", "30/9/2024", "Ban Quản lý chợ", ""),
)
SPANNED = (1, 4)
