"""Moving a dossier: take over, advance by an outcome, return to the previous step, go over to a newer version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import access
from lienthong.casework.dossiers.errors import (
    DossierIncomplete,
    LegAway,
    LegsAway,
    MovedMeanwhile,
    NoPreviousStep,
    NotThisOutcome,
    ReasonNeeded,
    StepNotMapped,
)
from lienthong.casework.dossiers.rules import engine, legs
from lienthong.casework.dossiers.rules.status import NAMES, OPEN, Status
from lienthong.casework.dossiers.services import crossing, entering, frame, linking, steps
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Place:
    """A step where the dossier stands now; kind «leg»: it waits there for a leg, «decide»: somebody must say how that goes on."""

    token: int
    leg: str
    step: str
    title: str
    unit_id: int
    kind: str = "task"
    duty: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a dossier stands after an act; `repeated` = the same request was done before, nothing changed now.

    others  where the dossiers stand that the act went over to: legs that it sent, the parent to which it brought a result.
    """

    dossier_uid: UUID
    code: str
    status: Status
    status_name: str
    due_at: datetime | None
    places: tuple[Place, ...]
    repeated: bool = False
    others: tuple[Standing, ...] = ()


def standing(act: frame.Act) -> Standing:
    """Return where the dossier of an act stands when the act is written."""
    gone = set(act.closing.tokens) if act.closing and not act.repeated else set()
    here: list[tasks.Task | tasks.NewTask] = [task for task in act.open if task.token not in gone]
    here += act.opening
    places = [Place(t.token, t.leg, t.step, t.title, t.unit_id, t.kind, t.duty) for t in here]
    status = act.status
    others = () if act.repeated else tuple(standing(other) for other in act.others)
    return Standing(
        act.dossier.uid, act.dossier.code, status, NAMES[status], act.dossier.due_at, tuple(places), act.repeated, others
    )


def take_over(*, actor: Actor, at: datetime, dossier_uid: UUID, token: int, key: str = "") -> Standing:
    """Accept a task that another person or unit handed over: from now on it is in these hands.

    The hand-over is proven by two events: the giver's move and this acceptance.
    Raises DossierUnknown, MovedMeanwhile, NotYours, HeldByAnother.
    """
    with frame.acting(actor=actor, at=at, verb="take_over", dossier_uid=dossier_uid, key=key, request={"token": token}) as act:
        if not act.repeated:
            task = _task(act, token)
            tasks.claim(actor=actor, task_uid=task.uid, at=at)
            act.events.append(claimed(task))
            crossing.tell_taken(act)
    return standing(act)


def claimed(task: tasks.Task) -> frame.Event:
    """Return the line of the history that says that a task was taken over."""
    body = {"token": task.token, "from": task.handed_by}
    return frame.Event(task.step, ledger.Lifecycle.CLAIMED, task.step, task.leg, body=body)


def assign(*, actor: Actor, at: datetime, dossier_uid: UUID, token: int, person_uid: UUID, key: str = "") -> Standing:
    """Give a task of the dossier to a person of the unit.  Raises as tasks.assign, and MovedMeanwhile."""
    request = {"token": token, "person": person_uid}
    with frame.acting(actor=actor, at=at, verb="assign", dossier_uid=dossier_uid, key=key, request=request) as act:
        if not act.repeated:
            task = _task(act, token)
            tasks.assign(actor=actor, task_uid=task.uid, person_uid=person_uid, at=at)
            act.events.append(
                frame.Event(task.step, ledger.Lifecycle.OFFERED, task.step, task.leg, body={"token": token, "to": person_uid})
            )
    return standing(act)


