"""The clock of a dossier: its due dates at reception, stopping, running on, and the history of the promise.

A pause keeps what was left in the limit's own unit; it never shifts a date (DESIGN 1, idea 2).
"""

from __future__ import annotations

from datetime import datetime, time
from functools import lru_cache
from typing import Any

from lienthong.casework.dossiers.models import DueDate
from lienthong.casework.dossiers.rules.earliest import first_due, may_rule, ruling, worst
from lienthong.casework.dossiers.rules.legs import is_linked, part_of
from lienthong.casework.dossiers.rules.replaying import Row, replayed, runs_of
from lienthong.casework.dossiers.rules.status import PAUSED, Status
from lienthong.casework.dossiers.services.frame import Act
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.quantities import WorkMinutes
from lienthong.toolkit.sentences import Figure, Sentence


@lru_cache(maxsize=1024)
def limit_of(spec: procedures.LimitSpec) -> worktime.Limit:
    """Return the limit of a procedure file as the clock takes it."""
    return worktime.Limit(
        value=spec.value,
        unit=worktime.LimitUnit(spec.unit),
        start=worktime.StartRule(spec.start),
        cutoff=time.fromisoformat(spec.cutoff) if spec.cutoff else None,
        area_extra=spec.area_extra,
    )


def deadline(received: datetime, limit: worktime.Limit, calendar: worktime.Calendar) -> worktime.Deadline:
    """Return the due instant of a limit whose extra for the area, if any, applies."""
    return worktime.deadline(received, limit, calendar, area_extra=limit.area_extra > 0)


def due_at(received: datetime, limit: worktime.Limit, calendar: worktime.Calendar) -> datetime:
    """Return the instant of `deadline` without its reasons."""
    return worktime.due_at(received, limit, calendar, area_extra=limit.area_extra > 0)


def first_deadline(
    received: datetime, committed: worktime.Limit, legal: worktime.Limit, calendar: worktime.Calendar
) -> tuple[datetime, datetime, tuple[str, ...]]:
    """Return (earlier due instant of something received, that of the legal limit, sentences of the count: which ruled, why)."""
    found = [(one.due_at, one) for one in (deadline(received, limit, calendar) for limit in may_rule(committed, legal))]
    due, told = first_due(found)
    if len(found) == 1:
        return due, due_at(received, legal, calendar), told.reasons
    other = next(one for _, one in found if one is not told)
    later = Figure(formats.moment(other.due_at), other.due_at, "moment")
    if told.limit is committed:
        why = Sentence("Lấy hạn cam kết, không muộn hơn hạn theo quy định (%(later)s).", later=later)
    else:
        why = Sentence("Lấy hạn theo quy định, vì hạn cam kết muộn hơn (%(later)s).", later=later)
    return due, found[1][0], (*told.reasons[:-1], why, told.reasons[-1])


def stands(act: Act) -> bool:
    """Return whether the dossier's clock stands still."""
    return act.status in PAUSED


def stop(act: Act, status: Status, *, cause: str, act_name: str) -> None:
    """Stop the clock, in memory: keep what is left of the promise, of each leg and of each task."""
    act.become(status, act=act_name)
    dossier = act.dossier
    limit = _rules_now(act, _limits(act))
    if dossier.due_at is not None and limit is not None:
        dossier.remainder = worktime.remainder(act.at, dossier.due_at, limit, act.calendar).as_dict()
    dossier.due_at, dossier.pause_cause = None, cause
    dossier.legs = {key: _leg_stopped(act, leg) for key, leg in dossier.legs.items()}
    going = set(act.closing.tokens) if act.closing else set()
    for task in act.open:
        if task.token not in going:
            tasks.suspended(task, act.at)
            act.clocked.append(task)
    note_due(act, f"paused:{cause}")


def run_on(act: Act, status: Status, *, act_name: str) -> str:
    """Let the clock run on with what was left, or anew where the policy of the case or era says «restart».

    Returns what the policy said; empty when no date was promised.
    """
    act.become(status, act=act_name)
    dossier = act.dossier
    limits, said = _limits(act), ""
    if limits and dossier.remainder is not None:
        said = policy(act)
        dossier.due_at = _running_again(act, limits, said)
    dossier.remainder, dossier.pause_cause = None, ""
    dossier.legs = {key: _leg_running(act, leg) for key, leg in dossier.legs.items()}
    going = set(act.closing.tokens) if act.closing else set()
    for task in act.open:
        if task.token not in going:
            tasks.resumed(task, act.at)
            act.clocked.append(task)
    note_due(act, "resumed")
    return said


Limits = tuple[worktime.Limit, ...]
"""Those that may rule, the promised one first; none when no date was promised."""


def _limits(act: Act) -> Limits:
    return ruling(act.dossier.limits, worktime)


