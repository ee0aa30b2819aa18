"""What arrives is put before the clerk once, whatever is wrong with its files."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import HU, UBND, Town
from lienthong.casework.intake import public as intake
from lienthong.casework.intake.models import Arrival
from lienthong.casework.intake.rules.arrivals import as_json, from_json, merged
from lienthong.casework.intake.testing import arriving, put, scan, sheet, waiting
from lienthong.office.files import public as files
from lienthong.office.files.testing import pdfs, pictures
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY_8AM, abolish_unit
from lienthong.toolkit.identity import new_uid


def original(town: Town, uid: UUID | None) -> bytes:
    """Return the bytes kept under a file's uid, as the clerk downloads them."""
    assert uid is not None
    with ledger.seeing({town.clerk.unit_id}), files.open_file(uid) as content:
        return content.read()


# --- one arrival ------------------------------------------------------------------------------------------------------


def test_what_arrives_waits_for_the_clerk_with_what_it_says_of_itself(town: Town) -> None:
    said = intake.Proposal(symbol="12/KH-SNV", issued_on=date(2018, 3, 9), issuer="Sở Nội vụ", subject="Kế hoạch năm", pages=3)
    found = sheet(town.clerk, put(town.clerk, proposal=said, sender="snv@quangninh.gov.vn"))
    assert (found.row.state, found.row.title, found.row.sender) == ("waiting", "Kế hoạch năm", "snv@quangninh.gov.vn")
    assert found.row.proposal == said
    assert (found.row.body_key, found.row.files, found.row.faulty) == (UBND, 1, 0)
    with ledger.seeing({town.clerk.unit_id}):
        assert intake.waiting(town.clerk).count() == 1
        assert [one.activity for one in ledger.history(found.row.uid)] == ["arrival_put"]


def test_the_same_origin_is_one_arrival_however_often_it_is_put(town: Town) -> None:
    first = put(town.clerk, origin="<a@b>")
    assert put(town.clerk, origin="<a@b>", files=(scan(), scan("khac.pdf"))) == first
    assert sheet(town.clerk, first).row.files == 1
    assert put(town.commune, origin="<a@b>") != first, "another unit got it too"


def test_a_very_long_origin_is_still_known_again(town: Town) -> None:
    assert put(town.clerk, origin="<" + "x" * 900) == put(town.clerk, origin="<" + "x" * 900)
    assert put(town.clerk, origin="<" + "x" * 901) != put(town.clerk, origin="<" + "x" * 900)


def test_a_title_is_what_it_is_called_or_is_about_or_its_file_or_a_dash(town: Town) -> None:
    about = intake.Proposal(subject="Về phí")
    for facts, title in (
        ({"title": "Họp\u202e giao\x00 ban\r\nngày 5", "proposal": about}, "Họp giao ban ngày 5"),
        ({"proposal": about}, "Về phí"),
        ({}, "cong-van.pdf"), ({"files": ()}, "–"), ({"title": "d" * 400}, "d" * 300),
    ):  # fmt: skip
        assert sheet(town.clerk, put(town.clerk, **facts)).row.title == title


def test_nothing_is_put_to_who_keeps_no_such_register(town: Town) -> None:
    for facts in ({"keeper_uid": new_uid()}, {"body_key": HU}, {"keeper_uid": town.district.units["district"].uid}):
        with pytest.raises(intake.KeeperUnknown):
            put(town.clerk, **facts)


def test_nothing_is_put_to_a_unit_that_is_no_more(town: Town) -> None:
    abolish_unit(unit_id=town.commune.unit_id, on=org.local_day(MONDAY_8AM), legal_document="NQ 1")
    with pytest.raises(intake.KeeperUnknown):
        put(town.commune)


def test_a_clerk_who_brings_it_in_is_named(town: Town) -> None:
    uid = intake.put(at=MONDAY_8AM, new=arriving(town.clerk), actor=town.clerk)
    assert sheet(town.clerk, uid).row.put_by == town.clerk.name


def test_what_is_too_long_for_the_register_is_proposed_as_far_as_it_fits(town: Town) -> None:
    found = sheet(town.clerk, put(town.clerk, proposal=intake.Proposal(subject="x" * 2100, symbol="9" * 90)))
    assert (len(found.row.proposal.subject), len(found.row.proposal.symbol)) == (2000, 80)


# --- its files --------------------------------------------------------------------------------------------------------


def test_a_signed_pdf_is_kept_byte_for_byte_and_once(town: Town) -> None:
    content = pdfs.signed()
    (one,) = sheet(town.clerk, put(town.clerk, files=(scan("da-ky.pdf", content),))).files
    assert (one.original_uid, one.fault, one.sha256) == (None, "", hashlib.sha256(content).hexdigest())
    assert original(town, one.file_uid) == content


