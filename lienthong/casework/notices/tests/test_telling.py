"""Whom a happening is told and when not; what may be stopped; what a person sends again."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.notices import handlers, rules
from lienthong.casework.notices import public as notices
from lienthong.casework.notices.models import Notice
from lienthong.casework.notices.services.by_gateway import _object
from lienthong.casework.notices.services.sending import letter_of
from lienthong.casework.notices.testing import Gateway, MailServer
from lienthong.casework.notices.tests.acts import Become, delivery, the_notice, told
from lienthong.office.accounts.public import NotYourDuty
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock, outbox
from lienthong.toolkit.identity import new_uid

PROCEDURES = (given.BIRTH, given.CHAIN)


def test_the_same_announcement_twice_is_told_once(world: given.World, as_worker: Become, gateway: Gateway) -> None:
    uid = given.received(world, given.CHAIN)
    key = delivery(world.at)
    as_worker()

    made = [
        notices.tell(happening="received", dossier_uid=uid, delivery_uid=key, happened_at=world.at, at=world.at) for _ in "ab"
    ]

    assert made == [1, 0]


def test_history_and_closed_channels_tell_nobody(world: given.World, as_worker: Become, settings: Any, gateway: Gateway) -> None:
    uid = given.received(world, given.CHAIN)
    as_worker()
    late: dict[str, Any] = {"delivery_uid": delivery(world.at + timedelta(days=30)), "happened_at": world.at, "at": world.at}

    assert notices.tell(happening="received", dossier_uid=uid, **late) == 0
    settings.NOTICES_SMS = ""
    assert notices.tell(happening="received", dossier_uid=uid, **late | {"delivery_uid": delivery(world.at)}) == 0
    assert notices.send_due(at=world.at) == 0


def test_who_left_no_address_is_written_down_as_not_told(world: given.World, as_worker: Become, gateway: Gateway) -> None:
    told(world, as_worker, phone="")

    found = the_notice()
    assert (found.channel, found.state) == ("none", "skipped")
    assert notices.send_due(at=world.at) == 0


def test_a_result_that_was_returned_meanwhile_is_not_announced_as_ready(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    uid = given.received(world)
    while given.dossier(world.clerk, uid).status != dossiers.Status.COMPLETED:
        (task,) = given.open_tasks(world.clerk, uid)
        given.step(world, uid, task.step, "done" if task.step != "sign" else "signed")
    dossiers.return_result(
        actor=world.clerk, at=world.at + timedelta(hours=5), dossier_uid=uid, receiver="Hoàng Thị Sen", receiver_id="100123456"
    )
    as_worker()

    moment: dict[str, Any] = {"delivery_uid": delivery(world.at), "happened_at": world.at, "at": world.at}
    assert notices.tell(happening="returned", dossier_uid=uid, **moment) == 0, "who was served at once stood there"
    with ledger.seeing_everything():
        dossiers.Dossier.objects.filter(uid=uid).update(immediate=False)
    assert notices.tell(happening="ready", dossier_uid=uid, **moment) == 0
    assert notices.tell(happening="returned", dossier_uid=uid, **moment) == 1
    assert notices.tell(happening="ready", dossier_uid=new_uid(), **moment) == 0


def test_every_announcement_that_concerns_the_citizen_becomes_a_notice(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    uid = given.received(world, given.CHAIN)
    dossiers.request_supplement(actor=world.clerk, at=world.at, dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Thiếu dấu")
    as_worker()

    handlers.received(dossiers.DossierReceived(uid, world.at), delivery(world.at))
    for cause in ("supplement", "payment", "public_posting"):
        handlers.paused(dossiers.DossierPaused(uid, cause, world.at), delivery(world.at))
    handlers.ready(dossiers.ResultReady(uid, world.at), delivery(world.at))
    handlers.returned(dossiers.ResultReturned(uid, world.at), delivery(world.at))
    notices.send_due(at=world.at + timedelta(days=9000))

    with ledger.seeing_everything():
        assert set(Notice.objects.values_list("template", flat=True)) == {
            "received",
            "supplement",
            "payment",
            "ready",
            "returned",
        }
    assert any("cần bổ sung giấy tờ" in one["text"] for one in gateway.taken.values())


def test_who_filed_from_home_and_is_refused_is_told_and_never_when_it_was_opened_again(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    """A birth registration is settled while one waits, but who filed it from home does not stand at the counter."""
    uid = given.registered(world)
    dossiers.refuse(actor=world.clerk, at=world.at, dossier_uid=uid, reason="Sai nơi cư trú.")
    again = given.registered(world)
    as_worker()

    handlers.refused(dossiers.DossierRefused(uid, world.at), delivery(world.at))
    handlers.refused(dossiers.DossierRefused(again, world.at), delivery(world.at))
    notices.send_due(at=world.at + timedelta(days=9000))

    (sent,) = [one["text"] for one in gateway.taken.values()]
    assert f"không tiếp nhận hồ sơ {given.dossier(world.clerk, uid).code}" in sent
    assert "Sai nơi cư trú" not in sent, "the reason is personal: it stands behind the account"


# --- stopping and sending again ----------------------------------------------------------------------------------------------


def test_who_stops_a_kind_is_told_no_more_until_asked_again(world: given.World, as_worker: Become, mail: MailServer) -> None:
    told(world, as_worker, email="sen@example.vn")
    notices.send_due(at=world.at)
    token = mail.letters[0][1]["List-Unsubscribe"].strip(" <>").rstrip("/").rsplit("/", 1)[-1]

    notices.stop(token=token, at=world.at)
    notices.stop(token=token, at=world.at)
    link = notices.stop_link(token)
    uid = the_notice().dossier_uid
    for happening in ("received", "ready"):
        notices.tell(happening=happening, dossier_uid=uid, delivery_uid=delivery(world.at), happened_at=world.at, at=world.at)

    assert (link.channel, link.stopped, link.must) == ("thư điện tử", True, False)
    with ledger.seeing_everything():
        states = list(Notice.objects.order_by("pk").values_list("template", "state"))
    assert states == [("received", "sent"), ("received", "skipped"), ("ready", "waiting")]
    notices.want_again(token=token)
    assert not notices.stop_link(token).stopped


def test_what_an_office_must_tell_cannot_be_stopped_and_carries_no_link(
    world: given.World, as_worker: Become, mail: MailServer, settings: Any
) -> None:
    told(world, as_worker, "supplement", email="sen@example.vn")
    notices.send_due(at=world.at)
    secret = settings.SECRET_KEY.encode()
    digest = rules.address_digest(secret, "email", "sen@example.vn")

    assert mail.letters[0][1]["List-Unsubscribe"] is None
    with pytest.raises(notices.MustBeTold):
        notices.stop(token=rules.stop_token(secret, channel="email", kind="supplement", digest=digest), at=world.at)
    for broken in ("abc", rules.stop_token(secret, channel="email", kind="spam", digest=digest)):
        with pytest.raises(notices.StopLinkBroken):
            notices.stop(token=broken, at=world.at)
        with pytest.raises(notices.StopLinkBroken):
            notices.stop_link(broken)


def test_a_person_sends_again_with_a_reason_and_the_gateway_takes_it_as_a_new_one(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    admin = world.district.actor("hoanh_mo", "unit_admin")
    told(world, as_worker)
    old = the_notice()
    ask: dict[str, Any] = {"actor": admin, "at": world.at, "notice_uid": old.uid}

    with pytest.raises(notices.NoticeUnderWay):
        notices.resend(**ask, reason="Chưa nhận được tin")
    notices.send_due(at=world.at)
    with pytest.raises(notices.ResendNeedsReason):
        notices.resend(**ask, reason="  ")
    new = notices.resend(**ask, reason="Công dân báo chưa nhận được tin")
    with pytest.raises(notices.NoticeUnderWay):  # pressed twice
        notices.resend(**ask, reason="Công dân báo chưa nhận được tin")
    notices.send_due(at=world.at)

    assert len(gateway.taken) == 2
    again = the_notice(uid=new)
    assert (again.round, again.state, again.asked_by) == (1, "sent", admin.name)
    with pytest.raises(notices.NoticeUnknown):
        notices.resend(**ask | {"notice_uid": new_uid()}, reason="x")


def test_nothing_is_sent_again_to_nowhere_nor_by_who_may_not(world: given.World, as_worker: Become, gateway: Gateway) -> None:
    told(world, as_worker, phone="")
    admin = world.district.actor("hoanh_mo", "unit_admin")
    ask: dict[str, Any] = {"at": world.at, "notice_uid": the_notice().uid, "reason": "Báo lại"}

    with pytest.raises(notices.NothingToSendTo):
        notices.resend(actor=admin, **ask)
    with pytest.raises(NotYourDuty):
        notices.resend(actor=world.clerk, **ask)


def test_a_folder_keeps_each_letter_once(world: given.World, as_worker: Become, settings: Any, tmp_path: Any) -> None:
    settings.NOTICES_SMS = settings.NOTICES_ZALO = ""
    settings.NOTICES_EMAIL = f"folder:{tmp_path}"
    told(world, as_worker, email="sen@example.vn")
    notices.send_due(at=world.at)
    with ledger.seeing_everything():
        Notice.objects.update(state="sending", sent_at=None, begun_at=world.at, next_try_at=world.at)
    notices.send_due(at=world.at + timedelta(minutes=6))

    (letter,) = (tmp_path / "email").iterdir()
    assert "Tới: sen@example.vn" in letter.read_text(encoding="utf-8")
    assert the_notice().state == "sent"


def test_a_folder_that_cannot_be_written_is_tried_again(
    world: given.World, as_worker: Become, settings: Any, tmp_path: Any
) -> None:
    (tmp_path / "email").write_text("một tệp ở chỗ của thư mục")
    settings.NOTICES_SMS = settings.NOTICES_ZALO = ""
    settings.NOTICES_EMAIL = f"folder:{tmp_path}"
    told(world, as_worker, email="sen@example.vn")

    notices.send_due(at=world.at)

    assert the_notice().state == "waiting"


def test_a_unit_sees_the_notices_of_its_dossiers_only(world: given.World, as_worker: Become, gateway: Gateway) -> None:
    told(world, as_worker)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE lienthong_web")
    other = world.district.actor("service_centre", "unit_head")
    with ledger.seeing({other.unit_id}):
        assert notices.log(other).rows == ()
    mine = world.district.actor("hoanh_mo", "unit_admin")
    with ledger.seeing(mine.sees | {mine.unit_id}):
        (row,) = notices.log(mine, state="waiting", channel="sms", code=the_code()).rows
        assert (row.address, row.may_resend) == ("8491****678", False)
        assert notices.log(mine, after=row.id).rows == ()


def the_code() -> str:
    return Notice.objects.values_list("dossier_code", flat=True).get()


def test_answers_that_are_no_object_of_json_are_read_as_empty() -> None:
    assert [_object(body) for body in (b"", b"[1]", b'{"id": 1}')] == [{}, {}, {"id": 1}]


def test_from_the_act_at_the_counter_to_the_gateway_through_the_outbox(
    world: given.World, as_worker: Become, gateway: Gateway, settings: Any
) -> None:
    settings.CLOCK_OFFSET_SECONDS = int((world.at - clock.real_now()).total_seconds())
    uid = given.received(world, given.CHAIN)
    as_worker()

    outbox.deliver_due()
    outbox.deliver_due()
    sent = notices.send_due(at=clock.real_now())

    assert (sent, the_notice().dossier_uid) == (1, uid)
    assert len(gateway.taken) == 1


def test_who_is_told_in_english_reads_english_days_and_amounts(world: given.World, as_worker: Become, mail: MailServer) -> None:
    uid = given.received(world, given.CHAIN, owner=given.a_person(email="sen@example.vn"), language="en")
    row = given.dossier(world.clerk, uid)
    as_worker()

    for happening in ("received", "supplement", "payment"):
        key = delivery(world.at)
        notices.tell(happening=happening, dossier_uid=uid, delivery_uid=key, happened_at=world.at, at=world.at)

    with ledger.seeing_everything():
        told = {one.template: letter_of(one) for one in Notice.objects.all()}
    assert told["received"].subject == f"Dossier {row.code} has been received"
    assert re.search(r"The result is due: \d\d:\d\d on \w+day \d+ \w+ 2018\.", told["received"].text)
    assert "To receive no more messages «Dossier received»: http" in told["received"].text
    assert "by: as soon as possible" in told["supplement"].text


def test_who_comes_to_the_counter_is_told_in_the_language_that_the_clerk_wrote_down(
    world: given.World, as_worker: Become, mail: MailServer
) -> None:
    person = given.a_person(email="sen@example.vn")
    uids = {code: given.received(world, given.CHAIN, owner=person, language=code) for code in ("vi", "en")}
    as_worker()

    for uid in uids.values():
        notices.tell(happening="ready", dossier_uid=uid, delivery_uid=delivery(world.at), happened_at=world.at, at=world.at)

    with ledger.seeing_everything():
        told = {one.dossier_uid: one.language for one in Notice.objects.filter(template="ready")}
    assert told == {uid: code for code, uid in uids.items()}


def test_the_log_is_vietnamese_whatever_the_language_of_the_letter(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    told(world, as_worker)
    with ledger.seeing_everything():
        Notice.objects.update(language="en")
        assert notices.of_dossier(the_code())[0].name == "Đã nhận hồ sơ"
