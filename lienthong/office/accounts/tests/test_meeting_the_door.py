"""What somebody meets who comes without a session: a person, a fragment, a form with files, a program."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from lienthong.office.accounts import rules, services, testing
from lienthong.office.accounts.errors import WeakPassword
from lienthong.office.accounts.models import Account, KeptForm
from lienthong.office.accounts.services import passwords
from lienthong.office.accounts.web import sign_in_urls, sources
from lienthong.office.accounts.web.middleware import SEEN, SIGNED_IN, ActorMiddleware
from lienthong.office.org import testing as orgs
from lienthong.toolkit import clock

pytestmark = pytest.mark.django_db

PAGE = "/tai-khoan/chuc-vu/"
SIGN_IN = "/tai-khoan/dang-nhap/"


@pytest.fixture
def clerk(client: Client) -> Account:
    """A clerk with a post, signed in, who opened a page."""
    account = testing.signed_in_as(client, orgs.an_appointment(orgs.a_post(orgs.a_unit())).person)
    client.get(PAGE)
    return account


def hours_pass(client: Client, hours: float, *stamps: str) -> None:
    """Let the stamps of the session be so much older."""
    session = client.session
    for stamp in stamps:
        session[stamp] -= hours * 3600
    session.save()


def comes_back(client: Client, ended: Any, username: str = "mai.ht") -> str:
    """Sign in where the ended session leads; return the text of the page after it."""
    answer = client.post(ended["Location"], {"login": username, "password": testing.PASSWORD}, follow=True)
    return str(answer.content.decode())


def test_a_page_that_needs_a_login_is_opened_after_it_with_its_whole_query(client: Client) -> None:
    testing.an_account(orgs.an_appointment(orgs.a_post(orgs.a_unit())).person)

    asked = client.get(f"{PAGE}?next=/ho-so/7/&tu=quay")
    back = client.post(
        asked["Location"], {"login": "mai.ht", "password": testing.PASSWORD, "next": f"{PAGE}?next=/ho-so/7/&tu=quay"}
    )

    assert asked["Location"] == f"{SIGN_IN}?next={PAGE}%3Fnext%3D/ho-so/7/%26tu%3Dquay"
    assert back["Location"] == f"{PAGE}?next=/ho-so/7/&tu=quay"


@pytest.mark.usefixtures("clerk")
def test_the_names_of_lost_files_are_told_and_their_content_is_not_kept(client: Client) -> None:
    hours_pass(client, 24, SEEN)
    paper = SimpleUploadedFile("Giấy khai sinh.pdf", b"%PDF-1.7 noi dung", content_type="application/pdf")

    text = comes_back(client, client.post(PAGE, {"owner": "Chíu Sếch Và", "paper": paper}))

    assert "Giấy khai sinh.pdf" in text
    assert "cần chọn lại" in text
    assert "noi dung" not in text


@pytest.mark.usefixtures("clerk")
def test_what_one_had_typed_is_not_shown_to_the_next_person_at_the_counter(client: Client) -> None:
    testing.an_account(orgs.an_appointment(orgs.a_post(orgs.a_unit("Phòng Y tế"))).person, username="thim.lv")
    hours_pass(client, 24, SEEN)

    ended = client.post(PAGE, {"owner": "Chíu Sếch Và"})
    text = comes_back(client, ended, "thim.lv")

    assert "Dữ liệu đã giữ không còn" in text
    assert "Chíu Sếch Và" not in text


def test_a_kept_form_is_dropped_by_its_owner_alone(client: Client, clerk: Account) -> None:
    token = services.keep_form(path=PAGE, fields=[("a", "1")], files=[], account_id=clerk.pk, at=clock.real_now())
    stranger = Client()
    testing.signed_in_as(stranger, orgs.a_person(), username="thim.lv")
    there = reverse("accounts:drop_form", args=[token])

    stranger.post(there)
    assert KeptForm.objects.count() == 1

    assert client.post(there)["Location"] == "/"
    assert KeptForm.objects.count() == 0
    assert client.get(reverse("accounts:kept_form", args=[token])).status_code == 410


def test_a_kept_form_that_somebody_changed_in_the_database_is_gone(client: Client, clerk: Account) -> None:
    token = services.keep_form(path=PAGE, fields=[("a", "1")], files=[], account_id=clerk.pk, at=clock.real_now())
    kept = KeptForm.objects.get()
    KeptForm.objects.update(sealed=bytes(kept.sealed)[:-4] + b"AAAA")

    answer = client.get(reverse("accounts:kept_form", args=[token]))

    assert (answer.status_code, "Dữ liệu đã giữ không còn" in answer.content.decode()) == (410, True)


def test_keeping_a_form_removes_the_ones_that_ran_out() -> None:
    then = clock.real_now() - timedelta(hours=13)
    for at in (then, clock.real_now()):
        services.keep_form(path="/", fields=[("a", "1")], files=[], account_id=None, at=at)

    assert KeptForm.objects.get().kept_at > then


@pytest.mark.usefixtures("clerk")
def test_a_form_of_a_fragment_is_kept_too_and_the_whole_page_goes_to_sign_in(client: Client) -> None:
    hours_pass(client, 24, SEEN)

    answer = client.post(PAGE, {"owner": "Và"}, headers={"HX-Request": "true"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert re.fullmatch(rf"{SIGN_IN}\?next=/tai-khoan/du-lieu-da-giu/[\w-]+/", answer["HX-Redirect"])


@pytest.mark.parametrize("shown", ["", "http://testserver"])
def test_a_fragment_that_does_not_say_its_page_leads_home(client: Client, shown: str) -> None:
    answer = client.get(PAGE, headers={"HX-Request": "true", "HX-Current-URL": shown})

    assert answer["HX-Redirect"] == f"{SIGN_IN}?next=/"


def test_a_form_with_nothing_to_keep_leads_home(client: Client) -> None:
    assert client.post(PAGE, {"password": "x"})["Location"] == f"{SIGN_IN}?next=/"


def test_from_one_address_twenty_forms_are_kept_and_others_lead_home(client: Client) -> None:
    led = [client.post(PAGE, {"note": "x"})["Location"] for _ in range(21)]
    elsewhere = client.post(PAGE, {"note": "x"}, REMOTE_ADDR="203.0.113.9")["Location"]

    assert ["du-lieu-da-giu" in one for one in led] == [True] * 20 + [False]
    assert "du-lieu-da-giu" in elsewhere


@pytest.mark.usefixtures("clerk")
def test_working_on_keeps_a_session_alive_but_not_beyond_its_day(client: Client) -> None:
    for _ in range(3):
        hours_pass(client, 0.4, SEEN)
        assert client.get(PAGE).status_code == 200

    hours_pass(client, 12.1, SIGNED_IN)
    assert client.get(PAGE).status_code == 302


@pytest.mark.usefixtures("clerk")
def test_the_time_of_work_is_written_at_most_once_a_minute(client: Client) -> None:
    before = client.session[SEEN]
    client.get(PAGE)
    assert client.session[SEEN] == before

    hours_pass(client, 0.02, SEEN)
    client.get(PAGE)
    assert client.session[SEEN] > before


def test_a_session_without_stamps_gets_them_at_its_first_page(client: Client) -> None:
    testing.signed_in_as(client, orgs.a_person())
    assert SEEN not in client.session

    client.get(PAGE)

    assert abs(client.session[SEEN] - clock.real_now().timestamp()) < 60
    assert client.session[SIGNED_IN] == client.session[SEEN]


def test_a_program_is_answered_by_json_and_no_form_of_it_is_kept(client: Client) -> None:
    answer = client.post(PAGE, {"note": "x"}, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()) == (401, {"code": "accounts.sign_in", "message": "Cần đăng nhập."})
    assert not KeptForm.objects.exists()


class Late(SimpleTemplateResponse):
    """An answer that is written after the view returned: it says which units the database lets it see."""

    @property
    def rendered_content(self) -> str:
        """Return the row-level context of the moment."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('lienthong.units', true)")
            return str(cursor.fetchone()[0])


