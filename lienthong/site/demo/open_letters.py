"""Letters of the demonstration that stand open today: one for each who signs in, and one in every state [P]."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OpenLetter:
    """A letter from outside that still waits for somebody.

    before  working days before the present on which it came.   desk  district, party, «commune:1».   script  a key of
    `chains.SCRIPTS`: how far it is.
    """

    before: int
    desk: str
    issuer: str
    symbol: str
    subject: str
    areas: tuple[str, ...]
    script: str
    type_key: str = "cong-van"


NN, XD, NV = "Sở Nông nghiệp và Phát triển nông thôn tỉnh Quảng Ninh", "Sở Xây dựng tỉnh Quảng Ninh", "Sở Nội vụ tỉnh Quảng Ninh"
LD = "Sở Lao động - Thương binh và Xã hội tỉnh Quảng Ninh"
UB, TU, BTC = "UBND tỉnh Quảng Ninh", "Tỉnh ủy Quảng Ninh", "Ban Tổ chức Tỉnh ủy Quảng Ninh"
OPEN = (
    # the district: its chairman, its office, two divisions
    OpenLetter(
        9,
        "district",
        NN,
        "612/SNN&PTNT-TL",
        "Về việc rà soát hồ đập trước mùa mưa năm 2018",
        ("agriculture", "infrastructure"),
        "overdue",
    ),
    OpenLetter(
        9,
        "district",
        NV,
        "204/SNV-CCHC",
        "Về việc gửi tài liệu kiểm chứng Chỉ số PAR Index năm 2017",
        ("home_affairs", "office"),
        "overdue",
    ),
    OpenLetter(
        8,
        "district",
        NN,
        "618/SNN&PTNT-BVTV",
        "Về việc phòng trừ sâu bệnh hại cây dong riềng, cây hồi",
        ("agriculture", "culture"),
        "late",
    ),
    OpenLetter(
        7,
        "district",
        UB,
        "1369/UBND-NC",
        "Về việc phối hợp cao điểm an toàn giao thông dịp lễ hội",
        ("infrastructure", "justice"),
        "waived",
    ),
    OpenLetter(
        6,
        "district",
        XD,
        "455/SXD-QH",
        "Về việc góp ý đồ án quy hoạch khu bến bãi cửa khẩu Hoành Mô",
        ("infrastructure", "land"),
        "asking",
    ),
    OpenLetter(
        5, "district", LD, "318/LĐTBXH-DN", "Về việc đăng ký lớp dạy nghề chế biến miến dong", ("labour", "agriculture"), "review"
    ),
    OpenLetter(
        4,
        "district",
        UB,
        "1388/UBND-XD3",
        "Về việc bàn giao mặt bằng Trung tâm Logistics Hoành Mô",
        ("infrastructure", "land", "finance"),
        "below",
    ),
    OpenLetter(
        4, "district", LD, "341/LĐTBXH-BTXH", "Về việc hỗ trợ hộ nghèo bị thiệt hại do rét", ("labour", "finance"), "below"
    ),
    OpenLetter(
        4,
        "district",
        UB,
        "1402/UBND-TH",
        "Về việc cung cấp số liệu phần mềm quản lý văn bản, hồ sơ công việc",
        ("office", "home_affairs"),
        "below",
    ),
    OpenLetter(
        3,
        "district",
        UB,
        "1417/UBND-GT",
        "Về việc sửa chữa Quốc lộ 18C đoạn qua thị trấn",
        ("infrastructure", "labour"),
        "narrowed",
    ),
    OpenLetter(
        3, "district", LD, "355/LĐTBXH-GN", "Về việc phúc tra hộ nghèo tại ba xã", ("labour", "infrastructure"), "assigned"
    ),
    OpenLetter(
        3,
        "district",
        NN,
        "640/SNN&PTNT-NTM",
        "Về việc lập hồ sơ xã đạt chuẩn nông thôn mới",
        ("office", "agriculture"),
        "assigned",
    ),
    OpenLetter(
        3,
        "district",
        NV,
        "221/SNV-TCBC",
        "Về việc báo cáo biên chế sau hợp nhất cơ quan",
        ("justice", "home_affairs"),
        "sent_back",
    ),
    OpenLetter(
        4, "district", NN, "651/SNN&PTNT-CN", "Về việc tiêm phòng đàn gia súc vụ xuân", ("agriculture", "finance"), "working"
    ),
    OpenLetter(
        1,
        "district",
        UB,
        "1455/UBND-KT",
        "Về việc gặp gỡ doanh nghiệp xuất, nhập khẩu qua cửa khẩu Hoành Mô",
        ("infrastructure", "finance"),
        "presented",
    ),
    OpenLetter(
        1,
        "district",
        NV,
        "233/SNV-CCHC",
        "Về việc tự chấm điểm bộ phận một cửa hiện đại cấp xã",
        ("home_affairs", "office"),
        "presented",
    ),
    OpenLetter(
        1,
        "district",
        XD,
        "470/SXD-HT",
        "Về việc cấp nước sạch trung tâm các xã",
        ("infrastructure", "finance"),
        "presented_to_office",
    ),
    OpenLetter(
        1,
        "district",
        "UBND huyện Ba Chẽ",
        "152/UBND-NN",
        "Về việc phối hợp phòng cháy, chữa cháy rừng giáp ranh",
        ("agriculture",),
        "new",
    ),
    # the Party committee: its secretary, its office
    OpenLetter(
        9,
        "party",
        BTC,
        "318-CV/BTCTU",
        "Về việc rà soát chức danh kiêm nhiệm theo Nghị quyết 19-NQ/TU",
        ("party_organisation", "party_inspection"),
        "overdue",
    ),
    OpenLetter(
        4,
        "party",
        TU,
        "702-CV/TU",
        "Về việc báo cáo dùng chung văn phòng cấp ủy, chính quyền",
        ("party_office", "party_organisation"),
        "below",
    ),
    OpenLetter(
        3,
        "party",
        TU,
        "711-CV/TU",
        "Về việc góp ý đề án tinh gọn tổ chức bộ máy",
        ("party_office", "party_inspection"),
        "assigned",
    ),
    OpenLetter(
        4,
        "party",
        BTC,
        "326-CV/BTCTU",
        "Về việc bổ sung hồ sơ quy hoạch cán bộ",
        ("party_organisation", "party_office"),
        "asking",
    ),
    OpenLetter(
        1,
        "party",
        TU,
        "725-CV/TU",
        "Về việc chuẩn bị đoàn kiểm tra thực hiện Nghị quyết 19-NQ/TU",
        ("party_office",),
        "presented",
    ),
    OpenLetter(
        1,
        "party",
        BTC,
        "330-CV/BTCTU",
        "Về việc cử cán bộ dự lớp bồi dưỡng quản lý",
        ("party_organisation",),
        "presented_to_office",
    ),
    OpenLetter(
        1,
        "party",
        "Ban Tuyên giáo Tỉnh ủy Quảng Ninh",
        "58-HD/BTGTU",
        "Tuyên truyền kỷ niệm các ngày lễ lớn trong quý II năm 2018",
        ("party_propaganda",),
        "new",
        "huong-dan",
    ),
    # a commune: its chairman, its people
    OpenLetter(
        9,
        "commune:1",
        "Hạt Kiểm lâm huyện Bình Liêu",
        "18/HKL-PC",
        "Về việc ký cam kết bảo vệ rừng với các bản",
        ("land",),
        "overdue",
    ),
    OpenLetter(
        3,
        "commune:1",
        "Đồn Biên phòng cửa khẩu Hoành Mô",
        "25/ĐBP-VĐQC",
        "Về việc phối hợp quản lý người qua lại biên giới",
        ("justice", "land"),
        "assigned",
    ),
    OpenLetter(
        3,
        "commune:1",
        "Chi cục Hải quan cửa khẩu Hoành Mô",
        "40/HQHM-NV",
        "Về việc niêm yết quy định trao đổi cư dân biên giới",
        ("culture", "justice"),
        "assigned",
    ),
    OpenLetter(
        3,
        "commune:1",
        "Chi nhánh Văn phòng Đăng ký đất đai huyện Bình Liêu",
        "31/CNVPĐK-ĐK",
        "Về việc xác nhận ranh giới thửa đất thu hồi làm bến bãi",
        ("land", "culture"),
        "working",
    ),
    OpenLetter(
        1,
        "commune:1",
        "Bảo hiểm xã hội huyện Bình Liêu",
        "57/BHXH-CST",
        "Về việc rà soát thẻ bảo hiểm y tế hộ nghèo",
        ("culture", "justice"),
        "presented",
    ),
    OpenLetter(
        3,
        "commune:1",
        "Chi cục Thống kê huyện Bình Liêu",
        "9/CCTK-TH",
        "Về việc báo cáo số liệu dân số, lao động các bản",
        ("office", "culture"),
        "assigned",
    ),
    OpenLetter(
        1,
        "commune:1",
        "Ngân hàng Chính sách xã hội huyện Bình Liêu",
        "12/NHCSXH-KHNV",
        "Về việc bình xét hộ vay vốn",
        ("culture",),
        "new",
    ),
)
