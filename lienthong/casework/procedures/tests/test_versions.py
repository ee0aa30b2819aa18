"""The life of a version: four eyes, publishing, periods, withdrawal; and the questions about versions."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.models import Procedure, ProcedureVersion
from lienthong.casework.procedures.testing import (
    BIRTH,
    CHAIN,
    HOUSE,
    MONDAY_8AM,
    a_definition,
    a_published_version,
    a_reviewer,
    a_text,
    an_approver,
    an_editor,
    an_official,
    published_by_officials,
)
from lienthong.office.accounts.public import NotYourDuty
from lienthong.office.org.testing import a_post, a_unit

pytestmark = pytest.mark.django_db
DAY = date(2018, 3, 12)


def a_draft(*changes: tuple[str, str]) -> UUID:
    """Return the uid of a draft."""
    return procedures.load_text(a_text(*changes), actor=an_editor(), at=MONDAY_8AM).version_uid


def in_review(*changes: tuple[str, str]) -> UUID:
    """Return the uid of a version under review."""
    uid = a_draft(*changes)
    procedures.submit(uid, actor=an_editor(), at=MONDAY_8AM)
    return uid


def approved(*changes: tuple[str, str]) -> UUID:
    """Return the uid of an approved version."""
    uid = in_review(*changes)
    procedures.review(uid, actor=a_reviewer(), at=MONDAY_8AM, agree=True)
    procedures.approve(uid, actor=an_approver(), at=MONDAY_8AM)
    return uid


def activities(uid: UUID) -> list[str]:
    """Return what the ledger says happened to a version, read as the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SELECT activity FROM ledger_event WHERE stream_uid = %s ORDER BY seq", [uid])
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("SET ROLE lienthong_web")
    return found


def test_a_version_goes_through_three_people_into_force() -> None:
    row = published_by_officials(a_text())

    assert (row.state, row.drafter, row.reviewer, row.approver) == ("published", UUID(int=1), UUID(int=2), UUID(int=3))
    assert row.published_at == MONDAY_8AM
    assert procedures.version_in_force("1.001193", DAY) == row


def test_every_act_on_a_version_is_an_event_of_its_stream() -> None:
    row = published_by_officials(a_text())

    verbs = ["drafted", "submitted", "reviewed", "approved", "published"]
    assert activities(row.uid) == [f"procedures.version_{verb}" for verb in verbs]


def test_nobody_reviews_or_approves_what_they_drafted() -> None:
    uid = in_review()
    everything = an_official(1, "procedure_reviewer", "procedure_approver")

    with pytest.raises(procedures.FourEyes):
        procedures.review(uid, actor=everything, at=MONDAY_8AM, agree=True)
    procedures.review(uid, actor=a_reviewer(), at=MONDAY_8AM, agree=True)
    with pytest.raises(procedures.FourEyes):
        procedures.approve(uid, actor=everything, at=MONDAY_8AM)


def test_the_database_too_refuses_an_approver_who_drafted() -> None:
    row = published_by_officials(a_text())

    with pytest.raises(IntegrityError, match="procedures_version_four_eyes"), transaction.atomic():
        ProcedureVersion.objects.filter(uid=row.uid).update(approver=row.drafter)


def test_the_database_too_refuses_a_published_version_that_nobody_approved() -> None:
    uid = a_draft()

    with pytest.raises(IntegrityError, match="procedures_version_approved"), transaction.atomic():
        ProcedureVersion.objects.filter(uid=uid).update(state="published", published_at=MONDAY_8AM)


def test_the_database_too_refuses_two_published_versions_on_one_day() -> None:
    first = published_by_officials(a_text(("from: 2016-01-01", "from: 2016-01-01, to: 2018-01-01")))
    second = published_by_officials(a_text(("from: 2016-01-01", "from: 2018-01-01"), ("issue: 1", "issue: 2")))

    assert second.number == 2
    with pytest.raises(IntegrityError, match="procedures_version_one_in_force"), transaction.atomic():
        ProcedureVersion.objects.filter(uid=first.uid).update(until=None)


def test_a_reviewer_sends_a_version_back_with_a_remark_and_it_is_a_draft_again() -> None:
    uid = in_review()

    procedures.review(uid, actor=a_reviewer(), at=MONDAY_8AM, agree=False, remark="Thiếu mẫu tờ khai")

    assert procedures.version(uid).state == "draft"
    assert activities(uid)[-1] == "procedures.version_sent_back"


