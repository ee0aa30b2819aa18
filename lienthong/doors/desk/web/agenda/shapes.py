"""How weeks look: days with their parts, entries with their words, states, addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from lienthong.casework.agenda import public as agenda
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import pages as formats
from lienthong.toolkit.sentences import Sentence
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.tongues import translated

COLUMNS = ("morning", "afternoon")
MARK_LOOKS = {"new": "early", "changed": "due_soon", "dropped": "refused"}
WEEK_LOOKS = {"draft": "draft", "submitted": "due_soon", "published": "in_time", "closed": "paused"}
ENTRY_LOOKS = {"proposed": "due_soon", "accepted": "in_time", "declined": "refused", "dropped": "refused"}
JOB_LOOKS = {"open": "in_time", "done": "completed", "withdrawn": "withdrawn"}


@dataclass(frozen=True)
class Slot:
    """An entry in its place of the grid.  lines: (label, words); old: (label, words) of what stood there before."""

    content: agenda.Content
    when: str
    lines: Sequence[tuple[str, str]]
    old: Sequence[tuple[str, str]]
    mark: tuple[str, str]
    dropped: bool
    url: str
    away: str


@dataclass(frozen=True)
class Day:
    """A day of the grid: entries by column; why it has no office hours, empty when it has."""

    day: date
    off: str
    parts: Sequence[tuple[str, Sequence[Slot]]]
    today: bool

    @property
    def empty(self) -> bool:
        """Return whether nothing takes place."""
        return not any(slots for _, slots in self.parts)


@dataclass(frozen=True)
class Away:
    """Somebody stands in for a leader for some time."""

    giver: str
    taker: str
    title: str
    since: date
    until: date


def monday_of(label: str) -> date:
    """Return the Monday of the week of an address; Http404 when it calls none."""
    monday = agenda.monday_called(label)
    if monday is None:
        raise Http404
    return monday


def week_words(monday: date) -> str:
    """Return how a week is called: «Tuần 11 năm 2018»."""
    number, year = agenda.number_of(monday)
    return translated("Tuần %(week)s năm %(year)s", week=number, year=str(year))


def address(keeper: UUID, key: str, monday: date, **words: Any) -> str:
    """Return the address of a week of a calendar."""
    said = urlencode({name: value for name, value in words.items() if value})
    return reverse("desk:agenda_week", args=[keeper, key, agenda.label_of(monday)]) + (f"?{said}" if said else "")


def off_days(unit_id: int, monday: date) -> dict[date, str]:
    """Return the days of a week without office hours, each with the reason; one statement.  No calendar says so: none."""
    days = agenda.days_of(monday)
    try:
        calendar = worktime.calendar(org.calendar_code(unit_id, days[0]))
        free = [day for day in days if not calendar.is_working_day(day)]
        special = {one.day: one.reason for one in calendar.special_days(days[0], days[6])}
    except (org.NoCalendar, worktime.CalendarGap):
        return {}
    return {day: special.get(day, "Ngày nghỉ") for day in free}


def away_in(unit_id: int, monday: date) -> list[Away]:
    """Return who of a body's leaders is stood in for in a week; one statement."""
    first, last = (datetime.combine(agenda.days_of(monday)[at], time(), tzinfo=VIETNAM) for at in (0, 6))
    rows = org.delegations_of(unit_id, first)
    return [
        Away(row.giver, row.taker, row.title, org.local_day(row.since), org.local_day(row.until))
        for row in rows if org.local_day(row.since) <= last.date() and row.until > first
    ]  # fmt: skip


def grid(
    content: Sequence[agenda.Content], monday: date, *, off: Mapping[date, str], today: date, away: Sequence[Away] = (),
    opens: Collection[str] = (),
) -> list[Day]:  # fmt: skip
    """Return the week as days with their parts; a Saturday or Sunday only when something takes place or it is worked.

    opens  uids of entries whose page the actor may open.
    """
    made = []
    for day in agenda.days_of(monday):
        found = [one for one in content if one["day"] == day.isoformat()]
        parts = [
            (agenda.SESSIONS[key], [_slot(one, day, away, opens) for one in found if _column(one) == key]) for key in COLUMNS
        ]
        row = Day(day, off.get(day, ""), parts, day == today)
        if not row.empty or day.weekday() < WEEKEND or (off and not row.off):
            made.append(row)
    return made


