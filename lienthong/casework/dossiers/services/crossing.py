"""What a leg says to its parent: taken, asks, brings its result.  One transaction writes both dossiers, or neither.

The agency's people change the parent by nothing else than these, and read nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers.rules import engine
from lienthong.casework.dossiers.rules.engine import MAIN, Marking
from lienthong.casework.dossiers.rules.legs import LegState
from lienthong.casework.dossiers.rules.status import Status
from lienthong.casework.dossiers.services import linking, steps, timing
from lienthong.casework.dossiers.services.frame import CHANGEABLE, Act, Event
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger


def leaves(act: Act, task: tasks.Task, to: str) -> bool:
    """Return whether a step of a leg leads out of it: to the join, to another unit than the leg's, to the reception."""
    if not act.is_leg or task.leg != MAIN:
        return False
    node, link = act.definition.node(to), act.dossier.link
    if node.kind == "join":
        return all(fork.join != to for fork in act.marking.forks.values())
    return node.at == linking.RECEPTION if link["wide"] else node.kind != "fork" and node.at != link["at"]


def parent_of(act: Act, verb: str) -> Act:
    """Return the act on the parent of a leg, locked; it is written with the leg's."""
    link = act.dossier.link
    parent = linking.links_of(act).opened(act, UUID(link["parent_uid"]), link["parent_unit_id"], wait=True)
    parent.verb = verb
    return parent


def tell_taken(act: Act) -> None:
    """Let the parent know who took the leg over, once: the taker's half of the hand-over."""
    dossier = act.dossier
    if not act.is_leg or act.itself or dossier.link.get("accepted_at"):
        return
    dossier.received_by = act.actor.name
    dossier.link = {**dossier.link, "accepted_at": act.at.isoformat()}
    act.changing = (*CHANGEABLE, *linking.OWN)
    parent = parent_of(act, "leg_taken")
    taken = {"accepted_at": act.at.isoformat(), "accepted_by": act.actor.name}
    linking.keep(parent, dossier.leg, state=linking.state(act), **taken)
    _say(parent, act, "leg_taken", ledger.Lifecycle.CLAIMED, {})


def hand_back(act: Act, task: tasks.Task, to: str, outcome: str, note: str, *, files: Sequence[UUID] = ()) -> None:
    """Let a step of a leg end with an outcome that leads out of it, in memory: it asks its sender, or it is done."""
    if act.dossier.link["wide"] and act.definition.node(to).kind != "join":
        _asks(act, task, to, outcome, note)
    else:
        end(act, to, outcome, note, task=task, files=files)


def end(
    act: Act, to: str, outcome: str, note: str, *, task: tasks.Task | None = None, files: Sequence[UUID] = (), basis: str = ""
) -> None:
    """Let a leg be done and its parent go on at `to`, in memory.

    basis  the law by which silence agreed; then no person did it.
    """
    tell_taken(act)
    dossier, at = act.dossier, act.at
    if basis:
        dossier.link = {**dossier.link, "silent_end": True}
    act.become(Status.RETURNED, act="trả kết quả chặng")
    _close(act, outcome)
    dossier.finished_at = dossier.returned_at = dossier.ended_at = at
    dossier.ended_as, dossier.returned_to = Status.COMPLETED, dossier.link["sender"][:200]
    dossier.verdict = timing.verdict(act)
    step = task.step if task else dossier.link["start"]
    told = {"outcome": outcome, "verdict": dossier.verdict, "result_number": dossier.result_number}
    told |= ({"note": note} if note else {}) | ({"silent_consent": basis} if basis else {})
    own = {**told, "token": task.token} if task else told
    since = task.opened_at if task else dossier.received_at
    act.events.append(Event(step, ledger.Lifecycle.COMPLETED, step, body=own, since=since))
    parent = _found(act, "leg_ended")
    shared = linking.links_of(act).returned(act, parent, files)
    result = {"number": dossier.result_number, "note": note, "files": shared, "outcome": outcome, "at": at.isoformat()}
    said = linking.keep(
        parent, dossier.leg, state=linking.state(act), result=result, verdict=dossier.verdict, finished_at=at.isoformat()
    )
    if dossier.result_number and linking.brings_result(parent, dossier.link):
        parent.dossier.result_number = dossier.result_number
    _say(parent, act, "leg_ended", ledger.Lifecycle.COMPLETED, told, shared)
    _go_on(parent, said["token"], to, "leg_ended")


