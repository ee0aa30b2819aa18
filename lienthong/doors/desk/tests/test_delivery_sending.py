"""Sending at the desk: the form, the box on the document's page, the lists, recalls."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.delivery.testing import a_letter, an_agency, carried, fetched, sent, taken_in
from lienthong.casework.documents.testing import UBND, issued
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, hidden, page_of
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.files.testing import pdfs
from lienthong.toolkit.actor import Actor

URL = "/van-ban/gui/"
BUDGET = 12


@pytest.fixture
def writer(world: given.World) -> Client:
    """The records clerk of the district's office at the browser."""
    return as_person(world, "office", "records_clerk")


@pytest.fixture
def office(world: given.World) -> Actor:
    return world.district.actor("office", "records_clerk")


@pytest.fixture
def commune(world: given.World) -> Actor:
    return world.district.actor("hoanh_mo", "records_clerk")


def key_of(world: given.World, slug: str) -> str:
    return f"{world.district.units[slug].pk}:{UBND}"


def test_a_document_is_sent_to_whom_it_names_and_its_page_says_how_far_they_are(
    world: given.World, writer: Client, office: Actor, commune: Actor, query_count: Any
) -> None:
    uid = a_letter(office, at=world.at, recipients="- UBND xã Hoành Mô;\n- Lưu: VT.")
    assert "Chưa gửi nơi nào" in words_of(writer.get(f"/van-ban/{uid}/"))
    with query_count() as counted:
        page = page_of(writer.get(f"{URL}{uid}/"))
    assert counted.statements <= BUDGET, counted.texts
    assert re.findall(r'name="recipients" value="([^"]+)"[^>]* checked', page) == [key_of(world, "hoanh_mo")]
    done = writer.post(f"{URL}{uid}/", {"recipients": [key_of(world, "hoanh_mo"), key_of(world, "dong_van")]}, follow=True)
    assert "Đã gửi 01/QĐ-UBND tới 2 nơi." in words_of(done)
    taken_in(commune, at=world.at)
    carried()
    with query_count() as counted:
        shown = words_of(writer.get(f"/van-ban/{uid}/"))
    assert counted.statements <= BUDGET, counted.texts
    assert "Đã vào sổ đến" in shown
    assert "số đến 1" in shown
    assert "Đã gửi: UBND xã Hoành Mô; UBND xã Đồng Văn" in words_of(writer.get(f"{URL}{uid}/"))


def test_nobody_chosen_keeps_the_form_and_says_so(world: given.World, writer: Client, office: Actor) -> None:
    uid = a_letter(office, at=world.at)
    page = writer.post(f"{URL}{uid}/", {"replaces": "99/QĐ-UBND", "recipients": [key_of(world, "hoanh_mo")]})
    assert (page.status_code, "Không tìm thấy văn bản đi số 99/QĐ-UBND" in words_of(page)) == (422, True)
    assert re.search(rf'value="{key_of(world, "hoanh_mo")}"[^>]* checked', page_of(page))
    page = writer.post(f"{URL}{uid}/", {})
    assert (page.status_code, "Chọn ít nhất một nơi nhận" in words_of(page)) == (422, True)


def test_a_document_without_a_file_is_told_to_go_on_paper(world: given.World, writer: Client, office: Actor) -> None:
    uid = issued(office, at=world.at).document_uid
    assert "chỉ gửi được bản giấy" in words_of(writer.get(f"{URL}{uid}/"))
    key = key_of(world, "hoanh_mo")
    page = writer.post(f"{URL}{uid}/", {"recipients": [key]})
    assert (page.status_code, "chưa gửi điện tử được" in words_of(page)) == (409, True)
    done = writer.post(f"{URL}{uid}/", {"on_paper": [key]}, follow=True)
    assert "Đã gửi 01/QĐ-UBND tới 1 nơi." in words_of(done)


