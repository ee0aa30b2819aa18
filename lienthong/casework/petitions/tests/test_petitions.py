"""A petition is sent or entered, received, given, answered or closed otherwise; once each, by whose work it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.models import Petition
from lienthong.casework.petitions.testing import answered, broken, entered, filed, row, said
from lienthong.casework.procedures import public as procedures
from lienthong.office.citizens import public as citizens
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.toolkit import vietnamese
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid

DAY = timedelta(days=1)
TUESDAY = MONDAY_8AM + DAY


def opened(district: District, clerk: Actor, **facts: Any) -> UUID:
    """Send a petition and let the clerk take it in for the commune itself."""
    uid = filed(district, **facts).uid
    petitions.receive(actor=clerk, at=MONDAY_8AM, uid=uid, kind="procedure", handler_id=clerk.unit_id)
    return uid


def test_a_petition_goes_from_the_portal_to_its_answer(district: District, clerk: Actor, head: Actor) -> None:
    taken = filed(district)
    assert taken.code == f"PA-{district.units['hoanh_mo'].code}-180312-0001"
    due = row(clerk, taken.uid).due_at
    assert f"{due:%d/%m/%Y}" == "09/04/2018", "twenty working days"

    petitions.receive(
        actor=clerk, at=MONDAY_8AM, uid=taken.uid, kind="other", handler_id=clerk.unit_id, handle_by=date(2018, 3, 20)
    )
    answered(head, taken.uid, at=TUESDAY)

    found = row(clerk, taken.uid)
    assert (found.state, found.kind, found.closing, found.closed_by) == ("answered", "other", "Xã đã rút kinh nghiệm.", head.name)
    with ledger.seeing(clerk.sees):
        told = ledger.history(taken.uid)
    assert [one.activity for one in told] == ["petition_filed", "petition_received", "petition_answered"]
    assert "Sen" not in str(told), "the ledger holds no name"
    assert broken() == []


def test_sent_twice_by_one_page_it_is_one_petition_and_numbers_have_no_gaps(district: District, clerk: Actor) -> None:
    key, desk_key = new_uid(), new_uid()
    first, again = filed(district, key=key), filed(district, key=key)
    second = entered(clerk, key=desk_key)

    assert (again.code, again.lookup_key, again.repeated, first.repeated) == (first.code, first.lookup_key, True, False)
    assert entered(clerk, key=desk_key).repeated
    assert [one.code[-4:] for one in (first, second)] == ["0001", "0002"]
    assert broken() == []


def test_what_is_said_at_the_desk_is_received_at_once_and_counts_from_its_day(clerk: Actor) -> None:
    uid = entered(clerk, channel="paper", came_at=MONDAY_8AM - 3 * DAY, contact="", dossier="h49-1").uid

    found = row(clerk, uid)
    assert (found.state, found.handler_id, found.dossier_code) == ("open", clerk.unit_id, "H49-1")
    assert f"{found.due_at:%d/%m/%Y}" == "06/04/2018"


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"kind": "denunciation"}, petitions.KindUnknown),
        ({"words": "  "}, petitions.NothingSaid),
        ({"subject": " "}, petitions.NothingSaid),
        ({"words": "a" * 4001}, petitions.TooManyWords),
        ({"subject": "a" * 201}, petitions.TooManyWords),
        ({"contact": ""}, petitions.ContactWrong),
        ({"contact": "chín một hai"}, petitions.ContactWrong),
        ({"procedure": "9.999999"}, petitions.AboutUnknownProcedure),
        ({"name": "1234"}, vietnamese.NameHasNoLetters),
        ({"unit": "party"}, petitions.NotReceiving),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_written(
    district: District, facts: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal) as no:
        filed(district, **facts)
    if "subject" in facts and refusal is petitions.TooManyWords:
        assert no.value.message.startswith("Tóm tắt dài quá 200 ký tự")
    with ledger.seeing([district.units["hoanh_mo"].pk]):
        assert not Petition.objects.exists()


def test_it_may_name_a_procedure_and_a_citizen_with_an_account_finds_it_again(district: District, clerk: Actor) -> None:
    procedure = procedures.Procedure.objects.create(
        national_code="1.001193", name="Đăng ký khai sinh", field="Hộ tịch", level="commune", kind="external"
    )
    citizen = new_uid()
    taken = filed(district, procedure=" 1.001193 ", citizen=citizen)
    filed(district, citizen=new_uid())

    assert row(clerk, taken.uid).procedure == procedure
    with citizens.seeing(citizen):
        (mine,) = petitions.own()
    assert (mine.code, mine.lookup_key, mine.state_name) == (taken.code, taken.lookup_key, "Chờ tiếp nhận")
    assert petitions.own() == [], "without an account nothing is one's own"


def test_the_desk_enters_only_what_came_there_and_has_come(district: District, clerk: Actor) -> None:
    with pytest.raises(petitions.KindUnknown):
        entered(clerk, channel="portal")
    with pytest.raises(petitions.CameInFuture, match="13/03/2018"):
        entered(clerk, came_at=TUESDAY)
    with pytest.raises(petitions.CameBeforeUnit, match=r"31/12/2014 trước ngày UBND xã Hoành Mô hoạt động \(01/01/2015\)"):
        entered(clerk, came_at=datetime(2014, 12, 31, 8, tzinfo=VIETNAM))
    assert entered(clerk, came_at=datetime(2015, 1, 1, 8, tzinfo=VIETNAM)).code, "on its first day there was one"
    with pytest.raises(petitions.ContactWrong):
        entered(clerk, contact="abc")
    with pytest.raises(petitions.NotYourPetition, match="văn thư"):
        entered(district.actor("justice", "specialist"))


def test_it_is_received_once_by_the_own_unit_for_a_unit_of_the_committee(district: District, clerk: Actor) -> None:
    uid = filed(district).uid
    ask: dict[str, Any] = {"at": MONDAY_8AM, "uid": uid, "kind": "procedure", "handler_id": clerk.unit_id}
    above = district.actor("district", "unit_head")

    with pytest.raises(petitions.NotYourPetition):
        petitions.receive(actor=above, **ask)
    with pytest.raises(petitions.PetitionUnknown):
        petitions.receive(actor=district.actor("dong_van", "counter_clerk"), **ask)
    with pytest.raises(petitions.KindUnknown):
        petitions.receive(actor=clerk, **(ask | {"kind": "x"}))
    with pytest.raises(petitions.HandlerUnknown):
        petitions.receive(actor=clerk, **(ask | {"handler_id": district.units["dong_van"].pk}))
    with pytest.raises(petitions.DayPast, match="11/03/2018"):
        petitions.receive(actor=clerk, **ask, handle_by=date(2018, 3, 11))
    with pytest.raises(petitions.DayAfterLimit, match="09/04/2018"):
        petitions.receive(actor=clerk, **ask, handle_by=date(2018, 4, 10))
    petitions.receive(actor=clerk, **ask)
    with pytest.raises(petitions.AlreadyReceived):
        petitions.receive(actor=clerk, **ask)


def test_it_is_given_on_inside_the_committee_and_upwards_and_the_new_handler_sees_it(
    district: District, clerk: Actor, head: Actor
) -> None:
    uid, above = opened(district, clerk), district.units["district"].pk
    with pytest.raises(petitions.AlreadyThere, match="Hoành Mô"):
        petitions.assign(actor=clerk, at=TUESDAY, uid=uid, handler_id=clerk.unit_id)
    with pytest.raises(petitions.HandlerUnknown):
        petitions.assign(actor=clerk, at=TUESDAY, uid=uid, handler_id=district.units["dong_van"].pk)

    petitions.assign(actor=head, at=TUESDAY, uid=uid, handler_id=above)

    assert broken() == []
    with pytest.raises(petitions.NotYourPetition):
        answered(head, uid, at=TUESDAY)
    answered(district.actor("district", "unit_head"), uid, at=TUESDAY)
    centre = filed(district, unit="service_centre").uid
    officer = district.actor("service_centre", "counter_clerk")
    division = district.units["justice"].pk
    petitions.receive(actor=officer, at=TUESDAY, uid=centre, kind="other", handler_id=division)
    answered(district.actor("justice", "unit_head"), centre, at=TUESDAY)
    assert row(officer, centre).handler_id == division


def test_what_nobody_took_in_is_neither_answered_nor_passed_on_but_may_be_refused(
    district: District, clerk: Actor, head: Actor
) -> None:
    uid = filed(district).uid
    with pytest.raises(petitions.NotReceivedYet):
        answered(head, uid, at=TUESDAY)
    with pytest.raises(petitions.NotReceivedYet):
        petitions.assign(actor=clerk, at=TUESDAY, uid=uid, handler_id=clerk.unit_id)
    with pytest.raises(petitions.NotReceivedYet):
        petitions.transfer(actor=head, at=TUESDAY, uid=uid, agency="Công an tỉnh", reason="Đúng thẩm quyền")
    with pytest.raises(petitions.NotYourPetition):
        petitions.refuse(actor=clerk, at=TUESDAY, uid=uid, reason="Là tố cáo")
    with pytest.raises(petitions.NeedsWords):
        petitions.refuse(actor=head, at=TUESDAY, uid=uid, reason=" ")

    petitions.refuse(actor=head, at=TUESDAY, uid=uid, reason="Là đơn tố cáo; mời gửi thanh tra.")

    assert row(clerk, uid).state == "refused"
    assert broken() == []


def test_it_is_answered_once_and_with_words(district: District, clerk: Actor, head: Actor) -> None:
    uid = opened(district, clerk)
    with pytest.raises(petitions.NeedsWords):
        answered(head, uid, at=TUESDAY, words=" ")
    with pytest.raises(petitions.TooManyWords):
        answered(head, uid, at=TUESDAY, words="a" * 4001)
    with pytest.raises(petitions.NotYourPetition):
        answered(clerk, uid, at=TUESDAY)
    answered(head, uid, at=TUESDAY)
    with pytest.raises(petitions.AlreadyClosed, match="Đã trả lời"):
        answered(head, uid, at=TUESDAY)
    with pytest.raises(petitions.AlreadyClosed):
        petitions.receive(actor=clerk, at=TUESDAY, uid=uid, kind="other", handler_id=clerk.unit_id)


def test_it_is_transferred_to_another_agency_and_not_to_itself(district: District, clerk: Actor, head: Actor) -> None:
    uid = opened(district, clerk)
    ask: dict[str, Any] = {"actor": head, "at": TUESDAY, "uid": uid, "reason": "Không thuộc thẩm quyền của xã."}
    with pytest.raises(petitions.TransferToItself):
        petitions.transfer(**ask, agency="ubnd xã hoành mô ")
    with pytest.raises(petitions.NeedsWords):
        petitions.transfer(**ask, agency=" ")
    with pytest.raises(petitions.NeedsWords):
        petitions.transfer(**(ask | {"reason": ""}), agency="Điện lực Bình Liêu")
    with pytest.raises(petitions.NotYourPetition):
        petitions.transfer(**(ask | {"actor": clerk}), agency="Điện lực Bình Liêu")

    petitions.transfer(**ask, agency="Điện lực Bình Liêu")

    assert (row(clerk, uid).state, row(clerk, uid).agency) == ("transferred", "Điện lực Bình Liêu")
    assert broken() == []


def test_an_answer_for_everybody_has_its_own_words_and_names_nobody(district: District, clerk: Actor, head: Actor) -> None:
    uid, private = opened(district, clerk), opened(district, clerk)
    public = {"public_subject": "Số lần đi lại", "public_answer": "Giấy chứng sinh chỉ nộp một lần."}
    for wrong, refusal in [
        ({"public_answer": ""}, petitions.PublicNeedsBoth),
        ({"public_subject": " "}, petitions.PublicNeedsBoth),
        ({"public_answer": "Trả lời bà Hoàng Thị Sen"}, petitions.PublicNamesSomebody),
        ({"public_answer": "Gọi lại 0912 345 678"}, petitions.PublicNamesSomebody),
        ({"public_subject": "a" * 201}, petitions.TooManyWords),
        ({"public_answer": "a" * 4001}, petitions.TooManyWords),
    ]:
        with pytest.raises(refusal):
            answered(head, uid, at=TUESDAY, **(public | wrong))
    answered(head, uid, at=TUESDAY, **public)
    answered(head, private, at=TUESDAY)

    (shown,) = petitions.published().rows
    assert (shown.name, shown.subject, shown.answer) == ("Hoàng Thị S***", "Số lần đi lại", "Giấy chứng sinh chỉ nộp một lần.")
    assert petitions.published(before=shown.id).rows == ()


def test_code_and_key_show_how_it_stands_and_let_its_sender_say_once_how_it_was(
    district: District, clerk: Actor, head: Actor
) -> None:
    taken = filed(district)
    assert petitions.public_standing(taken.code, "AAAAAAAA") is None
    assert petitions.public_standing("H49-180312-0001", taken.lookup_key) is None
    shown = petitions.public_standing(taken.code.lower(), f"{taken.lookup_key[:4]}-{taken.lookup_key[4:]}")
    assert shown is not None
    assert (shown.state_name, shown.handler, shown.closing) == ("Chờ tiếp nhận", "", "")
    ask: dict[str, Any] = {"code": taken.code, "key": taken.lookup_key, "felt": "good", "at": TUESDAY}
    with pytest.raises(petitions.NotAnsweredYet):
        petitions.feel(**ask)
    petitions.receive(actor=clerk, at=MONDAY_8AM, uid=taken.uid, kind="procedure", handler_id=clerk.unit_id)
    answered(head, taken.uid, at=TUESDAY)
    for wrong in ({"felt": "very"}, {"key": "AAAAAAAA"}):
        with pytest.raises(petitions.FeelingUnknown):
            petitions.feel(**(ask | wrong))

    petitions.feel(**ask)

    with pytest.raises(petitions.AlreadyFelt):
        petitions.feel(**(ask | {"felt": "bad"}))
    again = petitions.public_standing(taken.code, taken.lookup_key)
    assert again is not None
    assert (again.closing, again.felt, again.felt_name) == ("Xã đã rút kinh nghiệm.", "good", petitions.FEELINGS["good"])


def test_behaviour_is_read_by_heads_and_by_who_entered_it_only(district: District, clerk: Actor, head: Actor) -> None:
    uid = filed(district, kind="behaviour").uid
    own = entered(clerk, kind="behaviour").uid
    cashier = district.actor("hoanh_mo", "records_clerk")

    def codes(actor: Actor) -> set[UUID]:
        with ledger.seeing(actor.sees):
            return {one.uid for one in petitions.listed(actor, MONDAY_8AM, view="all").rows}

    assert [codes(actor) for actor in (head, clerk, cashier)] == [{uid, own}, {own}, set()]
    with pytest.raises(petitions.PetitionUnknown):
        petitions.receive(actor=clerk, at=MONDAY_8AM, uid=uid, kind="behaviour", handler_id=clerk.unit_id)
    petitions.receive(actor=head, at=MONDAY_8AM, uid=uid, kind="behaviour", handler_id=clerk.unit_id)


def test_lists_by_state_kind_and_code_and_the_register_of_a_period(district: District, clerk: Actor, head: Actor) -> None:
    waiting, done = filed(district), opened(district, clerk)
    answered(head, done, at=TUESDAY)
    running = entered(clerk, kind="other")
    late = MONDAY_8AM + 60 * DAY

    def uids(**asked: Any) -> list[UUID]:
        return [one.uid for one in petitions.listed(head, late, **asked).rows]

    with ledger.seeing(head.sees):
        assert uids(view="waiting") == [waiting.uid]
        assert uids() == [running.uid]
        assert uids(view="closed") == [done]
        assert uids(view="overdue") == [running.uid, waiting.uid]
        assert uids(view="all", kind="other") == [running.uid]
        assert uids(view="all", word=running.code.lower()) == [running.uid]
        register = petitions.register(head, date(2018, 3, 12), date(2018, 3, 12), late).rows
        assert [one.uid for one in register] == [waiting.uid, done, running.uid]
        assert [one.late for one in register] == [True, False, True]
        assert petitions.register(head, date(2018, 3, 13), date(2018, 4, 13), late) == petitions.Register((), cut=False)


def test_a_long_list_goes_by_pages(district: District, clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from lienthong.casework.petitions.queries import lists

    monkeypatch.setattr(lists, "PAGE", 2)
    made = [entered(clerk).uid for _ in range(3)]
    with ledger.seeing(clerk.sees):
        first = petitions.listed(clerk, MONDAY_8AM)
        rest = petitions.listed(clerk, MONDAY_8AM, after=first.after)

    assert [one.uid for one in (*first.rows, *rest.rows)] == made[::-1]
    assert (first.after > 0, rest.after) == (True, 0)


def test_a_sheet_tells_all_and_offers_what_the_reader_may_do(district: District, clerk: Actor, head: Actor) -> None:
    uid = filed(district).uid

    def may(actor: Actor) -> tuple[str, ...]:
        with ledger.seeing(actor.sees):
            return petitions.sheet(actor, uid, MONDAY_8AM).acts

    assert [may(actor) for actor in (clerk, head)] == [("receive",), ("receive", "refuse")]
    petitions.receive(actor=clerk, at=MONDAY_8AM, uid=uid, kind="procedure", handler_id=clerk.unit_id)
    assert [may(actor) for actor in (clerk, head)] == [("assign",), ("assign", "answer", "transfer", "refuse", "extend")]
    answered(head, uid, at=TUESDAY)
    assert may(head) == ()
    with ledger.seeing(clerk.sees):
        sheet = petitions.sheet(clerk, uid, TUESDAY)
        assert (sheet.contact, sheet.words, len(sheet.events)) == ("0912345678", said().words, 3)
        with pytest.raises(petitions.PetitionUnknown):
            petitions.sheet(clerk, uuid4(), TUESDAY)


def test_the_database_keeps_what_was_said_and_shows_it_to_its_units_only(district: District, clerk: Actor) -> None:
    uid = filed(district).uid
    for change in ({"words": "Khác"}, {"felt": "good"}, {"came_at": TUESDAY}):
        with pytest.raises(DatabaseError), transaction.atomic(), ledger.seeing(clerk.sees):
            Petition.objects.filter(uid=uid).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic(), ledger.seeing(clerk.sees):
        Petition.objects.filter(uid=uid).delete()
    with ledger.seeing(district.actor("dong_van", "unit_head").sees):
        assert not Petition.objects.exists()


def test_an_invariant_finds_what_was_bent(district: District, clerk: Actor, head: Actor) -> None:
    uid = opened(district, clerk)
    petitions.assign(actor=head, at=TUESDAY, uid=uid, handler_id=district.units["district"].pk)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        bent = "UPDATE petitions_petition SET number = 5, state = 'refused', closing = 'x', closed_at = now(), handler_id = %s"
        cursor.execute(bent, [district.units["dong_van"].pk])
        cursor.execute("SET LOCAL ROLE lienthong_web")

    said_of = broken()
    assert len(said_of) == 4
    assert "mà số từ 5 đến 5" in said_of[0]
    assert "ghi «refused», sự kiện cuối là «petition_assigned»" in said_of[1]
    assert "Đơn vị xử lý không nhìn thấy" in said_of[2]
    assert "đã khép mà còn việc" in said_of[3]
