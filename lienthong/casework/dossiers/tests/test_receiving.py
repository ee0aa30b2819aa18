"""Reception at the counter: checked, numbered, promised, recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.models import DoneRequest, DueDate, FeeLine, PaperLine, Party
from lienthong.casework.dossiers.services import receiving
from lienthong.casework.procedures import public as procedures
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import a_place, merge_units
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid


def receive(world: given.World, application: dossiers.Application, **facts: object) -> dossiers.Received:
    at = facts.pop("at", world.at)
    return dossiers.receive(actor=world.clerk, at=at, application=application, **facts)  # type: ignore[arg-type]  # facts vary


def party(world: given.World, uid: UUID, role: str) -> Any:
    with ledger.seeing(world.clerk.sees):
        return next(one for one in dossiers.page(world.clerk, uid, world.at).parties if one.role == role)


def test_an_address_keeps_the_picked_place_and_the_unit_that_governs_it(world: given.World) -> None:
    commune = a_place("Xã Hoành Mô", code="06841")
    village = a_place("Bản Đồng Cậm", path="Bản Đồng Cậm, Xã Hoành Mô", level="village")
    village.parent = commune
    village.save()
    far = a_place("Xã Tân Thành", code="99999")

    here, there, untold = (
        party(world, given.received(world, owner=given.a_person(place_uid=uid)), "owner") for uid in (village.uid, far.uid, None)
    )

    assert (here.place_uid, here.address_unit_id) == (village.uid, world.clerk.unit_id)
    assert (there.place_uid, there.address_unit_id) == (far.uid, None)
    assert (untold.place_uid, untold.address_unit_id) == (None, None)


def test_a_later_merger_of_communes_finds_the_address_by_its_unit(world: given.World) -> None:
    place = a_place("Xã Hoành Mô", code="06841")
    kept = party(world, given.received(world, owner=given.a_person(place_uid=place.uid)), "owner").address_unit_id
    olds = [world.district.units[slug].pk for slug in ("hoanh_mo", "dong_van")]
    new = org.NewUnit(
        name="UBND xã Hoành Mô mới", short_name="xã Hoành Mô mới", code="H49.202", kind="people_committee",
        function="people_committee", system="state", level="commune", parent_id=world.district.units["province"].pk,
    )  # fmt: skip

    merged = merge_units(unit_ids=olds, into=new, on=date(2025, 7, 1), legal_document="NQ 1679/NQ-UBTVQH15")

    assert org.successor(kept, date(2025, 7, 2)).id == merged.id


def test_a_place_that_was_no_more_on_the_day_is_refused(world: given.World) -> None:
    gone = a_place("Xã Tình Húc", until=date(2018, 1, 1))

    with pytest.raises(dossiers.BadPerson) as no:
        given.received(world, owner=given.a_person(place_uid=gone.uid))

    assert no.value.facts["field"] == "owner.place"


def test_a_representative_says_on_which_basis(world: given.World) -> None:
    stranger = given.a_person("Chíu Sếch Và", id_number="100200300")
    with pytest.raises(dossiers.BadPerson) as no:
        given.received(world, representative=stranger)
    uid = given.received(world, representative=given.replace(stranger, basis="Giấy ủy quyền ngày 10/03/2018"))

    assert no.value.facts["field"] == "representative.basis"
    assert party(world, uid, "representative").basis == "Giấy ủy quyền ngày 10/03/2018"


def test_a_birth_is_received_numbered_and_promised_for_the_same_day(world: given.World) -> None:
    done = receive(world, given.an_application())

    row = given.dossier(world.clerk, done.dossier_uid)
    assert done.code == "H49.16.22-180312-0001"
    assert row.status == dossiers.Status.RECEIVED
    assert row.due_at == datetime(2018, 3, 12, 17, 0, tzinfo=VIETNAM)
    assert (row.original_due_at, row.book_line) == (row.due_at, 1)
    assert [task.step for task in given.open_tasks(world.clerk, done.dossier_uid)] == ["receive"]


def test_what_was_handed_in_is_kept_line_by_line(world: given.World) -> None:
    submitter = given.a_person("Lô Thị Hồng", id_type="", id_number="")
    done = receive(world, given.an_application(submitter=submitter, households=[given.a_person(f"Hộ {n}") for n in "AB"]))

    with ledger.seeing(world.clerk.sees):
        roles = [party.role for party in Party.objects.order_by("pk")]
        papers = PaperLine.objects.filter(dossier__uid=done.dossier_uid).count()
        due = DueDate.objects.get(dossier__uid=done.dossier_uid)
    assert roles == ["owner", "submitter", "household", "household"]
    assert papers > 0
    assert due.due_at == done.due_at
    assert given.dossier(world.clerk, done.dossier_uid).households == 2


def test_the_ledger_proves_the_reception_without_naming_the_citizen_in_hashed_text(world: given.World) -> None:
    done = receive(world, given.an_application())

    with ledger.seeing(world.clerk.sees):
        (event,) = ledger.history(done.dossier_uid)
    assert event.activity == "received"
    assert "Hoàng Thị Sen" not in str(event.facts)
    assert event.facts["code"] == done.code
    assert event.personal["owner"] == "Hoàng Thị Sen"


def test_the_same_request_twice_is_one_dossier(world: given.World) -> None:
    application = given.an_application()

    first = receive(world, application, key="k-1")
    second = receive(world, application, key="k-1")

    assert (second.dossier_uid, second.code, second.repeated) == (first.dossier_uid, first.code, True)
    assert DoneRequest.objects.count() == 1
    with ledger.seeing(world.clerk.sees):
        assert dossiers.Dossier.objects.count() == 1


def test_a_key_used_for_another_request_is_refused(world: given.World) -> None:
    receive(world, given.an_application(), key="k-1")

    with pytest.raises(dossiers.KeyUsedForAnother):
        receive(world, given.an_application(sets=2), key="k-1")


def test_what_is_vietnamese_keeps_the_digest_of_before_a_language_could_be_chosen_and_what_is_english_has_its_own(
    world: given.World,
) -> None:
    application = given.an_application()
    before = {name for name in application.__dataclass_fields__ if name not in ("language", "letter_uid")}

    assert set(receiving.request_of(application)) == before
    receive(world, application, key="k-1")
    with pytest.raises(dossiers.KeyUsedForAnother):
        receive(world, replace(application, language="en"), key="k-1")


def test_numbers_run_on_within_a_day_and_begin_again_the_next(world: given.World) -> None:
    codes = [receive(world, given.an_application()).code for _ in range(3)]
    tomorrow = receive(world, given.an_application(), at=world.at + timedelta(days=1)).code

    assert [code[-4:] for code in codes] == ["0001", "0002", "0003"]
    assert tomorrow == "H49.16.22-180313-0001"


def test_a_reception_in_the_future_is_refused(world: given.World) -> None:
    with pytest.raises(dossiers.ReceivedInFuture):
        receive(world, given.an_application(received_at=world.at + timedelta(hours=1)))


def test_late_entry_keeps_the_true_time_and_needs_a_reason(world: given.World) -> None:
    before = world.at - timedelta(days=3)
    with pytest.raises(dossiers.LateEntryNeedsReason):
        receive(world, given.an_application(received_at=before))

    done = receive(world, given.an_application(received_at=before, late_reason="Mất điện từ sáng thứ Sáu"))

    row = given.dossier(world.clerk, done.dossier_uid)
    assert row.received_at == before
    assert row.late_reason == "Mất điện từ sáng thứ Sáu"
    assert done.code.startswith("H49.16.22-180309-")


def test_a_late_entry_older_than_a_month_is_for_the_head(world: given.World) -> None:
    with pytest.raises(dossiers.LateEntryTooOld):
        receive(world, given.an_application(received_at=world.at - timedelta(days=40), late_reason="Mất mạng"))


def test_missing_papers_are_named(world: given.World) -> None:
    with pytest.raises(dossiers.PapersMissing) as no:
        receive(world, replace(given.an_application(), papers=()))

    assert "Tờ khai" in no.value.message


def test_papers_may_be_declared_complete_in_bulk(world: given.World) -> None:
    assert receive(world, replace(given.an_application(), papers=(), papers_complete=True)).code


def test_a_person_that_cannot_be_right_names_the_field(world: given.World) -> None:
    with pytest.raises(dossiers.BadPerson) as no:
        receive(world, given.an_application(owner=given.a_person(id_number="12")))

    assert no.value.facts["field"] == "owner.id_number"


def test_a_case_or_channel_that_the_procedure_does_not_have_is_refused(world: given.World) -> None:
    with pytest.raises(dossiers.UnknownCase):
        receive(world, replace(given.an_application(), case="no-such-case"))


def test_a_version_that_is_not_in_force_that_day_is_refused(world: given.World) -> None:
    application = given.an_application(given.BIRTH)

    with pytest.raises(dossiers.NoProcedureInForce):
        receive(world, application, at=datetime(2015, 6, 1, 8, 0, tzinfo=VIETNAM))


def test_only_the_counter_receives(world: given.World) -> None:
    with pytest.raises(dossiers.ForeignAct):
        dossiers.receive(actor=world.head, at=world.at, application=given.an_application())


def test_fees_are_worked_out_and_an_exemption_keeps_its_ground(world: given.World) -> None:
    permit = given.an_application(given.PERMIT)
    definition = procedures.version(permit.version_uid).definition
    fee = next(fee.key for fee in definition.fees if fee.amount)
    paid = dossiers.receive(actor=world.centre_clerk, at=world.at, application=permit)
    free = dossiers.receive(actor=world.centre_clerk, at=world.at, application=replace(permit, exempt={fee: "Hộ nghèo"}))

    with ledger.seeing(world.centre_clerk.sees):
        owing = FeeLine.objects.get(dossier__uid=paid.dossier_uid, key=fee)
        exempt = FeeLine.objects.get(dossier__uid=free.dossier_uid, key=fee)
    assert owing.amount > 0
    assert (exempt.amount, exempt.exempt_ground) == (0, "Hộ nghèo")


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2018, 3, 12, 16, 59, tzinfo=VIETNAM), datetime(2018, 3, 13, 17, 0, tzinfo=VIETNAM)),
        (datetime(2018, 3, 12, 14, 59, tzinfo=VIETNAM), datetime(2018, 3, 12, 17, 0, tzinfo=VIETNAM)),
        (datetime(2018, 4, 25, 9, 0, tzinfo=VIETNAM), datetime(2018, 4, 26, 17, 0, tzinfo=VIETNAM)),
        (datetime(2018, 12, 31, 23, 50, tzinfo=VIETNAM), datetime(2019, 1, 2, 17, 0, tzinfo=VIETNAM)),
    ],
)
def test_corners_of_the_clock_at_the_counter(world: given.World, at: datetime, due: datetime) -> None:
    assert receive(world, given.an_application(at=at), at=at).due_at == due


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Hoàng Thị Sen", "Hoàng Thị Sen"), ("  Vi\u00a0 Văn   Lộc ", "Vi Văn Lộc"), ("Lu\u0323c Hô\u0300n", "Lục Hồn")],
)
def test_names_are_kept_in_one_form(world: given.World, typed: str, kept: str) -> None:
    done = receive(world, given.an_application(owner=given.a_person(typed)))

    assert given.dossier(world.clerk, done.dossier_uid).owner_name == kept


def test_a_promise_is_explained_before_anything_is_written(world: given.World) -> None:
    application = given.an_application(given.CHAIN)

    told = dossiers.promise(
        unit_id=world.clerk.unit_id,
        version_uid=application.version_uid,
        case=application.case,
        channel="direct",
        received_at=world.at,
    )

    assert told.due_at is not None
    assert "17 ngày làm việc" in " ".join(told.reasons)
    with ledger.seeing(world.clerk.sees):
        assert dossiers.Dossier.objects.count() == 0


def test_another_commune_sees_nothing_and_the_public_neither(world: given.World) -> None:
    done = receive(world, given.an_application())
    stranger = world.district.actor("dong_van", "counter_clerk")

    with ledger.seeing(stranger.sees):
        assert dossiers.Dossier.objects.filter(uid=done.dossier_uid).count() == 0
        assert Party.objects.count() == 0
    assert dossiers.Dossier.objects.filter(uid=done.dossier_uid).count() == 0


def test_a_registered_dossier_gets_its_date_only_when_the_counter_accepts_it(world: given.World) -> None:
    application = given.an_application(given.CHAIN, papers=[])
    later = world.at + timedelta(days=1)

    came_in = dossiers.register(actor=world.clerk, at=world.at, application=application, key="r-1")
    again = dossiers.register(actor=world.clerk, at=world.at, application=application, key="r-1")
    waiting = given.dossier(world.clerk, came_in.dossier_uid)
    accepted = dossiers.accept(actor=world.clerk, at=later, dossier_uid=came_in.dossier_uid)

    taken = given.dossier(world.clerk, came_in.dossier_uid)
    assert (again.dossier_uid, again.repeated) == (came_in.dossier_uid, True)
    assert (waiting.status, waiting.due_at) == (dossiers.Status.REGISTERED, None)
    assert (accepted.status, taken.received_at) == (dossiers.Status.RECEIVED, later)
    assert taken.due_at is not None
    assert [place.step for place in accepted.places] == ["receive"]


def test_a_registered_dossier_is_refused_with_its_reason_and_was_never_received(world: given.World) -> None:
    came_in = dossiers.register(actor=world.clerk, at=world.at, application=given.an_application(given.CHAIN))

    refused = dossiers.refuse(actor=world.clerk, at=world.at, dossier_uid=came_in.dossier_uid, reason="Không thuộc thẩm quyền")

    with ledger.seeing(world.head.sees):
        report = dossiers.report_06a(world.head.sees, world.at.date(), world.at.date())
        broken = {check.code: check.run() for check in dossiers.invariants()}
    assert refused.status is dossiers.Status.REFUSED
    assert report == []
    assert broken == {"I7": [], "I8": [], "I9": [], "I16": [], "I13": [], "dossiers.entered": []}


def test_registering_needs_the_counter_and_a_procedure_in_force(world: given.World) -> None:
    with pytest.raises(dossiers.ForeignAct):
        dossiers.register(actor=world.head, at=world.at, application=given.an_application(given.CHAIN))
    with pytest.raises(dossiers.NoProcedureInForce):
        dossiers.register(
            actor=world.clerk, at=datetime(2014, 1, 6, 8, 0, tzinfo=VIETNAM), application=given.an_application(given.CHAIN)
        )


def test_a_dossier_that_comes_as_a_letter_is_another_request_than_one_that_does_not(world: given.World) -> None:
    application = given.an_application()
    told = receiving.request_of(replace(application, letter_uid=new_uid()))
    assert told.keys() - receiving.request_of(application).keys() == {"letter_uid"}
