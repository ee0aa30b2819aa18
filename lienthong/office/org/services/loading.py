"""Loads reviewed files of units and places, and invents the people of a demonstration."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.db import transaction

from lienthong.office.org import rules
from lienthong.office.org.errors import BadOrganisationFile
from lienthong.office.org.models import AdminUnit, Appointment, Post, Unit
from lienthong.office.org.services.changes import NewUnit, assign_calendar, create_unit, serve_area
from lienthong.office.org.services.inventing import NameMaker
from lienthong.office.org.services.people import appoint, create_person, create_post
from lienthong.toolkit.errors import Refusal

DATA = Path(__file__).resolve().parent.parent / "data"
"""Where the reviewed files of the app lie: binh-lieu-2018.yaml, quang-ninh-places.csv."""

_UNIT_FIELDS = frozenset(
    [
        "key",
        "name",
        "short",
        "function",
        "functions",
        "kind",
        "system",
        "level",
        "parent",
        "serves",
        "code",
        "code_legacy",
        "admin_code",
        "area_class",
        "specialist",
        "staffing",
        "posts",
    ]
)
_POST_FIELDS = frozenset({"title", "duties", "seats", "kind", "rank", "holder_of"})


@dataclass(frozen=True)
class Loaded:
    """What a file of units made: keys of units by their key in the file, how many posts."""

    units: dict[str, int]
    posts: int


@dataclass(frozen=True)
class _Wish:
    """A post of the file that is to be filled: by whom else (`holder_of`), and how."""

    post_id: int
    kind: str
    seats: int
    holder_of: tuple[str, str] | None


def _read(path: Path) -> Mapping[str, Any]:
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise BadOrganisationFile(path=path.name, entry="tệp", fault=str(fault).replace("\n", " ")) from fault
    if not isinstance(found, dict) or not isinstance(found.get("units"), list) or not isinstance(found.get("since"), date):
        raise BadOrganisationFile(path=path.name, entry="tệp", fault="cần có since (ngày) và units (danh sách)")
    return found


def _entries(path: Path, content: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield each unit of a file with its posts, every key and value checked for shape."""
    staffing = content.get("staffing", {})
    for number, entry in enumerate(content["units"], 1):
        name = str(entry.get("key", number)) if isinstance(entry, dict) else str(number)
        if not isinstance(entry, dict) or not {"key", "name", "function", "kind", "level"} <= entry.keys():
            raise BadOrganisationFile(path=path.name, entry=name, fault="thiếu key, name, function, kind hoặc level")
        strange = entry.keys() - _UNIT_FIELDS
        pattern = entry.get("staffing")
        if strange or (pattern is not None and pattern not in staffing):
            raise BadOrganisationFile(path=path.name, entry=name, fault=f"không hiểu {', '.join(sorted(strange)) or pattern}")
        posts = [*(staffing[pattern] if pattern else ()), *entry.get("posts", ())]
        for post in posts:
            if not isinstance(post, dict) or not {"title", "duties"} <= post.keys() or post.keys() - _POST_FIELDS:
                raise BadOrganisationFile(path=path.name, entry=name, fault=f"vị trí «{post}» sai mẫu")
        yield entry, posts


def _named(known: Mapping[str, int], key: str | None, path: Path, entry: str) -> int | None:
    if key is None:
        return None
    if key not in known:
        raise BadOrganisationFile(path=path.name, entry=entry, fault=f"chưa có đơn vị «{key}» ở phía trên")
    return known[key]


@transaction.atomic
def load_units(path: Path | str = DATA / "binh-lieu-2018.yaml") -> Loaded:
    """Load a reviewed file of units, posts, calendar and territories; all of it or nothing.

    Raises BadOrganisationFile, which names the entry; a duty or function outside the closed lists is named too.
    """
    path = Path(path)
    content = _read(path)
    since: date = content["since"]
    known: dict[str, int] = {}
    posts = 0
    for entry, wanted in _entries(path, content):
        try:
            known[entry["key"]] = _unit(entry, known, path, since)
            for post in wanted:
                _post(post, known[entry["key"]], entry, since)
        except BadOrganisationFile:
            raise
        except Refusal as no:
            raise BadOrganisationFile(path=path.name, entry=entry["key"], fault=no.message) from no
        posts += len(wanted)
    calendar = content.get("calendar")
    if calendar:
        unit_id = _named(known, calendar["unit"], path, "calendar")
        assign_calendar(unit_id=unit_id or 0, calendar_code=calendar["code"], since=since)
        for entry, _ in _entries(path, content):
            if "parent" not in entry and not entry.get("serves") and entry["key"] != calendar["unit"]:
                assign_calendar(unit_id=known[entry["key"]], calendar_code=calendar["code"], since=since)
    return Loaded(known, posts)


def _unit(entry: Mapping[str, Any], known: Mapping[str, int], path: Path, since: date) -> int:
    new = NewUnit(
        name=entry["name"],
        short_name=entry.get("short", ""),
        function=entry["function"],
        functions=tuple(entry.get("functions", ())),
        kind=entry["kind"],
        system=entry.get("system", "state"),
        level=entry["level"],
        parent_id=_named(known, entry.get("parent"), path, entry["key"]),
        code=entry.get("code", ""),
        code_legacy=entry.get("code_legacy", ""),
        admin_code=entry.get("admin_code", ""),
        area_class=entry.get("area_class", "normal"),
    )
    unit_id = create_unit(new=new, since=since).id
    for area in entry.get("serves", ()):
        serve_area(unit_id=unit_id, area_id=_named(known, area, path, entry["key"]) or 0, since=since)
    return unit_id


