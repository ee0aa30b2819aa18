"""Questions about units; every answer is as of a day, in one statement."""

# ruff: noqa: S608 - statements are joined from constants of this module; every value is a parameter

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.office.org.errors import NoCalendar, NoServingUnit, UnitNotValid, UnknownUnit
from lienthong.office.org.queries.rows import Heir, Successor, UnitNode, UnitRow
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Sentence

_COLUMNS = """u.id, u.uid, u.code, u.code_legacy, u.admin_code, e.name, e.short_name, u.kind, u.function, u.functions,
  u.system, u.level, e.parent_id, e.area_class, u.home_installation, u.since, u.until"""
_ON = "{0}.since <= %(on)s AND ({0}.until IS NULL OR {0}.until > %(on)s)"
_ERA = f"org_unit u JOIN org_unitera e ON e.unit_id = u.id AND {_ON.format('e')}"
_LATEST = (
    """org_unit u JOIN LATERAL (SELECT * FROM org_unitera x WHERE x.unit_id = u.id ORDER BY x.since DESC LIMIT 1) e ON true"""
)


def _upwards(name: str, root: str) -> str:
    """Return the part of a recursive statement that walks up from `root`: what lies above, whose territory is served."""
    return f"""
  {name}(id, distance) AS (
    SELECT {root}, 0
    UNION
    SELECT above.id, {name}.distance + 1 FROM {name} CROSS JOIN LATERAL (
      SELECT e.parent_id AS id FROM org_unitera e WHERE e.unit_id = {name}.id AND e.parent_id IS NOT NULL AND {_ON.format("e")}
      UNION
      SELECT s.area_id FROM org_servicearea s WHERE s.unit_id = {name}.id AND {_ON.format("s")}
    ) above WHERE {name}.distance < 8
  )"""


_UP = _upwards("up", "%(unit)s::bigint")
_NEAR = f"""near(id, distance, place) AS (
        SELECT up.id, up.distance, 0 FROM up
        UNION ALL SELECT e.unit_id, up.distance, 1 FROM up JOIN org_unitera e ON e.parent_id = up.id AND {_ON.format("e")}
        UNION ALL SELECT s.unit_id, up.distance, 2 FROM up JOIN org_servicearea s ON s.area_id = up.id AND {_ON.format("s")}
      )"""
_BY_NEARNESS = "ORDER BY near.distance, near.place, u.function <> %(name)s, u.code, u.id LIMIT 1"


def _row(cells: Sequence[Any]) -> UnitRow:
    values = list(cells)
    functions = values[9]
    values[9] = tuple(json.loads(functions) if isinstance(functions, str) else functions)
    return UnitRow(*values)


