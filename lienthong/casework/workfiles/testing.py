"""Factories for tests: a plan of 2018 of the district's office, files under it, letters in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town, registered
from lienthong.casework.workfiles import public as workfiles
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor

LINES = (
    workfiles.Line(
        "I. Cải cách hành chính", "01.CCHC", "Kế hoạch, báo cáo cải cách hành chính năm 2018", "permanent", "tt-09-2011"
    ),
    workfiles.Line(
        "I. Cải cách hành chính", "02.CCHC", "Theo dõi Chỉ số PAR Index năm 2018", "y20", "tt-09-2011", "Nông Thị Bích"
    ),
    workfiles.Line("II. Hành chính, quản trị", "03.HCQT", "Mua sắm, sửa chữa nhỏ năm 2018", "y5", "own"),
)


def head_of(town: Town, slug: str = "office") -> Actor:
    """Return the head of a division of the district."""
    return town.actor(slug, "division_head")


def a_plan(town: Town, *, year: int = 2018, issued: bool = True, at: datetime = MONDAY_8AM) -> UUID:
    """Return the plan of the district's office, issued unless said."""
    uid = workfiles.draft_plan(actor=town.clerk, at=at, year=year)
    workfiles.take_in_lines(actor=town.clerk, at=at, plan_uid=uid, rows=LINES)
    if issued:
        workfiles.issue_plan(actor=head_of(town), at=at, plan_uid=uid)
    return uid


def line_of(actor: Actor, symbol: str) -> workfiles.LineRow:
    """Return a line of the issued plans of the actor's unit."""
    with ledger.seeing({actor.unit_id}):
        return next(one for one in workfiles.lines_open(actor) if one.symbol == symbol)


def a_file(town: Town, symbol: str = "03.HCQT", *, at: datetime = MONDAY_8AM, actor: Actor | None = None, **facts: Any) -> UUID:
    """Return a file opened by the clerk under a line of the plan of 2018 (which is made when there is none)."""
    opener = actor or town.clerk
    with ledger.seeing({opener.unit_id}):
        planned = bool(workfiles.plans_of(opener))
    if not planned:
        a_plan(town)
    new = workfiles.NewFile(line_uid=line_of(opener, symbol).uid, **facts)
    return workfiles.open_file(actor=opener, at=at, new=new)


def a_letter(town: Town, number: int = 1, **facts: Any) -> documents.Numbered:
    """Return a letter of the province that the district's clerk registered, of two pages."""
    return registered(town.clerk, symbol=f"{1500 + number}/UBND-TH1", pages=facts.pop("pages", 2), **facts)


def filled(town: Town, uid: UUID, *, many: int = 2, first: int = 1) -> list[UUID]:
    """Put letters into a file; return their uids."""
    made = []
    for number in range(first, first + many):
        letter = a_letter(town, number)
        assert letter.document_uid is not None
        workfiles.put_letter(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, document_uid=letter.document_uid)
        made.append(letter.document_uid)
    return made


def closed(town: Town, symbol: str = "03.HCQT", *, ended_on: date = date(2018, 3, 9), many: int = 2, first: int = 1) -> UUID:
    """Return a file with letters in it, closed by the clerk and checked by the head."""
    uid = a_file(town, symbol)
    filled(town, uid, many=many, first=first)
    workfiles.close(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, ended_on=ended_on)
    workfiles.check(actor=head_of(town), at=MONDAY_8AM, file_uid=uid)
    return uid


def sheet(actor: Actor, uid: UUID) -> workfiles.Sheet:
    """Return a file as the actor's unit reads it."""
    with ledger.seeing(actor.sees):
        return workfiles.sheet(actor, uid)


def broken() -> list[str]:
    """Return what the invariants of work files find; they see every row."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        found = [fault for one in workfiles.invariants() for fault in one.run()]
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return found
