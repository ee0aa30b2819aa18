"""A citizen files from home: answers page by page, sends photos, files once; the counter finds it waiting."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.doors.portal.models import OnlineDraft
from lienthong.doors.portal.tests.filing import (
    BUSINESS,
    HOANH_MO,
    PAGES,
    SIGN_IN,
    answered,
    begun,
    enter,
    the_clerk,
    words,
)
from lienthong.office.citizens import public as citizens
from lienthong.office.citizens.testing import EMAIL, PASSWORD, a_citizen, mailed_code
from lienthong.office.files.testing import pictures
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import a_place
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

PROCEDURES = (given.BIRTH, given.PERMIT, BUSINESS)


# --- filing --------------------------------------------------------------------------------------------------------------


def test_page_by_page_to_a_receipt_and_the_counter_finds_it(world: given.World, client: Client, sen: Any) -> None:
    assert "Nộp trực tuyến" in words(client.get(f"/thu-tuc-hanh-chinh/{given.BIRTH}/"))
    filing = begun(client)
    review = answered(client, filing)
    client.post(f"{filing}giay-to/", {"birth_proof": SimpleUploadedFile("giay.jpg", pictures.photo()), "viec": "tai"})

    for page_of_filing in (review, f"{filing}giay-to/"):
        told = words(client.get(page_of_filing))
        assert "Giấy tờ mang theo khi đến nhận kết quả Không phải gửi các giấy này." in told
        assert "Giấy tờ tùy thân" in told
    assert "Hoàng Gia Bảo" in words(client.get(review))
    first, second = client.post(review), client.post(review)

    assert first["Location"] == second["Location"], "sent twice, filed once"
    receipt = words(client.get(first["Location"]))
    assert "Đã gửi hồ sơ tới UBND xã Hoành Mô" in receipt
    with ledger.seeing([world.clerk.unit_id]):
        (row,) = dossiers.registered(world.clerk, world.at).rows
        page = dossiers.page(world.clerk, row.uid, world.at)
    assert (page.owner.name, page.dossier.channel) == ("Hoàng Thị Sen", "online")
    papers = [(line.key, line.file_uid is not None) for line in page.papers]
    assert papers == [("declaration", False), ("birth_proof", True)], "the form is the declaration"
    assert dossiers.missing_papers(page.definition.papers_for("default"), page.papers, at_counter=False) == []
    desk = words(the_clerk(world).get(f"/ho-so/{row.uid}/"))
    assert "Bản khai trực tuyến" in desk
    assert "Hoàng Gia Bảo" in desk
    with citizens.seeing(sen.uid):
        assert OnlineDraft.objects.get().typed == {}


def test_what_was_typed_is_kept_right_or_wrong(client: Client, sen: Any) -> None:
    filing = begun(client)
    wrong = client.post(f"{filing}form-child/", {"viec": "tiep", "name": "Hoàng Gia Bảo", "born_on": "31/02/2018"})
    later = client.post(f"{filing}form-mother/", {"viec": "luu", "person-name": "Hoàng Thị Sen", "person-born": "?"})

    assert wrong.status_code == 422
    assert 'href="#id_born_on"' in wrong.content.decode()
    assert later["Location"] == "/ho-so-cua-toi/"
    page = client.get(f"{filing}form-child/").content.decode()
    assert 'value="Hoàng Gia Bảo"' in page
    assert 'value="31/02/2018"' in page
    assert "Đang làm dở" in words(client.get("/ho-so-cua-toi/"))
    assert begun(client) == filing or f"{filing}truong-hop/" == client.get(f"/nop-ho-so/{given.BIRTH}/")["Location"]


def test_a_field_that_the_version_does_not_have_is_refused_in_words(client: Client, sen: Any) -> None:
    answer = client.post(f"{begun(client)}form-child/", {"viec": "tiep", "weight": "3 kg"})

    assert answer.status_code == 422
    assert "không có ô «weight»" in words(answer)


def test_what_is_being_typed_is_kept_without_a_button(client: Client, sen: Any) -> None:
    filing = begun(client)
    kept = client.post(f"{filing}form-child/nhap/", {"name": "Hoàng Gia", "born_on": "1"})
    foreign = client.post(f"{filing}form-child/nhap/", {"weight": "3 kg"})
    not_asked = client.post(f"{filing}form-father/nhap/", {"person-name": "A"})

    assert kept.json() == {"saved_at": "08:00"}
    assert (foreign.status_code, not_asked.status_code) == (422, 409)
    assert 'value="Hoàng Gia"' in client.get(f"{filing}form-child/").content.decode()
    client.post(answered(client, filing))
    assert client.post(f"{filing}form-child/nhap/", {"name": "X"}).status_code == 409, "it was filed"


def test_an_answer_mended_from_the_review_leads_back_to_it(client: Client, sen: Any) -> None:
    filing = begun(client)
    review = answered(client, filing)

    mended = client.post(f"{filing}form-child/?ve=xem-lai", {"viec": "tiep"} | PAGES["form-child"] | {"name": "Hoàng Gia Huy"})
    opened = client.post(f"{filing}form-parents/?ve=xem-lai", {"viec": "tiep", "married": "yes"})
    papers = client.post(f"{filing}giay-to/?ve=xem-lai", {"viec": "tiep"})

    assert mended["Location"] == review
    assert opened["Location"] == papers["Location"] == f"{filing}form-father/", "a page that is asked now comes first"


def test_an_unfinished_filing_is_not_filed(client: Client, sen: Any) -> None:
    filing = begun(client)

    assert client.post(f"{filing}xem-lai/")["Location"] == f"{filing}truong-hop/"
    assert "phần chưa khai xong" in words(client.get(f"{filing}xem-lai/"))


def test_a_page_that_is_not_asked_leads_to_the_first_open_one(client: Client, sen: Any) -> None:
    filing = begun(client)

    assert client.get(f"{filing}form-father/")["Location"] == f"{filing}truong-hop/"


def test_an_unknown_commune_and_an_unanswered_condition_are_said_at_their_box(client: Client, sen: Any) -> None:
    filing = begun(client)
    place = client.post(f"{filing}noi-nop/", {"place-commune": "Xã Không Có"})
    clinic = client.post(f"{filing}form-birthplace/", {"where": "clinic"})

    assert "Không có xã, thôn nào tên như vậy" in words(place)
    assert 'href="#id_clinic"' in clinic.content.decode()


def test_a_place_that_nobody_serves_is_refused_in_words(client: Client, sen: Any) -> None:
    a_place("Xã Xa Lắc", code="99999")

    answer = client.post(f"{begun(client)}noi-nop/", {"place-commune": "Xã Xa Lắc"})

    assert "không thuộc cơ quan nào" in words(answer)


def test_of_places_with_one_name_one_is_picked(client: Client, sen: Any) -> None:
    a_place("Xã Hoành Mô", path="Xã Hoành Mô, huyện Khác", code="99998")
    filing = begun(client)

    asked = client.post(f"{filing}noi-nop/", HOANH_MO)
    value = re.search(r'name="place-place" value="([^"]+)"[^>]*>[^<]*', asked.content.decode())
    assert value is not None

    assert "Có nhiều nơi tên như vậy" in words(asked)


# --- files ---------------------------------------------------------------------------------------------------------------


def test_a_broken_upload_is_refused_in_words_and_the_others_stay(client: Client, sen: Any) -> None:
    filing = begun(client)
    client.post(f"{filing}noi-nop/", HOANH_MO)
    whole, half = pictures.photo(), pictures.photo()[:200]

    good = client.post(f"{filing}giay-to/", {"birth_proof": SimpleUploadedFile("du.jpg", whole)})
    bad = client.post(f"{filing}giay-to/", {"authorisation": SimpleUploadedFile("do-dang.jpg", half), "viec": "tiep"})

    assert "Đã nhận du.jpg" in words(good)
    assert bad.status_code == 422
    assert "do-dang.jpg" in words(bad)
    assert "Đã nhận du.jpg" in words(bad)


def test_files_are_taken_where_one_is_asked_for_and_not_without_end(client: Client, sen: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("lienthong.doors.portal.web.papers.MOST_FILES", 1)
    filing = begun(client)
    early = client.get(f"{filing}giay-to/")
    client.post(f"{filing}noi-nop/", HOANH_MO)
    photo = pictures.photo()

    elsewhere = client.post(f"{filing}giay-to/", {"khac": SimpleUploadedFile("a.jpg", photo)})
    two = client.post(f"{filing}giay-to/", {"birth_proof": [SimpleUploadedFile(f"{name}.jpg", photo) for name in "ab"]})

    assert early["Location"] == f"{filing}noi-nop/", "the place says for whom they are held"
    assert (elsewhere.status_code, two.status_code) == (422, 422)
    assert "tối đa 1 tệp" in words(two)


def test_a_file_is_let_go_alone_and_with_its_filing(client: Client, sen: Any, world: given.World) -> None:
    filing = begun(client)
    client.post(f"{filing}noi-nop/", HOANH_MO)
    page = client.post(f"{filing}giay-to/", {"birth_proof": SimpleUploadedFile("du.jpg", pictures.photo())}).content.decode()
    uid = re.search(r'name="bo" value="([^"]+)"', page)
    assert uid is not None

    assert "Đã nhận" not in words(client.post(f"{filing}giay-to/", {"bo": uid[1]}))
    client.post(f"{filing}bo/")
    assert "Đang làm dở" not in words(client.get("/ho-so-cua-toi/"))


# --- whose it is, and what it costs --------------------------------------------------------------------------------------


def test_nobody_opens_a_filing_or_a_dossier_of_another(client: Client, sen: Any) -> None:
    filing = begun(client)
    at = client.post(answered(client, filing))["Location"]
    other = Client()
    a_citizen("Lô Thị Hồng", email="hong@thu.vn", phone="")
    enter(other, login="hong@thu.vn")

    for address in (f"{filing}form-child/", at, f"{at}bo-sung/", f"{at}rut/"):
        assert other.get(address).status_code == 404


def test_no_page_asks_more_than_twelve_statements(client: Client, sen: Any, query_count: Callable[[], Any]) -> None:
    filing = begun(client)
    review = answered(client, filing)
    for address in (f"{filing}form-child/", f"{filing}form-mother/", f"{filing}giay-to/", review, "/ho-so-cua-toi/"):
        with query_count() as counted:
            client.get(address)
        assert counted.statements <= 12, (address, counted.statements, counted.texts)


# --- in a browser --------------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_the_whole_way_at_360_px_without_javascript(browser: Any, client: Client, world: given.World) -> None:
    a_citizen()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="vi-VN")
    page = context.new_page()
    serve(page, client)

    def look(name: str) -> None:
        wide = page.locator("html").bounding_box()
        assert wide is not None
        assert wide["width"] <= 360, name
        screenshot(page, f"online-{name}-360")

    page.goto(f"{ORIGIN}/nop-ho-so/{given.BIRTH}/")
    page.get_by_label("Số điện thoại hoặc thư điện tử").fill(EMAIL)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    look("sign-in")
    page.get_by_role("button", name="Nhận mã").click()
    page.get_by_label("Mã 6 chữ số").fill(mailed_code())
    look("code")
    page.get_by_role("button", name="Đăng nhập").click()
    for step, typed in PAGES.items():
        page.wait_for_url(f"**/{step}/")
        for name, value in typed.items():
            radio = page.locator(f'input[type=radio][name="{name}"][value="{value}"]')
            if radio.count():
                radio.check()
            elif value:
                page.locator(f'[name="{name}"]').fill(value)
        if step == "giay-to":
            page.locator('[name="birth_proof"]').set_input_files(
                {"name": "giay.jpg", "mimeType": "image/jpeg", "buffer": pictures.photo()}
            )
        look(step)
        page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Nộp hồ sơ").wait_for()
    look("review")
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.get_by_text("Khóa tra cứu").wait_for()
    look("receipt")
    context.close()


@pytest.mark.browser
def test_every_page_is_accessible(page: Any, client: Client, sen: Any, world: given.World) -> None:
    filing = begun(client)
    review = answered(client, filing)
    serve(page, client)
    others = [review, "/ho-so-cua-toi/", SIGN_IN, "/cong/mo-tai-khoan/", "/cong/dat-lai-mat-khau/"]
    for address in [*(f"{filing}{step}/" for step in PAGES), *others, "nop"]:
        if address == "nop":
            address = client.post(review)["Location"]
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"online{re.sub('[0-9a-f]{8}-[0-9a-f-]+', '', address).replace('/', '-')}1366")
    page.goto(f"{ORIGIN}{SIGN_IN}")
    page.get_by_label("Số điện thoại hoặc thư điện tử").fill(EMAIL)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Nhận mã").click()
    page.get_by_label("Mã 6 chữ số").wait_for()
    assert_accessible(page)


@pytest.mark.browser
def test_what_is_typed_while_the_link_is_down_is_offered_again(page: Any, client: Client, sen: Any, world: given.World) -> None:
    address = f"{begun(client)}form-child/"
    serve(page, client)
    page.goto(ORIGIN + address)
    page.locator("[name=name]").fill("Hoàng Gia Bảo")
    page.get_by_text("Đã lưu nháp").wait_for()
    page.route("**/nhap/", lambda route: route.abort())
    page.locator("[name=ethnicity]").fill("Tày")
    page.get_by_text("Bản nháp đang giữ trên máy này").wait_for()
    page.said.clear()  # the browser tells of the line that is down

    page.goto(f"{ORIGIN}/ho-so-cua-toi/")
    page.unroute("**/nhap/")
    page.goto(ORIGIN + address)
    page.get_by_role("button", name="Điền lại").click()

    assert page.locator("[name=name]").input_value() == "Hoàng Gia Bảo"
    assert page.locator("[name=ethnicity]").input_value() == "Tày"
    page.get_by_text("Đã lưu nháp").wait_for()
