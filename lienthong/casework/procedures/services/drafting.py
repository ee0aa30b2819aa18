"""From a text to a draft version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from lienthong.casework.procedures.errors import DocumentTaken
from lienthong.casework.procedures.models import Origin, Procedure, ProcedureVersion, State
from lienthong.casework.procedures.rules.definition import Definition
from lienthong.casework.procedures.rules.parsing import parse
from lienthong.casework.procedures.rules.stored_form import digest as digest_of
from lienthong.casework.procedures.services.recording import catalogued, fill, record
from lienthong.office.accounts import public as accounts
from lienthong.toolkit.actor import Actor

EDITOR = "procedure_editor"


@dataclass(frozen=True)
class Loaded:
    """What became of a text: its version, and whether anything changed."""

    version_uid: UUID
    code: str
    name: str
    number: int
    state: str
    changed: bool


@transaction.atomic
def load_text(text: str | bytes, *, actor: Actor, at: datetime) -> Loaded:
    """Make (or renew) the draft that a procedure file describes; the same content again changes nothing.

    A document code and issue number stand for one version: while it is a draft, new content replaces the old; once it is
    under review or published, new content needs a new issue number and becomes a new version.
    Raises DefinitionFaults (every fault with line and field), DocumentTaken, NotYourDuty.
    """
    accounts.require(actor, EDITOR)
    definition = parse(text)
    version, changed = draft(definition, source=_plain(text), origin=Origin.UPLOAD, drafter=actor.person_uid, at=at)
    if changed:
        record(version, "version_drafted", actor=actor, at=at, code=definition.code)
    return loaded(version, definition, changed=changed)


def draft(
    definition: Definition, *, source: str, origin: Origin, drafter: UUID | None, at: datetime
) -> tuple[ProcedureVersion, bool]:
    """Write the draft of a definition; return it and whether anything changed.  Raises DocumentTaken."""
    digest, document = digest_of(definition), definition.document
    procedure = _locked_procedure(definition)
    version = (
        ProcedureVersion.objects.filter(document_code=document.code, issue_number=document.issue)
        .select_related("procedure")
        .order_by("pk")
        .first()
    )
    if version is None:
        last = procedure.versions.aggregate(last=Max("number"))["last"] or 0
        version = ProcedureVersion(procedure=procedure, number=last + 1, origin=origin)
    elif version.digest == digest and version.procedure_id == procedure.pk:
        return version, False
    elif version.state != State.DRAFT or version.procedure_id != procedure.pk:
        raise DocumentTaken(
            document=document.code,
            issue=document.issue,
            procedure=version.procedure.national_code,
            state=State(version.state).label,
        )
    version.origin, version.drafter, version.drafted_at = origin, drafter, at
    version.reviewer = None
    fill(version, definition, digest=digest, text=source)
    version.save()
    return version, True


def loaded(version: ProcedureVersion, definition: Definition, *, changed: bool) -> Loaded:
    """Return the answer of a load."""
    return Loaded(version.uid, definition.code, definition.name, version.number, version.state, changed)


def _locked_procedure(definition: Definition) -> Procedure:
    """Return the procedure, locked; name and field follow the text until a version is published."""
    known = Procedure.objects.filter(national_code=definition.code)
    unpublished = known.exclude(versions__state__in=[State.PUBLISHED, State.APPROVED]).exists()
    procedure = catalogued(definition, newest=unpublished)
    return Procedure.objects.select_for_update(of=("self",), no_key=True).get(pk=procedure.pk)


def _plain(text: str | bytes) -> str:
    return text if isinstance(text, str) else text.decode("utf-8-sig")
