"""Keeping registers of documents at the desk: reserved numbers, paper registers, terms, closing, paper that comes later."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import UBND, incoming, outgoing
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, hidden, page_of, set_clock
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.accounts.testing import signed_in_as
from lienthong.office.org.testing import a_person, a_post, a_unit, an_appointment
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

URL = "/van-ban/"
RESERVE, BEGIN, TERMS = f"{URL}di/{UBND}/giu-so/", f"{URL}so/tu-giay/{UBND}/", f"{URL}nhiem-ky/"
ISSUED = {"type_key": "quyet-dinh", "subject": "Thành lập Tổ công tác", "signer": "Hoàng Văn Cường"}
BUDGET = 12


@pytest.fixture
def writer(world: given.World) -> Client:
    """The records clerk of the district's office at the browser."""
    return as_person(world, "office", "records_clerk")


@pytest.fixture
def clerk_of_office(world: given.World) -> Actor:
    return world.district.actor("office", "records_clerk")


@pytest.fixture
def party(world: given.World) -> Client:
    """The records clerk of the Party's office at the browser."""
    office = a_unit(
        "Văn phòng Huyện ủy Bình Liêu", function="party_office", system="party", kind="party_body",
        parent=world.district.units["party"], code="H49.90.1",
    )  # fmt: skip
    person, client = a_person("Chíu Thị Hai"), Client()
    an_appointment(a_post(office, "records_clerk", title="Văn thư"), person)
    signed_in_as(client, person, username="chiu.hai")
    return client


def keeping(client: Client, address: str, **typed: str) -> Any:
    page = page_of(client.get(address))
    return client.post(address, {"key": hidden(page, "key")} | typed if 'name="key"' in page else typed)


def way(page: str, pattern: str) -> str:
    found = re.search(rf'href="({URL}{pattern})"', page)
    assert found, page
    return found[1]


def test_a_number_is_kept_free_and_used_later_for_its_document(world: given.World, writer: Client, query_count: Any) -> None:
    done = keeping(writer, RESERVE, type_key="quyet-dinh", reason="Kiện toàn Ban Chỉ đạo, Phòng Nội vụ soạn")
    with query_count() as counted:
        page = writer.get(done["Location"])
    assert counted.statements <= BUDGET, counted.texts
    assert "Đã giữ số 01/QĐ-UBND." in words_of(page)
    assert "Kiện toàn Ban Chỉ đạo, Phòng Nội vụ soạn" in words_of(page)
    use = way(page_of(page), r"so/[0-9a-f-]+/dung/[0-9a-f-]+/")
    writer.get(use)
    with query_count() as counted:
        asked = page_of(writer.get(use))
    assert counted.statements <= BUDGET, counted.texts
    assert asked.count("<option") < 15, "only the type for which it was kept"
    issued = writer.post(use, ISSUED)
    assert "Đã dùng số 01/QĐ-UBND." in words_of(writer.get(issued["Location"]))
    again = writer.post(use, ISSUED)
    assert (again.status_code, "không còn là số giữ" in words_of(again)) == (409, True)


def test_a_kept_number_whose_symbol_reads_as_another_type_is_used_for_its_own(world: given.World) -> None:
    inspector = as_person(world, "inspectorate", "records_clerk")
    address = RESERVE.replace(UBND, "division.inspectorate")
    page = page_of(
        inspector.get(keeping(inspector, address, type_key="cong-van", drafter="VP", reason="Trả lời đơn")["Location"])
    )
    use = way(page, r"so/[0-9a-f-]+/dung/[0-9a-f-]+/")

    done = inspector.post(use, {"type_key": "cong-van", "subject": "Trả lời đơn", "signer": "Hoàng Văn Cường"})

    assert done.status_code == 302
    assert "01/TTr-VP" in words_of(inspector.get(done["Location"])), "a công văn, though it reads as a tờ trình"


@pytest.mark.parametrize(
    ("typed", "says"),
    [({"type_key": "", "reason": "Kế hoạch"}, "Chọn tên loại"), ({"type_key": "ke-hoach", "reason": ""}, "Nhập giữ số cho")],
)
def test_a_number_is_kept_only_for_something_that_is_named(
    world: given.World, writer: Client, typed: dict[str, str], says: str
) -> None:
    page = keeping(writer, RESERVE, **typed)
    assert (page.status_code, says in words_of(page)) == (422, True)


def test_the_same_reservation_posted_twice_keeps_one_number(world: given.World, writer: Client) -> None:
    key = hidden(page_of(writer.get(RESERVE)), "key")
    for _ in range(2):
        done = writer.post(RESERVE, {"key": key, "type_key": "ke-hoach", "reason": "Kế hoạch quý II"})
    assert page_of(writer.get(done["Location"])).count("-UBND</td>") == 1


