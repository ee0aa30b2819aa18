"""Factories for tests: a small Bình Liêu with a Party office, its clerks, and letters in March 2018."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.models import RegisterEntry, Term
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY_8AM, District, a_district, a_person, a_post, a_unit, an_appointment
from lienthong.toolkit.actor import Actor, Capacity

CONGRESS = date(2015, 7, 31)
"""The day on which the congress of the small Bình Liêu's Party committee closed, for tests."""
UBND, HDND, OFFICE, HU = "people_committee", "people_council", "division.office", "party_committee"


@dataclass(frozen=True)
class Town:
    """The district, and the Party's office and organisation board with their clerks.

    clerk    of the office: keeps the registers of the district's UBND and HĐND.   commune, other: of two communes.
    party, board  of the Party office and of the organisation board.
    """

    district: District
    party_unit: org.Unit
    clerk: Actor
    commune: Actor
    other: Actor
    head: Actor
    party: Actor
    board: Actor

    def actor(self, slug: str, duty: str) -> Actor:
        """Return the holder of a duty at a unit of the district."""
        return self.district.actor(slug, duty)


def a_town() -> Town:
    """Return a town of March 2018; the Party committee's term began on the day after CONGRESS."""
    district = a_district()
    committee = district.units["party"]
    office = a_unit(
        "Văn phòng Huyện ủy Bình Liêu", function="party_office", system="party", kind="party_body", parent=committee,
        code="H49.90.16.1",
    )  # fmt: skip
    board = a_unit(
        "Ban Tổ chức Huyện ủy Bình Liêu", function="party_organisation", system="party", kind="party_body", parent=committee,
        code="H49.90.16.2",
    )  # fmt: skip
    return Town(
        district, committee, district.actor("office", "records_clerk"), district.actor("hoanh_mo", "records_clerk"),
        district.actor("dong_van", "records_clerk"), district.actor("district", "unit_head"), a_clerk(office), a_clerk(board),
    )  # fmt: skip


def a_clerk(unit: org.Unit, *duties: str, name: str = "Chíu Thị Hai") -> Actor:
    """Return a new records clerk (or who holds other duties) of a unit."""
    post = a_post(unit, *(duties or ("records_clerk",)), title="Văn thư")
    person = an_appointment(post, a_person(name)).person
    return Actor(
        person_uid=person.uid, post_uid=post.uid, unit_id=unit.pk, unit_uid=unit.uid, name=person.name, post=post.title,
        unit=unit.name, capacity=Capacity(post.capacity), duties=frozenset(post.duties), sees=frozenset({unit.pk}),
    )  # fmt: skip


def a_term(town: Town, *, since: date = date(2015, 8, 1), until: date | None = None, name: str = "2015-2020") -> Term:
    """Return a term of the Party committee, written without a service."""
    return Term.objects.create(
        committee=town.party_unit, name=name, since=since, until=until, opened_at=MONDAY_8AM, opened_by="người thử"
    )  # fmt: skip


def outgoing(**facts: Any) -> documents.Outgoing:
    """Return a decision about a working group."""
    told: dict[str, Any] = {
        "type_key": "quyet-dinh", "subject": "Về việc thành lập Tổ công tác nâng cao chỉ số cải cách hành chính",
        "signer": "Hoàng Văn Cường", "signer_capacity": "CHỦ TỊCH", "recipients": "Các phòng; UBND các xã", "copies": 12,
    }  # fmt: skip
    return documents.Outgoing(**(told | facts))


def incoming(**facts: Any) -> documents.Incoming:
    """Return a letter of the province that came on Monday morning."""
    told: dict[str, Any] = {
        "symbol": "1520/UBND-TH1", "subject": "Về việc nâng cao Chỉ số PAR Index năm 2018", "issuer": "UBND tỉnh Quảng Ninh",
        "issued_on": date(2018, 3, 9), "arrived_at": MONDAY_8AM, "type_key": "cong-van",
    }  # fmt: skip
    return documents.Incoming(**(told | facts))


def issued(actor: Actor, *, at: datetime = MONDAY_8AM, body: str = UBND, **facts: Any) -> documents.Numbered:
    """Issue a decision, or what the facts say."""
    act = {one: facts.pop(one) for one in ("day", "reason", "key") if one in facts}
    return documents.issue_outgoing(actor=actor, at=at, body_key=body, new=outgoing(**facts), **act)


def registered(actor: Actor, *, at: datetime = MONDAY_8AM, body: str = UBND, **facts: Any) -> documents.Numbered:
    """Register the letter of the province, or what the facts say."""
    act = {one: facts.pop(one) for one in ("reason", "key") if one in facts}
    return documents.register_incoming(actor=actor, at=at, body_key=body, new=incoming(**facts), **act)


def line(actor: Actor, taken: documents.Numbered) -> documents.EntryRow:
    """Return the line of a number as the actor's unit reads it."""
    with ledger.seeing({actor.unit_id}):
        row = documents.entry(actor, taken.entry_uid)
    assert row is not None
    return row


def taken(actor: Actor) -> list[str]:
    """Return the labels of every number that the actor's unit took, in their order."""
    with ledger.seeing({actor.unit_id}):
        return list(RegisterEntry.objects.filter(keeper_id=actor.unit_id).order_by("pk").values_list("label", flat=True))


def voided(actor: Actor, taken: documents.Numbered, *, at: datetime = MONDAY_8AM) -> None:
    """Make a number void."""
    documents.void(actor=actor, at=at, entry_uid=taken.entry_uid, reason="Ghi nhầm")


def reserved(
    actor: Actor, *, at: datetime = MONDAY_8AM, body: str = UBND, type_key: str = "quyet-dinh", **act: Any
) -> documents.Numbered:
    """Keep a number of a decision free."""
    told: dict[str, Any] = {"reason": "Quyết định khen thưởng, chờ ký", **act}
    return documents.reserve(actor=actor, at=at, body_key=body, type_key=type_key, **told)


def broken() -> list[str]:
    """Return what the invariants of documents find; they see every row."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        found = [fault for one in documents.invariants() for fault in one.run()]
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return found
