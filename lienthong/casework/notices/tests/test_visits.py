"""Who booked a visit that the office cancels is told: once, with the reason, in his language; nobody may stop it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import testing as given
from lienthong.casework.notices import jobs, rules
from lienthong.casework.notices import public as notices
from lienthong.casework.notices.models import Notice, StoppedNotice
from lienthong.casework.notices.services.sending import letter_of
from lienthong.casework.notices.testing import Gateway, MailServer
from lienthong.casework.notices.tests.acts import Become, delivery, the_notice
from lienthong.casework.queue import public as queue
from lienthong.casework.queue.testing import Booking, Hall, a_hall
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock, outbox
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid

NINE = datetime(2018, 3, 13, 9, 0, tzinfo=VIETNAM)
CLOSED = "nhóm quầy này đã đóng"


@pytest.fixture
def hall(world: given.World, settings: Any) -> Hall:
    """The waiting hall of Hoành Mô, the business clock on Monday morning."""
    settings.CLOCK_OFFSET_SECONDS = int((world.at - clock.real_now()).total_seconds())
    hall = a_hall(world.district)
    hall.plan()
    return hall


def closed(hall: Hall, become: Become, **booked: Any) -> UUID:
    """Book a visit and close its group; go on as the worker; return the booking."""
    code = hall.book(NINE, **booked)
    queue.close_group(actor=hall.admin, at=given.World.at, group_uid=hall.group)
    uid = queue.booking(hall.unit_id, code).uid
    become()
    return uid


def tell(uid: UUID, **changes: Any) -> int:
    """Tell of a booking now."""
    facts: dict[str, Any] = {"delivery_uid": delivery(given.World.at), "happened_at": given.World.at, "at": clock.real_now()}
    return notices.tell_visitor(booking_uid=uid, **(facts | changes))


def test_from_the_closed_group_to_the_gateway_through_the_outbox_once(hall: Hall, as_worker: Become, gateway: Gateway) -> None:
    uid = closed(hall, as_worker)

    for _ in "ab":
        outbox.deliver_due()
    sent = [notices.send_due(at=clock.real_now()) for _ in "ab"]

    assert (sent, the_notice().dossier_uid, len(gateway.taken)) == ([1, 0], uid, 1)
    (letter,) = gateway.taken.values()
    assert f"09:00 thứ Ba, 13/03/2018: {CLOSED}" in str(letter)


def test_the_same_announcement_twice_is_one_notice(hall: Hall, as_worker: Become, gateway: Gateway) -> None:
    uid = closed(hall, as_worker)

    key = delivery(given.World.at)
    assert [tell(uid, delivery_uid=key), tell(uid, delivery_uid=key)] == [1, 0]


def test_it_is_told_although_the_address_stopped_that_kind_and_its_link_stops_nothing(
    hall: Hall, as_worker: Become, mail: MailServer, settings: Any
) -> None:
    uid = closed(hall, as_worker, contact="lan@example.vn")
    digest = rules.address_digest(settings.SECRET_KEY.encode(), "email", "lan@example.vn")
    StoppedNotice.objects.create(channel="email", digest=digest, kind="visit", stopped_at=given.World.at)

    tell(uid)

    found = the_notice()
    assert (found.state, found.channel, found.about) == ("waiting", "email", "visit")
    assert letter_of(found).stop_url == ""
    token = rules.stop_token(settings.SECRET_KEY.encode(), channel="email", kind="visit", digest=digest)
    with pytest.raises(notices.MustBeTold):
        notices.stop(token=token, at=given.World.at)


def test_the_letter_leads_to_the_visit_and_carries_no_name(
    hall: Hall, as_worker: Become, mail: MailServer, settings: Any
) -> None:
    tell(closed(hall, as_worker, contact="lan@example.vn"))

    notice = the_notice()
    letter = letter_of(notice)
    assert letter.subject == f"Lịch hẹn {notice.dossier_code} đã bị hủy"
    assert f"{settings.PUBLIC_URL.rstrip('/')}/lich-hen/H49.16.22/{notice.dossier_code}/" in letter.text
    assert "Lan" not in letter.text


def test_who_booked_on_an_english_page_is_told_in_english(hall: Hall, as_worker: Become, mail: MailServer) -> None:
    tell(closed(hall, as_worker, contact="lan@example.vn", language="en"))

    letter = letter_of(the_notice())
    assert "has to cancel your visit" in letter.text
    assert "09:00 on Tuesday 13 March 2018" in letter.text
    assert the_notice().language == "en"


def test_who_is_told_nothing(hall: Hall, as_worker: Become, gateway: Gateway) -> None:
    kept = queue.booking(hall.unit_id, hall.book(NINE, group=hall.group, contact="0912000001")).uid
    as_worker()
    assert tell(kept) == 0, "it is not cancelled"
    with ledger.seeing_everything():
        Booking.objects.filter(uid=kept).update(state=queue.Coming.WITHDRAWN, contact="")
    assert tell(kept) == 0, "the contact was erased"
    assert tell(new_uid()) == 0, "there is no such visit"
    assert tell(kept, happened_at=given.World.at - timedelta(days=30)) == 0, "history is no news"


def test_the_log_shows_the_visit_by_its_code_and_not_as_a_dossier(
    hall: Hall, as_worker: Become, gateway: Gateway, world: given.World
) -> None:
    tell(closed(hall, as_worker))
    code = the_notice().dossier_code

    with ledger.seeing_everything():
        (row,) = notices.log(hall.admin, code=code.lower()).rows
        assert (row.about, row.name, row.address) == ("visit", "Cơ quan hủy lịch hẹn", "8491****678")
        assert notices.of_dossier(code) == []
        assert notices.log(world.district.actor("dong_van", "unit_admin")).rows == ()


def test_where_it_went_is_forgotten_two_weeks_later(hall: Hall, as_worker: Become, gateway: Gateway) -> None:
    tell(closed(hall, as_worker))
    outset = the_notice().created_at
    with ledger.seeing_everything():
        Notice.objects.update(created_at=outset - timedelta(days=20))
    assert jobs.forget_visitors(0) == 0, "it is still tried"
    notices.send_due(at=clock.real_now())

    assert (jobs.forget_visitors(0), jobs.forget_visitors(0)) == (1, 0)
    assert the_notice().address == ""
