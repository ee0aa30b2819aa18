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

DUTIES = (
    "counter_clerk",
    "specialist",
    "specialist.justice",
    "specialist.land",
    "specialist.social",
    "specialist.finance",
    "specialist.military",
    "specialist.police",
    "specialist.office",
    "specialist.culture",
    "division_head",
    "unit_head",
    "records_clerk",
    "cashier",
    "result_clerk",
    "centre_officer",
)

RECEPTION, PARENT = "reception", "parent"
VERTICAL = ("police", "tax", "treasury", "social_insurance", "land_registry")
PLACES = (
    RECEPTION,
    PARENT,
    "people_committee",
    "one_stop",
    "service_centre",
    "justice_officer",
    "division.office",
    "division.justice",
    "division.finance",
    "division.land",
    "division.labour",
    "division.culture",
    "division.education",
    "division.health",
    "division.inspectorate",
    "division.home_affairs",
    "division.infrastructure",
    "division.agriculture",
    "division.ethnic",
    "division.economy",
    *VERTICAL,
    "party_committee",
    "party_office",
    "party_organisation",
    "party_inspection",
    "party_propaganda",
    "party_mobilisation",
    "fatherland_front",
)
"""`reception` = the unit that received, `parent` = the unit above it, else a function of a unit (office.org)."""

PLACE_NAMES = {
    "reception": "Nơi tiếp nhận",
    "parent": "Cấp trên trực tiếp",
    "people_committee": "Ủy ban nhân dân",
    "one_stop": "Bộ phận một cửa",
    "service_centre": "Trung tâm Hành chính công",
    "justice_officer": "Tư pháp - hộ tịch",
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
    "police": "Công an",
    "tax": "Thuế",
    "treasury": "Kho bạc Nhà nước",
    "social_insurance": "Bảo hiểm xã hội",
    "land_registry": "Văn phòng đăng ký đất đai",
}
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