def _post(post: Mapping[str, Any], unit_id: int, entry: Mapping[str, Any], since: date) -> None:
    duties = [str(duty).replace("{specialist}", entry.get("specialist", "")) for duty in post["duties"]]
    create_post(
        unit_id=unit_id,
        title=post["title"],
        duties=[duty for duty in duties if duty],
        since=since,
        seats=post.get("seats", 1),
        rank=post.get("rank", 50),
    )


def named_units(path: Path | str = DATA / "binh-lieu-2018.yaml") -> dict[str, int]:
    """Return the units that a reviewed file made, by their key in it; those that are not loaded are left out.

    Raises BadOrganisationFile.
    """
    path = Path(path)
    content = _read(path)
    keys = {entry.get("code") or rules.modern_code(entry["code_legacy"]): entry["key"] for entry, _ in _entries(path, content)}
    found = Unit.objects.filter(code__in=keys, since=content["since"]).order_by("pk").values_list("code", "pk")
    return {keys[code]: pk for code, pk in found}


@transaction.atomic
def load_places(path: Path | str = DATA / "quang-ninh-places.csv") -> int:
    """Load the places of the address picker; return how many.  Rows that are there already stay.

    Columns: level, code, full_name, parent_code, since, until.  Names and codes [V]; the day 2020-01-01 of the merges
    of 2019-2020 [M]; places existed before 2015, the first day of our data.
    """
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    there = {(place.code, place.since): place for place in AdminUnit.objects.order_by("pk")}
    made = 0
    for row in rows:
        since = date.fromisoformat(row["since"])
        if (row["code"], since) in there:
            continue
        parent = _place_above(there, row["parent_code"], since)
        path_text = ", ".join([row["full_name"], *([_lowered(parent.path)] if parent else [])])
        until = date.fromisoformat(row["until"]) if row["until"] else None
        there[row["code"], since] = AdminUnit.objects.create(
            level=row["level"],
            code=row["code"],
            full_name=row["full_name"],
            path=path_text,
            parent=parent,
            since=since,
            until=until,
        )
        made += 1
    return made


def _place_above(there: Mapping[tuple[str, date], AdminUnit], code: str, since: date) -> AdminUnit | None:
    found = [
        place
        for (own, _), place in there.items()
        if own == code and place.since <= since and (place.until is None or place.until > since)
    ]
    return found[0] if found else None


def _lowered(path: str) -> str:
    return path[:1].lower() + path[1:]


def invent_people(*, seed: int = 2018, path: Path | str = DATA / "binh-lieu-2018.yaml") -> int:
    """Fill every free seat of the posts of a loaded file with people of invented names; return how many people were made.

    The same seed gives the same names and uids.  A post with `holder_of` gets the holder of that other post.
    Raises BadOrganisationFile: the file is not loaded, or `holder_of` names a post that it does not have.
    """
    path = Path(path)
    content = _read(path)
    since: date = content["since"]
    with transaction.atomic():
        return _fill(path, content, since, NameMaker(random.Random(seed)))  # noqa: S311 - invented names, no secret


def _fill(path: Path, content: Mapping[str, Any], since: date, names: NameMaker) -> int:
    made, later = 0, []
    holders: dict[tuple[str, str], int] = {}
    entries = list(_entries(path, content))
    there = {(entry["key"], post["title"]) for entry, wanted in entries for post in wanted if "holder_of" not in post}
    for entry, wanted in entries:
        unit_id = _loaded_unit(entry, since, path)
        for post in wanted:
            row = Post.objects.filter(unit_id=unit_id, title=post["title"], since=since).order_by("pk").first()
            if row is None:
                raise BadOrganisationFile(path=path.name, entry=entry["key"], fault=f"chưa nạp vị trí «{post['title']}»")
            wish = _Wish(
                row.pk, post.get("kind", "appointed"), row.seats, tuple(post["holder_of"]) if "holder_of" in post else None
            )
            if wish.holder_of:
                if wish.holder_of not in there:
                    raise BadOrganisationFile(path=path.name, entry=entry["key"], fault=f"không có vị trí {wish.holder_of}")
                later.append(wish)
                continue
            for _ in range(wish.seats - Appointment.objects.filter(post_id=row.pk, until__isnull=True).count()):
                person_id = _somebody(wish, since, names)
                holders.setdefault((entry["key"], post["title"]), person_id)
                made += 1
    for wish in later:
        if wish.holder_of in holders:
            appoint(post_id=wish.post_id, person_id=holders[wish.holder_of], since=since, kind=wish.kind)
    return made


def _loaded_unit(entry: Mapping[str, Any], since: date, path: Path) -> int:
    code = entry.get("code") or rules.modern_code(entry["code_legacy"])
    found = Unit.objects.filter(code=code, since=since).first()
    if found is None:
        raise BadOrganisationFile(path=path.name, entry=entry["key"], fault="chưa nạp đơn vị này")
    return found.pk


def _somebody(wish: _Wish, since: date, names: NameMaker) -> int:
    invented = names.next()
    person = create_person(name=invented.name, birth_year=invented.birth_year, uid=UUID(int=invented.uid))
    appoint(post_id=wish.post_id, person_id=person.id, since=since, kind=wish.kind)
    return person.id