WEEKEND = 5


def _column(one: agenda.Content) -> str:
    return "morning" if one["session"] in ("morning", "day") else "afternoon"


def grid_slot(one: agenda.Content) -> Slot:
    """Return an entry as it stands in a list outside the grid."""
    return _slot(one, date.fromisoformat(one["day"]), (), ())


def _slot(one: agenda.Content, day: date, away: Sequence[Away], opens: Collection[str]) -> Slot:
    hours = agenda.words_of(one, "hours").replace("-", "–")
    part = "" if one["session"] in COLUMNS else agenda.SESSIONS[one["session"]]
    lines = [
        (agenda.FIELD_NAMES[name], agenda.words_of(one, name))
        for name in ("host", "people", "units", "others", "place", "unit", "note") if agenda.words_of(one, name)
    ]  # fmt: skip
    old = [(agenda.FIELD_NAMES[name], _old(name, words)) for name, words in one.get("before", {}).items()]
    mark = one.get("mark", "")
    look = (MARK_LOOKS[mark], translated(agenda.MARKS[mark])) if mark else ("", "")
    return Slot(
        one, tongues.joined(" ", [part, hours]), lines, old, look,
        mark == "dropped", reverse("desk:agenda_entry", args=[one["uid"]]) if one["uid"] in opens else "", _away(one, day, away),
    )  # fmt: skip


def _old(name: str, words: str) -> str:
    """Return old words as a page shows them; «không ghi» where there were none."""
    if not words:
        return translated("không ghi")
    if name == "day":
        return formats.day(date.fromisoformat(words))
    return translated(agenda.SESSIONS[words]) if name == "session" else words


def _away(one: agenda.Content, day: date, away: Sequence[Away]) -> str:
    """Return who stands in for the host on the day, in words."""
    for row in away:
        if one["host"].endswith(row.giver) and row.since <= day <= row.until:
            return tongues.told("%(giver)s vắng, %(taker)s thay", giver=row.giver, taker=row.taker)
    return ""


def clash_words(clashes: Iterable[agenda.Clash]) -> list[tuple[date, str, str]]:
    """Return each clash as day, what it is, and both sides."""
    return [
        (
            one.first.day,
            tongues.told("%(who)s ở hai nơi" if one.kind == "person" else "%(who)s dùng hai lần", who=one.who),
            tongues.joined(" · ", [_taken(one.first), _taken(one.second)]),
        )
        for one in clashes
    ]  # fmt: skip


def _taken(one: agenda.Taken) -> str:
    hours = "–".join(f"{at:%H:%M}" for at in (one.starts, one.ends) if at)
    when = " ".join(part for part in (translated(agenda.SESSIONS[one.session]), hours) if part)
    subject = one.subject if one.own else Sentence("Bận ở lịch khác")
    return tongues.told("%(when)s: %(what)s", when=when, what=subject)


def week_look(row: agenda.WeekRow) -> tuple[str, str]:
    """Return how the state of a week looks, and its words."""
    if row.state == "draft" and row.number:
        return "draft", translated("Đang điều chỉnh")
    return WEEK_LOOKS[row.state], translated(agenda.WEEK_STATES[row.state])


def entry_look(row: agenda.EntryRow) -> tuple[str, str]:
    """Return how the state of an entry looks, and its words."""
    return ENTRY_LOOKS[row.state], translated(agenda.ENTRY_STATES[row.state])


def job_look(row: agenda.JobRow) -> tuple[str, str]:
    """Return how a job looks, and its words: late goes before all."""
    if row.state == "open" and row.late:
        return "overdue", translated("Quá hạn")
    if row.state == "done" and row.late:
        return "completed", translated("Đã báo cáo, muộn")
    return JOB_LOOKS[row.state], translated(agenda.JOB_STATES[row.state])


def opened_by(content: Sequence[agenda.Content], *, unit: UUID, whole: bool) -> set[str]:
    """Return the entries whose page the actor opens: all for who works on the week, else those that name the unit."""
    return {one["uid"] for one in content if whole or (not one["private"] and str(unit) in agenda.units_of(one))}
