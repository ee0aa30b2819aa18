"""Reviewed files of units, people, reforms and places: what is read, what is refused, what is done twice."""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from lienthong.office.org import public as org
from lienthong.office.org.models import AdminUnit, Appointment, Person, Succession, Unit, UnitCalendar
from lienthong.office.org.services.inventing import NameMaker
from lienthong.office.org.testing import LONG_AGO, MONDAY, MONDAY_8AM

SINCE = date(2015, 1, 1)
PLACES = org.DATA / "quang-ninh-places.csv"
with_database = pytest.mark.django_db


def an_entry(key: str, **changes: Any) -> dict[str, Any]:
    """Return an entry for a unit, with a code of its own."""
    number = sum(map(ord, key))
    entry = {"key": key, "name": key.title(), "function": "tax", "kind": "division", "level": "district", "code": f"H49.{number}"}
    return {**entry, **changes}


def a_file(folder: Path, *units: dict[str, Any], **more: Any) -> Path:
    """Write a file of units and return its path."""
    path = folder / "don-vi.yaml"
    path.write_text(yaml.safe_dump({"since": SINCE, "units": list(units), **more}, allow_unicode=True), encoding="utf-8")
    return path


def a_post(title: str, **changes: Any) -> dict[str, Any]:
    return {"title": title, "duties": ["unit_head"], **changes}


# --- units -------------------------------------------------------------------------------------------------------------


@with_database
def test_a_unit_is_loaded_with_all_that_its_entry_says(tmp_path: Path) -> None:
    entry = an_entry(
        "xa", short="xã", functions=["one_stop"], level="commune", admin_code="06841", area_class="mountain",
        code="H49.16.22", code_legacy="000.22.16.H49",
    )  # fmt: skip

    loaded = org.load_units(a_file(tmp_path, entry))

    row = org.unit_on(loaded.units["xa"], SINCE)
    assert (row.name, row.short_name, set(row.functions), row.area_class) == ("Xa", "xã", {"tax", "one_stop"}, "mountain")
    assert (row.code, row.code_legacy, row.admin_code, row.since) == ("H49.16.22", "000.22.16.H49", "06841", SINCE)
    assert loaded.posts == 0


@with_database
def test_a_file_without_a_calendar_assigns_none(tmp_path: Path) -> None:
    org.load_units(a_file(tmp_path, an_entry("a")))

    assert not UnitCalendar.objects.exists()


@with_database
def test_the_calendar_reaches_every_root_that_serves_nobody(tmp_path: Path) -> None:
    units = [an_entry("a"), an_entry("b", parent="a"), an_entry("c"), an_entry("d", serves=["a"])]

    loaded = org.load_units(a_file(tmp_path, *units, calendar={"unit": "a", "code": "vn-state"}))

    assert {org.calendar_code(key, SINCE) for key in loaded.units.values()} == {"vn-state"}
    assert set(UnitCalendar.objects.values_list("unit_id", flat=True)) == {loaded.units["a"], loaded.units["c"]}


