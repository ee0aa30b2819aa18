"""The menu: whoever may open a page finds the way to it there, in every post."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import page_of, set_clock
from lienthong.doors.desk.web import urls
from lienthong.doors.desk.web.leaders import leading_urls
from lienthong.office.accounts.testing import signed_in_as
from lienthong.office.org.public import DUTIES
from lienthong.office.org.testing import a_person, a_post, an_appointment

ALIKE = {duty for duty in DUTIES if duty.startswith("specialist.")} - {"specialist.justice", "specialist.finance"}
ROLES = sorted(set(DUTIES) - ALIKE)
"""Specialists of the other fields see what a plain specialist sees."""
COMMONEST = {"counter_clerk", "specialist", "unit_head"}
"""Looked at by `make check`, and all duties in one hand; each other duty alone has its turn in `make check-long`."""
ELSEWHERE = {"/tim/", "/thu-phi/bao-co/tai-khoan/"}
"""The search box stands in the top bar; the account for transfers is not offered before 2026, when its QR codes begin."""


def _addresses() -> list[str]:
    """Return the address of everything at the desk that is asked for without naming a thing."""
    return [
        reverse(f"{module.app_name}:{route.name}")
        for module in (urls, leading_urls)
        for route in module.urlpatterns
        if isinstance(route, URLPattern) and not route.pattern.regex.groups
    ]


def _holder(world: given.World, *duties: str) -> Client:
    client, person = Client(), a_person("Lô Văn Tài")
    an_appointment(a_post(world.district.units["hoanh_mo"], *duties), person)
    signed_in_as(client, person, username=f"tai.{duties[0]}".replace("_", "-"))
    return client


def _ways(page: str) -> set[str]:
    return {address.partition("?")[0].partition("#")[0] for address in re.findall(r'href="(/[^"]*)"', page)}


def _each(*roles: str) -> list[Any]:
    return [pytest.param((role,), marks=() if role in COMMONEST else pytest.mark.thorough) for role in roles]


@pytest.mark.parametrize("duties", [*_each(*ROLES), tuple(ROLES)], ids=lambda duties: "+".join(duties)[:30])
def test_every_page_that_a_post_may_open_is_found_by_the_menu(world: given.World, settings: Any, duties: tuple[str, ...]) -> None:
    given.received(world)
    set_clock(settings, world.at + timedelta(days=60))  # so that something is overdue
    client = _holder(world, *duties)
    answers = {address: client.get(address) for address in _addresses()}
    pages = {at: page_of(one) for at, one in answers.items() if one.status_code == 200 and b'<main id="main"' in one.getvalue()}
    menu = set(re.findall(r'href="([^"]*)"[^>]* data-place=', pages["/"]))

    entries = {at for at in pages if not any(at != above != "/" and at.startswith(above) for above in pages)} - ELSEWHERE
    assert menu <= pages.keys(), "the menu offers what the post may not open"
    assert entries <= menu
    assert pages.keys() - ELSEWHERE <= _reached(menu, pages)


def _reached(menu: set[str], pages: dict[str, str]) -> set[str]:
    """Return the pages found by going on from those of the menu."""
    found, new = set(menu), set(menu)
    while new:
        new = set().union(*(_ways(pages[at]) for at in new)) & pages.keys() - found
        found |= new
    return found


def test_the_places_that_do_not_fit_the_rail_are_counted_where_they_are_hidden(world: given.World) -> None:
    client = _holder(world, "unit_head", "counter_clerk")
    given.registered(world)
    page = page_of(client.get(reverse("desk:procedures")))
    rail, more = re.findall(r"<ul>.*?</ul>", page[page.index('class="rail"') :], re.DOTALL)[:2]

    assert rail.count("data-place") == 6
    assert 'data-place="procedures"' in more
    assert '<summary aria-current="true">' in page
