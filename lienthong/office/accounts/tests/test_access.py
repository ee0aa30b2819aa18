"""Who may use a view: duties of posts, and the marks that say what a view demands."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from lienthong.office.accounts import public as accounts
from lienthong.office.accounts.models import Account
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid


def holding(*duties: str) -> Actor:
    """Return somebody with these duties at a commune."""
    return Actor(person_uid=new_uid(), post_uid=new_uid(), unit_id=7, unit_uid=new_uid(), duties=frozenset(duties))


def asked_by(actor: Actor | None, username: str = "mai.ht") -> HttpRequest:
    """Return a request as the middleware leaves it to a view."""
    request = RequestFactory().get("/")
    request.user = Account(username=username) if username else AnonymousUser()
    request.actor = actor  # type: ignore[attr-defined]  # our own attribute
    return request


def view(request: HttpRequest, word: str = "") -> HttpResponse:
    """Answer."""
    return HttpResponse(f"xong {word}")


@pytest.mark.parametrize(
    ("held", "needed", "allowed"),
    [
        (["counter_clerk"], ["counter_clerk"], True),
        (["counter_clerk"], ["unit_head", "counter_clerk"], True),
        (["counter_clerk", "cashier"], ["cashier"], True),
        (["counter_clerk"], ["unit_head"], False),
        ([], ["unit_head"], False),
        (["specialist.land"], ["specialist"], True),
        (["specialist.land"], ["specialist.land"], True),
        (["specialist.land"], ["specialist.justice"], False),
        (["specialist"], ["specialist.land"], False),
        (["counter_clerk"], ["specialist"], False),
        (["unit_head"], [], False),
    ],
)
def test_a_duty_is_had_by_name_and_any_specialist_is_a_specialist(held: list[str], needed: list[str], allowed: bool) -> None:
    assert accounts.may(holding(*held), *needed) is allowed


def test_nobody_may_do_nothing() -> None:
    assert accounts.may(None, "counter_clerk") is False


def test_a_post_is_enough_where_no_duty_is_named() -> None:
    clerk = holding("counter_clerk")

    assert accounts.require(clerk) is clerk
    with pytest.raises(accounts.NotYourDuty) as no:
        accounts.require(None)
    assert "«chức vụ trong cơ quan»" in no.value.message


def test_who_lacks_several_duties_reads_each_by_its_vietnamese_name() -> None:
    with pytest.raises(accounts.NotYourDuty) as no:
        accounts.require(holding("cashier"), "counter_clerk", "unit_head")

    assert f"cần nhiệm vụ «{org.DUTIES['counter_clerk']}» hoặc «{org.DUTIES['unit_head']}»." in no.value.message
    with translation.override("en"):
        assert "needs the duty ‘One-stop clerk’ or ‘" in no.value.message
    assert no.value.status == 403


def test_a_view_for_a_duty_answers_its_holder_and_refuses_everybody_else() -> None:
    guarded = accounts.duty("counter_clerk", "cashier")(view)

    assert guarded(asked_by(holding("cashier")), word="thu phí").content == "xong thu phí".encode()
    with pytest.raises(accounts.NotYourDuty):
        guarded(asked_by(holding("unit_head")))
    with pytest.raises(accounts.NoPost):
        guarded(asked_by(None))


def test_a_view_for_the_signed_in_wants_any_post_and_names_the_account_without_one() -> None:
    guarded = accounts.signed_in(view)

    assert guarded(asked_by(holding()), "a").content == b"xong a"
    with pytest.raises(accounts.NoPost) as no:
        guarded(asked_by(None))
    assert no.value.facts == {"account": "mai.ht"}
    with pytest.raises(accounts.NoPost) as no:
        guarded(asked_by(None, username=""))
    assert no.value.facts == {"account": ""}


def test_a_request_that_met_no_middleware_acts_for_nobody() -> None:
    request = RequestFactory().get("/")
    request.user = Account(username="mai.ht")

    with pytest.raises(accounts.NoPost):
        accounts.signed_in(view)(request)


def test_a_guarded_view_keeps_its_name_and_carries_its_mark() -> None:
    marks: list[Any] = [accounts.duty("unit_head")(view), accounts.signed_in(view)]

    assert [one.__name__ for one in marks] == ["view", "view"]
    assert [one.required_duties for one in marks] == [{"unit_head"}, frozenset()]


@pytest.mark.parametrize("named", [[], ["king"], ["unit_head", "king"]])
def test_a_view_cannot_be_guarded_by_no_duty_or_one_that_does_not_exist(named: list[str]) -> None:
    with pytest.raises(ValueError, match="unknown duties"):
        accounts.duty(*named)


@pytest.mark.parametrize("because", ["", "  ", "\n"])
def test_a_view_is_not_opened_to_the_public_without_a_reason(because: str) -> None:
    with pytest.raises(ValueError, match="say why"):
        accounts.open_to_public(because)


def test_an_opened_view_says_why_and_demands_no_login() -> None:
    opened: Any = accounts.open_to_public("Tra cứu công khai.")(view)

    assert (opened.open_because, opened.login_required) == ("Tra cứu công khai.", False)


@pytest.mark.parametrize("back", ["/ho-so/7/?a=1&b=2", "/kỳ lạ/"])
def test_the_way_to_the_confirmation_leads_back(back: str) -> None:
    from urllib.parse import parse_qs, urlsplit

    there = urlsplit(accounts.confirm_first(RequestFactory().get("/"), back_url=back)["Location"])

    assert there.path == "/tai-khoan/xac-nhan/"
    assert parse_qs(there.query)["next"] == [back]
