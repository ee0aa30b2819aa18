"""Invents the applicants of the demonstration: as people of Bình Liêu are named, no living person is meant."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lienthong.site.demo.scenes import DISTRICT_2018

_FAMILIES = {
    "tay": ("Hoàng", "Lô", "Nông", "Vi", "La", "Lương", "Ngô", "Hà", "Loan"),
    "dao": ("Chíu", "Tằng", "Dường", "Phùn", "Đặng", "Bàn", "Triệu", "Chìu"),
    "san_chi": ("Trần", "Lài", "Lỷ", "Nình", "Tô", "Ninh", "Vi", "Sái"),
    "kinh": ("Nguyễn", "Phạm", "Vũ", "Đỗ", "Bùi", "Lê", "Đinh"),
}
_SHARES = (45, 22, 20, 13)
_MIDDLES_OF_MEN = ("Văn", "Văn", "Văn", "Đức", "Quang", "Mạnh", "Ngọc", "Trung", "Tiến")
_MIDDLES_OF_WOMEN = ("Thị", "Thị", "Thị", "Thu", "Thúy", "Ngọc", "Minh")
_MEN = (
    "Hải", "Thím", "Sửu", "Lâm", "Bảo", "Dũng", "Phúc", "Hưng", "Lộc", "Thắng", "Kim", "Chiến", "Cường", "Tài", "Kiên",
    "Nghiệp", "Quý", "Tuấn", "Đạt", "Sinh", "Thiện", "Hòa", "Sáng", "Thủy", "Đông", "Toàn", "Vượng", "Ích", "Ổn", "Út",
)  # fmt: skip
_WOMEN = (
    "Sen", "Mai", "Hồng", "Bích", "Lan", "Hà", "Nga", "Ánh", "Thắm", "Hằng", "Liên", "Phượng", "Yến", "Dung", "Huyền", "Hoa",
    "Xuân", "Tuyết", "Vân", "Én", "Ế", "Thoa", "Diệp", "Mười", "Nhung", "Thơm", "Chín", "Ươm", "Loan", "Khuyên",
)  # fmt: skip
_DAO_MEN = ("Dảu Tình", "Sếch Và", "A Tài", "Phúc Voòng", "Quay Hếnh", "Chăn Sáng", "A Lìn", "Vầy Sềnh", "Dì Phúc", "Tắc Sáng")
_DAO_WOMEN = ("Tài Múi", "Nhì Múi", "Tài Lan", "Chống Mản", "Sám Múi", "A Lưu", "Ngọc Múi", "Sì Múi")

VILLAGES = DISTRICT_2018.villages


@dataclass(frozen=True)
class Applicant:
    """An invented applicant: a birth year alone, an identity paper or none, perhaps a thumb-print with a witness."""

    name: str
    sex: str
    born_year: int
    id_type: str
    id_number: str
    phone: str
    address: str
    witness: str


def applicant(
    chance: random.Random, home: str, home_name: str, *, villages: Mapping[str, Sequence[str]] = VILLAGES, year: int = 2018
) -> Applicant:
    """Return another invented applicant who lives in `home` (key of `villages`), drawn from `chance`.

    year  the papers and telephone numbers are those of that year: no CMND since 2025, no numbers of 11 digits since 2018 [M].
    """
    sex = chance.choice(("nam", "nữ"))
    born = chance.randint(year - 78, year - 19)
    id_type = "" if chance.random() < 0.06 else "cccd" if chance.random() < 0.08 or year >= 2025 else "cmnd"
    number = {"": "", "cccd": f"022{chance.randrange(10**9):09d}", "cmnd": f"10{chance.randrange(10**7):07d}"}[id_type]
    prefixes = ("91", "97", "98", "38", "32", "94") if year >= 2025 else ("91", "97", "98", "168", "162", "94")
    phone = f"0{chance.choice(prefixes)}{chance.randrange(10**7):07d}" if chance.random() < 0.7 else ""
    thumb = born < year - 56 and chance.random() < 0.3
    village = chance.choice(villages[home])
    name = person_name(chance, sex)
    witness = person_name(chance, "nam") if thumb else ""
    return Applicant(name, sex, born, id_type, number, phone, f"{village}, {home_name}", witness)


def person_name(chance: random.Random, sex: str) -> str:
    """Return an invented name of a man («nam») or a woman («nữ»)."""
    people = chance.choices(tuple(_FAMILIES), _SHARES)[0]
    family = chance.choice(_FAMILIES[people])
    woman = sex == "nữ"
    if people == "dao" and chance.random() < 0.7:
        return f"{family} {chance.choice(_DAO_WOMEN if woman else _DAO_MEN)}"
    middle = chance.choice(_MIDDLES_OF_WOMEN if woman else _MIDDLES_OF_MEN)
    return f"{family} {middle} {chance.choice(_WOMEN if woman else _MEN)}"
