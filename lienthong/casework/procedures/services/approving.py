"""The way of a version from draft to published, with four eyes, and back."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lienthong.casework.procedures.errors import DefinitionFaults, Fault, FourEyes, NotPublishable, NotReviewed, VersionOverlap
from lienthong.casework.procedures.models import Procedure, ProcedureVersion, State
from lienthong.casework.procedures.rules.parsing import read
from lienthong.casework.procedures.rules.publishing import check_publishing
from lienthong.casework.procedures.rules.references import Finding
from lienthong.casework.procedures.rules.stored_form import from_json
from lienthong.casework.procedures.services.recording import catalogued, locked, record
from lienthong.office.accounts import public as accounts
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats

EDITOR, REVIEWER, APPROVER = "procedure_editor", "procedure_reviewer", "procedure_approver"


@transaction.atomic
def submit(version_uid: UUID, *, actor: Actor, at: datetime) -> None:
    """Hand a draft in for review; the publishing checks must hold already.

    Raises VersionUnknown, WrongState, NotPublishable, NotYourDuty.
    """
    accounts.require(actor, EDITOR)
    version = locked(version_uid, State.DRAFT)
    _must_pass(version)
    version.state = State.IN_REVIEW
    version.drafter = version.drafter or actor.person_uid
    version.save(update_fields=["state", "drafter"])
    record(version, "version_submitted", actor=actor, at=at)


@transaction.atomic
def review(version_uid: UUID, *, actor: Actor, at: datetime, agree: bool, remark: str = "") -> None:
    """Agree with a version under review, or send it back to its drafter with a remark.

    Raises VersionUnknown, WrongState, FourEyes, NotYourDuty.
    """
    accounts.require(actor, REVIEWER)
    version = locked(version_uid, State.IN_REVIEW)
    _other_than_drafter(version, actor)
    version.reviewer = actor.person_uid if agree else None
    version.state = State.IN_REVIEW if agree else State.DRAFT
    version.save(update_fields=["state", "reviewer"])
    record(version, "version_reviewed" if agree else "version_sent_back", actor=actor, at=at, remark=remark)


@transaction.atomic
def approve(version_uid: UUID, *, actor: Actor, at: datetime) -> None:
    """Approve a reviewed version.  Raises VersionUnknown, WrongState, NotReviewed, FourEyes, NotYourDuty."""
    accounts.require(actor, APPROVER)
    version = locked(version_uid, State.IN_REVIEW)
    if version.reviewer is None:
        raise NotReviewed(document=str(version))
    _other_than_drafter(version, actor)
    version.state, version.approver = State.APPROVED, actor.person_uid
    version.save(update_fields=["state", "approver"])
    record(version, "version_approved", actor=actor, at=at)


@transaction.atomic
def publish(version_uid: UUID, *, actor: Actor, at: datetime) -> None:
    """Publish an approved version for its period; an open predecessor ends where it begins.

    Raises VersionUnknown, WrongState, NotPublishable, VersionOverlap, NotYourDuty.
    """
    accounts.require(actor, APPROVER)
    version = locked(version_uid, State.APPROVED)
    _must_pass(version)
    put_in_force(version, actor=actor, at=at)


def put_in_force(version: ProcedureVersion, *, actor: Actor | None, at: datetime) -> None:
    """Write the state «published», after ending the predecessor: one without an end, or one whose end the new version has too.

    Raises VersionOverlap.
    """
    Procedure.objects.select_for_update(of=("self",), no_key=True).get(pk=version.procedure_id)
    others = ProcedureVersion.objects.select_for_update(of=("self",), no_key=True).filter(
        procedure_id=version.procedure_id, state=State.PUBLISHED
    )
    same_end = Q(until__isnull=True) if version.until is None else Q(until__isnull=True) | Q(until=version.until)
    predecessor = others.filter(same_end, since__lt=version.since).order_by("pk").first()
    if predecessor is not None:
        predecessor.until = version.since
        predecessor.save(update_fields=["until"])
        record(predecessor, "version_ended", actor=actor, at=at, until=version.since, successor=version.uid)
    clash = others.filter(Q(until__isnull=True) | Q(until__gt=version.since))
    if version.until is not None:
        clash = clash.filter(since__lt=version.until)
    other = clash.order_by("since", "pk").first()
    if other is not None:
        raise VersionOverlap(version=str(other), period=formats.period(other.since, other.until))
    version.state, version.published_at = State.PUBLISHED, at
    version.save(update_fields=["state", "published_at"])
    newest = not others.filter(since__gt=version.since).exists()
    definition = from_json(version.definition)
    catalogued(definition, newest=newest)
    record(version, "version_published", actor=actor, at=at, code=definition.code, since=version.since, until=version.until)


@transaction.atomic
def withdraw(version_uid: UUID, *, actor: Actor, at: datetime, reason: str, until: date | None = None) -> None:
    """Take a version out of force.

    until   the first day on which it no longer holds; None = it never should have held: state «withdrawn».
    Open dossiers keep their version.  Raises VersionUnknown, WrongState, NotYourDuty.
    """
    accounts.require(actor, APPROVER)
    version = locked(version_uid, State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED)
    if until is not None and version.state == State.PUBLISHED and until > version.since:
        version.until = min(until, version.until or until)
    else:
        version.state = State.WITHDRAWN
    version.save(update_fields=["state", "until"])
    record(version, "version_withdrawn", actor=actor, at=at, reason=reason, until=version.until)


def publishing_faults(text: str | bytes, *, duties_held: frozenset[str] | None = None) -> tuple[Fault, ...]:
    """Return every reason why the file could not be published, each with its line; faults of the file itself first."""
    try:
        reading = read(text)
    except DefinitionFaults as no:
        return no.faults
    findings = check_publishing(reading.definition, duties_held=duties_held)
    return tuple(sorted(reading.fault(finding.field, finding.message) for finding in findings))


def duties_held() -> frozenset[str] | None:
    """Return the duties that some post carries; None while no post is known."""
    lists = org.Post.objects.order_by("pk").values_list("duties", flat=True)
    found = frozenset(duty for duties in lists for duty in duties)
    return found or None


def _must_pass(version: ProcedureVersion) -> None:
    faults: tuple[Fault, ...]
    held = duties_held()
    if version.source_text:
        faults = publishing_faults(version.source_text, duties_held=held)
    else:
        faults = tuple(_unplaced(finding) for finding in check_publishing(from_json(version.definition), duties_held=held))
    if faults:
        raise NotPublishable(str(version), faults)


def _unplaced(finding: Finding) -> Fault:
    return Fault(0, 0, finding.field, finding.message)


def _other_than_drafter(version: ProcedureVersion, actor: Actor) -> None:
    if version.drafter == actor.person_uid:
        raise FourEyes(document=str(version))
