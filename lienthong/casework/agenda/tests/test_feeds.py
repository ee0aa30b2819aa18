"""The calendar for other programs: iCalendar that a reader of RFC 5545 understands, behind an address that can be revoked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.models import Feed
from lienthong.casework.agenda.testing import HU, NEXT, TUESDAY, UBND, Hall, drafted, published, read, said
from lienthong.office.accounts import public as accounts
from lienthong.office.accounts.testing import an_account
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

Told = dict[str, str]


def events(text: bytes) -> list[Told]:
    """Read iCalendar by the letter of RFC 5545, without the library that wrote it: lines of 75 octets, unfolded, unescaped."""
    assert text.endswith(b"\r\n")
    lines = text.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in text.replace(b"\r\n", b"")
    plain = re.sub(r"\r\n[ \t]", "", text.decode())
    found: list[Told] = []
    now: Told | None = None
    for line in plain.split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            now = {}
        elif line == "END:VEVENT":
            found.append(now or {})
            now = None
        elif now is not None:
            now[name] = re.sub(r"\\([\\;,nN])", lambda one: "\n" if one[1] in "nN" else one[1], value)
    return found


def account_of(actor: Actor, name: str) -> Actor:
    """Return the actor with an account of its own."""
    return replace(actor, account_id=an_account(org.Person.objects.get(uid=actor.person_uid), username=name).pk)


def week(hall: Hall, **facts: object) -> agenda.EditionRow:
    drafted(hall.office, **facts)  # type: ignore[arg-type]  # facts of an entry
    published(hall.office, hall.head)
    return read(hall.justice, hall.office)[0]


def ics(edition: agenda.EditionRow) -> list[Told]:
    return events(agenda.icalendar_of("Lịch; tuần, thử", [agenda.Mine(edition, one) for one in edition.content]))


def test_an_entry_with_hours_is_an_instant_in_utc(hall: Hall) -> None:
    (told,) = ics(week(hall, subject="Họp; bàn về «một cửa», lần 2 \\ cuối", place="Phòng họp số 1, tầng 2"))
    assert (told["DTSTART"], told["DTEND"]) == ("20180320T010000Z", "20180320T023000Z"), "08:00 in Vietnam, the whole year"
    assert told["SUMMARY"] == "Họp; bàn về «một cửa», lần 2 \\ cuối"
    assert told["LOCATION"] == "Phòng họp số 1, tầng 2"
    assert (told["SEQUENCE"], told["STATUS"], told["CLASS"]) == ("1", "CONFIRMED", "PUBLIC")


def test_an_entry_without_hours_is_a_day_and_says_which_part_of_it(hall: Hall) -> None:
    (told,) = ics(week(hall, session="afternoon", starts=None, ends=None))
    assert (told["DTSTART;VALUE=DATE"], told["DTEND;VALUE=DATE"]) == ("20180320", "20180321")
    assert told["SUMMARY"] == "Chiều: Họp giao ban cải cách hành chính"


@pytest.mark.parametrize(("day", "start"), [(date(2018, 7, 3), "20180703T010000Z"), (date(2018, 12, 31), "20181231T010000Z")])
def test_summer_and_winter_have_the_same_hour_and_a_week_over_new_year_is_whole(hall: Hall, day: date, start: str) -> None:
    monday = agenda.monday_of(day)
    at = datetime.combine(monday, time(1), tzinfo=UTC)
    drafted(hall.office, at=at, day=day)
    drafted(hall.office, at=at, day=monday + timedelta(days=3))
    published(hall.office, hall.head, at=at, monday=monday)
    (edition,) = read(hall.justice, hall.office, monday=monday)
    assert ics(edition)[0]["DTSTART"] == start
    assert len(ics(edition)) == 2


def test_what_was_dropped_is_cancelled_and_what_is_private_says_nothing(hall: Hall) -> None:
    uid = drafted(hall.office, subject="Làm việc với thanh tra", private=True)
    other = drafted(hall.office, day=TUESDAY + timedelta(days=1))
    published(hall.office, hall.head)
    agenda.drop(actor=hall.office, at=MONDAY_8AM, entry_uid=other, reason="Hoãn")
    published(hall.office, hall.head)
    first, second = ics(read(hall.town.commune, hall.office)[0])
    assert (first["SUMMARY"], first["CLASS"], "LOCATION" in first, "DESCRIPTION" in first) == ("Bận", "PRIVATE", False, False)
    assert first["UID"] == f"{uid}@lienthong"
    assert (second["STATUS"], second["SEQUENCE"]) == ("CANCELLED", "2")


def test_a_long_vietnamese_text_is_folded_by_octets_and_comes_back_whole(hall: Hall) -> None:
    long = "Hội nghị đánh giá tiến độ thực hiện Nghị quyết 19-NQ/TU về nâng cao chỉ số cải cách hành chính " * 4
    (told,) = ics(week(hall, subject=long))
    assert told["SUMMARY"] == long.strip()


def test_a_private_address_reads_what_its_owner_reads_until_it_is_revoked(hall: Hall) -> None:
    head = account_of(hall.head, "chu-tich")
    drafted(hall.office, host=hall.person("district", "unit_head"))
    drafted(hall.office, subject="Không có Chủ tịch", session="afternoon", starts=None, ends=None)
    published(hall.office, hall.head)
    mine = agenda.open_feed(actor=head, at=MONDAY_8AM, name="Lịch của tôi")
    whole = agenda.open_feed(actor=head, at=MONDAY_8AM, name="Lịch UBND", keeper_id=hall.office.unit_id, body_key=UBND)

    assert [one["SUMMARY"] for one in events(agenda.feed(mine, MONDAY_8AM))] == ["Họp giao ban cải cách hành chính"]
    assert len(events(agenda.feed(whole, MONDAY_8AM))) == 2
    assert not Feed.objects.filter(digest=mine).exists(), "the secret itself is not kept"

    rows = agenda.feeds(head)
    assert [one.name for one in rows] == ["Lịch UBND", "Lịch của tôi"]
    for _ in range(2):
        agenda.revoke_feed(actor=head, at=MONDAY_8AM, feed_uid=rows[1].uid)
    for secret in (mine, "", "x" * 43):
        with pytest.raises(agenda.FeedUnknown):
            agenda.feed(secret, MONDAY_8AM)
    assert [one.name for one in agenda.feeds(head)] == ["Lịch UBND"]


def test_an_address_is_its_owner_s_alone_and_ends_with_account_and_post(hall: Hall) -> None:
    head, justice = account_of(hall.head, "chu-tich"), account_of(hall.justice, "tu-phap")
    secret = agenda.open_feed(actor=head, at=MONDAY_8AM, name="Lịch của tôi")
    with pytest.raises(agenda.FeedUnknown):
        agenda.revoke_feed(actor=justice, at=MONDAY_8AM, feed_uid=agenda.feeds(head)[0].uid)
    with pytest.raises(agenda.FeedUnknown):
        agenda.revoke_feed(actor=head, at=MONDAY_8AM, feed_uid=new_uid())
    assert events(agenda.feed(secret, MONDAY_8AM)) == []
    org.Appointment.objects.filter(post__uid=head.post_uid).update(until=NEXT)
    with pytest.raises(agenda.FeedUnknown):
        agenda.feed(secret, MONDAY_8AM + timedelta(days=7))
    assert events(agenda.feed(secret, MONDAY_8AM)) == []
    accounts.Account.objects.filter(pk=head.account_id or 0).update(is_active=False)
    with pytest.raises(agenda.FeedUnknown):
        agenda.feed(secret, MONDAY_8AM)


def test_an_address_made_for_the_party_never_reads_the_state(hall: Hall) -> None:
    party = account_of(hall.party, "van-phong-huyen-uy")
    drafted(hall.party, body=HU, subject="Họp Ban Thường vụ")
    published(hall.party, hall.secretary, body=HU)
    week(hall)
    secret = agenda.open_feed(actor=party, at=MONDAY_8AM, name="Huyện ủy", keeper_id=hall.party.unit_id, body_key=HU)
    other = agenda.open_feed(actor=party, at=MONDAY_8AM, name="UBND", keeper_id=hall.office.unit_id, body_key=UBND)
    assert [one["SUMMARY"] for one in events(agenda.feed(secret, MONDAY_8AM))] == ["Họp Ban Thường vụ"]
    assert events(agenda.feed(other, MONDAY_8AM)) == []


def test_the_hours_of_an_entry_may_lack_an_end(hall: Hall) -> None:
    (told,) = ics(week(hall, ends=None))
    assert "DTEND" not in told
    assert said(ends=None).ends is None
