"""Factories for tests: a draft of the small Bình Liêu on its way through its chain."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from lienthong.casework.approval import public as approval
from lienthong.casework.approval.queries import reading
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import a_town
from lienthong.casework.drafting import testing as drafts
from lienthong.casework.results.testing import sample_keys as sample_keys
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.signing.testing import real_moment


class Desk:
    """A room of drafters, and who looks, signs and issues: the division's head, the chief of office, the chairman, the clerk."""

    def __init__(self, district: District | None = None) -> None:
        worktime.load_calendars()
        self.district = district or a_town().district
        self.writer, self.head = (self.district.actor("home_affairs", duty) for duty in ("specialist", "unit_head"))
        self.office, self.clerk = (self.district.actor("office", duty) for duty in ("unit_head", "records_clerk"))
        self.chairman, self.other = (self.district.actor(slug, "unit_head") for slug in ("district", "finance"))

    def drafted(self, **facts: Any) -> UUID:
        """Begin a draft that names the chairman as its signer; return its uid."""
        told = {"signer": self.chairman.name, "sign_form": "tm", "sign_head": "", "signer_post": "CHỦ TỊCH"} | facts
        return drafts.begun(self.writer, **told).draft_uid

    def submitted(
        self, *, at: datetime = MONDAY_8AM, plan: approval.Plan | None = None, draft: UUID | None = None, **facts: Any
    ) -> UUID:
        """Submit a draft; return its round's uid."""
        uid = draft or self.drafted(**facts)
        return approval.submit(actor=self.writer, at=at, draft_uid=uid, plan=plan or approval.Plan(), key=new_uid())

    def looked(self, **facts: Any) -> UUID:
        """Return a round to which both looks agreed: it is the chairman's turn."""
        uid = self.submitted(**facts)
        self.approve(self.head, uid)
        self.approve(self.office, uid)
        return uid

    def signed(self, **facts: Any) -> UUID:
        """Return a round that the chairman signed: it waits for its number."""
        uid = self.looked(**facts)
        self.sign(self.chairman, uid)
        return uid

    def issued(self, **facts: Any) -> UUID:
        """Return a round that was issued."""
        uid = self.signed(**facts)
        self.issue(uid)
        return uid

    def issue_of(self, draft: UUID) -> documents.Numbered:
        """Let a draft go the whole way; return its number."""
        return self.issue(self.signed(draft=draft))

    def approve(self, actor: Actor, uid: UUID, *, at: datetime = MONDAY_8AM, note: str = "") -> None:
        """Agree where a look is asked."""
        approval.approve(actor=actor, at=at, round_uid=uid, sha256=self.seen(actor, uid), note=note)

    def sign(self, actor: Actor, uid: UUID, *, at: datetime = MONDAY_8AM) -> None:
        """Sign with a sample key."""
        approval.sign(actor=actor, at=at, real_at=real_moment(), round_uid=uid, sha256=self.seen(actor, uid))

    def issue(self, uid: UUID, *, at: datetime = MONDAY_8AM, actor: Actor | None = None, **facts: Any) -> documents.Numbered:
        """Let the clerk issue."""
        told = {"key": new_uid()} | facts
        return approval.issue(actor=actor or self.clerk, at=at, real_at=real_moment(), round_uid=uid, **told)

    def row(self, actor: Actor, uid: UUID, at: datetime = MONDAY_8AM) -> approval.RoundRow:
        """Return a round as somebody sees it."""
        with ledger.seeing(actor.sees | {actor.unit_id}):
            return approval.round_of(actor, uid, at)

    def seen(self, actor: Actor, uid: UUID) -> str:
        """Return the sum of the file that somebody sees now."""
        with ledger.seeing({actor.unit_id}):
            return approval.round_of(actor, uid, MONDAY_8AM).now_sha256

    def file(self, actor: Actor, uid: UUID) -> bytes:
        """Return the paper of a round as it is now."""
        row = self.row(actor, uid)
        with ledger.seeing(actor.sees | {actor.unit_id}):
            return approval.content(row)


def broken() -> list[str]:
    """Return what the invariants of approval find; they see every row."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        found = [fault for one in approval.invariants() for fault in one.run()]
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return found


def one_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page of a list hold one round."""
    monkeypatch.setattr(reading, "PAGE", 1)


def behind_the_ledger(sql: str) -> None:
    """Change rows as somebody does who has the database and not the software."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE documents_registerentry DISABLE TRIGGER documents_registerentry_keep")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE documents_registerentry ENABLE TRIGGER documents_registerentry_keep")
        cursor.execute("SET LOCAL ROLE lienthong_web")
