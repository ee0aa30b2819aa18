"""The calendars of the demonstration: last week with conclusions, this week changed once, the next one in draft with a clash.

The Thường trực of Party committee and People's Council, the People's Committee of the district and a commune keep them;
everything is played through the real services at instants that go together.  Words are invented [P].
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from lienthong.casework.agenda import public as agenda
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo.staff import Staff
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

UBND, HDND, PARTY = "people_committee", "people_council", "party_committee"
LAST, THIS, NEXT = -7, 0, 7
"""Days from the Monday of this week to that of the week meant."""


@dataclass(frozen=True)
class Line:
    """What takes place in a week.

    day     0 is Monday.   hours  «08:00-09:30», «14:00-», or empty.   host  who leads it: head, deputy, or nobody.
    units   functions of the divisions that come.   flag  private or shared.   moved  to where the change of the week moves it.
    """

    week: int
    day: int
    session: str
    hours: str
    subject: str
    place: str
    host: str = "head"
    units: tuple[str, ...] = ()
    flag: str = ""
    moved: str = ""
    note: str = ""


LINES: dict[str, tuple[Line, ...]] = {
    UBND: (
        Line(LAST, 0, "morning", "08:00-09:30", "Giao ban đầu tuần với các phòng", "Phòng họp tầng 2",
             units=("division.home_affairs", "division.justice", "division.finance")),
        Line(LAST, 2, "afternoon", "14:00-16:30", "Kiểm tra bộ phận một cửa xã Hoành Mô", "UBND xã Hoành Mô",
             units=("division.home_affairs",), note="Xe 14A-001.23, xuất phát 13:15"),
        Line(LAST, 4, "morning", "08:00-", "Tiếp công dân định kỳ", "Trụ sở tiếp công dân"),
        Line(THIS, 0, "morning", "08:00-09:30", "Giao ban đầu tuần với các phòng", "Phòng họp tầng 2",
             units=("division.home_affairs", "division.justice")),
        Line(THIS, 1, "morning", "08:30-11:00", "Họp Tổ công tác nâng cao chỉ số cải cách hành chính", "Phòng họp tầng 2",
             units=("division.home_affairs", "division.justice", "division.land"), moved="Hội trường tầng 3"),
        Line(THIS, 2, "day", "", "Đi cơ sở: đường bê tông về bản Đồng Cậm", "Xã Hoành Mô", units=("division.infrastructure",),
             note="Xe 14A-001.23"),
        Line(THIS, 3, "afternoon", "14:00-", "Làm việc với đoàn kiểm tra công vụ của tỉnh", "Phòng họp tầng 2", flag="private"),
        Line(THIS, 4, "morning", "09:00-11:30", "Hội nghị trực tuyến về ba đột phá", "Hội trường tầng 3", flag="shared"),
        Line(NEXT, 0, "morning", "08:00-09:30", "Giao ban đầu tuần với các phòng", "Phòng họp tầng 2"),
        Line(NEXT, 1, "morning", "08:00-10:00", "Họp xét duyệt danh mục công trình trọng điểm", "Phòng họp tầng 2",
             units=("division.finance", "division.infrastructure")),
        Line(NEXT, 1, "morning", "09:00-10:30", "Tiếp đoàn công tác huyện Tiên Yên", "Phòng khách"),
    ),
    HDND: (
        Line(THIS, 3, "morning", "08:00-10:00", "Họp Thường trực HĐND cho ý kiến nội dung kỳ họp giữa năm", "Phòng họp tầng 1"),
    ),
    PARTY: (
        Line(LAST, 1, "morning", "08:00-11:00", "Họp Ban Thường vụ tháng", "Phòng họp Huyện ủy"),
        Line(THIS, 0, "afternoon", "14:00-16:00", "Giao ban Thường trực với các ban", "Phòng họp Huyện ủy"),
        Line(THIS, 4, "morning", "09:00-11:30", "Hội nghị trực tuyến về ba đột phá", "Hội trường huyện", flag="shared"),
    ),
}  # fmt: skip
COMMUNE = (
    Line(THIS, 0, "morning", "07:30-08:30", "Giao ban cán bộ, công chức xã", "Phòng họp UBND xã"),
    Line(THIS, 2, "day", "", "Cùng lãnh đạo huyện kiểm tra đường bê tông", "Bản Đồng Cậm"),
)
ASKED = Line(NEXT, 2, "afternoon", "14:00-15:30", "Báo cáo kết quả rà soát thủ tục chứng thực", "Phòng họp tầng 2", host="")
TEXT = "Bộ phận một cửa xã Hoành Mô cơ bản bảo đảm.\nYêu cầu niêm yết lại thủ tục, bổ sung máy quét."
JOBS = (
    ("Hướng dẫn các xã niêm yết lại bộ thủ tục hành chính", "division.home_affairs", 14),
    ("Rà soát thủ tục chứng thực tại các xã, báo cáo", "division.justice", -1),
)
"""What the conclusion of last week gave to do, to whom, due so many days from the present."""


def play_weeks(at: datetime) -> int:
    """Let the offices of district, Party and one commune keep their weeks; return how many editions there are now.

    at  the demonstration's present.  Who has no office or nobody to approve keeps none.  Doing it again changes nothing.
    """
    return sum(_Play(at, desk).play() for desk in _desks(at))


@dataclass(frozen=True)
class _Desk:
    """A calendar in the demonstration: who drafts, who approves, which body, its lines."""

    office: Actor
    head: Actor
    body: str
    lines: tuple[Line, ...]


def _desks(at: datetime) -> Iterable[_Desk]:
    staff, day = Staff(at), org.local_day(at)
    for function, bodies in (("division.office", (UBND, HDND)), ("party_office", (PARTY,))):
        for keeper in org.units_on(day, function=function, level="district")[:1]:
            yield from _made(staff, keeper, bodies)
    small = org.units_on(day, function="division.office", level="commune") or org.units_on(day, function=UBND, level="commune")
    for keeper in small[:1]:
        yield from _made(staff, keeper, (UBND,), COMMUNE)


def _made(staff: Staff, keeper: org.UnitRow, bodies: Iterable[str], lines: tuple[Line, ...] = ()) -> Iterable[_Desk]:
    """Yield the calendars of some bodies that a unit keeps, where somebody drafts and somebody approves."""
    for clerk in staff.holders("records_clerk", keeper.id)[:1]:
        with ledger.seeing(clerk.sees):
            kept = {one.key: one.unit_id for one in agenda.own(clerk, org.local_day(staff.at))}
        for body in bodies:
            heads = staff.holders("unit_head", kept[body]) if body in kept else []
            for head in [one for one in heads if one.capacity == clerk.capacity][:1]:
                yield _Desk(clerk, replace(head, sees=head.sees | {keeper.id}), body, lines or LINES[body])


@dataclass
class _Play:
    """One calendar as its office and its leader keep it."""

    present: datetime
    desk: _Desk
    uids: dict[Line, UUID] = field(default_factory=dict)

    @property
    def monday(self) -> date:
        """Return the Monday of this week."""
        return agenda.monday_of(org.local_day(self.present))

    def at(self, day: int, hour: int) -> datetime:
        """Return an hour of a day counted from this Monday, or the present when that comes first."""
        return min(datetime.combine(self.monday + timedelta(days=day), time(hour), tzinfo=VIETNAM), self.present)

    def play(self) -> int:
        """Draft, approve and change the weeks; return how many editions there are."""
        for week in (LAST, THIS, NEXT):
            self._week(week)
        if self.desk.body == UBND and self.desk.lines is LINES[UBND]:
            self._conclude()
            self._ask()
        with ledger.seeing(self.desk.head.sees):
            return sum(self._number(week) for week in (LAST, THIS))

    def _number(self, week: int) -> int:
        rows = agenda.editions(self.desk.head, self.desk.office.unit_uid, self.desk.body, self.monday + timedelta(days=week))
        return len(rows)

    def _week(self, week: int) -> None:
        """Let a week be drafted on the Thursday before it, and approved on the Friday; the next one stays a draft."""
        lines = [one for one in self.desk.lines if one.week == week]
        with ledger.seeing(self.desk.head.sees):
            known = self._number(week)
        for one in lines:
            self.uids[one] = agenda.draft_entry(
                actor=self.desk.office, at=self.at(week - 4, 9), body_key=self.desk.body, said=self._said(one), key=self._key(one)
            )
        if not lines or week == NEXT or known:
            return
        self._approve(week, self.at(week - 3, 15))
        moved = [one for one in lines if one.moved]
        for one in moved:
            said = replace(self._said(one), place=one.moved)
            agenda.amend(actor=self.desk.office, at=self.at(week, 10), entry_uid=self.uids[one], said=said)
        if moved:
            self._approve(week, self.at(week, 11))

    def _approve(self, week: int, at: datetime) -> None:
        office, head, monday = self.desk.office, self.desk.head, self.monday + timedelta(days=week)
        with ledger.seeing(office.sees):
            found = agenda.draft(office, office.unit_uid, self.desk.body, monday)
        if found is not None:
            agenda.submit(actor=office, at=at, week_uid=found.week.uid)
            reason = "Lãnh đạo đã thống nhất người dự thay"
            agenda.publish(actor=head, at=at, week_uid=found.week.uid, digest=found.digest, reason=reason)

    def _said(self, one: Line) -> agenda.Said:
        starts, ends = (time.fromisoformat(part) if part else None for part in (one.hours or "-").split("-"))
        return agenda.Said(
            self.monday + timedelta(days=one.week + one.day), one.session, one.subject, starts, ends,
            host=self.desk.head.person_uid if one.host == "head" else None, units=self._units(one.units), place=one.place,
            note=one.note, private=one.flag == "private", shared=one.flag == "shared",
        )  # fmt: skip

    def _units(self, functions: Iterable[str]) -> tuple[UUID, ...]:
        day, parent = org.local_day(self.present), self.desk.head.unit_id
        return tuple(unit.uid for name in functions for unit in org.units_on(day, function=name, parent_id=parent)[:1])

    def _key(self, one: Line) -> UUID:
        return uuid5(
            NAMESPACE_URL, f"demo:week:{self.desk.office.unit_uid}:{self.desk.body}:{self.monday}:{one.week}:{one.subject}"
        )

    def _conclude(self) -> None:
        """Let the visit of last week end in two tasks, one of them due before the present."""
        visit = next(one for one in self.desk.lines if one.week == LAST and one.session == "afternoon")
        day, at = org.local_day(self.present), self.at(LAST + visit.day, 17)
        units = {name: self._units((name,)) for _, name, _ in JOBS}
        given = [
            agenda.Given(what, units[name][0], max(day + timedelta(days=due), org.local_day(at)))
            for what, name, due in JOBS if units[name]
        ]  # fmt: skip
        key = uuid5(self._key(visit), "conclusion")
        agenda.conclude(actor=self.desk.office, at=at, entry_uid=self.uids[visit], text=TEXT, given=given, key=key)

    def _ask(self) -> None:
        """Let the division of justice ask for time next week."""
        day = org.local_day(self.present)
        for unit in org.units_on(day, function="division.justice", parent_id=self.desk.head.unit_id)[:1]:
            for asker in Staff(self.present).holders("division_head", unit.id)[:1]:
                agenda.propose(
                    actor=asker, at=self.present, keeper_uid=self.desk.office.unit_uid, body_key=UBND, said=self._said(ASKED),
                    key=self._key(ASKED),
                )  # fmt: skip
