"""A version as a paper: its head, its text, its signature, the places kept free."""

from __future__ import annotations

from datetime import date

import pytest

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting.testing import DECREE_DAY, Room, a_party_draft, begun, printed
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.paper.testing import pages_of, words_of


def boxes(actor: Actor, version: object, **told: object) -> dict[str, drafting.Box]:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        found = drafting.signature_boxes(version, **told)  # type: ignore[arg-type]
    return {one.role: one for one in found}


def test_a_named_document_of_the_state_has_its_head_title_text_and_signature(room: Room) -> None:
    made = begun(room.writer)
    words = words_of(printed(room.writer, made.version_uid, number="12/KH-UBND", day=DECREE_DAY))
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN HUYỆN BÌNH LIÊU",
        "Số: 12/KH-UBND", "Bình Liêu, ngày 15 tháng 3 năm 2021", "KẾ HOẠCH", "Nâng cao Chỉ số cải cách hành chính",
        "1. Mục đích", "- Rút ngắn thời gian", "Phòng Nội vụ", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
        "Hoàng Văn Cường", "Nơi nhận:", "- Lưu: VT, NV (03).",
    ):  # fmt: skip
        assert said in words, (said, words)
    assert "V/v" not in words


def test_a_letter_has_its_subject_below_the_number_and_says_to_whom_it_goes(room: Room) -> None:
    made = begun(room.writer, type_key="cong-van", subject="nâng cao Chỉ số PAR Index", to="Ủy ban nhân dân các xã", grounds="")
    words = words_of(printed(room.writer, made.version_uid, number="15/UBND-NV", day=DECREE_DAY))
    assert "V/v nâng cao Chỉ số PAR Index" in words
    assert "Kính gửi: Ủy ban nhân dân các xã" in words
    assert "CÔNG VĂN" not in words, "a công văn names no type"


def test_a_division_writes_the_committee_above_its_own_name(room: Room) -> None:
    made = begun(room.writer, body="division.home_affairs", type_key="bao-cao", sign_form="", sign_collective="", sign_head="")
    words = words_of(printed(room.writer, made.version_uid))
    assert "ỦY BAN NHÂN DÂN HUYỆN BÌNH LIÊU PHÒNG NỘI VỤ HUYỆN BÌNH LIÊU" in words


def test_a_party_document_has_no_state_name_and_signs_with_a_slash(room: Room) -> None:
    made = a_party_draft(room.party)
    words = words_of(printed(room.party, made.version_uid, number="19-NQ/HU", day=DECREE_DAY))
    for said in ("ĐẢNG CỘNG SẢN VIỆT NAM", "HUYỆN ỦY BÌNH LIÊU", "* Số 19-NQ/HU", "NGHỊ QUYẾT", "T/M BAN THƯỜNG VỤ", "BÍ THƯ"):
        assert said in words, (said, words)
    assert "CỘNG HÒA" not in words


def test_empty_number_and_day_leave_their_places_free_and_the_boxes_say_where(room: Room) -> None:
    made = begun(room.writer, text="Kính báo.")
    words = words_of(printed(room.writer, made.version_uid, on=DECREE_DAY))
    assert "Số:" in words
    assert "tháng 3 năm 2021" not in words
    places = boxes(room.writer, made.version_uid, on=DECREE_DAY)
    assert set(places) == {"number", "day", "signer", "seal"}
    assert {one.page for one in places.values()} == {0}
    width, height = 595.3, 841.9
    for one in places.values():
        assert 0 < one.x < one.x + one.w < width, one
        assert 0 < one.y < one.y + one.h < height, one
    assert places["number"].x < width / 2 < places["day"].x, "number left, day right"
    assert places["number"].y > places["signer"].y, "the head stands above the signature"
    seal, signer = places["seal"], places["signer"]
    assert seal.x < signer.x < seal.x + seal.w < signer.x + signer.w / 2, "the seal covers the left third of the signature"
    with_both = boxes(room.writer, made.version_uid, number="12/KH-UBND", day=DECREE_DAY)
    assert set(with_both) == {"signer", "seal"}


