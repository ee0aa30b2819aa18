"""The words that a procedure file may use; one place, so that messages can suggest the right one."""

from __future__ import annotations

from enum import StrEnum


class NodeKind(StrEnum):
    """What a step is."""

    TASK = "task"
    WAIT = "wait"
    FORK = "fork"
    JOIN = "join"
    RETURN = "return"


class Cause(StrEnum):
    """Why nobody works while a dossier waits."""

    PAYMENT = "payment"
    PUBLIC_POSTING = "public_posting"
    CITIZEN = "citizen"
    CHANGE_OF_MIND = "change_of_mind"
    OTHER_AGENCY = "other_agency"


class Channel(StrEnum):
    """How a dossier comes in: national channel 1 direct, 2 online, 3 public post."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class Unit(StrEnum):
    """The four units of a legal limit (domain 0.3)."""

    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"


class Start(StrEnum):
    """From when a limit counts: the next moment (hours), the next day (days), or the day of receipt itself."""

    NEXT_MOMENT = "next_moment"
    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


LEVELS = ("commune", "district", "province")
KINDS = ("external", "internal")
AUDIENCES = ("citizen", "business", "organisation", "state")
MARKS = ("V", "I", "M", "P")
AFTER_SUPPLEMENT = ("resume", "restart")
AREA_CLASSES = ("mountain", "remote")
PAPER_ACTIONS = ("submit", "show")
FEE_KINDS = ("fee", "levy")
FEE_MOMENTS = ("before", "after", "free")
NEEDS = ("result_number",)

SPECIALISTS = {
    "specialist.justice": "Chuyên viên tư pháp - hộ tịch",
    "specialist.land": "Chuyên viên địa chính - xây dựng",
    "specialist.social": "Chuyên viên lao động - xã hội",
    "specialist.finance": "Chuyên viên tài chính - kế toán",
    "specialist.military": "Chuyên viên quân sự",
    "specialist.police": "Chuyên viên công an",
    "specialist.office": "Chuyên viên văn phòng - thống kê",
    "specialist.culture": "Chuyên viên văn hóa - xã hội",
    "specialist.education": "Chuyên viên giáo dục",
    "specialist.health": "Chuyên viên y tế",
    "specialist.inspectorate": "Chuyên viên thanh tra",
    "specialist.home_affairs": "Chuyên viên nội vụ",
    "specialist.infrastructure": "Chuyên viên kinh tế - hạ tầng",
    "specialist.agriculture": "Chuyên viên nông nghiệp",
    "specialist.ethnic": "Chuyên viên dân tộc",
    "specialist.tax": "Chuyên viên thuế",
    "specialist.treasury": "Chuyên viên kho bạc",
    "specialist.insurance": "Chuyên viên bảo hiểm xã hội",
}
FIELDS = {duty.removeprefix("specialist."): name.removeprefix("Chuyên viên ") for duty, name in SPECIALISTS.items()}
DUTY_NAMES = {
    "counter_clerk": "Cán bộ một cửa",
    "specialist": "Chuyên viên",
    **SPECIALISTS,
    "division_head": "Lãnh đạo phòng",
    "unit_head": "Lãnh đạo đơn vị",
    "records_clerk": "Văn thư",
    "cashier": "Cán bộ thu phí",
    "result_clerk": "Cán bộ trả kết quả",
    "centre_officer": "Cán bộ trung tâm hành chính công",
    "postal_agent": "Cán bộ bưu chính công ích",
    "e_certification_officer": "Cán bộ chứng thực điện tử",
    "cross_boundary_clerk": "Cán bộ phi địa giới",
}
DUTIES = tuple(DUTY_NAMES)
"""Who may hold a step; the same words as office.org (domain 1.3)."""

RECEPTION, PARENT = "reception", "parent"
VERTICAL = ("police", "military", "tax", "treasury", "social_insurance", "land_registry")
PLACE_NAMES = {
    RECEPTION: "Nơi tiếp nhận",
    PARENT: "Cấp trên trực tiếp",
    "people_committee": "Ủy ban nhân dân",
    "people_council": "Hội đồng nhân dân",
    "one_stop": "Bộ phận một cửa",
    "service_centre": "Trung tâm Hành chính công",
    "division.office": "Văn phòng HĐND và UBND",
    "division.justice": "Phòng Tư pháp",
    "division.finance": "Phòng Tài chính - Kế hoạch",
    "division.land": "Phòng Tài nguyên và Môi trường",
    "division.labour": "Phòng Lao động - TB&XH",
    "division.culture": "Phòng Văn hóa và Thông tin",
    "division.education": "Phòng Giáo dục và Đào tạo",
    "division.health": "Phòng Y tế",
    "division.inspectorate": "Thanh tra",
    "division.home_affairs": "Phòng Nội vụ",
    "division.infrastructure": "Phòng Kinh tế và Hạ tầng",
    "division.agriculture": "Phòng Nông nghiệp và PTNT",
    "division.ethnic": "Phòng Dân tộc",
    "division.economy": "Phòng Kinh tế",
    "division.social": "Phòng Văn hóa - Xã hội",
    "police": "Công an",
    "military": "Ban Chỉ huy quân sự",
    "tax": "Cơ quan thuế",
    "treasury": "Kho bạc Nhà nước",
    "social_insurance": "Bảo hiểm xã hội",
    "land_registry": "Văn phòng đăng ký đất đai",
    "forest_ranger": "Kiểm lâm",
    "border_guard": "Biên phòng",
    "policy_bank": "Ngân hàng Chính sách xã hội",
    "post_office": "Bưu điện",
    "health_centre": "Trung tâm Y tế",
    "vocational_centre": "Trung tâm GDNN - GDTX",
    "agriculture_service": "Trung tâm Dịch vụ nông nghiệp",
    "land_fund": "Trung tâm Phát triển quỹ đất",
    "project_board": "Ban Quản lý dự án",
    "party_committee": "Cấp ủy",
    "party_office": "Văn phòng cấp ủy",
    "party_organisation": "Ban Tổ chức",
    "party_inspection": "Ủy ban Kiểm tra",
    "party_propaganda": "Ban Tuyên giáo",
    "party_mobilisation": "Ban Dân vận",
    "party_building": "Ban Xây dựng Đảng",
    "fatherland_front": "Mặt trận Tổ quốc",
}
PLACES = tuple(PLACE_NAMES)
"""`reception` = the unit that received, `parent` = the unit above it, else a function of a unit (office.org)."""

CHANNEL_NAMES = {
    Channel.DIRECT: "trực tiếp",
    Channel.ONLINE: "trực tuyến",
    Channel.POST: "bưu chính công ích",
}
ONLINE_NAMES = {"whole": "toàn trình", "partial": "một phần", "information": "chỉ cung cấp thông tin"}
"""How far a procedure goes online since law:nd-42-2022; before, the levels 4, 3, and 2 or 1 [M]: handbook domain.md 1.10."""
UNIT_NAMES = {
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.CALENDAR_DAY: "ngày",
    Unit.MONTH: "tháng",
}
CAUSE_NAMES = {
    Cause.PAYMENT: "chờ nộp tiền",
    Cause.PUBLIC_POSTING: "niêm yết công khai",
    Cause.CITIZEN: "chờ công dân",
    Cause.CHANGE_OF_MIND: "chờ thay đổi ý kiến",
    Cause.OTHER_AGENCY: "chờ cơ quan khác",
}
