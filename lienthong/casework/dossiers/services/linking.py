"""An interlinked leg in the making: which steps are done in a dossier of their own, its row, and how its parent keeps it.

A token of the parent that enters a step at another unit, in a leg of a fork or where an opinion is asked, stays on the parent
(on the fork, or on the step that asks) as a task «waiting for the leg» of whoever sent it; the work itself is a dossier at
that unit.  Every function changes acts in memory only (docs/decisions: the legs).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers.models import Dossier
from lienthong.casework.dossiers.rules import codes, legs
from lienthong.casework.dossiers.rules.engine import MAIN, Marking, Token
from lienthong.casework.dossiers.rules.legs import LegState
from lienthong.casework.dossiers.rules.status import Status
from lienthong.casework.dossiers.services import timing
from lienthong.casework.dossiers.services.frame import Act, Event, Links
from lienthong.casework.dossiers.services.links import STORED
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.quantities import WorkMinutes

RECEPTION, PARENT = "reception", "parent"
WAITS = "leg"
"""Kind of the task of whoever waits for a leg; «decide» when the leg asks for a decision."""
DECIDES = "decide"
OWN = ("link", "received_by")
"""Columns that change in a leg besides those of every dossier."""


@dataclass(frozen=True)
class Crossing:
    """Steps that another unit does in a dossier of its own.

    slot    the leg of the fork, or the step that asks; anchor: the step on which the parent's token rests meanwhile.
    at      whose it is; wide: everything of the leg but what is done at the reception belongs to it.
    """

    slot: str
    name: str
    at: str
    start: str
    anchor: str
    limit: worktime.Limit | None
    papers: tuple[str, ...]
    wide: bool
    silent: bool = False
    basis: str = ""


def place(act: Act, at: str) -> tuple[int, str]:
    """Return (key of the unit, its calendar) where a step lies.

    `reception` is the receiving unit, `parent` the one above it, a function slug the unit that serves it.  In a leg they are
    asked for the unit to which the citizen came.
    """
    home = act.dossier.link["home_unit_id"] if act.is_leg else act.dossier.unit_id
    if at == RECEPTION and not act.is_leg:
        return act.dossier.unit_id, act.dossier.calendar
    if at == RECEPTION:
        return home, act.dossier.link["home_calendar"]
    day = act.at.astimezone(VIETNAM).date()
    if at == PARENT and not act.is_leg and _above_is_gone(act, day):
        return home, act.dossier.calendar
    return act.tree.place_of(at, home, day)


def _above_is_gone(act: Act, day: date) -> bool:
    """Return whether the dossier changed units when the unit above it ended: what that one decided its own unit decides now [P].

    Source: the end of the districts on 2025-07-01, whose tasks passed to the communes (handbook domain.md 5.4).
    """
    if not act.dossier.former:
        return False
    last = act.dossier.former[-1]
    above = org.parent_of(last["unit"], date.fromisoformat(last["until"]) - timedelta(days=1))
    return above.until is not None and above.until <= day


def brings_result(act: Act, link: Mapping[str, Any]) -> bool:
    """Return whether what a leg with that link brings is the result of the whole, by the definition of the parent's act."""
    return not link["silent"] and act.definition.leg(link["slot"])[1].brings_result  # whoever is asked has no leg of a fork


def crossing_of(act: Act, token: Token) -> tuple[Crossing, int, str] | None:
    """Return the crossing that a token makes, with the unit and its calendar; None where the step is done in this dossier."""
    node = act.definition.node(token.node)
    found = _asked(node) if node.silent_consent else _of_fork(act, node, token.leg)
    if found is None:
        return None
    unit_id, calendar = place(act, found.at)
    return None if unit_id == act.dossier.unit_id else (found, unit_id, calendar)


def _asked(node: procedures.Node) -> Crossing:
    return Crossing(
        node.key,
        node.name,
        node.at,
        node.key,
        node.key,
        timing.limit_of(node.limit) if node.limit else None,
        node.papers,
        wide=False,
        silent=True,
        basis=node.silent_basis,
    )


def _of_fork(act: Act, node: procedures.Node, key: str) -> Crossing | None:
    if key == MAIN or node.at == RECEPTION:
        return None
    fork, leg = act.definition.leg(key)
    wide = leg.at != RECEPTION
    limit = timing.leg_limit(act, key)
    return Crossing(leg.key, leg.name, leg.at if wide else node.at, node.key, fork.key, limit, leg.papers, wide)


def links_of(act: Act) -> Links:
    """Return where the act finds other dossiers: the database, unless it said otherwise."""
    return act.links or STORED


# --- the parent's side ----------------------------------------------------------------------------------------------


def keep(act: Act, key: str, /, **facts: Any) -> dict[str, Any]:
    """Let the parent's row say something about a leg; return what it says now."""
    said = {**act.dossier.legs.get(key, {}), **facts}
    act.dossier.legs = {**act.dossier.legs, key: said}
    return said