def advance(
    *,
    actor: Actor,
    at: datetime,
    dossier_uid: UUID,
    token: int,
    outcome: str,
    note: str = "",
    result_number: str = "",
    key: str = "",
) -> Standing:
    """End a step with one of its outcomes; the graph says what comes next.

    token          number of the place where the step was shown; if somebody moved it meanwhile, MovedMeanwhile
                   says where the dossier is now.
    result_number  number of the result document, where the edge needs one; left empty, the next number of the outgoing register
                   or of the book in which results of the procedure are entered is taken, in the same transaction.
    Raises DossierUnknown, MovedMeanwhile, NotThisOutcome, NotYours, HeldByAnother, NotInThisStatus,
    DossierIncomplete (no number and no book), ResultNotInRegister, books.BookClosed, KeyUsedForAnother, NoServingUnit,
    CalendarGap.
    """
    request = {"token": token, "outcome": outcome, "note": note, "result_number": result_number}
    with frame.acting(actor=actor, at=at, verb="advance", dossier_uid=dossier_uid, key=key, request=request) as act:
        if not act.repeated:
            task, edge = step_to_end(act, token, outcome)
            if "result_number" in edge.needs and not act.is_leg:
                act.dossier.result_number = (
                    entering.number_at_step(act, task, result_number)
                    or result_number
                    or act.dossier.result_number
                    or _from_book(act, task)
                )
            elif result_number:
                act.dossier.result_number = result_number
            go(act, task, edge.to, outcome, note, back=edge.back)
    return standing(act)


def send_back(*, actor: Actor, at: datetime, dossier_uid: UUID, token: int, reason: str, key: str = "") -> Standing:
    """Return a task to the step before it in the same leg, with the reason.

    Raises as `advance`, and ReasonNeeded, NoPreviousStep.
    """
    if not reason.strip():
        raise ReasonNeeded(act="trả lại bước trước")
    request = {"token": token, "reason": reason}
    with frame.acting(actor=actor, at=at, verb="send_back", dossier_uid=dossier_uid, key=key, request=request) as act:
        if not act.repeated:
            task = _task(act, token)
            _may_do(act, task)
            go(act, task, _previous(act, task), "sent_back", reason, back=True)
    return standing(act)


def move_to_version(
    *, actor: Actor, at: datetime, dossier_uid: UUID, version_uid: UUID, mapping: dict[str, str], reason: str, key: str = ""
) -> Standing:
    """Let an open dossier go on under a newer version; `mapping` names the new step for each present step that changed.

    The promise on the slip stays.  Raises StepNotMapped, ReasonNeeded, NotInThisStatus, DossierUnknown, ForeignAct.
    """
    access.must(actor, "unit_head", "division_head", "procedure_approver", act="chuyển phiên bản thủ tục")
    if not reason.strip():
        raise ReasonNeeded(act="chuyển hồ sơ sang phiên bản thủ tục khác")
    request = {"version": version_uid, "mapping": mapping, "reason": reason}
    with frame.acting(actor=actor, at=at, verb="move_to_version", dossier_uid=dossier_uid, key=key, request=request) as act:
        if not act.repeated:
            act.must_be(*OPEN, act="chuyển phiên bản")
            if away := [leg["name"] for leg in act.dossier.legs.values() if legs.is_open(leg)]:
                raise LegsAway(dossier=act.dossier.code, legs=", ".join(away))
            _remap(act, procedures.version(version_uid), mapping, reason)
    return standing(act)


def _remap(act: frame.Act, target: procedures.VersionRow, mapping: dict[str, str], reason: str) -> None:
    moved, unknown = engine.remap(act.marking, mapping, target.definition)
    if unknown:
        raise StepNotMapped(steps=", ".join(unknown))
    before = act.version
    act.dossier.version_id, act.version = target.id, frame.kept(target)
    act.dossier.marking = moved.as_dict()
    renamed = tuple(token.number for token in moved.tokens)
    act.closing = tasks.Closing(renamed, act.at, "version_changed", act.actor)
    for token in moved.tokens:
        steps.enter(act, token)
    body = {"from": before.uid, "to": target.uid, "mapping": mapping, "reason": reason}
    act.events.append(frame.Event("version_changed", ledger.Lifecycle.COMPLETED, body=body, participants=steps.participants(act)))


def _task(act: frame.Act, token: int) -> tasks.Task:
    task = act.task_of(token)
    if task is None:
        raise MovedMeanwhile(dossier=act.dossier.code, step=act.dossier.where_step or NAMES[act.status])
    return task


