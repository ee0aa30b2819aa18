"""Applicants as they are: a birth year alone, an identity card of 9 digits, a citizen card of 12, or none.

Source: handbook domain.md 8 (data rules [P]).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lienthong.toolkit import vietnamese
from lienthong.toolkit.sentences import Sentence

ID_TYPES = {
    "cmnd": "Chứng minh nhân dân",
    "cccd": "Căn cước công dân",
    "passport": "Hộ chiếu",
    "birth": "Giấy khai sinh",
    "": "Không có",
}
KINDS = {"citizen": "Công dân", "business": "Doanh nghiệp", "organisation": "Tổ chức", "state": "Cơ quan nhà nước"}
OLDEST = 130


@dataclass(frozen=True)
class Person:
    """A person or organisation as the counter wrote it down.  A birth is a day, a year alone, or unknown.

    place_uid  the commune or village picked for the address; address_unit_id, the unit that governs it (a reception finds it).
    basis      of a representative: the paper or relation by which it stands for the owner.
    """

    name: str
    kind: str = "citizen"
    id_type: str = ""
    id_number: str = ""
    born_on: date | None = None
    born_year: int | None = None
    sex: str = ""
    phone: str = ""
    email: str = ""
    place_uid: UUID | None = None
    address_unit_id: int | None = None
    address: str = ""
    signs_by: str = "signature"
    witness: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Fault:
    """What cannot be right: the field and the sentence that says what to do."""

    field: str
    sentence: str


def cleaned(person: Person) -> Person:
    """Return the person with names in NFC without stray characters, and numbers without spaces."""
    return Person(
        name=vietnamese.clean_name(person.name),
        kind=person.kind,
        id_type=person.id_type,
        id_number=re.sub(r"[\s.]", "", person.id_number).upper(),
        born_on=person.born_on,
        born_year=person.born_on.year if person.born_on else person.born_year,
        sex=person.sex,
        phone=re.sub(r"[\s.\-]", "", person.phone),
        email=person.email.strip(),
        place_uid=person.place_uid,
        address_unit_id=person.address_unit_id,
        address=vietnamese.nfc(" ".join(person.address.split())),
        signs_by=person.signs_by,
        witness=vietnamese.nfc(" ".join(person.witness.split())),
        basis=vietnamese.nfc(" ".join(person.basis.split())),
    )


def faults(person: Person, *, on: date) -> list[Fault]:
    """Return everything that cannot be right about a cleaned person on the day `on`; an empty list means fine."""
    found = [fault for fault in (_identity(person), _birth(person, on), _phone(person), _email(person)) if fault]
    if person.kind not in KINDS:
        found.append(Fault("kind", "Chọn loại đối tượng trong danh sách."))
    if person.signs_by == "thumbprint" and not person.witness:
        found.append(Fault("witness", "Người điểm chỉ cần có người làm chứng: ghi họ tên người làm chứng."))
    return found


def whole_address(typed: str, path: str) -> str:
    """Return what was typed of house and street, then the path of the place that was picked; either may be empty."""
    return ", ".join(part for part in (typed, path) if part)


def basis_fault(person: Person) -> Fault | None:
    """Return what is wrong with the basis of a representative: it must be told."""
    if person.basis:
        return None
    return Fault("basis", "Ghi căn cứ đại diện, ví dụ: Giấy ủy quyền ngày 10/03/2018, hoặc cha của chủ hồ sơ.")


def _identity(person: Person) -> Fault | None:
    number = person.id_number
    match person.id_type:
        case "" if number:
            return Fault("id_type", "Đã ghi số giấy tờ: chọn loại giấy tờ (CMND, CCCD, hộ chiếu).")
        case "cmnd" if not re.fullmatch(r"\d{9}", number):
            return Fault("id_number", "Số CMND có 9 chữ số; nếu bắt đầu bằng 0 hãy ghi đủ số 0.")
        case "cccd" if not re.fullmatch(r"\d{12}", number):
            return Fault("id_number", "Số CCCD có 12 chữ số; kiểm tra lại số trên thẻ.")
        case "passport" if not re.fullmatch(r"[A-Z0-9]{6,12}", number):
            return Fault("id_number", "Số hộ chiếu gồm 6 đến 12 chữ cái và chữ số.")
        case other if other not in ID_TYPES:
            return Fault("id_type", "Chọn loại giấy tờ trong danh sách.")
    return None


def _birth(person: Person, on: date) -> Fault | None:
    if person.born_on and person.born_on > on:
        return Fault("born_on", "Ngày sinh ở sau hôm nay; kiểm tra lại.")
    year = person.born_year
    if year is not None and not on.year - OLDEST <= year <= on.year:
        first, last = str(on.year - OLDEST), str(on.year)
        return Fault("born_on", Sentence("Năm sinh phải từ %(first)s đến %(last)s; kiểm tra lại.", first=first, last=last))
    return None


def _phone(person: Person) -> Fault | None:
    if person.phone and not re.fullmatch(r"(\+84|0)\d{8,10}", person.phone):
        return Fault("phone", "Số điện thoại có 10 chữ số, bắt đầu bằng 0 (hoặc +84).")
    return None


def _email(person: Person) -> Fault | None:
    if person.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", person.email):
        return Fault("email", "Địa chỉ thư điện tử có dạng ten@noi.vn; kiểm tra lại.")
    return None
