"""How a dossier ends: refused, withdrawn, its result returned; and how an ended one is reopened."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.dossiers import access
from lienthong.casework.dossiers.errors import FeeOwed, NotInThisStatus, ReasonNeeded
from lienthong.casework.dossiers.events import DossierRefused, ResultReturned
from lienthong.casework.dossiers.models import FeeLine
from lienthong.casework.dossiers.rules import engine
from lienthong.casework.dossiers.rules.status import FINAL, NAMES, Status
from lienthong.casework.dossiers.rules.verdicts import owed
from lienthong.casework.dossiers.services import frame, linking, steps, timing
from lienthong.casework.dossiers.services.moving import Standing, standing
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.quantities import Dong

COUNTER = ("counter_clerk", "centre_officer")


def refuse(*, actor: Actor, at: datetime, dossier_uid: UUID, reason: str, key: str = "") -> Standing:
    """Refuse a registered dossier, or one whose supplement did not come in time (form 03).

    Raises ReasonNeeded, NotInThisStatus, ForeignAct, DossierUnknown.
    """
    access.must(actor, *COUNTER, "unit_head", act="từ chối hồ sơ")
    return ended(actor, at, dossier_uid, reason, key, Status.REFUSED, "refused", "từ chối giải quyết")


def withdraw(*, actor: Actor, at: datetime, dossier_uid: UUID, reason: str, key: str = "") -> Standing:
    """Give the dossier back at the citizen's request.  Raises ReasonNeeded, NotInThisStatus, ForeignAct."""
    access.must(actor, *COUNTER, act="trả lại hồ sơ theo yêu cầu rút")
    return ended(actor, at, dossier_uid, reason, key, Status.WITHDRAWN, "withdrawn", "rút hồ sơ")


def return_result(
    *, actor: Actor, at: datetime, dossier_uid: UUID, receiver: str, receiver_id: str = "", key: str = ""
) -> Standing:
    """Hand the result over: the dossier's last act.  A fee still owed refuses it.

    Raises FeeOwed, NotInThisStatus, ForeignAct, ReasonNeeded (no receiver), DossierUnknown.
    """
    access.must(actor, *COUNTER, "result_clerk", act="trả kết quả")
    if not receiver.strip():
        raise ReasonNeeded(act="trả kết quả (họ tên người nhận)")
    request = {"receiver": receiver, "receiver_id": receiver_id}
    with frame.acting(actor=actor, at=at, verb="return_result", dossier_uid=dossier_uid, key=key, request=request) as act:
        if not act.repeated:
            act.must_be(Status.COMPLETED, act="trả kết quả")
            _paid(act)
            give(act, receiver, receiver_id)
    return standing(act)


def put_on_shelf(*, actor: Actor, at: datetime, dossier_uid: UUID, shelf: str, key: str = "") -> Standing:
    """Record where the paper bundle lies.  Raises DossierUnknown."""
    with frame.acting(actor=actor, at=at, verb="put_on_shelf", dossier_uid=dossier_uid, key=key, request={"shelf": shelf}) as act:
        if not act.repeated:
            act.dossier.shelf = shelf.strip()
            act.events.append(frame.Event("shelved", ledger.Lifecycle.COMPLETED, body={"shelf": act.dossier.shelf}))
    return standing(act)


