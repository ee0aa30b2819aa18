"""The letter of apology: drafted in time, once for a dossier, signed once, and the promise stays what it was."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.deadlines.models import Apology
from lienthong.casework.deadlines.queries import finding
from lienthong.casework.deadlines.queries.finding import Recipients
from lienthong.casework.deadlines.services import drafting, raising
from lienthong.casework.deadlines.services.drafting import CAUSES
from lienthong.casework.deadlines.testing import drafted, letter, on, watched, words
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker
from lienthong.toolkit import paper

PROCEDURES = (given.CHAIN,)


def sign(world: given.World, uid: UUID, at: datetime | None = None, **facts: Any) -> None:
    deadlines.sign(actor=world.head, at=at or on(3, 4, 10), apology_uid=letter(uid).uid, words=words(**facts))


def told(world: given.World, uid: UUID) -> list[str]:
    with ledger.seeing(world.clerk.sees):
        return [one.facts["verb"] for one in ledger.history(uid) if one.activity.startswith("apology")]


def test_a_letter_is_drafted_one_working_day_before_expiry(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    assert watched(on(3, 4, 7, 59)).drafted == 0
    assert watched(on(3, 4, 8)).drafted == 1

    draft = letter(uid)
    assert (draft.due_at, draft.new_due_at, draft.reason_code) == (on(4, 4), on(9, 4), "")
    assert draft.late_unit.name == "UBND xã Hoành Mô"
    assert told(world, uid) == ["apology_drafted"]


def test_the_reason_is_preset_only_where_the_records_tell_it(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    for step, outcome in [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]:
        given.step(world, uid, step, outcome)
    watched(on(3, 4, 9))
    assert letter(uid).reason_code == "waiting_agency"
    assert letter(uid).late_unit_id != world.clerk.unit_id


def test_a_signed_letter_names_a_new_date_and_the_promise_stays(world: given.World) -> None:
    uid = drafted(world)
    sign(world, uid)

    row = given.dossier(world.clerk, uid)
    assert (row.due_at, row.original_due_at) == (on(4, 4), on(4, 4))
    assert (letter(uid).new_due_at, letter(uid).signer_name, letter(uid).signer_title) == (
        on(9, 4), world.head.name, "Chủ tịch UBND xã",
    )  # fmt: skip
    assert deadlines.public_apology(row.code, row.lookup_key) == on(9, 4)
    assert deadlines.public_apology(row.code, "AAAAAAAA") is None
    with ledger.seeing(world.head.sees):
        assert deadlines.register_notes([uid]) == {uid: "đã xin lỗi, hẹn lại 08:00 ngày 09/04/2018"}
    assert told(world, uid) == ["apology_drafted", "apology_signed"]
    with as_worker(), ledger.seeing_everything():
        assert [said for check in deadlines.invariants() for said in check.run()] == []
        assert [said for check in dossiers.invariants() for said in check.run()] == []


def test_a_letter_is_signed_once_and_not_rewritten(world: given.World) -> None:
    uid = drafted(world)
    sign(world, uid)
    with pytest.raises(deadlines.ApologyAlreadySigned):
        sign(world, uid)
    with pytest.raises(deadlines.ApologyAlreadySigned):
        deadlines.revise(actor=world.clerk, at=on(3, 4, 11), apology_uid=letter(uid).uid, words=words(10))
    for change in ("SET note = 'khác'", "SET new_due_at = new_due_at + interval '1 day'"):
        with pytest.raises(DatabaseError, match="không sửa được"), transaction.atomic(), ledger.seeing(world.head.sees):
            connection.cursor().execute(f"UPDATE deadlines_apology {change}")
    with pytest.raises(DatabaseError, match="không xóa được"), transaction.atomic(), ledger.seeing(world.head.sees):
        Apology.objects.all().delete()
    assert watched(on(5, 4, 9)).drafted == 0


def test_sending_is_recorded_once_and_only_after_the_signature(world: given.World) -> None:
    uid = drafted(world)
    facts: dict[str, Any] = {"actor": world.clerk, "apology_uid": letter(uid).uid}
    with pytest.raises(deadlines.ApologyNotSigned):
        deadlines.mark_sent(at=on(3, 4, 11), channel="paper", **facts)
    sign(world, uid)
    with pytest.raises(deadlines.ChannelUnknown):
        deadlines.mark_sent(at=on(3, 4, 11), channel="pigeon", **facts)
    deadlines.mark_sent(at=on(3, 4, 11), channel="zalo", **facts)
    with pytest.raises(deadlines.ApologyAlreadySent) as no:
        deadlines.mark_sent(at=on(3, 4, 12), channel="paper", **facts)

    assert no.value.facts["day"] == "03/04/2018"
    with ledger.seeing(world.head.sees):
        (row,) = deadlines.sent(world.clerk)
        assert (row.state, row.sent_channel, row.sent_by, deadlines.apologies(world.clerk)) == (
            "sent",
            "Zalo",
            world.clerk.name,
            [],
        )
    assert told(world, uid)[-1] == "apology_sent"


def test_only_the_unit_that_promised_writes_and_only_its_head_signs(world: given.World) -> None:
    uid = drafted(world)
    stranger = world.district.actor("dong_van", "unit_head")
    with pytest.raises(deadlines.NotYourApology):
        deadlines.sign(actor=world.clerk, at=on(3, 4, 10), apology_uid=letter(uid).uid, words=words())
    with pytest.raises(deadlines.NotYourApology):
        above = world.district.actor("district", "unit_head")
        deadlines.sign(actor=above, at=on(3, 4, 10), apology_uid=letter(uid).uid, words=words())
    with pytest.raises(deadlines.ApologyUnknown):
        deadlines.sign(actor=stranger, at=on(3, 4, 10), apology_uid=letter(uid).uid, words=words())
    with pytest.raises(deadlines.ApologyUnknown), ledger.seeing(world.head.sees):
        deadlines.apology(uuid4())


def test_a_letter_says_why_and_a_day_on_which_somebody_works(world: given.World) -> None:
    uid = drafted(world)
    for bad in (words(reason=""), words(reason="weather"), words(reason="other")):
        with pytest.raises(deadlines.ApologyNeedsReason):
            deadlines.sign(actor=world.head, at=on(3, 4, 10), apology_uid=letter(uid).uid, words=bad)
    for late in (words(4), words(7), words(9, hour=12), words(9, 3)):  # the old date, a Saturday, noon, the past
        with pytest.raises(deadlines.NewDateWrong):
            deadlines.revise(actor=world.clerk, at=on(3, 4, 10), apology_uid=letter(uid).uid, words=late)
    with pytest.raises(deadlines.ApologyNeedsReason):
        deadlines.revise(actor=world.clerk, at=on(3, 4, 10), apology_uid=letter(uid).uid, words=words(reason="weather"))

    deadlines.revise(actor=world.clerk, at=on(3, 4, 10), apology_uid=letter(uid).uid, words=words(10, reason="other", note="Bão"))

    with ledger.seeing(world.head.sees):
        row = deadlines.apology_of(uid)
        assert row is not None
        assert (row.state, row.reason, row.new_due_at, row.revised_by) == (
            "draft",
            "Lý do khác: Bão",
            on(10, 4),
            world.clerk.name,
        )


@pytest.mark.parametrize(("hour", "day", "cause"), [(10, 3, "finished"), (10, 5, "finished_late")])
def test_a_draft_is_taken_back_when_the_dossier_finishes(world: given.World, hour: int, day: int, cause: str) -> None:
    uid = drafted(world)
    _finish(uid, on(day, 4, hour), "early" if cause == "finished" else "overdue")
    with pytest.raises(deadlines.ApologyCancelled):
        sign(world, uid, at=on(day, 4, hour))
    assert watched(on(day, 4, 11)).cancelled == 1
    assert letter(uid).cancel_cause == cause
    with pytest.raises(deadlines.ApologyCancelled):
        sign(world, uid, at=on(day, 4, 12))
    with ledger.seeing(world.head.sees):
        assert deadlines.apology_of(uid) is None
    assert told(world, uid) == ["apology_drafted", "apology_cancelled"]


def _finish(uid: UUID, at: datetime, verdict: str) -> None:
    """End a dossier as the last step of its procedure does, without walking its twelve steps."""
    with as_worker(), ledger.seeing_everything():
        dossiers.Dossier.objects.filter(uid=uid).update(status=9, finished_at=at, ended_at=at, ended_as=9, verdict=verdict)


def test_a_letter_is_not_drafted_before_its_time_nor_taken_back_while_it_is_needed(world: given.World) -> None:
    early, needed = given.received(world, given.CHAIN, at=on(19, 3)), drafted(world)
    with as_worker():
        assert not drafting.draft(dossier_uid=early, at=on(3, 4, 9), recipients=finding.Recipients(on(3, 4, 9)))
        assert not drafting.cancel_stale(dossier_uid=needed, at=on(3, 4, 10))
        assert not drafting.cancel_stale(dossier_uid=early, at=on(3, 4, 10)), "there is none to take back"

    assert told(world, early) == []
    assert (letter(needed).cancelled_at, told(world, needed)) == (None, ["apology_drafted"])


def test_a_draft_of_another_date_is_taken_back_and_drafted_anew(world: given.World) -> None:
    uid = drafted(world)
    with as_worker(), ledger.seeing_everything():
        dossiers.Dossier.objects.filter(uid=uid).update(due_at=on(5, 4))
    with pytest.raises(deadlines.ApologyCancelled, match="hẹn trả đã đổi"):
        sign(world, uid)

    done = watched(on(3, 4, 11))
    assert (done.cancelled, done.drafted, letter(uid).cancel_cause) == (1, 0, "moved")
    assert watched(on(4, 4, 8)).drafted == 1
    assert (letter(uid).due_at, letter(uid).cancelled_at) == (on(5, 4), None)


def test_a_dossier_whose_clock_stands_still_has_no_promise_to_warn_of(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    dossiers.request_supplement(actor=world.clerk, at=on(3, 4, 10), dossier_uid=uid, papers=["Giấy"], reason="Mờ")
    with pytest.raises(ValueError, match="the clock stands still"):
        raising.due_of(given.dossier(world.clerk, uid))


def test_after_a_pause_the_same_letter_is_drafted_again(world: given.World) -> None:
    uid = drafted(world)
    first = letter(uid).uid
    dossiers.request_supplement(actor=world.clerk, at=on(3, 4, 10), dossier_uid=uid, papers=["Giấy"], reason="Mờ")
    watched(on(3, 4, 11))
    assert letter(uid).cancel_cause == "paused"
    dossiers.receive_supplement(actor=world.clerk, at=on(16, 4, 8), dossier_uid=uid)
    watched(on(16, 4, 9))

    again = letter(uid)
    assert (again.uid, again.cancelled_at, again.due_at) == (first, None, given.dossier(world.clerk, uid).due_at)


def test_a_letter_about_a_date_that_is_no_longer_promised_makes_way_for_one_about_the_new_date(world: given.World) -> None:
    uid = drafted(world)
    dossiers.request_supplement(actor=world.clerk, at=on(3, 4, 10), dossier_uid=uid, papers=["Giấy"], reason="Mờ")
    dossiers.receive_supplement(actor=world.clerk, at=on(16, 4, 8), dossier_uid=uid)

    done = watched(on(16, 4, 9))

    assert (done.cancelled, done.drafted) == (1, 1)
    assert told(world, uid) == ["apology_drafted", "apology_cancelled", "apology_drafted"]
    with ledger.seeing(world.clerk.sees):
        assert [one.facts["reason"] for one in ledger.history(uid) if one.facts.get("verb") == "apology_cancelled"] == [
            CAUSES["moved"]
        ]


def test_under_the_lock_of_the_dossier_it_is_asked_again_whether_a_letter_is_needed(world: given.World) -> None:
    """Between finding and writing, another run or an act may have changed everything."""
    late, fresh = drafted(world), given.received(world, given.CHAIN)
    with as_worker():
        assert not drafting.draft(dossier_uid=fresh, at=on(2, 4), recipients=Recipients(on(2, 4))), "its time has not come"
        assert not drafting.draft(dossier_uid=late, at=on(3, 4, 10), recipients=Recipients(on(3, 4))), "it is there already"
        assert not drafting.cancel_stale(dossier_uid=late, at=on(3, 4, 10)), "it is needed after all"
        assert letter(late).cancelled_at is None


def test_withdrawn_is_neither_late_nor_in_time(world: given.World) -> None:
    uid = drafted(world)
    dossiers.withdraw(actor=world.clerk, at=on(3, 4, 10), dossier_uid=uid, reason="Đổi ý")
    watched(on(3, 4, 11))
    assert letter(uid).cancel_cause == "ended"


def test_the_letter_is_printed_in_the_form_of_the_day_of_reception(world: given.World) -> None:
    uid = drafted(world)
    with ledger.seeing(world.head.sees):
        page, row = dossiers.page(world.head, uid, on(3, 4, 9)), deadlines.apology_of(uid)
        assert row is not None
        with pytest.raises(deadlines.ApologyNotSigned):
            deadlines.printed(row, page, lookup_url="https://lienthong.example/")
    sign(world, uid, note="Chờ Công an huyện")
    with ledger.seeing(world.head.sees):
        row = deadlines.apology_of(uid)
        assert row is not None
        data = deadlines.printed(row, page, lookup_url="https://lienthong.example/")
    template = dossiers.template_of(dossiers.form_of("apology_notice", page.dossier.received_at))
    text = " ".join(pypdfium2.PdfDocument(paper.render(template, data))[0].get_textpage().get_text_range().split())
    said = "Số lượng hồ sơ tăng đột biến: Chờ Công an huyện"
    for fact in ("/PXL", "Hoàng Thị Sen", said, "THỦ TRƯỞNG CƠ QUAN", world.head.name, "mẫu minh họa"):
        assert fact in text, (fact, text)
    assert (data["due_at"], data["new_due_at"]) == (on(4, 4), on(9, 4))
    assert re.search(r"04 tháng 0?4 năm 2018.*09 tháng 0?4 năm 2018", text)


def test_a_stand_in_of_the_head_signs_in_the_name_of_the_post_that_is_away(world: given.World) -> None:
    uid = drafted(world)
    stands = "TUQ. Chủ tịch UBND xã / Công chức Tư pháp - hộ tịch"
    taker = replace(world.head, name="Vi Văn Lộc", post="Công chức Tư pháp - hộ tịch", titles=(("unit_head", stands),))

    deadlines.sign(actor=taker, at=on(3, 4, 10), apology_uid=letter(uid).uid, words=words())

    assert (letter(uid).signer_name, letter(uid).signer_title) == ("Vi Văn Lộc", stands)
