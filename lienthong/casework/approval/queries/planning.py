"""What a drafter chooses from before submitting: who looks and signs, and who may be asked besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.approval import access
from lienthong.casework.approval.errors import BodyGone, CosignerElsewhere, NobodyThere, SignerElsewhere
from lienthong.casework.approval.queries.chains import NEEDED, proposed
from lienthong.casework.approval.rules.words import DIGITAL, OUTGOING, ROLES
from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Plan:
    """What the drafter changes of the chain that the file proposes.

    cosigners  units whose heads sign before the signer, in this order.   signer  the unit whose head signs: the body's unless
    said; the keeper's for TL.   way  digital, or paper: signed by hand, numbered, scanned, attested.   register  out, or internal
    of a document that stays inside.
    """

    cosigners: tuple[UUID, ...] = ()
    signer: UUID | None = None
    way: str = DIGITAL
    register: str = OUTGOING


@dataclass(frozen=True)
class Choice:
    """What a draft's page of submission offers.

    stands     as the file proposes them: role, unit; a look where nobody leads is left out when it is submitted.
    signers    units that may sign: uid, name.   cosigners  the same for those that may be asked to sign before.
    """

    draft: drafting.DraftRow
    stands: tuple[tuple[str, str], ...]
    signers: tuple[tuple[UUID, str], ...]
    cosigners: tuple[tuple[UUID, str], ...]


def choice(actor: Actor, draft_uid: UUID, at: datetime) -> Choice:
    """Return what may be chosen for a draft; two statements.  Raises drafting.DraftUnknown, BodyGone."""
    draft = drafting.draft(actor, draft_uid)
    units = org.units_on(org.local_day(at))
    body = body_of(draft, at, among=units)
    stands = proposed(draft, body)
    named = {one.id: one for one in units}
    near = _near(named[body.unit_id], units)
    signers = (named[one] for one in dict.fromkeys((body.unit_id, body.keeper_id)))
    return Choice(
        draft, tuple((role, named[unit_id].name) for role, unit_id in stands), tuple((one.uid, one.name) for one in signers),
        tuple((one.uid, one.name) for one in near),
    )  # fmt: skip


def body_of(draft: drafting.DraftRow, at: datetime, *, among: Sequence[org.UnitRow] | None = None) -> documents.NearBody:
    """Return the body of a draft as it is now.  among: as `documents.bodies_near`.  Raises BodyGone."""
    for body in documents.bodies_near(draft.unit_id, org.local_day(at), among=among):
        if body.key == draft.body_key:
            return body
    raise BodyGone(unit=draft.unit)


def stands_for(draft: drafting.DraftRow, body: documents.NearBody, plan: Plan, at: datetime) -> list[tuple[str, int]]:
    """Return the stands through which a draft goes by a plan, as (role, unit); looks where nobody leads are left out.

    Raises SignerElsewhere, CosignerElsewhere, NobodyThere.
    """
    stands = proposed(draft, body, cosigners=_cosigners(body, plan, at), signer=_signer(body, plan))
    kept = []
    for role, unit_id in stands:
        if org.holders(access.duty_of(role), unit_id, at):
            kept.append((role, unit_id))
        elif role in NEEDED:
            raise NobodyThere(unit=org.unit(unit_id).name, role=ROLES[role].lower())
    return kept


def _signer(body: documents.NearBody, plan: Plan) -> int | None:
    if plan.signer is None:
        return None
    chosen = {org.unit(one).uid: one for one in (body.unit_id, body.keeper_id)}
    if plan.signer not in chosen:
        raise SignerElsewhere
    return chosen[plan.signer]


def _cosigners(body: documents.NearBody, plan: Plan, at: datetime) -> tuple[int, ...]:
    near = {one.uid: one.id for one in asked_to_cosign(body, at)} if plan.cosigners else {}
    if any(one not in near for one in plan.cosigners):
        raise CosignerElsewhere
    return tuple(near[one] for one in plan.cosigners)


def asked_to_cosign(body: documents.NearBody, at: datetime) -> list[org.UnitRow]:
    """Return the units whose heads may be asked to sign with a body: those under it and its neighbours of the same system."""
    units = org.units_on(org.local_day(at))
    return _near(next(one for one in units if one.id == body.unit_id), units)


def _near(own: org.UnitRow, units: Sequence[org.UnitRow]) -> list[org.UnitRow]:
    """Return of all units of a day those under a body's own and beside it, of its system; in the order given."""
    under = [one for one in units if one.parent_id == own.id]
    beside = [one for one in units if own.parent_id and one.parent_id == own.parent_id and one.id != own.id]
    return [one for one in (*under, *beside) if one.system == own.system]