def reopen(*, actor: Actor, at: datetime, dossier_uid: UUID, step: str, reason: str, key: str = "") -> Standing:
    """Reopen an ended dossier at a step by a correcting event; nothing that happened is erased.

    Only the head of the receiving unit.  The promise becomes what was left, or the date of before.  One that was refused before
    it was ever received goes back to the counter as registered: the clock runs only when that accepts it.
    Raises ReasonNeeded, NotInThisStatus, ForeignAct, NotThisOutcome (unknown step).
    """
    from lienthong.casework.dossiers.errors import NotThisOutcome

    access.must(actor, "unit_head", act="mở lại hồ sơ")
    if not reason.strip():
        raise ReasonNeeded(act="mở lại hồ sơ")
    with frame.acting(
        actor=actor, at=at, verb="reopen", dossier_uid=dossier_uid, key=key, request={"step": step, "reason": reason}
    ) as act:
        if not act.repeated:
            if act.status not in FINAL or actor.unit_id != act.dossier.unit_id:
                raise NotInThisStatus(dossier=act.dossier.code, status=NAMES[act.status], act="mở lại")
            if step not in {node.key for node in act.definition.nodes if node.kind == "task"}:
                raise NotThisOutcome(
                    step="mở lại", outcome=step, choices=", ".join(n.key for n in act.definition.nodes if n.kind == "task")
                )
            was = act.status
            _clear_ending(act)
            if act.status is Status.PROCESSING:
                token = engine.Token(act.marking.next, engine.MAIN, step)
                act.dossier.marking = engine.Marking((token,), token.number + 1).as_dict()
                steps.enter(act, token)
                timing.note_due(act, "reopened")
            body = {"corrects": int(was), "reason": reason, "step": step}
            act.events.append(
                frame.Event("reopened", ledger.Lifecycle.RESUMED, step, body=body, participants=steps.participants(act))
            )
    return standing(act)


def _clear_ending(act: frame.Act) -> None:
    dossier = act.dossier
    dossier.status = Status.PROCESSING if dossier.limits else Status.REGISTERED
    dossier.finished_at = dossier.returned_at = dossier.ended_at = dossier.ended_as = None
    dossier.verdict = dossier.returned_to = ""
    if dossier.due_at is None:
        dossier.due_at = dossier.original_due_at
    dossier.remainder, dossier.pause_cause, dossier.result_granted = None, "", None


def ended(actor: Actor, at: datetime, uid: UUID, reason: str, key: str, status: Status, activity: str, name: str) -> Standing:
    """End a dossier without a result; the caller has asked whether the actor may."""
    if not reason.strip():
        raise ReasonNeeded(act=name)
    with frame.acting(actor=actor, at=at, verb=activity, dossier_uid=uid, key=key, request={"reason": reason}) as act:
        if not act.repeated:
            if act.status is status:
                raise act.refuse_now(name)
            act.become(status, act=name)
            act.dossier.ended_at, act.dossier.ended_as = at, status
            act.dossier.due_at, act.dossier.remainder, act.dossier.pause_cause = None, None, ""
            act.dossier.marking = engine.Marking(next=act.marking.next).as_dict()
            act.closing = tasks.Closing(tuple(task.token for task in act.open), at, activity, actor) if act.open else None
            linking.recall_all(act, reason)
            timing.note_due(act, activity)
            act.events.append(frame.Event(activity, ledger.Lifecycle.COMPLETED, body={"reason": reason}))
            if status is Status.REFUSED:
                act.announcements.append(DossierRefused(act.dossier.uid, at))
    return standing(act)


def _paid(act: frame.Act) -> None:
    lines = FeeLine.objects.filter(dossier=act.dossier).values_list("amount", "paid")
    debt = sum(owed(fee=Dong(amount), paid=Dong(paid)) for amount, paid in lines)
    if debt:
        raise FeeOwed(dossier=act.dossier.code, owed=formats.amount(Dong(debt)))


def give(act: frame.Act, receiver: str, receiver_id: str) -> None:
    """Let the result be handed over, in memory."""
    act.become(Status.RETURNED, act="trả kết quả")
    dossier = act.dossier
    dossier.returned_at, dossier.returned_to = act.at, receiver.strip()[:200]
    dossier.marking = engine.Marking(next=act.marking.next).as_dict()
    act.closing = tasks.Closing(tuple(task.token for task in act.open), act.at, "returned", act.actor) if act.open else None
    task = act.open[0] if act.open else None
    act.events.append(
        frame.Event(
            task.step if task else "returned", ledger.Lifecycle.COMPLETED, task.step if task else "",
            body={"outcome": "returned", "verdict": dossier.verdict, "result_number": dossier.result_number},
            personal={"receiver": dossier.returned_to, "receiver_id": receiver_id},
            since=task.opened_at if task else None,
        )
    )  # fmt: skip
    act.announcements.append(ResultReturned(dossier.uid, act.at))
