"""What passes with a unit to its heir, and who keeps its records."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lienthong.office.org import public as org
from lienthong.office.org.models import Unit
from lienthong.office.org.rules import passing_duties
from lienthong.office.org.testing import a_person, a_post, a_unit, abolish_unit, an_appointment, merge_units
from lienthong.toolkit.clock import VIETNAM

ON, NOON = date(2020, 1, 1), datetime(2020, 1, 1, 12, tzinfo=VIETNAM)
DOCUMENT = "NQ 837/NQ-UBTVQH14"


@pytest.mark.parametrize(
    ("duties", "alike", "leads", "expected"),
    [
        (["specialist", "cashier"], True, False, ["cashier", "specialist"]),
        (["unit_head", "unit_reporter"], True, True, ["unit_head", "unit_reporter"]),
        (["unit_head", "unit_reporter"], True, False, []),
        (["unit_head", "division_head"], False, False, ["division_head"]),
        (["unit_head", "deadline_watcher"], False, False, []),
    ],
    ids=["staff go over", "the first head leads", "the others wait", "a head of a division leads no commune", "nothing is left"],
)
def test_a_post_goes_over_with_the_duties_that_the_heir_has_use_for(
    duties: list[str], alike: bool, leads: bool, expected: list[str]
) -> None:
    assert passing_duties(duties, alike=alike, leads=leads) == expected


def a_commune(name: str, **facts: object) -> Unit:
    """Return a commune's People's Committee."""
    given = {"function": "people_committee", "kind": "people_committee", "level": "commune", **facts}
    return a_unit(name, **given)  # type: ignore[arg-type]


def merged(olds: list[Unit], into: Unit | org.NewUnit) -> tuple[int, list[org.Seated]]:
    """Merge communes and hand down what they leave; return the heir and where the holders went."""
    left = org.legacy([one.pk for one in olds], ON)
    found = merge_units(
        unit_ids=[one.pk for one in olds], into=into.pk if isinstance(into, Unit) else into, on=ON, legal_document=DOCUMENT
    )
    return found.id, org.hand_down(left, heirs=dict.fromkeys([one.pk for one in olds], found.id), document=DOCUMENT)


@pytest.mark.django_db
def test_the_first_named_leads_a_new_unit_and_its_staff_sit_together() -> None:
    first, second = a_commune("UBND xã Hoành Mô"), a_commune("UBND xã Đồng Văn")
    for unit, name in ((first, "Sen"), (second, "Thím")):
        an_appointment(a_post(unit, "unit_head", title="Chủ tịch UBND"), a_person(f"Chủ tịch {name}"))
        an_appointment(a_post(unit, "counter_clerk", title="Cán bộ một cửa"), a_person(f"Cán bộ {name}"))
    new = org.NewUnit("UBND xã Hoành Mô", "people_committee", "people_committee", "commune", code="H49.202")

    heir, told = merged([first, second], new)

    assert [one.name for one in org.holders("unit_head", heir, NOON)] == ["Chủ tịch Sen"]
    assert {one.name for one in org.holders("counter_clerk", heir, NOON)} == {"Cán bộ Sen", "Cán bộ Thím"}
    assert [post.seats for post in org.posts_of(heir, ON)] == [1, 2]
    assert [one.name for one in told if one.heir_id is None] == ["Chủ tịch Thím"]


@pytest.mark.django_db
def test_a_person_who_holds_the_post_at_the_heir_already_holds_it_once() -> None:
    town, old = a_commune("UBND thị trấn"), a_commune("UBND xã Tình Húc")
    both = a_person("Kiêm nhiệm")
    for unit in (town, old):
        an_appointment(a_post(unit, "specialist.military", title="Chỉ huy trưởng Quân sự"), both)

    heir, _ = merged([old], town)

    assert [one.name for one in org.holders("specialist.military", heir, NOON)] == ["Kiêm nhiệm"]
    assert [post.seats for post in org.posts_of(heir, ON)] == [1]


@pytest.mark.django_db
def test_a_post_that_nobody_holds_goes_over_too_and_one_without_heir_does_not() -> None:
    town, old, lost = a_commune("UBND thị trấn"), a_commune("UBND xã Tình Húc"), a_unit("Phòng Y tế")
    a_post(old, "cashier", title="Kế toán")
    an_appointment(a_post(lost, "specialist", title="Chuyên viên"), a_person("Người ở lại"))
    left = org.legacy([old.pk, lost.pk], ON)
    merge_units(unit_ids=[old.pk], into=town.pk, on=ON, legal_document=DOCUMENT)
    abolish_unit(unit_id=lost.pk, on=ON, legal_document=DOCUMENT)

    told = org.hand_down(left, heirs={old.pk: town.pk}, document=DOCUMENT)

    assert [post.title for post in org.posts_of(town.pk, ON)] == ["Kế toán"]
    assert [(one.name, one.heir_id) for one in told] == [("Người ở lại", None)]


@pytest.mark.django_db
def test_an_heir_does_what_the_ended_unit_did_and_is_served_by_who_served_it() -> None:
    district = a_unit("UBND huyện", function="people_committee", level="district")
    commune = a_commune("UBND xã Lục Hồn", parent=district)
    division = a_unit("Phòng TN&MT", function="division.land", parent=district)
    police, gone = (a_unit(name, function="police", serves=[district]) for name in ("Công an huyện", "Đồn cũ"))
    left = org.legacy([district.pk, division.pk], ON)
    org.reparent_unit(unit_id=commune.pk, parent_id=None, on=date(2019, 6, 1), legal_document=DOCUMENT)
    for unit in (division, district):
        abolish_unit(unit_id=unit.pk, on=ON, legal_document=DOCUMENT, heir_id=commune.pk)
    abolish_unit(unit_id=gone.pk, on=ON, legal_document=DOCUMENT)

    org.hand_down(left, heirs={district.pk: commune.pk, division.pk: commune.pk}, document=DOCUMENT)

    assert org.unit_serving("division.land", commune.pk, ON).id == commune.pk
    assert org.unit_serving("police", commune.pk, ON).id == police.pk


@pytest.mark.django_db
def test_what_ended_is_asked_by_the_one_unit_that_has_it_now() -> None:
    known = org.play_reforms(units=org.load_units().units)

    now, then = org.heirs_on(date(2025, 7, 1), date(2020, 1, 1)).values()

    assert now[known["tinh_huc"]] == org.Heir(known["binh_lieu_2025"], whole=True)
    assert now[known["dong_van"]] == org.Heir(known["hoanh_mo_2025"], whole=True)
    assert now[known["vo_ngai"]] == org.Heir(known["binh_lieu_2025"], whole=False), "its parts went to two"
    assert then[known["tinh_huc"]] == org.Heir(known["binh_lieu"], whole=True)
    assert then[known["dong_van"]] == org.Heir(known["dong_van"], whole=True), "it was there"
    assert known["police"] not in now


@pytest.mark.django_db
def test_who_has_the_larger_part_keeps_the_records() -> None:
    known = org.play_reforms(units=org.load_units().units)
    on = datetime(2025, 7, 2, 8, tzinfo=VIETNAM)
    heir, other = known["binh_lieu_2025"], known["tien_yen_2025"]
    people = []
    for unit_id in (heir, other):
        post = a_post(Unit.objects.get(pk=unit_id), "counter_clerk", since=date(2025, 7, 1))
        people.append(an_appointment(post, since=date(2025, 7, 1)).person)

    seen = [set(org.assignments(one.uid, on)[0].past) for one in people]

    assert {known["tinh_huc"], known["binh_lieu"], known["vo_ngai"], known["district"], known["land"]} <= seen[0]
    assert known["hoanh_mo"] not in seen[0]
    assert seen[1] == set()


@pytest.mark.django_db
def test_which_units_reforms_end_is_told_before_they_are_played() -> None:
    known = org.load_units().units
    text = (org.DATA / "binh-lieu-reforms.yaml").read_text(encoding="utf-8")
    reforms = [one for one in org.read_reforms(text, name="x") if one.on.year == 2025]

    ended = org.ending(reforms, units=org.named_units(), name="x")

    keys = {unit_id: key for key, unit_id in known.items()}
    assert [keys[one] for one in ended][:4] == ["binh_lieu", "huc_dong", "vo_ngai", "hoanh_mo"]
    assert {"district", "land", "service_centre"} <= {keys[one] for one in ended}
    assert "police" not in {keys[one] for one in ended}
    assert org.named_units() == known


def test_a_post_that_ended_with_its_unit_counts_only_while_it_is_the_last_one(db: None) -> None:
    gone, there = a_unit(), a_unit()
    stayed, moved, left = (a_person() for _ in range(3))
    for person in (stayed, moved, left):
        an_appointment(a_post(gone, "unit_head"), person)
    an_appointment(a_post(there, "specialist"), moved, since=ON)
    later = an_appointment(a_post(there, "specialist"), left, since=ON)
    abolish_unit(unit_id=gone.pk, on=ON, legal_document=DOCUMENT)
    org.end_appointment(appointment_uid=later.uid, on=date(2020, 6, 1))

    found = {one.pk: org.ended_with_unit(one.pk, date(2021, 1, 1)) for one in (stayed, moved, left)}

    held = found[stayed.pk]
    assert held is not None
    assert (held.unit_id, held.until) == (gone.pk, ON)
    assert (found[moved.pk], found[left.pk]) == (None, None)
    assert org.ended_with_unit(stayed.pk, date(2019, 12, 31)) is None


def test_of_two_posts_that_ended_on_one_day_the_one_that_ended_with_its_unit_counts(db: None) -> None:
    gone, there, person = a_unit(), a_unit(), a_person()
    other = an_appointment(a_post(there, "unit_head", rank=1), person)
    an_appointment(a_post(gone, "specialist", rank=9), person)
    org.end_appointment(appointment_uid=other.uid, on=ON)
    abolish_unit(unit_id=gone.pk, on=ON, legal_document=DOCUMENT)

    held = org.ended_with_unit(person.pk, ON)

    assert held is not None
    assert held.unit_id == gone.pk
