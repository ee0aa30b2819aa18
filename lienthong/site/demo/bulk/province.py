"""The benchmark's province: ten districts of twenty units each, with somebody for every duty."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.people import person_name

SINCE = date(2015, 1, 1)
DISTRICTS = 10
COMMUNES = 12
"""With eight agencies of the district: twenty units each."""

_COMMUNE = (
    ("Chủ tịch UBND", ("unit_head",)),
    ("Công chức Tư pháp - hộ tịch", ("specialist", "specialist.justice")),
    ("Công chức Văn hóa - xã hội", ("specialist", "specialist.social")),
    ("Cán bộ một cửa", ("counter_clerk", "result_clerk", "cashier")),
)
_AGENCIES: tuple[tuple[str, str, str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    ("Văn phòng HĐND và UBND", "division.office", "state", (("Văn thư", ("records_clerk",)),)),
    ("Phòng Kinh tế và Hạ tầng", "division.infrastructure", "state", (
        ("Trưởng phòng", ("division_head",)), ("Chuyên viên", ("specialist", "specialist.infrastructure")))),
    ("Phòng Tài nguyên và Môi trường", "division.land", "state", (
        ("Trưởng phòng", ("division_head",)), ("Chuyên viên", ("specialist", "specialist.land")))),
    ("Phòng Lao động - TB&XH", "division.labour", "state", (
        ("Trưởng phòng", ("division_head",)), ("Chuyên viên", ("specialist", "specialist.social")))),
    ("Trung tâm Hành chính công", "service_centre", "state", (
        ("Cán bộ một cửa", ("counter_clerk", "result_clerk", "cashier", "centre_officer")),)),
    ("Công an huyện", "police", "vertical", (
        ("Trưởng Công an", ("unit_head",)), ("Cán bộ", ("specialist", "specialist.police")))),
    ("Bảo hiểm xã hội huyện", "social_insurance", "vertical", (
        ("Giám đốc", ("unit_head",)), ("Cán bộ", ("specialist", "specialist.insurance")))),
)  # fmt: skip


@dataclass(frozen=True)
class Province:
    """Keys of the units with a counter, by district: (communes, the centre)."""

    districts: tuple[tuple[tuple[int, ...], int], ...]


@transaction.atomic
def build() -> Province:
    """Make the province, its units, posts and people."""
    chance = random.Random(200)
    root = _unit("UBND tỉnh mẫu", "people_committee", "H49", kind="people_committee", level="province")
    org.assign_calendar(unit_id=root, calendar_code=worktime.DEFAULT_CALENDAR, since=SINCE)
    return Province(tuple(_district(root, number, chance) for number in range(1, DISTRICTS + 1)))


def _district(root: int, number: int, chance: random.Random) -> tuple[tuple[int, ...], int]:
    code = f"H49.{50 + number}"
    name = f"huyện mẫu {number}"
    committee = _unit(f"UBND {name}", "people_committee", code, kind="people_committee", level="district", parent=root)
    _staff(committee, (("Chủ tịch UBND huyện", ("unit_head",)),), chance)
    centre = 0
    for place, (title, function, system, posts) in enumerate(_AGENCIES, 1):
        kind = "vertical_agency" if system == "vertical" else "public_unit" if function == "service_centre" else "division"
        above = None if system == "vertical" else committee
        unit = _unit(f"{title} {name}", function, f"{code}.{place:02d}", kind=kind, level="district", parent=above, system=system)
        if system == "vertical":
            org.serve_area(unit_id=unit, area_id=committee, since=SINCE)
        _staff(unit, posts, chance)
        centre = unit if function == "service_centre" else centre
    communes = []
    for place in range(1, COMMUNES + 1):
        title = f"UBND xã số {place}, {name}"
        unit = _unit(
            title, "people_committee", f"{code}.{20 + place}", kind="people_committee", level="commune", parent=committee
        )
        _staff(unit, _COMMUNE, chance)
        communes.append(unit)
    return tuple(communes), centre


def _unit(name: str, function: str, code: str, *, kind: str, level: str, parent: int | None = None, system: str = "state") -> int:
    counter = function in {"service_centre", "people_committee"} and level != "province"
    new = org.NewUnit(
        name=name, short_name=name, function=function, functions=("one_stop",) if counter else (), kind=kind, system=system,
        level=level, parent_id=parent, code=code, area_class="mountain",
    )  # fmt: skip
    return org.create_unit(new=new, since=SINCE).id


def _staff(unit_id: int, posts: tuple[tuple[str, tuple[str, ...]], ...], chance: random.Random) -> None:
    for rank, (title, duties) in enumerate(posts, 1):
        post = org.create_post(unit_id=unit_id, title=title, duties=list(duties), since=SINCE, rank=rank)
        name = person_name(chance, chance.choice(("nam", "nữ")))
        person = org.create_person(name=name, birth_year=chance.randint(1960, 1994))
        org.appoint(post_id=post.id, person_id=person.id, since=SINCE)
