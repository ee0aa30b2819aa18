"""Handling of letters at the desk: presented, instructed, answered, finished; lists, papers, statistics; who sees nothing."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import openpyxl
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import incoming
from lienthong.casework.dossiers import testing as given
from lienthong.casework.handling import public as handling
from lienthong.doors.desk.testing import as_person, hidden, page_of
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.files.testing import packages, pdfs
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock
from lienthong.toolkit.paper.testing import words_of as words_on
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

URL = "/van-ban/xu-ly/"
BUDGET = 12


@pytest.fixture
def writer(world: given.World) -> Client:
    """The records clerk of the district's office at the browser."""
    return as_person(world, "office", "records_clerk")


@pytest.fixture
def chairman(world: given.World) -> Client:
    return as_person(world, "district", "unit_head")


@pytest.fixture
def lead(world: given.World) -> Client:
    return as_person(world, "home_affairs", "unit_head")


@pytest.fixture
def helper(world: given.World) -> Client:
    return as_person(world, "justice", "unit_head")


@pytest.fixture
def uid(world: given.World) -> UUID:
    """A letter of the province, with a PDF, registered this morning."""
    actor = world.district.actor("office", "records_clerk")
    at = clock.now()
    new = incoming(arrived_at=at, issued_on=at.date(), files=(documents.Upload("cong-van.pdf", pdfs.good()),))
    taken = documents.register_incoming(actor=actor, at=at, body_key="people_committee", new=new)
    assert taken.document_uid is not None
    return taken.document_uid


def present(world: given.World, writer: Client, uid: UUID) -> None:
    leader = world.district.actor("district", "unit_head").person_uid
    assert writer.post(f"{URL}{uid}/trinh/", {"leader": str(leader)}).status_code == 302


def rows(world: given.World) -> dict[str, str]:
    """Return an instruction that names home affairs as lead, justice as co-operator, finance for information."""
    due = f"{clock.now().date() + timedelta(days=5):%d/%m/%Y}"
    units = world.district.units
    named = [("home_affairs", "lead", due), ("justice", "co", due), ("finance", "info", "")]
    typed = {"words": "Giao Phòng Nội vụ chủ trì"}
    for place in range(6):
        slug, role, day = named[place] if place < len(named) else ("", "co", "")
        who = str(units[slug].pk) if slug else ""
        typed |= {f"who_{place}": who, f"role_{place}": role, f"due_{place}": day, f"task_{place}": ""}
    return typed


def instructed(world: given.World, writer: Client, chairman: Client, uid: UUID) -> None:
    present(world, writer, uid)
    assert chairman.post(f"{URL}{uid}/but-phe/", rows(world)).status_code == 302


def act_of(client: Client, uid: UUID, verb: str) -> str:
    """Return the address of an act that the letter's page offers."""
    found = re.search(rf'"({URL}{uid}/phan/[0-9a-f-]+/{verb}/)"', page_of(client.get(f"{URL}{uid}/")))
    assert found, verb
    return found[1]


def counted(query_count: Any, client: Client, address: str) -> str:
    """Open a page twice; the second time it keeps the budget of statements.  Return its words."""
    client.get(address)
    with query_count() as told:
        answer = client.get(address)
    assert answer.status_code == 200, address
    assert told.statements <= BUDGET, told.texts
    return words_of(answer)