@with_database
def test_a_staffing_pattern_is_filled_with_the_field_of_the_unit_and_own_posts_follow(tmp_path: Path) -> None:
    pattern = [a_post("Chuyên viên", duties=["specialist", "{specialist}"], seats=2, rank=10)]
    units = [
        an_entry("a", staffing="small", specialist="specialist.tax", posts=[a_post("Trưởng", rank=1)]),
        an_entry("b", staffing="small"),
    ]

    loaded = org.load_units(a_file(tmp_path, *units, staffing={"small": pattern}))

    assert loaded.posts == 3
    posts = {key: org.posts_of(loaded.units[key], SINCE) for key in ("a", "b")}
    assert [(one.title, one.duties, one.seats) for one in posts["a"]] == [
        ("Trưởng", ("unit_head",), 1),
        ("Chuyên viên", ("specialist", "specialist.tax"), 2),
    ]
    assert [one.duties for one in posts["b"]] == [("specialist",)], "without a field no empty duty is left behind"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"parent": "z"}, "«z»"),
        ({"serves": ["z"]}, "«z»"),
        ({"staffing": "grand"}, "grand"),
        ({"colour": "red", "taste": "sweet"}, "colour, taste"),
        ({"posts": [{"title": "X"}]}, "sai mẫu"),
        ({"posts": [{"title": "X", "duties": [], "wage": 1}]}, "sai mẫu"),
        ({"posts": ["X"]}, "sai mẫu"),
        ({"code": "49"}, "49"),
        ({"function": "king"}, "king"),
        ({"posts": [{"title": "X", "duties": ["king"]}]}, "king"),
    ],
)
@with_database
def test_a_wrong_entry_is_named_with_its_fault_and_nothing_is_loaded(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    file = a_file(tmp_path, an_entry("first"), an_entry("second", **change))

    with pytest.raises(org.BadOrganisationFile) as no:
        org.load_units(file)

    assert no.value.facts["entry"] == "second"
    assert said in str(no.value.facts["fault"])
    assert not Unit.objects.exists()


@pytest.mark.parametrize("entry", ["text", ["list"], {"name": "X"}])
@with_database
def test_an_entry_without_a_key_is_named_by_its_number(tmp_path: Path, entry: Any) -> None:
    with pytest.raises(org.BadOrganisationFile) as no:
        org.load_units(a_file(tmp_path, an_entry("a"), entry))
    assert no.value.facts["entry"] == "2"


@with_database
def test_a_calendar_for_a_unit_that_the_file_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(org.BadOrganisationFile) as no:
        org.load_units(a_file(tmp_path, an_entry("a"), calendar={"unit": "z", "code": "vn-state"}))
    assert no.value.facts["entry"] == "calendar"


@pytest.mark.parametrize("load", [org.load_units, lambda path: org.play_reforms(units={}, path=path)], ids=["units", "reforms"])
@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"\tx: ["])
@with_database
def test_a_file_that_is_missing_or_no_text_or_no_yaml_is_refused_by_name(
    tmp_path: Path, load: Any, content: bytes | None
) -> None:
    path = tmp_path / "don-vi.yaml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(org.BadOrganisationFile) as no:
        load(path)

    assert (no.value.facts["path"], no.value.facts["entry"]) == ("don-vi.yaml", "tệp")
    assert "\n" not in str(no.value.facts["fault"])


# --- people ------------------------------------------------------------------------------------------------------------


@with_database
def test_only_free_seats_are_filled_and_a_second_time_none(tmp_path: Path) -> None:
    file = a_file(tmp_path, an_entry("a", posts=[a_post("Trưởng"), a_post("Phó", seats=3)]))
    unit = org.load_units(file).units["a"]
    vice = next(post for post in org.posts_of(unit, SINCE) if post.title == "Phó")
    mine = org.create_person(name="Lô Thị Én")
    org.appoint(post_id=vice.id, person_id=mine.id, since=SINCE)

    assert org.invent_people(path=file) == 3
    assert org.invent_people(path=file) == 0

    assert Counter(Appointment.objects.values_list("post__title", flat=True)) == {"Trưởng": 1, "Phó": 3}
    assert Appointment.objects.filter(person_id=mine.id).count() == 1


@with_database
def test_who_holds_another_post_too_is_not_invented_twice_and_the_kind_is_kept(tmp_path: Path) -> None:
    units = [
        an_entry("ban", posts=[a_post("Trưởng ban", holder_of=["phong", "Trưởng phòng"], kind="acting")]),
        an_entry("phong", posts=[a_post("Trưởng phòng", kind="elected")]),
    ]
    file = a_file(tmp_path, *units)
    org.load_units(file)

    assert org.invent_people(path=file) == 1
    assert org.invent_people(path=file) == 0

    assert dict(Appointment.objects.values_list("post__title", "kind")) == {"Trưởng ban": "acting", "Trưởng phòng": "elected"}
    assert Appointment.objects.values("person_id").distinct().count() == 1


@pytest.mark.parametrize("of", [["phong", "Phó phòng"], ["nowhere", "Trưởng phòng"], ["ban", "Trưởng ban"]])
@with_database
def test_a_post_held_by_the_holder_of_no_post_is_refused_and_nobody_is_made(tmp_path: Path, of: list[str]) -> None:
    units = [an_entry("phong", posts=[a_post("Trưởng phòng")]), an_entry("ban", posts=[a_post("Trưởng ban", holder_of=of)])]
    file = a_file(tmp_path, *units)
    org.load_units(file)

    with pytest.raises(org.BadOrganisationFile) as no:
        org.invent_people(path=file)

    assert no.value.facts["entry"] == "ban"
    assert not Person.objects.exists()


