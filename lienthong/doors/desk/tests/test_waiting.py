"""Dossiers that came in wait for the counter of their unit: seen with all that was sent, then accepted or refused."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.public import Status
from lienthong.doors.desk.testing import hidden, page_of, set_clock
from lienthong.toolkit.identity import new_uid

Someone = Callable[[str, str], Client]
LATER = timedelta(hours=26)


@pytest.fixture
def came(world: given.World, settings: Any) -> UUID:
    """A dossier that came in on Monday at eight; now it is Tuesday at ten."""
    uid = given.registered(world, given.CHAIN, owner=given.a_person("Chíu Sếch Và"))
    set_clock(settings, world.at + LATER)
    return uid


def opened(client: Client, uid: UUID) -> Any:
    return client.get(reverse("desk:dossier", args=[uid]))


def accept(client: Client, uid: UUID, **fields: str) -> Any:
    """Send the form of the dossier's page, as a browser without scripts does."""
    form = {"key": hidden(page_of(opened(client, uid)), "key"), **fields}
    return client.post(reverse("desk:act", args=[uid, "tiep-nhan"]), form, follow=True)


def status(world: given.World, uid: UUID) -> Status:
    return Status(given.dossier(world.clerk, uid).status)


def test_what_waits_is_listed_the_longest_waiting_first_and_counted_in_the_menu(world: given.World, clerk: Client) -> None:
    given.registered(world, owner=given.a_person("Lý A Tài"), at=world.at - timedelta(hours=2))
    given.registered(world, owner=given.a_person("Chíu Sếch Và"), channel="direct")
    given.received(world)

    answer = clerk.get(reverse("desk:waiting"))
    told = page_of(answer)

    assert [row.owner_name for row, _, _ in answer.context["rows"]] == ["Lý A Tài", "Chíu Sếch Và"]
    assert [tab.count for tab in answer.context["tabs"]] == [None, 2]
    places = {place.key: place for place in answer.context["menu"]}
    assert (places["receive"].count, places["receive"].here) == (2, True)
    assert "Trực tuyến" in told


def test_an_empty_list_says_what_will_appear(world: given.World, clerk: Client) -> None:
    assert "sẽ hiện ở đây, chờ lâu nhất ở trên" in page_of(clerk.get(reverse("desk:waiting")))


def test_a_long_list_goes_on_by_pages(world: given.World, clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lienthong.casework.dossiers.queries.lists.PAGE", 2)
    for number in range(3):
        given.registered(world, at=world.at - timedelta(minutes=number))

    first = clerk.get(reverse("desk:waiting"))
    second = clerk.get(first.context["next_url"])

    shown = [row.uid for answer in (first, second) for row, _, _ in answer.context["rows"]]
    assert (len(first.context["rows"]), len(second.context["rows"]), len(set(shown))) == (2, 1, 3)
    assert second.context["first_url"] == reverse("desk:waiting")
    assert second.context["next_url"] == ""


def test_only_the_counter_of_the_unit_has_it_in_its_list(came: UUID, world: given.World, someone: Someone) -> None:
    other = someone("dong_van", "counter_clerk")
    head = someone("hoanh_mo", "unit_head")

    assert other.get(reverse("desk:waiting")).context["rows"] == []
    assert other.get(reverse("desk:dossier", args=[came])).status_code == 404
    assert head.get(reverse("desk:waiting")).status_code == 403
    assert "viec/tiep-nhan" not in page_of(opened(head, came))


def test_the_page_shows_what_was_sent_and_the_date_that_would_be_promised(came: UUID, world: given.World, clerk: Client) -> None:
    told = page_of(opened(clerk, came))

    promise = dossiers.promise(
        unit_id=world.clerk.unit_id,
        version_uid=dossiers_version(world),
        case=given.dossier(world.clerk, came).case,
        channel=given.dossier(world.clerk, came).channel,
        received_at=world.at + LATER,
    )
    assert "Chờ tiếp nhận từ 08:00 ngày 12/03/2018" in told
    assert all(reason in told for reason in promise.reasons)
    assert "Giấy chứng sinh" in told
    assert "Mới đăng ký" in told
    assert "Giấy tiếp nhận (PDF)" not in told
    assert "không còn bước nào" not in told


def dossiers_version(world: given.World) -> UUID:
    return given.procedures.version_in_force(given.CHAIN, world.at.date()).uid


def test_missing_papers_are_named_before_one_accepts(world: given.World, clerk: Client) -> None:
    uid = given.registered(world, given.CHAIN, papers=[])

    assert "giấy tờ bắt buộc" in page_of(opened(clerk, uid))
    assert opened(clerk, uid).context["waiting"]["lacking"]


def test_accepting_starts_the_clock_and_shows_the_slip(came: UUID, world: given.World, clerk: Client) -> None:
    answer = accept(clerk, came)

    dossier = given.dossier(world.clerk, came)
    assert answer.redirect_chain[-1][0] == reverse("desk:saved", args=[came])
    assert "In giấy tiếp nhận (PDF)" in page_of(answer)
    assert dossier.status == Status.RECEIVED
    assert abs(dossier.received_at - world.at - LATER) < timedelta(minutes=5)
    assert dossier.due_at is not None
    assert "Nộp hồ sơ, chờ tiếp nhận" in page_of(opened(clerk, came))
    assert clerk.get(reverse("desk:receipt_slip", args=[came])).status_code == 200
    assert clerk.get(reverse("desk:waiting")).context["rows"] == []


def test_accepting_twice_or_after_another_changes_nothing_and_says_so(came: UUID, world: given.World, clerk: Client) -> None:
    key = hidden(page_of(opened(clerk, came)), "key")
    address = reverse("desk:act", args=[came, "tiep-nhan"])

    first = clerk.post(address, {"key": key})
    again = clerk.post(address, {"key": key})
    other = clerk.post(address, {"key": str(new_uid())})

    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 409)
    assert "đang ở trạng thái «Được tiếp nhận»" in page_of(other)
    assert len(given.open_tasks(world.clerk, came)) == 1


