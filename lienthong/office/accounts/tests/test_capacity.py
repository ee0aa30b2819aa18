"""Choosing in which post one works: Party and State, own and delegated."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from lienthong.office.accounts import testing
from lienthong.office.accounts.models import Account
from lienthong.office.accounts.web.middleware import CAPACITY
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org import testing as orgs
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor, Capacity

pytestmark = pytest.mark.django_db

PAGE = "/tai-khoan/chuc-vu/"


class Secretary:
    """The chairman of the district who is the Party's secretary too, at a browser."""

    def __init__(self, client: Client) -> None:
        self.place = orgs.a_district()
        self.person = self.place.person("district", "unit_head")
        self.state = self.place.post("district", "unit_head")
        self.party = orgs.a_post(self.place.units["party"], "unit_head", title="Bí thư Huyện ủy", rank=99)
        self.held = orgs.an_appointment(self.party, self.person)
        self.account: Account = testing.signed_in_as(client, self.person)
        self.client = client

    def page(self) -> str:
        """Return the text of the page."""
        return str(self.client.get(PAGE).content.decode())

    def offered(self) -> list[tuple[str, str, bool]]:
        """Return the choices of the page: title, words behind it, whether it is ticked."""
        rows = re.findall(
            r'<p class="choice"><input[^>]*?(checked)?>\s*<label[^>]*><span><strong>(.*?)</strong>(.*?)</label>',
            self.page(),
            re.S,
        )
        return [(title, re.sub(r"<[^>]*>|\s+", " ", rest).strip(" ,"), ticked == "checked") for ticked, title, rest in rows]

    def chooses(self, key: object, **more: str) -> str:
        """Choose a post; return where the answer leads."""
        answer = self.client.post(PAGE, {"key": str(key), **more})
        return str(answer.get("Location", ""))

    def acts(self) -> Actor:
        """Return as whom the next request acts."""
        actor: Actor = self.client.get(PAGE).wsgi_request.actor  # type: ignore[attr-defined]  # our own attribute
        return actor


@pytest.fixture
def secretary(client: Client) -> Secretary:
    """The chairman and secretary, signed in."""
    return Secretary(client)


def test_the_page_tells_party_and_state_apart_and_ticks_the_first_post(secretary: Secretary) -> None:
    offered = secretary.offered()

    assert [(title, ticked) for title, _, ticked in offered] == [("Chủ tịch UBND huyện", True), ("Bí thư Huyện ủy", False)]
    assert "(chính quyền" in offered[0][1]
    assert "(Đảng, đoàn thể" in offered[1][1]


def test_the_chosen_capacity_stays_until_another_is_chosen(secretary: Secretary) -> None:
    assert secretary.acts().capacity is Capacity.STATE

    secretary.chooses(secretary.party.uid)
    assert (secretary.acts().capacity, secretary.acts().unit_id) == (Capacity.PARTY, secretary.place.units["party"].pk)
    assert [ticked for _, _, ticked in secretary.offered()] == [False, True]

    secretary.chooses(secretary.state.uid)
    assert secretary.acts().capacity is Capacity.STATE


def test_in_the_party_nothing_of_the_state_is_seen(secretary: Secretary) -> None:
    secretary.chooses(secretary.party.uid)

    assert secretary.place.district.pk not in secretary.acts().sees
    assert secretary.place.commune.pk not in secretary.acts().sees


def test_the_next_session_begins_in_the_first_post_again(secretary: Secretary) -> None:
    secretary.chooses(secretary.party.uid)
    secretary.client.post(reverse("account_logout"))

    testing.sign_in(secretary.client)

    assert secretary.acts().capacity is Capacity.STATE


def test_a_post_that_is_lost_while_it_is_used_gives_way_to_the_first(secretary: Secretary) -> None:
    secretary.chooses(secretary.party.uid)

    org.end_appointment(appointment_uid=secretary.held.uid, on=org.local_day(clock.now()))

    assert secretary.acts().capacity is Capacity.STATE
    assert CAPACITY not in secretary.client.session


def test_a_delegated_post_says_on_whose_behalf_and_carries_the_delegated_duties_alone(secretary: Secretary) -> None:
    post, giver = secretary.place.post("hoanh_mo", "unit_head"), secretary.place.person("hoanh_mo", "unit_head")
    given = orgs.a_delegation(post, giver, secretary.person, "deadline_watcher", since=clock.now())

    assert [words for _, words, _ in secretary.offered() if f"thay mặt {giver.name}" in words]
    secretary.chooses(given.uid)

    actor = secretary.acts()
    assert (actor.on_behalf_of, actor.duties, actor.unit_id) == (giver.uid, {"deadline_watcher"}, secretary.place.commune.pk)


def test_choosing_leads_back_to_where_one_was_and_never_to_another_host(secretary: Secretary) -> None:
    assert secretary.chooses(secretary.party.uid, next="/ho-so/7/?xem=open") == "/ho-so/7/?xem=open"
    for elsewhere in ("https://xau.example/", "//xau.example/", "javascript:alert(1)", "", "https:xau.example"):
        assert secretary.chooses(secretary.party.uid, next=elsewhere) == "/"


def test_the_page_carries_on_where_to_go_next(secretary: Secretary) -> None:
    text = secretary.client.get(PAGE, {"next": "/ho-so/7/"}).content.decode()

    assert '<input type="hidden" name="next" value="/ho-so/7/">' in text
    assert "xau.example" not in secretary.client.get(PAGE, {"next": "//xau.example/"}).content.decode()


@pytest.mark.parametrize("key", ["khong-co", "0190b6d4-0000-7000-8000-000000000000"])
def test_a_post_that_does_not_exist_is_refused_and_the_old_one_kept(secretary: Secretary, key: str) -> None:
    secretary.chooses(secretary.party.uid)

    answer = secretary.client.post(PAGE, {"key": key})

    assert answer.status_code == 409
    assert "không giữ chức vụ vừa chọn" in answer.content.decode()
    assert secretary.acts().capacity is Capacity.PARTY


def test_without_any_post_there_is_nothing_to_choose(client: Client) -> None:
    testing.signed_in_as(client, orgs.a_person())

    assert "chưa có bổ nhiệm nào" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"key": ""}).status_code == 409


def test_each_choice_is_in_the_ledger_with_its_capacity(secretary: Secretary) -> None:
    for post in (secretary.party, secretary.state):
        secretary.chooses(post.uid)

    with ledger.seeing([secretary.place.district.pk, secretary.place.units["party"].pk]), connection.cursor() as cursor:
        cursor.execute("SELECT body FROM ledger_event WHERE activity = 'accounts.capacity_chosen' ORDER BY id")
        said = [json.loads(row[0]) for row in cursor.fetchall()]
    assert [one["actor"]["capacity"] for one in said] == ["party", "state"]


def test_the_page_is_never_kept_by_a_browser_that_others_use(secretary: Secretary) -> None:
    assert "no-store" in secretary.client.get(PAGE)["Cache-Control"]
