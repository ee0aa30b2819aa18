"""Papers that tell the citizen something, in the form of their day; and the register of the unit."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.test import Client

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import page_of
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.paper import testing

Someone = Callable[[str, str], Client]


def words_of(answer: Any) -> str:
    """Return the words of a PDF answer."""
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return testing.words_of(answer.content)


def asked_to_supplement(world: given.World) -> Any:
    """Return the uid of a birth whose papers were asked for."""
    uid = given.received(world)
    asked = ["Giấy chứng sinh", "Sổ hộ khẩu"]
    dossiers.request_supplement(actor=world.clerk, at=world.at, dossier_uid=uid, papers=asked, reason="Bản chụp mờ")
    return uid


def test_a_supplement_request_is_printed_with_what_is_asked_and_why(clerk: Client, world: given.World) -> None:
    uid = asked_to_supplement(world)
    assert "Phiếu yêu cầu bổ sung (PDF)" in page_of(clerk.get(f"/ho-so/{uid}/"))
    words = words_of(clerk.get(f"/ho-so/{uid}/giay/yeu-cau-bo-sung.pdf"))
    for fact in (
        "0001/HDHS",
        "mẫu minh họa",
        "1. Giấy chứng sinh 2. Sổ hộ khẩu",
        "Bản chụp mờ",
        world.clerk.name,
        "Hoàng Thị Sen",
    ):
        assert fact in words, fact


def test_a_refusal_names_its_reason_and_who_refused(clerk: Client, world: given.World) -> None:
    uid = asked_to_supplement(world)
    dossiers.refuse(actor=world.clerk, at=world.at, dossier_uid=uid, reason="Quá hạn bổ sung mà không nộp")
    words = words_of(clerk.get(f"/ho-so/{uid}/giay/tu-choi.pdf"))
    for fact in ("PHIẾU TỪ CHỐI TIẾP NHẬN", "0001/TCHS", "Quá hạn bổ sung mà không nộp", world.clerk.name):
        assert fact in words, fact


def test_a_stop_is_told_while_the_dossier_stands_still(clerk: Client, world: given.World) -> None:
    uid = given.received(world)
    given.step(world, uid, "receive", "done")
    dossiers.stop(actor=world.head, at=world.at, dossier_uid=uid, reason="Chờ tòa án giải quyết tranh chấp")
    words = words_of(clerk.get(f"/ho-so/{uid}/giay/dung.pdf"))
    assert ("Chờ tòa án giải quyết tranh chấp" in words, world.head.name in words) == (True, True)
    dossiers.restart(actor=world.head, at=world.at, dossier_uid=uid)
    assert clerk.get(f"/ho-so/{uid}/giay/dung.pdf").status_code == 404


@pytest.mark.parametrize("slug", ["yeu-cau-bo-sung", "tu-choi", "dung"])
def test_a_notice_that_was_never_given_cannot_be_printed(clerk: Client, world: given.World, slug: str) -> None:
    answer = clerk.get(f"/ho-so/{given.received(world)}/giay/{slug}.pdf")
    assert answer.status_code == 404
    assert "chỉ in được sau khi việc ấy đã làm" in page_of(answer)


def test_an_unknown_notice_is_no_page(clerk: Client, world: given.World) -> None:
    assert clerk.get(f"/ho-so/{given.received(world)}/giay/khen-thuong.pdf").status_code == 404


# --- the register -----------------------------------------------------------------------------------------------------


def test_the_register_shows_the_day_in_the_order_of_its_lines(clerk: Client, world: given.World) -> None:
    assert "Không có hồ sơ nào trong những ngày này" in page_of(clerk.get("/ho-so/so-theo-doi/"))
    for name in ("Tằng A Sáng", "Lài A Tài"):
        given.received(world, owner=given.a_person(name))
    words = page_of(clerk.get("/ho-so/so-theo-doi/"))
    assert words.index("Tằng A Sáng") < words.index("Lài A Tài")
    assert "2 hồ sơ" in words


def test_the_register_prints_and_exports_the_same_lines(clerk: Client, world: given.World) -> None:
    uid = given.received(world, owner=given.a_person("Tằng A Sáng"))
    asked = {"tu": "01/03/2018", "den": "31/03/2018"}
    code = given.dossier(world.clerk, uid).code
    printed = words_of(clerk.get("/ho-so/so-theo-doi.pdf", asked))
    sheet = openpyxl.load_workbook(BytesIO(clerk.get("/ho-so/so-theo-doi.xlsx", asked).content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert ("Tổng số hồ sơ đã nhận: 1" in printed, "Tằng A Sáng" in printed) == (True, True)
    assert (rows[2][:3], rows[3][:2]) == (("STT", "Mã hồ sơ", "Tên thủ tục"), (1, code))


def test_the_register_says_what_became_of_a_dossier(world: given.World) -> None:
    uid = asked_to_supplement(world)
    dossiers.refuse(actor=world.clerk, at=world.at, dossier_uid=uid, reason="Không bổ sung")
    given.received(world, owner=given.a_person("Lài A Tài"), households=[given.a_person("A"), given.a_person("B")])
    with ledger.seeing({world.clerk.unit_id}):
        lines = dossiers.register_lines(world.clerk.unit_id, world.at.date(), world.at.date())
    assert [line.note for line in lines] == ["đã từ chối", "2 hộ nộp chung"]


def test_the_notes_of_the_register_are_english_on_an_english_page(clerk: Client, world: given.World) -> None:
    uid = asked_to_supplement(world)
    dossiers.refuse(actor=world.clerk, at=world.at, dossier_uid=uid, reason="Không bổ sung")
    given.received(world, owner=given.a_person("Lài A Tài"), households=[given.a_person("A"), given.a_person("B")])

    clerk.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    words = page_of(clerk.get("/ho-so/so-theo-doi/"))

    assert (">refused<" in words, ">filed together, households: 2<" in words) == (True, True)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"tu": "31/03/2018", "den": "01/03/2018"}, "phải bằng hoặc sau Từ ngày"),
        ({"tu": "01/01/2017", "den": "31/12/2018"}, "nhiều nhất một năm"),
        ({"tu": "hôm qua", "den": "01/03/2018"}, "error-summary"),
    ],
)
def test_a_period_that_cannot_be_is_said_and_kept(clerk: Client, asked: dict[str, str], said: str) -> None:
    answer = clerk.get("/ho-so/so-theo-doi/", asked)
    assert answer.status_code == 422
    assert (said in page_of(answer), asked["tu"] in page_of(answer)) == (True, True)
    assert clerk.get("/ho-so/so-theo-doi.pdf", asked).status_code == 404


def test_the_register_asks_few_questions_however_many_lines(clerk: Client, world: given.World, query_count: Any) -> None:
    for _ in range(3):
        given.received(world)
    with query_count() as counted:
        assert clerk.get("/ho-so/so-theo-doi/").status_code == 200
    assert counted.statements <= 12, counted.texts
