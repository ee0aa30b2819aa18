"""What comes: a grid in one act, paper after its electronic twin, to whom it goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.models import Document, RegisterEntry
from lienthong.casework.documents.testing import UBND, Town, broken, incoming, issued, line, registered, voided
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

FRIDAY = MONDAY_8AM - timedelta(days=3)


def grid(town: Town, *rows: dict[str, Any], **act: Any) -> list[documents.Numbered]:
    """Register a grid of letters that differ by their symbols unless said."""
    letters = [incoming(**({"symbol": f"{number}/UBND-TH1"} | row)) for number, row in enumerate(rows, 100)]
    return documents.register_many(actor=town.clerk, at=MONDAY_8AM, body_key=UBND, rows=letters, **act)


def join(actor: Actor, uid: UUID, **facts: Any) -> None:
    """Let the paper of a document come on Monday morning unless said."""
    documents.join_paper(**{"actor": actor, "at": MONDAY_8AM, "document_uid": uid, "came_at": MONDAY_8AM, **facts})


# --- the grid ---------------------------------------------------------------------------------------------------------


def test_forty_letters_are_registered_in_their_order_in_one_act(town: Town) -> None:
    assert [one.label for one in grid(town, *[{}] * 40)] == [str(number) for number in range(1, 41)]
    assert broken() == []


def test_forty_letters_cost_few_statements_more_than_one(town: Town, query_count: Any) -> None:
    registered(town.clerk)
    with query_count() as counted:
        grid(town, *[{}] * 40)
    assert counted.statements <= 14, counted.texts


def test_a_grid_has_one_row_at_least_and_forty_at_most(town: Town) -> None:
    for many in (0, 41):
        with pytest.raises(documents.TooManyRows):
            grid(town, *[{}] * many)


def test_a_grid_with_faults_registers_nothing_and_tells_each_by_row_and_field(town: Town) -> None:
    registered(town.clerk, symbol="7/UBND-TH1")
    with pytest.raises(documents.FaultyRows) as told:
        grid(
            town, {}, {"subject": " ", "issuer": ""}, {"arrived_at": FRIDAY, "issued_on": None}, {"issuer_uid": new_uid()},
            {"type_key": "sac-lenh"}, {"symbol": "7/UBND-TH1"}, {"symbol": "100/UBND-TH1"}, {"arrived_at": None},
        )  # fmt: skip
    found = [(fault.row, fault.field, type(fault.refusal)) for fault in told.value.faults]
    assert found == [
        (2, "subject", documents.SubjectMissing),
        (2, "issuer", documents.IssuerMissing),
        (3, "reason", documents.LateNeedsReason),
        (4, "issuer", documents.IssuerUnknown),
        (5, "type_key", documents.TypeUnknown),
        (6, "symbol", documents.TwinThere),
        (7, "symbol", documents.TwinInGrid),
        (8, "arrived_at", documents.ArrivalMissing),
    ]
    assert "8 chỗ" in told.value.message
    assert "Giống dòng 1" in told.value.faults[6].refusal.message
    with ledger.seeing(town.clerk.sees):
        assert (RegisterEntry.objects.count(), Document.objects.count()) == (1, 1)


def test_secret_letters_and_those_of_last_year_go_to_their_own_registers(town: Town) -> None:
    last_year = MONDAY_8AM.replace(year=2017)
    taken = grid(
        town, {}, {"secrecy": "secret", "subject": ""}, {}, {"arrived_at": last_year, "issued_on": None}, reason="Sổ giấy 2017"
    )  # fmt: skip
    assert [one.number for one in taken] == [1, 1, 2, 1]
    assert len({one.series_uid for one in taken}) == 3
    assert line(town.clerk, taken[3]).late_reason == "Sổ giấy 2017"
    assert line(town.clerk, taken[0]).late_reason == ""
    assert broken() == []


def test_a_grid_sent_twice_is_registered_once(town: Town) -> None:
    key = new_uid()
    first, again = grid(town, {}, {}, key=key), grid(town, {}, {}, key=key)
    assert [one.entry_uid for one in again] == [one.entry_uid for one in first]
    assert [one.repeated for one in again] == [True, True]
    assert registered(town.clerk).number == 3


def test_the_same_letter_twice_in_a_grid_is_registered_when_the_clerk_says_so(town: Town) -> None:
    taken = grid(town, {"symbol": "5/BC"}, {"symbol": "5/BC", "another": True})
    assert [one.number for one in taken] == [1, 2]


# --- paper after its twin ---------------------------------------------------------------------------------------------


def test_paper_that_comes_later_joins_the_number_of_its_electronic_twin(town: Town) -> None:
    taken = registered(town.clerk, channel="axis")
    assert taken.document_uid is not None
    later = MONDAY_8AM + timedelta(days=2)
    documents.join_paper(
        actor=town.clerk, at=later, document_uid=taken.document_uid, came_at=later,
        files=(documents.Upload("scan.txt", b"dau DEN"),),
    )  # fmt: skip
    assert line(town.clerk, taken).paper_at == later
    assert registered(town.clerk, symbol="8/BC").number == 2, "no number was taken for the paper"
    with ledger.seeing(town.clerk.sees):
        assert [one.name for one in documents.document(town.clerk, taken.document_uid).files] == ["scan.txt"]
        assert ledger.history(taken.series_uid)[-2].activity == "paper_joined"


def test_paper_joins_once_what_came_without_and_not_before_it_came(town: Town) -> None:
    came, paper = registered(town.clerk, channel="email"), registered(town.clerk, symbol="8/BC")
    out, gone = issued(town.clerk), registered(town.clerk, symbol="9/BC", channel="axis")
    secret = registered(town.clerk, symbol="10/BC", channel="axis", secrecy="secret", subject="")
    voided(town.clerk, gone)
    scan = (documents.Upload("a.txt", b"x"),)
    wrong: list[tuple[documents.Numbered, dict[str, Any], type[Exception]]] = [
        (paper, {}, documents.PaperThereAlready), (out, {}, documents.NotIncoming), (gone, {}, documents.AlreadyVoid),
        (came, {"came_at": MONDAY_8AM + timedelta(days=1)}, documents.DayAhead), (came, {"came_at": FRIDAY}, documents.DaysCross),
        (secret, {"files": scan}, documents.SecretHasContent),
    ]  # fmt: skip
    for taken, facts, refusal in wrong:
        assert taken.document_uid is not None
        with pytest.raises(refusal):
            join(town.clerk, taken.document_uid, **facts)
    assert came.document_uid is not None
    documents.join_paper(actor=town.clerk, at=MONDAY_8AM, document_uid=came.document_uid, came_at=MONDAY_8AM)
    with pytest.raises(documents.PaperThereAlready):
        documents.join_paper(actor=town.clerk, at=MONDAY_8AM, document_uid=came.document_uid, came_at=MONDAY_8AM)


# --- moved on ---------------------------------------------------------------------------------------------------------


def test_to_whom_a_letter_went_is_written_down_and_the_ledger_keeps_each(town: Town) -> None:
    taken = registered(town.clerk)
    assert taken.document_uid is not None
    documents.move_on(actor=town.clerk, at=MONDAY_8AM, document_uid=taken.document_uid, moved_to="Phòng Nội vụ")
    documents.move_on(
        actor=town.clerk, at=MONDAY_8AM, document_uid=taken.document_uid, moved_to="Phòng Tư pháp", moved_on=date(2018, 3, 11)
    )
    row = line(town.clerk, taken)
    assert (row.moved_to, row.moved_on) == ("Phòng Tư pháp", date(2018, 3, 11))
    with ledger.seeing(town.clerk.sees):
        assert [one.activity for one in ledger.history(taken.series_uid)][-2:] == ["document_moved_on"] * 2


def test_a_letter_is_moved_on_by_its_keeper_to_somebody_and_not_when_void(town: Town) -> None:
    taken = registered(town.clerk)
    assert taken.document_uid is not None
    told: dict[str, Any] = {"actor": town.clerk, "at": MONDAY_8AM, "document_uid": taken.document_uid, "moved_to": "Phòng Nội vụ"}
    for facts, refusal in (
        ({"moved_to": "x" * 301}, documents.TooLong),
        ({"moved_on": MONDAY + timedelta(days=1)}, documents.DayAhead),
        ({"actor": town.commune}, documents.DocumentUnknown),
        ({"actor": replace(town.clerk, duties=frozenset({"unit_head"}))}, documents.NotYourRegister),
    ):
        with pytest.raises(refusal):
            documents.move_on(**(told | facts))
    voided(town.clerk, taken)
    with pytest.raises(documents.AlreadyVoid):
        documents.move_on(**told)


# --- figures ----------------------------------------------------------------------------------------------------------


def test_figures_say_what_came_how_and_how_late(town: Town) -> None:
    registered(town.clerk)
    registered(town.clerk, symbol="8/BC", channel="axis")
    registered(town.clerk, symbol="9/BC", arrived_at=FRIDAY, issued_on=None, reason="Máy hỏng")
    voided(town.clerk, registered(town.clerk, symbol="10/BC"))
    issued(town.clerk)
    with ledger.seeing(town.clerk.sees):
        came, went = documents.statistics(town.clerk, date(2018, 3, 1), MONDAY, MONDAY)
        assert documents.statistics(town.commune, date(2018, 3, 1), MONDAY, MONDAY) == []
        assert documents.statistics(town.clerk, date(2018, 3, 13), date(2018, 3, 31), MONDAY) == []
    assert (came.used, came.void, came.late, came.paper, came.electronic, came.reserved) == (3, 1, 1, 2, 1, 0)
    assert (went.name, went.used, went.paper) == ("Văn bản có tên loại: Quyết định", 1, 0)
