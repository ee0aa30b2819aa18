"""Sessions end by themselves, and nothing typed is lost with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lienthong.office.accounts import rules, services, testing
from lienthong.office.accounts.errors import KeptFormGone, NotYourPost
from lienthong.office.accounts.models import KeptForm
from lienthong.office.accounts.web.middleware import CAPACITY, SEEN, SIGNED_IN
from lienthong.office.org import public as org
from lienthong.office.org import testing as orgs

pytestmark = pytest.mark.django_db

NOW = datetime(2018, 3, 12, 1, 0, tzinfo=UTC)


def at_work(client: Client, username: str = "mai.ht") -> org.Person:
    """Sign somebody with a post in, and return the person."""
    person = orgs.an_appointment(orgs.a_post(orgs.a_unit())).person
    testing.signed_in_as(client, person, username=username)
    client.get(reverse("accounts:capacity"))
    return person


def set_back(client: Client, **stamps: float) -> None:
    """Let the session be older by so many seconds."""
    session = client.session
    for stamp, seconds in stamps.items():
        session[stamp] -= seconds
    session.save()


def test_a_session_lives_while_somebody_works(client: Client) -> None:
    at_work(client)
    set_back(client, **{SEEN: settings.SESSION_IDLE_MINUTES * 60 - 5})

    assert client.get(reverse("accounts:capacity")).status_code == 200


def test_who_acts_and_what_may_be_seen_cost_one_statement_each(client: Client) -> None:
    at_work(client)

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("usersessions_list"))

    told = [query["sql"] for query in asked.captured_queries]
    assert len([sql for sql in told if "FROM org_" in sql]) == 1
    assert len([sql for sql in told if 'FROM "accounts_account"' in sql]) == 1
    assert len([sql for sql in told if 'FROM "org_person"' in sql]) == 0


def test_an_idle_session_ends(client: Client) -> None:
    at_work(client)
    set_back(client, **{SEEN: settings.SESSION_IDLE_MINUTES * 60 + 5})

    answer = client.get(reverse("accounts:capacity"))

    assert answer["Location"] == f"{reverse('account_login')}?next={reverse('accounts:capacity')}"
    assert "_auth_user_id" not in client.session


def test_no_session_lives_longer_than_twelve_hours(client: Client) -> None:
    at_work(client)
    set_back(client, **{SIGNED_IN: 12 * 3600 + 5})

    assert client.get(reverse("accounts:capacity")).status_code == 302


def test_what_was_typed_when_the_session_ended_is_sent_again_after_sign_in(client: Client) -> None:
    at_work(client)
    set_back(client, **{SEEN: 24 * 3600})
    typed = {"owner": "Chíu Sếch Và", "note": "dòng một\r\n<script>dòng hai</script>", "papers": ["1", "2"], "password": "bí mật"}

    ended = client.post("/tai-khoan/chuc-vu/?tu=quay", typed)
    there = client.post(ended["Location"], {"login": "mai.ht", "password": testing.PASSWORD}, follow=True)

    assert "/du-lieu-da-giu/" in ended["Location"]
    text = there.content.decode()
    assert "Phiên đã hết, dữ liệu đã giữ" in text
    assert "4 ô đã nhập" in text
    assert 'action="/tai-khoan/chuc-vu/?tu=quay"' in text
    assert "Chíu Sếch Và" in text
    assert "&lt;script&gt;dòng hai" in text
    assert text.count('name="papers"') == 2
    assert "bí mật" not in text


def test_a_kept_form_is_sealed_in_the_database(client: Client) -> None:
    services.keep_form(path="/nhan/", fields=[("owner", "Chíu Sếch Và")], files=[], account_id=None, at=NOW)

    kept = KeptForm.objects.get()

    assert "Chíu".encode() not in bytes(kept.sealed)
    assert b"owner" not in bytes(kept.sealed)


def test_a_kept_form_opens_for_its_own_account_only(client: Client) -> None:
    mine, other = testing.an_account(username="mai.ht"), testing.an_account(username="thim.lv")
    token = services.keep_form(path="/nhan/", fields=[("owner", "Và")], files=["giay.pdf"], account_id=mine.pk, at=NOW)
    assert token is not None

    kept = services.kept_form(token=token, account_id=mine.pk, at=NOW)

    assert (kept.path, kept.fields, kept.files) == ("/nhan/", (("owner", "Và"),), ("giay.pdf",))
    for account_id, at in ((other.pk, NOW), (mine.pk, NOW + timedelta(hours=12))):
        with pytest.raises(KeptFormGone):
            services.kept_form(token=token, account_id=account_id, at=at)
    services.drop_form(token=token, account_id=mine.pk)
    with pytest.raises(KeptFormGone):
        services.kept_form(token=token, account_id=mine.pk, at=NOW)


def test_a_form_too_large_or_without_content_is_not_kept() -> None:
    def keep(fields: list[tuple[str, str]]) -> str | None:
        return services.keep_form(path="/", fields=fields, files=[], account_id=None, at=NOW)

    assert keep([]) is None
    assert keep([("csrfmiddlewaretoken", "x")]) is None
    assert keep([("note", "x" * (rules.KEPT_FORM_BYTES + 1))]) is None


def test_a_stranger_cannot_fill_the_store_of_kept_forms(client: Client) -> None:
    for _ in range(30):
        client.post(reverse("accounts:capacity"), {"note": "x"})

    assert KeptForm.objects.count() == rules.KEEPING.capacity


def test_a_fragment_that_meets_an_ended_session_leads_the_page_to_sign_in(client: Client) -> None:
    answer = client.get(
        reverse("accounts:capacity"), headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/ho-so/7/"}
    )

    assert answer.status_code == 204
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=/ho-so/7/"


def test_a_program_without_sign_in_is_told_so(client: Client) -> None:
    answer = client.get(reverse("accounts:capacity"), headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (401, "accounts.sign_in")


def test_the_chosen_post_stays_for_the_session_and_gives_a_new_session_key(client: Client) -> None:
    person = at_work(client)
    party = orgs.a_post(
        orgs.a_unit("Huyện ủy Bình Liêu", system="party", function="party_committee"), "unit_head", title="Bí thư"
    )
    orgs.an_appointment(party, person)
    before = client.session.session_key

    shown = client.get(reverse("accounts:capacity")).content.decode()
    client.post(reverse("accounts:capacity"), {"key": str(party.uid), "next": "/tai-khoan/chuc-vu/"})

    assert "Huyện ủy Bình Liêu" in shown
    assert client.session[CAPACITY] == str(party.uid)
    assert client.session.session_key != before
    assert client.get(reverse("accounts:capacity")).wsgi_request.actor.unit_id == party.unit_id  # type: ignore[attr-defined]  # ours


def test_a_post_of_somebody_else_is_refused_on_the_page(client: Client) -> None:
    at_work(client)
    other = orgs.a_post(orgs.a_unit("UBND huyện"), "unit_head", title="Chủ tịch")

    answer = client.post(reverse("accounts:capacity"), {"key": str(other.uid)})

    assert answer.status_code == NotYourPost.status
    assert "không giữ chức vụ vừa chọn" in answer.content.decode()


def test_a_session_acts_without_post_once_the_appointment_ended(client: Client) -> None:
    person = at_work(client)
    held = org.Appointment.objects.get(person=person)

    org.end_appointment(appointment_uid=held.uid, on=held.since + timedelta(days=1))
    answer = client.get(reverse("accounts:capacity"))

    assert answer.wsgi_request.actor is None  # type: ignore[attr-defined]  # ours
    assert "chưa có bổ nhiệm" in answer.content.decode()
