"""Invents the applicants of the demonstration: as people of Bình Liêu are named, no living person is meant."""

from __future__ import annotations

import random
from dataclasses import dataclass

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

VILLAGES = {
    "binh_lieu": ("khu Bình Quân", "khu Bình Công", "khu Bình An", "khu Nà Làng", "khu Co Nhan", "khu Khe Lạc"),
    "hoanh_mo": ("bản Đồng Cậm", "bản Loòng Vài", "bản Pắc Pộc", "bản Nà Pò", "thôn Cửa Khẩu", "bản Ngàn Chi", "bản Phặc Chè"),
    "dong_tam": ("bản Nà Khau", "bản Ngàn Vàng", "bản Chè Phạ", "bản Phiêng Tắm", "bản Đồng Long", "bản Phai Làu"),
    "dong_van": ("bản Phạt Chỉ", "bản Khe Tiền", "bản Sông Moóc", "bản Cẩm Hắc", "bản Khu Chợ", "bản Phai Lầu"),
    "tinh_huc": ("bản Nà Kẻ", "bản Pắc Liềng", "bản Nà Ếch", "bản Chang Chiếm", "bản Khe Cóc", "bản Ngàn Phe"),
    "vo_ngai": ("bản Mạ Chạt", "bản Nà Nhái", "bản Khủi Luông", "bản Nà Luông", "bản Bản Ngày", "bản Tùng Cầu"),
    "luc_hon": ("bản Cao Thắng", "bản Khe O", "bản Pắc Phe", "bản Nà Luông", "bản Ngàn Pạt", "bản Bản Cáu"),
    "huc_dong": ("bản Khe Vằn", "bản Lục Ngù", "bản Thông Châu", "bản Sú Cáu", "bản Pò Đán", "bản Mó Túc"),
}
"""Villages for addresses of the demonstration [P: names of the district, not checked against a list]."""


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


def applicant(chance: random.Random, commune: str, commune_name: str) -> Applicant:
    """Return another invented applicant who lives in `commune` (key of VILLAGES), drawn from `chance`."""
    sex = chance.choice(("nam", "nữ"))
    born = chance.randint(1940, 1999)
    id_type = "" if chance.random() < 0.06 else "cccd" if chance.random() < 0.08 else "cmnd"
    number = {"": "", "cccd": f"022{chance.randrange(10**9):09d}", "cmnd": f"10{chance.randrange(10**7):07d}"}[id_type]
    phone = (
        f"0{chance.choice(('91', '97', '98', '168', '162', '94'))}{chance.randrange(10**7):07d}" if chance.random() < 0.7 else ""
    )
    thumb = born < 1962 and chance.random() < 0.3
    village = chance.choice(VILLAGES[commune])
    name = person_name(chance, sex)
    witness = person_name(chance, "nam") if thumb else ""
    return Applicant(name, sex, born, id_type, number, phone, f"{village}, {commune_name}", witness)


def person_name(chance: random.Random, sex: str) -> str:
    """Return an invented name of a man («nam») or a woman («nữ»)."""
    people = chance.choices(tuple(_FAMILIES), _SHARES)[0]
    family = chance.choice(_FAMILIES[people])
    woman = sex == "nữ"
    if people == "dao" and chance.random() < 0.7:
        return f"{family} {chance.choice(_DAO_WOMEN if woman else _DAO_MEN)}"
    middle = chance.choice(_MIDDLES_OF_WOMEN if woman else _MIDDLES_OF_MEN)
    return f"{family} {middle} {chance.choice(_WOMEN if woman else _MEN)}"