def resting(act: Act, token: Token, anchor: str) -> None:
    """Let the parent's token rest on the anchor while the leg is away."""
    marking = act.marking
    put = tuple(Token(one.number, one.leg, anchor) if one.number == token.number else one for one in marking.tokens)
    act.dossier.marking = Marking(put, marking.next, marking.forks).as_dict()


def renumbered(act: Act, number: int) -> Token:
    """Give a resting token a new number, so that the task of before ends and another opens; return it."""
    marking = act.marking
    old = next(token for token in marking.tokens if token.number == number)
    new = Token(marking.next, old.leg, old.node)
    put = tuple(new if one.number == number else one for one in marking.tokens)
    act.dossier.marking = Marking(put, marking.next + 1, marking.forks).as_dict()
    return new


def in_charge(act: Act) -> tuple[int, str]:
    """Return (unit, duty) of whoever sends a leg: those of the step that ends in this act, else the counter that received."""
    gone = act.closing.tokens if act.closing else ()
    ended = next((task for task in act.open if task.token in gone), None)
    if ended is None or act.crossed:
        return act.dossier.unit_id, "counter_clerk"
    return ended.unit_id, ended.duty


TITLES = {
    WAITS: "Chờ chặng «{name}» tại {unit}",
    LegState.ASKING: "Quyết định: chặng «{name}» tại {unit} yêu cầu bổ sung",
    LegState.GIVEN_BACK: "Quyết định: {unit} trả lại chặng «{name}»",
    LegState.REFUSED: "Quyết định: {unit} từ chối chặng «{name}»",
}


def anchored(act: Act, token: Token, leg: dict[str, Any], *, decide: LegState | None = None) -> None:
    """Open the parent's own task on a leg: to wait for it, due with the leg; or to decide on it, due in a working day [P]."""
    unit_id, duty = leg["charge"]
    title = TITLES[decide or WAITS].format(name=leg["name"], unit=leg["unit"])
    calendar = worktime.calendar(leg["calendar"])
    due = leg.get("due_at") if decide is None else None
    until = worktime.add(act.at, calendar.minutes_per_day, calendar) if due is None else datetime.fromisoformat(due)
    planned = WorkMinutes(max(worktime.between(act.at, until, calendar), 0))
    paused = timing.stands(act)
    act.opening.append(
        tasks.NewTask(
            object_type="dossier", object_uid=act.dossier.uid, token=token.number, unit_id=unit_id, duty=duty, step=token.node,
            title=title, code=act.dossier.code, subject=act.version.name, owner_label=act.dossier.owner_name,
            calendar=leg["calendar"], opened_at=act.at, due_at=None if paused else until, planned_minutes=planned,
            kind=WAITS if decide is None else DECIDES, leg=token.leg, handed_by=act.actor.name, from_unit_id=act.actor.unit_id,
            remaining_minutes=planned if paused else None,
        )
    )  # fmt: skip


# --- the leg's side -------------------------------------------------------------------------------------------------


def new_leg(act: Act, to: Crossing, key: str, unit: org.UnitRow, calendar: str) -> Act:
    """Return the act that receives a leg at its unit: the row with its own code, limit and promise, not written yet.

    The hand-over inside one installation is its electronic receipt: the clock of the leg runs from it, on the calendar of the
    unit that gets it, whether somebody there has taken it or not.
    """
    if to.limit is None:
        raise LookupError(f"leg {to.slot} of {act.definition.code} has no limit")  # never published so
    limit = to.limit
    due = timing.due_at(act.at, limit, worktime.calendar(calendar))
    day = act.at.astimezone(VIETNAM).date()
    number, line = links_of(act).take_number(unit.id, day)
    parent = act.dossier
    said = limit.as_dict()
    home = parent.link if act.is_leg else {"home_unit_id": parent.unit_id, "home_calendar": parent.calendar}
    charge = in_charge(act)
    leg = act.make(
        Dossier, uid=new_uid(), code=codes.dossier_code(_code_of(unit, day.year), day, number),
        lookup_key=codes.lookup_key(secrets.randbits(40)), unit_id=unit.id, version_id=act.version.id, case=parent.case,
        channel=parent.channel, subject=f"{to.name}: {parent.subject}"[:300], owner_name=parent.owner_name,
        owner_folded=parent.owner_folded, owner_given=parent.owner_given, owner_masked=parent.owner_masked,
        limits={"legal": said, "committed": said}, calendar=calendar, received_at=act.at, received_by="", due_at=due,
        original_due_at=due, legal_due_at=due, book_line=line, parent=parent, leg=key,
        link={
            "parent_uid": str(parent.uid), "parent_code": parent.code, "parent_unit_id": parent.unit_id,
            "sender_unit_id": charge[0],
            "sender": act.actor.unit if act.actor.unit_id == charge[0] else act.tree.unit_on(charge[0], day).name,
            "sent_by": act.actor.name, "slot": to.slot, "name": to.name, "at": to.at, "start": to.start, "wide": to.wide,
            "silent": to.silent, "basis": to.basis, "home_unit_id": home["home_unit_id"], "home_calendar": home["home_calendar"],
        },
    )  # fmt: skip
    other = Act(
        act.actor, act.at, "receive_leg", leg, act.version, tree=act.tree, make=act.make, policy_on=act.policy_on,
        known=act.known, links=act.links, crossed=True, itself=act.itself,
    )  # fmt: skip
    act.others.append(other)
    return other