def test_what_waits_is_listed_and_late_after_the_next_working_day(
    world: given.World, writer: Client, office: Actor, query_count: Any
) -> None:
    assert "Không có văn bản nào chờ gửi" in words_of(writer.get(URL))
    a_letter(office, at=world.at - timedelta(days=3))
    with query_count() as counted:
        page = words_of(writer.get(URL))
    assert counted.statements <= BUDGET, counted.texts
    assert "01/QĐ-UBND" in page
    assert "Gửi muộn" not in page, "issued on Friday, Monday is the next working day"
    a_letter(office, at=world.at - timedelta(days=4))
    assert words_of(writer.get(URL)).count("Gửi muộn") == 1


def test_what_was_sent_is_listed_and_downloaded(world: given.World, writer: Client, office: Actor, query_count: Any) -> None:
    assert "Chưa có văn bản nào" in words_of(writer.get(f"{URL}?xem=da"))
    sent(office, a_letter(office, at=world.at), key_of(world, "hoanh_mo"), at=world.at)
    with query_count() as counted:
        page = words_of(writer.get(f"{URL}?xem=do-dang"))
    assert counted.statements <= BUDGET, counted.texts
    assert "UBND xã Hoành Mô" in page
    book = writer.get(f"{URL}da-gui.xlsx")
    assert (book.status_code, book.content[:2]) == (200, b"PK")


def recalled(world: given.World, writer: Client, office: Actor, commune: Actor) -> tuple[UUID, UUID]:
    uid = a_letter(office, at=world.at)
    sent(office, uid, key_of(world, "hoanh_mo"), key_of(world, "dong_van"), at=world.at)
    number = taken_in(commune, at=world.at)
    carried()
    page = writer.post(f"{URL}{uid}/thu-hoi/", {"reason": ""})
    assert page.status_code == 422
    assert "Không quay lại được" in words_of(writer.get(f"{URL}{uid}/thu-hoi/"))
    done = words_of(writer.post(f"{URL}{uid}/thu-hoi/", {"reason": "Sai thẩm quyền ký"}, follow=True))
    assert "lấy lại ngay ở 1 nơi chưa vào sổ, yêu cầu 1 nơi còn lại" in done
    assert number.document_uid is not None
    return uid, number.document_uid


def test_a_recalled_document_is_marked_and_its_receiver_answers(
    world: given.World, writer: Client, office: Actor, commune: Actor, query_count: Any
) -> None:
    uid, got = recalled(world, writer, office, commune)
    page = words_of(writer.get(f"/van-ban/{uid}/"))
    assert "Đã thu hồi" in page
    assert "Sai thẩm quyền ký" in page
    receiver = as_person(world, "hoanh_mo", "records_clerk")
    with query_count() as counted:
        listed = page_of(receiver.get(f"{URL}?xem=thu-hoi"))
    assert counted.statements <= BUDGET, counted.texts
    answer = re.search(rf'href="({URL}tra-loi/[0-9a-f-]+/)"', listed)
    assert answer
    assert "Sai thẩm quyền ký" in words_of(receiver.get(answer[1]))
    again = receiver.post(answer[1], {"answer": "refused", "reason": ""})
    assert (again.status_code, "Ghi lý do" in words_of(again)) == (422, True)
    done = receiver.post(answer[1], {"answer": "agreed"}, follow=True)
    assert "Đã đồng ý thu hồi 01/QĐ-UBND." in words_of(done)
    assert "giữ nguyên để tra cứu" in words_of(receiver.get(f"/van-ban/{got}/"))
    assert "Không có yêu cầu thu hồi nào" in words_of(receiver.get(f"{URL}?xem=thu-hoi"))
    assert "Nơi nhận đồng ý" in words_of(writer.get(f"/van-ban/{uid}/"))


def test_with_a_recalled_document_nothing_is_done_any_more(
    world: given.World, writer: Client, office: Actor, commune: Actor
) -> None:
    uid, _ = recalled(world, writer, office, commune)
    page = page_of(writer.get(f"/van-ban/{uid}/"))
    assert "/chuyen/" not in page
    assert f"{URL}{uid}/" not in page
    refused = writer.post(f"/van-ban/{uid}/chuyen/", {"moved_to": "Phòng Nội vụ", "moved_on": ""})
    assert (refused.status_code, "đã bị thu hồi" in words_of(refused)) == (409, True)


