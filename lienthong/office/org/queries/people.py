"""Questions about who holds what, at an instant."""

# ruff: noqa: S608 - statements are joined from constants of this module; every value is a parameter

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q

from lienthong.office.org.models import Appointment, Delegation, Person, Post
from lienthong.office.org.queries.rows import Assignment, DelegationRow, Holder, PersonRow, PostRow, StaffRow
from lienthong.office.org.rules import ANY_OF, SUBTREE_DUTIES
from lienthong.toolkit.actor import Capacity
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.vietnamese import fold

_ON = "{0}.since <= %(on)s AND ({0}.until IS NULL OR {0}.until > %(on)s)"

_CAME = "s.from_unit_id <> s.to_unit_id AND s.kind IN ('merge', 'split', 'abolish') AND s.share > 0.5 AND s.on <= %(on)s"

_HELD = f"""
  SELECT p.id AS post_id, p.uid AS post_uid, p.title, p.rank, p.duties, p.capacity, p.unit_id,
         h.id AS person_id, h.uid AS person_uid, h.name, h.sort_key, a.seat,
         NULL::uuid AS delegation_uid, NULL::uuid AS from_uid, '' AS from_name
    FROM org_post p
    JOIN org_appointment a ON a.post_id = p.id AND {_ON.format("a")}
    JOIN org_person h ON h.id = a.person_id
   WHERE {_ON.format("p")} AND {{post}} AND {{holder}}
  UNION ALL
  SELECT p.id, p.uid, upper(d.form) || '. ' || p.title || coalesce(' / ' || (
           SELECT own.title FROM org_appointment o JOIN org_post own ON own.id = o.post_id
            WHERE o.person_id = d.to_person_id AND {_ON.format("o")} AND {_ON.format("own")}
            ORDER BY own.unit_id <> p.unit_id, own.rank, own.id LIMIT 1), ''), p.rank, d.duties, p.capacity, p.unit_id,
         h.id, h.uid, h.name, h.sort_key, a.seat, d.uid, giver.uid, giver.name
    FROM org_delegation d
    JOIN org_post p ON p.id = d.from_post_id AND {_ON.format("p")}
    JOIN org_appointment a ON a.post_id = p.id AND a.person_id = d.from_person_id AND {_ON.format("a")}
    JOIN org_person giver ON giver.id = d.from_person_id
    JOIN org_person h ON h.id = d.to_person_id
   WHERE d.since <= %(at)s AND d.until > %(at)s AND {{post}} AND {{holder}}"""