def test_a_version_that_nobody_reviewed_is_not_approved() -> None:
    with pytest.raises(procedures.NotReviewed):
        procedures.approve(in_review(), actor=an_approver(), at=MONDAY_8AM)


def test_a_draft_is_not_published() -> None:
    with pytest.raises(procedures.WrongState) as no:
        procedures.publish(a_draft(), actor=an_approver(), at=MONDAY_8AM)

    assert "«bản soạn»" in no.value.message
    assert "«đã duyệt»" in no.value.message


def test_a_version_that_fails_the_checks_is_not_submitted_and_the_fault_names_its_line() -> None:
    uid = a_draft((", date: 2017-07-05", ""))

    with pytest.raises(procedures.NotPublishable) as no:
        procedures.submit(uid, actor=an_editor(), at=MONDAY_8AM)

    assert [(fault.line, fault.field) for fault in no.value.faults] == [(9, "decision")]
    assert no.value.as_dict()["faults"][0]["field"] == "decision"


def test_a_step_whose_duty_no_post_carries_stops_publishing() -> None:
    uid = approved()
    a_post(a_unit("UBND xã Hoành Mô"), "counter_clerk")

    with pytest.raises(procedures.NotPublishable) as no:
        procedures.publish(uid, actor=an_approver(), at=MONDAY_8AM)

    assert no.value.faults[0].field == "steps.nodes.verify.duty"


def test_a_version_without_its_text_is_still_checked() -> None:
    uid = a_draft((", date: 2017-07-05", ""))
    ProcedureVersion.objects.filter(uid=uid).update(source_text="")

    with pytest.raises(procedures.NotPublishable) as no:
        procedures.submit(uid, actor=an_editor(), at=MONDAY_8AM)

    assert no.value.faults[0].line == 0


def test_a_draft_may_still_lack_its_decision() -> None:
    uid = a_draft(("decision: {number: 2680/QĐ-UBND, date: 2017-07-05, mark: P}\n", ""))

    assert procedures.version(uid).definition.decision is None


@pytest.mark.parametrize(
    "act",
    [
        lambda uid, who: procedures.submit(uid, actor=who, at=MONDAY_8AM),
        lambda uid, who: procedures.review(uid, actor=who, at=MONDAY_8AM, agree=True),
        lambda uid, who: procedures.approve(uid, actor=who, at=MONDAY_8AM),
        lambda uid, who: procedures.publish(uid, actor=who, at=MONDAY_8AM),
        lambda uid, who: procedures.withdraw(uid, actor=who, at=MONDAY_8AM, reason="Sai"),
    ],
)
def test_every_act_needs_its_duty(act: Callable[[UUID, Any], None]) -> None:
    with pytest.raises(NotYourDuty):
        act(a_draft(), an_official(9, "counter_clerk"))


def test_a_new_version_ends_its_open_predecessor_on_the_day_it_begins() -> None:
    old = published_by_officials(a_text())

    new = published_by_officials(
        a_text(("from: 2016-01-01", "from: 2018-07-01"), ("issue: 1", "issue: 2"), ("amount: 8000", "amount: 0"))
    )

    assert procedures.version(old.uid).until == date(2018, 7, 1)
    assert procedures.version_in_force("1.001193", date(2018, 6, 30)).uid == old.uid
    assert procedures.version_in_force("1.001193", date(2018, 7, 1)).uid == new.uid
    assert activities(old.uid)[-1] == "procedures.version_ended"


def test_a_new_version_takes_over_the_rest_of_a_period_that_ends_on_the_same_day() -> None:
    old = published_by_officials(a_text(("from: 2016-01-01", "from: 2016-01-01, to: 2025-07-01")))

    new = published_by_officials(a_text(("from: 2016-01-01", "from: 2018-07-01, to: 2025-07-01"), ("issue: 1", "issue: 2")))

    assert procedures.version(old.uid).until == date(2018, 7, 1)
    assert procedures.version_in_force("1.001193", date(2018, 6, 30)).uid == old.uid
    assert procedures.version_in_force("1.001193", date(2025, 6, 30)).uid == new.uid
    assert activities(old.uid)[-1] == "procedures.version_ended"


def test_a_version_inside_the_period_of_another_is_refused() -> None:
    published_by_officials(a_text(("from: 2016-01-01", "from: 2016-01-01, to: 2025-07-01")))
    uid = approved(("from: 2016-01-01", "from: 2018-07-01"), ("issue: 1", "issue: 2"))

    with pytest.raises(procedures.VersionOverlap) as no:
        procedures.publish(uid, actor=an_approver(), at=MONDAY_8AM)

    assert "từ 01/01/2016 đến hết 30/06/2025" in no.value.message