def test_a_letter_goes_from_the_clerk_over_the_chairman_to_those_who_handle_it(
    world: given.World, writer: Client, chairman: Client, lead: Client, helper: Client, uid: UUID, query_count: Any
) -> None:
    assert "Chưa trình lãnh đạo." in counted(query_count, writer, f"/van-ban/{uid}/")
    assert "Trình lãnh đạo" in counted(query_count, writer, f"{URL}{uid}/trinh/")
    present(world, writer, uid)
    assert "Ghi bút phê" in words_of(chairman.get("/"))
    assert "Ai xử lý" in counted(query_count, chairman, f"{URL}{uid}/")
    assert "Ý kiến chỉ đạo" in counted(query_count, chairman, f"{URL}{uid}/but-phe/")
    assert chairman.post(f"{URL}{uid}/but-phe/", rows(world)).status_code == 302
    page = counted(query_count, lead, f"{URL}{uid}/")
    assert "Phòng Tư pháp huyện Bình Liêu" in page
    assert "Giao Phòng Nội vụ chủ trì" in page
    assert lead.post(act_of(lead, uid, "nhan")).status_code == 302
    answer = act_of(helper, uid, "tra-loi")
    counted(query_count, helper, answer)
    key = hidden(page_of(helper.get(answer)), "key")
    sent = {"key": key, "words": "", "scan-letter": SimpleUploadedFile("gop-y.pdf", pdfs.good())}
    refused = helper.post(answer, sent)
    assert refused.status_code == 422
    assert "gop-y.pdf" in page_of(refused), "the file stays through a refusal"
    assert helper.post(answer, {"key": key, "words": "Nhất trí"}).status_code == 302
    assert "gop-y.pdf" in words_of(lead.get(f"{URL}{uid}/"))
    finish = act_of(lead, uid, "ket-thuc")
    assert lead.post(finish, {"words": "Đã ban hành kế hoạch", "key": key}).status_code == 302
    assert "Hoàn thành" in words_of(writer.get(f"/van-ban/{uid}/"))


def test_a_lead_is_offered_no_end_while_a_co_operator_owes_an_answer(
    world: given.World, writer: Client, chairman: Client, lead: Client, uid: UUID
) -> None:
    instructed(world, writer, chairman, uid)
    page = page_of(lead.get(f"{URL}{uid}/"))
    assert "/ket-thuc/" not in page
    part = re.search(rf"{URL}{uid}/phan/([0-9a-f-]+)/nhan/", page)
    assert part is not None
    done = lead.post(f"{URL}{uid}/phan/{part[1]}/ket-thuc/", {"words": "Xong"})
    assert done.status_code == 409
    assert "Phòng Tư pháp huyện Bình Liêu" in words_of(done)
    assert "Xong" in page_of(done), "what was typed stays"


def test_an_instruction_that_is_wrong_keeps_what_was_typed(
    world: given.World, writer: Client, chairman: Client, uid: UUID
) -> None:
    present(world, writer, uid)
    for wrong, words in (({"role_1": "lead"}, "đúng một nơi chủ trì"), ({"due_1": ""}, "Ghi hạn cho"), ({"words": ""}, "Ý kiến")):
        answer = chairman.post(f"{URL}{uid}/but-phe/", rows(world) | wrong)
        assert answer.status_code in (409, 422)
        assert words in words_of(answer)
        assert "selected" in page_of(answer)
    leader = world.district.actor("district", "unit_head")
    with ledger.seeing(leader.sees):
        assert handling.chain(leader, uid, clock.now()).state == "presented"


def test_every_act_on_a_part_has_its_page(
    world: given.World, writer: Client, chairman: Client, lead: Client, helper: Client, uid: UUID, query_count: Any
) -> None:
    instructed(world, writer, chairman, uid)
    later = f"{clock.now().date() + timedelta(days=20):%d/%m/%Y}"
    expert = world.district.actor("home_affairs", "specialist")
    for client, verb, typed in (
        (chairman, "don-doc", {"words": "Đề nghị khẩn trương"}), (lead, "xin-gia-han", {"until": later, "reason": "Chờ số liệu"}),
        (chairman, "quyet-gia-han", {"grant": "yes"}), (lead, "giao-xuong", {"person": str(expert.person_uid)}),
        (lead, "lay-lai", {"reason": "Tự làm"}), (chairman, "mien", {"reason": "Không cần"}),
        (lead, "tra-lai", {"reason": "Không thuộc thẩm quyền"}),
    ):  # fmt: skip
        address = act_of(client, uid, verb)
        counted(query_count, client, address)
        assert client.post(address, {}).status_code == 422, verb
        assert client.post(address, typed).status_code == 302, verb
    page = words_of(chairman.get(f"{URL}{uid}/"))
    for words in ("Đề nghị khẩn trương", "Chờ số liệu", "Được miễn trả lời", "Đã trả lại", "Đã rút", "Chờ bút phê"):
        assert words in page
    assert chairman.get(f"{URL}{uid}/phan/{uid}/nhan/").status_code == 404
    assert chairman.get(f"{URL}{uid}/phan/{uid}/khac/").status_code == 404


