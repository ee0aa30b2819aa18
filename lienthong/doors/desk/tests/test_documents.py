"""Registers of documents at the desk: what came, what goes out, the lines, printing, voiding; Party and State apart."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import UBND, incoming, outgoing
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, hidden, page_of
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.accounts.testing import signed_in_as
from lienthong.office.files.testing import pdfs
from lienthong.office.org.testing import a_person, a_post, a_unit, an_appointment
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.paper.testing import words_of as words_on
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

URL = "/van-ban/"
IN, OUT = f"{URL}den/{UBND}/", f"{URL}di/{UBND}/"
BUDGET = 12
CAME = {
    "symbol": "Số: 1520/KH-UBND", "issued_on": "09/03/2018", "issuer": "UBND tỉnh Quảng Ninh", "channel": "paper",
    "subject": "Nâng cao Chỉ số PAR Index năm 2018", "arrived_at": "08:00 12/03/2018", "moved_to": "Phòng Nội vụ",
}  # fmt: skip
ISSUED = {
    "direction": "out", "type_key": "quyet-dinh", "subject": "Thành lập Tổ công tác", "signer": "Hoàng Văn Cường",
    "signer_capacity": "CHỦ TỊCH", "recipients": "Các phòng; UBND các xã", "copies": "12",
}  # fmt: skip


@pytest.fixture
def writer(world: given.World) -> Client:
    """The records clerk of the district's office at the browser."""
    return as_person(world, "office", "records_clerk")


def entering(client: Client, address: str, typed: dict[str, Any], **changes: Any) -> Any:
    key = hidden(page_of(client.get(address)), "key")
    return client.post(address, {"key": key, **typed, **changes})


