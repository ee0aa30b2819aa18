"""The minutes of a closed register: signed, sealed, verified again, and told when lines were changed behind the ledger."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.approval import public as approval
from lienthong.casework.approval.models import Sealed
from lienthong.casework.approval.testing import behind_the_ledger, broken
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import HU, Town, a_term, a_town, issued, registered, reserved, voided
from lienthong.casework.results.testing import sample_keys, stamping, watched
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import paper
from lienthong.toolkit.paper.testing import words_of as words_on
from lienthong.toolkit.signing import State
from lienthong.toolkit.signing.testing import a_paper, a_ring, real_moment
from lienthong.toolkit.signing.testing.authority import needs_openssl
from lienthong.toolkit.signing.tests.looking import looked_at

NEW_YEAR = datetime.fromisoformat("2019-01-02T08:00:00+07:00")


@pytest.fixture
def town(db: None, settings: Any) -> Town:
    sample_keys(settings)
    return a_town()


def closed(town: Town) -> UUID:
    """Return a register of 2018 with a used and a void number, closed in January."""
    first, second = issued(town.clerk), issued(town.clerk)
    voided(town.clerk, second)
    documents.close_period(actor=town.clerk, at=NEW_YEAR, series_uid=first.series_uid)
    return first.series_uid


def sheet(town: Town, uid: UUID, actor: Any = None) -> approval.ClosingSheet:
    who = actor or town.clerk
    with ledger.seeing(who.sees | {who.unit_id}):
        return approval.closing(who, uid)


def signed(town: Town, uid: UUID, actor: Any = None, digest: str = "") -> None:
    seen = digest or sheet(town, uid).row.digest
    approval.sign_closing(actor=actor or town.clerk, at=NEW_YEAR, real_at=real_moment(), series_uid=uid, digest=seen)


def attested(town: Town, uid: UUID, content: bytes = b"", name: str = "quet.pdf") -> None:
    scan = documents.Upload(name, content or a_paper("Biên bản khóa sổ đã ký"))
    approval.attest_closing(actor=town.clerk, at=NEW_YEAR, real_at=real_moment(), series_uid=uid, scan=scan)


def file_of(town: Town, uid: UUID) -> bytes:
    found = sheet(town, uid).sealed
    assert found is not None
    with ledger.seeing({town.clerk.unit_id}):
        return approval.sealed_content(found)


def test_who_keeps_the_register_signs_its_minutes_and_the_body_seals_them(town: Town) -> None:
    uid = closed(town)
    assert sheet(town, uid).sealed is None
    signed(town, uid)

    pdf = file_of(town, uid)
    found = looked_at(pdf, roots=a_ring().roots)
    assert [(one.field, one.name, one.state) for one in found] == [
        ("NguoiKy", town.clerk.name, State.GOOD), ("ConDau", "UBND huyện Bình Liêu", State.GOOD),
    ]  # fmt: skip
    said, row = words_on(pdf), sheet(town, uid)
    for words in (
        "BIÊN BẢN KHÓA SỔ", "Văn bản đi · Văn bản có tên loại: Quyết định · Năm 2018", "02/QĐ-UBND", "Ghi nhầm",
        approval.grouped(row.row.digest)[:17], town.clerk.name, "ngày 02 tháng 01 năm 2019",
    ):  # fmt: skip
        assert words in said, said
    assert row.sealed is not None
    assert (row.whole, row.sealed.way, row.sealed.sealed_title) == (True, "digital", "Văn thư")
    with ledger.seeing({town.clerk.unit_id}):
        assert [one.sha256 for one in files.of_object(uid)] == [row.sealed.sha256], "a file of the register"
        assert ledger.history(uid)[-1].facts["sha256"] == row.sealed.sha256
    assert broken() == []


@pytest.mark.skipif(
    shutil.which("pdfsig") is None and not os.environ.get("CI"),
    reason="poppler's pdfsig is not installed (.ci/run installs poppler-utils)",
)
def test_poppler_finds_both_signatures_of_the_minutes_valid(town: Town, tmp_path: Path) -> None:
    uid, path = closed(town), tmp_path / "bien-ban.pdf"
    signed(town, uid)
    path.write_bytes(file_of(town, uid))

    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=True).stdout

    assert told.count("Signature is Valid") == 2
    assert told.count("Total document signed") == 1


def test_minutes_are_signed_once(town: Town) -> None:
    uid = closed(town)
    signed(town, uid)
    with pytest.raises(approval.MinutesThere, match="08:00 ngày 02/01/2019"):
        signed(town, uid)
    with pytest.raises(approval.MinutesThere):
        attested(town, uid)
    assert Sealed.objects.count() == 0, "nobody sees them outside of the unit"


def test_who_has_no_key_prints_signs_scans_and_attests(town: Town) -> None:
    uid = closed(town)
    with ledger.seeing({town.clerk.unit_id}):
        data = approval.minutes(sheet(town, uid).row, town.clerk, NEW_YEAR)
    assert "(Ký, ghi rõ họ tên)" in words_on(paper.render(approval.MINUTES, data))
    with pytest.raises(approval.ScanWrong):
        attested(town, uid, content="không phải PDF".encode(), name="quet.txt")
    attested(town, uid)

    (found,) = looked_at(file_of(town, uid), roots=a_ring().roots)
    assert (found.field, found.state) == ("BanSoHoa", State.GOOD)
    row = sheet(town, uid).sealed
    assert row is not None
    assert (row.way, row.sealed_by) == ("paper", town.clerk.name)


def test_minutes_are_signed_by_the_keeper_of_the_register_alone(town: Town) -> None:
    uid = closed(town)
    digest = sheet(town, uid).row.digest
    with pytest.raises(documents.SeriesUnknown):
        signed(town, uid, town.commune, digest)
    with pytest.raises(approval.NotYourSeal):
        signed(town, uid, town.actor("office", "specialist"), digest)
    seeing = replace(town.head, sees=frozenset({town.head.unit_id, town.clerk.unit_id}))
    with pytest.raises(approval.NotYourSeal):
        signed(town, uid, seeing, digest)
    assert not sheet(town, uid, seeing).may_sign
    signed(town, uid, town.actor("office", "unit_head"))


def test_an_open_register_has_no_minutes(town: Town) -> None:
    taken = issued(town.clerk)
    with pytest.raises(documents.NotClosed):
        signed(town, taken.series_uid, digest="0" * 64)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE documents_document SET subject = 'Bổ nhiệm' WHERE symbol = '01/QĐ-UBND'",
        "UPDATE documents_registerentry SET void_reason = 'khác' WHERE state = 'void'",
        "UPDATE documents_registerentry SET day = '2018-03-13' WHERE number = 1",
        "UPDATE documents_document SET signer = 'Người khác' WHERE symbol = '01/QĐ-UBND'",
    ],
)
def test_lines_changed_behind_the_ledger_are_told_and_not_signed(town: Town, sql: str) -> None:
    uid = closed(town)
    assert sheet(town, uid).whole
    behind_the_ledger(sql)
    assert not sheet(town, uid).whole
    with pytest.raises(approval.LinesChanged):
        signed(town, uid)


def test_a_digest_that_was_changed_along_is_found_by_the_signed_minutes(town: Town) -> None:
    uid = closed(town)
    signed(town, uid)
    behind_the_ledger("UPDATE documents_document SET subject = 'Bổ nhiệm' WHERE symbol = '01/QĐ-UBND'")
    now = sheet(town, uid).row.now
    behind_the_ledger(f"UPDATE documents_series SET closing = jsonb_set(closing, '{{digest}}', '\"{now}\"') WHERE uid = '{uid}'")
    found = sheet(town, uid)
    assert found.row.whole
    assert not found.whole


def test_where_a_document_went_and_lies_may_be_written_after_the_closing(town: Town) -> None:
    first = registered(town.clerk)
    documents.close_period(actor=town.clerk, at=NEW_YEAR, series_uid=first.series_uid)
    assert first.document_uid is not None
    documents.move_on(actor=town.clerk, at=NEW_YEAR, document_uid=first.document_uid, moved_to="Phòng Nội vụ")
    documents.recall(actor=town.clerk, at=NEW_YEAR, document_uid=first.document_uid, reason="Nơi gửi thu hồi")
    assert sheet(town, first.series_uid).whole


def test_what_the_page_showed_is_what_is_signed(town: Town) -> None:
    uid = closed(town)
    with pytest.raises(approval.LinesChanged):
        signed(town, uid, digest="0" * 64)


def test_numbers_that_a_unit_that_ended_kept_free_stand_in_its_minutes(town: Town) -> None:
    kept = reserved(town.clerk)
    with ledger.seeing({town.clerk.unit_id}):
        documents.close_units(actor=town.clerk, at=MONDAY_8AM, unit_ids=[town.clerk.unit_id])
    signed(town, kept.series_uid)
    said = words_on(file_of(town, kept.series_uid))
    assert "Các số còn giữ" in said
    assert "Quyết định khen thưởng, chờ ký" in said


def test_a_register_of_the_party_is_signed_by_its_own_side(town: Town) -> None:
    a_term(town)
    taken = issued(town.party, body=HU, type_key="nghi-quyet")
    later = datetime.fromisoformat("2020-08-10T08:00:00+07:00")
    documents.open_term(actor=town.party, at=later, congress_closed_on=date(2020, 8, 7), name="2020-2025")
    documents.close_period(actor=town.party, at=later, series_uid=taken.series_uid)
    digest = sheet(town, taken.series_uid, town.party).row.digest
    approval.sign_closing(actor=town.party, at=later, real_at=real_moment(), series_uid=taken.series_uid, digest=digest)
    found = sheet(town, taken.series_uid, town.party)
    assert found.sealed is not None
    state = replace(town.party, capacity=town.clerk.capacity)
    with pytest.raises(documents.SeriesUnknown):
        sheet(town, taken.series_uid, state)


@needs_openssl
def test_a_time_stamp_is_asked_for_in_no_transaction(committed_db: None, settings: Any, tmp_path: Path) -> None:
    sample_keys(settings)
    town = a_town()
    uid = closed(town)
    with stamping(settings, tmp_path) as authority:
        seen = watched(authority)
        signed(town, uid)
    assert seen
    assert set(seen) == {None}
