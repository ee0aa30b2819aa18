"""Questions to worktime: which calendar holds, its history, the policy of a day, and the reviewed files."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

import yaml
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, Q, QuerySet, When
from django.db.models.functions import JSONObject

from lienthong.office.worktime.errors import InvalidCalendar, PolicyGap, UnknownCalendar
from lienthong.office.worktime.models import CalendarVersion, DayException, PausePolicy, WorkCalendar
from lienthong.office.worktime.models import Season as SeasonRow
from lienthong.office.worktime.models import Session as SessionRow
from lienthong.office.worktime.rules.calendar import Calendar, calendar_of
from lienthong.office.worktime.rules.definition import LEAP_YEAR, CalendarDefinition, DayKind, Season, Session, SpecialDay
from lienthong.office.worktime.rules.pauses import ResumePolicy

DATA = Path(__file__).parent / "data"
DEFAULT_CALENDAR = "vn-state"
"""The code of the calendar of State offices."""
FRESH_SECONDS = 2.0
"""How long a process may go on with the version it knows after another process has revised a calendar."""


# --- calendars in force -------------------------------------------------------------------------------------


@dataclass
class _Known:
    """What this process remembers; versions never change, so only «which is the newest» grows old."""

    versions: dict[tuple[str, int], Calendar]
    newest: dict[str, tuple[float, Calendar]]
    unsettled: set[str]

    def remember(self, found: Calendar, *, newest: bool) -> None:
        if found.code in self.unsettled:
            return
        self.versions[found.code, found.version] = found
        if newest:
            self.newest[found.code] = (monotonic() + FRESH_SECONDS, found)


_known = _Known({}, {}, set())


def calendar(code: str, *, version: int | None = None) -> Calendar:
    """Return a calendar, in its newest or the given version, ready for counting.

    Remembered by the process: no SQL for a version seen before, and none for the newest one for
    `FRESH_SECONDS`; otherwise one statement, also when the version must be built (some 10 ms).
    Raises   UnknownCalendar.
    """
    if version is None:
        until, found = _known.newest.get(code, (0.0, None))
        if found is not None and monotonic() < until:
            return found
    elif (code, version) in _known.versions:
        return _known.versions[code, version]
    known = {number: one for (of, number), one in list(_known.versions.items()) if of == code}
    row = _version_row(code, version, known)
    built = known.get(row.number) or calendar_of(_definition(row), row.number)
    _known.remember(built, newest=version is None)
    return built


def _version_row(code: str, version: int | None, known: Collection[int]) -> Any:
    """Return a version, with what it is made of unless it is known: then the database does not gather it either."""
    rows = CalendarVersion.objects.filter(calendar__code=code).order_by("-number")
    row = _whole(rows.filter(Q() if version is None else Q(number=version)), known=known).first()
    if row is None:
        raise UnknownCalendar(calendar=code, version="mới nhất" if version is None else version)
    return row


def forget(code: str, *, unsettled: bool = False) -> None:
    """Drop what this process remembers of a calendar.

    unsettled  a version is being written: remember nothing until `forget` is called again after the commit
               (after a rollback it stays so: every question then costs its SQL, and is right).
    """
    for key in [key for key in _known.versions if key[0] == code]:
        del _known.versions[key]
    _known.newest.pop(code, None)
    if unsettled:
        _known.unsettled.add(code)
    else:
        _known.unsettled.discard(code)


def revised_here() -> bool:
    """Return whether this process remembers anything but first versions, or is writing a version."""
    return bool(_known.unsettled) or any(number > 1 for _, number in _known.versions)


def forget_all() -> None:
    """Drop everything this process remembers; for tests that roll back."""
    _known.versions.clear()
    _known.newest.clear()
    _known.unsettled.clear()


def _whole(rows: QuerySet[CalendarVersion], *, known: Collection[int] = ()) -> QuerySet[Any]:
    """Return versions with their calendar, seasons and special days, the latter two as JSON and not for the known numbers."""
    hours = SessionRow.objects.filter(season=OuterRef("pk")).order_by("opens")
    sessions = ArraySubquery(hours.values(told=JSONObject(opens="opens", closes="closes")))
    ends = {name: name for name in ("name", "first_month", "first_day", "last_month", "last_day")}
    seasons = SeasonRow.objects.filter(version=OuterRef("pk")).order_by("pk").values(told=JSONObject(**ends, sessions=sessions))
    facts = {name: name for name in ("day", "kind", "reason", "decree", "mark", "source", "opens", "closes")}
    days = DayException.objects.filter(version=OuterRef("pk")).order_by("day").values(told=JSONObject(**facts))
    parts = {
        name: Case(When(number__in=list(known), then=None), default=ArraySubquery(rows_of))
        for name, rows_of in (("told_seasons", seasons), ("told_days", days))
    }
    return rows.select_related("calendar").annotate(**parts)


def definition_of(row: CalendarVersion) -> CalendarDefinition:
    """Return what a version of a calendar is made of; one statement."""
    return _definition(_whole(CalendarVersion.objects.filter(pk=row.pk)).get())


def _definition(row: Any) -> CalendarDefinition:
    """Return what a version of `_whole` is made of."""
    return CalendarDefinition(
        code=row.calendar.code,
        name=row.calendar.name,
        first_year=row.first_year,
        last_year=row.last_year,
        seasons=tuple(
            Season(
                name=season["name"],
                sessions=tuple(
                    Session(time.fromisoformat(one["opens"]), time.fromisoformat(one["closes"])) for one in season["sessions"]
                ),
                first=_month_day(season["first_month"], season["first_day"]),
                last=_month_day(season["last_month"], season["last_day"]),
            )
            for season in row.told_seasons
        ),
        days=tuple(
            SpecialDay(
                date.fromisoformat(found["day"]), DayKind(found["kind"]), found["reason"], found["decree"], found["mark"],
                found["source"], _hour(found["opens"]), _hour(found["closes"]),
            )
            for found in row.told_days
        ),
    )  # fmt: skip


def _hour(told: str | None) -> time | None:
    return time.fromisoformat(told) if told else None


def _month_day(month: int | None, day: int | None) -> tuple[int, int] | None:
    return None if month is None or day is None else (month, day)


# --- lists --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CalendarRow:
    """One line of the list of calendars."""

    code: str
    name: str
    version: int
    first_year: int
    last_year: int


@dataclass(frozen=True)
class VersionRow:
    """One line of the history of a calendar; `made_by` is the uid of a person."""

    number: int
    reason: str
    decree: str
    from_day: date
    made_at: datetime
    made_by: str


def calendars() -> list[CalendarRow]:
    """Return all calendars with their newest version, by code; one statement."""
    newest = CalendarVersion.objects.order_by("calendar__code", "-number").distinct("calendar__code").select_related("calendar")
    return [CalendarRow(row.calendar.code, row.calendar.name, row.number, row.first_year, row.last_year) for row in newest]


def history(code: str) -> list[VersionRow]:
    """Return the versions of a calendar, newest first; UnknownCalendar if there is none."""
    rows = CalendarVersion.objects.filter(calendar__code=code).order_by("-number")
    found = [VersionRow(row.number, row.reason, row.decree, row.from_day, row.made_at, str(row.made_by or "")) for row in rows]
    if not found:
        raise UnknownCalendar(calendar=code, version="mới nhất")
    return found


def calendar_exists(code: str) -> bool:
    """Return whether there is a calendar of that code."""
    return WorkCalendar.objects.filter(code=code).exists()


# --- resume or restart ----------------------------------------------------------------------------------------


def resume_policy(on: date) -> ResumePolicy:
    """Return whether the limit of a dossier received on that day resumes or restarts after a supplement.

    Raises   PolicyGap: no row holds on that day.
    Source: law:qd-09-2015 [M], law:nd-61-2018 [M]; the rows say so and carry the mark.
    """
    row = PausePolicy.objects.filter(Q(until=None) | Q(until__gt=on), since__lte=on).order_by("since").first()
    if row is None:
        raise PolicyGap(day=f"{on:%d/%m/%Y}")
    return ResumePolicy(row.policy)


# --- reviewed files, readable without a database -------------------------------------------------------------------


@dataclass(frozen=True)
class ReviewedCalendar:
    """A calendar as its reviewed file says; `digest` changes with anything that counts."""

    definition: CalendarDefinition
    reviewed: date
    digest: str


@dataclass(frozen=True)
class ReviewedPolicy:
    """A row of the reviewed file of pause policies."""

    since: date
    until: date | None
    policy: ResumePolicy
    mark: str
    source: str


@lru_cache(maxsize=1)
def reviewed_calendars() -> tuple[ReviewedCalendar, ...]:
    """Return the calendars of the reviewed files, by code.  Raises InvalidCalendar: a file is wrong."""
    found = (read_calendar(path) for path in DATA.glob("vn-*.yaml"))
    return tuple(sorted(found, key=lambda calendar: calendar.definition.code))


def read_calendar(path: Path) -> ReviewedCalendar:
    """Return the calendar of one reviewed file; InvalidCalendar says what is wrong in it."""
    plain = _load(path)
    other = _load(path.parent / f"{plain['days_of']}.yaml") if "days_of" in plain else plain
    try:
        definition = CalendarDefinition(
            code=str(plain["code"]),
            name=str(plain["name"]),
            first_year=int(other["years"]["first"]),
            last_year=int(other["years"]["last"]),
            seasons=tuple(_season(season) for season in plain["seasons"]),
            days=tuple(SpecialDay.from_dict(day) for day in other["days"]),
        )
        reviewed = max(plain["reviewed"], other["reviewed"])
    except (KeyError, TypeError, ValueError) as fault:
        raise InvalidCalendar(fault=f"tệp {path.name} thiếu hoặc sai mục {fault}") from None
    return ReviewedCalendar(definition, reviewed, hashlib.sha256(repr(definition).encode()).hexdigest())


@lru_cache(maxsize=8)
def shipped_calendar(code: str = DEFAULT_CALENDAR) -> Calendar:
    """Return a calendar from its reviewed file, without a database; version 0.  Raises UnknownCalendar."""
    for found in reviewed_calendars():
        if found.definition.code == code:
            return calendar_of(found.definition)
    raise UnknownCalendar(calendar=code, version="trong tệp")


@lru_cache(maxsize=1)
def reviewed_policies() -> tuple[ReviewedPolicy, ...]:
    """Return the rows of the reviewed file of pause policies, in order of time."""
    rows = _load(DATA / "pause-policy.yaml")["policies"]
    return tuple(
        ReviewedPolicy(row["since"], row.get("until"), ResumePolicy(row["policy"]), row["mark"], row["source"]) for row in rows
    )


def shipped_policy(on: date) -> ResumePolicy:
    """Return the policy of a day from the reviewed file, without a database.  Raises PolicyGap."""
    for row in reviewed_policies():
        if row.since <= on and (row.until is None or on < row.until):
            return row.policy
    raise PolicyGap(day=f"{on:%d/%m/%Y}")


_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=8)
def _load(path: Path) -> dict[str, Any]:
    try:
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=_SAFE)  # noqa: S506  both loaders are the safe ones
    except (OSError, yaml.YAMLError) as fault:
        raise InvalidCalendar(fault=f"không đọc được tệp {path.name} ({fault})") from None
    if not isinstance(plain, dict):
        raise InvalidCalendar(fault=f"tệp {path.name} không phải là một lịch")
    return plain


def _season(plain: dict[str, Any]) -> Season:
    return Season(
        name=str(plain["name"]),
        sessions=tuple(Session.parse(text) for text in plain["sessions"]),
        first=_day_of_year(plain.get("first")),
        last=_day_of_year(plain.get("last")),
    )


def _day_of_year(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    day, month = str(text).split("/")
    found = date(LEAP_YEAR, int(month), int(day))
    return found.month, found.day