def plain(answer: Any) -> str:
    """Return the words of a piece of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", page_of(answer)).split())


def series_of(page: str) -> str:
    found = re.search(rf'href="({URL}so/[0-9a-f-]+/)"', page)
    assert found, page
    return found[1]


def test_a_unit_that_registered_nothing_is_told_how_registers_open(world: given.World, writer: Client, query_count: Any) -> None:
    writer.get(URL)
    with query_count() as counted:
        page = words_of(writer.get(URL))
    assert counted.statements <= BUDGET, counted.texts
    assert "Sổ văn bản của chính quyền" in page
    assert "UBND huyện Bình Liêu" in page
    assert "Sổ tự mở khi vào sổ văn bản đến đầu tiên" in page
    assert f'href="{IN}"' in page_of(writer.get(URL))


def test_what_came_is_registered_under_the_next_number_and_found_again(
    world: given.World, writer: Client, query_count: Any
) -> None:
    writer.get(IN)
    with query_count() as counted:
        writer.get(IN)
    assert counted.statements <= BUDGET, counted.texts
    done = entering(writer, IN, CAME)
    with query_count() as counted:
        page = words_of(writer.get(done["Location"]))
    assert counted.statements <= BUDGET, counted.texts
    assert "Đã vào sổ văn bản đến: số 1." in page
    assert "1520/KH-UBND" in page, "the symbol is written as offices write it"
    assert "Kế hoạch: Nâng cao Chỉ số PAR Index năm 2018" in page, "the type is the one that the symbol names"
    with query_count() as counted:
        shelf = page_of(writer.get(URL))
    assert counted.statements <= BUDGET, counted.texts
    register = series_of(shelf)
    with query_count() as counted:
        lines = words_of(writer.get(register))
    assert counted.statements <= BUDGET, counted.texts
    assert re.search(r"12/03/2018 1 UBND tỉnh Quảng Ninh 1520/KH-UBND 09/03/2018 Kế hoạch: Nâng cao .* Phòng Nội vụ", lines), (
        lines
    )


@pytest.mark.parametrize(
    ("words", "count"),
    [({"q": "par index"}, 1), ({"q": "2"}, 1), ({"q": "quang ninh"}, 2), ({"tu": "13/03/2018"}, 0), ({"den": "12/03/2018"}, 2)],
)
def test_the_lines_of_a_register_are_filtered(world: given.World, writer: Client, words: dict[str, str], count: int) -> None:
    for subject, symbol in (("Chỉ số PAR Index", "1/KH-UBND"), ("Phòng cháy rừng", "7/KH-UBND")):
        assert entering(writer, IN, CAME, subject=subject, symbol=symbol).status_code == 302
    register = series_of(page_of(writer.get(URL)))
    page = page_of(writer.get(register, words))
    assert page.count("-UBND</td>") == count
    assert ("Không có dòng nào khớp" in page) == (count == 0)


def test_a_day_that_is_none_is_told_beside_its_field(world: given.World, writer: Client) -> None:
    entering(writer, IN, CAME)
    register = series_of(page_of(writer.get(URL)))
    page = writer.get(register, {"tu": "30/02/2018"})
    assert page.status_code == 200
    assert 'class="error"' in page_of(page)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"issued_on": "30/02/2018"}, "«30/02/2018» không phải là một ngày"),
        ({"issuer": ""}, "Nhập tác giả"),
        ({"subject": ""}, "Ghi trích yếu nội dung văn bản"),
        ({"arrived_at": "08:00 13/03/2018"}, "Ngày 13/03/2018 chưa tới"),
        ({"arrived_at": "15:00 09/03/2018"}, "Ngày 09/03/2018 đã qua"),
        ({"secrecy": "secret"}, "để trống trích yếu và không đính kèm tệp"),
        ({"type_key": "khac"}, "lựa chọn vừa gửi không có ở đó"),
    ],
)
def test_what_cannot_be_registered_is_told_and_all_that_was_typed_is_kept(
    world: given.World, writer: Client, changes: dict[str, str], says: str
) -> None:
    page = entering(writer, IN, CAME, **changes)
    assert 400 <= page.status_code < 500
    assert says in words_of(page)
    assert 'value="Số: 1520/KH-UBND"' in page_of(page)
    assert 'value="Phòng Nội vụ"' in page_of(page)
    assert "Sổ tự mở" in words_of(writer.get(URL)), "nothing was registered"


def test_a_document_that_is_there_already_is_shown_before_it_is_registered_again(world: given.World, writer: Client) -> None:
    first = entering(writer, IN, CAME)["Location"]
    part = writer.get(f"{IN}ky-hieu/", {"symbol": "1520/kh-ubnd", "issuer": "", "issued_on": "x"})
    assert "giống thế này" not in plain(part)
    seen = writer.get(f"{IN}ky-hieu/", {one: CAME[one] for one in ("symbol", "issuer", "issued_on")})
    assert "Đọc được: 1520/KH-UBND · Kế hoạch" in plain(seen)
    assert f'href="{first}"' in page_of(seen)

    again = entering(writer, IN, CAME)
    assert again.status_code == 409
    assert f'href="{first}"' in page_of(again)
    assert 'name="another"' in page_of(again)
    other = entering(writer, IN, CAME, another="on")
    assert "Số đến 2" in words_of(writer.get(other["Location"]))
    assert f'href="{first}"' in page_of(writer.get(other["Location"])), "it says what it is like and is not"


def test_the_symbol_is_read_without_a_script_by_a_button_that_saves_nothing(world: given.World, writer: Client) -> None:
    page = entering(writer, IN, {**CAME, "xem": "1"}, issuer="")
    assert page.status_code == 200
    assert "Đọc được: 1520/KH-UBND · Kế hoạch" in words_of(page)
    assert 'class="error"' not in page_of(page), "what is still to be typed is no mistake yet"
    assert 'value="09/03/2018"' in page_of(page)
    assert "Sổ tự mở" in words_of(writer.get(URL))


def test_a_symbol_of_no_known_form_is_registered_as_it_was_typed(world: given.World, writer: Client) -> None:
    part = writer.get(f"{IN}ky-hieu/", {"symbol": "CV-15 (EU)"})
    assert "vẫn vào sổ đúng như đã gõ" in plain(part)
    done = entering(writer, IN, CAME, symbol="CV-15 (EU)", type_key="cong-van")
    assert "CV-15 (EU)" in words_of(writer.get(done["Location"]))


def test_a_file_is_kept_when_the_form_is_refused_and_stays_with_the_document(world: given.World, writer: Client) -> None:
    key = hidden(page_of(writer.get(IN)), "key")
    content = pdfs.good()
    sent = {"key": key, **CAME, "scan-letter": SimpleUploadedFile("ke-hoach.pdf", content)}
    refused = writer.post(IN, sent | {"issuer": ""})
    assert refused.status_code == 422
    assert "ke-hoach.pdf" in words_of(refused)
    done = writer.post(IN, {"key": key, **CAME})
    page = page_of(writer.get(done["Location"]))
    assert "ke-hoach.pdf" in page
    address = re.search(r'href="(/tep/[^"]+)"', page)
    assert address is not None
    assert writer.get(urlsplit(address[1]).path).getvalue() == content, "not one byte of it was changed"


def test_a_file_that_is_refused_says_why_and_one_that_was_chosen_wrongly_is_dropped(world: given.World, writer: Client) -> None:
    key = hidden(page_of(writer.get(IN)), "key")
    bad = writer.post(IN, {"key": key, **CAME, "scan-letter": SimpleUploadedFile("trong.pdf", b"")})
    assert bad.status_code == 422
    assert "Tệp «trong.pdf» rỗng" in words_of(bad)
    assert 'name="drop"' not in page_of(bad)
    held = writer.post(IN, {"key": key, **CAME, "issuer": "", "scan-letter": SimpleUploadedFile("nham.pdf", pdfs.good())})
    drop = re.search(r'name="drop" value="([^"]+)"', page_of(held))
    assert drop is not None
    dropped = writer.post(IN, {"key": key, **CAME, "drop": drop[1]})
    assert (dropped.status_code, "nham.pdf" in page_of(dropped)) == (200, False)


def test_a_number_is_taken_on_saving_and_shown_large(world: given.World, writer: Client, query_count: Any) -> None:
    writer.get(OUT)
    with query_count() as counted:
        asked = page_of(writer.get(OUT))
    assert counted.statements <= BUDGET, counted.texts
    assert 'value="quyet-dinh"' in asked
    done = entering(writer, OUT, ISSUED)
    page = page_of(writer.get(done["Location"]))
    assert re.search(r'class="taken-number"><span class="code">01/QĐ-UBND', page)
    assert "Hoàng Văn Cường · CHỦ TỊCH" in page
    second = entering(writer, OUT, ISSUED, type_key="cong-van", drafter="VP")
    assert "01/UBND-VP" in page_of(writer.get(second["Location"]))
    inside = entering(writer, OUT, ISSUED, direction="internal", type_key="bao-cao")
    assert "Văn bản nội bộ" in words_of(writer.get(inside["Location"]))


def test_the_same_form_posted_twice_takes_one_number(world: given.World, writer: Client) -> None:
    key = hidden(page_of(writer.get(OUT)), "key")
    places = {writer.post(OUT, {"key": key, **ISSUED})["Location"] for _ in range(2)}
    assert len(places) == 1
    assert "02/QĐ-UBND" in page_of(writer.get(entering(writer, OUT, ISSUED)["Location"]))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"type_key": ""}, "Chọn tên loại"),
        ({"subject": ""}, "Ghi trích yếu nội dung văn bản"),
        ({"day": "13/03/2018"}, "Ngày 13/03/2018 chưa tới"),
        ({"day": "09/03/2018"}, "Ngày 09/03/2018 đã qua"),
        ({"copies": "0"}, "Số lượng bản không được nhỏ hơn 1"),
        ({"type_key": "cong-van", "drafter": "V P/1"}, "không đọc được thành số, ký hiệu"),
    ],
)
def test_what_cannot_be_issued_takes_no_number(world: given.World, writer: Client, changes: dict[str, str], says: str) -> None:
    page = entering(writer, OUT, ISSUED, **changes)
    assert 400 <= page.status_code < 500
    assert says in words_of(page)
    assert 'value="Hoàng Văn Cường"' in page_of(page)
    assert "01/QĐ-UBND" in page_of(writer.get(entering(writer, OUT, ISSUED)["Location"]))


def test_a_void_number_stays_in_the_register_with_its_reason(world: given.World, writer: Client) -> None:
    place = entering(writer, OUT, ISSUED)["Location"]
    void = re.search(rf'href="({URL}so/[0-9a-f-]+/huy/[0-9a-f-]+/)"', page_of(writer.get(place)))
    assert void is not None
    empty = writer.post(void[1], {"reason": " "})
    assert (empty.status_code, "Nhập lý do" in words_of(empty)) == (422, True)
    told = words_of(writer.post(void[1], {"reason": "ký nhầm"}, follow=True))
    assert "Đã hủy số 01/QĐ-UBND" in told
    assert "Hủy: ký nhầm" in told
    assert writer.post(void[1], {"reason": "lần nữa"}).status_code == 409
    assert void[1] not in page_of(writer.get(place))
    assert writer.get(f"{void[1].partition('huy/')[0]}huy/{new_uid()}/").status_code == 404


def test_a_line_of_another_register_is_not_voided_through_this_one(world: given.World, writer: Client) -> None:
    first = entering(writer, OUT, ISSUED)["Location"]
    second = entering(writer, OUT, ISSUED, type_key="bao-cao")["Location"]
    ways = [re.search(rf"{URL}so/([0-9a-f-]+)/huy/([0-9a-f-]+)/", page_of(writer.get(one))) for one in (first, second)]
    assert all(ways)
    (one, _), (_, other) = [way.groups() for way in ways if way]
    assert writer.get(f"{URL}so/{one}/huy/{other}/").status_code == 404


def test_a_register_is_printed_and_saved_with_every_official_column(world: given.World, writer: Client) -> None:
    entering(writer, OUT, ISSUED, subject="=1+1")
    register = series_of(page_of(writer.get(URL)))
    made = writer.get(f"{register[:-1]}.pdf")
    words = words_on(made.content)
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in words
    for head in documents.HEADS["out"]:
        assert head.split()[0] in words
    answer = writer.get(f"{register[:-1]}.xlsx")
    assert "so-van-ban-di-ubnd-named-quyet-dinh-2018.xlsx" in answer["Content-Disposition"]
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert tuple(documents.HEADS["out"]) in rows
    assert ("01/QĐ-UBND", "12/03/2018", "Quyết định: =1+1") in [row[:3] for row in rows]


def test_the_last_lines_of_a_long_register_are_shown_first(world: given.World, writer: Client) -> None:
    clerk = world.district.actor("office", "records_clerk")
    for number in range(53):
        documents.issue_outgoing(actor=clerk, at=world.at, body_key=UBND, new=outgoing(subject=f"Việc thứ {number + 1}"))
    register = series_of(page_of(writer.get(URL)))
    last = page_of(writer.get(register))
    assert ("Việc thứ 53" in last, "Việc thứ 4<" in last, "Việc thứ 3<" in last) == (True, True, False)
    assert 'rel="prev"' in last
    first = page_of(writer.get(register, {"sau": "0"}))
    assert ("Việc thứ 1<" in first, "Việc thứ 51" in first) == (True, False)
    assert "sau=50" in first


def test_a_leader_reads_the_registers_that_the_office_keeps_and_enters_nothing(world: given.World, writer: Client) -> None:
    place = entering(writer, OUT, ISSUED)["Location"]
    chairman = as_person(world, "district", "unit_head")
    page = page_of(chairman.get(URL))
    assert "Cấp số văn bản đi" not in page
    assert "01/QĐ-UBND" in words_of(chairman.get(series_of(page)))
    assert "Hủy số" not in words_of(chairman.get(place))
    assert chairman.get(OUT).status_code == 403
    assert chairman.get(IN).status_code == 403


def test_another_unit_finds_nothing_of_it(world: given.World, writer: Client) -> None:
    place = entering(writer, OUT, ISSUED)["Location"]
    register = series_of(page_of(writer.get(URL)))
    other = as_person(world, "hoanh_mo", "records_clerk")
    assert "Thành lập" not in words_of(other.get(URL, {"q": "thanh lap"}))
    assert [other.get(one).status_code for one in (place, register, f"{register[:-1]}.pdf")] == [404, 404, 404]
    assert other.get(f"{URL}den/party_committee/").status_code == 404, "no register of a body that it does not keep"


def test_party_and_state_have_their_registers_apart(world: given.World, writer: Client) -> None:
    committee = world.district.units["party"]
    office = a_unit(
        "Văn phòng Huyện ủy Bình Liêu", function="party_office", system="party", kind="party_body", parent=committee,
        code="H49.90.1",
    )  # fmt: skip
    person = a_person("Chíu Thị Hai")
    an_appointment(a_post(office, "records_clerk", title="Văn thư"), person)
    party = Client()
    signed_in_as(party, person, username="chiu.hai")
    page = words_of(party.get(URL))
    assert "Sổ văn bản của Đảng" in page
    assert "Huyện ủy" in page
    done = entering(party, f"{URL}den/party_committee/", CAME, symbol="Số 19-NQ/TU", subject="Về nâng cao chỉ số")
    assert "Nghị quyết: Về nâng cao chỉ số" in words_of(party.get(done["Location"]))
    assert "ký hiệu đơn vị soạn thảo" not in words_of(party.get(f"{URL}di/party_committee/")).lower()
    assert writer.get(done["Location"]).status_code == 404
    assert "nâng cao" not in words_of(writer.get(URL, {"q": "nang cao"}))


def test_a_register_of_last_year_says_that_it_is_to_be_closed(world: given.World, writer: Client) -> None:
    clerk = world.district.actor("office", "records_clerk")
    before = world.at.replace(year=2017, month=12, day=29)
    documents.register_incoming(
        actor=clerk, at=before, body_key=UBND, new=incoming(arrived_at=before, issued_on=before.date().replace(day=27))
    )
    page = words_of(writer.get(URL, {"nam": "2017"}))
    assert "Chưa khóa" in page
    assert "Vào sổ văn bản đến" not in page, "nothing more comes in last year"
    assert "Năm 2017" in words_of(writer.get(URL))


def test_the_pages_are_english_on_english_pages(world: given.World, writer: Client) -> None:
    came, issued = (entering(writer, at, typed)["Location"] for at, typed in ((IN, CAME), (OUT, ISSUED)))
    register = series_of(page_of(writer.get(URL)))
    void = re.search(rf'href="({URL}so/[0-9a-f-]+/huy/[0-9a-f-]+/)"', page_of(writer.get(issued)))
    assert void is not None
    choose(writer, "en")
    for address in (URL, register, IN, OUT, came, issued, void[1]):
        assert unmarked_vietnamese(page_of(writer.get(address))) == [], address
    assert unmarked_vietnamese(page_of(entering(writer, IN, CAME))) == []
    assert unmarked_vietnamese(page_of(entering(writer, OUT, ISSUED, subject=""))) == []


@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_documents(page: Any, world: given.World, writer: Client) -> None:
    came = entering(writer, IN, CAME, urgency="express", note="Đồng chí Chủ tịch yêu cầu trả lời trong ngày")["Location"]
    entering(
        writer, OUT, ISSUED, subject="Về việc kiện toàn Ban Chỉ đạo cải cách hành chính và Tổ công tác nâng cao chỉ số huyện"
    )
    issued = entering(writer, OUT, ISSUED)["Location"]
    void = re.search(rf'href="({URL}so/[0-9a-f-]+/huy/[0-9a-f-]+/)"', page_of(writer.get(issued)))
    assert void is not None
    register = series_of(page_of(writer.get(URL)))
    serve(page, writer)
    pages = {
        "shelf": URL, "register": register, "incoming": IN, "outgoing": OUT, "came": came,
        "issued": issued, "void": void[1],
    }  # fmt: skip
    for name, address in pages.items():
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"documents-{name}")


@pytest.mark.browser
def test_the_symbol_is_read_while_it_is_typed(page: Any, world: given.World, writer: Client) -> None:
    entering(writer, IN, CAME)
    serve(page, writer)
    page.goto(ORIGIN + IN)
    page.keyboard.type("1520/KH-UBND")
    page.wait_for_selector("#reading >> text=Kế hoạch")
    page.keyboard.press("Tab")
    page.keyboard.type("09032018")
    page.keyboard.press("Tab")
    page.keyboard.type("UBND tỉnh Quảng Ninh")
    page.wait_for_selector("#reading >> text=Trong sổ đã có văn bản giống thế này")
