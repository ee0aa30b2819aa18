"""After a filing: the counter takes it in or refuses it, asks for more; its citizen sees each, pays, sends, withdraws."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees.testing import MONDAY, an_account
from lienthong.doors.portal.tests.filing import BUSINESS, answered, begun, the_clerk, words
from lienthong.office.citizens import public as citizens
from lienthong.office.files.testing import pictures
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

PROCEDURES = (given.BIRTH, given.PERMIT, BUSINESS)

WAITING = "/ho-so/nhan/cho-tiep-nhan/"


@pytest.fixture
def at(client: Client, sen: Any) -> str:
    """The address of a birth registration that was filed."""
    return str(client.post(answered(client, begun(client)))["Location"])


def set_clock(settings: Any, at: datetime) -> None:
    settings.CLOCK_OFFSET_SECONDS = int((at - clock.real_now()).total_seconds())


def uid_of(at: str) -> UUID:
    return UUID(at.split("/")[2])


def a_business(world: given.World, citizen: citizens.CitizenRow, at: datetime) -> dossiers.Received:
    """File a household business at the district's centre."""
    application = given.an_application("1.001612", at=at, channel="online", papers=[])
    answers = {
        "name": {"name": "Hộ kinh doanh Sen"}, "place": {"address": {"commune": "Xã Hoành Mô"}}, "trade": [{"name": "Tạp hóa"}],
        "capital": {"amount": 5}, "owners": {"who": "person"},
    }  # fmt: skip
    with citizens.seeing(citizen.uid):
        return dossiers.file_online(
            filer=dossiers.Filer(citizen.uid, citizen.name), unit_id=world.centre_clerk.unit_id, at=at,
            application=application, answers=answers, key=str(new_uid()),
        )  # fmt: skip


def test_its_citizen_sees_when_it_was_taken_in_and_for_when(world: given.World, client: Client, at: str, settings: Any) -> None:
    taken = world.at + timedelta(hours=26)
    dossiers.accept(actor=world.clerk, at=taken, dossier_uid=uid_of(at))
    set_clock(settings, taken)

    page = words(client.get(at))

    assert "Nộp lúc 08:00 ngày 12/03/2018" in page
    assert "Tiếp nhận lúc 10:00 ngày 13/03/2018" in page, "the legal clock begins when the counter takes it in"
    assert "Hẹn trả thứ Ba, 13/03/2018" in page
    assert "hẹn trả thứ Ba, 13/03/2018" in words(client.get("/ho-so-cua-toi/"))


def test_the_reason_of_a_refusal_reaches_its_citizen(world: given.World, client: Client, at: str) -> None:
    dossiers.refuse(actor=world.clerk, at=world.at, dossier_uid=uid_of(at), reason="Sai nơi cư trú.")

    page = words(client.get(at))

    assert "Hồ sơ không được tiếp nhận. Lý do: Sai nơi cư trú. Sửa xong, ông/bà nộp hồ sơ mới." in page
    assert "Rút hồ sơ" not in page


def test_from_december_2021_both_see_until_when_the_counter_answers(
    world: given.World, client: Client, sen: Any, settings: Any
) -> None:
    monday = datetime(2022, 3, 7, 15, 0, tzinfo=VIETNAM)
    filed = a_business(world, sen, monday)
    set_clock(settings, monday)
    page = words(client.get(f"/ho-so-cua-toi/{filed.dossier_uid}/"))
    clerk = the_clerk(world, "service_centre", "centre_officer")
    waiting, dossier = words(clerk.get(WAITING)), words(clerk.get(f"/ho-so/{filed.dossier_uid}/"))

    assert "Cán bộ trả lời chậm nhất 15:00 ngày 08/03/2022." in page
    assert "15:00 ngày 08/03/2022" in waiting
    assert "Trả lời công dân trước 15:00 ngày 08/03/2022" in dossier
    set_clock(settings, monday + timedelta(days=2))
    assert "mà chưa trả lời" in words(client.get(f"/ho-so-cua-toi/{filed.dossier_uid}/"))
    assert "■ quá 15:00 ngày 08/03/2022" in words(clerk.get(WAITING))
    assert "■ Quá hạn trả lời công dân" in words(clerk.get(f"/ho-so/{filed.dossier_uid}/"))


def test_what_is_owed_is_paid_from_the_page_of_the_dossier(world: given.World, client: Client, sen: Any, settings: Any) -> None:
    filed = a_business(world, sen, world.at)
    before = words(client.get(f"/ho-so-cua-toi/{filed.dossier_uid}/"))
    an_account(world)
    set_clock(settings, MONDAY)

    page = client.get(f"/ho-so-cua-toi/{filed.dossier_uid}/")

    assert "Tiền còn phải nộp: 100.000 đồng , nộp tại" in before
    assert "Nộp 100.000 đồng bằng chuyển khoản" in words(page)
    assert 'class="pay-qr"' in page.content.decode()


