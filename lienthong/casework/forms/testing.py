"""Factories for tests: a paper of one's own, on its way or in force."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.casework.forms import public as forms
from lienthong.casework.forms.models import FormVersion
from lienthong.casework.forms.rules.texts import sha256_of
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.toolkit.actor import Actor

NOTE = "Xin cảm ơn ông/bà đã đến xã Hoành Mô."
"""A line that only our own paper prints."""
DAY = date(2018, 3, 12)


def own_text(kind: str = "receipt_slip", *, day: date = DAY, line: str = NOTE) -> str:
    """Return the built-in text with one line more at its end."""
    return f"{forms.starting_text(kind, day)}#pagebreak(weak: true)\n{line}\n" if line else forms.starting_text(kind, day)


def people(district: District, slug: str = "hoanh_mo") -> tuple[Actor, Actor]:
    """Return who writes (the administrator) and who reviews and publishes (the head) at a unit."""
    return district.actor(slug, "unit_admin"), district.actor(slug, "unit_head")


def drafted(writer: Actor, at: datetime, kind: str = "receipt_slip", text: str = "") -> UUID:
    """Return a draft; the text is that of `own_text` unless another is given."""
    return forms.draft(actor=writer, at=at, kind=kind, content=text or own_text(kind), note="thêm lời cảm ơn")


def reviewed(writer: Actor, head: Actor, at: datetime, kind: str = "receipt_slip", text: str = "") -> UUID:
    """Return a version that was handed in and reviewed."""
    uid = drafted(writer, at, kind, text)
    forms.submit(actor=writer, at=at, version_uid=uid)
    forms.review(actor=head, at=at, version_uid=uid, agree=True)
    return uid


def published(
    district: District, at: datetime, kind: str = "receipt_slip", *, slug: str = "hoanh_mo", text: str = "",
    since: date | None = None, below: bool = False,
) -> UUID:  # fmt: skip
    """Return a version in force from the day after `at`, or from `since` on."""
    writer, head = people(district, slug)
    uid = reviewed(writer, head, at, kind, text)
    forms.publish(actor=head, at=at, version_uid=uid, since=since or at.date() + timedelta(days=1), below=below)
    return uid


def row_of(actor: Actor, uid: UUID) -> FormVersion:
    """Return the row of a version as the actor's unit sees it."""
    with ledger.seeing({actor.unit_id}):
        return FormVersion.objects.get(uid=uid)


def holding(actor: Actor, day: date, kind: str = "receipt_slip") -> int | None:
    """Return the number of the version that holds for what the actor's unit receives on a day."""
    with ledger.seeing({actor.unit_id}):
        found = forms.holding(actor.unit_id, day).get(kind)
    return found.number if found else None


def raw(writer: Actor, **facts: Any) -> FormVersion:
    """Write a row as no service would."""
    told = {"state": "draft", "number": 9, "text": "x", "sha256": sha256_of("x"), "written_at": MONDAY_8AM} | facts
    row = FormVersion(
        unit_id=writer.unit_id, kind="receipt_slip", writer_uid=writer.person_uid, writer_name=writer.name, **told
    )  # fmt: skip
    with ledger.seeing({writer.unit_id}), transaction.atomic():
        row.save()
    return row
