"""What arrives at the desk: brought in, looked at, registered with its files, joined, refused and taken back."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.documents.testing import UBND
from lienthong.casework.dossiers import testing as given
from lienthong.casework.intake import public as intake
from lienthong.casework.intake.testing import PAPER, put, scan
from lienthong.doors.desk.testing import as_person, hidden, page_of
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.files.testing import as_worker, pdfs, pictures
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

URL = "/van-ban/cho-vao-so/"
ADD = f"{URL}them/{UBND}/"
BUDGET = 12
SAID = intake.Proposal(
    symbol="1520/KH-UBND", issuer="UBND tỉnh Quảng Ninh", subject="Nâng cao Chỉ số PAR Index", signer="Nguyễn Văn Đọc"
)
FORM = {
    "symbol": "1520/KH-UBND", "issued_on": "09/03/2018", "issuer": "UBND tỉnh Quảng Ninh", "channel": "email",
    "subject": "Nâng cao Chỉ số PAR Index", "arrived_at": "08:00 12/03/2018",
}  # fmt: skip


@pytest.fixture
def writer(world: given.World) -> Client:
    """The records clerk of the district's office at the browser."""
    return as_person(world, "office", "records_clerk")


def arrived(world: given.World, **facts: Any) -> str:
    """Return the address of something that arrived at the district's office."""
    told = {"channel": "email", "title": "Về chỉ số", "sender": "vp@quangninh.gov.vn", "proposal": SAID, **facts}
    return f"{URL}{put(world.district.actor('office', 'records_clerk'), at=world.at, received_at=world.at, **told)}/"


def sent(client: Client, *files: tuple[str, bytes], **changes: Any) -> Any:
    """Bring files in at the desk."""
    key = changes.pop("key", None) or hidden(page_of(client.get(ADD)), "key")
    boxes = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(ADD, {"key": key, "channel": "paper", "together": "", "files": boxes, **changes})


def looked_at(page: str) -> None:
    """Do the jobs that look at the files of the arrivals of a page."""
    for uid in set(re.findall(rf'href="{URL}([0-9a-f-]{{36}})/"', page)):
        with as_worker():
            intake.look(arrival_uid=UUID(uid), at=given.MONDAY_8AM)


# --- the list ---------------------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_will_be_there(world: given.World, writer: Client, query_count: Any) -> None:
    writer.get(URL)
    with query_count() as counted:
        page = words_of(writer.get(URL))
    assert counted.statements <= BUDGET, counted.texts
    assert "Không có văn bản nào ở đây" in page
    assert f'href="{ADD}"' in page_of(writer.get(URL))


def test_the_menu_counts_what_waits_and_the_list_shows_it(world: given.World, writer: Client, query_count: Any) -> None:
    arrived(world)
    arrived(world, title="Hỏng", trouble="Gói không đọc được", files=())
    arrived(world, title="Có mã", files=(scan("ma.pdf", pdfs.javascript()),))
    with query_count() as counted:
        page = writer.get(URL)
    assert counted.statements <= BUDGET, counted.texts
    words = words_of(page)
    assert re.search(rf'href="{URL}"[^>]*>.*?<span class="badge">3<', page_of(page), re.DOTALL)
    assert re.search(r"Có mã.*1 tệp bị từ chối.*Hỏng.*Đọc không hết.*Về chỉ số 1520/KH-UBND vp@quangninh.gov.vn", words)


def test_states_have_their_tabs(world: given.World, writer: Client) -> None:
    place = arrived(world)
    writer.post(f"{place}khong-nhan/", {"reason": "Gửi nhầm"})
    assert "Về chỉ số" not in words_of(writer.get(URL))
    assert "Về chỉ số" in words_of(writer.get(URL, {"trang-thai": "refused"}))
    assert writer.get(URL, {"trang-thai": "khác"}).status_code == 200


# --- one arrival ------------------------------------------------------------------------------------------------------


def test_an_arrival_is_registered_as_it_was_proposed_with_its_file(world: given.World, writer: Client, query_count: Any) -> None:
    place = arrived(world)
    writer.get(place)
    with query_count() as counted:
        page = page_of(writer.get(place))
    assert counted.statements <= BUDGET, counted.texts
    assert 'value="1520/KH-UBND"' in page
    assert 'value="UBND tỉnh Quảng Ninh"' in page
    assert "Nâng cao Chỉ số PAR Index</textarea>" in page
    file = hidden_file(page)
    done = writer.post(place, {**FORM, "file": file})
    with query_count() as counted:
        shown = words_of(writer.get(done["Location"]))
    assert counted.statements <= BUDGET, counted.texts
    assert "Đã vào sổ văn bản đến: số 1." in shown
    assert "cong-van.pdf" in shown
    assert "Thư điện tử" in shown
    assert f'href="{place}"' in page_of(writer.get(done["Location"])), "it says how it came"
    after = page_of(writer.get(place))
    assert f'href="{done["Location"]}"' in after
    assert 'name="symbol"' not in after
    assert writer.post(place, FORM)["Location"] == done["Location"], "sent again it is the same number"