def test_a_supplement_and_a_withdrawal_go_from_home(client: Client, sen: Any, world: given.World) -> None:
    at = client.post(answered(client, begun(client)))["Location"]
    with citizens.seeing(sen.uid):
        uid = dossiers.filed()[0].uid
    dossiers.accept(actor=world.clerk, at=world.at, dossier_uid=uid)
    dossiers.request_supplement(actor=world.clerk, at=world.at, dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Ảnh mờ")

    empty = client.post(f"{at}bo-sung/", {"viec": "gui", "key": "a"})
    sent = client.post(f"{at}bo-sung/", {"viec": "gui", "key": "b", "p0": SimpleUploadedFile("ro.jpg", pictures.photo())})

    assert empty.status_code == 422
    assert sent["Location"] == at
    assert "Chờ tiếp nhận bổ sung" in words(client.get(at))
    assert "công dân đã gửi bổ sung trực tuyến" in words(the_clerk(world).get(f"/ho-so/{uid}/"))
    assert client.post(f"{at}rut/", {"reason": "", "key": "c"}).status_code == 422
    assert client.post(f"{at}rut/", {"reason": "Nộp nhầm", "key": "d"}).status_code == 302
    assert "Công dân yêu cầu rút hồ sơ" in words(client.get("/ho-so-cua-toi/"))


def test_a_business_is_filed_for_another_with_rows_that_come_and_go(client: Client, sen: Any, world: given.World) -> None:
    filing = str(client.get("/nop-ho-so/1.001612/")["Location"]).rpartition("truong-hop/")[0]
    person = {"person-name": "Lô Văn Páo", "person-born": "12/03/1990", "person-phone": "0912345670"}
    pages = {
        "truong-hop": {"case": "individual"}, "noi-nop": {"place-commune": "Xã Hoành Mô"}, "nop-cho": {"who": "other"},
        "chu-ho-so": person, "form-name": {"name": "Hộ kinh doanh Páo"}, "form-place": {"address-commune": "Hoành Mô"},
    }  # fmt: skip
    for step, typed in pages.items():
        client.post(f"{filing}{step}/", {"viec": "tiep"} | typed)
    trade = {"rows": "1", "0-name": "Tạp hóa"}
    client.post(f"{filing}form-trade/", {"viec": "them"} | trade)
    two = client.get(f"{filing}form-trade/").content.decode()
    client.post(f"{filing}form-trade/", {"viec": "bot", "rows": "2", "0-name": "Tạp hóa", "1-name": ""})
    client.post(f"{filing}form-trade/", {"viec": "tiep"} | trade)
    client.post(f"{filing}form-capital/", {"viec": "tiep", "amount": "50.000.000"})
    client.post(f"{filing}form-owners/", {"viec": "tiep", "who": "person"})
    client.post(f"{filing}nhan-ket-qua/", {"viec": "tiep", "how": "counter"})

    at = client.post(f"{filing}xem-lai/")["Location"]

    assert ('name="1-name"' in two, "Bớt dòng cuối" in two) == (True, True)
    with ledger.seeing([world.centre_clerk.unit_id]):
        page = dossiers.page(world.centre_clerk, uid_of(at), world.at)
    assert (page.owner.name, page.owner.born_on, page.submitter.name) == ("Lô Văn Páo", date(1990, 3, 12), "Hoàng Thị Sen")
    assert page.filing is not None
    assert (page.filing.answers["trade"], page.filing.answers["capital"]["amount"]) == ([{"name": "Tạp hóa"}], 50_000_000)


def test_what_is_not_filed_online_says_so(client: Client, sen: Any) -> None:
    answer = client.get("/nop-ho-so/1.013225/")

    assert answer.status_code == 409
    assert "chưa nhận hồ sơ trực tuyến" in words(answer)


def test_a_filing_that_is_refused_at_the_end_keeps_every_answer(client: Client, sen: Any, settings: Any) -> None:
    review = answered(client, begun(client))
    set_clock(settings, datetime(2025, 7, 7, 8, 0, tzinfo=VIETNAM))

    answer = client.post(review)

    assert answer.status_code == 409, "the version it was begun under has ended"
    assert "Hoàng Gia Bảo" in words(answer)


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_of_a_filed_dossier_are_accessible(page: Any, world: given.World, client: Client, at: str) -> None:
    dossiers.accept(actor=world.clerk, at=world.at, dossier_uid=uid_of(at))
    told: Any = {"papers": ["Giấy chứng sinh"], "reason": "Ảnh mờ, không đọc được số"}
    dossiers.request_supplement(actor=world.clerk, at=world.at, dossier_uid=uid_of(at), **told)
    begun(client)
    serve(page, client)
    for name, address in {"list": "/ho-so-cua-toi/", "asked": at, "supplement": f"{at}bo-sung/", "withdraw": f"{at}rut/"}.items():
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"online-{name}")