def test_a_scan_is_shown_as_a_picture_drawn_anew_and_its_own_bytes_are_kept_beside(town: Town) -> None:
    content = pictures.photo()
    (one,) = sheet(town.clerk, put(town.clerk, files=(scan("anh.jpg", content),))).files
    assert original(town, one.original_uid) == content
    assert original(town, one.file_uid) != content, "drawn anew"
    assert one.fault == ""


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("khoa.pdf", pdfs.encrypted(), "mật khẩu"),
        ("ma.pdf", pdfs.javascript(), "JavaScript"),
        ("hong.pdf", b"%PDF-1.4\nhong", "hỏng"),
        ("chay.exe", b"MZ\x90\x00", "Không nhận loại tệp"),
        ("gia.pdf", b"MZ\x90\x00", "chương trình Windows"),
    ],
)
def test_a_file_that_is_refused_is_kept_for_inspection_with_the_reason(town: Town, name: str, content: bytes, words: str) -> None:
    found = sheet(town.clerk, put(town.clerk, files=(scan(name, content), scan())))
    bad, good = found.files
    assert (bad.file_uid, original(town, bad.original_uid)) == (None, content)
    assert words in bad.fault
    assert good.file_uid is not None, "it hinders no other"
    assert (found.row.files, found.row.faulty) == (2, 1)


def test_of_an_empty_or_too_big_file_the_line_is_kept(town: Town, settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 2**20  # type: ignore[attr-defined]  # pytest-django's settings
    found = sheet(town.clerk, put(town.clerk, files=(scan("rong.pdf", b""), scan("to.pdf", b"%PDF-" + b"0" * 2**20))))
    assert [(one.size, one.sha256, one.file_uid, one.original_uid) for one in found.files] == [
        (0, "", None, None), (2**20 + 5, "", None, None),
    ]  # fmt: skip
    assert ["0 byte" in found.files[0].fault, "lớn hơn 1 MB" in found.files[1].fault] == [True, True]


def test_names_with_paths_and_signs_that_turn_the_line_are_made_harmless(town: Town) -> None:
    names = ("../../etc/passwd.pdf", "hoa\u202efdp.exe.pdf", "a\\b\\c.pdf", "")
    found = sheet(town.clerk, put(town.clerk, files=tuple(scan(name) for name in names)))
    assert [one.name for one in found.files] == ["passwd.pdf", "hoafdp.exe.pdf", "c.pdf", "tệp"]


def test_what_brought_the_files_is_kept_whole_and_is_none_of_them(town: Town) -> None:
    found = sheet(town.clerk, put(town.clerk, carrier=documents.Upload("thu.eml", b"From: a@b\r\n\r\nx")))
    carrier, _ = found.files
    assert (carrier.carrier, carrier.file_uid, original(town, carrier.original_uid)) == (True, None, b"From: a@b\r\n\r\nx")
    assert found.row.files == 1
    assert hashlib.sha256(scan().content).hexdigest() in found.hashes


def test_more_than_fifty_files_are_cut_to_fifty(town: Town) -> None:
    many = tuple(scan(f"{number}.txt", b"x") for number in range(52))
    assert sheet(town.clerk, put(town.clerk, files=many)).row.files == intake.MOST_FILES


# --- who sees it ------------------------------------------------------------------------------------------------------


def test_only_the_unit_sees_what_arrived_and_in_the_right_capacity(town: Town) -> None:
    uid = put(town.clerk, title="Của huyện")
    put(town.party, title="Của Huyện ủy", body_key=HU)
    assert waiting(town.clerk) == ["Của huyện"]
    assert waiting(town.party) == ["Của Huyện ủy"]
    assert waiting(town.commune) == []
    with pytest.raises(intake.ArrivalUnknown):
        sheet(town.commune, uid)
    with ledger.seeing({town.commune.unit_id}):
        assert Arrival.objects.count() == 0
    with ledger.seeing(()):
        assert Arrival.objects.count() == 0


def test_who_neither_registers_nor_leads_sees_no_list(town: Town) -> None:
    put(town.clerk)
    assert waiting(town.actor("office", "specialist")) == []


def test_what_arrived_is_not_erased_and_not_rewritten(town: Town) -> None:
    uid = put(town.clerk)
    with ledger.seeing({town.clerk.unit_id}):
        for wrong in (Arrival.objects.filter(uid=uid).delete, lambda: Arrival.objects.filter(uid=uid).update(title="khác")):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                wrong()


def test_pages_of_the_list_go_on_where_the_one_before_ended(town: Town) -> None:
    for number in range(52):
        put(town.clerk, title=f"Văn bản {number}", files=())
    with ledger.seeing({town.clerk.unit_id}):
        first, further = intake.arrivals(town.clerk)
        rest, end = intake.arrivals(town.clerk, before=further)
    assert (len(first), [row.title for row in rest], end) == (50, ["Văn bản 1", "Văn bản 0"], 0)


# --- proposals --------------------------------------------------------------------------------------------------------


def test_a_proposal_survives_its_way_through_json() -> None:
    whole = intake.Proposal(
        "1/A-B", date(2018, 3, 1), "UBND", new_uid(), "cong-van", "V", "A", "CT", date(2018, 4, 1), "urgent", 2
    )
    assert from_json(as_json(whole)) == whole
    assert as_json(intake.Proposal()) == {}
    assert from_json({"symbol": "x", "thừa": 1}) == intake.Proposal(symbol="x")


def test_of_two_proposals_the_first_word_holds() -> None:
    both = merged(intake.Proposal(symbol="1/A"), intake.Proposal(symbol="2/B", subject="Về phí"))
    assert both == intake.Proposal(symbol="1/A", subject="Về phí")
