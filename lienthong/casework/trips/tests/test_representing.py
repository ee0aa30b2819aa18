"""A reception in a village for somebody else: who stands for the applicant is kept, looked at as at the counter, corrected."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.trips import public as trips
from lienthong.casework.trips.models import TripAct
from lienthong.casework.trips.testing import VILLAGE, Phone, a_listed_village, a_mother, a_signature, a_trip, shown
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org


def parties(world: given.World, uid: UUID | None, role: str) -> list[Any]:
    """Return who has a part in a dossier."""
    assert uid is not None
    with ledger.seeing({world.clerk.unit_id}):
        page = dossiers.page(world.clerk, uid, world.at + timedelta(hours=9))
    return [one for one in page.parties if one.role == role]


def retried(world: given.World, trip: UUID, act: UUID, **changes: str) -> trips.Told:
    """Merge a held act again, with corrections."""
    named = {name.replace("__", "."): words for name, words in changes.items()}
    return trips.retry(actor=world.clerk, at=world.at + timedelta(hours=9), trip_uid=trip, act_uid=act, changes=named)


def test_a_registration_for_somebody_else_names_who_stands_for_them_and_is_merged_once(world: given.World) -> None:
    phone = Phone(world, a_trip(world))
    act = phone.received(stands=a_mother())

    told, again = phone.tell(act, a_signature()), phone.tell(act, a_signature(), hours=9)

    assert (told.state, again.state, again.repeated, told.cause) == ("merged", "merged", True, "")
    (owner,) = parties(world, told.dossier_uid, "owner")
    (stands,) = parties(world, told.dossier_uid, "representative")
    assert (owner.name, owner.signs_by, owner.basis) == ("Tằng Thị Phùn", "signature", "")
    assert (stands.name, stands.basis, stands.kind, stands.id_type, stands.id_number) == (
        "Chíu Thị Lìn", "mẹ của chủ hồ sơ", "citizen", "cmnd", "100777666",
    )  # fmt: skip
    assert (stands.born_on, stands.sex, stands.phone, stands.email, stands.address, stands.signs_by) == (
        date(1985, 3, 12), "female", "0912345679", "lin@example.vn", VILLAGE, "signature",
    )  # fmt: skip
    (row,) = shown(world, phone.trip).acts
    assert ("Người đại diện", "Chíu Thị Lìn, mẹ của chủ hồ sơ") in row.words
    assert row.representative["id_number"] == "100777666"


def test_a_representative_who_gives_a_thumbprint_has_a_witness(world: given.World) -> None:
    phone = Phone(world, a_trip(world))

    told = phone.tell(phone.received(stands=a_mother(signs_by="thumbprint", witness="Lô Văn Tài")))

    (stands,) = parties(world, told.dossier_uid, "representative")
    assert (told.state, stands.signs_by, stands.witness) == ("merged", "thumbprint", "Lô Văn Tài")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("wrong", "said", "mended"),
    [
        ({"basis": ""}, "Ghi căn cứ đại diện", {"representative__basis": "Giấy ủy quyền ngày 10/03/2018"}),
        ({"name": ""}, "", {"representative__name": "Chíu Thị Lìn"}),
        ({"id_number": "12345"}, "Số CMND có 9 chữ số", {"representative__id_number": "100777666"}),
        ({"id_type": ""}, "chọn loại giấy tờ", {"representative__id_type": "cmnd"}),
        ({"kind": "giáo viên"}, "Chọn loại đối tượng", {"representative__kind": "citizen"}),
        ({"born": "31/02/1985"}, "", {"representative__born": "1985"}),
        ({"phone": "12"}, "Số điện thoại có 10 chữ số", {"representative__phone": ""}),
        ({"email": "lin"}, "thư điện tử", {"representative__email": ""}),
        ({"signs_by": "thumbprint"}, "cần có người làm chứng", {"representative__witness": "Lô Văn Tài"}),
        ({"sex": "nữ"}, "không đọc được", {"representative__sex": "female"}),
    ],
)
def test_what_is_wrong_with_a_representative_is_held_corrected_and_merged(
    world: given.World, wrong: dict[str, Any], said: str, mended: dict[str, str]
) -> None:
    phone = Phone(world, a_trip(world))
    act = phone.received(stands=a_mother(**wrong))

    told = phone.tell(act, a_signature())
    assert (told.state, said in told.cause, told.dossier_uid) == ("exception", True, None)
    assert retried(world, phone.trip, act.uid, name="Tằng Thị Phùn").state == "exception", "nothing of that was corrected"

    again = retried(world, phone.trip, act.uid, **mended, representative__owner="không có trường này")

    assert (again.state, again.cause) == ("merged", "")
    assert len(parties(world, again.dossier_uid, "representative")) == 1
    with ledger.seeing({world.clerk.unit_id}):
        kept = TripAct.objects.get(uid=act.uid)
    assert kept.said["representative"] == a_mother(**wrong), "what was told stays"
    assert kept.changes == {name.replace("__", "."): words for name, words in mended.items()}


@pytest.mark.parametrize("bent", ["Chíu Thị Lìn", [], 5, {"phone": 5}])
def test_a_representative_that_cannot_be_read_holds_the_act_and_is_shown_empty(world: given.World, bent: Any) -> None:
    phone = Phone(world, a_trip(world))
    act = phone.received(stands=bent)

    assert f"không đọc được ({'phone' if isinstance(bent, dict) else 'representative'})" in phone.tell(act, a_signature()).cause

    (row,) = shown(world, phone.trip).exceptions
    assert {row.representative[name] for name in ("name", "basis")} == {""}
    assert all(label != "Người đại diện" for label, _ in row.words)


def test_without_a_representative_none_is_made_up(world: given.World) -> None:
    phone = Phone(world, a_trip(world))

    told = phone.tell(phone.received(), a_signature())

    assert parties(world, told.dossier_uid, "representative") == []
    (row,) = shown(world, phone.trip).acts
    assert row.representative == {}


def test_an_applicant_without_a_name_is_held_and_named(world: given.World) -> None:
    phone = Phone(world, a_trip(world))
    act = phone.received(name="")

    assert phone.tell(act, a_signature()).state == "exception"

    assert retried(world, phone.trip, act.uid, name="Tằng Thị Phùn").state == "merged"


# --- the place of an address ------------------------------------------------------------------------------------------


def a_village(*, until: date | None = None) -> org.Address:
    """Return a village of Hoành Mô as the list of a phone holds it."""
    uid = a_listed_village(until=until).uid
    found = org.place(uid, date(2016, 1, 4))
    assert found is not None
    return found


def test_a_place_picked_without_a_link_is_the_address_that_the_counter_makes(world: given.World) -> None:
    village = a_village()
    phone = Phone(world, a_trip(world))
    sent = phone.received(stands=a_mother(place=str(village.uid), address=""), place=str(village.uid), address="Nhà số 4")

    told = phone.tell(sent, a_signature())

    (owner,) = parties(world, told.dossier_uid, "owner")
    (stands,) = parties(world, told.dossier_uid, "representative")
    assert (owner.place_uid, owner.address) == (village.uid, f"Nhà số 4, {village.path}")
    assert (stands.place_uid, stands.address) == (village.uid, village.path)
    assert owner.address_unit_id == world.clerk.unit_id


def test_a_place_that_was_not_there_on_the_day_holds_the_act_and_may_be_corrected(world: given.World) -> None:
    gone = a_village(until=date(2018, 1, 1))
    phone = Phone(world, a_trip(world))
    act = phone.received(place=str(gone.uid))

    told = phone.tell(act, a_signature())
    (held,) = shown(world, phone.trip).acts
    again = retried(world, phone.trip, act.uid, place="")

    assert (told.state, held.person["place"]) == ("exception", str(gone.uid))
    assert "không có ở ngày nhận" in told.cause
    (owner,) = parties(world, again.dossier_uid, "owner")
    assert (again.state, owner.place_uid, owner.address) == ("merged", None, VILLAGE)


def test_a_place_that_is_no_uid_holds_the_act(world: given.World) -> None:
    phone = Phone(world, a_trip(world))

    assert phone.tell(phone.received(place="Đồng Cậm"), a_signature()).state == "exception"
