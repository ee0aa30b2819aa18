"""What the pages of petitions show: looks of states, the time line, lines of the printed register."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from lienthong.casework.petitions import public as petitions
from lienthong.doors.desk.web.leading_tables import Cell
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui.parts import Happening
from lienthong.toolkit.ui.tongues import translated

LOOKS = {"sent": "due_soon", "open": "in_time", "answered": "returned", "transferred": "paused", "refused": "refused"}
LATE = "Quá hạn"
LIMIT_NOTES = {
    "V": "",
    "I": "Hạn trả lời ghi theo hệ thống đang chạy nơi khác, chưa đối chiếu với văn bản gốc; sửa được trong dữ liệu.",
    "M": "Hạn trả lời ghi theo trí nhớ, chưa đối chiếu với văn bản gốc; sửa được trong dữ liệu.",
    "P": "Hạn trả lời do phần mềm đề nghị, không theo văn bản nào; sửa được trong dữ liệu.",
}
"""What is said of a limit by how sure we are of it."""
CUT = "Kỳ này có nhiều hơn %(most)s dòng; sổ chỉ gồm %(most)s dòng đầu, tải từng phần của kỳ để có đủ."
ACTIVITIES = {
    "petition_filed": "Gửi qua Cổng công dân", "petition_entered": "Ghi vào sổ", "petition_received": "Tiếp nhận, giao xử lý",
    "petition_assigned": "Giao đơn vị khác", "petition_answered": "Trả lời", "petition_transferred": "Chuyển cơ quan khác",
    "petition_refused": "Không tiếp nhận", "petition_extended": "Gia hạn trả lời",
    "petition_claimed": "Nhận việc", "petition_handed_over": "Bàn giao cho người khác",
}  # fmt: skip
HEADS = (
    "STT", "Mã", "Ngày nhận", "Người gửi", "Cách gửi", "Loại", "Tóm tắt", "Đơn vị xử lý", "Hạn trả lời", "Khép ngày",
    "Tình trạng", "Đúng hạn",
)  # fmt: skip


def look_of(row: petitions.PetitionRow) -> tuple[str, str]:
    """Return the look of a petition's state and its words; an open one behind its limit is late."""
    return ("overdue", LATE) if row.late and row.closed_at is None else (LOOKS[row.state], row.state_name)


def events(sheet: petitions.PetitionSheet, names: Mapping[UUID, str]) -> list[Happening]:
    """Return the time line of a petition, the latest first; names of who acted, its sender is not in the ledger."""
    return [
        Happening(one.occurred_at, ACTIVITIES[one.activity], names.get(one.person_uid, "") if one.person_uid else "")
        for one in reversed(sheet.events)
    ]


def line(number: int, row: petitions.PetitionRow) -> list[Cell]:
    """Return a line of the register."""
    verdict = "quá hạn" if row.late else "đúng hạn" if row.closed_at else "trong hạn"
    return [
        number, row.code, formats.day(row.came_at), row.name, row.channel_name, row.kind_name, row.subject,
        row.handler or row.unit, formats.day(row.due_at), formats.day(row.closed_at) if row.closed_at else "", row.state_name,
        verdict,
    ]  # fmt: skip


def notes(register: petitions.Register) -> list[str]:
    """Return what stands below the register: how sure its limits are, and that it was cut."""
    marks = {row.limit_mark for row in register.rows}
    unsure = [translated(words) for mark, words in LIMIT_NOTES.items() if words and mark in marks]
    return [*([translated(CUT, most=formats.amount(petitions.REGISTER_MOST))] if register.cut else []), *unsure]