def _running_again(act: Act, limits: Limits, said: str) -> datetime:
    if len(limits) > 1:  # either may end first now: each runs on by itself
        again = _again(act, limits, said, ("resumed", act.at, None))
        assert again is not None  # noqa: S101 - what stood still was promised
        return again[0]
    if said == "restart":
        return due_at(act.at, limits[0], act.calendar)
    assert act.dossier.remainder is not None  # noqa: S101 - the caller has asked
    return worktime.resume(act.at, worktime.Remainder.from_dict(act.dossier.remainder), limits[0], act.calendar).due_at


def _rules_now(act: Act, limits: Limits) -> worktime.Limit | None:
    """Return the limit that the due date was counted from; where either may rule, the history of the promise says which."""
    again = _again(act, limits, policy(act)) if len(limits) > 1 else None
    return again[1] if again else next(iter(limits), None)


def _again(
    act: Act, limits: Limits, said: str, *more: tuple[str, datetime, datetime | None]
) -> tuple[datetime, worktime.Limit] | None:
    return replayed((*_told(act), *more), limits, act.calendar, said, worktime)


def _told(act: Act) -> list[Row]:
    return [(row.reason, row.since, row.due_at) for row in (*act.history(act.dossier), *act.promises)]


def policy(act: Act) -> str:
    """Return «resume» or «restart»: what the case says, else the policy row of the era in which it was received."""
    said = act.definition.case(act.dossier.case).after_supplement
    return said or act.policy_on(act.dossier.received_at.astimezone(VIETNAM).date())


def verdict(act: Act) -> str:
    """Return how what ends now stands to its promise: early | on_time | overdue; empty when no date was promised.

    Each limit is judged by its own unit: one in days is kept to the end of its day, one in hours to its minute.  Where either may
    end first, the promise and the law must both be kept: late by either is late, even if the other one gave the date.
    """
    due, limits = act.dossier.due_at, _limits(act)
    if due is None:
        return ""
    runs = runs_of(_told(act), limits, act.calendar, policy(act), worktime) if len(limits) > 1 else []
    runs = runs or [(due, limits[0])]  # one that ends as it is received has no history yet
    found: worktime.Verdict = worst(worktime.judge(act.at, until, limit.unit) for until, limit in runs)
    return found.value


def note_due(act: Act, reason: str, note: str = "") -> None:
    """Note the promise as it stands from now on; the frame writes it."""
    due, dossier = act.dossier.due_at, act.dossier
    act.promises.append(act.make(DueDate, dossier=dossier, since=act.at, due_at=due, reason=reason[:40], note=note[:500]))


def promised_minutes(act: Act) -> WorkMinutes:
    """Return the office minutes that were promised for the whole when it was received; 0 when no date was."""
    dossier = act.dossier
    if dossier.original_due_at is None:
        return WorkMinutes(0)
    return worktime.between(dossier.received_at, dossier.original_due_at, act.calendar)


def leg_limit(act: Act, key: str) -> worktime.Limit | None:
    """Return the limit of a leg of a fork: its own, or its share of what was promised for the whole; None without either."""
    node, leg = act.definition.leg(key)
    if not leg.limit_by_share:
        return limit_of(leg.limit) if leg.limit else None
    value, unit = part_of(promised_minutes(act), node.share, day=act.calendar.minutes_per_day)
    return worktime.Limit(value=value, unit=worktime.LimitUnit(unit))


def _leg_limit(act: Act, leg: dict[str, Any]) -> worktime.Limit:
    """Return the limit by which a leg's date was counted when it began; an older row does not tell, so it is counted now."""
    if leg.get("limit"):
        return worktime.Limit.from_dict(leg["limit"])
    limit = leg_limit(act, leg["key"])
    assert limit is not None  # noqa: S101 - a leg without a limit has no date that could stand still
    return limit


def _leg_stopped(act: Act, leg: dict[str, Any]) -> dict[str, Any]:
    if leg.get("finished_at") or not leg.get("due_at") or is_linked(leg):
        return leg  # a leg at another unit has a clock of its own
    due = datetime.fromisoformat(leg["due_at"])
    left = worktime.remainder(act.at, due, _leg_limit(act, leg), worktime.calendar(leg["calendar"]))
    return {**leg, "due_at": None, "remainder": left.as_dict()}


def _leg_running(act: Act, leg: dict[str, Any]) -> dict[str, Any]:
    if leg.get("finished_at") or not leg.get("remainder") or is_linked(leg):
        return leg
    left = worktime.Remainder.from_dict(leg["remainder"])
    due = worktime.resume(act.at, left, _leg_limit(act, leg), worktime.calendar(leg["calendar"])).due_at
    return {**leg, "due_at": due.isoformat(), "remainder": None}
