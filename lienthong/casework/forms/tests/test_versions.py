"""A version goes from draft to published with four eyes, is never rewritten, and is seen by whom it concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from lienthong.casework.forms import public as forms
from lienthong.casework.forms.models import FormVersion, State
from lienthong.casework.forms.queries import printing
from lienthong.casework.forms.queries.builtin import sample
from lienthong.casework.forms.rules.texts import sha256_of
from lienthong.casework.forms.testing import NOTE, drafted, holding, own_text, people, published, raw, reviewed, row_of
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.paper.testing import words_of

pytestmark = pytest.mark.django_db

MONDAY = MONDAY_8AM.date()
TUESDAY, WEDNESDAY, FRIDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 4))


# --- the way ------------------------------------------------------------------------------------------------------------


def test_a_version_is_written_reviewed_by_another_and_published_from_tomorrow(writer: Actor, head: Actor) -> None:
    uid = drafted(writer, MONDAY_8AM)
    forms.submit(actor=writer, at=MONDAY_8AM, version_uid=uid)
    forms.review(actor=head, at=MONDAY_8AM, version_uid=uid, agree=True, remark="Đúng thông tư")
    forms.publish(actor=head, at=MONDAY_8AM, version_uid=uid, since=TUESDAY)

    row = row_of(writer, uid)
    assert (row.state, row.number, row.since, row.until, row.below) == ("published", 1, TUESDAY, None, False)
    assert (row.writer_name, row.reviewer_name, row.publisher_name) == (writer.name, head.name, head.name)
    assert row.sha256 == sha256_of(row.text)
    assert [holding(writer, day) for day in (MONDAY, TUESDAY, FRIDAY)] == [None, 1, 1]


def test_every_act_is_an_event_of_the_unit(district: District, writer: Actor, head: Actor) -> None:
    uid = drafted(writer, MONDAY_8AM)
    forms.rewrite(actor=writer, at=MONDAY_8AM, version_uid=uid, content=own_text(line="Kính chào."), note="bỏ lời cảm ơn")
    forms.submit(actor=writer, at=MONDAY_8AM, version_uid=uid)
    forms.review(actor=head, at=MONDAY_8AM, version_uid=uid, agree=False, remark="Thiếu dấu")
    forms.submit(actor=writer, at=MONDAY_8AM, version_uid=uid)
    forms.review(actor=head, at=MONDAY_8AM, version_uid=uid, agree=True)
    forms.publish(actor=head, at=MONDAY_8AM, version_uid=uid, since=TUESDAY)
    published(district, MONDAY_8AM, since=WEDNESDAY)
    forms.withdraw(actor=head, at=MONDAY_8AM, version_uid=uid, reason="Sai tên xã")

    with ledger.seeing({writer.unit_id}):
        told = [event.activity for event in ledger.history(writer.unit_uid)]
    assert told == [
        "form_drafted", "form_rewritten", "form_submitted", "form_sent_back", "form_submitted", "form_reviewed", "form_published",
        "form_drafted", "form_submitted", "form_reviewed", "form_ended", "form_published", "form_withdrawn",
    ]  # fmt: skip


def test_the_same_text_again_changes_nothing(writer: Actor) -> None:
    uid = drafted(writer, MONDAY_8AM)
    forms.rewrite(actor=writer, at=MONDAY_8AM + timedelta(hours=1), version_uid=uid, content=own_text(), note="thêm lời cảm ơn")
    assert row_of(writer, uid).written_at == MONDAY_8AM


def test_a_text_with_a_fault_is_never_kept(writer: Actor) -> None:
    with pytest.raises(forms.TextFaults) as no:
        drafted(writer, MONDAY_8AM, text=own_text(line="#data.ten_nguoi_nop"))
    assert no.value.faults[0].line == own_text().count("\n")
    with ledger.seeing({writer.unit_id}):
        assert forms.versions_of(writer.unit_id, "receipt_slip") == []


def test_the_writer_does_not_review(district: District) -> None:
    writer, head = people(district)
    uid = drafted(head, MONDAY_8AM)
    forms.submit(actor=head, at=MONDAY_8AM, version_uid=uid)
    with pytest.raises(forms.FourEyes, match="không tự soát xét"):
        forms.review(actor=head, at=MONDAY_8AM, version_uid=uid, agree=True)
    forms.review(actor=writer, at=MONDAY_8AM, version_uid=uid, agree=True)
    with pytest.raises(IntegrityError, match="form_four_eyes"):
        raw(writer, reviewer_uid=writer.person_uid)


def test_sending_back_and_withdrawing_need_a_reason(writer: Actor, head: Actor) -> None:
    uid = drafted(writer, MONDAY_8AM)
    forms.submit(actor=writer, at=MONDAY_8AM, version_uid=uid)
    with pytest.raises(forms.ReasonMissing):
        forms.review(actor=head, at=MONDAY_8AM, version_uid=uid, agree=False, remark=" ")
    with pytest.raises(forms.ReasonMissing):
        forms.withdraw(actor=head, at=MONDAY_8AM, version_uid=uid, reason="  ")


def test_what_is_sent_back_is_a_draft_again_with_the_remark(writer: Actor, head: Actor) -> None:
    uid = drafted(writer, MONDAY_8AM)
    forms.submit(actor=writer, at=MONDAY_8AM, version_uid=uid)
    forms.review(actor=head, at=MONDAY_8AM, version_uid=uid, agree=False, remark="Sai tên cơ quan")
    row = row_of(writer, uid)
    assert (row.state, row.remark, row.reviewer_uid, row.reviewed_at) == (State.DRAFT, "Sai tên cơ quan", None, None)


ACTS: dict[str, Callable[[Actor, Any], object]] = {
    "rewrite": lambda actor, uid: forms.rewrite(actor=actor, at=MONDAY_8AM, version_uid=uid, content=own_text()),
    "submit": lambda actor, uid: forms.submit(actor=actor, at=MONDAY_8AM, version_uid=uid),
    "review": lambda actor, uid: forms.review(actor=actor, at=MONDAY_8AM, version_uid=uid, agree=True),
    "publish": lambda actor, uid: forms.publish(actor=actor, at=MONDAY_8AM, version_uid=uid, since=TUESDAY),
    "withdraw": lambda actor, uid: forms.withdraw(actor=actor, at=MONDAY_8AM, version_uid=uid, reason="thử"),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_clerk_makes_no_papers(district: District, act: str) -> None:
    clerk = district.actor("hoanh_mo", "counter_clerk")
    with pytest.raises(forms.NotYourForm, match="lãnh đạo"):
        ACTS[act](clerk, new_uid())
    with pytest.raises(forms.NotYourForm):
        drafted(clerk, MONDAY_8AM)


@pytest.mark.parametrize("act", ACTS)
def test_nobody_touches_the_papers_of_another_unit(district: District, writer: Actor, act: str) -> None:
    uid = drafted(writer, MONDAY_8AM)
    with pytest.raises(forms.VersionUnknown):
        ACTS[act](people(district, "dong_van")[1], uid)
    with ledger.seeing({district.units["dong_van"].pk}), pytest.raises(forms.VersionUnknown):
        forms.version(district.units["dong_van"].pk, uid)


@pytest.mark.parametrize("act", ["rewrite", "submit", "review", "publish"])
def test_an_act_out_of_turn_is_refused(writer: Actor, head: Actor, act: str) -> None:
    uid = drafted(writer, MONDAY_8AM)
    forms.withdraw(actor=head, at=MONDAY_8AM, version_uid=uid, reason="Soạn nhầm giấy")
    with pytest.raises(forms.WrongState, match="Bản số 1 đang «đã thu hồi»"):
        ACTS[act](head, uid)


@pytest.mark.parametrize("act", ["rewrite", "submit"])
def test_only_the_writer_goes_on_with_a_draft(writer: Actor, head: Actor, act: str) -> None:
    with pytest.raises(forms.NotTheWriter, match=writer.name):
        ACTS[act](head, drafted(writer, MONDAY_8AM))


# --- what the database keeps --------------------------------------------------------------------------------------------


def test_a_draft_is_seen_by_its_unit_alone_and_a_published_version_by_all(district: District, writer: Actor) -> None:
    drafted(writer, MONDAY_8AM)
    published(district, MONDAY_8AM, "control_slip")
    elsewhere = district.units["dong_van"].pk

    with ledger.seeing({elsewhere}):
        assert [row.kind for row in FormVersion.objects.order_by("pk")] == ["control_slip"]
        assert FormVersion.objects.update(note="của xã khác") == 0
    with ledger.seeing({writer.unit_id}):
        assert [row.kind for row in forms.under_way(writer.unit_id, MONDAY)] == ["control_slip", "receipt_slip"]
        assert [row.kind for row in forms.under_way(writer.unit_id, TUESDAY)] == ["receipt_slip"]
    with ledger.seeing({elsewhere}), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        FormVersion.objects.create(
            unit_id=writer.unit_id,
            kind="x",
            number=1,
            text="x",
            sha256=sha256_of("x"),
            writer_uid=new_uid(),
            written_at=MONDAY_8AM,
        )


@pytest.mark.parametrize("change", [{"text": "khác"}, {"since": MONDAY}, {"until": None}, {"below": True}, {"number": 7}])
def test_a_published_version_is_never_rewritten(writer: Actor, head: Actor, change: dict[str, Any]) -> None:
    uid = reviewed(writer, head, MONDAY_8AM)
    forms.publish(actor=head, at=MONDAY_8AM, version_uid=uid, since=TUESDAY, until=FRIDAY)
    with ledger.seeing({writer.unit_id}), pytest.raises(DatabaseError, match="không sửa được"), transaction.atomic():
        FormVersion.objects.filter(uid=uid).update(**change)


def test_no_version_is_erased(writer: Actor) -> None:
    uid = drafted(writer, MONDAY_8AM)
    with ledger.seeing({writer.unit_id}), pytest.raises(DatabaseError, match="không xóa được"), transaction.atomic():
        FormVersion.objects.filter(uid=uid).delete()


@pytest.mark.parametrize("told", [{"state": "published"}, {"state": "reviewed"}, {"since": FRIDAY, "until": TUESDAY}])
def test_the_database_refuses_a_row_that_no_act_makes(writer: Actor, told: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="form_"):
        raw(writer, **told)


def test_the_text_before_is_that_of_the_version_published_before(district: District, writer: Actor) -> None:
    first = published(district, MONDAY_8AM)
    second = drafted(writer, MONDAY_8AM, text=own_text(line="Kính chào."))
    with ledger.seeing({writer.unit_id}):
        assert forms.before(forms.version(writer.unit_id, first)) == ""
        assert NOTE in forms.before(forms.version(writer.unit_id, second))


def test_the_invariants_hold_and_find_what_is_wrong(district: District, writer: Actor) -> None:
    published(district, MONDAY_8AM)
    assert [one.run() for one in forms.invariants()] == [[], []]
    raw(writer, sha256=sha256_of("y"))
    told = {"state": "published", "published_at": MONDAY_8AM, "reviewed_at": MONDAY_8AM, "number": 10}
    raw(writer, since=date(2017, 1, 1), until=date(2018, 1, 1), **told)
    with ledger.seeing({writer.unit_id}):
        texts, days = (one.run() for one in forms.invariants())
    assert [fault.partition(", ")[2] for fault in texts] == ["giấy receipt_slip, bản số 9: chữ khác với mã băm"]
    assert [fault.partition(", ")[2] for fault in days] == [
        "giấy receipt_slip, bản số 10: áp dụng từ ngày không sau ngày ban hành"
    ]


def test_the_context_of_nobody_sees_no_draft(writer: Actor) -> None:
    drafted(writer, MONDAY_8AM)
    assert not FormVersion.objects.exists()
    assert connection.vendor == "postgresql"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('#if data.subject == "Thử" [#nope]', "không có lệnh hay biến"),
        ('#if data.subject == "Thử" { for a in range(9999) { for b in range(9999) { let x = a + b } } }', "in thử quá lâu"),
    ],
)
def test_a_version_that_a_dossier_breaks_says_so_and_the_built_in_form_prints(
    district: District, writer: Actor, monkeypatch: pytest.MonkeyPatch, line: str, fault: str
) -> None:
    published(district, MONDAY_8AM, "stop_notice", text=own_text("stop_notice", line=line))
    data = sample("stop_notice") | {"sample": True}
    with ledger.seeing({writer.unit_id}):
        with monkeypatch.context() as impatient, pytest.raises(forms.FormBroken) as no:
            impatient.setattr(printing, "PATIENCE", 5 if "nope" in line else 1.5)
            forms.printed("stop_notice", data | {"subject": "Thử"}, unit_id=writer.unit_id, day=TUESDAY)
        own = forms.printed("stop_notice", data, unit_id=writer.unit_id, day=TUESDAY)
        built_in = forms.printed("stop_notice", data, unit_id=writer.unit_id, day=TUESDAY, built_in=True)
    assert fault in no.value.message.lower()
    assert "bản số 1 của UBND xã Hoành Mô" in no.value.message
    assert ["mẫu minh họa" in words_of(made) for made in (own, built_in)] == [False, True]
