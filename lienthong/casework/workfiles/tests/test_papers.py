"""What is printed of work files, and the package in which a file leaves for another system."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town, a_clerk
from lienthong.casework.workfiles import public as workfiles
from lienthong.casework.workfiles.rules import fields
from lienthong.casework.workfiles.testing import a_file, a_letter, a_plan, closed, head_of, sheet
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import paper
from lienthong.toolkit.paper.testing import words_of


def printed(template: str, data: dict[str, Any]) -> str:
    return words_of(paper.render(template, data))


def test_the_plan_prints_with_its_official_columns_headings_and_period(town: Town) -> None:
    plan = a_plan(town)
    with ledger.seeing(town.clerk.sees):
        text = printed("workfiles/plan.typ", workfiles.plan_paper(town.clerk, *workfiles.plan(town.clerk, plan)))
    for said in (*workfiles.PLAN_HEADS[1:], "DANH MỤC HỒ SƠ NĂM 2018", "I. Cải cách hành chính", "03.HCQT", "Vĩnh viễn",
                 "Danh mục này có 3 hồ sơ", "Thông tư 09/2011/TT-BNV", head_of(town).name):  # fmt: skip
        assert said in text, said
    draft = workfiles.draft_plan(actor=town.clerk, at=MONDAY_8AM, year=2019)
    with ledger.seeing(town.clerk.sees):
        assert "chưa ban hành" in printed(
            "workfiles/plan.typ", workfiles.plan_paper(town.clerk, *workfiles.plan(town.clerk, draft))
        )


def test_the_list_of_documents_of_a_file_prints_with_page_numbers_and_its_hash(town: Town) -> None:
    found = sheet(town.clerk, closed(town))
    text = printed("workfiles/contents.typ", workfiles.content_paper(found))
    for said in (*workfiles.CONTENT_HEADS, "MỤC LỤC VĂN BẢN TRONG HỒ SƠ", "1501/UBND-TH1", "3-4", found.digest[:20],
                 "2 văn bản, tài liệu; 4 trang"):  # fmt: skip
        assert said.replace("/", "") in text.replace("/ ", "").replace("/", ""), said


def test_minutes_of_a_hand_in_print_with_both_sides_and_the_list(town: Town) -> None:
    uid, archivist = closed(town), a_clerk(town.district.units["office"], name="Tằng Thị Lan")
    hand_in = workfiles.hand_in(actor=town.clerk, at=MONDAY_8AM, file_uids=[uid])
    with ledger.seeing(town.clerk.sees):
        waits = printed("workfiles/hand_in.typ", workfiles.hand_in_paper(*workfiles.hand_in_of(town.clerk, hand_in)))
    assert "Tằng Thị Lan" not in waits
    workfiles.take_over(actor=archivist, at=MONDAY_8AM, hand_in_uid=hand_in, places={uid: workfiles.Shelved("12", "Giá 3")})
    with ledger.seeing(town.clerk.sees):
        text = printed("workfiles/hand_in.typ", workfiles.hand_in_paper(*workfiles.hand_in_of(town.clerk, hand_in)))
    for said in ("BIÊN BẢN GIAO NHẬN HỒ SƠ, TÀI LIỆU", "Tằng Thị Lan", town.clerk.name, "1 hồ sơ, 2 văn bản, 4 trang, 1 hộp",
                 "MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU", "hộp 12", "03.HCQT"):  # fmt: skip
        assert said in text, said
    assert "Tình trạng tài liệu: – " in text, "nobody wrote how the papers are"


def test_minutes_of_a_destruction_say_who_said_what_and_what_is_left(town: Town) -> None:
    uid, at = closed(town), MONDAY_8AM.replace(year=2024)
    people = {
        head_of(town).person_uid: "chair", town.clerk.person_uid: "secretary",
        town.actor("office", "specialist").person_uid: "member",
    }  # fmt: skip
    made = workfiles.list_for_destruction(
        actor=town.clerk, at=at, reason="Hết thời hạn", doomed=[workfiles.Doomed(uid, "Hết giá trị")], council=people
    )
    with ledger.seeing(town.clerk.sees):
        paper_of = workfiles.destruction_paper(town.clerk, *workfiles.destruction(town.clerk, made))
    assert "Hội đồng đang xét" in printed("workfiles/destruction.typ", paper_of)
    with ledger.seeing(town.clerk.sees):
        line = workfiles.destruction(town.clerk, made)[2][0].uid
    for member in (head_of(town), town.clerk, town.actor("office", "specialist")):
        workfiles.decide(actor=member, at=at, destruction_uid=made, said={line: workfiles.Said(agrees=True)})
    workfiles.settle(actor=head_of(town), at=at, destruction_uid=made)
    with ledger.seeing(town.clerk.sees):
        paper_of = workfiles.destruction_paper(town.clerk, *workfiles.destruction(town.clerk, made))
    text = printed("workfiles/destruction.typ", paper_of)
    for said in ("BIÊN BẢN HỦY TÀI LIỆU HẾT GIÁ TRỊ", "01/2024", "Hết giá trị", "Chủ tịch Hội đồng", "đã tiêu hủy 1, giữ lại 0",
                 sheet(town.clerk, uid).digest[:16]):  # fmt: skip
        assert said in text, said


# --- the package ------------------------------------------------------------------------------------------------------


def test_a_package_holds_official_fields_contents_and_their_hashes(town: Town) -> None:
    uid = a_file(town)
    letter = a_letter(town, files=(documents.Upload("thu đến.txt", b"noi dung"),))
    assert letter.document_uid is not None
    workfiles.put_letter(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, document_uid=letter.document_uid)
    loose = workfiles.Loose("ghi.txt", b"ghi chep", "Ghi chép", date(2018, 3, 8), "Tổ công tác", 1)
    workfiles.put_loose(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, new=loose)
    with ledger.seeing(town.clerk.sees):
        name, content = workfiles.packaged(town.clerk, uid)
        assert workfiles.packaged(town.clerk, uid)[1] == content, "the same file, the same bytes"
    package = zipfile.ZipFile(io.BytesIO(content))
    manifest = json.loads(package.read("manifest.json"))
    assert name == "ho-so-2018-03-hcqt.zip"
    assert {one: hashlib.sha256(package.read(one)).hexdigest() for one in manifest} == manifest
    assert set(package.namelist()) == {*manifest, "manifest.json"}
    assert package.read("van-ban/002-1-ghi.txt") == b"ghi chep"
    told = json.loads(package.read("ho-so.json"))
    assert (told["File"]["FileNotation"], told["File"]["DocTotal"], told["File"]["Maintenance"]) == ("03.HCQT", "2", "5 năm")
    assert told["Documents"][0] | {"Subject": ""} == {
        "DocOrdinal": "1", "TypeName": "Công văn", "CodeNumber": "1501", "CodeNotation": "UBND-TH1", "IssuedDate": "09/03/2018",
        "OrganName": "UBND tỉnh Quảng Ninh", "Subject": "", "Language": "Tiếng Việt", "PageAmount": "2",
    }  # fmt: skip
    assert "<FileNotation>03.HCQT</FileNotation>" in package.read("ho-so.xml").decode()


def test_what_does_not_fit_an_official_field_is_refused_and_never_cut(town: Town) -> None:
    uid = a_file(town)
    letter = a_letter(town, subject="x" * 501)
    assert letter.document_uid is not None
    workfiles.put_letter(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, document_uid=letter.document_uid)
    with (
        ledger.seeing(town.clerk.sees),
        pytest.raises(workfiles.FieldDoesNotFit, match=r"Subject .* dài 501, quy định tối đa 500"),
    ):
        workfiles.packaged(town.clerk, uid)


def test_number_and_notation_are_told_apart() -> None:
    assert fields.code_of("12/QĐ-UBND") == ("12", "QĐ-UBND")
    assert fields.code_of("19-NQ/TU") == ("19", "NQ/TU")
    assert fields.code_of("không số") == ("", "không số")
    assert fields.day_of(None) == ""
