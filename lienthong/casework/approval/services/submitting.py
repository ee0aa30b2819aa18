"""A draft is submitted: its version becomes a paper with empty fields, fixed by its sum, and goes to the first of its chain."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from lienthong.casework.approval.models import Round, Stand
from lienthong.casework.approval.queries.places import slots_of
from lienthong.casework.approval.queries.planning import Plan, body_of, stands_for
from lienthong.casework.approval.rules.words import COSIGN, DIGITAL
from lienthong.casework.approval.services.telling import lay, told
from lienthong.casework.drafting import public as drafting
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import signing
from lienthong.toolkit.actor import Actor


def submit(*, actor: Actor, at: datetime, draft_uid: UUID, plan: Plan, key: UUID) -> UUID:
    """Submit the last version of a draft; return the uid of its round.

    key  of the page whose button was pressed: pressed twice, it is one round.
    Raises what drafting.submit raises, BodyGone, SignerElsewhere, CosignerElsewhere, NobodyThere.
    """
    name = uuid5(key, f"{actor.unit_id} {draft_uid}")
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        before = Round.objects.filter(key=name).values_list("uid", flat=True).first()
        if before is not None:
            return before
        draft = drafting.draft(actor, draft_uid)
        body = body_of(draft, at)
        stands = stands_for(draft, body, plan, at)
        version = drafting.version(actor, drafting.submit(actor=actor, at=at, draft_uid=draft_uid))
        paper = _paper(version.uid, stands, plan.way, at)
        row = Round(
            draft_uid=draft_uid, version_uid=version.uid, version_number=version.number,
            number=Round.objects.filter(draft_uid=draft_uid).count() + 1, unit_id=draft.unit_id, keeper_id=body.keeper_id,
            body_unit_id=body.unit_id, body_key=body.key, body_name=body.name, system=draft.system, type_key=draft.type_key,
            type_name=draft.type_name, subject=version.content.subject, way=plan.way,
            register=plan.register, submitted_at=at, submitted_by=actor.name,
            submitted_by_uid=actor.person_uid, key=name,
        )  # fmt: skip
        file = files.store(paper, name=f"{draft.type_name} - bản trình.pdf", actor=actor, object_uid=row.uid, at=at)
        row.file_uid = row.now_file_uid = file.uid
        row.sha256 = row.now_sha256 = file.sha256
        row.save()
        made = _lay_out(row, stands, at)
        units = {unit for _, unit in stands} | {row.unit_id}
        ledger.take_part(draft_uid, units, at)
        told(
            row, "round_submitted", actor=actor, at=at, participants=sorted(units),
            objects=(ledger.ObjectRef("draft", draft_uid),), way=row.way, chain=[role for role, _ in stands],
        )  # fmt: skip
        lay(row, made[0], at, actor=actor)
        return row.uid


def _paper(version_uid: UUID, stands: list[tuple[str, int]], way: str, at: datetime) -> bytes:
    """Return the paper that is submitted: a digital one with the fields of everything that will ever stand on it."""
    on = org.local_day(at)
    pdf = drafting.render(version_uid, on=on)
    if way != DIGITAL:
        return pdf
    cosigning = [place for place, (role, _) in enumerate(stands, start=1) if role == COSIGN]
    return signing.lay(pdf, slots_of(drafting.signature_boxes(version_uid, on=on), cosigning))


def _lay_out(row: Round, stands: list[tuple[str, int]], at: datetime) -> list[Stand]:
    made = [Stand(round=row, place=place, role=role, unit_id=unit) for place, (role, unit) in enumerate(stands, start=1)]
    made[0].state, made[0].opened_at = "open", at
    return Stand.objects.bulk_create(made)
