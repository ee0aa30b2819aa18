"""A filing that was begun for a unit that has ended meanwhile: opened at who took over, with all that was typed and sent.

A begun filing is its citizen's alone, also for who changes the map: so it follows when it is opened, and goes back when the
change was undone.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from lienthong.doors.portal import services
from lienthong.doors.portal.errors import NobodyServes
from lienthong.doors.portal.models import OnlineDraft
from lienthong.doors.portal.web.filing_steps import PLACE, SETTLED, unit_for
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.ui.tongues import told

MOVED = "chuyen-don-vi"
"""Beside the pages in a draft: for which unit and place it was begun, and how both units are called."""
ON = "%(old)s nay thuộc %(new)s. Hồ sơ này sẽ gửi tới %(new)s; lời khai và tệp đã gửi còn nguyên."
ASK = "%(old)s không còn tiếp nhận hồ sơ. Chọn lại nơi giải quyết; lời khai và tệp đã gửi còn nguyên."


def follow(draft: OnlineDraft, level: str, on: date) -> None:
    """Let a begun filing be for the unit that has the place on a day; nothing changes while its unit is there."""
    if draft.unit_id is None and MOVED not in draft.typed:
        return
    before = draft.typed.get(MOVED)
    keys = {one for one in (draft.unit_id, before and int(before["unit"])) if one}
    units = {key: unit for key, unit in org.units(keys).items() if unit.until is None or unit.until > on}
    if before and int(before["unit"]) in units:
        _go_back(draft, before)
    elif draft.unit_id and draft.unit_id not in units:
        _go_on(draft, level, on)


def _go_on(draft: OnlineDraft, level: str, on: date) -> None:
    assert draft.unit_id is not None  # noqa: S101 - the caller asked
    old, settled = org.unit(draft.unit_id), draft.typed.get(SETTLED, {})
    place = _place_now(UUID(settled["place"]), old, on) if "place" in settled else None
    unit = _unit_now(level, place, on)
    note = {"unit": str(old.id), "old": old.name, "new": unit.name if unit else "", "typed": {**draft.typed.get(PLACE.key, {})}}
    typed = {key: value for key, value in draft.typed.items() if key not in (PLACE.key, SETTLED)} | {MOVED: note | settled}
    if unit and place:
        typed |= {PLACE.key: {"place-commune": place.path}, SETTLED: {"place": str(place.uid)}}
    services.move(draft, typed=typed, unit_id=unit.id if unit else None, from_unit_id=old.id, at=clock.real_now())


def _go_back(draft: OnlineDraft, before: dict[str, Any]) -> None:
    typed = {key: value for key, value in draft.typed.items() if key != MOVED}
    typed |= {PLACE.key: before["typed"], SETTLED: {"place": before.get("place", "")}}
    old = int(before["unit"])
    services.move(draft, typed=typed, unit_id=old, from_unit_id=draft.unit_id or old, at=clock.real_now())


def _place_now(place: UUID, old: org.UnitRow, on: date) -> org.Address | None:
    """Return the commune that has a place on a day; None when it went to several, or nobody knows."""
    commune = org.unit_of_place(place, on)
    if commune is None and old.until is not None:
        before = org.unit_of_place(place, old.until - timedelta(days=1))
        heirs = org.successors(before, on) if before else []
        commune = heirs[0].unit.id if len(heirs) == 1 else None
    code = org.unit(commune).admin_code if commune else ""
    return org.address(code, on) if code else None


def _unit_now(level: str, place: org.Address | None, on: date) -> org.UnitRow | None:
    if place is None:
        return None
    try:
        return unit_for(level, {"place": str(place.uid), "commune": place.path}, on)
    except NobodyServes:
        return None


def note_of(draft: OnlineDraft) -> str:
    """Return what the citizen is told of the change, nothing when there was none."""
    note = draft.typed.get(MOVED)
    return told(ON if note["new"] else ASK, old=note["old"], new=note["new"]) if note else ""
