"""Acts on interlinked legs: the agency asks its sender, gives a leg back, refuses it, ends it with a file; the sender decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers.errors import (
    ForeignAct,
    LegNotWaiting,
    LegUnknown,
    NotALeg,
    NotThisOutcome,
    ReasonNeeded,
)
from lienthong.casework.dossiers.rules import engine, legs
from lienthong.casework.dossiers.rules.legs import LegState
from lienthong.casework.dossiers.rules.status import OPEN, Status
from lienthong.casework.dossiers.services import crossing, frame, linking, moving, steps
from lienthong.casework.dossiers.services.asking import Paper
from lienthong.casework.dossiers.services.moving import Standing, standing
from lienthong.casework.tasks import public as tasks
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Sentence

HEADS = ("unit_head", "division_head")
RESEND, GO_ON = "resend", "go_on"


def answer_leg(
    *, actor: Actor, at: datetime, dossier_uid: UUID, token: int, outcome: str, note: str = "", result_number: str = "",
    content: files.Content | None = None, name: str = "", key: str = "",
) -> Standing:  # fmt: skip
    """End the last step of a leg with its result: number, file and note go to the sender, and the parent goes on.

    content, name  the result as a file; it passes the upload policy, belongs to the leg and becomes a file of the parent.
    Raises as `advance`, a FileRefused of the file store, NotALeg; NotThisOutcome for an exit that does not lead out of the leg.
    """
    request = {"token": token, "outcome": outcome, "note": note, "result_number": result_number, "file": name}
    with frame.acting(actor=actor, at=at, verb="answer_leg", dossier_uid=dossier_uid, key=key, request=request) as act:
        if not act.repeated:
            _must_be_leg(act, "trả kết quả")
            task, edge = moving.step_to_end(act, token, outcome)
            if not crossing.leaves(act, task, edge.to):
                raise NotThisOutcome(step=task.title, outcome=outcome, choices="hướng gửi kết quả về nơi gửi")
            act.dossier.result_number = result_number.strip() or act.dossier.result_number
            kept = [] if content is None else [files.store(content, name=name, actor=actor, object_uid=dossier_uid, at=at).uid]
            crossing.hand_back(act, task, edge.to, outcome, note, files=kept)
    return standing(act)


def ask_sender(*, actor: Actor, at: datetime, dossier_uid: UUID, papers: Sequence[str], reason: str, key: str = "") -> Standing:
    """Ask the unit that sent a leg to complete it; the leg's clock stops, the parent's does not.

    Raises ReasonNeeded, NotALeg, NotInThisStatus, NotYours, DossierUnknown.
    """
    if not papers:
        raise ReasonNeeded(act="yêu cầu nơi gửi bổ sung (giấy tờ nào, vì sao)")
    body = {"papers": list(papers), "reason": reason.strip()}
    return _waits(actor, at, dossier_uid, key, Status.SUPPLEMENT_REQUESTED, "leg_asks", body, "yêu cầu nơi gửi bổ sung")


def give_back_leg(*, actor: Actor, at: datetime, dossier_uid: UUID, reason: str, key: str = "") -> Standing:
    """Give a leg back to the unit that sent it (wrong agency, not complete); it waits there for a decision.

    Raises as `ask_sender`.
    """
    return _waits(actor, at, dossier_uid, key, Status.STOPPED, "leg_given_back", {"reason": reason.strip()}, "trả lại nơi gửi")


def refuse_leg(*, actor: Actor, at: datetime, dossier_uid: UUID, reason: str, result_number: str = "", key: str = "") -> Standing:
    """Refuse a leg, with the reason and the number of the written answer; the leg ends, the sender decides on the parent.

    Only a head of the agency.  Raises as `ask_sender`, ForeignAct.
    """
    body = {"reason": reason.strip(), "result_number": result_number.strip()}
    return _waits(actor, at, dossier_uid, key, Status.REFUSED, "leg_refused", body, "từ chối chặng", heads=True)


def _waits(
    actor: Actor, at: datetime, uid: UUID, key: str, status: Status, verb: str, body: dict[str, Any], name: str, *,
    heads: bool = False,
) -> Standing:  # fmt: skip
    if not body["reason"]:
        raise ReasonNeeded(act=name)
    with frame.acting(actor=actor, at=at, verb=verb, dossier_uid=uid, key=key, request=body) as act:
        if not act.repeated:
            _must_be_leg(act, name)
            act.must_be(Status.RECEIVED, Status.PROCESSING, act=name)
            _may_answer(act, name, heads=heads)
            act.dossier.result_number = body.get("result_number") or act.dossier.result_number
            crossing.waits(act, status, verb, body, name=name)
    return standing(act)


def _must_be_leg(act: frame.Act, name: str) -> None:
    if not act.is_leg:
        raise NotALeg(dossier=act.dossier.code, act=name)


def _may_answer(act: frame.Act, name: str, *, heads: bool) -> None:
    """Raise unless the actor is a head of the leg's unit, or (for what ends nothing) may do one of its open tasks."""
    if act.actor.unit_id == act.dossier.unit_id and act.actor.has(*HEADS):
        return
    if heads:
        raise ForeignAct(act=name, duty="lãnh đạo đơn vị", unit="đơn vị giải quyết chặng")
    if not any(tasks.may_act(act.actor, unit_id=task.unit_id, duty=task.duty) for task in act.open):
        first = act.open[0]
        raise tasks.NotYours(title=first.title, duty=first.duty, unit=act.actor.unit)