def _code_of(unit: org.UnitRow, year: int) -> str:
    return unit.code_legacy if year < 2020 and unit.code_legacy else unit.code


def mirrored(leg: Dossier, unit: org.UnitRow, charge: tuple[int, str], token: Token, anchor: str) -> dict[str, Any]:
    """Return what the parent's row says of a leg that was just sent."""
    assert leg.due_at is not None  # noqa: S101 - a leg has a limit
    return {
        "key": leg.leg, "slot": leg.link["slot"], "unit_id": unit.id, "unit": unit.name, "name": leg.link["name"],
        "calendar": leg.calendar, "started_at": leg.received_at.isoformat(), "due_at": leg.due_at.isoformat(),
        "uid": str(leg.uid), "code": leg.code, "state": str(LegState.SENT), "token": token.number, "anchor": anchor,
        "start": leg.link["start"],
        "charge": list(charge), "limit": leg.limits["legal"], "silent": leg.link["silent"], "basis": leg.link["basis"],
    }  # fmt: skip


def recall(act: Act, leg: dict[str, Any], reason: str) -> None:
    """End a leg whose result nobody waits for any more, and let the parent's row say so.  Raises LegBusy."""
    other = links_of(act).opened(act, UUID(leg["uid"]), leg["unit_id"], wait=False)
    other.verb = "recall_leg"
    other.become(Status.WITHDRAWN, act="rút chặng")
    dossier = other.dossier
    dossier.ended_at, dossier.ended_as = act.at, Status.WITHDRAWN
    dossier.due_at, dossier.remainder, dossier.pause_cause = None, None, ""
    dossier.marking = Marking(next=other.marking.next).as_dict()
    if other.open:
        other.closing = tasks.Closing(tuple(task.token for task in other.open), act.at, "recalled", None)
    timing.note_due(other, "withdrawn")
    other.events.append(Event("leg_recalled", ledger.Lifecycle.COMPLETED, body={"reason": reason}))
    keep(act, leg["key"], state=str(LegState.RECALLED), finished_at=act.at.isoformat(), due_at=None)


def recall_all(act: Act, reason: str) -> None:
    """End every leg that is still away, because its parent ends."""
    for leg in list(act.dossier.legs.values()):
        if legs.is_open(leg):
            if leg["state"] in legs.AWAY:
                recall(act, leg, reason)
            keep(act, leg["key"], finished_at=act.at.isoformat())


def state(act: Act) -> str:
    """Return how the leg of an act stands, in the parent's words."""
    return str(legs.state_of(act.status, act.dossier.link))


def reference(leg: Dossier) -> tuple[ledger.ObjectRef, ...]:
    """Return the leg as an object of an event of its parent."""
    return (ledger.ObjectRef("dossier", leg.uid, "leg"),)


def sent(act: Act, leg: Act, papers: list[Any]) -> Event:
    """Return the parent's line that says that a leg was sent: the giver's half of the hand-over."""
    body = {
        "code": leg.dossier.code, "unit": leg.dossier.unit_id, "due_at": leg.dossier.due_at,
        "papers": [one.name for one in papers],
    }  # fmt: skip
    slot, step = leg.dossier.link["slot"], leg.dossier.link["start"]
    return Event("leg_sent", ledger.Lifecycle.OFFERED, step, slot, body=body, objects=reference(leg.dossier))


def received(leg: Act, papers: list[Any]) -> Event:
    """Return the first line of the leg's own history: the electronic receipt."""
    dossier = leg.dossier
    body = {
        "code": dossier.code, "case": dossier.case, "channel": dossier.channel, "due_at": dossier.due_at,
        "legal_due_at": dossier.legal_due_at, "limits": dossier.limits, "parent": dossier.link["parent_code"],
        "sender": dossier.link["sender"], "leg": dossier.leg, "papers": [one.name for one in papers],
        "opened": [[task.token, task.step, task.leg] for task in leg.opening],
    }  # fmt: skip
    return Event(
        "received", ledger.Lifecycle.STARTED, dossier.link["start"], body=body, personal={"owner": dossier.owner_name},
        participants=(dossier.unit_id, *sorted({task.unit_id for task in leg.opening} - {dossier.unit_id})),
    )  # fmt: skip
