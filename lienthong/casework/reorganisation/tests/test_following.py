"""What follows a unit that ends without being a dossier: its account, the bank's tills, money that waits, unseen warnings."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.casework.deadlines.testing import alerts, watched
from lienthong.casework.dossiers import testing as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, END, ENDS, LATE, PAID, TOWN, Bình_Liêu
from lienthong.office.org import public as org
from lienthong.office.org import testing as people
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.thorough

EVE = END - timedelta(hours=23)
CENTRE = "- {date: 2026-03-02, document: QĐ 12/QĐ-UBND, kind: abolish, from: [service_centre], heir: binh_lieu}\n"


def a_centre(place: Bình_Liêu) -> tuple[UUID, list[UUID]]:
    """Let the centre have an account, three permits, one of them paid by bank, and money that waits; return plan and permits."""
    permits = [place.received("service_centre", BEFORE, dossiers.PERMIT) for _ in range(3)]
    given.money_that_waits(place, "service_centre")
    fees.hear(told=given.paid(place.dossier(permits[0]).code, 1), at=PAID)
    (plan,) = reorganisation.load(actor=place.admin(ENDS), at=ENDS, text=CENTRE, name="trung-tam.yaml")
    return plan, permits


def reformed(place: Bình_Liêu) -> tuple[UUID, dict[str, list[str]]]:
    """Execute 2020 and 2025; return the second and what every row was before it."""
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    before = given.dump()
    reorganisation.execute(actor=place.admin(END), at=END, uid=end)
    return end, before


def broken() -> list[str]:
    """Return what breaks an invariant of money or of reorganisations."""
    with given.everything():
        return [fault for app in (fees, reorganisation) for one in app.invariants() for fault in one.run()]


def test_the_account_of_a_unit_ends_with_it_and_the_bank_s_till_is_closed_without_counting(place: Bình_Liêu) -> None:
    plan, _ = a_centre(place)
    old, heir = place.units["service_centre"], place.units["binh_lieu"]
    seen = reorganisation.preview(actor=place.admin(PAID), at=PAID, uid=plan)

    found = reorganisation.execute(actor=place.admin(ENDS), at=ENDS, uid=plan)

    kept = ("accounts", "bank_tills", "notices")
    assert {key: seen[key] for key in kept} == {key: found[key] for key in kept}
    (account,), (till,), (notice,) = (found[key] for key in kept)
    assert (account["name"], account["to"], account["instead"]) == ("VietinBank 113366668888", "UBND thị trấn Bình Liêu", None)
    assert (till["total"], till["day"]) == ("75.000", "05/01/2026")
    assert (notice["why"], notice["to"]) == ("Nội dung chuyển khoản không chỉ đúng một hồ sơ", "UBND thị trấn Bình Liêu")
    assert (fees.account_of(old, date(2026, 3, 1)) is None, fees.account_of(old, ENDS.date())) == (False, None)
    with given.everything():
        assert [one.closed_at for one in fees.tills_of(old, until=ENDS.date())] == [ENDS]
        assert [one.state for one in fees.notices_of(heir)] == ["held"]
    assert broken() == []


def test_money_for_an_old_code_finds_its_dossier_at_the_heir_and_new_payers_get_the_heir_s_account(place: Bình_Liêu) -> None:
    plan, permits = a_centre(place)
    heir = place.units["binh_lieu"]
    reorganisation.execute(actor=place.admin(ENDS), at=ENDS, uid=plan)
    codes = [(row.code, row.lookup_key) for row in map(place.dossier, permits)]
    assert fees.due_of(*codes[1], ENDS.date()) is None, "the heir has no account of its own yet"

    late = fees.hear(told=given.paid(codes[1][0], 3), at=ENDS)
    given.an_account(place, "binh_lieu", ENDS, "999888777")
    due = fees.due_of(*codes[2], ENDS.date())
    new = fees.hear(told=given.paid(fees.purpose_of(codes[2][0]), 4, "999888777"), at=ENDS)
    again = fees.hear(told=given.paid("nop phi xay nha", 2), at=ENDS)

    assert [one.state for one in (late, new)] == ["settled", "settled"]
    assert due is not None
    assert (due.number, due.amount) == ("999888777", 75_000)
    assert (again.repeated, again.state) == (True, "held"), "told before the unit ended: known, and not twice"
    with given.everything():
        assert {one.uid for one in fees.tills_of(heir, until=ENDS.date()) if one.automatic and one.day == ENDS.date()}
        assert {one.dossier_code for one in fees.notices_of(heir) if one.state == "settled"} == {codes[1][0], codes[2][0]}
    assert broken() == []


def test_money_for_a_dossier_that_waits_for_a_choice_waits_too(place: Bình_Liêu) -> None:
    plan, permits = a_centre(place)
    reorganisation.execute(actor=place.admin(ENDS), at=ENDS, uid=plan)
    code = place.dossier(permits[1]).code
    with given.everything(), connection.cursor() as cursor:
        cursor.execute("UPDATE dossiers_dossier SET unit_id = %s WHERE code = %s", [place.units["service_centre"], code])

    done = fees.hear(told=given.paid(code, 3), at=ENDS)

    assert (done.state, done.why) == ("held", "elsewhere")
    with given.everything():
        assert code in {one.dossier_code for one in fees.notices_of(place.units["binh_lieu"])}


def test_an_undo_opens_account_and_till_again_and_nothing_else_may(place: Bình_Liêu) -> None:
    plan, _ = a_centre(place)
    before = given.dump()
    reorganisation.execute(actor=place.admin(ENDS), at=ENDS, uid=plan)
    for sql in ("UPDATE fees_till SET closed_at = NULL", "UPDATE fees_paymentaccount SET until = NULL"):
        with pytest.raises(DatabaseError), transaction.atomic(), given.everything(), connection.cursor() as cursor:
            cursor.execute(sql)

    reorganisation.undo(actor=place.admin(ENDS), at=ENDS, uid=plan)

    assert given.dump() == before
    assert fees.account_of(place.units["service_centre"], ENDS.date()) is not None
    assert broken() == []


def test_an_account_that_the_heir_took_over_forbids_an_undo(place: Bình_Liêu) -> None:
    plan, _ = a_centre(place)
    reorganisation.execute(actor=place.admin(ENDS), at=ENDS, uid=plan)
    given.an_account(place, "binh_lieu", ENDS)

    with pytest.raises(reorganisation.WorkDoneSince):
        reorganisation.undo(actor=place.admin(ENDS), at=ENDS, uid=plan)


def test_what_an_ended_unit_took_is_given_back_by_who_followed_it_and_by_nobody_else(place: Bình_Liêu) -> None:
    plan, permits = a_centre(place)
    old, heir = place.units["service_centre"], place.units["binh_lieu"]
    cashier = place.actor("service_centre", "centre_officer", PAID)
    cash = fees.collect(actor=cashier, at=PAID, dossier_uid=permits[1], fee_keys=["house_fee"], method="cash").receipts[0]
    with given.everything():
        by_bank = fees.payments_of_dossier(permits[0])[0]
        (till,) = (one for one in fees.open_tills(old) if not one.automatic)
    fees.close_day(actor=cashier, at=PAID, till_uid=till.uid, counted_cash=cash.amount)
    reorganisation.execute(actor=place.admin(ENDS), at=ENDS, uid=plan)
    head, other = place.actor("binh_lieu", "unit_head", ENDS), place.actor("luc_hon", "unit_head", ENDS)

    with pytest.raises(fees.PaymentUnknown):
        fees.refund(actor=other, at=ENDS, payment_uid=cash.payment_uid, reason="Nhầm")
    back = [fees.refund(actor=head, at=ENDS, payment_uid=one, reason="Hộ nghèo") for one in (cash.payment_uid, by_bank.uid)]

    assert [one.amount for one in back] == [-75_000, -75_000]
    assert (old in fees.gives_back_for(head, ENDS.date()), fees.gives_back_for(cashier, ENDS.date())) == (True, frozenset())
    with given.everything():
        tills = {one.automatic: one for one in fees.tills_of(heir, until=ENDS.date()) if one.day == ENDS.date()}
        (taken, *_) = fees.payments_of_dossier(permits[1])
    assert [tills[automatic].sums.returned for automatic in (False, True)] == [75_000, 75_000]
    assert (tills[False].name, taken.returned_in(head), by_bank.returned_in(head)) == (head.name, head.name, by_bank.cashier)
    assert (taken.left, broken()) == (0, [])
    with pytest.raises(reorganisation.WorkDoneSince):
        reorganisation.undo(actor=place.admin(ENDS), at=ENDS, uid=plan)


# --- warnings -----------------------------------------------------------------------------------------------------------------


def alerts_of(uid: UUID) -> dict[int, tuple[str, str, bool]]:
    """Return the warnings about a dossier by level: whose, for which duty, whether it is still of use."""
    with given.everything():
        rows = alerts().filter(dossier__uid=uid).order_by("level")
        return {row.level: (row.unit.name, row.duty, row.closed_at is None) for row in rows.select_related("unit")}


def test_unseen_warnings_go_to_who_took_over_and_are_not_told_twice(place: Bình_Liêu) -> None:
    uid = place.received("tinh_huc", BEFORE)
    watched(TOWN - timedelta(hours=1))
    assert {unit for unit, _, _ in alerts_of(uid).values()} == {"UBND xã Tình Húc", "UBND huyện Bình Liêu"}
    before = alerts_of(uid)
    town, _ = place.plans()
    seen = reorganisation.preview(actor=place.admin(TOWN), at=TOWN, uid=town)

    found = reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    moved = {level: unit for level, (unit, _, _) in alerts_of(uid).items()}
    assert moved == {level: "UBND thị trấn Bình Liêu" if level < 4 else "UBND huyện Bình Liêu" for level in before}
    assert found["alerts"] == seen["alerts"]
    assert {line["to"] for line in found["alerts"]} == {"UBND thị trấn Bình Liêu"}
    assert watched(TOWN + timedelta(minutes=10)).raised == 0
    assert broken() == []


def test_an_undo_gives_warnings_back_also_those_that_somebody_has_read_meanwhile(place: Bình_Liêu) -> None:
    uid = place.received("tinh_huc", BEFORE)
    watched(BEFORE + timedelta(days=1))
    raised = alerts_of(uid)
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    watched(TOWN + timedelta(days=30))
    with given.everything():
        assert alerts().filter(dossier__uid=uid).count() > len(raised)
        alerts().filter(dossier__uid=uid, level=min(raised)).update(seen_at=TOWN, seen_by="Chủ tịch")

    reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)

    assert alerts_of(uid) == raised
    with given.everything():
        assert list(alerts().filter(dossier__uid=uid, seen_at=TOWN).values_list("level", flat=True)) == [min(raised)]


def test_two_warnings_that_would_be_one_at_the_heir_are_one(place: Bình_Liêu) -> None:
    uid = place.received("tinh_huc", BEFORE)
    watched(TOWN - timedelta(hours=1))
    with given.everything():
        twin = alerts().get(dossier__uid=uid, level=3)
        twin.pk, twin.uid, twin.unit_id = None, new_uid(), place.units["binh_lieu"]
        twin.save(force_insert=True)
    town, _ = place.plans()

    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    with given.everything():
        rows = alerts().filter(dossier__uid=uid, level=3).order_by("pk").select_related("unit")
        assert [(row.unit.name, row.closed_at) for row in rows] == [
            ("UBND xã Tình Húc", TOWN),
            ("UBND thị trấn Bình Liêu", None),
        ]
    assert broken() == []


def test_warnings_of_a_dossier_that_waits_go_to_the_larger_part_and_then_where_somebody_chose(place: Bình_Liêu) -> None:
    uid = place.received("vo_ngai", LATE)
    watched(END - timedelta(hours=1))
    end, before = reformed(place)
    waits = alerts_of(uid)
    assert (waits[1][0], waits[3][0]) == ("UBND xã Bình Liêu", "UBND xã Bình Liêu")
    other = org.Unit.objects.get(code="H49.200")
    post = people.a_post(other, "counter_clerk", "unit_head", "records_clerk", "specialist.justice", title="Công chức")
    people.an_appointment(post, people.a_person("Lý Thị Hà"))

    reorganisation.decide(actor=place.admin(END), at=END, uid=end, dossier_uid=uid, unit_id=other.pk)

    chosen = alerts_of(uid)
    assert (chosen[1][0], chosen[3][0]) == ("UBND xã Tiên Yên", "UBND xã Tiên Yên")
    assert org.unit(other.pk).until is None
    assert broken() == []
    org.Appointment.objects.filter(post=post).delete()
    post.delete()
    reorganisation.undo(actor=place.admin(END), at=END, uid=end)
    assert given.dump() == before


def test_what_is_raised_while_a_dossier_waits_goes_where_somebody_chose_and_nothing_stays(place: Bình_Liêu) -> None:
    uid = place.received("vo_ngai", EVE)
    watched(END - timedelta(hours=1))
    end, before = reformed(place)
    late = END + timedelta(days=3)
    assert watched(late).raised > 0
    assert "UBND xã Vô Ngại" in {unit for unit, _ in open_alerts_of(uid)}
    heir = org.unit("H49.201")

    reorganisation.decide(actor=place.admin(END), at=late, uid=end, dossier_uid=uid, unit_id=heir.id)

    left = open_alerts_of(uid)
    assert "UBND xã Vô Ngại" not in {unit for unit, _ in left}
    assert len(left) == len(set(left)), "two that would be one at the heir are one"
    assert broken() == []
    reorganisation.undo(actor=place.admin(END), at=late, uid=end)
    assert given.dump() == before


def test_an_undo_is_possible_while_a_dossier_waits_though_the_watch_went_on(place: Bình_Liêu) -> None:
    uid = place.received("vo_ngai", EVE)
    watched(END - timedelta(hours=1))
    assert open_alerts_of(uid)
    end, before = reformed(place)
    assert watched(END + timedelta(minutes=10)).raised > 0

    reorganisation.undo(actor=place.admin(END), at=END + timedelta(hours=1), uid=end)

    assert given.dump() == before


def open_alerts_of(uid: UUID) -> list[tuple[str, int]]:
    """Return the warnings about a dossier that are still of use, as (unit, level)."""
    with given.everything():
        return list(alerts().filter(dossier__uid=uid, closed_at=None).values_list("unit__name", "level"))
