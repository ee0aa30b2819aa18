"""What a move of the token game means for people: tasks at units, legs with their limits, the clock.

Every function changes the act in memory only; the frame writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers.events import DossierHandedOver, DossierPaused, ResultReady
from lienthong.casework.dossiers.models import PaperLine
from lienthong.casework.dossiers.rules.engine import MAIN, Marking, Move, Token
from lienthong.casework.dossiers.rules.legs import AWAY, free_key, is_linked, open_leg
from lienthong.casework.dossiers.rules.status import PAUSED, Status
from lienthong.casework.dossiers.services import linking, timing
from lienthong.casework.dossiers.services.around import first_promise
from lienthong.casework.dossiers.services.frame import CHANGEABLE, Act, Event
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.quantities import WorkMinutes


def apply(act: Act, move: Move, *, outcome: str) -> None:
    """Carry a move out: close what was left, open what was entered, begin and end legs, finish if all is done."""
    act.dossier.marking = move.marking.as_dict()
    act.closing = tasks.Closing(tuple(token.number for token in move.left), act.at, outcome, act.actor) if move.left else None
    for key in move.legs_begun:
        _begin_leg(act, key)
    for key in move.legs_ended:
        _end_leg(act, key)
    _clock_before(act, move)
    for token in move.entered:
        enter(act, token)
    if move.finished:
        _finish(act)


WAITING_STATUS = {"payment": Status.PAYMENT_REQUIRED, "citizen": Status.SUPPLEMENT_REQUESTED}
"""Which status a dossier has while its clock stands still for a cause; any other cause is «stopped»."""


def _clock_before(act: Act, move: Move) -> None:
    """Start or stop the dossier's clock when its main line leaves or enters a wait that pauses it."""
    left = any(act.definition.node(token.node).pauses for token in move.left if token.leg == MAIN)
    waits = [act.definition.node(token.node) for token in move.entered if token.leg == MAIN]
    pausing = next((node for node in waits if node.pauses), None)
    if left and pausing is None:
        timing.run_on(act, Status.PROCESSING, act_name="xử lý tiếp")
    if pausing is not None and not left:
        cause = str(pausing.cause or "stopped")
        timing.stop(act, WAITING_STATUS.get(cause, Status.STOPPED), cause=cause, act_name="chờ")
        act.announcements.append(DossierPaused(act.dossier.uid, cause, act.at))


def participants(act: Act) -> tuple[int, ...]:
    """Return the units to which the act opens a task that is not the actor's own: from now on they take part."""
    mine = set() if act.crossed else {act.actor.unit_id}
    return tuple(sorted({task.unit_id for task in act.opening} - mine))


def share_total(act: Act, leg: str, calendar: worktime.Calendar) -> WorkMinutes:
    """Return the office minutes of which the steps of a leg get their shares: the whole committed time of the leg."""
    if leg != MAIN and act.dossier.legs.get(leg, {}).get("due_at"):
        here = act.dossier.legs[leg]
        start, end = datetime.fromisoformat(here["started_at"]), datetime.fromisoformat(here["due_at"])
        return worktime.between(start, end, calendar)
    return timing.promised_minutes(act)


def _begin_leg(act: Act, key: str) -> None:
    """Let the row tell of a leg that begins; one whose agency was asked in an earlier round stays as it was told.

    The agency's next dossier is told under a key of its own (`send`).
    """
    if is_linked(act.dossier.legs.get(key, {})):
        return
    _, leg = act.definition.leg(key)
    unit_id, calendar = linking.place(act, leg.at)
    facts: dict[str, Any] = {
        "key": key,
        "unit_id": unit_id,
        "name": leg.name,
        "calendar": calendar,
        "started_at": act.at.isoformat(),
    }
    limit = timing.leg_limit(act, key)
    if limit is not None:
        facts["limit"] = limit.as_dict()
        facts["due_at"] = timing.due_at(act.at, limit, worktime.calendar(calendar)).isoformat()
    act.dossier.legs = {**act.dossier.legs, key: facts}


def _end_leg(act: Act, slot: str) -> None:
    """Let a leg of the fork be back; one that ended here while its agency still waited for an answer is recalled there."""
    ended = act.at.isoformat()
    for key, leg in list(act.dossier.legs.items()):
        if leg.get("slot", key) != slot or leg.get("finished_at"):
            continue
        if is_linked(leg) and leg["state"] in AWAY:
            linking.recall(act, leg, "Nơi gửi đã giải quyết xong chặng này")
        else:
            linking.keep(act, key, finished_at=ended)


def go_over(act: Act, token: Token, to: linking.Crossing, unit_id: int, calendar: str) -> None:
    """Let a token's step be done in the dossier of a leg: a new one, or that which waits for an answer; here its sender waits."""
    linking.resting(act, token, to.anchor)
    here = Token(token.number, token.leg, to.anchor)
    waiting = open_leg(act.dossier.legs, to.slot)
    if waiting is not None:
        resume(act, waiting, to.start)
        said = linking.keep(act, waiting["key"], token=here.number)
    else:
        said = send(act, here, to, unit_id, calendar)
    linking.anchored(act, here, said)