def decide_leg(
    *, actor: Actor, at: datetime, dossier_uid: UUID, leg: str, decision: str, reason: str, papers: Sequence[Paper] = (),
    key: str = "",
) -> Standing:  # fmt: skip
    """Say how a dossier goes on with a leg: send it again (with papers), or go on without it; the leg is recalled then.

    leg       its key in the parent's row.
    decision  resend: what was asked for or given back goes on under its code, what was refused goes anew under another;
              go_on: the dossier does not wait for the leg any more.
    Only whoever is in charge of the leg, or a head of the unit that received the dossier.
    Raises ReasonNeeded, LegUnknown, LegNotWaiting, LegBusy, ForeignAct, NotInThisStatus, DossierUnknown.
    """
    if not reason.strip():
        raise ReasonNeeded(act="quyết định về chặng")
    if decision not in (RESEND, GO_ON):
        raise NotThisOutcome(step="quyết định về chặng", outcome=decision, choices="gửi lại, đi tiếp không chờ chặng")
    request = {"leg": leg, "decision": decision, "reason": reason, "papers": [[p.key, p.name, p.originals] for p in papers]}
    with frame.acting(actor=actor, at=at, verb="decide_leg", dossier_uid=dossier_uid, key=key, request=request) as act:
        if not act.repeated:
            act.must_be(*OPEN, act="quyết định về chặng")
            said = act.dossier.legs.get(leg, {})
            if not legs.is_open(said):
                raise LegUnknown(dossier=act.dossier.code, leg=said.get("name") or leg)
            _may_decide(act, said)
            _decide(act, said, decision, reason.strip(), papers)
    return standing(act)


def _may_decide(act: frame.Act, said: dict[str, Any]) -> None:
    unit_id, duty = said["charge"]
    head = act.actor.unit_id in (unit_id, act.dossier.unit_id) and act.actor.has(*HEADS)
    if not head and not tasks.may_act(act.actor, unit_id=unit_id, duty=duty):
        decides = Sentence("quyết định về chặng «%(leg)s»", leg=said["name"])
        raise ForeignAct(act=decides, duty="người phụ trách chặng", unit="đơn vị đã gửi chặng")


def _decide(act: frame.Act, said: dict[str, Any], decision: str, reason: str, papers: Sequence[Paper]) -> None:
    state, key = LegState(said["state"]), said["key"]
    if decision == RESEND and state not in legs.UNDECIDED:
        raise LegNotWaiting(leg=said["name"], unit=said["unit"], state=legs.STATE_NAMES[state].lower())
    body = {"leg": key, "code": said["code"], "decision": decision, "reason": reason, "papers": [one.name for one in papers]}
    at = len(act.events)
    if decision == GO_ON:
        _without(act, said, reason)
    elif state is LegState.REFUSED:
        _anew(act, said)
    else:
        _again(act, said, reason, papers)
    decided = {"decision": decision, "reason": reason, "by": act.actor.name, "at": act.at.isoformat()}
    linking.keep(act, key, decided=decided)
    done = frame.Event(
        "leg_decided", ledger.Lifecycle.RESUMED, act.definition.node(said["anchor"]).key, said["slot"], body=body,
        participants=steps.participants(act),
    )  # fmt: skip
    act.events.insert(at, done)


def _without(act: frame.Act, said: dict[str, Any], reason: str) -> None:
    if said["state"] in legs.AWAY:
        linking.recall(act, said, reason)
    linking.keep(act, said["key"], finished_at=act.at.isoformat(), due_at=None)
    anchor = act.definition.node(said["anchor"])
    to = anchor.join if anchor.kind == "fork" else anchor.edges[0].to
    move = engine.jump(act.definition, act.marking, said["token"], to)
    steps.apply(act, move, outcome="leg_dropped")


def _anew(act: frame.Act, said: dict[str, Any]) -> None:
    """Send a refused leg once more, from its first step, under a new code."""
    linking.keep(act, said["key"], finished_at=act.at.isoformat())
    token = _renumber(act, said, "leg_resent")
    first = engine.Token(token.number, token.leg, said["start"])
    linking.resting(act, first, said["start"])
    steps.enter(act, first)


def _again(act: frame.Act, said: dict[str, Any], reason: str, papers: Sequence[Paper]) -> None:
    """Let a leg that asked or was given back go on, with what it asked for."""
    token = _renumber(act, said, "leg_resent")
    anchor = said["anchor"]
    linking.resting(act, token, anchor)
    steps.resume(act, said, said["start"], note=reason, papers=papers)
    again = linking.keep(act, said["key"], token=token.number)
    linking.anchored(act, engine.Token(token.number, token.leg, anchor), again)


def _renumber(act: frame.Act, said: dict[str, Any], outcome: str) -> engine.Token:
    act.closing = tasks.Closing((said["token"],), act.at, outcome, act.actor)
    return linking.renumbered(act, said["token"])
