"""Factories for tests: one unit, one person, or a small whole district with somebody for every duty."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lienthong.office.org.models import AdminUnit, Appointment, Delegation, Person, Post, ServiceArea, Unit, UnitCalendar, UnitEra
from lienthong.office.org.queries.holding import _known
from lienthong.office.org.services import abolish_unit as abolish_unit
from lienthong.office.org.services import merge_units as merge_units
from lienthong.office.org.services import split_unit as split_unit
from lienthong.toolkit.actor import Actor, Capacity
from lienthong.toolkit.clock import VIETNAM

MONDAY = date(2018, 3, 12)
MONDAY_8AM = datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM)
LONG_AGO = date(2015, 1, 1)

_numbers = itertools.count(1)


@contextmanager
def holdings(*, empty: bool = False) -> Iterator[None]:
    """Let what is registered meanwhile (`org.register_holding`) be forgotten afterwards; empty: and nothing be known before."""
    kept = dict(_known)
    if empty:
        _known.clear()
    try:
        yield
    finally:
        _known.clear()
        _known.update(kept)


def a_unit(
    name: str = "Phòng Tư pháp",
    *,
    function: str = "division.justice",
    functions: Iterable[str] = (),
    kind: str = "division",
    system: str = "state",
    level: str = "district",
    parent: Unit | None = None,
    serves: Iterable[Unit] = (),
    code: str = "",
    code_legacy: str = "",
    admin_code: str = "",
    short_name: str = "",
    area_class: str = "normal",
    since: date = LONG_AGO,
    until: date | None = None,
    calendar: str = "",
) -> Unit:
    """Return a unit, with its era, the territories it serves and, when named, its calendar."""
    unit = Unit.objects.create(
        code=code or f"T99.{next(_numbers)}",
        code_legacy=code_legacy,
        admin_code=admin_code,
        name=name,
        short_name=short_name or name,
        function=function,
        functions=list(functions),
        kind=kind,
        system=system,
        level=level,
        parent=parent,
        area_class=area_class,
        since=since,
        until=until,
    )
    UnitEra.objects.create(
        unit=unit, name=unit.name, short_name=unit.short_name, parent=parent, area_class=area_class, since=since, until=until
    )
    ServiceArea.objects.bulk_create([ServiceArea(unit=unit, area=area, since=since, until=until) for area in serves])
    if calendar:
        UnitCalendar.objects.create(unit=unit, calendar_code=calendar, since=since)
    return unit


def a_person(name: str = "Hoàng Thị Sen", *, birth_year: int | None = 1985) -> Person:
    """Return a person."""
    return Person.objects.create(name=name, birth_year=birth_year)


def a_post(
    unit: Unit,
    *duties: str,
    title: str = "Cán bộ một cửa",
    seats: int = 1,
    capacity: str = "",
    since: date = LONG_AGO,
    until: date | None = None,
    rank: int = 50,
) -> Post:
    """Return a post of `unit` with `duties` (counter_clerk when none is named)."""
    own = "party" if unit.system in {"party", "front"} else "state"
    return Post.objects.create(
        unit=unit,
        title=title,
        duties=list(duties or ("counter_clerk",)),
        seats=seats,
        capacity=capacity or own,
        system=unit.system,
        since=since,
        until=until,
        rank=rank,
    )


def an_appointment(
    post: Post, person: Person | None = None, *, seat: int = 1, since: date = LONG_AGO, until: date | None = None
) -> Appointment:
    """Return an appointment of `person` (somebody new when None) to `post`."""
    return Appointment.objects.create(post=post, person=person or a_person(), seat=seat, since=since, until=until)


def a_delegation(
    post: Post, giver: Person, taker: Person, *duties: str, since: datetime = MONDAY_8AM, until: datetime | None = None
) -> Delegation:
    """Return a delegation of `duties` (all of the post's when none is named), for one week unless said."""
    return Delegation.objects.create(
        from_post=post,
        from_person=giver,
        to_person=taker,
        duties=list(duties or post.duties),
        since=since,
        until=until or since + timedelta(days=7),
        reason="Nghỉ phép",
    )


def a_place(
    full_name: str,
    *,
    path: str = "",
    code: str = "",
    level: str = "commune",
    since: date = LONG_AGO,
    until: date | None = None,
    parent: AdminUnit | None = None,
) -> AdminUnit:
    """Return a place for the address picker, its search columns filled."""
    place = AdminUnit(
        full_name=full_name, path=path or full_name, code=code or f"9{next(_numbers):04d}", level=level, since=since, until=until,
        parent=parent,
    )  # fmt: skip
    place.save()
    return place


@dataclass(frozen=True)
class District:
    """A small Bình Liêu.  Units by slug; `post(slug, duty)`, `person(slug, duty)` and `actor(slug, duty)` find people.

    Slugs: province, district, hoanh_mo, dong_van (communes), service_centre, the divisions by the last part of their
    function (office, justice, finance, land, labour, culture, education, health, inspectorate, home_affairs,
    infrastructure, agriculture, ethnic), police, military, tax, treasury, insurance, land_registry, party, front.
    """

    units: dict[str, Unit]
    posts: dict[tuple[str, str], Post]
    people: dict[tuple[str, str], Person]

    @property
    def province(self) -> Unit:
        """The province's People's Committee."""
        return self.units["province"]

    @property
    def district(self) -> Unit:
        """The district's People's Committee."""
        return self.units["district"]

    @property
    def commune(self) -> Unit:
        """The People's Committee of xã Hoành Mô, where the counter is."""
        return self.units["hoanh_mo"]

    @property
    def other_commune(self) -> Unit:
        """The People's Committee of xã Đồng Văn."""
        return self.units["dong_van"]

    @property
    def service_centre(self) -> Unit:
        """The district's public administration centre."""
        return self.units["service_centre"]

    def post(self, slug: str, duty: str) -> Post:
        """Return the post of a unit that carries a duty."""
        return self.posts[slug, duty]

    def person(self, slug: str, duty: str) -> Person:
        """Return the person who holds a duty at a unit."""
        return self.people[slug, duty]

    def actor(self, slug: str, duty: str) -> Actor:
        """Return the holder of a duty at a unit as an actor; heads and reporters see the units below too."""
        unit, post, person = self.units[slug], self.posts[slug, duty], self.people[slug, duty]
        wide = {"unit_head", "unit_reporter", "deadline_watcher"} & set(post.duties)
        return Actor(
            person_uid=person.uid,
            post_uid=post.uid,
            unit_id=unit.pk,
            unit_uid=unit.uid,
            name=person.name,
            post=post.title,
            unit=unit.name,
            capacity=Capacity(post.capacity),
            duties=frozenset(post.duties),
            sees=frozenset(self._below(unit) if wide else {unit.pk}),
        )

    def _below(self, unit: Unit) -> set[int]:
        found = {unit.pk}
        while more := {row.pk for row in self.units.values() if row.parent_id in found} - found:
            found |= more
        return found


_Posts = tuple[tuple[str, tuple[str, ...]], ...]

_COMMUNE: _Posts = (
    ("Chủ tịch UBND xã", ("unit_head", "unit_reporter", "deadline_watcher")),
    ("Công chức Tư pháp - hộ tịch", ("specialist.justice", "specialist", "e_certification_officer")),
    ("Công chức Địa chính - xây dựng", ("specialist.land",)),
    ("Công chức Văn hóa - xã hội", ("specialist.social", "specialist.culture")),
    ("Công chức Tài chính - kế toán", ("specialist.finance",)),
    ("Trưởng Công an xã", ("specialist.police",)),
    ("Chỉ huy trưởng Quân sự xã", ("specialist.military",)),
    ("Công chức Văn phòng - thống kê", ("specialist.office", "records_clerk", "unit_admin")),
    ("Cán bộ một cửa", ("counter_clerk", "result_clerk", "cashier")),
)
_DISTRICT: _Posts = (
    ("Chủ tịch UBND huyện", ("unit_head", "unit_reporter", "deadline_watcher", "procedure_approver")),
    ("Quản trị hệ thống", ("system_admin", "unit_admin", "procedure_editor")),
    ("Cán bộ một cửa UBND huyện", ("counter_clerk", "result_clerk", "cashier", "records_clerk")),
)
_CENTRE: _Posts = (
    ("Giám đốc Trung tâm", ("unit_head", "unit_reporter", "deadline_watcher")),
    ("Cán bộ tiếp nhận", ("counter_clerk", "result_clerk", "cashier", "centre_officer")),
    ("Văn thư Trung tâm", ("records_clerk", "unit_admin")),
)
_DIVISIONS: dict[str, tuple[str, str, str]] = {
    "office": ("Văn phòng HĐND và UBND huyện Bình Liêu", "Văn phòng", "specialist.office"),
    "justice": ("Phòng Tư pháp huyện Bình Liêu", "Phòng Tư pháp", "specialist.justice"),
    "finance": ("Phòng Tài chính - Kế hoạch huyện Bình Liêu", "Phòng TC-KH", "specialist.finance"),
    "land": ("Phòng Tài nguyên và Môi trường huyện Bình Liêu", "Phòng TN&MT", "specialist.land"),
    "labour": ("Phòng Lao động - Thương binh và Xã hội huyện Bình Liêu", "Phòng LĐ-TB&XH", "specialist.social"),
    "culture": ("Phòng Văn hóa và Thông tin huyện Bình Liêu", "Phòng VH&TT", "specialist.culture"),
    "education": ("Phòng Giáo dục và Đào tạo huyện Bình Liêu", "Phòng GD&ĐT", "specialist.education"),
    "health": ("Phòng Y tế huyện Bình Liêu", "Phòng Y tế", "specialist.health"),
    "inspectorate": ("Thanh tra huyện Bình Liêu", "Thanh tra", "specialist.inspectorate"),
    "home_affairs": ("Phòng Nội vụ huyện Bình Liêu", "Phòng Nội vụ", "specialist.home_affairs"),
    "infrastructure": ("Phòng Kinh tế và Hạ tầng huyện Bình Liêu", "Phòng KT&HT", "specialist.infrastructure"),
    "agriculture": ("Phòng Nông nghiệp và Phát triển nông thôn huyện Bình Liêu", "Phòng NN&PTNT", "specialist.agriculture"),
    "ethnic": ("Phòng Dân tộc huyện Bình Liêu", "Phòng Dân tộc", "specialist.ethnic"),
}
_OUTSIDE: dict[str, tuple[str, str, str, str, str]] = {
    "police": ("Công an huyện Bình Liêu", "police", "vertical", "vertical_agency", "specialist.police"),
    "military": ("Ban Chỉ huy quân sự huyện Bình Liêu", "military", "vertical", "vertical_agency", "specialist.military"),
    "tax": ("Chi cục Thuế huyện Bình Liêu", "tax", "vertical", "vertical_agency", "specialist.tax"),
    "treasury": ("Kho bạc Nhà nước Bình Liêu", "treasury", "vertical", "vertical_agency", "specialist.treasury"),
    "insurance": ("Bảo hiểm xã hội huyện Bình Liêu", "social_insurance", "vertical", "vertical_agency", "specialist.insurance"),
    "land_registry": ("Chi nhánh VPĐKĐĐ huyện Bình Liêu", "land_registry", "vertical", "vertical_agency", "specialist.land"),
    "party": ("Huyện ủy Bình Liêu", "party_committee", "party", "party_committee", "specialist.party"),
    "front": ("Ủy ban MTTQ huyện Bình Liêu", "fatherland_front", "front", "mass_body", "specialist.front"),
}  # fmt: skip
_NAMES = (
    "Hoàng Thị Sen",
    "La Văn Thím",
    "Tằng Dảu Tình",
    "Lô Thị Hồng",
    "Chíu Sếch Và",
    "Trần Văn Hải",
    "Nông Thị Bích",
    "Vi Văn Lộc",
)


def _agency(specialist: str, head: str) -> _Posts:
    """Return the posts of a division or vertical agency: head, specialist (general slug too), records clerk, own counter."""
    return (
        (head, ("division_head", "unit_head")),
        ("Chuyên viên", tuple(dict.fromkeys(("specialist", specialist)))),
        ("Văn thư", ("records_clerk", "result_clerk")),
        ("Cán bộ tiếp nhận", ("counter_clerk", "cashier")),
    )


def a_district(*, calendar: str = "vn-state", since: date = LONG_AGO) -> District:
    """Return a small Bình Liêu of March 2018: province, district with divisions and agencies, two communes, people.

    calendar  code that the province gives to everybody below (the calendar itself is worktime's).
    """
    units: dict[str, Unit] = {}
    posts: dict[str, _Posts] = {"province": (("Chủ tịch UBND tỉnh", ("unit_head", "unit_reporter")),), "district": _DISTRICT}
    units["province"] = _committee("UBND tỉnh Quảng Ninh", "province", "H49", "22", None, calendar=calendar, since=since)
    units["district"] = _committee("UBND huyện Bình Liêu", "district", "H49.16", "198", units["province"], since=since)
    for number, (slug, name, code) in enumerate((("hoanh_mo", "Hoành Mô", "06841"), ("dong_van", "Đồng Văn", "06847")), 22):
        units[slug] = _committee(f"UBND xã {name}", "commune", f"H49.16.{number}", code, units["district"], since=since)
        posts[slug] = _COMMUNE
    for number, (slug, (name, short, specialist)) in enumerate(_DIVISIONS.items(), 1):
        function, code = f"division.{slug}", f"H49.16.{number:02d}"
        units[slug] = a_unit(name, short_name=short, function=function, parent=units["district"], code=code, since=since)
        posts[slug] = _agency(specialist, "Trưởng phòng")
    units["service_centre"] = a_unit(
        "Trung tâm Hành chính công huyện Bình Liêu",
        short_name="TT HCC",
        function="service_centre",
        functions=["one_stop"],
        kind="public_unit",
        parent=units["district"],
        code="H49.16.14",
        since=since,
    )
    posts["service_centre"] = _CENTRE
    for number, (slug, (name, function, system, kind, specialist)) in enumerate(_OUTSIDE.items(), 40):
        area, code = [units["district"]], f"H49.16.{number}"
        units[slug] = a_unit(name, function=function, system=system, kind=kind, serves=area, code=code, since=since)
        posts[slug] = _agency(specialist, "Thủ trưởng")
    return _staffed(units, posts, since)


def _committee(
    name: str, level: str, code: str, admin_code: str, parent: Unit | None, *, since: date, calendar: str = ""
) -> Unit:
    return a_unit(
        name,
        function="people_committee",
        functions=[] if level == "province" else ["one_stop"],
        kind="people_committee",
        level=level,
        parent=parent,
        code=code,
        admin_code=admin_code,
        short_name=name.removeprefix("UBND "),
        area_class="normal" if level == "province" else "mountain",
        since=since,
        calendar=calendar,
    )


def _staffed(units: dict[str, Unit], wanted: dict[str, _Posts], since: date) -> District:
    plan = [(slug, title, list(duties)) for slug, rows in wanted.items() for title, duties in rows]
    people, posts = [], []
    for number, (slug, title, duties) in enumerate(plan):
        name = _NAMES[number % len(_NAMES)]
        people.append(Person(name=name, birth_year=1965 + number % 30))
        unit = units[slug]
        capacity = "party" if unit.system in {"party", "front"} else "state"
        posts.append(Post(unit=unit, title=title, duties=duties, capacity=capacity, system=unit.system, since=since, rank=number))
    for person in people:
        person.derive()
    Person.objects.bulk_create(people)
    Post.objects.bulk_create(posts)
    Appointment.objects.bulk_create(
        [Appointment(post=post, person=person, since=since) for post, person in zip(posts, people, strict=True)]
    )
    by_duty = {(slug, duty): index for index, (slug, _, duties) in reversed(list(enumerate(plan))) for duty in duties}
    return District(units, {key: posts[i] for key, i in by_duty.items()}, {key: people[i] for key, i in by_duty.items()})
