"""The pages of reorganisations: file, preview, lists, execution, undo, confirmation, the work list; the maps of reports."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2 as pdfium
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lienthong.casework.fees import public as fees
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, END, LATE, TOWN, Bình_Liêu
from lienthong.doors.desk.testing import set_clock
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.accounts.testing import PASSWORD, signed_in_as
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.testing import ORIGIN, WIDTHS, assert_accessible, overflow_of, screenshot, serve

PAGE = "/sap-xep/"


@pytest.fixture(scope="module")
def place_of_module(rows_of_module: None) -> Bình_Liêu:
    """Bình Liêu of 2018 with two procedures at every counter."""
    return given.a_binh_lieu("1.001193", "2.000635-2016")


@pytest.fixture
def calm(place_of_module: Bình_Liêu, rolled_back: None, settings: Any) -> Bình_Liêu:
    """That place on the first working day of 2020, nothing received yet."""
    set_clock(settings, TOWN)
    return place_of_module


@pytest.fixture
def place(calm: Bình_Liêu) -> Bình_Liêu:
    """The same, a dossier open at Tình Húc."""
    calm.received("tinh_huc", BEFORE)
    return calm


def as_actor(actor: Actor, client: Client | None = None) -> Client:
    """Return a client signed in as somebody."""
    opened = client or Client()
    signed_in_as(opened, org.Person.objects.get(uid=actor.person_uid), username=f"nguoi-{actor.person_uid}"[:40])
    return opened


def loaded(client: Client) -> list[reorganisation.Shown]:
    """Take the shipped file in by the page; return what is there."""
    client.post(f"{PAGE}nap/", {})
    return reorganisation.reorganisations()


def test_a_reorganisation_is_taken_in_seen_done_undone_and_confirmed(place: Bình_Liêu) -> None:
    admin = as_actor(place.admin(TOWN))
    assert "Chưa nạp lần sắp xếp nào" in words_of(admin.get(PAGE))
    town, end = loaded(admin)
    page = f"{PAGE}{town.uid}/"
    assert "01/01/2020" in words_of(admin.get(PAGE))
    assert "Thực hiện sắp xếp" not in words_of(admin.get(page)), "first it is previewed"

    shown = words_of(admin.post(f"{page}xem-truoc/", follow=True))
    assert "Hồ sơ chuyển đơn vị tiếp nhận 1" in shown
    assert "000.25.16.H49-191202-0001" in words_of(admin.get(f"{page}danh-sach/dossiers/"))
    done = words_of(admin.post(f"{page}thuc-hien/", follow=True))
    assert "Đã thực hiện, chờ xác nhận" in done
    assert "không thực hiện lần nữa" in words_of(admin.post(f"{page}thuc-hien/", follow=True))
    assert "mọi dòng trở lại như trước" in words_of(admin.post(f"{page}hoan-tac/", follow=True))
    admin.post(f"{page}thuc-hien/")
    assert "Đã xác nhận" in words_of(admin.post(f"{page}xac-nhan/", follow=True))
    assert "hôm nay mới là 02/01/2020" in words_of(admin.post(f"{PAGE}{end.uid}/thuc-hien/", follow=True))
    assert "Thực hiện được từ ngày 01/07/2025" in words_of(admin.get(f"{PAGE}{end.uid}/"))


def test_who_headed_the_unit_signs_its_minutes_without_a_post_and_the_page_shows_it(place: Bình_Liêu) -> None:
    old, taker = place.actor("tinh_huc", "unit_head", BEFORE), place.actor("binh_lieu", "unit_head", TOWN)
    admin, clerk = as_actor(place.admin(TOWN)), place.actor("hoanh_mo", "counter_clerk", TOWN)
    town, _ = loaded(admin)
    page = f"{PAGE}{town.uid}/"
    for verb in ("xem-truoc", "thuc-hien"):
        admin.post(f"{page}{verb}/")
    shown = words_of(admin.get(page))
    assert "01/2020 UBND xã Tình Húc" in shown
    assert "Chờ bên giao ký" in shown
    giver, receiver = as_actor(old), as_actor(taker)
    for client in (giver, receiver):
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert "/ban-giao/bien-ban/" in words_of(giver.get("/")), "no post: told where what is left is signed"
    assert "Chờ ông/bà ký" in words_of(giver.get("/ban-giao/bien-ban/"))
    (minutes,) = reorganisation.minutes(place.admin(TOWN), town.uid)
    address = f"/ban-giao/bien-ban/{minutes.uid}/"
    assert as_actor(clerk).get(address).status_code == 404
    assert giver.get(f"{address}nguoi-nhan/").status_code == 403
    for client, side in ((giver, "giao"), (receiver, "nhan")):
        opened = client.get(address)
        assert "Đổi người nhận" not in words_of(opened)
        digest = re.search(r'name="digest" value="([0-9a-f]+)"', opened.content.decode())
        assert digest is not None
        assert client.post(f"{address}ky/", {"digest": digest[1], side: "1"}).status_code == 302
    assert giver.get(f"{address[:-1]}.pdf").status_code == 200
    assert "Hai bên đã ký" in words_of(admin.get(page))
    assert "chưa ký xong" not in words_of(admin.post(f"{page}xac-nhan/", follow=True))


def test_a_confirmation_names_the_minutes_that_are_not_signed(place: Bình_Liêu) -> None:
    admin = as_actor(place.admin(TOWN))
    town, _ = loaded(admin)
    admin.post(f"{PAGE}{town.uid}/thuc-hien/")

    told = words_of(admin.post(f"{PAGE}{town.uid}/xac-nhan/", follow=True))

    assert "Biên bản bàn giao hai bên chưa ký xong: 01/2020 (UBND xã Tình Húc)" in told


def test_every_list_of_a_preview_opens(place: Bình_Liêu) -> None:
    admin = as_actor(place.admin(TOWN))
    _, end = loaded(admin)
    admin.post(f"{PAGE}{end.uid}/xem-truoc/")

    for key, words in reorganisation.LISTS.items():
        answer = admin.get(f"{PAGE}{end.uid}/danh-sach/{key}/?trang=2")
        assert (answer.status_code, words in words_of(answer)) == (200, True), key
    assert "UBND xã Tiên Yên (10%)" in words_of(admin.get(f"{PAGE}{end.uid}/danh-sach/units/"))


def test_a_file_of_ones_own_is_taken_in_and_a_wrong_one_says_what_is_wrong(place: Bình_Liêu) -> None:
    admin = as_actor(place.admin(TOWN))

    def posted(content: bytes) -> Any:
        return admin.post(f"{PAGE}nap/", {"tep": SimpleUploadedFile("sap-xep.yaml", content)}, follow=True)

    fine = posted(b"- {date: 2020-01-01, document: NQ 837, kind: merge, from: [tinh_huc], into: binh_lieu}")
    assert "Đã nạp 1 lần sắp xếp" in words_of(fine)
    for content, words in ((b"[]", "cần một danh sách"), (b"\xff\xfe\x00", "UTF-8"), (b"#" * 200_001, "Tệp quá lớn")):
        answer = posted(content)
        assert answer.status_code == 422
        assert words in words_of(answer)


def test_the_work_list_sends_a_dossier_where_somebody_chooses(place: Bình_Liêu, settings: Any) -> None:
    uid = place.received("vo_ngai", LATE)
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    reorganisation.execute(actor=place.admin(END), at=END, uid=end)
    set_clock(settings, END)
    admin, heir = as_actor(place.admin(END)), org.unit("H49.201").id
    assert "H49.16.26-250623-0001" in words_of(admin.get(f"{PAGE}cho-chon/"))
    address = f"{PAGE}cho-chon/{end}/{uid}/"

    assert "chỉ chuyển được đến: UBND xã Bình Liêu" in words_of(admin.post(address, {"don-vi": "1"}, follow=True))
    answer = words_of(admin.post(address, {"don-vi": str(heir)}, follow=True))

    assert "Không có hồ sơ nào chờ chọn" in answer
    assert "H49.16.26-250623-0001: UBND xã Bình Liêu" in answer
    assert place.dossier(uid).unit_id == heir


def test_nobody_else_opens_the_pages_and_what_is_not_there_is_not_found(place: Bình_Liêu) -> None:
    chairman, admin = as_actor(place.actor("district", "unit_head", TOWN)), as_actor(place.admin(TOWN))
    (town, _) = loaded(admin)

    assert chairman.get(PAGE).status_code == 403
    for address in (f"{new_uid()}/", f"{town.uid}/danh-sach/dossiers/", f"{town.uid}/danh-sach/gi-do/"):
        assert admin.get(PAGE + address).status_code == 404
    for address in (f"{new_uid()}/xem-truoc/", f"{town.uid}/gi-do/"):
        assert admin.post(PAGE + address).status_code == 404


def test_pages_ask_few_questions_whatever_the_size(
    place: Bình_Liêu, query_count: Callable[[], AbstractContextManager[Any]]
) -> None:
    admin = as_actor(place.admin(TOWN))
    _, end = loaded(admin)
    admin.post(f"{PAGE}{end.uid}/xem-truoc/")

    for address in (PAGE, f"{PAGE}{end.uid}/", f"{PAGE}{end.uid}/danh-sach/people/", f"{PAGE}cho-chon/"):
        with query_count() as counted:
            admin.get(address)
        assert counted.statements <= 12, (address, counted.texts)


def test_a_report_is_asked_on_the_map_of_then_or_now(place: Bình_Liêu, settings: Any) -> None:
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    reorganisation.execute(actor=place.admin(END), at=END, uid=end)
    set_clock(settings, END)
    heir = org.unit("H49.201")
    head = as_actor(place.holder(heir.id, "unit_head", END))
    period = "tu=01/12/2019&den=31/12/2019"

    now = words_of(head.get(f"/bao-cao/ii-06b/?{period}&don-vi={heir.id}&ban-do=hien-nay"))
    then = words_of(head.get(f"/bao-cao/ii-06b/?{period}&don-vi={place.units['tinh_huc']}&ban-do=luc-do"))
    early = head.get(f"/bao-cao/ii-06b/?{period}&don-vi={heir.id}&ban-do=luc-do")
    gone = head.get(f"/bao-cao/ii-06b/?{period}&don-vi={place.units['tinh_huc']}&ban-do=hien-nay")

    assert "UBND xã Bình Liêu 1 " in now
    assert "UBND xã Tình Húc 1 " in then
    assert (early.status_code, "có từ ngày 01/07/2025" in words_of(early)) == (422, True)
    assert (gone.status_code, "đã kết thúc ngày 01/01/2020" in words_of(gone)) == (422, True)


def test_who_sees_a_part_of_the_district_of_then_is_told_so_on_screen_paper_and_workbook(place: Bình_Liêu, settings: Any) -> None:
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    reorganisation.execute(actor=place.admin(END), at=END, uid=end)
    set_clock(settings, END)
    head = as_actor(place.holder(org.unit("H49.201").id, "unit_head", END))
    period = "tu=01/12/2019&den=31/12/2019&ban-do=luc-do"
    district = f"?{period}&don-vi={place.units['district']}"
    words = re.compile(r"Số liệu chỉ gồm (\d+) trên (\d+) đơn vị của UBND huyện Bình Liêu trên bản đồ được chọn")

    told = words.search(words_of(head.get(f"/bao-cao/ii-06b/{district}")))
    pages = pdfium.PdfDocument(head.get(f"/bao-cao/ii-06b.pdf{district}").content)
    paper = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    packed = ZipFile(BytesIO(head.get(f"/bao-cao/ii-06b.xlsx{district}").content))

    assert told is not None
    assert 0 < int(told[1]) < int(told[2])
    assert words.search(paper)
    assert words.search(packed.read("xl/sharedStrings.xml").decode())
    whole = head.get(f"/bao-cao/ii-06b/?{period}&don-vi={place.units['tinh_huc']}")
    assert whole.status_code == 200
    assert not words.search(words_of(whole))


def test_scores_are_asked_on_the_map_of_then_or_of_now_on_screen_and_in_the_workbook(
    place: Bình_Liêu, settings: Any, query_count: Callable[[], AbstractContextManager[Any]]
) -> None:
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    reorganisation.execute(actor=place.admin(END), at=END, uid=end)
    set_clock(settings, END)
    head = as_actor(place.holder(org.unit("H49.201").id, "unit_head", END))
    period, page = "tu=01/12/2019&den=31/12/2019", "/bao-cao/chi-so/nd-61-2018/"
    now, then = f"?{period}&ban-do=hien-nay", f"?{period}&ban-do=luc-do"
    partial = re.compile(r"Số liệu chỉ gồm (\d+) trên (\d+) đơn vị của UBND huyện Bình Liêu trên bản đồ được chọn")

    head.get(page + now)
    with query_count() as counted:
        shown_now = head.get(page + now)
    shown_then = words_of(head.get(page + then))
    heir = org.unit("H49.201").id
    sheet = words_of(head.get(f"{page}{heir}/{now}"))
    rows = words_of(head.get(f"{page}{heir}/received/{now}"))
    book = ZipFile(BytesIO(head.get(f"/bao-cao/chi-so/nd-61-2018.xlsx{then}").content)).read("xl/sharedStrings.xml").decode()

    assert counted.statements <= 12, counted.texts
    assert "bản đồ đơn vị hiện nay" in words_of(shown_now)
    assert "UBND xã Bình Liêu" in words_of(shown_now)
    assert "UBND xã Tình Húc (đến 01/01/2020)" in shown_then
    assert "UBND xã Tình Húc" not in words_of(shown_now)
    assert "Hồ sơ nhận trong kỳ: 1" in sheet
    assert "từng đơn vị của lúc đó được chấm riêng, không gộp được" in sheet
    assert "Chấm điểm" not in sheet, "the judging is of then"
    assert "000.25.16.H49" in rows
    assert head.get(f"{page}{heir}/{then}").status_code == 404, "not on the map of then"
    assert (told := partial.search(shown_then)) is not None
    assert 0 < int(told[1]) < int(told[2])
    assert partial.search(book)
    assert not partial.search(words_of(shown_now))
    assert "ban-do=hien-nay" in shown_now.content.decode(), "the choice goes along with every link"
    assert head.get(f"{page}?{period}&ban-do=khac").status_code == 422


def test_who_takes_over_opens_register_books_and_tills_of_the_unit_that_ended(
    calm: Bình_Liêu, query_count: Callable[[], AbstractContextManager[Any]]
) -> None:
    place = calm
    clerk = place.actor("tinh_huc", "counter_clerk", BEFORE)
    place.finish(place.received("tinh_huc", BEFORE), ("done", "done", "signed"), BEFORE)
    paid = place.received("tinh_huc", BEFORE, "2.000635")
    fees.collect(actor=clerk, at=BEFORE, dossier_uid=paid, fee_keys=["copy"], method="cash")
    with given.everything():
        (till,) = fees.open_tills(place.units["tinh_huc"])
        fees.close_day(actor=clerk, at=BEFORE, till_uid=till.uid, counted_cash=till.sums.cash)
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    heir, old = as_actor(clerk), f"don-vi={place.units['tinh_huc']}"
    register, books, tills = f"/ho-so/so-theo-doi/?tu=02/12/2019&den=02/12/2019&{old}", f"/so/?{old}", f"/thu-phi/?{old}"

    assert "UBND xã Tình Húc (đến 01/01/2020)" in words_of(heir.get("/ho-so/so-theo-doi/"))
    assert "2 hồ sơ" in words_of(heir.get(register))
    assert "Sổ phiếu thu phí, lệ phí 01/2019-PT" in words_of(heir.get(books))
    assert "02/12/2019" in words_of(heir.get(tills))
    assert "UBND xã Tình Húc (đến 01/01/2020)" in words_of(heir.get("/thu-phi/"))
    with given.everything():
        assert fees.units_with_tills([*place.units.values()]) == {place.units["tinh_huc"]}
    assert "Ông/bà không có quỹ thu nào" in words_of(as_actor(place.actor("binh_lieu", "cashier", TOWN)).get(tills))
    for kind in ("xlsx", "pdf"):
        assert heir.get(register.replace("/?", f".{kind}?")).status_code == 200
    for page in (register, books, tills):
        with query_count() as counted:
            heir.get(page)
        assert counted.statements <= 12, (page, counted.texts)
        for strange in ("hoanh_mo", "dong_van"):
            assert heir.get(page.replace(old, f"don-vi={place.units[strange]}")).status_code == 404
    stranger = as_actor(place.actor("hoanh_mo", "counter_clerk", TOWN))
    assert [stranger.get(page).status_code for page in (register, books, tills)] == [404] * 3
    assert "đến 01/01/2020" not in words_of(stranger.get("/so/"))


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_are_accessible_at_both_widths(place: Bình_Liêu, settings: Any, page: Any, tmp_path: Path) -> None:
    place.received("vo_ngai", LATE)
    client = as_actor(place.admin(TOWN))
    town, end = loaded(client)
    client.post(f"{PAGE}{town.uid}/thuc-hien/")
    client.post(f"{PAGE}{end.uid}/xem-truoc/")
    serve(page, client)
    for address in (PAGE, f"{PAGE}{town.uid}/", f"{PAGE}{end.uid}/", f"{PAGE}{end.uid}/danh-sach/units/", f"{PAGE}cho-chon/"):
        page.goto(ORIGIN + address)
        for label, (width, height) in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            assert_accessible(page)
            assert overflow_of(page) <= 0, (address, label)
            screenshot(page, f"sap-xep-{address.strip('/').split('/')[-1]}-{label}")
