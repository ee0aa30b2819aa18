"""The tree changes: units are created, renamed, moved, merged, split and abolished, each as data with its document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Q

from lienthong.office.org import queries, rules
from lienthong.office.org.errors import (
    BackwardPeriod,
    BadUnitCode,
    CalendarTaken,
    CodeTaken,
    OverlappingSuccession,
    SharesNotWhole,
    UnitCycle,
    UnitNotValid,
    UnknownFunction,
    UnknownUnit,
)
from lienthong.office.org.models import Appointment, Delegation, Post, ServiceArea, Succession, Unit, UnitCalendar, UnitEra
from lienthong.office.org.queries import UnitRow
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Figure, Sentence


@dataclass(frozen=True)
class NewUnit:
    """What a new unit is: code in the new or the old form (the new one is derived), name, function, place in the tree."""

    name: str
    function: str
    kind: str
    level: str
    code: str = ""
    code_legacy: str = ""
    admin_code: str = ""
    short_name: str = ""
    system: str = "state"
    parent_id: int | None = None
    area_class: str = "normal"
    functions: tuple[str, ...] = ()
    home_installation: str = ""


def _day(on: date | None) -> str:
    return Sentence("chưa định") if on is None else Figure(formats.day(on), on, "day")


def _locked(unit_id: int, on: date) -> Unit:
    """Return the unit locked, valid on the day and unchanged after it."""
    unit = Unit.objects.select_for_update(of=("self",), no_key=True).filter(pk=unit_id).first()
    if unit is None:
        raise UnknownUnit(unit=str(unit_id))
    if unit.since > on or (unit.until is not None and unit.until <= on):
        raise UnitNotValid(unit=unit.name, on=_day(on))
    latest = UnitEra.objects.filter(unit=unit).latest("since")
    if latest.since >= on:
        raise OverlappingSuccession(unit=unit.name, since=_day(latest.since), on=_day(on))
    return unit


def _codes(new: NewUnit) -> str:
    if new.code_legacy and not rules.is_legacy_code(new.code_legacy):
        raise BadUnitCode(unit_code=new.code_legacy)
    code = new.code or (rules.modern_code(new.code_legacy) if new.code_legacy else "")
    if not rules.is_modern_code(code):
        raise BadUnitCode(unit_code=code)
    return code


def _make(new: NewUnit, since: date, until: date | None) -> Unit:
    if until is not None and until <= since:
        raise BackwardPeriod(since=_day(since), until=_day(until))
    unknown = [slug for slug in (new.function, *new.functions) if slug not in rules.FUNCTIONS]
    if unknown:
        raise UnknownFunction(function=", ".join(unknown))
    if new.parent_id is not None:
        queries.unit_on(new.parent_id, since)
    unit = Unit(
        code=_codes(new), code_legacy=new.code_legacy, admin_code=new.admin_code, name=new.name, short_name=new.short_name,
        kind=new.kind, function=new.function, functions=list(new.functions), system=new.system, level=new.level,
        parent_id=new.parent_id, area_class=new.area_class, since=since, until=until,
    )  # fmt: skip
    if new.home_installation:
        unit.home_installation = new.home_installation
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as fault:
        if "org_unit_code_once" in str(fault):
            raise CodeTaken(unit_code=unit.code) from fault
        raise
    _era(unit, since, until)
    return unit


def _era(unit: Unit, since: date, until: date | None) -> None:
    UnitEra.objects.create(
        unit=unit,
        name=unit.name,
        short_name=unit.short_name,
        parent_id=unit.parent_id,
        area_class=unit.area_class,
        since=since,
        until=until,
    )


def _new_era(unit: Unit, on: date) -> None:
    """Close the era in force and open one with the unit's present values, until the same day."""
    current = UnitEra.objects.select_for_update(of=("self",)).filter(unit=unit).latest("since")
    until, current.until = current.until, on
    current.save(update_fields=["until"])
    unit.save()
    _era(unit, on, until)


def _close(unit: Unit, on: date) -> None:
    """End a unit and all that hangs on it and has begun: posts, appointments, delegations, territories, calendar, era."""
    unit.until = on
    unit.save(update_fields=["until"])
    posts = Post.objects.filter(unit=unit)
    midnight = datetime.combine(on, time(), tzinfo=VIETNAM)
    Delegation.objects.filter(from_post__in=posts, until__gt=midnight, since__lt=midnight).update(until=midnight)
    for rows in (
        Appointment.objects.filter(post__in=posts),
        posts,
        ServiceArea.objects.filter(Q(unit=unit) | Q(area=unit)),
        UnitCalendar.objects.filter(unit=unit),
        UnitEra.objects.filter(unit=unit),
    ):
        rows.filter(Q(until__isnull=True) | Q(until__gt=on), since__lt=on).update(until=on)


def _record(
    kind: rules.SuccessionKind, old: Unit | None, new: Unit | None, document: str, on: date, share: Decimal = Decimal(1)
) -> None:
    Succession.objects.create(kind=kind.value, from_unit=old, to_unit=new, share=share, legal_document=document, on=on)


@transaction.atomic
def create_unit(*, new: NewUnit, since: date, until: date | None = None, legal_document: str = "") -> UnitRow:
    """Create a unit; with a legal document the creation is recorded as a succession too.

    Raises BadUnitCode, CodeTaken, UnknownFunction, UnitNotValid (parent), UnknownUnit, BackwardPeriod.
    """
    unit = _make(new, since, until)
    if legal_document:
        _record(rules.SuccessionKind.CREATE, None, unit, legal_document, since)
    return queries.unit(unit.pk)


