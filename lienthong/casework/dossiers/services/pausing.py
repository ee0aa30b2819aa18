"""Acts that stop the clock of a dossier and let it run on: supplement, payment, stop."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection

from lienthong.casework.dossiers import access
from lienthong.casework.dossiers.errors import AlreadySupplemented, ReasonNeeded
from lienthong.casework.dossiers.events import DossierPaused
from lienthong.casework.dossiers.models import PaperLine, Supplement
from lienthong.casework.dossiers.rules.status import Status
from lienthong.casework.dossiers.services import frame, timing
from lienthong.casework.dossiers.services.moving import Standing, standing
from lienthong.casework.dossiers.services.receiving import Paper
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def request_supplement(
    *,
    actor: Actor,
    at: datetime,
    dossier_uid: UUID,
    papers: Sequence[str],
    reason: str,
    reply_by: date | None = None,
    key: str = "",
) -> Standing:
    """Ask the citizen once, in writing, to complete the dossier (form 02); the clock stops.

    Raises ReasonNeeded, AlreadySupplemented, NotInThisStatus, NotYours, DossierUnknown.
    Source: law:61/2018/ND-CP#17 [M]; «thông báo 1 lần bằng văn bản» in the building permit [V].
    """
    if not reason.strip() or not papers:
        raise ReasonNeeded(act="yêu cầu bổ sung (giấy tờ nào, vì sao)")
    request = {"papers": list(papers), "reason": reason, "reply_by": reply_by}
    with frame.acting(actor=actor, at=at, verb="request_supplement", dossier_uid=dossier_uid, key=key, request=request) as act:
        if not act.repeated:
            act.must_be(Status.RECEIVED, Status.PROCESSING, act="yêu cầu bổ sung")
            _works_on(act)
            _ask_once(ask(act, papers, reason, reply_by))
    return standing(act)


def ask(act: frame.Act, papers: Sequence[str], reason: str, reply_by: date | None) -> Supplement:
    """Let the clock stop for a supplement, in memory; return the unsaved request."""
    before = act.dossier.due_at
    timing.stop(act, Status.SUPPLEMENT_REQUESTED, cause="supplement", act_name="yêu cầu bổ sung")
    body = {"papers": list(papers), "reason": reason, "reply_by": reply_by, "remainder": act.dossier.remainder}
    act.events.append(frame.Event("supplement", ledger.Lifecycle.SUSPENDED, cause="supplement", body=body))
    act.announcements.append(DossierPaused(act.dossier.uid, "supplement", act.at))
    return act.make(
        Supplement, dossier=act.dossier, number=1, papers=list(papers), reason=reason, requested_by=act.actor.name,
        requested_at=act.at, reply_by=reply_by, previous_due_at=before,
    )  # fmt: skip


def _ask_once(asked: Supplement) -> None:
    """Write the request; a dossier has one and no other rule binds the row, so no statement asks whether there is one."""
    try:
        asked.save(force_insert=True)
    except IntegrityError as fault:
        raise AlreadySupplemented(dossier=asked.dossier.code) from fault


def receive_supplement(
    *, actor: Actor, at: datetime, dossier_uid: UUID, papers: Sequence[Paper] = (), note: str = "", key: str = ""
) -> Standing:
    """Take in what was asked for; the clock runs on (or anew, by policy) and the slip gets a new date.

    Raises NotInThisStatus, ForeignAct, DossierUnknown.
    """
    access.must(actor, "counter_clerk", "centre_officer", act="nhận giấy tờ bổ sung")
    request = {"papers": [[p.key, p.name, p.originals, p.certified, p.copies] for p in papers], "note": note}
    with frame.acting(actor=actor, at=at, verb="receive_supplement", dossier_uid=dossier_uid, key=key, request=request) as act:
        if not act.repeated:
            act.must_be(Status.SUPPLEMENT_REQUESTED, act="nhận bổ sung")
            _came(act, take_in(act, papers, note, None))
    return standing(act)


_CAME = """
WITH s AS (
  UPDATE dossiers_supplement SET received_at = %(at)s, accepted_by = %(by)s, new_due_at = %(due)s
  WHERE dossier_id = %(dossier)s AND received_at IS NULL
)
INSERT INTO dossiers_paperline (dossier_id, key, name, originals, certified, copies, shown_only, file_uid, more_files, added_at)
SELECT %(dossier)s, k.*, %(at)s FROM unnest(%(key)s::text[], %(name)s::text[], %(originals)s::int[], %(certified)s::int[],
  %(copies)s::int[], %(shown_only)s::bool[], %(file_uid)s::uuid[], %(more_files)s::jsonb[]) AS k
