"""Work files at the desk: plan, files and what lies in them, closing, archive, destruction."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import UBND, incoming
from lienthong.casework.dossiers import testing as given
from lienthong.casework.drafting.testing import begun
from lienthong.casework.workfiles import public as workfiles
from lienthong.casework.workfiles.testing import LINES
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.paper.testing import words_of as words_of_pdf

URL = "/ho-so-cong-viec/"
PLANS, HAND_INS, DESTRUCTIONS = f"{URL}danh-muc/", f"{URL}nop-luu/", f"{URL}tieu-huy/"
BUDGET = 12


@dataclass(frozen=True)
class Office:
    """The district's office: its clerk, head and specialist, as actors and at the browser."""

    world: given.World
    clerk: Actor
    head: Actor
    writer: Client
    leader: Client

    def plan(self, *, issued: bool = True, year: int = 2018) -> UUID:
        uid = workfiles.draft_plan(actor=self.clerk, at=self.world.at, year=year)
        workfiles.take_in_lines(actor=self.clerk, at=self.world.at, plan_uid=uid, rows=LINES)
        if issued:
            workfiles.issue_plan(actor=self.head, at=self.world.at, plan_uid=uid)
        return uid

    def file(self, symbol: str = "03.HCQT") -> UUID:
        with ledger.seeing(self.clerk.sees):
            if not workfiles.plans_of(self.clerk):
                self.plan()
            line = next(one for one in workfiles.lines_open(self.clerk) if one.symbol == symbol)
        return workfiles.open_file(actor=self.clerk, at=self.world.at, new=workfiles.NewFile(line_uid=line.uid))

    def letter(self, number: int = 1) -> UUID:
        new = incoming(symbol=f"{1500 + number}/UBND-TH1", pages=2)
        made = documents.register_incoming(actor=self.clerk, at=self.world.at, body_key=UBND, new=new)
        assert made.document_uid is not None
        return made.document_uid

    def closed(self, symbol: str = "03.HCQT", number: int = 1) -> UUID:
        uid = self.file(symbol)
        workfiles.put_letter(actor=self.clerk, at=self.world.at, file_uid=uid, document_uid=self.letter(number))
        workfiles.close(actor=self.clerk, at=self.world.at, file_uid=uid, ended_on=date(2018, 3, 9))
        workfiles.check(actor=self.head, at=self.world.at, file_uid=uid)
        return uid


def office_of(world: given.World) -> Office:
    """Return the district's office."""
    return Office(
        world, world.district.actor("office", "records_clerk"), world.district.actor("office", "division_head"),
        as_person(world, "office", "records_clerk"), as_person(world, "office", "division_head"),
    )  # fmt: skip


@pytest.fixture
def office(world: given.World) -> Office:
    return office_of(world)


def shown(client: Client, answer: Any) -> str:
    """Return the words of the page to which a posted form led."""
    assert answer.status_code == 302, words_of(answer)
    return words_of(client.get(answer["Location"]))