def hidden_file(page: str) -> str:
    found = re.search(r'name="file" value="([0-9a-f-]+)" checked', page)
    assert found, page
    return found[1]


def test_what_cannot_be_registered_is_told_and_what_was_typed_is_kept(world: given.World, writer: Client) -> None:
    place = arrived(world)
    page = writer.post(place, {**FORM, "subject": "", "moved_to": "Phòng Nội vụ"})
    assert page.status_code == 422
    assert "Ghi trích yếu nội dung văn bản" in words_of(page)
    assert 'value="Phòng Nội vụ"' in page_of(page)
    assert 'name="file"' in page_of(page)
    assert " checked" not in page_of(page).partition('name="file"')[2].partition(">")[0], "no file was chosen, and it stays so"
    assert writer.post(place, {**FORM, "file": str(new_uid())}).status_code == 422


def test_a_twin_is_shown_and_joined_by_a_page_that_asks_first(world: given.World, writer: Client, query_count: Any) -> None:
    first = writer.post(arrived(world), FORM)["Location"]
    place = arrived(world, proposal=intake.Proposal(symbol="99/BC"), files=(scan("them.txt", b"Phu luc"),))
    assert "giống thế này" not in words_of(writer.get(place))
    read = page_of(writer.post(place, {**FORM, "xem": "1"}))
    ask = re.search(rf'href="({place}ghep/[0-9a-f-]+/)"', read)
    assert ask, read
    assert 'class="error"' not in read
    with query_count() as counted:
        question = words_of(writer.get(ask[1]))
    assert counted.statements <= BUDGET, counted.texts
    assert "Số đến 1: Nâng cao Chỉ số PAR Index" in question
    done = writer.post(ask[1])
    assert done["Location"] == first
    assert "them.txt" in words_of(writer.get(first))
    assert writer.post(ask[1]).status_code == 409


def test_the_same_file_is_a_twin_also_when_it_is_a_scan_drawn_anew(world: given.World, writer: Client) -> None:
    photo = pictures.photo()
    place = arrived(world, files=(scan("a.jpg", photo),))
    writer.post(place, {**FORM, "file": hidden_file(page_of(writer.get(place)))})
    again = arrived(world, proposal=intake.Proposal(symbol="1/X"), files=(scan("b.jpg", photo),))
    assert "cùng nội dung tệp" in words_of(writer.get(again))


def test_what_is_refused_needs_a_reason_and_can_be_taken_back(world: given.World, writer: Client) -> None:
    place = arrived(world)
    assert writer.post(f"{place}khong-nhan/", {"reason": " "}).status_code == 422
    assert writer.post(f"{place}khong-nhan/", {"reason": "Thiếu phụ lục"})["Location"] == URL
    page = writer.get(place)
    assert "Thiếu phụ lục" in words_of(page)
    assert 'name="symbol"' not in page_of(page)
    assert writer.post(place, FORM).status_code == 409
    assert "đã trở lại danh sách chờ" in words_of(writer.post(f"{place}lay-lai/", follow=True))
    assert "Chỉ lấy lại được" in words_of(writer.post(f"{place}lay-lai/", follow=True))
    assert 'name="symbol"' in page_of(writer.get(place))


def test_a_file_that_was_refused_is_told_and_only_its_original_is_there_to_be_downloaded(
    world: given.World, writer: Client
) -> None:
    content = pdfs.javascript()
    page = page_of(writer.get(arrived(world, files=(scan("ma.pdf", content),))))
    assert "mã JavaScript, không an toàn" in page
    assert 'name="file"' not in page
    (address,) = set(re.findall(r'href="(/tep/[^"]+)"', page))
    answer = writer.get(address, {"xem": "1"})
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="ma.pdf.bin"'
    assert answer.getvalue() == content


# --- brought in at the desk -------------------------------------------------------------------------------------------


def test_fifty_files_are_brought_in_at_once_and_watched_being_looked_at(
    world: given.World, writer: Client, query_count: Any
) -> None:
    done = sent(writer, *[(f"van-ban-{number}.txt", f"Van ban {number}".encode()) for number in range(50)])
    with query_count() as counted:
        page = page_of(writer.get(done["Location"]))
    assert counted.statements <= BUDGET, counted.texts
    assert "Đã kiểm tra 0 trên 50 tệp." in page
    assert "Xem lại tiến độ" in page, "without a script, too"
    first = sorted(set(re.findall(rf'href="({URL}[0-9a-f-]{{36}}/)"', page)))[0]
    assert "đang kiểm tra" in words_of(writer.get(first))
    assert writer.post(first, {**FORM, "channel": "paper"}).status_code == 409
    looked_at(f'href="{first}"')
    assert "Đã kiểm tra 1 trên 50 tệp." in page_of(writer.get(done["Location"]))
    taken = writer.post(first, {**FORM, "channel": "paper", "file": hidden_file(page_of(writer.get(first)))})
    assert taken.status_code == 302


