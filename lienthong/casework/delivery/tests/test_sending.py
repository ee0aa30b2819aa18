"""Sending: inside at once, statuses back, and what cannot go."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.testing import (
    a_letter,
    an_agency,
    broken,
    carried,
    key_of,
    rows_of,
    sent,
    taken_in,
    waiting,
)
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town, issued, outgoing, registered, voided
from lienthong.casework.handling.public import LetterFinished, LetterInstructed, LetterTaken
from lienthong.casework.intake import public as intake
from lienthong.office.files import public as files
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM as AT
from lienthong.office.worktime import public as worktime
from lienthong.toolkit import outbox
from lienthong.toolkit.identity import new_uid


def states(town: Town, uid: UUID) -> dict[str, str]:
    return {row.receiver_name: row.state for row in rows_of(town.clerk, uid)}


def test_a_document_lies_before_the_receivers_at_once_with_its_file(town: Town) -> None:
    original = pdfs.good()
    uid = a_letter(town.clerk, files=(documents.Upload("quyet-dinh.pdf", original),))
    sent(town.clerk, uid, key_of(town, "hoanh_mo"), key_of(town, "dong_van"))
    assert states(town, uid) == {"UBND xã Hoành Mô": "arrived", "UBND xã Đồng Văn": "arrived"}
    (row,) = waiting(town.commune)
    assert (row.channel, row.sender, row.files) == ("inside", "UBND huyện Bình Liêu", 1)
    assert (row.proposal.symbol, row.proposal.issuer, row.proposal.type_key) == (
        "01/QĐ-UBND", "UBND huyện Bình Liêu", "quyet-dinh",
    )  # fmt: skip
    with ledger.seeing({town.commune.unit_id}):
        (file,) = intake.arrival(town.commune, row.uid).files
        assert file.file_uid is not None
        with files.open_file(file.file_uid) as content:
            assert content.read() == original, "byte for byte"
    assert broken() == []


def test_the_register_says_on_which_day_the_document_went(town: Town) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"), at=AT + timedelta(days=1))
    with ledger.seeing({town.clerk.unit_id}):
        assert documents.document(town.clerk, uid).line.moved_on == date(2018, 3, 13)


def test_what_the_receiver_does_comes_back_as_a_status(town: Town) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    number = taken_in(town.commune)
    assert number.document_uid is not None
    carried()
    (row,) = rows_of(town.clerk, uid)
    assert (row.state, row.number, row.received_uid) == ("registered", number.label, number.document_uid)
    for event, state in ((LetterInstructed, "assigned"), (LetterTaken, "processing"), (LetterFinished, "done")):
        outbox.announce(event(number.document_uid, AT))
        carried()
        assert rows_of(town.clerk, uid)[0].state == state
    assert broken() == []


def test_a_status_that_comes_late_turns_nothing_back(town: Town) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    number = taken_in(town.commune)
    assert number.document_uid is not None
    outbox.announce(LetterFinished(number.document_uid, AT))
    carried()
    outbox.announce(LetterInstructed(number.document_uid, AT))
    carried()
    (row,) = rows_of(town.clerk, uid)
    assert (row.state, row.assigned_at) == ("done", None)


def test_a_refused_document_says_why_and_may_be_sent_again(town: Town) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    (row,) = waiting(town.commune)
    intake.refuse(actor=town.commune, at=AT, arrival_uid=row.uid, reason="Gửi nhầm xã")
    carried()
    (told,) = rows_of(town.clerk, uid)
    assert (told.state, told.note) == ("refused", "Gửi nhầm xã")
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    assert [one.state for one in rows_of(town.clerk, uid)] == ["refused", "arrived"]


def test_the_receiver_sees_how_it_came_and_nobody_else_does(town: Town) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    number = taken_in(town.commune)
    assert number.document_uid is not None
    carried()
    (row,) = rows_of(town.commune, number.document_uid)
    assert (row.mine, row.sender_name, row.symbol) == (False, "UBND huyện Bình Liêu", "01/QĐ-UBND")
    assert not rows_of(town.other, number.document_uid)
    assert not rows_of(town.other, uid)


def test_the_party_gets_what_the_state_sends_into_its_own_intake(town: Town) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, f"{town.party.unit_id}:party_committee")
    (row,) = waiting(town.party)
    assert row.body_key == "party_committee"
    number = taken_in(town.party)
    carried()
    assert rows_of(town.clerk, uid)[0].number == number.label


def test_whoever_has_the_document_is_not_sent_it_twice(town: Town) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    sent(town.clerk, uid, key_of(town, "hoanh_mo"), key_of(town, "dong_van"))
    assert len(waiting(town.commune)) == 1
    with pytest.raises(delivery.AlreadySent):
        sent(town.clerk, uid, key_of(town, "hoanh_mo"))


def test_on_paper_nothing_lies_in_the_intake(town: Town) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"), on_paper=[key_of(town, "hoanh_mo")])
    assert not waiting(town.commune)
    (row,) = rows_of(town.clerk, uid)
    assert (row.means, row.state) == ("paper", "sent")


def test_without_a_file_it_goes_on_paper_alone(town: Town) -> None:
    uid = issued(town.clerk).document_uid
    assert uid is not None
    with pytest.raises(delivery.NoFile):
        sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    sent(town.clerk, uid, key_of(town, "hoanh_mo"), on_paper=[key_of(town, "hoanh_mo")])


def test_a_secret_document_goes_by_no_wire(town: Town) -> None:
    uid = issued(town.clerk, subject="", secrecy="secret").document_uid
    assert uid is not None
    with pytest.raises(delivery.SecretByWire):
        sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    sent(town.clerk, uid, key_of(town, "hoanh_mo"), on_paper=[key_of(town, "hoanh_mo")])
    assert rows_of(town.clerk, uid)[0].subject == ""


def test_only_the_clerk_of_the_unit_sends_its_outgoing_documents(town: Town) -> None:
    uid, key = a_letter(town.clerk), key_of(town, "hoanh_mo")
    with pytest.raises(delivery.NotYourPost):
        sent(town.head, uid, key)
    with pytest.raises(documents.DocumentUnknown):
        sent(town.other, uid, key)
    came = registered(town.clerk).document_uid
    assert came is not None
    with pytest.raises(delivery.NotOutgoing):
        sent(town.clerk, came, key)
    with pytest.raises(delivery.NobodyChosen):
        sent(town.clerk, uid)


def test_a_void_document_goes_nowhere(town: Town) -> None:
    taken = issued(town.clerk)
    assert taken.document_uid is not None
    voided(town.district.actor("office", "records_clerk"), taken)
    with pytest.raises(documents.AlreadyVoid):
        sent(town.clerk, taken.document_uid, key_of(town, "hoanh_mo"))


def test_a_body_that_keeps_no_registers_any_more_sends_nothing(town: Town) -> None:
    uid = a_letter(town.clerk, at=AT)
    early = town.district.units["office"].since - timedelta(days=400)
    with ledger.seeing({town.clerk.unit_id}), pytest.raises(delivery.SenderUnknown):
        delivery.send(
            actor=town.clerk, at=AT.replace(year=early.year), document_uid=uid, recipients=[an_agency(town.clerk, means="paper")]
        )  # fmt: skip


def test_where_there_is_no_axis_the_agency_gets_paper(town: Town, settings: object) -> None:
    settings.EDXML_DIR = ""  # type: ignore[attr-defined]  # pytest-django's settings
    uid, key = a_letter(town.clerk), an_agency(town.clerk)
    with pytest.raises(delivery.AxisOff):
        sent(town.clerk, uid, key)
    sent(town.clerk, uid, key, on_paper=[key])
    assert rows_of(town.clerk, uid)[0].means == "paper"


def test_what_was_not_sent_is_late_after_the_next_working_day(town: Town) -> None:
    worktime.load_calendars()
    friday = AT - timedelta(days=3)
    uid = a_letter(town.clerk, at=friday)
    issued(town.clerk, at=friday, moved_on=friday.date())
    with ledger.seeing({town.clerk.unit_id}):
        (row,) = delivery.unsent(town.clerk, AT.date())[0]
        assert (row.uid, row.symbol, row.late) == (uid, "01/QĐ-UBND", False), "Monday is the next working day"
        assert [one.late for one in delivery.unsent(town.clerk, date(2018, 3, 13))[0]] == [True]
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    with ledger.seeing({town.clerk.unit_id}):
        assert delivery.unsent(town.clerk, date(2018, 3, 13))[0] == []


def test_a_list_of_what_was_sent_is_paged_and_narrowed(town: Town) -> None:
    for _ in range(26):
        uid = a_letter(town.clerk, files=(documents.Upload("a.pdf", pdfs.good()),))
        sent(town.clerk, uid, key_of(town, "hoanh_mo"), key_of(town, "dong_van"))
    with ledger.seeing({town.clerk.unit_id}):
        first, after = delivery.sent(town.clerk)
        rest, end = delivery.sent(town.clerk, before=after)
        assert (len(first), len(rest), end) == (50, 2, 0)
        assert delivery.sent(town.clerk, state="done") == ([], 0)
        assert len(delivery.all_sent(town.clerk, state="open")) == 52
        assert delivery.dispatch(town.clerk, first[0].uid).uid == first[0].uid
        with pytest.raises(delivery.DispatchUnknown):
            delivery.dispatch(town.clerk, new_uid())


def test_an_internal_document_is_not_sent_out(town: Town) -> None:
    made = documents.register_internal(actor=town.clerk, at=AT, body_key="people_committee", new=outgoing())
    assert made.document_uid is not None
    with pytest.raises(delivery.NotOutgoing):
        sent(town.clerk, made.document_uid, key_of(town, "hoanh_mo"))


def test_a_document_that_stays_inside_goes_to_units_of_the_body_alone(town: Town) -> None:
    uid = a_letter(town.clerk, circulation="inside")
    outside = an_agency(town.clerk, means="paper")
    with pytest.raises(documents.CirculationLimited, match="LƯU HÀNH NỘI BỘ"):
        sent(town.clerk, uid, key_of(town, "hoanh_mo"), outside)
    assert rows_of(town.clerk, uid) == [], "nothing goes when one of them may not have it"
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    assert states(town, uid) == {"UBND xã Hoành Mô": "arrived"}


@pytest.mark.parametrize("mark", ["return_after", "return_read"])
def test_a_document_that_is_to_come_back_goes_on_paper_alone(town: Town, mark: str) -> None:
    uid, to = a_letter(town.clerk, circulation=mark), key_of(town, "hoanh_mo")
    with pytest.raises(documents.CirculationLimited, match="chỉ gửi bản giấy"):
        sent(town.clerk, uid, to)
    sent(town.clerk, uid, to, on_paper=[to])
    assert rows_of(town.clerk, uid)[0].means == "paper"
