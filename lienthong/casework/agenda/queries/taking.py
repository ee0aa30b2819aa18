"""What takes whose time: the entries of a week beside those of every other calendar, which are known by their time alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection

from lienthong.casework.agenda.models import Entry
from lienthong.casework.agenda.rules.clashes import Clash, Taken, clashes
from lienthong.casework.agenda.rules.words import BUSY

_ELSEWHERE = """
SELECT uid, day, session, starts, ends, person_uid, place
  FROM agenda_taken(%s::uuid[], %s::text[], %s::bigint[], %s::date[])
"""


def clashes_of(rows: Sequence[Entry]) -> tuple[Clash, ...]:
    """Return the clashes of accepted entries among themselves and with those of other calendars; one statement."""
    own = [taken_by(row) for row in rows]
    return clashes([*own, *_elsewhere(own, {row.keeper_id for row in rows})])


def taken_by(row: Entry) -> Taken:
    """Return the time that an entry takes."""
    people = [(one["uid"], one["name"]) for one in row.people]
    host = [(str(row.host_uid), row.host)] if row.host_uid else []
    return Taken(
        row.uid, row.day, row.session, row.starts, row.ends, row.subject, tuple(dict([*people, *host]).items()),
        row.folded_place, row.place,
    )  # fmt: skip


def _elsewhere(own: Sequence[Taken], keepers: Collection[int]) -> list[Taken]:
    """Return what else takes the time of these people and rooms on these days, whoever keeps it: not what it is."""
    names = {uid: name for one in own for uid, name in one.people}
    places = {one.place: one.place_name for one in own if one.place}
    if not names and not places:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ELSEWHERE, [list(names), list(places), list(keepers), sorted({one.day for one in own})])
        rows = cursor.fetchall()
    known = {one.uid for one in own}
    return [
        Taken(
            uid, day, session, starts, ends, BUSY, ((str(person), names[str(person)]),) if person else (), place or "",
            places.get(place, ""), own=False,
        )
        for uid, day, session, starts, ends, person, place in rows
        if uid not in known
    ]  # fmt: skip