def send(act: Act, here: Token, to: linking.Crossing, unit_id: int, calendar: str) -> dict[str, Any]:
    """Make the dossier of a leg with its first step, hand it over, and return what the parent's row says of it."""
    unit = act.tree.unit_on(unit_id, act.at.astimezone(VIETNAM).date())
    key = free_key(act.dossier.legs, to.slot)
    charge = linking.in_charge(act)
    leg = linking.new_leg(act, to, key, unit, calendar)
    persons, papers = linking.links_of(act).handed(act, leg, to.papers)
    leg.around = [rows for rows in (persons, papers, [first_promise(leg.dossier, act.make)]) if rows]
    first = Token(1, MAIN, to.start)
    leg.dossier.marking = Marking((first,), 2).as_dict()
    enter(leg, first)
    leg.events.append(linking.received(leg, papers))
    act.events.append(linking.sent(act, leg, papers))
    return linking.keep(act, key, **linking.mirrored(leg.dossier, unit, charge, here, to.anchor))


def resume(act: Act, said: dict[str, Any], step: str, *, note: str = "", papers: Sequence[Any] = ()) -> None:
    """Let a leg that waits for its sender go on with what was left of its limit, at `step` when it stands nowhere.

    papers  those that the sender adds now, besides what the parent got since it was asked.  Raises LegBusy.
    """
    links = linking.links_of(act)
    leg = links.opened(act, UUID(said["uid"]), said["unit_id"], wait=False)
    leg.verb, leg.changing = "resume_leg", (*CHANGEABLE, *linking.OWN)
    keys = _papers_of(act.definition, said["slot"])
    since = leg.dossier.link.get("asked_at")
    rows = links.added(act, leg, datetime.fromisoformat(since), keys) if since else []
    rows += [act.make(PaperLine, dossier=leg.dossier, added_at=act.at, **vars(paper)) for paper in papers]
    leg.around = [rows] if rows else []
    timing.run_on(leg, Status.PROCESSING, act_name="xử lý tiếp")
    if not leg.marking.tokens:
        token = Token(leg.marking.next, MAIN, step)
        leg.dossier.marking = Marking((token,), token.number + 1).as_dict()
        enter(leg, token)
    leg.dossier.link = {**leg.dossier.link, "asked_at": None}
    due = leg.dossier.due_at
    body = {"note": note, "papers": [row.name for row in rows], "due_at": due}
    leg.events.append(Event("sender", ledger.Lifecycle.RESUMED, step, cause="sender", body=body, participants=participants(leg)))
    linking.keep(act, said["key"], state=linking.state(leg), due_at=due.isoformat() if due else None)


def _papers_of(definition: procedures.Definition, slot: str) -> tuple[str, ...]:
    """Return the keys of the papers that go with a leg; none = all."""
    for node in definition.nodes:
        if node.key == slot and node.silent_consent:
            return node.papers
    return definition.leg(slot)[1].papers


def enter(act: Act, token: Token) -> None:
    """Open the task of a token: at the unit that serves the step, due by its own limit or its share.

    While the dossier's clock stands still the task's stands too, with all of its time left.  A step that another unit does in a
    leg is done in the leg's own dossier.
    """
    crossing = linking.crossing_of(act, token)
    if crossing is not None:
        go_over(act, token, *crossing)
        return
    node = act.definition.node(token.node)
    unit_id, calendar_code = linking.place(act, node.at)
    calendar = worktime.calendar(calendar_code)
    due, planned = _due(act, node, token, calendar)
    pausing = node.pauses or act.status in PAUSED
    act.opening.append(
        tasks.NewTask(
            object_type="dossier", object_uid=act.dossier.uid, token=token.number, unit_id=unit_id,
            duty=node.duty or "counter_clerk",
            step=node.key, title=node.name, code=act.dossier.code, subject=act.version.name, owner_label=act.dossier.owner_name,
            calendar=calendar_code, opened_at=act.at, due_at=None if pausing else due, planned_minutes=planned,
            kind=str(node.kind), leg=token.leg, handed_by=act.actor.name, from_unit_id=act.actor.unit_id,
            remaining_minutes=planned if pausing else None,
        )
    )  # fmt: skip
    if unit_id != act.actor.unit_id:
        act.announcements.append(DossierHandedOver(act.dossier.uid, act.dossier.code, unit_id, node.name, act.at))


def _due(act: Act, node: procedures.Node, token: Token, calendar: worktime.Calendar) -> tuple[datetime | None, WorkMinutes]:
    """Return (due instant, planned office minutes) of a step: its own limit, else its share of the leg's time."""
    spec = node.lasts or node.limit
    if node.kind == "return":
        due = act.dossier.due_at
        return due, WorkMinutes(max(worktime.between(act.at, due, calendar), 0)) if due else WorkMinutes(0)
    if spec is not None:
        due = timing.due_at(act.at, timing.limit_of(spec), calendar)
        return due, WorkMinutes(max(worktime.between(act.at, due, calendar), 0))
    planned = tasks.planned_minutes(share_total(act, token.leg, calendar), node.share)
    return worktime.add(act.at, planned, calendar), planned


def _finish(act: Act) -> None:
    """The result is there: the clock stops, the verdict is given once, by the promise on the slip as it stands now."""
    act.become(Status.COMPLETED, act="kết thúc xử lý")
    dossier = act.dossier
    dossier.finished_at = dossier.ended_at = act.at
    dossier.ended_as = Status.COMPLETED
    dossier.verdict = timing.verdict(act)
    act.announcements.append(ResultReady(dossier.uid, act.at))