@with_database
def test_people_are_invented_only_for_what_is_loaded(tmp_path: Path) -> None:
    file = a_file(tmp_path, an_entry("a", posts=[a_post("Trưởng")]))
    with pytest.raises(org.BadOrganisationFile) as no:
        org.invent_people(path=file)
    assert no.value.facts["fault"] == "chưa nạp đơn vị này"

    org.load_units(a_file(tmp_path, an_entry("a")))
    with pytest.raises(org.BadOrganisationFile) as no:
        org.invent_people(path=a_file(tmp_path, an_entry("a", posts=[a_post("Trưởng")])))
    assert "«Trưởng»" in str(no.value.facts["fault"])


def test_a_thousand_invented_people_have_a_thousand_names_and_uids_of_version_7() -> None:
    maker = NameMaker(random.Random(7))
    made = [maker.next() for _ in range(1_000)]

    assert len({one.name for one in made}) == len({one.uid for one in made}) == 1_000
    assert {one.birth_year for one in made} == set(range(1960, 1995))
    assert all((one.uid >> 76 & 0xF, one.uid >> 62 & 0b11) == (7, 0b10) for one in made)
    again = NameMaker(random.Random(7))
    assert [again.next() for _ in range(50)] == made[:50]


# --- reforms -----------------------------------------------------------------------------------------------------------


def reforms(folder: Path, *entries: dict[str, Any]) -> Path:
    """Write a file of reforms and return its path."""
    path = folder / "cai-cach.yaml"
    facts = {"date": date(2025, 7, 1), "document": "NQ 1679/NQ-UBTVQH15"}
    path.write_text(yaml.safe_dump([{**facts, **entry} for entry in entries], allow_unicode=True), encoding="utf-8")
    return path


@with_database
def test_each_kind_of_reform_is_played_in_the_order_of_the_file_and_new_units_get_their_key(tmp_path: Path) -> None:
    known = org.load_units(a_file(tmp_path, *(an_entry(key) for key in ("a", "b", "c", "d", "e", "f")))).units
    new = {key: value for key, value in an_entry("n", code="H49.901").items() if key != "key"}
    file = reforms(
        tmp_path,
        {"kind": "create", "new": {"key": "n", **new}},
        {"kind": "merge", "from": ["a"], "into": "b"},
        {"kind": "merge", "from": ["b"], "new": {"key": "m", **new, "code": "H49.902", "parent": "n", "short": "M"}},
        {"kind": "split", "from": ["c"], "parts": {"n": "0.4", "m": "0.6"}},
        {"kind": "abolish", "from": ["d"], "heir": "e"},
        {"kind": "abolish", "from": ["f"]},
    )

    all_keys = org.play_reforms(units=known, path=file)

    day = date(2025, 7, 1)
    name_of = {unit_id: key for key, unit_id in all_keys.items()}
    heirs = {key: [(name_of[one.unit.id], one.share) for one in org.successors(known[key], day)] for key in known}
    assert heirs == {
        "a": [("m", 1.0)], "b": [("m", 1.0)], "c": [("m", 0.6), ("n", 0.4)], "d": [("e", 1.0)], "e": [("e", 1.0)], "f": []
    }  # fmt: skip
    made = org.unit_on(all_keys["m"], day)
    assert (made.parent_id, made.short_name, set(all_keys) - set(known)) == (all_keys["n"], "M", {"n", "m"})


@with_database
def test_below_an_abolished_unit_everything_ends_with_it_deepest_first(tmp_path: Path) -> None:
    units = [an_entry("a"), an_entry("b", parent="a"), an_entry("c", parent="b"), an_entry("heir")]
    known = org.load_units(a_file(tmp_path, *units)).units
    file = reforms(tmp_path, {"kind": "abolish", "from": ["a"], "with_below": True, "heir": "heir"})

    org.play_reforms(units=known, path=file)

    day = date(2025, 7, 1)
    assert [org.successor(known[key], day).id for key in ("a", "b", "c")] == [known["heir"]] * 3
    assert list(Succession.objects.order_by("pk").values_list("from_unit_id", flat=True)) == [
        known["c"], known["b"], known["a"]
    ]  # fmt: skip


