"""The printed register: the official columns, what stands below them, how it was opened."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import UBND, Town, issued, line, outgoing, registered
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import paper
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.paper.testing import words_of as words_on


def below(actor: Actor, taken: documents.Numbered, direction: str) -> dict[str, str]:
    return dict(zip(documents.HEADS[direction], documents.cells(direction, line(actor, taken)), strict=True))


def book_of(actor: Actor, taken: documents.Numbered) -> documents.RegisterRow:
    with ledger.seeing({actor.unit_id}):
        return documents.register_row(actor, taken.series_uid)


def test_what_goes_out_stands_below_the_ten_official_heads(town: Town) -> None:
    taken = issued(town.clerk, copies=12, kept_by="Văn thư, Phòng Nội vụ", moved_on=date(2018, 3, 12), note="gửi kèm phụ lục")
    assert below(town.clerk, taken, "out") == {
        "Số, ký hiệu": "01/QĐ-UBND",
        "Ngày tháng văn bản": "12/03/2018",
        "Tên loại và trích yếu": "Quyết định: Về việc thành lập Tổ công tác nâng cao chỉ số cải cách hành chính",
        "Người ký": "Hoàng Văn Cường",
        "Nơi nhận": "Các phòng; UBND các xã",
        "Đơn vị, người nhận bản lưu": "Văn thư, Phòng Nội vụ",
        "Số lượng bản": "12",
        "Ngày chuyển": "12/03/2018",
        "Ký nhận": "",
        "Ghi chú": "gửi kèm phụ lục",
    }


def test_what_came_stands_below_the_ten_official_heads(town: Town) -> None:
    taken = registered(town.clerk, moved_to="Phòng Nội vụ", moved_on=date(2018, 3, 12))
    assert below(town.clerk, taken, "in") == {
        "Ngày đến": "12/03/2018",
        "Số đến": "1",
        "Tác giả": "UBND tỉnh Quảng Ninh",
        "Số, ký hiệu": "1520/UBND-TH1",
        "Ngày tháng văn bản": "09/03/2018",
        "Tên loại và trích yếu": "Công văn: Về việc nâng cao Chỉ số PAR Index năm 2018",
        "Đơn vị hoặc người nhận": "Phòng Nội vụ",
        "Ngày chuyển": "12/03/2018",
        "Ký nhận": "",
        "Ghi chú": "",
    }


def test_an_urgent_document_shows_the_hour_at_which_it_came(town: Town) -> None:
    cells = below(town.clerk, registered(town.clerk, urgency="express"), "in")
    assert (cells["Ngày đến"], cells["Ghi chú"]) == ("08:00 ngày 12/03/2018", "Hỏa tốc")


def test_a_secret_document_has_its_mark_and_its_type_but_no_subject(town: Town) -> None:
    cells = below(town.clerk, issued(town.clerk, secrecy="secret", subject=""), "out")
    assert (cells["Tên loại và trích yếu"], cells["Ghi chú"]) == ("Quyết định", "Mật")


def test_a_late_line_says_when_it_was_written_and_why(town: Town) -> None:
    taken = issued(town.clerk, day=date(2018, 3, 9), reason="mất điện cả ngày thứ Sáu")
    cells = below(town.clerk, taken, "out")
    assert (cells["Ngày tháng văn bản"], cells["Ghi chú"]) == ("09/03/2018", "vào sổ 12/03/2018: mất điện cả ngày thứ Sáu")


def test_a_void_number_stays_with_who_and_why(town: Town) -> None:
    taken = issued(town.clerk)
    documents.void(actor=town.clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="ký nhầm")
    assert below(town.clerk, taken, "out")["Ghi chú"] == f"Hủy: ký nhầm ({town.clerk.name})"
    with ledger.seeing({town.clerk.unit_id}):
        data = documents.printed(town.clerk, documents.register_row(town.clerk, taken.series_uid))
    assert ([one["void"] for one in data["lines"]], data["void_count"]) == ([True], 1)


def test_a_recalled_document_keeps_its_line_with_the_day_and_why(town: Town) -> None:
    taken = issued(town.clerk)
    assert taken.document_uid is not None
    documents.recall(actor=town.clerk, at=MONDAY_8AM, document_uid=taken.document_uid, reason="sai chỉ tiêu")
    assert below(town.clerk, taken, "out")["Ghi chú"] == "Thu hồi 12/03/2018: sai chỉ tiêu"


@pytest.mark.parametrize("direction", ["in", "out", "internal"])
def test_each_register_has_the_ten_columns_of_its_form(direction: str) -> None:
    heads = documents.HEADS[direction]
    assert len(heads) == len(set(heads)) == 10
    assert {documents.BY_HAND, "Ngày chuyển", "Ghi chú"} <= set(heads)


def test_the_paper_holds_every_line_and_says_whose_register_it_is(town: Town) -> None:
    taken = [issued(town.clerk) for _ in range(3)]
    documents.void(actor=town.clerk, at=MONDAY_8AM, entry_uid=taken[1].entry_uid, reason="ký nhầm")
    with ledger.seeing({town.clerk.unit_id}):
        data = documents.printed(town.clerk, documents.register_row(town.clerk, taken[0].series_uid))
    words = words_on(paper.render("documents/register.typ", data))
    for said in ("SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Năm 2018", "01/QĐ-UBND", "03/QĐ-UBND", "Hủy: ký nhầm", "trong đó hủy 1 số"):
        assert said in words, words


def test_an_empty_register_is_printed_too(town: Town) -> None:
    taken = registered(town.clerk)
    with ledger.seeing({town.clerk.unit_id}):
        data = documents.printed(town.clerk, documents.register_row(town.clerk, taken.series_uid))
    words = words_on(paper.render("documents/register.typ", data | {"lines": [], "taken": 0}))
    assert "Sổ chưa có số nào" in words


def test_the_file_is_called_after_the_register(town: Town) -> None:
    assert documents.file_name(book_of(town.clerk, issued(town.clerk))) == "so-van-ban-di-ubnd-named-quyet-dinh-2018"
    assert documents.file_name(book_of(town.clerk, registered(town.clerk))) == "so-van-ban-den-ubnd-incoming-2018"
    inside = documents.register_internal(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, new=outgoing())
    assert documents.file_name(book_of(town.clerk, inside)) == "so-van-ban-noi-bo-ubnd-internal-2018"


def test_the_hour_of_arrival_is_that_of_vietnam(town: Town) -> None:
    came = datetime.fromisoformat("2018-03-11T23:30:00+00:00")
    taken = registered(town.clerk, arrived_at=came, urgency="urgent")
    assert below(town.clerk, taken, "in")["Ngày đến"] == "06:30 ngày 12/03/2018"
