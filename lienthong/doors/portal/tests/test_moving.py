"""A begun filing whose place is changed goes to another unit with its papers; what its case asks for no more is named."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.doors.portal.tests.filing import HOANH_MO, answered, begun, words
from lienthong.office.files import public as files
from lienthong.office.files.testing import pictures
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import a_place
from lienthong.toolkit import clock

PROCEDURES = (given.BIRTH,)


def test_the_place_that_was_typed_last_decides_who_receives_it(world: given.World, client: Client, sen: Any) -> None:
    a_place("Xã Đồng Văn", code="06847")
    filing = begun(client)
    review = answered(client, filing)
    client.post(f"{filing}giay-to/", {"birth_proof": SimpleUploadedFile("giay.jpg", pictures.photo())})

    client.post(f"{filing}noi-nop/nhap/", {"place-commune": "Xã Đồng Văn"})

    page = words(client.get(review))
    assert "UBND xã Đồng Văn" in page
    assert "Giấy chứng sinh ▲ chưa gửi" not in page
    assert "Đã nhận giay.jpg" in words(client.get(f"{filing}giay-to/")), "what was sent goes with the filing"
    uid = UUID(str(client.post(review)["Location"]).split("/")[2])
    there = world.district.actor("dong_van", "counter_clerk")
    with ledger.seeing([there.unit_id]):
        assert [one.file_uid is not None for one in dossiers.page(there, uid, world.at).papers] == [False, True]


def test_a_file_that_the_case_asks_for_no_more_is_named_and_not_filed(client: Client, sen: Any, world: given.World) -> None:
    filing = begun(client)
    client.post(f"{filing}noi-nop/", HOANH_MO)
    at, draft = f"{filing}giay-to/", UUID(filing.split("/")[2])
    actor = dossiers.as_actor(dossiers.Filer(sen.uid, sen.name), org.unit(world.clerk.unit_id))
    with ledger.seeing([world.clerk.unit_id]):
        photo, until = SimpleUploadedFile("cu.jpg", pictures.photo()), clock.real_now() + timedelta(days=1)
        files.hold(photo, name="cu.jpg", actor=actor, held_for=draft, slot="cua_truong_hop_khac", until=until)

    page = client.get(at)

    assert "Tệp không còn được hỏi" in words(page)
    (extra,) = page.context["not_asked"]
    assert "cu.jpg" in words(page)
    assert "cu.jpg" not in words(client.post(at, {"bo": str(extra.uid)}))


def test_a_place_that_nobody_serves_leaves_the_files_where_they_are(world: given.World, client: Client, sen: Any) -> None:
    a_place("Xã Xa Lắc", code="99999")
    filing = begun(client)
    review = answered(client, filing)
    client.post(f"{filing}giay-to/", {"birth_proof": SimpleUploadedFile("giay.jpg", pictures.photo())})
    client.post(f"{filing}noi-nop/", {"viec": "luu", "place-commune": "Xã Xa Lắc"})
    assert client.get(review)["Location"] == f"{filing}noi-nop/"
    client.post(f"{filing}noi-nop/", HOANH_MO)
    assert "Đã nhận giay.jpg" in words(client.get(f"{filing}giay-to/"))