def test_files_of_one_document_stay_together(world: given.World, writer: Client) -> None:
    done = sent(writer, ("trang-1.jpg", pictures.photo()), ("phu-luc.pdf", PAPER), together="1")
    page = page_of(writer.get(done["Location"]))
    assert len(set(re.findall(rf'href="({URL}[0-9a-f-]{{36}}/)"', page))) == 1
    looked_at(page)
    assert "Đã kiểm tra 2 trên 2 tệp." in page_of(writer.get(done["Location"]))


def test_sent_twice_nothing_is_there_twice(world: given.World, writer: Client) -> None:
    key = str(new_uid())
    for _ in range(2):
        sent(writer, ("a.txt", b"a"), ("b.txt", b"b"), key=key)
    assert page_of(writer.get(URL)).count('<th scope="row">') == 2


def test_an_archive_is_not_taken_and_says_what_to_do_and_hinders_no_other(world: given.World, writer: Client) -> None:
    alone = sent(writer, ("ho-so.zip", b"PK\x03\x04"))
    assert alone.status_code == 422
    assert "Không nhận tệp nén «ho-so.zip» ở đây" in words_of(alone)
    both = sent(writer, ("ho-so.ZIP", b"PK\x03\x04"), ("a.txt", b"a"))
    page = words_of(writer.get(both["Location"]))
    assert "Không nhận tệp nén «ho-so.ZIP»" in page
    assert "Đã đưa vào danh sách chờ 1 văn bản" in page


def test_nothing_and_too_much_are_told(world: given.World, writer: Client) -> None:
    assert "Chưa có tệp nào được gửi" in words_of(sent(writer))
    many = sent(writer, *[(f"{number}.txt", b"x") for number in range(51)])
    assert (many.status_code, "không quá 50 tệp" in words_of(many)) == (422, True)


def test_a_bad_file_is_looked_at_and_kept_with_its_reason(world: given.World, writer: Client) -> None:
    done = sent(writer, ("khoa.pdf", pdfs.encrypted()), ("rong.pdf", b""))
    page = page_of(writer.get(done["Location"]))
    looked_at(page)
    shown = words_of(writer.get(done["Location"]))
    assert shown.count("1 tệp bị từ chối") == 2
    assert "Đã kiểm tra 2 trên 2 tệp." in shown


def test_a_message_and_a_packet_among_the_files_are_taken_apart(world: given.World, writer: Client) -> None:
    mail = b"Subject: Moi hop\r\nFrom: a@b.vn\r\nMessage-ID: <1@b>\r\n\r\nKinh moi du hop"
    done = sent(writer, ("thu.eml", mail), ("goi.edxml", b"<a/>"))
    page = words_of(writer.get(URL))
    assert done.status_code == 302
    assert re.search(r"Moi hop.*a@b.vn", page)
    assert "Đọc không hết" in page


# --- who, and in which words ------------------------------------------------------------------------------------------


def test_the_leader_looks_and_settles_nothing_and_another_unit_finds_nothing(world: given.World, writer: Client) -> None:
    place = arrived(world)
    other = as_person(world, "hoanh_mo", "records_clerk")
    assert other.get(place).status_code == 404
    assert "Về chỉ số" not in words_of(other.get(URL))
    assert as_person(world, "office", "specialist").get(URL).status_code == 403
    head = as_person(world, "district", "unit_head")
    assert head.get(URL).status_code == 200
    assert head.get(ADD).status_code == 403
    assert head.post(f"{place}khong-nhan/", {"reason": "x"}).status_code == 403
    assert writer.get(f"{URL}them/party_committee/").status_code == 404


def test_the_pages_are_english_on_english_pages(world: given.World, writer: Client) -> None:
    first = writer.post(arrived(world), FORM)["Location"]
    twin, refused = arrived(world), arrived(world, files=(scan("khoa.pdf", pdfs.encrypted()),), trouble="Hỏng")
    writer.post(f"{refused}khong-nhan/", {"reason": "Nhầm"})
    choose(writer, "en")
    ask = re.search(rf'href="({twin}ghep/[0-9a-f-]+/)"', page_of(writer.post(twin, {**FORM, "xem": "1"})))
    pages = [URL, f"{URL}?trang-thai=refused", f"{URL}?dot={new_uid()}", ADD, first, refused, f"{twin}khong-nhan/"]
    for address in [*pages, twin, *([ask[1]] if ask else [])]:
        assert unmarked_vietnamese(page_of(writer.get(address))) == [], address


@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_intake(page: Any, world: given.World, writer: Client) -> None:
    first = writer.post(arrived(world), FORM)["Location"]
    twin = arrived(world, title="Công văn về việc nâng cao Chỉ số cải cách hành chính và kiện toàn Tổ công tác của huyện")
    arrived(world, title="Gói liên thông hỏng", trouble="Gói thiếu tiền tố edXML", files=(scan("ma.pdf", pdfs.javascript()),))
    batch = sent(writer, ("a.txt", b"a"), ("b.txt", b"b"))["Location"]
    serve(page, writer)
    pages = {"list": URL, "batch": batch, "upload": ADD, "arrival": twin, "registered": first, "refuse": f"{twin}khong-nhan/"}
    for name, address in pages.items():
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"intake-{name}")