@transaction.atomic
def rename_unit(*, unit_id: int, name: str, on: date, legal_document: str, short_name: str = "") -> UnitRow:
    """Give a unit a new name from a day on; before that day it keeps the old one.  Raises UnitNotValid, OverlappingSuccession."""
    unit = _locked(unit_id, on)
    unit.name, unit.short_name = name, short_name or name
    _new_era(unit, on)
    _record(rules.SuccessionKind.RENAME, unit, unit, legal_document, on)
    return queries.unit(unit_id)


@transaction.atomic
def reparent_unit(*, unit_id: int, parent_id: int | None, on: date, legal_document: str) -> UnitRow:
    """Put a unit below another parent from a day on.  Raises UnitCycle, UnitNotValid, OverlappingSuccession."""
    unit = _locked(unit_id, on)
    if parent_id is not None:
        parent = queries.unit_on(parent_id, on)
        if parent_id in queries.subtree_ids(unit_id, on):
            raise UnitCycle(unit=unit.name, parent=parent.name)
    unit.parent_id = parent_id
    _new_era(unit, on)
    _record(rules.SuccessionKind.REPARENT, unit, unit, legal_document, on)
    return queries.unit(unit_id)


@transaction.atomic
def merge_units(*, unit_ids: Iterable[int], into: NewUnit | int, on: date, legal_document: str) -> UnitRow:
    """Merge units into a new one, or into a unit that goes on; the others end on that day.

    Units directly below a merged one go below the heir.  Raises UnitNotValid, OverlappingSuccession, CodeTaken.
    """
    olds = [_locked(unit_id, on) for unit_id in sorted(set(unit_ids))]
    keeps = into if isinstance(into, int) else None
    for old in olds:
        if old.pk != keeps:
            _close(old, on)
    heir = _make(into, on, None) if isinstance(into, NewUnit) else Unit.objects.get(pk=_checked(into, on))
    for old in olds:
        if old.pk != heir.pk:
            _record(rules.SuccessionKind.MERGE, old, heir, legal_document, on)
            _adopt(old, heir, on)
    return queries.unit(heir.pk)


def _checked(unit_id: int, on: date) -> int:
    return queries.unit_on(unit_id, on).id


def _adopt(old: Unit, heir: Unit, on: date) -> None:
    below = Unit.objects.select_for_update(of=("self",), no_key=True).filter(Q(until__isnull=True) | Q(until__gt=on), parent=old)
    for child in below.order_by("pk"):
        child.parent = heir
        _new_era(child, on)


@transaction.atomic
def split_unit(*, unit_id: int, into: Sequence[tuple[int, Decimal]], on: date, legal_document: str) -> None:
    """End a unit and give its parts to existing units: (unit key, share), shares sum to 1.

    Raises SharesNotWhole, UnitNotValid, OverlappingSuccession.
    """
    unit = _locked(unit_id, on)
    shares = [share for _, share in into]
    if not rules.shares_whole(shares):
        raise SharesNotWhole(unit=unit.name, total=str(sum(shares, Decimal(0))))
    for heir_id, share in into:
        heir = Unit.objects.get(pk=_checked(heir_id, on))
        _record(rules.SuccessionKind.SPLIT, unit, heir, legal_document, on, share)
    _close(unit, on)


@transaction.atomic
def abolish_unit(*, unit_id: int, on: date, legal_document: str, heir_id: int | None = None) -> None:
    """End a unit and its posts on a day; `heir_id` names who takes its work over, if anybody.

    Nothing that hangs on the unit goes anywhere by this act: the caller moves it in the same transaction, and asks `held_at`
    whether something was left.  Raises UnitNotValid, OverlappingSuccession.
    """
    unit = _locked(unit_id, on)
    heir = None if heir_id is None else Unit.objects.get(pk=_checked(heir_id, on))
    _record(rules.SuccessionKind.ABOLISH, unit, heir, legal_document, on)
    _close(unit, on)


@transaction.atomic
def serve_area(*, unit_id: int, area_id: int, since: date, until: date | None = None) -> None:
    """Let a unit outside the tree serve the territory of another; saying it twice changes nothing.

    Raises UnitNotValid, BackwardPeriod.
    """
    if until is not None and until <= since:
        raise BackwardPeriod(since=_day(since), until=_day(until))
    queries.unit_on(unit_id, since)
    queries.unit_on(area_id, since)
    covered = ServiceArea.objects.filter(
        Q(until__isnull=True) | Q(until__gt=since), unit_id=unit_id, area_id=area_id, since__lte=since
    )
    if not covered.exists():
        ServiceArea.objects.create(unit_id=unit_id, area_id=area_id, since=since, until=until)


@transaction.atomic
def assign_calendar(*, unit_id: int, calendar_code: str, since: date, until: date | None = None) -> None:
    """Give a unit (and what lies below) a working calendar from a day on; an open earlier assignment ends there.

    Raises UnknownUnit, CalendarTaken, BackwardPeriod.
    """
    if until is not None and until <= since:
        raise BackwardPeriod(since=_day(since), until=_day(until))
    unit = Unit.objects.select_for_update(of=("self",), no_key=True).filter(pk=unit_id).first()
    if unit is None:
        raise UnknownUnit(unit=str(unit_id))
    UnitCalendar.objects.filter(unit=unit, until__isnull=True, since__lt=since).update(until=since)
    taken = UnitCalendar.objects.filter(Q(until__isnull=True) | Q(until__gt=since), unit=unit)
    if until is not None:
        taken = taken.filter(since__lt=until)
    if taken.exists():
        raise CalendarTaken(unit=unit.name)
    UnitCalendar.objects.create(unit=unit, calendar_code=calendar_code, since=since, until=until)
