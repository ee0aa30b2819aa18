"""Undone until it is confirmed; a person chooses for what was split."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as casework
from lienthong.casework.dossiers import testing as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.queue import public as queue
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.models import RowImage
from lienthong.casework.reorganisation.services import images
from lienthong.casework.reorganisation.testing import BEFORE, END, LATE, TOWN, Bình_Liêu
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.ui.tongues import said


def busy(place: Bình_Liêu) -> None:
    """Let Tình Húc have a little of everything."""
    place.received("tinh_huc", BEFORE)
    place.received("tinh_huc", BEFORE, dossiers.ALLOWANCE)
    head, cashier = place.actor("tinh_huc", "unit_head", BEFORE), place.actor("tinh_huc", "cashier", BEFORE)
    books.begin(actor=head, at=BEFORE, kind_key="birth", first=7)
    fees.load(actor=cashier, at=BEFORE, form="01BLP2-001", symbol="AA-19P", name="Biên lai", first=51, last=100)
    queue.add_group(actor=place.actor("tinh_huc", "unit_admin", BEFORE), at=BEFORE, name="Hộ tịch", letter="A", counters=1)


def executed(place: Bình_Liêu) -> tuple[reorganisation.Shown, reorganisation.Shown]:
    """Do both reorganisations; return them."""
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    reorganisation.execute(actor=place.admin(END), at=END, uid=end)
    return reorganisation.reorganisation(town), reorganisation.reorganisation(end)


def test_an_undo_leaves_every_row_as_it_was_and_only_the_ledger_grows(place: Bình_Liêu) -> None:
    busy(place)
    town, _ = place.plans()
    before = given.dump()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    assert given.dump() != before

    back = reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)

    assert back == 2
    assert given.dump() == before
    row = reorganisation.reorganisation(town)
    assert (row.state, row.executed_at, row.undone_at) == ("planned", None, TOWN)
    with given.everything():
        told = [one.activity for one in ledger.history(town)]
    assert told == ["reorganisation_executed", "reorganisation_undone"]


def test_a_visit_that_was_cancelled_stays_so_after_an_undo_and_others_are_booked_again(place: Bình_Liêu) -> None:
    """Its holder may have read that it is cancelled; and no image keeps a name longer than the booking itself does."""
    admin, head = (place.actor("tinh_huc", duty, BEFORE) for duty in ("unit_admin", "unit_head"))
    group = queue.add_group(actor=admin, at=BEFORE, name="Hộ tịch", letter="A", counters=1)
    queue.plan_bookings(actor=head, at=BEFORE, group_uid=group, minutes=30, places=1, days_ahead=14)

    def booked(at: datetime) -> str:
        slots = [slot for some in queue.offer(admin.unit_id, group, at).days.values() for slot in some]
        hour = next(one.begins_at for one in slots if one.free and one.begins_at > TOWN)
        wish = queue.Wish(begins_at=hour, name="Loan Thị Mai", contact="0912345678")
        return queue.book(unit_id=admin.unit_id, group_uid=group, at=at, wish=wish, key=uuid4()).code

    code, (town, _) = booked(TOWN - timedelta(days=3)), place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    assert queue.booking(admin.unit_id, code).state == queue.Coming.WITHDRAWN
    assert not RowImage.objects.filter(before__contains="Loan Thị Mai").exists()
    reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)
    assert queue.booking(admin.unit_id, code).state == queue.Coming.WITHDRAWN
    assert queue.booking(admin.unit_id, booked(TOWN)).open


@pytest.mark.thorough
def test_the_end_of_the_district_is_undone_whole_and_done_again(place: Bình_Liêu) -> None:
    place.received("service_centre", LATE, dossiers.PERMIT)
    place.received("vo_ngai", LATE)
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    before = given.dump()
    admin = place.admin(END)
    reorganisation.execute(actor=admin, at=END, uid=end)

    reorganisation.undo(actor=place.admin(END), at=END, uid=end)
    assert given.dump() == before
    reorganisation.execute(actor=admin, at=END, uid=end)

    assert reorganisation.reorganisation(end).state == "executed"


def test_work_done_at_the_new_unit_forbids_an_undo_and_names_the_dossier(place: Bình_Liêu) -> None:
    uid = place.received("tinh_huc", BEFORE)
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    place.step(uid, "done", TOWN + timedelta(hours=1))

    with pytest.raises(reorganisation.WorkDoneSince) as no:
        reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)

    assert place.dossier(uid).code in no.value.message
    with translation.override("en"):
        assert f"dossiers: {place.dossier(uid).code}." in said(no.value)


def test_of_many_dossiers_five_are_named_and_the_others_counted() -> None:
    codes = [f"H49-{number}" for number in range(1, 8)]

    assert images.listed(codes[:5]) == "hồ sơ H49-1, H49-2, H49-3, H49-4, H49-5"
    assert images.listed(codes) == "hồ sơ H49-1, H49-2, H49-3, H49-4, H49-5 và 2 hồ sơ nữa"


def test_what_the_product_noted_by_itself_forbids_no_undo(place: Bình_Liêu) -> None:
    uid = place.received("tinh_huc", BEFORE)
    before = place.dossier(uid).unit_id
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    moved, started = place.dossier(uid), ledger.Lifecycle.STARTED
    with given.everything():
        casework.note(moved, actor=None, at=TOWN, activity="apology", lifecycle=started, body={"verb": "apology_drafted"})

    assert reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town) == 1

    assert moved.unit_id != before == place.dossier(uid).unit_id


def test_a_row_that_changes_twice_keeps_how_it_was_first(place: Bình_Liêu) -> None:
    place.received("tinh_huc", BEFORE)
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    with given.everything():
        first = RowImage.objects.filter(table="dossiers_dossier").order_by("pk")[0]
        images.keep(first.reorganisation, first.unit_id, {}, {(first.table, first.row): '{"once": "more"}'})
        again = RowImage.objects.get(pk=first.pk)

    assert (again.before, again.after) == (first.before, '{"once": "more"}')


def test_an_appointment_that_was_ended_since_forbids_an_undo(place: Bình_Liêu) -> None:
    clerk = place.actor("tinh_huc", "counter_clerk", BEFORE)
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    held = next(one for one in org.staff_of([place.units["binh_lieu"]], TOWN.date()) if one.person_uid == clerk.person_uid)
    org.end_appointment(appointment_uid=held.appointment_uid, on=TOWN.date() + timedelta(days=30))

    with pytest.raises(reorganisation.WorkDoneSince, match="bổ nhiệm"):
        reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)


def test_a_dossier_received_at_a_new_unit_forbids_an_undo(place: Bình_Liêu) -> None:
    _, end = executed(place)
    clerk = place.holder(org.unit("H49.203").id, "counter_clerk", END)
    casework.receive(actor=clerk, at=END, application=dossiers.an_application(dossiers.BIRTH, at=END))

    with pytest.raises(reorganisation.WorkDoneSince, match="đơn vị hoặc vị trí mới"):
        reorganisation.undo(actor=place.admin(END), at=END, uid=end.uid)


@pytest.mark.thorough
def test_what_stands_below_another_is_not_undone_first(place: Bình_Liêu) -> None:
    town, _ = executed(place)

    with pytest.raises(reorganisation.OutOfOrder, match="01/07/2025"):
        reorganisation.undo(actor=place.admin(END), at=END, uid=town.uid)


def test_after_the_confirmation_nothing_is_undone_and_the_old_rows_are_erased(place: Bình_Liêu) -> None:
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    admin = place.admin(TOWN)

    reorganisation.confirm(actor=admin, at=TOWN, uid=town)

    with pytest.raises(reorganisation.NotExecuted, match="đã xác nhận"):
        reorganisation.undo(actor=admin, at=TOWN, uid=town)
    with pytest.raises(reorganisation.NotExecuted):
        reorganisation.confirm(actor=admin, at=TOWN, uid=town)
    assert given.images_left() == 0


def test_the_later_one_is_confirmed_after_the_earlier(place: Bình_Liêu) -> None:
    _, end = executed(place)

    with pytest.raises(reorganisation.OutOfOrder, match="01/01/2020"):
        reorganisation.confirm(actor=place.admin(END), at=END, uid=end.uid)


# --- what was split -----------------------------------------------------------------------------------------------------------


def test_a_dossier_of_a_split_commune_waits_until_somebody_chooses(place: Bình_Liêu) -> None:
    uid = place.received("vo_ngai", LATE)
    before = place.dossier(uid)
    town, end = executed(place)
    admin = place.admin(END)

    (line,) = waiting()
    assert (line.dossier_uid, line.unit, [name for _, name in line.candidates]) == (
        uid,
        "UBND xã Vô Ngại",
        ["UBND xã Bình Liêu", "UBND xã Tiên Yên"],
    )
    assert place.dossier(uid).unit_id == place.units["vo_ngai"]
    reorganisation.confirm(actor=admin, at=END, uid=town.uid)
    with pytest.raises(reorganisation.WaitingAddresses, match="Còn 1 hồ sơ"):
        reorganisation.confirm(actor=admin, at=END, uid=end.uid)

    heir = org.unit("H49.201").id
    reorganisation.decide(actor=admin, at=END, uid=end.uid, dossier_uid=uid, unit_id=heir)
    reorganisation.decide(actor=admin, at=END, uid=end.uid, dossier_uid=uid, unit_id=heir)

    after = place.dossier(uid)
    assert (after.unit_id, after.code, after.due_at, [task.unit_id for task in place.open_tasks(uid)]) == (
        heir,
        before.code,
        before.due_at,
        [heir],
    )
    assert waiting() == []
    with given.everything():
        assert [row.chosen for row in reorganisation.waiting(decided=True)] == ["UBND xã Bình Liêu"]
    assert [fault for one in reorganisation.invariants() for fault in one.run()] == []
    reorganisation.confirm(actor=admin, at=END, uid=end.uid)


def test_a_choice_is_one_of_the_heirs_made_once_where_somebody_can_do_the_work(place: Bình_Liêu) -> None:
    uid = place.received("vo_ngai", LATE)
    _, end = executed(place)
    admin, heir, other = place.admin(END), org.unit("H49.201").id, org.unit("H49.200").id

    def choose(unit_id: int, dossier_uid: object = uid) -> None:
        reorganisation.decide(actor=admin, at=END, uid=end.uid, dossier_uid=dossier_uid, unit_id=unit_id)  # type: ignore[arg-type]

    with pytest.raises(reorganisation.NotACandidate, match="UBND xã Tiên Yên"):
        choose(org.unit("H49.202").id)
    with pytest.raises(reorganisation.NobodyThere, match="Cán bộ một cửa"):
        choose(other)
    with pytest.raises(reorganisation.ReorganisationUnknown):
        choose(heir, end.uid)
    choose(heir)
    with pytest.raises(reorganisation.AlreadyDecided, match="UBND xã Bình Liêu"):
        choose(other)


def test_an_undo_takes_choices_back_too(place: Bình_Liêu) -> None:
    uid = place.received("vo_ngai", LATE)
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    before = given.dump()
    reorganisation.execute(actor=place.admin(END), at=END, uid=end)
    admin = place.admin(END)
    reorganisation.decide(actor=admin, at=END, uid=end, dossier_uid=uid, unit_id=org.unit("H49.201").id)

    reorganisation.undo(actor=admin, at=END, uid=end)

    assert given.dump() == before
    assert waiting() == []


def waiting() -> list[reorganisation.WaitingRow]:
    """Return the work list as the administrator's page asks it."""
    with given.everything():
        return reorganisation.waiting()