def _asks(act: Act, task: tasks.Task, to: str, outcome: str, note: str) -> None:
    """Let the leg stand still while its sender does a step of it."""
    tell_taken(act)
    _close(act, outcome)
    timing.stop(act, Status.SUPPLEMENT_REQUESTED, cause="sender", act_name="yêu cầu nơi gửi hoàn thiện")
    act.dossier.link = {**act.dossier.link, "asked_at": act.at.isoformat()}
    act.changing = (*CHANGEABLE, *linking.OWN)
    body = {"outcome": outcome, "token": task.token, "note": note, "remainder": act.dossier.remainder}
    act.events.append(Event("sender", ledger.Lifecycle.SUSPENDED, task.step, cause="sender", body=body, since=task.opened_at))
    parent = _found(act, "leg_asks")
    said = linking.keep(parent, act.dossier.leg, state=str(LegState.ASKING), reason=note, due_at=None)
    _say(parent, act, "leg_asks", ledger.Lifecycle.SUSPENDED, {"note": note})
    _go_on(parent, said["token"], to, "leg_asks")


def waits(act: Act, status: Status, verb: str, body: dict[str, Any], *, name: str) -> None:
    """Let a leg stand still, or end refused, until its sender decides; the parent's task becomes the decision."""
    tell_taken(act)
    if status is Status.REFUSED:
        act.become(status, act=name)
        _close(act, verb)
        act.dossier.ended_at, act.dossier.ended_as, act.dossier.due_at = act.at, status, None
        timing.note_due(act, "refused")
    else:
        timing.stop(act, status, cause="sender", act_name=name)
        act.dossier.link = {**act.dossier.link, "asked_at": act.at.isoformat()}
    act.changing = (*CHANGEABLE, *linking.OWN)
    ended = ledger.Lifecycle.COMPLETED if status is Status.REFUSED else ledger.Lifecycle.SUSPENDED
    act.events.append(Event(verb, ended, cause="" if status is Status.REFUSED else "sender", body=body))
    parent = _found(act, verb)
    state = LegState(linking.state(act))
    written = {
        "number": act.dossier.result_number,
        "note": body["reason"],
        "files": [],
        "outcome": verb,
        "at": act.at.isoformat(),
    }
    said = linking.keep(
        parent, act.dossier.leg, state=str(state), reason=body["reason"], asked=body.get("papers", []), due_at=None,
        result=written if status is Status.REFUSED else None,
    )  # fmt: skip
    _say(parent, act, verb, ledger.Lifecycle.SUSPENDED, body)
    parent.closing = tasks.Closing((said["token"],), act.at, verb, None)
    token = linking.renumbered(parent, said["token"])
    said = linking.keep(parent, act.dossier.leg, token=token.number)
    linking.anchored(parent, token, said, decide=state)


def _go_on(parent: Act, number: int, to: str, outcome: str) -> None:
    """Let the parent's token leave the anchor for another step."""
    said = len(parent.events) - 1
    move = engine.jump(parent.definition, parent.marking, number, to)
    steps.apply(parent, move, outcome=outcome)
    parent.closing = tasks.Closing(tuple(token.number for token in move.left), parent.at, outcome, None)
    parent.events[said] = parent.events[said]._replace(participants=steps.participants(parent))


def _found(act: Act, verb: str) -> Act:
    """Return the act on the parent: that of this very act when it was opened before, so that the parent is written once."""
    uid = UUID(act.dossier.link["parent_uid"])
    known = next((other for other in act.others if other.dossier.uid == uid), None)
    if known is None:
        return parent_of(act, verb)
    known.verb = verb
    return known


def _close(act: Act, outcome: str) -> None:
    """Let the leg stand nowhere: its tasks end with the act."""
    holder = None if act.itself else act.actor
    act.closing = tasks.Closing(tuple(task.token for task in act.open), act.at, outcome, holder) if act.open else None
    act.dossier.marking = Marking(next=act.marking.next).as_dict()


def _say(
    parent: Act, leg: Act, activity: str, lifecycle: ledger.Lifecycle, body: dict[str, Any], files: Sequence[str] = ()
) -> None:
    """Write down at the parent what the leg says: code, unit and what it brings, none of the acts that led to it."""
    dossier = leg.dossier
    link = dossier.link
    told = {"code": dossier.code, "unit": dossier.unit_id, "state": linking.state(leg), **body}
    references = (*linking.reference(dossier), *(ledger.ObjectRef("file", UUID(uid), "result") for uid in files))
    parent.events.append(Event(activity, lifecycle, link["start"], link["slot"], body=told, objects=references))
