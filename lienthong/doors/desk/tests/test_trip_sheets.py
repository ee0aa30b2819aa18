"""The paper sheet of a village trip is typed in: what was done, what was not, new receptions, who stands for somebody."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.trips import public as trips
from lienthong.casework.trips.testing import VILLAGE, a_listed_village, a_trip, shown
from lienthong.doors.desk.testing import hidden, page_of
from lienthong.doors.desk.web.receiving.receive_forms import PersonForm, RepresentativeForm
from lienthong.office.ledger import public as ledger


def test_a_representative_on_the_paper_sheet_is_typed_in_too(world: given.World, clerk: Client, waiting: dict[str, UUID]) -> None:
    uid = a_trip(world, hours=4)
    address = reverse("desk:trip_paper", args=[uid])
    version = procedures.version_in_force(given.BIRTH, world.at.date())
    what = f"{version.uid}|{version.definition.cases[0].key}"
    form = {
        "key": hidden(page_of(clerk.get(address)), "key"), "at": "12:30 12/03/2018", "n1-what": what, "n1-name": "Lô Thị Ngân",
        "n1-born": "2018", "n1-whole": "on", "n1-rep_name": "Lô Văn Tài", "n1-rep_id_type": "cmnd",
        "n1-rep_id_number": "100555666", "n1-rep_born": "1990", "n1-rep_sex": "male", "n1-rep_kind": "citizen",
        "n1-rep_phone": "0912345678", "n1-rep_email": "tai@example.vn", "n1-rep_address": VILLAGE,
        "n1-rep_signs_by": "thumbprint", "n1-rep_witness": "Hoàng Thị Sen",
        "n2-rep_signs_by": "signature", "n2-rep_kind": "citizen",
    }  # fmt: skip
    both = "Ghi cả họ tên người đại diện và căn cứ đại diện"
    wrong = clerk.post(address, form)
    assert (wrong.status_code, both in page_of(wrong), 'value="0912345678"' in page_of(wrong)) == (422, True, True)
    unnamed = clerk.post(address, form | {"n1-rep_name": "", "n1-rep_basis": "cha", "n1-hour": "sáng"})
    assert both in page_of(unnamed)
    alone = clerk.post(address, form | {"n1-name": "", "n1-what": "", "n1-rep_basis": "cha"})
    assert "Ghi cả họ tên và thủ tục" in page_of(alone)

    form["n1-rep_basis"] = "cha của chủ hồ sơ"
    page = page_of(clerk.post(address, form, follow=True))

    assert "Đã nhập 1 việc từ bản giấy." in page
    (came,) = shown(world, uid).acts
    assert (came.state, came.by_phone) == ("merged", False)
    assert came.representative == {
        "name": "Lô Văn Tài", "id_type": "cmnd", "id_number": "100555666", "born": "1990", "sex": "male", "kind": "citizen",
        "phone": "0912345678", "email": "tai@example.vn", "place": "", "address": VILLAGE, "signs_by": "thumbprint",
        "witness": "Hoàng Thị Sen", "basis": "cha của chủ hồ sơ",
    }  # fmt: skip
    clerk.post(address, form)
    assert len(shown(world, uid).acts) == 1, "typed in twice, merged once"


def test_a_place_picked_on_the_sheet_is_the_address_that_the_picker_of_the_counter_makes(
    world: given.World, clerk: Client, waiting: dict[str, UUID]
) -> None:
    village = a_listed_village()
    uid = a_trip(world, hours=4)
    address = reverse("desk:trip_paper", args=[uid])
    version = procedures.version_in_force(given.BIRTH, world.at.date())
    shown_first = page_of(clerk.get(address))
    form = {
        "key": hidden(shown_first, "key"), "at": "12:30 12/03/2018",
        "n1-what": f"{version.uid}|{version.definition.cases[0].key}",
        "n1-name": "Lô Thị Ngân", "n1-whole": "on", "n1-place": str(village.uid), "n1-address": "Nhà số 4",
        "n1-rep_kind": "citizen", "n1-rep_signs_by": "signature",
    }  # fmt: skip
    clerk.post(address, form)

    picked = PersonForm(
        {"name": "Lô Thị Ngân", "kind": "citizen", "signs_by": "signature", "address": "Nhà số 4", "place": village.path,
         "place_code": village.code}, on=world.at.date(),
    )  # fmt: skip
    assert picked.is_valid(), picked.errors
    counter = picked.person()
    (came,) = shown(world, uid).acts
    assert came.dossier_uid is not None
    with ledger.seeing(world.clerk.sees):
        owner = dossiers.page(world.clerk, came.dossier_uid, world.at + timedelta(hours=6)).parties[0]
    assert (owner.place_uid, owner.address) == (counter.place_uid, counter.address) == (village.uid, f"Nhà số 4, {village.path}")
    assert '<optgroup label="Xã Hoành Mô">' in shown_first


def test_the_phone_and_the_sheet_ask_of_a_representative_what_the_counter_asks(world: given.World, clerk: Client) -> None:
    uid = a_trip(world)
    asked = set(RepresentativeForm(on=world.at.date()).fields) - {"place_code"}  # a list holds the place itself
    carried = set(re.findall(r'name="rep_(\w+)"', page_of(clerk.get(reverse("desk:carry_trip", args=[uid])))))
    typed = set(re.findall(r'name="n1-rep_(\w+)"', page_of(clerk.get(reverse("desk:trip_paper", args=[uid])))))
    assert typed == asked == set(trips.REPRESENTATIVE)
    assert carried == asked - {"signs_by", "witness"}  # the one box for a witness is that of whoever signs there


def test_the_paper_sheet_is_typed_in_on_one_page(world: given.World, clerk: Client, waiting: dict[str, UUID]) -> None:
    uid = a_trip(world, hours=4)
    address = reverse("desk:trip_paper", args=[uid])
    page = page_of(clerk.get(address))
    result, lacking, wish = (one.id for one in shown(world, uid).lines)
    version = procedures.version_in_force(given.BIRTH, world.at.date())
    form = {
        "key": hidden(page, "key"), "at": "12:30 12/03/2018",
        f"l{result}-receiver": "Hoàng Thị Sen", f"l{result}-hour": "12:15",
        f"l{lacking}-papers": ["Giấy chứng sinh"], f"l{wish}-missed": "",
        "n1-what": f"{version.uid}|{version.definition.cases[0].key}", "n1-visit": str(wish), "n1-name": "Tằng Thị Phùn",
        "n1-id_number": "100999888", "n1-born": "1990", "n1-whole": "on",
    }  # fmt: skip
    wrong = clerk.post(address, form | {f"l{result}-hour": "sáng", "n2-name": "Ai đó", "n1-whole": "", "n3-hour": "25:00"})
    words = page_of(wrong)
    assert (wrong.status_code, "Ghi giờ như 09:30" in words, "Đánh dấu khi đã nhận đủ" in words) == (422, True, True)
    assert "Ghi cả họ tên và thủ tục" in words
    assert "Ghi cả họ tên và thủ tục" in page_of(clerk.post(address, form | {"n1-name": ""}))
    page = page_of(clerk.post(address, form, follow=True))
    assert ("Đã nhập 3 việc từ bản giấy." in page, "bản giấy" in page) == (True, True)
    row = given.dossier(world.clerk, waiting["result"])
    assert row.returned_at == world.at + timedelta(hours=4, minutes=15)
    assert given.dossier(world.clerk, waiting["lacking"]).status == dossiers.Status.PROCESSING
    clerk.post(address, form)
    assert len(shown(world, uid).acts) == 3, "typed in twice, merged once"


def test_a_line_that_could_not_be_done_and_an_act_that_is_held_are_told(
    world: given.World, clerk: Client, waiting: dict[str, UUID]
) -> None:
    uid = a_trip(world, hours=4)
    result, lacking, _ = (one.id for one in shown(world, uid).lines)
    address = reverse("desk:trip_paper", args=[uid])
    form = {
        "key": hidden(page_of(clerk.get(address)), "key"), "at": "12:30 12/03/2018", f"l{result}-receiver": "Sen",
        f"l{result}-hour": "00:10", f"l{lacking}-missed": "đi nương",
    }  # fmt: skip
    page = page_of(clerk.post(address, form, follow=True))
    assert ("Đã nhập 1 việc từ bản giấy. 1 việc chờ quyết định." in page, "Không làm được: đã nhập" in page) == (True, True)
