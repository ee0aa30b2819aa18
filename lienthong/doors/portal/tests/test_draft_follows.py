"""A filing begun for a commune that has ended since: it opens at who took over, and keeps what was typed and sent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.doors.portal.models import OnlineDraft
from lienthong.doors.portal.tests.filing import PAGES, answered, begun, words
from lienthong.office.citizens import public as citizens
from lienthong.office.files import public as files
from lienthong.office.files.testing import pictures
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import a_place, abolish_unit, merge_units, split_unit
from lienthong.toolkit import clock

TUESDAY = date(2018, 3, 13)
LAW = "NQ 1/NQ-HĐND"


def next_day(world: given.World, settings: Any, days: int = 1) -> None:
    """Let the demo clock be some days later than the world's Monday."""
    settings.CLOCK_OFFSET_SECONDS = int((world.at - clock.real_now()).total_seconds()) + days * 86_400


def all_answered(client: Client) -> tuple[str, str]:
    """Begin a birth registration for Hoành Mô, answer every page and send a photo; return its address and the review's."""
    filing = begun(client)
    review = answered(client, filing)
    client.post(f"{filing}giay-to/", {"birth_proof": SimpleUploadedFile("giay.jpg", pictures.photo()), "viec": "tai"})
    return filing, review


def dong_van(world: given.World) -> str:
    """Let the address picker know Đồng Văn, and forget Hoành Mô on Tuesday; return the name of Đồng Văn's committee."""
    unit = world.district.units["dong_van"]
    a_place("Xã Đồng Văn", path="Xã Đồng Văn, huyện Bình Liêu, tỉnh Quảng Ninh", code=unit.admin_code)
    org.AdminUnit.objects.filter(code="06841").update(until=TUESDAY)
    return unit.name


def an_address_of_today(client: Client, filing: str) -> None:
    """Answer anew the one page that names a place which is none any more."""
    kept = client.get(f"{filing}form-mother/").content.decode()
    assert "Bản Đồng Cậm" in kept
    client.post(f"{filing}form-mother/", {"viec": "tiep"} | PAGES["form-mother"] | {"address-commune": "Đồng Văn"})


def test_it_opens_at_the_one_that_took_over_with_its_papers_and_is_filed_there(
    world: given.World, client: Client, sen: citizens.CitizenRow, settings: Any
) -> None:
    units = world.district.units
    filing, review = all_answered(client)
    assert org.held_at([units["hoanh_mo"].pk], follows=True) == [(units["hoanh_mo"].pk, "bản khai trực tuyến đang làm", 1)]
    heir = dong_van(world)
    merge_units(unit_ids=[units["hoanh_mo"].pk], into=units["dong_van"].pk, on=TUESDAY, legal_document=LAW)
    next_day(world, settings)

    told = words(client.get(review))
    an_address_of_today(client, filing)
    done = client.post(review)

    assert f"UBND xã Hoành Mô nay thuộc {heir}. Hồ sơ này sẽ gửi tới {heir}; lời khai và tệp đã gửi còn nguyên." in told
    assert "Hoàng Gia Bảo" in told
    assert f"Hồ sơ gửi tới: {heir}" in told
    assert f"Đã gửi hồ sơ tới {heir}" in words(client.get(done["Location"]))
    clerk = world.district.actor("dong_van", "counter_clerk")
    with ledger.seeing([clerk.unit_id]):
        (row,) = dossiers.registered(clerk, clock.now()).rows
        papers = dossiers.page(clerk, row.uid, clock.now()).papers
    assert [line.key for line in papers if line.file_uid is not None] == ["birth_proof"]
    assert org.held_at([units["hoanh_mo"].pk], follows=True) == []


def test_of_a_commune_that_was_split_he_is_asked_for_the_place_again_and_keeps_the_rest(
    world: given.World, client: Client, sen: citizens.CitizenRow, settings: Any
) -> None:
    units = world.district.units
    filing, review = all_answered(client)
    heir = dong_van(world)
    parts = [(units["dong_van"].pk, Decimal("0.5")), (units["district"].pk, Decimal("0.5"))]
    split_unit(unit_id=units["hoanh_mo"].pk, into=parts, on=TUESDAY, legal_document=LAW)
    next_day(world, settings)

    asked = words(client.get(f"{filing}noi-nop/"))
    turned = client.get(f"{filing}giay-to/")
    placed = client.post(f"{filing}noi-nop/?ve=xem-lai", {"viec": "tiep", "place-commune": "dong van"})
    an_address_of_today(client, filing)
    told = words(client.get(review))

    assert "UBND xã Hoành Mô không còn tiếp nhận hồ sơ. Chọn lại nơi giải quyết" in asked
    assert turned["Location"].endswith("noi-nop/")
    assert placed["Location"].endswith("form-mother/"), "an address in it is no place of today"
    assert "không còn tiếp nhận" not in told
    assert f"Hồ sơ gửi tới: {heir}" in told
    assert "giay.jpg" in words(client.get(f"{filing}giay-to/"))
    assert f"Đã gửi hồ sơ tới {heir}" in words(client.get(client.post(review)["Location"]))


def test_it_goes_back_when_the_change_was_undone(
    world: given.World, client: Client, sen: citizens.CitizenRow, settings: Any
) -> None:
    units = world.district.units
    filing, review = all_answered(client)
    dong_van(world)
    merge_units(unit_ids=[units["hoanh_mo"].pk], into=units["dong_van"].pk, on=TUESDAY, legal_document=LAW)
    next_day(world, settings)
    client.get(review)
    org.AdminUnit.objects.filter(code="06841").update(until=None)
    next_day(world, settings, 0)

    told = words(client.get(review))

    assert "Hồ sơ gửi tới: UBND xã Hoành Mô" in told
    assert "nay thuộc" not in told
    assert "giay.jpg" in words(client.get(f"{filing}giay-to/"))
    with citizens.seeing(sen.uid):
        assert OnlineDraft.objects.get().typed["noi-nop"] == {"place-commune": "hoanh mo"}


def test_a_place_that_nobody_serves_any_more_is_asked_for_again(
    world: given.World, client: Client, sen: citizens.CitizenRow, settings: Any
) -> None:
    filing, _ = all_answered(client)
    unit = world.district.units["hoanh_mo"]
    abolish_unit(unit_id=unit.pk, on=TUESDAY, legal_document=LAW)
    next_day(world, settings)

    assert "UBND xã Hoành Mô không còn tiếp nhận hồ sơ" in words(client.get(f"{filing}noi-nop/"))


def test_one_that_waits_for_a_new_place_lets_its_files_go_when_it_is_dropped(
    world: given.World, client: Client, sen: citizens.CitizenRow, settings: Any
) -> None:
    filing, _ = all_answered(client)
    unit, uid = world.district.units["hoanh_mo"], UUID(filing.split("/")[2])
    abolish_unit(unit_id=unit.pk, on=TUESDAY, legal_document=LAW)
    next_day(world, settings)
    client.get(f"{filing}noi-nop/")
    with ledger.seeing([unit.pk]):
        assert [row.name for row in files.held_by(sen.uid, held_for=uid)] == ["giay.jpg"]

    client.post(f"{filing}bo/")

    with ledger.seeing([unit.pk]):
        assert files.held_by(sen.uid, held_for=uid) == []
    with citizens.seeing(sen.uid):
        assert not OnlineDraft.objects.exists()
