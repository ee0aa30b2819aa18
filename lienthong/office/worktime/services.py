"""Verbs of worktime: load the reviewed calendars, revise one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db import transaction

from lienthong.office.worktime import models, queries
from lienthong.office.worktime.errors import NothingRevised, UnknownCalendar
from lienthong.office.worktime.events import CalendarRevised
from lienthong.office.worktime.rules.calendar import ZONE
from lienthong.office.worktime.rules.definition import CalendarDefinition, Season, SpecialDay
from lienthong.office.worktime.rules.revisions import Change, first_difference, revised
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class _Edition:
    """What a new version says of itself."""

    definition: CalendarDefinition
    reason: str
    decree: str
    from_day: date
    at: datetime
    file_digest: str = ""
    changes: tuple[Change, ...] = ()
    made_by: Actor | None = None


@transaction.atomic
def load_calendars() -> list[str]:
    """Load the reviewed files and the pause policies; return the codes of the calendars that changed.

    Safe to run again: a file already loaded is left alone.  A newer file makes a new version, with the
    revisions made here laid over it, and is announced.  A version of a file is dated by the file's review.
    Raises   InvalidCalendar: a file is wrong; nothing is loaded.
    """
    _load_policies()
    return [found.definition.code for found in queries.reviewed_calendars() if _load_one(found)]


def _load_policies() -> None:
    if models.PausePolicy.objects.exists():
        return
    models.PausePolicy.objects.bulk_create(
        models.PausePolicy(since=row.since, until=row.until, policy=row.policy.value, mark=row.mark, source=row.source)
        for row in queries.reviewed_policies()
    )


def _load_one(found: queries.ReviewedCalendar) -> bool:
    definition = found.definition
    models.WorkCalendar.objects.get_or_create(code=definition.code, defaults={"name": definition.name})
    calendar = _locked(definition.code)
    versions = list(calendar.versions.order_by("number"))
    if any(version.file_digest == found.digest for version in versions):
        return False
    for version in versions:
        definition = revised(definition, [Change.from_dict(plain) for plain in version.changes.get("days", [])])
    edition = _Edition(
        definition=definition,
        reason=f"Nạp lịch đã rà soát ngày {found.reviewed:%d/%m/%Y}",
        decree="",
        from_day=date(definition.first_year, 1, 1),
        at=datetime.combine(found.reviewed, time(), ZONE),
        file_digest=found.digest,
    )
    if not versions:
        _write(calendar, 1, edition)
        return True
    before = queries.definition_of(versions[-1])
    edition = replace(edition, from_day=first_difference(before, definition) or edition.from_day)
    _announce(_write(calendar, versions[-1].number + 1, edition), calendar)
    return True


@transaction.atomic
def revise_calendar(
    *,
    code: str,
    changes: Iterable[Change],
    reason: str,
    decree: str,
    at: datetime,
    actor: Actor | None = None,
    last_year: int | None = None,
    seasons: Sequence[Season] | None = None,
) -> int:
    """Make a new version of a calendar and announce it; return its number.

    changes    days to set or to give back to their weekday.
    last_year  a later last year: opens the years up to it, whose days off the changes must hold.
    seasons    the new sessions, if they change as well.
    Raises     UnknownCalendar; InvalidCalendar: the result contradicts itself; NothingRevised.
    """
    changes = tuple(changes)
    calendar = _locked(code)
    newest = calendar.versions.order_by("-number").first()
    if newest is None:
        raise UnknownCalendar(calendar=code, version="mới nhất")
    before = queries.definition_of(newest)
    after = revised(before, changes, last_year=last_year, seasons=seasons)
    from_day = first_difference(before, after)
    if from_day is None:
        raise NothingRevised(calendar=code)
    edition = _Edition(after, reason, decree, from_day, at, changes=changes, made_by=actor)
    written = _write(calendar, newest.number + 1, edition)
    _announce(written, calendar)
    return written.number


def _locked(code: str) -> models.WorkCalendar:
    found = models.WorkCalendar.objects.select_for_update(of=("self",), no_key=True).filter(code=code).first()
    if found is None:
        raise UnknownCalendar(calendar=code, version="mới nhất")
    return found


def _write(calendar: models.WorkCalendar, number: int, edition: _Edition) -> models.CalendarVersion:
    definition = edition.definition
    version = models.CalendarVersion.objects.create(
        calendar=calendar,
        number=number,
        first_year=definition.first_year,
        last_year=definition.last_year,
        reason=edition.reason,
        decree=edition.decree,
        from_day=edition.from_day,
        file_digest=edition.file_digest,
        changes={"days": [change.as_dict() for change in edition.changes]} if edition.changes else {},
        made_at=edition.at,
        made_by=edition.made_by.person_uid if edition.made_by else None,
    )
    for season in definition.seasons:
        _write_season(version, season)
    models.DayException.objects.bulk_create(_day_row(version, special) for special in definition.days)
    queries.forget(calendar.code, unsettled=number > 1)
    transaction.on_commit(lambda: queries.forget(calendar.code))
    return version


def _write_season(version: models.CalendarVersion, season: Season) -> None:
    row = models.Season.objects.create(
        version=version,
        name=season.name,
        first_month=season.first[0] if season.first else None,
        first_day=season.first[1] if season.first else None,
        last_month=season.last[0] if season.last else None,
        last_day=season.last[1] if season.last else None,
    )
    models.Session.objects.bulk_create(
        models.Session(season=row, opens=session.opens, closes=session.closes) for session in season.sessions
    )


def _day_row(version: models.CalendarVersion, special: SpecialDay) -> models.DayException:
    return models.DayException(
        version=version,
        day=special.day,
        kind=special.kind.value,
        reason=special.reason,
        decree=special.decree,
        mark=special.mark,
        source=special.source,
        opens=special.opens,
        closes=special.closes,
    )


def _announce(version: models.CalendarVersion, calendar: models.WorkCalendar) -> None:
    outbox.announce(
        CalendarRevised(
            calendar=calendar.code,
            version=version.number,
            reason=version.reason,
            from_day=version.from_day,
            decree=version.decree,
        )
    )
