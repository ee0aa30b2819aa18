"""What is told to the public of a file by its sum: issued here, recalled, replaced; nothing of what is not for the public."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lienthong.casework.approval import public as approval
from lienthong.casework.approval.testing import Desk
from lienthong.casework.approval.tests.test_closings import NEW_YEAR, closed, file_of, signed
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import HU, UBND, Town, a_term, a_town, issued, outgoing, registered, voided
from lienthong.casework.results.testing import sample_keys
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, MONDAY_8AM
from lienthong.toolkit.signing.testing import a_paper, real_moment


@pytest.fixture
def town(db: None, settings: Any) -> Town:
    sample_keys(settings)
    return a_town()


def with_file(town: Town, words: str, **facts: Any) -> tuple[documents.Numbered, bytes]:
    """Issue a decision whose signed paper the clerk uploaded."""
    content = a_paper(words)
    actor = facts.pop("actor", town.clerk)
    return issued(actor, files=(documents.Upload("van-ban.pdf", content),), **facts), content


def known(content: bytes) -> approval.Known:
    found = approval.known(content)
    assert found is not None
    return found


def test_a_document_issued_here_is_known_by_its_very_file(town: Town) -> None:
    _, content = with_file(town, "Quyết định thành lập tổ công tác")
    told = known(content)
    assert (told.kind, told.name, told.number, told.day, told.body) == (
        "document", "Quyết định", "01/QĐ-UBND", MONDAY, "UBND huyện Bình Liêu",
    )  # fmt: skip
    assert (told.recalled_at, told.void, told.newer, told.replaced) == (None, False, False, False)
    assert approval.known(content + b" ") is None, "one sign more is another file"


def test_what_went_through_its_chain_is_known_and_its_versions_before_the_number_are_not(desk: Desk) -> None:
    uid = desk.signed()
    before = desk.file(desk.writer, uid)
    taken = desk.issue(uid)
    assert known(desk.file(desk.writer, uid)).number == taken.label
    assert approval.known(before) is None


def test_a_recalled_a_void_and_a_replaced_document_say_so(town: Town) -> None:
    first, content = with_file(town, "Quyết định bị thu hồi")
    second, other = with_file(town, "Quyết định thay thế")
    third, void = with_file(town, "Quyết định hủy số")
    assert first.document_uid is not None
    assert second.document_uid is not None
    documents.recall(actor=town.clerk, at=MONDAY_8AM, document_uid=first.document_uid, reason="Sai thẩm quyền")
    documents.replace(actor=town.clerk, at=MONDAY_8AM, document_uid=first.document_uid, by_uid=second.document_uid)
    voided(town.clerk, third)
    told = known(content)
    assert told.recalled_at == MONDAY_8AM
    assert (told.replaced, told.replaced_by, told.replaced_day) == (True, "02/QĐ-UBND", MONDAY)
    assert known(void).void
    assert not known(other).replaced


def test_a_replacement_that_is_secret_is_not_named(town: Town) -> None:
    first, content = with_file(town, "Quyết định có bản thay mật")
    secret = issued(town.clerk, secrecy="secret", subject="")
    assert first.document_uid is not None
    assert secret.document_uid is not None
    documents.replace(actor=town.clerk, at=MONDAY_8AM, document_uid=first.document_uid, by_uid=secret.document_uid)
    told = known(content)
    assert (told.replaced, told.replaced_by, told.replaced_day) == (True, None, None)


def test_nothing_is_told_of_internal_incoming_and_party_papers(town: Town) -> None:
    a_term(town)
    _, party = with_file(town, "Nghị quyết của Đảng bộ", actor=town.party, body=HU, type_key="nghi-quyet")
    inside, came = a_paper("Thông báo nội bộ"), a_paper("Công văn của tỉnh")
    new = outgoing(files=(documents.Upload("noi-bo.pdf", inside),))
    documents.register_internal(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, new=new)
    registered(town.clerk, files=(documents.Upload("den.pdf", came),))
    for content in (party, inside, came):
        assert approval.known(content) is None


def test_the_minutes_of_a_closing_are_known(town: Town) -> None:
    uid = closed(town)
    signed(town, uid)
    told = known(file_of(town, uid))
    assert (told.kind, told.name, told.number, told.day) == (
        "closing", "Văn bản có tên loại: Quyết định", "2018", date(2019, 1, 2),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["secret", "internal"])
def test_nothing_is_told_of_the_minutes_of_secret_and_internal_registers(town: Town, kind: str) -> None:
    if kind == "secret":
        uid = issued(town.clerk, secrecy="secret", subject="").series_uid
    else:
        made = documents.register_internal(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, new=outgoing())
        uid = made.series_uid
    documents.close_period(actor=town.clerk, at=NEW_YEAR, series_uid=uid)
    signed(town, uid)
    assert approval.known(file_of(town, uid)) is None


def test_nothing_is_told_of_the_minutes_of_the_party(town: Town) -> None:
    came = registered(town.party, body=HU)
    documents.close_period(actor=town.party, at=NEW_YEAR, series_uid=came.series_uid)
    with ledger.seeing({town.party.unit_id}):
        digest = documents.closing_of(town.party, came.series_uid).digest
    approval.sign_closing(actor=town.party, at=NEW_YEAR, real_at=real_moment(), series_uid=came.series_uid, digest=digest)
    with ledger.seeing({town.party.unit_id}):
        row = approval.sealed_of(came.series_uid)
        assert row is not None
        assert approval.known(approval.sealed_content(row)) is None
