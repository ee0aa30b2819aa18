"""A unit says what it has with its proof; the superior confirms; both may withdraw; nobody rewrites."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District, a_district
from lienthong.office.readiness import public as readiness
from lienthong.office.readiness.models import Assessment
from lienthong.office.readiness.testing import SINCE, assessed, confirmed, held, ready
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid

TODAY = date(2018, 3, 12)


@pytest.fixture
def district(db: None) -> District:
    return a_district()


@pytest.fixture
def head(district: District) -> Actor:
    """The chairman of Hoành Mô."""
    return district.actor("hoanh_mo", "unit_head")


@pytest.fixture
def above(district: District) -> Actor:
    """The chairman of the district."""
    return district.actor("district", "unit_head")


def seen(actor: Actor) -> Any:
    return ledger.seeing(actor.sees | {actor.unit_id})


def the(actor: Actor, uid: UUID) -> readiness.AssessmentRow:
    with seen(actor):
        return readiness.assessment(uid)


def of(actor: Actor, unit_id: int, day: date = TODAY) -> readiness.UnitStanding:
    with seen(actor):
        return next(one for one in readiness.standings(day, actor.sees) if one.unit.id == unit_id)


def say(head: Actor, **facts: Any) -> UUID:
    """Say of the camera that it is there; `facts` change what is said."""
    key = facts.pop("key", new_uid())
    given: dict[str, Any] = {"requirement": "camera", "state": readiness.State.MET, "since": SINCE}
    return readiness.assess(actor=head, at=MONDAY_8AM, key=key, **(given | facts))


def test_the_units_judged_are_those_with_a_one_stop_and_a_centre_stands_for_its_committee(
    district: District, above: Actor
) -> None:
    with seen(above):
        names = [unit.name for unit in readiness.judged(TODAY, above.sees)]
        mine = readiness.judged(TODAY, {district.commune.pk})

    assert names == ["Trung tâm Hành chính công huyện Bình Liêu", "UBND xã Hoành Mô", "UBND xã Đồng Văn"]
    assert [unit.id for unit in mine] == [district.commune.pk]


def test_a_claim_with_its_photo_waits_for_the_district_and_counts_when_it_is_confirmed(head: Actor, above: Actor) -> None:
    uid = assessed(head)
    before = of(head, head.unit_id)
    readiness.review(actor=above, at=MONDAY_8AM, uid=uid, confirmed=True, note="Đã xem tại chỗ")
    after = of(head, head.unit_id)

    camera = next(one for one in before.standings if one.requirement.key == "camera")
    assert (camera.state, camera.why, camera.pending) == (None, readiness.Why.WAITING, uid)
    assert (before.verdict.fulfilled, after.verdict.fulfilled, after.verdict.modern) == (0, 1, None)
    told = the(head, uid)
    assert [(one.name, one.object_uid) for one in told.evidence] == [("anh.png", uid)]
    assert (told.review, told.reviewed_by, told.review_note) == ("confirmed", above.name, "Đã xem tại chỗ")
    with seen(head):
        assert [row.activity for row in ledger.history(uid)] == ["readiness_assessed", "readiness_confirmed"]


def test_a_unit_with_everything_proven_is_modern_from_its_day_and_not_the_day_before(
    district: District, head: Actor, above: Actor
) -> None:
    ready(head, above)

    assert of(above, head.unit_id).verdict.modern is True
    assert of(above, head.unit_id, SINCE - timedelta(days=1)).verdict.modern is None
    with seen(above):
        communes = [one.verdict for one in readiness.standings(TODAY, above.sees) if one.unit.level == "commune"]
    assert (readiness.tally(communes).figure, readiness.tally(communes).total) == (1, 2)


def test_withdrawn_or_expired_evidence_counts_no_more_from_that_day(head: Actor, above: Actor) -> None:
    made = ready(head, above)
    readiness.withdraw(actor=above, at=MONDAY_8AM, uid=made["camera"], on=date(2018, 3, 5), reason="Camera đã tháo")

    assert of(above, head.unit_id, date(2018, 3, 4)).verdict.modern is True
    assert of(above, head.unit_id, date(2018, 3, 5)).verdict.modern is None
    until = confirmed(head, above, since=date(2018, 3, 5), until=date(2018, 3, 10))
    assert of(above, head.unit_id, date(2018, 3, 9)).verdict.modern is True
    assert of(above, head.unit_id, date(2018, 3, 10)).verdict.modern is None
    with seen(head):
        rows = readiness.history(head.unit_id, "qd-09-2015", "camera")
    assert [row.uid for row in rows] == [until, made["camera"]]
    assert (rows[1].withdrawn_by, rows[1].withdraw_reason) == (above.name, "Camera đã tháo")


def test_posting_twice_writes_once(head: Actor) -> None:
    key = new_uid()
    assert say(head, key=key, held=held(head, key)) == key
    assert say(head, key=key) == key, "its files are taken, nothing is asked again"

    with seen(head):
        assert Assessment.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "refusal", "says"),
    [
        ({}, readiness.NeedsEvidence, "ít nhất một ảnh hoặc tệp PDF"),
        ({"state": readiness.State.NOT_MET, "note": " "}, readiness.NeedsNote, "«Chưa đạt»"),
        ({"state": readiness.State.NOT_NEEDED, "note": "Ít người"}, readiness.StateNotOffered, "bắt buộc"),
        ({"requirement": "dien-tich"}, readiness.NeedsFigure, "số đo (m²)"),
        (
            {"requirement": "dien-tich", "measured": Decimal("39.5")},
            readiness.FigureTooSmall,
            "39,5 m² là dưới mức thấp nhất 40 m²",
        ),
        ({"requirement": "ho-boi"}, readiness.RequirementUnknown, "«ho-boi»"),
        ({"since": date(2018, 3, 13)}, readiness.DayWrong, "đến hôm nay (12/03/2018)"),
        ({"since": date(1018, 3, 13)}, readiness.DayWrong, "từ 01/01/2000"),
        ({"until": SINCE}, readiness.UntilBeforeSince, "sau ngày bắt đầu (15/01/2018)"),
    ],
)
def test_a_claim_that_does_not_hold_together_says_what_to_do(
    head: Actor, facts: dict[str, Any], refusal: type[Refusal], says: str
) -> None:
    with pytest.raises(refusal) as no:
        say(head, **facts)

    assert says in no.value.message


def test_what_is_needed_only_for_volume_may_be_not_needed_and_then_nothing_is_missing(head: Actor, above: Actor) -> None:
    uid = assessed(head, "may-lay-so", "not_needed")
    readiness.review(actor=above, at=MONDAY_8AM, uid=uid, confirmed=True)

    assert of(head, head.unit_id).verdict.fulfilled == 1


def test_a_text_file_is_no_evidence_and_stays_with_the_form(head: Actor) -> None:
    key = new_uid()
    text = held(head, key, "bao-cao.txt", content=b"Da co camera")

    with pytest.raises(readiness.NotEvidence, match=r"bao-cao\.txt"):
        say(head, key=key, held=text)
    with seen(head):
        assert [row.name for row in files.held(actor=head, held_for=key)] == ["bao-cao.txt"]


def test_a_unit_without_a_one_stop_is_asked_nothing(district: District) -> None:
    with pytest.raises(readiness.RequirementUnknown):
        say(district.actor("justice", "unit_head"))


def test_only_the_unit_speaks_and_only_those_above_confirm(district: District, head: Actor, above: Actor) -> None:
    uid = assessed(head)
    clerk, other = district.actor("hoanh_mo", "counter_clerk"), district.actor("dong_van", "unit_head")
    reporter, office = district.actor("district", "unit_reporter"), district.actor("hoanh_mo", "unit_admin")

    assert [readiness.may_assess(one, head.unit_id) for one in (head, office, clerk, other, above)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert [readiness.may_review(one, head.unit_id) for one in (head, clerk, other, above, reporter)] == [
        False,
        False,
        False,
        True,
        True,
    ]
    with pytest.raises(readiness.NotYourReadiness):
        say(clerk)
    with pytest.raises(readiness.NotYourReadiness, match="cấp trên"):
        readiness.review(actor=head, at=MONDAY_8AM, uid=uid, confirmed=True)
    with pytest.raises(readiness.NotYourReadiness):
        readiness.withdraw(actor=clerk, at=MONDAY_8AM, uid=uid, on=TODAY, reason="Nhầm")
    with pytest.raises(readiness.AssessmentUnknown):
        readiness.review(actor=other, at=MONDAY_8AM, uid=uid, confirmed=True)
    with pytest.raises(readiness.AssessmentUnknown):
        the(other, uid)


def test_a_claim_is_reviewed_once_and_returned_with_a_reason(head: Actor, above: Actor) -> None:
    uid = assessed(head)
    with pytest.raises(readiness.NeedsReason):
        readiness.review(actor=above, at=MONDAY_8AM, uid=uid, confirmed=False, note=" ")
    readiness.review(actor=above, at=MONDAY_8AM, uid=uid, confirmed=False, note="Ảnh mờ, chụp lại")

    with pytest.raises(readiness.AlreadyReviewed):
        readiness.review(actor=above, at=MONDAY_8AM, uid=uid, confirmed=True)
    assert of(head, head.unit_id).verdict.fulfilled == 0


def test_a_claim_is_withdrawn_once_with_a_reason_from_a_day_on_which_it_stood(head: Actor, above: Actor) -> None:
    uid = assessed(head)
    for wrong in (SINCE - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(readiness.DayWrong):
            readiness.withdraw(actor=head, at=MONDAY_8AM, uid=uid, on=wrong, reason="Nhầm")
    with pytest.raises(readiness.NeedsReason):
        readiness.withdraw(actor=head, at=MONDAY_8AM, uid=uid, on=TODAY, reason="")
    readiness.withdraw(actor=head, at=MONDAY_8AM, uid=uid, on=TODAY, reason="Nhầm")

    with pytest.raises(readiness.AlreadyWithdrawn, match="12/03/2018"):
        readiness.withdraw(actor=head, at=MONDAY_8AM, uid=uid, on=TODAY, reason="Nhầm")
    with pytest.raises(readiness.AlreadyWithdrawn):
        readiness.review(actor=above, at=MONDAY_8AM, uid=uid, confirmed=True)


@pytest.mark.parametrize(
    "change",
    [
        {"note": "khác"},
        {"state": "not_met", "note": "khác"},
        {"review": "", "reviewed_at": None, "reviewed_by": ""},
        {"review_note": "khác"},
    ],
)
def test_the_database_keeps_what_was_written(head: Actor, above: Actor, change: dict[str, Any]) -> None:
    uid = confirmed(head, above)

    with pytest.raises(DatabaseError), transaction.atomic(), seen(head):
        Assessment.objects.filter(uid=uid).update(**change)


def test_the_database_erases_nothing_and_hides_what_belongs_to_others(district: District, head: Actor) -> None:
    assessed(head)

    with pytest.raises(DatabaseError), transaction.atomic(), seen(head):
        Assessment.objects.all().delete()
    with seen(district.actor("dong_van", "unit_head")):
        assert not Assessment.objects.exists()
    assert not Assessment.objects.exists(), "without a context nothing is seen"


def test_the_invariant_finds_evidence_that_is_lost(head: Actor) -> None:
    assessed(head)
    (evidence,) = readiness.invariants()

    with seen(head):
        assert evidence.run() == []
    with seen(head):
        Assessment.objects.create(
            unit_id=head.unit_id, rule_set="qd-09-2015", requirement="camera", state="met", since=SINCE, files=[str(new_uid())],
            assessed_by="x", assessed_at=MONDAY_8AM,
        )  # fmt: skip
        assert len(evidence.run()) == 1


def test_a_board_costs_the_same_for_one_unit_and_for_many(
    district: District, head: Actor, above: Actor, query_count: Callable[[], Any]
) -> None:
    ready(head, above)
    with seen(above), query_count() as counted:
        readiness.standings(TODAY, above.sees)

    assert counted.statements == 2, counted.texts
