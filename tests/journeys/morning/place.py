"""Bình Liêu as the shipped files have it, its offices at one browser, its citizens with their own, and the work of the night.

Nothing here acts for anybody: people type and click.  What passes by itself in the product passes here by the same functions: the
clock, and the jobs of the worker.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.test import Client

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.procedures.testing import load_like
from lienthong.doors.desk.testing import set_clock
from lienthong.office.accounts.testing import PASSWORD, an_account
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit import clock, outbox
from lienthong.toolkit.ui.testing import leave, serve
from tests.journeys.walking import BACKEND, Office, Taken, march

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPENED = march(1)
"""The day on which the procedures were published."""
PROCEDURES = ("1.001193", "2.000635", "1.004873", "1.001612", "2.000986", "1.013225", "2.000815")
PHONE = {"width": 360, "height": 740}
Who = tuple[str, ...]
"""A unit by its key in the shipped file or by its code, a duty, and which of several holders (the first unless said)."""


def binh_lieu() -> dict[str, int]:
    """Make Bình Liêu of 2018 with calendars, people, places and procedures; return the keys of its units."""
    worktime.load_calendars()
    units = org.load_units().units
    org.invent_people()
    org.load_places()
    load_like(*PROCEDURES, at=OPENED)
    return units


@dataclass
class Town(Office):
    """The offices of Bình Liêu: one browser, whoever sits down at it, whatever the map of the day is."""

    units: dict[str, int] = field(default_factory=dict)
    people: dict[Who, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, page: Page, clock_of_test: Any) -> Town:
        """Make the town and put a browser into its offices."""
        units = binh_lieu()
        return cls(page, SimpleNamespace(), clock_of_test, units=units)  # type: ignore[arg-type]  # its people are found here

    def unit_id(self, key: str) -> int:
        """Return the key of a unit in the database."""
        return self.units.get(key) or org.unit(key).id

    def person(self, who: Who) -> Any:
        """Return who holds a duty at a unit: whoever did when first asked."""
        if who not in self.people:
            slug, duty, nth = (*who, "0")[:3]
            found = org.holders(duty, self.unit_id(slug), clock.now())
            self.people[who] = org.Person.objects.get(uid=found[int(nth)].person_uid)
        return self.people[who]

    def account(self, who: Who) -> Any:
        """Return the account of a person, made when first asked."""
        person = self.person(who)
        if (person.uid,) not in self.accounts:
            self.accounts[person.uid,] = an_account(person, username=f"can-bo-{person.uid.hex[-12:]}")
        return self.accounts[person.uid,]

    def sits_down(self, who: Who) -> None:
        """Let another person, already signed in, sit down at this browser."""
        self.client.force_login(self.account(who), backend=BACKEND)

    def confirms(self) -> None:
        """Give the password once more where the page that opens asks for it, as before a signature."""
        asked = self.page.get_by_role("button", name="Xác nhận", exact=True)
        asked.wait_for()
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        asked.click()
        asked.wait_for(state="detached")

    def acts(self, who: Who, code: str, slug: str, button: str, **typed: str) -> None:
        """Let a person do an act that the page of a dossier offers."""
        self.sits_down(who)
        main = self.opens(code)
        main.get_by_role("link", name=slug).first.click()
        for name, value in typed.items():
            self.page.locator(f"[name={name}]").fill(value)
        self.page.get_by_role("button", name=button, exact=True).click()

    def collects(self, who: Who, code: str, fee: str, method: str = "cash") -> None:
        """Let a person take a fee on the page of a dossier."""
        self.sits_down(who)
        row = self.opens(code).locator(".tasks li").filter(has_text=fee)
        row.get_by_role("combobox").select_option(method)
        row.get_by_role("button", name="Đã thu đủ").click()
        self.page.get_by_text("Đã ghi thu.").wait_for()

    @contextmanager
    def phone(self, *, scripts: bool = True) -> Generator[Page]:
        """Return a citizen's own browser, 360 px wide."""
        context = self.page.context.browser.new_context(locale="vi-VN", viewport=PHONE, java_script_enabled=scripts)
        context.set_default_timeout(15_000)
        tab = context.new_page()
        serve(tab, Client(enforce_csrf_checks=True))
        yield tab
        wide = tab.locator("html").bounding_box()
        assert wide is not None
        assert wide["width"] <= PHONE["width"], f"{tab.url} is {wide['width']} px wide"
        leave(tab)
        context.close()

    def time_is(self, at: datetime) -> None:
        """Let the product's clock show `at`."""
        set_clock(self.clock, at)


@contextmanager
def as_worker() -> Generator[None]:
    """Take the role of the worker, and that of the web again."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE lienthong_worker")
        try:
            yield
        finally:
            cursor.execute("SET ROLE lienthong_web")


@contextmanager
def as_owner() -> Generator[None]:
    """Look as the owner of the tables does, as the command line asks the invariants."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        try:
            yield
        finally:
            cursor.execute("SET ROLE lienthong_web")


def the_worker_works() -> None:
    """Run what the worker does every few minutes: watch the deadlines, deliver announcements, seal the ledger."""
    with as_worker():
        deadlines.watch(at=clock.now())
        outbox.deliver_due(at=None)
    ledger.seal_pending()


__all__ = ["Taken", "Town", "Who", "as_owner", "the_worker_works"]