def sheet_of(answer: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a workbook."""
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


def told(client: Client, address: str, **typed: Any) -> str:
    return shown(client, client.post(address, typed))


# --- the plan ---------------------------------------------------------------------------------------------------------


def test_a_plan_is_begun_written_issued_and_then_offers_to_open_files(office: Office) -> None:
    assert "Đơn vị chưa có danh mục hồ sơ" in words_of(office.writer.get(PLANS))
    begun = office.writer.post(PLANS, {"year": "2018"})
    place = begun["Location"]
    assert "Đã lập danh mục hồ sơ năm 2018" in words_of(office.writer.get(place))
    line = {
        "part": "I. Tổ chức cán bộ",
        "symbol": "01.TCCB",
        "title": "Quy hoạch cán bộ",
        "period": "permanent",
        "source": "tt-09-2011",
    }
    assert "Đã ghi hồ sơ 01.TCCB." in told(office.writer, f"{place}dong/", **line)
    wrong = office.writer.post(f"{place}dong/", line | {"symbol": "TCCB", "title": "Hồ sơ nâng lương"})
    assert (wrong.status_code, "ví dụ 01.TCCB" in words_of(wrong), 'value="Hồ sơ nâng lương"' in page_of(wrong)) == (
        422,
        True,
        True,
    )
    edit = re.search(rf'href="({place}dong/[0-9a-f-]+/)"', page_of(office.writer.get(place)))
    assert edit is not None
    assert 'value="Quy hoạch cán bộ"' in page_of(office.writer.get(edit[1]))
    assert "Đã ghi hồ sơ 02.TCCB." in told(office.writer, edit[1], **(line | {"symbol": "02.TCCB"}))
    assert office.writer.get(f"{place}ban-hanh/").status_code == 403
    assert "Sau khi ban hành không sửa được nữa" in words_of(office.leader.get(f"{place}ban-hanh/"))
    page = told(office.leader, f"{place}ban-hanh/")
    assert "Đã ban hành danh mục hồ sơ năm 2018." in page
    assert "Thông tư 09/2011/TT-BNV · chưa đối chiếu văn bản" in page, "a list from memory says so"
    assert f"{URL}mo/?dong=" in page_of(office.leader.get(place))
    assert office.writer.post(edit[1], line).status_code == 409
    twice = office.writer.post(PLANS, {"year": "2018"})
    assert (twice.status_code, "đã có" in words_of(twice)) == (409, True)


def test_a_line_is_dropped_while_the_plan_is_drafted(office: Office) -> None:
    place = f"{PLANS}{office.plan(issued=False)}/"
    drop = re.search(rf'href="({place}dong/[0-9a-f-]+/bo/)"', page_of(office.writer.get(place)))
    assert drop is not None
    assert "01.CCHC" in words_of(office.writer.get(drop[1]))
    assert "Đã bỏ hồ sơ 01.CCHC." in told(office.writer, drop[1])
    assert office.writer.get(drop[1]).status_code == 404
    assert office.writer.get(drop[1].removesuffix("bo/")).status_code == 404


def test_a_plan_goes_out_as_a_workbook_and_comes_in_again_after_a_preview(office: Office) -> None:
    first = office.plan()
    answer = office.writer.get(f"{PLANS}{first}.xlsx")
    assert tuple(workfiles.PLAN_HEADS) in sheet_of(answer)
    place = f"{PLANS}{workfiles.draft_plan(actor=office.clerk, at=office.world.at, year=2019)}/"
    sent = SimpleUploadedFile("danh-muc.xlsx", answer.content)
    preview = office.writer.post(f"{place}bang/", {"table": sent, "source": "own"})
    assert "Mọi dòng đều đúng." in words_of(preview)
    assert "Danh mục chưa có hồ sơ nào" in words_of(office.writer.get(place)), "a preview takes nothing in"
    hidden = re.search(r'<textarea name="rows" hidden[^>]*>(.*?)</textarea>', page_of(preview), re.DOTALL)
    assert hidden is not None
    page = told(office.writer, f"{place}bang/", rows=hidden[1], source="own", nhan="1")
    assert "Đã đưa 3 hồ sơ vào danh mục." in page
    assert "II. Hành chính, quản trị" in page


def test_a_wrong_table_says_what_is_wrong_in_which_row(office: Office) -> None:
    place = f"{PLANS}{office.plan(issued=False)}/bang/"
    pasted = "\tI. Tổ chức\n01.CCHC\tTrùng\t5 năm\n04.CCHC\tThiếu thời hạn\t7 năm\nTCCB\tSai ký hiệu\tVĩnh viễn"
    page = words_of(office.writer.post(place, {"rows": pasted, "source": "own"}))
    assert "3 dòng cần sửa" in page
    assert "đã có trong danh mục" in page
    assert "không phải số và ký hiệu hồ sơ" in page
    taken = office.writer.post(place, {"rows": pasted, "source": "own", "nhan": "1"})
    assert (taken.status_code, "chưa dòng nào vào danh mục" in words_of(taken)) == (422, True)
    for sent in (b"khong phai bang tinh", _zip({"a.txt": b"x"}), _zip({"xl/worksheets/sheet1.xml": b"<worksheet"})):
        bad = office.writer.post(place, {"table": SimpleUploadedFile("a.xlsx", sent), "source": "own"})
        assert (bad.status_code, "Không đọc được bảng" in words_of(bad)) == (422, True)
    assert office.writer.post(place, {"rows": " ", "source": "own"}).status_code == 422
    assert office.writer.post(place, {"rows": pasted, "source": "khong"}).status_code == 422


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return target.getvalue()


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_letter_is_put_into_a_file_from_its_own_page(office: Office) -> None:
    letter, uid = office.letter(), office.file()
    page = office.writer.get(f"/van-ban/{letter}/")
    assert "Chưa nằm trong hồ sơ nào." in words_of(page)
    way = f"{URL}van-ban/{letter}/"
    assert f'href="{way}"' in page_of(page)
    assert "03.HCQT (2018)" in words_of(office.writer.get(way))
    done = office.writer.post(way, {"file": str(uid)})
    assert "Đã đưa văn bản vào hồ sơ." in shown(office.writer, done)
    assert "03.HCQT" in words_of(office.writer.get(f"/van-ban/{letter}/"))
    again = office.writer.post(way, {"file": str(uid)})
    assert (again.status_code, "đã có trong hồ sơ" in words_of(again)) == (409, True)
    assert office.writer.post(way, {"file": ""}).status_code == 422


def test_a_file_is_opened_for_a_letter_with_the_letter_in_it(office: Office) -> None:
    office.plan()
    letter = office.letter()
    new = f"{URL}mo/?tu=letter:{letter}"
    assert new in page_of(office.writer.get(f"{URL}van-ban/{letter}/")).replace("%3A", ":")
    lacking = office.writer.post(new, {"title": "Bão số 3", "source": "own", "period": "y5"})
    assert (lacking.status_code, "Ghi lý do." in words_of(lacking), 'value="Bão số 3"' in page_of(lacking)) == (422, True, True)
    page = told(office.writer, new, title="Bão số 3", reason="Phát sinh đột xuất", source="own", period="y5")
    for said in ("Đã mở hồ sơ.", "01.BS · Bão số 3", "Ngoài danh mục: Phát sinh đột xuất", "1501/UBND-TH1"):
        assert said in page, said


def test_loose_files_and_dossiers_are_put_in_and_taken_out_with_a_reason(office: Office) -> None:
    place = f"{URL}{office.file()}/"
    upload = SimpleUploadedFile("ghi-chep.txt", "Biên bản họp".encode())
    page = told(office.writer, f"{place}tep/", upload=upload, title="Ghi chép họp", pages="3", day="08/03/2018")
    assert "Ghi chép họp" in page
    assert office.writer.post(f"{place}tep/", {"title": "Thiếu tệp"}).status_code == 422
    unknown = office.writer.post(f"{place}thu-tuc/", {"code": "H49.0"})
    assert (unknown.status_code, "Không tìm thấy thứ cần đưa vào" in words_of(unknown)) == (404, True)
    item = re.search(rf'href="({place}muc/[0-9a-f-]+/)"', page_of(office.writer.get(place)))
    assert item is not None
    assert 'value="3"' in page_of(office.writer.get(item[1]))
    assert "1–4" in told(office.writer, item[1], pages="4", place="1", note="có phụ lục")
    assert office.writer.post(f"{item[1]}bo/", {"reason": ""}).status_code == 422
    assert "Đã bỏ ra khỏi hồ sơ." in told(office.writer, f"{item[1]}bo/", reason="Để nhầm")
    assert office.writer.get(item[1]).status_code == 404


def test_a_dossier_of_the_office_is_put_into_a_file(world: given.World) -> None:
    clerk = world.district.actor("hoanh_mo", "records_clerk")
    uid = workfiles.open_file(
        actor=clerk, at=world.at, new=workfiles.NewFile(title="Hộ tịch 2018", reason="Chưa có danh mục", period="permanent")
    )
    dossier = given.dossier(world.clerk, given.received(world))
    client = as_person(world, "hoanh_mo", "records_clerk")
    page = told(client, f"{URL}{uid}/thu-tuc/", code=dossier.code, pages="5")
    assert "Đã đưa hồ sơ thủ tục vào hồ sơ." in page
    assert dossier.code in page
    closing = client.post(f"{URL}{uid}/ket-thuc/", {"ended_on": "12/03/2018", "title": "Hộ tịch 2018", "period": "permanent"})
    assert (closing.status_code, "chưa giải quyết xong" in words_of(closing)) == (409, True)


def test_a_draft_under_way_is_put_into_a_file(world: given.World) -> None:
    writer, client = world.district.actor("home_affairs", "specialist"), as_person(world, "home_affairs", "specialist")
    new = workfiles.NewFile(title="Chỉ số 2018", reason="Đột xuất", period="y5")
    place = f"{URL}{workfiles.open_file(actor=writer, at=world.at, new=new)}/"
    assert "Không có dự thảo nào đang soạn." in words_of(client.get(f"{place}du-thao/"))
    draft = begun(writer)
    page = told(client, f"{place}du-thao/", draft=str(draft.draft_uid))
    assert "Đã đưa dự thảo vào hồ sơ." in page
    assert "(dự thảo, bản 1)" in page


def test_a_file_is_closed_checked_and_reopened(office: Office) -> None:
    uid = office.file("02.CCHC")
    place = f"{URL}{uid}/"
    empty = office.writer.get(f"{place}ket-thuc/")
    assert "chưa có gì trong hồ sơ" in words_of(empty)
    workfiles.put_letter(actor=office.clerk, at=office.world.at, file_uid=uid, document_uid=office.letter())
    closing = {"ended_on": "09/03/2018", "title": "Theo dõi PAR Index", "period": "y20"}
    assert office.writer.post(f"{place}ket-thuc/", closing | {"period": "y5"}).status_code == 409
    assert "chờ lãnh đạo kiểm tra" in told(office.writer, f"{place}ket-thuc/", **closing)
    assert office.writer.get(f"{place}kiem-tra/").status_code == 403
    assert "02.CCHC" in words_of(office.leader.get(f"{URL}?xem=check"))
    assert office.leader.post(f"{place}kiem-tra/", {"verdict": "no"}).status_code == 422
    page = told(office.leader, f"{place}kiem-tra/", verdict="yes")
    assert "Hồ sơ đã kết thúc." in page
    assert "Hạn nộp lưu 09/03/2019" in page
    assert "Đã mở lại hồ sơ." in told(office.leader, f"{place}mo-lai/", reason="Thiếu phụ lục")
    told(office.writer, f"{place}ket-thuc/", **closing)
    assert "Đã trả lại hồ sơ để sửa." in told(office.leader, f"{place}kiem-tra/", verdict="no", reason="Sai thứ tự")


def test_a_file_is_held_kept_and_handed_out_as_papers_and_package(office: Office) -> None:
    place = f"{URL}{office.closed('02.CCHC')}/"
    page = told(office.writer, f"{place}giu-lai/", kind="complaint", reason="Đơn của ông Sáng")
    assert "Khiếu nại, tố cáo: Đơn của ông Sáng" in page
    lift = re.search(rf'href="({place}giu-lai/[0-9a-f-]+/)"', page_of(office.writer.get(place)))
    assert lift is not None
    assert "thôi giữ 12/03/2018: Xong" in told(office.writer, lift[1], reason="Xong")
    late = office.leader.post(f"{place}giu-tai-don-vi/", {"until": "10/03/2021", "reason": "Còn dùng"})
    assert (late.status_code, "không quá 2 năm" in words_of(late)) == (422, True)
    assert "Đã đồng ý giữ hồ sơ tại đơn vị." in told(
        office.leader, f"{place}giu-tai-don-vi/", until="09/03/2020", reason="Còn dùng"
    )
    assert "1501/UBND-TH1" in words_of_pdf(office.writer.get(f"{place}muc-luc.pdf").content)
    rows = openpyxl.load_workbook(io.BytesIO(office.writer.get(f"{place}muc-luc.xlsx").content)).active.iter_rows(
        values_only=True
    )
    assert tuple(workfiles.CONTENT_HEADS) in list(rows)
    package = zipfile.ZipFile(io.BytesIO(office.writer.get(f"{place}goi.zip").content))
    assert json.loads(package.read("ho-so.json"))["File"]["FileNotation"] == "02.CCHC"


def test_lists_are_filtered_paged_and_saved(office: Office, world: given.World, settings: Any, query_count: Any) -> None:
    assert "Chưa có hồ sơ nào ở danh sách này" in words_of(office.writer.get(URL))
    for number in range(52):
        new = workfiles.NewFile(title=f"Việc {number}", reason="Thử", period="y5")
        workfiles.open_file(actor=office.clerk, at=world.at, new=new)
    office.closed("02.CCHC")
    with query_count() as counted:
        first = office.writer.get(URL)
    assert counted.statements <= BUDGET, counted.texts
    older = re.search(r'href="([^"]*truoc=\d+)"', page_of(first))
    assert older is not None
    assert "Việc 0" in words_of(office.writer.get(older[1].replace("&amp;", "&")))
    assert "Không có hồ sơ nào khớp" in words_of(office.writer.get(URL, {"q": "không có"}))
    assert "Theo dõi" in words_of(office.writer.get(URL, {"q": "theo doi", "thoi_han": "y20", "nam": "2018"}))
    set_clock(settings, world.at + timedelta(days=370))
    assert "02.CCHC" in words_of(office.writer.get(URL, {"xem": "due"}))
    rows = sheet_of(office.writer.get(f"{URL}danh-sach.xlsx?xem=unit"))
    assert sum(row[0] is not None and ".BS" in str(row[0]) for row in rows) == 52