def test_who_is_only_informed_marks_it_as_read(world: given.World, writer: Client, chairman: Client, uid: UUID) -> None:
    instructed(world, writer, chairman, uid)
    finance = as_person(world, "finance", "unit_head")
    assert "Để biết" in words_of(finance.get("/"))
    assert finance.post(act_of(finance, uid, "da-xem")).status_code == 302
    assert "Văn bản để biết" not in words_of(finance.get("/"))


def test_a_letter_that_needs_nothing_is_put_with_the_file(
    world: given.World, writer: Client, uid: UUID, query_count: Any
) -> None:
    counted(query_count, writer, f"{URL}{uid}/luu/")
    assert writer.post(f"{URL}{uid}/luu/", {"reason": ""}).status_code == 422
    assert writer.post(f"{URL}{uid}/luu/", {"reason": "Để tham khảo"}).status_code == 302
    assert "Lưu hồ sơ" in words_of(writer.get(f"{URL}{uid}/"))


def test_who_has_nothing_to_do_with_a_letter_does_not_find_it(
    world: given.World, writer: Client, chairman: Client, uid: UUID
) -> None:
    instructed(world, writer, chairman, uid)
    other = as_person(world, "land", "unit_head")
    assert other.get(f"{URL}{uid}/").status_code == 404
    assert "Không có văn bản nào ở đây" in words_of(other.get(URL))


def test_lists_are_filtered_and_saved_and_numbers_of_the_statistics_open_them(
    world: given.World, writer: Client, chairman: Client, lead: Client, uid: UUID, query_count: Any
) -> None:
    instructed(world, writer, chairman, uid)
    for client, view, there in ((lead, "mine", True), (writer, "unit", True), (writer, "late", False), (writer, "ended", False)):
        page = counted(query_count, client, f"{URL}?xem={view}")
        assert ("1520/UBND-TH1" in page) is there, view
    assert "1520/UBND-TH1" in words_of(writer.get(f"{URL}?xem=open&q=nang cao chi so"))
    assert "1520/UBND-TH1" not in words_of(writer.get(f"{URL}?xem=open&q=khong co"))
    book = openpyxl.load_workbook(io.BytesIO(writer.get(f"{URL}danh-sach.xlsx?xem=open").content))
    assert any("1520/UBND-TH1" in str(cell) for line in book.active.values for cell in line)
    page = counted(query_count, chairman, "/van-ban/thong-ke/")
    assert "Phòng Nội vụ huyện Bình Liêu" in page
    assert "điện tử 0,0%" in page
    addresses = re.findall(r'href="(/van-ban/xu-ly/\?[^"]*ket=open[^"]*)"', page_of(chairman.get("/van-ban/thong-ke/")))
    assert addresses
    for address in addresses:
        assert "1520/UBND-TH1" in words_of(chairman.get(address.replace("&amp;", "&")))
    assert "Trình trong tuần" in counted(query_count, chairman, "/van-ban/thong-ke/tuan/")
    sheet = openpyxl.load_workbook(io.BytesIO(chairman.get("/van-ban/thong-ke/bang.xlsx").content)).active
    assert sheet is not None
    assert any("Phòng Tư pháp" in str(cell) for line in sheet.values for cell in line)


def test_the_register_of_handling_is_shown_saved_and_printed(
    world: given.World, writer: Client, chairman: Client, uid: UUID, query_count: Any
) -> None:
    assert "Không có văn bản nào được trình" in words_of(writer.get(f"{URL}so/"))
    instructed(world, writer, chairman, uid)
    assert "Chủ trì: Phòng Nội vụ" in counted(query_count, writer, f"{URL}so/")
    assert "Tiến độ giải quyết" in words_on(writer.get(f"{URL}so.pdf").content)
    book = openpyxl.load_workbook(io.BytesIO(writer.get(f"{URL}so.xlsx").content))
    assert any("Số, ký hiệu văn bản trả lời" in str(cell) for line in book.active.values for cell in line)
    assert writer.get(f"{URL}so/?tu=31/12/2018&den=30/02/2018").status_code == 200
    assert writer.get(f"{URL}so.pdf?tu=31/12/2018&den=30/02/2018").status_code == 404