def test_a_page_that_is_drawn_late_is_drawn_inside_the_context_of_its_actor() -> None:
    actor = orgs.a_district().actor("hoanh_mo", "counter_clerk")
    request = RequestFactory().get("/")
    request.user, request.actor = Account(username="mai.ht"), actor  # type: ignore[attr-defined]  # our own attribute

    answer: Any = ActorMiddleware(lambda _: HttpResponse()).process_view(request, lambda _: Late("none"), (), {})

    assert (answer.is_rendered, answer.content.decode()) == (True, str(actor.unit_id))


def test_a_browser_remembers_the_last_twelve_people_who_signed_in_with_it() -> None:
    asked, jar = RequestFactory().get("/"), HttpResponse()
    for number in range(14):
        sources.remember(asked, jar, f"nguoi{number}", f"dấu {number}")
        asked.COOKIES["lt-known"] = jar.cookies["lt-known"].value

    known = [number for number in range(14) if sources.device(asked, f"NGUOI{number}")]

    assert known == list(range(2, 14))
    assert sources.device(asked, "nguoi13") == "dấu 13"


@pytest.mark.parametrize("cookie", ["", "khong-ky", "e30:1abc:xyz"])
def test_a_mark_that_the_house_did_not_sign_makes_no_browser_known(cookie: str) -> None:
    asked = RequestFactory().get("/")
    asked.COOKIES["lt-known"] = cookie

    assert sources.device(asked, "mai.ht") == ""


def test_the_address_is_the_connections_own_whatever_a_header_says() -> None:
    asked = RequestFactory().get("/", REMOTE_ADDR="10.0.0.7", HTTP_X_FORWARDED_FOR="203.0.113.9")

    assert sources.address(asked) == "10.0.0.7"


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("ngắn mà lạ", "ít nhất 12 ký tự"),
        ("abcabcabcabcabc", "lặp lại hoặc đi theo dãy"),
        ("MatKhau!!2018", "nhiều người dùng"),
        ("trustno1", "nhiều người dùng"),
        ("Mai.Htmai.ht!", "quá giống tên đăng nhập"),
        ("mai.htmai.ht1", "quá giống tên đăng nhập"),
    ],
)
def test_each_fault_of_a_password_has_its_own_sentence(password: str, fault: str) -> None:
    with pytest.raises(WeakPassword) as no:
        services.check_password(password, Account(username="mai.ht"))

    assert fault in no.value.message


def test_a_password_is_checked_without_an_account_too() -> None:
    services.check_password("ruộng bậc thang mùa vàng")


def test_the_rule_that_pages_print_says_how_long_and_asks_for_no_signs() -> None:
    words = passwords.HousePassword().get_help_text()

    assert str(rules.MIN_PASSWORD) in words
    assert "Không bắt buộc chữ số hay dấu" in words


def test_an_account_is_found_by_its_natural_name_however_it_is_typed() -> None:
    account = testing.an_account(username="mai.ht")

    assert Account.objects.get_by_natural_key(" MAI.HT ") == account
    with pytest.raises(Account.DoesNotExist):
        Account.objects.get_by_natural_key(None)


def test_nobody_signs_up_by_himself(client: Client) -> None:
    from allauth.account.adapter import get_adapter

    assert get_adapter().is_open_for_signup(RequestFactory().get("/")) is False
    assert "account_signup" not in {one.name for one in sign_in_urls.urlpatterns}
