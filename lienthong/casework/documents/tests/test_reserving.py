"""Numbers kept free, and the documents that use them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import HU, Town, a_term, broken, issued, line, outgoing, reserved, voided
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, MONDAY_8AM
from lienthong.toolkit.identity import new_uid


def test_a_reserved_number_is_nobody_else_s_and_says_what_for(town: Town) -> None:
    taken = reserved(town.clerk)
    assert (taken.label, taken.document_uid) == ("01/QĐ-UBND", None)
    assert issued(town.clerk).number == 2
    row = line(town.clerk, taken)
    assert (row.state, row.reserved_for, row.document_uid) == ("reserved", "Quyết định khen thưởng, chờ ký", None)
    assert row.subject == ""


def test_a_number_is_kept_free_for_something(town: Town) -> None:
    with pytest.raises(documents.ReserveNeedsReason):
        reserved(town.clerk, reason="  ")
    with pytest.raises(documents.TypeUnknown):
        reserved(town.clerk, type_key="sac-lenh")
    with pytest.raises(documents.NotYourRegister):
        reserved(town.actor("office", "specialist"))


def test_a_page_sent_twice_keeps_one_number_free(town: Town) -> None:
    key = new_uid()
    assert reserved(town.clerk, key=key).number == reserved(town.clerk, key=key).number == 1
    assert reserved(town.clerk).number == 2


def test_the_document_is_issued_under_its_number_on_its_day(town: Town) -> None:
    taken = reserved(town.clerk, type_key="cong-van", drafter="VP")
    later = MONDAY_8AM + timedelta(days=2)
    used = documents.use_reserved(
        actor=town.clerk, at=later, entry_uid=taken.entry_uid, new=outgoing(type_key="cong-van", drafter="NV")
    )
    row = line(town.clerk, used)
    assert (used.label, row.symbol, row.state, row.day) == ("01/UBND-VP", "01/UBND-VP", "used", date(2018, 3, 14))
    with ledger.seeing(town.clerk.sees):
        told = [one.activity for one in ledger.history(used.series_uid)]
    assert told == ["series_opened", "number_reserved", "document_issued"]
    assert broken() == []


def test_a_number_is_used_once_and_not_when_it_is_void(town: Town) -> None:
    first, second = reserved(town.clerk), reserved(town.clerk)
    documents.use_reserved(actor=town.clerk, at=MONDAY_8AM, entry_uid=first.entry_uid, new=outgoing())
    voided(town.clerk, second)
    for taken in (first, second):
        with pytest.raises(documents.NotReserved):
            documents.use_reserved(actor=town.clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, new=outgoing())
    assert line(town.clerk, second).reserved_for, "a void number that was never used says what it was for"
    assert broken() == []


def test_a_number_is_used_by_what_it_was_kept_for(town: Town) -> None:
    open_one, secret = reserved(town.clerk), reserved(town.clerk, secret=True)
    for taken, new in (
        (open_one, outgoing(type_key="thong-bao")),
        (open_one, outgoing(secrecy="secret", subject="")),
        (secret, outgoing()),
    ):
        with pytest.raises(documents.ReservedOtherwise):
            documents.use_reserved(actor=town.clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, new=new)
    with pytest.raises(documents.SubjectMissing):
        documents.use_reserved(actor=town.clerk, at=MONDAY_8AM, entry_uid=open_one.entry_uid, new=outgoing(subject=""))
    done = documents.use_reserved(
        actor=town.clerk, at=MONDAY_8AM, entry_uid=secret.entry_uid, new=outgoing(secrecy="secret", subject="")
    )
    assert done.number == 1


def test_a_number_is_used_in_its_year_or_term_and_late_with_a_reason(town: Town) -> None:
    taken = reserved(town.clerk)
    new_year = MONDAY_8AM.replace(year=2019)
    with pytest.raises(documents.DayOutsidePeriod):
        documents.use_reserved(actor=town.clerk, at=new_year, entry_uid=taken.entry_uid, new=outgoing())
    with pytest.raises(documents.LateNeedsReason):
        documents.use_reserved(actor=town.clerk, at=new_year, entry_uid=taken.entry_uid, new=outgoing(), day=MONDAY)
    documents.use_reserved(
        actor=town.clerk, at=new_year, entry_uid=taken.entry_uid, new=outgoing(), day=MONDAY, reason="Ký từ tháng 3"
    )
    assert line(town.clerk, taken).late_reason == "Ký từ tháng 3"


def test_the_party_keeps_numbers_free_in_its_term(town: Town) -> None:
    term = a_term(town)
    taken = reserved(town.party, body=HU, type_key="nghi-quyet")
    term.until = MONDAY + timedelta(days=1)
    term.save(update_fields=["until"])
    with pytest.raises(documents.DayOutsidePeriod):
        documents.use_reserved(
            actor=town.party, at=MONDAY_8AM + timedelta(days=1), entry_uid=taken.entry_uid, new=outgoing(type_key="nghi-quyet")
        )
    with pytest.raises(documents.EntryUnknown):
        documents.use_reserved(actor=town.clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, new=outgoing())
    with pytest.raises(documents.NotYourRegister):
        documents.use_reserved(
            actor=replace(town.party, duties=frozenset()), at=MONDAY_8AM, entry_uid=taken.entry_uid, new=outgoing()
        )
