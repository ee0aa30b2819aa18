"""Closed vocabularies and pure decisions of the organisation: no tables, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum


class System(StrEnum):
    """To which system a unit belongs; the Party is not a variant of the State."""

    STATE = "state"
    PARTY = "party"
    VERTICAL = "vertical"
    FRONT = "front"


class Level(StrEnum):
    """Level of government, or of the place that an address names."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"


class AreaClass(StrEnum):
    """Class of the area: some limits are longer in mountain and remote places."""

    NORMAL = "normal"
    MOUNTAIN = "mountain"
    REMOTE = "remote"


class UnitKind(StrEnum):
    """What kind of body a unit is."""

    PEOPLE_COMMITTEE = "people_committee"
    PEOPLE_COUNCIL = "people_council"
    DIVISION = "division"
    PUBLIC_UNIT = "public_unit"
    VERTICAL_AGENCY = "vertical_agency"
    PARTY_COMMITTEE = "party_committee"
    PARTY_BODY = "party_body"
    MASS_BODY = "mass_body"
    SECTION = "section"


class SuccessionKind(StrEnum):
    """How one unit follows another."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    ABOLISH = "abolish"
    REPARENT = "reparent"
    CREATE = "create"


class AppointmentKind(StrEnum):
    """How a person came to a post."""

    APPOINTED = "appointed"
    ELECTED = "elected"
    SECONDED = "seconded"
    ACTING = "acting"


APPOINTMENT_NAMES: dict[str, str] = {
    AppointmentKind.APPOINTED: "Bổ nhiệm, tuyển dụng",
    AppointmentKind.ELECTED: "Bầu cử",
    AppointmentKind.SECONDED: "Biệt phái, cử sang",
    AppointmentKind.ACTING: "Giao phụ trách",
}

SPECIALISTS = {
    "specialist.justice": "Chuyên viên tư pháp - hộ tịch",
    "specialist.land": "Chuyên viên địa chính - xây dựng",
    "specialist.social": "Chuyên viên lao động - xã hội",
    "specialist.finance": "Chuyên viên tài chính - kế toán",
    "specialist.military": "Chuyên viên quân sự",
    "specialist.police": "Chuyên viên công an",
    "specialist.office": "Chuyên viên văn phòng - thống kê",
    "specialist.culture": "Chuyên viên văn hóa",
    "specialist.education": "Chuyên viên giáo dục",
    "specialist.health": "Chuyên viên y tế",
    "specialist.inspectorate": "Chuyên viên thanh tra",
    "specialist.home_affairs": "Chuyên viên nội vụ",
    "specialist.infrastructure": "Chuyên viên kinh tế và hạ tầng",
    "specialist.agriculture": "Chuyên viên nông nghiệp",
    "specialist.ethnic": "Chuyên viên dân tộc",
    "specialist.tax": "Chuyên viên thuế",
    "specialist.treasury": "Chuyên viên kho bạc",
    "specialist.insurance": "Chuyên viên bảo hiểm xã hội",
    "specialist.party": "Chuyên viên công tác Đảng",
    "specialist.front": "Chuyên viên Mặt trận và đoàn thể",
}
FIELDS = {duty.removeprefix("specialist."): name.removeprefix("Chuyên viên ") for duty, name in SPECIALISTS.items()}
"""Fields in which a specialist works: the part after the dot of «specialist.justice»."""

DUTIES: dict[str, str] = {
    "counter_clerk": "Cán bộ một cửa",
    "specialist": "Chuyên viên",
    "division_head": "Lãnh đạo phòng",
    "unit_head": "Lãnh đạo đơn vị",
    "records_clerk": "Văn thư đơn vị",
    "cashier": "Cán bộ thu phí",
    "result_clerk": "Cán bộ trả kết quả",
    "centre_officer": "Cán bộ trung tâm hành chính công",
    "postal_agent": "Cán bộ bưu chính công ích",
    "e_certification_officer": "Cán bộ chứng thực điện tử",
    "cross_boundary_clerk": "Cán bộ tiếp nhận phi địa giới",
    "deadline_watcher": "Theo dõi hồ sơ tới hạn, quá hạn",
    "unit_viewer": "Tra cứu toàn đơn vị",
    "unit_reporter": "Thống kê báo cáo đơn vị",
    "population_db_reader": "Tra cứu cơ sở dữ liệu dân cư",
    "unit_admin": "Quản trị đơn vị",
    "system_admin": "Quản trị hệ thống",
    "procedure_editor": "Soạn quy trình",
    "procedure_reviewer": "Soát quy trình",
    "procedure_approver": "Duyệt quy trình",
    **SPECIALISTS,
}
"""Every duty that a post may carry, with its Vietnamese name (domain 1.3)."""

ANY_OF: dict[str, tuple[str, ...]] = {
    "leader": ("unit_head", "division_head"),
    "petition_taker": ("counter_clerk", "centre_officer", "records_clerk", "unit_head", "division_head"),
    "letter_handler": (
        "unit_head", "division_head", "specialist", *SPECIALISTS, "records_clerk", "counter_clerk", "centre_officer",
        "result_clerk", "cashier", "cross_boundary_clerk", "e_certification_officer",
    ),
}  # fmt: skip
"""Work that whoever holds any one of some duties does; no post carries these names themselves."""
ANY_OF_NAMES = {
    "leader": "Lãnh đạo", "petition_taker": "Cán bộ tiếp nhận phản ánh, kiến nghị", "letter_handler": "Người xử lý văn bản",
}  # fmt: skip


def carried(duties: Iterable[str]) -> frozenset[str]:
    """Return the duties that somebody with `duties` does work of: these, and those for which any one of them is enough.

    Work of «specialist.justice» is done by exactly that slug; that of plain «specialist» by any specialist.
    """
    held = frozenset(duties)
    plain = {"specialist"} if any(duty.startswith("specialist.") for duty in held) else set[str]()
    return held | plain | {shared for shared, enough in ANY_OF.items() if not held.isdisjoint(enough)}


def duty_name(duty: str) -> str:
    """Return a duty in Vietnamese words, of a post or of work; one that is none stays as it is."""
    return DUTIES.get(duty) or ANY_OF_NAMES.get(duty, duty)


SUBTREE_DUTIES = frozenset({"unit_head", "unit_reporter", "deadline_watcher", "unit_viewer", "system_admin"})
"""Duties whose holder reads the records of the whole subtree of the unit, not of the unit alone."""

LEADING = frozenset({"unit_head", "unit_reporter", "deadline_watcher"})
"""Duties of who leads a whole unit."""


def passing_duties(duties: Iterable[str], *, alike: bool, leads: bool) -> list[str]:
    """Return with which duties a post of an ended unit goes over to the heir, none: the post does not go over.

    alike  the heir is the same kind of body: the head's post goes over whole (`leads`) or not at all.
    Otherwise the unit becomes a part of the heir, and its head no longer leads a unit.
    """
    held = sorted(set(duties))
    if alike:
        return held if leads or "unit_head" not in held else []
    return [duty for duty in held if duty not in LEADING]


FUNCTIONS: dict[str, str] = {
    "people_committee": "Ủy ban nhân dân",
    "people_council": "Hội đồng nhân dân",
    "one_stop": "Bộ phận tiếp nhận và trả kết quả",
    "service_centre": "Trung tâm hành chính công",
    "division.office": "Văn phòng HĐND và UBND",
    "division.justice": "Tư pháp",
    "division.finance": "Tài chính - Kế hoạch",
    "division.land": "Tài nguyên và Môi trường",
    "division.labour": "Lao động - Thương binh và Xã hội",
    "division.culture": "Văn hóa và Thông tin",
    "division.education": "Giáo dục và Đào tạo",
    "division.health": "Y tế",
    "division.inspectorate": "Thanh tra",
    "division.home_affairs": "Nội vụ",
    "division.infrastructure": "Kinh tế và Hạ tầng",
    "division.agriculture": "Nông nghiệp và Phát triển nông thôn",
    "division.ethnic": "Dân tộc",
    "division.economy": "Kinh tế",
    "division.social": "Văn hóa - Xã hội",
    "police": "Công an",
    "military": "Ban Chỉ huy quân sự",
    "tax": "Thuế",
    "treasury": "Kho bạc Nhà nước",
    "social_insurance": "Bảo hiểm xã hội",
    "land_registry": "Đăng ký đất đai",
    "statistics": "Thống kê",
    "procuracy": "Viện kiểm sát nhân dân",
    "court": "Tòa án nhân dân",
    "enforcement": "Thi hành án dân sự",
    "forest_ranger": "Kiểm lâm",
    "market_control": "Quản lý thị trường",
    "customs": "Hải quan cửa khẩu",
    "border_guard": "Biên phòng",
    "policy_bank": "Ngân hàng Chính sách xã hội",
    "post_office": "Bưu điện",
    "vocational_centre": "Giáo dục nghề nghiệp - Giáo dục thường xuyên",
    "health_centre": "Trung tâm Y tế",
    "culture_centre": "Văn hóa - Thể thao",
    "broadcasting": "Truyền thanh - Truyền hình",
    "project_board": "Quản lý dự án",
    "land_fund": "Phát triển quỹ đất",
    "agriculture_service": "Dịch vụ nông nghiệp",
    "party_committee": "Cấp ủy",
    "party_office": "Văn phòng cấp ủy",
    "party_organisation": "Ban Tổ chức",
    "party_inspection": "Ủy ban Kiểm tra",
    "party_propaganda": "Ban Tuyên giáo",
    "party_mobilisation": "Ban Dân vận",
    "party_building": "Ban Xây dựng Đảng",
    "fatherland_front": "Mặt trận Tổ quốc",
    "farmers_union": "Hội Nông dân",
    "women_union": "Hội Liên hiệp Phụ nữ",
    "veterans_union": "Hội Cựu chiến binh",
    "youth_union": "Đoàn Thanh niên",
    "labour_union": "Liên đoàn Lao động",
}
"""What a unit is there for: procedures name a function, the tree finds the unit that serves it."""

_LEGACY = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}")
_MODERN = re.compile(r"[A-Y]\d{2}(\.\d{1,6})*")


def is_legacy_code(code: str) -> bool:
    """Return whether `code` is an organisation code of QCVN 102 form, e.g. 000.02.16.H49.

    Source: law:qcvn-102-2016 [V: domain 1.4, S11]
    """
    return _LEGACY.fullmatch(code) is not None


def is_modern_code(code: str) -> bool:
    """Return whether `code` has the form of QĐ 20/2020, e.g. H49.16.02: at most 35 characters, letter A-Y first.

    Source: law:qd-20-2020 [V: domain 1.4, S12]
    """
    return len(code) <= 35 and _MODERN.fullmatch(code) is not None


def modern_code(legacy: str) -> str:
    """Return the QĐ 20/2020 form of a QCVN 102 code: empty groups dropped, order reversed (mapping [P]).

    Raises ValueError when `legacy` is not of the QCVN 102 form.
    """
    if not is_legacy_code(legacy):
        raise ValueError(f"not a QCVN 102 code: {legacy}")
    return ".".join(group for group in reversed(legacy.split(".")) if group.strip("0"))


def unknown_duties(duties: Iterable[str]) -> list[str]:
    """Return the duties that are not in the closed vocabulary, in the order given."""
    return [duty for duty in duties if duty not in DUTIES]


def shares_whole(shares: Sequence[Decimal]) -> bool:
    """Return whether the shares of a split are all above 0 and sum to exactly 1."""
    return bool(shares) and all(share > 0 for share in shares) and sum(shares) == 1


def free_seat(taken: Iterable[int], seats: int) -> int | None:
    """Return the lowest free seat of a post with `seats` seats numbered from 1, or None when all are taken."""
    held = set(taken)
    return next((seat for seat in range(1, seats + 1) if seat not in held), None)


_PLACE_TYPES = (
    "thanh pho ",
    "thi xa ",
    "thi tran ",
    "dac khu ",
    "khu pho ",
    "phuong ",
    "huyen ",
    "quan ",
    "tinh ",
    "thon ",
    "ban ",
    "xa ",
)


def bare_place(folded: str) -> str:
    """Return the folded name of a place without its type: «xa hoanh mo» gives «hoanh mo»."""
    return next((folded[len(kind) :] for kind in _PLACE_TYPES if folded.startswith(kind) and len(folded) > len(kind)), folded)


SIGNING_FORMS = {"kt": "Ký thay (KT.): cấp phó ký cho cấp trưởng", "tl": "Thừa lệnh (TL.)", "tuq": "Thừa ủy quyền (TUQ.)"}
"""How a stand-in signs.  Source: law:nd-30-2020 [V: domain 2.1]; before 2020 the same [M]."""
_MARKS = ("KT. ", "TL. ", "TUQ. ")
_HEADS = ("CHỦ TỊCH", "TRƯỞNG PHÒNG", "GIÁM ĐỐC", "TRƯỞNG")


def is_deputy(title: str) -> bool:
    """Return whether a post is that of a deputy, who alone signs in place of the head (KT.)."""
    return title.strip().casefold().startswith("phó ")


def signature_lines(title: str, body: str = "ỦY BAN NHÂN DÂN") -> tuple[str, ...]:
    """Return the lines above a signature.

    title   «Chủ tịch UBND xã», «Phó Chủ tịch UBND xã»; of a stand-in «TUQ. Chủ tịch UBND xã / Công chức Tư pháp - hộ tịch».
    Source: law:nd-30-2020 [V: domain 2.1]: TM. for the collective, KT. by a deputy, TL. and TUQ. without TM.
    """
    words = title.upper()
    mark = next((one for one in _MARKS if words.startswith(one)), "")
    post, _, own = words.removeprefix(mark).partition(" / ")
    if not mark and post.startswith("PHÓ "):
        mark, own = "KT. ", post
    head = next((one for one in _HEADS if one in post), post)
    top = (f"TM. {body}",) if head == "CHỦ TỊCH" and mark in ("", "KT. ") else ()
    if not mark:
        return (*top, head)
    return (*top, f"{mark}{head}", f"PHÓ {head}" if own.startswith("PHÓ ") else own)
