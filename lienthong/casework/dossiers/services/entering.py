"""A result that is an administrative document takes its number from the outgoing register, as its procedure's version says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers.errors import DossierIncomplete, ResultNotInRegister
from lienthong.casework.dossiers.models import Dossier
from lienthong.casework.dossiers.services import frame
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import one_line

ACTIVITY = "result_entered"
SIGNER = "unit_head"
NO = "refused"
"""Outcome of the step at which a result is refused: then an answer is issued, and no result."""


def number_at_step(act: frame.Act, task: tasks.Task, typed: str) -> str:
    """Return the number that a result which stands in the outgoing register has when a step ends; "" of other results.

    typed  one that the register gave before, "" for the next one; after a refusal only the answer's own number will do.
    Raises ResultNotInRegister, DossierIncomplete, and what documents.enter_signed does.
    """
    told = outgoing_of(act.definition)
    if told is None:
        return ""
    done = [one for one in tasks.of_object(act.dossier.uid) if one.closed_at is not None]
    if not typed and act.dossier.result_document is None and done and done[-1].outcome == NO:
        raise DossierIncomplete(step=task.title)
    signer = next((one.holder_name for one in reversed(done) if one.duty == SIGNER), "")
    former = act.dossier.result_document
    found = _entered(act.actor, act.at, act.dossier, told, typed, signer=signer, capacity="", again=False)
    if found.document_uid != former:
        body = {"document": found.document_uid, "number": found.label}
        reference = (ledger.ObjectRef("document", found.document_uid),)
        act.events.append(frame.Event(ACTIVITY, ledger.Lifecycle.COMPLETED, body=body, objects=reference))
    return found.label


def enter_result(
    dossier: Dossier, *, actor: Actor, at: datetime, typed: str, capacity: str, again: bool
) -> documents.Entered | None:
    """Enter the result that the actor signs, of a dossier that `lock` gave, in the outgoing register; None of other results.

    typed     its number, "" for the next one.   capacity: as what it is signed.
    again     it takes the place of a result that was signed before: it has a number of its own, and the former document says so.
    Raises ResultNotInRegister, and what documents.enter_signed does.
    """
    told = outgoing_of(procedures.definition_of(dossier.version.digest))
    if told is None or dossier.parent_id is not None:
        return None
    found = _entered(actor, at, dossier, told, typed, signer=actor.name, capacity=capacity, again=again)
    dossier.save(update_fields=["result_number", "result_document"])
    return found


def outgoing_of(definition: procedures.Definition) -> procedures.Outgoing | None:
    """Return as what results of a procedure stand in the outgoing register; None: they do not."""
    return next((one.outgoing for one in definition.results if one.outgoing is not None), None)


def _entered(
    actor: Actor, at: datetime, dossier: Dossier, told: procedures.Outgoing, typed: str, *, signer: str, capacity: str,
    again: bool,
) -> documents.Entered:  # fmt: skip
    """Let a dossier have its document, in memory, and return it: the one that it has, a typed one, or the next of the register.

    A document that was recalled, or whose number is void, stands no more: another takes its place.
    """
    former, typed = dossier.result_document, one_line(typed)
    place: dict[str, Any] = {"actor": actor, "at": at, "body_key": told.body}
    found = None
    if former is not None and typed in ("", dossier.result_number):
        typed, found = "", None if again else documents.entered_as(document_uid=former, **place)
    elif typed:
        found = documents.entered_as(symbol=typed, **place)
        if found is None or Dossier.objects.filter(result_document=found.document_uid).exists():
            raise ResultNotInRegister(number=typed)
    if found is None:
        new = documents.Outgoing(
            type_key=told.type, subject=f"{dossier.subject} ({dossier.owner_name})", signer=signer,
            signer_capacity=capacity[: documents.MOST["signer_capacity"]], recipients=dossier.owner_name, note=dossier.code,
        )  # fmt: skip
        found = documents.enter_signed(new=new, **place)
    if former is not None and found.document_uid != former:
        documents.succeed(actor=actor, at=at, former_uid=former, entered=found)
    dossier.result_document, dossier.result_number = found.document_uid, found.label
    return found
