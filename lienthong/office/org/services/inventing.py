"""Invents the people of a demonstration: no living person is meant."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_TAY = ("Hoàng", "Lô", "Nông", "Vi", "La", "Lương", "Ngô", "Hà")
_DAO = ("Chíu", "Tằng", "Dường", "Phùn", "Đặng", "Bàn", "Triệu")
_SAN_CHI = ("Trần", "Lài", "Lỷ", "Nình", "Tô", "Ninh", "Vi")
_KINH = ("Nguyễn", "Phạm", "Vũ", "Đỗ", "Bùi", "Lê", "Đinh")
_MEN = [
    "Văn Hải",
    "Văn Thím",
    "Văn Sửu",
    "Ngọc Lâm",
    "Văn Bảo",
    "Tiến Dũng",
    "Văn Phúc",
    "Quang Hưng",
    "Văn Lộc",
    "Đức Thắng",
    "Văn Kim",
    "Văn Chiến",
    "Mạnh Cường",
    "Văn Tài",
    "Trung Kiên",
    "Văn Nghiệp",
    "Văn Quý",
    "Minh Tuấn",
    "Văn Đạt",
    "Văn Sinh",
]
_WOMEN = [
    "Thị Sen",
    "Thị Mai",
    "Thị Hồng",
    "Thị Bích",
    "Thị Lan",
    "Thu Hà",
    "Thị Nga",
    "Thị Ánh",
    "Thị Thắm",
    "Thúy Hằng",
    "Thị Liên",
    "Thị Phượng",
    "Thị Yến",
    "Thị Dung",
    "Ngọc Huyền",
    "Thị Hoa",
    "Thị Xuân",
    "Thị Tuyết",
    "Thị Vân",
    "Thị Én",
]
_DAO_MEN = ("Dảu Tình", "Sếch Và", "A Tài", "Phúc Voòng", "Quay Hếnh", "Chăn Sáng", "A Lìn", "Vầy Sềnh")
_DAO_WOMEN = ("Tài Múi", "Nhì Múi", "Tài Lan", "Chống Mản", "Sám Múi", "A Lưu")


@dataclass(frozen=True)
class Invented:
    """An invented person: no living person is meant.  `uid` is the number of a UUID of version 7."""

    name: str
    birth_year: int
    uid: int


class NameMaker:
    """Invents people of Bình Liêu (Tày, Dao, Sán Chỉ, Kinh), always the same for the same `random`; no name comes twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._used: set[str] = set()

    def next(self) -> Invented:
        """Return another invented person, born 1960-1994."""
        while (name := self._name()) in self._used:
            continue
        self._used.add(name)
        uid = 1_262_304_000_000 << 80 | 7 << 76 | self._random.getrandbits(12) << 64 | 0b10 << 62 | self._random.getrandbits(62)
        return Invented(name, self._random.randint(1960, 1994), uid)

    def _name(self) -> str:
        people = self._random.choices((_TAY, _DAO, _SAN_CHI, _KINH), (45, 20, 20, 15))[0]
        woman = self._random.random() < 0.45
        if people is _DAO and self._random.random() < 0.7:
            given = self._random.choice(_DAO_WOMEN if woman else _DAO_MEN)
        else:
            given = self._random.choice(_WOMEN if woman else _MEN)
        return f"{self._random.choice(people)} {given}"
