"""Every page that a person can open: axe finds nothing at 360 and 1366 px, and nothing sticks out sideways.

The tests of the desk and of the portal look at their commonest pages in more states, in `make check`; here every address
has its turn, in `make check-long`.  `test_addresses` sees that none is forgotten.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.queue import public as queue
from lienthong.casework.queue.testing import a_hall
from lienthong.doors.desk.web.dossiers.acts import ACTS
from lienthong.office.accounts import testing as accounts
from lienthong.office.org.testing import a_place
from lienthong.toolkit.ui.testing import (
    LOOK_AT_PRINT,
    ORIGIN,
    WIDTHS,
    assert_accessible,
    choose,
    faults_of,
    overflow_of,
    print_faults_of,
    screenshot,
)
from tests.journeys.walking import CHAIRMAN, CLERK, Office, march

pytestmark = [pytest.mark.browser, pytest.mark.long]

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
    "desk:waiting": "", "desk:register": "", "desk:return": "?ma=H0", "desk:notes": "", "desk:procedures": "?q=khai+sin",
}  # fmt: skip
ONE_DOSSIER = ("desk:dossier", "desk:saved", "desk:told")
ENGLISH = re.compile(
    r"\b(the|your|you|use|please|must|password|sign|code|key|current|again|enter|this|with|security|field|is)\b", re.I
)


def looked_at(office: Office, addresses: dict[str, str]) -> list[str]:
    """Open each address; return what axe and the ruler find, each with its name and width."""
    found = []
    for name, address in addresses.items():
        office.open(address)
        arrived = office.page.url.removeprefix(ORIGIN)
        assert arrived == address, f"{name}: looked at {arrived} instead of {address}"
        found += as_it_stands(office, name)
    return found


def as_it_stands(office: Office, name: str) -> list[str]:
    """Look at the page that is open; return what axe and the ruler find, and words that are not Vietnamese."""
    found = [f"{name}: «{word}» is English" for word in ENGLISH.findall(office.page.locator("body").inner_text())]
    assert office.page.locator("h1").count() == 1, f"{name}: one heading of the first level"
    screenshot(office.page, f"page-{name.replace(':', '-')}")
    for label, (width, height) in WIDTHS.items():
        office.page.set_viewport_size({"width": width, "height": height})
        found += [f"{name} at {label}: {fault}" for fault in faults_of(office.page)]
        if (wide := overflow_of(office.page)) > 0:
            found.append(f"{name} at {label}: {wide} px too wide")
    return found + [f"{name} on paper: {fault}" for fault in (print_faults_of(office.page) if LOOK_AT_PRINT else ())]


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
    came = given.registered(world, given.CHAIN, papers=[])
    given.received(world, given.POOR)
    done = given.received(world)
    for step, outcome in [("receive", "done"), ("verify", "done"), ("sign", "signed")]:
        given.step(world, done, step, outcome)
    office.time_is(march(15, 9))
    return {"chain": chain, "late": late, "done": done, "came": came}


def test_axe_finds_nothing_on_the_pages_for_everybody(office: Office, busy: dict[str, Any]) -> None:
    assert not looked_at(office, {name: address_of(name, rest) for name, rest in STRANGER.items()})


def test_axe_finds_nothing_on_the_pages_of_an_account(office: Office) -> None:
    office.sign_in(CLERK)
    confirms(office)
    assert not looked_at(office, {name: address_of(name, rest) for name, rest in ACCOUNT.items()})


def test_axe_finds_nothing_on_english_pages_either(office: Office, busy: dict[str, Any]) -> None:
    office.sign_in(CLERK)
    choose(office.client, "en")
    names = {
        "portal:home": "",
        "portal:procedure": given.CHAIN,
        "usersessions_list": "",
        "accounts:capacity": "",
    }
    for name, rest in names.items():
        office.open(address_of(name, rest))
        assert office.page.locator("html").get_attribute("lang") == "en", name
        assert_accessible(office.page)
        screenshot(office.page, f"english-{name.replace(':', '-')}")


def pages_of(*names: str, **arguments: Any) -> dict[str, str]:
    """Return the addresses of routes by their names; `arguments` are those of each route."""
    return {name: reverse(name, kwargs=arguments) for name in names}


def gives_the_password(office: Office, username: str, password: str = accounts.PASSWORD) -> None:
    """Type name and password on the sign-in page that is open."""
    office.page.get_by_label("Tên đăng nhập").fill(username)
    office.page.get_by_label("Mật khẩu").fill(password)
    office.page.get_by_role("button", name="Đăng nhập", exact=True).click()


def comes_to_the_second_step(office: Office) -> None:
    """Give the right password of an account that asks for more."""
    office.client.logout()
    office.open(reverse("account_login"))
    gives_the_password(office, office.account(CLERK).username)
    office.page.get_by_role("heading", level=1, name="Xác thực lớp hai").wait_for()


def confirms(office: Office) -> None:
    """Give the password once more."""
    office.open(reverse("account_reauthenticate"))
    office.page.get_by_label("Mật khẩu").fill(accounts.PASSWORD)
    office.page.get_by_role("button", name="Xác nhận", exact=True).click()
    office.page.get_by_role("heading", name="Xác nhận lại").wait_for(state="detached")


def adds_a_key(office: Office, name: str) -> int:
    """Add a key of a fingerprint reader, just confirmed; return its number."""
    accounts.FingerprintReader(office.page)
    office.open(reverse("mfa_add_webauthn"))
    office.page.get_by_label("Tên khóa").fill(name)
    office.page.get_by_role("button", name="Thêm khóa", exact=True).click()
    office.page.get_by_role("heading", level=1, name="Thêm khóa bảo mật").wait_for(state="detached")
    office.open(reverse("mfa_list_webauthn"))
    address = office.page.get_by_role("link", name="Đổi tên").get_attribute("href") or ""
    return int(re.findall(r"/(\d+)/", address)[0])


def test_axe_finds_nothing_where_an_app_and_a_key_protect_the_account(office: Office) -> None:
    accounts.an_app(office.account(CLERK))
    office.sits_down(CLERK)
    confirms(office)
    key = adds_a_key(office, "Máy quầy Hoành Mô, của Hoàng Thị Phương Thảo")

    ways = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
    codes = ("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes")
    protected = pages_of(*ways, *codes, "mfa_index", "mfa_list_webauthn")
    found = looked_at(office, {f"{name}-on": address for name, address in protected.items()})
    found += looked_at(office, pages_of("mfa_edit_webauthn", "mfa_remove_webauthn", pk=key))

    comes_to_the_second_step(office)
    found += looked_at(office, pages_of("mfa_authenticate"))
    assert office.page.get_by_role("button", name="Dùng khóa bảo mật").count() == 1
    assert not found


def test_axe_finds_nothing_where_a_code_is_wrong(office: Office) -> None:
    accounts.an_app(office.account(CLERK))
    comes_to_the_second_step(office)
    office.page.get_by_label("Mã xác thực").fill("12")
    office.page.get_by_role("button", name="Đăng nhập", exact=True).click()
    office.page.get_by_role("alert").get_by_text("Mã chưa đúng hoặc đã dùng rồi").wait_for()

    assert office.page.get_by_role("button", name="Dùng khóa bảo mật").count() == 0
    assert not as_it_stands(office, "mfa_authenticate-wrong")


def test_axe_finds_nothing_where_an_account_gets_its_first_password(office: Office) -> None:
    account = office.account(CLERK)
    account.set_unusable_password()
    account.save()
    office.sits_down(CLERK)
    assert not looked_at(office, pages_of("account_set_password"))

    office.page.get_by_label("Mật khẩu mới", exact=True).fill("ngắn quá")
    office.page.get_by_label("Nhập lại mật khẩu mới").fill("ngắn")
    office.page.get_by_role("button", name="Đặt mật khẩu").click()
    office.page.get_by_role("alert").wait_for()
    assert not as_it_stands(office, "account_set_password-wrong")


def test_axe_finds_nothing_on_a_form_that_was_kept_over_the_end_of_a_session(office: Office) -> None:
    office.sits_down(CLERK)
    office.open(reverse("accounts:capacity"))
    session = office.client.session
    session["lt_seen"] -= 24 * 3600
    session.save()
    office.page.get_by_role("button", name="Dùng chức vụ này").click()
    gives_the_password(office, office.account(CLERK).username)
    office.page.get_by_role("heading", level=1, name="Phiên đã hết, dữ liệu đã giữ").wait_for()

    assert not looked_at(office, {"accounts:kept_form": office.page.url.removeprefix(ORIGIN)})
    office.page.get_by_role("button", name="Bỏ dữ liệu này").click()
    office.page.get_by_role("heading", name="Phiên đã hết, dữ liệu đã giữ").wait_for(state="detached")
    assert not looked_at(office, {"kept_form-gone": reverse("accounts:kept_form", args=["khong-co"])})


def test_axe_finds_nothing_where_somebody_must_wait(office: Office) -> None:
    office.account(CLERK)
    for _ in range(6):
        Client().post(reverse("account_login"), {"login": "ai-do", "password": "đoán mò thôi mà"})
    office.open(reverse("account_login"))
    gives_the_password(office, "ai-do", "đoán mò thôi mà")
    office.page.get_by_role("heading", level=1, name="Chờ một chút rồi thử lại").wait_for()

    assert not as_it_stands(office, "too-many-attempts")


def test_axe_finds_nothing_on_the_lists_of_a_busy_desk(office: Office, busy: dict[str, Any]) -> None:
    office.sits_down(CLERK)
    assert not looked_at(office, {name: address_of(name, rest) for name, rest in DESK.items()})


def test_axe_finds_nothing_on_a_dossier_of_the_chairman(office: Office, busy: dict[str, Any]) -> None:
    office.sits_down(CHAIRMAN)
    pages = {name: address_of(name, "", busy["chain"]) for name in ONE_DOSSIER}
    assert not looked_at(office, pages | {"late": address_of("desk:dossier", "", busy["late"])})


def test_axe_finds_nothing_on_a_leg_at_its_agency_and_on_the_parent_that_must_decide(
    office: Office, busy: dict[str, Any]
) -> None:
    world, specialist = office.world, ("police", "specialist.police")
    leg = given.leg(world, busy["chain"], "residence")
    office.sits_down(specialist)
    found = looked_at(office, {"inbox-agency": reverse("desk:inbox"), "leg": reverse("desk:dossier", args=[leg.uid])})
    given.step(world, busy["chain"], "police_check", "done")
    office.sits_down(("police", "unit_head"))
    asked = {act.slug: reverse("desk:act", args=[leg.uid, act.slug]) for act in ACTS if act.of == "leg"}
    found += looked_at(office, {"leg-ends": reverse("desk:dossier", args=[leg.uid]), **asked})
    dossiers.refuse_leg(
        actor=world.district.actor("police", "unit_head"), at=march(15, 9), dossier_uid=leg.uid, result_number="9/TB-CA",
        reason="Thông tin cư trú của cha, mẹ không khớp với hồ sơ lưu",
    )  # fmt: skip
    office.sits_down(("hoanh_mo", "specialist.justice"))
    address = reverse("desk:act", args=[busy["chain"], "quyet-dinh-chang"])
    found += looked_at(office, {"legs-refused": reverse("desk:dossier", args=[busy["chain"]]), "leg-decided": address})
    row = given.dossier(world.clerk, busy["chain"])
    office.client.logout()
    found += looked_at(office, {"lookup-legs": f"{reverse('portal:lookup')}?ma={row.code}&khoa={row.lookup_key}"})
    assert not found


@pytest.mark.parametrize("who", [CLERK, CHAIRMAN])
def test_axe_finds_nothing_where_an_act_is_asked(office: Office, busy: dict[str, Any], who: tuple[str, str]) -> None:
    """Half of the acts as the clerk on an open dossier, half as the chairman on one that is done."""
    office.sits_down(who)
    which = busy["late"] if who == CLERK else busy["done"]
    acts = [act for number, act in enumerate(ACTS) if number % 2 == (who == CLERK)]
    assert not looked_at(office, {f"act-{act.slug}": reverse("desk:act", args=[which, act.slug]) for act in acts})


def test_axe_finds_nothing_in_a_waiting_hall(office: Office) -> None:
    """One is called by a long name, one was skipped, four wait in two of three groups: what citizens see, then the staff."""
    hall, code, at = a_hall(office.world.district), "06841", office.world.at
    queue.add_group(actor=hall.admin, at=at, name="Lao động, thương binh và xã hội, người có công", letter="C")
    called, skipped, waiting = hall.take(), hall.take(), hall.take(priority="elderly", group=hall.other)
    for group in (hall.group, hall.group, hall.other):
        hall.take(group=group)
    queue.give_name(unit_id=hall.unit_id, ticket_uid=called.ticket_uid, name="Hoàng Nguyễn Thị Phương Thảo Nguyên Anh Thư")
    hall.call()
    hall.call(counter=hall.two)
    queue.skip(actor=hall.clerk, at=at, counter_uid=hall.two, ticket_uid=skipped.ticket_uid)

    kiosk = reverse("portal:kiosk", args=[code])
    pages = {"board": reverse("portal:board", args=[code]), "kiosk": kiosk, "kiosk-grounds": f"{kiosk}?uu-tien=chon"}
    queue.set_matters(actor=hall.admin, at=at, group_uid=hall.group, procedures=[], fields=["Hộ tịch"])
    finder = reverse("portal:kiosk_matters", args=[code])
    pages |= {"kiosk-fields": finder, "kiosk-procedures": f"{finder}?linh-vuc=H%E1%BB%99%20t%E1%BB%8Bch"}
    pages["kiosk-chosen"] = f"{kiosk}?uu-tien=elderly"
    for name, ticket in (("waiting", waiting), ("called", called), ("skipped", skipped)):
        pages[f"ticket-{name}"] = reverse("portal:ticket", args=[code, ticket.ticket_uid])
    pages["ticket-at-kiosk"] = f"{pages['ticket-waiting']}?quay=1"
    hall.plan()
    booked = hall.book(at + timedelta(minutes=30), at=at, matter="Đăng ký khai sinh", procedure=given.BIRTH)
    pages |= {name: reverse(f"portal:{name}", args=[code]) for name in ("kiosk_visit", "visit_unit")}
    pages |= {"visits": reverse("portal:visits"), "visit_times": reverse("portal:visit_times", args=["H49.16.22", hall.group])}
    pages |= {"visit": reverse("portal:visit", args=["H49.16.22", booked])}
    found = looked_at(office, pages)
    office.sits_down(CLERK)
    office.open(reverse("desk:queue_strip"))
    office.page.get_by_label("quầy nào").select_option(str(hall.one))
    office.page.get_by_role("button", name="Ngồi quầy này").click()
    office.page.get_by_text("Đang gọi số A001").wait_for()
    found += looked_at(office, pages_of("desk:queue_strip", "desk:queue", "desk:visits"))
    office.sits_down(("hoanh_mo", "unit_admin"))
    found += looked_at(office, {**pages_of("desk:queue_setup"), "matters": reverse("desk:queue_matters", args=[hall.group])})
    office.sits_down(("hoanh_mo", "unit_head"))
    asked = queue.booking(hall.unit_id, booked).uid
    found += looked_at(office, {"withdraw_visit": reverse("desk:withdraw_visit", args=[asked])})
    assert not [*found, *looked_at(office, pages_of("desk:visit_plans"))]


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