def _rows(sql: str, facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return list(cursor.fetchall())


def unit(key: int | UUID | str) -> UnitRow:
    """Return a unit by key, uid or code (either form) with its latest name and parent.

    Raises UnknownUnit.  A code that several units carried one after the other means the latest.
    """
    match key:
        case int():
            where, value = "u.id = %(key)s", key
        case UUID():
            where, value = "u.uid = %(key)s", key  # type: ignore[assignment]  # one name, two types of key
        case _:
            where, value = "%(key)s IN (u.code, u.code_legacy, u.admin_code)", key  # type: ignore[assignment]
    found = _rows(f"SELECT {_COLUMNS} FROM {_LATEST} WHERE {where} ORDER BY u.since DESC, u.id DESC LIMIT 1", {"key": value})
    if not found:
        raise UnknownUnit(unit=str(key))
    return _row(found[0])


def unit_on(key: int | UUID, on: date) -> UnitRow:
    """Return a unit as it was on a day.  Raises UnknownUnit, UnitNotValid."""
    where = "u.id = %(key)s" if isinstance(key, int) else "u.uid = %(key)s"
    found = _rows(f"SELECT {_COLUMNS} FROM {_ERA} WHERE {where}", {"key": key, "on": on})
    if not found:
        raise UnitNotValid(unit=unit(key).name, on=f"{on:%d/%m/%Y}")
    return _row(found[0])


def units(ids: Iterable[int]) -> dict[int, UnitRow]:
    """Return units by key with their latest name, in one statement; unknown keys are left out."""
    found = _rows(f"SELECT {_COLUMNS} FROM {_LATEST} WHERE u.id = ANY(%(ids)s) ORDER BY u.id", {"ids": list(ids)})
    return {row.id: row for row in map(_row, found)}


def units_on(
    on: date, *, level: str | None = None, system: str | None = None, function: str | None = None, parent_id: int | None = None
) -> list[UnitRow]:
    """Return the units valid on a day, filtered, ordered by code."""
    facts = {
        "on": on,
        "level": level,
        "system": system,
        "function": json.dumps([function]) if function else None,
        "parent": parent_id,
    }
    sql = f"""SELECT {_COLUMNS} FROM {_ERA}
      WHERE (%(level)s::text IS NULL OR u.level = %(level)s) AND (%(system)s::text IS NULL OR u.system = %(system)s)
        AND (%(function)s::jsonb IS NULL OR u.functions @> %(function)s::jsonb)
        AND (%(parent)s::bigint IS NULL OR e.parent_id = %(parent)s)
      ORDER BY u.code, u.since, u.id"""
    return [_row(cells) for cells in _rows(sql, facts)]


def subtree(unit_id: int, on: date) -> list[UnitRow]:
    """Return the unit and everything below it on a day, ordered by code; empty when the unit is not valid then."""
    return sorted((node.unit for node in tree(on, root_id=unit_id)), key=lambda row: (row.code, row.id))


def subtree_ids(unit_id: int, on: date) -> frozenset[int]:
    """Return the keys of the unit and everything below it on a day."""
    return frozenset(node.unit.id for node in tree(on, root_id=unit_id))


def tree(on: date, *, root_id: int | None = None) -> list[UnitNode]:
    """Return the tree of a day in reading order (each unit before what lies below it, siblings by code)."""
    sql = f"""
      WITH RECURSIVE walk(id, depth, path) AS (
        SELECT u.id, 0, ARRAY[u.code || ' ' || u.id] FROM {_ERA}
          WHERE CASE WHEN %(root)s::bigint IS NULL THEN e.parent_id IS NULL ELSE u.id = %(root)s END
        UNION ALL
        SELECT u.id, walk.depth + 1, walk.path || (u.code || ' ' || u.id) FROM walk JOIN org_unitera e ON e.parent_id = walk.id
          AND {_ON.format("e")} JOIN org_unit u ON u.id = e.unit_id WHERE walk.depth < 12
      )
      SELECT walk.depth, {_COLUMNS} FROM walk JOIN {_ERA} ON u.id = walk.id ORDER BY walk.path COLLATE "C" """
    return [UnitNode(_row(cells[1:]), cells[0]) for cells in _rows(sql, {"on": on, "root": root_id})]


def unit_serving(function: str, for_unit_id: int, on: date) -> UnitRow:
    """Return the unit that does `function` for a unit on a day, in one statement.

    Walks outwards: the unit itself, what lies directly below it, who serves its territory from outside the tree
    (police, tax, insurance, Party); then the same one step up, and so on.  Among equals a main function goes before
    a side one, a lower code before a higher.
    Raises UnitNotValid (the unit asked for), NoServingUnit.
    """
    sql = f"""
      WITH RECURSIVE {_UP}, {_NEAR}
      SELECT {_COLUMNS} FROM near JOIN {_ERA} ON u.id = near.id WHERE u.functions @> %(function)s::jsonb {_BY_NEARNESS}"""
    facts = {"unit": for_unit_id, "on": on, "function": json.dumps([function]), "name": function}
    found = _rows(sql, facts)
    if found:
        return _row(found[0])
    raise NoServingUnit(function=function, unit=unit_on(for_unit_id, on).name, on=f"{on:%d/%m/%Y}")


PARENT = "parent"
"""Where a step lies when it lies at the unit above; every other word is a function."""


def place_of(at: str, for_unit_id: int, on: date) -> tuple[int, str]:
    """Return (key, code of the calendar) of the unit that does `at` for a unit on a day, in one statement.

    at      a function, found as `unit_serving` finds it, or «parent»: the unit above, the unit itself when it has none.
    Raises  UnitNotValid, NoServingUnit, NoCalendar.
    """
    if at == PARENT:
        chosen = (
            f"SELECT coalesce(e.parent_id, e.unit_id) AS id FROM org_unitera e WHERE e.unit_id = %(unit)s AND {_ON.format('e')}"
        )
    else:
        chosen = f"SELECT u.id FROM near JOIN {_ERA} ON u.id = near.id WHERE u.functions @> %(function)s::jsonb {_BY_NEARNESS}"
    sql = f"""
      WITH RECURSIVE {_UP}, {_NEAR}, chosen AS ({chosen}), {_upwards("higher", "(SELECT id FROM chosen)")}
      SELECT chosen.id, (SELECT c.calendar_code FROM higher JOIN org_unitcalendar c ON c.unit_id = higher.id AND {_ON.format("c")}
        ORDER BY higher.distance, c.id LIMIT 1) FROM chosen"""
    found = _rows(sql, {"unit": for_unit_id, "on": on, "function": json.dumps([at]), "name": at})
    if not found:
        raise NoServingUnit(function=at, unit=unit_on(for_unit_id, on).name, on=f"{on:%d/%m/%Y}")
    unit_id, calendar = found[0]
    return unit_id, calendar or calendar_code(unit_id, on)


def parent_of(unit_id: int, on: date) -> UnitRow:
    """Return the unit above on a day: its parent, else the unit whose territory it serves.  Raises NoServingUnit."""
    sql = f"""WITH RECURSIVE {_UP} SELECT {_COLUMNS} FROM up JOIN {_ERA} ON u.id = up.id
      JOIN org_unitera me ON me.unit_id = %(unit)s AND {_ON.format("me")}
      WHERE up.distance = 1 ORDER BY me.parent_id IS DISTINCT FROM u.id, u.code, u.id LIMIT 1"""
    found = _rows(sql, {"unit": unit_id, "on": on})
    if found:
        return _row(found[0])
    raise NoServingUnit(function=Sentence("cấp trên"), unit=unit_on(unit_id, on).name, on=f"{on:%d/%m/%Y}")


def units_above(unit_id: int, on: date) -> list[int]:
    """Return the keys of the units above in the tree on a day, the nearest first; empty at the top."""
    sql = f"""WITH RECURSIVE above(id, distance) AS (
        SELECT %(unit)s::bigint, 0
        UNION SELECT e.parent_id, above.distance + 1 FROM above JOIN org_unitera e ON e.unit_id = above.id AND {_ON.format("e")}
          WHERE e.parent_id IS NOT NULL AND above.distance < 8
      ) SELECT id FROM above WHERE distance > 0 ORDER BY distance"""
    return [int(key) for (key,) in _rows(sql, {"unit": unit_id, "on": on})]


def calendar_code(unit_id: int, on: date) -> str:
    """Return the code of the working calendar a unit keeps on a day, its own or the nearest above.  Raises NoCalendar."""
    sql = f"""WITH RECURSIVE {_UP} SELECT c.calendar_code FROM up JOIN org_unitcalendar c ON c.unit_id = up.id
      AND {_ON.format("c")} ORDER BY up.distance, c.id LIMIT 1"""
    found = _rows(sql, {"unit": unit_id, "on": on})
    if not found:
        raise NoCalendar(unit=unit(unit_id).name, on=f"{on:%d/%m/%Y}")
    return str(found[0][0])


def successors(unit_id: int, on: date) -> list[Successor]:
    """Return the units that hold on a day what this unit held, following the whole chain, largest share first.

    A unit that is still valid is its own successor with share 1; an abolished unit without heir has none.
    """
    return successors_of([unit_id], on)[unit_id]


def successors_of(unit_ids: Iterable[int], on: date) -> dict[int, list[Successor]]:
    """Return the successors of each of some units on a day, as `successors` does; one statement."""
    asked = list(dict.fromkeys(unit_ids))
    sql = f"""
      WITH RECURSIVE chain(root, id, share, depth) AS (
        SELECT id, id, 1::numeric, 0 FROM unnest(%(units)s::bigint[]) AS id
        UNION ALL
        SELECT chain.root, s.to_unit_id, chain.share * s.share, chain.depth + 1 FROM chain
          JOIN org_unit gone ON gone.id = chain.id AND gone.until <= %(on)s
          JOIN org_succession s ON s.from_unit_id = chain.id AND s.to_unit_id <> chain.id AND s.on <= %(on)s
            AND s.kind IN ('merge', 'split', 'abolish')
          WHERE chain.depth < 20
      ), heir AS (SELECT root, id, sum(share) AS share FROM chain GROUP BY root, id)
      SELECT heir.root, heir.share, {_COLUMNS} FROM heir JOIN {_ERA} ON u.id = heir.id ORDER BY heir.share DESC, u.code, u.id"""
    found: dict[int, list[Successor]] = {unit_id: [] for unit_id in asked}
    for root, share, *cells in _rows(sql, {"units": asked, "on": on}):
        found[root].append(Successor(_row(cells), float(share)))
    return found


def successor(unit_id: int, on: date) -> UnitRow:
    """Return the unit that took over the largest part of this one by that day.  Raises UnitNotValid when there is none."""
    found = successors(unit_id, on)
    if not found:
        raise UnitNotValid(unit=unit(unit_id).name, on=f"{on:%d/%m/%Y}")
    return found[0].unit


def line_of(unit_ids: Iterable[int], on: date) -> set[int]:
    """Return the keys of some units and of every unit of which a part had come to one of them by a day; one statement."""
    sql = """
      WITH RECURSIVE line(id) AS (
        SELECT unnest(%(units)s::bigint[])
        UNION SELECT s.from_unit_id FROM line JOIN org_succession s ON s.to_unit_id = line.id AND s.on <= %(on)s
          AND s.kind IN ('merge', 'split', 'abolish')
      ) SELECT id FROM line"""
    return {int(key) for (key,) in _rows(sql, {"units": sorted(set(unit_ids)), "on": on})}


def followed_by(actor: Actor, on: date) -> frozenset[int]:
    """Return the keys of the actor's unit and of every ended unit of which it holds on a day the largest part.

    One statement; none for who sees nothing but the unit: what it followed would be in sight.
    """
    mine = frozenset({actor.unit_id})
    if actor.sees <= mine:
        return mine
    return mine | {gone for gone, heir in heirs_on(on)[on].items() if heir.unit_id == actor.unit_id}


def heirs_on(*days: date) -> dict[date, dict[int, Heir]]:
    """Return who holds on each day what each unit that ends one day held, the largest part when there are several; one statement.

    A unit that is still valid on that day is its own heir; one that ended without heir is left out.  Empty: no unit ever ended.
    """
    sql = """
      WITH RECURSIVE chain(day, root, id, share, depth) AS (
        SELECT d.day, u.id, u.id, 1::numeric, 0 FROM org_unit u CROSS JOIN unnest(%(days)s::date[]) AS d (day)
         WHERE u.until IS NOT NULL
        UNION ALL
        SELECT chain.day, chain.root, s.to_unit_id, chain.share * s.share, chain.depth + 1 FROM chain
          JOIN org_unit gone ON gone.id = chain.id AND gone.until <= chain.day
          JOIN org_succession s ON s.from_unit_id = chain.id AND s.to_unit_id <> chain.id AND s.on <= chain.day
            AND s.kind IN ('merge', 'split', 'abolish')
          WHERE chain.depth < 20
      ), heir AS (
        SELECT chain.day, chain.root, u.id, sum(chain.share) AS share FROM chain JOIN org_unit u ON u.id = chain.id
         WHERE u.until IS NULL OR u.until > chain.day GROUP BY 1, 2, 3
      )
      SELECT DISTINCT ON (day, root) day, root, id, share > 0.999 FROM heir ORDER BY day, root, share DESC, id"""
    found: dict[date, dict[int, Heir]] = {day: {} for day in days}
    for day, root, heir, whole in _rows(sql, {"days": sorted(set(days))}):
        found[day][root] = Heir(heir, whole)
    return found
