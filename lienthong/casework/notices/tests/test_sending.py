"""A notice is never sent twice and never lost: the gateway down, slow, lying; the mail server rude; numbers refused."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import testing as given
from lienthong.casework.notices import public as notices
from lienthong.casework.notices.models import Notice
from lienthong.casework.notices.testing import SECRET, Gateway, MailServer, a_free_port, a_gateway
from lienthong.casework.notices.tests.acts import Become, delivery, run, the_notice, told
from lienthong.office.ledger import public as ledger

PROCEDURES = (given.BIRTH, given.CHAIN)


def test_a_gateway_down_for_an_hour_loses_nothing_and_doubles_nothing(
    world: given.World, as_worker: Become, settings: Any, gateway: Gateway
) -> None:
    port = a_free_port()
    settings.NOTICES_SMS = f"http://127.0.0.1:{port}/v1"
    told(world, as_worker)

    assert run(world.at, 60) == 0
    waiting = the_notice()
    with a_gateway(port) as up:
        sent = run(world.at + timedelta(hours=1), 20)

    assert (waiting.state, "không nối được cổng tin" in waiting.fault) == ("waiting", True)
    assert waiting.attempts < 10, "it does not hammer"
    assert (sent, up.posts, len(up.taken)) == (1, 1, 1)
    assert the_notice().state == "sent"


def test_the_gateway_gets_the_words_signed_and_under_the_notices_own_key(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    told(world, as_worker)

    assert notices.send_due(at=world.at) == 1

    ((key, taken),) = gateway.taken.items()
    notice = the_notice()
    assert (key, notice.receipt, taken["to"]) == (str(notice.uid), "tin-1", "84912345678")
    assert taken["text"].startswith(f"UBND xã Hoành Mô đã nhận hồ sơ {notice.dossier_code}. Hẹn trả: ")


@pytest.mark.parametrize("status", [500, 503])
def test_an_error_after_the_gateway_took_it_is_asked_and_not_doubled(
    world: given.World, as_worker: Become, gateway: Gateway, status: int
) -> None:
    gateway.mood = lambda request: request.answer(status, {})  # type: ignore[attr-defined]  # the handler's own method
    told(world, as_worker)

    assert notices.send_due(at=world.at) == 0
    doubtful = the_notice().state
    assert notices.send_due(at=world.at + timedelta(minutes=2)) == 1

    assert (doubtful, the_notice().state) == ("unknown", "sent")
    assert [call.split()[0] for call in gateway.calls] == ["POST", "GET"]


def test_a_slow_gateway_is_not_waited_for_and_not_doubled(
    world: given.World, as_worker: Become, settings: Any, gateway: Gateway
) -> None:
    released = threading.Event()
    settings.NOTICES_TIMEOUT = 0.5
    gateway.mood = lambda request: released.wait(30)
    told(world, as_worker)

    notices.send_due(at=world.at)
    assert not released.is_set(), "it came back before the gateway answered"
    released.set()
    notices.send_due(at=world.at + timedelta(minutes=2))

    assert (the_notice().state, gateway.posts) == ("sent", 1)


def test_an_error_before_the_gateway_took_it_is_sent_once_it_can(world: given.World, as_worker: Become, gateway: Gateway) -> None:
    gateway.refuse = 500
    told(world, as_worker)
    notices.send_due(at=world.at)
    gateway.refuse = 0

    notices.send_due(at=world.at + timedelta(minutes=2))

    assert (the_notice().state, len(gateway.taken), gateway.posts) == ("sent", 1, 2)


def test_a_gateway_that_cannot_be_asked_leaves_it_in_doubt_and_is_asked_again(
    world: given.World, as_worker: Become, settings: Any, gateway: Gateway
) -> None:
    gateway.mood = lambda request: request.answer(500, {})  # type: ignore[attr-defined]  # the handler's own method
    told(world, as_worker)
    notices.send_due(at=world.at)
    settings.NOTICES_SMS = f"http://127.0.0.1:{a_free_port()}/v1"

    assert notices.send_due(at=world.at + timedelta(minutes=2)) == 0
    down = the_notice()
    settings.NOTICES_SMS = gateway.address
    assert notices.send_due(at=world.at + timedelta(minutes=5)) == 1

    assert (down.state, "không nối được cổng tin" in down.fault) == ("unknown", True)
    assert (the_notice().state, gateway.posts) == ("sent", 1)


def test_a_try_that_was_cut_off_is_asked_about_after_five_minutes(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    told(world, as_worker)
    notices.send_due(at=world.at)
    with ledger.seeing_everything():
        Notice.objects.update(state="sending", sent_at=None, begun_at=world.at, next_try_at=world.at)

    early = notices.send_due(at=world.at + timedelta(minutes=4))
    late = notices.send_due(at=world.at + timedelta(minutes=6))

    assert (early, late, gateway.posts, the_notice().state) == (0, 1, 1, "sent")


@pytest.mark.parametrize("status", [401, 429])
def test_a_gateway_that_says_not_now_is_left_alone_for_this_run(
    world: given.World, as_worker: Become, gateway: Gateway, status: int
) -> None:
    gateway.refuse = status
    first = given.received(world, given.CHAIN)
    told(world, as_worker)
    notices.tell(happening="received", dossier_uid=first, delivery_uid=delivery(world.at), happened_at=world.at, at=world.at)

    notices.send_due(at=world.at)

    assert gateway.posts == 1
    with ledger.seeing_everything():
        assert set(Notice.objects.values_list("state", flat=True)) == {"waiting"}


def test_a_number_that_the_gateway_never_takes_is_shown_as_failed(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    gateway.refuse = 422
    told(world, as_worker)

    run(world.at, 3)

    assert (the_notice().state, gateway.posts) == ("failed", 1)


def test_a_number_that_zalo_does_not_reach_is_told_by_sms(
    world: given.World, as_worker: Become, settings: Any, gateway: Gateway
) -> None:
    with a_gateway() as zalo:
        zalo.refuse, settings.NOTICES_ZALO = 404, zalo.address
        told(world, as_worker)
        run(world.at, 3)

    assert (the_notice(channel="zalo").state, the_notice(channel="sms").state) == ("failed", "sent")
    with ledger.seeing_everything():
        assert [fault for one in notices.invariants() for fault in one.run()] == []


def test_three_days_in_vain_are_told_as_failed(world: given.World, as_worker: Become, settings: Any, gateway: Gateway) -> None:
    settings.NOTICES_SMS = f"http://127.0.0.1:{a_free_port()}/v1"
    told(world, as_worker)

    notices.send_due(at=world.at + timedelta(days=3, minutes=1))

    found = the_notice()
    assert (found.state, found.next_try_at) == ("failed", None)
    assert "trong ba ngày" in found.fault


# --- e-mail ----------------------------------------------------------------------------------------------------------------


def test_a_letter_carries_its_links_and_can_be_stopped_by_a_mail_program(
    world: given.World, as_worker: Become, settings: Any, mail: MailServer
) -> None:
    settings.PUBLIC_URL = "https://motcua.example.vn"
    told(world, as_worker, email="sen@example.vn")

    assert notices.send_due(at=world.at) == 1

    ((to, letter),) = mail.letters
    found = the_notice()
    assert (to, letter["Message-ID"]) == ("sen@example.vn", f"<{found.uid}@localhost>")
    assert letter["Subject"] == f"Đã nhận hồ sơ {found.dossier_code}"
    text = letter.get_payload(decode=True).decode()  # type: ignore[union-attr]  # one part, so bytes
    assert "https://motcua.example.vn/tra-cuu/?ma=" in text
    assert letter["List-Unsubscribe"].strip(" <>") in text
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("answers", "state", "letters"),
    [
        ({"RCPT": 550}, "failed", 0),
        ({"RCPT": 450}, "waiting", 0),
        ({"MAIL": 451}, "waiting", 0),
        ({".": 451}, "waiting", 0),
        ({".": 554}, "failed", 0),
        ({".": 0}, "unknown", 1),
    ],
)
def test_what_the_mail_server_says_decides_whether_it_is_tried_again(
    world: given.World, as_worker: Become, mail: MailServer, answers: dict[str, int], state: str, letters: int
) -> None:
    mail.answers = answers
    told(world, as_worker, email="sen@example.vn")

    notices.send_due(at=world.at)

    assert (the_notice().state, len(mail.letters)) == (state, letters)


def test_a_letter_in_doubt_is_never_sent_again_by_itself(world: given.World, as_worker: Become, mail: MailServer) -> None:
    mail.answers = {".": 0}
    told(world, as_worker, email="sen@example.vn")
    notices.send_due(at=world.at)
    mail.answers = {}

    run(world.at, 90)

    found = the_notice()
    assert (found.state, found.next_try_at, len(mail.letters)) == ("unknown", None, 1)


def test_a_letter_that_was_cut_off_waits_for_a_person(world: given.World, as_worker: Become, mail: MailServer) -> None:
    told(world, as_worker, email="sen@example.vn")
    with ledger.seeing_everything():
        Notice.objects.update(state="sending", begun_at=world.at)

    notices.send_due(at=world.at + timedelta(minutes=6))

    assert (the_notice().state, mail.letters) == ("unknown", [])


def test_a_mail_server_that_is_down_is_tried_again(
    world: given.World, as_worker: Become, settings: Any, mail: MailServer
) -> None:
    settings.NOTICES_EMAIL = f"smtp://127.0.0.1:{a_free_port()}"
    told(world, as_worker, email="sen@example.vn")
    run(world.at, 10)
    settings.NOTICES_EMAIL = mail.address

    run(world.at + timedelta(minutes=10), 20)

    assert (the_notice().state, len(mail.letters)) == ("sent", 1)


@pytest.mark.parametrize("written", ["0912 345 678", "+84 912 345 678", "84912345678"])
def test_a_code_leaves_to_a_number_written_as_every_notice_is(settings: Any, written: str) -> None:
    with a_gateway() as gateway:
        settings.NOTICES_SMS, settings.NOTICES_SECRET = gateway.address, SECRET

        assert notices.text_at_once(uid=UUID(int=7), to=written, words="123456")

    assert [one["to"] for one in gateway.taken.values()] == ["84912345678"]


@pytest.mark.parametrize("written", ["", "12345", "sen.hoang@thu.vn"])
def test_what_is_no_number_is_not_handed_to_the_gateway(settings: Any, written: str) -> None:
    with a_gateway() as gateway:
        settings.NOTICES_SMS, settings.NOTICES_SECRET = gateway.address, SECRET

        assert not notices.text_at_once(uid=UUID(int=7), to=written, words="123456")

    assert gateway.taken == {}
