"""Who gets an envelope, what the post office signs for, how envelopes are printed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.queries import mailing
from lienthong.casework.documents.rules.recipients import listed
from lienthong.casework.documents.testing import HDND, UBND, Town, issued, registered
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import paper
from lienthong.toolkit.paper.testing import pages_of

MONDAY, FRIDAY = date(2018, 3, 12), date(2018, 3, 9)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "- Thường trực Huyện ủy;\n- UBND các xã, thị trấn;\n- Lưu: VT, NV (03).",
            ["Thường trực Huyện ủy", "UBND các xã, thị trấn"],
        ),
        ("Các phòng; UBND các xã", ["Các phòng", "UBND các xã"]),
        ("+ Như trên;\n* Như Điều 3; - Sở Nội vụ (báo cáo).", ["Sở Nội vụ (báo cáo)"]),
        ("Sở Nội vụ; Sở Nội vụ", ["Sở Nội vụ"]),
        ("LƯU: VT", []),
        ("", []),
        (" ; \n - ", []),
        ("Ông Lưu Nhân; Lưu Thị Hà; Lưu : VT", ["Ông Lưu Nhân", "Lưu Thị Hà"]),
    ],
)
def test_recipients_are_taken_apart_and_what_stays_here_is_left_out(text: str, found: list[str]) -> None:
    assert listed(text) == found


@given(st.text("ab;\n-. Lưu:", max_size=60))
def test_whatever_is_typed_no_envelope_is_empty_or_doubled(text: str) -> None:
    found = listed(text)
    assert all(one.strip() == one != "" for one in found)
    assert len(set(found)) == len(found)


def sent(town: Town, first: date = MONDAY, last: date = MONDAY, body: str = UBND) -> list[list[str]]:
    with ledger.seeing({town.clerk.unit_id}):
        return [one.cells for one in documents.posted(town.clerk, body, first, last)]


def test_a_postal_register_that_would_lack_lines_is_refused(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "MOST_SENT", 2)
    issued(town.clerk, recipients="UBND xã Hoành Mô")
    issued(town.clerk, recipients="UBND xã Hoành Mô")
    assert len(sent(town)) == 2
    issued(town.clerk, recipients="")
    with pytest.raises(documents.TooManySent, match="hơn 2 văn bản đi"):
        sent(town)


def test_each_recipient_of_what_was_sent_is_a_line_of_the_postal_register(town: Town) -> None:
    issued(town.clerk, recipients="- UBND xã Hoành Mô;\n- UBND xã Đồng Văn;\n- Lưu: VT.", note="gửi kèm phụ lục")
    issued(town.clerk, recipients="")
    registered(town.clerk)
    issued(town.clerk, body=HDND, type_key="nghi-quyet", recipients="Thường trực Huyện ủy")
    assert sent(town) == [
        ["12/03/2018", "01/QĐ-UBND", "UBND xã Hoành Mô", "1", "", "gửi kèm phụ lục"],
        ["12/03/2018", "01/QĐ-UBND", "UBND xã Đồng Văn", "1", "", "gửi kèm phụ lục"],
    ]
    assert len(sent(town, body=HDND)) == 1
    assert len(documents.POSTAL_HEADS) == 6


def test_the_day_is_that_on_which_it_was_passed_on(town: Town) -> None:
    issued(town.clerk, recipients="Sở Nội vụ", day=FRIDAY, reason="mất điện", moved_on=MONDAY)
    assert sent(town, FRIDAY, FRIDAY) == []
    assert [row[0] for row in sent(town, FRIDAY, MONDAY)] == ["12/03/2018"]


def test_a_void_number_and_a_number_of_another_unit_are_in_no_envelope(town: Town) -> None:
    taken = issued(town.clerk)
    documents.void(actor=town.clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="ký nhầm")
    issued(town.commune)
    assert sent(town) == []


def test_the_postal_register_is_printed_with_its_six_columns(town: Town) -> None:
    issued(town.clerk, recipients="UBND xã Hoành Mô; UBND xã Đồng Văn")
    with ledger.seeing({town.clerk.unit_id}):
        rows = documents.posted(town.clerk, UBND, MONDAY, MONDAY)
    (words,) = pages_of(paper.render("documents/postal.typ", documents.postal_register("UBND huyện", rows, MONDAY, MONDAY)))
    for told in ("SỔ GỬI VĂN BẢN BƯU ĐIỆN", "Từ ngày 12/03/2018", "01/QĐ-UBND", "UBND xã Đồng Văn", "Tổng số bì: 2"):
        assert told in words
    (empty,) = pages_of(paper.render("documents/postal.typ", documents.postal_register("UBND huyện", [], MONDAY, MONDAY)))
    assert "Không có văn bản nào gửi" in empty


def test_each_recipient_has_an_envelope_of_its_own(town: Town) -> None:
    taken = issued(town.clerk, recipients="UBND xã Hoành Mô; UBND xã Đồng Văn; Lưu: VT", urgency="express")
    assert taken.document_uid is not None
    with ledger.seeing({town.clerk.unit_id}):
        data = documents.envelopes(town.clerk, taken.document_uid)
    pages = pages_of(paper.render("documents/envelope.typ", data | {"urgency": "Hỏa tốc"}))
    assert len(pages) == 2
    for words, name in zip(pages, ("UBND xã Hoành Mô", "UBND xã Đồng Văn"), strict=True):
        assert f"Kính gửi: {name}" in words
        assert "01/QĐ-UBND" in words
        assert "HỎA TỐC" in words
    (none,) = pages_of(paper.render("documents/envelope.typ", data | {"pages": []}))
    assert "không ghi nơi nhận nào" in none
