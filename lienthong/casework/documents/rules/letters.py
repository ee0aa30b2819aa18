"""What a line of a register says of a document: the closed words, how long each field may be, what is wrong with a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lienthong.casework.documents import errors
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.vietnamese import one_line

URGENCIES: dict[str, str] = {"": "Thường", "urgent": "Khẩn", "very_urgent": "Thượng khẩn", "express": "Hỏa tốc"}
"""Source: law:nd-30-2020 [V: domain 2.1]."""
SECRECIES: dict[str, str] = {"": "Không mật", "secret": "Mật", "top_secret": "Tối mật", "absolute": "Tuyệt mật"}
CIRCULATIONS: dict[str, str] = {
    "": "Không ghi", "return_after": "TRẢ LẠI SAU KHI HỌP", "return_read": "XEM XONG TRẢ LẠI", "inside": "LƯU HÀNH NỘI BỘ",
}  # fmt: skip
"""How far a document goes, as it stands on it.  Source: law:nd-30-2020 [V: domain 2.1]."""
CHANNELS: dict[str, str] = {
    "paper": "Bản giấy", "email": "Thư điện tử", "axis": "Trục liên thông", "upload": "Tải lên",
    "inside": "Nội bộ hệ thống",
}  # fmt: skip
"""How an incoming document came."""
ENTRY_STATES: dict[str, str] = {"reserved": "Giữ số", "used": "Đã dùng", "void": "Đã hủy"}
MOST: dict[str, int] = {
    "symbol": 80, "subject": 2000, "issuer": 300, "signer": 200, "signer_capacity": 200, "recipients": 4000, "moved_to": 300,
    "kept_by": 300, "note": 500, "file_code": 40, "reason": 300, "drafter": 30,
}  # fmt: skip
"""So many characters may a field have."""
FIELD_NAMES: dict[str, str] = {
    "symbol": "Số, ký hiệu", "subject": "Trích yếu", "issuer": "Tác giả", "signer": "Người ký",
    "signer_capacity": "Chức vụ người ký", "recipients": "Nơi nhận", "moved_to": "Đơn vị hoặc người nhận",
    "kept_by": "Đơn vị, người nhận bản lưu", "note": "Ghi chú", "file_code": "Số, ký hiệu hồ sơ", "reason": "Lý do",
    "drafter": "Ký hiệu đơn vị soạn thảo", "copies": "Số lượng bản", "pages": "Số trang", "urgency": "Độ khẩn",
    "secrecy": "Độ mật", "circulation": "Phạm vi lưu hành",
    "channel": "Đường đến", "type_key": "Loại văn bản", "issued_on": "Ngày văn bản",
    "arrived_at": "Ngày đến", "due_on": "Hạn giải quyết", "moved_on": "Ngày chuyển", "files": "Tệp",
    "paper_at": "Ngày bản giấy đến",
}  # fmt: skip
"""What each field is called, in a refusal and beside a fault of a grid."""
MOST_COUNT, MOST_COUNT_SAID = 99_999, "99.999"
"""So many copies or pages at most."""
MOST_ROWS = 40
"""So many letters does one grid register at most."""


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Common:
    """What every document may say beside what its direction asks for; texts as typed.

    type_key  key of its type; "" where nobody knows (an incoming one).
    file_code «Số và ký hiệu hồ sơ» of the file catalogue.
    files     originals, kept byte by byte.   held: keys of files that the actor holds for the form.
    """

    type_key: str = ""
    subject: str = ""
    signer: str = ""
    signer_capacity: str = ""
    recipients: str = ""
    copies: int | None = None
    pages: int | None = None
    urgency: str = ""
    secrecy: str = ""
    circulation: str = ""
    due_on: date | None = None
    moved_to: str = ""
    moved_on: date | None = None
    kept_by: str = ""
    note: str = ""
    file_code: str = ""
    files: tuple[Upload, ...] = ()
    held: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Outgoing(Common):
    """A document that goes out, or is issued inside (`register_internal`).

    drafter  symbol of the unit that drafted a công văn: the VP of «15/UBND-VP».
    """

    drafter: str = ""


@dataclass(frozen=True)
class Incoming(Common):
    """A document that came.

    symbol      as it stands on it; "" when it has none.   issued_on: its day, None when it has none.
    issuer      a typed name; issuer_uid names a unit of ours instead.
    arrived_at  when it came, aware.   channel: key of CHANNELS.
    another     the clerk has seen its twins and says that it is another document.
    """

    symbol: str = ""
    issued_on: date | None = None
    issuer: str = ""
    issuer_uid: UUID | None = None
    arrived_at: datetime | None = None
    channel: str = "paper"
    another: bool = False


@dataclass(frozen=True)
class Fault:
    """What is wrong with a field; row from 1 in a grid, 0 for a single document."""

    field: str
    refusal: Refusal
    row: int = 0


MARKS: Mapping[str, Mapping[str, str]] = {"urgency": URGENCIES, "circulation": CIRCULATIONS}
"""What a paper may bear above its text, by field."""
_CHOICES: Mapping[str, Mapping[str, str]] = {**MARKS, "secrecy": SECRECIES}


def cleaned_list(text: str) -> str:
    """Return a typed list, one thing a line, without empty lines."""
    return "\n".join(line for line in map(one_line, text.splitlines()) if line)


def faults(new: Common) -> list[Fault]:
    """Return what is wrong with the fields of a document, whatever its direction."""
    found = [
        Fault(name, errors.TooLong(what=FIELD_NAMES[name], most=most))
        for name, most in MOST.items()
        if len(one_line(getattr(new, name, ""))) > most
    ]
    found += [
        Fault(name, errors.ChoiceUnknown(what=FIELD_NAMES[name]))
        for name, words in _CHOICES.items()
        if getattr(new, name) not in words
    ]
    found += [
        Fault(name, errors.CountWrong(what=FIELD_NAMES[name], most=MOST_COUNT_SAID))
        for name in ("copies", "pages")
        if not 1 <= (1 if getattr(new, name) is None else getattr(new, name)) <= MOST_COUNT
    ]
    said = one_line(new.subject)
    if new.secrecy and (said or new.files or new.held):
        found.append(Fault("subject" if said else "files", errors.SecretHasContent()))
    elif not new.secrecy and not said:
        found.append(Fault("subject", errors.SubjectMissing()))
    return found


def incoming_faults(new: Incoming, arrived: date | None, today: date) -> list[Fault]:
    """Return what is wrong with an incoming document.  arrived: the local day of its arrival, None when none was given."""
    found = faults(new)
    if new.channel not in CHANNELS:
        found.append(Fault("channel", errors.ChoiceUnknown(what=FIELD_NAMES["channel"])))
    if not one_line(new.issuer) and new.issuer_uid is None:
        found.append(Fault("issuer", errors.IssuerMissing()))
    if arrived is None:
        found.append(Fault("arrived_at", errors.ArrivalMissing()))
        return found
    if arrived > today:
        found.append(Fault("arrived_at", errors.DayAhead(day=_said(arrived), today=_said(today))))
    for name, day, before in (("issued_on", new.issued_on, False), ("due_on", new.due_on, True)):
        if day is not None and ((day < arrived) if before else (day > arrived)):
            found.append(Fault(name, errors.DaysCross(what=FIELD_NAMES[name], day=_said(day), arrived=_said(arrived))))
    return found


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def fields_of(new: Common) -> dict[str, Any]:
    """Return the columns of a document that say what was typed, one_line; those of its number and issuer are the caller's."""
    texts = ("subject", "signer", "signer_capacity", "moved_to", "kept_by", "note", "file_code")
    plain = ("copies", "pages", "urgency", "secrecy", "circulation", "due_on", "moved_on", "type_key")
    said = {name: one_line(getattr(new, name)) for name in texts} | {"recipients": cleaned_list(new.recipients)}
    return said | {name: getattr(new, name) for name in plain}
