"""Numbers of documents: one after another, none lost, none twice, void ones kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.models import RegisterEntry, Series
from lienthong.casework.documents.services import issuing
from lienthong.casework.documents.services.attaching import keep_files
from lienthong.casework.documents.services.numbering import once
from lienthong.casework.documents.testing import HDND, OFFICE, UBND, Town, a_term, a_town, issued, line, outgoing, registered
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.identity import new_uid

HU = "party_committee"


# --- the number of the State ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        ({"type_key": "quyet-dinh"}, "01/QĐ-UBND"),
        ({"type_key": "thong-bao"}, "01/TB-UBND"),
        ({"type_key": "quyet-dinh-qppl"}, "01/2018/QĐ-UBND"),
        ({"type_key": "cong-van", "drafter": "VP"}, "01/UBND-VP"),
        ({"type_key": "cong-van"}, "01/UBND"),
        ({"type_key": "sao-y"}, "01/SY-UBND"),
        ({"type_key": "quyet-dinh", "secrecy": "secret", "subject": ""}, "01/QĐ-UBND"),
    ],
)
def test_each_kind_of_document_is_written_in_its_way(town: Town, facts: dict[str, Any], label: str) -> None:
    assert issued(town.clerk, **facts).label == label


def test_each_series_has_its_own_numbers_and_each_body_its_own_series(town: Town) -> None:
    for key in ("quyet-dinh", "thong-bao", "quyet-dinh-qppl", "cong-van", "sao-y"):
        assert [issued(town.clerk, type_key=key).number for _ in range(2)] == [1, 2]
    assert issued(town.clerk, secrecy="secret", subject="").number == 1
    assert issued(town.clerk, body=HDND, type_key="nghi-quyet").label == "01/NQ-HĐND"
    assert issued(town.clerk, body=OFFICE, type_key="thong-bao").label == "01/TB-VP"
    assert issued(town.commune).label == "01/QĐ-UBND"


def test_a_grid_takes_its_numbers_series_by_series_and_is_taken_once(town: Town) -> None:
    rows = [outgoing(type_key=key) for key in ("thong-bao", "quyet-dinh", "thong-bao")]
    act: dict[str, Any] = {"actor": town.clerk, "at": MONDAY_8AM, "body_key": UBND, "rows": rows, "key": new_uid()}
    taken = documents.issue_many(**act)
    assert [one.label for one in taken] == ["01/TB-UBND", "01/QĐ-UBND", "02/TB-UBND"], "told in the order of the rows"
    again = documents.issue_many(**act)
    assert [(one.label, one.repeated) for one in again] == [(one.label, True) for one in taken]
    assert issued(town.clerk).number == 2


def test_a_grid_with_a_wrong_row_takes_no_number_and_names_every_fault(town: Town) -> None:
    rows = [outgoing(), outgoing(type_key=""), outgoing(type_key="cong-van", drafter="1/2"), outgoing(subject="")]
    with pytest.raises(documents.FaultyRows) as told:
        documents.issue_many(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, rows=rows)
    assert [(fault.row, fault.field) for fault in told.value.faults] == [(2, "type_key"), (3, "drafter"), (4, "subject")]
    for rows in ([], [outgoing()] * 41):
        with pytest.raises(documents.TooManyRows):
            documents.issue_many(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, rows=rows)
    assert issued(town.clerk).number == 1, "nothing was taken"


def test_copies_of_every_kind_and_secret_documents_of_every_type_share_a_series(town: Town) -> None:
    assert [issued(town.clerk, type_key=key).number for key in ("sao-y", "trich-sao", "sao-luc")] == [1, 2, 3]
    secret = [issued(town.clerk, type_key=key, secrecy="top_secret", subject="").number for key in ("quyet-dinh", "bao-cao")]
    assert secret == [1, 2]


def test_the_numbers_of_the_state_begin_anew_with_the_vietnamese_year(town: Town) -> None:
    eve = datetime.fromisoformat("2018-12-31T23:50:00+07:00")
    assert [issued(town.clerk, at=eve).number for _ in range(2)] == [1, 2]
    assert issued(town.clerk, at=eve + timedelta(minutes=15)).number == 1
    assert issued(town.clerk, at=eve + timedelta(minutes=15), type_key="quyet-dinh-qppl").label == "01/2019/QĐ-UBND"


def test_what_comes_in_is_numbered_by_its_body_and_year_whatever_its_type(town: Town) -> None:
    assert [registered(town.clerk, symbol=f"{number}/UBND-TH1").label for number in (7, 8)] == ["1", "2"]
    assert registered(town.clerk, symbol="19-NQ/TU", type_key="nghi-quyet").label == "3"
    assert registered(town.clerk, body=HDND).label == "1"
    assert registered(town.clerk, secrecy="secret", subject="").label == "1"


def test_what_stays_inside_is_numbered_apart(town: Town) -> None:
    issued(town.clerk, type_key="bao-cao")
    inside = documents.register_internal(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, new=outgoing(type_key="bao-cao"))
    assert inside.label == "01/BC-UBND"


# --- the number of the Party ------------------------------------------------------------------------------------------


def test_the_party_numbers_each_type_through_its_term_and_a_cong_van_is_a_type(town: Town) -> None:
    a_term(town)
    assert issued(town.party, body=HU, type_key="nghi-quyet").label == "01-NQ/HU"
    later = MONDAY_8AM + timedelta(days=365)
    assert issued(town.party, body=HU, type_key="nghi-quyet", at=later).label == "02-NQ/HU", "no new year in a term"
    assert issued(town.party, body=HU, type_key="cong-van").label == "01-CV/HU"
    assert issued(town.board, body="party_organisation", type_key="quyet-dinh").label == "01-QĐ/BTCHU"


def test_the_party_begins_anew_with_its_next_term(town: Town) -> None:
    a_term(town, until=date(2018, 3, 12))
    sunday = MONDAY_8AM - timedelta(days=1)
    assert [issued(town.party, body=HU, type_key="nghi-quyet", at=sunday).number for _ in range(2)] == [1, 2]
    a_term(town, since=date(2018, 3, 12), name="2018-2023")
    assert issued(town.party, body=HU, type_key="nghi-quyet").number == 1


def test_a_day_outside_every_term_has_no_number(town: Town) -> None:
    with pytest.raises(documents.NoTerm) as told:
        issued(town.party, body=HU, type_key="nghi-quyet")
    assert "Ngày 12/03/2018 không thuộc nhiệm kỳ nào đã khai của Huyện ủy Bình Liêu" in told.value.message
    a_term(town, since=date(2018, 3, 13))
    with pytest.raises(documents.NoTerm):
        issued(town.party, body=HU, type_key="nghi-quyet")
    assert registered(town.party, body=HU).number == 1, "what comes in is numbered by the year"


# --- who, when --------------------------------------------------------------------------------------------------------


def test_a_caller_that_fails_takes_no_number(town: Town) -> None:
    issued(town.clerk)
    with pytest.raises(RuntimeError), transaction.atomic():
        issued(town.clerk)
        raise RuntimeError("the caller changed its mind")
    assert issued(town.clerk).number == 2


def test_a_page_that_is_sent_twice_takes_one_number(town: Town) -> None:
    key = new_uid()
    first, again = issued(town.clerk, key=key), issued(town.clerk, key=key)
    assert (again.label, again.document_uid, again.repeated) == (first.label, first.document_uid, True)
    assert issued(town.commune, key=key).repeated is False, "the key of a page is one at each unit"
    came = [registered(town.clerk, key=new_uid(), another=True).number for _ in range(2)]
    assert came == [1, 2], "the same letter typed on two pages is two"


def test_a_page_that_is_sent_twice_at_the_same_time_takes_one_number(committed_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, key, kept = a_town().clerk, new_uid(), keep_files

    def other() -> documents.Numbered:
        try:
            return issued(clerk, key=key)
        finally:
            connections.close_all()

    def meanwhile(*facts: Any) -> list[str]:
        monkeypatch.setattr(issuing, "keep_files", kept)
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(other).result().repeated is False
        return kept(*facts)

    issued(clerk)  # the body and its register are there: the other waits for nothing that is not committed
    monkeypatch.setattr(issuing, "keep_files", meanwhile)
    taken = issued(clerk, key=key)
    assert (taken.number, taken.repeated) == (2, True)
    assert issued(clerk).number == 3


def test_what_the_database_refuses_for_another_reason_is_no_page_sent_twice(town: Town) -> None:
    def act(named: object) -> list[RegisterEntry]:
        raise IntegrityError("something else")

    with pytest.raises(IntegrityError, match="something else"):
        once(town.clerk, new_uid(), act)


def test_a_number_for_an_earlier_day_asks_why_and_the_register_keeps_it(town: Town) -> None:
    friday = date(2018, 3, 9)
    with pytest.raises(documents.LateNeedsReason):
        issued(town.clerk, day=friday, reason="  ")
    taken = issued(town.clerk, day=friday, reason="Mất điện chiều thứ Sáu")
    assert (line(town.clerk, taken).day, line(town.clerk, taken).late_reason) == (friday, "Mất điện chiều thứ Sáu")
    with pytest.raises(documents.LateNeedsReason):
        registered(town.clerk, arrived_at=MONDAY_8AM - timedelta(days=3), issued_on=None)
    assert line(town.clerk, issued(town.clerk, reason="thừa")).late_reason == "", "today is not late"


def test_nothing_is_numbered_for_a_day_ahead(town: Town) -> None:
    with pytest.raises(documents.DayAhead):
        issued(town.clerk, day=date(2018, 3, 13))
    with pytest.raises(documents.DayAhead):
        registered(town.clerk, arrived_at=MONDAY_8AM + timedelta(days=1))


def test_only_the_clerk_of_the_keeper_takes_numbers(town: Town) -> None:
    with pytest.raises(documents.NotYourRegister):
        issued(town.actor("office", "specialist"))
    with pytest.raises(documents.BodyUnknown):
        issued(town.actor("justice", "records_clerk"), body=UBND)
    with pytest.raises(documents.BodyUnknown):
        issued(town.clerk, body=HU)


def test_the_ledger_tells_each_number_and_the_document_that_has_it(town: Town) -> None:
    taken = issued(town.clerk)
    with ledger.seeing({town.clerk.unit_id}):
        events = ledger.history(taken.series_uid)
    assert [event.activity for event in events] == ["series_opened", "document_issued"]
    assert (events[1].facts["number"], events[1].facts["label"]) == (1, "01/QĐ-UBND")
    assert "subject" not in events[1].facts


# --- void -------------------------------------------------------------------------------------------------------------


def test_a_void_number_stays_with_its_reason_and_is_never_given_again(town: Town) -> None:
    taken = issued(town.clerk)
    documents.void(actor=town.clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="  Ký nhầm người ")
    row = line(town.clerk, taken)
    assert (row.state, row.void_reason, row.voided_by) == ("void", "Ký nhầm người", town.clerk.name)
    assert row.subject, "what it stood for stays"
    assert issued(town.clerk).number == 2


def test_a_number_is_made_void_once_and_with_a_reason(town: Town) -> None:
    taken = issued(town.clerk)
    with pytest.raises(documents.VoidNeedsReason):
        documents.void(actor=town.clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason=" ")
    documents.void(actor=town.clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="Ký nhầm")
    with pytest.raises(documents.AlreadyVoid):
        documents.void(actor=town.clerk, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="Ký nhầm")


def test_nobody_else_voids_a_number(town: Town) -> None:
    taken = issued(town.clerk)
    with pytest.raises(documents.EntryUnknown):
        documents.void(actor=town.commune, at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="Ký nhầm")
    with pytest.raises(documents.NotYourRegister):
        documents.void(actor=town.actor("office", "specialist"), at=MONDAY_8AM, entry_uid=taken.entry_uid, reason="Ký nhầm")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM documents_registerentry",
        "UPDATE documents_registerentry SET number = 9",
        "UPDATE documents_registerentry SET label = '9/QĐ-UBND'",
        "UPDATE documents_registerentry SET day = '2018-01-01'",
        "UPDATE documents_registerentry SET state = 'reserved', document_id = NULL",
        "UPDATE documents_document SET subject = 'khác'",
        "DELETE FROM documents_document",
        "DELETE FROM documents_series",
    ],
)
def test_the_database_refuses_to_erase_or_rewrite_a_line(town: Town, sql: str) -> None:
    issued(town.clerk)
    with (
        ledger.seeing({town.clerk.unit_id}),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_a_number_costs_so_many_statements_and_no_more(town: Town, query_count: Any) -> None:
    issued(town.clerk)
    with query_count() as counted:
        issued(town.clerk)
    assert counted.statements <= 10, counted.texts


@pytest.mark.thorough
def test_a_thousand_takes_at_once_with_refused_ones_leave_no_gap_and_no_double(committed_db: None) -> None:
    clerk = a_town().clerk

    def work(worker: int) -> int:
        refused = 0
        try:
            for turn in range(50):
                try:
                    with transaction.atomic():
                        issued(clerk)
                        if (worker + turn) % 10 == 0:
                            raise RuntimeError("rolled back")
                except RuntimeError:
                    refused += 1
        finally:
            connections.close_all()
        return refused

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(work, range(20))) == 100
    with ledger.seeing({clerk.unit_id}):
        numbers = sorted(RegisterEntry.objects.values_list("number", flat=True))
        assert Series.objects.get().last == 900
    assert numbers == list(range(1, 901))