def _may_do(act: frame.Act, task: tasks.Task) -> None:
    tasks.must_be_able(act.actor, task)
    if (leg := legs.by_token(act.dossier.legs, task.token)) is not None and task.kind in (linking.WAITS, linking.DECIDES):
        raise LegAway(leg=leg["name"], unit=leg["unit"], code=leg["code"], state=legs.STATE_NAMES[leg["state"]].lower())
    if not tasks.free_for(act.actor, task.holder_uid):
        raise tasks.HeldByAnother(title=task.title, holder=task.holder_name)
    if act.definition.node(task.step).kind != "wait":  # what is waited for may come while the clock stands still
        act.must_be(Status.RECEIVED, Status.PROCESSING, act="chuyển bước")


def step_to_end(act: frame.Act, token: int, outcome: str) -> tuple[tasks.Task, procedures.Edge]:
    """Return the open task of a token and its exit.  Raises MovedMeanwhile, NotYours, HeldByAnother, LegAway, NotThisOutcome."""
    task = _task(act, token)
    _may_do(act, task)
    return task, _edge(act, task, outcome)


def _edge(act: frame.Act, task: tasks.Task, outcome: str) -> procedures.Edge:
    node = act.definition.node(task.step)
    for edge in node.edges:
        if edge.outcome == outcome:
            return edge
    raise NotThisOutcome(
        step=node.name, outcome=outcome, choices=", ".join(f"«{edge.label}»" for edge in node.edges) or "trả kết quả"
    )


def _from_book(act: frame.Act, task: tasks.Task) -> str:
    """Take the next number of the book of the result, at the unit that does the step.  Raises DossierIncomplete, BookClosed."""
    kind = book_of(act.definition)
    if kind is None:
        raise DossierIncomplete(step=task.title)
    dossier = act.dossier
    facts = {"signer": act.actor.name, "note": dossier.code}
    entry = books.NewEntry(dossier.subject, dossier.owner_name, dossier.uid, facts)
    return books.take(actor=act.actor, at=act.at, kind_key=kind.key, entries=[entry])[0].label


def book_of(definition: procedures.Definition) -> books.BookKind | None:
    """Return the book in which results of the procedure take their numbers, or None."""
    code = next((result.code for result in definition.results if result.code), "")
    return books.kind_of_result(procedure=definition.code, result=code)


def go(act: frame.Act, task: tasks.Task, to: str, outcome: str, note: str, *, back: bool) -> None:
    """Let a task end with an outcome that leads to another step, in memory."""
    if crossing.leaves(act, task, to):
        crossing.hand_back(act, task, to, outcome, note)
        return
    move = act.move(task.token, to)
    if act.status is Status.RECEIVED:
        act.become(Status.PROCESSING, act="chuyển bước")
        crossing.tell_taken(act)
    steps.apply(act, move, outcome=outcome)
    body: dict[str, Any] = {
        "token": task.token,
        "outcome": outcome,
        "to": [[new.token, new.step, new.leg, new.unit_id] for new in act.opening],
        "handed_by": act.actor.person_uid,
    }
    if back:
        body["back"] = True
    if note:
        body["note"] = note
    if act.dossier.verdict:
        body["verdict"] = act.dossier.verdict
    done = frame.Event(
        task.step, ledger.Lifecycle.COMPLETED, task.step, task.leg, act.dossier.pause_cause, body,
        participants=steps.participants(act), since=task.opened_at,
    )  # fmt: skip
    act.events.insert(0, done)  # before what it led to: the legs that it sent


def _previous(act: frame.Act, task: tasks.Task) -> str:
    for edge in act.definition.node(task.step).edges:
        if edge.back:
            return edge.to
    earlier = [one for one in tasks.of_object(act.dossier.uid) if one.leg == task.leg and one.closed_at and one.pk != task.pk]
    for one in reversed(earlier):
        if one.step != task.step:
            return one.step
    raise NoPreviousStep(step=task.title)