def _rows(sql: str, facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return list(cursor.fetchall())


def _list(value: Any) -> tuple[str, ...]:
    return tuple(json.loads(value) if isinstance(value, str) else value)


def local_day(at: datetime) -> date:
    """Return the Vietnamese day of an aware instant."""
    return at.astimezone(VIETNAM).date()


def holders(duty: str, unit_id: int, at: datetime) -> list[Holder]:
    """Return who holds a duty at a unit at an instant, by appointment first, then by delegation; one statement.

    A delegation counts only while the person who gave it still holds the post.  For work that any one of some duties is enough
    for, whoever holds one of these.
    """
    held = _HELD.format(post="p.unit_id = %(unit)s", holder="true")
    sql = f"""SELECT person_uid, post_uid, name, title, unit_id, delegation_uid, from_uid FROM ({held}) held
      WHERE duties ?| %(duties)s::text[] ORDER BY delegation_uid IS NOT NULL, rank, seat, sort_key, person_id, post_id"""
    facts = {"unit": unit_id, "duties": list(ANY_OF.get(duty, (duty,))), "at": at, "on": local_day(at)}
    return [Holder(*cells) for cells in _rows(sql, facts)]


def assignments(person: UUID | int, at: datetime) -> list[Assignment]:
    """Return every post in which a person may act at an instant, with the keys of the units below when a duty
    of the post reads them (`subtree`, the unit itself included), and of the ended units whose records these units keep
    (`past`: all or the larger part of them came here); one statement.  The person is named by uid or key.
    """
    held = _HELD.format(post="true", holder="h.id = %(person)s" if isinstance(person, int) else "h.uid = %(person)s")
    sql = f"""
      WITH RECURSIVE held AS MATERIALIZED ({held}), below(root, id, depth) AS (
        SELECT DISTINCT unit_id, unit_id, 0 FROM held WHERE duties ?| %(wide)s::text[]
        UNION ALL SELECT below.root, e.unit_id, below.depth + 1 FROM below
          JOIN org_unitera e ON e.parent_id = below.id AND {_ON.format("e")} WHERE below.depth < 12
      ), past(root, id) AS (
        SELECT now.root, s.from_unit_id
          FROM (SELECT unit_id AS root, unit_id AS id FROM held UNION SELECT root, id FROM below) now
          JOIN org_succession s ON s.to_unit_id = now.id AND {_CAME}
        UNION SELECT past.root, s.from_unit_id FROM past JOIN org_succession s ON s.to_unit_id = past.id AND {_CAME}
      )
      SELECT held.person_uid, held.name, held.post_uid, held.title, held.duties, held.capacity, u.id, u.uid, e.name, e.short_name,
             held.delegation_uid, held.from_uid, held.from_name,
             CASE WHEN held.duties ?| %(wide)s::text[]
                  THEN ARRAY(SELECT b.id FROM below b WHERE b.root = u.id ORDER BY b.id) ELSE '{{}}' END,
             ARRAY(SELECT p.id FROM past p WHERE p.root = u.id ORDER BY p.id)
        FROM held JOIN org_unit u ON u.id = held.unit_id JOIN org_unitera e ON e.unit_id = u.id AND {_ON.format("e")}
       ORDER BY held.delegation_uid IS NOT NULL, held.rank, u.code, held.post_id, held.delegation_uid"""
    facts = {"person": person, "at": at, "on": local_day(at), "wide": sorted(SUBTREE_DUTIES)}
    return [_assignment(cells) for cells in _rows(sql, facts)]


def _assignment(cells: tuple[Any, ...]) -> Assignment:
    person, name, post, title, duties, capacity, unit, unit_uid, unit_name, short, delegation, giver, giver_name, below, past = (
        cells
    )
    return Assignment(
        person_uid=person,
        person_name=name,
        post_uid=post,
        title=title,
        duties=_list(duties),
        capacity=Capacity(capacity),
        unit_id=unit,
        unit_uid=unit_uid,
        unit_name=unit_name,
        unit_short_name=short,
        via_delegation=delegation,
        on_behalf_of=giver,
        on_behalf_of_name=giver_name,
        subtree=tuple(below),
        past=tuple(past),
    )


def person(uid: UUID) -> PersonRow | None:
    """Return a person by uid, or None."""
    found = Person.objects.filter(uid=uid).values_list("id", "uid", "name", "birth_year").first()
    return PersonRow(*found) if found else None


def post(uid: UUID) -> PostRow | None:
    """Return a post by uid, or None."""
    found = Post.objects.filter(uid=uid).first()
    return _post(found) if found else None


def people(text: str, *, limit: int = 20) -> list[PersonRow]:
    """Return people whose name begins with or contains the words of `text`, with or without marks, in name order."""
    rows = Person.objects.filter(folded__contains=fold(text)).order_by("sort_key", "pk")
    return [PersonRow(*cells) for cells in rows.values_list("id", "uid", "name", "birth_year")[:limit]]


def posts_of(unit_id: int, on: date, *, coming: bool = False) -> list[PostRow]:
    """Return the posts of a unit on a day, in rank order; with `coming` also those that begin later."""
    rows = Post.objects.filter(unit_id=unit_id).exclude(until__lte=on)
    return [_post(row) for row in (rows if coming else rows.filter(since__lte=on)).order_by("rank", "pk")]


def _post(p: Post) -> PostRow:
    return PostRow(p.pk, p.uid, p.unit_id, p.title, tuple(p.duties), p.capacity, p.seats, p.since, p.until)


def staff_of(unit_ids: Iterable[int], on: date, *, gone: bool = False, named: str = "") -> list[StaffRow]:
    """Return who holds the posts of units on a day, by rank and name; with `gone` also who held one before; one statement.

    named  words of a name, with or without marks: people of any unit whose name holds them are returned too.
    """
    where = Q(post__unit_id__in=sorted(set(unit_ids)))
    if named.strip():
        where |= Q(person__folded__contains=fold(named))
    rows = Appointment.objects.filter(where, since__lte=on)
    if not gone:
        rows = rows.exclude(until__lte=on)
    ordered = rows.order_by("post__unit_id", "post__rank", "person__sort_key", "-since", "pk")
    return [_staff(row) for row in ordered.select_related("post__unit", "person")]


def held_from(on: date, *, unit_id: int | None = None, person_id: int | None = None, duty: str = "") -> list[StaffRow]:
    """Return who holds on a day, or will, the posts of a unit, of a person, or with a duty, by rank and name; one statement."""
    rows = Appointment.objects.exclude(until__lte=on)
    rows = rows if unit_id is None else rows.filter(post__unit_id=unit_id)
    rows = rows if person_id is None else rows.filter(person_id=person_id)
    rows = rows.filter(post__duties__contains=[duty]) if duty else rows
    ordered = rows.order_by("post__rank", "post_id", "person__sort_key", "since", "pk")
    return [_staff(row) for row in ordered.select_related("post__unit", "person")]


def left(on: date, *, unit_id: int | None = None, person_id: int | None = None) -> list[StaffRow]:
    """Return who held a post (of a unit, of a person) last, and none on a day or later, by name; one statement."""
    longer = Appointment.objects.filter(person_id=OuterRef("person_id")).filter(Q(until=None) | Q(until__gt=OuterRef("until")))
    rows = Appointment.objects.filter(~Exists(longer), until__lte=on)
    rows = rows if unit_id is None else rows.filter(post__unit_id=unit_id)
    rows = rows if person_id is None else rows.filter(person_id=person_id)
    return [_staff(row) for row in rows.order_by("person__sort_key", "person_id", "pk").select_related("post__unit", "person")]


def appointment(uid: UUID) -> StaffRow | None:
    """Return an appointment by uid, or None; one statement."""
    found = Appointment.objects.filter(uid=uid).select_related("post__unit", "person").first()
    return _staff(found) if found else None


def ended_with_unit(person_id: int, on: date) -> StaffRow | None:
    """Return the post that somebody held last and until its unit ended, by a day; one statement.

    None when there was none, and when the person held another post afterwards: who left that one left for another reason.
    """
    rows = Appointment.objects.filter(person_id=person_id, since__lte=on).select_related("post__unit", "person")
    with_unit = ExpressionWrapper(Q(until__lte=on, until=F("post__unit__until")), BooleanField())
    last = rows.order_by(F("until").desc(nulls_first=True), with_unit.desc(nulls_last=True), "post__rank", "pk").first()
    return _staff(last) if last and last.until and last.until <= on and last.until == last.post.unit.until else None


def _staff(row: Appointment) -> StaffRow:
    return StaffRow(
        row.person_id, row.person.uid, row.person.name, row.post_id, row.post.uid, row.post.title, tuple(row.post.duties),
        row.post.unit_id, row.post.unit.name, row.uid, row.since, row.until,
    )  # fmt: skip


def delegations_of(unit_id: int, at: datetime, *, past: timedelta = timedelta(days=90)) -> list[DelegationRow]:
    """Return who stands in for whom at the posts of a unit: now, later, and lately, the latest first; one statement."""
    rows = Delegation.objects.filter(from_post__unit_id=unit_id, until__gt=at - past)
    found = rows.select_related("from_post", "from_person", "to_person").order_by("-since", "-pk")
    return [
        DelegationRow(
            row.uid, row.from_post.uid, row.from_post.title, row.from_person.uid, row.from_person.name, row.to_person.uid,
            row.to_person.name, row.form, row.reason, row.since, row.until,
        )
        for row in found
    ]  # fmt: skip