@with_database
def test_a_reform_that_fails_takes_back_those_before_it(tmp_path: Path) -> None:
    known = org.load_units(a_file(tmp_path, an_entry("a"), an_entry("b"))).units
    file = reforms(tmp_path, {"kind": "abolish", "from": ["a"]}, {"kind": "split", "from": ["b"], "parts": {"b": "much"}})

    with pytest.raises(org.BadOrganisationFile) as no:
        org.play_reforms(units=known, path=file)

    assert no.value.facts["entry"] == "2"
    assert org.unit_on(known["a"], date(2025, 7, 1)).until is None


# --- places ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """Return the file of places as it stands."""
    with PLACES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def on(rows: list[dict[str, str]], day: str, level: str) -> list[dict[str, str]]:
    return [row for row in rows if row["level"] == level and row["since"] <= day and (not row["until"] or row["until"] > day)]


@pytest.mark.parametrize(
    ("day", "districts", "communes"),
    [("2018-03-12", 14, 186), ("2025-06-30", 13, 171), ("2025-07-01", 0, 54)],
)
def test_the_province_has_its_units_of_each_time(rows: list[dict[str, str]], day: str, districts: int, communes: int) -> None:
    assert (len(on(rows, day, "district")), len(on(rows, day, "commune"))) == (districts, communes)


def test_a_code_is_text_of_five_digits_and_names_one_place_at_a_time(rows: list[dict[str, str]]) -> None:
    for day in ("2018-03-12", "2025-06-30", "2025-07-01"):
        codes = [row["code"] for row in on(rows, day, "commune")]
        assert len(codes) == len(set(codes))
        assert all(len(code) == 5 and code.isdigit() for code in codes)


def test_every_place_lies_in_one_that_is_there_on_its_first_and_on_its_last_day(rows: list[dict[str, str]]) -> None:
    for row in rows:
        last = str(date.fromisoformat(row["until"]) - timedelta(days=1)) if row["until"] else "2026-03-09"
        for day in (row["since"], last) if row["parent_code"] else ():
            above = {one["code"] for level in ("province", "district", "commune") for one in on(rows, day, level)}
            assert row["parent_code"] in above, row


def test_the_one_village_that_our_sources_name_is_ma_chat(rows: list[dict[str, str]]) -> None:
    assert [(row["full_name"], row["parent_code"], row["until"]) for row in rows if row["level"] == "village"] == [
        ("Bản Mạ Chạt", "06853", "2025-07-01")
    ]


@with_database
def test_a_place_reads_from_itself_up_to_the_province_in_the_words_of_its_time(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        "level,code,full_name,parent_code,since,until\nprovince,22,Tỉnh Quảng Ninh,,2015-01-01,\n"
        "district,198,Huyện Bình Liêu,22,2015-01-01,2025-07-01\ncommune,06838,Thị trấn Bình Liêu,198,2015-01-01,2025-07-01\n"
        "commune,06838,Xã Bình Liêu,22,2025-07-01,\ncommune,06850,Xã Tình Húc,198,2030-01-01,\n",
        encoding="utf-8",
    )

    assert org.load_places(path) == 5
    assert org.load_places(path) == 0

    assert list(AdminUnit.objects.order_by("pk").values_list("path", flat=True)) == [
        "Tỉnh Quảng Ninh",
        "Huyện Bình Liêu, tỉnh Quảng Ninh",
        "Thị trấn Bình Liêu, huyện Bình Liêu, tỉnh Quảng Ninh",
        "Xã Bình Liêu, tỉnh Quảng Ninh",
        "Xã Tình Húc",
    ]
    assert AdminUnit.objects.get(code="06850").parent is None, "the district is gone by then"
    assert org.address("06838", LONG_AGO) != org.address("06838", date(2025, 7, 1))
    assert [row.code for row in org.addresses("binh lieu", MONDAY)] == ["06838"]
    assert MONDAY_8AM.date() == MONDAY