def test_a_version_before_an_open_one_must_say_when_it_ends() -> None:
    published_by_officials(a_text())
    uid = approved(("from: 2016-01-01", "from: 2015-01-01"), ("issue: 1", "issue: 2"))

    with pytest.raises(procedures.VersionOverlap) as no:
        procedures.publish(uid, actor=an_approver(), at=MONDAY_8AM)

    assert "từ 01/01/2016" in no.value.message


def test_the_catalogue_keeps_the_name_of_the_newest_version() -> None:
    published_by_officials(a_text(("name: Đăng ký khai sinh", "name: Đăng ký khai sinh mới")))
    earlier = (("from: 2016-01-01", "from: 2015-01-01, to: 2016-01-01"), ("issue: 1", "issue: 2"))

    published_by_officials(a_text(*earlier))

    assert Procedure.objects.get().name == "Đăng ký khai sinh mới"


def test_a_withdrawn_version_is_in_force_no_more_but_can_still_be_read() -> None:
    row = published_by_officials(a_text())

    procedures.withdraw(row.uid, actor=an_approver(), at=MONDAY_8AM, reason="Ban hành nhầm")

    assert procedures.version(row.uid).state == "withdrawn"
    assert procedures.version_by_id(row.id).definition == a_definition()
    with pytest.raises(procedures.NoVersionInForce):
        procedures.version_in_force("1.001193", DAY)


def test_a_version_can_be_ended_on_a_day_and_holds_before_it() -> None:
    row = published_by_officials(a_text())

    procedures.withdraw(row.uid, actor=an_approver(), at=MONDAY_8AM, reason="Có quy định mới", until=date(2018, 6, 21))

    assert procedures.version_in_force("1.001193", date(2018, 6, 20)).until == date(2018, 6, 21)
    with pytest.raises(procedures.NoVersionInForce) as no:
        procedures.version_in_force("1.001193", date(2018, 6, 21))
    assert "21/06/2018" in no.value.message


def test_an_unknown_procedure_or_version_is_a_refusal() -> None:
    with pytest.raises(procedures.ProcedureUnknown):
        procedures.version_in_force("9.999999", DAY)
    for ask in (procedures.version, procedures.source_text):
        with pytest.raises(procedures.VersionUnknown):
            ask(uuid4())
    with pytest.raises(procedures.VersionUnknown):
        procedures.version_by_id(-1)
    with pytest.raises(procedures.VersionUnknown):
        procedures.definition_of("0" * 64)
    with pytest.raises(procedures.VersionUnknown):
        procedures.submit(uuid4(), actor=an_editor(), at=MONDAY_8AM)


def test_a_definition_is_read_once_in_a_process(query_count: Callable[[], AbstractContextManager[Any]]) -> None:
    row = a_published_version(HOUSE)
    _ = row.definition

    with query_count() as counted:
        again = procedures.version(row.uid).definition

    assert counted.statements == 1
    assert again is row.definition


def test_the_graph_of_a_version_shows_where_a_dossier_stands() -> None:
    row = a_published_version(CHAIN)

    assert "đang ở đây" in procedures.graph_of(row.uid, ["police_check"])
    assert "đang ở đây" not in procedures.graph_of(row.uid)


def test_a_version_keeps_its_level_when_a_newer_one_moves_the_procedure() -> None:
    for name in ("1.001612-2015", "1.001612-2025"):
        a_published_version(f"ho-kinh-doanh/{name}.yaml")
    after = date(2025, 7, 1)

    levels = [procedures.version_in_force("1.001612", day).level for day in (DAY, after)]
    found = [[row.level for row in procedures.search("ho kinh doanh", day, level="district")] for day in (DAY, after)]

    assert levels == ["district", "commune"]
    assert found == [["district"], []]


def test_versions_can_be_listed_by_state() -> None:
    a_published_version(BIRTH)
    procedures.load_text(a_text(("QT-HT-01", "QT-HT-09")), actor=an_editor(), at=MONDAY_8AM)

    assert [row.number for row in procedures.versions("1.001193")] == [2, 1]
    assert [row.number for row in procedures.versions(state="draft")] == [2]


def test_publishing_faults_can_be_asked_for_a_text_before_it_is_loaded() -> None:
    assert procedures.publishing_faults(a_text()) == ()
    assert [fault.field for fault in procedures.publishing_faults(a_text(("external", "extern")))] == ["kind"]
