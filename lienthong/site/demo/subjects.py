"""What the offices of the demonstration write to each other about: the matters of the article, in the words of an office [P].

{m}, {q}, {y}: month, quarter and year of the letter; {d}: a day of it.  Figures that the article does not give stand nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Matter:
    """A matter that is written about.

    areas   divisions whose business it is, by function without «division.»: the first leads, the others co-operate.
    months  in which it comes up; none named: in all.
    """

    type_key: str
    words: str
    areas: tuple[str, ...]
    months: tuple[int, ...] = ()


REPORTS = (
    Matter("bao-cao", "Kết quả tiếp nhận và trả kết quả thủ tục hành chính tháng {m}", ("home_affairs",)),
    Matter("bao-cao", "Tiến độ thực hiện chương trình xây dựng nông thôn mới tháng {m}", ("agriculture",)),
    Matter("bao-cao", "Tình hình kinh tế - xã hội, quốc phòng - an ninh tháng {m}", ("office",)),
    Matter("bao-cao", "Kết quả giảm nghèo và thực hiện chương trình 135 quý {q}", ("ethnic", "labour"), (3, 6, 9, 12)),
    Matter("bao-cao", "Tiến độ làm đường bê tông về bản theo cơ chế Nhà nước và nhân dân cùng làm",
           ("infrastructure", "finance")),
    Matter("bao-cao", "Kết quả gieo trồng và chăm sóc cây dong riềng vụ năm {y}", ("agriculture",), (3, 4, 5, 6)),
    Matter("bao-cao", "Kết quả thu hoạch, tiêu thụ dong riềng và chế biến miến dong",
           ("agriculture", "infrastructure"), (10, 11, 12)),
    Matter("bao-cao", "Kết quả rà soát hộ nghèo, hộ cận nghèo năm {y}", ("labour",), (10, 11)),
    Matter("bao-cao", "Công tác tiếp công dân, giải quyết đơn thư quý {q}", ("inspectorate",), (3, 6, 9, 12)),
    Matter("bao-cao", "Kết quả phổ cập giáo dục, xóa mù chữ năm {y}", ("education",), (8, 9)),
    Matter("bao-cao", "Phòng, chống rét cho trâu, bò và cây trồng", ("agriculture",), (1, 2, 12)),
    Matter("bao-cao", "Công tác phòng cháy, chữa cháy rừng mùa khô", ("agriculture",), (1, 2, 3, 11, 12)),
    Matter("bao-cao", "Kết quả thực hiện nếp sống văn minh trong việc cưới, việc tang", ("culture",)),
    Matter("bao-cao", "Thực hiện quy chế dân chủ ở cơ sở sáu tháng đầu năm {y}", ("home_affairs",), (6, 7)),
)  # fmt: skip
"""What a commune reports to the district each month."""
REQUESTS = (
    Matter("to-trinh", "Về việc hỗ trợ đào tạo nghề cho lao động nông thôn", ("labour", "education")),
    Matter("to-trinh", "Về việc hỗ trợ xi măng làm đường vào bản", ("infrastructure", "finance")),
    Matter("to-trinh", "Về việc sửa chữa nhà văn hóa bản bị hư hỏng do mưa lũ", ("finance", "culture"), (5, 6, 7, 8, 9)),
    Matter("cong-van", "Về việc đề nghị giải quyết vướng mắc giải phóng mặt bằng", ("land", "infrastructure")),
    Matter("cong-van", "Về việc đề nghị bổ sung máy quét cho bộ phận một cửa", ("home_affairs", "finance")),
    Matter("to-trinh", "Về việc công nhận bản đạt chuẩn nông thôn mới", ("agriculture",), (9, 10, 11, 12)),
    Matter("cong-van", "Về việc xin ý kiến chuyển mục đích sử dụng đất trồng dong riềng", ("land", "agriculture")),
    Matter("to-trinh", "Về việc bổ sung kinh phí khắc phục thiên tai", ("finance", "agriculture"), (6, 7, 8, 9, 10)),
    Matter("cong-van", "Về việc đề nghị cử cán bộ hướng dẫn phần mềm một cửa điện tử", ("office", "home_affairs")),
    Matter("to-trinh", "Về việc phê duyệt quy hoạch cán bộ, công chức xã", ("home_affairs",), (4, 5, 10)),
    Matter("cong-van", "Về việc phối hợp bảo đảm an ninh trật tự phiên chợ vùng biên", ("infrastructure",)),
    Matter("to-trinh", "Về việc hỗ trợ tổ chức ngày hội văn hóa Sán Chỉ, hội Soóng cọ", ("culture", "finance"), (2, 3, 4)),
)
"""What a commune asks of the district."""
DOWN = (
    Matter("cong-van", "Về việc rà soát, cắt giảm thời gian giải quyết thủ tục hành chính", ("home_affairs",)),
    Matter("cong-van", "Về việc báo cáo tiến độ các công trình chương trình 135", ("ethnic",)),
    Matter("ke-hoach", "Kiểm tra công vụ tại bộ phận một cửa các xã, thị trấn quý {q}", ("home_affairs",), (1, 4, 7, 10)),
    Matter("cong-van", "Về việc tăng cường phòng, chống rét cho vật nuôi", ("agriculture",), (1, 2, 11, 12)),
    Matter("cong-van", "Về việc chuẩn bị hạ tầng điểm trung chuyển hàng hóa qua cửa khẩu Hoành Mô", ("infrastructure",)),
    Matter("thong-bao", "Lịch tiếp công dân của Chủ tịch UBND huyện tháng {m}", ("office",)),
    Matter("giay-moi", "Họp giao ban công tác xây dựng nông thôn mới tháng {m}", ("agriculture",)),
    Matter("giay-moi", "Tập huấn phần mềm quản lý văn bản và hồ sơ công việc", ("office",)),
    Matter("cong-van", "Về việc mở lớp dạy nghề cho lao động nông thôn năm {y}", ("labour",), (2, 3, 4, 5, 9)),
    Matter("ke-hoach", "Bảo vệ và phát triển vùng trồng dong riềng, thương hiệu miến dong Bình Liêu", ("agriculture",), (2, 3)),
    Matter("cong-van", "Về việc rà soát hộ nghèo, hộ cận nghèo năm {y}", ("labour",), (8, 9, 10)),
    Matter("ke-hoach", "Tổ chức hội mùa vàng Bình Liêu năm {y}", ("culture",), (9, 10)),
    Matter("cong-van", "Về việc lấy ý kiến quy hoạch Khu di tích danh thắng thác Khe Vằn", ("culture", "land")),
    Matter("quyet-dinh", "Về việc giao chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm {y}", ("finance",), (1, 12)),
    Matter("cong-van", "Về việc ứng phó mưa lũ, sạt lở đất", ("agriculture",), (5, 6, 7, 8, 9)),
    Matter("quyet-dinh", "Về việc phân bổ xi măng làm đường bê tông về bản", ("finance", "infrastructure"), (3, 4, 5, 9)),
    Matter("cong-van", "Về việc công khai thủ tục hành chính tại bộ phận tiếp nhận và trả kết quả", ("home_affairs", "justice")),
    Matter("cong-van", "Về việc áp dụng hệ thống quản lý chất lượng TCVN ISO 9001:2008", ("office",)),
)
"""What the district writes to its communes."""
DIVISIONS = (
    Matter("cong-van", "Về việc hướng dẫn tự chấm điểm cải cách hành chính", ("home_affairs",)),
    Matter("cong-van", "Về việc cung cấp số liệu hộ tịch, chứng thực quý {q}", ("justice",), (3, 6, 9, 12)),
    Matter("cong-van", "Về việc đối chiếu kinh phí nông thôn mới", ("finance",)),
    Matter("cong-van", "Về việc cập nhật biến động đất đai sau dồn điền, đổi thửa", ("land",)),
    Matter("cong-van", "Về việc đăng ký nhu cầu học nghề của lao động nông thôn", ("labour",)),
    Matter("cong-van", "Về việc hướng dẫn tổ chức điểm du lịch cộng đồng", ("culture",)),
    Matter("cong-van", "Về việc kiểm tra an toàn các công trình giao thông nông thôn", ("infrastructure",)),
    Matter("cong-van", "Về việc phòng trừ sâu bệnh trên cây hồi, cây quế", ("agriculture",)),
    Matter("cong-van", "Về việc rà soát đối tượng thụ hưởng chương trình 135", ("ethnic",)),
    Matter("cong-van", "Về việc vận động học sinh ra lớp sau Tết", ("education",), (2, 3)),
)
"""What a division writes to communes."""
ADVICE = (
    Matter("bao-cao", "Kết quả kiểm tra công vụ quý {q}", ("home_affairs",), (3, 6, 9, 12)),
    Matter("bao-cao", "Rà soát văn bản quy phạm pháp luật và thủ tục hành chính", ("justice",)),
    Matter("to-trinh", "Về việc phân bổ vốn đầu tư các công trình xã đặc biệt khó khăn", ("finance", "ethnic")),
    Matter("bao-cao", "Tiến độ nâng cấp đường từ Trung tâm Y tế huyện đấu nối Quốc lộ 18C", ("infrastructure", "finance")),
    Matter("bao-cao", "Tình hình thông quan và thu hút đầu tư tại cửa khẩu Hoành Mô tháng {m}", ("infrastructure",)),
    Matter("to-trinh", "Về việc mở lớp dạy nghề chế biến miến dong, du lịch cộng đồng", ("labour", "agriculture")),
    Matter("bao-cao", "Kết quả chuẩn bị quỹ đất Trung tâm Logistics Hoành Mô", ("land", "infrastructure")),
    Matter("to-trinh", "Về việc xây dựng nhà văn hóa xã theo chuẩn nông thôn mới", ("culture", "finance")),
    Matter("bao-cao", "Kết quả hỗ trợ sản xuất, phát triển mô hình giảm nghèo", ("agriculture", "ethnic")),
)
"""What a division lays before the district's People's Committee."""
PARTY = (
    Matter(
        "cong-van", "Về việc báo cáo kết quả thực hiện Nghị quyết 19-NQ/TU quý {q}", ("home_affairs", "office"), (3, 6, 9, 12)
    ),
    Matter("thong-bao", "Kết luận của Ban Thường vụ Huyện ủy phiên họp tháng {m}", ("office",)),
    Matter("cong-van", "Về việc chuẩn bị nội dung làm việc về ba đột phá chiến lược", ("finance", "home_affairs")),
    Matter("thong-bao", "Kết luận của Thường trực Huyện ủy về thu hút đầu tư khu vực cửa khẩu", ("infrastructure", "land")),
    Matter("cong-van", "Về việc rà soát, bổ sung quy hoạch cán bộ lãnh đạo, quản lý", ("home_affairs",), (3, 4, 9, 10)),
    Matter("ke-hoach", "Kiểm tra việc thực hiện nghị quyết về xây dựng nông thôn mới", ("agriculture",), (4, 8)),
    Matter("cong-van", "Về việc đôn đốc dùng phần mềm quản lý văn bản trong cơ quan Đảng, chính quyền", ("office",)),
)
"""What the Party committee writes to the People's Committee."""
TO_PARTY = (
    Matter("bao-cao", "Tình hình thực hiện nhiệm vụ tháng {m} của UBND huyện", ("office",)),
    Matter("bao-cao", "Kết quả thực hiện ba đột phá chiến lược quý {q}", ("party_office",), (3, 6, 9, 12)),
    Matter("to-trinh", "Về việc xin ý kiến danh mục công trình trọng điểm", ("party_office", "party_inspection")),
    Matter("bao-cao", "Kết quả đào tạo, bồi dưỡng cán bộ, công chức", ("party_organisation",)),
    Matter("to-trinh", "Về việc điều động, luân chuyển cán bộ về xã", ("party_organisation", "party_inspection")),
)
"""What the People's Committee writes to the Party committee; its boards handle it."""
COUNCIL = (
    Matter("nghi-quyet", "Về nhiệm vụ phát triển kinh tế - xã hội sáu tháng cuối năm {y}", ("finance",), (7,)),
    Matter("nghi-quyet", "Về dự toán thu, chi ngân sách huyện năm sau", ("finance",), (12,)),
    Matter("ke-hoach", "Giám sát việc thực hiện chương trình 135 và nông thôn mới", ("ethnic", "agriculture"), (2, 3, 8, 9)),
    Matter("thong-bao", "Về thời gian, nội dung kỳ họp Hội đồng nhân dân huyện", ("office",), (6, 11)),
    Matter("cong-van", "Về việc trả lời ý kiến, kiến nghị của cử tri", ("office", "infrastructure")),
)
"""What the People's Council writes to district and communes."""
PROVINCE = (
    ("UBND tỉnh Quảng Ninh", "UBND-TH",
     Matter("cong-van", "Về việc nâng cao Chỉ số cải cách hành chính cấp huyện", ("home_affairs",))),
    ("UBND tỉnh Quảng Ninh", "UBND-XD",
     Matter("cong-van", "Về việc đẩy nhanh tiến độ cầu Hoành Mô - Động Trung", ("infrastructure", "land"))),
    ("Sở Nội vụ tỉnh Quảng Ninh", "SNV-CCHC",
     Matter("cong-van", "Về việc báo cáo cải cách hành chính quý {q}", ("home_affairs",))),
    ("Sở Nông nghiệp và Phát triển nông thôn tỉnh Quảng Ninh", "SNN&PTNT-NTM",
     Matter("cong-van", "Về việc thẩm định tiêu chí nông thôn mới", ("agriculture",))),
    ("Ban Quản lý Khu kinh tế tỉnh Quảng Ninh", "BQLKKT-KH",
     Matter("cong-van", "Về việc phối hợp quản lý bến bãi cửa khẩu Hoành Mô", ("infrastructure",))),
    ("Sở Du lịch tỉnh Quảng Ninh", "SDL-QH", Matter("cong-van", "Về việc góp ý quy hoạch du lịch huyện Bình Liêu", ("culture",))),
    ("Sở Lao động - Thương binh và Xã hội tỉnh Quảng Ninh", "LĐTBXH-GN",
     Matter("cong-van", "Về việc báo cáo kết quả giảm nghèo", ("labour",))),
    ("Ban Dân tộc tỉnh Quảng Ninh", "BDT-CS",
     Matter("cong-van", "Về việc phân định xã khu vực III, thôn đặc biệt khó khăn", ("ethnic",))),
)  # fmt: skip
"""What the province writes to the district: who, the notation of its symbol, the matter."""
HIGHER_PARTY = (
    ("Tỉnh ủy Quảng Ninh", "CV/TU",
     Matter("cong-van", "Về việc báo cáo thực hiện Nghị quyết 19-NQ/TU", ("party_office", "party_organisation"))),
    ("Ban Tổ chức Tỉnh ủy Quảng Ninh", "CV/BTCTU",
     Matter("cong-van", "Về việc thống kê tinh giản biên chế, hợp nhất cơ quan", ("party_organisation",))),
    ("Ban Tuyên giáo Tỉnh ủy Quảng Ninh", "HD/BTGTU",
     Matter("huong-dan", "Tuyên truyền ba đột phá chiến lược năm {y}", ("party_propaganda",))),
)  # fmt: skip
"""What higher Party bodies write to the district's Party committee."""