def test_a_register_begun_on_paper_goes_on_with_its_number(world: given.World, writer: Client) -> None:
    done = keeping(writer, BEGIN, direction="in", first="318")
    assert "Số tiếp theo của sổ là 318." in words_of(writer.get(done["Location"]))
    clerk = world.district.actor("office", "records_clerk")
    assert documents.register_incoming(actor=clerk, at=world.at, body_key=UBND, new=incoming()).label == "318"
    late = keeping(writer, BEGIN, direction="in", first="400")
    assert (late.status_code, "đã có số 318" in words_of(late)) == (409, True)
    assert keeping(writer, BEGIN, direction="in", first="0").status_code == 422


def test_a_year_that_is_over_is_closed_and_takes_no_number_any_more(
    world: given.World, settings: Any, writer: Client, clerk_of_office: Actor, query_count: Any
) -> None:
    for _ in range(3):
        taken = documents.issue_outgoing(actor=clerk_of_office, at=world.at, body_key=UBND, new=outgoing())
    documents.void(actor=clerk_of_office, at=world.at, entry_uid=taken.entry_uid, reason="ký nhầm")
    close = f"{URL}so/{taken.series_uid}/khoa/"
    early = writer.post(close, {"sure": "on"})
    assert (early.status_code, "chưa hết" in words_of(early)) == (409, True)
    assert "/khoa/" not in page_of(writer.get(f"{URL}so/{taken.series_uid}/"))

    set_clock(settings, world.at.replace(year=2019, month=1, day=7))
    assert "Chưa khóa" in words_of(writer.get(URL, {"nam": "2018"}))
    way(page_of(writer.get(f"{URL}so/{taken.series_uid}/")), r"so/[0-9a-f-]+/khoa/")
    with query_count() as counted:
        asked = words_of(writer.get(close))
    assert counted.statements <= BUDGET, counted.texts
    assert "3 số (từ 1 đến 3), hủy 1, còn giữ 0" in asked
    assert writer.post(close, {}).status_code == 422, "who closes says that it was looked through"
    done = writer.post(close, {"sure": "on"}, follow=True)
    assert "Đã khóa sổ: từ số 1 đến số 3, đã dùng 2, hủy 1." in words_of(done)
    assert "Mọi dòng của sổ vẫn như lúc khóa." in words_of(done)
    register = writer.get(f"{URL}so/{taken.series_uid}/")
    assert "Hủy số" not in words_of(register)
    minutes = way(page_of(register), r"so/[0-9a-f-]+/bien-ban/")
    assert writer.post(close, {"sure": "on"})["Location"] == minutes, "closed again it is looked at again"


def test_a_register_with_a_reserved_number_is_not_closed(
    world: given.World, settings: Any, writer: Client, clerk_of_office: Actor
) -> None:
    kept = documents.reserve(actor=clerk_of_office, at=world.at, body_key=UBND, type_key="ke-hoach", reason="Kế hoạch quý II")
    set_clock(settings, world.at.replace(year=2019, month=1, day=7))
    page = writer.post(f"{URL}so/{kept.series_uid}/khoa/", {"sure": "on"})
    assert (page.status_code, "01/KH-UBND" in words_of(page)) == (409, True)


def test_the_grid_of_the_party_asks_for_no_drafter(party: Client) -> None:
    page = page_of(party.get(f"{URL}di/party_committee/nhieu/"))
    assert 'name="r1-subject"' in page
    assert 'name="r1-drafter"' not in page
    assert "Soạn thảo" not in page


def test_the_party_numbers_documents_when_its_term_is_entered(world: given.World, party: Client, query_count: Any) -> None:
    out = f"{URL}di/party_committee/"
    before = keeping(party, out, direction="out", **ISSUED)
    assert before.status_code == 409
    assert "Chưa khai nhiệm kỳ nào" in words_of(party.get(TERMS))
    assert f'href="{TERMS}"' in page_of(party.get(URL))
    assert party.post(TERMS, {"name": "2015-2020", "congress_closed_on": "30/02/2015"}).status_code == 422
    told = words_of(party.post(TERMS, {"name": "2015-2020", "congress_closed_on": "31/07/2015"}, follow=True))
    assert "Đã khai nhiệm kỳ 2015-2020." in told
    assert "2015-2020 01/08/2015 ● đang chạy" in told
    with query_count() as counted:
        party.get(TERMS)
    assert counted.statements <= BUDGET, counted.texts
    done = keeping(party, out, direction="out", **ISSUED)
    page = page_of(party.get(done["Location"]))
    assert "01-QĐ/HU" in page
    assert "Nhiệm kỳ 2015-2020" in page
    assert "2015-2020" in words_of(party.get(URL))
    back = party.post(TERMS, {"name": "2010-2015", "congress_closed_on": "31/07/2010"})
    assert back.status_code == 422


def test_only_the_office_of_a_party_committee_enters_terms(world: given.World, writer: Client) -> None:
    assert writer.get(TERMS).status_code == 404