"""


def _came(act: frame.Act, lines: Sequence[PaperLine]) -> None:
    """Write down that the supplement came, with its papers: one statement."""
    columns: dict[str, Any] = {name: [getattr(line, name) for line in lines] for name in Paper.__dataclass_fields__}
    columns["more_files"] = [json.dumps([str(uid) for uid in line.more_files]) for line in lines]
    facts: dict[str, Any] = {"dossier": act.dossier.pk, "at": act.at, "by": act.actor.name, "due": act.dossier.due_at}
    with connection.cursor() as cursor:
        cursor.execute(_CAME, {**columns, **facts})


def take_in(act: frame.Act, papers: Sequence[Paper], note: str, asked: Supplement | None) -> list[PaperLine]:
    """Let the clock run on after a supplement and answer the request, in memory; return the unsaved papers.

    asked  the open request, answered in memory; None when `_came` writes it.
    """
    said = timing.run_on(act, Status.PROCESSING, act_name="xử lý tiếp")
    if asked is not None:
        asked.received_at, asked.accepted_by, asked.new_due_at = act.at, act.actor.name, act.dossier.due_at
    body = {"due_at": act.dossier.due_at, "policy": said, "note": note}
    act.events.append(frame.Event("supplement", ledger.Lifecycle.RESUMED, cause="supplement", body=body))
    return [act.make(PaperLine, dossier=act.dossier, added_at=act.at, **vars(paper)) for paper in papers]


def require_payment(*, actor: Actor, at: datetime, dossier_uid: UUID, reason: str, key: str = "") -> Standing:
    """Let the dossier wait until the citizen has paid; the clock stops.  Raises ReasonNeeded, NotInThisStatus, NotYours."""
    return _halt(actor, at, dossier_uid, reason, key, Status.PAYMENT_REQUIRED, "payment", "yêu cầu nộp tiền")


def payment_made(*, actor: Actor, at: datetime, dossier_uid: UUID, note: str = "", key: str = "") -> Standing:
    """Let the clock run on after the payment.  Raises NotInThisStatus, ForeignAct."""
    access.must(actor, "cashier", "counter_clerk", "centre_officer", act="xác nhận đã nộp tiền")
    return _go_on(actor, at, dossier_uid, note, key, Status.PAYMENT_REQUIRED, "payment", "xác nhận đã nộp tiền")


def stop(*, actor: Actor, at: datetime, dossier_uid: UUID, reason: str, key: str = "") -> Standing:
    """Stop the work on a dossier (status 8) for a reason of law; the clock stands.

    Raises ReasonNeeded, NotInThisStatus, ForeignAct.
    """
    access.must(actor, "unit_head", "division_head", act="dừng xử lý hồ sơ")
    return _halt(actor, at, dossier_uid, reason, key, Status.STOPPED, "stopped", "dừng xử lý", any_hand=True)


def restart(*, actor: Actor, at: datetime, dossier_uid: UUID, note: str = "", key: str = "") -> Standing:
    """Go on with a stopped dossier.  Raises NotInThisStatus, ForeignAct."""
    access.must(actor, "unit_head", "division_head", act="cho xử lý tiếp hồ sơ đã dừng")
    return _go_on(actor, at, dossier_uid, note, key, Status.STOPPED, "stopped", "cho xử lý tiếp")


def _halt(
    actor: Actor, at: datetime, uid: UUID, reason: str, key: str, status: Status, cause: str, name: str, *, any_hand: bool = False
) -> Standing:
    if not reason.strip():
        raise ReasonNeeded(act=name)
    with frame.acting(actor=actor, at=at, verb=cause, dossier_uid=uid, key=key, request={"reason": reason}) as act:
        if not act.repeated:
            act.must_be(Status.PROCESSING, act=name)
            if not any_hand:
                _works_on(act)
            timing.stop(act, status, cause=cause, act_name=name)
            body = {"reason": reason, "remainder": act.dossier.remainder}
            act.events.append(frame.Event(cause, ledger.Lifecycle.SUSPENDED, cause=cause, body=body))
            act.announcements.append(DossierPaused(act.dossier.uid, cause, at))
    return standing(act)


def _go_on(actor: Actor, at: datetime, uid: UUID, note: str, key: str, status: Status, cause: str, name: str) -> Standing:
    with frame.acting(actor=actor, at=at, verb=f"{cause}_ended", dossier_uid=uid, key=key, request={"note": note}) as act:
        if not act.repeated:
            act.must_be(status, act=name)
            timing.run_on(act, Status.PROCESSING, act_name=name)
            body = {"due_at": act.dossier.due_at, "note": note}
            act.events.append(frame.Event(cause, ledger.Lifecycle.RESUMED, cause=cause, body=body))
    return standing(act)


def _works_on(act: frame.Act) -> None:
    """Raise NotYours unless the actor could do one of the open tasks (its holder, or the counter that received it)."""
    counter = act.actor.unit_id == act.dossier.unit_id and act.actor.has("counter_clerk", "centre_officer")
    if counter or any(tasks.may_act(act.actor, unit_id=task.unit_id, duty=task.duty) for task in act.open):
        return
    first = act.open[0] if act.open else None
    raise tasks.NotYours(title=first.title if first else act.dossier.code, duty=first.duty if first else "", unit=act.actor.unit)
