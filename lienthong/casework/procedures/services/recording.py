"""What every verb shares: the locked version, its state, its event in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.procedures.errors import VersionUnknown, WrongState
from lienthong.casework.procedures.models import Procedure, ProcedureVersion, State
from lienthong.casework.procedures.rules.definition import Definition
from lienthong.casework.procedures.rules.stored_form import to_json
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Several


def locked(uid: UUID, *states: State) -> ProcedureVersion:
    """Return the version, locked until the transaction ends.  Raises VersionUnknown, WrongState."""
    found = ProcedureVersion.objects.select_for_update(of=("self",), no_key=True).filter(uid=uid).order_by("pk").first()
    if found is None:
        raise VersionUnknown(version=uid)
    if found.state not in states:
        needed = Several("» hoặc «", (str(state.label) for state in states))
        raise WrongState(document=str(found), state=State(found.state).label, needed=needed)
    return found


def entry(version: ProcedureVersion, verb: str, *, actor: Actor | None, at: datetime, **body: Any) -> ledger.Entry:
    """Return the event of an act on a version.  Its stream has no units: procedures belong to the whole installation."""
    return ledger.Entry(
        stream=version.uid,
        activity=f"procedures.{verb}",
        lifecycle=ledger.Lifecycle.COMPLETED,
        occurred_at=at,
        actor=actor,
        procedure_version=version.uid,
        objects=(ledger.ObjectRef("procedure_version", version.uid, "subject"),),
        body=_facts(version, body),
    )


def record(version: ProcedureVersion, verb: str, *, actor: Actor | None, at: datetime, **body: Any) -> None:
    """Append the event of an act on a version."""
    ledger.append(entry(version, verb, actor=actor, at=at, **body))


def fill(version: ProcedureVersion, definition: Definition, *, digest: str, text: str) -> None:
    """Write a definition into the columns of a version (not saved)."""
    document = definition.document
    version.document_code, version.issue_number = document.code, document.issue
    version.drafted_by, version.reviewed_by, version.approved_by = document.drafted_by, document.reviewed_by, document.approved_by
    version.since, version.until = definition.since, definition.until
    version.level = definition.level
    version.unverified = not definition.verified
    version.channels = [channel.value for channel in definition.channels]
    version.digest, version.definition, version.source_text = digest, to_json(definition), text


def catalogued(definition: Definition, *, newest: bool) -> Procedure:
    """Return the procedure of the definition, made when unknown; `newest` = its name and field follow the definition."""
    found, made = Procedure.objects.get_or_create(national_code=definition.code, defaults=_columns(definition))
    if newest and not made:
        for name, value in _columns(definition).items():
            setattr(found, name, value)
        found.save()
    return found


def _columns(definition: Definition) -> dict[str, Any]:
    return {
        "name": definition.name,
        "field": definition.field,
        "level": definition.level,
        "kind": definition.kind,
        "interlinked": definition.interlinked,
    }


def _facts(version: ProcedureVersion, more: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "document": version.document_code,
        "issue": version.issue_number,
        "number": version.number,
        "digest": version.digest,
        **{name: value for name, value in more.items() if not isinstance(value, Iterable) or value},
    }