def test_paper_that_comes_after_its_electronic_twin_joins_the_same_number(
    world: given.World, writer: Client, clerk_of_office: Actor
) -> None:
    new = incoming(channel="axis")
    came = documents.register_incoming(actor=clerk_of_office, at=world.at, body_key=UBND, new=new)
    place = f"{URL}{came.document_uid}/"
    assert f'href="{place}ban-giay/"' in page_of(writer.get(place))
    early = writer.post(f"{place}ban-giay/", {"came_at": "08:00 09/03/2018"})
    assert early.status_code == 422
    done = writer.post(f"{place}ban-giay/", {"came_at": "08:00 12/03/2018"}, follow=True)
    assert "Bản giấy đã vào cùng số đến 1." in words_of(done)
    assert "Bản giấy đến 08:00 ngày 12/03/2018" in words_of(done)
    assert f"{place}ban-giay/" not in page_of(done)
    assert writer.post(f"{place}ban-giay/", {"came_at": "08:00 12/03/2018"}).status_code == 409


def test_to_whom_a_document_was_given_is_written_into_the_register(
    world: given.World, writer: Client, clerk_of_office: Actor
) -> None:
    came = documents.register_incoming(actor=clerk_of_office, at=world.at, body_key=UBND, new=incoming())
    place = f"{URL}{came.document_uid}/"
    done = writer.post(f"{place}chuyen/", {"moved_to": "Phòng Nội vụ", "moved_on": ""}, follow=True)
    assert "Đã ghi chuyển cho Phòng Nội vụ." in words_of(done)
    assert "chuyển 12/03/2018" in words_of(done)
    assert writer.post(f"{place}chuyen/", {"moved_to": "Phòng Nội vụ", "moved_on": "13/03/2018"}).status_code == 422
    assert writer.post(f"{place}chuyen/", {"moved_to": ""}).status_code == 422


def test_who_only_reads_finds_none_of_these_ways(world: given.World, clerk_of_office: Actor) -> None:
    taken = documents.reserve(actor=clerk_of_office, at=world.at, body_key=UBND, type_key="ke-hoach", reason="Kế hoạch")
    viewer = as_person(world, "district", "unit_head")
    page = page_of(viewer.get(f"{URL}so/{taken.series_uid}/"))
    assert ("/dung/" in page, "/khoa/" in page, "/huy/" in page) == (False, False, False)
    assert viewer.get(RESERVE).status_code == 403


def test_the_pages_are_english_on_english_pages(
    world: given.World, writer: Client, party: Client, clerk_of_office: Actor
) -> None:
    kept = documents.reserve(actor=clerk_of_office, at=world.at, body_key=UBND, type_key="ke-hoach", reason="Kế hoạch quý II")
    came = documents.register_incoming(actor=clerk_of_office, at=world.at, body_key=UBND, new=incoming(channel="axis"))
    register, place = f"{URL}so/{kept.series_uid}/", f"{URL}{came.document_uid}/"
    choose(writer, "en")
    for address in (
        RESERVE, BEGIN, register, f"{register}dung/{kept.entry_uid}/", f"{register}khoa/", place, f"{place}chuyen/",
        f"{place}ban-giay/",
    ):  # fmt: skip
        assert unmarked_vietnamese(page_of(writer.get(address))) == [], address
    choose(party, "en")
    assert [unmarked_vietnamese(page_of(party.get(address))) for address in (URL, TERMS)] == [[], []]


@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_keeping(
    page: Any, world: given.World, settings: Any, writer: Client, clerk_of_office: Actor
) -> None:
    kept = documents.reserve(actor=clerk_of_office, at=world.at, body_key=UBND, type_key="ke-hoach", reason="Kế hoạch quý II")
    came = documents.register_incoming(actor=clerk_of_office, at=world.at, body_key=UBND, new=incoming(channel="axis"))
    serve(page, writer)
    pages = {
        "reserve": RESERVE, "begin": BEGIN, "use": f"{URL}so/{kept.series_uid}/dung/{kept.entry_uid}/",
        "reserved": f"{URL}so/{kept.series_uid}/", "close": f"{URL}so/{kept.series_uid}/khoa/",
        "move": f"{URL}{came.document_uid}/chuyen/", "paper": f"{URL}{came.document_uid}/ban-giay/",
    }  # fmt: skip
    for name, address in pages.items():
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"documents-{name}")


@pytest.mark.browser
def test_axe_finds_nothing_on_the_terms_of_the_party(page: Any, world: given.World, party: Client) -> None:
    serve(page, party)
    page.goto(ORIGIN + TERMS)
    assert_accessible(page)
    party.post(TERMS, {"name": "2015-2020", "congress_closed_on": date(2015, 7, 31).strftime("%d/%m/%Y")})
    page.goto(ORIGIN + TERMS)
    assert_accessible(page)
    screenshot(page, "documents-terms")
