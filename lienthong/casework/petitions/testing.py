"""Factories for tests: petitions of Hoành Mô in March 2018, sent or entered, at any stage."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.models import Petition
from lienthong.casework.petitions.queries import lists, public_side
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid


def said(**facts: Any) -> petitions.Said:
    """Return what Hoàng Thị Sen says about the time of a procedure."""
    told: dict[str, Any] = {
        "kind": "procedure", "name": "Hoàng Thị Sen", "subject": "Phải đi lại nhiều lần", "contact": "0912345678",
        "words": "Tôi phải đi lại ba lần để nộp giấy chứng sinh.", "address": "Bản Đồng Cậm",
    }  # fmt: skip
    return petitions.Said(**(told | facts))


def filed(
    district: District, *, at: datetime = MONDAY_8AM, unit: str = "hoanh_mo", key: UUID | None = None, **facts: Any
) -> petitions.Taken:
    """Send a petition in the portal."""
    unit_id, citizen = district.units[unit].pk, facts.pop("citizen", None)
    return petitions.file(unit_id=unit_id, at=at, said=said(**facts), key=key or new_uid(), citizen_uid=citizen)


def entered(actor: Actor, *, at: datetime = MONDAY_8AM, came_at: datetime | None = None, **facts: Any) -> petitions.Taken:
    """Enter what somebody said at the counter."""
    channel, key = facts.pop("channel", "spoken"), facts.pop("key", new_uid())
    return petitions.enter(actor=actor, at=at, said=said(**facts), channel=channel, came_at=came_at or at, key=key)


def answered(head: Actor, uid: UUID, *, at: datetime, **facts: Any) -> None:
    """Let the head of the handler answer."""
    petitions.answer(actor=head, at=at, uid=uid, **({"words": "Xã đã rút kinh nghiệm."} | facts))


def broken() -> list[str]:
    """Return what the invariants of petitions find; they see every row."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        found = [fault for one in petitions.invariants() for fault in one.run()]
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return found


def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a list of petitions and one of published answers hold one line a page."""
    monkeypatch.setattr(lists, "PAGE", 1)
    monkeypatch.setattr(public_side, "PUBLISHED", 1)


def short_register(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the printed register hold one line."""
    monkeypatch.setattr(lists, "REGISTER_MOST", 1)
    monkeypatch.setattr(petitions, "REGISTER_MOST", 1)


def row(actor: Actor, uid: UUID) -> Petition:
    """Return the petition's row as the actor's units see it."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return Petition.objects.get(uid=uid)