def test_a_corrected_file_is_sent_to_who_has_the_document(
    world: given.World, writer: Client, office: Actor, commune: Actor
) -> None:
    uid = a_letter(office, at=world.at)
    sent(office, uid, key_of(world, "hoanh_mo"), at=world.at)
    assert "ghép vào văn bản là đồng ý" in words_of(writer.get(f"{URL}{uid}/cap-nhat/"))
    page = writer.post(f"{URL}{uid}/cap-nhat/", {"reason": "Sửa phụ lục"})
    assert page.status_code == 422
    file = SimpleUploadedFile("ban-sua.pdf", pdfs.good(), "application/pdf")
    done = writer.post(f"{URL}{uid}/cap-nhat/", {"reason": "Sửa phụ lục", "file": file}, follow=True)
    assert "Đã gửi bản cập nhật của 01/QĐ-UBND tới 1 nơi." in words_of(done)
    assert "Đã gửi bản cập nhật" in words_of(writer.get(f"/van-ban/{uid}/"))


def test_a_packet_that_waits_is_sent_again(
    world: given.World, writer: Client, office: Actor, settings: Any, tmp_path: Any
) -> None:
    settings.EDXML_DIR = str(tmp_path)
    uid = a_letter(office, at=world.at)
    (dispatch,) = sent(office, uid, an_agency(office), at=world.at)
    assert f"{URL}lai/{dispatch}/" in page_of(writer.get(f"/van-ban/{uid}/"))
    assert "Sở Nội vụ tỉnh Quảng Ninh" in words_of(writer.get(f"{URL}lai/{dispatch}/"))
    done = writer.post(f"{URL}lai/{dispatch}/", {}, follow=True)
    assert "Sẽ gửi lại cho Sở Nội vụ tỉnh Quảng Ninh." in words_of(done)
    carried()
    assert len(list((tmp_path / "out").glob("*.edxml"))) == 1, "asked twice, it left once"


def test_wrong_packets_are_shown_with_their_reason_and_kept(
    world: given.World, writer: Client, settings: Any, tmp_path: Any
) -> None:
    settings.EDXML_DIR = ""
    assert "Chưa nối với trục liên thông" in words_of(writer.get(f"{URL}goi-tin/"))
    settings.EDXML_DIR = str(tmp_path)
    assert "Không có gói tin lỗi nào" in words_of(writer.get(f"{URL}goi-tin/"))
    (tmp_path / "in" / "x.edxml").write_bytes(b"<oops")
    assert fetched(world.at) == (0, 0), "the folder itself refused it"
    page = page_of(writer.get(f"{URL}goi-tin/"))
    found = re.search(rf'href="({URL}goi-tin/[0-9a-f]+/)"', page)
    assert found
    answer: Any = writer.get(found[1])
    assert (b"".join(answer.streaming_content), "attachment" in answer["Content-Disposition"]) == (b"<oops", True)
    assert writer.get(f"{URL}goi-tin/abc/").status_code == 404


def test_a_copy_is_made_from_the_page_of_a_document(world: given.World, writer: Client, office: Actor, query_count: Any) -> None:
    uid = a_letter(office, at=world.at)
    assert f"{URL}{uid}/sao/" in page_of(writer.get(f"/van-ban/{uid}/"))
    with query_count() as counted:
        form = page_of(writer.get(f"{URL}{uid}/sao/"))
    assert counted.statements <= BUDGET, counted.texts
    key = hidden(form, "key")
    wrong = writer.post(f"{URL}{uid}/sao/", {"key": key, "kind": "trich-sao", "pages": "9"})
    assert (wrong.status_code, "Ghi các trang được trích" in words_of(wrong)) == (422, True)
    done = writer.post(f"{URL}{uid}/sao/", {"key": key, "kind": "sao-y", "signer": "Hoàng Văn Cường"}, follow=True)
    assert "Đã cấp số bản sao 01/SY-UBND." in words_of(done)
    assert "Sao y Quyết định 01/QĐ-UBND" in words_of(done)
