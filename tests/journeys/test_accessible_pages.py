"""Every page that a person can open: axe finds nothing at 360 and 1366 px, and nothing sticks out sideways.

The tests of the desk and of the portal look at their commonest pages in more states; here every address has its turn, and an
address that is in no list fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.web.acts import ACTS
from lienthong.office.org.testing import a_place
from lienthong.toolkit.ui.testing import WIDTHS, faults_of, overflow_of, screenshot
from tests.journeys.walking import CHAIRMAN, CLERK, Office, march

pytestmark = pytest.mark.browser

STRANGER = {
    "account_login": "", "portal:home": "", "portal:lookup": "?ma=H49.16.22-180312-0001", "portal:procedures": "?tu=khai+sin",
    "portal:procedure": given.BIRTH, "portal:printed": given.BIRTH, "account_inactive": "",
}  # fmt: skip
ACCOUNT = {
    "usersessions_list": "", "account_change_password": "", "account_reauthenticate": "", "account_logout": "", "mfa_index": "",
    "mfa_activate_totp": "", "mfa_list_webauthn": "", "mfa_add_webauthn": "", "accounts:capacity": "",
}  # fmt: skip
DESK = {
    "desk:inbox": "?the=overdue", "desk:search": "?q=khong-co", "desk:dossiers": "?xem=open", "desk:receive": "",
    "desk:return": "?ma=H0", "desk:notes": "", "desk:procedures": "?q=khai+sin",
}  # fmt: skip
ONE_DOSSIER = ("desk:dossier", "desk:saved")
OTHERS = {
    "desk:act", "desk:version", "desk:upload",
    # the tests of certification, books and money look at these
    "desk:certify", "desk:certified", "desk:books", "desk:book", "desk:void_number",
    "desk:money", "desk:till", "desk:money_of", "desk:give_back", "desk:receipts", "desk:receipt_range",
    "desk:receipt_report", "desk:bank", "desk:bank_account", "desk:bank_notice",
    # the leaders' own tests look at these
    "leaders:board", "leaders:workload", "leaders:report", "leaders:report_rows", "leaders:operations",
}  # fmt: skip
NOT_PAGES = {
    # answers for machines, papers, fragments of pages, and acts that are only posted
    "healthz", "desk:beside", "desk:find_procedure", "desk:find_place", "desk:parts", "desk:preview", "desk:draft",
    "desk:drop_draft", "desk:receipt_slip", "desk:control_slip", "desk:advance", "desk:make_note", "desk:accept_note",
    "desk:note_pdf", "desk:version_step", "desk:scan", "desk:file", "leaders:board_csv", "leaders:report_xlsx",
    "leaders:report_pdf", "leaders:redeliver", "accounts:end_session", "accounts:drop_form", "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_download_recovery_codes",
    "desk:certify_total", "desk:certify_draft", "desk:attestation", "desk:certify_fee_slip",
    "desk:begin_book", "desk:book_pdf", "desk:turn_book",
    "desk:till_pdf", "desk:money_receipt", "desk:receipt_report_xlsx", "desk:receipt_report_pdf",
    # pages that need a state of their own: the tests of the accounts walk through them
    "mfa_authenticate", "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_remove_webauthn", "mfa_edit_webauthn", "account_set_password", "accounts:kept_form",
}  # fmt: skip


def looked_at(office: Office, addresses: dict[str, str]) -> list[str]:
    """Open each address; return what axe and the ruler find, each with its name and width."""
    found = []
    for name, address in addresses.items():
        office.open(address)
        assert office.page.locator("h1").count() == 1, f"{name}: one heading of the first level"
        screenshot(office.page, f"page-{name.replace(':', '-')}")
        for label, (width, height) in WIDTHS.items():
            office.page.set_viewport_size({"width": width, "height": height})
            found += [f"{name} at {label}: {fault}" for fault in faults_of(office.page)]
            if (wide := overflow_of(office.page)) > 0:
                found.append(f"{name} at {label}: {wide} px too wide")
    return found


def address_of(name: str, rest: str, *args: Any) -> str:
    """Return the address of a route: `rest` is a query, or the one argument when there is none."""
    return reverse(name, args=args) + rest if rest.startswith("?") or args or not rest else reverse(name, args=[rest])


@pytest.fixture
def busy(office: Office) -> dict[str, Any]:
    """A commune on Thursday: a long name, a dossier in two legs, one that waits for papers, one that is overdue."""
    world = office.world
    a_place("Xã Hoành Mô", path="Xã Hoành Mô, huyện Bình Liêu, tỉnh Quảng Ninh", code="06841")
    chain = given.received(world, given.CHAIN, owner=given.a_person("Hoàng Nguyễn Thị Phương Thảo Nguyên Anh Thư"))
    for step, outcome in [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]:
        given.step(world, chain, step, outcome)
    late = given.received(world)
    given.received(world, given.POOR)
    done = given.received(world)
    for step, outcome in [("receive", "done"), ("verify", "done"), ("sign", "signed")]:
        given.step(world, done, step, outcome)
    office.time_is(march(15, 9))
    return {"chain": chain, "late": late, "done": done}


def test_axe_finds_nothing_on_the_pages_for_everybody(office: Office, busy: dict[str, Any]) -> None:
    assert not looked_at(office, {name: address_of(name, rest) for name, rest in STRANGER.items()})


def test_axe_finds_nothing_on_the_pages_of_an_account(office: Office) -> None:
    office.sign_in(CLERK)
    assert not looked_at(office, {name: address_of(name, rest) for name, rest in ACCOUNT.items()})


def test_axe_finds_nothing_on_the_lists_of_a_busy_desk(office: Office, busy: dict[str, Any]) -> None:
    office.sits_down(CLERK)
    assert not looked_at(office, {name: address_of(name, rest) for name, rest in DESK.items()})


def test_axe_finds_nothing_on_a_dossier_of_the_chairman(office: Office, busy: dict[str, Any]) -> None:
    office.sits_down(CHAIRMAN)
    pages = {name: address_of(name, "", busy["chain"]) for name in ONE_DOSSIER}
    assert not looked_at(office, pages | {"late": address_of("desk:dossier", "", busy["late"])})


@pytest.mark.parametrize("who", [CLERK, CHAIRMAN])
def test_axe_finds_nothing_where_an_act_is_asked(office: Office, busy: dict[str, Any], who: tuple[str, str]) -> None:
    """Half of the acts as the clerk on an open dossier, half as the chairman on one that is done."""
    office.sits_down(who)
    which = busy["late"] if who == CLERK else busy["done"]
    acts = [act for number, act in enumerate(ACTS) if number % 2 == (who == CLERK)]
    assert not looked_at(office, {f"act-{act.slug}": reverse("desk:act", args=[which, act.slug]) for act in acts})


@pytest.mark.parametrize("code", [given.PERMIT, given.POOR])
def test_axe_finds_nothing_on_a_form_and_its_procedure(office: Office, code: str) -> None:
    office.sits_down(("district", "procedure_editor") if code == given.POOR else CLERK)
    version = procedures.version_in_force(code, office.world.at.date())
    pages = {f"version-{code}": reverse("desk:version", args=[version.uid])}
    if code == given.PERMIT:
        pages[f"receive-{code}"] = f"{reverse('desk:receive')}?thu-tuc={version.uid}"
    else:
        pages["upload"] = reverse("desk:upload")
    assert not looked_at(office, pages)


def test_axe_finds_nothing_on_a_refusal(office: Office) -> None:
    office.sits_down(("hoanh_mo", "specialist.justice"))
    assert not looked_at(office, {"refused": reverse("desk:receive"), "missing": "/khong-co-trang-nay/"})


def names(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    """Return the names of all routes."""
    for one in patterns:
        if isinstance(one, URLResolver):
            below = f"{prefix}{one.namespace}:" if one.namespace else prefix
            yield from names(one.url_patterns, below)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{prefix}{one.name}"


def test_every_address_is_looked_at() -> None:
    known = {*STRANGER, *ACCOUNT, *DESK, *ONE_DOSSIER, *OTHERS, *NOT_PAGES}
    routes = {name for name in names(get_resolver().url_patterns) if not name.startswith("api")}
    assert routes == known, "add to a list of this file what is new, take out what is gone"
