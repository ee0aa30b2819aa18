"""The public pages in English: nothing Vietnamese that is not marked, and the way from page to page is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.notices.testing import stop_path
from lienthong.casework.queue.testing import a_hall
from lienthong.doors.portal.tests.filing import BUSINESS, HOANH_MO, PAGES, answered, begun, enter, hidden, words
from lienthong.doors.portal.tests.test_filed import uid_of
from lienthong.office.citizens.testing import EMAIL, PASSWORD
from lienthong.office.files.testing import pictures
from lienthong.office.files.testing.packages import zipped
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, overflow_of, screenshot, serve, unmarked_vietnamese

PROCEDURES = (given.BIRTH, given.CHAIN, BUSINESS)
KIOSK = "/quay/06841/"


@pytest.fixture
def english(client: Client) -> Client:
    """A browser whose person chose English."""
    choose(client, "en")
    return client


def is_english(answer: Any) -> bool:
    """Hold a page to being English: it says so, and what is Vietnamese in it is marked."""
    page = answer.content.decode()
    assert '<html lang="en"' in page
    assert unmarked_vietnamese(page) == []
    return True


def looked_up(client: Client, row: dossiers.Dossier, **changes: str) -> Any:
    return client.post("/tra-cuu/", {"ma": row.code, "khoa": row.lookup_key, **changes})


# --- the pages for everybody -----------------------------------------------------------------------------------------------

OPEN_PAGES = {
    "home": "/cong/", "look-up": "/tra-cuu/", "the key": "/tra-cuu/?ma=H49.16.22-180312-0001",
    "all fields": "/thu-tuc-hanh-chinh/",
    "one field": "/thu-tuc-hanh-chinh/?linh-vuc=Hộ+tịch", "found": "/thu-tuc-hanh-chinh/?tu=khai+sinh",
    "not found": "/thu-tuc-hanh-chinh/?tu=không+có", "too long": f"/thu-tuc-hanh-chinh/?tu={'a' * 101}",
    "procedure": f"/thu-tuc-hanh-chinh/{given.BIRTH}/", "interlinked": f"/thu-tuc-hanh-chinh/{given.CHAIN}/",
    "print version": f"/thu-tuc-hanh-chinh/{given.BIRTH}/ban-in/", "unknown procedure": "/thu-tuc-hanh-chinh/9.999/",
    "sign in": "/cong/dang-nhap/", "register": "/cong/mo-tai-khoan/", "new password": "/cong/dat-lai-mat-khau/",
    "rating expired": "/danh-gia/", "stop notices": "stop", "must be told": "must", "broken link": "/ngung-tin/abc/",
    "no such page": "/khong-co-trang-nay/", "staff sign in": "/tai-khoan/dang-nhap/", "closed account": "/tai-khoan/ngung-dung/",
}  # fmt: skip


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_a_page_for_everybody_is_english_from_end_to_end(english: Client, world: given.World, name: str) -> None:
    address = OPEN_PAGES[name]
    if address in {"stop", "must"}:
        address = stop_path("progress" if address == "stop" else "supplement")

    assert is_english(english.get(address))


def test_a_paper_has_its_vietnamese_name_beside_the_english_one(english: Client, world: given.World) -> None:
    page = words(english.get(f"/thu-tuc-hanh-chinh/{given.BIRTH}/"))

    assert "Birth notification of the hospital or midwife (Giấy chứng sinh)" in page


def test_limits_and_fees_of_a_procedure_are_told_in_english(english: Client, world: given.World) -> None:
    page = words(english.get(f"/thu-tuc-hanh-chinh/{given.CHAIN}/")).partition("Legal basis")[0]

    assert re.search(r"\d+ working days, counted from the next working day", page)
    assert "As the provincial People’s Council resolves" in page
    assert not re.search(r"\d+ (ngày|giờ|đồng)", page)


def test_the_answers_to_wrong_input_are_english(english: Client, world: given.World) -> None:
    wrong = [
        looked_up(english, given.dossier(world.clerk, given.received(world)), khoa="SAI0-SAI0"),
        english.post("/tra-cuu/", {"ma": "", "khoa": ""}),
        english.post("/cong/dang-nhap/", {}),
        english.post("/cong/mo-tai-khoan/", {"name": "1", "email": "x", "password": "ngắn"}),
        english.post("/tai-khoan/dang-nhap/", {"login": "", "password": ""}),
    ]

    assert all(is_english(answer) for answer in wrong)
    assert "Enter dossier code." in words(wrong[1])
    assert "Enter user name." in words(wrong[4])


# --- look-up: every standing -----------------------------------------------------------------------------------------------


def every_standing(world: given.World) -> Iterator[tuple[str, dossiers.Dossier]]:
    """Yield a dossier in each standing with words of its page."""
    uid = given.received(world)
    yield "Collect the result at", given.dossier(world.clerk, uid)
    dossiers.request_supplement(actor=world.clerk, at=world.at, dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Ảnh mờ")
    yield "Bring the missing papers to the one-stop unit of", given.dossier(world.clerk, uid)
    chain = given.received(world, given.CHAIN)
    yield "Collect the result at", given.dossier(world.clerk, chain)
    dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=chain, reason="Đổi ý")
    yield "was given back as you asked", given.dossier(world.clerk, chain)


def test_whatever_the_standing_its_page_is_english(english: Client, world: given.World) -> None:
    for said, row in every_standing(world):
        answer = looked_up(english, row)
        assert is_english(answer)
        assert said in words(answer)


def test_days_and_spans_are_english_and_the_slip_s_are_not(english: Client, world: given.World) -> None:
    row = given.dossier(world.clerk, given.received(world))
    page = words(looked_up(english, row))

    assert re.search(r"Collect the result at \d\d:\d\d (on \w+day \d+ March 2018|today) at the one-stop unit of", page)
    assert "Submitted 08:00 on 12 March 2018" in page
    assert "2018/" not in page


# --- the citizen's own pages -------------------------------------------------------------------------------------------------


def test_every_page_of_a_filing_is_english(english: Client, sen: Any) -> None:
    filing = begun(english)
    english.post(f"{filing}noi-nop/", HOANH_MO)
    empty = [english.post(f"{filing}{step}/", {"viec": "tiep"}) for step in ("truong-hop", "form-child", "form-mother")]
    upload = english.post(f"{filing}giay-to/", {"birth_proof": SimpleUploadedFile("du.jpg", pictures.photo())})
    bad = english.post(f"{filing}giay-to/", {"birth_proof": SimpleUploadedFile("du.exe", b"MZ")})
    review = english.get(f"{filing}xem-lai/")
    answered(english, filing)
    pages = [english.get(f"{filing}{step}/") for step in [*PAGES, "xem-lai"]]

    assert all(is_english(answer) for answer in [*empty, upload, bad, review, *pages, english.get("/ho-so-cua-toi/")])
    assert "Answer this question." in words(empty[1])


def test_the_questions_of_a_form_and_what_was_answered_are_english(english: Client, sen: Any) -> None:
    filing = begun(english)
    answered(english, filing)
    assert "Birth registered in time" in words(english.get(f"{filing}truong-hop/"))
    assert "For an abandoned child" in words(english.get(f"{filing}giay-to/"))
    asked, review = words(english.get(f"{filing}form-child/")), english.get(f"{filing}xem-lai/").content.decode()

    assert [said for said in ("Whose birth do you register?", "Ethnic group", "Male") if said not in asked] == []
    assert "<dt>Child’s date of birth</dt><dd>10 March 2018</dd>" in review
    assert re.search(r'<dt>Mother</dt><dd><span lang="vi">[^<]+</span>, born ', review)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("du.jpg", b"MZ" + b"0" * 600, "is called .jpg but is something else inside (a Windows program)"),
        ("du.exe", b"MZ", "Send one of these: PDF, JPEG, PNG"),
        ("du.zip", zipped({"a.txt": b"0" * 10_000_000}), "compressed more than"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_english(english: Client, sen: Any, name: str, content: bytes, says: str) -> None:
    filing = begun(english)
    english.post(f"{filing}noi-nop/", HOANH_MO)
    answer = english.post(f"{filing}giay-to/", {"birth_proof": SimpleUploadedFile(name, content)})

    assert is_english(answer)
    fault = re.search(r'<p class="error">.*?</p>', answer.content.decode())
    assert fault is not None
    assert 'lang="vi"' not in fault[0]
    assert says in words(answer)


def test_the_pages_after_a_filing_are_english(english: Client, sen: Any, world: given.World) -> None:
    at = str(english.post(answered(english, begun(english)))["Location"])
    sent, mine, why = english.get(at), english.get("/ho-so-cua-toi/"), english.get(f"{at}rut/")
    dossiers.accept(actor=world.clerk, at=world.at + timedelta(hours=2), dossier_uid=uid_of(at))
    later = world.at + timedelta(hours=3)
    dossiers.request_supplement(actor=world.clerk, at=later, dossier_uid=uid_of(at), papers=["Giấy chứng sinh"], reason="Ảnh mờ")
    asked, sending, refused = english.get(at), english.get(f"{at}bo-sung/"), english.post(f"{at}rut/", {"reason": "", "key": "1"})

    assert all(is_english(answer) for answer in (sent, mine, why, asked, sending, refused))
    assert "The dossier was sent to" in words(sent)
    assert "Send the missing papers." in words(asked)


def test_what_a_citizen_files_on_an_english_page_is_vietnamese_in_the_dossier(
    english: Client, sen: Any, world: given.World
) -> None:
    at = str(english.post(answered(english, begun(english)))["Location"])
    with ledger.seeing([world.clerk.unit_id]):
        slip = str(dossiers.receipt_slip(dossiers.page(world.clerk, uid_of(at), world.at), lookup_url=""))

    assert "khai trực tuyến" in slip
    assert "filled in" not in slip


def test_who_files_on_an_english_page_is_told_in_english_and_another_in_vietnamese(
    client: Client, sen: Any, world: given.World
) -> None:
    languages = []
    for chosen in ("vi", "en"):
        choose(client, chosen)
        uid = uid_of(str(client.post(answered(client, begun(client)))["Location"]))
        with ledger.seeing([world.clerk.unit_id]):
            found = dossiers.addressee(uid)
        languages.append(found and found.language)

    assert languages == ["vi", "en"]


def test_the_choice_outlives_signing_in(english: Client, sen: Any) -> None:
    fresh = Client()
    choose(fresh, "en")
    code = fresh.post("/cong/dang-nhap/", {"login": EMAIL, "password": PASSWORD})
    assert is_english(code)
    enter(fresh)

    assert is_english(fresh.get("/ho-so-cua-toi/"))


def test_on_the_page_of_the_code_another_language_asks_for_the_same_code(client: Client, sen: Any) -> None:
    fresh = Client(enforce_csrf_checks=True)
    token = hidden(fresh.get("/cong/dang-nhap/").content.decode(), "csrfmiddlewaretoken")
    given_ = {"login": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token}
    asked = fresh.post("/cong/dang-nhap/", given_).content.decode()
    kept = re.search(r'<form class="languages".*?</form>', asked, re.S)
    assert kept is not None
    fields = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', kept[0]))

    again = choose(fresh, "en", reverse("portal:code"), **fields)

    assert is_english(again)
    assert again.status_code == 200, "nothing was wrong"
    assert hidden(again.content.decode(), "phieu")


def test_on_the_answer_of_the_look_up_the_code_stays_and_the_key_is_asked_again(client: Client, world: given.World) -> None:
    row = given.dossier(world.clerk, given.received(world))
    page = looked_up(client, row).content.decode()
    there = re.search(r'class="languages" method="post" action="([^"]+)"', page)
    assert there is not None
    assert row.lookup_key not in page, "nobody after this one finds the key"

    asked = client.get(choose(client, "en", there[1])["Location"])
    assert is_english(asked)
    assert f'value="{row.code}"' in asked.content.decode()
    assert f"Dossier {row.code}" in words(looked_up(client, row))


def test_a_look_up_that_failed_keeps_both_lines(client: Client, world: given.World) -> None:
    row = given.dossier(world.clerk, given.received(world))
    wrong = choose(client, "en", "/tra-cuu/", ma=row.code, khoa="SAI0-SAI0")

    assert (wrong.status_code, is_english(wrong)) == (404, True)
    assert 'name="khoa" value="SAI0-SAI0"' in wrong.content.decode()


def test_another_language_sends_no_rating_and_loses_none(client: Client, world: given.World) -> None:
    row = given.dossier(world.clerk, given.received(world))
    dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=row.uid, reason="Đổi ý")
    ticket = hidden(looked_up(client, row).content.decode(), "phieu")

    back = choose(client, "vi", "/danh-gia/", phieu=ticket)
    assert (back.status_code, "Rất hài lòng" in words(back), "cần sửa" in words(back)) == (200, True, False)
    client.post("/danh-gia/", {"phieu": ticket, "muc": "good", "gop_y": "Nhanh"})
    thanks = choose(client, "en", "/danh-gia/", phieu=ticket)
    assert is_english(thanks)
    assert "Rating Satisfied" in words(thanks)


# --- the hall ---------------------------------------------------------------------------------------------------------------


def test_kiosk_ticket_and_board_are_english(english: Client, world: given.World) -> None:
    hall = a_hall(world.district)
    kiosk, grounds = english.get(KIOSK), english.get(f"{KIOSK}?uu-tien=chon")
    taken = english.post(f"{KIOSK}lay-so/", {"nhom": str(hall.group), "khoa": hidden(kiosk.content.decode(), "khoa")})
    ticket = english.get(taken["Location"])
    wrong = english.post(taken["Location"].replace("?", "ten/?"), {"ten": "1"})
    unknown = english.post(f"{KIOSK}lay-so/", {"nhom": str(hall.group), "khoa": str(hall.group), "uu-tien": "khong-co"})

    assert all(is_english(answer) for answer in (kiosk, grounds, ticket, wrong, unknown, english.get("/bang/06841/")))
    assert 'data-say-now="Your number is A 0 0 1"' in ticket.content.decode()
    there = re.search(r'class="languages" method="post" action="([^"]+)"', unknown.content.decode())
    assert there is not None
    assert english.get(there[1]).status_code == 200, "the choice of language goes to a page that can be opened"


# --- in a browser -------------------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_by_keyboard_a_page_turns_english_and_keeps_what_was_typed(page: Any, client: Client, world: given.World) -> None:
    serve(page, client)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{ORIGIN}/thu-tuc-hanh-chinh/?tu=khai+sinh")
    page.get_by_label("Tên thủ tục hoặc việc cần làm").fill("kết hôn")
    page.get_by_role("button", name="English").press("Enter")
    page.get_by_role("heading", name="Administrative procedures").wait_for()

    assert page.url == f"{ORIGIN}/thu-tuc-hanh-chinh/?tu=khai+sinh"
    assert page.locator("input[name=tu]").input_value() == "kết hôn"
    assert page.locator("html").get_attribute("lang") == "en"
    for path in ("/thu-tuc-hanh-chinh/?tu=khai+sinh", "/cong/", "/cong/dang-nhap/", f"/thu-tuc-hanh-chinh/{given.BIRTH}/"):
        page.goto(f"{ORIGIN}{path}")
        assert_accessible(page)
        assert overflow_of(page) <= 0
        screenshot(page, f"english-{path.strip('/').replace('/', '-').partition('?')[0]}")