def test_accepting_is_refused_to_other_duties(came: UUID, world: given.World, head: Client) -> None:
    answer = head.post(reverse("desk:act", args=[came, "tiep-nhan"]), {"key": str(new_uid())})

    assert answer.status_code == 403
    assert "thuộc nhiệm vụ cán bộ một cửa" in page_of(answer)
    assert status(world, came) is Status.REGISTERED


def test_refusing_asks_for_the_reason_in_words_and_leads_back_to_the_list(came: UUID, world: given.World, clerk: Client) -> None:
    address = reverse("desk:act", args=[came, "tu-choi"])
    asked = clerk.get(address, {"ve": reverse("desk:waiting")})
    form = {"key": hidden(page_of(asked), "key"), "next": hidden(page_of(asked), "next")}

    without = clerk.post(address, {**form, "reason": "  "})
    refused = clerk.post(address, {**form, "reason": "Không thuộc thẩm quyền của xã"}, follow=True)

    assert "btn-warn" in page_of(asked)
    assert "Nhập lý do." in page_of(without)
    assert refused.redirect_chain[-1][0] == reverse("desk:waiting")
    assert status(world, came) is Status.REFUSED
    assert "Không thuộc thẩm quyền của xã" in page_of(opened(clerk, came))
    assert "Giấy tiếp nhận (PDF)" not in page_of(opened(clerk, came))


def test_nothing_that_was_promised_is_shown_of_a_dossier_nobody_took(came: UUID, clerk: Client) -> None:
    slip = clerk.get(reverse("desk:receipt_slip", args=[came]))
    saved = clerk.get(reverse("desk:saved", args=[came]))

    assert slip.status_code == 409
    assert "chưa được tiếp nhận" in page_of(slip)
    assert saved["Location"] == reverse("desk:dossier", args=[came])


def test_what_came_in_today_is_no_reception_until_it_is_accepted(came: UUID, world: given.World, clerk: Client) -> None:
    before = clerk.get(reverse("desk:dossiers") + "?xem=today")
    accept(clerk, came)
    after = clerk.get(reverse("desk:dossiers") + "?xem=today")

    assert (len(before.context["rows"]), len(after.context["rows"])) == (0, 1)


def test_the_pages_of_a_dossier_that_waits_keep_their_budget(
    came: UUID, clerk: Client, query_count: Callable[[], AbstractContextManager[Any]]
) -> None:
    for address in (reverse("desk:dossier", args=[came]), reverse("desk:act", args=[came, "tiep-nhan"])):
        clerk.get(address)
        with query_count() as counted:
            assert clerk.get(address).status_code == 200
        assert counted.statements <= 12, (address, [text[:90] for text in counted.texts])