def test_the_slip_and_the_stamp_are_papers_and_the_file_stays_as_it_came(
    world: given.World, writer: Client, chairman: Client, uid: UUID
) -> None:
    instructed(world, writer, chairman, uid)
    slip = words_on(writer.get(f"{URL}{uid}/phieu.pdf").content)
    for words in ("Phiếu giải quyết văn bản đến".upper(), "Giao Phòng Nội vụ chủ trì", "Phối hợp", "1520/UBND-TH1"):
        assert words in slip or words.capitalize() in slip
    stamp = writer.get(f"{URL}{uid}/dau-den.pdf").content
    with pypdfium2.PdfDocument(stamp) as drawn:
        width, height = drawn[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (50, 35)
    assert "ĐẾN" in words_on(stamp)
    with ledger.seeing(world.district.actor("office", "records_clerk").sees):
        (file,) = documents.document(world.district.actor("office", "records_clerk"), uid).files
    copy = writer.get(f"{URL}{uid}/dau-den/{file.uid}.pdf").content
    assert "ĐẾN" in words_on(copy)
    kept = b"".join(writer.get(f"/tep/{file.uid}").streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(kept).hexdigest() == file.sha256
    assert "ĐẾN" not in words_on(kept)
    assert writer.get(f"{URL}{uid}/dau-den/{uid}.pdf").status_code == 404


def test_a_stamp_is_laid_on_a_pdf_only_and_what_else_came_says_what_to_do(world: given.World, writer: Client) -> None:
    actor, at = world.district.actor("office", "records_clerk"), clock.now()
    new = incoming(arrived_at=at, issued_on=at.date(), files=(documents.Upload("cong-van.docx", packages.docx()),))
    uid = documents.register_incoming(actor=actor, at=at, body_key="people_committee", new=new).document_uid
    assert uid is not None
    with ledger.seeing(actor.sees):
        (file,) = documents.document(actor, uid).files
    told = page_of(writer.get(f"{URL}{uid}/dau-den/{file.uid}.pdf", follow=True))
    assert "in dấu ra giấy rồi dán" in told


def test_every_page_of_handling_speaks_english(
    world: given.World, writer: Client, chairman: Client, lead: Client, uid: UUID
) -> None:
    instructed(world, writer, chairman, uid)
    pages = [
        (writer, f"/van-ban/{uid}/"), (chairman, f"{URL}{uid}/"), (chairman, f"{URL}{uid}/but-phe/"), (lead, URL),
        (lead, act_of(lead, uid, "xin-gia-han")), (writer, f"{URL}so/"), (chairman, "/van-ban/thong-ke/"),
        (chairman, "/van-ban/thong-ke/tuan/"), (writer, f"{URL}{uid}/trinh/"), (chairman, f"{URL}{uid}/luu/"),
    ]  # fmt: skip
    for client, address in pages:
        choose(client, "en")
        assert unmarked_vietnamese(page_of(client.get(address))) == [], address


@pytest.mark.browser
def test_pages_of_handling_are_accessible(world: given.World, writer: Client, chairman: Client, uid: UUID, page: Any) -> None:
    instructed(world, writer, chairman, uid)
    serve(page, chairman)
    for name, address in (
        ("letters", f"{URL}?xem=open"), ("letter", f"{URL}{uid}/"), ("instruct", f"{URL}{uid}/but-phe/"),
        ("letter_book", f"{URL}so/"), ("letter_statistics", "/van-ban/thong-ke/"), ("letter_week", "/van-ban/thong-ke/tuan/"),
    ):  # fmt: skip
        for width in (360, 1366):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{ORIGIN}{address}")
            assert_accessible(page)
            screenshot(page, f"handling-{name}-{width}")
