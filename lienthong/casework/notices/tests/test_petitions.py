"""Who sent a petition and agreed is told once that it was taken in and once that it was closed, without a word of either."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import testing as given
from lienthong.casework.notices import public as notices
from lienthong.casework.notices.models import Notice
from lienthong.casework.notices.services.sending import letter_of
from lienthong.casework.notices.testing import Gateway, MailServer
from lienthong.casework.notices.tests.acts import Become, delivery, the_notice
from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions import testing as asked
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock, outbox

LATER = given.World.at + timedelta(hours=2)
SUBJECT, WORDS, ANSWER = "Phải đi lại nhiều lần", "Tôi phải đi lại ba lần", "Xã đã rút kinh nghiệm với cán bộ"


@pytest.fixture
def world(world: given.World, settings: Any) -> given.World:
    """The commune, the business clock on Monday morning."""
    settings.CLOCK_OFFSET_SECONDS = int((world.at - clock.real_now()).total_seconds())
    return world


def sent(world: given.World, **facts: Any) -> UUID:
    """Send a petition in the portal, its sender agreeing to be told."""
    said: dict[str, Any] = {"told": True, "subject": SUBJECT, "words": WORDS, **facts}
    return asked.filed(world.district, at=world.at, **said).uid


def received(world: given.World, uid: UUID) -> None:
    """Let the commune take it in."""
    petitions.receive(actor=world.clerk, at=world.at, uid=uid, kind="procedure", handler_id=world.clerk.unit_id)


def answered(world: given.World, uid: UUID, **facts: Any) -> None:
    """Let the head answer."""
    asked.answered(world.head, uid, at=LATER, words=ANSWER, **facts)


def tell(uid: UUID, happening: str, **changes: Any) -> int:
    """Tell of a petition now."""
    facts: dict[str, Any] = {"delivery_uid": delivery(given.World.at), "happened_at": given.World.at, "at": clock.real_now()}
    return notices.tell_petitioner(happening=happening, petition_uid=uid, **(facts | changes))


def letters() -> list[str]:
    """Return the texts of all notices, the first first."""
    with ledger.seeing_everything():
        return [letter_of(one).text for one in Notice.objects.order_by("pk")]


def test_from_the_register_to_the_gateway_through_the_outbox_once(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    uid = sent(world)
    received(world, uid)
    as_worker()

    for _ in "ab":
        outbox.deliver_due()
    many = [notices.send_due(at=clock.real_now()) for _ in "ab"]

    notice = the_notice()
    assert (many, notice.dossier_uid, notice.about, notice.address) == ([1, 0], uid, "petition", "84912345678")
    (letter,) = gateway.taken.values()
    assert notice.dossier_code in str(letter)


def test_its_sender_is_told_again_when_it_is_answered_and_no_more_that_it_was_taken_in(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    uid = sent(world)
    received(world, uid)
    answered(world, uid)
    as_worker()

    outbox.deliver_due()

    assert the_notice().template == "petition_answered", "the first is old news when it comes to be told"


@pytest.mark.parametrize("public", [{}, {"public_subject": "Số lần đi lại", "public_answer": "Xã nhận một lần là đủ."}])
def test_no_letter_says_what_was_asked_or_answered_nor_by_whom_nor_the_key(
    world: given.World, as_worker: Become, mail: MailServer, public: dict[str, str]
) -> None:
    uid = sent(world, contact="sen@example.vn")
    received(world, uid)
    key = asked.row(world.head, uid).lookup_key
    as_worker()
    tell(uid, "open")
    answered(world, uid, **public)
    tell(uid, "answered", delivery_uid=delivery(LATER))

    said = letters()

    assert len(said) == 2
    for text in said:
        assert not [word for word in (SUBJECT, WORDS, ANSWER, "Sen", key, *public.values()) if word in text]
        assert "/phan-anh-kien-nghi/" in text
        assert "Không muốn nhận tin «Phản ánh, kiến nghị» nữa: http" in text
    assert "chậm nhất ngày 09/04/2018" in said[0], "20 working days from Monday 12 March"


@pytest.mark.parametrize("verb", ["transfer", "refuse"])
def test_who_must_ask_elsewhere_is_told_that_it_is_not_handled_here(
    world: given.World, as_worker: Become, mail: MailServer, verb: str
) -> None:
    uid = sent(world, contact="sen@example.vn", language="en")
    received(world, uid)
    if verb == "transfer":
        petitions.transfer(actor=world.head, at=LATER, uid=uid, agency="Điện lực Bình Liêu", reason="Việc của điện lực")
    else:
        petitions.refuse(actor=world.head, at=LATER, uid=uid, reason="Là đơn tố cáo")
    as_worker()

    outbox.deliver_due()

    notice = the_notice()
    assert (notice.template, notice.language) == ("petition_closed", "en")
    text = letter_of(notice).text
    assert "is not handled by UBND xã Hoành Mô" in text
    assert not [word for word in ("Điện lực", "tố cáo") if word in text]


def test_what_is_said_at_the_counter_is_told_to_who_agreed(world: given.World, as_worker: Become, gateway: Gateway) -> None:
    agreed = asked.entered(world.clerk, at=world.at, told=True).uid
    asked.entered(world.clerk, at=world.at, told=False)
    as_worker()

    outbox.deliver_due()

    assert (the_notice().dossier_uid, the_notice().template) == (agreed, "petition_received")


def test_who_did_not_agree_or_whose_unit_is_not_seen_is_told_nothing(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    uid, wanted = sent(world, told=False), sent(world)
    received(world, uid)
    assert petitions.petitioner(wanted) is None, "no unit of the context takes part"
    as_worker()

    assert tell(uid, "open") == 0
    assert tell(wanted, "open") == 0, "nobody took it in yet"
    with ledger.seeing_everything():
        assert not Notice.objects.exists()


def test_the_same_announcement_twice_is_one_notice_and_its_line_in_the_log_is_masked(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    uid = sent(world)
    received(world, uid)
    as_worker()
    key = delivery(world.at)

    assert [tell(uid, "open", delivery_uid=key), tell(uid, "open", delivery_uid=key)] == [1, 0]

    with ledger.seeing_everything():
        (row,) = notices.log(world.head).rows
    assert (row.about, row.name, row.address) == ("petition", "Phản ánh, kiến nghị", "8491****678")


def test_who_wants_no_more_of_them_is_written_down_as_not_told(world: given.World, as_worker: Become, mail: MailServer) -> None:
    uid = sent(world, contact="sen@example.vn")
    received(world, uid)
    as_worker()
    tell(uid, "open")
    token = letter_of(the_notice()).stop_url.rstrip("/").rpartition("/")[2]
    notices.stop(token=token, at=clock.real_now())

    answered(world, uid)
    tell(uid, "answered", delivery_uid=delivery(LATER))

    assert the_notice(template="petition_answered").state == "skipped"


def test_nobody_agrees_to_be_told_without_saying_where(world: given.World) -> None:
    with pytest.raises(petitions.ContactWrong):
        asked.entered(world.clerk, at=world.at, contact="", told=True)
    assert asked.entered(world.clerk, at=world.at, contact="").code


def test_its_sender_is_told_that_the_answer_comes_later_but_not_why(
    world: given.World, as_worker: Become, gateway: Gateway
) -> None:
    uid = sent(world, language="en")
    received(world, uid)
    petitions.extend(actor=world.head, at=LATER, uid=uid, days=5, reason="Chờ kết quả đo đạc")
    as_worker()
    outbox.deliver_due()

    told = next(text for text in letters() if "needs more time" in text)
    assert "16 April 2018" in told
    assert "đo đạc" not in told

    assert tell(uid, "extended") == 1
    with ledger.seeing({world.head.unit_id}):
        answered(world, uid)
    assert tell(uid, "extended") == 0, "answered meanwhile"