def test_the_signature_of_a_long_text_stands_on_its_last_page_and_pages_are_numbered_from_the_second(room: Room) -> None:
    made = begun(room.writer, text="\n\n".join(f"{one}. Nhiệm vụ thứ {one} của các phòng, ban, đơn vị." for one in range(1, 80)))
    pages = pages_of(printed(room.writer, made.version_uid, on=DECREE_DAY))
    assert len(pages) > 2
    assert boxes(room.writer, made.version_uid, on=DECREE_DAY)["signer"].page == len(pages) - 1
    assert pages[1].startswith("2 ") or pages[1].endswith(" 2"), pages[1]
    assert not pages[0].startswith("1 ")


STATE = [one.key for one in documents.types.all_of("state", DECREE_DAY) if not one.copy and not one.normative]
PARTY = [one.key for one in documents.types.all_of("party", DECREE_DAY)]


@pytest.mark.parametrize("type_key", STATE)
def test_every_type_of_the_state_is_printed_on_either_layout(room: Room, type_key: str) -> None:
    made = begun(room.writer, type_key="ke-hoach", to="Ủy ban nhân dân các xã\nPhòng Nội vụ", second_post="Thư ký",
                 second_signer="Tằng Dảu Tình")  # fmt: skip
    retyped(made, type_key)
    words = words_of(printed(room.writer, made.version_uid, day=DECREE_DAY))
    kind = documents.types.by_key("state", type_key, DECREE_DAY)
    assert (kind.name.upper() in words) != (type_key in ("cong-van", "thu-cong")), words
    assert "Hoàng Văn Cường" in words


@pytest.mark.parametrize("type_key", PARTY)
def test_every_type_of_the_party_is_printed(room: Room, type_key: str) -> None:
    made = a_party_draft(room.party, to="Các chi bộ", second_signer="Tằng Dảu Tình")
    retyped(made, type_key)
    words = words_of(printed(room.party, made.version_uid, day=DECREE_DAY))
    kind = documents.types.by_key("party", type_key, DECREE_DAY)
    assert (kind.name.upper() in words) != (type_key in ("cong-van", "thu-cong")), words
    assert ("* Số" in words) != kind.silent, "what no symbol writes has no number"
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in words


def retyped(made: drafting.Written, type_key: str) -> None:
    """Let a draft be of another type, as no service does: a test prints all of them from one draft."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("UPDATE drafting_draft SET type_key = %s WHERE uid = %s", [type_key, made.draft_uid])
        cursor.execute("SET LOCAL ROLE lienthong_web")


def test_the_layout_is_that_of_the_day_of_issue(room: Room) -> None:
    made = begun(room.writer)
    with ledger.seeing({room.writer.unit_id}):
        assert drafting.layout_of(made.version_uid).key == "tt-01-2011", "of March 2018"
        assert drafting.layout_of(made.version_uid, date(2020, 3, 4)).key == "tt-01-2011"
        assert drafting.layout_of(made.version_uid, date(2020, 3, 5)).key == "nd-30-2020"
    party = a_party_draft(room.party)
    with ledger.seeing({room.party.unit_id}):
        assert drafting.layout_of(party.version_uid, date(2018, 4, 2)).key == "hd-11-vptw"
        assert drafting.layout_of(party.version_uid, date(2018, 4, 3)).key == "hd-36-vptw"


def test_the_same_version_gives_the_same_bytes_and_says_what_it_is(room: Room) -> None:
    made = begun(room.writer)
    first = printed(room.writer, made.version_uid)
    assert first == printed(room.writer, made.version_uid)
    assert b"pdfaid" in first or b"PDF/A" in first or first.startswith(b"%PDF-1.7")


def test_a_version_that_is_not_seen_is_not_printed(room: Room) -> None:
    made = begun(room.writer)
    with pytest.raises(drafting.VersionUnknown):
        printed(room.town.commune, made.version_uid)
    with pytest.raises(drafting.VersionUnknown):
        printed(room.writer, new_uid())


def test_what_is_typed_never_becomes_markup(room: Room) -> None:
    made = begun(room.writer, text='#import "x" *đậm* $x^2$ \\ <b>đậm</b> @nhan = Tiêu đề')
    words = words_of(printed(room.writer, made.version_uid))
    assert '#import "x" *đậm* $x^2$ \\ <b>đậm</b> @nhan = Tiêu đề' in words
